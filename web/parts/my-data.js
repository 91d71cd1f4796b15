import { html, nothing } from 'lit';
import { addressLine } from '../lib/address.js';
import { Problem, del, get, list, put } from '../lib/api.js';
import { date, phone, relative } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { signInLink } from '../lib/links.js';
import { follows, forgotten, me, signOut, signedIn, whoAmI } from '../lib/session.js';
import { say } from '../lib/words.js';
import './ph-avatar.js';
import './ph-empty.js';
import './ph-field.js';
import './ph-skeleton.js';
import { ask } from './ph-dialog.js';
import './recipient-form.js';
import { toast } from './ph-toast.js';

/** @typedef {import('../lib/protocol.js').RecipientView} RecipientView */
/** @typedef {{id: string, device: string, createdMs: number, seenMs: number, here: boolean}} Device */

/** @param {Device} d */
const deviceName = (d) => (d.device === '?' ? say('me.device.unknown') : d.device);

/** What the house keeps of a person: name, recipient, devices; to change, take along or erase. */
export class MyData extends LightElement {
  static properties = { _recipient: { state: true }, _devices: { state: true }, _editing: { state: true }, _error: { state: true }, _failed: { state: true }, _busy: { state: true } };

  constructor() {
    super();
    follows(this);
    /** null: none is remembered; undefined: not known yet. @type {RecipientView | null | undefined} */
    this._recipient = undefined;
    /** @type {Device[] | null} */
    this._devices = null;
    /** What is being changed: '', 'name' or 'recipient'. @type {string} */
    this._editing = '';
    /** @type {string} */
    this._error = '';
    /** @type {boolean} */
    this._failed = false;
    /** @type {string} */
    this._busy = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    this._failed = false;
    try {
      if (!(await whoAmI())) return;
      const [recipient, devices] = await Promise.all([get('/api/me/recipient').catch((p) => { if (p.status !== 404) throw p; return null; }), list('/api/me/devices')]);
      this._recipient = recipient ?? null;
      this._devices = devices;
    } catch {
      this._failed = true;
    }
  }

  render() {
    if (this._failed) return html`<ph-empty kind="error"><button class="btn btn-main" type="button" @click=${() => this.#load()}>${say('action.retry')}</button></ph-empty>`;
    const person = me();
    if (person === undefined) return html`<ph-skeleton shape="rows" count="4"></ph-skeleton>`;
    if (!person) return html`<ph-empty icon="user" heading=${say('me.signin')}><a class="btn btn-main" href=${signInLink()}>${say('account.signin')}</a></ph-empty>`;
    return html`<div class="me">
      <section class="card me-who"><ph-avatar .name=${person.name} size="64"></ph-avatar>${this._editing === 'name'
        ? html`<form class="grow row" novalidate @submit=${this.#rename}><ph-field class="grow" label=${say('signin.name')} name="name" autocomplete="nickname" maxlength="60" .value=${person.name} .error=${this._error}></ph-field><div class="btn-pair"><button class="btn btn-main" type="submit" aria-busy=${this._busy === 'name'}>${say('action.save')}</button><button class="btn" type="button" @click=${() => this.#edit('')}>${say('action.cancel')}</button></div></form>`
        : html`<div class="grow"><h2><bdi>${person.name}</bdi></h2><p class="soft num">${phone(person.phone)}</p></div><button class="btn" type="button" @click=${() => this.#edit('name')}><ph-icon name="pencil" size="18"></ph-icon>${say('me.rename')}</button>`}</section>
      <section class="card"><h2>${say('me.recipient')}</h2>${this.#recipientPart()}</section>
      <section class="card"><h2>${say('me.devices')}</h2>${this._devices ? html`<ul class="lines">${this._devices.map((d) => html`<li class="split"><div><strong>${deviceName(d)}</strong> ${d.here ? html`<span class="chip chip-jade">${say('me.device.here')}</span>` : nothing}<p class="soft small">${say('me.device.seen', { time: relative(d.seenMs) })} · ${say('me.device.since', { date: date(d.createdMs) })}</p></div>
          ${d.here ? nothing : html`<button class="btn btn-small" type="button" @click=${() => this.#closeDevice(d)}>${say('account.signout')}</button>`}</li>`)}</ul>` : html`<ph-skeleton shape="lines" count="2"></ph-skeleton>`}
        <div class="btn-pair me-out"><button class="btn" type="button" @click=${() => this.#out(false)}><ph-icon name="log-out" size="18"></ph-icon>${say('account.signout')}</button><button class="btn btn-danger" type="button" @click=${() => this.#out(true)}>${say('me.out.everywhere')}</button></div></section>
      <section class="card"><h2>${say('me.data')}</h2><p class="soft prose">${say('me.data.text')}</p><div class="btn-pair"><a class="btn" href="/api/me/export" download><ph-icon name="download" size="18"></ph-icon>${say('me.export')}</a><button class="btn btn-danger" type="button" @click=${() => this.#erase()}><ph-icon name="trash-2" size="18"></ph-icon>${say('me.erase')}</button></div></section></div>`;
  }

  #recipientPart() {
    const r = this._recipient;
    if (r === undefined) return html`<ph-skeleton shape="lines" count="2"></ph-skeleton>`;
    if (this._editing === 'recipient') {
      return html`<form class="stack" novalidate @submit=${this.#saveRecipient}><recipient-form .value=${r ?? { name: '', phone: '', province: '', commune: '', street: '' }}></recipient-form>
        ${this._error ? html`<p class="error-text" role="alert"><ph-icon name="circle-alert" size="16"></ph-icon>${this._error}</p>` : nothing}
        <div class="btn-pair"><button class="btn btn-main" type="submit" aria-busy=${this._busy === 'recipient'}>${say('action.save')}</button><button class="btn" type="button" @click=${() => this.#edit('')}>${say('action.cancel')}</button></div></form>`;
    }
    if (!r) return html`<p class="soft">${say('me.recipient.none')}</p><p><button class="btn" type="button" @click=${() => this.#edit('recipient')}><ph-icon name="plus" size="18"></ph-icon>${say('action.add')}</button></p>`;
    return html`<p><bdi>${r.name}</bdi> · <span class="num">${phone(r.phone)}</span></p><p class="soft">${addressLine(r)}</p>
      <div class="row"><button class="btn" type="button" @click=${() => this.#edit('recipient')}>${say('action.edit')}</button><button class="btn btn-quiet" type="button" @click=${() => this.#forget()}>${say('action.delete')}</button></div>`;
  }

  /** @param {string} what */
  #edit(what) {
    this._editing = what;
    this._error = '';
    if (what) this.updateComplete.then(() => setTimeout(() => /** @type {HTMLElement | null} */ (this.querySelector('form .input'))?.focus()));
  }

  /** Does something that may be refused; says so in the form. @param {string} what @param {() => Promise<void>} act */
  async #try(what, act) {
    this._busy = what;
    this._error = '';
    try {
      await act();
      this._editing = '';
      toast(say('me.saved'), { kind: 'good' });
    } catch (problem) {
      this._error = /** @type {Problem} */ (problem).message;
    } finally {
      this._busy = '';
    }
  }

