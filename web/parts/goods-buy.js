import { html, nothing } from 'lit';
import { putInCart } from '../lib/cart.js';
import { money } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { cartLink } from '../lib/links.js';
import { say } from '../lib/words.js';
import './ph-icon.js';
import './ph-stock.js';
import { stepper } from './stepper.js';
import { toast } from './ph-toast.js';

/** How many, and into the cart of the night: from the booth's shelf, day and night. */
export class GoodsBuy extends LightElement {
  static properties = { product: { attribute: false }, booth: { attribute: false }, free: { type: Number }, frozen: { type: Boolean }, _quantity: { state: true }, _put: { state: true } };

  constructor() {
    super();
    /** @type {import('../lib/protocol.js').ProductView | null} */
    this.product = null;
    /** @type {import('../lib/protocol.js').BoothView | null} */
    this.booth = null;
    /** Units on the shelf now. @type {number} */
    this.free = 0;
    /** Whether its sale is stopped by officials or organizers. @type {boolean} */
    this.frozen = false;
    /** @type {number} */
    this._quantity = 1;
    /** Whether it went into the cart on this visit. @type {boolean} */
    this._put = false;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('product') && changed.get('product')?.product !== this.product?.product) {
      this._quantity = 1;
      this._put = false;
    }
  }

  /** @param {boolean} go to the cart at once */
  #put(go) {
    const [p, b] = [this.product, this.booth];
    if (!p || !b) return;
    const fits = putInCart({ room: b.booth, product: p.product, quantity: Math.min(this._quantity, this.free), priceVnd: p.priceVnd, booth: b.booth, boothName: b.name, name: p.name, unit: p.unit, picture: p.picture, qr: b.canVietQr });
    if (!fits) {
      toast(say('goods.full'), { kind: 'bad' });
      return;
    }
    this._put = true;
    if (go) location.assign(cartLink());
    else toast(say('goods.put', { name: p.name }), { kind: 'good' });
  }

  render() {
    const p = this.product;
    if (!p) return nothing;
    if (this.frozen) return html`<p class="note note-red" role="status"><ph-icon name="shield-alert"></ph-icon><span>${say('refused.frozen')}</span></p>`;
    if (this.free <= 0) return html`<p class="note"><ph-icon name="package"></ph-icon><span>${say('goods.none')}</span></p>`;
    const most = Math.min(99, this.free);
    const quantity = Math.min(this._quantity, most);
    return html`<div class="goods-buy"><p class="small ${this.free <= 5 ? 'goods-few' : 'soft'}" role="status">${say('stock.left', { n: this.free })}</p>
      <div class="goods-choose"><span class="label">${say('buy.quantity')}</span>${stepper(quantity, most, (n) => { this._quantity = n; })}</div>
      <div class="goods-acts"><button class="btn" type="button" @click=${() => this.#put(false)}><ph-icon name="plus"></ph-icon>${say('buy.cart.add')}</button>
        <button class="btn btn-buy" type="button" @click=${() => this.#put(true)}>${say('buy.now', { total: money(p.priceVnd * quantity) })}</button></div>
      ${this._put ? html`<p class="small"><a href=${cartLink()}>${say('buy.cart.see')}</a></p>` : nothing}</div>`;
  }
}
customElements.define('goods-buy', GoodsBuy);
