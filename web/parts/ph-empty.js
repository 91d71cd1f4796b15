import { LitElement, css, html, nothing } from 'lit';
import { say, speaks } from '../lib/words.js';
import './ph-icon.js';

const KINDS = {
  empty: ['store', 'state.empty', ''],
  error: ['circle-alert', 'state.error', 'state.error.text'],
  offline: ['wifi-off', 'state.offline', 'state.offline.text'],
  forbidden: ['lock', 'state.forbidden', 'state.forbidden.text'],
};

/**
 * A place with nothing to show: empty, failed, offline or not allowed. Says what is so and, in the slot, offers one way on.
 *   <ph-empty kind="error"><button class="btn">Thử lại</button></ph-empty>
 */
export class PhEmpty extends LitElement {
  static properties = { kind: { reflect: true }, icon: {}, heading: {}, text: {} };

  static styles = css`
    *, *::before, *::after { box-sizing: border-box; }
    :host { display: grid; justify-items: center; text-align: center; gap: 8px; padding: 40px 16px; }
    .sign { position: relative; display: grid; place-items: center; width: 88px; height: 88px; margin-bottom: 8px; color: var(--amber-ink); }
    .sign::before { content: ''; position: absolute; inset: 0; border-radius: 44% 56% 52% 48% / 52% 46% 54% 48%; background: var(--amber-wash); }
    :host([kind='error']) .sign { color: var(--lacquer-ink); }
    :host([kind='error']) .sign::before { background: var(--lacquer-wash); }
    ph-icon { --icon: 36px; position: relative; }
    h2 { margin: 0; font-size: var(--text-17); font-weight: var(--strong); line-height: 1.35; text-wrap: balance; }
    p { margin: 0; max-width: 40ch; color: var(--ink-soft); text-wrap: pretty; }
    slot { display: flex; flex-wrap: wrap; justify-content: center; gap: 8px; margin-top: 12px; }
  `;

  constructor() {
    super();
    speaks(this);
    /** @type {'empty' | 'error' | 'offline' | 'forbidden'} */
    this.kind = 'empty';
    /** In place of the kind's own icon. @type {string} */
    this.icon = '';
    /** In place of the kind's own words. @type {string} */
    this.heading = '';
    /** @type {string} */
    this.text = '';
  }

  render() {
    const [icon, heading, text] = KINDS[this.kind] ?? KINDS.empty;
    const words = this.text || (text && !this.heading ? say(text) : '');
    return html`<span class="sign" aria-hidden="true"><ph-icon name=${this.icon || icon}></ph-icon></span>
      <h2>${this.heading || say(heading)}</h2>${words ? html`<p>${words}</p>` : nothing}<slot></slot>`;
  }
}
customElements.define('ph-empty', PhEmpty);
