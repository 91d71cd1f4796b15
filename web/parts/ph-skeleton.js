import { LitElement, css, html } from 'lit';
import { say, speaks } from '../lib/words.js';

/** The place of what is loading, in its shape, so that nothing jumps when it comes. */
export class PhSkeleton extends LitElement {
  static properties = { shape: { reflect: true }, count: { type: Number } };

  static styles = css`
    *, *::before, *::after { box-sizing: border-box; }
    :host { display: block; }
    .all { display: grid; gap: 12px; }
    :host([shape='cards']) .all { grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--least, 160px)), 1fr)); gap: 16px; }
    .b { background: color-mix(in oklch, transparent, currentcolor 11%); border-radius: 8px; animation: breathe 1.8s ease-in-out infinite; }
    .pic { aspect-ratio: 1; border-radius: var(--radius); }
    .line { height: .95em; }
    .short { width: 55%; }
    .card { display: grid; gap: 8px; }
    .row { display: grid; grid-template-columns: 48px 1fr; gap: 12px; align-items: center; }
    .round { width: 48px; height: 48px; border-radius: 50%; }
    .two { display: grid; gap: 8px; }
    @keyframes breathe { 50% { opacity: .5; } }
    @media (prefers-reduced-motion: reduce) { .b { animation: none; } }
    .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  `;

  constructor() {
    super();
    speaks(this);
    /** @type {'lines' | 'rows' | 'cards' | 'picture'} */
    this.shape = 'lines';
    /** How many. @type {number} */
    this.count = 3;
  }

  render() {
    const each = {
      lines: (/** @type {number} */ i) => html`<span class="b line ${i === this.count - 1 ? 'short' : ''}"></span>`,
      rows: () => html`<span class="row"><span class="b round"></span><span class="two"><span class="b line"></span><span class="b line short"></span></span></span>`,
      cards: () => html`<span class="card"><span class="b pic"></span><span class="b line"></span><span class="b line short"></span></span>`,
      picture: () => html`<span class="b pic"></span>`,
    }[this.shape];
    return html`<div role="status"><span class="sr">${say('state.loading')}</span><div class="all" aria-hidden="true">${Array.from({ length: this.shape === 'picture' ? 1 : this.count }, (_, i) => each(i))}</div></div>`;
  }
}
customElements.define('ph-skeleton', PhSkeleton);
