import { LitElement, css, html } from 'lit';
import '../ph-icon.js';

/** Most signs in the air at once, and at least so long between two. */
const MOST = 14;
const APART_MS = 110;
const ICONS = { heart: 'heart', clap: 'hand', flower: 'star' };

/** Hearts that rise; a crowd is thinned to a few. Under reduced motion there are none. */
export class LiveHearts extends LitElement {
  static styles = css`
    :host { position: absolute; pointer-events: none; overflow: hidden; }
    span { position: absolute; bottom: 0; left: var(--x); color: var(--tint); animation: rise 2.4s ease-out forwards; will-change: transform, opacity; }
    @keyframes rise { 0% { transform: translateY(0) scale(.5); opacity: 0; } 15% { opacity: 1; transform: translateY(-12%) scale(1); } 100% { transform: translate(var(--drift), calc(-1 * var(--rise))) scale(.9); opacity: 0; } }
    ph-icon { --icon: 24px; filter: drop-shadow(0 2px 4px oklch(.1 .03 275 / .5)); }
    @media (prefers-reduced-motion: reduce) { :host { display: none; } }
  `;

  constructor() {
    super();
    /** @type {Array<'heart' | 'clap' | 'flower'>} */
    this._queue = [];
    /** @type {number | undefined} */
    this._timer = undefined;
  }

  /** @param {Partial<Record<'heart' | 'clap' | 'flower', number>>} counts */
  rise(counts) {
    for (const [kind, n] of Object.entries(counts)) {
      for (let i = 0; i < Math.min(4, n ?? 0) && this._queue.length < MOST; i++) this._queue.push(/** @type {any} */ (kind));
    }
    if (!this._timer && !matchMedia('(prefers-reduced-motion: reduce)').matches) this.#next();
  }

  #next() {
    const kind = this._queue.shift();
    this._timer = undefined;
    if (!kind || document.hidden) return void (this._queue.length = 0);
    const air = this.renderRoot;
    if (air.children.length < MOST) {
      const one = document.createElement('span');
      const tints = ['oklch(.68 .2 22)', 'oklch(.76 .16 50)', 'oklch(.82 .14 75)', 'oklch(.72 .17 5)'];
      one.style.setProperty('--x', `${20 + Math.random() * 50}%`);
      one.style.setProperty('--drift', `${Math.random() * 40 - 20}px`);
      one.style.setProperty('--rise', `${160 + Math.random() * 120}px`);
      one.style.setProperty('--tint', tints[Math.floor(Math.random() * tints.length)]);
      const icon = /** @type {import('../ph-icon.js').PhIcon} */ (document.createElement('ph-icon'));
      icon.name = ICONS[kind] ?? 'heart';
      icon.setAttribute('filled', '');
      one.append(icon);
      one.addEventListener('animationend', () => one.remove());
      air.append(one);
    }
    this._timer = window.setTimeout(() => this.#next(), APART_MS);
  }

  render() {
    return html``;
  }
}
customElements.define('live-hearts', LiveHearts);
