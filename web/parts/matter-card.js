import { html, nothing } from 'lit';
import { dateTime, relative } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { ENDS } from '../lib/oversight.js';
import { boothLink } from '../lib/links.js';
import { say } from '../lib/words.js';
import './ph-icon.js';
import './word-thread.js';

/** @type {Record<string, string>} */
const SIGNS = { flag: 'flag', paper: 'file-text', freeze: 'ban', stop: 'hand' };

/** In whose name somebody acts. @param {{role: string, office: string}} m */
export const officeOf = (m) => (m.role === 'organizer' ? say('oversight.who.organizer') : m.office || say('oversight.who.official'));

/**
 * Something that officials or organizers have taken up with a booth: what, why, by whom, what was said; with the ways on.
 * @fires word-said as word-thread
 * @fires matter-closed with `detail` {reason, text}
 */
export class MatterCard extends LightElement {
  static properties = { matter: { attribute: false }, as: {}, rank: {}, busy: { type: Boolean }, open: { type: Boolean }, _closing: { state: true }, _error: { state: true } };

  constructor() {
    super();
    /** @type {import('../lib/protocol.js').MatterView} */
    this.matter = /** @type {any} */ (null);
    /** Who looks: "overseer", "seller" or "reader". @type {string} */
    this.as = 'reader';
    /** Of an overseer: "official" or "organizer". @type {string} */
    this.rank = '';
    /** @type {boolean} */
    this.busy = false;
    /** Whether the thread shows. @type {boolean} */
    this.open = false;
    /** @type {boolean} */
    this._closing = false;
    /** @type {string} */
    this._error = '';
  }

  /** @param {SubmitEvent} e */
  #close(e) {
    e.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (e.target));
    const text = String(data.get('text') ?? '').trim();
    this._error = text ? '' : say('refused.empty');
    if (!text) return;
    this.dispatchEvent(new CustomEvent('matter-closed', { bubbles: true, detail: { reason: String(data.get('reason') ?? 'resolved'), text } }));
    this._closing = false;
  }

  render() {
    const m = this.matter;
    const closed = m.state === 'closed';
    const acts = m.kind === 'freeze' || m.kind === 'stop';
    const late = m.state === 'open' && m.dueMs < Date.now();
    const mayClose = this.as === 'overseer' && !closed && (m.role !== 'official' || this.rank === 'official');
    return html`<article class="card stack matter ${closed ? 'matter-closed' : acts ? 'matter-act' : ''}" id=${m.matter}>
      <header class="row matter-head"><span class="matter-sign ${acts && !closed ? 'red' : ''}"><ph-icon name=${SIGNS[m.kind]}></ph-icon></span>
        <div class="grow-wide"><h3>${say(`oversight.kind.${m.kind}`)}${m.productName ? html`: ${m.productName}` : m.kind === 'stop' ? html`: ${say(m.room ? 'oversight.stop.show' : 'oversight.stop.booth')}` : nothing}</h3>
          <p class="soft small">${this.as === 'seller' ? nothing : html`<a href=${boothLink(m.booth)}>${m.boothName}</a> · `}${officeOf(m)} · <span class="num">${dateTime(m.openedMs)}</span></p></div>
        <span class="chip ${closed ? '' : m.state === 'answered' ? 'chip-jade' : late ? 'chip-red' : 'chip-amber'}">${say(late ? 'oversight.state.late' : `oversight.state.${m.state}`)}</span></header>
      <p class="matter-reason"><strong>${say(`oversight.reason.${m.reason}`)}</strong>${m.state === 'open' && !late ? html` <span class="soft small">${say('oversight.due', { when: relative(m.dueMs) })}</span>` : nothing}</p>
      ${acts && !closed && this.as === 'seller' ? html`<p class="note note-red"><ph-icon name="info"></ph-icon><span>${say(m.kind === 'freeze' ? 'oversight.freeze.seller' : 'oversight.stop.seller')}</span></p>` : nothing}
      <details class="matter-more" ?open=${this.open || !closed}><summary>${say('oversight.thread', { n: m.words.length })}</summary>
        <word-thread of=${m.matter} .words=${m.words} .may=${!closed && this.as !== 'reader'} ?busy=${this.busy} label=${say(this.as === 'seller' ? 'oversight.answer' : 'oversight.word.label')}></word-thread></details>
      ${mayClose ? this._closing ? html`<form class="stack" novalidate @submit=${this.#close}><fieldset class="stack plain-set"><legend class="label">${say('oversight.close.why')}</legend><div class="choices">${ENDS.map((r, i) => html`<label class="choice"><input type="radio" name="reason" value=${r} ?checked=${i === 0}><span>${say(`oversight.reason.${r}`)}</span></label>`)}</div></fieldset>
        <ph-field label=${say('oversight.close.text')} name="text" type="textarea" rows="2" maxlength="1000" .error=${this._error}></ph-field>
        <div class="form-end"><button class="btn" type="button" @click=${() => { this._closing = false; }}>${say('action.cancel')}</button><button class="btn btn-main" type="submit" aria-busy=${this.busy}>${say(acts ? 'oversight.lift' : 'oversight.close')}</button></div></form>`
        : html`<div class="form-end"><button class="btn" type="button" @click=${() => { this._closing = true; }}><ph-icon name=${acts ? 'undo-2' : 'check'}></ph-icon>${say(acts ? 'oversight.lift' : 'oversight.close')}</button></div>` : nothing}</article>`;
  }
}
customElements.define('matter-card', MatterCard);
