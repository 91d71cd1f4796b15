import { html, nothing } from 'lit';
import { provinceName } from '../../lib/address.js';
import { dateTime, money, number, percent, shortMoney, time } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { nightLink, reportCsv, reportOf } from '../../lib/night/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { say } from '../../lib/words.js';
import { shown } from '../studio/view.js';
import '../ph-chart.js';
import '../ph-empty.js';
import '../ph-goods.js';
import '../ph-icon.js';
import '../vietnam-map.js';

/** @typedef {import('../../lib/night/desk.js').NightReport} NightReport */
/** @typedef {import('../../lib/night/desk.js').Sum} Sum */
/** @typedef {import('../../lib/night/desk.js').Part} Part */

/** The morning after: the night, each hall, each province, each booth; on paper too. */
class NightReportView extends LightElement {
  static properties = { night: {}, thing: {} };

  constructor() {
    super();
    /** @type {string} */
    this.night = '';
    /** A hall, a province or a booth to look at by itself. @type {string} */
    this.thing = '';
    /** @type {Loads<NightReport>} */
    this._report = new Loads(this);
  }

  firstUpdated() {
    void this._report.from(() => reportOf(this.night));
  }

  render() {
    return shown(this._report, (r) => (r.fromMs === undefined ? html`<ph-empty icon="chart-column" heading=${say('night.report.none')} text=${say('night.report.none.text')}></ph-empty>` : this.thing ? this.#one(r) : this.#whole(r)), { shape: 'cards' });
  }

  /** @param {NightReport} r @param {unknown} title */
  #head(r, title) {
    return html`<div class="split"><div class="grow-wide"><h2>${title}</h2><p class="soft num">${r.untilMs ? say('night.report.span', { from: dateTime(r.fromMs ?? 0), until: time(r.untilMs) }) : say('night.report.running', { from: dateTime(r.fromMs ?? 0) })}</p></div>
      <div class="row no-print"><button class="btn" type="button" aria-busy=${this._report.busy} @click=${() => this._report.again()}><ph-icon name="refresh-cw"></ph-icon>${say('night.report.again')}</button><a class="btn" href=${reportCsv(this.night)} download><ph-icon name="download"></ph-icon>CSV</a><button class="btn" type="button" @click=${() => print()}><ph-icon name="printer"></ph-icon>${say('night.report.print')}</button></div></div>`;
  }

  /** @param {Sum} s */
  #figures(s) {
    const told = [['visits', number(s.visits)], ['orders', number(s.orders)], ['money', shortMoney(s.vnd)], ['rate', percent(s.ordersPer1000 / 1000)], ['peak', number(s.peak)], ['watch', number(Math.round(s.watchMinutes / 60))], ['cancelled', number(s.cancelled)], ['refused', number(s.refused)]];
    return html`<div class="figures">${told.map(([k, v]) => html`<div class="figure card"><span class="what">${say(`night.sum.${k}`)}</span><span class="num">${v}</span></div>`)}</div>`;
  }

  /** @param {NightReport} r */
  #whole(r) {
    const map = Object.fromEntries(r.provinces.map((p) => [p.of, { live: p.live, booths: p.booths, orders: p.sum.orders, revenueVnd: p.sum.vnd }]));
    const best = [...r.booths].sort((a, b) => b.sum.vnd - a.sum.vnd);
    return html`<div class="stack night-report">${this.#head(r, say('night.report.title'))}${this.#figures(r.sum)}
      <div class="report-grid"><section class="card">${r.moments.length ? html`<ph-chart kind="bars" format="money" caption=${say('night.chart.money')} across=${say('night.chart.time')} .labels=${r.moments.map((m) => time(m.atMs))} .series=${[{ label: say('night.sum.money'), values: r.moments.map((m) => m.vnd), tone: 2 }]}></ph-chart>` : nothing}</section>
        <section class="card">${r.moments.length ? html`<ph-chart caption=${say('night.chart.viewers')} across=${say('night.chart.time')} .labels=${r.moments.map((m) => time(m.atMs))} .series=${[{ label: say('night.tile.viewers'), values: r.moments.map((m) => m.viewers) }]}></ph-chart>` : nothing}</section></div>
      ${r.halls.length ? this.#parts(say('night.report.halls'), say('night.hall'), r.halls) : nothing}
      <div class="report-grid"><section class="card"><h3>${say('map.title.sold')}</h3><vietnam-map by="sold" .figures=${map}></vietnam-map></section>${this.#parts(say('night.report.provinces'), say('map.province'), r.provinces)}</div>
      <section class="card stack"><h3>${say('night.report.booths')}</h3><div class="table-wrap"><table class="table"><thead><tr><th scope="col">${say('map.booths')}</th>${this.#headings()}</tr></thead><tbody>${best.map((b) => html`<tr><th scope="row"><a href=${nightLink(this.night, 'report', b.booth)}>${b.name}</a><br><span class="soft small">${provinceName(b.province)}</span></th>${this.#cells(b.sum)}</tr>`)}</tbody><tfoot><tr><th scope="row">${say('night.report.all')}</th>${this.#cells(r.sum)}</tr></tfoot></table></div></section>
      ${r.goods.length ? html`<section class="card"><ph-chart kind="bars-lying" format="money" height=${Math.max(160, Math.min(10, r.goods.length) * 34)} caption=${say('night.chart.goods')} across=${say('night.report.good')} .labels=${r.goods.slice(0, 10).map((g) => g.name)} .series=${[{ label: say('night.sum.money'), values: r.goods.slice(0, 10).map((g) => g.vnd) }]}></ph-chart></section>` : nothing}
      ${this.#missing(r)}</div>`;
  }

  #headings() {
    return ['visits', 'orders', 'money', 'rate', 'watch', 'cancelled', 'refused', 'waits'].map((k) => html`<th scope="col" class="num">${say(`night.sum.${k}`)}</th>`);
  }

