import { html, nothing } from 'lit';
import { dateTime, duration, time } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { incidentsOf, moveIncident, raiseIncident } from '../../lib/night/desk.js';
import { me } from '../../lib/session.js';
import { newKey, wordsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { say } from '../../lib/words.js';
import { toast } from '../ph-toast.js';
import { shown, tellAfterwards, typedIn } from '../studio/view.js';
import '../ph-empty.js';
import '../ph-field.js';
import '../ph-icon.js';
import '../ph-sheet.js';

/** @typedef {import('../../lib/night/desk.js').Incident} Incident */
const EVERY_MS = 5_000;
const STATES = /** @type {const} */ (['open', 'taken', 'solved']);
const CHIP = { note: 'chip-outline', trouble: 'chip-amber', grave: 'chip-red' };

/** What went wrong: who has it, how long it has stood, and what was noted. */
class NightIncidents extends LightElement {
  static properties = { night: {}, tiles: { attribute: false }, _raising: { state: true }, _noting: { state: true }, _busy: { state: true }, _now: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.night = '';
    /** @type {import('../../lib/night/desk.js').Tile[]} */
    this.tiles = [];
    /** @type {Loads<Incident[]>} */
    this._all = new Loads(this);
    /** @type {boolean} */
    this._raising = false;
    /** The incident that is noted on. @type {string} */
    this._noting = '';
    /** @type {string} */
    this._busy = '';
    this._key = newKey();
    /** @type {number} */
    this._now = Date.now();
    /** @type {ReturnType<typeof setInterval>[]} */
    this._timers = [];
  }

  firstUpdated() {
    void this._all.from(() => incidentsOf(this.night));
  }

  connectedCallback() {
    super.connectedCallback();
    this._timers = [setInterval(() => !document.hidden && this._all.again(), EVERY_MS), setInterval(() => { this._now = Date.now(); }, 1_000)];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this._timers.forEach(clearInterval);
  }

  /** @param {SubmitEvent} e */
  async #raise(e) {
    e.preventDefault();
    const { title = '', level = 'trouble', booth = '' } = typedIn(/** @type {HTMLFormElement} */ (e.target));
    if (!title.trim()) return toast(say('night.incident.say'), { kind: 'bad' });
    this._busy = 'raise';
    try {
      await raiseIncident(this.night, { title: title.trim(), level, ...(booth ? { booth } : {}) }, this._key);
      this._key = newKey();
      this._raising = false;
      tellAfterwards(say('night.incident.raised'), { kind: 'good' });
      await this._all.again();
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  /** @param {Incident} i @param {string} to @param {string} [note] */
  async #move(i, to, note) {
    this._busy = i.id + to;
    try {
      await moveIncident(this.night, i.id, to, note);
      this._noting = '';
      await this._all.again();
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  /** @param {SubmitEvent} e @param {Incident} i */
  #note(e, i) {
    e.preventDefault();
    const { note = '' } = typedIn(/** @type {HTMLFormElement} */ (e.target));
    if (note.trim()) void this.#move(i, 'note', note.trim());
  }

  render() {
    return html`<div class="stack"><div class="split"><h2>${say('night.view.incidents')}</h2><button class="btn btn-main" type="button" @click=${() => { this._raising = true; }}><ph-icon name="siren"></ph-icon>${say('night.incident.raise')}</button></div>
      ${shown(this._all, (all) => (all.length ? html`<div class="night-lanes">${STATES.map((s) => { const some = all.filter((i) => i.state === s); return html`<section class="stack" aria-labelledby="lane-${s}"><h3 id="lane-${s}" class="night-lane">${say(`night.incident.${s}`)} <span class="chip num">${some.length}</span></h3>${some.length ? html`<ul class="plain-list stack">${some.map((i) => this.#incident(i))}</ul>` : html`<p class="soft small">${say(`night.incident.${s}.none`)}</p>`}</section>`; })}</div>` : html`<ph-empty icon="siren" heading=${say('night.incident.none')} text=${say('night.incident.none.text')}></ph-empty>`))}
      <ph-sheet heading=${say('night.incident.raise')} side="middle" ?open=${this._raising} @ph-close=${() => { this._raising = false; }}>${this._raising ? html`<form class="stack" novalidate @submit=${this.#raise}>
        <ph-field label=${say('night.incident.title')} name="title" maxlength="120" hint=${say('night.incident.title.hint')}></ph-field>
        <fieldset class="stack plain-set"><legend class="label">${say('night.incident.level')}</legend>${['note', 'trouble', 'grave'].map((l) => html`<label class="choice"><input type="radio" name="level" value=${l} ?checked=${l === 'trouble'}><span>${say(`night.level.${l}`)}<span class="hint">${say(`night.level.${l}.text`)}</span></span></label>`)}</fieldset>
        <label class="field"><span class="label">${say('night.incident.booth')}</span><select class="input" name="booth"><option value="">${say('night.incident.whole')}</option>${[...this.tiles].sort((a, b) => a.name.localeCompare(b.name, 'vi')).map((t) => html`<option value=${t.booth}>${t.name}</option>`)}</select></label>
        <div class="form-end"><button class="btn btn-main" type="submit" aria-busy=${this._busy === 'raise'}>${say('night.incident.raise')}</button></div></form>` : nothing}</ph-sheet></div>`;
  }

  /** @param {Incident} i */
  #incident(i) {
    const mine = i.owner === me()?.account;
    const booth = this.tiles.find((t) => t.booth === i.booth);
    const button = (/** @type {string} */ to, /** @type {string} */ words, /** @type {string} */ icon, main = false) => html`<button class="btn ${main ? 'btn-main' : ''}" type="button" aria-busy=${this._busy === i.id + to} @click=${() => this.#move(i, to)}><ph-icon name=${icon} size="18"></ph-icon>${words}</button>`;
    return html`<li class="card incident" data-level=${i.level} data-state=${i.state}><div class="split"><span class="chip ${CHIP[i.level]}">${say(`night.level.${i.level}`)}</span>${i.state === 'solved' && i.solvedMs ? html`<span class="soft small num">${say('night.incident.took', { time: duration(Math.round((i.solvedMs - i.atMs) / 60_000) * 60_000 || i.solvedMs - i.atMs) })}</span>` : html`<span class="num incident-clock"><ph-icon name="clock" size="16"></ph-icon>${clock(this._now - i.atMs)}</span>`}</div>
      <strong class="incident-title">${i.title}</strong>${booth && !i.title.includes(booth.name) ? html`<span class="soft small">${booth.name}</span>` : nothing}
      <span class="soft small">${say('night.incident.by', { name: i.name, time: dateTime(i.atMs) })}${i.ownerName ? html`<br>${say('night.incident.owner', { name: i.ownerName })}` : nothing}</span>
      ${i.changes.length ? html`<details><summary>${say('night.incident.history', { n: i.changes.length })}</summary><ol class="incident-changes">${i.changes.map((c) => html`<li><span class="num soft small">${time(c.atMs)}</span> <span><strong>${c.name}</strong> ${say(`night.incident.did.${c.what}`)}${c.note ? html`: ${c.note}` : nothing}</span></li>`)}</ol></details>` : nothing}
      ${this._noting === i.id ? html`<form class="stack" @submit=${(/** @type {SubmitEvent} */ e) => this.#note(e, i)}><ph-field label=${say('night.incident.note')} name="note" type="textarea" maxlength="300"></ph-field><div class="btn-pair"><button class="btn" type="button" @click=${() => { this._noting = ''; }}>${say('action.cancel')}</button><button class="btn btn-main" type="submit">${say('night.incident.note.keep')}</button></div></form>`
        : html`<div class="btn-pair incident-acts">${i.state !== 'solved' && !mine ? button('taken', say('night.incident.take'), 'hand', i.state === 'open') : nothing}${i.state === 'taken' ? button('solved', say('night.incident.solve'), 'check', mine) : nothing}${i.state === 'solved' ? button('open', say('night.incident.again'), 'undo-2') : nothing}<button class="btn btn-quiet" type="button" @click=${() => { this._noting = i.id; }}><ph-icon name="pencil" size="18"></ph-icon>${say('night.incident.note')}</button></div>`}</li>`;
  }
}
customElements.define('night-incidents', NightIncidents);

/** `4:32`, `1:04:32`. @param {number} ms */
function clock(ms) {
  const all = Math.max(0, Math.floor(ms / 1000));
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return all >= 3600 ? `${Math.floor(all / 3600)}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}` : `${Math.floor(all / 60)}:${two(all % 60)}`;
}
