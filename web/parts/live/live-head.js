import { html, nothing } from 'lit';
import { provinceName } from '../../lib/address.js';
import { number } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { say } from '../../lib/words.js';
import { intend } from './intent.js';
import '../ph-avatar.js';
import '../ph-icon.js';

/** Who sells, whether it is live, how many watch, and the way out. */
export class LiveHead extends LightElement {
  static properties = { show: { attribute: false }, viewers: { type: Number } };

  constructor() {
    super();
    /** @type {import('../../lib/protocol.js').ShowView | null} */
    this.show = null;
    /** @type {number} */
    this.viewers = 0;
  }

  render() {
    const show = this.show;
    if (!show) return nothing;
    const state = STATES[show.state] ?? STATES.scheduled;
    return html`<button class="head-who" type="button" @click=${() => intend(this, { do: 'open', sheet: 'trust' })}>
        <ph-avatar .name=${show.booth.name} .src=${show.booth.picture.photo ?? ''} size="40" ?live=${show.state === 'live'}></ph-avatar>
        <span class="head-name"><span class="visually-hidden">${say('trust.title')}: </span><bdi class="ellipsis">${show.booth.name}</bdi><span class="head-place ellipsis"><ph-icon name="shield-check" size="14"></ph-icon>${provinceName(show.booth.province)}</span></span></button>
      <span class="head-state"><span class="chip ${state.chip}">${say(state.words)}</span>
        ${show.state === 'live' || show.state === 'paused' ? html`<span class="chip chip-video" title=${say('live.viewers', { n: this.viewers })}><ph-icon name="eye" size="16"></ph-icon><span aria-hidden="true">${number(this.viewers)}</span><span class="visually-hidden">${say('live.viewers', { n: this.viewers })}</span></span>` : nothing}</span>
      <span class="head-ways"><button class="btn btn-video btn-icon" type="button" aria-label=${say('live.menu')} @click=${() => intend(this, { do: 'open', sheet: 'menu' })}><ph-icon name="ellipsis"></ph-icon></button>
        <a class="btn btn-video btn-icon" href="/" aria-label=${say('live.leave')}><ph-icon name="x"></ph-icon></a></span>`;
  }
}
customElements.define('live-head', LiveHead);

/** @type {Record<string, {words: string, chip: string}>} */
const STATES = {
  draft: { words: 'live.state.scheduled', chip: 'chip-video' },
  scheduled: { words: 'live.state.scheduled', chip: 'chip-video' },
  rehearsal: { words: 'live.state.rehearsal', chip: 'chip-video' },
  live: { words: 'live.state.live', chip: 'chip-live' },
  paused: { words: 'live.state.paused', chip: 'chip-amber' },
  ended: { words: 'live.state.ended', chip: 'chip-video' },
};
