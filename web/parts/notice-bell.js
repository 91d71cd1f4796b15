import { html, nothing } from 'lit';
import { dateTime, relative, soon } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { nightLink, notices, readNotices } from '../lib/board.js';
import { NOTICE_CAME, listenForNotices } from '../lib/notices.js';
import { me } from '../lib/session.js';
import { address } from '../lib/socket.js';
import { deskLink } from '../lib/studio/routes.js';
import { say } from '../lib/words.js';
import './ph-empty.js';
import './ph-icon.js';
import './ph-skeleton.js';
import { toast } from './ph-toast.js';

/** @typedef {import('../lib/protocol.js').NoticeView} NoticeView */

const ICONS = /** @type {Record<string, string>} */ ({ 'night-soon': 'clock', 'night-open': 'store', 'night-moved': 'calendar-days', 'night-cancelled': 'circle-alert', 'application-approved': 'check', 'application-changes': 'reply', 'application-refused': 'info', 'stand-placed': 'map-pin' });

/** The bell in the bar: how much there is to know, and what. */
export class NoticeBell extends LightElement {
  static properties = { account: {}, _unread: { state: true }, _all: { state: true }, _open: { state: true }, _failed: { state: true } };

  constructor() {
    super();
    /** Whose bell it is; another one loads anew. @type {string} */
    this.account = '';
    /** @type {number} */
    this._unread = 0;
    /** @type {NoticeView[] | null} */
    this._all = null;
    /** @type {boolean} */
    this._open = false;
    /** @type {boolean} */
    this._failed = false;
    /** @type {(() => void) | undefined} */
    this._deaf = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener(NOTICE_CAME, this.#came);
    this._deaf = listenForNotices(address());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener(NOTICE_CAME, this.#came);
    this._deaf?.();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('account') && this.account) void this.#load();
  }

  /** @param {Event} e */
  #came = (e) => {
    const { notice, unread } = /** @type {CustomEvent<{notice: NoticeView, unread: number}>} */ (e).detail;
    this._unread = unread;
    if (this._all) this._all = [notice, ...this._all.filter((n) => n.notice !== notice.notice)];
  };

  async #load() {
    try {
      const board = await notices();
      this._all = board.notices;
      this._unread = board.unread;
      this._failed = false;
    } catch {
      this._failed = true;
    }
  }

  async #show() {
    void this.#load();
    try {
      await Promise.all([import('./ph-sheet.js'), import('./notice-doors.js')]);
      this._open = true;
    } catch {
      toast(say('refused.offline'), { kind: 'bad' });
    }
  }

  async #closed() {
    this._open = false;
    if (!this._unread) return;
    const seen = (this._all ?? []).filter((n) => !n.read).map((n) => n.notice);
    if (!seen.length) return;
    const board = await readNotices(seen).catch(() => null);
    if (board) Object.assign(this, { _all: board.notices, _unread: board.unread });
  }

  render() {
    return html`<button class="btn btn-quiet btn-icon bell" type="button" aria-label=${this._unread ? say('notice.bell.unread', { n: this._unread }) : say('notice.bell')} @click=${this.#show}><ph-icon name="bell"></ph-icon>${this._unread ? html`<span class="bell-count num">${this._unread > 99 ? '99+' : this._unread}</span>` : nothing}</button>
      <ph-sheet heading=${say('notice.bell')} size="half" .open=${this._open} @ph-close=${this.#closed}>${this._open ? html`<div class="stack">${this.#board()}<notice-doors></notice-doors></div>` : nothing}</ph-sheet>`;
  }

  #board() {
    if (!this._all) return this._failed ? html`<ph-empty kind="error"><button class="btn" type="button" @click=${this.#load}>${say('action.retry')}</button></ph-empty>` : html`<ph-skeleton shape="rows" count="3"></ph-skeleton>`;
    if (!this._all.length) return html`<ph-empty icon="bell" heading=${say('notice.none')} text=${say('notice.none.text')}></ph-empty>`;
    return html`<ul class="notices">${this._all.map((n) => this.#notice(n))}</ul>`;
  }

  /** @param {NoticeView} n */
  #notice(n) {
    const own = n.booth && me()?.booths.some((b) => b.booth === n.booth);
    const href = own && n.booth && n.kind.startsWith('application') ? deskLink(n.booth, 'market') : nightLink(n.night);
    return html`<li><a class="notice ${n.read ? '' : 'unread'}" href=${href}><span class="notice-sign"><ph-icon name=${ICONS[n.kind] ?? 'bell'} size="20"></ph-icon></span><span class="notice-words"><strong>${say(`notice.${n.kind}`, { name: n.name, time: soon(n.opensMs) })}</strong>${n.why ? html`<span>${n.why}</span>` : nothing}<span class="soft small" title=${dateTime(n.atMs)}>${relative(n.atMs)}</span></span></a></li>`;
  }
}
customElements.define('notice-bell', NoticeBell);
