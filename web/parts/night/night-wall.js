import { html, nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { money, number, plain, shortMoney, soon } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { boothLink, liveLink } from '../../lib/links.js';
import { exportOf } from '../../lib/night/desk.js';
import { FILTERS, SORTS, fits, order, placed } from '../../lib/night/wall.js';
import { say, spoken } from '../../lib/words.js';
import './tile-sheet.js';
import '../ph-empty.js';
import '../ph-goods.js';
import '../ph-icon.js';
import '../ph-sheet.js';

/** @typedef {import('../../lib/night/desk.js').Tile} Tile */

/** The wall: every booth of the night as a tile. Figures change in place once a second; tiles move only when the person sorts. */
class NightWall extends LightElement {
  static properties = { night: {}, wall: { attribute: false }, _sort: { state: true }, _filter: { state: true }, _hall: { state: true }, _text: { state: true }, _open: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.night = '';
    /** @type {import('../../lib/night/desk.js').Summary} */
    this.wall = /** @type {any} */ (null);
    /** @type {import('../../lib/night/wall.js').Sort} */
    this._sort = 'place';
    /** @type {import('../../lib/night/wall.js').Filter} */
    this._filter = 'all';
    /** @type {string} */
    this._hall = '';
    /** @type {string} */
    this._text = '';
    /** The booth whose sheet is open. @type {string} */
    this._open = '';
    /** The order that was chosen. @type {string[]} */
    this._order = [];
  }

  willUpdate() {
    if (this.wall && !this._order.length) this.#sort();
  }

  #sort() {
    this._order = order(this.wall.tiles, this._sort, this.wall.night.halls);
    this.requestUpdate();
  }

  render() {
    const { wall } = this;
    if (!wall.tiles.length) return html`<ph-empty icon="store" heading=${say('night.wall.none')} text=${say('night.wall.none.text')}></ph-empty>`;
    const shown = placed(wall.tiles, this._order, { filter: this._filter, hall: this._hall, text: this._text }, plain);
    const now = order(wall.tiles, this._sort, wall.night.halls);
    const stale = this._sort !== 'place' && now.some((b, i) => b !== this._order[i]);
    const open = wall.tiles.find((t) => t.booth === this._open);
    return html`<div class="figures night-figures">${[['live', number(wall.live)], ['viewers', number(wall.viewers)], ['minute', number(wall.ordersAMinute)], ['orders', number(wall.orders)], ['money', shortMoney(wall.vnd)]].map(([k, v]) => html`<div class="figure card"><span class="what">${say(`night.figure.${k}`)}</span><span class="num">${v}</span></div>`)}
        <div class="figure card ${wall.alarms ? 'figure-alarm' : ''}" role="status"><span class="what">${say('night.figure.alarms')}</span><span class="num">${number(wall.alarms)}</span></div></div>
      ${wall.store !== 'up' || wall.full ? html`<p class="note note-red" role="alert"><ph-icon name="triangle-alert"></ph-icon><span>${say(wall.full ? 'night.house.full' : `night.house.${wall.store}`)}</span></p>` : nothing}
      <div class="night-tools">
        <label class="search"><span class="visually-hidden">${say('console.search')}</span><ph-icon name="search"></ph-icon><input class="input" type="search" placeholder=${say('console.search')} .value=${this._text} @input=${(/** @type {Event} */ e) => { this._text = /** @type {HTMLInputElement} */ (e.target).value; }}></label>
        <label class="night-choose"><span class="label">${say('night.sort')}</span><select class="input" @change=${(/** @type {Event} */ e) => { this._sort = /** @type {any} */ (/** @type {HTMLSelectElement} */ (e.target).value); this.#sort(); }}>${SORTS.map((k) => html`<option value=${k} ?selected=${this._sort === k}>${say(`night.sort.${k}`)}</option>`)}</select></label>
        ${wall.night.halls.length > 1 ? html`<label class="night-choose"><span class="label">${say('night.hall')}</span><select class="input" @change=${(/** @type {Event} */ e) => { this._hall = /** @type {HTMLSelectElement} */ (e.target).value; }}><option value="">${say('console.halls')}</option>${wall.night.halls.map((h) => html`<option value=${h.hall} ?selected=${this._hall === h.hall}>${h.name}</option>`)}</select></label>` : nothing}
        <a class="btn" href=${exportOf(this.night)} download><ph-icon name="download"></ph-icon>${say('night.export')}</a>
      </div>
      <div class="split"><div class="chips" role="group" aria-label=${say('console.filter')}>${FILTERS.map((k) => html`<button class="chip" type="button" aria-pressed=${this._filter === k} @click=${() => { this._filter = k; }}>${say(`night.filter.${k}`)} <span class="num">${number(wall.tiles.filter((t) => fits(t, k)).length)}</span></button>`)}</div>
        ${stale ? html`<button class="btn btn-small" type="button" @click=${() => this.#sort()}><ph-icon name="arrow-down-wide-narrow" size="18"></ph-icon>${say('night.sort.again')}</button>` : nothing}</div>
      ${shown.length ? html`<ul class="night-wall plain-list">${repeat(shown, (t) => t.booth, (t) => guard([t, spoken()], () => this.#tile(t)))}</ul>` : html`<ph-empty icon="search" heading=${say('night.wall.nothing')}><button class="btn" type="button" @click=${() => { this._filter = 'all'; this._hall = ''; this._text = ''; }}>${say('night.wall.everything')}</button></ph-empty>`}
      <tile-sheet .night=${this.night} .tile=${open ?? null} @tile-closed=${() => { this._open = ''; }}></tile-sheet>`;
  }

  /** @param {Tile} t */
  #tile(t) {
    const on = t.state === 'live' || t.state === 'paused';
    return html`<li class="tile card" data-state=${t.state} ?data-alarm=${t.alarms.length > 0}>
      <a class="tile-link" href=${on && t.room ? liveLink(t.room) : boothLink(t.booth)} target="_blank" rel="noopener">
        <span class="tile-top"><span class="thumb thumb-small"><ph-goods drawing=${t.picture.drawing} palette=${t.picture.palette} photo=${t.picture.photo ?? ''}></ph-goods></span>
          <span class="tile-name"><strong class="name">${t.name}</strong><span class="soft small ellipsis">${on ? t.title : t.startsMs ? soon(t.startsMs) : say('night.tile.shut')}</span></span></span>
        <span class="tile-figures"><span class="tile-figure"><span class="num">${on ? number(t.viewers) : '–'}</span><span class="what">${say('night.tile.viewers')}</span></span><span class="tile-figure"><span class="num">${number(t.ordersAMinute)}</span><span class="what">${say('night.tile.minute')}</span></span><span class="tile-figure tile-money"><span class="num" title=${money(t.vnd)}>${shortMoney(t.vnd)}</span><span class="what">${say('night.tile.orders', { n: t.orders })}</span></span></span></a>
      <span class="tile-end"><span class="tile-chips">${t.alarms.length ? t.alarms.map((a) => html`<span class="chip chip-red">${say(`night.alarm.${a}`)}</span>`) : html`<span class="chip ${t.state === 'live' ? 'chip-live' : t.state === 'paused' ? 'chip-amber' : ''}">${say(`night.tile.${t.state}`)}</span>`}</span>
        <button class="btn btn-quiet btn-icon" type="button" aria-haspopup="dialog" aria-label=${say('night.tile.more', { name: t.name })} @click=${() => { this._open = t.booth; }}><ph-icon name="ellipsis"></ph-icon></button></span></li>`;
  }
}
customElements.define('night-wall', NightWall);
