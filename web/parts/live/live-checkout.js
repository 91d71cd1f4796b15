import { html, nothing } from 'lit';
import { addressLine } from '../../lib/address.js';
import { del, get, put } from '../../lib/api.js';
import { money, phone } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { ordersLink } from '../../lib/links.js';
import { nextWords, orderCode } from '../../lib/orders.js';
import { rememberRecipient, rememberedRecipient } from '../../lib/remembered.js';
import { dealNow, offerOf, waitFor } from '../../lib/room.js';
import { everySecond } from '../../lib/tick.js';
import { say } from '../../lib/words.js';
import '../ph-receipt.js';
import '../ph-empty.js';
import '../ph-skeleton.js';
import '../qr-pay.js';
import { toast } from '../ph-toast.js';
import { intend } from './intent.js';
import { goods } from './live-offer.js';
import '../recipient-form.js';
import { stepper } from '../stepper.js';

/** @typedef {import('../../lib/protocol.js').Recipient} Recipient */
/** @typedef {import('../../lib/protocol.js').Payment} Payment */
/** @typedef {import('../../lib/protocol.js').HoldView} HoldView */

/** An extension gives three minutes from now, so it is offered when less than that is left, ms. */
const MORE_MS = 165_000;

/**
 * The sheet of one purchase: the hold with its time, who receives it, how it is paid, a last look, the receipt.
 */
export class LiveCheckout extends LightElement {
  static properties = { buying: { attribute: false }, room: { attribute: false }, offsetMs: { type: Number }, tick: { attribute: false }, _editing: { state: true }, _recipient: { state: true }, _payment: { state: true }, _note: { state: true }, _keep: { state: true } };

  constructor() {
    super();
    /** @type {import('./buying.js').Buying | null} */
    this.buying = null;
    /** @type {import('../../lib/room.js').Room | null} */
    this.room = null;
    /** @type {number} */
    this.offsetMs = 0;
    /** Changes whenever the purchase changed. @type {unknown} */
    this.tick = undefined;
    /** Whether the recipient is being written. @type {boolean} */
    this._editing = false;
    /** undefined while it is looked up. @type {Recipient | null | undefined} */
    this._recipient = rememberedRecipient();
    /** @type {Payment} */
    this._payment = 'cod';
    /** @type {string} */
    this._note = '';
    /** Remember the recipient for next time. @type {boolean} */
    this._keep = true;
    /** @type {string} */
    this._shown = '';
    /** @type {(() => void) | undefined} */
    this._stop = undefined;
    /** What the house found wrong with the recipient, and for which refusal. @type {import('../recipient-form.js').Errors} */
    this._wrong = {};
    /** @type {string} */
    this._wrongAt = '';
  }

  connectedCallback() {
    super.connectedCallback();
    if (this._recipient === undefined) this.#lookUp();
    this._stop = everySecond(() => this.buying?.step === 'held' && this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this._stop?.();
  }

  async #lookUp() {
    /** @type {any} */
    const told = await get('/api/me/recipient').catch(() => null);
    const found = told?.recipient ?? told;
    this._recipient = found?.name && found?.street ? { name: found.name, phone: found.phone, province: found.province, commune: found.commune, street: found.street } : null;
    rememberRecipient(this._recipient);
  }

  willUpdate() {
    const b = this.buying;
    const at = b ? `${b.field} ${b.why}` : '';
    if (!b || at === this._wrongAt) return;
    this._wrongAt = at;
    const field = /^(?:recipient\.)?(name|phone|province|commune|street)$/.exec(b.field)?.[1];
    this._wrong = field ? { [field]: b.words } : {};
    if (field) this._editing = true;
  }

  updated() {
    const b = this.buying;
    const shown = b ? `${b.step} ${this._editing || !this._recipient}` : '';
    if (shown === this._shown) return;
    const first = this._shown === '';
    this._shown = shown;
    // A new step starts at its top, and a screen reader goes with it.
    if (!first) /** @type {HTMLElement | null} */ (this.querySelector('.checkout'))?.focus({ preventScroll: false });
  }

