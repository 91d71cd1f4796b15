import { html, nothing } from 'lit';
import { provinceName } from '../../lib/address.js';
import { relative } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { boothLink } from '../../lib/links.js';
import { say } from '../../lib/words.js';
import { applicationChip, told } from './told.js';
import '../ph-empty.js';
import '../ph-field.js';
import '../ph-goods.js';
import '../ph-icon.js';
import '../ph-sheet.js';
import '../ph-stars.js';

/** @typedef {import('../../lib/market.js').Applied} Applied */

const FILTERS = ['waiting', 'changes', 'approved', 'refused', 'withdrawn'];

/**
 * The applications of a night: read, approved, asked for changes, refused.
 * @fires night-decide with `detail` {booth, rev, to, why}
 */
export class NightInbox extends LightElement {
  static properties = { desk: { attribute: false }, busy: {}, _show: { state: true }, _asking: { state: true }, _why: { state: true } };

  constructor() {
    super();
    /** @type {import('../../lib/market.js').NightDesk} */
    this.desk = /** @type {any} */ (null);
    /** The booth that is decided upon. @type {string} */
    this.busy = '';
    /** @type {string} */
    this._show = '';
    /** @type {{one: Applied, to: 'changes' | 'refused'} | null} */
    this._asking = null;
    /** @type {string} */
    this._why = '';
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    const before = changed.get('desk');
    if (before && before !== this.desk) this._asking = null;
  }

  /** @param {Applied} one @param {string} to @param {string} [why] */
  #decide(one, to, why) {
    this.dispatchEvent(new CustomEvent('night-decide', { detail: { booth: one.application.booth, rev: one.application.rev, to, why }, bubbles: true }));
  }

  render() {
    const all = this.desk.applications;
    if (!all.length) return html`<ph-empty icon="store" heading=${say('inbox.none')} text=${say('inbox.none.text')}></ph-empty>`;
    const count = (/** @type {string} */ state) => all.filter((a) => a.application.state === state).length;
    const show = this._show || (count('waiting') ? 'waiting' : 'all');
    const seen = all.filter((a) => show === 'all' || a.application.state === show);
    return html`<div class="stack"><div class="chips" role="group" aria-label=${say('inbox.filter')}><button class="chip" type="button" aria-pressed=${show === 'all'} @click=${() => { this._show = 'all'; }}>${say('inbox.all', { n: all.length })}</button>${FILTERS.filter((f) => count(f)).map((f) => html`<button class="chip" type="button" aria-pressed=${show === f} @click=${() => { this._show = f; }}>${say(`apply.state.${f}`)} ${count(f)}</button>`)}</div>
      ${seen.length ? seen.map((one) => this.#one(one)) : html`<p class="soft">${say('inbox.empty')}</p>`}</div>
      <ph-sheet side="middle" heading=${say(this._asking?.to === 'refused' ? 'inbox.refuse' : 'inbox.changes')} .open=${!!this._asking} @ph-close=${() => { this._asking = null; }}>
        <div class="stack"><p class="soft">${say('inbox.why.text', { name: this._asking?.one.booth.name ?? '' })}</p><ph-field type="textarea" label=${say(this._asking?.to === 'refused' ? 'inbox.refuse.why' : 'inbox.changes.why')} maxlength="300" .value=${this._why} @input=${(/** @type {Event} */ e) => { this._why = /** @type {HTMLTextAreaElement} */ (e.target).value; }}></ph-field></div>
        <button slot="actions" class="btn btn-wide ${this._asking?.to === 'refused' ? 'btn-danger' : 'btn-main'}" type="button" ?disabled=${!this._why.trim()} aria-busy=${!!this.busy} @click=${() => this._asking && this.#decide(this._asking.one, this._asking.to, this._why.trim())}>${say(this._asking?.to === 'refused' ? 'inbox.refuse' : 'inbox.changes.send')}</button></ph-sheet>`;
  }

  /** @param {Applied} one */
  #one(one) {
    const { application: a, booth, products } = one;
    const over = this.desk.night.state === 'closed';
    const papers = new Set(a.form.papers);
    const wish = a.form.wish && this.desk.night.halls.find((h) => h.hall === a.form.wish)?.name;
    const hall = a.stand && this.desk.night.halls.find((h) => h.hall === a.stand?.hall)?.name;
    return html`<article class="card applicant" aria-label=${booth.name}><div class="applicant-top"><span class="thumb thumb-small"><ph-goods drawing=${booth.picture.drawing} palette=${booth.picture.palette} photo=${booth.picture.photo ?? ''}></ph-goods></span><div class="grow"><h3><a class="plain-link" href=${boothLink(booth.booth)}>${booth.name}</a></h3><span class="soft small">${booth.commune}, ${provinceName(booth.province)} · ${relative(a.madeMs)}</span></div><span class="chip ${applicationChip(a.state)}">${say(`apply.state.${a.state}`)}</span></div>
      ${a.form.note ? html`<p class="prose">${a.form.note}</p>` : nothing}
      ${hall || wish ? html`<p class="soft small">${hall ? say('inbox.stands', { hall, n: a.stand?.place ?? 0 }) : say('inbox.wish', { hall: wish ?? '' })}</p>` : nothing}
      <ul class="applicant-goods">${products.map((p) => html`<li class="applicant-good"><span class="thumb thumb-small"><ph-goods drawing=${p.picture.drawing} palette=${p.picture.palette} photo=${p.picture.photo ?? ''}></ph-goods></span><span><strong class="small">${p.name}</strong><br>${p.certificate && papers.has(p.product) ? html`<ph-stars .stars=${p.certificate.stars} valid-until=${p.certificate.until}></ph-stars>` : html`<span class="soft small">${say(p.certificate ? 'inbox.paper.held' : 'inbox.paper.none')}</span>`}</span></li>`)}</ul>
      ${a.form.photos.length ? html`<ul class="applicant-photos">${a.form.photos.map((photo) => html`<li><a href=${photo} target="_blank" rel="noopener"><img src=${photo.replace(/\.jpg$/, '-480.jpg')} alt=${say('inbox.photo')} loading="lazy"></a></li>`)}</ul>` : nothing}
      <details><summary class="soft small">${say('apply.told')} (${a.changes.length})</summary>${told(a.changes)}</details>
      ${over || a.state === 'withdrawn' ? nothing : html`<div class="row">${a.state === 'approved' ? nothing : html`<button class="btn btn-main btn-small" type="button" aria-busy=${this.busy === a.booth} @click=${() => this.#decide(one, 'approved')}><ph-icon name="check" size="18"></ph-icon>${say('inbox.approve')}</button>`}
        ${a.state === 'waiting' || a.state === 'approved' ? html`<button class="btn btn-small" type="button" @click=${() => { this._why = ''; this._asking = { one, to: 'changes' }; }}><ph-icon name="reply" size="18"></ph-icon>${say('inbox.changes')}</button>` : nothing}
        ${a.state === 'refused' ? nothing : html`<button class="btn btn-danger btn-small" type="button" @click=${() => { this._why = ''; this._asking = { one, to: 'refused' }; }}>${say('inbox.refuse')}</button>`}</div>`}</article>`;
  }
}
customElements.define('night-inbox', NightInbox);
