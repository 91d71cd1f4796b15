import { html, nothing } from 'lit';
import { get } from '../lib/api.js';
import { LightElement } from '../lib/light.js';
import { say } from '../lib/words.js';
import './ph-icon.js';

/** Told on `window` by the socket when organizers announce something, or take it back. */
export const ANNOUNCED = 'phien-announced';
const EVERY_MS = 60_000;
const KEY = 'phien.heard';

/** @typedef {{id: string, text: string, tone: 'calm' | 'urgent', atMs: number, untilMs: number}} Announcement */

/** What the organizers say to everybody now: one calm line, put away with one tap, gone by itself when its time is over. */
export class NightNotice extends LightElement {
  static properties = { _all: { state: true }, _now: { state: true } };

  constructor() {
    super();
    /** @type {Announcement[]} */
    this._all = [];
    /** @type {number} */
    this._now = Date.now();
    /** Those that this person has put away. @type {Set<string>} */
    this._heard = heard();
    /** @type {ReturnType<typeof setInterval>[]} */
    this._timers = [];
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener(ANNOUNCED, this.#told);
    void this.#look();
    this._timers = [setInterval(() => !document.hidden && this.#look(), EVERY_MS), setInterval(() => { this._now = Date.now(); }, 5_000)];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener(ANNOUNCED, this.#told);
    this._timers.forEach(clearInterval);
  }

  async #look() {
    try {
      this._all = (await get('/api/announcements')).announcements;
    } catch { /* an announcement is worth no trouble: the next look is in a minute */ }
  }

  /** @param {Event} e */
  #told = (e) => {
    const event = /** @type {CustomEvent} */ (e).detail;
    if (event.t === 'announced') this._all = [event.announcement, ...this._all.filter((a) => a.id !== event.announcement.id)];
    else this._all = this._all.filter((a) => a.id !== event.announcement);
  };

  /** @param {string} id */
  #put(id) {
    this._heard.add(id);
    try {
      sessionStorage.setItem(KEY, [...this._heard].slice(-50).join(' '));
    } catch { /* it comes again with the next page then */ }
    this.requestUpdate();
  }

  render() {
    const one = this._all.find((a) => a.untilMs > this._now && !this._heard.has(a.id));
    return html`<div class="night-notice-live" role="status">${one ? html`<p class="night-notice" data-tone=${one.tone}><ph-icon name="megaphone" size="20"></ph-icon><span class="grow"><span class="visually-hidden">${say('notice.from')} </span>${one.text}</span><button class="btn btn-quiet btn-icon" type="button" aria-label=${say('notice.away')} @click=${() => this.#put(one.id)}><ph-icon name="x"></ph-icon></button></p>` : nothing}</div>`;
  }
}
customElements.define('night-notice', NightNotice);

function heard() {
  try {
    return new Set((sessionStorage.getItem(KEY) ?? '').split(' ').filter(Boolean));
  } catch {
    return new Set();
  }
}
