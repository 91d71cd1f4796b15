// The street of a night as a phone sees it: a pure fold of what the house said. No clock, no chance, no network in here.

/** @typedef {import('./protocol.js').Outbound} Outbound */
/** @typedef {import('./protocol.js').NightView} NightView */
/** @typedef {import('./protocol.js').HallView} HallView */
/** @typedef {import('./protocol.js').StallView} StallView */
/** @typedef {import('./protocol.js').StallNow} StallNow */
/** @typedef {import('./protocol.js').HallCount} HallCount */
/** @typedef {import('./protocol.js').SpotlightView} SpotlightView */
/** @typedef {{night: NightView, stalls: StallView[], sum: {night: string, live: number, viewers: number, halls: HallCount[], spotlight?: SpotlightView}, halls: {hall: string, live: StallNow[]}[]}} StreetView */

/**
 * @typedef {object} Street
 * @property {NightView} night
 * @property {Record<string, StallView[]>} stalls by hall, in the order in which this visit walks past them
 * @property {Record<string, StallNow>} now what is on air, by booth
 * @property {Record<string, string[]>} lit by hall: the booths on air, the most watched first
 * @property {Record<string, HallCount>} counts by hall
 * @property {number} live
 * @property {number} viewers
 * @property {SpotlightView | undefined} spotlight
 */

/**
 * The street as it was when somebody came. Who is on air stands in front, and stays where they stand for this visit: nothing moves
 * under a finger when a lantern is lit or goes out.
 * @param {StreetView} view @returns {Street}
 */
export function street(view) {
  /** @type {Street} */
  const s = { night: view.night, stalls: {}, now: {}, lit: {}, counts: {}, live: 0, viewers: 0, spotlight: undefined };
  const full = view.halls.reduce((now, h) => told(now, /** @type {any} */ ({ t: 'hall-summed', night: view.night.night, ...h })), told(s, /** @type {any} */ ({ t: 'night-summed', ...view.sum })));
  for (const hall of view.night.halls) {
    const here = view.stalls.filter((x) => x.hall === hall.hall).sort((a, b) => a.place - b.place);
    const front = (full.lit[hall.hall] ?? []).flatMap((booth) => here.find((x) => x.booth === booth) ?? []);
    full.stalls[hall.hall] = [...front, ...here.filter((x) => !front.includes(x))];
  }
  return full;
}

/** @param {Street} s @param {Outbound} e @returns {Street} */
export function told(s, e) {
  if (e.t === 'night-summed' && e.night === s.night.night) {
    return { ...s, live: e.live, viewers: e.viewers, counts: Object.fromEntries(e.halls.map((h) => [h.hall, h])), spotlight: e.spotlight };
  }
  if (e.t === 'hall-summed' && e.night === s.night.night) {
    const gone = (s.lit[e.hall] ?? []).filter((booth) => !e.live.some((x) => x.booth === booth));
    const now = { ...s.now, ...Object.fromEntries(e.live.map((x) => [x.booth, x])) };
    for (const booth of gone) delete now[booth];
    return { ...s, now, lit: { ...s.lit, [e.hall]: e.live.map((x) => x.booth) } };
  }
  return s;
}

/** A booth of the street. @param {Street} s @param {string} booth @returns {StallView | undefined} */
export function stallOf(s, booth) {
  for (const all of Object.values(s.stalls)) {
    const found = all.find((x) => x.booth === booth);
    if (found) return found;
  }
  return undefined;
}

/** How many booths a hall has. @param {Street} s @param {HallView} hall */
export const stallsIn = (s, hall) => s.stalls[hall.hall]?.length ?? 0;
