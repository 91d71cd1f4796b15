// The wall of a night: a pure fold of what the house told, and the order of its tiles.

/** @typedef {import('./desk.js').Tile} Tile */
/** @typedef {import('./desk.js').Summary} Summary */

/**
 * The wall after another answer: the same tile stays the same object while nothing in it changed, so that only what changed is drawn.
 * @param {Summary | null} before @param {Summary} told @returns {Summary}
 */
export function hung(before, told) {
  if (told.whole || !before) return told;
  const changed = new Map(told.tiles.map((t) => [t.booth, t]));
  const gone = new Set(told.gone);
  const tiles = before.tiles.filter((t) => !gone.has(t.booth)).map((t) => changed.get(t.booth) ?? t);
  const known = new Set(before.tiles.map((t) => t.booth));
  return { ...told, whole: true, tiles: [...tiles, ...told.tiles.filter((t) => !known.has(t.booth))] };
}

export const SORTS = /** @type {const} */ (['place', 'alarms', 'viewers', 'orders', 'vnd', 'name']);
/** @typedef {(typeof SORTS)[number]} Sort */
export const FILTERS = /** @type {const} */ (['all', 'live', 'alarms', 'shut']);
/** @typedef {(typeof FILTERS)[number]} Filter */

const GRAVE = ['stopped', 'no-host', 'orders-stopped', 'late', 'lapsing', 'unanswered'];
const on = (/** @type {Tile} */ t) => t.state === 'live' || t.state === 'paused';
const weight = (/** @type {Tile} */ t) => t.alarms.reduce((n, a) => n + GRAVE.length - GRAVE.indexOf(a), 0);

/** The names of the booths in order. @param {ReadonlyArray<Tile>} tiles @param {Sort} by @param {ReadonlyArray<{hall: string}>} halls @returns {string[]} */
export function order(tiles, by, halls) {
  const hall = new Map(halls.map((h, i) => [h.hall, i]));
  const byPlace = (/** @type {Tile} */ a, /** @type {Tile} */ b) => (hall.get(a.hall) ?? 99) - (hall.get(b.hall) ?? 99) || a.place - b.place || a.booth.localeCompare(b.booth);
  /** @type {Record<Sort, (a: Tile, b: Tile) => number>} */
  const ways = {
    place: () => 0,
    alarms: (a, b) => weight(b) - weight(a),
    viewers: (a, b) => b.viewers - a.viewers,
    orders: (a, b) => b.ordersAMinute - a.ordersAMinute || b.orders - a.orders,
    vnd: (a, b) => b.vnd - a.vnd,
    name: (a, b) => a.name.localeCompare(b.name, 'vi'),
  };
  return [...tiles].sort((a, b) => ways[by](a, b) || byPlace(a, b)).map((t) => t.booth);
}

/**
 * The tiles as they are shown: in an order that was chosen once, so that nothing moves under a finger; new ones come last.
 * @param {ReadonlyArray<Tile>} tiles @param {ReadonlyArray<string>} kept the order @param {{filter: Filter, hall: string, text: string}} want
 * @param {(text: string) => string} plain
 */
export function placed(tiles, kept, want, plain) {
  const at = new Map(kept.map((b, i) => [b, i]));
  const text = plain(want.text);
  return tiles.filter((t) => fits(t, want.filter) && (!want.hall || t.hall === want.hall) && (!text || plain(`${t.name} ${t.title ?? ''}`).includes(text)))
    .sort((a, b) => (at.get(a.booth) ?? 1e6) - (at.get(b.booth) ?? 1e6));
}

/** @param {Tile} t @param {Filter} filter */
export function fits(t, filter) {
  return filter === 'all' || (filter === 'live' ? on(t) : filter === 'alarms' ? t.alarms.length > 0 : !on(t));
}

/** The figures of each province for the map. @param {ReadonlyArray<Tile>} tiles */
export function byProvince(tiles) {
  /** @type {Record<string, import('../map.js').ProvinceFigures>} */
  const all = {};
  for (const t of tiles) {
    const p = (all[t.province] ??= { live: 0, booths: 0, orders: 0, revenueVnd: 0 });
    p.booths++;
    if (on(t)) p.live++;
    p.orders += t.orders;
    p.revenueVnd += t.vnd;
  }
  return all;
}
