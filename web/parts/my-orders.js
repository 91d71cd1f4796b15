import { html, nothing } from 'lit';
import { addressLine } from '../lib/address.js';
import { Problem, get, list, post, wordsFor } from '../lib/api.js';
import { dateTime, money, phone, time } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { boothLink, ordersLink, signInLink } from '../lib/links.js';
import { canCancel, nextWords, orderCode, paidWords, stateChip, stateWords, toPay } from '../lib/orders.js';
import { say } from '../lib/words.js';
import './complain-form.js';
import './order-steps.js';
import './ph-sheet.js';
import './ph-dialog.js';
import './ph-empty.js';
import './ph-field.js';
import './ph-goods.js';
import './ph-skeleton.js';
import './qr-pay.js';
import './recipient-form.js';
import { toast } from './ph-toast.js';

/** @typedef {import('../lib/protocol.js').OrderView} OrderView */

/** How often an order is looked at anew: while money is awaited, and else, ms. */
const PAY_MS = 5_000;
const LOOK_MS = 20_000;
const REASONS = ['mistake', 'mind', 'address', 'late', 'other'];

/** The buyer's orders, or one of them with its steps, payment and the way to cancel. */
export class MyOrders extends LightElement {
  static properties = { order: {}, _all: { state: true }, _one: { state: true }, _problem: { state: true }, _cancelling: { state: true }, _reason: { state: true }, _busy: { state: true }, _complaining: { state: true } };

