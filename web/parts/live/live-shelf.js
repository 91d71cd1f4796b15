import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LightElement } from '../../lib/light.js';
import { everySecond } from '../../lib/tick.js';
import { say } from '../../lib/words.js';
import { intend } from './intent.js';
import { buyButton, dealStrip, goods, price, stars } from './live-offer.js';

/** All items of the show by their number. What is sold out stays, with its line. */
export class LiveShelf extends LightElement {
  static properties = { room: { attribute: false }, offsetMs: { type: Number }, cart: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../../lib/room.js').Room | null} */
    this.room = null;
    /** @type {number} */
    this.offsetMs = 0;
    /** Quantity in the cart by product. @type {Record<string, number>} */
    this.cart = {};
    /** @type {(() => void) | undefined} */
    this._stop = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this._stop = everySecond(() => this.room?.lineUp.some((o) => o.deal) && this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this._stop?.();
  }

  render() {
    const room = this.room;
    if (!room) return nothing;
    const nowMs = Date.now() + this.offsetMs;
    return html`<ol class="shelf">${repeat(room.lineUp, (o) => o.product, (o) => html`<li class="shelf-item ${room.pins[0] === o.product ? 'current' : ''} ${o.stock.free > 0 ? '' : 'out'}">
      <button class="shelf-open" type="button" @click=${() => intend(this, { do: 'open-item', product: o.product })}>
        <span class="shelf-picture">${goods(o.picture)}<span class="chip-code">${o.code}</span></span>
        <span class="shelf-text"><span class="shelf-name">${o.name}</span>${stars(o.certificate, { short: true })}
          <span class="shelf-price">${price(o, nowMs, 'small')}</span>
          <ph-stock left=${o.stock.free} total=${o.stock.allotted} plain></ph-stock></span></button>
      <span class="shelf-buy">${buyButton(this, room, o)}</span>
      ${dealStrip(o, nowMs, this.offsetMs)}
      ${o.frozen ? html`<span class="shelf-now shelf-frozen"><ph-icon name="shield-alert" size="14"></ph-icon>${say('live.frozen.note')}</span>` : nothing}
      ${room.pins.includes(o.product) ? html`<span class="shelf-now"><ph-icon name="pin" size="14"></ph-icon>${say('live.pin')}</span>` : nothing}
      ${this.cart[o.product] ? html`<span class="shelf-now"><ph-icon name="package" size="14"></ph-icon>${say('buy.cart.has', { n: this.cart[o.product] })}</span>` : nothing}
    </li>`)}</ol>`;
  }
}
customElements.define('live-shelf', LiveShelf);
