import { html, nothing } from 'lit';
import { relative } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { countStock, newKey, stockNotes, wordsOf } from '../../lib/studio/desk.js';
import { say } from '../../lib/words.js';
import { tellAfterwards } from './view.js';
import '../ph-field.js';
import '../ph-sheet.js';

const REASONS = { in: ['made', 'bought', 'returned', 'counted'], out: ['sold', 'broken', 'gift', 'counted'] };

/**
 * Counts units onto a product's shelf or off it, with the reason.
 * @fires counted with `detail` {shelf}
 * @fires ph-close
 */
export class StockSheet extends LightElement {
  static properties = { open: { type: Boolean }, booth: {}, desk: { attribute: false }, _way: { state: true }, _n: { state: true }, _reason: { state: true }, _other: { state: true }, _busy: { state: true }, _error: { state: true }, _notes: { state: true } };

  constructor() {
    super();
    /** @type {boolean} */
    this.open = false;
    /** @type {string} */
    this.booth = '';
    /** @type {import('../../lib/studio/desk.js').ProductDesk | null} */
    this.desk = null;
    /** @type {'in' | 'out'} */
    this._way = 'in';
    /** @type {number} */
    this._n = 10;
    /** @type {string} */
    this._reason = '';
    /** @type {string} */
    this._other = '';
    /** @type {boolean} */
    this._busy = false;
    /** @type {string} */
    this._error = '';
    /** @type {import('../../lib/studio/desk.js').StockNote[]} */
    this._notes = [];
    this._key = newKey();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('open') || !this.open) return;
    Object.assign(this, { _way: 'in', _n: 10, _reason: '', _other: '', _error: '', _notes: [], _key: newKey() });
    const product = this.desk?.product.product;
    stockNotes(this.booth).then((all) => { this._notes = all.filter((n) => n.product === product).slice(0, 5); }, () => {});
  }

  async #count() {
    const desk = this.desk;
    if (!desk) return;
    const reason = this._reason === 'other' ? this._other.trim() : this._reason && say(`studio.reason.${this._reason}`);
    if (!reason) {
      this._error = say('studio.reason.needed');
      return;
    }
    this._busy = true;
    this._error = '';
    try {
      const delta = this._way === 'in' ? this._n : -this._n;
      const stock = await countStock(this.booth, desk.product.product, delta, reason, this._key);
      this.dispatchEvent(new CustomEvent('counted', { detail: { shelf: stock.free } }));
      this.#close();
      tellAfterwards(say(delta > 0 ? 'studio.shelf.added' : 'studio.shelf.taken', { n: Math.abs(delta), name: desk.product.name }), { kind: 'good' });
    } catch (problem) {
      this._error = wordsOf(problem);
    }
    this._busy = false;
  }

  #close() {
    this.dispatchEvent(new CustomEvent('ph-close'));
  }

  render() {
    const desk = this.desk;
    const after = (desk?.product.shelf ?? 0) + (this._way === 'in' ? this._n : -this._n);
    return html`<ph-sheet heading=${desk?.product.name ?? ''} .open=${this.open} @ph-close=${this.#close}>${desk ? html`<div class="stack">
      <p>${say('studio.shelf.now', { n: desk.product.shelf })} <span class="soft">→</span> <strong class="num ${after < 0 ? 'error-text' : ''}">${after}</strong></p>
      <div class="chips" role="group" aria-label=${say('studio.shelf.way')}>${/** @type {const} */ (['in', 'out']).map((w) => html`<button class="chip" type="button" aria-pressed=${this._way === w} @click=${() => { this._way = w; this._reason = ''; }}>${say(`studio.shelf.${w}`)}</button>`)}</div>
      <div class="row"><span class="stepper"><button type="button" aria-label=${say('studio.less')} @click=${() => { this._n = Math.max(1, this._n - 1); }}><ph-icon name="minus"></ph-icon></button>
        <input class="wide-num" type="number" inputmode="numeric" min="1" max="1000000" aria-label=${say('studio.units')} .value=${String(this._n)} @input=${(/** @type {Event} */ e) => { this._n = Math.max(1, Math.min(1_000_000, Math.floor(Number(/** @type {HTMLInputElement} */ (e.target).value) || 1))); }}>
        <button type="button" aria-label=${say('studio.more.one')} @click=${() => { this._n++; }}><ph-icon name="plus"></ph-icon></button></span>
        ${[5, 10, 50].map((n) => html`<button class="chip" type="button" @click=${() => { this._n += n; }}>+${n}</button>`)}</div>
      <fieldset class="stack plain-set"><legend class="label">${say('studio.reason')}</legend><div class="chips">${[...REASONS[this._way], 'other'].map((r) => html`<label class="chip"><input type="radio" name="stock-reason" .checked=${this._reason === r} @change=${() => { this._reason = r; this._error = ''; }}>${say(`studio.reason.${r}`)}</label>`)}</div></fieldset>
      ${this._reason === 'other' ? html`<ph-field label=${say('studio.reason.own')} maxlength="300" .value=${this._other} @input=${(/** @type {Event} */ e) => { this._other = /** @type {HTMLInputElement} */ (e.target).value; }}></ph-field>` : nothing}
      ${this._error ? html`<p class="error-text" role="alert"><ph-icon name="circle-alert" size="16"></ph-icon>${this._error}</p>` : nothing}
      ${this._notes.length ? html`<section><h3 class="small soft">${say('studio.shelf.notes')}</h3><ul class="lines small">${this._notes.map((n) => html`<li class="row"><strong class="num note-delta">${n.delta > 0 ? '+' : '−'}${Math.abs(n.delta)}</strong><span class="grow">${n.reason}</span><span class="soft">${n.name}, ${relative(n.atMs)}</span></li>`)}</ul></section>` : nothing}</div>` : nothing}
      <button slot="actions" class="btn btn-main btn-wide" type="button" aria-busy=${this._busy} ?disabled=${after < 0} @click=${this.#count}>${say(this._way === 'in' ? 'studio.shelf.in.go' : 'studio.shelf.out.go', { n: this._n })}</button></ph-sheet>`;
  }
}
customElements.define('stock-sheet', StockSheet);
