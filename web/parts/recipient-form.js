import { html } from 'lit';
import { LightElement } from '../lib/light.js';
import { plain } from '../lib/format.js';
import { provinces } from '../lib/provinces.js';
import { say } from '../lib/words.js';
import './ph-field.js';

/** @typedef {import('../lib/protocol.js').Recipient} Recipient */
/** @typedef {Partial<Record<keyof Recipient, string>>} Errors */

const byName = [...provinces].sort((a, b) => a.name.localeCompare(b.name, 'vi'));
const OPTIONS = byName.map((p) => ({ value: p.code, label: p.merged.length ? `${p.name} (${p.merged.join(', ')})` : p.name }));

/**
 * What is wrong with a recipient, by field. The server looks again.
 * @param {Recipient} r @returns {Errors}
 */
export function wrongIn(r) {
  /** @type {Errors} */
  const wrong = {};
  const digits = r.phone.replace(/[^\d+]/g, '').replace(/^\+?84/, '0');
  for (const field of /** @type {const} */ (['name', 'phone', 'province', 'commune', 'street'])) if (!r[field].trim()) wrong[field] = say('field.required');
  if (!wrong.phone && !/^0(3|5|7|8|9)\d{8}$|^01\d{9}$/.test(digits)) wrong.phone = say('refused.invalid-phone');
  if (!wrong.name && r.name.trim().length > 60) wrong.name = say('refused.too-long');
  if (!wrong.street && /https?:|www\./i.test(r.street)) wrong.street = say('refused.bad-text');
  return wrong;
}

/**
 * Name, phone, province, commune, street of who receives the parcel. The page puts it into a form and calls `read()`.
 * @fires recipient-typed
 */
export class RecipientForm extends LightElement {
  static properties = { value: { attribute: false }, errors: { attribute: false } };

  constructor() {
    super();
    /** @type {Recipient} */
    this.value = { name: '', phone: '', province: '', commune: '', street: '' };
    /** @type {Errors} */
    this.errors = {};
  }

  /** What stands in the form; shows what is wrong and goes to the first such field. @returns {Recipient | null} null when something is wrong */
  read() {
    const value = this.typed();
    this.value = value;
    this.errors = wrongIn(value);
    const first = Object.keys(this.errors)[0];
    if (first) this.updateComplete.then(() => this.#field(first)?.focus());
    return first ? null : value;
  }

  /** What stands in the form as it is. @returns {Recipient} */
  typed() {
    const text = (/** @type {string} */ name) => (/** @type {HTMLInputElement | null} */ (this.querySelector(`[name="${name}"].input`))?.value ?? '').normalize('NFC').trim().replace(/\s+/g, ' ');
    return { name: text('name'), phone: text('phone'), province: text('province'), commune: text('commune'), street: text('street') };
  }

  /** @param {string} name */
  #field(name) {
    return /** @type {HTMLElement | null} */ (this.querySelector(`[name="${name}"].input`));
  }

  /** An address filled in by the phone may name a province of before 2025. @param {Event} e */
  #typed(e) {
    const name = /** @type {HTMLInputElement} */ (e.target).name;
    if (this.errors[/** @type {keyof Recipient} */ (name)]) this.errors = { ...this.errors, [name]: '' };
    this.dispatchEvent(new CustomEvent('recipient-typed', { bubbles: true }));
  }

  render() {
    const [v, e] = [this.value, this.errors];
    const known = provinces.some((p) => p.code === v.province) ? v.province : byName.find((p) => [p.name, ...p.merged].some((n) => plain(n) === plain(v.province)))?.code ?? '';
    return html`<div class="stack recipient" @input=${this.#typed}>
      <ph-field label=${say('recipient.name')} name="name" autocomplete="name" maxlength="60" .value=${v.name} .error=${e.name ?? ''}></ph-field>
      <ph-field label=${say('recipient.phone')} name="phone" type="tel" inputmode="tel" autocomplete="tel-national" .value=${v.phone} .error=${e.phone ?? ''} hint=${say('recipient.phone.hint')}></ph-field>
      <div class="fields"><ph-field label=${say('recipient.province')} name="province" type="select" autocomplete="address-level1" .options=${OPTIONS} placeholder=${say('recipient.province.choose')} .value=${known} .error=${e.province ?? ''}></ph-field>
        <ph-field label=${say('recipient.commune')} name="commune" autocomplete="address-level2" maxlength="200" .value=${v.commune} .error=${e.commune ?? ''}></ph-field></div>
      <ph-field label=${say('recipient.street')} name="street" autocomplete="street-address" maxlength="200" .value=${v.street} .error=${e.street ?? ''} placeholder=${say('recipient.street.example')}></ph-field>
    </div>`;
  }
}
customElements.define('recipient-form', RecipientForm);
