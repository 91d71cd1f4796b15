import { LitElement, css, html, svg } from 'lit';
import { ICONS } from '../lib/icons.js';

/**
 * One icon of the house family. Beside a word it is silent; alone it needs a `label`.
 *   <ph-icon name="truck"></ph-icon> Đang giao
 */
export class PhIcon extends LitElement {
  static properties = { name: {}, label: {}, size: { type: Number }, filled: { type: Boolean } };

  static styles = css`
    :host { display: inline-block; flex: none; width: var(--icon, 20px); height: var(--icon, 20px); vertical-align: -.25em; }
    svg { display: block; width: 100%; height: 100%; }
    :host([filled]) svg { fill: currentcolor; }
  `;

  constructor() {
    super();
    /** A key of ICONS. @type {string} */
    this.name = '';
    /** What a screen reader says; empty when a word stands beside it. @type {string} */
    this.label = '';
    /** Width and height in px; 0 for the usual 20. @type {number} */
    this.size = 0;
    /** Filled rather than outlined (a heart given, a star won). @type {boolean} */
    this.filled = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('name') && this.name && !(this.name in ICONS)) void desks().then(() => this.requestUpdate());
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('size') && this.size) this.style.setProperty('--icon', `${this.size}px`);
  }

  render() {
    return html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"
      role=${this.label ? 'img' : 'presentation'} aria-label=${this.label} aria-hidden=${this.label ? 'false' : 'true'}>${ICONS[this.name] ?? svg``}</svg>`;
  }
}
customElements.define('ph-icon', PhIcon);

/** @type {Promise<void> | undefined} */
let coming;

/** The icons of the desks, once they are wanted; offline they stay undrawn, which is no error. */
function desks() {
  coming ??= import('../lib/icons-desk.js').then((more) => { Object.assign(ICONS, more.DESK_ICONS); }, () => { coming = undefined; });
  return coming;
}
