import { html, nothing } from 'lit';
import { LightElement } from '../../lib/light.js';
import { say } from '../../lib/words.js';
import './hall-fields.js';
import '../ph-field.js';
import '../ph-icon.js';

/** @typedef {import('../../lib/market.js').MarketDraft} MarketDraft */

/** A market of Friday evenings, before anybody changed anything. @returns {MarketDraft} */
export const usualMarket = () => ({
  name: '', about: '', weekly: { day: 5, from: '19:30', until: '22:00' }, skips: [], sittings: [],
  clock: { applyDays: 14, applyUntilHours: 48, publishHours: 24, spotlightMinutes: 5, placing: 'rule' },
  halls: [{ name: say('hall.first'), kind: 'theme', places: 12 }], asks: '', rehearsal: false, running: true,
});

/**
 * What an organizer says of a market.
 * @fires market-draft with `detail` the draft
 */
export class MarketForm extends LightElement {
  static properties = { draft: { attribute: false }, busy: { type: Boolean }, problem: { attribute: false }, yes: {}, _d: { state: true } };

  constructor() {
    super();
    /** @type {MarketDraft | null} */
    this.draft = null;
    /** @type {boolean} */
    this.busy = false;
    /** @type {any} */
    this.problem = null;
    /** @type {string} */
    this.yes = '';
    /** @type {MarketDraft} */
    this._d = usualMarket();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('draft')) this._d = structuredClone(this.draft ?? usualMarket());
  }

  /** @param {Partial<MarketDraft>} what */
  #set(what) {
    this._d = { ...this._d, ...what };
  }

  /** @param {Event} e */
  #send(e) {
    e.preventDefault();
    const halls = this._d.halls.map(({ of, ...hall }) => (hall.kind === 'theme' ? hall : { ...hall, of }));
    this.dispatchEvent(new CustomEvent('market-draft', { detail: { ...this._d, halls } }));
  }

  /** What is wrong with a field. @param {string} name */
  #wrong(name) {
    const field = String(this.problem?.field ?? '').replace(/^market\./, '');
    return field === name || field.startsWith(`${name}.`) ? this.problem.message : '';
  }

  render() {
    const d = this._d;
    const value = (/** @type {Event} */ e) => /** @type {HTMLInputElement} */ (e.target).value;
    const clock = (/** @type {string} */ name, /** @type {string} */ unit, /** @type {number} */ max) => html`<ph-field type="number" inputmode="numeric" min="0" max=${max} label=${say(`market.clock.${name}`)} unit=${unit} .value=${String(/** @type {any} */ (d.clock)[name])} error=${this.#wrong(`clock.${name}`)} @input=${(/** @type {Event} */ e) => this.#set({ clock: { ...d.clock, [name]: Math.round(Number(value(e))) || 0 } })}></ph-field>`;
    return html`<form class="stack form show-form" novalidate @submit=${this.#send}>
      <section class="card stack"><h2>${say('market.form.what')}</h2>
        <ph-field label=${say('market.form.name')} maxlength="120" placeholder=${say('market.title')} .value=${d.name} error=${this.#wrong('name')} @input=${(/** @type {Event} */ e) => this.#set({ name: value(e) })}></ph-field>
        <ph-field type="textarea" optional label=${say('market.form.about')} maxlength="1000" .value=${d.about} error=${this.#wrong('about')} @input=${(/** @type {Event} */ e) => this.#set({ about: value(e) })}></ph-field></section>
      <section class="card stack"><h2>${say('market.form.when')}</h2>
        <div class="row" role="radiogroup" aria-label=${say('market.form.when')}>${['weekly', 'festival'].map((kind) => html`<label class="chip"><input type="radio" name="kind" .checked=${(kind === 'weekly') === !!d.weekly} @change=${() => this.#set(kind === 'weekly' ? { weekly: { day: 5, from: '19:30', until: '22:00' } } : { weekly: undefined, sittings: d.sittings.length ? d.sittings : [{ date: '', from: '19:30', until: '22:00' }] })}>${say(`market.form.${kind}`)}</label>`)}</div>
        ${d.weekly ? html`<div class="fields"><ph-field type="select" label=${say('market.form.day')} .value=${String(d.weekly.day)} .options=${[1, 2, 3, 4, 5, 6, 7].map((n) => ({ value: String(n), label: say(`day.${n}`) }))} @input=${(/** @type {Event} */ e) => this.#set({ weekly: { .../** @type {any} */ (d.weekly), day: Number(value(e)) } })}></ph-field>
          <ph-field type="time" label=${say('market.form.from')} .value=${d.weekly.from} error=${this.#wrong('weekly.from')} @input=${(/** @type {Event} */ e) => this.#set({ weekly: { .../** @type {any} */ (d.weekly), from: value(e) } })}></ph-field>
          <ph-field type="time" label=${say('market.form.until')} .value=${d.weekly.until} error=${this.#wrong('weekly.until')} @input=${(/** @type {Event} */ e) => this.#set({ weekly: { .../** @type {any} */ (d.weekly), until: value(e) } })}></ph-field></div>
          ${this.#rows('skips', d.skips, { from: '', until: '' }, (/** @type {any} */ row, set) => html`<ph-field type="date" label=${say('market.form.skip.from')} .value=${row.from} @input=${(/** @type {Event} */ e) => set({ from: value(e), ...(row.until ? {} : { until: value(e) }) })}></ph-field><ph-field type="date" label=${say('market.form.skip.until')} .value=${row.until} @input=${(/** @type {Event} */ e) => set({ until: value(e) })}></ph-field><ph-field label=${say('market.form.skip.why')} maxlength="60" placeholder="Nghỉ Tết" .value=${row.why ?? ''} @input=${(/** @type {Event} */ e) => set({ why: value(e) || undefined })}></ph-field>`)}` : nothing}
        ${this.#rows('sittings', d.sittings, { date: '', from: '19:30', until: '22:00' }, (/** @type {any} */ row, set) => html`<ph-field type="date" label=${say('market.form.date')} .value=${row.date} @input=${(/** @type {Event} */ e) => set({ date: value(e) })}></ph-field><ph-field type="time" label=${say('market.form.from')} .value=${row.from} @input=${(/** @type {Event} */ e) => set({ from: value(e) })}></ph-field><ph-field type="time" label=${say('market.form.until')} .value=${row.until} @input=${(/** @type {Event} */ e) => set({ until: value(e) })}></ph-field>`)}</section>
      <section class="card stack"><h2>${say('market.form.clock')}</h2><p class="soft prose">${say('market.form.clock.text')}</p>
        <div class="fields">${clock('applyDays', say('unit.days'), 120)}${clock('applyUntilHours', say('unit.hours'), 2879)}${clock('publishHours', say('unit.hours'), 2879)}${clock('spotlightMinutes', say('unit.minutes'), 30)}</div>
        <label class="row"><input class="switch" type="checkbox" role="switch" .checked=${d.clock.placing === 'rule'} @change=${(/** @type {Event} */ e) => this.#set({ clock: { ...d.clock, placing: /** @type {HTMLInputElement} */ (e.target).checked ? 'rule' : 'hand' } })}><span class="grow">${say('market.form.placing')}<br><span class="soft small">${say('market.form.placing.text')}</span></span></label></section>
      <section class="card stack"><h2>${say('market.form.halls')}</h2><p class="soft prose">${say('market.form.halls.text')}</p><hall-fields .halls=${d.halls} problem=${this.#wrong('halls')} @change=${(/** @type {Event} */ e) => this.#set({ halls: /** @type {any} */ (e.currentTarget).halls })}></hall-fields></section>
      <section class="card stack"><h2>${say('market.form.rules')}</h2>
        <ph-field type="textarea" optional label=${say('market.form.asks')} maxlength="1000" hint=${say('market.form.asks.text')} .value=${d.asks} error=${this.#wrong('asks')} @input=${(/** @type {Event} */ e) => this.#set({ asks: value(e) })}></ph-field>
        <label class="row"><input class="switch" type="checkbox" role="switch" .checked=${d.running} @change=${(/** @type {Event} */ e) => this.#set({ running: /** @type {HTMLInputElement} */ (e.target).checked })}><span class="grow">${say('market.form.running')}<br><span class="soft small">${say('market.form.running.text')}</span></span></label></section>
      ${this.problem ? html`<p class="note note-red" role="alert"><ph-icon name="circle-alert"></ph-icon><span>${this.problem.message}</span></p>` : nothing}
      <div class="form-end"><button class="btn btn-main" type="submit" aria-busy=${this.busy}>${this.yes || say('action.save')}</button></div></form>`;
  }

  /**
   * Rows that can be added and taken away.
   * @param {'skips' | 'sittings'} name @param {any[]} rows @param {any} fresh @param {(row: any, set: (what: any) => void) => unknown} fields
   */
  #rows(name, rows, fresh, fields) {
    const keep = (/** @type {any[]} */ now) => this.#set(/** @type {any} */ ({ [name]: now }));
    return html`<fieldset class="plain-set stack"><legend class="label">${say(`market.form.${name}`)}</legend>
      ${rows.length ? html`<ul class="date-rows">${rows.map((row, i) => html`<li class="date-row">${fields(row, (what) => keep(rows.map((r, at) => (at === i ? { ...r, ...what } : r))))}<button class="btn btn-quiet btn-icon" type="button" aria-label=${say('market.form.drop')} @click=${() => keep(rows.filter((r, at) => at !== i))}><ph-icon name="trash-2"></ph-icon></button></li>`)}</ul>` : nothing}
      ${this.#wrong(name) ? html`<p class="error-text"><ph-icon name="circle-alert" size="16"></ph-icon><span>${this.#wrong(name)}</span></p>` : nothing}
      <div><button class="btn btn-small" type="button" @click=${() => keep([...rows, { ...fresh }])}><ph-icon name="plus" size="18"></ph-icon>${say(`market.form.${name}.add`)}</button></div></fieldset>`;
  }
}
customElements.define('market-form', MarketForm);
