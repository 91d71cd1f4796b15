import { LitElement, css, html, svg } from 'lit';
import { PLACES, UNKNOWN, draw, drawn } from '../lib/drawings/index.js';
import { paints } from '../lib/drawings/colours.js';

/** What can stand on a table; a place cannot. @param {string} name */
const standing = (name) => (PLACES.has(name) ? UNKNOWN : name);

/** A lantern on its thread. @param {number} x @param {number} y @param {number} size @param {string} paint */
const lantern = (x, y, size, paint) => svg`<g transform="translate(${x} ${y}) scale(${size})"><circle class="halo" r="40"/><circle class="halo" r="28"/><path class="thread" d="M0-30v16"/><path class="${paint}" d="M-8-14H8C16-8 19-3 19 4S16 16 8 22H-8C-16 16-19 11-19 4s3-12 11-18z"/><ellipse class="lit" cy="4" rx="9" ry="13"/><path class="rib" d="M0-14c-9 10-9 26 0 36M0-14c9 10 9 26 0 36"/><path class="capp" d="M-9-17H9v4H-9zM-9 21H9v4H-9z"/><path class="thread" d="M0 25v10"/></g>`;

/** Jars and baskets on the shelf of a near stall. @param {number} w @param {number} h */
const shelf = (w, h) => {
  const y = 28 + (h - 30) * 0.42;
  return svg`${[0, 1, 2, 3, 4, 5, 6].map((i) => {
    const [x, tall] = [16 + i * ((w - 44) / 6), 12 + ((i * 7) % 4) * 4];
    return svg`<rect class=${'abc'[i % 3]} x=${x} y=${y - tall} width="13" height=${tall} rx=${i % 2 ? 6 : 2.5}/><rect class="hi" x=${x + 2} y=${y - tall + 2} width="2.5" height=${tall - 4} rx="1.2"/>`;
  })}<path class="post" d="M8 ${y}h${w - 16}v4H8z"/>`;
};

/** A stall: posts, a striped awning and a warm inside. @param {number} x @param {number} y @param {number} w @param {number} h @param {string} one @param {string} two */
const stall = (x, y, w, h, one, two) =>
  svg`<g transform="translate(${x} ${y})"><path class="inside" d="M4 26h${w - 8}v${h - 26}H4z"/><path class="warm" d="M10 30h${w - 20}v${(h - 30) * 0.55}H10z"/>${w > 100 ? shelf(w, h) : ''}<path class="post" d="M2 24h5v${h - 24}H2zM${w - 7} 24h5v${h - 24}h-5z"/><path class="counter" d="M-4 ${h * 0.66}h${w + 8}v${h * 0.34}H-4z"/><path class="shade" d="M-4 ${h * 0.66}h${w + 8}v4H-4z"/>
    ${[0, 1, 2, 3, 4, 5].map((i) => {
      const [top, low] = [(w - 16) / 6, (w + 16) / 6];
      return svg`<path class=${i % 2 ? one : two} d="M${8 + i * top} 0h${top}L${-8 + (i + 1) * low} 26a${low / 2} ${low / 2.6} 0 0 1 ${-low} 0z"/>`;
    })}</g>`;

/**
 * The cover of a show, drawn: a street of the night market under lanterns, the goods of the booth in front.
 * It fills the width it is given, 16:9, or 9:16 when `shape` is tall, or the height of its place when `shape` is fill.
 */
export class PhCover extends LitElement {
  static properties = { palette: { reflect: true }, drawings: { attribute: false }, photo: {}, alt: {}, shape: { reflect: true }, _broken: { state: true } };

  static styles = [paints, css`
    :host { display: block; aspect-ratio: 16 / 9; border-radius: var(--radius); overflow: hidden; background: oklch(.2 .05 275); isolation: isolate; }
    :host([shape='tall']) { aspect-ratio: 9 / 16; }
    :host([shape='fill']) { aspect-ratio: auto; height: 100%; border-radius: 0; }
    svg, img { display: block; width: 100%; height: 100%; object-fit: cover; }
    .night { fill: oklch(.2 .05 278); } .night2 { fill: oklch(.27 .065 285); } .night3 { fill: oklch(.36 .075 300); } .dusk { fill: oklch(.52 .1 40); opacity: .5; }
    .moon { fill: oklch(.94 .05 90); } .star { fill: oklch(.95 .03 90); }
    .far { fill: oklch(.24 .045 280); } .far2 { fill: oklch(.2 .04 275); } .window { fill: oklch(.83 .14 78); }
    .halo { fill: oklch(.84 .15 72); opacity: .11; } .thread { stroke: oklch(.72 .11 60); fill: none; stroke-width: 2; } .lit { fill: oklch(.97 .07 92); opacity: .62; } .rib { stroke: oklch(.3 .1 35 / .3); fill: none; stroke-width: 1.5; } .capp { fill: oklch(.4 .13 30); }
    .la { fill: oklch(.8 .15 70); } .lb { fill: oklch(.62 .2 32); } .lc { fill: var(--b); }
    .inside { fill: oklch(.33 .06 50); } .warm { fill: oklch(.8 .13 74); opacity: .8; } .post { fill: oklch(.32 .05 45); } .counter { fill: var(--table); } .shade { fill: oklch(.2 .04 40 / .35); }
    .string { fill: none; stroke: oklch(.55 .06 60); stroke-width: 1.5; } .bulb { fill: oklch(.92 .11 88); } .bulbg { fill: oklch(.85 .15 75); opacity: .25; }
    .street { fill: oklch(.3 .045 285); } .pool { fill: oklch(.75 .13 65); opacity: .22; }
    .cloth { fill: var(--a); } .cloth2 { fill: var(--c); } .board { fill: var(--table2); } .edge { fill: oklch(1 0 0 / .14); }
    .who { fill: oklch(.17 .035 280); }
  `];

