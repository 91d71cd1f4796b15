import { html, nothing } from 'lit';
import { money } from '../../lib/format.js';
import { TEMPLATE, importProgress, newKey, previewImport, productsCsv, runImport, wordsOf } from '../../lib/studio/desk.js';
import { deskLink } from '../../lib/studio/routes.js';
import { linesOf, summed, unfit } from '../../lib/studio/table.js';
import { say, spoken } from '../../lib/words.js';
import { StudioView, viewHead } from './view.js';

/** A table of products goes in: chosen, looked at row by row, then all of it or nothing. */
class StudioImport extends StudioView {
  static properties = { _step: { state: true }, _share: { state: true }, _reading: { state: true }, _problem: { state: true }, _went: { state: true }, _only: { state: true } };

  constructor() {
    super();
    /** @type {'choose' | 'reading' | 'look' | 'going' | 'done'} */
    this._step = 'choose';
    /** @type {number} */
    this._share = 0;
    /** @type {import('../../lib/studio/table.js').Reading | null} */
    this._reading = null;
    /** @type {string} */
    this._problem = '';
    /** @type {import('../../lib/studio/desk.js').ImportProgress | null} */
    this._went = null;
    /** Bad rows alone. @type {boolean} */
    this._only = false;
    /** @type {File | null} */
    this._file = null;
    this._key = newKey();
  }

