import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { provinceName } from '../lib/address.js';
import { get, withQuery } from '../lib/api.js';
import { money, number, plain } from '../lib/format.js';
import { GROUPS } from '../lib/groups.js';
import { LightElement } from '../lib/light.js';
import { asked, boothLink, liveLink, productLink } from '../lib/links.js';
import { provinces } from '../lib/provinces.js';
import { say } from '../lib/words.js';
import './ph-empty.js';
import './ph-goods.js';
import './ph-icon.js';
import './ph-skeleton.js';

/** So long after the last letter the search is asked, ms. */
const TYPED_MS = 250;
/** So long after it the words count as what the person looks for, ms. */
const SETTLED_MS = 2_000;

/** @typedef {{q: string, province: string, group: string, stars: string, live: string}} Query */

/** Provinces by name, each with the names of before in brackets, for people go on using them. */
const PLACES = [...provinces].sort((a, b) => a.name.localeCompare(b.name, 'vi'));

/**
 * Searches the whole market: booths, goods, halls. Tones need not be typed.
 * @fires market-searching with `detail` whether there is something looked for, so that the page can step aside
 * @fires market-hall with `detail` the hall that was chosen
 */
export class MarketSearch extends LightElement {
  static properties = { _query: { state: true }, _found: { state: true }, _failed: { state: true }, _filters: { state: true } };

