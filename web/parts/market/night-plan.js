import { html, nothing } from 'lit';
import { provinceName } from '../../lib/address.js';
import { newKey } from '../../lib/keys.js';
import { LightElement } from '../../lib/light.js';
import { hallOf } from '../../lib/market.js';
import { say } from '../../lib/words.js';
import { ask } from '../ph-dialog.js';
import './hall-fields.js';
import '../ph-empty.js';
import '../ph-goods.js';
import '../ph-icon.js';
import '../ph-sheet.js';

/** @typedef {import('../../lib/market.js').Applied} Applied */
/** @typedef {import('../../lib/market.js').HallDraft} HallDraft */

/** So far a finger moves before it is a drag and not a press, px. */
const DRAG_PX = 8;

/**
 * Who stands where: booths are dragged onto places, or pressed and then put. A booth that is put where another stands changes places with it.
 * @fires night-act with `detail` {act, body} or {halls}
 */
export class NightPlan extends LightElement {
  static properties = { desk: { attribute: false }, busy: {}, problem: { attribute: false }, _picked: { state: true }, _over: { state: true }, _halls: { state: true }, _copying: { state: true }, _told: { state: true } };

  constructor() {
    super();
    /** @type {import('../../lib/market.js').NightDesk} */
    this.desk = /** @type {any} */ (null);
    /** @type {string} */
    this.busy = '';
    /** @type {any} */
    this.problem = null;
    /** The booth in hand. @type {string} */
    this._picked = '';
    /** The place under the finger: `HALL|N`, or `waiting`. @type {string} */
    this._over = '';
    /** The halls while they are changed. @type {HallDraft[] | null} */
    this._halls = null;
    /** @type {boolean} */
    this._copying = false;
    /** Said aloud. @type {string} */
    this._told = '';
    this._key = newKey();
    /** @type {{booth: string, x: number, y: number, ghost: HTMLElement | null} | null} */
    this._drag = null;
    /** A drag ends with a click that is none. */
    this._dragged = false;
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.#esc);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#esc);
    this._drag?.ghost?.remove();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    const before = changed.get('desk');
    if (before && this.desk && before.rev !== this.desk.rev) Object.assign(this, { _halls: null, _copying: false });
  }

