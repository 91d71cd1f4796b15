import { html, nothing } from 'lit';
import { get, post } from '../../lib/api.js';
import { dateTime, money, number } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { newKey, wordsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { say } from '../../lib/words.js';
import { toast } from '../ph-toast.js';
import { shown, typedIn } from '../studio/view.js';
import '../ph-empty.js';
import '../ph-icon.js';

/** @typedef {{what: string, held: boolean, found: number, bound: number}} Checked */
/** @typedef {{id: string, name: string, fromMs: number, tookMs: number, failed?: string, booths: number, rooms: number, visitors: number, seconds: number, said: number, holds: number, orders: number, vnd: number, checks: Checked[], timed: {what: string, times: number, medianMs: number, p95Ms: number, mostMs: number}[], refused: {why: string, times: number}[]}} Result */
/** @typedef {{running?: {step: string, fromMs: number, booths: number, rooms: number, visitors: number, secondsLeft: number, orders: number}, results: Result[]}} All */

const CROWDS = [50, 150, 300];
const SECONDS = [30, 60, 120];

/** The whole night rehearsed with a simulated crowd, in a house of its own: what held and what did not. */
class NightRehearsal extends LightElement {
  static properties = { night: {}, state: {}, _busy: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.night = '';
    /** Of the night. @type {string} */
    this.state = '';
    /** @type {boolean} */
    this._busy = false;
    this._key = newKey();
    /** @type {Loads<All>} */
    this._all = new Loads(this);
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this._every = undefined;
  }

  firstUpdated() {
    void this._all.from(() => get(`/api/nights/${this.night}/rehearsals`));
  }

  connectedCallback() {
    super.connectedCallback();
    this._every = setInterval(() => this._all.value?.running && this._all.again(), 1_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this._every);
  }

  /** @param {SubmitEvent} e */
  async #start(e) {
    e.preventDefault();
    const { visitors = '150', seconds = '60' } = typedIn(/** @type {HTMLFormElement} */ (e.target));
    this._busy = true;
    try {
      await post(`/api/nights/${this.night}/rehearsals`, { key: this._key, visitors: Number(visitors), seconds: Number(seconds) });
      this._key = newKey();
      await this._all.again();
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = false;
  }

  render() {
    const running = this._all.value?.running;
    return html`<div class="two-cols"><section class="card stack"><h2>${say('night.view.rehearsal')}</h2><p class="soft">${say('night.rehearsal.text')}</p>
        ${running ? html`<div class="well stack" role="status"><strong>${say(`night.rehearsal.${running.step}`)}</strong><span class="soft num">${say('night.rehearsal.now', { booths: running.booths, rooms: running.rooms, visitors: running.visitors })}</span>${running.step === 'selling' ? html`<span class="num">${say('night.rehearsal.left', { n: running.secondsLeft, orders: running.orders })}</span>` : nothing}</div>`
          : html`<form class="stack" @submit=${this.#start}><label class="field"><span class="label">${say('night.rehearsal.crowd')}</span><select class="input" name="visitors">${CROWDS.map((n) => html`<option value=${n} ?selected=${n === 150}>${say('night.rehearsal.people', { n })}</option>`)}</select></label>
            <label class="field"><span class="label">${say('night.rehearsal.for')}</span><select class="input" name="seconds">${SECONDS.map((n) => html`<option value=${n} ?selected=${n === 60}>${say('time.seconds', { n })}</option>`)}</select></label>
            ${this.state === 'open' ? html`<p class="note note-amber"><ph-icon name="triangle-alert"></ph-icon><span>${say('night.rehearsal.open')}</span></p>` : nothing}
            <div class="form-end"><button class="btn btn-main" type="submit" aria-busy=${this._busy}><ph-icon name="flask-conical"></ph-icon>${say('night.rehearsal.start')}</button></div></form>`}</section>
      <div class="stack">${shown(this._all, (all) => (all.results.length ? all.results.map((r, i) => this.#result(r, i === 0)) : html`<ph-empty icon="flask-conical" heading=${say('night.rehearsal.none')} text=${say('night.rehearsal.none.text')}></ph-empty>`))}</div></div>`;
  }

  /** @param {Result} r @param {boolean} open */
  #result(r, open) {
    const held = !r.failed && r.checks.every((c) => c.held);
    return html`<details class="card" ?open=${open}><summary class="split"><span><strong>${say(held ? 'night.rehearsal.held' : 'night.rehearsal.broke')}</strong><br><span class="soft small num">${dateTime(r.fromMs)} · ${say('night.rehearsal.people', { n: r.visitors })}</span></span><span class="chip ${held ? 'chip-jade' : 'chip-red'}">${r.checks.filter((c) => c.held).length}/${r.checks.length}</span></summary>
      <div class="stack rehearsal-result">${r.failed ? html`<p class="note note-red"><ph-icon name="triangle-alert"></ph-icon><span>${say('night.rehearsal.failed', { why: r.failed })}</span></p>` : nothing}
        <ul class="plain-list rehearsal-checks">${r.checks.map((c) => html`<li class="rehearsal-check" data-held=${c.held}><ph-icon name=${c.held ? 'circle-check' : 'circle-x'}></ph-icon><span class="grow">${say(`night.check.${c.what}`)}<br><span class="soft small num">${say(`night.check.${c.what}.found`, { found: c.found, bound: c.bound })}</span></span></li>`)}</ul>
        <dl class="facts"><dt>${say('night.rehearsal.rooms')}</dt><dd class="num">${say('night.rehearsal.rooms.of', { rooms: r.rooms, booths: r.booths })}</dd><dt>${say('night.rehearsal.said')}</dt><dd class="num">${number(r.said)}</dd><dt>${say('night.report.holds')}</dt><dd class="num">${number(r.holds)}</dd><dt>${say('night.figure.orders')}</dt><dd class="num">${number(r.orders)} · ${money(r.vnd)}</dd></dl>
        ${r.timed.length ? html`<div class="table-wrap"><table class="table table-tight"><caption class="visually-hidden">${say('night.rehearsal.times')}</caption><thead><tr><th scope="col">${say('night.rehearsal.what')}</th><th scope="col" class="num">${say('night.report.times')}</th><th scope="col" class="num">${say('night.rehearsal.median')}</th><th scope="col" class="num">95%</th><th scope="col" class="num">${say('night.rehearsal.most')}</th></tr></thead><tbody>${r.timed.map((t) => html`<tr><th scope="row">${say(`night.timed.${t.what}`)}</th><td class="num">${number(t.times)}</td><td class="num">${number(t.medianMs)} ms</td><td class="num">${number(t.p95Ms)} ms</td><td class="num">${number(t.mostMs)} ms</td></tr>`)}</tbody></table></div>` : nothing}
        ${r.refused.length ? html`<details><summary>${say('night.rehearsal.refused')}</summary><ul class="lines plain-list">${r.refused.map((n) => html`<li class="split"><span class="grow">${say(`refused.${n.why}`)}</span><span class="num soft">${say('night.missing.times', { n: n.times })}</span></li>`)}</ul></details>` : nothing}</div></details>`;
  }
}
customElements.define('night-rehearsal', NightRehearsal);
