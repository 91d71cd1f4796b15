import { html, nothing } from 'lit';
import { provinceName } from '../lib/address.js';
import { get, list } from '../lib/api.js';
import { date, soon } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { liveLink, pathThing } from '../lib/links.js';
import { say } from '../lib/words.js';
import { groupName, stars } from '../parts/live/live-offer.js';
import { weight } from '../parts/live/live-item.js';
import '../parts/page-bar.js';
import '../parts/ph-avatar.js';
import '../parts/ph-cover.js';
import '../parts/ph-empty.js';
import '../parts/ph-goods.js';
import '../parts/ph-price.js';
import '../parts/ph-sheet.js';
import '../parts/ph-skeleton.js';
import '../parts/show-card.js';

/** @typedef {import('../lib/protocol.js').BoothView} BoothView */
/** @typedef {import('../lib/protocol.js').ProductView} ProductView */
/** @typedef {import('../lib/protocol.js').ShowView} ShowView */

/** A booth: who sells, what, with which papers, and when it is live. */
class BoothPage extends LightElement {
  static properties = { _booth: { state: true }, _products: { state: true }, _shows: { state: true }, _why: { state: true }, _open: { state: true } };

  constructor() {
    super();
    /** @type {BoothView | null} */
    this._booth = null;
    /** @type {ProductView[] | null} */
    this._products = null;
    /** @type {ShowView[]} */
    this._shows = [];
    /** Why there is nothing to show. @type {string} */
    this._why = '';
    /** The product that is looked at. @type {string} */
    this._open = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    const path = `/api/booths/${encodeURIComponent(pathThing())}`;
    this._why = '';
    try {
      const [booth, products, shows] = await Promise.all([get(path), list(`${path}/products`), list(`${path}/shows`).catch(() => [])]);
      this._booth = booth;
      this._products = products.filter((/** @type {ProductView} */ p) => !p.archived);
      this._shows = shows;
      document.title = `${booth.name} · Phiên`;
    } catch (problem) {
      this._why = /** @type {import('../lib/api.js').Problem} */ (problem).why || 'broken';
    }
  }

  render() {
    return html`<page-bar></page-bar><main id="main" tabindex="-1" class="page booth">${this._why ? this.#missing() : this._booth ? this.#all(this._booth) : html`<ph-skeleton shape="rows" count="2"></ph-skeleton><ph-skeleton shape="cards" count="6"></ph-skeleton>`}</main>`;
  }

  #missing() {
    const gone = this._why === 'not-found' || this._why === 'invalid-id';
    return html`<ph-empty kind=${this._why === 'offline' ? 'offline' : gone ? 'empty' : 'error'} heading=${gone ? say('booth.gone') : ''}><a class="btn btn-main" href="/">${say('live.ended.lobby')}</a>${gone ? nothing : html`<button class="btn" type="button" @click=${() => this.#load()}>${say('action.retry')}</button>`}</ph-empty>`;
  }

