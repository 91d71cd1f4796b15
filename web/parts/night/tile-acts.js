import { html, nothing } from 'lit';
import { get, post } from '../../lib/api.js';
import { LightElement } from '../../lib/light.js';
import { newKey, wordsOf } from '../../lib/studio/desk.js';
import { say } from '../../lib/words.js';
import { toast } from '../ph-toast.js';
import { typedIn } from '../studio/view.js';
import '../ph-field.js';
import '../ph-icon.js';

/** @typedef {import('../../lib/protocol.js').MatterView} MatterView */
const REASONS = ['emergency', 'unsafe-goods', 'missing-papers', 'false-claim', 'false-price', 'complaints', 'other'];

/** What an organizer stops at a booth, and lets go on: the whole booth, or one of its goods wherever it is sold. The seller is told at once and may answer. */
class TileActs extends LightElement {
  static properties = { booth: {}, room: {}, _matters: { state: true }, _goods: { state: true }, _doing: { state: true }, _busy: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.booth = '';
    /** The show on air, or ''. @type {string} */
    this.room = '';
    /** @type {MatterView[]} */
    this._matters = [];
    /** @type {{product: string, name: string}[]} */
    this._goods = [];
    /** @type {'' | 'stop' | 'freeze'} */
    this._doing = '';
    /** @type {string} */
    this._busy = '';
    this._key = newKey();
  }

  firstUpdated() {
    void this.#look();
  }

  async #look() {
    try {
      const told = await get(`/api/oversight/matters?booth=${this.booth}`);
      this._matters = told.matters.filter((/** @type {MatterView} */ m) => m.state !== 'closed' && (m.kind === 'stop' || m.kind === 'freeze'));
    } catch { /* the figures above stand without it */ }
  }

  /** @param {'stop' | 'freeze'} kind */
  async #begin(kind) {
    this._doing = kind;
    if (kind === 'freeze' && !this._goods.length) this._goods = (await get(`/api/booths/${this.booth}/products`)).products.filter((/** @type {any} */ p) => !p.archived);
  }

  /** @param {SubmitEvent} e */
  async #act(e) {
    e.preventDefault();
    const { reason = 'emergency', text = '', product = '' } = typedIn(/** @type {HTMLFormElement} */ (e.target));
    if (!text.trim()) return toast(say('console.act.say'), { kind: 'bad' });
    this._busy = this._doing;
    try {
      await post('/api/oversight/matters', { key: this._key, kind: this._doing, booth: this.booth, reason, text: text.trim(), ...(this._doing === 'freeze' ? { product } : {}) });
      this._key = newKey();
      toast(say(`console.act.${this._doing}.done`), { kind: 'good' });
      this._doing = '';
      await this.#look();
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  /** @param {MatterView} m */
  async #free(m) {
    this._busy = m.matter;
    try {
      await post(`/api/oversight/matters/${m.matter}/close`, { reason: 'resolved', text: say('console.act.free.text') });
      toast(say('console.act.freed'), { kind: 'good' });
      await this.#look();
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  render() {
    return html`<section class="stack tile-acts"><h3>${say('console.act.title')}</h3>
      ${this._matters.map((m) => html`<p class="note note-red"><ph-icon name="hand"></ph-icon><span class="grow"><strong>${say(`console.act.${m.kind}.on`, { name: m.productName ?? '' })}</strong><br><span class="soft small">${m.words[0]?.text ?? ''}</span></span><button class="btn btn-small" type="button" aria-busy=${this._busy === m.matter} @click=${() => this.#free(m)}>${say('console.act.free')}</button></p>`)}
      ${this._doing ? html`<form class="stack" novalidate @submit=${this.#act}><p class="soft small">${say(`console.act.${this._doing}.text`)}</p>
          ${this._doing === 'freeze' ? html`<label class="field"><span class="label">${say('console.act.product')}</span><select class="input" name="product">${this._goods.map((g) => html`<option value=${g.product}>${g.name}</option>`)}</select></label>` : nothing}
          <label class="field"><span class="label">${say('console.act.reason')}</span><select class="input" name="reason">${REASONS.map((r) => html`<option value=${r}>${say(`console.reason.${r}`)}</option>`)}</select></label>
          <ph-field label=${say('console.act.words')} name="text" type="textarea" maxlength="300" hint=${say('console.act.words.hint')}></ph-field>
          <div class="btn-pair"><button class="btn" type="button" @click=${() => { this._doing = ''; }}>${say('action.cancel')}</button><button class="btn btn-danger" type="submit" aria-busy=${!!this._busy}>${say(`console.act.${this._doing}`)}</button></div></form>`
        : html`<div class="btn-pair"><button class="btn btn-danger" type="button" @click=${() => this.#begin('stop')}><ph-icon name="pause"></ph-icon>${say('console.act.stop')}</button><button class="btn btn-danger" type="button" @click=${() => this.#begin('freeze')}><ph-icon name="hand"></ph-icon>${say('console.act.freeze')}</button></div>`}</section>`;
  }
}
customElements.define('tile-acts', TileActs);
