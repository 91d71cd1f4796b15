// What a product is, in a list of facts: for its page and the booth's sheet.

import { html, nothing } from 'lit';
import { date, weight } from '../lib/format.js';
import { say } from '../lib/words.js';
import { groupName } from './live/live-offer.js';

/** @param {import('../lib/protocol.js').ProductView} p */
export function goodsFacts(p) {
  const c = p.certificate;
  return html`<dl class="facts"><dt>${say('item.unit')}</dt><dd>${p.unit}${p.weightGrams ? ` · ${weight(p.weightGrams)}` : ''}</dd>
    ${groupName(p.group) ? html`<dt>${say('item.group')}</dt><dd>${groupName(p.group)}</dd>` : nothing}
    ${c ? html`<dt>${say('item.certificate')}</dt><dd>${c.number}<br><span class="soft">${c.authority} · ${say('item.certificate.issued', { date: date(c.issuedOn) })} · ${say('stars.valid', { date: date(c.until) })}</span></dd>` : nothing}
    ${p.gtin ? html`<dt>${say('item.gtin')}</dt><dd class="num">${p.gtin}</dd>` : nothing}</dl>`;
}

/** The pictures of a product, side by side to be pushed along. @param {import('../lib/protocol.js').ProductView} p */
export function goodsPictures(p) {
  return html`<div class="goods-seen"><ph-goods drawing=${p.picture.drawing} palette=${p.picture.palette} photo=${p.picture.photo ?? ''} alt=${p.name}></ph-goods>${p.photos.filter((f) => f !== p.picture.photo).map((f) => html`<ph-goods photo=${f} alt=${p.name}></ph-goods>`)}</div>`;
}
