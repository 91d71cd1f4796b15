import { html, nothing } from 'lit';
import { Problem } from '../../lib/api.js';
import { dateTime } from '../../lib/format.js';
import { answerApplication, apply, hours, isPastApplying, nightChip, nightLink, nightState, nightsOf, withdraw } from '../../lib/market.js';
import { keepPhoto, newKey, productsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { say } from '../../lib/words.js';
import { applicationChip, told } from '../market/told.js';
import { leaf } from '../market/night-line.js';
import { StudioView, shown, tellAfterwards, viewHead } from './view.js';
import '../ph-field.js';
import '../ph-goods.js';
import '../ph-sheet.js';

/** @typedef {import('../../lib/market.js').BoothNight} BoothNight */
/** @typedef {import('../../lib/studio/desk.js').ProductDesk} ProductDesk */

const LOOK_MS = 20_000;
const PHOTOS = 8;

/** Night markets from the booth's side: which nights one can apply for, and what became of one's applications. */
class StudioMarket extends StudioView {
  static properties = { ...StudioView.properties, _for: { state: true }, _form: { state: true }, _why: { state: true }, _busy: { state: true }, _problem: { state: true }, _leaving: { state: true } };

  constructor() {
    super();
    /** @type {Loads<BoothNight[]>} */
    this._nights = new Loads(this);
    /** @type {Loads<ProductDesk[]>} */
    this._products = new Loads(this);
    /** The night that one applies for, or answers about. @type {BoothNight | null} */
    this._for = null;
    /** @type {import('../../lib/market.js').ApplicationForm} */
    this._form = { products: [], papers: [], photos: [], note: '' };
    /** @type {string} */
    this._why = '';
    /** @type {boolean} */
    this._busy = false;
    /** @type {any} */
    this._problem = null;
    /** The night from which one withdraws. @type {BoothNight | null} */
    this._leaving = null;
    this._key = newKey();
    /** @type {number | undefined} */
    this._timer = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this._timer = window.setInterval(() => { if (!document.hidden && !this._for && this._nights.value) void this._nights.again(); }, LOOK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this._timer);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('place')) return;
    void this._nights.from(() => nightsOf(this.booth), true);
    void this._products.from(() => productsOf(this.booth), true);
  }

  /** @param {BoothNight} night */
  #start(night) {
    const before = night.application;
    const goods = (this._products.value ?? []).filter((p) => !p.product.archived);
    this._form = before ? structuredClone(before.form) : { products: goods.slice(0, 30).map((p) => p.product.product), papers: goods.slice(0, 30).filter((p) => p.product.certificate).map((p) => p.product.product), photos: [], note: '' };
    this._why = '';
    this._problem = null;
    this._for = night;
  }

  async #send() {
    const night = this._for;
    if (!night) return;
    this._busy = true;
    this._problem = null;
    const form = { ...this._form, papers: this._form.papers.filter((p) => this._form.products.includes(p)), note: this._form.note.trim() };
    try {
      const a = night.application;
      if (a && a.state !== 'withdrawn') await answerApplication(this.booth, night.night.night, a.rev, form, this._why.trim());
      else await apply(this.booth, night.night.night, this._key, form);
      this._key = newKey();
      this._for = null;
      tellAfterwards(say(a && a.state !== 'withdrawn' ? 'apply.answered' : 'apply.sent'), { kind: 'good' });
      await this._nights.again();
    } catch (problem) {
      this._problem = problem instanceof Problem ? problem : new Problem({ why: 'broken', status: 500 });
      if (this._problem.why === 'changed-meanwhile') await this._nights.again();
    }
    this._busy = false;
  }

  async #leave() {
    const night = this._leaving;
    if (!night) return;
    this._busy = true;
    try {
      await withdraw(this.booth, night.night.night, this._why.trim());
      this._leaving = null;
      tellAfterwards(say('apply.withdrawn'), { kind: 'good' });
      await this._nights.again();
    } catch (problem) {
      this._problem = problem;
    }
    this._busy = false;
  }

  /** @param {Event} e */
  async #photo(e) {
    const input = /** @type {HTMLInputElement} */ (e.target);
    const file = input.files?.[0];
    if (!file) return;
    this._busy = true;
    try {
      const kept = await keepPhoto(this.booth, file, () => {});
      this._form = { ...this._form, photos: [...this._form.photos, kept.photo] };
    } catch (problem) {
      this._problem = problem;
    }
    input.value = '';
    this._busy = false;
  }

  render() {
    return html`${viewHead({ title: say('studio.nav.market'), under: html`<p class="soft prose">${say('apply.text')}</p>` })}${shown(this._nights, (all) => this.#all(all), { shape: 'cards' })}${this.#sheet()}
      <ph-sheet side="middle" heading=${say('apply.withdraw')} .open=${!!this._leaving} @ph-close=${() => { this._leaving = null; }}><div class="stack"><p class="soft">${say('apply.withdraw.text')}</p><ph-field type="textarea" optional label=${say('studio.reason')} maxlength="300" .value=${this._why} @input=${(/** @type {Event} */ e) => { this._why = /** @type {HTMLTextAreaElement} */ (e.target).value; }}></ph-field>${this._problem && this._leaving ? html`<p class="note note-red" role="alert"><ph-icon name="circle-alert"></ph-icon><span>${this._problem.message}</span></p>` : nothing}</div>
        <button slot="actions" class="btn btn-danger btn-wide" type="button" aria-busy=${this._busy} @click=${this.#leave}>${say('apply.withdraw')}</button></ph-sheet>`;
  }

  /** @param {BoothNight[]} all */
  #all(all) {
    const mine = all.filter((n) => n.application && n.night.state !== 'closed');
    const free = all.filter((n) => !n.application && !isPastApplying(n.night));
    const over = all.filter((n) => n.application && n.night.state === 'closed');
    if (!mine.length && !free.length && !over.length) return html`<ph-empty icon="calendar-days" heading=${say('apply.none')} text=${say('apply.none.text')}><a class="btn" href="/markets">${say('market.all')}</a></ph-empty>`;
    return html`${mine.length ? html`<section class="stack"><h2>${say('apply.mine')}</h2>${mine.map((n) => this.#mine(n))}</section>` : nothing}
      ${free.length ? html`<section class="stack"><h2>${say('apply.free')}</h2>${free.map((n) => this.#free(n))}</section>` : nothing}
      ${over.length ? html`<section class="stack"><h2>${say('market.over')}</h2>${over.map((n) => this.#mine(n))}</section>` : nothing}`;
  }

  /** @param {BoothNight} n @param {boolean} [state] whether the state of the night is news to the booth */
  #head(n, state = true) {
    return html`<div class="applicant-top">${leaf(n.night.opensMs)}<div class="grow"><h3><a class="plain-link" href=${nightLink(n.night.night)}>${n.night.name.replace(/ · \d\d\/\d\d\/\d{4}$/, '')}</a></h3><span class="soft small num">${hours(n.night)}</span></div>${state ? html`<span class="chip ${nightChip(n.night)}">${nightState(n.night)}</span>` : nothing}</div>`;
  }

  /** @param {BoothNight} n */
  #free(n) {
    return html`<article class="card applicant">${this.#head(n)}<div class="row"><button class="btn btn-main" type="button" ?disabled=${!this._products.value} @click=${() => this.#start(n)}><ph-icon name="hand"></ph-icon>${say('apply.do')}</button><span class="soft small num">${say('apply.until', { time: dateTime(n.night.applyUntilMs ?? 0) })}</span></div></article>`;
  }

  /** @param {BoothNight} n */
  #mine(n) {
    const a = /** @type {import('../../lib/market.js').Application} */ (n.application);
    const hall = a.stand && n.night.halls.find((h) => h.hall === a.stand?.hall)?.name;
    const over = n.night.state === 'closed';
    const asked = a.state === 'changes' ? [...a.changes].reverse().find((c) => c.what === 'changes') : undefined;
    const refused = a.state === 'refused' ? [...a.changes].reverse().find((c) => c.what === 'refused') : undefined;
    return html`<article class="card applicant">${this.#head(n, n.night.state !== 'applications')}
      ${n.night.cancelled ? html`<p class="note note-red"><ph-icon name="circle-alert"></ph-icon><span><strong>${say('night.cancelled')}</strong> ${n.night.cancelled}</span></p>` : nothing}
      <div class="row"><span class="chip ${applicationChip(a.state)}">${say(`apply.state.${a.state}`)}</span>${hall ? html`<strong>${say('inbox.stands', { hall, n: a.stand?.place ?? 0 })}</strong>` : a.state === 'approved' && !over ? html`<span class="soft">${say('apply.placesoon')}</span>` : nothing}</div>
      ${asked ? html`<div class="note note-amber" role="status"><ph-icon name="reply"></ph-icon><span><strong>${say('apply.asked', { name: asked.name })}</strong><br>${asked.why}</span></div>` : nothing}
      ${refused ? html`<div class="note"><ph-icon name="info"></ph-icon><span>${refused.why}</span></div>` : nothing}
      ${over ? nothing : html`<div class="row">${a.state === 'changes' ? html`<button class="btn btn-main" type="button" @click=${() => this.#start(n)}><ph-icon name="reply"></ph-icon>${say('apply.answer')}</button>` : a.state === 'waiting' ? html`<button class="btn" type="button" @click=${() => this.#start(n)}><ph-icon name="pencil"></ph-icon>${say('apply.edit')}</button>` : a.state === 'withdrawn' && n.night.state === 'applications' ? html`<button class="btn" type="button" @click=${() => this.#start(n)}><ph-icon name="hand"></ph-icon>${say('apply.again')}</button>` : nothing}
        ${['waiting', 'changes', 'approved'].includes(a.state) ? html`<button class="btn btn-quiet" type="button" @click=${() => { this._why = ''; this._problem = null; this._leaving = n; }}>${say('apply.withdraw')}</button>` : nothing}</div>`}
      <details><summary class="soft small">${say('apply.told')} (${a.changes.length})</summary>${told(a.changes)}</details></article>`;
  }

  #sheet() {
    const n = this._for;
    const answering = n?.application && n.application.state !== 'withdrawn';
    const goods = (this._products.value ?? []).filter((p) => !p.product.archived);
    const form = this._form;
    const wishes = n?.night.halls ?? [];
    return html`<ph-sheet heading=${n ? say(answering ? 'apply.answer' : 'apply.do') : ''} size="full" side="middle" .open=${!!n} @ph-close=${() => { this._for = null; }}>${n ? html`<div class="stack"><p class="soft">${n.night.name}</p>
      ${n.asks ? html`<div class="note"><ph-icon name="info"></ph-icon><span><strong>${say('apply.asks')}</strong><br>${n.asks}</span></div>` : nothing}
      ${goods.length ? html`<fieldset class="plain-set stack"><legend class="label">${say('apply.products')}</legend>${goods.map((p) => this.#good(p))}</fieldset>` : html`<p class="note note-amber"><ph-icon name="circle-alert"></ph-icon><span>${say('apply.noproducts')}</span></p>`}
      <fieldset class="plain-set stack"><legend class="label">${say('apply.photos')}</legend><p class="hint soft small">${say('apply.photos.text')}</p><ul class="shots">${form.photos.map((photo) => html`<li class="shot"><img src=${photo.replace(/\.jpg$/, '-480.jpg')} alt=${say('inbox.photo')}><span class="shot-acts"><button class="btn btn-video btn-icon btn-small" type="button" aria-label=${say('apply.photo.drop')} @click=${() => { this._form = { ...form, photos: form.photos.filter((x) => x !== photo) }; }}><ph-icon name="x" size="18"></ph-icon></button></span></li>`)}${form.photos.length < PHOTOS ? html`<li><label class="shot shot-add"><ph-icon name="image"></ph-icon><span class="small">${say('apply.photo.add')}</span><input class="visually-hidden" type="file" accept="image/*" @change=${this.#photo}></label></li>` : nothing}</ul></fieldset>
      ${wishes.length ? html`<ph-field type="select" optional label=${say('apply.wish')} .value=${form.wish ?? ''} .options=${[{ value: '', label: say('apply.wish.none') }, ...wishes.map((h) => ({ value: h.hall, label: h.name }))]} @input=${(/** @type {Event} */ e) => { const wish = /** @type {HTMLSelectElement} */ (e.target).value; this._form = { ...form, wish: wish || undefined }; }}></ph-field>` : nothing}
      <ph-field type="textarea" optional label=${say('apply.note')} maxlength="1000" .value=${form.note} @input=${(/** @type {Event} */ e) => { this._form = { ...form, note: /** @type {HTMLTextAreaElement} */ (e.target).value }; }}></ph-field>
      ${answering ? html`<ph-field type="textarea" optional label=${say('apply.why')} maxlength="300" .value=${this._why} @input=${(/** @type {Event} */ e) => { this._why = /** @type {HTMLTextAreaElement} */ (e.target).value; }}></ph-field>` : nothing}
      ${this._problem ? html`<p class="note note-red" role="alert"><ph-icon name="circle-alert"></ph-icon><span>${this._problem.message}</span></p>` : nothing}</div>` : nothing}
      <button slot="actions" class="btn btn-main btn-wide" type="button" ?disabled=${!form.products.length} aria-busy=${this._busy} @click=${this.#send}>${say(answering ? 'apply.answer.send' : 'apply.send')}</button></ph-sheet>`;
  }

  /** @param {ProductDesk} p */
  #good(p) {
    const { product, name, certificate, picture } = p.product;
    const on = this._form.products.includes(product);
    const paper = this._form.papers.includes(product);
    const turn = (/** @type {string[]} */ list, /** @type {boolean} */ to) => (to ? [...list, product] : list.filter((x) => x !== product));
    return html`<div class="stack"><label class="choice"><input type="checkbox" .checked=${on} @change=${(/** @type {Event} */ e) => { const to = /** @type {HTMLInputElement} */ (e.target).checked; this._form = { ...this._form, products: turn(this._form.products, to), papers: to && certificate ? turn(this._form.papers.filter((x) => x !== product), true) : this._form.papers.filter((x) => x !== product) }; }}><span class="thumb thumb-small"><ph-goods drawing=${picture.drawing} palette=${picture.palette} photo=${picture.photo ?? ''}></ph-goods></span><span class="grow">${name}${certificate ? html`<span class="hint">${say('apply.paper', { number: certificate.number })}</span>` : nothing}</span></label>
      ${on && certificate ? html`<label class="row small"><input type="checkbox" .checked=${paper} @change=${(/** @type {Event} */ e) => { this._form = { ...this._form, papers: turn(this._form.papers, /** @type {HTMLInputElement} */ (e.target).checked) }; }}><span>${say('apply.paper.show')}</span></label>` : nothing}</div>`;
  }
}
customElements.define('studio-market', StudioMarket);
