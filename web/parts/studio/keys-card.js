import { html, nothing } from 'lit';
import { date } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { dropKey, keysOf, makeKey, wordsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { say } from '../../lib/words.js';
import { ask } from '../ph-dialog.js';
import { toast } from '../ph-toast.js';
import { shown } from './view.js';
import '../ph-field.js';

/** Keys for machines that work as staff of the booth; each is shown once. */
export class KeysCard extends LightElement {
  static properties = { booth: {}, _name: { state: true }, _fresh: { state: true }, _busy: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.booth = '';
    /** @type {string} */
    this._name = '';
    /** The new key, while it is shown. @type {string} */
    this._fresh = '';
    /** @type {boolean} */
    this._busy = false;
    /** @type {Loads<import('../../lib/studio/desk.js').KeyListed[]>} */
    this._keys = new Loads(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('booth')) void this._keys.from(() => keysOf(this.booth), true);
  }

  /** @param {Event} e */
  async #make(e) {
    e.preventDefault();
    if (!this._name.trim()) return;
    this._busy = true;
    try {
      this._fresh = (await makeKey(this.booth, this._name.trim())).key;
      this._name = '';
      await this._keys.again();
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = false;
  }

  /** @param {import('../../lib/studio/desk.js').KeyListed} key */
  async #drop(key) {
    if (!(await ask({ heading: say('studio.keys.drop.ask', { name: key.name }), text: say('studio.keys.drop.text'), yes: say('studio.keys.drop'), danger: true }))) return;
    try {
      await dropKey(this.booth, key.id);
      await this._keys.again();
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this._fresh);
      toast(say('studio.copied'), { kind: 'good' });
    } catch { /* it can be marked and copied by hand */ }
  }

  render() {
    return html`<section class="card stack form"><div><h2>${say('studio.set.keys')}</h2><p class="soft prose">${say('studio.keys.text')}</p></div>
      ${this._fresh ? html`<div class="note note-amber stack"><strong>${say('studio.keys.once')}</strong><code class="fresh-key">${this._fresh}</code><span class="row"><button class="btn btn-small" type="button" @click=${this.#copy}><ph-icon name="copy" size="18"></ph-icon>${say('action.copy')}</button><button class="btn btn-small" type="button" @click=${() => { this._fresh = ''; }}>${say('studio.keys.kept')}</button></span></div>` : nothing}
      ${shown(this._keys, (keys) => (keys.length ? html`<ul class="lines plain-list">${keys.map((k) => html`<li class="row"><ph-icon name="lock"></ph-icon><span class="grow"><strong>${k.name}</strong><br><span class="soft small num">…${k.end} · ${date(k.createdMs)}</span></span><button class="btn btn-small btn-danger" type="button" @click=${() => this.#drop(k)}>${say('studio.keys.drop')}</button></li>`)}</ul>` : html`<p class="soft">${say('studio.keys.none')}</p>`))}
      <form class="row" @submit=${this.#make}><input class="input grow-wide" aria-label=${say('studio.keys.name')} placeholder=${say('studio.keys.name')} maxlength="40" .value=${this._name} @input=${(/** @type {Event} */ e) => { this._name = /** @type {HTMLInputElement} */ (e.target).value; }}><button class="btn btn-main" type="submit" aria-busy=${this._busy} ?disabled=${!this._name.trim()}>${say('studio.keys.make')}</button></form></section>`;
  }
}
customElements.define('keys-card', KeysCard);
