import { LitElement, css, html, nothing, svg } from 'lit';
import { date, monthYear } from '../lib/format.js';
import { say, speaks } from '../lib/words.js';
import './ph-icon.js';

const DAY = 86_400_000;

/**
 * The star strip of a certified product: stars, group, how long the certificate holds; one tap to the certificate.
 * A certificate that has expired shows no stars and says so. Without stars and date it shows nothing.
 */
export class PhStars extends LitElement {
  static properties = {
    stars: { type: Number }, group: {}, validUntil: { attribute: 'valid-until' }, state: {}, href: {},
    nowMs: { type: Number, attribute: false }, short: { type: Boolean },
  };

  static styles = css`
    *, *::before, *::after { box-sizing: border-box; }
    :host { display: inline-block; font-size: var(--text-13); line-height: 1.4; max-width: 100%; }
    .strip { display: inline-flex; align-items: center; flex-wrap: wrap; gap: 2px 8px; min-height: 24px; color: inherit; text-decoration: none; border-radius: 6px; }
    a.strip:hover .words { text-decoration: underline; text-underline-offset: .2em; }
    a.strip:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
    .stars { display: inline-flex; gap: 1px; color: var(--gold); }
    .stars svg { width: 15px; height: 15px; display: block; fill: currentcolor; }
    .stars .off { color: color-mix(in oklch, var(--gold), transparent 72%); }
    .seal { display: inline-flex; gap: 4px; align-items: center; font-weight: var(--strong); }
    ph-icon { --icon: 16px; color: var(--jade-ink); }
    .expired ph-icon { color: var(--lacquer-ink); }
    .dim { opacity: .85; }
    .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  `;

  constructor() {
    super();
    speaks(this);
    /** 3 to 5; anything below 3 is no certified product. @type {number} */
    this.stars = 0;
    /** Name of the product group, in the reader's language. @type {string} */
    this.group = '';
    /** Last day of the certificate, `2027-12-31`. @type {string} */
    this.validUntil = '';
    /** What the server derived; empty lets the date decide. @type {'' | 'valid' | 'expiring' | 'expired'} */
    this.state = '';
    /** Where the certificate is shown. @type {string} */
    this.href = '';
    /** The server's time; 0 takes the phone's. @type {number} */
    this.nowMs = 0;
    /** Stars and date only. @type {boolean} */
    this.short = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#wait();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this._midnight);
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  _midnight = undefined;

  /** Looks again when a day ends in Việt Nam. */
  #wait() {
    const now = Date.now();
    this._midnight = setTimeout(() => {
      this.requestUpdate();
      this.#wait();
    }, DAY - ((now + 7 * 3_600_000) % DAY) + 500);
  }

  render() {
    if (this.stars < 3 && this.state !== 'expired') return nothing;
    const now = this.nowMs || Date.now();
    const end = this.validUntil ? Date.parse(`${this.validUntil.slice(0, 10)}T23:59:59+07:00`) : Infinity;
    const days = Math.floor((end - now) / DAY);
    // the day decides also on a page that has been open since yesterday
    const state = days < 0 && Number.isFinite(end) ? 'expired' : this.state || (days < 0 ? 'expired' : days <= 60 ? 'expiring' : 'valid');
    const inside = state === 'expired' ? this.#expired() : this.#stars(state === 'expiring' ? Math.max(0, days) : -1);
    return this.href
      ? html`<a class="strip ${state}" href=${this.href}>${inside}<span class="sr">, ${say('stars.certificate')}</span></a>`
      : html`<span class="strip ${state}">${inside}</span>`;
  }

  #expired() {
    return html`<ph-icon name="circle-alert"></ph-icon><span class="words">${say('stars.expired', { date: this.validUntil ? monthYear(this.validUntil) : '' }).trim()}</span>`;
  }

  /** @param {number} daysLeft -1 when there is time enough */
  #stars(daysLeft) {
    const until = daysLeft >= 0 && Number.isFinite(daysLeft)
      ? say('stars.expiring', { n: daysLeft })
      : this.validUntil ? say('stars.valid', { date: monthYear(this.validUntil) }) : '';
    const words = [this.short ? '' : this.group, until].filter(Boolean).join(' · ');
    return html`<span class="seal"><span class="stars" role="img" aria-label=${say('stars.ocop', { n: this.stars })}>${
      [1, 2, 3, 4, 5].map((i) => svg`<svg viewBox="0 0 24 24" class=${i <= this.stars ? 'on' : 'off'}><path d="M12 2.2l2.9 6.2 6.8.8-5 4.6 1.3 6.7L12 17.2l-6 3.3 1.3-6.7-5-4.6 6.8-.8z"/></svg>`)
    }</span></span><span class="words ${daysLeft >= 0 ? '' : 'dim'}" title=${this.validUntil ? date(this.validUntil) : nothing}>${words}</span>`;
  }
}
customElements.define('ph-stars', PhStars);
