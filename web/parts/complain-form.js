import { html, nothing } from 'lit';
import { Problem, list } from '../lib/api.js';
import { dateTime } from '../lib/format.js';
import { newKey } from '../lib/keys.js';
import { LightElement } from '../lib/light.js';
import { orderCode } from '../lib/orders.js';
import { COMPLAINTS, makeComplaint } from '../lib/oversight.js';
import { say } from '../lib/words.js';
import { toast } from './ph-toast.js';
import './paper-input.js';
import './ph-field.js';

/** Complaints of what was said need no order. */
const WITHOUT_ORDER = ['false-claim', 'other'];

/**
 * What a buyer writes to complain: of an order, or of what was said in a show.
 * @fires complaint-made with `detail` the complaint
 */
export class ComplainForm extends LightElement {
  static properties = { booth: {}, room: {}, order: {}, _orders: { state: true }, _kind: { state: true }, _busy: { state: true }, _error: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.booth = '';
    /** The show, where it is about one. @type {string} */
    this.room = '';
    /** The order, where it is known. @type {string} */
    this.order = '';
    /** One's own orders at the booth. @type {import('../lib/protocol.js').OrderView[] | null} */
    this._orders = null;
    /** @type {string} */
    this._kind = '';
    /** @type {boolean} */
    this._busy = false;
    /** @type {string} */
    this._error = '';
    this._key = newKey();
  }

  connectedCallback() {
    super.connectedCallback();
    if (!this.order) list('/api/orders').then((all) => { this._orders = all.filter((o) => o.booth === this.booth && (!this.room || o.room === this.room)); }, () => { this._orders = []; });
  }

  /** @param {SubmitEvent} e */
  async #send(e) {
    e.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (e.target));
    const text = String(data.get('text') ?? '').trim();
    const order = this.order || String(data.get('order') ?? '');
    const needs = !WITHOUT_ORDER.includes(this._kind);
    this._error = !this._kind ? say('complaint.choose.kind') : needs && !order ? say('complaint.choose.order') : !text ? say('complaint.choose.text') : '';
    if (this._error) return;
    this._busy = true;
    try {
      const papers = /** @type {import('./paper-input.js').PaperInput} */ (this.querySelector('paper-input')).names;
      const made = await makeComplaint({ booth: this.booth, kind: this._kind, text, papers, ...(order ? { order } : {}), ...(!order && this.room ? { room: this.room } : {}) }, this._key);
      this._key = newKey();
      this.dispatchEvent(new CustomEvent('complaint-made', { bubbles: true, detail: made }));
    } catch (problem) {
      const p = /** @type {Problem} */ (problem);
      toast(p.why === 'already-done' ? say('complaint.already') : p.message, { kind: 'bad' });
    }
    this._busy = false;
  }

  render() {
    const kinds = COMPLAINTS.filter((k) => this.order || this._orders?.length || WITHOUT_ORDER.includes(k));
    return html`<form class="stack complain" novalidate @submit=${this.#send}>
      <p class="soft">${say('complaint.text')}</p>
      <fieldset class="stack plain-set"><legend class="label">${say('complaint.kind')}</legend><div class="choices">${kinds.map((k) => html`<label class="choice"><input type="radio" name="kind" value=${k} .checked=${this._kind === k} @change=${() => { this._kind = k; this._error = ''; }}><span>${say(`complaint.kind.${k}`)}</span></label>`)}</div></fieldset>
      ${this.order ? nothing : this._orders === null ? html`<ph-skeleton shape="lines" count="2"></ph-skeleton>` : this._orders.length ? html`<fieldset class="stack plain-set"><legend class="label">${say('complaint.order')}</legend>
        ${this._orders.slice(0, 8).map((o, i) => html`<label class="choice"><input type="radio" name="order" value=${o.order} ?checked=${i === 0}><span><strong class="num">${orderCode(o.order)}</strong> ${o.lines.map((l) => `${l.name} × ${l.quantity}`).join(', ')}<span class="hint num">${dateTime(o.placedMs)}</span></span></label>`)}
        ${WITHOUT_ORDER.includes(this._kind) ? html`<label class="choice"><input type="radio" name="order" value=""><span>${say('complaint.order.none')}</span></label>` : nothing}</fieldset>` : html`<p class="note"><ph-icon name="info"></ph-icon><span>${say('complaint.noOrders')}</span></p>`}
      <ph-field label=${say('complaint.what')} name="text" type="textarea" rows="4" maxlength="1000" hint=${say('complaint.what.hint')}></ph-field>
      <paper-input label=${say('complaint.photos')}></paper-input>
      ${this._error ? html`<p class="error-text" role="alert">${this._error}</p>` : nothing}
      <div class="form-end"><button class="btn btn-main" type="submit" aria-busy=${this._busy}><ph-icon name="send"></ph-icon>${say('complaint.send')}</button></div></form>`;
  }
}
customElements.define('complain-form', ComplainForm);
