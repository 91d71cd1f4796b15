import { html, nothing } from 'lit';
import { Problem } from '../../lib/api.js';
import { currencyName } from '../../lib/currency.js';
import { number } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { compared, today, unfitFile } from '../../lib/rates.js';
import { RATES_CSV, importRates, previewRates } from '../../lib/studio/desk.js';
import { say, spoken } from '../../lib/words.js';
import { toWrong, viewHead } from '../studio/view.js';
import '../ph-field.js';

/** A table of rates goes in from a file: chosen, looked at line by line beside what stands there now, then all of it or nothing. */
export class OrgRatesImport extends LightElement {
  static properties = { kept: { attribute: false }, _step: { state: true }, _reading: { state: true }, _problem: { state: true }, _day: { state: true }, _source: { state: true }, _checked: { state: true } };

  constructor() {
    super();
    /** The table that stands there now. @type {import('../../lib/rates.js').Kept} */
    this.kept = { rev: 0, since: [] };
    /** @type {'choose' | 'reading' | 'look' | 'going' | 'done'} */
    this._step = 'choose';
    /** @type {import('../../lib/rates.js').Reading | null} */
    this._reading = null;
    /** @type {string} */
    this._problem = '';
    /** @type {string} */
    this._day = today();
    /** @type {string | null} */
    this._source = null;
    /** @type {boolean} */
    this._checked = false;
    /** @type {File | null} */
    this._file = null;
  }

