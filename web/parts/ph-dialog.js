import { LitElement, css, html, render } from 'lit';
import { openLayers } from '../lib/layers.js';
import { say, speaks } from '../lib/words.js';
import { deepFocus } from './ph-sheet.js';

/**
 * A short question in the middle of the screen. Content in the slot, buttons in the slot `actions`.
 * @fires ph-close when Esc closed it
 */
export class PhDialog extends LitElement {
  static properties = { open: { type: Boolean, reflect: true }, heading: {} };

  static styles = css`
    *, *::before, *::after { box-sizing: border-box; }
    :host { display: contents; }
    dialog { margin: auto; padding: 24px; border: 0; width: min(420px, calc(100vw - 32px)); max-height: 84dvh; overflow-y: auto; background: var(--raised); color: var(--ink); border-radius: 20px; box-shadow: var(--shadow); font: inherit; line-height: var(--leading); }
    dialog[open] { animation: rise var(--slow) var(--ease); }
    dialog::backdrop { background: var(--scrim); }
    h2 { margin: 0 0 8px; font-size: var(--text-20); line-height: 1.35; font-weight: var(--strong); letter-spacing: -.011em; text-wrap: balance; }
    .actions { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 20px; }
    .actions ::slotted(*) { flex: 1 1 140px; }
    @keyframes rise { from { transform: translateY(16px) scale(.98); opacity: 0; } }
    @media (prefers-reduced-motion: reduce) { dialog { animation: none !important; } }
  `;

  constructor() {
    super();
    speaks(this);
    /** @type {boolean} */
    this.open = false;
    /** The question. @type {string} */
    this.heading = '';
    /** @type {Element | null} */
    this._from = null;
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector('dialog'));
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('open')) return;
    if (this.open && !this.#dialog.open) {
      this._from = deepFocus();
      this.#dialog.showModal();
      openLayers.push(this);
    } else if (!this.open && this.#dialog.open) {
      this.#dialog.close();
      this.#closed();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#forget();
  }

  #forget() {
    const at = openLayers.indexOf(this);
    if (at >= 0) openLayers.splice(at, 1);
  }

  #closed() {
    if (this.#dialog.open || (!this.open && !openLayers.includes(this))) return; // the event after a close of our own
    this.#forget();
    const byPerson = this.open;
    this.open = false;
    if (this._from instanceof HTMLElement && this._from.isConnected) this._from.focus({ preventScroll: true });
    if (byPerson) this.dispatchEvent(new CustomEvent('ph-close', { bubbles: false }));
  }

  render() {
    return html`<dialog aria-labelledby="h" @close=${this.#closed}><h2 id="h">${this.heading}</h2><slot></slot><div class="actions"><slot name="actions"></slot></div><slot name="notices"></slot></dialog>`;
  }
}
customElements.define('ph-dialog', PhDialog);

/**
 * Asks before something that cannot be undone. Resolves true only when the person said yes.
 * @param {{heading: string, text?: string, yes: string, no?: string, danger?: boolean}} question
 * @returns {Promise<boolean>}
 */
export function ask({ heading, text = '', yes, no, danger = false }) {
  return new Promise((done) => {
    const box = /** @type {PhDialog} */ (document.createElement('ph-dialog'));
    const answer = (/** @type {boolean} */ said) => {
      box.open = false;
      done(said);
      setTimeout(() => box.remove(), 300);
    };
    box.heading = heading;
    render(html`${text ? html`<p class="soft">${text}</p>` : ''}
      <button slot="actions" class="btn" type="button" @click=${() => answer(false)}>${no ?? say('action.cancel')}</button>
      <button slot="actions" class="btn ${danger ? 'btn-danger' : 'btn-main'}" type="button" @click=${() => answer(true)}>${yes}</button>`, box);
    box.addEventListener('ph-close', () => answer(false));
    (openLayers.at(-1) ?? document.body).append(box);
    box.open = true;
  });
}