  /** @param {Sum} s */
  #cells(s) {
    return [number(s.visits), number(s.orders), money(s.vnd), percent(s.ordersPer1000 / 1000), number(Math.round(s.watchMinutes / 60)), number(s.cancelled), number(s.refused), number(s.waits)].map((v) => html`<td class="num">${v}</td>`);
  }

  /** @param {string} title @param {string} what @param {Part[]} parts */
  #parts(title, what, parts) {
    return html`<section class="card stack"><h3>${title}</h3><div class="table-wrap"><table class="table"><thead><tr><th scope="col">${what}</th><th scope="col" class="num">${say('map.booths')}</th>${this.#headings()}</tr></thead><tbody>${parts.map((p) => html`<tr><th scope="row"><a href=${nightLink(this.night, 'report', p.of)}>${p.name}</a></th><td class="num">${number(p.booths)}</td>${this.#cells(p.sum)}</tr>`)}</tbody></table></div></section>`;
  }

  /** @param {NightReport} r */
  #missing(r) {
    const m = r.missing;
    const list = (/** @type {string} */ key, /** @type {{what: string, times: number}[]} */ all) => html`<section class="card stack"><h3>${say(`night.missing.${key}`)}</h3>${all.length ? html`<ol class="asked">${all.slice(0, 20).map((a) => html`<li><span class="grow">${a.what}</span><span class="num soft">${say('night.missing.times', { n: a.times })}</span></li>`)}</ol>` : html`<p class="soft small">${say(`night.missing.${key}.none`)}</p>`}</section>`;
    return html`<h2>${say('night.missing')}</h2>${m.unanswered ? html`<p class="note note-amber"><ph-icon name="message-circle-question"></ph-icon><span>${say('night.missing.unanswered', { n: m.unanswered })}</span></p>` : nothing}
      <div class="grid">${list('searches', m.searches)}${list('soldOut', m.soldOut.map((g) => ({ what: `${g.name} · ${g.boothName}`, times: g.waits })))}${list('codes', m.codes)}</div>`;
  }

  /** @param {NightReport} r */
  #one(r) {
    const booth = r.booths.find((b) => b.booth === this.thing);
    const hall = r.halls.find((h) => h.of === this.thing);
    const province = r.provinces.find((p) => p.of === this.thing);
    const back = html`<a class="view-back no-print" href=${nightLink(this.night, 'report')}><ph-icon name="chevron-left"></ph-icon>${say('night.report.back')}</a>`;
    if (booth) {
      return html`<div class="stack night-report">${back}${this.#head(r, booth.name)}<p class="soft">${provinceName(booth.province)} · ${r.night.halls.find((h) => h.hall === booth.hall)?.name ?? ''} · ${say('night.report.shows', { n: booth.shows })}</p>${this.#figures(booth.sum)}
        ${booth.goods.length ? html`<section class="card stack"><h3>${say('night.report.goods')}</h3><div class="table-wrap"><table class="table"><thead><tr><th scope="col">${say('night.report.good')}</th>${['orders', 'units', 'money', 'waits'].map((k) => html`<th scope="col" class="num">${say(`night.sum.${k}`)}</th>`)}</tr></thead><tbody>${booth.goods.map((g) => html`<tr><th scope="row">${g.name}</th><td class="num">${number(g.orders)}</td><td class="num">${number(g.units)}</td><td class="num">${money(g.vnd)}</td><td class="num">${number(g.waits)}</td></tr>`)}</tbody></table></div></section>` : html`<p class="soft">${say('night.report.nothing')}</p>`}
        ${booth.codes.length ? html`<section class="card stack"><h3>${say('night.missing.codes')}</h3><ol class="asked">${booth.codes.map((a) => html`<li><span class="grow">${a.what}</span><span class="num soft">${say('night.missing.times', { n: a.times })}</span></li>`)}</ol></section>` : nothing}</div>`;
    }
    const part = hall ?? province;
    if (!part) return html`${back}<ph-empty icon="search" heading=${say('studio.lost')}></ph-empty>`;
    const inside = r.booths.filter((b) => (hall ? b.hall : b.province) === part.of).sort((a, b) => b.sum.vnd - a.sum.vnd);
    return html`<div class="stack night-report">${back}${this.#head(r, part.name)}${this.#figures(part.sum)}
      <section class="card"><ph-chart kind="bars-lying" format="money" height=${Math.max(140, Math.min(20, inside.length) * 34)} caption=${say('night.chart.booths')} across=${say('map.booths')} .labels=${inside.slice(0, 20).map((b) => b.name)} .series=${[{ label: say('night.sum.money'), values: inside.slice(0, 20).map((b) => b.sum.vnd) }]}></ph-chart></section>
      <section class="card stack"><h3>${say('night.report.booths')}</h3><div class="table-wrap"><table class="table"><thead><tr><th scope="col">${say('map.booths')}</th>${this.#headings()}</tr></thead><tbody>${inside.map((b) => html`<tr><th scope="row"><a href=${nightLink(this.night, 'report', b.booth)}>${b.name}</a></th>${this.#cells(b.sum)}</tr>`)}</tbody></table></div></section></div>`;
  }
}
customElements.define('night-report', NightReportView);
