import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { time } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { unanswered } from '../../lib/studio/stage.js';
import { say } from '../../lib/words.js';
import '../ph-icon.js';

const SLOW = [0, 5, 10, 30, 60, 300];

/** @typedef {import('../../lib/protocol.js').ChatLine} ChatLine */
/** @typedef {{act: 'say', text: string, replyTo?: string} | {act: 'delete' | 'pin' | 'answered', message: string} | {act: 'unpin'} | {act: 'mute', account: string, muted: boolean} | {act: 'slow', seconds: number}} ChatAct */

/**
 * The chat as those see it who look after it: questions that wait for an answer first.
 * @fires stage-chat with `detail` a ChatAct
 */
export class StageChat extends LightElement {
  static properties = { room: { attribute: false }, muted: { attribute: false }, _which: { state: true }, _reply: { state: true }, _open: { state: true }, _text: { state: true }, _behind: { state: true } };

  constructor() {
    super();
    /** @type {import('../../lib/room.js').Room} */
    this.room = /** @type {any} */ (null);
    /** @type {Record<string, true>} */
    this.muted = {};
    /** @type {'questions' | 'all' | 'orders'} */
    this._which = 'all';
    /** What is being answered. @type {ChatLine | null} */
    this._reply = null;
    /** The message whose acts are open. @type {string} */
    this._open = '';
    /** @type {string} */
    this._text = '';
    /** How many came while the person looked further up. @type {number} */
    this._behind = 0;
    this._last = 0;
  }

