import { html, nothing } from 'lit';
import { LightElement } from '../../lib/light.js';
import { dealNow, priceNow } from '../../lib/room.js';
import { say } from '../../lib/words.js';
import '../ph-countdown.js';
import '../ph-goods.js';
import '../ph-icon.js';
import '../ph-price.js';

/** What the host wants done with an item. @typedef {'pin' | 'price' | 'stock' | 'deal' | 'close-deal' | 'switch'} Act */

/**
 * One numbered item as its host handles it on air.
 * @fires stage-item with `detail` {act, product}
 */
export class StageItem extends LightElement {
  static properties = { offer: { attribute: false }, no: { type: Number }, pin: { type: Number }, offsetMs: { type: Number }, may: { type: Boolean }, full: { type: Boolean }, nowMs: { type: Number } };

  constructor() {
    super();
    /** @type {import('../../lib/protocol.js').OfferView} */
    this.offer = /** @type {any} */ (null);
    /** Its place in the line-up, from 1; 1 to 9 have a key. @type {number} */
    this.no = 0;
    /** Its place among the pins, from 1; 0 is not pinned. @type {number} */
    this.pin = 0;
    /** @type {number} */
    this.offsetMs = 0;
    /** Whether price, stock and deals may be changed: staff, not moderators. @type {boolean} */
    this.may = true;
    /** Whether deals may be opened: on air. @type {boolean} */
    this.full = true;
    /** The server's time, ms. @type {number} */
    this.nowMs = 0;
  }

  /** @param {Act} act */
  #do(act) {
    this.dispatchEvent(new CustomEvent('stage-item', { detail: { act, product: this.offer.product }, bubbles: true }));
  }

  render() {
    const o = this.offer;
    const deal = dealNow(o, this.nowMs);
    const price = priceNow(o, this.nowMs);
    const { allotted, free, held, sold } = o.stock;
    const share = (/** @type {number} */ n) => (allotted ? n / allotted : 0);
    return html`<article class="item ${this.pin ? 'pinned' : ''} ${o.open ? '' : 'stopped'} ${free === 0 ? 'out' : ''}">
      <div class="item-top"><span class="item-picture"><ph-goods .drawing=${o.picture.drawing} .palette=${o.picture.palette} .photo=${o.picture.photo ?? ''}></ph-goods><span class="chip chip-code item-code">${o.code}</span></span>
        <div class="item-words"><h3 class="item-name">${o.name}</h3>
          <ph-price .vnd=${price.vnd} .wasVnd=${price.wasVnd} unit=${o.unit}></ph-price>
          <p class="item-stock"><strong class="num">${free === 0 ? say('stock.out') : say('stock.of', { n: free, total: allotted })}</strong><span class="soft small num">${say('desk.item.held', { n: held })} · ${say('desk.item.sold', { n: sold })}</span></p>
          <span class="bars" aria-hidden="true"><span class="bar-sold" .style=${`width: ${share(sold) * 100}%`}></span><span class="bar-held" .style=${`width: ${share(held) * 100}%`}></span></span></div></div>
      ${deal ? html`<p class="item-deal"><ph-icon name="zap"></ph-icon><span class="grow"><strong>${say('desk.deal.on')}</strong> <span class="num">${say('desk.deal.left', { left: deal.left, total: deal.units })}</span></span><ph-countdown .deadlineMs=${deal.endsMs} .offsetMs=${this.offsetMs}></ph-countdown>
        ${this.may ? html`<button class="btn btn-small" type="button" @click=${() => this.#do('close-deal')}>${say('desk.deal.close')}</button>` : nothing}</p>` : nothing}
      ${o.frozen ? html`<p class="item-note warn"><ph-icon name="shield-alert" size="18"></ph-icon>${say('desk.item.frozen')}</p>` : nothing}
      ${o.open || o.frozen ? nothing : html`<p class="item-note"><ph-icon name="ban" size="18"></ph-icon>${say('desk.item.stopped')}</p>`}
      <div class="item-acts"><button class="btn pin-btn ${this.pin ? 'btn-live' : ''}" type="button" ?disabled=${!!o.frozen} aria-pressed=${this.pin > 0} @click=${() => this.#do('pin')}><ph-icon name=${this.pin ? 'pin-off' : 'pin'}></ph-icon><span>${this.pin === 1 ? say('desk.pinned.main') : this.pin ? say('desk.pinned', { n: this.pin }) : say('desk.pin')}</span>${this.no <= 9 ? html`<kbd class="key">${this.no}</kbd>` : nothing}</button>
        ${this.may ? html`<button class="btn item-act" type="button" @click=${() => this.#do('price')}><ph-icon name="tag"></ph-icon><span>${say('desk.price')}</span></button>
        <button class="btn item-act" type="button" @click=${() => this.#do('stock')}><ph-icon name="package"></ph-icon><span>${say('desk.stock')}</span></button>
        <button class="btn item-act" type="button" ?disabled=${!this.full || !!deal || free === 0 || !!o.frozen} @click=${() => this.#do('deal')}><ph-icon name="zap"></ph-icon><span>${say('desk.deal')}</span></button>
        <button class="btn item-act" type="button" ?disabled=${!!o.frozen && !o.open} @click=${() => this.#do('switch')}><ph-icon name=${o.open ? 'ban' : 'play'}></ph-icon><span>${say(o.open ? 'desk.item.stop' : 'desk.item.resume')}</span></button>` : nothing}</div></article>`;
  }
}
customElements.define('stage-item', StageItem);
