import { html, nothing } from 'lit';
import { Problem } from '../../lib/api.js';
import { soon } from '../../lib/format.js';
import { dropShow, editShow, findShow, keepPhoto, lineUpOf, makeShow, newKey, productsOf, schedule, setLineUp, wordsOf } from '../../lib/studio/desk.js';
import { afterwards, itemsOf, same, wrong } from '../../lib/studio/line-up.js';
import { Loads } from '../../lib/studio/loads.js';
import { deskLink, go, isNew } from '../../lib/studio/routes.js';
import { fromField, nextFriday, toField } from '../../lib/studio/when.js';
import { liveLink } from '../../lib/links.js';
import { say } from '../../lib/words.js';
import { ask } from '../ph-dialog.js';
import { toast } from '../ph-toast.js';
import { StudioView, shown, toWrong, typedIn, viewHead } from './view.js';
import '../ph-cover.js';
import '../ph-field.js';
import './line-up.js';
import './picture-choice.js';

/** @typedef {import('../../lib/protocol.js').ShowView} ShowView */
/** @typedef {import('../../lib/protocol.js').OfferView} OfferView */
/** @typedef {import('../../lib/studio/desk.js').ProductDesk} ProductDesk */
/** @typedef {import('../../lib/studio/line-up.js').Item} Item */

const VIDEOS = ['cover', 'youtube', 'facebook', 'hls'];

/** A show as it is prepared: what it is called, when, what is seen, what is sold. */
class StudioShow extends StudioView {
  static properties = { _errors: { state: true }, _video: { state: true }, _cover: { state: true }, _busy: { state: true }, _problem: { state: true }, _items: { state: true } };

  constructor() {
    super();
    /** @type {Loads<{show: ShowView | null, offers: OfferView[], products: ProductDesk[]}>} */
    this._all = new Loads(this);
    /** @type {Record<string, string>} */
    this._errors = {};
    /** @type {string} */
    this._video = 'cover';
    /** @type {{drawing: string, palette: string, photo?: string}} */
    this._cover = { drawing: '', palette: '' };
    /** @type {string} */
    this._busy = '';
    /** @type {unknown} */
    this._problem = null;
    /** @type {Item[]} */
    this._items = [];
    this._key = newKey();
    this._lineKey = newKey();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('thing') || changed.has('place')) void this._all.from(() => this.#load(), true);
  }

