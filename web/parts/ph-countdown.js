import { LitElement, css, html, nothing, svg } from 'lit';
import { countdown, duration } from '../lib/format.js';
import { say, speaks } from '../lib/words.js';
import { everySecond } from '../lib/tick.js';

/**
 * What is left until a deadline of the server, once a second, calm above a minute. As a ring it empties around
 * whatever is inside it. Screen readers hear it at 60 s and at the end, not every second.
 * @fires ph-soon when 60 s are left, once for a deadline
 * @fires ph-due when the time is up, once for a deadline
 */
export class PhCountdown extends LitElement {
  static properties = {
    deadlineMs: { type: Number, attribute: 'deadline-ms' }, offsetMs: { type: Number, attribute: 'offset-ms' }, totalMs: { type: Number, attribute: 'total-ms' },
    label: {}, ring: { type: Boolean, reflect: true }, bare: { type: Boolean }, _left: { state: true }, _told: { state: true },
  };

  static styles = css`
    *, *::before, *::after { box-sizing: border-box; }
    :host { display: inline-block; font-variant-numeric: tabular-nums; }
    .line { display: inline-flex; align-items: baseline; gap: .35em; white-space: nowrap; }
    .time { font-weight: var(--strong); min-width: 2.6em; }
    .soon .time { color: var(--amber-ink); }
    .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    :host([ring]) { text-align: center; }
    .frame { position: relative; display: block; border-radius: 50%; padding: 7px; width: var(--ring, 108px); aspect-ratio: 1; margin-inline: auto; }
    .frame svg { position: absolute; inset: 0; width: 100%; height: 100%; transform: rotate(-90deg); }
    .frame circle { fill: none; stroke-width: 5; }
    .track { stroke: color-mix(in oklch, transparent, currentcolor 16%); }
    .arc { stroke: var(--jade); stroke-linecap: round; transition: stroke-dashoffset 1s linear, stroke var(--slow); }
    .soon .arc { stroke: var(--amber); }
    .over .arc { stroke: transparent; }
    .inside { position: relative; display: grid; width: 100%; height: 100%; border-radius: 50%; overflow: hidden; place-items: center; }
    .under { display: block; margin-top: 6px; font-size: var(--text-13); }
    @media (prefers-reduced-motion: reduce) { .arc { transition: none; } }
  `;

  constructor() {
    super();
    speaks(this);
    /** When it ends, by the server's clock. 0 shows nothing. @type {number} */
    this.deadlineMs = 0;
    /** Server's clock less the phone's. @type {number} */
    this.offsetMs = 0;
    /** The whole span, for the ring. @type {number} */
    this.totalMs = 300_000;
    /** The word before the time, such as "Giữ chỗ". @type {string} */
    this.label = '';
    /** A ring around the slot. @type {boolean} */
    this.ring = false;
    /** A ring without the words below it. @type {boolean} */
    this.bare = false;
    /** @type {number} */
    this._left = 0;
    /** @type {string} */
    this._told = '';
    /** @type {Set<'soon' | 'due'>} */
    this._fired = new Set();
    /** @type {(() => void) | undefined} */
    this._stop = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this._stop = everySecond(() => this.#look());
    this.#look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this._stop?.();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('deadlineMs')) {
      this._fired = new Set(this.#msLeft() <= 60_000 ? ['soon'] : []);
      this._told = '';
    }
    if (changed.has('deadlineMs') || changed.has('offsetMs')) this._left = this.#msLeft();
  }

  #msLeft() {
    return this.deadlineMs ? Math.max(0, this.deadlineMs - Date.now() - this.offsetMs) : 0;
  }

  #look() {
    this._left = this.#msLeft();
    if (!this.deadlineMs) return;
    if (this._left <= 60_000 && this._left > 0 && !this._fired.has('soon')) this.#fire('soon', say('countdown.soon'));
    if (this._left === 0 && !this._fired.has('due')) this.#fire('due', say('countdown.over'));
  }

  /** @param {'soon' | 'due'} what @param {string} words */
  #fire(what, words) {
    this._fired.add(what);
    this._told = [this.label, words].filter(Boolean).join(': ');
    this.dispatchEvent(new CustomEvent(`ph-${what}`, { bubbles: true, composed: true }));
  }

  render() {
    if (!this.deadlineMs) return this.ring ? html`<slot></slot>` : nothing;
    const tone = this._left === 0 ? 'over' : this._left <= 60_000 ? 'soon' : '';
    const words = html`<span class="line ${tone}" role="timer" aria-label="${this.label} ${duration(this._left)}">${
      this.label ? html`<span>${this.label}</span>` : nothing}<span class="time" aria-hidden="true">${countdown(this._left)}</span></span>`;
    const told = html`<span class="sr" role="status">${this._told}</span>`;
    if (!this.ring) return html`${words}${told}`;
    const share = Math.max(0, Math.min(1, this._left / (this.totalMs || 1)));
    return html`<span class="frame ${tone}">${svg`<svg viewBox="0 0 100 100" aria-hidden="true"><circle class="track" cx="50" cy="50" r="47"/><circle class="arc" cx="50" cy="50" r="47" pathLength="100" stroke-dasharray="100" stroke-dashoffset=${100 - share * 100}/></svg>`}<span class="inside"><slot></slot></span></span>${
      this.bare ? nothing : html`<span class="under">${words}</span>`}${told}`;
  }
}
customElements.define('ph-countdown', PhCountdown);
