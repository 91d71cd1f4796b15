import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { openLayers } from '../lib/layers.js';
import { say, speaks } from '../lib/words.js';
import './ph-icon.js';

/** @typedef {{id: number, text: string, kind: 'plain' | 'good' | 'bad', undo?: () => void, undoLabel?: string}} Notice */

const ICON = { plain: '', good: 'circle-check', bad: 'circle-alert' };

/** Where short notices appear, above everything; made by `toast()`. */
export class PhToast extends LitElement {
  static properties = { _notices: { state: true } };

  static styles = css`
    *, *::before, *::after { box-sizing: border-box; }
    :host { position: fixed; inset: auto 0 calc(var(--toast-bottom, 88px) + env(safe-area-inset-bottom)); margin: 0 auto; padding: 0 16px; border: 0; background: none; color: inherit; width: min(480px, 100%); overflow: visible; pointer-events: none; font: 400 var(--text-15)/1.4 var(--font); }
    @media (min-width: 900px) { :host { --toast-bottom: 24px; } }
    .all { display: flex; flex-direction: column; gap: 8px; align-items: center; }
    .one { pointer-events: auto; display: flex; align-items: center; gap: 10px; max-width: 100%; min-height: 48px; padding: 6px 8px 6px 16px; border-radius: var(--radius); background: oklch(.3 .03 275); color: oklch(.97 .01 85); box-shadow: 0 0 0 1px oklch(1 0 0 / .1), 0 12px 30px -8px oklch(.1 .03 275 / .6); animation: rise var(--slow) var(--ease); }
    .one > span { padding: 6px 8px 6px 0; }
    .good ph-icon { color: oklch(.79 .13 165); }
    .bad ph-icon { color: oklch(.79 .13 30); }
    button { min-height: 40px; padding: 0 14px; border: 0; border-radius: 8px; background: none; color: oklch(.85 .13 78); font: inherit; font-weight: var(--strong); cursor: pointer; white-space: nowrap; }
    button:hover { background: oklch(1 0 0 / .1); }
    button:focus-visible { outline: 3px solid oklch(.88 .12 92); outline-offset: -2px; }
    @keyframes rise { from { transform: translateY(16px); opacity: 0; } }
    @media (prefers-reduced-motion: reduce) { .one { animation: none; } }
  `;

  constructor() {
    super();
    speaks(this);
    /** @type {Notice[]} */
    this._notices = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.setAttribute('popover', 'manual');
  }

  /** @param {Notice} notice @param {number} ms */
  tell(notice, ms) {
    this._notices = [...this._notices.slice(-2), notice];
    // Shown anew each time: the top layer is a pile, and a sheet may have opened above.
    if (this.matches(':popover-open')) this.hidePopover();
    this.showPopover();
    setTimeout(() => this.drop(notice.id), ms);
  }

  /** @param {number} id */
  drop(id) {
    this._notices = this._notices.filter((n) => n.id !== id);
    if (this._notices.length === 0 && this.matches(':popover-open')) this.hidePopover();
  }

  render() {
    return html`<div class="all" role="status" aria-label=${say('toast.region')}>${repeat(this._notices, (n) => n.id, (n) => html`<div class="one ${n.kind}">
      ${ICON[n.kind] ? html`<ph-icon name=${ICON[n.kind]}></ph-icon>` : nothing}<span>${n.text}</span>
      ${n.undo ? html`<button type="button" @click=${() => { n.undo?.(); this.drop(n.id); }}>${n.undoLabel ?? say('action.undo')}</button>` : nothing}</div>`)}</div>`;
  }
}
customElements.define('ph-toast', PhToast);

let next = 1;
/** @type {PhToast | undefined} */
let place;

/**
 * Tells something in passing, for 4 s, or 6 s when it can be undone. Nothing that matters may be told here alone.
 * @param {string} text
 * @param {{undo?: () => void, undoLabel?: string, kind?: 'plain' | 'good' | 'bad', ms?: number}} [how]
 */
export function toast(text, { undo, undoLabel, kind = 'plain', ms = undo ? 6000 : 4000 } = {}) {
  place ??= /** @type {PhToast} */ (document.createElement('ph-toast'));
  const home = openLayers.at(-1) ?? document.body;
  if (place.parentElement !== home) {
    place.slot = home === document.body ? '' : 'notices'; // inside a modal sheet, or its button could not be pressed
    home.append(place);
  }
  place.tell({ id: next++, text, kind, undo, undoLabel }, ms);
}