  async #load() {
    const fresh = isNew(this.thing);
    const [show, offers, products] = await Promise.all([fresh ? null : findShow(this.thing), fresh ? [] : lineUpOf(this.booth, this.thing), productsOf(this.booth)]);
    const p = this.place.booth.picture;
    this._video = show?.video.kind ?? 'cover';
    this._cover = show ? { ...show.cover } : { drawing: p.drawing, palette: p.palette };
    this._items = itemsOf(offers);
    return { show, offers, products };
  }

  /** @param {HTMLFormElement} form @returns {import('../../lib/studio/desk.js').ShowDraft | null} */
  #draft(form) {
    const typed = typedIn(form);
    const startsMs = fromField(typed.startsMs ?? '');
    const url = typed.url?.trim();
    this._errors = {
      ...(typed.title?.trim() ? {} : { title: say('field.required') }), ...(startsMs === null ? { startsMs: say('field.required') } : {}),
      ...(this._video !== 'cover' && !url ? { url: say('studio.video.needed') } : {}),
    };
    if (Object.keys(this._errors).length || startsMs === null) {
      toWrong(this);
      return null;
    }
    const { drawing, palette, photo } = this._cover;
    return { title: typed.title.trim(), startsMs, video: this._video === 'cover' ? { kind: 'cover' } : { kind: this._video, url }, cover: { drawing: drawing || 'bamboo-basket', palette: palette || 'red-river', ...(photo ? { photo } : {}) }, key: this._key };
  }

  /** Saves what was typed, the line-up too; the show as it stands then, or null. @returns {Promise<ShowView | null>} */
  async #save() {
    const form = /** @type {HTMLFormElement | null} */ (this.querySelector('form.show-form'));
    const all = this._all.value;
    const draft = form && this.#draft(form);
    if (!all || !draft) return null;
    if (this._items.some((i) => this.#wrong(i))) {
      toast(say('studio.lineup.mend'), { kind: 'bad' });
      this.querySelector('studio-line-up')?.scrollIntoView({ block: 'start' });
      return null;
    }
    this._problem = null;
    try {
      const show = all.show ? await editShow(this.booth, all.show.room, draft) : await makeShow(this.booth, draft);
      let offers = all.offers;
      if (!same(this._items, itemsOf(all.offers))) {
        offers = await setLineUp(this.booth, show.room, this._items.map(({ product, code, units, perBuyer, priceVnd }) => ({ product, code, units, perBuyer, priceVnd })), this._lineKey);
        this._lineKey = newKey();
      }
      this._all.set({ show, offers, products: afterwards(all.products, all.offers, offers) });
      this._items = itemsOf(offers);
      if (!all.show) history.replaceState(null, '', deskLink(this.booth, 'shows', show.room));
      return show;
    } catch (problem) {
      this._problem = problem;
      if (problem instanceof Problem && problem.field.startsWith('video')) this._errors = { url: problem.message };
      toast(wordsOf(problem), { kind: 'bad' });
      return null;
    }
  }

  /** @param {Item} item */
  #wrong(item) {
    const all = this._all.value;
    const offer = all?.offers.find((o) => o.product === item.product);
    const shelf = all?.products.find((d) => d.product.product === item.product)?.product.shelf ?? 0;
    return wrong(item, this._items, offer, shelf);
  }

  /** @param {'save' | 'schedule' | 'enter'} then */
  async #do(then) {
    this._busy = then;
    let show = await this.#save();
    try {
      if (show && then !== 'save' && show.state === 'draft') {
        show = await schedule(this.booth, show.room);
        if (this._all.value) this._all.set({ ...this._all.value, show });
        toast(say('studio.show.scheduled', { when: soon(show.startsMs) }), { kind: 'good' });
      } else if (show && then === 'save') toast(say('studio.saved'), { kind: 'good' });
      if (show && then === 'enter') go(deskLink(this.booth, 'live', show.room));
    } catch (problem) {
      this._problem = problem;
    }
    this._busy = '';
  }

  /** @param {ShowView} show */
  async #drop(show) {
    if (!(await ask({ heading: say('studio.show.drop.ask'), text: say('studio.show.drop.text'), yes: say('studio.show.drop'), danger: true }))) return;
    try {
      await dropShow(this.booth, show.room);
      go(deskLink(this.booth, 'shows'));
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
  }

  /** @param {Event} e */
  async #photo(e) {
    const box = /** @type {HTMLInputElement} */ (e.target);
    const file = box.files?.[0];
    box.value = '';
    if (!file) return;
    this._busy = 'photo';
    try {
      this._cover = { ...this._cover, photo: (await keepPhoto(this.booth, file, () => {})).photo };
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  render() {
    return html`${viewHead({ title: isNew(this.thing) && !this._all.value?.show ? say('studio.show.new') : this._all.value?.show?.title ?? say('studio.nav.shows'), back: deskLink(this.booth, 'shows'), backWords: say('studio.nav.shows') })}
      ${shown(this._all, (all) => this.#form(all), { shape: 'lines', count: 8 })}`;
  }

  /** @param {{show: ShowView | null, offers: OfferView[], products: ProductDesk[]}} all */
  #form({ show, offers, products }) {
    const e = this._errors;
    const over = show?.state === 'ended';
    const on = show && ['live', 'paused', 'rehearsal'].includes(show.state);
    const fronts = this._items.slice(0, 3).flatMap((i) => products.find((d) => d.product.product === i.product)?.product.picture.drawing ?? []);
    const drawings = [this._cover.drawing, ...fronts.filter((d) => d !== this._cover.drawing)].filter(Boolean).slice(0, 3);
    return html`${show ? html`<div class="row"><span class="chip ${on ? 'chip-live' : show.state === 'scheduled' ? 'chip-amber' : ''}">${say(`studio.show.state.${show.state}`)}</span>${show.state !== 'draft' ? html`<a class="btn btn-small btn-quiet" href=${liveLink(show.room)} target="_blank" rel="noopener"><ph-icon name="external-link" size="18"></ph-icon>${say('studio.show.asBuyer')}</a>` : nothing}</div>` : nothing}
      <form class="stack form show-form" novalidate @submit=${(/** @type {Event} */ s) => { s.preventDefault(); void this.#do('save'); }}>
        <div class="show-grid"><section class="card stack"><h2>${say('studio.show.what')}</h2>
          <ph-field label=${say('studio.show.title')} name="title" maxlength="120" .value=${show?.title ?? ''} .error=${e.title ?? ''} placeholder=${say('studio.show.title.such')}></ph-field>
          <ph-field label=${say('studio.show.when')} name="startsMs" type="datetime-local" .value=${toField(show?.startsMs ?? nextFriday(Date.now()))} .error=${e.startsMs ?? ''} hint=${say('studio.show.when.hint')}></ph-field>
          <fieldset class="stack plain-set"><legend class="label">${say('studio.video')}</legend>${VIDEOS.map((k) => html`<label class="choice"><input type="radio" name="kind" .checked=${this._video === k} @change=${() => { this._video = k; }}><span>${say(`studio.video.${k}`)}<span class="hint">${say(`studio.video.${k}.text`)}</span></span></label>`)}
          ${this._video === 'cover' ? nothing : html`<ph-field label=${say('studio.video.url')} name="url" type="url" inputmode="url" maxlength="500" .value=${show?.video.url ?? ''} .error=${e.url ?? ''} placeholder=${{ youtube: 'https://www.youtube.com/live/…', facebook: 'https://www.facebook.com/…/videos/…', hls: 'https://…/live.m3u8' }[this._video] ?? ''}></ph-field>`}</fieldset></section>
        <section class="card stack"><h2>${say('studio.show.cover')}</h2><ph-cover .palette=${this._cover.palette || 'red-river'} .drawings=${drawings} .photo=${this._cover.photo ?? ''}></ph-cover>
          <picture-choice .drawing=${this._cover.drawing} .palette=${this._cover.palette} .photo=${this._cover.photo ?? ''} @picture=${(/** @type {CustomEvent} */ p) => { this._cover = { ...this._cover, ...p.detail }; }}></picture-choice>
          <label class="btn btn-small photo-pick" aria-busy=${this._busy === 'photo'}><ph-icon name="camera" size="18"></ph-icon>${say('studio.photo.own')}<input class="visually-hidden" type="file" accept="image/jpeg,image/png,image/webp" @change=${this.#photo}></label></section></div>
        <studio-line-up .items=${this._items} .offers=${offers} .products=${products} .booth=${this.booth} @line-up=${(/** @type {CustomEvent<Item[]>} */ l) => { this._items = l.detail; }}></studio-line-up>
        ${this._problem ? html`<p class="note note-red" role="alert"><ph-icon name="circle-alert"></ph-icon><span>${wordsOf(this._problem)}</span></p>` : nothing}
        ${over ? nothing : html`<div class="form-end">${show && !on ? html`<button class="btn btn-danger" type="button" @click=${() => this.#drop(show)}>${say('studio.show.drop')}</button>` : nothing}
          <button class="btn ${show && show.state !== 'draft' && !on ? '' : show?.state === 'draft' || !show ? '' : 'btn-main'}" type="submit" aria-busy=${this._busy === 'save'}>${say(!show || show.state === 'draft' ? 'studio.show.keep' : 'action.save')}</button>
          ${!show || show.state === 'draft' ? html`<button class="btn btn-main" type="button" aria-busy=${this._busy === 'schedule'} @click=${() => this.#do('schedule')}><ph-icon name="megaphone"></ph-icon>${say('studio.show.schedule')}</button>`
            : html`<button class="btn ${on ? 'btn-live' : 'btn-main'}" type="button" aria-busy=${this._busy === 'enter'} @click=${() => this.#do('enter')}><ph-icon name="radio"></ph-icon>${say(on ? 'studio.show.back' : 'studio.show.enter')}</button>`}</div>`}</form>`;
  }
}
customElements.define('studio-show', StudioShow);