  /** @param {File | undefined} file */
  async #choose(file) {
    if (!file) return;
    this._problem = unfitFile(file) && say(unfitFile(file));
    if (this._problem) return;
    this._file = file;
    this._step = 'reading';
    try {
      this._reading = await previewRates(file);
      this._step = 'look';
    } catch (problem) {
      this._problem = /** @type {Error} */ (problem).message;
      this._step = 'choose';
    }
  }

  get #from() {
    return this._source ?? this.kept.table?.source ?? '';
  }

  #wrongDay() {
    return !this._checked ? '' : !this._day ? say('refused.empty') : this._day > today() ? say('rates.day.future') : '';
  }

  /** @param {SubmitEvent} e */
  async #run(e) {
    e.preventDefault();
    if (!this._file) return;
    this._checked = true;
    this._problem = '';
    if (this.#wrongDay() || !this.#from.trim()) return toWrong(this);
    this._step = 'going';
    try {
      await importRates(this.kept.rev, this._file, this._day, this.#from.trim());
      this._step = 'done';
    } catch (problem) {
      this._problem = problem instanceof Problem ? problem.message : say('refused.broken');
      this._step = 'look';
    }
  }

  render() {
    const at = { reading: 'choose', going: 'look' }[/** @type {string} */ (this._step)] ?? this._step;
    return html`${viewHead({ title: say('rates.import'), back: '/organizer/rates', backWords: say('rates.title') })}
      <ol class="stages" aria-label=${say('studio.import.stages')}>${['choose', 'look', 'done'].map((s, i) => html`<li aria-current=${s === at ? 'step' : nothing}><span class="step-no">${i + 1}</span>${say(`studio.import.${s}`)}</li>`)}</ol>
      ${this._problem ? html`<p class="note note-red" role="alert"><ph-icon name="circle-alert"></ph-icon><span>${this._problem}</span></p>` : nothing}
      ${this._step === 'choose' ? this.#first() : this._step === 'reading' ? html`<section class="card" role="status">${say('studio.import.reading')}</section>` : this._step === 'done' ? html`<ph-empty icon="circle-check" heading=${say('rates.import.done', { n: this._reading?.rows.length ?? 0 })} text=${say('rates.import.done.text')}><a class="btn btn-main" href="/organizer/rates">${say('rates.see')}</a></ph-empty>` : this._reading ? this.#look(this._reading) : nothing}`;
  }

  #first() {
    return html`<section class="card stack"><label class="drop" @dragover=${(/** @type {Event} */ e) => e.preventDefault()} @drop=${(/** @type {DragEvent} */ e) => { e.preventDefault(); void this.#choose(e.dataTransfer?.files[0]); }}>
        <ph-icon name="upload" size="32"></ph-icon><strong>${say('studio.import.pick')}</strong><span class="soft small">${say('rates.import.pick.text')}</span>
        <input class="visually-hidden" type="file" accept=".csv,.tsv,.txt,text/csv" @change=${(/** @type {Event} */ e) => { const box = /** @type {HTMLInputElement} */ (e.target); void this.#choose(box.files?.[0]); box.value = ''; }}></label>
      <p class="soft prose">${say('rates.import.columns')}</p>
      <p class="row"><a class="btn btn-small" href=${RATES_CSV} download><ph-icon name="download" size="18"></ph-icon>${say(this.kept.table ? 'rates.export' : 'studio.import.template')}</a></p></section>`;
  }

  /** @param {import('../../lib/rates.js').Reading} reading */
  #look(reading) {
    const bad = reading.problems.length;
    const told = compared(reading.rows, this.kept.table);
    const lines = [...reading.problems, ...told.rows].sort((a, b) => a.line - b.line);
    return html`<form class="stack" novalidate @submit=${this.#run}><p class="note ${bad ? 'note-amber' : 'note-jade'}" role="status"><ph-icon name=${bad ? 'triangle-alert' : 'circle-check'}></ph-icon><span>${bad ? say('rates.import.bad', { n: bad }) : say('rates.import.ready', { n: reading.rows.length })}${!bad && told.gone.length ? ` ${say('rates.import.gone', { names: told.gone.join(', ') })}` : ''}</span></p>
      <div class="table-wrap"><table class="table table-fold import-table"><caption class="visually-hidden">${say('studio.import.look')}</caption><thead><tr><th scope="col">${say('studio.import.line')}</th><th scope="col">${say('rates.currency')}</th><th scope="col" class="num">${say('rates.amount')}</th><th scope="col" class="num">${say('rates.before')}</th></tr></thead>
        <tbody>${lines.map((l) => ('vi' in l ? this.#bad(l) : this.#good(l)))}</tbody></table></div>
      ${bad ? nothing : html`<section class="card fields"><ph-field type="date" label=${say('rates.day')} max=${today()} .value=${this._day} error=${this.#wrongDay()} @input=${(/** @type {Event} */ e) => { this._day = /** @type {HTMLInputElement} */ (e.target).value; }}></ph-field>
        <ph-field label=${say('rates.source')} maxlength="120" placeholder=${say('rates.source.example')} .value=${this.#from} error=${this._checked && !this.#from.trim() ? say('rates.source.none') : ''} @input=${(/** @type {Event} */ e) => { this._source = /** @type {HTMLInputElement} */ (e.target).value; }}></ph-field></section>`}
      <div class="form-end"><button class="btn" type="button" @click=${() => { this._step = 'choose'; this._problem = ''; }}>${say('studio.import.other')}</button>${bad ? nothing : html`<button class="btn btn-main" type="submit" aria-busy=${this._step === 'going'}>${say('rates.import.run', { n: reading.rows.length })}</button>`}</div></form>`;
  }

  /** @param {import('../../lib/studio/table.js').TableProblem} p */
  #bad(p) {
    return html`<tr class="bad-row"><th scope="row" class="num-left">${say('studio.import.lineNo', { n: p.line })}</th><td colspan="3"><ul class="problems"><li><ph-icon name="circle-alert" size="16"></ph-icon><span>${spoken() === 'vi' ? p.vi : p.en}</span></li></ul></td></tr>`;
  }

  /** @param {ReturnType<typeof compared>['rows'][number]} r */
  #good(r) {
    return html`<tr><th scope="row" class="num-left">${say('studio.import.lineNo', { n: r.line })}</th><td><strong>${r.currency}</strong> <span class="soft small">${currencyName(r.currency)}</span>${r.how === 'same' ? nothing : html` <span class="chip ${r.how === 'new' ? 'chip-jade' : 'chip-amber'}">${say(`rates.import.${r.how}`)}</span>`}${r.leaps ? html`<br><span class="rate-leap small"><ph-icon name="triangle-alert" size="16"></ph-icon>${say('rates.leap', { before: number(Number(r.before), 6) })}</span>` : nothing}</td>
      <td class="num" data-label=${say('rates.amount')}>${number(Number(r.vnd), 6)} ₫</td><td class="num soft" data-label=${say('rates.before')}>${r.before ? `${number(Number(r.before), 6)} ₫` : '–'}</td></tr>`;
  }
}
customElements.define('org-rates-import', OrgRatesImport);
