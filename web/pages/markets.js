import { html, nothing } from 'lit';
import { LightElement } from '../lib/light.js';
import { pathThing } from '../lib/links.js';
import { market, marketCalendar, marketLink, markets, nightLink, ruleOf } from '../lib/market.js';
import { date, soon } from '../lib/format.js';
import { Loads } from '../lib/studio/loads.js';
import { say } from '../lib/words.js';
import { leaf, nightLine } from '../parts/market/night-line.js';
import '../parts/market/follow-button.js';
import '../parts/page-bar.js';
import '../parts/ph-empty.js';
import '../parts/ph-icon.js';
import '../parts/ph-skeleton.js';

/** @typedef {import('../lib/market.js').MarketPage} MarketPage */

/** Coming nights of a market that are shown before one asks for more. */
const FIRST = 4;

/** The night markets, or one of them: what they are, and when they sit. */
class MarketsPage extends LightElement {
  static properties = { _more: { state: true } };

  constructor() {
    super();
    /** Markets of which all nights are shown. @type {Set<string>} */
    this._more = new Set();
    /** @type {Loads<MarketPage[]>} */
    this._markets = new Loads(this);
    this._one = location.pathname.startsWith('/market/') ? pathThing() : '';
  }

  connectedCallback() {
    super.connectedCallback();
    void this._markets.from(async () => (this._one ? [await market(this._one)] : await markets())).then(() => {
      const only = this._one && this._markets.value?.[0];
      if (only) document.title = `${only.market.name} · Phiên`;
    });
  }

  render() {
    return html`<page-bar current="/markets"></page-bar><main id="main" tabindex="-1" class="page street markets">
      ${this._one ? nothing : html`<header class="street-top"><div><h1 class="title">${say('market.title')}</h1><p class="soft">${say('market.line')}</p></div></header>`}
      ${this._markets.value ? this.#all(this._markets.value) : this._markets.problem ? this.#trouble() : html`<ph-skeleton shape="cards" count="3"></ph-skeleton>`}</main>`;
  }

  #trouble() {
    const problem = /** @type {import('../lib/api.js').Problem} */ (this._markets.problem);
    const again = html`<button class="btn btn-main" type="button" @click=${() => this._markets.again()}>${say('action.retry')}</button>`;
    if (problem.status === 404) return html`<ph-empty icon="calendar-days" heading=${say('market.lost')}><a class="btn btn-main" href="/markets">${say('market.all')}</a></ph-empty>`;
    return html`<ph-empty kind=${problem.why === 'offline' ? 'offline' : 'error'}>${again}</ph-empty>`;
  }

  /** @param {MarketPage[]} all */
  #all(all) {
    return all.length ? all.map((page) => this.#market(page)) : html`<ph-empty icon="calendar-days" heading=${say('market.none')} text=${say('market.none.text')}><a class="btn btn-main" href="/">${say('lobby.title')}</a></ph-empty>`;
  }

  /** @param {MarketPage} page */
  #market({ market, nights }) {
    const open = nights.find((n) => n.state === 'open');
    const coming = nights.filter((n) => n.state !== 'closed' && n.state !== 'open');
    const over = nights.filter((n) => n.state === 'closed');
    const next = open ?? coming[0];
    const all = this._more.has(market.market);
    const heading = this._one ? html`<h1 class="title">${market.name}</h1>` : html`<h2><a class="plain-link" href=${marketLink(market.market)}>${market.name}</a></h2>`;
    return html`<section class="market" aria-label=${market.name}>
      <div class="market-about"><div class="stack">${heading}<p class="market-rule"><ph-icon name="calendar-days"></ph-icon><span>${ruleOf(market)}</span></p>
        ${market.about ? html`<p class="soft prose">${market.about}</p>` : nothing}
        ${market.skipDates.length ? html`<p class="soft small">${say('market.skips', { days: market.skipDates.map((d) => d.split('/').map((day) => date(day)).join('–')).join(', ') })}</p>` : nothing}
        <div class="row"><follow-button .thing=${market.market} words=${say('market.follow')}></follow-button><a class="btn" href=${marketCalendar(market.market)}><ph-icon name="calendar-days"></ph-icon>${say('market.calendar')}</a></div></div>
        ${next ? html`<a class="card card-link market-next ${open ? 'card-live' : ''}" href=${nightLink(next.night)}>${leaf(next.opensMs)}<span class="night-line-words"><span class="soft small">${say(open ? 'market.now' : 'market.next')}</span><strong class="market-when num">${open ? say('market.until', { time: soon(open.closesMs) }) : soon(next.opensMs)}</strong><span class="btn ${open ? 'btn-live' : ''} btn-small">${say(open ? 'market.enter' : 'market.programme')}</span></span></a>` : nothing}</div>
      ${coming.length > (open ? 0 : 1) ? html`<h3>${say('market.coming')}</h3><ul class="night-lines">${(all ? coming : coming.slice(0, FIRST)).filter((n) => n !== next).map((n) => html`<li>${nightLine(n)}</li>`)}</ul>
        ${!all && coming.length > FIRST ? html`<button class="btn btn-quiet" type="button" @click=${() => { this._more = new Set([...this._more, market.market]); }}>${say('market.more', { n: coming.length - FIRST })}<ph-icon name="chevron-down"></ph-icon></button>` : nothing}` : nothing}
      ${this._one && over.length ? html`<h3>${say('market.over')}</h3><ul class="night-lines">${over.map((n) => html`<li>${nightLine(n)}</li>`)}</ul>` : nothing}
      ${nights.length ? nothing : html`<p class="soft">${say('market.nonights')}</p>`}</section>`;
  }
}
customElements.define('markets-page', MarketsPage);
