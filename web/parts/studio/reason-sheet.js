import { html, nothing } from 'lit';
import { LightElement } from '../../lib/light.js';
import { say } from '../../lib/words.js';
import '../ph-field.js';
import '../ph-sheet.js';

const USUAL = ['buyer', 'soldout', 'unreachable', 'twice', 'far'];

/**
 * Asks why orders are cancelled. The buyer reads it.
 * @fires reason with `detail` the words
 * @fires ph-close
 */
export class ReasonSheet extends LightElement {
  static properties = { open: { type: Boolean }, n: { type: Number }, _which: { state: true }, _text: { state: true } };

  constructor() {
    super();
    /** @type {boolean} */
    this.open = false;
    /** How many orders. @type {number} */
    this.n = 0;
    /** @type {string} */
    this._which = '';
    /** @type {string} */
    this._text = '';
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('open') && this.open) Object.assign(this, { _which: '', _text: '' });
  }

  render() {
    const reason = this._which === 'other' ? this._text.trim() : this._which && say(`studio.cancel.${this._which}`);
    return html`<ph-sheet heading=${say('studio.cancel.why', { n: this.n })} .open=${this.open} @ph-close=${() => this.dispatchEvent(new CustomEvent('ph-close'))}>${this.open ? html`<div class="stack"><p class="soft">${say('studio.cancel.text')}</p>
      ${[...USUAL, 'other'].map((k) => html`<label class="choice"><input type="radio" name="cancel-why" .checked=${this._which === k} @change=${() => { this._which = k; }}><span>${say(`studio.cancel.${k}`)}</span></label>`)}
      ${this._which === 'other' ? html`<ph-field label=${say('studio.reason.own')} maxlength="300" .value=${this._text} @input=${(/** @type {Event} */ e) => { this._text = /** @type {HTMLInputElement} */ (e.target).value; }}></ph-field>` : nothing}</div>` : nothing}
      <button slot="actions" class="btn btn-danger btn-wide" type="button" ?disabled=${!reason} @click=${() => this.dispatchEvent(new CustomEvent('reason', { detail: reason }))}>${say('studio.cancel.go', { n: this.n })}</button></ph-sheet>`;
  }
}
customElements.define('reason-sheet', ReasonSheet);
