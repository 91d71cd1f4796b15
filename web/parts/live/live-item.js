import { html, nothing } from 'lit';
import { LightElement } from '../../lib/light.js';
import { closedFor, dealNow, offerOf, priceNow } from '../../lib/room.js';
import { everySecond } from '../../lib/tick.js';
import { say } from '../../lib/words.js';
import { date, money, weight } from '../../lib/format.js';
import { intend } from './intent.js';
import { stepper } from '../stepper.js';
import { buyButton, dealStrip, goods, groupName, price, stars } from './live-offer.js';

/** One item, looked at closely: what it is, its certificate, how many, into the cart or straight to a hold. */
export class LiveItem extends LightElement {
  static properties = { room: { attribute: false }, product: {}, story: {}, offsetMs: { type: Number }, inCart: { type: Number }, _quantity: { state: true } };

  constructor() {
    super();
    /** @type {import('../../lib/room.js').Room | null} */
    this.room = null;
    /** @type {string} */
    this.product = '';
    /** What the producer tells about it; '' until it has come. @type {string} */
    this.story = '';
    /** @type {number} */
    this.offsetMs = 0;
    /** @type {number} */
    this.inCart = 0;
    /** @type {number} */
    this._quantity = 1;
    /** @type {(() => void) | undefined} */
    this._stop = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this._stop = everySecond(() => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this._stop?.();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('product')) this._quantity = 1;
  }

  render() {
    const room = this.room;
    const o = room && offerOf(room, this.product);
    if (!room || !o) return html`<ph-empty icon="package" heading=${say('refused.not-in-line-up')}></ph-empty>`;
    const nowMs = Date.now() + this.offsetMs;
    const deal = dealNow(o, nowMs);
    const most = Math.max(1, Math.min(deal ? deal.perBuyer : o.perBuyer, o.stock.free, 99));
    const quantity = Math.min(this._quantity, most);
    const can = closedFor(room, o) === '';
    return html`<div class="item">
      <div class="item-top"><span class="item-picture">${goods(o.picture, o.name)}<span class="chip-code">${o.code}</span></span>
        <div class="item-head"><h3 class="item-name">${o.name}</h3>${stars(o.certificate, { group: o.group })}
          ${price(o, nowMs, 'large')}<ph-stock left=${o.stock.free} total=${o.stock.allotted} live></ph-stock></div></div>
      ${o.frozen ? html`<p class="note note-red" role="status"><ph-icon name="shield-alert"></ph-icon><span>${say('live.frozen.note')}</span></p>` : nothing}
      ${dealStrip(o, nowMs, this.offsetMs)}
      ${can ? html`<div class="item-choose"><div class="item-quantity"><span class="label" id="item-many">${say('buy.quantity')}</span>${stepper(quantity, most, (n) => { this._quantity = n; })}</div>
        <p class="soft small">${say('buy.per-buyer', { n: deal ? deal.perBuyer : o.perBuyer })}</p></div>` : nothing}
      <div class="item-acts">${can ? html`<button class="btn" type="button" @click=${() => intend(this, { do: 'to-cart', product: o.product, quantity })}><ph-icon name="plus"></ph-icon>${say('buy.cart.add')}</button>` : nothing}
        ${buyButton(this, room, o, { loud: true, quantity, words: can ? say('buy.now', { total: money(priceNow(o, nowMs).vnd * quantity) }) : say('action.buy') })}</div>
      ${this.inCart ? html`<p class="soft small">${say('buy.cart.has', { n: this.inCart })}. <button class="link" type="button" @click=${() => intend(this, { do: 'open', sheet: 'cart' })}>${say('buy.cart.see')}</button></p>` : nothing}
      <dl class="facts item-facts">
        <dt>${say('item.unit')}</dt><dd>${o.unit}${o.weightGrams ? ` · ${weight(o.weightGrams)}` : ''}</dd>
        ${groupName(o.group) ? html`<dt>${say('item.group')}</dt><dd>${groupName(o.group)}</dd>` : nothing}
        ${o.certificate ? html`<dt>${say('item.certificate')}</dt><dd>${o.certificate.number}<br><span class="soft">${o.certificate.authority} · ${say('item.certificate.issued', { date: date(o.certificate.issuedOn) })} · ${say('stars.valid', { date: date(o.certificate.until) })}</span></dd>` : nothing}
      </dl>
      ${this.story ? html`<p class="item-story">${this.story}</p>` : nothing}</div>`;
  }
}
customElements.define('live-item', LiveItem);