  /** @param {ChatAct} act */
  #do(act) {
    this._open = '';
    this.dispatchEvent(new CustomEvent('stage-chat', { detail: act, bubbles: true }));
  }

  get #list() {
    return /** @type {HTMLElement | null} */ (this.querySelector('.chat-lines'));
  }

  willUpdate() {
    const list = this.#list;
    this._stick = !list || list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    const n = this.room.chat.at(-1)?.n ?? 0;
    if (n > this._last && !this._stick && this._last) this._behind += this.room.chat.filter((l) => l.n > this._last).length;
    this._last = n;
  }

  updated() {
    if (this._stick && this.#list) this.#down();
  }

  #down() {
    const list = this.#list;
    if (list) list.scrollTop = list.scrollHeight;
    if (this._behind) this._behind = 0;
  }

  /** @param {ChatLine} line */
  #answer(line) {
    this._reply = line;
    this._open = '';
    void this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector('.chat-say input'))?.focus());
  }

  /** @param {Event} e */
  #say(e) {
    e.preventDefault();
    const text = this._text.trim();
    if (!text) return;
    this.#do({ act: 'say', text, ...(this._reply ? { replyTo: this._reply.message } : {}) });
    this._text = '';
    this._reply = null;
  }

  /** What was refused comes back to be mended. @param {string} text */
  restore(text) {
    if (!this._text) this._text = text;
  }

  render() {
    const r = this.room;
    const questions = unanswered(r);
    const lines = this._which === 'questions' ? questions : this._which === 'orders' ? r.chat.filter((l) => l.order) : r.chat;
    return html`<div class="panel-head"><h2>${say('desk.chat')}</h2><label class="slow"><span class="small soft">${say('desk.slow')}</span><select class="input input-small" .value=${String(r.slowSeconds)} @change=${(/** @type {Event} */ e) => this.#do({ act: 'slow', seconds: Number(/** @type {HTMLSelectElement} */ (e.target).value) })}>${[...new Set([...SLOW, r.slowSeconds])].map((s) => html`<option value=${s} ?selected=${s === r.slowSeconds}>${s ? say('desk.seconds', { n: s }) : say('desk.slow.off')}</option>`)}</select></label></div>
      <div class="chips chat-tabs" role="group" aria-label=${say('studio.filter')}>${/** @type {const} */ ([['all', r.chat.length], ['questions', questions.length], ['orders', r.chat.filter((l) => l.order).length]]).map(([k, n]) => html`<button class="chip" type="button" aria-pressed=${this._which === k} @click=${() => { this._which = k; }}>${say(`desk.chat.${k}`)}${n && k !== 'all' ? html` <span class="num ${k === 'questions' ? 'asks' : ''}">${n}</span>` : nothing}</button>`)}</div>
      ${this._which === 'all' && questions.length ? html`<section class="asked" aria-label=${say('desk.chat.questions')}>${questions.slice(0, 2).map((q) => html`<div class="ask-line"><p class="ask-text"><ph-icon name="message-circle-question" size="18"></ph-icon><span><strong class="name">${q.name}</strong> ${q.text}</span></p><span class="ask-acts"><button class="btn btn-small btn-main" type="button" @click=${() => this.#answer(q)}>${say('desk.answer')}</button><button class="btn btn-small" type="button" @click=${() => this.#do({ act: 'answered', message: q.message })}>${say('desk.answered')}</button></span></div>`)}
        ${questions.length > 2 ? html`<button class="btn btn-small btn-quiet" type="button" @click=${() => { this._which = 'questions'; }}>${say('desk.questions.more', { n: questions.length - 2 })}</button>` : nothing}</section>` : nothing}
      ${r.pinnedMessage ? html`<p class="pinned-line"><ph-icon name="pin" size="18"></ph-icon><span class="grow"><strong>${say('desk.chat.pinned')}</strong> ${r.pinnedMessage.text}</span><button class="btn btn-icon btn-small btn-quiet" type="button" aria-label=${say('desk.chat.unpin')} @click=${() => this.#do({ act: 'unpin' })}><ph-icon name="x"></ph-icon></button></p>` : nothing}
      <div class="chat-lines" role="log" aria-live="off" aria-label=${say('desk.chat')} tabindex="0" @scroll=${() => { const l = this.#list; if (l && this._behind && l.scrollHeight - l.scrollTop - l.clientHeight < 60) this._behind = 0; }}>${lines.length ? repeat(lines, (l) => l.message, (l) => this.#line(l)) : html`<p class="soft chat-none">${say(`desk.chat.none.${this._which}`)}</p>`}</div>
      ${this._behind ? html`<button class="chip chip-amber chat-behind" type="button" @click=${() => this.#down()}><ph-icon name="arrow-down" size="16"></ph-icon>${say('desk.chat.behind', { n: this._behind })}</button>` : nothing}
      <form class="chat-say" @submit=${this.#say}>${this._reply ? html`<p class="replying small"><ph-icon name="reply" size="16"></ph-icon><span class="grow ellipsis">${this._reply.name}: ${this._reply.text}</span><button class="btn btn-icon btn-small btn-quiet" type="button" aria-label=${say('action.cancel')} @click=${() => { this._reply = null; }}><ph-icon name="x" size="18"></ph-icon></button></p>` : nothing}
        <div class="row"><input class="input grow" maxlength="300" enterkeyhint="send" aria-label=${say('desk.chat.say')} placeholder=${say(this._reply ? 'desk.chat.answer' : 'desk.chat.say')} .value=${this._text} @input=${(/** @type {Event} */ e) => { this._text = /** @type {HTMLInputElement} */ (e.target).value; }}><button class="btn btn-main btn-icon" type="submit" aria-label=${say('action.send')} ?disabled=${!this._text.trim()}><ph-icon name="send"></ph-icon></button></div></form>`;
  }

  /** @param {ChatLine} l */
  #line(l) {
    const open = this._open === l.message;
    const to = l.replyTo && this.room.chat.find((x) => x.message === l.replyTo);
    const waits = l.question && !l.badge && !this.room.answered[l.message];
    const muted = !!this.muted[l.account];
    return html`<div class="line ${l.badge ? 'ours' : ''} ${waits ? 'waits' : ''} ${open ? 'open' : ''}"><button class="line-main" type="button" aria-expanded=${open} @click=${() => { this._open = open ? '' : l.message; }}>
        ${to ? html`<span class="line-to small soft ellipsis"><ph-icon name="reply" size="16"></ph-icon>${to.name}: ${to.text}</span>` : nothing}
        <span><strong class="name">${l.name}</strong>${l.badge ? html` <span class="chip chip-amber line-badge">${l.office || say(`desk.badge.${l.badge}`)}</span>` : nothing}${l.order ? html` <span class="chip chip-jade line-badge">${say('desk.chat.order')}</span>` : nothing} <span class="line-text">${l.text}</span></span><span class="line-time small soft num">${time(l.sentMs)}</span></button>
      ${open ? html`<div class="line-acts-row">${l.badge ? nothing : html`<button class="btn btn-small" type="button" @click=${() => this.#answer(l)}><ph-icon name="reply" size="18"></ph-icon>${say('desk.answer')}</button>`}
        ${waits ? html`<button class="btn btn-small" type="button" @click=${() => this.#do({ act: 'answered', message: l.message })}><ph-icon name="check" size="18"></ph-icon>${say('desk.answered')}</button>` : nothing}
        <button class="btn btn-small" type="button" @click=${() => this.#do({ act: 'pin', message: l.message })}><ph-icon name="pin" size="18"></ph-icon>${say('desk.pin')}</button>
        ${l.badge ? nothing : html`<button class="btn btn-small" type="button" @click=${() => this.#do({ act: 'mute', account: l.account, muted: !muted })}><ph-icon name=${muted ? 'mic' : 'mic-off'} size="18"></ph-icon>${say(muted ? 'desk.unmute' : 'desk.mute')}</button>`}
        <button class="btn btn-small btn-danger" type="button" @click=${() => this.#do({ act: 'delete', message: l.message })}><ph-icon name="trash-2" size="18"></ph-icon>${say('action.delete')}</button></div>` : nothing}</div>`;
  }
}
customElements.define('stage-chat', StageChat);
