import { html, nothing } from 'lit';
import { cart } from '../../lib/cart.js';
import { money } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { cartLink } from '../../lib/links.js';
import { closedFor, dealNow, offerOf, priceNow } from '../../lib/room.js';
import { say } from '../../lib/words.js';
import { intend } from './intent.js';
import { goods } from './live-offer.js';
import { stepper } from '../stepper.js';
import '../ph-empty.js';

/** Several items of the booth, held all together or not at all. */
export class LiveCart extends LightElement {
  static properties = { room: { attribute: false }, cart: { attribute: false }, offsetMs: { type: Number } };

  constructor() {
    super();
    /** @type {import('../../lib/room.js').Room | null} */
    this.room = null;
    /** Quantity by product. @type {Record<string, number>} */
    this.cart = {};
    /** @type {number} */
    this.offsetMs = 0;
  }

  render() {
    const room = this.room;
    if (!room) return nothing;
    const nowMs = Date.now() + this.offsetMs;
    const lines = Object.entries(this.cart).flatMap(([product, quantity]) => {
      const offer = offerOf(room, product);
      return offer ? [{ offer, quantity, vnd: priceNow(offer, nowMs).vnd }] : [];
    });
    if (!lines.length) return html`<ph-empty icon="shopping-bag" heading=${say('buy.cart.empty')}><button class="btn" type="button" @click=${() => intend(this, { do: 'open', sheet: 'shelf' })}>${say('live.shelf.see')}</button></ph-empty>`;
    const others = cart().items.filter((i) => i.room !== room.room).reduce((n, i) => n + i.quantity, 0);
    const total = lines.reduce((sum, l) => sum + l.vnd * l.quantity, 0);
    const short = lines.some((l) => closedFor(room, l.offer) !== '' || l.offer.stock.free < l.quantity);
    return html`<ul class="lines cart">${lines.map(({ offer, quantity, vnd }) => {
      const closed = closedFor(room, offer);
      const most = Math.max(1, Math.min(dealNow(offer, nowMs)?.perBuyer ?? offer.perBuyer, offer.stock.free));
      return html`<li class="cart-line"><span class="cart-picture">${goods(offer.picture)}<span class="chip-code">${offer.code}</span></span>
        <div class="grow"><strong>${offer.name}</strong><p class="num">${money(vnd)} <span class="soft">/ ${offer.unit}</span></p>
          ${closed ? html`<p class="error-text"><ph-icon name="circle-alert" size="16"></ph-icon>${say(`live.closed.${closed}`)}</p>`
            : offer.stock.free < quantity ? html`<p class="error-text"><ph-icon name="circle-alert" size="16"></ph-icon>${say('stock.left', { n: offer.stock.free })}</p>` : nothing}
          <div class="split">${stepper(quantity, most, (n) => intend(this, { do: 'cart-quantity', product: offer.product, quantity: n }))}
            <button class="btn btn-quiet btn-small" type="button" aria-label="${say('action.delete')}: ${offer.name}" @click=${() => intend(this, { do: 'cart-quantity', product: offer.product, quantity: 0 })}><ph-icon name="trash-2" size="18"></ph-icon>${say('action.delete')}</button></div></div></li>`;
    })}</ul>
      <p class="split cart-total"><strong>${say('buy.total')}</strong><strong class="num big">${money(total)}</strong></p>
      <p class="soft small">${say('buy.cart.all')}</p>
      <button class="btn btn-buy btn-wide" type="button" ?disabled=${short} @click=${() => intend(this, { do: 'hold-cart' })}>${say('buy.cart.hold')}</button>
      ${others ? html`<p class="note"><ph-icon name="shopping-bag"></ph-icon><span>${say('cart.others', { n: others })} <a href=${cartLink()}>${say('cart.others.go')}</a></span></p>` : nothing}`;
  }
}
customElements.define('live-cart', LiveCart);
