import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { wordsFor } from '../../lib/api.js';
import { dateTime, money, relative } from '../../lib/format.js';
import { orderCode, paidWords, stateChip, stateWords } from '../../lib/orders.js';
import { moveOrders, ordersCsv, ordersOf, printLink, wordsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { NEXT, OPEN, STATES, counts, emptyQueue, needsReason, select, shown as ofTab, together, waitsForMoney, withMoved, withOrders, withResults } from '../../lib/studio/queue.js';
import { deskLink } from '../../lib/studio/routes.js';
import { say } from '../../lib/words.js';
import { toast } from '../ph-toast.js';
import { StudioView, shown, tellAfterwards, viewHead } from './view.js';
import './reason-sheet.js';
import '../ph-tabs.js';

/** @typedef {import('../../lib/protocol.js').OrderView} OrderView */
/** @typedef {import('../../lib/protocol.js').OrderState} OrderState */

const BULK = 100;
/** As many pages of open orders as are loaded at once. */
const PAGES = 8;

/** The queue: what is to be confirmed, packed, sent; many at once. */
class StudioOrders extends StudioView {
  static properties = { _queue: { state: true }, _tab: { state: true }, _text: { state: true }, _busy: { state: true }, _ask: { state: true }, _older: { state: true } };

  constructor() {
    super();
    this._queue = emptyQueue();
    /** @type {OrderState} */
    this._tab = 'placed';
    /** @type {string} */
    this._text = '';
    /** @type {string} */
    this._busy = '';
    /** What needs a reason: for which orders. @type {{to: OrderState, orders: string[]} | null} */
    this._ask = null;
    /** Where older orders of a closed tab begin, by state; '' means all are here. @type {Partial<Record<OrderState, string>>} */
    this._older = {};
    /** @type {Loads<true>} */
    this._loads = new Loads(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('place')) return;
    this._queue = emptyQueue();
    this._older = {};
    void this._loads.from(() => this.#open(), true);
  }

  /** All open orders, page by page. @returns {Promise<true>} */
  async #open() {
    /** @type {string | undefined} */
    let cursor;
    for (let i = 0; i < PAGES; i++) {
      const page = await ordersOf(this.booth, { states: [...OPEN], cursor });
      this._queue = withOrders(this._queue, page.orders);
      cursor = page.next;
      if (!cursor) break;
    }
    return true;
  }

  /** @param {OrderState} tab */
  async #choose(tab) {
    this._tab = tab;
    if (!OPEN.includes(tab) && this._older[tab] === undefined) await this.#more(tab);
  }

  /** @param {OrderState} tab */
  async #more(tab) {
    this._busy = 'more';
    try {
      const page = await ordersOf(this.booth, { states: [tab], cursor: this._older[tab] || undefined });
      this._queue = withOrders(this._queue, page.orders);
      this._older = { ...this._older, [tab]: page.next ?? '' };
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  /** @param {import('../../lib/protocol.js').Outbound} message */
  hear(message) {
    if (message.t === 'order-arrived') this._queue = withOrders(this._queue, [message.order]);
    else if (message.t === 'order-moved') this._queue = withMoved(this._queue, message);
    else if (message.t === 'joined' && this._loads.value) void this._loads.again(); // the line was away; see what was missed
  }

  /** @param {OrderState} to @param {string[]} orders @param {string} [reason] */
  async #move(to, orders, reason) {
    if (needsReason(to) && !reason) {
      this._ask = { to, orders };
      return;
    }
    this._ask = null;
    this._busy = to;
    try {
      /** @type {import('../../lib/studio/desk.js').Moved[]} */
      const results = [];
      for (let i = 0; i < orders.length; i += BULK) results.push(...await moveOrders(this.booth, orders.slice(i, i + BULK), to, reason));
      this._queue = withResults(this._queue, results);
      const bad = results.filter((r) => r.why).length;
      if (orders.length > 1 || bad) tellAfterwards(bad ? say('studio.bulk.some', { n: results.length - bad, bad }) : say('studio.bulk.done', { n: results.length, state: stateWords(to).toLowerCase() }), { kind: bad ? 'bad' : 'good' });
      else tellAfterwards(say('studio.bulk.one', { state: stateWords(to).toLowerCase() }), { kind: 'good' });
      this.dispatchEvent(new CustomEvent('studio-orders', { bubbles: true }));
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  render() {
    return html`${viewHead({
      title: say('studio.nav.orders'),
      actions: html`<a class="btn btn-small" href=${deskLink(this.booth, 'orders', 'suspense')}><ph-icon name="banknote" size="18"></ph-icon>${say('studio.tile.suspense')}</a><a class="btn btn-small" href=${ordersCsv(this.booth)} download><ph-icon name="download" size="18"></ph-icon>CSV</a>`,
    })}
      ${this._queue.orders.length ? this.#queue() : shown(this._loads, () => this.#queue(), { count: 6 })}`;
  }

  #queue() {
    const q = this._queue;
    const n = counts(q);
    const list = ofTab(q, this._tab, this._text);
    const selected = q.orders.filter((o) => q.selected.has(o.order) && o.state === this._tab);
    const visible = list.map((o) => o.order);
    const all = visible.length > 0 && visible.every((o) => q.selected.has(o));
    const elsewhere = this._text ? q.orders.length && !list.length ? STATES.filter((s) => s !== this._tab && ofTab(q, s, this._text).length) : [] : [];
    return html`<label class="search"><span class="visually-hidden">${say('studio.orders.search')}</span><ph-icon name="search"></ph-icon><input class="input" type="search" placeholder=${say('studio.orders.search')} .value=${this._text} @input=${(/** @type {Event} */ e) => { this._text = /** @type {HTMLInputElement} */ (e.target).value; }}></label>
      <ph-tabs label=${say('studio.nav.orders')} panel="queue" .selected=${this._tab} .tabs=${STATES.map((s) => ({ key: s, label: say(`studio.tab.${s}`), ...(OPEN.includes(s) ? { count: n[s] } : {}) }))} @ph-select=${(/** @type {CustomEvent<OrderState>} */ e) => this.#choose(e.detail)}></ph-tabs>
      <div id="queue" role="tabpanel" class="stack">
      ${list.length ? html`<div class="queue-bar ${selected.length ? 'on' : ''}"><label class="row pick-all"><input type="checkbox" .checked=${all} .indeterminate=${selected.length > 0 && !all} @change=${() => { this._queue = select(q, visible, !all); }}><span>${selected.length ? say('studio.selected', { n: selected.length }) : say('studio.selectAll')}</span></label>
          ${selected.length ? html`<span class="row queue-acts">${together(selected).map((to, i) => html`<button class="btn btn-small ${i === 0 ? 'btn-main' : to === 'cancelled' || to === 'refused' ? 'btn-danger' : ''}" type="button" aria-busy=${this._busy === to} @click=${() => this.#move(to, selected.map((o) => o.order))}>${say(`studio.to.${to}`)}</button>`)}
          ${this._tab === 'confirmed' || this._tab === 'packed' || this._tab === 'placed' ? html`<a class="btn btn-small" target="_blank" rel="noopener" href=${printLink(this.booth, 'slips', selected.slice(0, BULK).map((o) => o.order))}><ph-icon name="printer" size="18"></ph-icon>${say('studio.print.slips')}</a><a class="btn btn-small" target="_blank" rel="noopener" href=${printLink(this.booth, 'labels', selected.slice(0, BULK).map((o) => o.order))}><ph-icon name="printer" size="18"></ph-icon>${say('studio.print.labels')}</a>` : nothing}</span>` : nothing}</div>
        <ul class="orders">${repeat(list, (o) => o.order, (o) => this.#row(o))}</ul>
        ${this._older[this._tab] ? html`<button class="btn" type="button" aria-busy=${this._busy === 'more'} @click=${() => this.#more(this._tab)}>${say('action.more')}</button>` : nothing}`
        : this._busy === 'more' ? html`<ph-skeleton shape="rows"></ph-skeleton>` : html`<ph-empty icon="package" heading=${say(this._text ? 'studio.orders.notFound' : `studio.orders.none.${this._tab}`)}>${elsewhere.map((s) => html`<button class="btn btn-small" type="button" @click=${() => this.#choose(s)}>${say(`studio.tab.${s}`)} (${ofTab(q, s, this._text).length})</button>`)}</ph-empty>`}</div>
      <reason-sheet .open=${!!this._ask} .n=${this._ask?.orders.length ?? 0} @ph-close=${() => { this._ask = null; }} @reason=${(/** @type {CustomEvent<string>} */ e) => this._ask && this.#move(this._ask.to, this._ask.orders, e.detail)}></reason-sheet>`;
  }

  /** @param {OrderView} o */
  #row(o) {
    const on = this._queue.selected.has(o.order);
    const told = this._queue.told[o.order];
    const next = NEXT[o.state][0];
    return html`<li class="order-row ${on ? 'picked' : ''}"><label class="order-pick"><input type="checkbox" .checked=${on} aria-label=${say('studio.order.pick', { code: orderCode(o.order) })} @change=${() => { this._queue = select(this._queue, [o.order], !on); }}></label>
      <a class="order-link" href=${deskLink(this.booth, 'orders', o.order)}><span class="order-top"><strong class="num">${orderCode(o.order)}</strong><span class="soft small" title=${dateTime(o.placedMs)}>${relative(o.placedMs)}</span></span>
        <span class="name">${o.recipient.name} <span class="soft num">${o.recipient.phone}</span></span>
        <span class="order-lines">${o.lines.map((l) => html`<span><span class="chip chip-code">${l.code}</span> ${l.name} <strong class="num">× ${l.quantity}</strong></span>`)}</span>${o.parcel ? html`<span class="small soft"><ph-icon name="package-check" size="14"></ph-icon> ${say('studio.order.joined.with', { booths: o.parcel.with.join(', ') })}</span>` : nothing}</a>
      <div class="order-end"><strong class="num order-total">${money(o.totalVnd)}</strong><span class="chip ${o.payment === 'cod' ? 'chip-outline' : o.paid === 'paid' ? 'chip-jade' : 'chip-amber'}">${o.payment === 'cod' ? 'COD' : paidWords(o)}</span>
      ${next && !waitsForMoney(o) || o.state === 'placed' ? html`<button class="btn btn-small order-next" type="button" @click=${() => this.#move(next, [o.order])}>${say(`studio.to.${next}`)}</button>` : o.state === 'confirmed' ? html`<span class="soft small">${say('studio.order.waitsMoney')}</span>` : nothing}</div>
      ${told ? html`<p class="error-text order-told" role="alert"><ph-icon name="circle-alert" size="16"></ph-icon>${wordsFor(told)}</p>` : nothing}</li>`;
  }
}
customElements.define('studio-orders', StudioOrders);
