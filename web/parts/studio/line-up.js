import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { readMoney } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { landing, leastUnits, mostUnits, moved, renumbered, withProduct, wrong } from '../../lib/studio/line-up.js';
import { asTyped, matching } from '../../lib/studio/product.js';
import { deskLink } from '../../lib/studio/routes.js';
import { say } from '../../lib/words.js';
import { withDots } from './money-input.js';
import '../ph-goods.js';
import '../ph-price.js';
import '../ph-sheet.js';

/** @typedef {import('../../lib/studio/line-up.js').Item} Item */

/**
 * What is sold in a show: numbered items, in order, with their units from the shelf. Dragged by the grip, or moved by buttons.
 * @fires line-up with `detail` the new list
 */
export class StudioLineUp extends LightElement {
  static properties = { items: { attribute: false }, offers: { attribute: false }, products: { attribute: false }, booth: {}, _adding: { state: true }, _text: { state: true }, _drag: { state: true } };

  constructor() {
    super();
    /** @type {Item[]} */
    this.items = [];
    /** What stands in the house. @type {ReadonlyArray<import('../../lib/protocol.js').OfferView>} */
    this.offers = [];
    /** @type {ReadonlyArray<import('../../lib/studio/desk.js').ProductDesk>} */
    this.products = [];
    /** @type {string} */
    this.booth = '';
    /** @type {boolean} */
    this._adding = false;
    /** @type {string} */
    this._text = '';
    /** @type {{from: number, to: number} | null} */
    this._drag = null;
  }

