import { html, nothing } from 'lit';
import { answerMatter, boothComplaints, boothMatters, sayInComplaint } from '../../lib/oversight.js';
import { wordsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { say } from '../../lib/words.js';
import { toast } from '../ph-toast.js';
import { StudioView, shown, viewHead } from './view.js';
import '../complaint-card.js';
import '../matter-card.js';
import '../ph-tabs.js';

/** What officials, organizers and buyers want of the booth, and its answers. */
class StudioTrust extends StudioView {
  static properties = { _tab: { state: true }, _busy: { state: true } };

  constructor() {
    super();
    /** @type {'complaints' | 'matters'} */
    this._tab = 'complaints';
    /** @type {string} */
    this._busy = '';
    /** @type {Loads<import('../../lib/protocol.js').MatterView[]>} */
    this._matters = new Loads(this);
    /** @type {Loads<import('../../lib/protocol.js').ComplaintView[]>} */
    this._complaints = new Loads(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('thing') && this.thing === 'matters') this._tab = 'matters';
    if (!changed.has('place')) return;
    void this._matters.from(() => boothMatters(this.booth), true);
    void this._complaints.from(() => boothComplaints(this.booth), true);
  }

  /** What the house told. @param {import('../../lib/protocol.js').Outbound} message */
  hear(message) {
    if (message.t === 'matter-moved') this._matters.set(withOne(this._matters.value ?? [], message.matter, 'matter'));
    if (message.t === 'complaint-moved') this._complaints.set(withOne(this._complaints.value ?? [], message.complaint, 'complaint'));
  }

  /** @param {string} id @param {() => Promise<any>} work @param {() => void} done */
  async #do(id, work, done) {
    this._busy = id;
    try {
      const now = await work();
      if (now.matter) this._matters.set(withOne(this._matters.value ?? [], now, 'matter'));
      else this._complaints.set(withOne(this._complaints.value ?? [], now, 'complaint'));
      done();
      toast(say('oversight.sent'), { kind: 'good' });
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  render() {
    const waiting = (this._complaints.value ?? []).filter((c) => c.state === 'open').length;
    const open = (this._matters.value ?? []).filter((m) => m.state === 'open').length;
    const as = this.staff && this.place.role !== 'organizer' ? 'seller' : 'reader';
    return html`${viewHead({ title: say('studio.nav.trust'), under: html`<p class="soft prose">${say('oversight.studio.text')}</p>` })}
      <ph-tabs label=${say('studio.nav.trust')} .selected=${this._tab} .tabs=${[{ key: 'complaints', label: say('oversight.tab.complaints'), icon: 'circle-alert', count: waiting || undefined }, { key: 'matters', label: say('oversight.tab.matters'), icon: 'shield-check', count: open || undefined }]} panel="trust" @ph-select=${(/** @type {CustomEvent<any>} */ e) => { this._tab = e.detail; }}></ph-tabs>
      <div id="trust" class="stack">${this._tab === 'complaints'
        ? shown(this._complaints, (all) => (all.length ? all.map((c) => html`<complaint-card .complaint=${c} as=${as === 'seller' ? 'seller' : 'organizer-reads'} ?busy=${this._busy === c.complaint} @word-said=${(/** @type {CustomEvent<any>} */ e) => this.#do(c.complaint, () => sayInComplaint(c.complaint, e.detail.text, e.detail.papers), e.detail.done)}></complaint-card>`) : html`<ph-empty icon="circle-alert" heading=${say('oversight.complaints.none')} text=${say('oversight.complaints.none.text')}></ph-empty>`))
        : shown(this._matters, (all) => (all.length ? all.map((m) => html`<matter-card .matter=${m} as=${as} ?busy=${this._busy === m.matter} @word-said=${(/** @type {CustomEvent<any>} */ e) => this.#do(m.matter, () => answerMatter(this.booth, m.matter, e.detail.text, e.detail.papers), e.detail.done)}></matter-card>`) : html`<ph-empty icon="shield-check" heading=${say('oversight.matters.none')} text=${say('oversight.matters.none.text')}></ph-empty>`))}${nothing}</div>`;
  }
}
customElements.define('studio-trust', StudioTrust);

/**
 * @template {Record<string, any>} T
 * @param {T[]} all @param {T} one @param {string} id
 * @returns {T[]}
 */
function withOne(all, one, id) {
  return all.some((o) => o[id] === one[id]) ? all.map((o) => (o[id] === one[id] ? one : o)) : [one, ...all];
}
