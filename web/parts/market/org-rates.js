import { html, nothing } from 'lit';
import { Problem } from '../../lib/api.js';
import { about, currencyName } from '../../lib/currency.js';
import { date, money, time } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { currencies, leaps, rateOf, today, typed, unfitRate } from '../../lib/rates.js';
import { RATES_CSV, clearRates, keptRates, loadRates } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { say, spoken } from '../../lib/words.js';
import { ask } from '../ph-dialog.js';
import { toast } from '../ph-toast.js';
import { shown, toWrong, viewHead } from '../studio/view.js';
import './org-rates-import.js';
import '../ph-field.js';

/** @typedef {{currency: string, text: string, before?: string}} Line a rate as it is typed, and as it was */

/** By this price the page shows what visitors will see, đồng. */
const SAMPLE = 100_000;

/** The organizers' table of exchange rates: looked at, typed anew each morning, or (with `thing` "import") brought in from a file. */
export class OrgRates extends LightElement {
  static properties = { thing: {}, _lines: { state: true }, _day: { state: true }, _source: { state: true }, _problem: { state: true }, _checked: { state: true }, _busy: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.thing = '';
    /** What is being typed; null while nothing is. @type {Line[] | null} */
    this._lines = null;
    /** @type {string} */
    this._day = '';
    /** @type {string} */
    this._source = '';
    /** @type {Problem | null} */
    this._problem = null;
    /** Whether what is wrong is told: not before the first try. @type {boolean} */
    this._checked = false;
    /** @type {boolean} */
    this._busy = false;
    /** @type {Loads<import('../../lib/rates.js').Kept>} */
    this._kept = new Loads(this);
  }

