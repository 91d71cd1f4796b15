import { html, nothing } from 'lit';
import { money, monthYear, soon } from '../../lib/format.js';
import { deskOf, ordersOf, productsOf, showsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { waitsForMoney } from '../../lib/studio/queue.js';
import { standing } from '../../lib/studio/product.js';
import { deskLink } from '../../lib/studio/routes.js';
import { nextStep, showToday, stepsOf } from '../../lib/studio/steps.js';
import { boothLink } from '../../lib/links.js';
import { say } from '../../lib/words.js';
import { StudioView, shown } from './view.js';
import '../ph-cover.js';
import '../ph-goods.js';

const STEP_ICON = { booth: 'store', bank: 'qr-code', products: 'shopping-bag', stock: 'package', show: 'radio', rehearsal: 'eye' };

/** Today at the booth: the next thing to do. */
class StudioOverview extends StudioView {
  constructor() {
    super();
    /** @type {Loads<{products: import('../../lib/studio/desk.js').ProductDesk[], shows: import('../../lib/protocol.js').ShowView[], orders: import('../../lib/protocol.js').OrderView[], more: boolean, desk: import('../../lib/studio/desk.js').Desk | null}>} */
    this._all = new Loads(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('place')) void this._all.from(() => this.#load(), true);
  }

  async #load() {
    const none = { orders: /** @type {import('../../lib/protocol.js').OrderView[]} */ ([]), next: undefined };
    const [products, shows, page, desk] = await Promise.all([
      this.staff ? productsOf(this.booth) : [], showsOf(this.booth),
      this.staff ? ordersOf(this.booth, { states: ['placed', 'confirmed', 'packed'] }).catch(() => none) : none, this.owner ? deskOf(this.booth).catch(() => null) : null,
    ]);
    return { products, shows, orders: page.orders, more: !!page.next, desk };
  }

  /** @param {import('../../lib/protocol.js').Outbound} message */
  hear(message) {
    if (message.t === 'order-arrived' && this._all.value) this._all.set({ ...this._all.value, orders: [message.order, ...this._all.value.orders.filter((o) => o.order !== message.order.order)] });
    else if (message.t === 'order-moved' && this._all.value) this._all.set({ ...this._all.value, orders: this._all.value.orders.map((o) => (o.order === message.order ? { ...o, state: message.state, paid: message.paid } : o)) });
  }

  render() {
    const b = this.place.booth;
    return html`<div class="split overview-head"><div class="row grow-wide"><span class="thumb"><ph-goods .drawing=${b.picture.drawing} .palette=${b.picture.palette} .photo=${b.picture.photo ?? ''}></ph-goods></span><h1 class="grow name">${b.name}</h1></div>
        <a class="btn btn-small" href=${boothLink(b.booth)} target="_blank" rel="noopener"><ph-icon name="external-link" size="18"></ph-icon>${say('studio.see')}</a></div>
      ${shown(this._all, (all) => this.#today(all), { shape: 'cards' })}`;
  }

  /** @param {NonNullable<StudioOverview['_all']['value']>} all */
  #today(all) {
    const steps = stepsOf({ products: all.products, shows: all.shows, canVietQr: this.place.booth.canVietQr, owner: this.owner });
    const next = nextStep(steps);
    const show = showToday(all.shows);
    return html`${next && this.staff ? this.#steps(steps, next) : nothing}
      <div class="overview">${show ? this.#show(show) : nothing}
      ${this.staff ? html`${this.#orders(all)}${this.#goods(all.products)}` : nothing}</div>
      <nav class="tiles" aria-label=${say('studio.more')}>${[
        ['reports', 'chart-line', deskLink(this.booth, 'report')], ['trust', 'shield-check', deskLink(this.booth, 'trust')], ['settings', 'settings', deskLink(this.booth, 'settings')], ...(this.staff ? [['suspense', 'banknote', deskLink(this.booth, 'orders', 'suspense')]] : []), ['booths', 'store', '/studio'],
      ].filter(([k]) => this.staff || k === 'booths').map(([k, icon, href]) => html`<a class="tile" href=${href}><ph-icon name=${icon} size="24"></ph-icon><span>${say(`studio.tile.${k}`)}</span></a>`)}</nav>`;
  }

  /** @param {import('../../lib/studio/steps.js').Step[]} steps @param {import('../../lib/studio/steps.js').Step} next */
  #steps(steps, next) {
    const done = steps.filter((s) => s.done).length;
    const to = { booth: deskLink(this.booth, 'settings'), products: deskLink(this.booth, 'products', 'new'), stock: deskLink(this.booth, 'products'), bank: deskLink(this.booth, 'settings'), show: deskLink(this.booth, 'shows', 'new'), rehearsal: deskLink(this.booth, 'shows') };
    return html`<section class="card stack steps-card"><div class="split"><h2>${say('studio.steps')}</h2><span class="soft num">${say('studio.steps.done', { done, total: steps.length })}</span></div>
      <div class="steps-bar" aria-hidden="true"><span .style=${`transform: scaleX(${done / steps.length})`}></span></div>
      <ol class="steps">${steps.map((s) => html`<li class="step ${s.done ? 'done' : s === next ? 'next' : ''}"><span class="step-sign"><ph-icon name=${s.done ? 'check' : STEP_ICON[s.key]}></ph-icon></span>
        <span class="grow"><strong>${say(`studio.step.${s.key}`)}</strong>${s.optional && !s.done ? html` <span class="soft small">(${say('field.optional')})</span>` : nothing}${s.done ? nothing : html`<br><span class="soft small">${say(`studio.step.${s.key}.text`)}</span>`}</span>
        ${s.done ? html`<span class="visually-hidden">${say('studio.step.done')}</span>` : html`<a class="btn btn-small ${s === next ? 'btn-main' : ''}" href=${to[s.key]}>${say(`studio.step.${s.key}.go`)}</a>`}</li>`)}</ol></section>`;
  }

  /** @param {import('../../lib/protocol.js').ShowView} show */
  #show(show) {
    const on = show.state === 'live' || show.state === 'paused' || show.state === 'rehearsal';
    return html`<section class="card card-flush next-show ${on ? 'card-live' : ''}"><ph-cover .palette=${show.cover.palette} .drawings=${[show.cover.drawing]} .photo=${show.cover.photo ?? ''}></ph-cover>
      <div class="stack next-show-words"><span class="chip ${on ? 'chip-live' : show.state === 'draft' ? '' : 'chip-amber'}">${say(`studio.show.state.${show.state}`)}</span><h2>${show.title}</h2>
      <p class="soft">${on ? say('live.viewers', { n: show.viewers }) : soon(show.startsMs)}</p>
      <div class="row">${show.state === 'draft' && this.staff ? nothing : html`<a class="btn ${on ? 'btn-live' : 'btn-main'}" href=${deskLink(this.booth, 'live', show.room)}><ph-icon name="radio"></ph-icon>${say(on ? 'studio.show.back' : 'studio.show.enter')}</a>`}
      ${this.staff ? html`<a class="btn ${show.state === 'draft' ? 'btn-main' : ''}" href=${deskLink(this.booth, 'shows', show.room)}>${say('studio.show.prepare')}</a>` : nothing}</div></div></section>`;
  }

  /** @param {NonNullable<StudioOverview['_all']['value']>} all */
  #orders(all) {
    const of = (/** @type {string} */ state) => all.orders.filter((o) => o.state === state);
    const waiting = all.orders.filter(waitsForMoney).length;
    const sum = all.orders.reduce((n, o) => n + o.totalVnd, 0);
    return html`<section class="card stack"><div class="split"><h2>${say('studio.todo')}</h2>${all.orders.length ? html`<span class="soft num">${money(sum)}</span>` : nothing}</div>
      ${all.orders.length ? html`<ul class="todo">${/** @type {const} */ (['placed', 'confirmed', 'packed']).map((s) => html`<li><a class="todo-line" href="${deskLink(this.booth, 'orders')}"><span class="todo-n num ${of(s).length ? '' : 'nil'}">${of(s).length}${all.more ? '+' : ''}</span><span class="grow">${say(`studio.todo.${s}`)}</span><ph-icon name="chevron-right"></ph-icon></a></li>`)}</ul>
        ${waiting ? html`<p class="soft small">${say('studio.todo.money', { n: waiting })}</p>` : nothing}` : html`<p class="soft">${say('studio.todo.none')}</p>`}</section>`;
  }

  /** @param {import('../../lib/studio/desk.js').ProductDesk[]} products */
  #goods(products) {
    const offered = products.filter((d) => !d.product.archived);
    const papers = offered.filter((d) => ['soon', 'expired', 'revoked'].includes(standing(d.product.certificate)));
    const empty = offered.filter((d) => d.product.shelf <= 0);
    return html`<section class="card stack"><div class="split"><h2>${say('studio.goods')}</h2><span class="soft num">${say('studio.goods.count', { n: offered.length })}</span></div>
      ${papers.length || empty.length ? html`<ul class="lines todo">${papers.slice(0, 4).map((d) => html`<li><a class="todo-line" href=${deskLink(this.booth, 'products', d.product.product)}><ph-icon class="warn" name="award"></ph-icon><span class="grow"><strong>${d.product.name}</strong><br><span class="soft small">${say(`studio.paper.${standing(d.product.certificate)}`, { n: d.product.certificate?.daysLeft ?? 0, date: monthYear(d.product.certificate?.until ?? 0) })}</span></span><ph-icon name="chevron-right"></ph-icon></a></li>`)}
        ${empty.length ? html`<li><a class="todo-line" href=${deskLink(this.booth, 'products')}><ph-icon class="warn" name="package"></ph-icon><span class="grow">${say('studio.goods.empty', { n: empty.length })}</span><ph-icon name="chevron-right"></ph-icon></a></li>` : nothing}</ul>`
        : html`<p class="soft">${say(offered.length ? 'studio.goods.fine' : 'studio.goods.none')}</p>`}</section>`;
  }
}
customElements.define('studio-overview', StudioOverview);
