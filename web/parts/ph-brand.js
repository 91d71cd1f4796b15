import { LitElement, css, html, svg } from 'lit';
import { say, speaks } from '../lib/words.js';

const LANTERN = svg`<g class="lantern"><path class="thread" d="M16 1v6"/><rect class="cap" x="9.5" y="6.5" width="13" height="4" rx="2"/>
  <path class="body" d="M10 11h12c5 3.6 7 7 7 11.5s-2 7.9-7 11.5H10c-5-3.6-7-7-7-11.5S5 14.6 10 11z"/>
  <path class="rib" d="M16 11c-6.5 7-6.5 16 0 23M16 11c6.5 7 6.5 16 0 23"/><rect class="cap" x="9.5" y="33.5" width="13" height="4" rx="2"/><path class="thread" d="M16 38v7M12.5 38v4M19.5 38v4"/></g>`;

const WORD = svg`<g class="word"><path d="M46 40V10h8.5a8.75 8.75 0 0 1 0 17.5H46"/><path d="M74 7.5V40M74 28.2a7.6 7.6 0 0 1 15.2 0V40"/><path d="M100 20.5V40"/>
  <path d="M111.2 30.3h19a9.6 9.6 0 1 0-3.2 7"/><path class="hat" d="m115.3 14.3 5.3-5.2 5.3 5.2"/><path d="M142 20.5V40M142 28.2a7.6 7.6 0 0 1 15.2 0V40"/><path class="dot" d="M100 7.2c2.8 1.6 3.9 3.1 3.9 4.9s-1.1 3.3-3.9 4.9c-2.8-1.6-3.9-3.1-3.9-4.9s1.1-3.3 3.9-4.9z"/></g>`;

/** The name of the market: a lantern and "Phiên", whose i carries a small lantern. */
export class PhBrand extends LitElement {
  static properties = { mark: { type: Boolean, reflect: true } };

  static styles = css`
    :host { display: inline-block; height: var(--brand, 36px); line-height: 0; color: inherit; }
    svg { height: 100%; width: auto; display: block; overflow: visible; }
    .thread { fill: none; stroke: var(--amber); stroke-width: 2; stroke-linecap: round; }
    .cap { fill: var(--lacquer); }
    .body { fill: var(--amber); }
    .rib { fill: none; stroke: var(--on-amber); stroke-opacity: .3; stroke-width: 1.6; }
    .word path { fill: none; stroke: currentcolor; stroke-width: 5.6; stroke-linecap: round; stroke-linejoin: round; }
    .word .hat { stroke-width: 4; }
    .word .dot { fill: var(--amber); stroke: none; }
  `;

  constructor() {
    super();
    speaks(this);
    /** The lantern alone. @type {boolean} */
    this.mark = false;
  }

  render() {
    return html`<svg viewBox=${this.mark ? '0 0 32 46' : '0 0 162 46'} role="img" aria-label=${say('brand.name')}>${LANTERN}${this.mark ? '' : WORD}</svg>`;
  }
}
customElements.define('ph-brand', PhBrand);
