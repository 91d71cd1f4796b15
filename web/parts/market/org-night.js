import { html, nothing } from 'lit';
import { Problem } from '../../lib/api.js';
import { LightElement } from '../../lib/light.js';
import { decide, hours, nightAct, nightChip, nightDesk, nightLink, nightState, retimeNight, setHalls } from '../../lib/market.js';
import { Loads } from '../../lib/studio/loads.js';
import { say } from '../../lib/words.js';
import { shown, viewHead } from '../studio/view.js';
import { toast } from '../ph-toast.js';
import './night-clock.js';
import './night-inbox.js';
import './night-plan.js';
import './stage-line.js';
import '../ph-tabs.js';

/** How often it is looked whether another organizer or the clock changed something, ms. */
const LOOK_MS = 10_000;
const TABS = /** @type {const} */ ([['inbox', 'users'], ['plan', 'layout-grid'], ['clock', 'clock'], ['stage', 'star']]);

/** A night on the organizer's desk: applications, plan, clock, main stage. */
export class OrgNight extends LightElement {
  static properties = { thing: {}, _tab: { state: true }, _busy: { state: true }, _problem: { state: true } };

  constructor() {
    super();
    /** The night. @type {string} */
    this.thing = '';
    /** @type {string} */
    this._tab = location.hash.slice(1) || 'inbox';
    /** @type {string} */
    this._busy = '';
    /** @type {unknown} */
    this._problem = null;
    /** @type {Loads<import('../../lib/market.js').NightDesk>} */
    this._desk = new Loads(this);
    /** @type {number | undefined} */
    this._timer = undefined;
    this.addEventListener('night-act', (e) => this.#act(/** @type {CustomEvent} */ (e).detail));
    this.addEventListener('night-decide', (e) => this.#decide(/** @type {CustomEvent} */ (e).detail));
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('thing') && this.thing) void this._desk.from(() => nightDesk(this.thing), true);
  }

  connectedCallback() {
    super.connectedCallback();
    this._timer = window.setInterval(() => { if (!document.hidden && !this._busy && this._desk.value) void this._desk.again(); }, LOOK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this._timer);
  }

  /** @param {{act?: string, body?: Record<string, unknown>, halls?: import('../../lib/market.js').HallDraft[], times?: import('../../lib/market.js').NightTimes, name?: string}} what */
  #act({ act, body, halls, times, name }) {
    const rev = this._desk.value?.rev ?? 0;
    if (halls) return this.#keep('halls', () => setHalls(this.thing, rev, halls));
    if (times) return this.#keep('times', () => retimeNight(this.thing, rev, name ?? '', times));
    return this.#keep(act ?? '', () => nightAct(this.thing, act ?? '', body ?? {}));
  }

  /** @param {{booth: string, rev: number, to: string, why?: string}} what */
  #decide({ booth, rev, to, why }) {
    return this.#keep(booth, () => decide(this.thing, booth, rev, to, why), to === 'approved' ? '' : say(`inbox.done.${to}`));
  }

  /** @param {string} busy @param {() => Promise<import('../../lib/market.js').NightDesk>} work @param {string} [done] */
  async #keep(busy, work, done) {
    this._busy = busy;
    this._problem = null;
    try {
      this._desk.set(await work());
      if (done) toast(done, { kind: 'good' });
    } catch (problem) {
      this._problem = problem;
      const told = problem instanceof Problem ? problem : new Problem({ why: 'broken', status: 500 });
      toast(told.message, { kind: 'bad' });
      if (told.why === 'changed-meanwhile' || told.why === 'wrong-state' || told.why === 'place-taken') await this._desk.again();
    }
    this._busy = '';
  }

  render() {
    return shown(this._desk, (desk) => this.#desk(desk), { shape: 'lines' });
  }

  /** @param {import('../../lib/market.js').NightDesk} desk */
  #desk(desk) {
    const { night } = desk;
    const waiting = desk.applications.filter((a) => a.application.state === 'waiting').length;
    const tabs = TABS.map(([key, icon]) => ({ key, icon, label: say(`org.night.${key}`), ...(key === 'inbox' && waiting ? { count: waiting } : {}) }));
    const tab = TABS.some(([k]) => k === this._tab) ? this._tab : 'inbox';
    return html`${viewHead({ title: night.name, back: `/organizer/markets/${night.market}`, backWords: desk.market.name, actions: html`<a class="btn" href="/organizer/nights/${night.night}/wall"><ph-icon name="layout-grid"></ph-icon>${say('console.open')}</a><a class="btn" href=${nightLink(night.night)}><ph-icon name="external-link"></ph-icon>${say('org.night.see')}</a>`,
        under: html`<p class="row"><span class="chip ${nightChip(night)}">${nightState(night)}</span>${desk.held && night.state !== 'closed' ? html`<span class="chip chip-red">${say('org.night.held')}</span>` : nothing}<span class="soft num">${hours(night)}</span></p>` })}
      <ph-tabs .tabs=${tabs} .selected=${tab} label=${night.name} panel="night-panel" @ph-select=${(/** @type {CustomEvent} */ e) => { this._tab = e.detail; history.replaceState(null, '', `#${e.detail}`); }}></ph-tabs>
      <div id="night-panel" role="tabpanel" aria-label=${say(`org.night.${tab}`)}>${this.#panel(tab, desk)}</div>`;
  }

  /** @param {string} tab @param {import('../../lib/market.js').NightDesk} desk */
  #panel(tab, desk) {
    if (tab === 'plan') return html`<night-plan .desk=${desk} .busy=${this._busy} .problem=${this._problem}></night-plan>`;
    if (tab === 'clock') return html`<night-clock .desk=${desk} .busy=${this._busy} .problem=${this._problem}></night-clock>`;
    if (tab === 'stage') return html`<div class="card" data-surface="street">${desk.night.state === 'open' ? html`<stage-line .spotlight=${desk.spotlight} .minutes=${desk.spotlightMinutes} .booths=${desk.stands.map((s) => ({ place: s.place, booth: desk.applications.find((a) => a.booth.booth === s.booth)?.booth })).filter((b) => b.booth)}></stage-line>` : html`<ph-empty icon="star" heading=${say('spotlight.notyet')} text=${say('spotlight.rule', { n: desk.spotlightMinutes })}></ph-empty>`}</div>`;
    return html`<night-inbox .desk=${desk} .busy=${this._busy}></night-inbox>`;
  }
}
customElements.define('org-night', OrgNight);
