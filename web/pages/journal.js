import { html, nothing } from 'lit';
import { wordsFor } from '../lib/api.js';
import { dateTime, number } from '../lib/format.js';
import { check } from '../lib/journal.js';
import { LightElement } from '../lib/light.js';
import { asked } from '../lib/links.js';
import { publicJournalLink, rootOf } from '../lib/oversight.js';
import { say } from '../lib/words.js';
import { toast } from '../parts/ph-toast.js';
import { viewHead } from '../parts/studio/view.js';
import '../parts/page-bar.js';
import '../parts/ph-icon.js';

const TOLD = 20;

/** Anybody drops the journal of a sale here: it is checked in this browser and goes nowhere. */
class JournalPage extends LightElement {
  static properties = { _about: { state: true }, _name: { state: true }, _found: { state: true }, _root: { state: true }, _done: { state: true }, _over: { state: true } };

  constructor() {
    super();
    /** The show that the reader came from, and what the market publishes of it. @type {import('../lib/oversight.js').Published | null} */
    this._about = null;
    /** @type {string} */
    this._name = '';
    /** @type {import('../lib/journal.js').Found | null} */
    this._found = null;
    /** What the market publishes of this show. @type {import('../lib/oversight.js').Published | null} */
    this._root = null;
    /** How much is checked, of 1; -1 when nothing is. @type {number} */
    this._done = -1;
    /** A file is held over the page. @type {boolean} */
    this._over = false;
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = `${say('journal.title')} · Phiên`;
    if (asked('show')) rootOf(asked('show')).then((about) => { this._about = about; }, () => {});
  }

  /** Fetches the copy for everybody and checks it as if it had been dropped here. */
  async #fetch() {
    const answer = await fetch(publicJournalLink(asked('show')), { credentials: 'same-origin' }).catch(() => null);
    if (answer?.ok) await this.#take(new File([await answer.blob()], `journal-public-${asked('show')}.ndjson`));
    else toast(wordsFor(answer ? (await answer.json().catch(() => ({}))).why ?? 'broken' : 'offline'), { kind: 'bad' });
  }

  /** @param {File | undefined} file */
  async #take(file) {
    if (!file) return;
    this._name = file.name;
    this._found = null;
    this._root = null;
    this._done = 0;
    const bytes = await file.arrayBuffer();
    let found = await check(bytes, '', (done, of) => { this._done = of ? done / of : 1; });
    if (found.show) {
      this._root = await rootOf(found.show).catch(() => null);
      // the root at the close is the one that counts; before it, the newest
      const published = this._root?.close ?? this._root?.last;
      if (published) found = await check(bytes, published.hash);
    }
    this._found = found;
    this._done = -1;
  }

  /** @param {DragEvent} e */
  #drop(e) {
    e.preventDefault();
    this._over = false;
    void this.#take(e.dataTransfer?.files[0]);
  }

  render() {
    return html`<page-bar current=""></page-bar><main id="main" class="page stack studio journal-page" tabindex="-1">
      ${viewHead({ title: say('journal.title'), under: html`<p class="soft prose">${say('journal.text')}</p>` })}
      ${this._about ? this.#about(this._about) : nothing}
      <label class="card drop journal-drop ${this._over ? 'over' : ''}" @dragover=${(/** @type {DragEvent} */ e) => { e.preventDefault(); this._over = true; }} @dragleave=${() => { this._over = false; }} @drop=${this.#drop}>
        <input class="visually-hidden" type="file" accept=".ndjson,application/x-ndjson,text/plain" @change=${(/** @type {Event} */ e) => this.#take(/** @type {HTMLInputElement} */ (e.target).files?.[0])}>
        <ph-icon name="file-text" size="40"></ph-icon><strong>${this._name || say('journal.drop')}</strong><span class="soft">${say('journal.drop.text')}</span></label>
      <div role="status" aria-live="polite">${this._done >= 0 ? html`<p>${say('journal.checking')} <progress max="1" .value=${this._done}></progress></p>` : this._found ? this.#verdict(this._found) : nothing}</div>
      <section class="card stack"><h2>${say('journal.how')}</h2><ul class="prose journal-how"><li>${say('journal.how.chain')}</li><li>${say('journal.how.root')}</li><li>${say('journal.how.here')}</li><li>${say('journal.how.command')} <code>bin/journal verify journal.ndjson</code></li></ul></section></main>`;
  }

  /** The copy for everybody of the show that the reader came from. @param {import('../lib/oversight.js').Published} about */
  #about(about) {
    return html`<section class="card stack"><h2>${say('journal.public')}</h2><p class="soft prose">${say('journal.public.text')}</p>
      ${about.close ? html`<div class="row"><button class="btn btn-main" type="button" ?disabled=${this._done >= 0} @click=${() => this.#fetch()}><ph-icon name="shield-check"></ph-icon>${say('journal.public.check')}</button>
          <a class="btn" href=${publicJournalLink(about.show)} download><ph-icon name="download"></ph-icon>${say('journal.public.get')}</a></div>`
        : html`<p class="note"><ph-icon name="clock"></ph-icon><span>${say('journal.public.soon')}</span></p>`}</section>`;
  }

  /** @param {import('../lib/journal.js').Found} f */
  #verdict(f) {
    const good = f.wrong.length === 0;
    const state = !good ? 'broken' : f.rooted ? 'whole' : 'chain';
    const icon = { whole: 'shield-check', chain: 'circle-help', broken: 'shield-alert' }[state];
    return html`<section class="card stack verdict verdict-${state}"><header class="row"><ph-icon name=${icon} size="40"></ph-icon><div class="grow-wide"><h2>${say(`journal.${state}`)}</h2><p>${say(`journal.${state}.text`, { n: number(f.rooted || f.records) })}</p></div></header>
      ${f.wrong.length ? html`<ul class="lines plain-list">${f.wrong.slice(0, TOLD).map((w) => html`<li class="row"><strong class="num">${w.line ? say('journal.line', { n: w.line }) : say('journal.file')}</strong><span class="grow">${say(`journal.wrong.${w.what}`)}</span></li>`)}</ul>${f.wrong.length > TOLD ? html`<p class="soft">${say('journal.more', { n: f.wrong.length - TOLD })}</p>` : nothing}` : nothing}
      <dl class="facts"><dt>${say('journal.show')}</dt><dd>${f.title || f.show || say('journal.unknown')}</dd><dt>${say('journal.records')}</dt><dd class="num">${number(f.records)}${f.withheld ? html`<br><span class="soft small">${say('journal.withheld', { n: f.withheld })}</span>` : nothing}</dd>
        <dt>${say('journal.root')}</dt><dd><code class="hash">${f.hash}</code></dd>
        ${this._root?.close ? html`<dt>${say('journal.published')}</dt><dd><code class="hash">${this._root.close.hash}</code><br><span class="soft small">${say('journal.published.at', { n: this._root.close.n, time: dateTime(this._root.close.atMs) })}</span></dd>` : html`<dt>${say('journal.published')}</dt><dd class="soft">${say('journal.published.none')}</dd>`}
        <dt>${say('journal.signature')}</dt><dd>${say(f.key && this._root && this._root.key === f.key && f.signed === 'yes' ? 'journal.signature.yes' : f.key && f.signed === 'yes' ? 'journal.signature.other' : f.key ? 'journal.signature.unknown' : 'journal.signature.none')}</dd></dl></section>`;
  }
}
customElements.define('journal-page', JournalPage);
