// What pages say about an order.

import { say } from './words.js';

/** @typedef {import('./protocol.js').OrderView} OrderView */
/** @typedef {import('./protocol.js').OrderState} OrderState */

/** The steps of an order that goes well. @type {ReadonlyArray<OrderState>} */
export const STEPS = ['placed', 'confirmed', 'packed', 'shipped', 'delivered'];

/** A short number that people can read to each other: the end of the order's name. @param {string} order */
export function orderCode(order) {
  const body = order.slice(order.indexOf('-') + 1).toUpperCase();
  return body.length > 8 ? `${body.slice(-8, -4)}-${body.slice(-4)}` : body;
}

/** @param {OrderState} state */
export const stateWords = (state) => say(`order.state.${state}`);

/** The chip that fits a state. @param {OrderState} state */
export function stateChip(state) {
  return { placed: 'chip-amber', confirmed: 'chip-amber', packed: 'chip-amber', shipped: 'chip-amber', delivered: 'chip-jade', refused: 'chip-red', returned: '', cancelled: '' }[state] ?? '';
}

/** Whether money is still to come by bank transfer. @param {OrderView} o */
export const toPay = (o) => o.payment === 'vietqr' && (o.paid === 'unpaid' || o.paid === 'underpaid') && !['cancelled', 'returned', 'refused'].includes(o.state);

/** Whether the buyer may cancel by themselves now. @param {OrderView} o @param {number} nowMs */
export const canCancel = (o, nowMs) => (o.state === 'placed' || o.state === 'confirmed') && nowMs < o.cancelUntilMs;

/** How the money stands, in words. @param {OrderView} o */
export function paidWords(o) {
  if (o.payment === 'cod') return say('order.paid.cod');
  return say(`order.paid.${o.paid}`);
}

/** What happens next, in words. @param {OrderView} o */
export function nextWords(o) {
  if (toPay(o)) return say('order.next.pay');
  return say(`order.next.${o.state}`);
}
