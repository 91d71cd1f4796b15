import { html, nothing } from 'lit';
import { Problem, get, withQuery } from '../lib/api.js';
import { duration, number, percent } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { signInLink } from '../lib/links.js';
import { KEPT, coarser, findings, isSilent, line, since, together } from '../lib/ops.js';
import { follows, me, whoAmI } from '../lib/session.js';
import { say } from '../lib/words.js';
import { troubled, viewHead } from '../parts/studio/view.js';
import '../parts/ph-chart.js';
import '../parts/ph-empty.js';
import '../parts/ph-icon.js';
import '../parts/ph-skeleton.js';
import '../parts/ph-topbar.js';
import '../parts/sign-in-form.js';

const EVERY_MS = 1_000;
/** A figure of a chart stands for so many seconds. */
const EACH = 5;
const ICON = /** @type {const} */ ({ bad: 'circle-alert', warn: 'triangle-alert', note: 'info' });
const TONE = /** @type {Record<string, string>} */ ({ none: 'chip-jade', quieter: 'chip-amber', thinner: 'chip-amber', 'buying-only': 'chip-red', 'store-away': 'chip-red' });

/** For the person on duty: how every node fares, what is wrong and what to do. For organizers, and at the server's own machine. */
class OpsPage extends LightElement {
  static properties = { _view: { state: true }, _problem: { state: true }, _paused: { state: true }, _node: { state: true } };

  constructor() {
    super();
    follows(this);
    /** @type {import('../lib/ops.js').View | null} */
    this._view = null;
    /** @type {Problem | null} */
    this._problem = null;
    /** @type {boolean} */
    this._paused = false;
    /** The node whose lines are drawn; '' for all. @type {string} */
    this._node = '';
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this._next = undefined;
    this._seen = () => { if (!document.hidden) void this.#ask(); };
  }

  connectedCallback() {
    super.connectedCallback();
    whoAmI().catch(() => {});
    document.addEventListener('visibilitychange', this._seen);
    void this.#ask();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this._seen);
    clearTimeout(this._next);
  }

  async #ask() {
    clearTimeout(this._next);
    if (this._paused || document.hidden) return;
    try {
      this._view = together(this._view, await get(withQuery('/api/ops', { since: since(this._view) || undefined })));
      this._problem = null;
    } catch (e) {
      this._problem = e instanceof Problem ? e : new Problem({ why: 'offline', status: 0 });
    }
    if (this.isConnected && !(this._problem && [401, 403].includes(this._problem.status))) this._next = setTimeout(() => this.#ask(), EVERY_MS);
  }

  #pause() {
    this._paused = !this._paused;
    void this.#ask();
  }

  render() {
    document.title = `${say('ops.title')} · Phiên`;
    const person = me();
    const places = person?.roles.includes('organizer') ? [{ href: '/organizer', label: say('studio.organizer'), icon: 'store' }, { href: '/ops', label: say('ops.title'), icon: 'activity', current: true }] : [];
    return html`<ph-topbar .places=${places} .account=${person ? { name: person.name } : null} heading=${say('ops.title')} signin-href=${signInLink()} ?hide-account=${person === undefined}></ph-topbar>
      <main id="main" class="page stack studio ops" tabindex="-1">${this.#inside()}</main>`;
  }

