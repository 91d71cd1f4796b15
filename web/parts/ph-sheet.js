import { LitElement, css, html, nothing } from 'lit';
import { openLayers } from '../lib/layers.js';
import { say, speaks } from '../lib/words.js';
import './ph-icon.js';

/**
 * A sheet that comes from below on a phone and from the side on a wide screen. Focus stays inside while it is open and
 * goes back where it was; Esc, a tap beside it, a swipe down and the button close it.
 * Slots: the content, and `actions` for a bar that stays at the bottom.
 * @fires ph-close when it was closed by the person; set `open` false to agree (it is already set)
 */
export class PhSheet extends LitElement {
  static properties = { open: { type: Boolean, reflect: true }, heading: {}, size: { reflect: true }, side: { reflect: true }, fixed: { type: Boolean } };

  static styles = css`
    *, *::before, *::after { box-sizing: border-box; }
    :host { display: contents; }
    dialog {
      position: fixed; inset: auto 0 0; margin: 0 auto; padding: 0; border: 0; width: 100%; max-width: 640px; height: auto; max-height: min(88dvh, 900px);
      display: none; flex-direction: column; overflow: hidden; background: var(--raised); color: var(--ink);
      border-radius: 20px 20px 0 0; box-shadow: var(--shadow); font: inherit; line-height: var(--leading);
      transform: translateY(calc(var(--pull, 0) * 1px)); overscroll-behavior: contain;
    }
    dialog[open] { display: flex; animation: rise var(--slow) var(--ease); }
    dialog::backdrop { background: var(--scrim); animation: fade var(--fast); }
    :host([size='half']) dialog { height: min(56dvh, 560px); }
    :host([size='full']) dialog { height: 88dvh; }
    .grip { display: grid; place-items: center; height: 24px; flex: none; touch-action: none; cursor: grab; }
    .grip::before { content: ''; width: 40px; height: 4px; border-radius: 2px; background: var(--line-strong); }
    .top { display: flex; align-items: center; gap: 8px; flex: none; padding: 0 8px 8px 20px; touch-action: none; }
    h2 { margin: 0; flex: 1; min-width: 0; font-size: var(--text-17); line-height: 1.35; font-weight: var(--strong); outline: 0; }
    .close { flex: none; display: grid; place-items: center; width: 48px; height: 48px; border: 0; border-radius: 50%; background: none; color: inherit; cursor: pointer; }
    .close:hover { background: color-mix(in oklch, transparent, var(--ink) 9%); }
    .close:focus-visible { outline: 3px solid var(--focus); outline-offset: -2px; }
    .body { flex: 1 1 auto; overflow-y: auto; overscroll-behavior: contain; padding: 4px 20px 24px; }
    .body:focus-visible { outline: 3px solid var(--focus); outline-offset: -3px; }
    .actions { flex: none; padding: 12px 20px calc(12px + env(safe-area-inset-bottom)); border-top: 1px solid var(--line); }
    .actions[hidden] { display: none; }
    .body:last-child { padding-bottom: calc(24px + env(safe-area-inset-bottom)); }
    @media (min-width: 900px) {
      .grip { display: none; }
      .top { padding: 12px 12px 8px 24px; }
      .body { padding-inline: 24px; }
      .actions { padding-inline: 24px; }
      dialog, :host([size]) dialog { inset: 0 0 0 auto; width: 440px; margin: 0; height: 100dvh; max-height: none; border-radius: 20px 0 0 20px; }
      dialog[open] { animation-name: slide; }
      :host([side='middle']) dialog { inset: 0; margin: auto; height: fit-content; max-height: 84dvh; width: min(560px, 92vw); border-radius: 20px; }
      :host([side='middle']) dialog[open] { animation-name: rise; }
    }
    @keyframes rise { from { transform: translateY(32px); opacity: 0; } }
    @keyframes slide { from { transform: translateX(32px); opacity: 0; } }
    @keyframes fade { from { opacity: 0; } }
    @media (prefers-reduced-motion: reduce) { dialog, dialog::backdrop { animation: none !important; } }
  `;

