import { html, nothing } from 'lit';
import { Problem } from '../lib/api.js';
import { emptyCounter, told, waiting } from '../lib/counter.js';
import { LightElement } from '../lib/light.js';
import { signInLink } from '../lib/links.js';
import { follows, forgotten, me, whoAmI } from '../lib/session.js';
import { Socket } from '../lib/socket.js';
import { findBooth, ordersOf } from '../lib/studio/desk.js';
import { boothComplaints, boothMatters } from '../lib/oversight.js';
import { Loads } from '../lib/studio/loads.js';
import { GO, deskLink, spotOf } from '../lib/studio/routes.js';
import { chime, wakeSound } from '../lib/studio/sound.js';
import { say } from '../lib/words.js';
import { shown, troubled } from '../parts/studio/view.js';
import { officeOf } from '../parts/matter-card.js';
import { toast } from '../parts/ph-toast.js';
import '../parts/night-notice.js';
import '../parts/ph-topbar.js';
import '../parts/sign-in-form.js';
import '../parts/studio/studio-home.js';

/** @typedef {import('../parts/studio/view.js').Place} Place */
/** @typedef {import('../lib/studio/routes.js').View} View */

/** Views come when they are needed: a seller on a slow phone pays for one at a time. @type {Partial<Record<View, () => Promise<unknown>>>} */
const CODE = {
  overview: () => import('../parts/studio/studio-overview.js'), open: () => import('../parts/studio/studio-open.js'),
  products: () => import('../parts/studio/studio-products.js'), product: () => import('../parts/studio/studio-product.js'), import: () => import('../parts/studio/studio-import.js'),
  shows: () => import('../parts/studio/studio-shows.js'), show: () => import('../parts/studio/studio-show.js'), live: () => import('../parts/studio/studio-live.js'),
  orders: () => import('../parts/studio/studio-orders.js'), order: () => import('../parts/studio/studio-order.js'), suspense: () => import('../parts/studio/studio-suspense.js'),
  reports: () => import('../parts/studio/studio-reports.js'), report: () => import('../parts/studio/studio-report.js'), settings: () => import('../parts/studio/studio-settings.js'), trust: () => import('../parts/studio/studio-trust.js'),
  market: () => import('../parts/studio/studio-market.js'),
  counter: () => import('../parts/studio/studio-counter.js'),
};

/** The seller's desk: who it is, which booth, which view. Orders of the booth are heard here and told on to the view. */
class StudioPage extends LightElement {
  static properties = { _spot: { state: true }, _ready: { state: true }, _new: { state: true }, _trust: { state: true }, _counter: { state: true }, _failed: { state: true } };

