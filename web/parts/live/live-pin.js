import { html, nothing } from 'lit';
import { LightElement } from '../../lib/light.js';
import { currentHold, offerOf, pinned } from '../../lib/room.js';
import { everySecond } from '../../lib/tick.js';
import { say } from '../../lib/words.js';
import { intend } from './intent.js';
import { buyButton, dealStrip, goods, price, stars } from './live-offer.js';

/** What the host shows right now, what one holds or waits for, and the buy button. */
export class LivePin extends LightElement {
  static properties = { room: { attribute: false }, offsetMs: { type: Number }, _chosen: { state: true } };

  constructor() {
    super();
    /** @type {import('../../lib/room.js').Room | null} */
    this.room = null;
    /** @type {number} */
    this.offsetMs = 0;
    /** Another pinned item that the person tapped. @type {string} */
    this._chosen = '';
    /** @type {(() => void) | undefined} */
    this._stop = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    // A deal ends by the clock, before the server says so.
    this._stop = everySecond(() => this.room?.lineUp.some((o) => o.deal) && this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this._stop?.();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    const before = /** @type {import('../../lib/room.js').Room | null | undefined} */ (changed.get('room'));
    if (before && this.room && before.pins !== this.room.pins) this._chosen = '';
  }

  render() {
    const room = this.room;
    if (!room?.show) return nothing;
    return html`${this.#hold()}${this.#waits()}${room.show.state === 'ended' ? nothing : this.#card()}`;
  }

  #hold() {
    const room = /** @type {import('../../lib/room.js').Room} */ (this.room);
    const hold = currentHold(room);
    if (!hold) return nothing;
    const [first, ...more] = hold.lines;
    return html`<button class="strip strip-hold" type="button" @click=${() => intend(this, { do: 'resume-hold', hold: hold.hold })}>
      <ph-countdown ring bare deadline-ms=${hold.deadlineMs} offset-ms=${this.offsetMs} total-ms=${Math.max(1, hold.deadlineMs - hold.takenMs)}>${goods(first.picture)}</ph-countdown>
      <span class="strip-text"><span class="ellipsis">${say('buy.holding', { what: `${first.code} × ${first.quantity}` })}${more.length ? ` ${say('buy.and.more', { n: more.length })}` : ''}</span>
      <ph-countdown deadline-ms=${hold.deadlineMs} offset-ms=${this.offsetMs} label=${say('buy.hold.left')}></ph-countdown></span>
      <span class="strip-go">${say('buy.hold.go')}<ph-icon name="chevron-right" size="18"></ph-icon></span></button>`;
  }

  #waits() {
    const room = /** @type {import('../../lib/room.js').Room} */ (this.room);
    const wait = room.waits.at(-1);
    if (!wait) return nothing;
    const offer = offerOf(room, wait.product);
    return html`<div class="strip strip-wait" role="group" aria-label=${say('live.wait')}><span class="strip-picture">${offer ? goods(offer.picture) : nothing}</span>
      <span class="strip-text"><span class="ellipsis">${say('live.wait.strip', { code: offer?.code ?? '', n: wait.number })}</span><span class="small">${wait.ahead ? say('live.wait.ahead', { n: wait.ahead }) : say('live.wait.next')}</span></span>
      <button class="btn btn-small btn-quiet" type="button" @click=${() => intend(this, { do: 'leave-line', product: wait.product })}>${say('live.wait.leave')}</button></div>`;
  }

  #card() {
    const room = /** @type {import('../../lib/room.js').Room} */ (this.room);
    const pins = pinned(room);
    const nowMs = Date.now() + this.offsetMs;
    const main = pins.find((o) => o.product === this._chosen) ?? pins[0];
    if (!main) return this.#teaser();
    return html`
      ${pins.length > 1 ? html`<div class="pin-more" role="group" aria-label=${say('live.pins')}>${pins.map((o) => html`<button class="pin-other" type="button" aria-pressed=${o === main} aria-label="${o.code} ${o.name}" @click=${() => { this._chosen = o.product; }}>${goods(o.picture)}<span class="chip-code">${o.code}</span></button>`)}</div>` : nothing}
      <article class="pin" aria-label=${say('live.pin')}>
        ${dealStrip(main, nowMs, this.offsetMs)}
        <div class="pin-row"><button class="pin-open" type="button" @click=${() => intend(this, { do: 'open-item', product: main.product })}>
          <span class="pin-picture">${goods(main.picture)}<span class="chip-code">${main.code}</span></span>
          <span class="pin-text"><span class="pin-name">${main.name}</span>${stars(main.certificate, { short: true })}${price(main, nowMs, 'usual', false)}
            <ph-stock left=${main.stock.free} total=${main.stock.allotted} live></ph-stock></span></button>
          ${buyButton(this, room, main, { loud: true })}</div></article>`;
  }

  #teaser() {
    const room = /** @type {import('../../lib/room.js').Room} */ (this.room);
    if (!room.lineUp.length) return nothing;
    return html`<article class="pin pin-teaser"><div class="pin-row"><span class="pin-fan">${room.lineUp.slice(0, 3).map((o) => goods(o.picture))}</span>
      <span class="pin-text"><span class="pin-name">${say('live.shelf.count', { n: room.lineUp.length })}</span><span class="small soft">${say('live.shelf.hint')}</span></span>
      <button class="btn buy-button" type="button" @click=${() => intend(this, { do: 'open', sheet: 'shelf' })}>${say('live.shelf.see')}</button></div></article>`;
  }
}
customElements.define('live-pin', LivePin);
