import { LitElement, css, html, nothing } from 'lit';
import { about, priced } from '../lib/currency.js';
import { money } from '../lib/format.js';
import { say, speaks } from '../lib/words.js';

/** A price, with the one it replaces struck through, the unit it is for, and about how much it is in the visitor's own money. */
export class PhPrice extends LitElement {
  static properties = { vnd: { type: Number }, wasVnd: { type: Number, attribute: 'was-vnd' }, unit: {}, size: { reflect: true } };

  static styles = css`
    :host { display: inline-flex; align-items: baseline; flex-wrap: wrap; gap: 0 8px; font-variant-numeric: tabular-nums; line-height: 1.35; }
    .now { font-size: var(--text-17); font-weight: var(--strong); white-space: nowrap; letter-spacing: -.01em; }
    :host([size='small']) .now { font-size: var(--text-15); }
    :host([size='large']) .now { font-size: var(--text-24); letter-spacing: -.02em; }
    .deal { color: var(--lacquer-ink); }
    s { font-size: var(--text-13); opacity: .8; white-space: nowrap; }
    .unit { font-size: var(--text-13); font-weight: 400; color: inherit; opacity: .8; letter-spacing: 0; }
    .about { flex-basis: 100%; font-size: var(--text-13); opacity: .85; white-space: nowrap; }
    .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  `;

  constructor() {
    super();
    speaks(this);
    priced(this);
    /** Whole đồng. @type {number} */
    this.vnd = 0;
    /** The price before, whole đồng; shown only when higher than `vnd`. @type {number} */
    this.wasVnd = 0;
    /** `hũ 500 g`, written after a slash. @type {string} */
    this.unit = '';
    /** @type {'small' | 'usual' | 'large'} */
    this.size = 'usual';
  }

  render() {
    const deal = this.wasVnd > this.vnd;
    const guide = about(this.vnd);
    return html`<span class="now ${deal ? 'deal' : ''}">${deal ? html`<span class="sr">${say('price.now')} </span>` : nothing}${money(this.vnd)}${
      this.unit ? html`<span class="unit"> / ${this.unit}</span>` : nothing}</span>${
      deal ? html`<s><span class="sr">${say('price.was')} </span>${money(this.wasVnd)}</s>` : nothing}${guide ? html`<span class="about">${guide}</span>` : nothing}`;
  }
}
customElements.define('ph-price', PhPrice);
