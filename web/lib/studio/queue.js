// The queue of a booth's orders as the desk sees it: a pure fold of what was loaded and what happened.

import { plain } from '../format.js';

/** @typedef {import('../protocol.js').OrderView} OrderView */
/** @typedef {import('../protocol.js').OrderState} OrderState */
/** @typedef {import('./desk.js').Moved} Moved */
/** @typedef {{orders: OrderView[], selected: ReadonlySet<string>, told: Record<string, string>}} Queue `told` is why an order was not moved the last time */

/** The states in the order in which a parcel goes. @type {ReadonlyArray<OrderState>} */
export const STATES = ['placed', 'confirmed', 'packed', 'shipped', 'delivered', 'refused', 'returned', 'cancelled'];
/** Those in which the booth has still something to do. @type {ReadonlyArray<OrderState>} */
export const OPEN = ['placed', 'confirmed', 'packed', 'shipped', 'refused'];

/** Where an order may go, the usual way first. As OrderState.next in the house. @type {Readonly<Record<OrderState, ReadonlyArray<OrderState>>>} */
export const NEXT = {
  placed: ['confirmed', 'cancelled'], confirmed: ['packed', 'cancelled'], packed: ['shipped', 'cancelled'], shipped: ['delivered', 'refused'],
  delivered: ['returned'], refused: ['returned'], returned: [], cancelled: [],
};

/** @returns {Queue} */
export const emptyQueue = () => ({ orders: [], selected: new Set(), told: {} });

/** With more orders, newest first, each once; what comes now is newer than what was there. @param {Queue} q @param {ReadonlyArray<OrderView>} orders @returns {Queue} */
export function withOrders(q, orders) {
  const fresh = new Map(orders.map((o) => [o.order, o]));
  const all = [...q.orders.map((o) => fresh.get(o.order) ?? o), ...orders.filter((o) => !q.orders.some((known) => known.order === o.order))];
  return { ...q, orders: all.sort((a, b) => b.placedMs - a.placedMs || (a.order < b.order ? 1 : -1)) };
}

/** An order went on, as the house told. @param {Queue} q @param {{order: string, state: OrderState, paid: OrderView['paid']}} event @returns {Queue} */
export function withMoved(q, { order, state, paid }) {
  const selected = new Set(q.selected);
  const before = q.orders.find((o) => o.order === order);
  if (before && before.state !== state) selected.delete(order);
  const { [order]: _, ...told } = q.told;
  return { orders: q.orders.map((o) => (o.order === order ? { ...o, state, paid } : o)), selected, told };
}

/** The answer to a bulk: each order by itself. @param {Queue} q @param {ReadonlyArray<Moved>} results @returns {Queue} */
export function withResults(q, results) {
  let out = q;
  for (const r of results) {
    const known = q.orders.find((o) => o.order === r.order);
    if (r.state && known && !r.why) out = withMoved(out, { order: r.order, state: r.state, paid: known.paid });
  }
  const told = { ...out.told };
  for (const r of results) if (r.why) told[r.order] = r.why;
  return { ...out, told };
}

/** Those of one tab and one search, without tones: order code, name, product, item code, last digits of the number. @param {Queue} q @param {OrderState | ''} state @param {string} [text] */
export function shown(q, state, text = '') {
  const wanted = plain(text);
  return q.orders.filter((o) => (!state || o.state === state) && (!wanted || found(o, wanted)));
}

/** @param {OrderView} o @param {string} wanted */
function found(o, wanted) {
  const code = wanted.replace(/[^a-z0-9]/g, '');
  return (code.length > 2 && o.order.toLowerCase().replace(/[^a-z0-9]/g, '').includes(code)) || plain(o.recipient.name).includes(wanted)
    || o.lines.some((l) => plain(l.name).includes(wanted) || plain(l.code) === wanted) || (/^\d{3,}$/.test(code) && o.recipient.phone.replace(/\D/g, '').endsWith(code));
}

/** How many in each state. @param {Queue} q @returns {Record<OrderState, number>} */
export function counts(q) {
  const out = /** @type {Record<OrderState, number>} */ (Object.fromEntries(STATES.map((s) => [s, 0])));
  for (const o of q.orders) out[o.state]++;
  return out;
}

/** @param {Queue} q @param {ReadonlyArray<string>} orders @param {boolean} on @returns {Queue} */
export function select(q, orders, on) {
  const selected = new Set(q.selected);
  for (const order of orders) if (on) selected.add(order); else selected.delete(order);
  return { ...q, selected };
}

/** What can be done with all of these at once, the usual way first. @param {ReadonlyArray<OrderView>} orders @returns {OrderState[]} */
export function together(orders) {
  const [first, ...rest] = orders;
  return first ? NEXT[first.state].filter((to) => rest.every((o) => NEXT[o.state].includes(to))) : [];
}

/** Whether packing waits for money. @param {OrderView} o */
export const waitsForMoney = (o) => o.payment === 'vietqr' && (o.paid === 'unpaid' || o.paid === 'underpaid') && (o.state === 'placed' || o.state === 'confirmed');

/** Whether a change needs a reason. @param {OrderState} to */
export const needsReason = (to) => to === 'cancelled';
