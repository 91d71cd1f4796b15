import { html, nothing } from 'lit';
import { dateTime } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { paperLink } from '../lib/oversight.js';
import { say } from '../lib/words.js';
import './paper-input.js';
import './ph-field.js';
import './ph-icon.js';

/** @type {Record<string, string>} */
const SIGNS = { buyer: 'user', seller: 'store', organizer: 'house', official: 'shield-check', house: 'clock' };

/**
 * What was said in a matter or a complaint, and the place to say more.
 * @fires word-said with `detail` {text, papers, done}
 */
export class WordThread extends LightElement {
  static properties = { of: {}, words: { attribute: false }, may: { type: Boolean }, busy: { type: Boolean }, label: {}, yes: {}, _error: { state: true } };

  constructor() {
    super();
    /** The matter or complaint. @type {string} */
    this.of = '';
    /** @type {import('../lib/protocol.js').WordView[]} */
    this.words = [];
    /** Whether the reader may say more. @type {boolean} */
    this.may = false;
    /** @type {boolean} */
    this.busy = false;
    /** @type {string} */
    this.label = '';
    /** @type {string} */
    this.yes = '';
    /** @type {string} */
    this._error = '';
  }

  /** @param {SubmitEvent} e */
  #send(e) {
    e.preventDefault();
    const form = /** @type {HTMLFormElement} */ (e.target);
    const text = String(new FormData(form).get('text') ?? '').trim();
    this._error = text ? '' : say('refused.empty');
    if (!text) return;
    const papers = /** @type {import('./paper-input.js').PaperInput} */ (this.querySelector('paper-input'));
    this.dispatchEvent(new CustomEvent('word-said', { bubbles: true, detail: { text, papers: papers.names, done: () => {
      /** @type {any} */ (this.querySelector('ph-field')).value = '';
      papers.clear();
    } } }));
  }

  render() {
    return html`<ol class="thread">${this.words.map((w) => html`<li class="word word-${w.who}"><span class="word-sign" aria-hidden="true"><ph-icon name=${SIGNS[w.who] ?? 'user'} size="18"></ph-icon></span>
      <div class="grow-wide"><p class="word-head"><strong>${say(`oversight.who.${w.who}`)}</strong>${w.name && w.who !== 'organizer' ? html` <bdi class="soft">${w.name}</bdi>` : nothing} <span class="soft small num">${dateTime(w.atMs)}</span></p>
        ${w.text ? html`<p class="word-text">${w.text}</p>` : w.papers.length ? nothing : html`<p class="word-text soft">${say('oversight.word.gone')}</p>`}
        ${w.papers.length ? html`<p class="papers">${w.papers.map((p, i) => html`<a class="paper-shot" href=${paperLink(this.of, p)} target="_blank" rel="noopener"><img src=${paperLink(this.of, p, true)} alt=${say('paper.shot', { n: i + 1 })} loading="lazy"></a>`)}</p>` : nothing}</div></li>`)}</ol>
      ${this.may ? html`<form class="stack word-form" novalidate @submit=${this.#send}><ph-field label=${this.label || say('oversight.word.label')} name="text" type="textarea" rows="3" maxlength="1000" .error=${this._error}></ph-field>
        <div class="form-end"><paper-input></paper-input><button class="btn btn-main" type="submit" aria-busy=${this.busy}><ph-icon name="send"></ph-icon>${this.yes || say('action.send')}</button></div></form>` : nothing}`;
  }
}
customElements.define('word-thread', WordThread);