  constructor() {
    super();
    /** One of PALETTES. @type {string} */
    this.palette = 'red-river';
    /** One to three of NAMES, the main one first. @type {ReadonlyArray<string>} */
    this.drawings = [];
    /** Address of a photo, which takes the drawing's place. @type {string} */
    this.photo = '';
    /** @type {string} */
    this.alt = '';
    /** @type {'wide' | 'tall' | 'fill'} */
    this.shape = 'wide';
    /** @type {boolean} */
    this._broken = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('photo')) this._broken = false;
    const wanted = this.drawings.slice(0, 3).map(standing);
    if ((!this.photo || this._broken) && wanted.some((name) => !drawn(name))) void draw(wanted).then(() => this.requestUpdate());
  }

  render() {
    if (this.photo && !this._broken) {
      return html`<img src=${this.photo} alt=${this.alt} loading="lazy" decoding="async" @error=${() => { this._broken = true; }}>`;
    }
    const tall = this.shape === 'tall' || this.shape === 'fill';
    return html`<svg viewBox=${tall ? '0 0 360 640' : '0 0 640 360'} preserveAspectRatio=${tall ? 'xMidYMid slice' : 'xMidYMax slice'} role=${this.alt ? 'img' : 'presentation'} aria-label=${this.alt} aria-hidden=${this.alt ? 'false' : 'true'}>${tall ? this.#tall() : this.#wide()}</svg>`;
  }

  /** @param {number} x @param {number} y @param {number} size @param {number} i */
  #thing(x, y, size, i) {
    const name = this.drawings[i];
    return name ? svg`<g transform="translate(${x - 100 * size} ${y - 168 * size}) scale(${size})">${drawn(standing(name)) ?? ''}</g>` : '';
  }

  #wide() {
    const [, two, three] = this.drawings;
    return svg`<path class="night" d="M0 0h640v360H0z"/><ellipse class="night2" cx="320" cy="230" rx="420" ry="190"/><ellipse class="night3" cx="320" cy="240" rx="250" ry="110"/><ellipse class="dusk" cx="320" cy="236" rx="150" ry="56"/>
      <path class="moon" d="M374 40a20 20 0 1 1-21 28 17 17 0 0 0 21-28z"/><g class="star"><circle cx="80" cy="38" r="1.6"/><circle cx="180" cy="24" r="1.2"/><circle cx="270" cy="46" r="1.6"/><circle cx="420" cy="26" r="1.4"/><circle cx="600" cy="96" r="1.6"/><circle cx="460" cy="88" r="1.2"/><circle cx="36" cy="92" r="1.2"/></g>
      <path class="far" d="M180 232v-52l22-20 22 20v-14h36v-26l24-18 24 18v22h28v-18l26-20 26 20v30h36v-24l22-18 22 18v82z"/><g class="window"><path d="M194 196h8v10h-8zM208 196h8v10h-8zM272 160h9v12h-9zM288 160h9v12h-9zM352 176h8v11h-8zM368 176h8v11h-8zM418 200h8v10h-8z"/></g>
      <path class="street" d="M258 232h124l180 128H78z"/><ellipse class="pool" cx="320" cy="262" rx="120" ry="22"/><g class="who"><path d="M286 254c0-18 4-24 9-24s9 6 9 24z"/><circle cx="295" cy="225" r="6"/><path d="M288 222c2-7 12-7 14 0z"/><path d="M330 250c0-16 3-21 8-21s8 5 8 21z"/><circle cx="338" cy="224" r="5"/><path d="M348 250c0-11 2-15 6-15s6 4 6 15z"/><circle cx="354" cy="231" r="4"/></g>
      ${stall(20, 128, 168, 150, 'a', 'c')}${stall(452, 128, 168, 150, 'c', 'b')}${stall(178, 176, 84, 76, 'c', 'b')}${stall(378, 176, 84, 76, 'a', 'c')}
      <path class="string" d="M-10 60c110 70 220 70 330 24s220-40 330-30M-10 20c90 40 170 50 250 26"/>${[[40, 86], [96, 109], [152, 120], [208, 120], [376, 66], [436, 56], [498, 50], [560, 48]].map(([x, y]) => svg`<circle class="bulbg" cx=${x} cy=${y} r="9"/><circle class="bulb" cx=${x} cy=${y} r="3"/>`)}
      ${lantern(70, 62, 1.15, 'la')}${lantern(176, 80, 0.85, 'lb')}${lantern(264, 138, 0.6, 'la')}${lantern(384, 130, 0.6, 'lc')}${lantern(452, 96, 0.85, 'lb')}${lantern(524, 88, 1.1, 'la')}
      <ellipse class="pool" cx="320" cy="300" rx="300" ry="40"/><path class="board" d="M0 296h640v64H0z"/><path class="cloth" d="M0 296h640v26c-20 10-40 10-53 0-14 10-40 10-54 0-13 10-40 10-53 0-14 10-40 10-53 0-14 10-40 10-54 0-13 10-40 10-53 0-14 10-40 10-53 0-14 10-40 10-54 0-13 10-40 10-53 0-14 10-40 10-53 0-14 10-40 10-54 0-13 10-36 10-53 0z"/><path class="cloth2" opacity=".85" d="M0 300h640v4H0z"/><path class="edge" d="M0 296h640v3H0z"/>
      ${three ? this.#thing(474, 320, 0.78, 2) : ''}${two ? this.#thing(166, 320, 0.78, 1) : ''}${this.#thing(320, 326, 1.02, 0)}`;
  }

  #tall() {
    const [, two, three] = this.drawings;
    return svg`<path class="night" d="M0 0h360v640H0z"/><ellipse class="night2" cx="180" cy="380" rx="290" ry="300"/><ellipse class="night3" cx="180" cy="400" rx="180" ry="190"/><ellipse class="dusk" cx="180" cy="410" rx="110" ry="70"/>
      <path class="moon" d="M294 68a23 23 0 1 1-24 32 19.5 19.5 0 0 0 24-32z"/><g class="star"><circle cx="40" cy="60" r="1.6"/><circle cx="120" cy="34" r="1.3"/><circle cx="200" cy="70" r="1.6"/><circle cx="326" cy="170" r="1.4"/><circle cx="60" cy="150" r="1.3"/><circle cx="230" cy="28" r="1.2"/></g>
      <path class="far" d="M70 420v-90l24-22 24 22v-30l30-24 30 24v16l26-20 26 20v28l26-20 26 20v76z"/><g class="window"><path d="M86 346h9v12h-9zM102 346h9v12h-9zM138 318h10v13h-10zM156 318h10v13h-10zM200 332h9v12h-9zM250 352h9v12h-9zM266 352h9v12h-9z"/></g>
      <path class="street" d="M130 420h100l150 220H-20z"/><ellipse class="pool" cx="180" cy="462" rx="110" ry="30"/><g class="who"><path d="M154 452c0-22 5-30 11-30s11 8 11 30z"/><circle cx="165" cy="415" r="7"/><path d="M155 412c4-9 16-9 20 0z"/><path d="M192 446c0-19 4-25 9-25s9 6 9 25z"/><circle cx="201" cy="415" r="6"/><path d="M212 446c0-12 2-17 6-17s6 5 6 17z"/><circle cx="218" cy="424" r="4.5"/></g>
      ${stall(-46, 300, 164, 220, 'a', 'c')}${stall(242, 300, 164, 220, 'c', 'b')}${stall(88, 352, 62, 84, 'c', 'b')}${stall(214, 352, 62, 84, 'a', 'c')}
      <path class="string" d="M-10 120c120 70 220 70 380-10M-10 210c100 60 250 70 380 30"/>${[[30, 143], [82, 163], [136, 172], [192, 170], [250, 157], [306, 137], [40, 238], [110, 262], [180, 268], [250, 264], [320, 251]].map(([x, y]) => svg`<circle class="bulbg" cx=${x} cy=${y} r="10"/><circle class="bulb" cx=${x} cy=${y} r="3.2"/>`)}
      ${lantern(58, 186, 1.5, 'la')}${lantern(308, 176, 1.4, 'lb')}${lantern(136, 226, 1, 'lb')}${lantern(222, 222, 1.05, 'la')}${lantern(36, 296, 0.9, 'lc')}${lantern(326, 290, 0.95, 'la')}
      <ellipse class="pool" cx="180" cy="540" rx="210" ry="50"/><path class="board" d="M0 536h360v104H0z"/><path class="cloth" d="M0 536h360v34c-12 12-33 12-45 0-12 12-33 12-45 0-12 12-33 12-45 0-12 12-33 12-45 0-12 12-33 12-45 0-12 12-33 12-45 0-12 12-33 12-45 0-12 12-33 12-45 0z"/><path class="cloth2" opacity=".85" d="M0 541h360v5H0z"/><path class="edge" d="M0 536h360v4H0z"/>
      ${three ? this.#thing(284, 556, 0.66, 2) : ''}${two ? this.#thing(74, 556, 0.66, 1) : ''}${this.#thing(180, 566, 1, 0)}`;
  }
}
customElements.define('ph-cover', PhCover);
