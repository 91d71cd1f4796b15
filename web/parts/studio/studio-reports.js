import { html } from 'lit';
import { dateTime } from '../../lib/format.js';
import { showsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { deskLink } from '../../lib/studio/routes.js';
import { say } from '../../lib/words.js';
import { StudioView, shown, viewHead } from './view.js';

/** Shows that have a report. */
class StudioReports extends StudioView {
  constructor() {
    super();
    /** @type {Loads<import('../../lib/protocol.js').ShowView[]>} */
    this._shows = new Loads(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('place')) void this._shows.from(async () => (await showsOf(this.booth)).filter((s) => ['live', 'paused', 'ended'].includes(s.state)).sort((a, b) => b.startsMs - a.startsMs), true);
  }

  render() {
    return html`${viewHead({ title: say('reports.title'), back: deskLink(this.booth), backWords: say('studio.nav.overview') })}
      ${shown(this._shows, (all) => (all.length ? html`<ul class="card lines plain-list">${all.map((s) => html`<li><a class="todo-line" href=${deskLink(this.booth, 'report', s.room)}><ph-icon name="chart-line"></ph-icon><span class="grow"><strong>${s.title}</strong><br><span class="soft small num">${dateTime(s.startsMs)}</span></span><span class="chip">${say(`studio.show.state.${s.state}`)}</span><ph-icon name="chevron-right"></ph-icon></a></li>`)}</ul>`
        : html`<ph-empty icon="chart-line" heading=${say('studio.reports.none')} text=${say('studio.reports.none.text')}><a class="btn" href=${deskLink(this.booth, 'shows')}>${say('studio.nav.shows')}</a></ph-empty>`))}`;
  }
}
customElements.define('studio-reports', StudioReports);
