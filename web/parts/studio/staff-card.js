import { html, nothing } from 'lit';
import { LightElement } from '../../lib/light.js';
import { me } from '../../lib/session.js';
import { addStaff, dropStaff, staffOf, wordsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { say } from '../../lib/words.js';
import { ask } from '../ph-dialog.js';
import { toast } from '../ph-toast.js';
import { shown, typedIn } from './view.js';
import '../ph-avatar.js';
import '../ph-field.js';

const ROLES = /** @type {const} */ (['staff', 'moderator', 'owner']);

/** Who works in the booth, and the way in for others: by their number. */
export class StaffCard extends LightElement {
  static properties = { booth: {}, owner: { type: Boolean }, _busy: { state: true }, _error: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.booth = '';
    /** Whether the person may invite and dismiss. @type {boolean} */
    this.owner = false;
    /** @type {boolean} */
    this._busy = false;
    /** @type {string} */
    this._error = '';
    /** @type {Loads<import('../../lib/studio/desk.js').StaffMember[]>} */
    this._staff = new Loads(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('booth')) void this._staff.from(() => staffOf(this.booth), true);
  }

  /** @param {SubmitEvent} e */
  async #add(e) {
    e.preventDefault();
    const form = /** @type {HTMLFormElement} */ (e.target);
    const { phone = '', role = 'staff' } = typedIn(form);
    this._error = phone.trim() ? '' : say('field.required');
    if (this._error) return;
    this._busy = true;
    try {
      await addStaff(this.booth, phone.trim(), role);
      const field = /** @type {any} */ (form.querySelector('ph-field'));
      field.value = '';
      toast(say('studio.staff.added'), { kind: 'good' });
      await this._staff.again();
    } catch (problem) {
      this._error = wordsOf(problem);
    }
    this._busy = false;
  }

  /** @param {import('../../lib/studio/desk.js').StaffMember} member */
  async #drop(member) {
    const self = member.account === me()?.account;
    if (!(await ask({ heading: self ? say('studio.staff.leave.ask') : say('studio.staff.drop.ask', { name: member.name ?? member.phone ?? '' }), yes: say(self ? 'studio.staff.leave' : 'studio.staff.drop'), danger: true }))) return;
    try {
      await dropStaff(this.booth, member.account);
      if (self) location.assign('/studio');
      else await this._staff.again();
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
  }

  render() {
    return html`<section class="card stack form"><div><h2>${say('studio.set.staff')}</h2><p class="soft prose">${say('studio.staff.text')}</p></div>
      ${shown(this._staff, (all) => html`<ul class="lines plain-list">${all.map((m) => html`<li class="row"><ph-avatar .name=${m.name ?? '?'}></ph-avatar><span class="grow"><strong class="name">${m.name ?? say('studio.staff.invited')}</strong><br><span class="soft small num">${m.phone ?? ''}</span></span><span class="chip ${m.role === 'owner' ? 'chip-amber' : ''}">${say(`studio.role.${m.role}`)}</span>${this.owner || m.account === me()?.account ? html`<button class="btn btn-icon btn-small btn-quiet" type="button" aria-label=${say('studio.staff.drop.of', { name: m.name ?? m.phone ?? '' })} @click=${() => this.#drop(m)}><ph-icon name="x"></ph-icon></button>` : nothing}</li>`)}</ul>`)}
      ${this.owner ? html`<form class="stack well" novalidate @submit=${this.#add}><h3>${say('studio.staff.add')}</h3><ph-field label=${say('studio.staff.phone')} name="phone" type="tel" inputmode="tel" placeholder="0912 345 678" .error=${this._error}></ph-field>
        <fieldset class="stack plain-set"><legend class="label">${say('studio.staff.role')}</legend>${ROLES.map((r) => html`<label class="choice"><input type="radio" name="role" value=${r} ?checked=${r === 'staff'}><span>${say(`studio.role.${r}`)}<span class="hint">${say(`studio.role.${r}.text`)}</span></span></label>`)}</fieldset>
        <button class="btn btn-main" type="submit" aria-busy=${this._busy}>${say('studio.staff.invite')}</button></form>` : nothing}</section>`;
  }
}
customElements.define('staff-card', StaffCard);
