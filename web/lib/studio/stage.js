// The desk on air: the room as everybody sees it, and what only those who run it see. A pure fold.

import { apply, emptyRoom } from '../room.js';

/** @typedef {import('../room.js').Room} Room */
/** @typedef {import('../protocol.js').OrderView} OrderView */
/** @typedef {import('../protocol.js').ChatLine} ChatLine */
/** @typedef {import('../protocol.js').OfferView} OfferView */
/** @typedef {import('../protocol.js').Outbound} Outbound */
/** @typedef {{room: Room, slips: OrderView[], fresh: Record<string, true>, muted: Record<string, true>}} Desk `fresh` are slips that fell in while somebody looked */

/** Most slips that a tray holds. */
export const MOST_SLIPS = 60;
/** Most pins at once. */
export const MOST_PINS = 3;

/** @param {string} [room] @returns {Desk} */
export const emptyDesk = (room = '') => ({ room: emptyRoom(room), slips: [], fresh: {}, muted: {} });

/** The desk after something was heard. @param {Desk} d @param {Outbound | {t: 'forgotten'}} e @returns {Desk} */
export function hear(d, e) {
  switch (e.t) {
    case 'order-arrived':
      if (e.order.room !== d.room.room || d.slips.some((s) => s.order === e.order.order)) return d;
      return { ...withSlips(d, [e.order]), fresh: { ...d.fresh, [e.order.order]: true } };
    case 'order-moved':
      return { ...d, slips: d.slips.map((s) => (s.order === e.order ? { ...s, state: e.state, paid: e.paid } : s)) };
    default: {
      const room = apply(d.room, e);
      return room === d.room ? d : { ...d, room };
    }
  }
}

/** With slips that were there before, newest first. @param {Desk} d @param {ReadonlyArray<OrderView>} orders @returns {Desk} */
export function withSlips(d, orders) {
  const known = new Set(d.slips.map((s) => s.order));
  const all = [...d.slips, ...orders.filter((o) => !known.has(o.order))].sort((a, b) => b.placedMs - a.placedMs || (a.order < b.order ? 1 : -1));
  return { ...d, slips: all.slice(0, MOST_SLIPS) };
}

/** @param {Desk} d @param {string} account @param {boolean} muted @returns {Desk} */
export function withMuted(d, account, muted) {
  const { [account]: _, ...rest } = d.muted;
  return { ...d, muted: muted ? { ...rest, [account]: true } : rest };
}

/** Questions of viewers that nobody has answered, oldest first. @param {Room} r @returns {ChatLine[]} */
export function unanswered(r) {
  const answered = new Set(r.chat.filter((l) => l.badge && l.replyTo).map((l) => l.replyTo));
  return r.chat.filter((l) => l.question && !l.badge && !r.answered[l.message] && !answered.has(l.message));
}

/**
 * Pins after a press on an item: it comes first, a fourth falls off, a pinned one comes down.
 * @param {ReadonlyArray<string>} pins @param {string} product
 */
export function pressed(pins, product) {
  return pins.includes(product) ? pins.filter((p) => p !== product) : [product, ...pins].slice(0, MOST_PINS);
}

/** The item that a number key pins: 1 to 9 by place in the line-up. @param {Room} r @param {string} key @returns {OfferView | undefined} */
export function byKey(r, key) {
  return /^[1-9]$/.test(key) ? r.lineUp[Number(key) - 1] : undefined;
}

/** What comes after the main pin in the line-up: the next that has goods. @param {Room} r @returns {OfferView | undefined} */
export function nextUp(r) {
  const at = r.lineUp.findIndex((o) => o.product === r.pins[0]);
  return [...r.lineUp.slice(at + 1), ...r.lineUp.slice(0, Math.max(0, at))].find((o) => o.stock.free > 0 && !r.pins.includes(o.product));
}

/** Items whose goods are nearly gone: a tenth or less, and some were there. @param {Room} r */
export const runningOut = (r) => r.lineUp.filter((o) => o.stock.allotted > 0 && o.stock.free <= o.stock.allotted / 10);

/** What can be done with a show in a state. @param {string} state */
export function mayDo(state) {
  return {
    rehearse: state === 'draft' || state === 'scheduled',
    start: state === 'draft' || state === 'scheduled' || state === 'rehearsal',
    pause: state === 'live', resume: state === 'paused',
    end: state === 'live' || state === 'paused', leaveRehearsal: state === 'rehearsal',
    sell: state === 'live' || state === 'paused',
  };
}
