import { html } from 'lit';
import { LightElement } from '../../lib/light.js';
import { provinces } from '../../lib/provinces.js';
import { keepPhoto, wordsOf } from '../../lib/studio/desk.js';
import { fieldOf } from '../../lib/studio/product.js';
import { say } from '../../lib/words.js';
import { Problem } from '../../lib/api.js';
import { toWrong, typedIn } from './view.js';
import '../ph-field.js';
import '../ph-goods.js';
import './picture-choice.js';

/**
 * What a booth says of itself.
 * @fires booth-draft with `detail` a BoothDraft when it is complete
 */
export class BoothForm extends LightElement {
  static properties = { draft: { attribute: false }, booth: {}, yes: {}, busy: { type: Boolean }, problem: { attribute: false }, withPhone: { type: Boolean }, auto: { attribute: false }, _errors: { state: true }, _picture: { state: true }, _up: { state: true } };

  constructor() {
    super();
    /** What to begin with. @type {Partial<import('../../lib/studio/desk.js').BoothDraft>} */
    this.draft = {};
    /** The booth that has it already, for photos; none before it is open. @type {string} */
    this.booth = '';
    /** The words of the button. @type {string} */
    this.yes = '';
    /** @type {boolean} */
    this.busy = false;
    /** What the house said. @type {unknown} */
    this.problem = null;
    /** Asks for the number of its owner, for organizers. @type {boolean} */
    this.withPhone = false;
    /** The picture it has where none was chosen. @type {{drawing: string, palette: string} | null} */
    this.auto = null;
    /** @type {Record<string, string>} */
    this._errors = {};
    /** @type {{drawing?: string, palette?: string, photo?: string}} */
    this._picture = {};
    /** How much of a photo went up, or -1. @type {number} */
    this._up = -1;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('draft')) this._picture = { drawing: this.draft.drawing, palette: this.draft.palette, photo: this.draft.photo };
    if (changed.has('problem') && this.problem instanceof Problem && this.problem.field) this._errors = { [fieldOf(this.problem.field)]: this.problem.message };
  }

  /** @param {SubmitEvent} e */
  #submit(e) {
    e.preventDefault();
    const typed = typedIn(/** @type {HTMLFormElement} */ (e.target));
    const must = ['name', 'province', 'commune', 'sellerName', ...(this.withPhone ? ['phone'] : [])];
    this._errors = Object.fromEntries(must.filter((k) => !typed[k]?.trim()).map((k) => [k, say('field.required')]));
    if (Object.keys(this._errors).length) return toWrong(this);
    const all = { ...typed, ...this._picture };
    const draft = Object.fromEntries(['name', 'province', 'commune', 'story', 'drawing', 'palette', 'photo', 'sellerName', 'registration', 'returnTerms']
      .map((k) => [k, /** @type {any} */ (all)[k]?.trim()]).filter(([, v]) => v));
    this.dispatchEvent(new CustomEvent('booth-draft', { detail: { draft, phone: typed.phone?.trim() }, bubbles: true }));
  }

  /** @param {Event} e */
  async #photo(e) {
    const box = /** @type {HTMLInputElement} */ (e.target);
    const file = box.files?.[0];
    box.value = '';
    if (!file) return;
    this._up = 0;
    try {
      const kept = await keepPhoto(this.booth, file, (share) => { this._up = share; });
      this._picture = { ...this._picture, photo: kept.photo };
    } catch (problem) {
      this._errors = { ...this._errors, photo: wordsOf(problem) };
    }
    this._up = -1;
  }

  render() {
    const d = this.draft;
    const e = this._errors;
    const options = provinces.map((p) => ({ value: p.code, label: p.merged.length ? `${p.name} (${p.merged.join(', ')})` : p.name }));
    return html`<form class="stack form" novalidate @submit=${this.#submit}>
      <section class="card stack"><h2>${say('studio.booth.front')}</h2>
        ${this.withPhone ? html`<ph-field label=${say('studio.booth.phone')} name="phone" type="tel" inputmode="tel" placeholder="0912 345 678" hint=${say('studio.booth.phone.hint')} .error=${e.phone ?? ''}></ph-field>` : ''}
        <ph-field label=${say('studio.booth.name')} name="name" maxlength="120" .value=${d.name ?? ''} hint=${say('studio.booth.name.hint')} .error=${e.name ?? ''}></ph-field>
        <div class="fields"><ph-field label=${say('studio.booth.province')} name="province" type="select" placeholder=${say('studio.booth.province.pick')} .options=${options} .value=${d.province ?? ''} .error=${e.province ?? ''}></ph-field>
        <ph-field label=${say('studio.booth.commune')} name="commune" maxlength="60" .value=${d.commune ?? ''} placeholder=${say('studio.booth.commune.such')} .error=${e.commune ?? ''}></ph-field></div>
        <ph-field label=${say('studio.booth.story')} name="story" type="textarea" rows="4" maxlength="4000" optional .value=${d.story ?? ''} hint=${say('studio.booth.story.hint')} .error=${e.story ?? ''}></ph-field>
        <div class="field"><span class="label">${say('studio.booth.picture')}</span><picture-choice .drawing=${this._picture.drawing ?? ''} .palette=${this._picture.palette ?? ''} .photo=${this._picture.photo ?? ''} .auto=${this.auto}
          @picture=${(/** @type {CustomEvent} */ c) => { this._picture = { ...this._picture, ...c.detail }; }}></picture-choice>
          ${this.booth ? html`<label class="btn btn-small photo-pick"><ph-icon name="camera" size="18"></ph-icon>${this._up >= 0 ? say('studio.photo.going', { n: Math.round(this._up * 100) }) : say('studio.photo.own')}<input class="visually-hidden" type="file" accept="image/jpeg,image/png,image/webp" @change=${this.#photo}></label>` : ''}
          ${e.photo ? html`<span class="error"><ph-icon name="circle-alert" size="16"></ph-icon>${e.photo}</span>` : ''}</div></section>
      <section class="card stack"><div><h2>${say('studio.booth.seller')}</h2><p class="soft small">${say('studio.booth.seller.why')}</p></div>
        <ph-field label=${say('studio.booth.sellerName')} name="sellerName" maxlength="120" .value=${d.sellerName ?? ''} hint=${say('studio.booth.sellerName.hint')} .error=${e.sellerName ?? ''}></ph-field>
        <ph-field label=${say('studio.booth.registration')} name="registration" maxlength="60" optional .value=${d.registration ?? ''} .error=${e.registration ?? ''}></ph-field>
        <ph-field label=${say('studio.booth.returns')} name="returnTerms" type="textarea" maxlength="1000" optional .value=${d.returnTerms ?? ''} hint=${say('studio.booth.returns.hint')} .error=${e.returnTerms ?? ''}></ph-field></section>
      ${this.problem ? html`<p class="note note-red" role="alert"><ph-icon name="circle-alert"></ph-icon><span>${wordsOf(this.problem)}</span></p>` : ''}
      <div class="form-end"><button class="btn btn-main" type="submit" aria-busy=${this.busy}>${this.yes || say('action.save')}</button></div></form>`;
  }
}
customElements.define('booth-form', BoothForm);
