import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LightElement } from '../../lib/light.js';
import { pieces } from '../../lib/room.js';
import { say } from '../../lib/words.js';
import { intend } from './intent.js';
import '../ph-icon.js';

/** @typedef {import('../../lib/room.js').Room} Room */
/** @typedef {import('../../lib/protocol.js').ChatLine} ChatLine */

/** Screen readers hear the chat at most this often, ms. */
const TELL_MS = 3_000;
/** So near to the end counts as the end, px. */
const END = 28;

/** The chat: newest at the bottom; it stands still while somebody reads further up. */
export class LiveChat extends LightElement {
  static properties = { room: { attribute: false }, _missed: { state: true }, _told: { state: true }, _picked: { state: true } };

  constructor() {
    super();
    /** @type {Room | null} */
    this.room = null;
    /** @type {number} */
    this._missed = 0;
    /** @type {string} */
    this._told = '';
    /** A comment that was touched, whose actions show. @type {string} */
    this._picked = '';
    /** @type {boolean} */
    this._atEnd = true;
    /** @type {boolean} */
    this._touched = false;
    /** @type {string} */
    this._last = '';
    /** @type {ChatLine[]} */
    this._untold = [];
    /** @type {number | undefined} */
    this._telling = undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this._telling);
    this._telling = undefined;
  }

  get #log() {
    return /** @type {HTMLElement | null} */ (this.querySelector('.chat-log'));
  }

  /** Stock and viewers change often and are none of the chat's business. @param {Map<string, unknown>} changed */
  shouldUpdate(changed) {
    const before = /** @type {Room | null | undefined} */ (changed.get('room'));
    const now = this.room;
    if (changed.size > 1 || !changed.has('room') || !before || !now) return true;
    return before.chat !== now.chat || before.pinnedMessage !== now.pinnedMessage || before.answered !== now.answered || before.you !== now.you || before.lineUp.length !== now.lineUp.length;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('room') || !this.room) return;
    const chat = this.room.chat;
    const last = chat.at(-1)?.message ?? '';
    if (last === this._last) return;
    const from = chat.findIndex((l) => l.message === this._last);
    const fresh = this._last && from >= 0 ? chat.slice(from + 1) : [];
    this._last = last;
    if (!this._atEnd || this._touched) this._missed += fresh.length;
    this.#tell(fresh);
  }

  updated() {
    if (this._atEnd && !this._touched) this.#toEnd();
  }

  firstUpdated() {
    // The place of the chat changes with the cards below it and the keyboard.
    const log = this.#log;
    if (log) new ResizeObserver(() => this._atEnd && this.#toEnd()).observe(log);
  }

  #toEnd() {
    const log = this.#log;
    if (log) log.scrollTop = log.scrollHeight;
  }

  #jump() {
    this._atEnd = true;
    this._touched = false;
    this._missed = 0;
    this.#toEnd();
  }

  #scrolled() {
    const log = this.#log;
    if (!log) return;
    this._atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < END;
    if (this._atEnd && !this._touched) this._missed = 0;
  }

  /** @param {boolean} down */
  #touch(down) {
    this._touched = down;
    if (!down) this.#scrolled();
  }

  /** @param {ChatLine[]} fresh */
  #tell(fresh) {
    this._untold.push(...fresh);
    if (!this._untold.length || this._telling) return;
    this._telling = window.setTimeout(() => {
      this._telling = undefined;
      const lines = this._untold.splice(0);
      const shown = lines.slice(-2).map((l) => `${l.name}: ${l.text}`).join('. ');
      this._told = lines.length > 2 ? `${say('live.chat.new', { n: lines.length })}. ${shown}` : shown;
    }, TELL_MS);
  }

  render() {
    const room = this.room;
    if (!room) return nothing;
    return html`
      ${room.pinnedMessage ? html`<p class="chat-pinned"><ph-icon name="pin" size="16"></ph-icon><span><bdi class="chat-name">${room.pinnedMessage.name}</bdi> ${this.#text(room.pinnedMessage)}</span></p>` : nothing}
      <div class="chat-place"><div class="chat-log" role="log" aria-live="off" aria-label=${say('live.chat')} tabindex="0" @scroll=${this.#scrolled}
        @pointerdown=${() => this.#touch(true)} @pointerup=${() => this.#touch(false)} @pointercancel=${() => this.#touch(false)} @pointerleave=${() => this.#touch(false)}>
        ${repeat(room.chat, (l) => l.message, (l) => this.#line(l))}</div>
      ${this._missed > 0 ? html`<button class="chip chat-more" type="button" @click=${this.#jump}><ph-icon name="arrow-down" size="16"></ph-icon>${say('live.chat.new', { n: this._missed })}</button>` : nothing}</div>
      <p class="visually-hidden" role="status" aria-live="polite">${this._told}</p>`;
  }

  /** @param {ChatLine} l */
  #text(l) {
    const room = /** @type {Room} */ (this.room);
    return pieces(room, l.text).map((p) => (p.product
      ? html`<button class="chat-code" type="button" aria-label=${say('live.item.open', { code: p.text })} @click=${() => intend(this, { do: 'open-item', product: /** @type {string} */ (p.product) })}>${p.text}</button>`
      : p.text));
  }

  /** @param {ChatLine} l */
  #line(l) {
    const room = /** @type {Room} */ (this.room);
    const to = l.replyTo ? room.chat.find((o) => o.message === l.replyTo) : undefined;
    const picked = this._picked === l.message;
    return html`<div class="chat-line ${l.badge ?? ''} ${l.order ? 'order' : ''} ${l.account === room.you ? 'own' : ''}" @click=${() => { this._picked = picked ? '' : l.message; }}>
      ${to ? html`<span class="chat-quote ellipsis"><ph-icon name="reply" size="14"></ph-icon><bdi>${to.name}</bdi>: ${to.text}</span>` : nothing}
      <span class="chat-body"><bdi class="chat-name">${l.name}</bdi>${l.badge ? html` <span class="chat-badge">${l.office || say(`live.badge.${l.badge}`)}</span>` : nothing}${
        l.order ? html` <span class="chat-order"><ph-icon name="shopping-bag" size="14"></ph-icon>${say('live.chat.ordered')}</span>` : nothing} <span class="chat-text">${this.#text(l)}</span>${
        room.answered[l.message] ? html` <ph-icon class="chat-answered" name="circle-check" size="14" label=${say('live.chat.answered')}></ph-icon>` : nothing}
        <button class="chat-reply ${picked ? 'shown' : ''}" type="button" aria-label=${say('live.chat.reply.to', { name: l.name })} @click=${(/** @type {Event} */ e) => { e.stopPropagation(); this._picked = ''; intend(this, { do: 'reply', message: l.message }); }}><ph-icon name="reply" size="16"></ph-icon><span>${say('live.chat.reply')}</span></button></span></div>`;
  }
}
customElements.define('live-chat', LiveChat);