  constructor() {
    super();
    follows(this);
    this._spot = spotOf(location.pathname);
    /** @type {Set<View>} views whose code has come */
    this._ready = new Set(['home', 'lost']);
    /** @type {View | ''} the view whose code did not come */
    this._failed = '';
    /** Orders that nobody has confirmed. @type {number} */
    this._new = 0;
    /** Matters and complaints that wait for the booth's answer. @type {number} */
    this._trust = 0;
    /** Visitors at the booth's counter. */
    this._counter = emptyCounter('');
    /** @type {Loads<{id: string, place: Place}>} */
    this._place = new Loads(this);
    /** @type {Loads<import('../lib/session.js').Me | null>} */
    this._me = new Loads(this);
    /** @type {Socket | null} the booth's own room, where its orders are told */
    this._socket = null;
    this._heardOf = '';
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('popstate', this.#moved);
    window.addEventListener(GO, this.#go);
    this.addEventListener('click', this.#click);
    this.addEventListener('pointerdown', wakeSound);
    this.addEventListener('studio-booth', this.#boothChanged);
    this.addEventListener('studio-orders', this.#count);
    void this._me.from(whoAmI).then(() => this.#enter());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.#moved);
    window.removeEventListener(GO, this.#go);
    this._socket?.close();
  }

  // ── going about ───────────────────────────────────────────────────────────────────────────────────────────────────

  #moved = () => {
    this._spot = spotOf(location.pathname);
    this.#enter();
    window.scrollTo(0, 0);
    void this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector('#main'))?.focus({ preventScroll: true }));
  };

  /** @param {Event} e */
  #go = (e) => {
    const { path, replace } = /** @type {CustomEvent<{path: string, replace: boolean}>} */ (e).detail;
    if (replace) history.replaceState(null, '', path);
    else history.pushState(null, '', path);
    this.#moved();
  };

  /** Links within the desk do not load the page anew. @param {MouseEvent} e */
  #click = (e) => {
    const link = /** @type {Element} */ (e.composedPath()[0]).closest?.('a[href^="/studio"]');
    if (!link || e.defaultPrevented || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey || link.hasAttribute('download') || link.getAttribute('target')) return;
    e.preventDefault();
    const path = link.getAttribute('href') ?? '';
    if (path !== location.pathname) this.#go(new CustomEvent(GO, { detail: { path, replace: false } }));
  };

  #enter() {
    const { view, booth } = this._spot;
    const load = CODE[view];
    if (load && !this._ready.has(view)) {
      load().then(() => { this._ready = new Set([...this._ready, view]); this._failed = ''; }, () => { this._failed = view; });
    }
    if (booth && this._me.value && this._place.value?.id !== booth) void this._place.from(() => this.#find(booth), true).then(() => this.#listen());
    document.title = `${this.#title()} · Phiên`;
  }

  /** @param {string} booth @returns {Promise<{id: string, place: Place}>} */
  async #find(booth) {
    const post = me()?.booths.find((b) => b.booth === booth);
    const role = /** @type {Place['role'] | undefined} */ (post?.role) ?? (me()?.roles.includes('organizer') ? 'organizer' : undefined);
    if (!role) throw new Problem({ why: 'not-allowed', status: 403 });
    return { id: booth, place: { booth: await findBooth(booth), role } };
  }

  #boothChanged = () => {
    const booth = this._spot.booth;
    if (booth) void this._place.from(() => this.#find(booth));
  };

  // ── the booth's orders ────────────────────────────────────────────────────────────────────────────────────────────

  #listen() {
    const place = this._place.value?.place;
    if (!place || this._heardOf === place.booth.booth) return;
    this._heardOf = place.booth.booth;
    this._counter = emptyCounter(place.booth.booth);
    this._socket?.close();
    this._socket = new Socket({ at: () => null, hear: (message) => this.#hear(message), signedOut: forgotten });
    this._socket.join(place.booth.booth);
    if (place.role !== 'moderator') this.#count();
    void this.#countTrust();
  }

  /** @param {import('../lib/protocol.js').Outbound} message */
  #hear(message) {
    const before = waiting(this._counter).length;
    this._counter = told(this._counter, message);
    if (message.t === 'ticket-changed' && waiting(this._counter).length > before && this._spot.view !== 'counter') chime();
    if (message.t === 'joined') void this._socket?.ask({ t: 'show-counter', booth: this._heardOf });
    if (message.t === 'order-arrived') {
      this._new++;
      if (this._spot.view !== 'live') chime();
    } else if (message.t === 'order-moved') this.#count();
    else if (message.t === 'matter-moved' || message.t === 'complaint-moved') this.#heardOfTrust(message);
    else if (message.t !== 'joined') return;
    /** @type {any} */ (this.querySelector('[data-view]'))?.hear?.(message);
  }

  /** What waits for the booth's answer: asked once, then told. */
  async #countTrust() {
    const booth = this._heardOf;
    const [matters, complaints] = await Promise.all([boothMatters(booth).catch(() => []), boothComplaints(booth).catch(() => [])]);
    this._waits = new Set([...matters.filter((m) => m.state === 'open').map((m) => m.matter), ...complaints.filter((c) => c.state === 'open').map((c) => c.complaint)]);
    this._trust = this._waits.size;
  }

