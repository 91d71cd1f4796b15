import { LitElement, css, html, svg } from 'lit';
import { PLACES, draw, drawn, known } from '../lib/drawings/index.js';
import { LANDS } from '../lib/drawings/lands.js';
import { paints } from '../lib/drawings/colours.js';

/** A drawing is loaded this far before it comes into sight. */
const SOON = '300px';

/** Tells pictures that they come into sight, so that a phone loads no drawings of goods that nobody walks to. */
const nearing = new IntersectionObserver((all) => {
  for (const one of all) {
    if (!one.isIntersecting) continue;
    nearing.unobserve(one.target);
    /** @type {PhGoods} */ (one.target)._near = true;
  }
}, { rootMargin: SOON });

/**
 * The picture of a product: drawn by hand in the colours of its region, or its photo in the same frame.
 * It fills the width it is given, square.
 *   <ph-goods drawing="honey" palette="highlands" alt="Mật ong cà phê"></ph-goods>
 */
export class PhGoods extends LitElement {
  static properties = { drawing: {}, palette: { reflect: true }, photo: {}, alt: {}, bare: { type: Boolean, reflect: true }, _broken: { state: true }, _near: { state: true } };

  static styles = [paints, css`
    :host { display: block; position: relative; aspect-ratio: 1; border-radius: var(--radius); overflow: hidden; background: var(--sky); isolation: isolate; }
    :host([bare]) { background: none; border-radius: 0; overflow: visible; }
    svg, img { display: block; width: 100%; height: 100%; object-fit: cover; }
    .sky { fill: var(--sky); }
    .sun { fill: var(--sky2); }
    .table { fill: var(--table); } .table2 { fill: var(--table2); }
  `];

  constructor() {
    super();
    /** One of NAMES; an unknown one is drawn as a basket. @type {string} */
    this.drawing = '';
    /** One of PALETTES. @type {string} */
    this.palette = 'red-river';
    /** Address of a photo, which takes the drawing's place. @type {string} */
    this.photo = '';
    /** What is to be seen; empty where the name stands beside it. @type {string} */
    this.alt = '';
    /** The thing alone, without land and table. @type {boolean} */
    this.bare = false;
    /** @type {boolean} */
    this._broken = false;
    /** Whether it is on the screen or soon will be. @type {boolean} */
    this._near = false;
  }

  connectedCallback() {
    super.connectedCallback();
    if (!this._near) nearing.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    nearing.unobserve(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('photo')) this._broken = false;
    if (this._near && (!this.photo || this._broken) && !drawn(this.drawing)) void draw([this.drawing]).then(() => this.requestUpdate());
  }

  render() {
    if (this.photo && !this._broken) {
      return html`<img src=${this.photo} alt=${this.alt} loading="lazy" decoding="async" @error=${() => { this._broken = true; }}>`;
    }
    const thing = drawn(this.drawing) ?? '';
    const place = PLACES.has(known(this.drawing));
    const ground = place ? svg`<path class="m2" d="M0 150h200v50H0z"/><path class="sh" opacity=".6" d="M0 178c60-10 130-8 200 0v22H0z"/>`
      : svg`<path class="table" d="M0 152h200v48H0z"/><path class="table2" d="M0 184h200v16H0z"/><path class="hi" opacity=".5" d="M0 152h200v2.5H0z"/>`;
    const stand = this.bare ? 'translate(0 0)' : place ? 'translate(0 8)' : 'translate(13 11) scale(.87)';
    return html`<svg viewBox="0 0 200 200" role=${this.alt ? 'img' : 'presentation'} aria-label=${this.alt} aria-hidden=${this.alt ? 'false' : 'true'}>
      ${this.bare ? '' : svg`<rect class="sky" width="200" height="200"/><circle class="sun" cx="88" cy="78" r="92" opacity=".75"/>${LANDS[this.palette] ?? LANDS['red-river']}${ground}`}
      <g transform=${stand}>${thing}</g></svg>`;
  }
}
customElements.define('ph-goods', PhGoods);
