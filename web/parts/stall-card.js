import { html, nothing } from 'lit';
import { provinceName } from '../lib/address.js';
import { money, number, soon } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { boothLink, liveLink } from '../lib/links.js';
import { say } from '../lib/words.js';
import './ph-cover.js';
import './ph-icon.js';
import './ph-lantern.js';

/** One booth of the street: lit, with who watches and what is pinned, or a dim shutter with its next time. Both take the same room. */
export class StallCard extends LightElement {
  static properties = { stall: { attribute: false }, now: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../lib/protocol.js').StallView | null} */
    this.stall = null;
    /** What is on air, or nothing. @type {import('../lib/protocol.js').StallNow | undefined} */
    this.now = undefined;
  }

  render() {
    const [s, now] = [this.stall, this.now];
    if (!s) return nothing;
    const next = s.nextMs ? soon(s.nextMs) : '';
    return html`<a class="stall ${now ? 'stall-lit' : ''}" href=${now ? liveLink(now.room) : boothLink(s.booth)}>
      <span class="stall-front"><ph-lantern frame ?live=${!!now} viewers=${now?.viewers ?? 0} next=${next}><ph-cover palette=${s.picture.palette} .drawings=${[now?.pin?.picture.drawing ?? s.picture.drawing]} photo=${now?.pin?.picture.photo ?? s.picture.photo ?? ''}></ph-cover></ph-lantern>
        ${now ? html`<span class="show-marks"><span class="chip ${now.state === 'paused' ? 'chip-amber' : 'chip-live'}">${say(now.state === 'paused' ? 'live.state.paused' : 'live.state.live')}</span></span><span class="chip chip-video stall-eyes"><ph-icon name="eye" size="16"></ph-icon><span class="visually-hidden">${say('live.viewers', { n: now.viewers })}</span><span aria-hidden="true" class="num">${number(now.viewers)}</span></span>` : nothing}</span>
      <span class="stall-words"><strong class="stall-name">${s.name}</strong><span class="soft small stall-place">${provinceName(s.province)}${s.stars ? html` <span class="stall-stars" aria-label=${say('stars.count', { n: s.stars })}>${'★'.repeat(s.stars)}</span>` : nothing}</span>
        <span class="stall-pin small">${now?.pin ? html`<span class="ellipsis">${now.pin.name}</span><b class="num">${money(now.pin.priceVnd)}</b>` : now ? html`<span class="ellipsis">${now.title}</span>` : nothing}</span></span></a>`;
  }
}
customElements.define('stall-card', StallCard);
