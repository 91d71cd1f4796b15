import { html, nothing } from 'lit';
import { GROUPS } from '../../lib/groups.js';
import { LightElement } from '../../lib/light.js';
import { provinces } from '../../lib/provinces.js';
import { say } from '../../lib/words.js';
import '../ph-field.js';
import '../ph-icon.js';

/** @typedef {import('../../lib/market.js').HallDraft} HallDraft */

const KINDS = ['province', 'group', 'theme'];
const byName = [...provinces].sort((a, b) => a.name.localeCompare(b.name, 'vi'));

/**
 * The halls of a market or of one night, to be written down.
 * @fires change when one was changed; read `halls`
 */
export class HallFields extends LightElement {
  static properties = { halls: { attribute: false }, problem: {} };

  constructor() {
    super();
    /** @type {HallDraft[]} */
    this.halls = [];
    /** @type {string} */
    this.problem = '';
  }

  /** @param {number} i @param {Partial<HallDraft>} what */
  #set(i, what) {
    const hall = { ...this.halls[i], ...what };
    if (what.kind) {
      delete hall.of;
      if (what.kind === 'province') hall.of = byName[0].code;
      if (what.kind === 'group') hall.of = GROUPS[0];
    }
    this.#keep(this.halls.map((h, at) => (at === i ? hall : h)));
  }

  /** @param {HallDraft[]} halls */
  #keep(halls) {
    this.halls = halls;
    this.dispatchEvent(new CustomEvent('change', { bubbles: true }));
  }

  #add() {
    this.#keep([...this.halls, { name: '', kind: 'theme', places: 8 }]);
    void this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector('li:last-of-type input'))?.focus());
  }

  render() {
    return html`<div class="stack">${this.halls.length ? html`<ul class="hall-fields">${this.halls.map((hall, i) => this.#hall(hall, i))}</ul>` : html`<p class="soft">${say('hall.none')}</p>`}
      ${this.problem ? html`<p class="error-text" role="alert"><ph-icon name="circle-alert" size="16"></ph-icon><span>${this.problem}</span></p>` : nothing}
      <div><button class="btn" type="button" @click=${this.#add}><ph-icon name="plus"></ph-icon>${say('hall.add')}</button></div></div>`;
  }

  /** @param {HallDraft} hall @param {number} i */
  #hall(hall, i) {
    const value = (/** @type {Event} */ e) => /** @type {HTMLInputElement} */ (e.target).value;
    const options = hall.kind === 'province' ? byName.map((p) => ({ value: p.code, label: p.name })) : GROUPS.map((g) => ({ value: g, label: say(`group.${g}`) }));
    return html`<li class="hall-field"><ph-field label=${say('hall.name')} maxlength="60" .value=${hall.name} @input=${(/** @type {Event} */ e) => this.#set(i, { name: value(e) })}></ph-field>
      <ph-field class="hall-kind" type="select" label=${say('hall.kind')} .value=${hall.kind} .options=${KINDS.map((k) => ({ value: k, label: say(`hall.kind.${k}`) }))} @input=${(/** @type {Event} */ e) => this.#set(i, { kind: value(e) })}></ph-field>
      ${hall.kind === 'theme' ? html`<span class="hall-of"></span>` : html`<ph-field class="hall-of" type="select" label=${say(`hall.kind.${hall.kind}`)} .value=${hall.of ?? ''} .options=${options} @input=${(/** @type {Event} */ e) => this.#set(i, { of: value(e) })}></ph-field>`}
      <ph-field label=${say('hall.places')} type="number" inputmode="numeric" min="1" max="100" .value=${String(hall.places)} @input=${(/** @type {Event} */ e) => this.#set(i, { places: Math.round(Number(value(e))) || 0 })}></ph-field>
      <span class="hall-acts"><button class="btn btn-quiet btn-icon" type="button" aria-label=${say('hall.up', { name: hall.name })} ?disabled=${i === 0} @click=${() => this.#move(i, -1)}><ph-icon name="arrow-up"></ph-icon></button><button class="btn btn-quiet btn-icon" type="button" aria-label=${say('hall.drop', { name: hall.name })} @click=${() => this.#keep(this.halls.filter((h, at) => at !== i))}><ph-icon name="trash-2"></ph-icon></button></span></li>`;
  }

  /** @param {number} i @param {number} by */
  #move(i, by) {
    const halls = [...this.halls];
    [halls[i], halls[i + by]] = [halls[i + by], halls[i]];
    this.#keep(halls);
  }
}
customElements.define('hall-fields', HallFields);
