import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { provinceName } from '../lib/address.js';
import { list } from '../lib/api.js';
import { dateTime, soon } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { boothLink, liveLink, pathThing } from '../lib/links.js';
import { hallOf, hours, isPastApplying, marketLink, nightCalendar, nightChip, nightState, ownHours, programme } from '../lib/market.js';
import { follows, me } from '../lib/session.js';
import { Loads } from '../lib/studio/loads.js';
import { deskLink } from '../lib/studio/routes.js';
import { say } from '../lib/words.js';
import { toast } from '../parts/ph-toast.js';
import '../parts/market/follow-button.js';
import '../parts/market/stage-line.js';
import '../parts/page-bar.js';
import '../parts/ph-empty.js';
import '../parts/ph-goods.js';
import '../parts/ph-icon.js';
import '../parts/ph-skeleton.js';

/** @typedef {import('../lib/market.js').Programme} Programme */
/** @typedef {import('../lib/market.js').Placed} Placed */
/** @typedef {import('../lib/protocol.js').ShowView} ShowView */

/** How often an open night is looked at anew, ms. */
const LOOK_MS = 5_000;
const SELDOM_MS = 60_000;

/** The programme of a night: when, who stands where, whose turn it is on the main stage. */
class NightPage extends LightElement {
  static properties = { _live: { state: true } };

  constructor() {
    super();
    follows(this);
    this._night = pathThing();
    /** @type {Loads<Programme>} */
    this._programme = new Loads(this);
    /** Shows on air. @type {ShowView[]} */
    this._live = [];
    /** @type {number | undefined} */
    this._timer = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    void this.#look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this._timer);
  }

  async #look() {
    clearTimeout(this._timer);
    if (!document.hidden || !this._programme.value) {
      await Promise.all([this._programme.from(() => programme(this._night)), list('/api/shows?state=live').then((live) => { this._live = live; }, () => {})]);
      if (this._programme.value) document.title = `${this._programme.value.night.name} · Phiên`;
    }
    this._timer = window.setTimeout(() => this.#look(), this._programme.value?.night.state === 'open' ? LOOK_MS : SELDOM_MS);
  }

