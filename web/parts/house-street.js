import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { provinceName } from '../lib/address.js';
import { list, withQuery } from '../lib/api.js';
import { plain, soon } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { asked, boothLink, liveLink } from '../lib/links.js';
import { provinces } from '../lib/provinces.js';
import { say } from '../lib/words.js';
import { GROUPS } from '../lib/groups.js';
import './ph-cover.js';
import './ph-empty.js';
import './ph-field.js';
import './ph-goods.js';
import './ph-icon.js';
import './ph-skeleton.js';
import './show-card.js';

/** @typedef {import('../lib/protocol.js').ShowView} ShowView */
/** @typedef {import('../lib/protocol.js').BoothView} BoothView */

/** How often the lanterns are looked at anew, ms. */
const LOOK_MS = 15_000;
/** So long after the last letter the search is asked, ms. */
const TYPED_MS = 250;

/** The street of a house without a market: what is live, what comes, and all booths. */
export class HouseStreet extends LightElement {
  static properties = { _live: { state: true }, _soon: { state: true }, _booths: { state: true }, _failed: { state: true }, _words: { state: true }, _province: { state: true }, _group: { state: true }, _at: { state: true } };

  constructor() {
    super();
    /** @type {ShowView[] | null} */
    this._live = null;
    /** @type {ShowView[]} */
    this._soon = [];
    /** @type {BoothView[] | null} */
    this._booths = null;
    /** @type {boolean} */
    this._failed = false;
    this._words = asked('q');
    this._province = asked('province');
    this._group = asked('group');
    /** The show in the middle of the street, on a phone. @type {number} */
    this._at = 0;
    /** @type {number | undefined} */
    this._timer = undefined;
    /** @type {number | undefined} */
    this._typing = undefined;
    this._search = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#look();
    this.#find();
    this._timer = window.setInterval(() => { if (!document.hidden) this.#look(); }, LOOK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this._timer);
  }

  async #look() {
    try {
      const [live, soon] = await Promise.all([list('/api/shows?state=live'), list('/api/shows?state=scheduled')]);
      this._live = live.sort((a, b) => b.viewers - a.viewers);
      this._soon = soon.sort((a, b) => a.startsMs - b.startsMs);
      this._failed = false;
    } catch {
      this._failed = this._live === null;
    }
  }

  async #find() {
    const search = ++this._search;
    const query = { q: this._words.trim(), province: this._province, group: this._group };
    history.replaceState(null, '', withQuery('/', query));
    try {
      const found = await list(withQuery('/api/booths', query));
      if (search === this._search) this._booths = found;
    } catch {
      if (search === this._search) this._booths = [];
    }
  }

  /** @param {Event} e */
  #typed(e) {
    this._words = /** @type {HTMLInputElement} */ (e.target).value;
    clearTimeout(this._typing);
    this._typing = window.setTimeout(() => this.#find(), TYPED_MS);
  }