  constructor() {
    super();
    /** @type {Query} */
    this._query = { q: asked('q'), province: asked('province'), group: asked('group'), stars: asked('stars'), live: asked('live') };
    /** undefined while it is asked. @type {any} */
    this._found = undefined;
    /** @type {boolean} */
    this._failed = false;
    /** Whether the filters stand open on a phone. @type {boolean} */
    this._filters = !!(this._query.province || this._query.group || this._query.stars);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this._typing = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this._settling = undefined;
    /** The words that were told to be settled. @type {string} */
    this._settled = '';
    this._search = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.searching) void this.#find();
  }

  get searching() {
    const { q, province, group, stars, live } = this._query;
    return !!(q.trim() || province || group || stars || live);
  }

  /** @param {Partial<Query>} change @param {number} [waitMs] */
  #ask(change, waitMs = 0) {
    this._query = { ...this._query, ...change };
    clearTimeout(this._typing);
    clearTimeout(this._settling);
    this._typing = setTimeout(() => this.#find(), waitMs);
    this.dispatchEvent(new CustomEvent('market-searching', { detail: this.searching, bubbles: true }));
  }

  async #find() {
    const search = ++this._search;
    const query = { ...this._query, q: this._query.q.trim() };
    const night = asked('night');
    history.replaceState(null, '', withQuery('/', { ...(night ? { night } : {}), ...query }));
    this.dispatchEvent(new CustomEvent('market-searching', { detail: this.searching, bubbles: true }));
    if (!this.searching) return;
    try {
      const found = await get(withQuery('/api/search', query));
      if (search !== this._search) return;
      this._found = found;
      this._failed = false;
      this._settling = setTimeout(() => this.#settle(), SETTLED_MS);
    } catch {
      if (search === this._search) this._failed = true;
    }
  }

  /** The person has done typing: by Enter, by leaving the field, or because the words have stood for a while. What is not there is told to the organizers. */
  #settle() {
    clearTimeout(this._settling);
    const query = { ...this._query, q: this._query.q.trim() };
    const f = this._found;
    if (!query.q || query.q === this._settled || (f && (f.booths.length || f.products.length || f.halls.length))) return;
    this._settled = query.q;
    get(withQuery('/api/search', { ...query, settled: 1 })).catch(() => {});
  }

  #clear() {
    this._found = undefined;
    this.#ask({ q: '', province: '', group: '', stars: '', live: '' });
  }

  render() {
    const q = this._query;
    const chosen = [q.province, q.group, q.stars].filter(Boolean).length;
    return html`<search class="market-search"><div class="market-search-line"><div class="search grow"><ph-icon name="search"></ph-icon><input class="input" type="search" enterkeyhint="search" autocomplete="off" placeholder=${say('night.search')} aria-label=${say('night.search')} .value=${q.q} @input=${(/** @type {Event} */ e) => this.#ask({ q: /** @type {HTMLInputElement} */ (e.target).value }, TYPED_MS)} @change=${() => this.#settle()}></div>
        <button class="btn market-filter" type="button" aria-expanded=${this._filters} @click=${() => { this._filters = !this._filters; }}><ph-icon name="filter"></ph-icon><span>${say('night.filter')}</span>${chosen ? html`<span class="topbar-count">${chosen}</span>` : nothing}</button></div>
      <div class="market-filters" ?hidden=${!this._filters}>
        <label class="field"><span class="label">${say('recipient.province')}</span><select class="input" @change=${(/** @type {Event} */ e) => this.#ask({ province: /** @type {HTMLSelectElement} */ (e.target).value })}><option value="" ?selected=${!q.province}>${say('lobby.everywhere')}</option>${PLACES.map((p) => html`<option value=${p.code} ?selected=${p.code === q.province}>${p.merged.length ? `${p.name} (${p.merged.join(', ')})` : p.name}</option>`)}</select></label>
        <label class="field"><span class="label">${say('item.group')}</span><select class="input" @change=${(/** @type {Event} */ e) => this.#ask({ group: /** @type {HTMLSelectElement} */ (e.target).value })}><option value="" ?selected=${!q.group}>${say('lobby.all')}</option>${GROUPS.map((g) => html`<option value=${g} ?selected=${g === q.group}>${say(`group.${g}`)}</option>`)}</select></label>
        <label class="field"><span class="label">${say('night.stars')}</span><select class="input" @change=${(/** @type {Event} */ e) => this.#ask({ stars: /** @type {HTMLSelectElement} */ (e.target).value })}><option value="" ?selected=${!q.stars}>${say('lobby.all')}</option>${[3, 4, 5].map((n) => html`<option value=${n} ?selected=${String(n) === q.stars}>${n === 5 ? say('stars.count', { n }) : say('night.stars.least', { n })}</option>`)}</select></label></div>
      <div class="chips market-quick"><button class="chip" type="button" aria-pressed=${q.live === '1'} @click=${() => this.#ask({ live: q.live ? '' : '1' })}><span class="dot market-dot"></span>${say('night.live-now')}</button>${this.searching ? html`<button class="chip" type="button" @click=${() => this.#clear()}><ph-icon name="x" size="16"></ph-icon>${say('night.clear')}</button>` : nothing}</div></search>
      ${this.searching ? this.#results() : nothing}`;
  }

  #results() {
    const f = this._found;
    if (this._failed) return html`<ph-empty kind="error"><button class="btn btn-main" type="button" @click=${() => this.#find()}>${say('action.retry')}</button></ph-empty>`;
    if (!f) return html`<ph-skeleton shape="cards" count="6"></ph-skeleton>`;
    if (!f.booths.length && !f.products.length && !f.halls.length) return html`<ph-empty icon="search" heading=${say('lobby.booths.none')} text=${say('lobby.booths.none.text')}><button class="btn" type="button" @click=${() => this.#clear()}>${say('lobby.clear')}</button></ph-empty>`;
    return html`<div class="market-found" role="region" aria-label=${say('night.found')}><p class="visually-hidden" role="status">${say('night.found.n', { booths: f.boothsInAll, goods: f.productsInAll })}</p>
      ${f.halls.length ? html`<div class="chips">${f.halls.map((/** @type {any} */ h) => html`<button class="chip chip-amber" type="button" @click=${() => { this.#clear(); this.dispatchEvent(new CustomEvent('market-hall', { detail: h.hall, bubbles: true })); }}><ph-icon name="store" size="16"></ph-icon>${h.name}</button>`)}</div>` : nothing}
      ${f.booths.length ? html`<section aria-labelledby="found-booths"><h2 id="found-booths">${say('night.found.booths')} <span class="num soft booth-count">${number(f.boothsInAll)}</span></h2><ul class="found-booths">${repeat(f.booths, (/** @type {any} */ h) => h.booth.booth, (/** @type {any} */ h) => html`<li><a class="card card-link found-booth ${h.room ? 'card-live' : ''}" href=${boothLink(h.booth.booth)}>
        <ph-goods drawing=${h.booth.picture.drawing} palette=${h.booth.picture.palette} photo=${h.booth.picture.photo ?? ''}></ph-goods><span class="grow"><strong>${this.#marked(h.booth.name)}</strong><span class="small soft">${provinceName(h.booth.province)}${h.hall ? ` · ${h.hall.name}` : ''}</span>${h.room ? html`<span class="chip chip-live">${say('live.state.live')}</span>` : nothing}</span></a></li>`)}</ul></section>` : nothing}
      ${f.products.length ? html`<section aria-labelledby="found-goods"><h2 id="found-goods">${say('night.found.goods')} <span class="num soft booth-count">${number(f.productsInAll)}</span></h2><ul class="grid goods-grid">${repeat(f.products, (/** @type {any} */ p) => p.product, (/** @type {any} */ p) => html`<li><a class="card card-link card-flush goods-card" href=${p.room ? liveLink(p.room) : productLink(p.product)}>
        <ph-goods drawing=${p.picture.drawing} palette=${p.picture.palette} photo=${p.picture.photo ?? ''}></ph-goods><span class="goods-words"><strong class="goods-name">${this.#marked(p.name)}</strong><span class="small soft">${p.boothName}</span><b class="num">${money(p.priceVnd)}</b>${p.room ? html`<span class="chip chip-live">${say('live.state.live')}</span>` : nothing}</span></a></li>`)}</ul></section>` : nothing}</div>`;
  }

  /** The first word that was looked for, marked in a name. @param {string} name */
  #marked(name) {
    const word = plain(this._query.q).split(' ').find((w) => w.length > 1);
    // a name and its plain form have the same letters, one by one, once composed
    const whole = name.normalize('NFC');
    const at = word && plain(whole).length === whole.length ? plain(whole).indexOf(word) : -1;
    return at < 0 || !word ? name : html`${whole.slice(0, at)}<mark>${whole.slice(at, at + word.length)}</mark>${whole.slice(at + word.length)}`;
  }
}
customElements.define('market-search', MarketSearch);
