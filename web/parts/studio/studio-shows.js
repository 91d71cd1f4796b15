import { html, nothing } from 'lit';
import { dateTime, soon } from '../../lib/format.js';
import { showsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { deskLink } from '../../lib/studio/routes.js';
import { say } from '../../lib/words.js';
import { StudioView, shown, viewHead } from './view.js';
import '../ph-cover.js';

/** The shows of a booth: on air, to come, drafts, over. */
class StudioShows extends StudioView {
  constructor() {
    super();
    /** @type {Loads<import('../../lib/protocol.js').ShowView[]>} */
    this._shows = new Loads(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('place')) void this._shows.from(() => showsOf(this.booth), true);
  }

  render() {
    const make = this.staff ? html`<a class="btn btn-main" href=${deskLink(this.booth, 'shows', 'new')}><ph-icon name="plus"></ph-icon>${say('studio.show.new')}</a>` : nothing;
    return html`${viewHead({ title: say('studio.nav.shows'), actions: make })}${shown(this._shows, (all) => (all.length ? this.#groups(all) : html`<ph-empty icon="radio" heading=${say('studio.shows.none')} text=${say('studio.shows.none.text')}>${make}</ph-empty>`), { shape: 'cards' })}`;
  }

  /** @param {import('../../lib/protocol.js').ShowView[]} all */
  #groups(all) {
    const groups = {
      on: all.filter((s) => ['live', 'paused', 'rehearsal'].includes(s.state)),
      next: all.filter((s) => s.state === 'scheduled').sort((a, b) => a.startsMs - b.startsMs),
      drafts: all.filter((s) => s.state === 'draft'),
      ended: all.filter((s) => s.state === 'ended').sort((a, b) => b.startsMs - a.startsMs),
    };
    return Object.entries(groups).map(([k, list]) => (list.length ? html`<section class="stack"><h2>${say(`studio.shows.${k}`)}</h2><ul class="show-list">${list.map((s) => this.#show(s))}</ul></section>` : nothing));
  }

  /** @param {import('../../lib/protocol.js').ShowView} s */
  #show(s) {
    const on = ['live', 'paused', 'rehearsal'].includes(s.state);
    const over = s.state === 'ended';
    const main = on ? 'live' : over ? 'report' : 'shows';
    return html`<li class="card card-flush show-row ${on ? 'card-live' : ''}"><a class="show-picture" href=${deskLink(this.booth, main, s.room)} tabindex="-1" aria-hidden="true"><ph-cover .palette=${s.cover.palette} .drawings=${[s.cover.drawing]} .photo=${s.cover.photo ?? ''}></ph-cover></a>
      <div class="show-words"><span class="row"><span class="chip ${on ? 'chip-live' : s.state === 'scheduled' ? 'chip-amber' : ''}">${say(`studio.show.state.${s.state}`)}</span><span class="soft small num">${over ? dateTime(s.startsMs) : soon(s.startsMs)}</span></span>
        <h3>${s.title}</h3>
        <div class="row">${on || s.state === 'scheduled' ? html`<a class="btn btn-small ${on ? 'btn-live' : 'btn-main'}" href=${deskLink(this.booth, 'live', s.room)}><ph-icon name="radio" size="18"></ph-icon>${say(on ? 'studio.show.back' : 'studio.show.enter')}</a>` : nothing}
        ${over || !this.staff ? nothing : html`<a class="btn btn-small" href=${deskLink(this.booth, 'shows', s.room)}><ph-icon name="pencil" size="18"></ph-icon>${say('studio.show.prepare')}</a>`}
        ${over && this.staff ? html`<a class="btn btn-small" href=${deskLink(this.booth, 'report', s.room)}><ph-icon name="chart-line" size="18"></ph-icon>${say('reports.title')}</a>` : nothing}</div></div></li>`;
  }
}
customElements.define('studio-shows', StudioShows);
