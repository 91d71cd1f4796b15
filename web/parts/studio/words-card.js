import { html, nothing } from 'lit';
import { LightElement } from '../../lib/light.js';
import { blockedWords, setBlockedWords, wordsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { say } from '../../lib/words.js';
import { toast } from '../ph-toast.js';
import { shown } from './view.js';

/** Words that are not wanted in the booth's chat. */
export class WordsCard extends LightElement {
  static properties = { booth: {}, _text: { state: true }, _busy: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.booth = '';
    /** @type {string} */
    this._text = '';
    /** @type {boolean} */
    this._busy = false;
    /** @type {Loads<string[]>} */
    this._words = new Loads(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('booth')) void this._words.from(() => blockedWords(this.booth), true);
  }

  /** @param {string[]} words */
  async #set(words) {
    this._busy = true;
    try {
      this._words.set(await setBlockedWords(this.booth, words));
      this._text = '';
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = false;
  }

  /** @param {Event} e @param {string[]} words */
  #add(e, words) {
    e.preventDefault();
    const fresh = this._text.split(/[,;\n]/).map((w) => w.trim()).filter((w) => w && !words.includes(w));
    if (fresh.length) void this.#set([...words, ...fresh]);
  }

  render() {
    return html`<section class="card stack form"><div><h2>${say('studio.set.words')}</h2><p class="soft prose">${say('studio.words.text')}</p></div>${shown(this._words, (words) => html`
      <form class="row" @submit=${(/** @type {Event} */ e) => this.#add(e, words)}><input class="input grow-wide" aria-label=${say('studio.words.add')} placeholder=${say('studio.words.add')} maxlength="200" .value=${this._text} @input=${(/** @type {Event} */ e) => { this._text = /** @type {HTMLInputElement} */ (e.target).value; }}><button class="btn btn-main" type="submit" aria-busy=${this._busy} ?disabled=${!this._text.trim()}>${say('action.add')}</button></form>
      ${words.length ? html`<ul class="chips word-chips">${words.map((w) => html`<li class="chip word-chip">${w}<button type="button" aria-label=${say('studio.words.drop', { word: w })} @click=${() => this.#set(words.filter((x) => x !== w))}><ph-icon name="x" size="16"></ph-icon></button></li>`)}</ul>` : html`<p class="soft">${say('studio.words.none')}</p>`}${nothing}`)}</section>`;
  }
}
customElements.define('words-card', WordsCard);
