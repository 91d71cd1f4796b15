import { html, nothing } from 'lit';
import { Problem } from '../lib/api.js';
import { LightElement } from '../lib/light.js';
import { signInLink } from '../lib/links.js';
import { acceptComplaint, escalateComplaint, findComplaint, myComplaints, sayInComplaint } from '../lib/oversight.js';
import { say } from '../lib/words.js';
import { ask } from './ph-dialog.js';
import { toast } from './ph-toast.js';
import './complaint-card.js';
import './ph-empty.js';
import './ph-skeleton.js';

const LOOK_MS = 20_000;

/** The buyer's complaints, or one of them. */
export class MyComplaints extends LightElement {
  static properties = { complaint: {}, _all: { state: true }, _problem: { state: true }, _busy: { state: true } };

  constructor() {
    super();
    /** Which one; '' for all. @type {string} */
    this.complaint = '';
    /** @type {import('../lib/protocol.js').ComplaintView[] | null} */
    this._all = null;
    /** @type {Problem | null} */
    this._problem = null;
    /** @type {string} */
    this._busy = '';
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this._timer = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    void this.#load();
    this._timer = setInterval(() => !document.hidden && this.#load(), LOOK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this._timer);
  }

  async #load() {
    try {
      this._all = this.complaint ? [await findComplaint(this.complaint)] : await myComplaints();
      this._problem = null;
    } catch (problem) {
      if (!this._all) this._problem = /** @type {Problem} */ (problem);
    }
  }

  /** @param {import('../lib/protocol.js').ComplaintView} c @param {() => Promise<import('../lib/protocol.js').ComplaintView>} work @param {string} [words] */
  async #do(c, work, words) {
    this._busy = c.complaint;
    try {
      const now = await work();
      this._all = (this._all ?? []).map((o) => (o.complaint === now.complaint ? now : o));
      if (words) toast(words, { kind: 'good' });
      return true;
    } catch (problem) {
      toast(/** @type {Problem} */ (problem).message, { kind: 'bad' });
      return false;
    } finally {
      this._busy = '';
    }
  }

  /** @param {import('../lib/protocol.js').ComplaintView} c @param {CustomEvent<any>} e */
  async #act(c, e) {
    const { act, text } = e.detail;
    if (act === 'accept' && !(await ask({ heading: say('complaint.accept.ask'), text: say('complaint.accept.text'), yes: say(c.state === 'answered' ? 'complaint.accept' : 'complaint.withdraw') }))) return;
    await this.#do(c, () => (act === 'accept' ? acceptComplaint(c.complaint) : escalateComplaint(c.complaint, text)), say(act === 'accept' ? 'complaint.accepted' : 'complaint.escalated'));
  }

  render() {
    const p = this._problem;
    if (p?.status === 401) return html`<ph-empty icon="circle-alert" heading=${say('complaint.signin')}><a class="btn btn-main" href=${signInLink()}>${say('account.signin')}</a></ph-empty>`;
    if (p) return html`<ph-empty kind=${p.why === 'offline' ? 'offline' : p.status === 404 ? 'empty' : 'error'} heading=${p.status === 404 ? say('complaint.gone') : ''}><a class="btn" href="/complaints">${say('complaint.mine')}</a><button class="btn btn-main" type="button" @click=${() => this.#load()}>${say('action.retry')}</button></ph-empty>`;
    if (!this._all) return html`<ph-skeleton shape="rows" count="3"></ph-skeleton>`;
    if (!this._all.length) return html`<ph-empty icon="circle-alert" heading=${say('complaint.none')} text=${say('complaint.none.text')}><a class="btn btn-main" href="/orders">${say('account.orders')}</a></ph-empty>`;
    return html`${this.complaint ? html`<p><a href="/complaints"><ph-icon name="chevron-left" size="18"></ph-icon> ${say('complaint.mine')}</a></p>` : nothing}
      <div class="stack">${this._all.map((c) => html`<complaint-card .complaint=${c} as="buyer" ?busy=${this._busy === c.complaint} ?open=${!!this.complaint}
        @word-said=${async (/** @type {CustomEvent<any>} */ e) => { if (await this.#do(c, () => sayInComplaint(c.complaint, e.detail.text, e.detail.papers))) e.detail.done(); }}
        @complaint-act=${(/** @type {CustomEvent<any>} */ e) => this.#act(c, e)}></complaint-card>`)}</div>`;
  }
}
customElements.define('my-complaints', MyComplaints);
