import { html, nothing } from 'lit';
import { Problem } from '../../lib/api.js';
import { newKey } from '../../lib/keys.js';
import { LightElement } from '../../lib/light.js';
import { editMarket, marketDesks, marketLink, openMarket, ruleOf } from '../../lib/market.js';
import { Loads } from '../../lib/studio/loads.js';
import { say } from '../../lib/words.js';
import { shown, tellAfterwards, viewHead } from '../studio/view.js';
import { nightLine } from './night-line.js';
import './market-form.js';
import '../ph-sheet.js';

/** @typedef {import('../../lib/market.js').MarketDesk} MarketDesk */
/** @typedef {import('../../lib/market.js').NightLine} NightLine */

/** Nights of a market that are shown in the list of all. */
const FIRST = 3;

/** The organizer's markets, or (with `thing`) one of them with all its nights and what it is. */
export class OrgMarkets extends LightElement {
  static properties = { thing: {}, _opening: { state: true }, _busy: { state: true }, _problem: { state: true } };

  constructor() {
    super();
    /** A market, or ''. @type {string} */
    this.thing = '';
    /** @type {boolean} */
    this._opening = false;
    /** @type {boolean} */
    this._busy = false;
    /** @type {unknown} */
    this._problem = null;
    this._key = newKey();
    /** @type {Loads<MarketDesk[]>} */
    this._markets = new Loads(this);
  }

  connectedCallback() {
    super.connectedCallback();
    void this._markets.from(marketDesks);
  }

  /** @param {() => Promise<unknown>} work @param {string} done */
  async #keep(work, done) {
    this._busy = true;
    this._problem = null;
    try {
      await work();
      this._opening = false;
      this._key = newKey();
      tellAfterwards(done, { kind: 'good' });
      await this._markets.again();
    } catch (problem) {
      this._problem = problem instanceof Problem ? problem : new Problem({ why: 'broken', status: 500 });
      if (problem instanceof Problem && problem.why === 'changed-meanwhile') await this._markets.again();
    }
    this._busy = false;
  }

  render() {
    return shown(this._markets, (all) => {
      const one = this.thing && all.find((m) => m.market === this.thing);
      if (this.thing && !one) return html`<ph-empty icon="calendar-days" heading=${say('market.lost')}><a class="btn" href="/organizer/markets">${say('org.markets')}</a></ph-empty>`;
      return one ? this.#one(one) : this.#all(all);
    }, { shape: 'cards' });
  }

  /** @param {MarketDesk[]} all */
  #all(all) {
    const make = html`<button class="btn btn-main" type="button" @click=${() => { this._opening = true; this._problem = null; }}><ph-icon name="plus"></ph-icon>${say('org.market.open')}</button>`;
    return html`${viewHead({ title: say('org.markets'), actions: all.length ? make : nothing })}
      ${all.length ? all.map((market) => this.#card(market)) : html`<ph-empty icon="calendar-days" heading=${say('org.markets.none')} text=${say('org.markets.none.text')}>${make}</ph-empty>`}
      <ph-sheet heading=${say('org.market.open')} size="full" side="middle" .open=${this._opening} @ph-close=${() => { this._opening = false; }}>${this._opening ? html`<market-form .busy=${this._busy} .problem=${this._problem} yes=${say('org.market.open')} @market-draft=${(/** @type {CustomEvent} */ e) => this.#keep(() => openMarket(this._key, e.detail), say('org.market.opened'))}></market-form>` : nothing}</ph-sheet>`;
  }

  /** @param {MarketDesk} market */
  #card(market) {
    const coming = market.nights.filter((n) => n.night.state !== 'closed').reverse();
    return html`<section class="card stack" aria-label=${market.draft.name}><div class="split"><div><h2><a class="plain-link" href="/organizer/markets/${market.market}">${market.draft.name}</a></h2><p class="soft">${ruleOf(market.draft)}</p></div>
      <div class="row">${market.draft.running ? nothing : html`<span class="chip">${say('org.market.stopped')}</span>`}${market.draft.rehearsal ? html`<span class="chip chip-amber">${say('night.rehearsal')}</span>` : nothing}<a class="btn btn-small" href="/organizer/markets/${market.market}"><ph-icon name="settings" size="18"></ph-icon>${say('org.market.edit')}</a><a class="btn btn-small" href=${marketLink(market.market)}><ph-icon name="external-link" size="18"></ph-icon>${say('org.market.see')}</a></div></div>
      ${coming.length ? html`<ul class="night-lines">${coming.slice(0, FIRST).map((n) => html`<li>${this.#night(n)}</li>`)}</ul>${coming.length > FIRST ? html`<a class="btn btn-quiet" href="/organizer/markets/${market.market}">${say('market.more', { n: coming.length - FIRST })}<ph-icon name="chevron-right"></ph-icon></a>` : nothing}` : html`<p class="soft">${say('market.nonights')}</p>`}</section>`;
  }

  /** @param {NightLine} line */
  #night(line) {
    const more = html`<span class="row small">${line.waiting ? html`<span class="chip chip-amber">${say('org.night.waiting', { n: line.waiting })}</span>` : nothing}${line.held ? html`<span class="chip chip-red">${say('org.night.held')}</span>` : nothing}<span class="soft">${say('org.night.placed', { n: line.placed, all: line.approved })}</span></span>`;
    return nightLine(line.night, { href: `/organizer/nights/${line.night.night}`, more });
  }

  /** @param {MarketDesk} market */
  #one(market) {
    const coming = market.nights.filter((n) => n.night.state !== 'closed').reverse();
    const over = market.nights.filter((n) => n.night.state === 'closed');
    return html`${viewHead({ title: market.draft.name, back: '/organizer/markets', backWords: say('org.markets'), actions: html`<a class="btn" href=${marketLink(market.market)}><ph-icon name="external-link"></ph-icon>${say('org.market.see')}</a>`, under: html`<p class="soft">${ruleOf(market.draft)}</p>` })}
      <section class="stack"><h2>${say('market.coming')}</h2>${coming.length ? html`<ul class="night-lines">${coming.map((n) => html`<li>${this.#night(n)}</li>`)}</ul>` : html`<p class="soft">${say('market.nonights')}</p>`}</section>
      <section class="stack"><h2>${say('org.market.edit')}</h2><market-form .draft=${market.draft} .busy=${this._busy} .problem=${this._problem} @market-draft=${(/** @type {CustomEvent} */ e) => this.#keep(() => editMarket(market.market, market.rev, e.detail), say('org.market.saved'))}></market-form></section>
      ${over.length ? html`<section class="stack"><h2>${say('market.over')}</h2><ul class="night-lines">${over.map((n) => html`<li>${this.#night(n)}</li>`)}</ul></section>` : nothing}`;
  }
}
customElements.define('org-markets', OrgMarkets);
