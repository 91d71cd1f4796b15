import { html, nothing } from 'lit';
import { money, readMoney } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { asTyped } from '../../lib/studio/product.js';
import { say } from '../../lib/words.js';
import { withDots } from './money-input.js';
import '../ph-field.js';
import '../ph-sheet.js';

const LENGTHS = [10, 30, 60, 120, 300, 600, 1200];

/**
 * The sheets in which a host changes one item: its price, its stock, a flash deal.
 * @fires stage-set with `detail` {what: 'price', priceVnd} | {what: 'stock', delta} | {what: 'deal', priceVnd, units, perBuyer, durationMs}
 * @fires ph-close
 */
export class StageSheets extends LightElement {
  static properties = { what: {}, offer: { attribute: false }, shelf: { type: Number }, busy: { type: Boolean }, _price: { state: true }, _delta: { state: true }, _units: { state: true }, _each: { state: true }, _seconds: { state: true } };

  constructor() {
    super();
    /** Which one is open. @type {'' | 'price' | 'stock' | 'deal'} */
    this.what = '';
    /** @type {import('../../lib/protocol.js').OfferView | null} */
    this.offer = null;
    /** Units on the booth's shelf; -1 while that is not known. @type {number} */
    this.shelf = -1;
    /** @type {boolean} */
    this.busy = false;
    /** @type {string} */
    this._price = '';
    /** @type {number} */
    this._delta = 0;
    /** @type {number} */
    this._units = 10;
    /** @type {number} */
    this._each = 2;
    /** @type {number} */
    this._seconds = 120;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('what') || !this.what || !this.offer) return;
    const o = this.offer;
    this._price = asTyped(String(this.what === 'deal' ? Math.max(1000, Math.round((o.priceVnd * 0.85) / 1000) * 1000) : o.priceVnd));
    this._delta = 0;
    this._units = Math.max(1, Math.min(10, o.stock.free));
    this._each = Math.min(2, o.perBuyer);
    this._seconds = 120;
  }

  /** @param {Record<string, unknown>} detail */
  #set(detail) {
    this.dispatchEvent(new CustomEvent('stage-set', { detail: { what: this.what, ...detail } }));
  }

  #close() {
    this.dispatchEvent(new CustomEvent('ph-close'));
  }

  render() {
    const o = this.offer;
    if (!o) return nothing;
    const heading = `${o.code} · ${o.name}`;
    return html`<ph-sheet heading=${heading} .open=${this.what === 'price'} @ph-close=${this.#close}>${this.what === 'price' ? this.#priceSheet(o) : nothing}</ph-sheet>
      <ph-sheet heading=${heading} .open=${this.what === 'stock'} @ph-close=${this.#close}>${this.what === 'stock' ? this.#stockSheet(o) : nothing}</ph-sheet>
      <ph-sheet heading=${heading} .open=${this.what === 'deal'} @ph-close=${this.#close}>${this.what === 'deal' ? this.#dealSheet(o) : nothing}</ph-sheet>`;
  }

  /** @param {string} label @param {string} [hint] */
  #priceField(label, hint = '') {
    return html`<ph-field label=${label} type="money" .value=${this._price} hint=${hint} @input=${(/** @type {Event} */ e) => { withDots(e); this._price = /** @type {HTMLInputElement} */ (e.target).value; }}></ph-field>`;
  }

  /** @param {import('../../lib/protocol.js').OfferView} o */
  #priceSheet(o) {
    const vnd = readMoney(this._price) ?? 0;
    const far = vnd > 0 && (vnd < o.priceVnd / 2 || vnd > o.priceVnd * 2);
    const step = (/** @type {number} */ to) => html`<button class="chip" type="button" @click=${() => { this._price = asTyped(String(Math.max(1000, to))); }}>${money(to)}</button>`;
    const round = (/** @type {number} */ n) => Math.round(n / 1000) * 1000;
    return html`<div class="stack"><p class="soft">${say('desk.price.now', { price: money(o.priceVnd) })}</p>${this.#priceField(say('desk.price.new'))}
      <div class="chips">${[o.priceVnd - 10_000, round(o.priceVnd * 0.95), round(o.priceVnd * 0.9), round(o.priceVnd * 0.8)].filter((n, i, all) => n > 0 && all.indexOf(n) === i).map(step)}</div>
      <p class="soft small">${say('desk.price.text')}</p>${far ? html`<p class="note note-amber" role="status"><ph-icon name="triangle-alert"></ph-icon><span>${say('desk.price.far', { price: money(vnd) })}</span></p>` : nothing}</div>
      <button slot="actions" class="btn btn-main btn-wide" type="button" aria-busy=${this.busy} ?disabled=${vnd < 1 || vnd === o.priceVnd} @click=${() => this.#set({ priceVnd: vnd })}>${vnd > 0 ? say('desk.price.set', { price: money(vnd) }) : say('desk.price')}</button>`;
  }

  /** @param {import('../../lib/protocol.js').OfferView} o */
  #stockSheet(o) {
    const most = Math.max(0, this.shelf);
    const set = (/** @type {number} */ n) => { this._delta = Math.max(-o.stock.free, Math.min(this.shelf < 0 ? 1_000_000 : most, n)); };
    return html`<div class="stack"><dl class="facts"><dt>${say('desk.stock.show')}</dt><dd class="num">${say('stock.of', { n: o.stock.free, total: o.stock.allotted })}</dd><dt>${say('desk.stock.shelf')}</dt><dd class="num">${this.shelf < 0 ? '…' : this.shelf}</dd></dl>
      <div class="row"><span class="stepper"><button type="button" aria-label=${say('studio.less')} @click=${() => set(this._delta - 1)}><ph-icon name="minus"></ph-icon></button><input class="wide-num" type="number" inputmode="numeric" aria-label=${say('desk.stock.delta')} .value=${String(this._delta)} @change=${(/** @type {Event} */ e) => set(Math.trunc(Number(/** @type {HTMLInputElement} */ (e.target).value) || 0))}><button type="button" aria-label=${say('studio.more.one')} @click=${() => set(this._delta + 1)}><ph-icon name="plus"></ph-icon></button></span>
        ${[5, 10, 20].map((n) => html`<button class="chip" type="button" @click=${() => set(this._delta + n)}>+${n}</button>`)}${o.stock.free ? html`<button class="chip" type="button" @click=${() => set(-o.stock.free)}>${say('desk.stock.back')}</button>` : nothing}</div>
      <p class="soft small">${say('desk.stock.text')}</p></div>
      <button slot="actions" class="btn btn-main btn-wide" type="button" aria-busy=${this.busy} ?disabled=${this._delta === 0} @click=${() => this.#set({ delta: this._delta })}>${this._delta < 0 ? say('desk.stock.take', { n: -this._delta }) : say('desk.stock.add', { n: this._delta })}</button>`;
  }

  /** @param {import('../../lib/protocol.js').OfferView} o */
  #dealSheet(o) {
    const vnd = readMoney(this._price) ?? 0;
    const whole = (/** @type {Event} */ e) => Math.floor(Number(/** @type {HTMLInputElement} */ (e.target).value) || 0);
    const good = vnd > 0 && vnd < o.priceVnd && this._units >= 1 && this._units <= o.stock.free && this._each >= 1;
    return html`<div class="stack"><p class="soft">${say('desk.price.now', { price: money(o.priceVnd) })} · ${say('stock.left', { n: o.stock.free })}</p>
      ${this.#priceField(say('desk.deal.price'), vnd >= o.priceVnd ? say('desk.deal.lower') : vnd > 0 ? say('desk.deal.off', { n: Math.round((1 - vnd / o.priceVnd) * 100) }) : '')}
      <div class="fields two"><ph-field label=${say('desk.deal.units')} type="number" inputmode="numeric" min="1" max=${o.stock.free} .value=${String(this._units)} .error=${this._units > o.stock.free ? say('desk.deal.over', { n: o.stock.free }) : ''} @input=${(/** @type {Event} */ e) => { this._units = whole(e); }}></ph-field>
        <ph-field label=${say('studio.lineup.perBuyer')} type="number" inputmode="numeric" min="1" max="99" .value=${String(this._each)} @input=${(/** @type {Event} */ e) => { this._each = whole(e); }}></ph-field></div>
      <fieldset class="stack plain-set"><legend class="label">${say('desk.deal.long')}</legend><div class="chips">${LENGTHS.map((s) => html`<label class="chip"><input type="radio" name="deal-long" .checked=${this._seconds === s} @change=${() => { this._seconds = s; }}>${s < 60 ? say('desk.seconds', { n: s }) : say('desk.minutes', { n: s / 60 })}</label>`)}</div></fieldset></div>
      <button slot="actions" class="btn btn-buy btn-wide" type="button" aria-busy=${this.busy} ?disabled=${!good} @click=${() => this.#set({ priceVnd: vnd, units: this._units, perBuyer: this._each, durationMs: this._seconds * 1000 })}><ph-icon name="zap"></ph-icon>${say('desk.deal.open')}</button>`;
  }
}
customElements.define('stage-sheets', StageSheets);
