import { html, nothing } from 'lit';
import { provinceName } from '../lib/address.js';
import { number, soon } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { liveLink } from '../lib/links.js';
import { say } from '../lib/words.js';
import './ph-cover.js';
import './ph-icon.js';
import './ph-lantern.js';

/** One show of the street: its lantern, what it is about, who sells. */
export class ShowCard extends LightElement {
  static properties = { show: { attribute: false }, large: { type: Boolean, reflect: true } };

  constructor() {
    super();
    /** @type {import('../lib/protocol.js').ShowView | null} */
    this.show = null;
    /** The only one there is: it takes the width, with its words beside it. @type {boolean} */
    this.large = false;
  }

  render() {
    const s = this.show;
    if (!s) return nothing;
    const live = s.state === 'live' || s.state === 'paused';
    return html`<a class="show-card" href=${liveLink(s.room)}>
      <ph-lantern frame ?live=${live} viewers=${s.viewers} next=${live ? '' : soon(s.startsMs)}><ph-cover palette=${s.cover.palette} .drawings=${[s.cover.drawing]} photo=${s.cover.photo ?? ''}></ph-cover></ph-lantern>
      <span class="show-marks">${live ? html`<span class="chip ${s.state === 'paused' ? 'chip-amber' : 'chip-live'}">${say(s.state === 'paused' ? 'live.state.paused' : 'live.state.live')}</span><span class="chip chip-video"><ph-icon name="eye" size="16"></ph-icon><span class="visually-hidden">${say('live.viewers', { n: s.viewers })}</span><span aria-hidden="true">${number(s.viewers)}</span></span>` : nothing}</span>
      <span class="show-words"><strong class="show-title">${s.title}</strong><span class="soft">${s.booth.name} · ${provinceName(s.booth.province)}</span>${this.large ? html`${s.booth.story ? html`<span class="show-story">${s.booth.story}</span>` : nothing}<span class="btn btn-live show-go"><ph-icon name="radio"></ph-icon>${say('lobby.enter')}</span>` : nothing}</span></a>`;
  }
}
customElements.define('show-card', ShowCard);
