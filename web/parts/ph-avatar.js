import { LitElement, css, html } from 'lit';
import { plain } from '../lib/format.js';

/** A person or a booth: a picture, else the first letter on a colour of its own. */
export class PhAvatar extends LitElement {
  static properties = { name: {}, src: {}, size: { type: Number }, live: { type: Boolean, reflect: true } };

  static styles = css`
    *, *::before, *::after { box-sizing: border-box; }
    :host { display: inline-grid; place-items: center; flex: none; width: var(--size, 40px); height: var(--size, 40px); border-radius: 50%; position: relative; }
    .face { width: 100%; height: 100%; border-radius: 50%; overflow: hidden; display: grid; place-items: center; background: oklch(.42 .085 var(--hue, 60)); color: oklch(.97 .02 var(--hue, 60)); font-weight: var(--strong); font-size: calc(var(--size, 40px) * .42); line-height: 1; }
    img { width: 100%; height: 100%; object-fit: cover; display: block; }
    :host([live])::after { content: ''; position: absolute; inset: -4px; border-radius: 50%; border: 2px solid var(--amber); }
  `;

  constructor() {
    super();
    /** Whose it is; the first letter of the last word, as Vietnamese people are called. @type {string} */
    this.name = '';
    /** Address of a picture. @type {string} */
    this.src = '';
    /** In px. @type {number} */
    this.size = 40;
    /** With a lantern-coloured ring. @type {boolean} */
    this.live = false;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('size')) this.style.setProperty('--size', `${this.size}px`);
    if (changed.has('name')) {
      let hash = 7;
      for (const c of plain(this.name)) hash = (hash * 31 + (c.codePointAt(0) ?? 0)) % 997;
      this.style.setProperty('--hue', String((hash * 47) % 360));
    }
  }

  render() {
    const last = this.name.trim().split(/\s+/).at(-1) ?? '';
    const letter = [...last.normalize('NFC')][0]?.toLocaleUpperCase('vi') ?? '?';
    return html`<span class="face" aria-hidden="true">${this.src ? html`<img src=${this.src} alt="" loading="lazy" decoding="async">` : letter}</span>`;
  }
}
customElements.define('ph-avatar', PhAvatar);