  /** @param {SubmitEvent} e */
  #rename(e) {
    e.preventDefault();
    const name = /** @type {HTMLInputElement} */ (this.querySelector('input[name="name"]')).value.trim();
    if (!name) return void (this._error = say('field.required'));
    this.#try('name', async () => signedIn(await put('/api/me', { name })));
  }

  /** @param {SubmitEvent} e */
  #saveRecipient(e) {
    e.preventDefault();
    const value = /** @type {import('./recipient-form.js').RecipientForm} */ (this.querySelector('recipient-form')).read();
    if (value) this.#try('recipient', async () => { this._recipient = await put('/api/me/recipient', value); });
  }

  async #forget() {
    const before = this._recipient;
    await del('/api/me/recipient').catch((p) => toast(p.message, { kind: 'bad' }));
    this._recipient = null;
    toast(say('me.recipient.forgotten'), { undo: () => { if (before) put('/api/me/recipient', before).then((r) => { this._recipient = r; }, () => {}); } });
  }

  /** @param {Device} d */
  async #closeDevice(d) {
    try {
      await del(`/api/me/devices/${encodeURIComponent(d.id)}`);
      this._devices = (this._devices ?? []).filter((o) => o.id !== d.id);
      toast(say('me.device.closed', { device: deviceName(d) }), { kind: 'good' });
    } catch (problem) {
      toast(/** @type {Problem} */ (problem).message, { kind: 'bad' });
    }
  }

  /** @param {boolean} everywhere */
  async #out(everywhere) {
    if (everywhere && !(await ask({ heading: say('me.out.ask'), text: say('me.out.text'), yes: say('me.out.everywhere'), danger: true }))) return;
    try {
      await signOut(everywhere);
      location.assign('/');
    } catch (problem) {
      toast(/** @type {Problem} */ (problem).message, { kind: 'bad' });
    }
  }

  async #erase() {
    if (!(await ask({ heading: say('me.erase.ask'), text: say('me.erase.text'), yes: say('me.erase'), danger: true }))) return;
    try {
      await del('/api/me');
      forgotten();
      location.assign('/');
    } catch (problem) {
      toast(/** @type {Problem} */ (problem).message, { kind: 'bad', ms: 8_000 });
    }
  }
}
customElements.define('my-data', MyData);