  /** Whether a show fits what is looked for; booths are looked for by the house. @param {ShowView} s */
  #fits(s) {
    const words = plain(this._words);
    if (this._province && s.booth.province !== this._province) return false;
    return !words || plain(`${s.title} ${s.booth.name} ${provinceName(s.booth.province)}`).includes(words);
  }

  /** @param {Event} e */
  #walked(e) {
    const street = /** @type {HTMLElement} */ (e.target);
    const card = street.firstElementChild;
    if (card) this._at = Math.round(street.scrollLeft / (card.getBoundingClientRect().width + 16));
  }

  render() {
    const live = this._live?.filter((s) => this.#fits(s)) ?? [];
    const soonShows = this._soon.filter((s) => this.#fits(s));
    return html`<div class="street"><header class="street-top"><div><h1 class="title">${say('brand.line')}</h1><p class="soft">${say('lobby.line')}</p></div>
        <search class="street-search"><div class="search"><ph-icon name="search"></ph-icon><input class="input" type="search" enterkeyhint="search" placeholder=${say('lobby.search')} aria-label=${say('lobby.search')} .value=${this._words} @input=${this.#typed}></div></search></header>
      ${this._failed ? html`<ph-empty kind="error"><button class="btn btn-main" type="button" @click=${() => this.#look()}>${say('action.retry')}</button></ph-empty>` : html`
        <section aria-labelledby="live-title"><div class="split"><h2 id="live-title">${say('lobby.live')}</h2>${live.length > 1 ? html`<span class="bulbs" aria-hidden="true">${live.map((_, i) => html`<span class=${i === this._at ? 'lit' : ''}></span>`)}</span>` : nothing}</div>
          ${this._live === null ? html`<ph-skeleton shape="cards" count="3"></ph-skeleton>`
            : live.length ? html`<div class="street-walk" @scroll=${this.#walked}>${repeat(live, (s) => s.room, (s) => html`<show-card .show=${s} ?large=${live.length === 1}></show-card>`)}</div>`
            : this._words || this._province ? html`<p class="soft">${say('lobby.live.nofit')}</p>`
            : html`<ph-empty icon="store" heading=${say('lobby.live.none')} text=${soonShows[0] ? say('lobby.live.next', { time: soon(soonShows[0].startsMs), title: soonShows[0].title }) : ''}></ph-empty>`}</section>
        ${soonShows.length ? html`<section aria-labelledby="soon-title"><h2 id="soon-title">${say('lobby.soon')}</h2><ul class="soon">${repeat(soonShows, (s) => s.room, (s) => html`<li><a class="card card-link soon-card" href=${liveLink(s.room)}>
          <ph-goods drawing=${s.cover.drawing} palette=${s.cover.palette} photo=${s.cover.photo ?? ''}></ph-goods><span class="soon-words"><time class="soon-time" datetime=${new Date(s.startsMs).toISOString()}>${soon(s.startsMs)}</time><strong>${s.title}</strong><span class="soft small">${s.booth.name} · ${provinceName(s.booth.province)}</span></span></a></li>`)}</ul></section>` : nothing}
        <section aria-labelledby="booths-title"><h2 id="booths-title">${say('lobby.booths')}</h2>
          <div class="chips chips-slide" role="group" aria-label=${say('item.group')}><button class="chip" type="button" aria-pressed=${!this._group} @click=${() => this.#group('')}>${say('lobby.all')}</button>${GROUPS.map((g) => html`<button class="chip" type="button" aria-pressed=${this._group === g} @click=${() => this.#group(g)}>${say(`group.${g}`)}</button>`)}</div>
          <ph-field class="street-province" type="select" name="province" .value=${this._province} .options=${[{ value: '', label: say('lobby.everywhere') }, ...[...provinces].sort((a, b) => a.name.localeCompare(b.name, 'vi')).map((p) => ({ value: p.code, label: p.name }))]} label=${say('recipient.province')} @input=${(/** @type {Event} */ e) => { this._province = /** @type {HTMLSelectElement} */ (e.target).value; this.#find(); }}></ph-field>
          ${this._booths === null ? html`<ph-skeleton shape="cards" count="6"></ph-skeleton>` : this._booths.length ? html`<ul class="grid booths">${repeat(this._booths, (b) => b.booth, (b) => this.#booth(b))}</ul>`
            : html`<ph-empty icon="search" heading=${say('lobby.booths.none')} text=${say('lobby.booths.none.text')}><button class="btn" type="button" @click=${() => { this._words = this._province = this._group = ''; this.#find(); }}>${say('lobby.clear')}</button></ph-empty>`}</section>`}
    </div>`;
  }

  /** @param {string} group */
  #group(group) {
    this._group = group;
    this.#find();
  }

  /** @param {BoothView} b */
  #booth(b) {
    const live = this._live?.find((s) => s.booth.booth === b.booth);
    return html`<li><a class="card card-link card-flush booth-card ${live ? 'card-live' : ''}" href=${boothLink(b.booth)}>
      <ph-goods drawing=${b.picture.drawing} palette=${b.picture.palette} photo=${b.picture.photo ?? ''}></ph-goods>
      <span class="booth-words"><strong>${b.name}</strong><span class="soft small"><ph-icon name="map-pin" size="14"></ph-icon> ${provinceName(b.province)}</span>${live ? html`<span class="chip chip-live">${say('live.state.live')}</span>` : nothing}</span></a></li>`;
  }
}
customElements.define('house-street', HouseStreet);
