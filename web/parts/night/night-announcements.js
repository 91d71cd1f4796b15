import { html, nothing } from 'lit';
import { dateTime, time } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { announce, announcementsOf, takeBackAnnouncement } from '../../lib/night/desk.js';
import { newKey, wordsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { say } from '../../lib/words.js';
import { ask } from '../ph-dialog.js';
import { toast } from '../ph-toast.js';
import { shown, typedIn } from '../studio/view.js';
import '../ph-empty.js';
import '../ph-field.js';
import '../ph-icon.js';

const MINUTES = [5, 15, 30, 60, 180];

/** What was said to every room of the night, and a form to say something. */
class NightAnnouncements extends LightElement {
  static properties = { night: {}, state: {}, _busy: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.night = '';
    /** Of the night. @type {string} */
    this.state = '';
    /** @type {Loads<import('../../lib/night/desk.js').Announcement[]>} */
    this._all = new Loads(this);
    /** @type {string} */
    this._busy = '';
    this._key = newKey();
  }

  firstUpdated() {
    void this._all.from(() => announcementsOf(this.night));
  }

  /** @param {SubmitEvent} e */
  async #say(e) {
    e.preventDefault();
    const form = /** @type {HTMLFormElement} */ (e.target);
    const { text = '', tone = 'calm', minutes = '15' } = typedIn(form);
    if (!text.trim()) return toast(say('night.say.text.missing'), { kind: 'bad' });
    if (!(await ask({ heading: say('night.say.ask'), text: text.trim(), yes: say('night.say') }))) return;
    this._busy = 'say';
    try {
      await announce(this.night, { text: text.trim(), tone, minutes: Number(minutes) }, this._key);
      this._key = newKey();
      form.querySelectorAll('ph-field').forEach((f) => { /** @type {any} */ (f).value = ''; });
      toast(say('night.say.done'), { kind: 'good' });
      await this._all.again();
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  /** @param {string} id */
  async #back(id) {
    this._busy = id;
    try {
      await takeBackAnnouncement(this.night, id);
      toast(say('night.say.back.done'), { kind: 'good' });
      await this._all.again();
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  render() {
    return html`<div class="two-cols">${this.state === 'closed' ? nothing : html`<form class="card stack" novalidate @submit=${this.#say}><h2>${say('night.say.title')}</h2><p class="soft small">${say('night.say.where')}</p>
        <ph-field label=${say('night.say.text')} name="text" type="textarea" maxlength="240" hint=${say('night.say.text.hint')}></ph-field>
        <fieldset class="stack plain-set"><legend class="label">${say('night.say.tone')}</legend>${['calm', 'urgent'].map((t) => html`<label class="choice"><input type="radio" name="tone" value=${t} ?checked=${t === 'calm'}><span>${say(`night.tone.${t}`)}<span class="hint">${say(`night.tone.${t}.text`)}</span></span></label>`)}</fieldset>
        <label class="field"><span class="label">${say('night.say.for')}</span><select class="input" name="minutes">${MINUTES.map((m) => html`<option value=${m} ?selected=${m === 15}>${say('time.minutes', { n: m })}</option>`)}</select></label>
        <div class="form-end"><button class="btn btn-main" type="submit" aria-busy=${this._busy === 'say'}><ph-icon name="megaphone"></ph-icon>${say('night.say')}</button></div></form>`}
      <section class="card stack"><h2>${say('night.said')}</h2>${shown(this._all, (all) => (all.length ? html`<ul class="lines plain-list">${all.map((a) => { const now = !a.backMs && a.untilMs > Date.now(); return html`<li class="stack said"><span class="split"><span class="chip ${now ? (a.tone === 'urgent' ? 'chip-red' : 'chip-amber') : ''}">${say(a.backMs ? 'night.said.back' : now ? 'night.said.now' : 'night.said.over')}</span><span class="soft small num">${dateTime(a.atMs)} – ${time(a.backMs ?? a.untilMs)}</span></span><span>${a.text}</span><span class="split"><span class="soft small">${a.backName ? say('night.said.back.by', { name: a.backName }) : say('night.said.by', { name: a.name })}</span>${now ? html`<button class="btn btn-small" type="button" aria-busy=${this._busy === a.id} @click=${() => this.#back(a.id)}><ph-icon name="undo-2" size="18"></ph-icon>${say('night.say.back')}</button>` : nothing}</span></li>`; })}</ul>` : html`<p class="soft">${say('night.said.none')}</p>`))}</section></div>`;
  }
}
customElements.define('night-announcements', NightAnnouncements);
