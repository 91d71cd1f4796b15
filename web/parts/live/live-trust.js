import { html, nothing } from 'lit';
import { provinceName } from '../../lib/address.js';
import { date } from '../../lib/format.js';
import { LightElement } from '../../lib/light.js';
import { boothLink } from '../../lib/links.js';
import { say } from '../../lib/words.js';
import { intend } from './intent.js';
import { goods, stars } from './live-offer.js';
import '../ph-avatar.js';

/** Whom one buys from: the seller's identity, the certificates, how goods go back. */
export class LiveTrust extends LightElement {
  static properties = { room: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../../lib/room.js').Room | null} */
    this.room = null;
  }

  render() {
    const booth = this.room?.show?.booth;
    if (!booth) return nothing;
    const certified = this.room?.lineUp.filter((o) => o.certificate) ?? [];
    return html`<div class="stack trust">
      <div class="row trust-top"><ph-avatar .name=${booth.name} .src=${booth.picture.photo ?? ''} size="64"></ph-avatar><div class="grow"><h3>${booth.name}</h3><p class="soft"><ph-icon name="map-pin" size="16"></ph-icon> ${[booth.commune, provinceName(booth.province)].filter(Boolean).join(', ')}</p></div></div>
      ${booth.story ? html`<p>${booth.story}</p>` : nothing}
      <dl class="facts">
        <dt>${say('trust.seller')}</dt><dd>${booth.sellerName}</dd>
        <dt>${say('trust.registration')}</dt><dd>${booth.registration ?? html`<span class="soft">${say('trust.registration.none')}</span>`}</dd>
        <dt>${say('trust.returns')}</dt><dd>${booth.returnTerms ?? html`<span class="soft">${say('trust.returns.none')}</span>`}</dd>
      </dl>
      ${certified.length ? html`<h4>${say('trust.certificates')}</h4><ul class="lines trust-papers">${certified.map((o) => html`<li class="row"><span class="trust-picture">${goods(o.picture)}</span><div class="grow"><strong>${o.code} · ${o.name}</strong>${stars(o.certificate, { group: o.group })}
        <p class="soft small">${o.certificate?.number} · ${o.certificate?.authority} · ${date(o.certificate?.issuedOn ?? '')}</p></div></li>`)}</ul>` : nothing}
      <p class="small"><a href="/journal?show=${encodeURIComponent(this.room?.room ?? '')}"><ph-icon name="file-text" size="16"></ph-icon> ${say('trust.journal')}</a></p>
      <p class="note note-jade"><ph-icon name="shield-check"></ph-icon><span>${say('trust.promise')}</span></p>
      <div class="btn-pair"><button class="btn" type="button" @click=${() => intend(this, { do: 'open', sheet: 'complain' })}><ph-icon name="circle-alert"></ph-icon>${say('complaint.button')}</button><a class="btn" href=${boothLink(booth.booth)}><ph-icon name="store"></ph-icon>${say('trust.booth')}</a><button class="btn" type="button" @click=${() => intend(this, { do: 'share' })}><ph-icon name="share-2"></ph-icon>${say('action.share')}</button></div></div>`;
  }
}
customElements.define('live-trust', LiveTrust);
