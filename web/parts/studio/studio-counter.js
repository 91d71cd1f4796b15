import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { wordsFor } from '../../lib/api.js';
import { emptyCounter, looked, over, served, told, waiting } from '../../lib/counter.js';
import { relative, time } from '../../lib/format.js';
import { newKey } from '../../lib/keys.js';
import { forgotten, me } from '../../lib/session.js';
import { Socket } from '../../lib/socket.js';
import { chime } from '../../lib/studio/sound.js';
import { everySecond } from '../../lib/tick.js';
import { productsOf } from '../../lib/studio/desk.js';
import { say } from '../../lib/words.js';
import '../talk-lines.js';
import '../ph-empty.js';
import { toast } from '../ph-toast.js';
import { StudioView } from './view.js';

/** @typedef {import('../../lib/protocol.js').TicketView} TicketView */

/** The counter: who waits and for what, and the talks, for all who work in the booth. */
class StudioCounter extends StudioView {
  static properties = { _counter: { state: true }, _open: { state: true }, _busy: { state: true }, _handing: { state: true }, _now: { state: true }, _names: { state: true } };

  constructor() {
    super();
    this._counter = emptyCounter('');
    /** The ticket that is looked at. @type {string} */
    this._open = '';
    /** @type {string} */
    this._busy = '';
    /** @type {boolean} */
    this._handing = false;
    this._now = Date.now();
    /** Names of the booth's products. @type {Record<string, string>} */
    this._names = {};
    /** @type {Socket | null} */
    this.socket = null;
    /** @type {(() => void) | undefined} */
    this._stop = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this._stop = everySecond(() => { this._now = this.socket?.now() ?? Date.now(); });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this._stop?.();
    this.socket?.close();
    this.socket = null;
  }

  willUpdate() {
    if (!this.place || this._counter.booth === this.booth) return;
    this._counter = emptyCounter(this.booth);
    this.socket?.close();
    this.socket = new Socket({ at: () => null, hear: (message) => this.#hear(message), signedOut: forgotten });
    this.socket.join(this.booth);
    productsOf(this.booth).then((all) => { this._names = Object.fromEntries(all.map((d) => [d.product.product, d.product.name])); }, () => {});
  }

  /** @param {import('../../lib/protocol.js').Outbound} message */
  #hear(message) {
    if (message.t === 'joined') {
      void this.socket?.ask({ t: 'show-counter', booth: this.booth });
      if (this._open) void this.#read(this._open);
      return;
    }
    const before = this._counter;
    this._counter = told(this._counter, message);
    if (message.t === 'ticket-changed' && message.ticket.state === 'waiting' && !before.tickets[message.ticket.ticket] && before.here) chime();
    if (message.t === 'talk-said' && message.ticket === this._open && !document.hidden) this._counter = looked(this._counter, message.ticket);
  }

  /** @param {string} ticket */
  #look(ticket) {
    this._open = ticket;
    this._handing = false;
    this._counter = looked(this._counter, ticket);
    if (ticket) void this.#read(ticket);
  }

