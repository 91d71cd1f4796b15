import { LitElement, css, html, nothing } from 'lit';
import { say, speaks } from '../lib/words.js';

/** Honest stock: "Còn 12 / 50" over a bar. */
export class PhStock extends LitElement {
  static properties = { left: { type: Number }, total: { type: Number }, live: { type: Boolean }, plain: { type: Boolean } };

  static styles = css`
    :host { display: block; font-size: var(--text-13); font-variant-numeric: tabular-nums; }
    :host([plain]) { display: inline-block; }
    .words { display: block; font-weight: var(--strong); }
    .low { color: var(--amber-ink); }
    .out { color: var(--ink-soft); }
    .bar { display: block; height: 6px; margin-top: 4px; border-radius: 3px; background: color-mix(in oklch, transparent, currentcolor 18%); overflow: hidden; }
    .fill { display: block; height: 100%; border-radius: 3px; background: var(--amber); transform-origin: left; transition: transform var(--slow) var(--ease); }
    @media (prefers-reduced-motion: reduce) { .fill { transition: none; } }
  `;

  constructor() {
    super();
    speaks(this);
    /** Units that can be taken now. @type {number} */
    this.left = 0;
    /** Units that were put on sale; 0 hides the bar. @type {number} */
    this.total = 0;
    /** Whether a screen reader hears each change; on for the pinned product only. @type {boolean} */
    this.live = false;
    /** Words without the bar. @type {boolean} */
    this.plain = false;
  }

  render() {
    const out = this.left <= 0;
    const share = this.total ? Math.max(0, Math.min(1, this.left / this.total)) : 0;
    const words = out ? say('stock.out') : this.total ? say('stock.of', { n: this.left, total: this.total }) : say('stock.left', { n: this.left });
    const tone = out ? 'out' : this.total && share <= 0.2 ? 'low' : '';
    return html`<span class="words ${tone}" role=${this.live ? 'status' : nothing}>${words}</span>${
      this.total && !this.plain ? html`<span class="bar" aria-hidden="true"><span class="fill" .style=${`transform: scaleX(${share})`}></span></span>` : nothing}`;
  }
}
customElements.define('ph-stock', PhStock);
