import { html, nothing } from 'lit';
import { Problem, post } from '../lib/api.js';
import { phone as written } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { signedIn } from '../lib/session.js';
import { everySecond } from '../lib/tick.js';
import { say } from '../lib/words.js';
import './ph-field.js';
import './ph-icon.js';

/** @typedef {{request: string, expiresMs: number, resendMs: number, demoCode?: string}} CodeSent both are moments of the server's clock */

/**
 * Sign in by mobile number and a code of six digits. Somebody new gives a name and their consent as well.
 * @fires signed-in with `detail` who it is
 */
export class SignInForm extends LightElement {
  static properties = { reason: {}, _sent: { state: true }, _error: { state: true }, _at: { state: true }, _busy: { state: true }, _phone: { state: true }, _name: { state: true }, _agreed: { state: true }, _new: { state: true }, _code: { state: true } };

  constructor() {
    super();
    /** Why one has to, in words. @type {string} */
    this.reason = '';
    /** @type {CodeSent | null} */
    this._sent = null;
    /** @type {string} */
    this._error = '';
    /** The field the error is about. @type {string} */
    this._at = '';
    /** @type {boolean} */
    this._busy = false;
    /** @type {string} */
    this._phone = '';
    /** @type {string} */
    this._name = '';
    /** @type {boolean} */
    this._agreed = false;
    /** The number is new here: a name and consent are asked for. @type {boolean} */
    this._new = false;
    /** @type {string} */
    this._code = '';
    /** When a new code may be asked for. @type {number} */
    this._resendMs = 0;
    /** @type {(() => void) | undefined} */
    this._stop = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this._stop = everySecond(() => this._sent && Date.now() < this._resendMs + 1_500 && this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this._stop?.();
  }

  /** @param {string} at @param {string} error */
  #wrong(at, error) {
    this._at = at;
    this._error = error;
    this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector(`[name="${at}"]`))?.focus());
  }

  /** @param {Event} [e] */
  async #askCode(e) {
    e?.preventDefault();
    if (!/^(\+?84|0)\d{9,10}$/.test(this._phone.replace(/[\s.\-()]/g, ''))) return this.#wrong('phone', say('refused.invalid-phone'));
    this._busy = true;
    this._error = '';
    try {
      this._sent = await post('/api/sign-in/code', { phone: this._phone });
      this._resendMs = this._sent?.resendMs ?? Date.now() + 60_000;
      this._code = '';
      this._new = false;
      this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector('[name="code"]'))?.focus());
    } catch (problem) {
      this.#wrong(this._sent ? 'code' : 'phone', /** @type {Problem} */ (problem).message);
    } finally {
      this._busy = false;
    }
  }

  /** @param {Event} [e] */
  async #enter(e) {
    e?.preventDefault();
    if (this._code.length !== 6) return this.#wrong('code', say('signin.code.six'));
    if (this._new && !this._agreed) return this.#wrong('consent', say('signin.consent.needed'));
    if (this._busy || !this._sent) return;
    this._busy = true;
    this._error = '';
    try {
      const about = this._new ? { consent: true, ...(this._name.trim() ? { name: this._name.trim() } : {}) } : {};
      const person = await post('/api/sign-in', { request: this._sent.request, phone: this._phone, code: this._code, ...about });
      signedIn(person);
      this.dispatchEvent(new CustomEvent('signed-in', { detail: person, bubbles: true, composed: true }));
    } catch (error) {
      const problem = /** @type {Problem} */ (error);
      if (problem.why === 'consent-needed') this.#welcome();
      else if (this._new && problem.field === 'name') this.#wrong('name', problem.message);
      else {
        this._new = false;
        this.#wrong('code', problem.message);
      }
    } finally {
      this._busy = false;
    }
  }

  /** The number is theirs and new here: a name and their consent, and they are in. */
  #welcome() {
    this._new = true;
    this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector('[name="name"]'))?.focus());
  }

  /** A code filled in by the phone enters by itself. @param {Event} e */
  #typedCode(e) {
    this._code = /** @type {HTMLInputElement} */ (e.target).value.replace(/\D/g, '');
    if (this._error) this._error = '';
    if (this._code.length === 6) this.#enter();
  }

  render() {
    return !this._sent ? this.#number() : this._new ? this.#about() : this.#enterCode(this._sent);
  }

  #number() {
    return html`<form class="stack sign-in" novalidate @submit=${this.#askCode}>
      ${this.reason ? html`<p class="soft">${this.reason}</p>` : nothing}
      <ph-field label=${say('signin.phone')} name="phone" type="tel" inputmode="tel" autocomplete="tel-national" placeholder="0912 345 678" required .value=${this._phone} .error=${this._at === 'phone' ? this._error : ''} hint=${say('signin.phone.hint')}
        @input=${(/** @type {Event} */ e) => { this._phone = /** @type {HTMLInputElement} */ (e.target).value; this._error = ''; }}></ph-field>
      <button class="btn btn-main btn-wide" type="submit" aria-busy=${this._busy}>${say('signin.send')}</button></form>`;
  }

  /** @param {CodeSent} sent */
  #enterCode(sent) {
    const wait = Math.ceil((this._resendMs - Date.now()) / 1000);
    return html`<form class="stack sign-in" novalidate @submit=${this.#enter}>
      <p>${say('signin.sent')} <strong class="num">${written(this._phone)}</strong> <button class="link" type="button" @click=${() => { this._sent = null; this._error = ''; }}>${say('signin.other')}</button></p>
      ${sent.demoCode ? html`<p class="note note-amber"><ph-icon name="info"></ph-icon><span>${say('signin.demo')} <strong class="num demo-code">${sent.demoCode}</strong></span></p>` : nothing}
      <ph-field label=${say('signin.code')} name="code" type="code" autocomplete="one-time-code" .value=${this._code} .error=${this._at === 'code' ? this._error : ''} @input=${this.#typedCode}></ph-field>
      <button class="btn btn-main btn-wide" type="submit" aria-busy=${this._busy}>${say('signin.enter')}</button>
      <button class="btn btn-quiet btn-wide" type="button" ?disabled=${wait > 0 || this._busy} @click=${() => this.#askCode()}>${wait > 0 ? say('signin.resend.wait', { n: wait }) : say('signin.resend')}</button></form>`;
  }

  #about() {
    return html`<form class="stack sign-in" novalidate @submit=${this.#enter}>
      <p>${say('signin.welcome')}</p>
      <ph-field label=${say('signin.name')} name="name" autocomplete="nickname" maxlength="60" optional .value=${this._name} .error=${this._at === 'name' ? this._error : ''} hint=${say('signin.name.hint')} @input=${(/** @type {Event} */ e) => { this._name = /** @type {HTMLInputElement} */ (e.target).value; this._error = ''; }}></ph-field>
      <div class="field"><label class="choice plain"><input type="checkbox" name="consent" .checked=${this._agreed} aria-describedby="consent-error" @change=${(/** @type {Event} */ e) => { this._agreed = /** @type {HTMLInputElement} */ (e.target).checked; this._error = ''; }}><span>${say('signin.consent')}<span class="hint">${say('signin.consent.hint')}</span></span></label>
        <span class="error" id="consent-error" aria-live="polite">${this._at === 'consent' && this._error ? html`<ph-icon name="circle-alert" size="16"></ph-icon>${this._error}` : nothing}</span></div>
      <button class="btn btn-main btn-wide" type="submit" aria-busy=${this._busy}>${say('signin.enter')}</button></form>`;
  }
}
customElements.define('sign-in-form', SignInForm);