  async #share() {
    const told = this._programme.value;
    try {
      if (navigator.share) await navigator.share({ title: told?.night.name, url: location.href });
      else {
        await navigator.clipboard.writeText(location.href);
        toast(say('night.copied'), { kind: 'good' });
      }
    } catch { /* the person thought better of it */ }
  }

  render() {
    const { value, problem } = this._programme;
    return html`<page-bar current="/markets"></page-bar><main id="main" tabindex="-1" class="page street night">${value ? this.#programme(value)
      : problem?.status === 404 ? html`<ph-empty icon="calendar-days" heading=${say('night.lost')}><a class="btn btn-main" href="/markets">${say('market.all')}</a></ph-empty>`
      : problem ? html`<ph-empty kind=${problem.why === 'offline' ? 'offline' : 'error'}><button class="btn btn-main" type="button" @click=${() => this.#look()}>${say('action.retry')}</button></ph-empty>`
      : html`<ph-skeleton shape="lines" count="3"></ph-skeleton><ph-skeleton shape="cards" count="6"></ph-skeleton>`}</main>`;
  }

  /** @param {Programme} told */
  #programme({ night, market, booths, spotlight, spotlightMinutes }) {
    const own = ownHours(night);
    const on = new Map(this._live.map((s) => [s.booth.booth, s]));
    const over = night.state === 'closed';
    return html`<header class="night-top"><a class="view-back" href=${marketLink(market.market)}><ph-icon name="chevron-left"></ph-icon>${market.name}</a>
        <div class="night-head"><h1 class="title">${night.name.replace(/ · \d\d\/\d\d\/\d{4}$/, '')}</h1><span class="chip ${nightChip(night)}">${nightState(night)}</span>${night.rehearsal ? html`<span class="chip chip-amber">${say('night.rehearsal')}</span>` : nothing}</div>
        <p class="night-when num"><ph-icon name="clock"></ph-icon><span>${hours(night)} <span class="soft">${say('night.zone')}</span>${own ? html`<br><span class="soft">${say('night.own', { hours: own })}</span>` : nothing}</span></p>
        ${night.cancelled ? html`<p class="note note-red" role="status"><ph-icon name="circle-alert"></ph-icon><span><strong>${say('night.cancelled')}</strong> ${night.cancelled}</span></p>` : nothing}
        ${over ? nothing : html`<div class="row"><follow-button .thing=${night.night}></follow-button><a class="btn" href=${nightCalendar(night.night)} download><ph-icon name="calendar-days"></ph-icon>${say('night.calendar')}</a><button class="btn" type="button" @click=${this.#share}><ph-icon name="share-2"></ph-icon>${say('night.share')}</button></div>`}</header>
      ${night.state === 'open' ? html`<stage-line .spotlight=${spotlight} .minutes=${spotlightMinutes} .booths=${booths} .live=${this._live}></stage-line>` : nothing}
      ${booths.length ? night.halls.map((hall) => this.#hall(hall, booths.filter((b) => b.hall === hall.hall), on)) : this.#empty(night)}`;
  }

  /** @param {import('../lib/protocol.js').HallView} hall @param {Placed[]} placed @param {Map<string, ShowView>} on */
  #hall(hall, placed, on) {
    const about = hallOf(hall);
    return html`<section class="hall" aria-labelledby=${hall.hall}><div class="split"><h2 id=${hall.hall}>${hall.name}</h2><span class="soft small">${about && about !== hall.name ? `${about} · ` : ''}${say('night.booths', { n: placed.length })}</span></div>
      ${placed.length ? html`<ul class="grid booths">${repeat(placed, (p) => p.booth.booth, (p) => this.#booth(p, on.get(p.booth.booth)))}</ul>` : html`<p class="soft">${say('night.hall.empty')}</p>`}</section>`;
  }

  /** @param {Placed} placed @param {ShowView | undefined} show */
  #booth({ booth, place }, show) {
    return html`<li><a class="card card-link card-flush booth-card ${show ? 'card-live' : ''}" href=${show ? liveLink(show.room) : boothLink(booth.booth)}>
      <ph-goods drawing=${booth.picture.drawing} palette=${booth.picture.palette} photo=${booth.picture.photo ?? ''}></ph-goods>
      <span class="booth-words"><span class="row stand-marks"><span class="chip chip-outline num">${say('night.place', { n: place })}</span>${show ? html`<span class="chip chip-live">${say('live.state.live')}</span>` : nothing}</span><strong>${booth.name}</strong><span class="soft small"><ph-icon name="map-pin" size="14"></ph-icon> ${provinceName(booth.province)}</span></span></a></li>`;
  }

  /** @param {import('../lib/protocol.js').NightView} night */
  #empty(night) {
    if (night.cancelled) return html`<ph-empty icon="calendar-days" heading=${say('night.off')}><a class="btn btn-main" href="/markets">${say('market.all')}</a></ph-empty>`;
    if (night.state === 'published' || night.state === 'open' || night.state === 'closed') return html`<ph-empty icon="store" heading=${say('night.nobooths')}></ph-empty>`;
    const own = (me()?.booths ?? []).filter((b) => b.role !== 'moderator');
    const until = night.state === 'applications' && night.applyUntilMs && !isPastApplying(night) ? say('night.soon.until', { time: dateTime(night.applyUntilMs) }) : '';
    return html`<ph-empty icon="calendar-days" heading=${say('night.soon')} text=${`${say('night.soon.text', { time: soon(night.opensMs) })} ${until}`.trim()}>${own.length && !isPastApplying(night) ? html`<a class="btn btn-main" href=${own.length === 1 ? deskLink(own[0].booth, 'market') : '/studio'}>${say('night.apply')}</a>` : nothing}</ph-empty>`;
  }
}
customElements.define('night-page', NightPage);
