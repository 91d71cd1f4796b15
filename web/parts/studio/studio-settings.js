import { html, nothing } from 'lit';
import { deskOf, editBooth } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { deskLink } from '../../lib/studio/routes.js';
import { say } from '../../lib/words.js';
import { toast } from '../ph-toast.js';
import { StudioView, shown, viewHead } from './view.js';
import './bank-card.js';
import './booth-form.js';
import './keys-card.js';
import './staff-card.js';
import './words-card.js';
import '../ph-tabs.js';

/** What a booth says of itself, its bank, people, words and keys. */
class StudioSettings extends StudioView {
  static properties = { _tab: { state: true }, _busy: { state: true }, _problem: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this._tab = '';
    /** @type {boolean} */
    this._busy = false;
    /** @type {unknown} */
    this._problem = null;
    /** @type {Loads<import('../../lib/studio/desk.js').Desk>} */
    this._desk = new Loads(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('place')) return;
    this._tab ||= this.staff ? 'booth' : 'words';
    if (this.staff && this._desk.value?.booth.booth !== this.booth) void this._desk.from(() => deskOf(this.booth), true);
  }

  /** @param {CustomEvent<{draft: import('../../lib/studio/desk.js').BoothDraft}>} e */
  async #save(e) {
    const before = this._desk.value;
    if (!before) return;
    this._busy = true;
    this._problem = null;
    try {
      this._desk.set(await editBooth(this.booth, before.rev, e.detail.draft));
      this.dispatchEvent(new CustomEvent('studio-booth', { bubbles: true }));
      toast(say('studio.saved'), { kind: 'good' });
    } catch (problem) {
      this._problem = problem;
    }
    this._busy = false;
  }

  render() {
    const tabs = [...(this.staff ? [{ key: 'booth', label: say('studio.set.booth'), icon: 'store' }] : []), ...(this.owner ? [{ key: 'bank', label: say('studio.set.bank'), icon: 'qr-code' }] : []), { key: 'staff', label: say('studio.set.staff'), icon: 'users' }, { key: 'words', label: say('studio.set.words'), icon: 'ban' }, ...(this.owner ? [{ key: 'keys', label: say('studio.set.keys'), icon: 'lock' }] : [])];
    return html`${viewHead({ title: say('studio.nav.settings'), back: deskLink(this.booth), backWords: say('studio.nav.overview') })}
      <ph-tabs label=${say('studio.nav.settings')} panel="settings" .selected=${this._tab} .tabs=${tabs} @ph-select=${(/** @type {CustomEvent<string>} */ e) => { this._tab = e.detail; }}></ph-tabs>
      <div id="settings" role="tabpanel">${this._tab === 'booth' ? shown(this._desk, (d) => html`<booth-form .draft=${d.draft} .auto=${d.booth.picture} .booth=${this.booth} .busy=${this._busy} .problem=${this._problem} @booth-draft=${this.#save}></booth-form>`, { shape: 'lines', count: 8 })
        : this._tab === 'bank' ? shown(this._desk, (d) => html`<bank-card .booth=${this.booth} .tail=${d.bankTail ?? ''} @bank=${() => { void this._desk.again(); this.dispatchEvent(new CustomEvent('studio-booth', { bubbles: true })); }}></bank-card>`)
        : this._tab === 'staff' ? html`<staff-card .booth=${this.booth} .owner=${this.owner || this.place.role === 'organizer'}></staff-card>` : this._tab === 'words' ? html`<words-card .booth=${this.booth}></words-card>` : this._tab === 'keys' ? html`<keys-card .booth=${this.booth}></keys-card>` : nothing}</div>`;
  }
}
customElements.define('studio-settings', StudioSettings);
