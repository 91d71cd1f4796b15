import { html, nothing } from 'lit';
import { LightElement } from '../lib/light.js';
import { signInLink } from '../lib/links.js';
import { Problem } from '../lib/api.js';
import { VIEWS, nightLink, spotOf, wallOf } from '../lib/night/desk.js';
import { byProvince, hung } from '../lib/night/wall.js';
import { dateTime, time } from '../lib/format.js';
import { follows, me, whoAmI } from '../lib/session.js';
import { Loads } from '../lib/studio/loads.js';
import { say } from '../lib/words.js';
import { shown, troubled } from '../parts/studio/view.js';
import '../parts/ph-topbar.js';
import '../parts/sign-in-form.js';
import '../parts/night/night-wall.js';

const ICONS = { wall: 'layout-grid', incidents: 'siren', announcements: 'megaphone', map: 'map', report: 'chart-column', rehearsal: 'flask-conical' };
const EVERY_MS = 1_000;

/** The organizer's console of one night: the wall, incidents, announcements, the map, the report, a rehearsal. */
class NightDesk extends LightElement {
  static properties = { _view: { state: true }, _thing: { state: true }, _wall: { state: true }, _trouble: { state: true } };

  constructor() {
    super();
    follows(this);
    const spot = spotOf(location.pathname);
    this._night = spot.night;
    this._view = spot.view;
    this._thing = spot.thing;
    /** @type {import('../lib/night/desk.js').Summary | null} */
    this._wall = null;
    /** The last look failed. @type {Problem | null} */
    this._trouble = null;
    this._looking = false;
    /** @type {Loads<import('../lib/session.js').Me | null>} */
    this._me = new Loads(this);
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this._every = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('popstate', this.#moved);
    void this._me.from(whoAmI).then(() => this.#look());
    this._every = setInterval(() => !document.hidden && this.#look(), EVERY_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.#moved);
    clearInterval(this._every);
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('_view') || changed.get('_wall') === null) this.querySelector('.night-place[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }

  get #may() {
    return !!me()?.roles.includes('organizer');
  }

  #moved = () => {
    const spot = spotOf(location.pathname);
    [this._view, this._thing] = [spot.view, spot.thing];
    void this.#part();
  };

  /** @param {MouseEvent} e */
  #click(e) {
    const link = /** @type {Element} */ (e.composedPath()[0]).closest?.(`a[href^="/organizer/nights/${this._night}/"]`);
    if (!link || e.button || e.metaKey || e.ctrlKey || e.shiftKey) return;
    e.preventDefault();
    history.pushState(null, '', link.getAttribute('href'));
    this.#moved();
    window.scrollTo(0, 0);
  }

  /** What the wall and the map do not need comes when it is wanted. */
  async #part() {
    if (this._view === 'incidents') await import('../parts/night/night-incidents.js');
    if (this._view === 'announcements') await import('../parts/night/night-announcements.js');
    if (this._view === 'map') await import('../parts/vietnam-map.js');
    if (this._view === 'report') await import('../parts/night/night-report.js');
    if (this._view === 'rehearsal') await import('../parts/night/night-rehearsal.js');
    document.title = `${say(`night.view.${this._view}`)} · ${this._wall?.night.name ?? ''} · Phiên`;
  }

  async #look() {
    if (!this.#may || this._looking) return;
    this._looking = true;
    try {
      const first = !this._wall;
      this._wall = hung(this._wall, await wallOf(this._night, this._wall?.rev));
      this._trouble = null;
      if (first) void this.#part();
    } catch (problem) {
      this._trouble = problem instanceof Problem ? problem : new Problem({ why: 'broken', status: 500 });
    }
    this._looking = false;
  }

  render() {
    const person = me();
    const places = this.#may ? VIEWS.map((v) => ({ href: nightLink(this._night, v), label: say(`night.view.${v}`), icon: ICONS[v], current: this._view === v, count: v === 'wall' ? this._wall?.alarms : undefined })) : [];
    return html`<ph-topbar home="/organizer" .places=${[]} .account=${person ? { name: person.name } : null} signin-href=${signInLink()}></ph-topbar>
      <main id="main" class="page stack studio night-desk" tabindex="-1" @click=${this.#click}>${this._me.value === undefined ? shown(this._me, () => nothing)
        : !person ? html`<section class="card stack sign-in-card"><h1>${say('studio.signin')}</h1><sign-in-form reason=${say('studio.signin.text')} @signed-in=${() => this._me.from(whoAmI).then(() => this.#look())}></sign-in-form></section>`
          : !this.#may ? troubled(new Problem({ why: 'not-allowed', status: 403 }), () => location.reload()) : this.#inside(places)}</main>`;
  }

  /** @param {{href: string, label: string, icon: string, current: boolean, count?: number}[]} places */
  #inside(places) {
    if (!this._wall) return this._trouble ? troubled(this._trouble, () => this.#look()) : html`<ph-skeleton shape="cards"></ph-skeleton>`;
    const { night } = this._wall;
    return html`<header class="view-head"><a class="view-back no-print" href="/organizer/nights/${night.night}"><ph-icon name="chevron-left"></ph-icon>${say('console.back')}</a>
        <div class="split"><div class="grow-wide"><h1>${night.name}</h1><p class="soft num">${dateTime(night.opensMs)} – ${time(night.closesMs)}</p></div><span class="chip ${night.state === 'open' ? 'chip-live' : ''}">${say(`night.state.${night.state}`)}</span></div></header>
      <nav class="night-nav no-print" aria-label=${say('nav.main')}>${places.map((p) => html`<a class="night-place" href=${p.href} aria-current=${p.current ? 'page' : nothing}><ph-icon name=${p.icon} size="20"></ph-icon><span>${p.label}</span>${p.count ? html`<span class="topbar-count">${p.count}</span>` : nothing}</a>`)}</nav>
      ${this._trouble ? html`<p class="note note-amber" role="status"><ph-icon name="wifi-off"></ph-icon><span>${this._trouble.why === 'offline' ? say('studio.stale') : this._trouble.message}</span></p>` : nothing}
      ${this.#view()}`;
  }

  #view() {
    const wall = /** @type {import('../lib/night/desk.js').Summary} */ (this._wall);
    switch (this._view) {
      case 'incidents': return html`<night-incidents .night=${this._night} .tiles=${wall.tiles}></night-incidents>`;
      case 'announcements': return html`<night-announcements .night=${this._night} .state=${wall.night.state}></night-announcements>`;
      case 'map': return html`<section class="card"><h2>${say('night.view.map')}</h2><vietnam-map .figures=${byProvince(wall.tiles)}></vietnam-map></section>`;
      case 'report': return html`<night-report .night=${this._night} .thing=${this._thing}></night-report>`;
      case 'rehearsal': return html`<night-rehearsal .night=${this._night} .state=${wall.night.state}></night-rehearsal>`;
      default: return html`<night-wall .night=${this._night} .wall=${wall}></night-wall>`;
    }
  }
}
customElements.define('night-desk', NightDesk);
