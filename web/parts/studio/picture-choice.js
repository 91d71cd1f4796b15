import { html, nothing } from 'lit';
import { PALETTES } from '../../lib/drawings/colours.js';
import { NAMES } from '../../lib/drawings/index.js';
import { LightElement } from '../../lib/light.js';
import { say } from '../../lib/words.js';
import '../ph-goods.js';
import '../ph-icon.js';
import '../ph-sheet.js';

/**
 * One of the hand-drawn pictures in the colours of a region; both may be left to the house.
 * @fires picture with `detail` {drawing} or {palette} or {photo: ''}
 */
export class PictureChoice extends LightElement {
  static properties = { drawing: {}, palette: {}, photo: {}, auto: { attribute: false }, _open: { state: true } };

  constructor() {
    super();
    /** '' lets the house choose by the name. @type {string} */
    this.drawing = '';
    /** @type {string} */
    this.palette = '';
    /** @type {string} */
    this.photo = '';
    /** What the house draws where nothing is chosen. @type {{drawing: string, palette: string} | null} */
    this.auto = null;
    /** @type {boolean} */
    this._open = false;
  }

  /** @param {Record<string, string>} change */
  #choose(change) {
    this.dispatchEvent(new CustomEvent('picture', { detail: change, bubbles: true }));
  }

  render() {
    const palette = this.palette || this.auto?.palette || 'red-river';
    const drawing = this.drawing || this.auto?.drawing || '';
    return html`<div class="picture-choice"><span class="picture-now"><ph-goods .drawing=${drawing} .palette=${palette} .photo=${this.photo}></ph-goods></span>
      <span class="stack"><button class="btn btn-small" type="button" @click=${() => { this._open = true; }}><ph-icon name="image" size="18"></ph-icon>${say('studio.picture.choose')}</button>
      ${this.photo ? html`<button class="btn btn-small btn-quiet" type="button" @click=${() => this.#choose({ photo: '' })}>${say('studio.picture.drawn')}</button>` : nothing}
      ${this.drawing ? nothing : html`<span class="soft small">${say('studio.picture.auto')}</span>`}</span></div>
      <ph-sheet heading=${say('studio.picture.title')} size="full" .open=${this._open} @ph-close=${() => { this._open = false; }}>${this._open ? html`
        <fieldset class="stack plain-set"><legend class="label">${say('studio.picture.colours')}</legend><div class="palettes">${PALETTES.map((p) => html`<label class="palette"><input type="radio" name="pc-palette" .checked=${p === this.palette} @change=${() => this.#choose({ palette: p })}><ph-goods .drawing=${drawing || 'bamboo-basket'} .palette=${p}></ph-goods><span class="small">${say(`studio.palette.${p}`)}</span></label>`)}</div></fieldset>
        <fieldset class="stack plain-set"><legend class="label">${say('studio.picture.thing')}</legend>${Object.entries(NAMES).map(([group, names]) => html`<h3 class="small soft">${say(`studio.drawings.${group}`)}</h3><div class="drawings">${names.map((d) => html`<label class="drawing"><input type="radio" name="pc-drawing" aria-label=${d} .checked=${d === this.drawing} @change=${() => this.#choose({ drawing: d, photo: '' })}><ph-goods .drawing=${d} .palette=${palette}></ph-goods></label>`)}</div>`)}</fieldset>
        <button slot="actions" class="btn btn-main btn-wide" type="button" @click=${() => { this._open = false; }}>${say('studio.done')}</button>` : nothing}</ph-sheet>`;
  }
}
customElements.define('picture-choice', PictureChoice);
