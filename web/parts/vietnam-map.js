import { html, nothing, svg } from 'lit';
import { money, number, shortMoney } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { ISLANDS, SEA, SIZE, STEP, TILE, tiles } from '../lib/map.js';
import { say } from '../lib/words.js';

/**
 * Việt Nam by its 34 units, as tiles: where booths are on air, and where how much was sold. The same stands in a table beneath.
 * @fires province when one is chosen; `detail` is its code, '' when it is chosen again
 */
export class VietnamMap extends LightElement {
  static properties = { figures: { attribute: false }, by: {}, chosen: {}, pick: { type: Boolean }, fixed: { type: Boolean }, _by: { state: true } };

  constructor() {
    super();
    /** By code of the unit. @type {Readonly<Record<string, Partial<import('../lib/map.js').ProvinceFigures>>>} */
    this.figures = {};
    /** What it shows first. @type {'live' | 'sold'} */
    this.by = 'live';
    /** The code of the unit that is chosen. @type {string} */
    this.chosen = '';
    /** Units can be chosen. @type {boolean} */
    this.pick = false;
    /** It shows one thing only. @type {boolean} */
    this.fixed = false;
    /** @type {'live' | 'sold' | ''} */
    this._by = '';
  }

  get #shows() {
    return this._by || this.by;
  }

  /** @param {string} code */
  #choose(code) {
    if (!this.pick) return;
    this.chosen = this.chosen === code ? '' : code;
    this.dispatchEvent(new CustomEvent('province', { bubbles: true, detail: this.chosen }));
  }

  /** @param {import('../lib/map.js').Tile} t */
  #figure(t) {
    if (this.#shows === 'sold') return t.revenueVnd ? shortMoney(t.revenueVnd) : '';
    return t.live ? number(t.live) : '';
  }

  render() {
    const by = this.#shows;
    const all = tiles(this.figures, by);
    const told = all.filter((t) => t.booths || t.live || t.orders).sort((a, b) => (by === 'live' ? b.live - a.live || b.booths - a.booths : b.revenueVnd - a.revenueVnd) || a.name.localeCompare(b.name, 'vi'));
    return html`<figure class="map" data-by=${by}>
      ${this.fixed ? nothing : html`<div class="chips" role="group" aria-label=${say('map.shows')}>${/** @type {const} */ (['live', 'sold']).map((k) => html`<button class="chip" type="button" aria-pressed=${by === k} @click=${() => { this._by = k; }}>${say(`map.by.${k}`)}</button>`)}</div>`}
      <svg class="map-picture" viewBox="-2 -2 ${SIZE.width + 4} ${SIZE.height + 4}" role="img" aria-label=${say(`map.title.${by}`)}>
        <text class="map-sea" x=${SEA.at[0] * STEP.across} y=${SEA.at[1] * STEP.down} text-anchor="middle">${SEA.name}</text>
        ${all.map((t) => this.#tile(t))}${ISLANDS.map((i) => this.#islands(i, all.find((t) => t.code === i.of)?.depth ?? 0))}</svg>
      <details class="map-table" ?open=${this.pick && !!this.chosen}><summary>${say('chart.figures')}</summary>${told.length ? html`<div class="table-wrap"><table class="table table-tight"><caption class="visually-hidden">${say(`map.title.${by}`)}</caption>
        <thead><tr><th scope="col">${say('map.province')}</th><th scope="col" class="num">${say('map.live')}</th><th scope="col" class="num">${say('map.booths')}</th><th scope="col" class="num">${say('map.orders')}</th><th scope="col" class="num">${say('map.revenue')}</th></tr></thead>
        <tbody>${told.map((t) => html`<tr aria-selected=${this.pick ? String(this.chosen === t.code) : nothing}><th scope="row">${this.pick ? html`<button class="map-row" type="button" aria-pressed=${this.chosen === t.code} @click=${() => this.#choose(t.code)}>${t.name}</button>` : t.name}</th><td class="num">${number(t.live)}</td><td class="num">${number(t.booths)}</td><td class="num">${number(t.orders)}</td><td class="num">${money(t.revenueVnd)}</td></tr>`)}</tbody></table></div>` : html`<p class="soft small">${say('map.nothing')}</p>`}
        <p class="soft small">${say('map.islands')}</p></details></figure>`;
  }

  /** @param {import('../lib/map.js').Tile} t */
  #tile(t) {
    const figure = this.#figure(t);
    const two = t.lines.length === 2;
    const middle = TILE.height / 2;
    return svg`<g class="map-tile" data-depth=${t.depth} ?data-chosen=${this.chosen === t.code} ?data-pick=${this.pick} transform="translate(${t.x} ${t.y})" @click=${() => this.#choose(t.code)}>
      <title>${t.name}: ${say('map.tile', { live: t.live, booths: t.booths, money: money(t.revenueVnd) })}</title>
      <rect width=${TILE.width} height=${TILE.height} rx="7"></rect>
      ${two ? svg`<text x=${TILE.width / 2} y=${figure ? 13 : 19} text-anchor="middle">${t.lines[0]}</text><text x=${TILE.width / 2} y=${figure ? 25.5 : 32} text-anchor="middle">${t.lines[1]}</text>` : svg`<text x=${TILE.width / 2} y=${figure ? 18 : middle + 4} text-anchor="middle">${t.lines[0]}</text>`}
      ${figure ? svg`<text class="map-figure" x=${TILE.width / 2} y=${two ? 39 : 35} text-anchor="middle">${figure}</text>` : nothing}</g>`;
  }

  /** @param {typeof ISLANDS[number]} i @param {number} depth that of the unit they belong to */
  #islands(i, depth) {
    const owner = tiles({}, 'live').find((t) => t.code === i.of);
    return svg`<g class="map-tile map-islands" data-depth=${depth} ?data-chosen=${this.chosen === i.of} ?data-pick=${this.pick} transform="translate(${i.at[0] * STEP.across} ${i.at[1] * STEP.down})" @click=${() => this.#choose(i.of)}>
      <title>${say('map.archipelago', { name: i.name, of: owner?.name ?? '' })}</title>
      ${i.islets.map(([x, y]) => svg`<circle cx=${x} cy=${y} r="2.4"></circle>`)}
      <text x=${TILE.width / 2} y="-14" text-anchor="middle">${i.name}</text><text class="map-of" x=${TILE.width / 2} y="-3" text-anchor="middle">(${owner?.name ?? ''})</text></g>`;
  }
}
customElements.define('vietnam-map', VietnamMap);
