import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { money, time } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { orderCode, stateChip, stateWords } from '../../lib/orders.js';
import { waitsForMoney } from '../../lib/studio/queue.js';
import { setSound, soundOn, wakeSound, chime } from '../../lib/studio/sound.js';
import { deskLink } from '../../lib/studio/routes.js';
import { say } from '../../lib/words.js';
import '../ph-icon.js';

/**
 * The tray: orders of the show fall in as slips, the newest on top.
 * @fires stage-confirm with `detail` the order to confirm
 */
export class StageTray extends LightElement {
  static properties = { slips: { attribute: false }, fresh: { attribute: false }, booth: {}, room: {}, _sound: { state: true }, _busy: { state: true } };

  constructor() {
    super();
    /** @type {ReadonlyArray<import('../../lib/protocol.js').OrderView>} */
    this.slips = [];
    /** @type {Record<string, true>} */
    this.fresh = {};
    /** @type {string} */
    this.booth = '';
    /** @type {string} */
    this.room = '';
    /** @type {boolean} */
    this._sound = soundOn();
  }

  #sound() {
    this._sound = !this._sound;
    setSound(this._sound);
    wakeSound();
    if (this._sound) setTimeout(chime, 60);
  }

  render() {
    return html`<div class="panel-head"><h2>${say('desk.tray')}</h2><button class="btn btn-small btn-quiet" type="button" aria-pressed=${this._sound} @click=${this.#sound}><ph-icon name=${this._sound ? 'volume-2' : 'volume-x'} size="18"></ph-icon>${say(this._sound ? 'desk.sound.on' : 'desk.sound.off')}</button></div>
      ${this.slips.length ? html`<ol class="slips" aria-label=${say('desk.tray')}>${repeat(this.slips, (o) => o.order, (o) => this.#slip(o))}</ol>
        <a class="btn btn-wide" href=${deskLink(this.booth, 'orders')}>${say('desk.tray.all')}</a>`
        : html`<ph-empty icon="receipt" heading=${say('desk.tray.none')} text=${say('desk.tray.none.text')}></ph-empty>`}`;
  }

  /** @param {import('../../lib/protocol.js').OrderView} o */
  #slip(o) {
    return html`<li class="slip ${this.fresh[o.order] ? 'fresh' : ''}"><div class="slip-top"><a class="num slip-code" href=${deskLink(this.booth, 'orders', o.order)}>${orderCode(o.order)}</a><span class="slip-soft num">${time(o.placedMs)}</span></div>
      <p class="slip-who name">${o.recipient.name} <span class="slip-soft num">${o.recipient.phone}</span></p>
      <ul class="slip-lines">${o.lines.map((l) => html`<li><strong>${l.code}</strong> ${l.name} <strong class="num">× ${l.quantity}</strong></li>`)}</ul>
      <div class="slip-end"><strong class="num slip-total">${money(o.totalVnd)}</strong><span class="slip-soft">${say(`studio.pay.${o.payment}`)}</span>
      ${o.state === 'placed' ? html`<button class="btn btn-small" type="button" @click=${() => this.dispatchEvent(new CustomEvent('stage-confirm', { detail: o.order, bubbles: true }))}><ph-icon name="check" size="18"></ph-icon>${say('studio.to.confirmed')}</button>` : html`<span class="chip ${stateChip(o.state)}">${stateWords(o.state)}</span>`}</div>
      ${waitsForMoney(o) ? html`<p class="slip-soft small">${say('studio.order.waitsMoney')}</p>` : nothing}</li>`;
  }
}
customElements.define('stage-tray', StageTray);
