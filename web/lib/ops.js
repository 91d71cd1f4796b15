// What the person on duty is told: pure, from the figures of /api/ops, tried without a browser.

/**
 * @typedef {{atMs: number, strain: import('./protocol.js').Strain, why: string[], leaving: boolean, phones: number, phonesMost: number, rooms: number, commands: number,
 *   holds: number, orders: number, deliveries: number, dropped: number, chatsShed: number, turnedAway: number, expired: number, outboxBytes: number, takeHoldMs: number,
 *   placeOrderMs: number, storeMs: number, lagMs: number, factsBehind: number, factsBehindSeconds: number, fold?: string, heapAfter: number, heapMost: number, cpu: number,
 *   storeKeeps: boolean, storeLogBytes: number, storeUsedBytes: number}} Beat one second of one node
 * @typedef {{node: string, address: string, transport: string, startedMs: number, heardMs: number, beats: Beat[]}} Node
 * @typedef {{nowMs: number, node: string, nodes: Node[]}} View
 * @typedef {{kind: 'bad' | 'warn' | 'note', what: string, node: string, args: Record<string, string | number>}} Finding `what` names its words: `ops.find.WHAT` and `ops.find.WHAT.do`
 */

/** Seconds that are kept and drawn. */
export const KEPT = 300;
/** A node that was not heard for this long has fallen silent. */
const SILENT_MS = 3_000;
/** What takes longer is felt by buyers. */
const SLOW_MS = 250;
const NEARLY_FULL = 0.85;
const BEHIND_SECONDS = 30;
/** @type {Record<Finding['kind'], number>} */
const WEIGHT = { bad: 0, warn: 1, note: 2 };

/**
 * What was known, with what came since.
 * @param {View | null} known @param {View} told @returns {View}
 */
export function together(known, told) {
  const before = new Map((known?.nodes ?? []).map((n) => [n.node, n]));
  return {
    ...told,
    nodes: told.nodes.map((node) => {
      const had = before.get(node.node);
      if (!had || had.startedMs !== node.startedMs) return node;
      const newest = had.beats.at(-1)?.atMs ?? 0;
      return { ...node, beats: [...had.beats, ...node.beats.filter((b) => b.atMs > newest)].slice(-KEPT) };
    }),
  };
}

/** The moment after which something is new for every node. @param {View | null} known */
export function since(known) {
  const newest = (known?.nodes ?? []).filter((n) => known && !isSilent(n, known.nowMs)).map((n) => n.beats.at(-1)?.atMs ?? 0);
  return newest.length ? Math.max(0, Math.min(...newest)) : 0;
}

/** @param {Node} node @param {number} nowMs */
export function isSilent(node, nowMs) {
  return nowMs - node.heardMs > SILENT_MS;
}

/** What is wrong, the worst first; nothing when all is well. @param {View} view @returns {Finding[]} */
export function findings(view) {
  return view.nodes.flatMap((node) => of(node, view.nowMs)).sort((a, b) => WEIGHT[a.kind] - WEIGHT[b.kind]);
}

/** @param {Node} node @param {number} nowMs @returns {Finding[]} */
function of(node, nowMs) {
  const now = node.beats.at(-1);
  /** @type {Finding[]} */
  const found = [];
  /** @param {Finding['kind']} kind @param {string} what @param {Record<string, string | number>} [args] */
  const add = (kind, what, args = {}) => found.push({ kind, what, node: node.address, args });
  if (isSilent(node, nowMs)) {
    add('bad', 'silent', { n: Math.round((nowMs - node.heardMs) / 1_000) });
    return found;
  }
  if (!now) return found;
  if (now.strain === 'store-away') add('bad', 'store-away');
  if (!now.storeKeeps) add('bad', 'store-keeps');
  if (now.strain === 'buying-only') add('bad', 'buying-only');
  if (now.strain === 'thinner') add('warn', 'thinner');
  if (now.strain === 'quieter') add('warn', 'quieter');
  for (const why of now.why) if (why !== 'store-away') add(why === 'held' ? 'note' : 'warn', `why-${why}`, { ms: Math.round(why === 'loop' ? now.lagMs : now.storeMs), percent: Math.round((100 * now.heapAfter) / Math.max(1, now.heapMost)) });
  if (now.leaving) add('note', 'leaving');
  else if (now.phones >= now.phonesMost) add('bad', 'full', { n: now.phonesMost });
  else if (now.phones >= now.phonesMost * NEARLY_FULL) add('warn', 'nearly-full', { n: now.phones, most: now.phonesMost });
  const lately = node.beats.slice(-10);
  const turned = lately.reduce((n, b) => n + b.turnedAway, 0);
  if (turned >= 1 && now.phones < now.phonesMost && now.strain !== 'buying-only' && !now.leaving) add('warn', 'turned-away', { n: Math.round(turned) });
  if (now.takeHoldMs > SLOW_MS || now.placeOrderMs > SLOW_MS) add('warn', 'slow', { ms: Math.round(Math.max(now.takeHoldMs, now.placeOrderMs)) });
  if (now.factsBehindSeconds > BEHIND_SECONDS) add('warn', 'behind', { n: now.factsBehind, seconds: Math.round(now.factsBehindSeconds), fold: now.fold ?? '' });
  return found;
}

/**
 * A line over the last minutes for all nodes, or for one: summed where it is so many, the worst where it is a time.
 * @param {View} view @param {string} node '' for all @param {keyof Beat} what @param {'sum' | 'worst'} how @param {number} seconds
 * @returns {(number | null)[]} one for each second, oldest first
 */
export function line(view, node, what, how, seconds) {
  const nodes = view.nodes.filter((n) => !node || n.node === node);
  const newest = Math.max(0, ...nodes.map((n) => n.beats.at(-1)?.atMs ?? 0));
  /** @type {(number | null)[]} */
  const out = new Array(seconds).fill(null);
  for (const { beats } of nodes) {
    for (const beat of beats) {
      const at = seconds - 1 - Math.round((newest - beat.atMs) / 1_000);
      if (at < 0 || at >= seconds) continue;
      const figure = Number(beat[what]);
      const had = out[at];
      out[at] = had === null ? figure : how === 'sum' ? had + figure : Math.max(had, figure);
    }
  }
  return out;
}

/** Every so many seconds one figure: the greatest of them. @param {(number | null)[]} all @param {number} each @returns {(number | null)[]} */
export function coarser(all, each) {
  const out = [];
  for (let i = 0; i < all.length; i += each) {
    const some = all.slice(i, i + each).filter((n) => n !== null);
    out.push(some.length ? Math.max(...some) : null);
  }
  return out;
}
