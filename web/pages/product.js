import { html, nothing } from 'lit';
import { provinceName } from '../lib/address.js';
import { get, list } from '../lib/api.js';
import { BoothRoom } from '../lib/booth-room.js';
import { LightElement } from '../lib/light.js';
import { boothLink, liveLink, pathThing, productLink } from '../lib/links.js';
import { say } from '../lib/words.js';
import { goodsFacts, goodsPictures } from '../parts/goods-facts.js';
import { stars } from '../parts/live/live-offer.js';
import '../parts/goods-buy.js';
import '../parts/page-bar.js';
import '../parts/ph-avatar.js';
import '../parts/ph-empty.js';
import '../parts/ph-goods.js';
import '../parts/ph-icon.js';
import '../parts/ph-price.js';
import '../parts/ph-skeleton.js';

/** @typedef {import('../lib/protocol.js').ProductView} ProductView */

/** One product: what it is, who made it, its certificate, and how to buy it. */
class ProductPage extends LightElement {
  static properties = { _product: { state: true }, _booth: { state: true }, _live: { state: true }, _more: { state: true }, _why: { state: true } };

  constructor() {
    super();
    /** @type {ProductView | null} */
    this._product = null;
    /** @type {import('../lib/protocol.js').BoothView | null} */
    this._booth = null;
    /** The show of the booth that is on. @type {import('../lib/protocol.js').ShowView | null} */
    this._live = null;
    /** What else the booth has. @type {ProductView[]} */
    this._more = [];
    /** @type {string} */
    this._why = '';
    this.room = new BoothRoom(this);
  }

  connectedCallback() {
    super.connectedCallback();
    void this.#load();
  }

  async #load() {
    this._why = '';
    try {
      const product = /** @type {ProductView} */ (await get(`/api/products/${encodeURIComponent(pathThing())}`));
      const at = `/api/booths/${encodeURIComponent(product.booth)}`;
      const [booth, more, shows] = await Promise.all([get(at), list(`${at}/products`).catch(() => []), list(`${at}/shows`).catch(() => [])]);
      this._product = product;
      this._booth = booth;
      this._more = more.filter((/** @type {ProductView} */ p) => p.product !== product.product && !p.archived).slice(0, 6);
      this._live = shows.find((/** @type {any} */ s) => s.state === 'live' || s.state === 'paused') ?? null;
      document.title = `${product.name} · ${booth.name} · Phiên`;
      this.room.join(product.booth);
    } catch (problem) {
      this._why = /** @type {import('../lib/api.js').Problem} */ (problem).why || 'broken';
    }
  }

  render() {
    const [p, b] = [this._product, this._booth];
    return html`<page-bar></page-bar><main id="main" tabindex="-1" class="page product">${this._why ? this.#missing() : p && b ? this.#all(p, b) : html`<div class="product-top"><ph-skeleton shape="picture"></ph-skeleton><ph-skeleton count="6"></ph-skeleton></div>`}</main>`;
  }

  #missing() {
    const gone = this._why === 'not-found' || this._why === 'invalid-id';
    return html`<ph-empty kind=${this._why === 'offline' ? 'offline' : gone ? 'empty' : 'error'} heading=${gone ? say('product.gone') : ''}><a class="btn btn-main" href="/">${say('cart.walk')}</a>${gone ? nothing : html`<button class="btn" type="button" @click=${() => this.#load()}>${say('action.retry')}</button>`}</ph-empty>`;
  }

  /** @param {ProductView} p @param {import('../lib/protocol.js').BoothView} b */
  #all(p, b) {
    const live = this._live;
    const more = this._more.filter((m) => !this.room.frozen[m.product]);
    return html`<article class="product-top">${goodsPictures(p)}
        <div class="stack product-words"><h1>${p.name}</h1>${stars(p.certificate, { group: p.group })}<ph-price vnd=${p.priceVnd} unit=${p.unit} size="large"></ph-price>
          ${p.archived ? html`<p class="note"><ph-icon name="info"></ph-icon><span>${say('product.archived')}</span></p>` : html`<goods-buy .product=${p} .booth=${b} free=${this.room.free[p.product] ?? p.shelf} ?frozen=${this.room.frozen[p.product]}></goods-buy>`}
          ${live ? html`<a class="btn btn-live" href=${liveLink(live.room)}><ph-icon name="radio"></ph-icon>${say('booth.enter')}</a>` : nothing}
          ${p.story ? html`<p class="item-story">${p.story}</p>` : nothing}${goodsFacts(p)}
          <a class="card card-link product-booth" href=${boothLink(b.booth)}><ph-avatar .name=${b.name} .src=${b.picture.photo ?? ''} size="48" ?live=${!!live}></ph-avatar><span class="grow"><strong>${b.name}</strong><span class="soft small product-place"><ph-icon name="map-pin" size="14"></ph-icon> ${[b.commune, provinceName(b.province)].filter(Boolean).join(', ')}</span></span><ph-icon name="chevron-right"></ph-icon></a>
          <a class="btn" href="${boothLink(b.booth)}?about=${encodeURIComponent(p.product)}#counter"><ph-icon name="message-circle-question"></ph-icon>${say('counter.ask')}</a></div></article>
      ${more.length ? html`<section class="stack" aria-labelledby="more-title"><h2 id="more-title">${say('product.more')}</h2><ul class="grid goods-grid">${more.map((m) => html`<li><a class="card card-link card-flush goods-card" href=${productLink(m.product)}><ph-goods drawing=${m.picture.drawing} palette=${m.picture.palette} photo=${m.picture.photo ?? ''}></ph-goods><span class="goods-words"><strong class="goods-name">${m.name}</strong>${stars(m.certificate, { short: true })}<ph-price vnd=${m.priceVnd} unit=${m.unit} size="small"></ph-price></span></a></li>`)}</ul></section>` : nothing}`;
  }
}
customElements.define('product-page', ProductPage);
