import { html, nothing } from 'lit';
import { provinceName } from '../../lib/address.js';
import { time } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { boothLink, liveLink } from '../../lib/links.js';
import { say } from '../../lib/words.js';
import '../ph-countdown.js';
import '../ph-cover.js';
import '../ph-goods.js';
import '../ph-icon.js';
import '../ph-lantern.js';

/** Whose turn it is on the main stage, until when, and who comes next: for everybody to see. */
export class StageLine extends LightElement {
  static properties = { spotlight: { attribute: false }, minutes: { type: Number }, booths: { attribute: false }, live: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../../lib/protocol.js').SpotlightView | null} */
    this.spotlight = null;
    /** How long a turn is. @type {number} */
    this.minutes = 5;
    /** @type {{booth: import('../../lib/protocol.js').BoothView, place: number}[]} */
    this.booths = [];
    /** Shows on air. @type {import('../../lib/protocol.js').ShowView[]} */
    this.live = [];
  }

  /** @param {string} booth */
  #booth(booth) {
    return this.booths.find((b) => b.booth.booth === booth)?.booth;
  }

  render() {
    const now = this.spotlight?.now;
    const next = this.spotlight?.next ?? [];
    const booth = now && this.#booth(now.booth);
    const show = now && this.live.find((s) => s.booth.booth === now.booth);
    return html`<section class="stage-turn" aria-labelledby="stage-title"><div class="split"><h2 id="stage-title">${say('spotlight.title')}</h2><span class="soft small">${say('spotlight.rule', { n: this.minutes })}</span></div>
      ${now && booth ? html`<div class="stage-turn-in"><a class="stage-now card card-live card-link card-flush" href=${show ? liveLink(show.room) : boothLink(booth.booth)}>
          <ph-lantern frame live viewers=${show?.viewers ?? 1}>${show ? html`<ph-cover palette=${show.cover.palette} .drawings=${[show.cover.drawing]} photo=${show.cover.photo ?? ''}></ph-cover>` : html`<ph-cover palette=${booth.picture.palette} .drawings=${[booth.picture.drawing]} photo=${booth.picture.photo ?? ''}></ph-cover>`}</ph-lantern>
          <span class="stage-now-words"><span class="row"><span class="chip chip-live">${say('spotlight.now')}</span><ph-countdown label=${say('spotlight.left')} deadline-ms=${now.untilMs}></ph-countdown></span><strong class="stage-now-name">${show?.title ?? booth.name}</strong><span class="soft">${booth.name} · ${provinceName(booth.province)}</span></span></a>
        ${next.length ? html`<ol class="stage-next" aria-label=${say('spotlight.next')}>${next.map((turn) => this.#turn(turn))}</ol>` : nothing}</div>`
        : html`<p class="soft">${say('spotlight.nobody')}</p>`}</section>`;
  }

  /** @param {import('../../lib/protocol.js').TurnView} turn */
  #turn(turn) {
    const booth = this.#booth(turn.booth);
    return booth ? html`<li class="stage-coming"><time class="num" datetime=${new Date(turn.fromMs).toISOString()}>${time(turn.fromMs)}</time><span class="thumb thumb-small"><ph-goods drawing=${booth.picture.drawing} palette=${booth.picture.palette} photo=${booth.picture.photo ?? ''}></ph-goods></span><span class="stage-coming-words"><strong class="ellipsis">${booth.name}</strong><span class="soft small ellipsis">${provinceName(booth.province)}</span></span></li>` : nothing;
  }
}
customElements.define('stage-line', StageLine);
