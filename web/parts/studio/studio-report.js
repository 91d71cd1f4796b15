import { html, nothing } from 'lit';
import { dateTime, duration, money, number, percent, time } from '../../lib/format.js';
import { reportCsv, reportOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { audience, bestSold, heldToBought, refusedShare, salesOverTime } from '../../lib/studio/report.js';
import { deskLink } from '../../lib/studio/routes.js';
import { say } from '../../lib/words.js';
import { StudioView, shown, viewHead } from './view.js';
import '../ph-chart.js';
import '../ph-goods.js';

/** To the minute, or to the second when it was shorter. @param {number} ms */
const lasted = (ms) => (ms < 60_000 ? Math.round(ms / 1000) * 1000 : Math.round(ms / 60_000) * 60_000);

/** How a show went. */
class StudioReport extends StudioView {
  constructor() {
    super();
    /** @type {Loads<import('../../lib/studio/report.js').ShowReport>} */
    this._report = new Loads(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('thing')) void this._report.from(() => reportOf(this.booth, this.thing), true);
  }

  render() {
    const r = this._report.value;
    return html`${viewHead({
      title: r?.title ?? say('reports.title'), back: deskLink(this.booth, 'report'), backWords: say('reports.title'),
      under: r ? html`<p class="soft num">${dateTime(r.fromMs)}${r.untilMs ? ` – ${time(r.untilMs)} · ${duration(lasted(r.untilMs - r.fromMs))}` : ` · ${say('studio.report.soFar')}`}</p>` : nothing,
      actions: r ? html`<span class="row no-print"><a class="btn btn-small" href=${reportCsv(this.booth, this.thing)} download><ph-icon name="download" size="18"></ph-icon>CSV</a><button class="btn btn-small" type="button" @click=${() => window.print()}><ph-icon name="printer" size="18"></ph-icon>${say('studio.print')}</button></span>` : nothing,
    })}
      ${shown(this._report, (report) => this.#all(report), { shape: 'cards' })}`;
  }

  /** @param {import('../../lib/studio/report.js').ShowReport} r */
  #all(r) {
    const viewers = audience(r);
    const sales = salesOverTime(r);
    const best = bestSold(r);
    const refused = refusedShare(r);
    const bought = heldToBought(r);
    const figure = (/** @type {string} */ key, /** @type {string} */ value, note = '') => html`<div class="figure card"><span class="what">${say(`studio.report.${key}`)}${note ? html`<br>${note}` : nothing}</span><span class="num">${value}</span></div>`;
    const share = (/** @type {number} */ tenths) => percent(tenths / 1000);
    return html`<div class="figures report-figures">${figure('revenue', money(r.revenueVnd), say('studio.report.collected', { n: money(r.collectedVnd) }))}${figure('orders', number(r.orders), say('studio.report.buyers', { n: r.buyers }))}${figure('average', money(r.averageVnd))}${figure('units', number(r.units))}${figure('peak', number(r.peakViewers))}${figure('bought', bought === null ? '–' : percent(bought, 0), say('studio.report.holds', { n: r.holdsTaken }))}</div>
      <div class="report-charts">${viewers.values.length > 1 ? html`<section class="card"><ph-chart caption=${say('studio.report.audience')} across=${say('studio.report.time')} .labels=${viewers.labels} .series=${[{ label: say('studio.report.viewers'), values: viewers.values }]}></ph-chart></section>` : nothing}
        ${sales.values.length ? html`<section class="card"><ph-chart kind="bars" format="money" caption=${say('studio.report.sales')} across=${say('studio.report.time')} .labels=${sales.labels} .series=${[{ label: say('studio.report.revenue'), values: sales.values, tone: 2 }]}></ph-chart></section>` : nothing}
        ${best.length ? html`<section class="card"><ph-chart kind="bars-lying" format="money" .height=${60 + best.length * 40} caption=${say('studio.report.best')} across=${say('studio.nav.products')} .labels=${best.map((p) => (p.name.length > 22 ? `${p.name.slice(0, 21)}…` : p.name))} .series=${[{ label: say('studio.report.revenue'), values: best.map((p) => p.revenueVnd), tone: 1 }]}></ph-chart></section>` : nothing}
        <section class="card stack"><h2 class="chart-caption">${say('studio.report.after')}</h2><dl class="facts">
          ${r.payments.map((p) => html`<dt>${say(`studio.pay.${p.payment}`)}</dt><dd class="num">${say('desk.orders.n', { n: p.orders })} · ${money(p.revenueVnd)}</dd>`)}
          <dt>${say('studio.report.delivered')}</dt><dd class="num">${number(r.delivered)}</dd><dt>${say('studio.report.refused')}</dt><dd class="num">${number(r.refused)}${refused === null ? '' : ` (${percent(refused)})`}</dd><dt>${say('studio.report.returned')}</dt><dd class="num">${number(r.returned)}</dd><dt>${say('studio.report.cancelled')}</dt><dd class="num">${number(r.cancelled)}</dd>
          <dt>${say('studio.report.lapsed')}</dt><dd class="num">${number(r.holdsLapsed)}</dd><dt>${say('studio.report.released')}</dt><dd class="num">${number(r.holdsReleased)}</dd><dt>${say('studio.report.waits')}</dt><dd class="num">${number(r.waits)}</dd></dl></section></div>
      <section class="stack"><h2>${say('studio.report.each')}</h2>${r.products.length ? html`<div class="table-wrap"><table class="table table-fold"><caption class="visually-hidden">${say('studio.report.each')}</caption><thead><tr><th scope="col">${say('studio.report.product')}</th>${['holds', 'buys', 'units', 'lapsed', 'waits', 'revenue'].map((k) => html`<th scope="col" class="num">${say(`studio.report.col.${k}`)}</th>`)}</tr></thead>
        <tbody>${r.products.map((p) => html`<tr><th scope="row"><span class="chip chip-code">${p.code}</span> ${p.name}</th><td class="num" data-label=${say('studio.report.col.holds')}>${number(p.holds)} <span class="soft small">${share(p.holdsPer100Viewers)}</span></td><td class="num" data-label=${say('studio.report.col.buys')}>${number(p.orders)} <span class="soft small">${p.holds ? share(p.ordersPer100Holds) : ''}</span></td><td class="num" data-label=${say('studio.report.col.units')}>${number(p.units)}</td><td class="num" data-label=${say('studio.report.col.lapsed')}>${number(p.lapsed)}</td><td class="num" data-label=${say('studio.report.col.waits')}>${number(p.waits)}</td><td class="num" data-label=${say('studio.report.col.revenue')}>${money(p.revenueVnd)}</td></tr>`)}</tbody></table></div><p class="soft small">${say('studio.report.each.text')}</p>` : html`<p class="soft">${say('studio.report.nothing')}</p>`}</section>`;
  }
}
customElements.define('studio-report', StudioReport);
