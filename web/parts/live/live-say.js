import { html, nothing } from 'lit';
import { LightElement } from '../../lib/light.js';
import { say } from '../../lib/words.js';
import { intend } from './intent.js';
import '../ph-icon.js';

/** Longest comment, characters. */
const MOST = 300;

/** The line at the bottom: the shelf, what one says, a heart. */
export class LiveSay extends LightElement {
  static properties = { room: { attribute: false }, cart: { type: Number }, wide: { type: Boolean }, replyTo: { attribute: false }, slowUntilMs: { type: Number }, _text: { state: true }, _typing: { state: true } };

  constructor() {
    super();
    /** @type {import('../../lib/room.js').Room | null} */
    this.room = null;
    /** Units in the cart. @type {number} */
    this.cart = 0;
    /** The shelf stands beside the picture, so it needs no button. @type {boolean} */
    this.wide = false;
    /** @type {import('../../lib/protocol.js').ChatLine | null} */
    this.replyTo = null;
    /** @type {string} */
    this._text = '';
    /** @type {boolean} */
    this._typing = false;
  }

  /** What is being written; it is kept while somebody signs in. @param {string} text */
  set text(text) {
    this._text = text;
  }

  get #input() {
    return /** @type {HTMLInputElement | null} */ (this.querySelector('.say-input'));
  }

  focus() {
    this.#input?.focus();
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('replyTo') && this.replyTo) this.focus();
  }

  /** @param {SubmitEvent} e */
  #send(e) {
    e.preventDefault();
    const text = this._text.trim();
    if (!text) return this.focus();
    intend(this, { do: 'say', text: text.slice(0, MOST), ...(this.replyTo ? { replyTo: this.replyTo.message } : {}) });
    this._text = '';
  }

  render() {
    const room = this.room;
    if (!room?.show) return nothing;
    const shut = room.show.state === 'ended';
    const hint = room.muted ? say('live.say.muted') : room.slowSeconds ? say('live.say.slow', { n: room.slowSeconds }) : say('live.say');
    const left = MOST - [...this._text].length;
    return html`
      ${this.replyTo ? html`<p class="say-reply"><ph-icon name="reply" size="16"></ph-icon><span class="ellipsis">${say('live.chat.reply.to', { name: this.replyTo.name })}: ${this.replyTo.text}</span>
        <button type="button" class="btn btn-quiet btn-icon btn-small" aria-label=${say('action.cancel')} @click=${() => intend(this, { do: 'reply', message: '' })}><ph-icon name="x" size="18"></ph-icon></button></p>` : nothing}
      <div class="say ${this._typing ? 'typing' : ''}">
        ${this.wide ? nothing : html`<button class="btn btn-video say-shelf" type="button" aria-label="${say('live.shelf.open', { n: room.lineUp.length })}" @click=${() => intend(this, { do: 'open', sheet: 'shelf' })}><ph-icon name="shopping-bag" size="22"></ph-icon><span class="say-count" aria-hidden="true">${room.lineUp.length}</span></button>`}
        ${shut ? html`<span class="grow"></span>` : html`<form class="say-form" @submit=${this.#send}>
          <input class="say-input" type="text" enterkeyhint="send" autocomplete="off" maxlength=${MOST} placeholder=${hint} aria-label=${hint} ?disabled=${room.muted} .value=${this._text}
            @input=${(/** @type {Event} */ e) => { this._text = /** @type {HTMLInputElement} */ (e.target).value; }} @focus=${() => { this._typing = true; }} @blur=${() => { this._typing = !!this._text; }}>
          ${left <= 50 ? html`<span class="say-left ${left <= 10 ? 'few' : ''}">${left}</span>` : nothing}
          <button class="say-send" type="submit" aria-label=${say('action.send')} ?disabled=${room.muted}><ph-icon name="send" size="20"></ph-icon></button></form>`}
        ${this.cart ? html`<button class="btn btn-video say-cart" type="button" aria-label=${say('buy.cart.open', { n: this.cart })} @click=${() => intend(this, { do: 'open', sheet: 'cart' })}><ph-icon name="package" size="22"></ph-icon><span class="say-count" aria-hidden="true">${this.cart}</span></button>` : nothing}
        ${shut ? nothing : html`<button class="btn btn-video btn-icon say-heart" type="button" aria-label=${say('live.heart')} @click=${() => intend(this, { do: 'react', kind: 'heart' })}><ph-icon name="heart" size="22" filled></ph-icon></button>`}
      </div>`;
  }
}
customElements.define('live-say', LiveSay);
