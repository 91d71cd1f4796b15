import { html, nothing, svg } from 'lit';
import { money } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { say } from '../lib/words.js';
import './ph-icon.js';
import { toast } from './ph-toast.js';

/** How to pay an order by bank transfer: the VietQR picture, and each figure to copy. */
export class QrPay extends LightElement {
  static properties = { qr: { attribute: false }, paid: {}, paidVnd: { type: Number } };

  constructor() {
    super();
    /** @type {import('../lib/protocol.js').VietQrView | undefined} */
    this.qr = undefined;
    /** @type {import('../lib/protocol.js').PaidState} */
    this.paid = 'unpaid';
    /** Whole đồng that came in so far. @type {number} */
    this.paidVnd = 0;
  }

  /** @param {string} text @param {string} what */
  async #copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
      toast(say('qr.copied', { what }), { kind: 'good' });
    } catch {
      toast(say('qr.copy.failed'), { kind: 'bad' });
    }
  }

  render() {
    const qr = this.qr;
    if (this.paid === 'paid' || this.paid === 'overpaid') return html`<p class="note note-jade" role="status"><ph-icon name="circle-check"></ph-icon><span>${say(`order.paid.${this.paid}`)} <strong class="num">${money(this.paidVnd)}</strong></span></p>`;
    if (!qr) return nothing;
    const rows = [
      { what: say('qr.bank'), shown: qr.bank, copied: '' },
      { what: say('qr.account'), shown: qr.account, copied: qr.account },
      { what: say('qr.holder'), shown: qr.holder, copied: '' },
      { what: say('qr.amount'), shown: money(qr.amountVnd), copied: String(qr.amountVnd) },
      { what: say('qr.memo'), shown: qr.memo, copied: qr.memo },
    ];
    return html`<section class="qr" aria-label=${say('qr.title')}>
      ${this.paid === 'underpaid' ? html`<p class="note note-amber" role="status"><ph-icon name="circle-alert"></ph-icon><span>${say('qr.underpaid', { paid: money(this.paidVnd) })}</span></p>` : nothing}
      <div class="qr-picture">${svg`<svg viewBox="0 0 ${qr.size} ${qr.size}" role="img" aria-label=${say('qr.title')} shape-rendering="crispEdges"><path d=${qr.svgPath}/></svg>`}</div>
      <p class="soft small qr-hint">${say('qr.hint')}</p>
      <dl class="qr-rows">${rows.map((r) => html`<div><dt>${r.what}</dt><dd><bdi>${r.shown}</bdi>${r.copied ? html`<button class="btn btn-quiet btn-icon btn-small" type="button" aria-label="${say('action.copy')}: ${r.what}" @click=${() => this.#copy(r.copied, r.what)}><ph-icon name="copy" size="18"></ph-icon></button>` : nothing}</dd></div>`)}</dl>
      <p class="qr-wait small" role="status"><ph-icon name="hourglass" size="16"></ph-icon>${say('qr.waiting')}</p></section>`;
  }
}
customElements.define('qr-pay', QrPay);
