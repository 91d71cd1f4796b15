import { html, nothing } from 'lit';
import { dateTime } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { fromField, toField } from '../../lib/studio/when.js';
import { say } from '../../lib/words.js';
import { ask } from '../ph-dialog.js';
import '../ph-field.js';
import '../ph-icon.js';
import '../ph-sheet.js';

const STEPS = ['draft', 'applications', 'published', 'open', 'closed'];

/**
 * The clock of a night: its steps, moved by time or by hand.
 * @fires night-act with `detail` {act, body} or {times, name}
 */
export class NightClock extends LightElement {
  static properties = { desk: { attribute: false }, busy: {}, problem: { attribute: false }, _sheet: { state: true }, _why: { state: true }, _times: { state: true } };

  constructor() {
    super();
    /** @type {import('../../lib/market.js').NightDesk} */
    this.desk = /** @type {any} */ (null);
    /** @type {string} */
    this.busy = '';
    /** @type {any} */
    this.problem = null;
    /** @type {'' | 'cancel' | 'hold' | 'times'} */
    this._sheet = '';
    /** @type {string} */
    this._why = '';
    /** @type {Record<string, string>} */
    this._times = {};
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    const before = changed.get('desk');
    if (before && this.desk && before.rev !== this.desk.rev) this._sheet = '';
  }

