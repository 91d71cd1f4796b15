import { html, nothing } from 'lit';
import { LightElement } from '../../lib/light.js';
import { me } from '../../lib/session.js';
import { findBooth } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { deskLink, go } from '../../lib/studio/routes.js';
import { provinces } from '../../lib/provinces.js';
import { say } from '../../lib/words.js';
import { shown } from './view.js';
import '../ph-cover.js';
import '../ph-goods.js';

/** Which booth, or the first one. */
class StudioHome extends LightElement {
  constructor() {
    super();
    /** @type {Loads<{view: import('../../lib/protocol.js').BoothView, role: string}[]>} */
    this._booths = new Loads(this);
  }

  connectedCallback() {
    super.connectedCallback();
    const posts = me()?.booths ?? [];
    if (posts.length === 1) go(deskLink(posts[0].booth), true);
    else void this._booths.from(() => Promise.all(posts.map(async (post) => ({ view: await findBooth(post.booth), role: post.role }))));
  }

  render() {
    return shown(this._booths, (booths) => (booths.length ? this.#pick(booths) : this.#first()), { shape: 'cards' });
  }

  /** @param {{view: import('../../lib/protocol.js').BoothView, role: string}[]} booths */
  #pick(booths) {
    return html`<div class="split"><h1 class="title">${say('studio.pick')}</h1><a class="btn" href="/studio/new"><ph-icon name="plus"></ph-icon>${say('studio.open')}</a></div>
      <div class="grid">${booths.map(({ view, role }) => html`<a class="card card-link card-flush booth-card" href=${deskLink(view.booth)}><ph-goods .drawing=${view.picture.drawing} .palette=${view.picture.palette} .photo=${view.picture.photo ?? ''}></ph-goods>
        <span class="booth-card-words"><strong class="name">${view.name}</strong><span class="soft small">${provinces.find((p) => p.code === view.province)?.name ?? view.province}</span><span class="chip">${say(`studio.role.${role}`)}</span></span></a>`)}</div>`;
  }

  #first() {
    const organizer = me()?.roles.includes('organizer');
    return html`<section class="welcome"><div class="welcome-picture"><ph-cover .drawings=${['honey', 'bamboo-basket', 'tea-tin']} palette="highlands"></ph-cover></div>
      <div class="stack welcome-words"><h1 class="title">${say('studio.welcome')}</h1><p class="prose">${say('studio.welcome.text')}</p>
      <ol class="welcome-steps">${['booth', 'products', 'show'].map((k, i) => html`<li><span class="step-no">${i + 1}</span><span><strong>${say(`studio.welcome.${k}`)}</strong><br><span class="soft">${say(`studio.welcome.${k}.text`)}</span></span></li>`)}</ol>
      <div class="row"><a class="btn btn-main" href="/studio/new"><ph-icon name="store"></ph-icon>${say('studio.open')}</a>${organizer ? html`<a class="btn" href="/organizer">${say('studio.organizer')}</a>` : nothing}</div>
      <p class="soft small">${say('studio.welcome.invited')}</p></div></section>`;
  }
}
customElements.define('studio-home', StudioHome);