  constructor() {
    super();
    /** Which one; '' for the list. @type {string} */
    this.order = '';
    /** @type {OrderView[] | null} */
    this._all = null;
    /** @type {OrderView | null} */
    this._one = null;
    /** @type {Problem | null} */
    this._problem = null;
    /** @type {boolean} */
    this._cancelling = false;
    /** @type {boolean} */
    this._complaining = false;
    /** @type {string} */
    this._reason = '';
    /** @type {boolean} */
    this._busy = false;
    /** @type {number | undefined} */
    this._timer = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this._timer);
  }

  async #load() {
    clearTimeout(this._timer);
    try {
      if (this.order) this._one = await get(`/api/orders/${encodeURIComponent(this.order)}`);
      else this._all = await list('/api/orders');
      this._problem = null;
    } catch (problem) {
      if (!this._one && !this._all) this._problem = /** @type {Problem} */ (problem);
    }
    if (this.isConnected && !this._problem) this._timer = window.setTimeout(() => (document.hidden ? this.#again() : this.#load()), this._one && toPay(this._one) ? PAY_MS : LOOK_MS);
  }

  #again() {
    const seen = () => {
      if (document.hidden) return;
      document.removeEventListener('visibilitychange', seen);
      this.#load();
    };
    document.addEventListener('visibilitychange', seen);
  }

  render() {
    const p = this._problem;
    if (p?.status === 401) return html`<ph-empty icon="receipt" heading=${say('orders.signin')}><a class="btn btn-main" href=${signInLink()}>${say('account.signin')}</a></ph-empty>`;
    if (p) {
      return html`<ph-empty kind=${p.why === 'offline' ? 'offline' : p.status === 403 ? 'forbidden' : p.status === 404 ? 'empty' : 'error'} heading=${p.status === 404 ? say('orders.gone') : ''}>
        ${this.order ? html`<a class="btn" href=${ordersLink()}>${say('account.orders')}</a>` : nothing}<button class="btn btn-main" type="button" @click=${() => this.#load()}>${say('action.retry')}</button></ph-empty>`;
    }
    if (this.order) return this._one ? this.#detail(this._one) : html`<ph-skeleton shape="rows" count="4"></ph-skeleton>`;
    if (!this._all) return html`<ph-skeleton shape="rows" count="4"></ph-skeleton>`;
    if (!this._all.length) return html`<ph-empty icon="shopping-bag" heading=${say('orders.none')} text=${say('orders.none.text')}><a class="btn btn-main" href="/">${say('live.ended.lobby')}</a></ph-empty>`;
    return html`<p><a class="btn btn-small btn-quiet" href="/complaints"><ph-icon name="circle-alert" size="18"></ph-icon>${say('complaint.mine')}</a></p><ul class="orders">${this._all.map((o) => this.#row(o))}</ul>`;
  }

  /** @param {OrderView} o */
  #row(o) {
    const [first, ...more] = o.lines;
    return html`<li><a class="card card-link order-row" href=${ordersLink(o.order)}>
      <span class="order-picture"><ph-goods drawing=${first.picture.drawing} palette=${first.picture.palette} photo=${first.picture.photo ?? ''}></ph-goods>${more.length ? html`<span class="order-more">+${more.length}</span>` : nothing}</span>
      <span class="order-words"><span class="split"><span class="chip ${stateChip(o.state)}">${stateWords(o.state)}</span><span class="soft small num">${orderCode(o.order)}</span></span>
        <strong>${first.name} ×\u00a0${first.quantity}${more.length ? ` ${say('buy.and.more', { n: more.length })}` : ''}</strong>
        <span class="split"><span class="soft small">${o.boothName} · ${dateTime(o.placedMs)}</span><strong class="num">${money(o.totalVnd)}</strong></span>
        ${toPay(o) ? html`<span class="small order-pay"><ph-icon name="qr-code" size="16"></ph-icon> ${paidWords(o)}</span>` : nothing}</span></a></li>`;
  }

  /** @param {OrderView} o */
  #detail(o) {
    const may = canCancel(o, Date.now());
    return html`<article class="order">
      <p><a href=${ordersLink()}><ph-icon name="chevron-left" size="18"></ph-icon> ${say('account.orders')}</a></p>
      <header class="split"><div><h2 class="num">${say('order.code')} ${orderCode(o.order)}</h2><p class="soft"><a href=${boothLink(o.booth)}>${o.boothName}</a> · ${dateTime(o.placedMs)}</p></div><span class="chip ${stateChip(o.state)}">${stateWords(o.state)}</span></header>
      <p class="note ${o.state === 'delivered' ? 'note-jade' : o.state === 'cancelled' || o.state === 'refused' ? 'note-red' : 'note-amber'}" role="status"><ph-icon name="info"></ph-icon><span>${nextWords(o)}</span></p>
      <div class="order-columns"><div class="stack">
        ${o.payment === 'vietqr' && (toPay(o) || o.paid === 'overpaid' || o.paid === 'paid') ? html`<section class="card"><h3>${say('order.pay')}</h3><qr-pay .qr=${o.vietQr} .paid=${o.paid} .paidVnd=${o.paidVnd}></qr-pay></section>` : nothing}
        <section class="card"><h3>${say('order.lines')}</h3><ul class="lines">${o.lines.map((l) => html`<li class="order-line"><span class="order-line-picture"><ph-goods drawing=${l.picture.drawing} palette=${l.picture.palette} photo=${l.picture.photo ?? ''}></ph-goods></span><span class="grow"><strong>${l.name}</strong><span class="soft small">${l.code ? `${l.code} · ` : ''}${l.unit} · ${money(l.priceVnd)} × ${l.quantity}</span></span><span class="num">${money(l.priceVnd * l.quantity)}</span></li>`)}</ul>
          ${o.parcel ? html`<p class="note note-jade"><ph-icon name="package-check"></ph-icon><span><strong>${say('cart.joined')}</strong> ${say('cart.joined.with', { booths: o.parcel.with.join(', ') })}</span></p>` : nothing}
          <p class="split order-sum"><strong>${say('buy.total')}</strong><strong class="num big">${money(o.totalVnd)}</strong></p><p class="soft small">${paidWords(o)}</p></section>
        <section class="card"><h3>${say('buy.to')}</h3><p><bdi>${o.recipient.name}</bdi> · <span class="num">${phone(o.recipient.phone)}</span></p><p class="soft">${addressLine(o.recipient)}</p>${o.note ? html`<p class="small">${say('buy.note')}: ${o.note}</p>` : nothing}</section></div>
      <section class="card"><h3>${say('order.steps')}</h3><order-steps .order=${o}></order-steps>
        ${may ? html`<p class="order-cancel"><button class="btn btn-danger btn-wide" type="button" @click=${() => { this._cancelling = true; }}>${say('order.cancel')}</button><span class="soft small">${say('order.cancel.until', { time: time(o.cancelUntilMs) })}</span></p>` : o.state === 'placed' || o.state === 'confirmed' ? html`<p class="soft small order-cancel">${say('order.cancel.over')}</p>` : nothing}
        <p class="order-cancel"><button class="btn btn-wide" type="button" @click=${() => { this._complaining = true; }}><ph-icon name="circle-alert"></ph-icon>${say('complaint.button')}</button></p></section></div>
      <ph-sheet heading=${say('complaint.title')} size="full" .open=${this._complaining} @ph-close=${() => { this._complaining = false; }}>${this._complaining ? html`<complain-form booth=${o.booth} order=${o.order} @complaint-made=${() => { location.assign('/complaints'); }}></complain-form>` : nothing}</ph-sheet>
      <ph-dialog heading=${say('order.cancel.ask')} .open=${this._cancelling} @ph-close=${() => { this._cancelling = false; }}>
        <p class="soft">${say(o.paidVnd ? 'order.cancel.refund' : 'order.cancel.text')}</p><fieldset class="field reasons"><legend class="visually-hidden">${say('order.cancel.why')}</legend>${REASONS.map((r) => html`<label class="choice"><input type="radio" name="reason" value=${r} .checked=${this._reason === r} @change=${() => { this._reason = r; }}><span>${say(`order.cancel.${r}`)}</span></label>`)}</fieldset>
        ${this._reason === 'other' ? html`<ph-field type="textarea" name="other" rows="2" maxlength="300" label=${say('order.cancel.why')}></ph-field>` : nothing}
        <button slot="actions" class="btn" type="button" @click=${() => { this._cancelling = false; }}>${say('order.keep')}</button><button slot="actions" class="btn btn-danger" type="button" aria-busy=${this._busy} ?disabled=${!this._reason} @click=${() => this.#cancel(o)}>${say('order.cancel')}</button></ph-dialog></article>`;
  }

  /** @param {OrderView} o */
  async #cancel(o) {
    const typed = /** @type {HTMLTextAreaElement | null} */ (this.querySelector('textarea[name="other"]'))?.value.trim() ?? '';
    this._busy = true;
    try {
      const told = await post(`/api/orders/${encodeURIComponent(o.order)}/cancel`, { reason: (this._reason === 'other' && typed) || say(`order.cancel.${this._reason}`) });
      this._cancelling = false;
      if (told?.order) this._one = told;
      else await this.#load();
      toast(say('order.cancelled'), { kind: 'good' });
    } catch (problem) {
      toast(wordsFor(/** @type {Problem} */ (problem).why, /** @type {Problem} */ (problem).message), { kind: 'bad' });
    } finally {
      this._busy = false;
    }
  }
}
customElements.define('my-orders', MyOrders);