  /** @param {BoothView} b */
  #all(b) {
    const live = this._shows.find((s) => s.state === 'live' || s.state === 'paused');
    const next = this._shows.filter((s) => s.state === 'scheduled').sort((x, y) => x.startsMs - y.startsMs);
    const past = this._shows.filter((s) => s.state === 'ended').sort((x, y) => (y.endedMs ?? 0) - (x.endedMs ?? 0));
    const seen = this._products?.find((p) => p.product === this._open);
    return html`
      <header class="booth-top"><div class="booth-cover">${live ? html`<show-card .show=${live}></show-card>` : html`<ph-cover palette=${b.picture.palette} .drawings=${[b.picture.drawing, ...(this._products ?? []).map((p) => p.picture.drawing)].slice(0, 3)} photo=${b.picture.photo ?? ''}></ph-cover>`}</div>
        <div class="booth-about stack"><div class="row"><ph-avatar .name=${b.name} .src=${b.picture.photo ?? ''} size="56" ?live=${!!live}></ph-avatar><div class="grow"><h1>${b.name}</h1><p class="soft"><ph-icon name="map-pin" size="16"></ph-icon> ${[b.commune, provinceName(b.province)].filter(Boolean).join(', ')}</p></div></div>
          ${b.story ? html`<p class="prose">${b.story}</p>` : nothing}
          ${live ? html`<a class="btn btn-live" href=${liveLink(live.room)}><ph-icon name="radio"></ph-icon>${say('booth.enter')}</a>` : next[0] ? html`<a class="btn" href=${liveLink(next[0].room)}><ph-icon name="calendar-days"></ph-icon>${say('booth.next', { time: soon(next[0].startsMs) })}</a>` : nothing}</div></header>
      <section aria-labelledby="products-title"><h2 id="products-title">${say('booth.products')}</h2>
        ${this._products?.length ? html`<ul class="grid goods-grid">${this._products.map((p) => html`<li><button class="card card-link card-flush goods-card" type="button" @click=${() => { this._open = p.product; }}>
          <ph-goods drawing=${p.picture.drawing} palette=${p.picture.palette} photo=${p.picture.photo ?? ''}></ph-goods><span class="goods-words"><strong class="goods-name">${p.name}</strong>${stars(p.certificate, { short: true })}<ph-price vnd=${p.priceVnd} unit=${p.unit} size="small"></ph-price></span></button></li>`)}</ul>`
          : html`<ph-empty icon="package" heading=${say('booth.products.none')}></ph-empty>`}</section>
      <section class="booth-trust" aria-labelledby="trust-title"><h2 id="trust-title">${say('trust.title')}</h2><div class="card"><dl class="facts">
        <dt>${say('trust.seller')}</dt><dd>${b.sellerName}</dd>
        <dt>${say('trust.registration')}</dt><dd>${b.registration ?? html`<span class="soft">${say('trust.registration.none')}</span>`}</dd>
        <dt>${say('trust.returns')}</dt><dd>${b.returnTerms ?? html`<span class="soft">${say('trust.returns.none')}</span>`}</dd></dl></div></section>
      ${next.length ? html`<section aria-labelledby="next-title"><h2 id="next-title">${say('lobby.soon')}</h2><ul class="lines">${next.map((s) => html`<li class="split"><a href=${liveLink(s.room)}>${s.title}</a><time class="soft">${soon(s.startsMs)}</time></li>`)}</ul></section>` : nothing}
      ${past.length ? html`<section aria-labelledby="past-title"><h2 id="past-title">${say('booth.past')}</h2><ul class="lines">${past.slice(0, 8).map((s) => html`<li class="split"><span>${s.title}</span><time class="soft">${date(s.endedMs ?? s.startsMs)}</time></li>`)}</ul></section>` : nothing}
      <ph-sheet heading=${seen?.name ?? ''} .open=${!!seen} @ph-close=${() => { this._open = ''; }}>${seen ? this.#product(seen, live) : nothing}</ph-sheet>`;
  }

  /** @param {ProductView} p @param {ShowView | undefined} live */
  #product(p, live) {
    const c = p.certificate;
    return html`<div class="stack"><div class="goods-seen"><ph-goods drawing=${p.picture.drawing} palette=${p.picture.palette} photo=${p.picture.photo ?? ''} alt=${p.name}></ph-goods>${p.photos.filter((f) => f !== p.picture.photo).map((f) => html`<ph-goods photo=${f} alt=${p.name}></ph-goods>`)}</div>
      <ph-price vnd=${p.priceVnd} unit=${p.unit} size="large"></ph-price>${stars(c, { group: p.group })}
      ${p.story ? html`<p class="item-story">${p.story}</p>` : nothing}
      <dl class="facts"><dt>${say('item.unit')}</dt><dd>${p.unit}${p.weightGrams ? ` · ${weight(p.weightGrams)}` : ''}</dd>
        ${groupName(p.group) ? html`<dt>${say('item.group')}</dt><dd>${groupName(p.group)}</dd>` : nothing}
        ${c ? html`<dt>${say('item.certificate')}</dt><dd>${c.number}<br><span class="soft">${c.authority} · ${say('item.certificate.issued', { date: date(c.issuedOn) })} · ${say('stars.valid', { date: date(c.until) })}</span></dd>` : nothing}
        ${p.gtin ? html`<dt>${say('item.gtin')}</dt><dd class="num">${p.gtin}</dd>` : nothing}</dl>
      ${live ? html`<a class="btn btn-buy" href=${liveLink(live.room)}>${say('booth.buy.live')}</a>` : html`<p class="note"><ph-icon name="info"></ph-icon><span>${say('booth.buy.later')}</span></p>`}</div>`;
  }
}
customElements.define('booth-page', BoothPage);
