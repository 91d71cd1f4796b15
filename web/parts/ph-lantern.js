import { LitElement, css, html, nothing, svg } from 'lit';
import { say, speaks } from '../lib/words.js';

const SHAPE = svg`<path class="thread" d="M40 0v14"/><rect class="cap" x="26" y="13" width="28" height="8" rx="4"/>
  <path class="body" d="M27 21h26c12 8 17 16 17 27s-5 19-17 27H27C15 67 10 59 10 48s5-19 17-27z"/>
  <ellipse class="heart" cx="40" cy="50" rx="17" ry="19"/>
  <path class="rib" d="M40 21c-14 17-14 37 0 54M40 21c14 17 14 37 0 54M40 21v54M12.5 40c18 5 37 5 55 0M12.5 57c18 5 37 5 55 0"/>
  <path class="shine" d="M20 36c2-5 5-8 9-11"/>
  <rect class="cap" x="26" y="74" width="28" height="8" rx="4"/><path class="tassel" d="M40 82v26M34 82v18M46 82v18"/><circle class="knot" cx="40" cy="86" r="4"/>`;

/**
 * Whether a booth is alive. Live it glows, brighter with more viewers; closed it is a dim shutter with its next time.
 * With content (a cover picture) it hangs over that content and lights it.
 *   <ph-lantern live viewers="132" frame><ph-cover …></ph-cover></ph-lantern>
 */
export class PhLantern extends LitElement {
  static properties = { live: { type: Boolean, reflect: true }, viewers: { type: Number }, next: {}, frame: { type: Boolean, reflect: true } };

  static styles = css`
    *, *::before, *::after { box-sizing: border-box; }
    :host { display: inline-block; position: relative; width: var(--lantern, 72px); --lit: 0; }
    :host([frame]) { display: block; width: auto; }
    .lamp { position: relative; display: block; width: 100%; aspect-ratio: 80 / 110; }
    svg { position: relative; display: block; width: 100%; height: 100%; overflow: visible; }
    .glow { position: absolute; left: 50%; top: 46%; width: calc(200% + 180% * var(--lit)); aspect-ratio: 1; translate: -50% -50%; border-radius: 50%; pointer-events: none; opacity: calc(.2 + .75 * var(--lit));
      background: radial-gradient(closest-side, oklch(.86 .15 75 / .75), oklch(.75 .15 60 / .28) 42%, transparent); animation: breathe 4.5s ease-in-out infinite; }
    @keyframes breathe { 50% { transform: scale(.9); } }
    .thread { stroke: oklch(.6 .05 60); stroke-width: 2; fill: none; }
    .cap { fill: oklch(.47 .17 30); }
    .body { fill: oklch(calc(.66 + .16 * var(--lit)) .17 calc(45 + 25 * var(--lit))); }
    .heart { fill: oklch(.95 .1 92); opacity: calc(.3 + .6 * var(--lit)); filter: blur(5px); }
    .rib { fill: none; stroke: oklch(.4 .13 35); stroke-opacity: .38; stroke-width: 1.8; }
    .shine { fill: none; stroke: oklch(.98 .05 90); stroke-opacity: .6; stroke-width: 4; stroke-linecap: round; }
    .tassel { fill: none; stroke: oklch(.56 .19 30); stroke-width: 3; stroke-linecap: round; }
    .knot { fill: oklch(.82 .14 75); }
    :host(:not([live])) .body { fill: oklch(.42 .035 50); }
    :host(:not([live])) .cap { fill: oklch(.36 .05 35); }
    :host(:not([live])) .heart, :host(:not([live])) .shine, :host(:not([live])) .glow { display: none; }
    :host(:not([live])) .tassel { stroke: oklch(.42 .06 35); }
    :host(:not([live])) .knot { fill: oklch(.48 .04 60); }

    :host([frame]) .lamp { position: absolute; z-index: 2; top: -6px; right: 14px; width: 46px; transform-origin: 50% 0; }
    :host([frame]) .content { display: block; position: relative; border-radius: var(--radius); overflow: hidden; }
    :host([frame][live]) .content { box-shadow: 0 0 0 1.5px oklch(.82 .14 75 / calc(.35 + .5 * var(--lit))), 0 6px calc(18px + 40px * var(--lit)) -4px oklch(.8 .15 68 / calc(.18 + .36 * var(--lit))); }
    :host([frame][live]) .content::after { content: ''; position: absolute; inset: 0; pointer-events: none; background: radial-gradient(circle at calc(100% - 36px) 24px, oklch(.88 .13 80 / calc(.2 + .25 * var(--lit))), transparent 58%); }
    :host([frame]:not([live])) .content ::slotted(*) { filter: saturate(.45) brightness(.62); }
    .shutter { position: absolute; inset: 0 0 auto; height: 54%; display: grid; place-items: center; padding: 8px 64px 8px 12px; text-align: center; font-size: var(--text-13); font-weight: var(--strong); line-height: 1.4; color: oklch(.95 .02 80);
      background: repeating-linear-gradient(oklch(.34 .022 60) 0 9px, oklch(.29 .02 60) 9px 10px, oklch(.375 .024 60) 10px 12px); box-shadow: 0 6px 14px -4px oklch(0 0 0 / .6); border-bottom: 6px solid oklch(.26 .02 55); }
    .shutter span { background: oklch(.22 .02 55 / .92); padding: 4px 12px; border-radius: 8px; text-wrap: balance; }
    .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .when { display: block; margin-top: 4px; font-size: var(--text-13); text-align: center; line-height: 1.35; color: var(--ink-soft); }
    @media (prefers-reduced-motion: reduce) { .glow { animation: none; } }
  `;

  constructor() {
    super();
    speaks(this);
    /** On air now. @type {boolean} */
    this.live = false;
    /** People watching; makes it brighter, by its logarithm. @type {number} */
    this.viewers = 0;
    /** When a closed booth opens again, written out: "19:30 thứ Sáu". @type {string} */
    this.next = '';
    /** Hangs over the content of the slot and lights it, or lets the shutter down over it. @type {boolean} */
    this.frame = false;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('viewers') || changed.has('live')) {
      // One person gives a fifth of the light, a thousand all of it.
      const lit = this.live ? Math.min(1, 0.2 + (Math.log10(1 + this.viewers) / 3) * 0.8) : 0;
      this.style.setProperty('--lit', lit.toFixed(2));
    }
  }

  render() {
    const when = this.live ? '' : this.next ? say('market.next', { time: this.next }) : say('market.closed');
    const lamp = html`<span class="lamp" aria-hidden="true"><span class="glow"></span><svg viewBox="0 0 80 110">${SHAPE}</svg></span>`;
    if (this.frame) {
      return html`<span class="content"><slot></slot>${this.live ? nothing : html`<span class="shutter"><span>${when}</span></span>`}</span>${lamp}`;
    }
    return html`${lamp}${this.live ? html`<span class="sr">${say('live.now')}, ${say('live.viewers', { n: this.viewers })}</span>` : html`<span class="when">${when}</span>`}`;
  }
}
customElements.define('ph-lantern', PhLantern);
