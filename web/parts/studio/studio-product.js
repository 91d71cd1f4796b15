import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Problem } from '../../lib/api.js';
import { date } from '../../lib/format.js';
import { addProduct, archiveProduct, countStock, editProduct, keepPhoto, newKey, productsOf, wordsOf } from '../../lib/studio/desk.js';
import { moved } from '../../lib/studio/line-up.js';
import { Loads } from '../../lib/studio/loads.js';
import { GROUPS, MOST_PHOTOS, asTyped, fieldOf, readProduct, standing } from '../../lib/studio/product.js';
import { deskLink, go, isNew } from '../../lib/studio/routes.js';
import { say } from '../../lib/words.js';
import { ask } from '../ph-dialog.js';
import { toast } from '../ph-toast.js';
import { withDots } from './money-input.js';
import { StudioView, shown, toWrong, typedIn, viewHead } from './view.js';
import '../ph-field.js';
import '../ph-goods.js';
import './picture-choice.js';

/** @typedef {import('../../lib/studio/desk.js').ProductDesk} ProductDesk */
/** A photo that is kept, on its way (`share`) or refused (`error`). @typedef {{id: number, path: string, preview: string, share: number, error: string, file?: File}} Shot */

let nextShot = 1;

/** One product, or a new one: all its fields, photos and papers. */
class StudioProduct extends StudioView {
  static properties = { _shots: { state: true }, _errors: { state: true }, _busy: { state: true }, _stars: { state: true }, _picture: { state: true }, _problem: { state: true } };

  constructor() {
    super();
    /** @type {Loads<ProductDesk | null>} */
    this._desk = new Loads(this);
    /** @type {Shot[]} */
    this._shots = [];
    /** @type {Record<string, string>} */
    this._errors = {};
    /** @type {boolean} */
    this._busy = false;
    /** @type {number} */
    this._stars = 0;
    /** @type {{drawing?: string, palette?: string}} */
    this._picture = {};
    /** @type {unknown} */
    this._problem = null;
    this._key = newKey();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('thing') || changed.has('place')) void this._desk.from(() => this.#load(), true);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const shot of this._shots) if (shot.preview.startsWith('blob:')) URL.revokeObjectURL(shot.preview);
  }