  constructor() {
    super();
    speaks(this);
    /** @type {boolean} */
    this.open = false;
    /** Its name, shown and spoken. @type {string} */
    this.heading = '';
    /** How tall on a phone: as its content, half the screen, or nearly all of it. @type {'fit' | 'half' | 'full'} */
    this.size = 'fit';
    /** Where on a wide screen. @type {'edge' | 'middle'} */
    this.side = 'edge';
    /** Without a close button, Esc and swipe: the person must choose an action. @type {boolean} */
    this.fixed = false;
    /** @type {number} */
    this._startY = 0;
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
      // Text alone must be scrollable by keyboard too.
      const body = /** @type {HTMLElement} */ (this.renderRoot.querySelector('.body'));
      if (this.querySelector(':scope > :not([slot]) :is(a[href], button, input, select, textarea, [tabindex])')) body.removeAttribute('tabindex');
      else body.tabIndex = 0;
      openLayers.push(this);
    } else if (!this.open && this.#dialog.open) this.close();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#forget();
  }

  #forget() {
    const at = openLayers.indexOf(this);
    if (at >= 0) openLayers.splice(at, 1);
  }

  /** Closes it as the person would. */
  close() {
    if (this.#dialog.open) this.#dialog.close();
    this.#closed();
  }

  // Both close() and the event of the browser lead here (Esc gives the event alone); the second finds nothing to do,
  // or finds the sheet opened again.
  #closed() {
    if (this.#dialog.open || (!this.open && !openLayers.includes(this))) return;
    this.#forget();
    this.style.removeProperty('--pull');
    const byPerson = this.open;
    this.open = false;
    if (this._from instanceof HTMLElement && this._from.isConnected) this._from.focus({ preventScroll: true });
    if (byPerson) this.dispatchEvent(new CustomEvent('ph-close', { bubbles: false }));
  }

  /** @param {Event} e */
  #cancel(e) {
    if (this.fixed) e.preventDefault();
  }

  /** @param {MouseEvent} e */
  #beside(e) {
    if (e.target !== this.#dialog || this.fixed) return;
    const box = this.#dialog.getBoundingClientRect();
    const inside = e.clientX >= box.left && e.clientX <= box.right && e.clientY >= box.top && e.clientY <= box.bottom;
    if (!inside) this.close();
  }

  /** @param {PointerEvent} e */
  #grab(e) {
    if (this.fixed || /** @type {Element} */ (e.target).closest('button') || matchMedia('(min-width: 900px)').matches) return;
    this._startY = e.clientY;
    const head = /** @type {HTMLElement} */ (e.currentTarget);
    head.setPointerCapture(e.pointerId);
    const move = (/** @type {PointerEvent} */ m) => this.style.setProperty('--pull', String(Math.max(0, m.clientY - this._startY)));
    const end = (/** @type {PointerEvent} */ m) => {
      head.removeEventListener('pointermove', move);
      head.removeEventListener('pointerup', end);
      head.removeEventListener('pointercancel', end);
      this.style.removeProperty('--pull');
      if (m.type === 'pointerup' && m.clientY - this._startY > 90) this.close();
    };
    head.addEventListener('pointermove', move);
    head.addEventListener('pointerup', end);
    head.addEventListener('pointercancel', end);
  }

  /** @param {Event} e */
  #actions(e) {
    const slot = /** @type {HTMLSlotElement} */ (e.target);
    /** @type {HTMLElement} */ (slot.parentElement).hidden = slot.assignedElements().length === 0;
  }

  render() {
    return html`<dialog aria-labelledby="h" @close=${this.#closed} @cancel=${this.#cancel} @click=${this.#beside}>
      <div class="head" @pointerdown=${this.#grab}>${this.fixed ? nothing : html`<div class="grip"></div>`}
        <div class="top"><h2 id="h" tabindex="-1" autofocus>${this.heading}</h2>${this.fixed ? nothing : html`<button class="close" type="button" aria-label=${say('action.close')} @click=${this.close}><ph-icon name="x" size="22"></ph-icon></button>`}</div>
      </div>
      <div class="body"><slot></slot></div>
      <div class="actions" hidden><slot name="actions" @slotchange=${this.#actions}></slot></div>
      <slot name="notices"></slot>
    </dialog>`;
  }
}
customElements.define('ph-sheet', PhSheet);

/** What has the focus, through shadow roots. @returns {Element | null} */
export function deepFocus() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
}