  /** @param {string} ticket */
  #read(ticket) {
    return this.socket?.ask({ t: 'show-talk', ticket });
  }

  /** @param {string} busy @param {import('../../lib/socket.js').Command} command */
  async #do(busy, command) {
    this._busy = busy;
    const reply = await this.socket?.must(command);
    this._busy = '';
    if (reply?.t === 'refused') toast(wordsFor(reply.why), { kind: 'bad' });
    return reply;
  }

  /** @param {string} [ticket] */
  async #call(ticket) {
    const reply = await this.#do('call', { t: 'call-visitor', booth: this.booth, ...(ticket ? { ticket } : {}), key: newKey(this._now) });
    if (reply?.t === 'ticket-taken') this.#look(reply.ticket.ticket);
  }

  /** @param {CustomEvent<string>} e */
  async #say(e) {
    const reply = await this.#do('', { t: 'say-at-counter', ticket: this._open, text: e.detail, key: newKey(this._now) });
    if (reply?.t === 'refused') /** @type {import('../talk-lines.js').TalkLines | null} */ (this.querySelector('talk-lines'))?.restore(e.detail);
  }

  render() {
    const c = this._counter;
    if (!c.here) return html`<h1>${say('studio.nav.counter')}</h1><ph-skeleton shape="rows" count="4"></ph-skeleton>`;
    const [wait, talk, past] = [waiting(c), served(c, me()?.account), over(c)];
    const open = c.tickets[this._open];
    return html`<header class="split"><h1>${say('studio.nav.counter')}</h1><label class="choice plain counter-switch"><input type="checkbox" .checked=${c.open} @change=${(/** @type {Event} */ e) => this.#do('switch', { t: 'switch-counter', booth: this.booth, open: /** @type {HTMLInputElement} */ (e.target).checked })}><span>${say(c.open ? 'counter.open' : 'counter.closed')}</span></label></header>
      <div class="counter-desk ${open ? 'has-open' : ''}"><div class="counter-lists">
        <section class="card" aria-labelledby="wait-title"><div class="panel-head"><h2 id="wait-title">${say('counter.wait')}${wait.length ? html` <span class="num soft">${wait.length}</span>` : nothing}</h2><button class="btn btn-main" type="button" aria-busy=${this._busy === 'call'} ?disabled=${!wait.length || this._busy !== ''} @click=${() => this.#call()}><ph-icon name="bell"></ph-icon>${say('counter.call')}</button></div>
          ${wait.length ? html`<ul class="lines">${repeat(wait, (t) => t.ticket, (t, i) => html`<li class="counter-row"><b class="num counter-no">${t.number}</b><div class="grow"><strong>${t.name}</strong> <span class="small soft">${say('counter.place', { n: i + 1 })} · ${relative(t.takenMs, this._now)}</span><p>${t.reason}</p>${t.product && this._names[t.product] ? html`<p class="small soft"><ph-icon name="package" size="14"></ph-icon> ${this._names[t.product]}</p>` : nothing}</div><button class="btn btn-small" type="button" ?disabled=${this._busy !== ''} aria-label="${say('counter.call.this')}: ${t.number}, ${t.name}" @click=${() => this.#call(t.ticket)}>${say('counter.call.this')}</button></li>`)}</ul>` : html`<p class="soft">${say('counter.wait.none')}</p>`}</section>
        <section class="card" aria-labelledby="talk-title"><h2 id="talk-title">${say('counter.talks')}</h2>${talk.length ? html`<ul class="lines">${repeat(talk, (t) => t.ticket, (t) => this.#row(t))}</ul>` : html`<p class="soft">${say('counter.talks.none')}</p>`}</section>
        ${past.length ? html`<details class="card"><summary>${say('counter.past', { n: past.length })}</summary><ul class="lines">${repeat(past.slice(0, 60), (t) => t.ticket, (t) => this.#row(t))}</ul></details>` : nothing}</div>
        <section class="card counter-talk" aria-label=${say('counter.talk')}>${open ? this.#talk(open) : html`<ph-empty icon="message-circle" heading=${say('counter.choose')} text=${say('counter.choose.text')}></ph-empty>`}</section></div>`;
  }

  /** @param {TicketView} t */
  #row(t) {
    const news = this._counter.unread[t.ticket] ?? 0;
    return html`<li><button class="counter-row counter-pick" type="button" aria-current=${t.ticket === this._open} @click=${() => this.#look(t.ticket)}><b class="num counter-no">${t.number}</b><span class="grow"><strong>${t.name || say('counter.forgotten')}</strong> <span class="small soft">${t.staff === me()?.account ? say('counter.you') : t.staffName ?? ''} · ${time(t.endedMs ?? t.calledMs ?? t.takenMs)}</span><span class="ellipsis counter-reason">${t.reason}</span></span>${news ? html`<span class="topbar-count" aria-label=${say('counter.unread', { n: news })}>${news}</span>` : nothing}</button></li>`;
  }

  /** @param {TicketView} t */
  #talk(t) {
    const c = this._counter;
    const others = c.colleagues.filter((one) => one.account !== t.staff);
    return html`<header class="counter-head"><button class="btn btn-quiet btn-icon counter-back" type="button" aria-label=${say('action.back')} @click=${() => this.#look('')}><ph-icon name="chevron-left"></ph-icon></button><b class="num counter-no">${t.number}</b><div class="grow"><strong>${t.name || say('counter.forgotten')}</strong><p class="small soft">${t.reason}</p></div></header>
      <talk-lines side="staff" .lines=${c.talks[t.ticket]} closed=${t.state === 'ended' ? say(t.endedBy === 'visitor' ? 'counter.ended.visitor' : 'counter.ended.staff') : ''} empty=${say('counter.empty.staff')} @talk-say=${this.#say}></talk-lines>
      ${t.state === 'called' ? html`<div class="row counter-acts">${others.length ? html`<button class="btn btn-small" type="button" aria-expanded=${this._handing} @click=${() => { this._handing = !this._handing; }}><ph-icon name="users" size="18"></ph-icon>${say('counter.hand')}</button>` : nothing}<button class="btn btn-small btn-danger" type="button" aria-busy=${this._busy === 'end'} @click=${() => this.#do('end', { t: 'end-ticket', ticket: t.ticket })}>${say('counter.end')}</button></div>
        ${this._handing ? html`<div class="chips" role="group" aria-label=${say('counter.hand')}>${others.map((one) => html`<button class="chip" type="button" @click=${() => this.#do('hand', { t: 'hand-over', ticket: t.ticket, account: one.account }).then(() => { this._handing = false; })}>${one.name}</button>`)}</div>` : nothing}` : nothing}`;
  }
}
customElements.define('studio-counter', StudioCounter);
