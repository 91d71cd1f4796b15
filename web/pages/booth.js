import { html, nothing } from 'lit';
import { provinceName } from '../lib/address.js';
import { get, list } from '../lib/api.js';
import { BoothRoom } from '../lib/booth-room.js';
import { date, number, soon } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { ahead } from '../lib/line.js';
import { asked, liveLink, pathThing, productLink } from '../lib/links.js';
import { say } from '../lib/words.js';
import { goodsFacts, goodsPictures } from '../parts/goods-facts.js';
import { stars } from '../parts/live/live-offer.js';
import '../parts/market/follow-button.js';
import '../parts/page-bar.js';
import '../parts/ph-avatar.js';
import '../parts/ph-cover.js';
import '../parts/ph-empty.js';
import '../parts/ph-goods.js';
import '../parts/ph-price.js';
import '../parts/ph-skeleton.js';
import '../parts/show-card.js';
import { toast } from '../parts/ph-toast.js';
import '../parts/walk-up.js';

/** @typedef {import('../lib/protocol.js').BoothView} BoothView */
/** @typedef {import('../lib/protocol.js').ProductView} ProductView */
/** @typedef {import('../lib/protocol.js').ShowView} ShowView */

/** With what a product is looked at closely and bought. */
const close = () => Promise.all([import('../parts/ph-sheet.js'), import('../parts/goods-buy.js')]);