  connectedCallback() {
    super.connectedCallback();
    void this.#look();
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.get('thing') === 'import' && !this.thing) void this.#look();
  }

  async #look() {
    await this._kept.from(keptRates);
    this.#fill();
  }

  #fill() {
    const table = this._kept.value?.table;
    this._lines = table ? table.rates.map((r) => ({ currency: r.currency, text: typed(r.vnd, spoken() !== 'vi'), before: r.vnd })) : null;
    this._day = table?.asOf ?? today();
    this._source = table?.source ?? '';
    this._problem = null;
    this._checked = false;
  }

  get #changed() {
    const table = this._kept.value?.table;
    return !!this._lines && (!table || this._day !== table.asOf || this._source !== table.source || this._lines.length !== table.rates.length || this._lines.some((l) => rateOf(l.text) !== l.before));
  }

  /** @param {string} currency @param {string} text */
  #type(currency, text) {
    this._lines = (this._lines ?? []).map((l) => (l.currency === currency ? { ...l, text } : l));
  }

  async #add() {
    const choice = /** @type {import('../ph-field.js').PhField} */ (this.querySelector('#rate-new ph-field'));
    const currency = choice.value;
    if (!currency || this._lines?.some((l) => l.currency === currency)) return choice.focus();
    choice.value = '';
    this._lines = [...(this._lines ?? []), { currency, text: '' }];
    await this.updateComplete;
    /** @type {HTMLInputElement | null} */ (this.querySelector(`#rate-${currency} input`))?.focus();
  }

  /** @param {string} currency */
  async #drop(currency) {
    const at = (this._lines ?? []).findIndex((l) => l.currency === currency);
    const gone = this._lines?.[at];
    this._lines = (this._lines ?? []).filter((l) => l.currency !== currency);
    if (gone) toast(say('rates.dropped', { name: currency }), { undo: () => { this._lines = (this._lines ?? []).toSpliced(at, 0, gone); } });
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector('.rate-drop') ?? this.querySelector('#rate-new select'))?.focus();
  }

  #wrongDay() {
    if (!this._checked) return '';
    if (!this._day) return say('refused.empty');
    return this._day > today() || this._problem?.field === 'asOf' ? say('rates.day.future') : '';
  }

  #wrongSource() {
    if (!this._checked) return '';
    return !this._source.trim() ? say('rates.source.none') : this._problem?.field === 'source' ? this._problem.message : '';
  }

  /** @param {SubmitEvent} e */
  async #save(e) {
    e.preventDefault();
    const lines = this._lines ?? [];
    this._checked = true;
    this._problem = null;
    if (!lines.length) return toast(say('rates.lines.none'), { kind: 'bad' });
    if (this.#wrongDay() || this.#wrongSource() || lines.some((l) => unfitRate(l.text))) return toWrong(this);
    const far = lines.filter((l) => leaps(l.before, rateOf(l.text)));
    if (far.length && !(await ask({ heading: say('rates.leap.ask', { names: far.map((l) => l.currency).join(', ') }), text: say('rates.leap.text'), yes: say('rates.save') }))) return;
    this._busy = true;
    try {
      await loadRates(this._kept.value?.rev ?? 0, { asOf: this._day, source: this._source.trim(), rates: lines.map((l) => ({ currency: l.currency, vnd: rateOf(l.text) })) });
      await this.#look();
      toast(say('rates.saved'), { kind: 'good' });
    } catch (problem) {
      this._problem = problem instanceof Problem ? problem : new Problem({ why: 'broken', status: 500 });
    }
    this._busy = false;
  }

  async #clear() {
    if (!(await ask({ heading: say('rates.clear.ask'), text: say('rates.clear.text'), yes: say('rates.clear'), danger: true }))) return;
    try {
      await clearRates(this._kept.value?.rev ?? 0);
      await this.#look();
      toast(say('rates.cleared'), { kind: 'good' });
    } catch (problem) {
      this._problem = /** @type {Problem} */ (problem);
    }
  }

  render() {
    return shown(this._kept, (kept) => {
      if (this.thing === 'import') return html`<org-rates-import class="stack" .kept=${kept}></org-rates-import>`;
      const bring = html`<a class="btn" href="/organizer/rates/import"><ph-icon name="upload"></ph-icon>${say('rates.import')}</a>`;
      return html`${viewHead({ title: say('rates.title'), under: html`<p class="soft prose">${say('rates.text')}</p>`, actions: this._lines ? bring : nothing })}
        ${this._lines ? this.#form(kept, this._lines) : html`<ph-empty icon="banknote" heading=${say('rates.none')} text=${say('rates.none.text')}><button class="btn btn-main" type="button" @click=${() => { this._lines = []; }}><ph-icon name="pencil"></ph-icon>${say('rates.byHand')}</button>${bring}</ph-empty>`}`;
    });
  }

  /** @param {import('../../lib/rates.js').Kept} kept @param {Line[]} lines */
  #form(kept, lines) {
    const set = new Set(lines.map((l) => l.currency));
    const value = (/** @type {Event} */ e) => /** @type {HTMLInputElement} */ (e.target).value;
    return html`<form class="stack" novalidate @submit=${this.#save}>
      <section class="card stack"><div class="fields"><ph-field type="date" label=${say('rates.day')} max=${today()} .value=${this._day} error=${this.#wrongDay()} @input=${(/** @type {Event} */ e) => { this._day = value(e); }}></ph-field>
        <ph-field label=${say('rates.source')} maxlength="120" placeholder=${say('rates.source.example')} .value=${this._source} error=${this.#wrongSource()} @input=${(/** @type {Event} */ e) => { this._source = value(e); }}></ph-field></div></section>
      ${lines.length ? html`<div class="table-wrap"><table class="table table-fold rates-table"><caption class="visually-hidden">${say('rates.title')}</caption>
        <thead><tr><th scope="col">${say('rates.currency')}</th><th scope="col">${say('rates.amount')}</th><th scope="col" class="num">${say('rates.sample', { price: money(SAMPLE) })}</th><th scope="col">${say('rates.since')}</th><th scope="col"><span class="visually-hidden">${say('rates.drop')}</span></th></tr></thead>
        <tbody>${lines.map((line) => this.#line(line, kept))}</tbody></table></div>` : nothing}
      <section class="card row rate-new" id="rate-new"><ph-field class="grow-wide" type="select" label=${say('rates.add.which')} placeholder=${say('rates.add.choose')} .options=${currencies().filter((code) => !set.has(code)).map((code) => ({ value: code, label: `${code}, ${currencyName(code)}` }))}></ph-field><button class="btn" type="button" @click=${this.#add}><ph-icon name="plus"></ph-icon>${say('rates.add')}</button></section>
      ${this._problem ? html`<p class="note note-red" role="alert"><ph-icon name="circle-alert"></ph-icon><span class="grow">${this._problem.message}</span>${this._problem.why === 'changed-meanwhile' ? html`<button class="btn btn-small" type="button" @click=${() => this.#look()}>${say('rates.look')}</button>` : nothing}</p>` : nothing}
      <div class="rate-end"><a class="btn btn-quiet" href=${RATES_CSV} download><ph-icon name="download"></ph-icon>${say('rates.export')}</a>${kept.table ? html`<button class="btn btn-quiet" type="button" @click=${this.#clear}><ph-icon name="trash-2"></ph-icon>${say('rates.clear')}</button>` : nothing}<span class="grow"></span>
        ${this.#changed ? html`<button class="btn" type="button" @click=${() => this.#fill()}>${say('rates.back')}</button>` : nothing}<button class="btn btn-main" type="submit" aria-busy=${this._busy} ?disabled=${!this.#changed}>${say('rates.save')}</button></div></form>`;
  }

  /** @param {Line} line @param {import('../../lib/rates.js').Kept} kept */
  #line(line, kept) {
    const vnd = rateOf(line.text);
    const since = kept.since.find((s) => s.currency === line.currency);
    const wrong = (this._checked || (line.text && !vnd)) && unfitRate(line.text);
    const digits = line.text.replace(/\D/g, '');
    return html`<tr id="rate-${line.currency}" class=${wrong ? 'bad-row' : ''}><th scope="row"><strong class="num-left">${line.currency}</strong> <span class="soft small">${currencyName(line.currency)}</span></th>
      <td data-label=${say('rates.amount')}><span class="rate-amount"><span class="input-group"><input class="input input-num" inputmode="decimal" maxlength="24" autocomplete="off" aria-label=${say('rates.amount.of', { name: line.currency })} aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${wrong ? `rate-${line.currency}-wrong` : nothing} .value=${line.text} @input=${(/** @type {Event} */ e) => this.#type(line.currency, /** @type {HTMLInputElement} */ (e.target).value)}><span class="affix">₫</span></span>
        ${wrong ? html`<span class="error-text" id="rate-${line.currency}-wrong"><ph-icon name="circle-alert" size="16"></ph-icon><span>${say(wrong, { plain: digits, parted: typed(`${line.text.trim().replace(',', '.')}0`, spoken() !== 'vi') })}</span></span>` : leaps(line.before, vnd) ? html`<span class="rate-leap small"><ph-icon name="triangle-alert" size="16"></ph-icon>${say('rates.leap', { before: typed(line.before ?? '', spoken() !== 'vi') })}</span>` : nothing}</span></td>
      <td class="num" data-label=${say('rates.sample', { price: money(SAMPLE) })}>${vnd && Number(vnd) > 0 ? about(SAMPLE, line.currency, { asOf: '', source: '', rates: [{ currency: line.currency, vnd }] }) : ''}</td>
      <td data-label=${say('rates.since')}>${since && vnd === line.before ? html`<span><span class="num-left">${time(since.atMs)} ${date(since.atMs)}</span><br><span class="soft small">${since.name}</span></span>` : html`<span class="chip chip-amber">${say('rates.unsaved')}</span>`}</td>
      <td><button class="btn btn-quiet btn-icon rate-drop" type="button" aria-label=${say('rates.drop.of', { name: line.currency })} @click=${() => this.#drop(line.currency)}><ph-icon name="trash-2"></ph-icon></button></td></tr>`;
  }
}
customElements.define('org-rates', OrgRates);
