import { html, nothing } from 'lit';
import { Problem, del, get, post, put } from '../lib/api.js';
import { LightElement } from '../lib/light.js';
import { say, spoken } from '../lib/words.js';
import './ph-field.js';
import './ph-icon.js';

/** @typedef {{mail?: string, waiting?: string, message: boolean, mailOffered: boolean, messageOffered: boolean}} Doors */

/** Where notices go beside the pages: by mail once its code was said, as text messages. Shows nothing where the house has no such door. */
export class NoticeDoors extends LightElement {
  static properties = { _doors: { state: true }, _busy: { state: true }, _problem: { state: true }, _text: { state: true } };

  constructor() {
    super();
    /** @type {Doors | null} */
    this._doors = null;
    /** @type {boolean} */
    this._busy = false;
    /** @type {string} */
    this._problem = '';
    /** @type {string} */
    this._text = '';
  }

  connectedCallback() {
    super.connectedCallback();
    get('/api/me/doors').then((doors) => { this._doors = doors; }, () => {});
  }

  /** @param {() => Promise<Doors>} work */
  async #keep(work) {
    this._busy = true;
    this._problem = '';
    try {
      this._doors = await work();
      this._text = '';
    } catch (problem) {
      this._problem = problem instanceof Problem ? problem.message : say('state.error');
    }
    this._busy = false;
  }

  render() {
    const d = this._doors;
    if (!d || (!d.mailOffered && !d.messageOffered)) return nothing;
    return html`<section class="stack well"><h3>${say('doors.title')}</h3>${d.messageOffered ? html`<label class="row"><input class="switch" type="checkbox" role="switch" .checked=${d.message} @change=${(/** @type {Event} */ e) => this.#keep(() => put('/api/me/doors/message', { on: /** @type {HTMLInputElement} */ (e.target).checked, language: spoken() }))}><span class="grow">${say('doors.message')}</span></label>` : nothing}
      ${d.mailOffered ? this.#mail(d) : nothing}</section>`;
  }

  /** @param {Doors} d */
  #mail(d) {
    const typed = (/** @type {Event} */ e) => { this._text = /** @type {HTMLInputElement} */ (e.target).value; };
    if (d.waiting) return html`<form class="stack" @submit=${(/** @type {Event} */ e) => { e.preventDefault(); void this.#keep(() => post('/api/me/doors/mail/code', { code: this._text.trim() })); }}><p>${say('doors.mail.code', { mail: d.waiting })}</p><ph-field type="code" label=${say('doors.code')} .value=${this._text} error=${this._problem} @input=${typed}></ph-field><div class="row"><button class="btn btn-main" type="submit" aria-busy=${this._busy}>${say('action.confirm')}</button><button class="btn btn-quiet" type="button" @click=${this.#drop}>${say('action.cancel')}</button></div></form>`;
    if (d.mail) return html`<div class="row"><ph-icon name="check"></ph-icon><span class="grow">${say('doors.mail.on', { mail: d.mail })}</span><button class="btn btn-small" type="button" @click=${this.#drop}>${say('doors.mail.off')}</button></div>`;
    return html`<form class="stack" @submit=${(/** @type {Event} */ e) => { e.preventDefault(); void this.#keep(() => put('/api/me/doors/mail', { address: this._text.trim(), language: spoken() })); }}><ph-field type="email" autocomplete="email" label=${say('doors.mail')} .value=${this._text} error=${this._problem} @input=${typed}></ph-field><button class="btn" type="submit" ?disabled=${!this._text.trim()} aria-busy=${this._busy}>${say('doors.mail.send')}</button></form>`;
  }

  #drop = () => this.#keep(async () => {
    await del('/api/me/doors/mail');
    return get('/api/me/doors');
  });
}
customElements.define('notice-doors', NoticeDoors);