  /** @param {import('../lib/protocol.js').MatterMoved | import('../lib/protocol.js').ComplaintMoved} message */
  #heardOfTrust(message) {
    const [id, state, booth] = message.t === 'matter-moved' ? [message.matter.matter, message.matter.state, message.matter.booth] : [message.complaint.complaint, message.complaint.state, message.complaint.booth];
    if (booth !== this._heardOf) return;
    const fresh = state === 'open' && !this._waits.has(id);
    if (state === 'open') this._waits.add(id);
    else this._waits.delete(id);
    this._trust = this._waits.size;
    if (!fresh) return;
    chime();
    const words = message.t === 'matter-moved' ? say('desk.matter', { who: officeOf(message.matter), what: say(`oversight.kind.${message.matter.kind}`) }) : say('desk.matter', { who: say('oversight.who.buyer'), what: say(`complaint.kind.${message.complaint.kind}`) });
    toast(words, { kind: 'bad', ms: 12_000 });
  }

  /** What waits for an answer. @type {Set<string>} */
  _waits = new Set();

  #count = () => {
    const booth = this._place.value?.id;
    if (!booth || this._counting) return;
    // Many orders move at once in a bulk; one look afterwards is enough.
    this._counting = setTimeout(async () => {
      this._counting = undefined;
      const page = await ordersOf(booth, { states: ['placed'] }).catch(() => null);
      if (page) this._new = page.next ? Math.max(this._new, page.orders.length) : page.orders.length;
    }, 600);
  };

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  _counting = undefined;

  // ── what is seen ──────────────────────────────────────────────────────────────────────────────────────────────────

  #title() {
    const { view } = this._spot;
    const key = { product: 'products', import: 'products', show: 'shows', order: 'orders', suspense: 'orders', report: 'reports' }[/** @type {string} */ (view)] ?? view;
    return key === 'home' || key === 'overview' || key === 'open' || key === 'lost' ? say('studio.desk') : say(`studio.nav.${key}`);
  }

  #places() {
    const { booth, view } = this._spot;
    const place = this._place.value?.place;
    if (!booth || !place) return [];
    const on = (/** @type {View[]} */ ...views) => views.includes(view);
    const all = [
      { href: deskLink(booth), label: say('studio.nav.overview'), icon: 'house', current: on('overview', 'settings', 'reports', 'report') },
      { href: deskLink(booth, 'shows'), label: say('studio.nav.shows'), icon: 'radio', current: on('shows', 'show') },
      { href: deskLink(booth, 'orders'), label: say('studio.nav.orders'), icon: 'package', current: on('orders', 'order', 'suspense'), count: this._new },
      { href: deskLink(booth, 'products'), label: say('studio.nav.products'), icon: 'shopping-bag', current: on('products', 'product', 'import') },
      { href: deskLink(booth, 'market'), label: say('studio.nav.market'), icon: 'calendar-days', current: on('market') },
    ];
    if (this._trust || on('trust')) all.push({ href: deskLink(booth, 'trust'), label: say('studio.nav.trust'), icon: 'shield-check', current: on('trust'), count: this._trust });
    const visitors = { href: deskLink(booth, 'counter'), label: say('counter.nav'), icon: 'message-circle', current: on('counter'), count: waiting(this._counter).length };
    return [...(place.role === 'moderator' ? all.slice(0, 2) : all), visitors];
  }

  render() {
    const { view, booth } = this._spot;
    const person = me();
    const bare = view === 'live' && this._place.value && this._ready.has('live');
    return html`${bare ? html`<a class="skip" href="#main">${say('nav.skip')}</a>` : html`<ph-topbar .places=${this.#places()} .account=${person ? { name: person.name } : null} heading=${this._place.value && booth ? this._place.value.place.booth.name : say('studio.desk')}
      home="/" signin-href=${signInLink()}></ph-topbar>`}
      <main id="main" class=${bare ? 'live-desk-page' : 'page stack studio'} tabindex="-1"><night-notice></night-notice>${this.#inside()}</main>`;
  }

  #inside() {
    const { view, booth, thing } = this._spot;
    if (this._me.value === undefined) return shown(this._me, () => nothing);
    if (this._me.value === null) return html`<section class="card stack sign-in-card"><h1>${say('studio.signin')}</h1><sign-in-form reason=${say('studio.signin.text')} @signed-in=${() => this._me.from(whoAmI).then(() => this.#enter())}></sign-in-form></section>`;
    if (view === 'lost') return troubled(new Problem({ why: 'not-found', status: 404 }), () => location.reload());
    if (view === 'home') return html`<studio-home></studio-home>`;
    if (this._failed === view) return troubled(new Problem({ why: 'offline', status: 0 }), () => location.reload());
    if (view === 'open') return this._ready.has('open') ? html`<studio-open></studio-open>` : html`<ph-skeleton></ph-skeleton>`;
    if (this._place.value?.id !== booth) return shown(/** @type {Loads<any>} */ (this._place.problem ? this._place : { value: undefined, problem: undefined, again: () => {} }), () => nothing);
    if (!this._ready.has(view)) return html`<ph-skeleton shape="rows" count="5"></ph-skeleton>`;
    const place = this._place.value.place;
    switch (view) {
      case 'overview': return html`<studio-overview data-view .place=${place}></studio-overview>`;
      case 'products': return html`<studio-products data-view .place=${place}></studio-products>`;
      case 'product': return html`<studio-product data-view .place=${place} .thing=${thing}></studio-product>`;
      case 'import': return html`<studio-import data-view .place=${place}></studio-import>`;
      case 'shows': return html`<studio-shows data-view .place=${place}></studio-shows>`;
      case 'show': return html`<studio-show data-view .place=${place} .thing=${thing}></studio-show>`;
      case 'live': return html`<studio-live data-view .place=${place} .thing=${thing}></studio-live>`;
      case 'orders': return html`<studio-orders data-view .place=${place}></studio-orders>`;
      case 'order': return html`<studio-order data-view .place=${place} .thing=${thing}></studio-order>`;
      case 'suspense': return html`<studio-suspense data-view .place=${place}></studio-suspense>`;
      case 'reports': return html`<studio-reports data-view .place=${place}></studio-reports>`;
      case 'trust': return html`<studio-trust data-view .place=${place} .thing=${thing}></studio-trust>`;
      case 'report': return html`<studio-report data-view .place=${place} .thing=${thing}></studio-report>`;
      case 'market': return html`<studio-market class="stack" data-view .place=${place}></studio-market>`;
      case 'settings': return html`<studio-settings data-view .place=${place}></studio-settings>`;
      case 'counter': return html`<studio-counter data-view .place=${place}></studio-counter>`;
      default: return nothing;
    }
  }
}
customElements.define('studio-page', StudioPage);
