import { LitElement, css, html, nothing } from 'lit';
import { say, speaks } from '../lib/words.js';
import './ph-icon.js';

/**
 * A slip of paper that slides up: the number, the place in line and what happens next. Buttons go in the slot.
 *   <ph-receipt heading="Đặt hàng xong" code="P-4821" .lines=${[{what: 'Mật ong', value: '2 hũ'}]} next="…"></ph-receipt>
 */
export class PhReceipt extends LitElement {
  static properties = { heading: {}, code: {}, codeLabel: { attribute: 'code-label' }, place: {}, lines: { attribute: false }, total: {}, totalLabel: { attribute: 'total-label' }, next: {}, icon: {} };

  static styles = css`
    *, *::before, *::after { box-sizing: border-box; }
    :host { display: block; max-width: 400px; margin-inline: auto; filter: drop-shadow(0 6px 12px oklch(.15 .03 275 / .2)); animation: up 200ms cubic-bezier(.2, .7, .2, 1); }
    .slip { --tooth: 10px; background: var(--paper); color: var(--on-paper); padding: 24px 24px 30px; border-radius: 6px 6px 0 0; font-size: var(--text-15); line-height: 1.5; font-variant-numeric: tabular-nums;
      mask: conic-gradient(from -45deg at bottom, #0000, #000 1deg 89deg, #0000 90deg) bottom / calc(var(--tooth) * 2) 51% repeat-x, linear-gradient(#000 0 0) top / 100% 50% no-repeat; }
    .top { display: flex; align-items: center; gap: 12px; }
    .seal { display: grid; place-items: center; width: 40px; height: 40px; flex: none; border-radius: 50%; background: oklch(.9 .06 165); color: oklch(.4 .09 168); }
    h3 { margin: 0; font-size: var(--text-17); font-weight: var(--strong); line-height: 1.35; }
    .code { display: flex; justify-content: space-between; align-items: baseline; gap: 16px; margin-top: 16px; padding: 10px 0; border-block: 1.5px dashed oklch(.78 .03 75); }
    .code b { font-size: var(--text-20); letter-spacing: .02em; font-weight: var(--strong); }
    .soft { color: var(--on-paper-soft); font-size: var(--text-13); }
    .place { margin: 12px 0 0; font-weight: var(--strong); }
    dl { margin: 12px 0 0; display: grid; grid-template-columns: 1fr auto; row-gap: 4px; }
    dd { margin: 0; padding-left: 16px; text-align: right; }
    .sum { font-weight: var(--strong); padding-top: 8px; margin-top: 4px; border-top: 1px solid oklch(.86 .025 80); }
    .next { margin: 14px 0 0; text-wrap: pretty; }
    .next .soft { display: block; }
    .buttons { margin-top: 16px; display: flex; flex-wrap: wrap; gap: 8px; --raised: oklch(.995 .008 85); --ink: var(--on-paper); --ground: oklch(.98 .01 85); --line-strong: oklch(.6 .03 75); --focus: oklch(.48 .17 262); }
    .buttons ::slotted(*) { flex: 1 1 130px; }
    .buttons[hidden] { display: none; }
    @keyframes up { from { transform: translateY(48px); } }
    @media (prefers-reduced-motion: reduce) { :host { animation: none; } }
    @media print { :host { filter: none; animation: none; } }
  `;

  constructor() {
    super();
    speaks(this);
    /** What happened, in few words. @type {string} */
    this.heading = '';
    /** Number of the order or hold. @type {string} */
    this.code = '';
    /** What that number is, such as "Đơn số". @type {string} */
    this.codeLabel = '';
    /** "Bạn là số 4 trong hàng chờ". @type {string} */
    this.place = '';
    /** @type {ReadonlyArray<{what: string, value: string}>} */
    this.lines = [];
    /** Written amount. @type {string} */
    this.total = '';
    /** @type {string} */
    this.totalLabel = '';
    /** What happens next. @type {string} */
    this.next = '';
    /** @type {string} */
    this.icon = 'check';
  }

  /** @param {Event} e */
  #buttons(e) {
    const slot = /** @type {HTMLSlotElement} */ (e.target);
    /** @type {HTMLElement} */ (slot.parentElement).hidden = slot.assignedElements().length === 0;
  }

  render() {
    return html`<div class="slip" role="status"><div class="top"><span class="seal"><ph-icon name=${this.icon} size="22"></ph-icon></span><h3>${this.heading}</h3></div>
      ${this.code ? html`<div class="code"><span class="soft">${this.codeLabel}</span><b>${this.code}</b></div>` : nothing}
      ${this.place ? html`<p class="place">${this.place}</p>` : nothing}
      ${this.lines.length || this.total ? html`<dl>${this.lines.map((l) => html`<dt>${l.what}</dt><dd>${l.value}</dd>`)}${
        this.total ? html`<dt class="sum">${this.totalLabel}</dt><dd class="sum">${this.total}</dd>` : nothing}</dl>` : nothing}
      ${this.next ? html`<p class="next"><span class="soft">${say('receipt.next')}</span>${this.next}</p>` : nothing}
      <div class="buttons" hidden><slot @slotchange=${this.#buttons}></slot></div></div>`;
  }
}
customElements.define('ph-receipt', PhReceipt);