  /** @param {string} act @param {Record<string, unknown>} body */
  #act(act, body) {
    this.dispatchEvent(new CustomEvent('night-act', { detail: { act, body }, bubbles: true }));
  }

  async #next() {
    const from = this.desk.night.state;
    const to = STEPS[STEPS.indexOf(from) + 1];
    if (await ask({ heading: say(`night.move.${to}`), text: say(`night.move.${to}.text`), yes: say(`night.move.${to}`) })) this.#act('move', { from, to });
  }

  #retime() {
    const t = this.desk.times;
    this._times = { name: this.desk.night.name, ...Object.fromEntries(Object.entries(t).map(([k, ms]) => [k, toField(ms)])) };
    this._sheet = 'times';
  }

  #sendTimes() {
    const { name = '', ...fields } = this._times;
    const times = Object.fromEntries(Object.entries(fields).map(([k, text]) => [k, fromField(text) ?? 0]));
    this.dispatchEvent(new CustomEvent('night-act', { detail: { times, name }, bubbles: true }));
  }

  render() {
    const { night, times, held, changes, onRule } = this.desk;
    const at = STEPS.indexOf(night.state);
    const when = { draft: 0, applications: times.applyFromMs, published: times.publishMs, open: times.opensMs, closed: times.closesMs };
    const over = night.state === 'closed';
    const next = STEPS[at + 1];
    return html`<div class="two-cols"><section class="card stack"><h2>${say('night.clock')}</h2>
        ${night.cancelled ? html`<p class="note note-red"><ph-icon name="circle-alert"></ph-icon><span><strong>${say('night.cancelled')}</strong> ${night.cancelled}</span></p>` : nothing}
        ${held && !over ? html`<p class="note note-amber" role="status"><ph-icon name="pause"></ph-icon><span>${say('night.held.text')}</span></p>` : nothing}
        ${onRule || over ? nothing : html`<p class="note note-amber"><ph-icon name="circle-alert"></ph-icon><span>${say('night.offrule')}</span></p>`}
        <ol class="night-clock-line">${STEPS.map((step, i) => html`<li class="clock-step ${i < at ? 'done' : i === at ? 'now' : ''}" aria-current=${i === at ? 'step' : nothing}><span class="clock-sign"><ph-icon name=${i < at ? 'check' : i === at ? 'clock' : 'chevron-right'} size="18"></ph-icon></span><span class="clock-words"><strong>${say(`night.state.${step}`)}</strong>${step === 'applications' ? html`<span class="soft small num">${say('night.clock.until', { time: dateTime(times.applyUntilMs) })}</span>` : nothing}</span><span class="soft small num">${/** @type {any} */ (when)[step] ? dateTime(/** @type {any} */ (when)[step]) : ''}</span></li>`)}</ol>
        ${over ? nothing : html`<div class="row"><button class="btn btn-main" type="button" aria-busy=${this.busy === 'move'} @click=${this.#next}>${say(`night.move.${next}`)}</button>
          <button class="btn" type="button" aria-busy=${this.busy === 'hold'} @click=${() => (held ? this.#act('hold', { held: false }) : (this._why = '', this._sheet = 'hold'))}><ph-icon name=${held ? 'play' : 'pause'}></ph-icon>${say(held ? 'night.release' : 'night.hold')}</button>
          <button class="btn" type="button" @click=${this.#retime}><ph-icon name="pencil"></ph-icon>${say('night.retime')}</button>
          <button class="btn btn-danger" type="button" @click=${() => { this._why = ''; this._sheet = 'cancel'; }}>${say('night.cancel')}</button></div>`}</section>
      <section class="card stack"><h2>${say('night.changes')}</h2>${changes.length ? html`<ol class="told">${changes.map((c) => html`<li><span class="small"><strong>${say(`night.change.${c.what}`)}</strong> <span class="soft num">· ${c.name || say('night.byclock')}, ${dateTime(c.atMs)}</span></span>${c.why ? html`<span class="said">${c.why}</span>` : nothing}</li>`)}</ol>` : html`<p class="soft">${say('night.changes.none')}</p>`}</section></div>
      <ph-sheet side="middle" heading=${say(this._sheet === 'hold' ? 'night.hold' : 'night.cancel')} .open=${this._sheet === 'cancel' || this._sheet === 'hold'} @ph-close=${() => { this._sheet = ''; }}>
        <div class="stack"><p class="soft">${say(this._sheet === 'hold' ? 'night.hold.text' : 'night.cancel.text')}</p><ph-field type="textarea" label=${say('studio.reason')} maxlength="300" ?optional=${this._sheet === 'hold'} .value=${this._why} @input=${(/** @type {Event} */ e) => { this._why = /** @type {HTMLTextAreaElement} */ (e.target).value; }}></ph-field></div>
        <button slot="actions" class="btn btn-wide ${this._sheet === 'hold' ? 'btn-main' : 'btn-danger'}" type="button" ?disabled=${this._sheet === 'cancel' && !this._why.trim()} aria-busy=${this.busy === 'cancel' || this.busy === 'hold'} @click=${() => (this._sheet === 'hold' ? this.#act('hold', { held: true, ...(this._why.trim() ? { why: this._why.trim() } : {}) }) : this.#act('cancel', { why: this._why.trim() }))}>${say(this._sheet === 'hold' ? 'night.hold' : 'night.cancel')}</button></ph-sheet>
      <ph-sheet side="middle" heading=${say('night.retime')} .open=${this._sheet === 'times'} @ph-close=${() => { this._sheet = ''; }}>${this._sheet === 'times' ? html`<div class="stack"><p class="soft">${say('night.retime.text')}</p>
        <ph-field label=${say('night.name')} maxlength="120" .value=${this._times.name ?? ''} @input=${(/** @type {Event} */ e) => { this._times = { ...this._times, name: /** @type {HTMLInputElement} */ (e.target).value }; }}></ph-field>
        ${['opensMs', 'closesMs', 'applyFromMs', 'applyUntilMs', 'publishMs'].map((k) => html`<ph-field type="datetime-local" label=${say(`night.times.${k}`)} .value=${this._times[k] ?? ''} error=${this.problem?.field === `times.${k}` || this.problem?.field === k ? this.problem.message : ''} @input=${(/** @type {Event} */ e) => { this._times = { ...this._times, [k]: /** @type {HTMLInputElement} */ (e.target).value }; }}></ph-field>`)}
        ${this.problem ? html`<p class="note note-red" role="alert"><ph-icon name="circle-alert"></ph-icon><span>${this.problem.message}</span></p>` : nothing}</div>` : nothing}
        <button slot="actions" class="btn btn-main btn-wide" type="button" aria-busy=${this.busy === 'times'} @click=${this.#sendTimes}>${say('action.save')}</button></ph-sheet>`;
  }
}
customElements.define('night-clock', NightClock);
