import { html, nothing } from 'lit';
import { wordsFor } from '../../lib/api.js';
import { dateTime, money, phone } from '../../lib/format.js';
import { orderCode, paidWords, stateChip, stateWords } from '../../lib/orders.js';
import { provinces } from '../../lib/provinces.js';
import { findOrder, moveOrders, openRecipient, printLink, wordsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { NEXT, needsReason, waitsForMoney } from '../../lib/studio/queue.js';
import { deskLink } from '../../lib/studio/routes.js';
import { say } from '../../lib/words.js';
import { toast } from '../ph-toast.js';
import { StudioView, shown, viewHead } from './view.js';
import './reason-sheet.js';
import '../ph-goods.js';

/** @typedef {import('../../lib/protocol.js').OrderState} OrderState */

/** One order: what, for whom, what happened, what is next. */
class StudioOrder extends StudioView {
  static properties = { _recipient: { state: true }, _busy: { state: true }, _asking: { state: true } };

  constructor() {
    super();
    /** @type {Loads<import('../../lib/protocol.js').OrderView>} */
    this._order = new Loads(this);
    /** Opened, or null. @type {import('../../lib/protocol.js').RecipientView | null} */
    this._recipient = null;
    /** @type {string} */
    this._busy = '';
    /** @type {boolean} */
    this._asking = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('thing')) return;
    this._recipient = null;
    void this._order.from(() => findOrder(this.thing), true);
  }

  /** @param {import('../../lib/protocol.js').Outbound} message */
  hear(message) {
    if (message.t === 'order-moved' && message.order === this.thing) void this._order.again();
  }

  /** @param {OrderState} to @param {string} [reason] */
  async #move(to, reason) {
    if (needsReason(to) && !reason) {
      this._asking = true;
      return;
    }
    this._asking = false;
    this._busy = to;
    try {
      const [result] = await moveOrders(this.booth, [this.thing], to, reason);
      if (result.why) toast(wordsFor(result.why), { kind: 'bad' });
      else toast(say('studio.bulk.one', { state: stateWords(to).toLowerCase() }), { kind: 'good' });
      await this._order.again();
      this.dispatchEvent(new CustomEvent('studio-orders', { bubbles: true }));
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  async #openRecipient() {
    this._busy = 'open';
    try {
      this._recipient = await openRecipient(this.booth, this.thing);
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  render() {
    return html`${viewHead({ title: say('studio.order', { code: orderCode(this.thing) }), back: deskLink(this.booth, 'orders'), backWords: say('studio.nav.orders') })}${shown(this._order, (o) => this.#order(o), { shape: 'lines', count: 8 })}`;
  }

  /** @param {import('../../lib/protocol.js').OrderView} o */
  #order(o) {
    const r = this._recipient ?? o.recipient;
    const opened = !!this._recipient;
    const next = NEXT[o.state];
    return html`<div class="row"><span class="chip ${stateChip(o.state)}">${stateWords(o.state)}</span><span class="chip ${o.payment === 'cod' ? 'chip-outline' : o.paid === 'paid' ? 'chip-jade' : 'chip-amber'}">${paidWords(o)}</span><span class="soft small num">${dateTime(o.placedMs)}</span></div>
      ${waitsForMoney(o) ? html`<p class="note note-amber"><ph-icon name="hourglass"></ph-icon><span>${say('studio.order.waitsMoney.text', { paid: money(o.paidVnd), total: money(o.totalVnd) })}</span></p>` : nothing}
      ${o.paid === 'overpaid' || o.paid === 'refund-due' ? html`<p class="note note-red"><ph-icon name="banknote"></ph-icon><span>${say('studio.order.refund', { n: money(o.paid === 'overpaid' ? o.paidVnd - o.totalVnd : o.paidVnd) })}</span></p>` : nothing}
      ${o.parcel ? html`<p class="note note-jade"><ph-icon name="package-check"></ph-icon><span><strong>${say('studio.order.joined')}</strong> ${say('studio.order.joined.with', { booths: o.parcel.with.join(', ') })}</span></p>` : nothing}
      <div class="order-page"><section class="card stack"><h2>${say('studio.order.what')}</h2><ul class="lines">${o.lines.map((l) => html`<li class="row"><span class="thumb thumb-small"><ph-goods .drawing=${l.picture.drawing} .palette=${l.picture.palette} .photo=${l.picture.photo ?? ''}></ph-goods></span><span class="grow"><span class="chip chip-code">${l.code}</span> ${l.name}<br><span class="soft small num">${money(l.priceVnd)} / ${l.unit}${l.deal ? ` · ${say('desk.deal')}` : ''}</span></span><strong class="num">× ${l.quantity}</strong><span class="num">${money(l.priceVnd * l.quantity)}</span></li>`)}</ul>
        <p class="split"><span>${say('studio.order.total')}</span><strong class="num order-sum">${money(o.totalVnd)}</strong></p>${o.note ? html`<p class="well"><strong>${say('studio.order.note')}</strong> ${o.note}</p>` : nothing}</section>
      <section class="card stack"><h2>${say('studio.order.who')}</h2><dl class="facts"><dt>${say('studio.order.name')}</dt><dd class="name">${r.name}</dd><dt>${say('studio.order.phone')}</dt><dd class="num">${opened ? html`<a href="tel:${r.phone}">${phone(r.phone)}</a>` : r.phone}</dd><dt>${say('studio.order.address')}</dt><dd>${[r.street, r.commune, provinces.find((p) => p.code === r.province)?.name ?? r.province].filter(Boolean).join(', ')}</dd></dl>
        ${opened ? html`<p class="soft small">${say('studio.order.opened')}</p>` : html`<button class="btn" type="button" aria-busy=${this._busy === 'open'} @click=${this.#openRecipient}><ph-icon name="eye"></ph-icon>${say('studio.order.open')}</button><p class="soft small">${say('studio.order.open.text')}</p>`}
        <div class="row"><a class="btn btn-small" target="_blank" rel="noopener" href=${printLink(this.booth, 'slips', [o.order])}><ph-icon name="printer" size="18"></ph-icon>${say('studio.print.slips')}</a><a class="btn btn-small" target="_blank" rel="noopener" href=${printLink(this.booth, 'labels', [o.order])}><ph-icon name="printer" size="18"></ph-icon>${say('studio.print.labels')}</a></div></section>
      <section class="card stack"><h2>${say('studio.order.story')}</h2><ol class="changes">${o.changes.map((c) => html`<li><span class="change-dot" aria-hidden="true"></span><div><strong>${stateWords(c.to)}</strong> <span class="soft small num">${dateTime(c.atMs)}</span><br><span class="soft small">${c.name ?? say(`studio.by.${c.who}`)}${c.reason ? `: ${c.reason === 'unpaid' ? say('studio.cancel.unpaid') : c.reason}` : ''}</span></div></li>`)}</ol></section></div>
      ${next.length ? html`<div class="form-end">${[...next].reverse().map((to) => html`<button class="btn ${to === next[0] ? 'btn-main' : 'btn-danger'}" type="button" aria-busy=${this._busy === to} ?disabled=${to === 'packed' && waitsForMoney(o)} @click=${() => this.#move(to)}>${say(`studio.to.${to}`)}</button>`)}</div>` : nothing}
      <reason-sheet .open=${this._asking} .n=${1} @ph-close=${() => { this._asking = false; }} @reason=${(/** @type {CustomEvent<string>} */ e) => this.#move('cancelled', e.detail)}></reason-sheet>`;
  }
}
customElements.define('studio-order', StudioOrder);