  render() {
    const b = this.buying;
    if (!b || !this.room) return nothing;
    return html`<div class="checkout" tabindex="-1">${{
      '': () => nothing, taking: () => this.#taking(), held: () => this.#held(), waiting: () => this.#waiting(), refused: () => this.#refused(),
      lapsed: () => this.#lapsed(), placed: () => this.#placed(), elsewhere: () => this.#elsewhere(),
    }[b.step]()}</div>`;
  }

  #taking() {
    return html`<div class="checkout-wait" role="status"><span class="spinner" aria-hidden="true"></span><p>${say('buy.taking')}</p><p class="soft small">${say('buy.taking.hint')}</p></div>`;
  }

  #held() {
    const [b, room] = [/** @type {import('./buying.js').Buying} */ (this.buying), /** @type {import('../../lib/room.js').Room} */ (this.room)];
    const hold = room.holds.find((h) => h.hold === b.hold);
    if (!hold) return this.#taking();
    const writing = this._editing || this._recipient === null;
    return html`${this.#ring(hold)}${this._recipient === undefined ? html`<ph-skeleton count="4"></ph-skeleton>` : writing ? this.#form() : this.#review(hold)}`;
  }

  /** @param {HoldView} hold */
  #ring(hold) {
    const b = /** @type {import('./buying.js').Buying} */ (this.buying);
    const room = /** @type {import('../../lib/room.js').Room} */ (this.room);
    const offer = offerOf(room, hold.lines[0].product);
    const one = hold.lines.length === 1;
    const quantity = hold.lines[0].quantity;
    const most = offer ? Math.min(dealNow(offer, Date.now() + this.offsetMs)?.perBuyer ?? offer.perBuyer, offer.stock.free + quantity, 99) : quantity;
    const more = hold.deadlineMs - Date.now() - this.offsetMs < MORE_MS && hold.deadlineMs < hold.capMs;
    return html`<section class="hold" aria-label=${say('buy.hold.left')}>
      <ph-countdown class="hold-ring" ring bare deadline-ms=${hold.deadlineMs} offset-ms=${this.offsetMs} total-ms=${Math.max(300_000, hold.deadlineMs - hold.takenMs)}>${goods(hold.lines[0].picture)}</ph-countdown>
      <div class="hold-text">
        <p class="hold-time"><ph-countdown deadline-ms=${hold.deadlineMs} offset-ms=${this.offsetMs} label=${say('buy.hold.left')}></ph-countdown>
          ${more ? html`<button class="btn btn-small" type="button" aria-busy=${b.busy === 'extend'} @click=${this.#extend}>${say('action.extend')}</button>` : nothing}</p>
        <ul class="hold-lines">${hold.lines.map((l) => html`<li><span class="chip-code">${l.code}</span> <span class="grow">${l.name}</span><span class="num soft">${one ? nothing : html`× ${l.quantity}`}</span></li>`)}</ul>
      </div>
      ${one ? html`<div class="hold-many"><span class="soft">${say('buy.quantity')}</span>${stepper(quantity, most, (n) => b.changeQuantity(n), b.busy === 'quantity')}<strong class="num">${money(hold.totalVnd)}</strong></div>`
        : html`<div class="hold-many"><span class="soft grow">${say('buy.total')}</span><strong class="num">${money(hold.totalVnd)}</strong></div>`}
      ${b.why && !b.field ? html`<p class="note note-red" role="alert"><ph-icon name="circle-alert"></ph-icon><span>${b.words} <span class="soft">${say('buy.refused.kept')}</span></span></p>` : nothing}</section>`;
  }

  async #extend() {
    const b = /** @type {import('./buying.js').Buying} */ (this.buying);
    const why = await b.extend();
    toast(why ? say(`refused.${why}`) : say('buy.hold.extended'), { kind: why ? 'bad' : 'good' });
  }

  #form() {
    const b = /** @type {import('./buying.js').Buying} */ (this.buying);
    return html`<form class="stack" novalidate @submit=${this.#written}><h3>${say('buy.recipient')}</h3>
      <recipient-form .value=${this._recipient ?? { name: '', phone: '', province: '', commune: '', street: '' }} .errors=${this._wrong}></recipient-form>
      <label class="choice plain"><input type="checkbox" .checked=${this._keep} @change=${(/** @type {Event} */ e) => { this._keep = /** @type {HTMLInputElement} */ (e.target).checked; }}><span>${say('buy.recipient.keep')}<span class="hint">${say('buy.recipient.keep.hint')}</span></span></label>
      <div class="checkout-bar"><button class="btn btn-quiet" type="button" @click=${() => b.release()}>${say('buy.hold.release')}</button><button class="btn btn-main grow" type="submit">${say('buy.next.review')}</button></div></form>`;
  }

  /** @param {Event} e */
  #written(e) {
    e.preventDefault();
    const form = /** @type {import('../recipient-form.js').RecipientForm} */ (this.querySelector('recipient-form'));
    const value = form.read();
    if (!value) return;
    this._recipient = value;
    rememberRecipient(value);
    this._editing = false;
    if (this.buying) this.buying.field = '';
    if (this._keep) put('/api/me/recipient', value).catch(() => {});
    else del('/api/me/recipient').catch(() => {});
  }

  /** @param {HoldView} hold */
  #review(hold) {
    const b = /** @type {import('./buying.js').Buying} */ (this.buying);
    const to = /** @type {Recipient} */ (this._recipient);
    const qr = this.room?.show?.booth.canVietQr;
    const placing = b.busy === 'place';
    return html`<form class="stack review" @submit=${this.#place}>
      <section class="review-to"><div class="grow"><h3>${say('buy.to')}</h3><p><bdi>${to.name}</bdi> · <span class="num">${phone(to.phone)}</span></p><p class="soft">${addressLine(to)}</p></div>
        <button class="btn btn-small" type="button" @click=${() => { this._editing = true; }}>${say('action.edit')}</button></section>
      <fieldset class="field"><legend>${say('buy.pay')}</legend>
        <label class="choice"><input type="radio" name="payment" value="cod" .checked=${this._payment === 'cod'} @change=${() => { this._payment = 'cod'; }}><span><strong>${say('buy.pay.cod')}</strong><span class="hint">${say('buy.pay.cod.hint')}</span></span></label>
        ${qr ? html`<label class="choice"><input type="radio" name="payment" value="vietqr" .checked=${this._payment === 'vietqr'} @change=${() => { this._payment = 'vietqr'; }}><span><strong>${say('buy.pay.vietqr')}</strong><span class="hint">${say('buy.pay.vietqr.hint')}</span></span></label>` : nothing}</fieldset>
      <details class="review-note" ?open=${this._note !== ''}><summary>${say('buy.note')}</summary><ph-field name="note" type="textarea" rows="2" maxlength="300" aria-label=${say('buy.note')} placeholder=${say('buy.note.example')} .value=${this._note} @input=${(/** @type {Event} */ e) => { this._note = /** @type {HTMLTextAreaElement} */ (e.target).value; }}></ph-field></details>
      <p class="split review-total"><strong>${say('buy.total')}</strong><strong class="num big">${money(hold.totalVnd)}</strong></p>
      <p class="soft small">${say('buy.review.hint', { booth: this.room?.show?.booth.name ?? '' })}</p>
      <div class="checkout-bar"><button class="btn btn-quiet" type="button" ?disabled=${placing} @click=${() => b.release()}>${say('buy.hold.release')}</button>
        <button class="btn btn-buy grow" type="submit" aria-busy=${placing} ?disabled=${placing}>${say('buy.place')}</button></div></form>`;
  }

  /** @param {Event} e */
  #place(e) {
    e.preventDefault();
    if (this._recipient) this.buying?.place(this._recipient, this.room?.show?.booth.canVietQr ? this._payment : 'cod', this._note.trim());
  }

  #waiting() {
    const b = /** @type {import('./buying.js').Buying} */ (this.buying);
    const room = /** @type {import('../../lib/room.js').Room} */ (this.room);
    const product = b.lines[0]?.product ?? '';
    const [offer, wait] = [offerOf(room, product), waitFor(room, product)];
    if (!wait) return nothing;
    return html`<ph-receipt icon="hourglass" heading=${say('live.wait.in')} place=${say('live.wait.place', { n: wait.number })}
        .lines=${[{ what: `${offer?.code ?? ''} ${offer?.name ?? ''}`, value: `× ${wait.quantity}` }, { what: say('live.wait.before'), value: String(wait.ahead) }]} next=${say('live.wait.then')}>
      <button class="btn" type="button" @click=${() => intend(this, { do: 'leave-line', product })}>${say('live.wait.leave')}</button>
      <button class="btn btn-main" type="button" @click=${() => intend(this, { do: 'close' })}>${say('live.wait.watch')}</button></ph-receipt>`;
  }

  #refused() {
    const b = /** @type {import('./buying.js').Buying} */ (this.buying);
    const room = /** @type {import('../../lib/room.js').Room} */ (this.room);
    const one = b.lines.length === 1 ? offerOf(room, b.lines[0].product) : undefined;
    const free = b.free >= 0 ? b.free : one?.stock.free ?? 0;
    const text = `${b.words} ${b.why === 'not-enough' && one ? say('stock.left', { n: free }) : ''} ${say('buy.refused.nothing')}`;
    return html`<ph-empty kind="error" icon=${b.why === 'sold-out' ? 'package' : 'circle-alert'} heading=${say(b.why === 'price-changed' ? 'buy.refused.price' : 'buy.refused')} text=${text}>
      ${b.why === 'not-enough' && free > 0 && one ? html`<button class="btn btn-buy" type="button" @click=${() => b.take([{ product: one.product, quantity: free }], false)}>${say('buy.take.left', { n: free })}</button>` : nothing}
      ${b.why === 'sold-out' && one ? html`<button class="btn btn-main" type="button" @click=${() => b.take([{ product: one.product, quantity: 1 }], true)}>${say('live.wait.join')}</button>` : nothing}
      ${['no-answer', 'try-again', 'too-fast', 'price-changed', 'deal-over'].includes(b.why) ? html`<button class="btn btn-main" type="button" @click=${() => b.take(b.lines, b.lines.length === 1)}>${say(b.why === 'price-changed' || b.why === 'deal-over' ? 'buy.take.price' : 'action.retry')}</button>` : nothing}
      ${b.why === 'too-many-holds' && room.holds.length ? html`<button class="btn btn-main" type="button" @click=${() => b.resume(room.holds[0].hold)}>${say('buy.hold.see')}</button>` : nothing}
      <button class="btn" type="button" @click=${() => intend(this, { do: 'close' })}>${say('action.close')}</button></ph-empty>`;
  }

  #lapsed() {
    const b = /** @type {import('./buying.js').Buying} */ (this.buying);
    return html`<ph-empty icon="timer" heading=${say('buy.lapsed')} text=${say('buy.lapsed.text')}>
      <button class="btn btn-buy" type="button" @click=${() => b.take(b.lines, b.lines.length === 1)}>${say('buy.lapsed.again')}</button>
      <button class="btn" type="button" @click=${() => intend(this, { do: 'close' })}>${say('action.close')}</button></ph-empty>`;
  }

  #elsewhere() {
    return html`<ph-empty icon="package-check" heading=${say('buy.elsewhere')}><a class="btn btn-main" href=${ordersLink()}>${say('account.orders')}</a></ph-empty>`;
  }

  #placed() {
    const b = /** @type {import('./buying.js').Buying} */ (this.buying);
    const order = this.room?.orders[b.order];
    if (!order) return this.#elsewhere();
    return html`<ph-receipt heading=${say('buy.placed')} code=${orderCode(order.order)} code-label=${say('order.code')}
        .lines=${order.lines.map((l) => ({ what: `${l.code} ${l.name} × ${l.quantity}`, value: money(l.priceVnd * l.quantity) }))}
        total=${money(order.totalVnd)} total-label=${say(order.payment === 'cod' ? 'buy.total.cod' : 'buy.total')} next=${nextWords(order)}>
      <a class="btn" href=${ordersLink(order.order)}>${say('order.see')}</a>
      <button class="btn btn-main" type="button" @click=${() => intend(this, { do: 'close' })}>${say('buy.placed.watch')}</button></ph-receipt>
      ${order.payment === 'vietqr' ? html`<qr-pay .qr=${order.vietQr} .paid=${order.paid} .paidVnd=${order.paidVnd}></qr-pay>` : nothing}`;
  }
}
customElements.define('live-checkout', LiveCheckout);
