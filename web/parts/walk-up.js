import { html, nothing } from 'lit';
import { wordsFor } from '../lib/api.js';
import { emptyCounter, looked, mine, told } from '../lib/counter.js';
import { newKey } from '../lib/keys.js';
import { LightElement } from '../lib/light.js';
import { follows, me } from '../lib/session.js';
import { say } from '../lib/words.js';
import './ph-icon.js';
import './ph-skeleton.js';
import './talk-lines.js';
import { toast } from './ph-toast.js';

/**
 * The counter of a booth, where a visitor takes a number and talks with somebody of the booth. The page gives it its socket and what it hears.
 * @fires walk-up-called when the number was called
 */
export class WalkUp extends LightElement {
  static properties = { booth: {}, socket: { attribute: false }, product: {}, about: {}, _counter: { state: true }, _reason: { state: true }, _busy: { state: true }, _why: { state: true }, _signin: { state: true }, _ending: { state: true } };

  constructor() {
    super();
    follows(this);
    /** @type {string} */
    this.booth = '';
    /** @type {import('../lib/socket.js').Socket | null} */
    this.socket = null;
    /** The product it is about, and its name. @type {string} */
    this.product = '';
    /** @type {string} */
    this.about = '';
    this._counter = emptyCounter('');
    /** @type {string} */
    this._reason = '';
    /** @type {boolean} */
    this._busy = false;
    /** @type {string} */
    this._why = '';
    /** @type {boolean} */
    this._signin = false;
    /** @type {boolean} */
    this._ending = false;
    this._key = { for: '', key: '' };
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('booth') && this.booth !== this._counter.booth) this._counter = emptyCounter(this.booth);
    if (changed.has('about') && this.about && (!this._reason || this._reason === say('counter.reason.about', { name: String(changed.get('about') ?? '') }))) this._reason = say('counter.reason.about', { name: this.about });
  }

  /** What the page's socket says. @param {import('../lib/protocol.js').Outbound} message */
  hear(message) {
    if (message.t === 'joined') {
      void this.look();
      return;
    }
    const before = mine(this._counter);
    this._counter = told(this._counter, message);
    const now = mine(this._counter);
    if (before?.state === 'waiting' && now?.state === 'called' && before.ticket === now.ticket) {
      void this.#read();
      navigator.vibrate?.(200);
      this.dispatchEvent(new CustomEvent('walk-up-called', { detail: now, bubbles: true }));
    }
    if (message.t === 'talk-said' && this.offsetParent && !document.hidden) this._counter = looked(this._counter, message.ticket);
  }

  /** Asks how the counter stands; after each return of the line too. */
  async look() {
    const reply = await this.socket?.ask({ t: 'show-counter', booth: this.booth });
    if (reply?.t !== 'counter-shown') return;
    if (mine(this._counter)) await this.#read();
  }

  async #read() {
    const ticket = mine(this._counter);
    if (ticket) await this.socket?.ask({ t: 'show-talk', ticket: ticket.ticket });
  }

  /** @param {Event} [e] */
  async #take(e) {
    e?.preventDefault();
    const reason = this._reason.trim();
    if (!reason || !this.socket) return;
    if (!me()) {
      await import('./sign-in-form.js').then(() => { this._signin = true; }, () => toast(wordsFor('offline'), { kind: 'bad' }));
      return;
    }
    this._busy = true;
    this._why = '';
    if (this._key.for !== reason) this._key = { for: reason, key: newKey(this.socket.now()) };
    const reply = await this.socket.must({ t: 'take-ticket', booth: this.booth, reason, ...(this.product ? { product: this.product } : {}), key: this._key.key });
    this._busy = false;
    if (reply.t === 'refused') {
      this._why = reply.why;
      if (reply.why === 'already-in-line') void this.look();
    } else {
      this._key = { for: '', key: '' };
      void this.#read();
    }
  }

  async #end() {
    const ticket = mine(this._counter);
    if (!ticket || !this.socket) return;
    this._busy = true;
    const reply = await this.socket.must({ t: 'end-ticket', ticket: ticket.ticket });
    this._busy = false;
    this._ending = false;
    if (reply.t === 'refused') toast(wordsFor(reply.why), { kind: 'bad' });
  }

  /** @param {CustomEvent<string>} e */
  async #say(e) {
    const ticket = mine(this._counter);
    const text = e.detail;
    if (!ticket || !this.socket) return;
    const reply = await this.socket.must({ t: 'say-at-counter', ticket: ticket.ticket, text, key: newKey(this.socket.now()) });
    if (reply.t === 'refused') {
      toast(wordsFor(reply.why), { kind: 'bad' });
      /** @type {import('./talk-lines.js').TalkLines | null} */ (this.querySelector('talk-lines'))?.restore(text);
    }
  }

  render() {
    const c = this._counter;
    if (!c.here) return html`<ph-skeleton count="3"></ph-skeleton>`;
    if (c.staff) return html`<p class="note"><ph-icon name="info"></ph-icon><span>${say('counter.staff')} <a href="/studio/${this.booth}/counter">${say('studio.nav.counter')}</a></span></p>`;
    const ticket = mine(c);
    if (this._signin && !me()) return html`<sign-in-form reason=${say('counter.signin')} @signed-in=${() => { this._signin = false; this.socket?.refresh(); void this.#take(); }}></sign-in-form>`;
    if (!ticket || ticket.state === 'ended') return html`${ticket ? this.#talk(ticket) : nothing}${this.#door()}`;
    return this.#talk(ticket);
  }

  #door() {
    const c = this._counter;
    if (!c.open) return html`<p class="note"><ph-icon name="clock"></ph-icon><span>${say('refused.counter-closed')}</span></p>`;
    const reasons = ['price', 'gift', 'quality', 'wholesale'];
    return html`<form class="stack walk-up-door" @submit=${this.#take}>
      <p class="soft">${c.waiting ? say('counter.waiting', { n: c.waiting }) : say('counter.free')}</p>
      <div class="chips" role="group" aria-label=${say('counter.reason')}>${reasons.map((r) => html`<button class="chip" type="button" aria-pressed=${this._reason === say(`counter.reason.${r}`)} @click=${() => { this._reason = say(`counter.reason.${r}`); }}>${say(`counter.reason.${r}`)}</button>`)}</div>
      <label class="field"><span class="label">${say('counter.reason')}</span><input class="input" maxlength="120" required .value=${this._reason} placeholder=${say('counter.reason.example')} @input=${(/** @type {Event} */ e) => { this._reason = /** @type {HTMLInputElement} */ (e.target).value; }}></label>
      ${this._why ? html`<p class="error-text" role="alert"><ph-icon name="circle-alert" size="16"></ph-icon>${wordsFor(this._why)}</p>` : nothing}
      <button class="btn btn-main" type="submit" aria-busy=${this._busy} ?disabled=${!this._reason.trim() || this._busy}><ph-icon name="receipt"></ph-icon>${say('counter.take')}</button></form>`;
  }

  /** @param {import('../lib/protocol.js').TicketView} t */
  #talk(t) {
    const c = this._counter;
    const ended = t.state === 'ended';
    return html`<div class="walk-up-talk ${t.state}">
      <header class="ticket" role="status"><span class="ticket-number"><span class="small">${say('counter.number')}</span><b class="num">${t.number}</b></span>
        <div class="grow"><strong>${t.state === 'waiting' ? (t.ahead ? say('counter.ahead', { n: t.ahead }) : say('counter.next')) : ended ? say(t.endedBy === 'staff' ? 'counter.over.staff' : 'counter.over') : say('counter.called', { name: t.staffName ?? '' })}</strong><p class="small soft ellipsis">${t.reason}</p></div>
        ${ended ? nothing : html`<button class="btn btn-small" type="button" aria-busy=${this._busy} @click=${() => this.#end()}>${say(t.state === 'waiting' ? 'counter.leave' : 'counter.end')}</button>`}</header>
      ${ended && !(c.talks[t.ticket]?.length) ? nothing : html`<talk-lines side="visitor" .lines=${c.talks[t.ticket]} closed=${ended ? say('counter.kept') : ''} empty=${say(t.state === 'waiting' ? 'counter.empty.waiting' : 'counter.empty')} @talk-say=${this.#say}></talk-lines>`}</div>`;
  }
}
customElements.define('walk-up', WalkUp);