/** A booth: who sells, what, with which papers, when it is live, and the counter to talk with them. */
class BoothPage extends LightElement {
  static properties = { _booth: { state: true }, _products: { state: true }, _shows: { state: true }, _why: { state: true }, _open: { state: true }, _about: { state: true }, _talk: { state: true } };

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
    /** The product that a visitor wants to ask about. @type {string} */
    this._about = asked('about');
    /** Whether the counter stands open on a phone. @type {boolean} */
    this._talk = location.hash === '#counter';
    this.room = new BoothRoom(this, (message) => {
      /** @type {import('../parts/walk-up.js').WalkUp | null} */ (this.querySelector('walk-up'))?.hear(message);
      if (message.t === 'ticket-changed' && message.ticket.booth === this._booth?.booth) this._talk = true;
    }, pathThing());
  }

  connectedCallback() {
    super.connectedCallback();
    void this.#load();
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
      await this.updateComplete;
      this.room.join(booth.booth);
      ahead(close);
      if (this._talk) this.querySelector('#counter')?.scrollIntoView({ block: 'start' });
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
    const goods = this._products?.filter((p) => !this.room.frozen[p.product]) ?? [];
    const papers = this._products?.filter((p) => p.certificate) ?? [];
    return html`
      <header class="booth-top"><div class="booth-cover">${live ? html`<show-card .show=${live}></show-card>` : html`<ph-cover palette=${b.picture.palette} .drawings=${[b.picture.drawing, ...(this._products ?? []).map((p) => p.picture.drawing)].slice(0, 3)} photo=${b.picture.photo ?? ''}></ph-cover>`}</div>
        <div class="booth-about stack"><div class="row"><ph-avatar .name=${b.name} .src=${b.picture.photo ?? ''} size="56" ?live=${!!live}></ph-avatar><div class="grow"><h1>${b.name}</h1><p class="soft"><ph-icon name="map-pin" size="16"></ph-icon> ${[b.commune, provinceName(b.province)].filter(Boolean).join(', ')}</p></div></div>
          ${b.story ? html`<p class="prose">${b.story}</p>` : nothing}
          <div class="row booth-acts">${live ? html`<a class="btn btn-live" href=${liveLink(live.room)}><ph-icon name="radio"></ph-icon>${say('booth.enter')}</a>` : next[0] ? html`<a class="btn" href=${liveLink(next[0].room)}><ph-icon name="calendar-days"></ph-icon>${say('booth.next', { time: soon(next[0].startsMs) })}</a>` : nothing}
            <a class="btn" href="#counter" @click=${(/** @type {Event} */ e) => { e.preventDefault(); this.#toCounter(); }}><ph-icon name="message-circle"></ph-icon>${say('counter.ask')}</a><follow-button thing=${b.booth} words=${say('booth.follow')}></follow-button></div>
          ${this.room.viewers > 1 ? html`<p class="small soft" role="status"><ph-icon name="users" size="16"></ph-icon> ${say('booth.here', { n: this.room.viewers })}</p>` : nothing}</div></header>
      <section aria-labelledby="products-title"><h2 id="products-title">${say('booth.products')}${goods.length ? html` <span class="num soft booth-count">${number(goods.length)}</span>` : nothing}</h2>
        ${goods.length ? html`<ul class="grid goods-grid">${goods.map((p) => this.#goods(p))}</ul>`
          : html`<ph-empty icon="package" heading=${say('booth.products.none')}></ph-empty>`}</section>
      <div class="booth-columns">
        <section class="card booth-counter" id="counter" aria-labelledby="counter-title"><h2 id="counter-title">${say('counter.title')}</h2>
          <walk-up booth=${b.booth} .socket=${this.room.socket} product=${this._about} about=${this._products?.find((p) => p.product === this._about)?.name ?? ''}></walk-up></section>
        <div class="stack booth-papers">
          <section class="booth-trust" aria-labelledby="trust-title"><h2 id="trust-title">${say('trust.title')}</h2><div class="card"><dl class="facts">
            <dt>${say('trust.seller')}</dt><dd>${b.sellerName}</dd>
            <dt>${say('trust.registration')}</dt><dd>${b.registration ?? html`<span class="soft">${say('trust.registration.none')}</span>`}</dd>
            <dt>${say('trust.returns')}</dt><dd>${b.returnTerms ?? html`<span class="soft">${say('trust.returns.none')}</span>`}</dd></dl></div></section>
          ${papers.length ? html`<section aria-labelledby="papers-title"><h2 id="papers-title">${say('trust.certificates')}</h2><ul class="card lines booth-paper-list">${papers.map((p) => html`<li><a class="booth-paper" href=${productLink(p.product)}><ph-goods drawing=${p.picture.drawing} palette=${p.picture.palette} photo=${p.picture.photo ?? ''}></ph-goods><span class="grow"><strong>${p.name}</strong>${stars(p.certificate, { short: true })}<span class="small soft">${p.certificate?.number} · ${p.certificate?.authority}</span></span></a></li>`)}</ul></section>` : nothing}
          ${next.length ? html`<section aria-labelledby="next-title"><h2 id="next-title">${say('lobby.soon')}</h2><ul class="card lines">${next.slice(0, 6).map((s) => html`<li class="split"><a href=${liveLink(s.room)}>${s.title}</a><time class="soft">${soon(s.startsMs)}</time></li>`)}</ul></section>` : nothing}
          ${past.length ? html`<section aria-labelledby="past-title"><h2 id="past-title">${say('booth.past')}</h2><ul class="card lines">${past.slice(0, 8).map((s) => html`<li class="split"><a href=${liveLink(s.room)}>${s.title}</a><time class="soft">${date(s.endedMs ?? s.startsMs)}</time></li>`)}</ul></section>` : nothing}</div></div>
      <ph-sheet heading=${seen?.name ?? ''} .open=${!!seen} @ph-close=${() => { this._open = ''; }}>${seen ? this.#product(seen, b, live) : nothing}</ph-sheet>`;
  }

  /** @param {ProductView} p */
  #free(p) {
    return this.room.free[p.product] ?? p.shelf;
  }

  /** @param {ProductView} p */
  #goods(p) {
    const free = this.#free(p);
    return html`<li><button class="card card-link card-flush goods-card ${free ? '' : 'goods-gone'}" type="button" @click=${() => this.#look(p.product)}>
      <ph-goods drawing=${p.picture.drawing} palette=${p.picture.palette} photo=${p.picture.photo ?? ''}></ph-goods><span class="goods-words"><strong class="goods-name">${p.name}</strong>${stars(p.certificate, { short: true })}<ph-price vnd=${p.priceVnd} unit=${p.unit} size="small"></ph-price>
        <span class="small ${free && free <= 5 ? 'goods-few' : 'soft'}">${free ? say('stock.left', { n: free }) : say('goods.none.short')}</span></span></button></li>`;
  }

  /** @param {string} product */
  async #look(product) {
    try {
      await close();
      this._open = product;
    } catch {
      toast(say('refused.offline'), { kind: 'bad' });
    }
  }

  #toCounter() {
    this._open = '';
    this.querySelector('#counter')?.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth', block: 'start' });
    setTimeout(() => /** @type {HTMLElement | null} */ (this.querySelector('walk-up input, walk-up button'))?.focus({ preventScroll: true }), 300);
  }

  /** @param {ProductView} p @param {BoothView} b @param {ShowView | undefined} live */
  #product(p, b, live) {
    return html`<div class="stack">${goodsPictures(p)}
      <ph-price vnd=${p.priceVnd} unit=${p.unit} size="large"></ph-price>${stars(p.certificate, { group: p.group })}
      <goods-buy .product=${p} .booth=${b} free=${this.#free(p)} ?frozen=${this.room.frozen[p.product]}></goods-buy>
      ${live ? html`<a class="btn btn-live" href=${liveLink(live.room)}><ph-icon name="radio"></ph-icon>${say('booth.enter')}</a>` : nothing}
      ${p.story ? html`<p class="item-story">${p.story}</p>` : nothing}${goodsFacts(p)}
      <div class="row"><button class="btn btn-small" type="button" @click=${() => { this._about = p.product; this.#toCounter(); }}><ph-icon name="message-circle-question" size="18"></ph-icon>${say('counter.ask')}</button><a class="btn btn-small btn-quiet" href=${productLink(p.product)}>${say('product.page')}</a></div></div>`;
  }
}
customElements.define('booth-page', BoothPage);
