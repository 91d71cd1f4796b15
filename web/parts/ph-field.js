import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { LightElement } from '../lib/light.js';
import { say } from '../lib/words.js';
import './ph-icon.js';

let next = 1;

/**
 * One row of a form: label, control, hint, error. The control is a real one in the page, so forms, FormData, autofill
 * and `input` and `change` events work as ever.
 *   <ph-field label="Số điện thoại" name="phone" type="tel" autocomplete="tel" .error=${errors.phone}></ph-field>
 */
export class PhField extends LightElement {
  static properties = {
    label: {}, name: {}, type: {}, value: {}, hint: {}, error: {}, placeholder: {}, autocomplete: {}, inputmode: {}, lead: {}, unit: {},
    required: { type: Boolean }, optional: { type: Boolean }, disabled: { type: Boolean }, rows: { type: Number }, maxlength: { type: Number },
    min: {}, max: {}, step: {}, pattern: {}, options: { attribute: false },
  };

  constructor() {
    super();
    /** @type {string} */
    this.label = '';
    /** Name in the form. @type {string} */
    this.name = '';
    /** An input type, or `textarea`, `select`, `money`, `code` (one-time code). @type {string} */
    this.type = 'text';
    /** @type {string} */
    this.value = '';
    /** Said below the control before anything goes wrong. @type {string} */
    this.hint = '';
    /** What is wrong and how to mend it; empty when all is well. @type {string} */
    this.error = '';
    /** @type {string | undefined} */
    this.placeholder = undefined;
    /** @type {string | undefined} */
    this.autocomplete = undefined;
    /** @type {string | undefined} */
    this.inputmode = undefined;
    /** Fixed words before the control. @type {string} */
    this.lead = '';
    /** Fixed words after it, a unit. @type {string} */
    this.unit = '';
    /** @type {boolean} */
    this.required = false;
    /** Says "không bắt buộc" beside the label. @type {boolean} */
    this.optional = false;
    /** @type {boolean} */
    this.disabled = false;
    /** Of a textarea. @type {number} */
    this.rows = 3;
    /** @type {number | undefined} */
    this.maxlength = undefined;
    /** @type {string | undefined} */
    this.min = undefined;
    /** @type {string | undefined} */
    this.max = undefined;
    /** @type {string | undefined} */
    this.step = undefined;
    /** @type {string | undefined} */
    this.pattern = undefined;
    /** Of a select. @type {ReadonlyArray<{value: string, label: string}>} */
    this.options = [];
    /** @type {string} */
    this._id = `field-${next++}`;
  }

  /** The real control. @returns {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null} */
  get control() {
    return this.querySelector('.input');
  }

  /** @param {FocusOptions} [options] */
  focus(options) {
    this.control?.focus(options);
  }

  /** @param {Event} e */
  #typed(e) {
    this.value = /** @type {HTMLInputElement} */ (e.target).value;
  }

  render() {
    const about = [this.hint ? `${this._id}-hint` : '', this.error ? `${this._id}-error` : ''].filter(Boolean).join(' ') || undefined;
    const control = this.#control(about);
    const affixed = this.lead || this.unit || this.type === 'money';
    return html`<div class="field">
      ${this.label ? html`<label for=${this._id}>${this.label}${this.optional ? html` <span class="soft small">(${say('field.optional')})</span>` : nothing}</label>` : nothing}
      ${affixed ? html`<div class="input-group">${this.lead ? html`<span class="affix">${this.lead}</span>` : nothing}${control}${this.unit || this.type === 'money' ? html`<span class="affix">${this.unit || '₫'}</span>` : nothing}</div>` : control}
      ${this.hint ? html`<span class="hint" id="${this._id}-hint">${this.hint}</span>` : nothing}
      <span class="error" id="${this._id}-error" aria-live="polite" ?hidden=${!this.error}>${this.error ? html`<ph-icon name="circle-alert" size="16"></ph-icon><span>${this.error}</span>` : nothing}</span>
    </div>`;
  }

  /** @param {string | undefined} about */
  #control(about) {
    const invalid = this.error ? 'true' : undefined;
    if (this.type === 'textarea') {
      return html`<textarea class="input" id=${this._id} name=${this.name} rows=${this.rows} maxlength=${ifDefined(this.maxlength)} placeholder=${ifDefined(this.placeholder)}
        ?required=${this.required} ?disabled=${this.disabled} aria-invalid=${ifDefined(invalid)} aria-describedby=${ifDefined(about)} .value=${live(this.value)} @input=${this.#typed}></textarea>`;
    }
    if (this.type === 'select') {
      return html`<select class="input" id=${this._id} name=${this.name} autocomplete=${ifDefined(/** @type {any} */ (this.autocomplete))} ?required=${this.required} ?disabled=${this.disabled}
        aria-invalid=${ifDefined(invalid)} aria-describedby=${ifDefined(about)} @input=${this.#typed}>
        ${this.placeholder ? html`<option value="" ?selected=${!this.value}>${this.placeholder}</option>` : nothing}
        ${this.options.map((o) => html`<option value=${o.value} ?selected=${o.value === this.value}>${o.label}</option>`)}</select>`;
    }
    const code = this.type === 'code';
    const money = this.type === 'money';
    return html`<input class="input ${code ? 'input-code' : money ? 'input-num' : ''}" id=${this._id} name=${this.name} type=${code || money ? 'text' : this.type}
      inputmode=${ifDefined(/** @type {any} */ (this.inputmode ?? (code || money ? 'numeric' : undefined)))} autocomplete=${ifDefined(/** @type {any} */ (this.autocomplete ?? (code ? 'one-time-code' : undefined)))}
      maxlength=${ifDefined(this.maxlength ?? (code ? 6 : undefined))} pattern=${ifDefined(this.pattern)} min=${ifDefined(this.min)} max=${ifDefined(this.max)} step=${ifDefined(this.step)}
      placeholder=${ifDefined(this.placeholder)} ?required=${this.required} ?disabled=${this.disabled} aria-invalid=${ifDefined(invalid)} aria-describedby=${ifDefined(about)}
      .value=${live(this.value)} @input=${this.#typed}>`;
  }
}
customElements.define('ph-field', PhField);
