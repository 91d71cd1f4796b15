// What the pinned card, the shelf and the item sheet say alike about one item.

import { html, nothing } from 'lit';
import { closedFor, dealNow, priceNow, waitFor } from '../../lib/room.js';
import { hasWords, say } from '../../lib/words.js';
import { intend } from './intent.js';
import '../ph-countdown.js';
import '../ph-goods.js';
import '../ph-icon.js';
import '../ph-price.js';
import '../ph-stars.js';
import '../ph-stock.js';

/** @typedef {import('../../lib/room.js').Room} Room */
/** @typedef {import('../../lib/protocol.js').OfferView} OfferView */
/** @typedef {import('../../lib/protocol.js').Picture} Picture */
/** @typedef {import('../../lib/protocol.js').CertificateView} CertificateView */

/** A picture in its frame. @param {Picture} p @param {string} [alt] */
export const goods = (p, alt = '') => html`<ph-goods drawing=${p.drawing} palette=${p.palette} photo=${p.photo ?? ''} alt=${alt}></ph-goods>`;

/** The name of a product group, in the reader's language. @param {string} group */
export const groupName = (group) => (hasWords(`group.${group}`) ? say(`group.${group}`) : '');

/** @param {CertificateView | undefined} c @param {{group?: string, short?: boolean}} [how] */
export function stars(c, { group = '', short = false } = {}) {
  if (!c) return nothing;
  const state = { valid: 'valid', 'expires-soon': 'expiring', expired: 'expired', revoked: 'expired' }[c.state] ?? '';
  return html`<ph-stars stars=${c.stars} valid-until=${c.until} .state=${/** @type {any} */ (state)} group=${group ? groupName(group) : ''} ?short=${short || !group}></ph-stars>`;
}

/** @param {OfferView} o @param {number} nowMs @param {'small' | 'usual' | 'large'} [size] @param {boolean} [unit] */
export function price(o, nowMs, size = 'usual', unit = true) {
  const now = priceNow(o, nowMs);
  return html`<ph-price vnd=${now.vnd} was-vnd=${now.wasVnd} unit=${unit ? o.unit : ''} size=${size}></ph-price>`;
}

/** The strip of an open deal, or nothing. @param {OfferView} o @param {number} nowMs @param {number} offsetMs */
export function dealStrip(o, nowMs, offsetMs) {
  const deal = dealNow(o, nowMs);
  if (!deal) return nothing;
  return html`<p class="deal"><ph-icon name="zap" size="16" filled></ph-icon><span class="deal-name">${say('live.deal')}</span><span class="deal-left">${say('live.deal.left', { n: deal.left, total: deal.units })}</span>
    <ph-countdown deadline-ms=${deal.endsMs} offset-ms=${offsetMs} label=${say('live.deal.ends')}></ph-countdown></p>`;
}

/**
 * The button that fits: buy, stand in line, one's place in line, or why it is closed.
 * @param {HTMLElement} from @param {Room} room @param {OfferView} o
 * @param {{loud?: boolean, words?: string, quantity?: number}} [how] `loud`: the one red button of the screen
 */
export function buyButton(from, room, o, { loud = false, words = say('action.buy'), quantity = 1 } = {}) {
  const closed = closedFor(room, o);
  const wait = waitFor(room, o.product);
  const named = `${o.code} ${o.name}`;
  if (wait) {
    return html`<button class="btn buy-button waiting" type="button" aria-label="${say('live.wait.place', { n: wait.number })}. ${named}" @click=${() => intend(from, { do: 'wait', product: o.product })}>
      <ph-icon name="hourglass" size="18"></ph-icon><span>${say('live.wait.number', { n: wait.number })}</span></button>`;
  }
  if (closed === 'sold-out') return html`<button class="btn buy-button" type="button" aria-label="${say('live.wait.join')}: ${named}" @click=${() => intend(from, { do: 'wait', product: o.product })}>${loud ? say('live.wait.join') : say('live.wait.join.short')}</button>`;
  if (closed) return html`<button class="btn buy-button" type="button" disabled aria-label="${say(`live.closed.${closed}`)}: ${named}">${say(`live.closed.${closed}`)}</button>`;
  return html`<button class="btn ${loud ? 'btn-buy' : 'btn-soft-buy'} buy-button" type="button" aria-label="${words}: ${named}" @click=${() => intend(from, { do: 'buy', product: o.product, quantity })}>${words}</button>`;
}
