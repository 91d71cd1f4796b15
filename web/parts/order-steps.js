import { html, nothing } from 'lit';
import { dateTime } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { STEPS, stateWords } from '../lib/orders.js';
import { say } from '../lib/words.js';
import './ph-icon.js';

/** How far an order has come: every change with who, when and why, and the steps that are still to come. */
export class OrderSteps extends LightElement {
  static properties = { order: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../lib/protocol.js').OrderView | null} */
    this.order = null;
  }

  render() {
    const o = this.order;
    if (!o) return nothing;
    const at = STEPS.indexOf(o.state);
    const ahead = at < 0 ? [] : STEPS.slice(at + 1);
    return html`<ol class="steps">${o.changes.map((c, i) => html`<li class="step done ${i === o.changes.length - 1 ? 'now' : ''} ${c.to}" aria-current=${i === o.changes.length - 1 ? 'step' : nothing}>
        <span class="step-dot"><ph-icon name=${ICONS[c.to] ?? 'check'} size="16"></ph-icon></span>
        <span class="step-words"><strong>${stateWords(c.to)}</strong><span class="soft small">${dateTime(c.atMs)} · ${say(`order.who.${c.who}`)}${c.name ? ` (${c.name})` : ''}</span>${c.reason ? html`<span class="small">${say('order.reason', { reason: c.reason })}</span>` : nothing}</span></li>`)}
      ${ahead.map((s) => html`<li class="step"><span class="step-dot"></span><span class="step-words soft">${stateWords(s)}</span></li>`)}</ol>`;
  }
}
customElements.define('order-steps', OrderSteps);

/** @type {Record<string, string>} */
const ICONS = { placed: 'receipt', confirmed: 'check', packed: 'package', shipped: 'truck', delivered: 'package-check', refused: 'undo-2', returned: 'undo-2', cancelled: 'x' };