  /** @param {Item[]} items */
  #set(items) {
    this.items = items;
    this.dispatchEvent(new CustomEvent('line-up', { detail: items, bubbles: true }));
  }

  /** @param {number} at @param {Partial<Item>} change */
  #change(at, change) {
    this.#set(this.items.map((item, i) => (i === at ? { ...item, ...change } : item)));
  }

  /** @param {number} from @param {number} to */
  #move(from, to) {
    const item = this.items[from];
    this.#set(moved(this.items, from, to));
    void this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector(`[data-product="${item.product}"] .${to < from ? 'up' : 'down'}`))?.focus());
  }

  /** @param {PointerEvent} e @param {number} from */
  #grab(e, from) {
    e.preventDefault();
    const grip = /** @type {HTMLElement} */ (e.currentTarget);
    const row = /** @type {HTMLElement} */ (grip.closest('li'));
    const heights = [.../** @type {HTMLElement} */ (row.parentElement).children].map((c) => c.getBoundingClientRect().height + 12);
    grip.setPointerCapture(e.pointerId);
    this._drag = { from, to: from };
    const startY = e.pageY;
    const move = (/** @type {PointerEvent} */ m) => {
      row.style.setProperty('--drag', `${m.pageY - startY}px`);
      const to = landing(heights, from, m.pageY - startY);
      if (to !== this._drag?.to) this._drag = { from, to };
    };
    const end = (/** @type {PointerEvent} */ m) => {
      grip.removeEventListener('pointermove', move);
      grip.removeEventListener('pointerup', end);
      grip.removeEventListener('pointercancel', end);
      row.style.removeProperty('--drag');
      const to = this._drag?.to ?? from;
      this._drag = null;
      if (m.type === 'pointerup' && to !== from) this.#set(moved(this.items, from, to));
    };
    grip.addEventListener('pointermove', move);
    grip.addEventListener('pointerup', end);
    grip.addEventListener('pointercancel', end);
  }

  render() {
    return html`<section class="card stack" aria-labelledby="lu-h"><div class="split"><div><h2 id="lu-h">${say('studio.lineup')} <span class="soft num">${this.items.length}</span></h2><p class="soft small">${say('studio.lineup.text')}</p></div>
        <div class="row">${this.items.length > 1 ? html`<button class="btn btn-small btn-quiet" type="button" @click=${() => this.#set(renumbered(this.items))}><ph-icon name="list-ordered" size="18"></ph-icon>${say('studio.lineup.renumber')}</button>` : nothing}<button class="btn btn-small" type="button" @click=${() => { this._adding = true; this._text = ''; }}><ph-icon name="plus" size="18"></ph-icon>${say('studio.lineup.add')}</button></div></div>
      ${this.items.length ? html`<ol class="line-up">${repeat(this.items, (i) => i.product, (item, i) => this.#row(item, i))}</ol>` : html`<p class="soft empty-line">${say('studio.lineup.none')}</p>`}</section>
      <ph-sheet heading=${say('studio.lineup.add')} size="full" .open=${this._adding} @ph-close=${() => { this._adding = false; }}>${this._adding ? this.#pick() : nothing}
        <button slot="actions" class="btn btn-main btn-wide" type="button" @click=${() => { this._adding = false; }}>${say('studio.lineup.done', { n: this.items.length })}</button></ph-sheet>`;
  }

  /** @param {Item} item @param {number} i */
  #row(item, i) {
    const desk = this.products.find((d) => d.product.product === item.product);
    const offer = this.offers.find((o) => o.product === item.product);
    const shelf = desk?.product.shelf ?? 0;
    const bad = wrong(item, this.items, offer, shelf);
    const name = desk?.product.name ?? offer?.name ?? item.product;
    const picture = desk?.product.picture ?? offer?.picture;
    const most = mostUnits(offer, shelf);
    const whole = (/** @type {Event} */ e) => Math.floor(Number(/** @type {HTMLInputElement} */ (e.target).value) || 0);
    const d = this._drag;
    const shift = d && d.from !== i && i > Math.min(d.from, d.to) - (d.to < d.from ? 1 : 0) && i < Math.max(d.from, d.to) + (d.to > d.from ? 1 : 0) ? (d.to > d.from ? 'shift-up' : 'shift-down') : '';
    return html`<li class="line-item ${d?.from === i ? 'dragged' : shift} ${bad ? 'bad' : ''}" data-product=${item.product}>
      <span class="line-grip" aria-hidden="true" @pointerdown=${(/** @type {PointerEvent} */ e) => this.#grab(e, i)}><ph-icon name="grip-vertical"></ph-icon></span>
      <span class="thumb"><ph-goods .drawing=${picture?.drawing ?? ''} .palette=${picture?.palette ?? 'red-river'} .photo=${picture?.photo ?? ''}></ph-goods></span>
      <div class="line-words"><strong class="name">${name}</strong><span class="soft small">${say('studio.lineup.most', { n: most, shelf })}</span></div>
      <div class="line-fields">
        <label><span class="small soft">${say('studio.lineup.code')}</span><input class="input code-box" maxlength="4" autocapitalize="characters" aria-invalid=${bad.startsWith('code') ? 'true' : nothing} .value=${item.code} @change=${(/** @type {Event} */ e) => this.#change(i, { code: /** @type {HTMLInputElement} */ (e.target).value.trim().toUpperCase() })}></label>
        <label><span class="small soft">${say('studio.units')}</span><input class="input input-num" type="number" inputmode="numeric" min=${leastUnits(offer)} max=${most} aria-invalid=${bad.startsWith('units') ? 'true' : nothing} .value=${String(item.units)} @change=${(/** @type {Event} */ e) => this.#change(i, { units: whole(e) })}></label>
        <label><span class="small soft">${say('studio.lineup.perBuyer')}</span><input class="input input-num" type="number" inputmode="numeric" min="1" max="99" aria-invalid=${bad === 'per-buyer' ? 'true' : nothing} .value=${String(item.perBuyer)} @change=${(/** @type {Event} */ e) => this.#change(i, { perBuyer: whole(e) })}></label>
        <label class="price-box"><span class="small soft">${say('studio.product.price')}</span><input class="input input-num" inputmode="numeric" aria-invalid=${bad === 'price' ? 'true' : nothing} .value=${asTyped(String(item.priceVnd))} @input=${withDots} @change=${(/** @type {Event} */ e) => this.#change(i, { priceVnd: readMoney(/** @type {HTMLInputElement} */ (e.target).value) ?? 0 })}></label></div>
      <div class="line-acts"><button class="btn btn-icon btn-small btn-quiet up" type="button" ?disabled=${i === 0} aria-label=${say('studio.lineup.up', { name })} @click=${() => this.#move(i, i - 1)}><ph-icon name="arrow-up"></ph-icon></button>
        <button class="btn btn-icon btn-small btn-quiet down" type="button" ?disabled=${i === this.items.length - 1} aria-label=${say('studio.lineup.down', { name })} @click=${() => this.#move(i, i + 1)}><ph-icon name="arrow-down"></ph-icon></button>
        <button class="btn btn-icon btn-small btn-quiet" type="button" ?disabled=${leastUnits(offer) > 0} aria-label=${say('studio.lineup.drop', { name })} @click=${() => this.#set(this.items.filter((x) => x.product !== item.product))}><ph-icon name="x"></ph-icon></button></div>
      ${bad ? html`<p class="error-text line-bad"><ph-icon name="circle-alert" size="16"></ph-icon>${say(`studio.lineup.bad.${bad}`, { n: bad === 'units-under' ? leastUnits(offer) : most })}</p>` : nothing}</li>`;
  }

  #pick() {
    const left = matching(this.products.filter((d) => !d.product.archived), this._text);
    return html`<div class="stack"><label class="search"><span class="visually-hidden">${say('studio.products.search')}</span><ph-icon name="search"></ph-icon><input class="input" type="search" placeholder=${say('studio.products.search')} .value=${this._text} @input=${(/** @type {Event} */ e) => { this._text = /** @type {HTMLInputElement} */ (e.target).value; }}></label>
      ${left.length ? html`<ul class="pick-list">${left.map((d) => { const on = this.items.some((i) => i.product === d.product.product); return html`<li><label class="choice"><input type="checkbox" .checked=${on} @change=${() => this.#set(on ? this.items.filter((i) => i.product !== d.product.product) : withProduct(this.items, d))}><span class="thumb thumb-small"><ph-goods .drawing=${d.product.picture.drawing} .palette=${d.product.picture.palette} .photo=${d.product.picture.photo ?? ''}></ph-goods></span><span class="grow">${d.product.name}<span class="hint"><ph-price size="small" .vnd=${d.product.priceVnd}></ph-price> · ${say('studio.shelf.has', { n: d.product.shelf })}</span></span></label></li>`; })}</ul>`
        : html`<ph-empty icon="shopping-bag" heading=${say(this.products.length ? 'studio.products.notFound' : 'studio.products.none')}><a class="btn" href=${deskLink(this.booth, 'products', 'new')}>${say('studio.product.add')}</a></ph-empty>`}</div>`;
  }
}
customElements.define('studio-line-up', StudioLineUp);