  /** @param {KeyboardEvent} e */
  #esc = (e) => {
    if (e.key !== 'Escape' || !this._picked) return;
    this._picked = '';
    this._told = say('plan.letgo');
  };

  get #open() {
    return this.desk.night.state !== 'closed';
  }

  /** @param {string} booth */
  #applied(booth) {
    return this.desk.applications.find((a) => a.booth.booth === booth);
  }

  /** @param {string} booth */
  #name(booth) {
    return this.#applied(booth)?.booth.name ?? '';
  }

  // ── putting ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** @param {string} booth @param {string} hall @param {number} place */
  #put(booth, hall, place) {
    this._picked = '';
    const stand = this.desk.stands.find((s) => s.booth === booth);
    if (stand?.hall === hall && stand.place === place) return;
    this._told = say('plan.put', { name: this.#name(booth), hall: this.desk.night.halls.find((h) => h.hall === hall)?.name ?? '', n: place });
    this.dispatchEvent(new CustomEvent('night-act', { detail: { act: 'stands', body: { rev: this.desk.rev, booth, hall, place } }, bubbles: true }));
  }

  /** @param {string} booth */
  #takeAway(booth) {
    this._picked = '';
    if (!this.desk.stands.some((s) => s.booth === booth)) return;
    this._told = say('plan.taken', { name: this.#name(booth) });
    this.dispatchEvent(new CustomEvent('night-act', { detail: { act: 'stands', body: { rev: this.desk.rev, booth } }, bubbles: true }));
  }

  /** @param {string} booth */
  #pick(booth) {
    if (this._dragged) return;
    this._picked = this._picked === booth ? '' : booth;
    if (this._picked) this._told = say('plan.picked', { name: this.#name(booth) });
  }

  /** A place was pressed. @param {string} hall @param {number} place @param {string} [there] */
  #place(hall, place, there) {
    if (this._dragged) return;
    if (this._picked && this._picked !== there) this.#put(this._picked, hall, place);
    else if (there) this.#pick(there);
  }

  // ── dragging ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** @param {PointerEvent} e @param {string} booth */
  #down(e, booth) {
    this._dragged = false;
    if (!this.#open || e.button || e.pointerType === 'touch' && !e.isPrimary) return;
    this._drag = { booth, x: e.clientX, y: e.clientY, ghost: null };
    const from = /** @type {HTMLElement} */ (e.currentTarget);
    const move = (/** @type {PointerEvent} */ m) => this.#move(m, from);
    const up = (/** @type {PointerEvent} */ m) => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', up);
      this.#drop(m.type === 'pointerup');
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', up);
  }

  /** @param {PointerEvent} e @param {HTMLElement} from */
  #move(e, from) {
    const drag = this._drag;
    if (!drag) return;
    if (!drag.ghost) {
      if (Math.hypot(e.clientX - drag.x, e.clientY - drag.y) < DRAG_PX) return;
      drag.ghost = /** @type {HTMLElement} */ (from.cloneNode(true));
      drag.ghost.classList.add('ghost', 'booth-tag');
      drag.ghost.setAttribute('aria-hidden', 'true');
      document.body.append(drag.ghost);
      this._picked = '';
    }
    e.preventDefault();
    drag.ghost.style.left = `${e.clientX - 90}px`;
    drag.ghost.style.top = `${e.clientY - 28}px`;
    const under = document.elementFromPoint(e.clientX, e.clientY)?.closest?.('[data-spot]');
    this._over = under instanceof HTMLElement ? under.dataset.spot ?? '' : '';
    // a long plan moves on under a finger at its edge
    if (e.clientY < 90) window.scrollBy(0, -14);
    else if (e.clientY > window.innerHeight - 90) window.scrollBy(0, 14);
  }

  /** @param {boolean} here */
  #drop(here) {
    const drag = this._drag;
    const over = this._over;
    this._drag = null;
    this._over = '';
    if (!drag?.ghost) return;
    drag.ghost.remove();
    this._dragged = true;
    setTimeout(() => { this._dragged = false; });
    if (!here || !over) return;
    if (over === 'waiting') return this.#takeAway(drag.booth);
    const [hall, place] = over.split('|');
    this.#put(drag.booth, hall, Number(place));
  }

  // ── what is seen ──────────────────────────────────────────────────────────────────────────────────────────────────

  async #byRule() {
    if (await ask({ heading: say('plan.rule'), text: say('plan.rule.text'), yes: say('plan.rule.go') })) this.dispatchEvent(new CustomEvent('night-act', { detail: { act: 'stands/by-rule', body: { rev: this.desk.rev } }, bubbles: true }));
  }

  #copy() {
    const form = /** @type {HTMLElement} */ (this.querySelector('.copy-form'));
    const from = /** @type {HTMLInputElement | null} */ (form.querySelector('input[name="from"]:checked'))?.value;
    const regulars = /** @type {HTMLInputElement} */ (form.querySelector('input[name="regulars"]')).checked;
    this.dispatchEvent(new CustomEvent('night-act', { detail: { act: 'copy', body: { rev: this.desk.rev, key: this._key, regulars, ...(from ? { from } : {}) } }, bubbles: true }));
    this._key = newKey();
  }

  render() {
    const { night, stands, applications, earlier } = this.desk;
    const placed = new Set(stands.map((s) => s.booth));
    const waiting = applications.filter((a) => a.application.state === 'approved' && !placed.has(a.booth.booth));
    const open = this.#open;
    const mayCopy = open && night.state !== 'open' && !stands.length && earlier.length;
    return html`<div class="stack">
      ${open ? html`<div class="row"><button class="btn" type="button" @click=${() => { this._halls = night.halls.map((h) => ({ hall: h.hall, name: h.name, kind: h.kind, ...(h.of ? { of: h.of } : {}), places: h.places })); }}><ph-icon name="layout-grid"></ph-icon>${say('plan.halls')}</button>
        ${waiting.length ? html`<button class="btn btn-main" type="button" aria-busy=${this.busy === 'stands/by-rule'} @click=${this.#byRule}><ph-icon name="list-ordered"></ph-icon>${say('plan.rule')}</button>` : nothing}
        ${mayCopy ? html`<button class="btn" type="button" @click=${() => { this._copying = true; }}><ph-icon name="copy"></ph-icon>${say('plan.copy')}</button>` : nothing}</div>
        <p class="soft small">${say('plan.how')}</p>` : nothing}
      <p class="visually-hidden" role="status">${this._told}</p>
      ${night.halls.length ? html`<div class="plan"><section class="plan-waiting ${this._over === 'waiting' ? 'over' : ''}" data-spot="waiting" aria-labelledby="plan-waiting"><h3 id="plan-waiting">${say('plan.waiting')} <span class="soft num">${waiting.length}</span></h3>
          ${this._picked && placed.has(this._picked) ? html`<button class="btn btn-small" type="button" @click=${() => this.#takeAway(this._picked)}><ph-icon name="undo-2" size="18"></ph-icon>${say('plan.take')}</button>` : nothing}
          ${waiting.length ? html`<ul>${waiting.map((a) => html`<li>${this.#tag(a)}</li>`)}</ul>` : html`<p class="soft small">${say(applications.length ? 'plan.waiting.none' : 'plan.nobody')}</p>`}</section>
        <div class="plan-halls">${night.halls.map((hall) => this.#hall(hall))}</div></div>`
        : html`<ph-empty icon="layout-grid" heading=${say('plan.nohalls')} text=${say('plan.nohalls.text')}></ph-empty>`}</div>
      <ph-sheet heading=${say('plan.halls')} size="full" side="middle" .open=${this._halls !== null} @ph-close=${() => { this._halls = null; }}>${this._halls ? html`<hall-fields .halls=${this._halls} problem=${this.problem?.message ?? ''} @change=${(/** @type {Event} */ e) => { this._halls = /** @type {any} */ (e.currentTarget).halls; }}></hall-fields>` : nothing}
        <button slot="actions" class="btn btn-main btn-wide" type="button" aria-busy=${this.busy === 'halls'} @click=${() => this.dispatchEvent(new CustomEvent('night-act', { detail: { halls: this._halls }, bubbles: true }))}>${say('action.save')}</button></ph-sheet>
      <ph-sheet heading=${say('plan.copy')} side="middle" .open=${this._copying} @ph-close=${() => { this._copying = false; }}>${this._copying ? html`<div class="stack copy-form"><p class="soft">${say('plan.copy.text')}</p>${earlier.map((n, i) => html`<label class="choice"><input type="radio" name="from" value=${n.night} ?checked=${i === 0}><span>${n.name}<span class="hint">${say('plan.copy.has', { halls: n.halls, booths: n.booths })}</span></span></label>`)}
        <label class="row"><input class="switch" type="checkbox" role="switch" name="regulars" checked><span class="grow">${say('plan.copy.regulars')}<br><span class="soft small">${say('plan.copy.regulars.text')}</span></span></label></div>` : nothing}
        <button slot="actions" class="btn btn-main btn-wide" type="button" aria-busy=${this.busy === 'copy'} @click=${this.#copy}>${say('plan.copy')}</button></ph-sheet>`;
  }

  /** @param {Applied} a */
  #tag(a) {
    const { booth } = a;
    return html`<button class="booth-tag" type="button" aria-pressed=${this._picked === booth.booth} ?disabled=${!this.#open} @pointerdown=${(/** @type {PointerEvent} */ e) => this.#down(e, booth.booth)} @click=${() => this.#pick(booth.booth)}><span class="thumb thumb-small"><ph-goods drawing=${booth.picture.drawing} palette=${booth.picture.palette} photo=${booth.picture.photo ?? ''}></ph-goods></span><span><strong class="small">${booth.name}</strong><br><span class="soft small">${provinceName(booth.province)}</span></span></button>`;
  }

  /** @param {import('../../lib/protocol.js').HallView} hall */
  #hall(hall) {
    const stands = new Map(this.desk.stands.filter((s) => s.hall === hall.hall).map((s) => [s.place, s.booth]));
    const about = hallOf(hall);
    return html`<section class="plan-hall" aria-label=${hall.name}><div class="split"><h3>${hall.name}</h3><span class="soft small">${about && about !== hall.name ? `${about} · ` : ''}${say('plan.filled', { n: stands.size, all: hall.places })}</span></div>
      <ol class="stands">${Array.from({ length: hall.places }, (_, i) => i + 1).map((place) => this.#stand(hall, place, stands.get(place)))}</ol></section>`;
  }

  /** @param {import('../../lib/protocol.js').HallView} hall @param {number} place @param {string | undefined} booth */
  #stand(hall, place, booth) {
    const spot = `${hall.hall}|${place}`;
    const there = booth ? this.#applied(booth)?.booth : undefined;
    const live = this.desk.spotlight.now?.booth === booth;
    return html`<li class="stand ${booth ? 'taken' : ''} ${this._over === spot ? 'over' : ''} ${booth && live ? 'card-live' : ''}" data-spot=${spot}><span class="stand-no">${place}</span>${booth ? html`<button class="stand-in" type="button" aria-pressed=${this._picked === booth} ?disabled=${!this.#open} aria-label=${say('plan.stand', { name: there?.name ?? booth, hall: hall.name, n: place })} @pointerdown=${(/** @type {PointerEvent} */ e) => this.#down(e, booth)} @click=${() => this.#place(hall.hall, place, booth)}>${there ? html`<span class="thumb thumb-small"><ph-goods drawing=${there.picture.drawing} palette=${there.picture.palette} photo=${there.picture.photo ?? ''}></ph-goods></span><strong>${there.name}</strong>` : html`<strong>${say('plan.gone')}</strong>`}</button>`
      : html`<button class="stand-free" type="button" ?disabled=${!this._picked} aria-label=${say('plan.free', { hall: hall.name, n: place })} @click=${() => this.#place(hall.hall, place)}>${this._picked ? say('plan.here') : ''}</button>`}</li>`;
  }
}
customElements.define('night-plan', NightPlan);