  #inside() {
    const view = this._view;
    const problem = this._problem;
    if (problem?.status === 401) return html`<section class="card stack sign-in-card"><h1>${say('ops.title')}</h1><p class="soft">${say('ops.who')}</p><sign-in-form reason=${say('studio.signin.text')} @signed-in=${() => this.#ask()}></sign-in-form></section>`;
    if (problem?.status === 403) return html`<ph-empty kind="forbidden" text=${say('ops.who')}><a class="btn" href="/">${say('live.ended.lobby')}</a></ph-empty>`;
    if (!view) return problem ? troubled(problem, () => void this.#ask()) : html`<h1 class="visually-hidden">${say('ops.title')}</h1><ph-skeleton shape="cards" count="4"></ph-skeleton>`;
    return html`${viewHead({ title: say('ops.title'), under: html`<p class="soft">${say('ops.under', { n: view.nodes.length })}</p>`, actions: html`<button class="btn" type="button" aria-pressed=${this._paused} @click=${this.#pause}><ph-icon name=${this._paused ? 'play' : 'pause'}></ph-icon>${say(this._paused ? 'ops.go-on' : 'ops.pause')}</button>` })}
      ${problem ? html`<p class="note note-red" role="alert"><ph-icon name="wifi-off"></ph-icon><span>${say('ops.unreachable')}</span></p>` : nothing}
      ${this.#findings(view)}
      ${this.#sums(view)}
      <section class="stack" aria-labelledby="nodes"><h2 id="nodes">${say('ops.nodes')}</h2><div class="ops-nodes">${view.nodes.map((n) => this.#card(n, view))}</div></section>
      ${this.#charts(view)}`;
  }

  /** @param {import('../lib/ops.js').View} view */
  #findings(view) {
    const found = findings(view);
    const several = view.nodes.length > 1;
    if (!found.length) return html`<section class="note note-jade ops-well" role="status"><ph-icon name="circle-check"></ph-icon><span><strong>${say('ops.well')}</strong> ${say('ops.well.text')}</span></section>`;
    return html`<section class="stack ops-found" aria-labelledby="found"><h2 id="found" class="visually-hidden">${say('ops.found')}</h2><div role="status" class="visually-hidden">${say('ops.found.n', { n: found.length })}</div>
      <ul class="plain-list ops-findings">${found.map((f) => html`<li class="note ${f.kind === 'bad' ? 'note-red' : f.kind === 'warn' ? 'note-amber' : ''}"><ph-icon name=${ICON[f.kind]}></ph-icon><span><strong>${say(`ops.find.${f.what}`, f.args)}</strong>${several ? html` <span class="soft small">${hostOf(f.node)}</span>` : nothing}<br>${say(`ops.find.${f.what}.do`, f.args)}</span></li>`)}</ul></section>`;
  }

  /** @param {import('../lib/ops.js').View} view */
  #sums(view) {
    const now = view.nodes.filter((n) => !isSilent(n, view.nowMs)).map((n) => n.beats.at(-1)).filter((b) => b !== undefined);
    const sum = (/** @type {keyof import('../lib/ops.js').Beat} */ what) => now.reduce((n, b) => n + Number(b[what]), 0);
    const figure = (/** @type {string} */ what, /** @type {string} */ shown) => html`<div class="figure card"><span class="what">${say(what)}</span><span class="num">${shown}</span></div>`;
    return html`<div class="figures ops-sums">${figure('ops.phones', number(sum('phones')))}${figure('ops.deliveries', number(sum('deliveries')))}${figure('ops.holds', number(sum('holds'), 1))}${figure('ops.orders', number(sum('orders'), 1))}${figure('ops.shed', number(sum('chatsShed') + sum('dropped')))}${figure('ops.turned', number(sum('turnedAway')))}</div>`;
  }

  /** @param {import('../lib/ops.js').Node} node @param {import('../lib/ops.js').View} view */
  #card(node, view) {
    const now = node.beats.at(-1);
    const silent = isSilent(node, view.nowMs);
    const several = view.nodes.length > 1;
    const row = (/** @type {string} */ what, /** @type {unknown} */ figure, slow = false) => html`<div><dt>${say(what)}</dt><dd class="num ${slow ? 'ops-slow' : ''}">${figure}</dd></div>`;
    return html`<article class="card stack ops-node ${silent ? 'ops-silent' : ''}">
      <header class="row"><h3 class="ellipsis grow">${hostOf(node.address)}</h3>${silent ? html`<span class="chip chip-red">${say('ops.silent')}</span>` : html`<span class="chip ${now?.leaving ? '' : TONE[now?.strain ?? 'none']}">${say(now?.leaving ? 'ops.leaving' : `ops.strain.${now?.strain ?? 'none'}`)}</span>`}</header>
      ${now ? html`<div><div class="row ops-phones"><span class="grow">${say('ops.phones')}</span><span class="num"><strong>${number(now.phones)}</strong> / ${number(now.phonesMost)}</span></div><progress max=${now.phonesMost} value=${Math.min(now.phones, now.phonesMost)} aria-label=${say('ops.phones')}></progress></div>
        <dl class="ops-list">
          ${row('ops.rooms', number(now.rooms))}
          ${row('ops.hold-ms', ms(now.takeHoldMs), now.takeHoldMs > 250)}
          ${row('ops.order-ms', ms(now.placeOrderMs), now.placeOrderMs > 250)}
          ${row('ops.store-ms', now.strain === 'store-away' ? say('ops.no-answer') : ms(now.storeMs), now.strain === 'store-away' || now.storeMs > 100)}
          ${row('ops.lag-ms', ms(now.lagMs), now.lagMs > 50)}
          ${row('ops.heap', now.heapAfter ? percent(now.heapAfter / now.heapMost, 0) : '–', now.heapAfter > now.heapMost * 0.8)}
          ${row('ops.cpu', say('ops.cores', { n: number(now.cpu, 2) }))}
          ${row('ops.outbox', bytes(now.outboxBytes))}
          ${row('ops.behind', now.factsBehind ? `${number(now.factsBehind)} · ${number(now.factsBehindSeconds)} s` : number(0), now.factsBehindSeconds > 30)}
          ${row('ops.store-log', `${bytes(now.storeLogBytes)} · ${say(now.storeKeeps ? 'ops.keeps' : 'ops.keeps.not')}`, !now.storeKeeps)}
        </dl>` : nothing}
      <footer class="row soft small"><span class="grow">${node.transport.toLowerCase()} · ${say('ops.up', { for: sinceStart(view.nowMs - node.startedMs) })}</span>${several ? html`<button class="btn btn-small" type="button" aria-pressed=${this._node === node.node} @click=${() => { this._node = this._node === node.node ? '' : node.node; }}>${say(this._node === node.node ? 'ops.draw.all' : 'ops.draw.one')}</button>` : nothing}</footer>
    </article>`;
  }

  /** @param {import('../lib/ops.js').View} view */
  #charts(view) {
    const one = view.nodes.some((n) => n.node === this._node) ? this._node : '';
    const drawn = (/** @type {keyof import('../lib/ops.js').Beat} */ what, /** @type {'sum' | 'worst'} */ how) => coarser(line(view, one, what, how, KEPT), EACH);
    const labels = Array.from({ length: KEPT / EACH }, (_, i) => ago((KEPT / EACH - 1 - i) * EACH));
    const chart = (/** @type {string} */ caption, /** @type {import('../parts/ph-chart.js').Series[]} */ series) => html`<div class="card"><ph-chart caption=${say(caption)} .labels=${labels} .series=${series} across=${say('ops.ago')} height="180"></ph-chart></div>`;
    return html`<section class="stack" aria-labelledby="lines"><h2 id="lines">${say('ops.lines')}</h2><div class="ops-charts">
      ${chart('ops.chart.buying', [{ label: say('ops.line.hold'), values: drawn('takeHoldMs', 'worst') }, { label: say('ops.line.order'), values: drawn('placeOrderMs', 'worst'), tone: 4 }])}
      ${chart('ops.chart.inside', [{ label: say('ops.line.store'), values: drawn('storeMs', 'worst'), tone: 2 }, { label: say('ops.line.lag'), values: drawn('lagMs', 'worst'), tone: 3 }])}
      ${chart('ops.chart.phones', [{ label: say('ops.line.phones'), values: drawn('phones', 'sum') }])}
      ${chart('ops.chart.deliveries', [{ label: say('ops.line.deliveries'), values: drawn('deliveries', 'sum'), tone: 2 }])}
    </div></section>`;
  }
}
customElements.define('ops-page', OpsPage);

/** @param {string} address */
const hostOf = (address) => address.replace(/^https?:\/\//, '');
/** @param {number} n */
const ms = (n) => (n ? `${number(n, n < 10 ? 1 : 0)} ms` : '–');
/** @param {number} seconds */
const ago = (seconds) => (seconds ? `-${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` : say('ops.now'));

/** @param {number} n */
function bytes(n) {
  const [size, unit] = n >= 1e9 ? [1e9, 'GB'] : n >= 1e6 ? [1e6, 'MB'] : [1e3, 'kB'];
  return `${number(n / size, n / size < 10 && n ? 1 : 0)} ${unit}`;
}

/** @param {number} forMs */
function sinceStart(forMs) {
  const hours = Math.floor(forMs / 3_600_000);
  return hours ? say('ops.hours', { n: number(hours) }) : duration(Math.floor(forMs / 60_000) * 60_000 || forMs);
}
