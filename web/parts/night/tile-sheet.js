import { html, nothing } from 'lit';
import { provinceName } from '../../lib/address.js';
import { money, number, soon } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { boothLink, liveLink } from '../../lib/links.js';
import { nightLink, raiseIncident } from '../../lib/night/desk.js';
import { newKey, wordsOf } from '../../lib/studio/desk.js';
import { deskLink } from '../../lib/studio/routes.js';
import { say } from '../../lib/words.js';
import { toast } from '../ph-toast.js';
import { tellAfterwards } from '../studio/view.js';
import './tile-acts.js';
import '../ph-icon.js';
import '../ph-sheet.js';

/**
 * One booth of the wall from nearer: its figures, and what an organizer can do about it.
 * @fires tile-closed
 */
class TileSheet extends LightElement {
  static properties = { night: {}, tile: { attribute: false }, _busy: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.night = '';
    /** @type {import('../../lib/night/desk.js').Tile | null} */
    this.tile = null;
    /** @type {string} */
    this._busy = '';
  }

  #close() {
    this.dispatchEvent(new CustomEvent('tile-closed'));
  }

  /** @param {string} alarm */
  async #raise(alarm) {
    const t = /** @type {import('../../lib/night/desk.js').Tile} */ (this.tile);
    this._busy = alarm;
    try {
      await raiseIncident(this.night, { title: `${t.name}: ${say(`night.alarm.${alarm}`)}`, level: alarm === 'no-host' || alarm === 'stopped' ? 'grave' : 'trouble', booth: t.booth, alarm }, newKey());
      this.#close();
      tellAfterwards(say('night.incident.raised'), { kind: 'good' });
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  render() {
    const t = this.tile;
    const on = t?.state === 'live' || t?.state === 'paused';
    return html`<ph-sheet heading=${t?.name ?? ''} ?open=${!!t} @ph-close=${() => this.#close()}>${t ? html`<div class="stack">
      <p class="soft">${provinceName(t.province)}${t.title ? ` · ${t.title}` : ''}</p>
      <dl class="facts"><dt>${say('night.tile.state')}</dt><dd>${say(`night.tile.${t.state}`)}${!on && t.startsMs ? `, ${soon(t.startsMs)}` : ''}</dd><dt>${say('night.figure.viewers')}</dt><dd class="num">${number(t.viewers)}</dd><dt>${say('night.figure.minute')}</dt><dd class="num">${number(t.ordersAMinute)}</dd><dt>${say('night.figure.orders')}</dt><dd class="num">${number(t.orders)}</dd><dt>${say('night.figure.money')}</dt><dd class="num">${money(t.vnd)}</dd><dt>${say('night.tile.unanswered')}</dt><dd class="num">${number(t.unanswered)}</dd><dt>${say('night.tile.waiting')}</dt><dd class="num">${number(t.waiting)}</dd></dl>
      ${t.alarms.map((a) => html`<p class="note note-red"><ph-icon name="triangle-alert"></ph-icon><span class="grow"><strong>${say(`night.alarm.${a}`)}</strong><br>${say(`night.alarm.${a}.text`)}</span><button class="btn btn-small" type="button" aria-busy=${this._busy === a} @click=${() => this.#raise(a)}>${say('night.incident.raise')}</button></p>`)}
      <div class="stack night-acts">${on && t.room ? html`<a class="btn btn-main" href=${liveLink(t.room)} target="_blank" rel="noopener"><ph-icon name="radio"></ph-icon>${say('night.tile.enter')}</a>` : nothing}
        <a class="btn" href=${boothLink(t.booth)} target="_blank" rel="noopener"><ph-icon name="store"></ph-icon>${say('night.tile.booth')}</a><a class="btn" href=${deskLink(t.booth)} target="_blank" rel="noopener"><ph-icon name="monitor"></ph-icon>${say('night.tile.desk')}</a><a class="btn" href=${nightLink(this.night, 'report', t.booth)} @click=${() => this.#close()}><ph-icon name="chart-column"></ph-icon>${say('night.tile.report')}</a></div><tile-acts .booth=${t.booth} .room=${on ? t.room ?? '' : ''}></tile-acts></div>` : nothing}</ph-sheet>`;
  }
}
customElements.define('tile-sheet', TileSheet);
