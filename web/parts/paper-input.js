import { html, nothing } from 'lit';
import { wordsFor } from '../lib/api.js';
import { LightElement } from '../lib/light.js';
import { sendPaper } from '../lib/oversight.js';
import { say } from '../lib/words.js';
import { toast } from './ph-toast.js';
import './ph-icon.js';

const MOST = 4;

/** Photos that go with what somebody writes: chosen, sent in, taken away again. */
export class PaperInput extends LightElement {
  static properties = { label: {}, _shots: { state: true }, _busy: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.label = '';
    /** @type {{name: string, url: string}[]} */
    this._shots = [];
    /** @type {boolean} */
    this._busy = false;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.clear();
  }

  /** The names of what was sent in. @returns {string[]} */
  get names() {
    return this._shots.map((s) => s.name);
  }

  /** Nothing is chosen any more. */
  clear() {
    for (const shot of this._shots) URL.revokeObjectURL(shot.url);
    this._shots = [];
  }

  /** @param {Event} e */
  async #chosen(e) {
    const input = /** @type {HTMLInputElement} */ (e.target);
    this._busy = true;
    for (const file of [...(input.files ?? [])].slice(0, MOST - this._shots.length)) {
      try {
        const name = await sendPaper(file);
        this._shots = [...this._shots, { name, url: URL.createObjectURL(file) }];
      } catch (problem) {
        toast(wordsFor(/** @type {any} */ (problem).why), { kind: 'bad' });
      }
    }
    input.value = '';
    this._busy = false;
  }

  render() {
    return html`<div class="papers">${this._shots.map((s, i) => html`<span class="paper-shot"><img src=${s.url} alt=${say('paper.shot', { n: i + 1 })}><button class="btn btn-icon paper-drop" type="button" aria-label=${say('paper.drop', { n: i + 1 })} @click=${() => { this._shots = this._shots.filter((o) => o !== s); }}><ph-icon name="x" size="18"></ph-icon></button></span>`)}
      ${this._shots.length < MOST ? html`<label class="btn photo-pick" aria-busy=${this._busy}><input class="visually-hidden" type="file" accept="image/jpeg,image/png,image/webp" multiple ?disabled=${this._busy} @change=${this.#chosen}><ph-icon name="image"></ph-icon>${this.label || say('paper.add')}</label>` : nothing}</div>`;
  }
}
customElements.define('paper-input', PaperInput);
