import { html, nothing } from 'lit';
import { money } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { dealNow, pinned, priceNow } from '../../lib/room.js';
import { nextUp, unanswered } from '../../lib/studio/stage.js';
import { say } from '../../lib/words.js';
import '../ph-countdown.js';

/**
 * What the host reads from two metres away: the item of now, its price, what is left, the oldest question, what comes next.
 * @fires ph-close
 */
export class StagePrompter extends LightElement {
  static properties = { room: { attribute: false }, open: { type: Boolean }, offsetMs: { type: Number }, nowMs: { type: Number } };

  constructor() {
    super();
    /** @type {import('../../lib/room.js').Room} */
    this.room = /** @type {any} */ (null);
    /** @type {boolean} */
    this.open = false;
    /** @type {number} */
    this.offsetMs = 0;
    /** @type {number} */
    this.nowMs = 0;
  }

  updated() {
    const box = this.querySelector('dialog');
    if (this.open && box && !box.open) {
      box.showModal();
      void box.requestFullscreen?.().catch(() => {}); // an in-app browser may not let us; it fills the page all the same
    } else if (!this.open && box?.open) box.close();
  }

  #closed() {
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => {});
    if (this.open) this.dispatchEvent(new CustomEvent('ph-close'));
  }

  render() {
    const r = this.room;
    const o = pinned(r)[0];
    const question = unanswered(r)[0];
    const next = nextUp(r);
    const deal = o && dealNow(o, this.nowMs);
    return html`<dialog class="prompter" aria-label=${say('desk.prompter')} @close=${this.#closed}>${this.open ? html`<button class="btn btn-video prompter-close" type="button" @click=${() => this.querySelector('dialog')?.close()}><ph-icon name="x"></ph-icon>${say('action.close')}</button>
      <div class="prompter-figures num"><span>${say('live.viewers', { n: r.viewers })}</span><span>${say('desk.orders.n', { n: r.tally?.orders ?? 0 })}</span></div>
      ${o ? html`<div class="prompter-now"><p class="prompter-code">${o.code}</p><p class="prompter-name">${o.name}</p><p class="prompter-price num">${money(priceNow(o, this.nowMs).vnd)}</p><p class="prompter-left num ${o.stock.free <= o.stock.allotted / 10 ? 'low' : ''}">${o.stock.free ? say('stock.left', { n: o.stock.free }) : say('stock.out')}${deal ? html` · <ph-countdown .deadlineMs=${deal.endsMs} .offsetMs=${this.offsetMs}></ph-countdown>` : nothing}</p></div>` : html`<p class="prompter-name">${say('desk.prompter.none')}</p>`}
      ${question ? html`<p class="prompter-question"><ph-icon name="message-circle-question"></ph-icon><span><strong>${question.name}</strong> ${question.text}</span></p>` : nothing}
      ${next ? html`<p class="prompter-next">${say('desk.next')} <strong>${next.code}</strong> ${next.name}, ${money(next.priceVnd)}</p>` : nothing}` : nothing}</dialog>`;
  }
}
customElements.define('stage-prompter', StagePrompter);
