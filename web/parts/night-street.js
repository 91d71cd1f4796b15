import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { countdown, number, soon, until } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { boothLink, liveLink, nightLink } from '../lib/links.js';
import { stallOf, stallsIn, street, told } from '../lib/night.js';
import { forgotten, me } from '../lib/session.js';
import { Socket } from '../lib/socket.js';
import { everySecond } from '../lib/tick.js';
import { say } from '../lib/words.js';
import { tellCalled } from './called.js';
import './market/follow-button.js';
import './market-search.js';
import './ph-cover.js';
import './ph-empty.js';
import './ph-icon.js';
import './ph-lantern.js';
import './stall-card.js';

/** @typedef {import('../lib/protocol.js').HallView} HallView */

/** On a wide screen so many booths of a hall are seen at first. */
const FIRST = 12;
/** After this long without a change of what is in sight, the house is told which halls to tell about, ms. */
const SETTLE_MS = 350;

/** The street of a night: its halls one after the other, each booth a lantern or a shutter. */
export class NightStreet extends LightElement {
  static properties = { view: { attribute: false }, others: { attribute: false }, _street: { state: true }, _line: { state: true }, _near: { state: true }, _whole: { state: true }, _at: { state: true }, _searching: { state: true } };

  constructor() {
    super();
    /** @type {import('../lib/night.js').StreetView} */
    this.view = /** @type {any} */ (null);
    /** Other nights that are on or announced. @type {import('../lib/protocol.js').NightView[]} */
    this.others = [];
    /** @type {import('../lib/night.js').Street} */
    this._street = /** @type {any} */ (null);
    /** @type {import('../lib/socket.js').Line} */
    this._line = { is: 'opening' };
    /** Halls that are in sight or nearly: only these are drawn. @type {Set<string>} */
    this._near = new Set();
    /** Halls of which all booths are shown on a wide screen. @type {Set<string>} */
    this._whole = new Set();
    /** The hall one stands before. @type {string} */
    this._at = '';
    /** @type {boolean} */
    this._searching = false;
    /** @type {Set<string>} */
    this._inSight = new Set();
    this._toldHalls = '';
    /** @type {Socket | null} */
    this.socket = null;
    /** @type {(() => void) | undefined} */
    this._stop = undefined;
    /** @type {IntersectionObserver | undefined} */
    this._eye = undefined;
    /** @type {IntersectionObserver | undefined} */
    this._step = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this._settling = undefined;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('view') || !this.view) return;
    this._street = street(this.view);
    const first = this.view.night.halls.slice(0, 2).map((h) => h.hall);
    this._near = new Set(first);
    this._at = first[0] ?? '';
    this._searching = !!new URLSearchParams(location.search).get('q');
  }

  connectedCallback() {
    super.connectedCallback();
    this._stop = everySecond(() => { if (this._street?.night.state === 'published' || this._street?.spotlight?.now) this.requestUpdate(); });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this._stop?.();
    this._eye?.disconnect();
    this._step?.disconnect();
    this.socket?.close();
  }

  firstUpdated() {
    this.socket = new Socket({ at: () => null, hear: (message) => { if (this._street) this._street = told(this._street, message); tellCalled(message, '', me()?.account); }, line: (line) => { this._line = line; }, signedOut: forgotten });
    this.socket.enter(() => ({ t: 'watch-night', night: this.view.night.night, halls: this.#halls() }));
    this._eye = new IntersectionObserver((seen) => this.#saw(seen), { rootMargin: '500px 0px' });
    this._step = new IntersectionObserver((seen) => this.#stepped(seen), { rootMargin: '-160px 0px -65% 0px' });
    this.querySelectorAll('.night-hall').forEach((hall) => {
      this._eye?.observe(hall);
      this._step?.observe(hall);
    });
  }

  /** One walked on to another hall: its light on the string comes into sight. @param {IntersectionObserverEntry[]} seen */
  #stepped(seen) {
    const here = seen.filter((one) => one.isIntersecting).at(-1);
    if (!here) return;
    this._at = /** @type {HTMLElement} */ (here.target).dataset.hall ?? '';
    void this.updateComplete.then(() => {
      const [nav, bulb] = [this.querySelector('.night-halls'), /** @type {HTMLElement | null} */ (this.querySelector('.night-bulb[aria-current="true"]'))];
      if (nav && bulb) nav.scrollLeft = bulb.offsetLeft - (nav.clientWidth - bulb.offsetWidth) / 2;
    });
  }

  /** @param {IntersectionObserverEntry[]} seen */
  #saw(seen) {
    for (const one of seen) {
      const hall = /** @type {HTMLElement} */ (one.target).dataset.hall ?? '';
      if (one.isIntersecting) this._inSight.add(hall);
      else this._inSight.delete(hall);
    }
    const near = new Set([...this._near, ...this._inSight]);
    if (near.size !== this._near.size) this._near = near;
    clearTimeout(this._settling);
    this._settling = setTimeout(() => this.#tellSight(), SETTLE_MS);
  }

  #halls() {
    const all = [...this._inSight];
    this._toldHalls = all.sort().join();
    return all.length ? all : this.view.night.halls.slice(0, 2).map((h) => h.hall);
  }

  #tellSight() {
    if ([...this._inSight].sort().join() === this._toldHalls || !this._inSight.size) return;
    void this.socket?.ask({ t: 'watch-night', night: this.view.night.night, halls: this.#halls() });
  }

  /** @param {string} hall */
  #go(hall) {
    this._at = hall;
    this._near = new Set([...this._near, hall]);
    void this.updateComplete.then(() => this.querySelector(`[data-hall="${hall}"]`)?.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth', block: 'start' }));
  }

  render() {
    const s = this._street;
    if (!s) return nothing;
    return html`${this.#gate()}
      <market-search @market-searching=${(/** @type {CustomEvent<boolean>} */ e) => { this._searching = e.detail; }} @market-hall=${(/** @type {CustomEvent<string>} */ e) => this.#go(e.detail)}></market-search>
      <div class="night-walk" ?hidden=${this._searching}>${this.#stage()}
        ${s.night.halls.length > 1 ? html`<nav class="night-halls" aria-label=${say('night.halls')}><span class="night-string" aria-hidden="true"></span>${s.night.halls.map((h) => html`<button class="night-bulb ${s.counts[h.hall]?.live ? 'lit' : ''}" type="button" aria-current=${h.hall === this._at} @click=${() => this.#go(h.hall)}><span class="bulb" aria-hidden="true"></span><span class="night-bulb-name">${h.name}</span><span class="small num night-bulb-n">${s.counts[h.hall]?.live ? say('night.lit', { n: s.counts[h.hall].live }) : say('night.stalls', { n: stallsIn(s, h) })}</span></button>`)}</nav>` : nothing}
        ${repeat(s.night.halls, (h) => h.hall, (h) => this.#hall(h))}
        ${this.others.length ? html`<section class="stack" aria-labelledby="others-title"><h2 id="others-title">${say('night.others')}</h2><ul class="night-others">${this.others.map((n) => html`<li><a class="card card-link" href="/?night=${encodeURIComponent(n.night)}"><strong>${n.name}</strong><span class="small soft">${n.state === 'open' ? say('night.open-until', { time: until(n.closesMs) }) : soon(n.opensMs)}</span></a></li>`)}</ul></section>` : nothing}</div>`;
  }

  /** The gate of the market: its name, whether it is open, how many are here. */
  #gate() {
    const { night, live, viewers } = this._street;
    const open = night.state === 'open';
    const left = night.opensMs - (this.socket?.now() ?? Date.now());
    const when = open ? say('night.open-until', { time: until(night.closesMs) }) : night.state === 'closed' ? say('night.closed') : left > 0 && left < 3_600_000 ? say('night.opens-in', { time: countdown(left) }) : say('night.opens', { time: soon(night.opensMs) });
    return html`<header class="night-gate ${open ? 'open' : ''}"><span class="night-string" aria-hidden="true">${Array.from({ length: 9 }, (_, i) => html`<i class=${i % 3 === 1 ? 'big' : ''}></i>`)}</span>
      <p class="night-when">${open ? html`<span class="dot market-dot"></span>` : html`<ph-icon name="clock" size="16"></ph-icon>`} ${when}</p>
      <h1 class="night-name">${night.name}</h1>
      <p class="night-figures"><span><b class="num">${number(live)}</b> ${say('night.on-air')}</span><span><b class="num">${number(viewers)}</b> ${say('night.watching')}</span><span><b class="num">${number(this.view.stalls.length)}</b> ${say('night.in-market')}</span></p>
      <p class="night-ways"><a class="night-about" href=${nightLink(night.night)}>${say('night.about')}<ph-icon name="chevron-right" size="18"></ph-icon></a>${night.state === 'published' ? html`<follow-button thing=${night.night} words=${say('night.remind')}></follow-button>` : nothing}</p></header>`;
  }

  /** Who has the main stage now, and who comes next. */
  #stage() {
    const s = this._street;
    const turn = s.spotlight?.now;
    const stall = turn && stallOf(s, turn.booth);
    const now = turn && s.now[turn.booth];
    if (!turn || !stall) return nothing;
    const next = (s.spotlight?.next ?? []).filter((t) => t.booth !== turn.booth).slice(0, 3).flatMap((t) => { const x = stallOf(s, t.booth); return x ? [{ turn: t, stall: x }] : []; });
    const left = turn.untilMs - (this.socket?.now() ?? Date.now());
    return html`<section class="night-stage" aria-labelledby="stage-title"><h2 id="stage-title" class="visually-hidden">${say('night.stage')}</h2>
      <a class="night-stage-main" href=${now ? liveLink(now.room) : boothLink(stall.booth)}><ph-lantern frame live viewers=${now?.viewers ?? 0}><ph-cover palette=${stall.picture.palette} .drawings=${[...new Set([stall.picture.drawing, now?.pin?.picture.drawing ?? stall.picture.drawing])]} photo=${stall.picture.photo ?? ''}></ph-cover></ph-lantern>
        <span class="show-marks"><span class="chip chip-live">${say('night.stage')}</span>${now ? html`<span class="chip chip-video"><ph-icon name="eye" size="16"></ph-icon><span class="visually-hidden">${say('live.viewers', { n: now.viewers })}</span><span aria-hidden="true" class="num">${number(now.viewers)}</span></span>` : nothing}</span>
        <span class="night-stage-words"><strong class="night-stage-name">${stall.name}</strong>${now ? html`<span>${now.title}</span>` : nothing}<span class="btn btn-live"><ph-icon name="radio"></ph-icon>${say('lobby.enter')}</span></span></a>
      <p class="night-turns small"><span class="soft">${left > 0 ? say('night.stage.left', { time: countdown(left) }) : say('night.stage.turning')}</span>${next.length ? html`<span class="soft">${say('night.stage.next')}</span>${next.map((n) => html`<a href=${boothLink(n.stall.booth)}>${n.stall.name}</a>`)}` : nothing}<span class="soft night-fair">${say('night.stage.fair')}</span></p></section>`;
  }

  /** @param {HallView} hall */
  #hall(hall) {
    const s = this._street;
    const stalls = s.stalls[hall.hall] ?? [];
    const drawn = this._near.has(hall.hall);
    const whole = this._whole.has(hall.hall) || stalls.length <= FIRST;
    const count = s.counts[hall.hall];
    return html`<section class="night-hall ${whole ? 'whole' : ''}" data-hall=${hall.hall} aria-labelledby="hall-${hall.hall}">
      <header class="night-sign"><h2 id="hall-${hall.hall}">${hall.name}</h2><p class="small soft" role="status">${count?.live ? html`<span class="night-sign-lit">${say('night.lit', { n: count.live })}</span> · ${say('live.viewers', { n: count.viewers })}` : say('night.stalls', { n: stalls.length })}</p></header>
      ${!stalls.length ? html`<p class="soft">${say('night.hall.none')}</p>` : html`<ul class="night-row" tabindex="0" aria-label=${hall.name}>${drawn ? repeat(stalls, (x) => x.booth, (x) => html`<li><stall-card .stall=${x} .now=${s.now[x.booth]}></stall-card></li>`) : nothing}</ul>
        ${whole ? nothing : html`<button class="btn btn-quiet night-more" type="button" @click=${() => { this._whole = new Set([...this._whole, hall.hall]); }}>${say('night.hall.all', { n: stalls.length })}</button>`}`}</section>`;
  }
}
customElements.define('night-street', NightStreet);
