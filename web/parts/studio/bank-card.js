import { html, nothing } from 'lit';
import { Problem } from '../../lib/api.js';
import { LightElement } from '../../lib/light.js';
import { BANKS } from '../../lib/studio/banks.js';
import { dropBank, setBank, wordsOf } from '../../lib/studio/desk.js';
import { fieldOf } from '../../lib/studio/product.js';
import { say } from '../../lib/words.js';
import { ask } from '../ph-dialog.js';
import { toast } from '../ph-toast.js';
import { toWrong, typedIn } from './view.js';
import '../ph-field.js';

/** Where buyers pay by VietQR; for the owner alone. @fires bank when it changed */
export class BankCard extends LightElement {
  static properties = { booth: {}, tail: {}, _errors: { state: true }, _busy: { state: true }, _edit: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.booth = '';
    /** The last four of the account there is, or ''. @type {string} */
    this.tail = '';
    /** @type {Record<string, string>} */
    this._errors = {};
    /** @type {boolean} */
    this._busy = false;
    /** @type {boolean} */
    this._edit = false;
  }

  /** @param {SubmitEvent} e */
  async #save(e) {
    e.preventDefault();
    const typed = typedIn(/** @type {HTMLFormElement} */ (e.target));
    const account = (typed.account ?? '').replace(/[\s.-]/g, '');
    this._errors = {
      ...(typed.bin ? {} : { bin: say('field.required') }), ...(/^[0-9A-Za-z]{5,19}$/.test(account) ? {} : { account: say('studio.bank.account.wrong') }), ...(typed.holder?.trim() ? {} : { holder: say('field.required') }),
    };
    if (Object.keys(this._errors).length) return toWrong(this);
    this._busy = true;
    try {
      await setBank(this.booth, { bin: typed.bin, account, holder: typed.holder.trim() });
      this._edit = false;
      toast(say('studio.bank.saved'), { kind: 'good' });
      this.dispatchEvent(new CustomEvent('bank'));
    } catch (problem) {
      if (problem instanceof Problem && problem.field) this._errors = { [fieldOf(problem.field)]: problem.message };
      else toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = false;
  }

  async #drop() {
    if (!(await ask({ heading: say('studio.bank.drop.ask'), text: say('studio.bank.drop.text'), yes: say('studio.bank.drop'), danger: true }))) return;
    try {
      await dropBank(this.booth);
      this.dispatchEvent(new CustomEvent('bank'));
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
  }

  render() {
    const e = this._errors;
    return html`<section class="card stack form"><div><h2>${say('studio.bank')}</h2><p class="soft prose">${say('studio.bank.text')}</p></div>
      ${this.tail && !this._edit ? html`<p class="note note-jade"><ph-icon name="qr-code"></ph-icon><span>${say('studio.bank.now', { tail: this.tail })}</span></p><div class="row"><button class="btn" type="button" @click=${() => { this._edit = true; }}>${say('studio.bank.change')}</button><button class="btn btn-danger" type="button" @click=${this.#drop}>${say('studio.bank.drop')}</button></div>`
        : html`<form class="stack" novalidate @submit=${this.#save}><ph-field label=${say('studio.bank.bin')} name="bin" type="select" placeholder=${say('studio.bank.bin.pick')} .options=${BANKS.map((b) => ({ value: b.bin, label: `${b.name} (${b.bin})` }))} .error=${e.bin ?? ''}></ph-field>
        <ph-field label=${say('studio.bank.account')} name="account" inputmode="numeric" autocomplete="off" maxlength="24" .error=${e.account ?? ''}></ph-field><ph-field label=${say('studio.bank.holder')} name="holder" maxlength="60" autocomplete="off" hint=${say('studio.bank.holder.hint')} .error=${e.holder ?? ''}></ph-field>
        <p class="note"><ph-icon name="shield-check"></ph-icon><span>${say('studio.bank.safe')}</span></p>
        <div class="form-end">${this._edit ? html`<button class="btn" type="button" @click=${() => { this._edit = false; }}>${say('action.cancel')}</button>` : nothing}<button class="btn btn-main" type="submit" aria-busy=${this._busy}>${say('action.save')}</button></div></form>`}</section>`;
  }
}
customElements.define('bank-card', BankCard);