  /** @param {File | undefined} file */
  async #choose(file) {
    if (!file) return;
    this._problem = unfit(file) && say(unfit(file));
    if (this._problem) return;
    this._file = file;
    this._key = newKey();
    this._step = 'reading';
    this._share = 0;
    try {
      this._reading = await previewImport(this.booth, file, (share) => { this._share = share; });
      this._only = !!this._reading?.problems.length;
      this._step = 'look';
    } catch (problem) {
      this._problem = wordsOf(problem);
      this._step = 'choose';
    }
  }

  async #run() {
    if (!this._file || !this._reading) return;
    this._step = 'going';
    this._share = 0;
    const key = this._key;
    const look = setInterval(() => importProgress(this.booth, key).then((p) => this.#went(p), () => {}), 700); // a long table takes a while
    try {
      let told = await runImport(this.booth, this._file, key, (share) => { this._share = share * 0.3; });
      for (let i = 0; i < 120 && told.state !== 'done' && told.done < told.rows; i++) {
        await new Promise((next) => setTimeout(next, 700));
        told = await importProgress(this.booth, key);
        this.#went(told);
      }
      this._went = told;
      this._step = 'done';
    } catch (problem) {
      this._problem = wordsOf(problem);
      this._step = 'look';
    }
    clearInterval(look);
  }

  /** @param {import('../../lib/studio/desk.js').ImportProgress} p */
  #went(p) {
    if (p.rows) this._share = Math.max(this._share, 0.3 + 0.7 * (p.done / p.rows));
  }

  render() {
    return html`${viewHead({ title: say('studio.import'), back: deskLink(this.booth, 'products'), backWords: say('studio.nav.products') })}
      <ol class="stages" aria-label=${say('studio.import.stages')}>${['choose', 'look', 'done'].map((s, i) => html`<li aria-current=${(s === 'choose' && this._step === 'reading') || (s === 'look' && this._step === 'going') || s === this._step ? 'step' : nothing}><span class="step-no">${i + 1}</span>${say(`studio.import.${s}`)}</li>`)}</ol>
      ${this._problem ? html`<p class="note note-red" role="alert"><ph-icon name="circle-alert"></ph-icon><span>${this._problem}</span></p>` : nothing}
      ${this._step === 'choose' ? this.#first() : this._step === 'reading' || this._step === 'going' ? this.#going() : this._step === 'look' && this._reading ? this.#look(this._reading) : this.#done()}`;
  }

  #first() {
    return html`<section class="card stack"><label class="drop" @dragover=${(/** @type {Event} */ e) => e.preventDefault()} @drop=${(/** @type {DragEvent} */ e) => { e.preventDefault(); void this.#choose(e.dataTransfer?.files[0]); }}>
        <ph-icon name="upload" size="32"></ph-icon><strong>${say('studio.import.pick')}</strong><span class="soft small">${say('studio.import.pick.text')}</span>
        <input class="visually-hidden" type="file" accept=".csv,.tsv,.txt,text/csv" @change=${(/** @type {Event} */ e) => { const box = /** @type {HTMLInputElement} */ (e.target); void this.#choose(box.files?.[0]); box.value = ''; }}></label>
      <details><summary>${say('studio.import.columns')}</summary><p class="soft">${say('studio.import.columns.text')}</p></details>
      <p class="row"><a class="btn btn-small" href=${TEMPLATE} download><ph-icon name="file-text" size="18"></ph-icon>${say('studio.import.template')}</a><a class="btn btn-small" href=${productsCsv(this.booth)} download><ph-icon name="download" size="18"></ph-icon>${say('studio.import.export')}</a></p></section>`;
  }

  #going() {
    const words = say(this._step === 'reading' ? 'studio.import.reading' : 'studio.import.going');
    return html`<section class="card stack" role="status"><strong>${words}</strong><progress class="progress" max="1" .value=${Math.max(0.05, this._share)} aria-label=${words}></progress><span class="soft small">${say('studio.import.nothingYet')}</span></section>`;
  }

  /** @param {import('../../lib/studio/table.js').Reading} reading */
  #look(reading) {
    const sum = summed(reading);
    const lines = linesOf(reading).filter((l) => !this._only || l.problems.length);
    return html`<section class="stack"><p class="note ${sum.bad ? 'note-amber' : 'note-jade'}" role="status"><ph-icon name=${sum.bad ? 'triangle-alert' : 'circle-check'}></ph-icon><span>${!sum.bad ? say(reading.added + reading.changed ? 'studio.import.ready' : 'studio.import.same', { added: reading.added, changed: reading.changed, same: reading.same }) : say('studio.import.bad', { n: sum.bad })}${reading.more ? ` ${say('studio.import.more')}` : ''}</span></p>
      ${sum.bad && sum.good ? html`<div class="chips"><button class="chip" type="button" aria-pressed=${!this._only} @click=${() => { this._only = false; }}>${say('studio.import.all')} <span class="num">${sum.good + sum.bad}</span></button><button class="chip" type="button" aria-pressed=${this._only} @click=${() => { this._only = true; }}>${say('studio.import.wrong')} <span class="num">${sum.bad}</span></button></div>` : nothing}
      <div class="table-wrap"><table class="table table-fold import-table"><caption class="visually-hidden">${say('studio.import.look')}</caption><thead><tr><th scope="col">${say('studio.import.line')}</th><th scope="col">${say('studio.product.name')}</th><th scope="col" class="num">${say('studio.product.price')}</th><th scope="col">${say('studio.product.unit')}</th><th scope="col" class="num">${say('studio.shelf')}</th></tr></thead>
        <tbody>${lines.slice(0, 300).map((l) => html`<tr class=${l.problems.length ? 'bad-row' : ''}><th scope="row" class="num-left">${say('studio.import.lineNo', { n: l.line })}</th>${l.problems.length
          ? html`<td colspan="4"><ul class="problems">${l.problems.map((p) => html`<li><ph-icon name="circle-alert" size="16"></ph-icon><span>${p.column ? html`<strong>${say('studio.import.column', { name: p.column })}</strong> ` : nothing}${spoken() === 'vi' ? p.vi : p.en}</span></li>`)}</ul></td>`
          : html`<td><strong>${l.row?.product.name ?? ''}</strong>${l.row && !l.row.fresh ? html` <span class="chip">${say('studio.import.changes')}</span>` : nothing}</td><td class="num" data-label=${say('studio.product.price')}>${money(l.row?.product.priceVnd ?? 0)}</td><td data-label=${say('studio.product.unit')}>${l.row?.product.unit ?? ''}</td><td class="num" data-label=${say('studio.shelf')}>${l.row?.stock ?? 0}</td>`}</tr>`)}</tbody></table></div>
      <div class="form-end"><button class="btn" type="button" @click=${() => { this._step = 'choose'; this._problem = ''; }}>${say('studio.import.other')}</button>${sum.ready ? html`<button class="btn btn-main" type="button" @click=${this.#run}>${say('studio.import.run', { n: reading.added + reading.changed })}</button>` : nothing}</div></section>`;
  }

  #done() {
    return html`<ph-empty icon="circle-check" heading=${say('studio.import.added', { added: this._went?.added ?? 0, changed: this._went?.changed ?? 0 })} text=${say('studio.import.added.text')}><a class="btn btn-main" href=${deskLink(this.booth, 'products')}>${say('studio.products.see')}</a></ph-empty>`;
  }
}
customElements.define('studio-import', StudioImport);
