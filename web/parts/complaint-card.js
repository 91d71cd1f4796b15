import { html, nothing } from 'lit';
import { countdown, dateTime, relative } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { boothLink, liveLink, ordersLink } from '../lib/links.js';
import { orderCode } from '../lib/orders.js';
import { OUTCOMES } from '../lib/oversight.js';
import { say } from '../lib/words.js';
import './ph-icon.js';
import './word-thread.js';

/**
 * A complaint as one of those concerned sees it: of what, when, whose turn it is and until when, what was said; with the ways on.
 * @fires word-said as word-thread
 * @fires complaint-act with `detail` {act: 'accept' | 'escalate' | 'decide' | 'recipient', text?, outcome?}
 */
export class ComplaintCard extends LightElement {
  static properties = { complaint: { attribute: false }, as: {}, busy: { type: Boolean }, open: { type: Boolean }, _deciding: { state: true }, _error: { state: true } };

  constructor() {
    super();
    /** @type {import('../lib/protocol.js').ComplaintView} */
    this.complaint = /** @type {any} */ (null);
    /** Who looks: "buyer", "seller", "organizer" or "official". @type {string} */
    this.as = 'buyer';
    /** @type {boolean} */
    this.busy = false;
    /** @type {boolean} */
    this.open = false;
    /** Which form is open. @type {'' | 'escalate' | 'decide'} */
    this._deciding = '';
    /** @type {string} */
    this._error = '';
  }

  /** @param {object} detail */
  #act(detail) {
    this.dispatchEvent(new CustomEvent('complaint-act', { bubbles: true, detail }));
  }

  /** @param {SubmitEvent} e */
  #send(e) {
    e.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (e.target));
    const text = String(data.get('text') ?? '').trim();
    this._error = text ? '' : say('refused.empty');
    if (!text) return;
    this.#act({ act: this._deciding, text, outcome: String(data.get('outcome') ?? '') });
    this._deciding = '';
  }

  render() {
    const c = this.complaint;
    const closed = c.state === 'closed';
    const mine = this.as === 'buyer';
    const turn = { open: 'seller', answered: 'buyer', escalated: 'organizer', referred: 'official', closed: '' }[c.state];
    const over = c.dueMs !== undefined && c.dueMs < Date.now();
    const judge = (this.as === 'organizer' && (c.state === 'escalated' || c.state === 'referred')) || (this.as === 'official' && c.state === 'referred');
    const yours = turn === this.as;
    return html`<article class="card stack matter ${closed ? 'matter-closed' : yours ? 'matter-yours' : ''}" id=${c.complaint}>
      <header class="row matter-head"><span class="matter-sign ${c.late && !closed ? 'red' : ''}"><ph-icon name="circle-alert"></ph-icon></span>
        <div class="grow-wide"><h3>${say(`complaint.kind.${c.kind}`)}</h3>
          <p class="soft small">${this.as === 'seller' ? nothing : html`<a href=${boothLink(c.booth)}>${c.boothName}</a> · `}${c.order ? html`${mine ? html`<a class="num" href=${ordersLink(c.order)}>${orderCode(c.order)}</a>` : html`<span class="num">${orderCode(c.order)}</span>`} · ` : nothing}<span class="num">${dateTime(c.madeMs)}</span></p></div>
        <span class="chip ${closed ? '' : yours ? 'chip-amber' : ''}">${say(`complaint.state.${closed ? c.outcome ?? 'closed' : c.state}`)}</span></header>
      <p class="small matter-reason">${c.room ? html`<span><ph-icon name="radio" size="16"></ph-icon> <a href=${liveLink(c.room)}>${c.title ?? ''}</a>${c.intoMs !== undefined ? html`, ${say('complaint.into', { time: countdown(c.intoMs) })}` : nothing}</span>` : nothing}
        ${c.late ? html`<span class="chip chip-red">${say(`complaint.late.${c.late}`)}</span>` : nothing}
        ${!closed && c.dueMs ? html`<span class="${over ? 'warn' : 'soft'}"><ph-icon name="clock" size="16"></ph-icon> ${say(`complaint.turn.${turn}`)} · ${say(over ? 'complaint.over' : 'oversight.due', { when: relative(c.dueMs) })}</span>` : closed || !turn ? nothing : html`<span class="soft">${say(`complaint.turn.${turn}`)}</span>`}</p>
      <details class="matter-more" ?open=${this.open || (!closed && yours)}><summary>${say('oversight.thread', { n: c.words.length })}</summary>
        <word-thread of=${c.complaint} .words=${c.words} .may=${!closed} ?busy=${this.busy} label=${say(this.as === 'seller' && (c.state === 'open' || c.state === 'answered') ? 'complaint.answer' : 'oversight.word.label')}></word-thread></details>
      ${this._deciding ? html`<form class="stack" novalidate @submit=${this.#send}>
        ${this._deciding === 'decide' ? html`<fieldset class="stack plain-set"><legend class="label">${say('complaint.decide')}</legend><div class="choices">${OUTCOMES.map((o, i) => html`<label class="choice"><input type="radio" name="outcome" value=${o} ?checked=${i === 0}><span>${say(`complaint.outcome.${o}`)}</span></label>`)}</div></fieldset>` : nothing}
        <ph-field label=${say(this._deciding === 'decide' ? 'complaint.decide.text' : 'complaint.escalate.text')} name="text" type="textarea" rows="3" maxlength="1000" .error=${this._error}></ph-field>
        <div class="form-end"><button class="btn" type="button" @click=${() => { this._deciding = ''; }}>${say('action.cancel')}</button><button class="btn btn-main" type="submit" aria-busy=${this.busy}>${say(this._deciding === 'decide' ? 'complaint.decide' : 'complaint.escalate')}</button></div></form>`
        : html`<div class="form-end">${mine && !closed ? html`<button class="btn" type="button" aria-busy=${this.busy} @click=${() => this.#act({ act: 'accept' })}><ph-icon name="check"></ph-icon>${say(c.state === 'answered' ? 'complaint.accept' : 'complaint.withdraw')}</button>` : nothing}
          ${mine && c.state === 'answered' ? html`<button class="btn" type="button" @click=${() => { this._deciding = 'escalate'; }}><ph-icon name="arrow-up"></ph-icon>${say('complaint.escalate')}</button>` : nothing}
          ${(this.as === 'organizer' || this.as === 'official') && c.order ? html`<button class="btn" type="button" @click=${() => this.#act({ act: 'recipient' })}><ph-icon name="user"></ph-icon>${say('official.recipient')}</button>` : nothing}
          ${judge ? html`<button class="btn btn-main" type="button" @click=${() => { this._deciding = 'decide'; }}><ph-icon name="gavel"></ph-icon>${say('complaint.decide')}</button>` : nothing}</div>`}</article>`;
  }
}
customElements.define('complaint-card', ComplaintCard);