  async #load() {
    const desk = isNew(this.thing) ? null : (await productsOf(this.booth)).find((d) => d.product.product === this.thing);
    if (desk === undefined) throw new Problem({ why: 'not-found', status: 404 });
    this._shots = (desk?.form.photos ?? []).map((path) => ({ id: nextShot++, path, preview: path.replace(/\.jpg$/, '-480.jpg'), share: 1, error: '' }));
    this._stars = desk?.form.certificate?.stars ?? 0;
    this._picture = { drawing: desk?.form.drawing, palette: desk?.form.palette };
    this._errors = {};
    return desk;
  }

  // ── photos ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** @param {Event} e */
  #picked(e) {
    const box = /** @type {HTMLInputElement} */ (e.target);
    const files = [...(box.files ?? [])].slice(0, MOST_PHOTOS - this._shots.length);
    box.value = '';
    const shots = files.map((file) => ({ id: nextShot++, path: '', preview: URL.createObjectURL(file), share: 0, error: '', file }));
    this._shots = [...this._shots, ...shots];
    void shots.reduce((before, shot) => before.then(() => this.#send(shot)), Promise.resolve()); // one at a time on a slow line
  }

  /** @param {Shot} shot */
  async #send(shot) {
    if (!shot.file) return;
    this.#shot(shot.id, { share: 0, error: '' });
    try {
      const kept = await keepPhoto(this.booth, shot.file, (share) => this.#shot(shot.id, { share: Math.min(0.99, share) }));
      this.#shot(shot.id, { share: 1, path: kept.photo });
    } catch (problem) {
      this.#shot(shot.id, { error: wordsOf(problem) });
    }
  }

  /** @param {number} id @param {Partial<Shot>} change */
  #shot(id, change) {
    this._shots = this._shots.map((s) => (s.id === id ? { ...s, ...change } : s));
  }

  // ── saving ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** @param {SubmitEvent} e */
  async #save(e) {
    e.preventDefault();
    if (this._shots.some((s) => !s.path && !s.error)) return toast(say('studio.photo.wait'));
    const typed = typedIn(/** @type {HTMLFormElement} */ (e.target));
    const { form, errors } = readProduct({ ...typed, stars: String(this._stars), ...this._picture }, this._shots.flatMap((s) => s.path || []));
    this._errors = Object.fromEntries(Object.entries(errors).map(([k, key]) => [k, say(key)]));
    this._problem = null;
    if (!form) return toWrong(this);
    this._busy = true;
    try {
      const before = this._desk.value;
      const desk = before ? await editProduct(this.booth, before.product.product, before.rev, form) : await addProduct(this.booth, form, this._key);
      const units = Number(typed.shelf ?? 0);
      if (!before && Number.isInteger(units) && units > 0) await countStock(this.booth, desk.product.product, units, say('studio.reason.counted'), this._key).catch((problem) => toast(wordsOf(problem), { kind: 'bad' }));
      toast(say(before ? 'studio.saved' : 'studio.product.added', { name: desk.product.name }), { kind: 'good' });
      go(deskLink(this.booth, 'products'));
    } catch (problem) {
      this._problem = problem;
      if (problem instanceof Problem && problem.field) {
        this._errors = { [fieldOf(problem.field)]: problem.message };
        toWrong(this);
      }
    }
    this._busy = false;
  }

  /** @param {ProductDesk} desk */
  async #archive(desk) {
    const sure = await ask({ heading: say('studio.product.archive.ask', { name: desk.product.name }), text: say('studio.product.archive.text'), yes: say('studio.product.archive'), danger: true });
    if (!sure) return;
    try {
      const gone = await archiveProduct(this.booth, desk.product.product, desk.rev, true);
      go(deskLink(this.booth, 'products'));
      toast(say('studio.product.archived', { name: desk.product.name }), { undo: () => void archiveProduct(this.booth, gone.product.product, gone.rev, false).then(() => go(deskLink(this.booth, 'products', gone.product.product)), (problem) => toast(wordsOf(problem), { kind: 'bad' })) });
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
  }

  render() {
    return html`${viewHead({ title: isNew(this.thing) ? say('studio.product.add') : this._desk.value?.product.name ?? say('studio.nav.products'), back: deskLink(this.booth, 'products'), backWords: say('studio.nav.products') })}
      ${shown(this._desk, (desk) => this.#form(desk), { shape: 'lines', count: 8 })}`;
  }

  /** @param {ProductDesk | null} desk */
  #form(desk) {
    const f = desk?.form;
    const e = this._errors;
    const c = f?.certificate;
    const paper = standing(desk?.product.certificate);
    return html`<form class="stack form" novalidate @submit=${this.#save}>
      <section class="card stack"><h2>${say('studio.product.pictures')}</h2>${this.#photos()}
        <picture-choice .drawing=${this._picture.drawing ?? ''} .palette=${this._picture.palette ?? ''} .auto=${desk?.product.picture ?? null} @picture=${(/** @type {CustomEvent} */ p) => { this._picture = { ...this._picture, ...p.detail }; }}></picture-choice></section>
      <section class="card stack"><h2>${say('studio.product.what')}</h2>
        <ph-field label=${say('studio.product.name')} name="name" maxlength="120" .value=${f?.name ?? ''} .error=${e.name ?? ''} hint=${say('studio.product.name.hint')}></ph-field>
        <div class="fields"><ph-field label=${say('studio.product.price')} name="priceVnd" type="money" .value=${f ? asTyped(String(f.priceVnd)) : ''} .error=${e.priceVnd ?? ''} @input=${withDots}></ph-field>
          <ph-field label=${say('studio.product.unit')} name="unit" maxlength="40" .value=${f?.unit ?? ''} .error=${e.unit ?? ''} placeholder=${say('studio.product.unit.such')}></ph-field>
          <ph-field label=${say('studio.product.weight')} name="weightGrams" inputmode="decimal" .value=${f?.weightGrams ? String(f.weightGrams) : ''} unit="g" .error=${e.weightGrams ?? ''} hint=${say('studio.product.weight.hint')}></ph-field>
          ${desk ? nothing : html`<ph-field label=${say('studio.product.shelf')} name="shelf" type="number" inputmode="numeric" min="0" max="1000000" .value=${'0'} hint=${say('studio.product.shelf.hint')}></ph-field>`}</div>
        <ph-field label=${say('studio.product.group')} name="group" type="select" placeholder=${say('studio.product.group.pick')} .options=${GROUPS.map((g) => ({ value: g, label: say(`studio.group.${g}`) }))} .value=${f?.group ?? ''} .error=${e.group ?? ''}></ph-field>
        <ph-field label=${say('studio.product.story')} name="story" type="textarea" rows="4" maxlength="4000" optional .value=${f?.story ?? ''} hint=${say('studio.product.story.hint')} .error=${e.story ?? ''}></ph-field>
        <ph-field label=${say('studio.product.gtin')} name="gtin" inputmode="numeric" optional .value=${f?.gtin ?? ''} hint=${say('studio.product.gtin.hint')} .error=${e.gtin ?? ''}></ph-field></section>
      <section class="card stack"><div><h2>${say('studio.product.paper')}</h2><p class="soft small">${say('studio.product.paper.text')}</p></div>
        ${paper === 'none' || paper === 'valid' ? nothing : html`<p class="note ${paper === 'soon' ? 'note-amber' : 'note-red'}"><ph-icon name="award"></ph-icon><span>${say(`studio.paper.${paper}`, { n: desk?.product.certificate?.daysLeft ?? 0, date: desk?.product.certificate ? date(desk.product.certificate.until) : '' })}${desk?.revokedBecause ? html`<br>${say('studio.paper.because', { reason: desk.revokedBecause })}` : nothing}</span></p>`}
        <div class="chips" role="radiogroup" aria-label=${say('studio.product.stars')}>${[0, 3, 4, 5].map((n) => html`<label class="chip"><input type="radio" name="stars" value=${n} .checked=${this._stars === n} @change=${() => { this._stars = n; }}>${n ? say('stars.count', { n }) : say('studio.product.noStars')}</label>`)}</div>
        ${this._stars ? html`<div class="fields"><ph-field label=${say('studio.product.number')} name="number" maxlength="60" .value=${c?.number ?? ''} .error=${e.number ?? ''} placeholder="1234/QĐ-UBND"></ph-field>
          <ph-field label=${say('studio.product.authority')} name="authority" maxlength="120" .value=${c?.authority ?? ''} .error=${e.authority ?? ''} placeholder=${say('studio.product.authority.such')}></ph-field>
          <ph-field label=${say('studio.product.issuedOn')} name="issuedOn" type="date" .value=${c?.issuedOn ?? ''} .error=${e.issuedOn ?? ''} hint=${say('studio.product.issuedOn.hint')}></ph-field></div>` : nothing}</section>
      ${this._problem ? html`<p class="note note-red" role="alert"><ph-icon name="circle-alert"></ph-icon><span>${wordsOf(this._problem)} ${this._problem instanceof Problem && this._problem.why === 'changed-meanwhile' ? html`<button class="btn btn-small" type="button" @click=${() => this._desk.again()}>${say('studio.reload')}</button>` : nothing}</span></p>` : nothing}
      <div class="form-end">${desk && !desk.product.archived ? html`<button class="btn btn-danger" type="button" @click=${() => this.#archive(desk)}>${say('studio.product.archive')}</button>` : nothing}<button class="btn btn-main" type="submit" aria-busy=${this._busy}>${say(desk ? 'action.save' : 'studio.product.add')}</button></div></form>`;
  }

  #photos() {
    return html`<ul class="shots" aria-label=${say('studio.photos')}>${repeat(this._shots, (s) => s.id, (s, i) => html`<li class="shot ${s.error ? 'bad' : ''}"><img src=${s.preview} alt=${say('studio.photo.no', { n: i + 1 })}>
        ${s.error ? html`<span class="shot-note" role="alert">${s.error}<button class="btn btn-small" type="button" @click=${() => this.#send(s)}>${say('action.retry')}</button></span>` : s.share < 1 ? html`<progress class="shot-bar" max="1" .value=${s.share} aria-label=${say('studio.photo.going', { n: Math.round(s.share * 100) })}></progress>` : i === 0 ? html`<span class="chip chip-video shot-first">${say('studio.photo.first')}</span>` : nothing}
        <span class="shot-acts">${i > 0 && s.path ? html`<button class="btn btn-icon btn-small btn-video" type="button" aria-label=${say('studio.photo.forward', { n: i + 1 })} @click=${() => { this._shots = moved(this._shots, i, i - 1); }}><ph-icon name="arrow-left" size="18"></ph-icon></button>` : nothing}
        <button class="btn btn-icon btn-small btn-video" type="button" aria-label=${say('studio.photo.drop', { n: i + 1 })} @click=${() => { this._shots = this._shots.filter((x) => x.id !== s.id); }}><ph-icon name="x" size="18"></ph-icon></button></span></li>`)}
      ${this._shots.length < MOST_PHOTOS ? html`<li><label class="shot shot-add"><ph-icon name="camera" size="26"></ph-icon><span class="small">${say('studio.photo.add')}</span><input class="visually-hidden" type="file" accept="image/jpeg,image/png,image/webp" multiple @change=${this.#picked}></label></li>` : nothing}</ul><p class="soft small">${say('studio.photo.hint')}</p>`;
  }
}
customElements.define('studio-product', StudioProduct);
