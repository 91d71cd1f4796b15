import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { time } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { say } from '../lib/words.js';
import './ph-icon.js';
import './ph-skeleton.js';

/**
 * What two sides say to each other at a counter, and the field to say something.
 * @fires talk-say with `detail` the text
 */
export class TalkLines extends LightElement {
  static properties = { lines: { attribute: false }, side: {}, closed: {}, empty: {}, busy: { type: Boolean }, _text: { state: true } };

  constructor() {
    super();
    /** undefined while it is read. @type {import('../lib/protocol.js').TalkLine[] | undefined} */
    this.lines = undefined;
    /** Who looks. @type {'visitor' | 'staff'} */
    this.side = 'visitor';
    /** Why nothing can be said, or ''. @type {string} */
    this.closed = '';
    /** What stands where nothing was said yet. @type {string} */
    this.empty = '';
    /** @type {boolean} */
    this.busy = false;
    /** @type {string} */
    this._text = '';
    this._seen = 0;
  }

  updated() {
    const n = this.lines?.at(-1)?.n ?? 0;
    if (n === this._seen) return;
    this._seen = n;
    const box = this.querySelector('.talk-lines');
    if (box) box.scrollTop = box.scrollHeight;
  }

  /** @param {Event} e */
  #say(e) {
    e.preventDefault();
    const text = this._text.trim();
    if (!text) return;
    this.dispatchEvent(new CustomEvent('talk-say', { detail: text, bubbles: true }));
    this._text = '';
  }

  /** What was refused comes back to be mended. @param {string} text */
  restore(text) {
    if (!this._text) this._text = text;
  }

  render() {
    return html`<div class="talk-lines" role="log" aria-live="polite" aria-label=${say('counter.talk')} tabindex="0">${!this.lines ? html`<ph-skeleton count="3"></ph-skeleton>` : this.lines.length
        ? repeat(this.lines, (l) => l.n, (l) => html`<div class="talk-line ${l.by === this.side ? 'talk-mine' : ''}"><p class="talk-words"><span class="visually-hidden">${l.name}: </span>${l.text}</p><p class="talk-when small soft">${l.by === this.side && l.by === 'visitor' ? nothing : html`<bdi>${l.name}</bdi> · `}${time(l.sentMs)}</p></div>`)
        : html`<p class="soft talk-none">${this.empty}</p>`}</div>
      ${this.closed ? html`<p class="soft small talk-closed">${this.closed}</p>` : html`<form class="talk-say" @submit=${this.#say}><input class="input grow" maxlength="500" enterkeyhint="send" autocomplete="off" aria-label=${say(this.side === 'staff' ? 'counter.say.staff' : 'counter.say')} placeholder=${say(this.side === 'staff' ? 'counter.say.staff' : 'counter.say')} .value=${this._text} @input=${(/** @type {Event} */ e) => { this._text = /** @type {HTMLInputElement} */ (e.target).value; }}>
        <button class="btn btn-main btn-icon" type="submit" aria-label=${say('action.send')} ?disabled=${!this._text.trim() || this.busy}><ph-icon name="send"></ph-icon></button></form>`}`;
  }
}
customElements.define('talk-lines', TalkLines);
