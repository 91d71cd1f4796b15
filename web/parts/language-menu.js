import { html } from 'lit';
import { put } from '../lib/api.js';
import { chooseCurrency, currency, currencyName, priced, rates } from '../lib/currency.js';
import { date } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { whoAmI } from '../lib/session.js';
import { LANGUAGES, say, speak, spoken } from '../lib/words.js';
import './ph-sheet.js';

/** The languages there are, and the money in which prices are shown beside the đồng. */
export class LanguageMenu extends LightElement {
  static properties = { open: { type: Boolean }, _rates: { state: true } };

  constructor() {
    super();
    priced(this);
    /** @type {boolean} */
    this.open = false;
    /** undefined while it is on its way. @type {import('../lib/currency.js').RateTable | null | undefined} */
    this._rates = undefined;
  }

  show() {
    this.open = true;
    void rates().then((told) => { this._rates = told; });
  }

  /** What is written to the person from now on is in this language too. @param {string} code */
  async #speak(code) {
    await speak(code);
    if (await whoAmI().catch(() => null)) await put('/api/me/doors/language', { language: code }).catch(() => {});
  }

  render() {
    const table = this._rates;
    return html`<ph-sheet side="middle" heading=${say('language.switch')} ?open=${this.open} @ph-close=${() => { this.open = false; }}><div class="stack">
      <fieldset class="stack plain-set"><legend class="label">${say('language.title')}</legend>${LANGUAGES.map((l) => html`<label class="choice" lang=${l.code}><input type="radio" name="language" value=${l.code} .checked=${l.code === spoken()} @change=${() => this.#speak(l.code)}><span>${l.name}</span></label>`)}</fieldset>
      ${table ? html`<label class="field"><span class="label">${say('currency.title')}</span><select class="input" @change=${(/** @type {Event} */ e) => chooseCurrency(/** @type {HTMLSelectElement} */ (e.target).value)}>
          <option value="" ?selected=${!currency()}>${say('currency.none')}</option>${table.rates.map((r) => html`<option value=${r.currency} ?selected=${r.currency === currency()}>${r.currency} · ${currencyName(r.currency)}</option>`)}</select>
          <span class="hint">${say('currency.text', { day: date(table.asOf) })}</span></label>`
        : table === null ? html`<p class="soft small">${say('currency.empty')}</p>` : ''}</div></ph-sheet>`;
  }
}
customElements.define('language-menu', LanguageMenu);

/** Opens the one menu of this page. */
export function openLanguageMenu() {
  let menu = /** @type {LanguageMenu | null} */ (document.querySelector('language-menu'));
  if (!menu) {
    menu = /** @type {LanguageMenu} */ (document.createElement('language-menu'));
    document.body.append(menu);
  }
  menu.show();
}
