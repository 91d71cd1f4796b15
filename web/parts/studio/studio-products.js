import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { archiveProduct, productsCsv, productsOf, wordsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { matching, sorted, standing } from '../../lib/studio/product.js';
import { deskLink } from '../../lib/studio/routes.js';
import { monthYear } from '../../lib/format.js';
import { say } from '../../lib/words.js';
import { StudioView, shown, viewHead } from './view.js';
import { toast } from '../ph-toast.js';
import '../ph-goods.js';
import '../ph-price.js';
import '../ph-sheet.js';
import './stock-sheet.js';

/** @typedef {import('../../lib/studio/desk.js').ProductDesk} ProductDesk */

/** All that a booth has: pictures, papers, the shelf. */
class StudioProducts extends StudioView {
  static properties = { _text: { state: true }, _which: { state: true }, _stock: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this._text = '';
    /** @type {'all' | 'papers' | 'empty' | 'archived'} */
    this._which = 'all';
    /** The product whose shelf is being counted. @type {string} */
    this._stock = '';
    /** @type {Loads<ProductDesk[]>} */
    this._products = new Loads(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('place')) void this._products.from(() => productsOf(this.booth), true);
  }

  /** @param {ProductDesk} desk */
  #replace(desk) {
    this._products.set((this._products.value ?? []).map((d) => (d.product.product === desk.product.product ? desk : d)));
  }

  /** @param {ProductDesk} d */
  async #unarchive(d) {
    try {
      this.#replace(await archiveProduct(this.booth, d.product.product, d.rev, false));
      toast(say('studio.product.back', { name: d.product.name }), { kind: 'good' });
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
  }

  render() {
    return html`${viewHead({
      title: say('studio.nav.products'),
      actions: html`<a class="btn" href=${deskLink(this.booth, 'products', 'import')}><ph-icon name="upload"></ph-icon>${say('studio.import.go')}</a><a class="btn btn-main" href=${deskLink(this.booth, 'products', 'new')}><ph-icon name="plus"></ph-icon>${say('studio.product.add')}</a>`,
    })}
      ${shown(this._products, (all) => (all.length ? this.#list(all) : html`<ph-empty icon="shopping-bag" heading=${say('studio.products.none')} text=${say('studio.products.none.text')}><a class="btn btn-main" href=${deskLink(this.booth, 'products', 'new')}>${say('studio.product.add')}</a><a class="btn" href=${deskLink(this.booth, 'products', 'import')}>${say('studio.import.go')}</a></ph-empty>`), { count: 6 })}`;
  }

  /** @param {ProductDesk[]} all */
  #list(all) {
    const sets = {
      all: all.filter((d) => !d.product.archived),
      papers: all.filter((d) => !d.product.archived && ['soon', 'expired', 'revoked'].includes(standing(d.product.certificate))),
      empty: all.filter((d) => !d.product.archived && d.product.shelf <= 0),
      archived: all.filter((d) => d.product.archived),
    };
    const list = sorted(matching(sets[this._which], this._text));
    const counted = all.find((d) => d.product.product === this._stock);
    return html`<div class="row tools"><label class="search grow-wide"><span class="visually-hidden">${say('studio.products.search')}</span><ph-icon name="search"></ph-icon><input class="input" type="search" placeholder=${say('studio.products.search')} .value=${this._text} @input=${(/** @type {Event} */ e) => { this._text = /** @type {HTMLInputElement} */ (e.target).value; }}></label>
        <a class="btn btn-small" href=${productsCsv(this.booth)} download><ph-icon name="download" size="18"></ph-icon>CSV</a></div>
      <div class="chips chips-slide" role="group" aria-label=${say('studio.filter')}>${/** @type {const} */ (['all', 'papers', 'empty', 'archived']).map((k) => (k !== 'all' && !sets[k].length ? nothing : html`<button class="chip" type="button" aria-pressed=${this._which === k} @click=${() => { this._which = k; }}>${say(`studio.products.${k}`)} <span class="num">${sets[k].length}</span></button>`))}</div>
      ${list.length ? html`<ul class="product-list" aria-label=${say('studio.nav.products')}>${repeat(list, (d) => d.product.product, (d) => this.#row(d))}</ul>` : html`<ph-empty icon="search" heading=${say('studio.products.notFound')} text=${say('studio.products.notFound.text')}><button class="btn" type="button" @click=${() => { this._text = ''; this._which = 'all'; }}>${say('studio.products.showAll')}</button></ph-empty>`}
      <stock-sheet .open=${!!counted} .booth=${this.booth} .desk=${counted ?? null} @ph-close=${() => { this._stock = ''; }} @counted=${(/** @type {CustomEvent<{shelf: number}>} */ e) => counted && this.#replace({ ...counted, product: { ...counted.product, shelf: e.detail.shelf } })}></stock-sheet>`;
  }

  /** @param {ProductDesk} d */
  #row(d) {
    const p = d.product;
    const paper = standing(p.certificate);
    return html`<li class="product-row"><a class="product-link" href=${deskLink(this.booth, 'products', p.product)}><span class="thumb"><ph-goods .drawing=${p.picture.drawing} .palette=${p.picture.palette} .photo=${p.picture.photo?.replace(/\.jpg$/, '-480.jpg') ?? ''}></ph-goods></span>
        <span class="product-words"><strong class="name">${p.name}</strong><ph-price size="small" .vnd=${p.priceVnd} unit=${p.unit}></ph-price>
        ${paper === 'none' ? html`<span class="soft small">${say('studio.paper.none')}</span>` : html`<span class="paper ${paper}"><ph-icon name=${paper === 'valid' ? 'badge-check' : 'circle-alert'} size="16"></ph-icon>${p.certificate && p.certificate.stars >= 3 ? `${say('stars.count', { n: p.certificate.stars })} · ` : ''}${say(`studio.paper.${paper}`, { n: p.certificate?.daysLeft ?? 0, date: p.certificate ? monthYear(p.certificate.until) : '' })}</span>`}</span></a>
      ${p.archived ? html`<button class="btn btn-small" type="button" @click=${() => this.#unarchive(d)}>${say('studio.product.restore')}</button>`
        : html`<button class="shelf-btn ${p.shelf <= 0 ? 'nil' : ''}" type="button" @click=${() => { this._stock = p.product; }}><span class="num">${p.shelf}</span><span class="small">${say('studio.shelf')}</span><span class="visually-hidden">, ${say('studio.shelf.count')} ${p.name}</span></button>`}</li>`;
  }
}
customElements.define('studio-products', StudioProducts);
