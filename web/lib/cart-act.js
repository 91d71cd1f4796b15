// How the act of ordering a cart stands: a pure fold of what the house said. No clock, no chance, no network in here.

/** @typedef {import('./protocol.js').HoldView} HoldView */
/** @typedef {import('./protocol.js').OrderView} OrderView */
/** @typedef {import('./protocol.js').PartTaken} PartTaken */
/** @typedef {import('./protocol.js').PartPlaced} PartPlaced */
/** @typedef {import('./protocol.js').Refused} Refused */
/** Why a line of a part could not be had; `field` names the product, `free` how many there are, -1 where that is not why. @typedef {{why: string, field: string, free: number}} Lacking */

/**
 * One show or shelf of the cart: `held`, `refused` (no hold), `lapsed` (the time ran out), `failed` (held, and the order was refused),
 * `placed`, `elsewhere` (ordered on another phone). `more`: the other lines that could not be had.
 * @typedef {{is: 'held' | 'refused' | 'lapsed' | 'failed' | 'placed' | 'elsewhere', hold?: HoldView, order?: OrderView, why?: string, field?: string, free?: number, more?: Lacking[]}} PartState
 */
/** @typedef {Record<string, PartState>} Act by room */

/** What was held, and what could not be. @param {Act} act @param {PartTaken[]} parts @returns {Act} */
export function taken(act, parts) {
  const now = { ...act };
  for (const p of parts) {
    if (p.ended === 'committed') now[p.room] = { is: act[p.room]?.is === 'placed' ? 'placed' : 'elsewhere', hold: p.hold, order: act[p.room]?.order };
    else if (p.ended) now[p.room] = { is: 'lapsed', hold: p.hold };
    else if (p.hold) now[p.room] = { is: 'held', hold: p.hold };
    else now[p.room] = { is: 'refused', ...told(p.refused), ...(p.more?.length ? { more: p.more.map(told) } : {}) };
  }
  return now;
}

/** What became orders. @param {Act} act @param {PartPlaced[]} parts @returns {Act} */
export function placed(act, parts) {
  const now = { ...act };
  for (const p of parts) {
    const before = act[p.room];
    if (p.order) now[p.room] = { is: 'placed', hold: before?.hold, order: p.order };
    else if (p.refused?.why === 'hold-lapsed') now[p.room] = { is: 'lapsed', hold: before?.hold };
    else now[p.room] = { is: 'failed', hold: before?.hold, ...told(p.refused) };
  }
  return now;
}

/** @param {Refused | undefined} refused */
const told = (refused) => ({ why: refused?.why ?? 'broken', field: refused?.field ?? '', free: refused?.free ?? -1 });

/** What a private message changes. @param {Act} act @param {import('./protocol.js').Outbound} e @returns {Act} */
export function heard(act, e) {
  if (e.t === 'hold-taken') return each(act, e.hold.hold, (p) => ({ ...p, hold: e.hold }));
  if (e.t === 'hold-extended') return each(act, e.hold, (p) => (p.hold ? { ...p, hold: { ...p.hold, deadlineMs: e.deadlineMs } } : p));
  if (e.t === 'hold-resolved' && e.how !== 'committed') return each(act, e.hold, (p) => (open(p) ? { is: 'lapsed', hold: p.hold } : p));
  if (e.t === 'order-changed') return Object.fromEntries(Object.entries(act).map(([room, p]) => [room, p.order?.order === e.order ? { ...p, order: { ...p.order, state: e.state, paid: e.paid, paidVnd: e.paidVnd } } : p]));
  return act;
}

/** @param {Act} act @param {string} hold @param {(p: PartState) => PartState} change @returns {Act} */
function each(act, hold, change) {
  return Object.fromEntries(Object.entries(act).map(([room, p]) => [room, p.hold?.hold === hold ? change(p) : p]));
}

/** Whether a part still has its hold. @param {PartState} p */
export const open = (p) => p.is === 'held' || p.is === 'failed';

/** The holds that stand. @param {Act} act @returns {(PartState & {hold: HoldView})[]} */
export function holds(act) {
  return /** @type {any} */ (Object.values(act).filter((p) => open(p) && p.hold));
}

/** The hold that ends first: its time is the time of all. @param {Act} act @returns {HoldView | undefined} */
export function earliest(act) {
  return holds(act).map((p) => p.hold).sort((a, b) => a.deadlineMs - b.deadlineMs)[0];
}

/** Every line of a part that could not be had, the first one first. @param {PartState} p @returns {Lacking[]} */
export function lacking(p) {
  return [{ why: p.why ?? 'broken', field: p.field ?? '', free: p.free ?? -1 }, ...(p.more ?? [])];
}
