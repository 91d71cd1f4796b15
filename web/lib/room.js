// A room as a phone sees it: a pure fold of what the server said. No clock, no chance, no network in here.

/** @typedef {import('./protocol.js').Outbound} Outbound */
/** @typedef {import('./protocol.js').ShowView} ShowView */
/** @typedef {import('./protocol.js').OfferView} OfferView */
/** @typedef {import('./protocol.js').ChatLine} ChatLine */
/** @typedef {import('./protocol.js').HoldView} HoldView */
/** @typedef {import('./protocol.js').WaitView} WaitView */
/** @typedef {import('./protocol.js').OrderView} OrderView */
/** @typedef {import('./protocol.js').Tally} Tally */

/** Most comments a phone keeps. */
export const MOST_LINES = 200;

/**
 * @typedef {object} Room
 * @property {string} room
 * @property {string} epoch of the numbers; another one means that the log was lost
 * @property {number} seq last numbered event that was applied
 * @property {number} n last comment that was heard
 * @property {boolean} here whether a scene has come
 * @property {boolean} gap whether a numbered event is missing: join again
 * @property {string | null} you the account, null before signing in
 * @property {ShowView | null} show
 * @property {boolean} ordersOpen
 * @property {OfferView[]} lineUp
 * @property {string[]} pins products, the main one first
 * @property {number} slowSeconds
 * @property {boolean} stopped whether officials or organizers have stopped the sale
 * @property {string[]} officials the offices that watch with a seat
 * @property {ChatLine | null} pinnedMessage
 * @property {ChatLine[]} chat oldest first
 * @property {Record<string, true>} deleted messages that were taken away, so that a late one does not come back
 * @property {Record<string, true>} answered questions that need no more answer
 * @property {number} viewers
 * @property {Tally | null} tally for staff
 * @property {HoldView[]} holds open ones of this person in this room, oldest first
 * @property {WaitView[]} waits
 * @property {boolean} muted
 * @property {boolean} staff
 * @property {Record<string, string>} resolved how a hold of this visit ended: committed, released or expired
 * @property {Record<string, OrderView>} orders placed in this visit
 * @property {import('./protocol.js').Strain} strain how far the house has cut back because it is busy
 */

/** A room nobody has entered yet. @param {string} [room] @returns {Room} */
export function emptyRoom(room = '') {
  return {
    room, epoch: '', seq: 0, n: 0, here: false, gap: false, you: null, show: null, ordersOpen: false, lineUp: [], pins: [], slowSeconds: 0, stopped: false, officials: [],
    pinnedMessage: null, chat: [], deleted: {}, answered: {}, viewers: 0, tally: null, holds: [], waits: [], muted: false, staff: false,
    resolved: {}, orders: {}, strain: 'none',
  };
}

/** What the numbered events do; each gets the state and the event, which has its turn. @type {Record<string, (s: Room, e: any) => Room>} */
const SHELF = {
  'show-changed': (s, e) => ({ ...s, ordersOpen: e.ordersOpen, show: s.show && { ...s.show, state: e.state, ...(e.state === 'ended' ? { endedMs: e.atMs } : {}) } }),
  'products-pinned': (s, e) => ({ ...s, pins: e.products }),
  'line-up-changed': (s, e) => ({ ...s, lineUp: e.lineUp.map((/** @type {OfferView} */ o) => newerStock(o, offerOf(s, o.product))) }),
  'price-changed': (s, e) => offer(s, e.product, (o) => ({ ...o, priceVnd: e.priceVnd, wasVnd: e.wasVnd })),
  'deal-opened': (s, e) => offer(s, e.deal.product, (o) => ({ ...o, deal: e.deal })),
  'deal-closed': (s, e) => offer(s, e.product, (o) => (o.deal?.deal === e.deal ? { ...o, deal: undefined } : o)),
  'orders-switched': (s, e) => (e.product ? offer(s, e.product, (o) => ({ ...o, open: e.open })) : { ...s, ordersOpen: e.open }),
  'goods-frozen': (s, e) => offer(s, e.product, (o) => ({ ...o, frozen: e.frozen })),
  'sale-stopped': (s, e) => ({ ...s, stopped: e.stopped }),
  'officials-seated': (s, e) => ({ ...s, officials: e.officials }),
  'message-deleted': (s, e) => ({
    ...s, deleted: { ...s.deleted, [e.message]: true }, chat: s.chat.filter((l) => l.message !== e.message),
    pinnedMessage: s.pinnedMessage?.message === e.message ? null : s.pinnedMessage,
  }),
  'message-pinned': (s, e) => ({ ...s, pinnedMessage: e.message ?? null }),
  'slow-mode-set': (s, e) => ({ ...s, slowSeconds: e.seconds }),
  'question-answered': (s, e) => ({ ...s, answered: { ...s.answered, [e.message]: true } }),
};

/** What everything else does. @type {Record<string, (s: Room, e: any) => Room>} */
const REST = {
  joined,
  forgotten: (s) => ({ ...s, epoch: '', seq: 0, n: 0 }),
  'stock-changed': (s, e) => (elsewhere(s, e.room) ? s : offer(s, e.product, (o) => (e.rev <= o.stock.rev ? o : {
    ...o,
    stock: { allotted: e.allotted, free: e.free, held: e.held, sold: e.sold, rev: e.rev },
    deal: o.deal && e.dealLeft !== undefined ? { ...o.deal, left: e.dealLeft } : o.deal,
  }))),
  'viewers-counted': (s, e) => (elsewhere(s, e.room) ? s : { ...s, viewers: e.viewers }),
  'strain-changed': (s, e) => ({ ...s, strain: e.strain }),
  'tally-changed': (s, e) => (elsewhere(s, e.room) ? s : { ...s, tally: e.tally }),
  said: (s, e) => ({ ...s, n: Math.max(s.n, e.line.n), chat: withLine(s, e.line) }),
  'chat-posted': (s, e) => {
    const held = e.hold ? withHold(s, e.hold) : s;
    return e.waiting ? withWait(held, e.waiting) : held;
  },
  'hold-taken': (s, e) => withHold(s, e.hold),
  'hold-granted': (s, e) => withHold(s, e.hold),
  'hold-extended': (s, e) => ({ ...s, holds: s.holds.map((h) => (h.hold === e.hold ? { ...h, deadlineMs: Math.max(h.deadlineMs, e.deadlineMs) } : h)) }),
  'hold-resolved': (s, e) => ({ ...s, holds: s.holds.filter((h) => h.hold !== e.hold), resolved: { ...s.resolved, [e.hold]: e.how } }),
  waiting: (s, e) => withWait(s, e),
  'wait-moved': (s, e) => (elsewhere(s, e.room) ? s : { ...s, waits: s.waits.map((w) => (w.product === e.product ? { ...w, number: e.number, ahead: e.ahead } : w)) }),
  'wait-closed': (s, e) => (elsewhere(s, e.room) ? s : { ...s, waits: s.waits.filter((w) => w.product !== e.product) }),
  'order-placed': (s, e) => {
    const hold = `h${e.order.order.slice(1)}`; // an order has the key of its hold
    return { ...s, orders: { ...s.orders, [e.order.order]: e.order }, holds: s.holds.filter((h) => h.hold !== hold), resolved: { ...s.resolved, [hold]: 'committed' } };
  },
  'order-changed': (s, e) => {
    const order = s.orders[e.order];
    return order ? { ...s, orders: { ...s.orders, [e.order]: { ...order, state: e.state, paid: e.paid, paidVnd: e.paidVnd } } } : s;
  },
  'mute-changed': (s, e) => (elsewhere(s, e.room) ? s : { ...s, muted: e.muted }),
};

/**
 * The room after something was heard. A numbered event that was seen before changes nothing; one that comes too early sets
 * `gap`, and nothing numbered is applied until `joined` mends it. Unknown events change nothing but take their number.
 * @param {Room} state
 * @param {Outbound | {t: 'forgotten'}} event
 * @returns {Room}
 */
export function apply(state, event) {
  const e = /** @type {any} */ (event);
  if (Object.hasOwn(REST, e.t)) return REST[e.t](state, e);
  if (typeof e.seq !== 'number') return state;
  if (e.seq <= state.seq) return state;
  if (e.seq > state.seq + 1 || !state.here) return state.gap ? state : { ...state, gap: true };
  const next = Object.hasOwn(SHELF, e.t) ? SHELF[e.t](state, e) : state;
  return { ...next, seq: e.seq };
}

/** @param {Room} s @param {any} e @returns {Room} */
function joined(s, e) {
  const mine = e.mine ? { holds: e.mine.holds, waits: e.mine.waits, muted: e.mine.muted, staff: e.mine.staff } : { holds: [], waits: [], muted: false, staff: false };
  const common = { ...s, ...mine, room: e.room, gap: false, you: e.you ?? null, viewers: e.viewers, tally: e.tally ?? null };
  if (e.recovered || !e.scene) return { ...common, epoch: e.epoch };
  const scene = e.scene;
  const same = s.here && s.epoch === e.epoch && s.room === e.room;
  return {
    ...common, here: true, epoch: e.epoch, seq: e.seq, n: Math.max(same ? s.n : 0, scene.chat.at(-1)?.n ?? 0), show: scene.show, ordersOpen: scene.ordersOpen,
    lineUp: same ? scene.lineUp.map((/** @type {OfferView} */ o) => newerStock(o, offerOf(s, o.product))) : scene.lineUp,
    pins: scene.pins, slowSeconds: scene.slowSeconds, stopped: scene.stopped ?? false, officials: scene.officials ?? [], pinnedMessage: scene.pinnedMessage ?? null,
    // lines of before may have been taken away meanwhile, and there may be more between than the scene holds
    chat: scene.chat, deleted: same ? s.deleted : {}, answered: same ? s.answered : {},
  };
}

/** @param {Room} s @param {string | undefined} room */
const elsewhere = (s, room) => room !== undefined && room !== s.room;

/** @param {Room} s @param {string} product @param {(o: OfferView) => OfferView} change @returns {Room} */
function offer(s, product, change) {
  return { ...s, lineUp: s.lineUp.map((o) => (o.product === product ? change(o) : o)) };
}

/** @param {OfferView} told @param {OfferView | undefined} known */
function newerStock(told, known) {
  return known && known.stock.rev > told.stock.rev ? { ...told, stock: known.stock } : told;
}

/** @param {Room} s @param {ChatLine} line @returns {ChatLine[]} */
function withLine(s, line) {
  if (s.deleted[line.message]) return s.chat;
  const chat = s.chat.filter((l) => l.message !== line.message);
  let at = chat.length;
  while (at > 0 && chat[at - 1].n > line.n) at--;
  chat.splice(at, 0, line);
  return chat.slice(-MOST_LINES);
}

/** @param {Room} s @param {HoldView} hold @returns {Room} */
function withHold(s, hold) {
  if (elsewhere(s, hold.room) || s.resolved[hold.hold]) return s;
  const products = new Set(hold.lines.map((l) => l.product));
  return {
    ...s,
    holds: [...s.holds.filter((h) => h.hold !== hold.hold), hold].sort((a, b) => a.takenMs - b.takenMs),
    waits: s.waits.filter((w) => w.hold !== hold.hold && !(products.has(w.product) && hold.lines.length === 1)),
  };
}

/** @param {Room} s @param {any} w @returns {Room} */
function withWait(s, w) {
  if (elsewhere(s, w.room)) return s;
  const wait = { room: w.room, product: w.product, quantity: w.quantity, hold: w.hold, number: w.number, ahead: w.ahead };
  return { ...s, waits: [...s.waits.filter((o) => o.product !== w.product), wait] };
}

// ── what pages ask ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Where to resume from; null before the first scene. @param {Room} s */
export function resumeAt(s) {
  return s.here && s.epoch ? { seq: s.seq, epoch: s.epoch, ...(s.n ? { n: s.n } : {}) } : null;
}

/** @param {Room} s @param {string} product @returns {OfferView | undefined} */
export function offerOf(s, product) {
  return s.lineUp.find((o) => o.product === product);
}

/** The item that buyers write as `code`, however they write it. @param {Room} s @param {string} code */
export function offerByCode(s, code) {
  const wanted = code.toUpperCase();
  return s.lineUp.find((o) => o.code.toUpperCase() === wanted);
}

/** Pinned items, the main one first. @param {Room} s @returns {OfferView[]} */
export function pinned(s) {
  return s.pins.flatMap((p) => offerOf(s, p) ?? []);
}

/** The deal that can be had now, or undefined. @param {OfferView} o @param {number} nowMs the server's time */
export function dealNow(o, nowMs) {
  return o.deal && o.deal.left > 0 && o.deal.endsMs > nowMs ? o.deal : undefined;
}

/**
 * What a unit costs now, and what is struck through beside it.
 * @param {OfferView} o @param {number} nowMs the server's time
 * @returns {{vnd: number, wasVnd: number}} 0 when nothing is struck
 */
export function priceNow(o, nowMs) {
  const deal = dealNow(o, nowMs);
  return deal ? { vnd: deal.priceVnd, wasVnd: o.priceVnd } : { vnd: o.priceVnd, wasVnd: o.wasVnd ?? 0 };
}

/**
 * Whether an item can be bought now, and why not: `ended`, `not-live`, `stopped` (all orders or this item), `sold-out`, or
 * '' when it can. Free stock of 0 is the honest "sold out": units in other hands may come back, so there is a line for it.
 * @param {Room} s @param {OfferView} o
 * @returns {'' | 'ended' | 'not-live' | 'halted' | 'frozen' | 'stopped' | 'sold-out'}
 */
export function closedFor(s, o) {
  if (s.show?.state === 'ended') return 'ended';
  if (s.show?.state !== 'live' && s.show?.state !== 'paused') return 'not-live';
  if (s.stopped) return 'halted';
  if (o.frozen) return 'frozen';
  if (!s.ordersOpen || !o.open) return 'stopped';
  return o.stock.free > 0 ? '' : 'sold-out';
}

/** The hold the person is busy with: the newest. @param {Room} s @returns {HoldView | undefined} */
export function currentHold(s) {
  return s.holds.at(-1);
}

/** @param {Room} s @param {string} product */
export function waitFor(s, product) {
  return s.waits.find((w) => w.product === product);
}

/** The products by code of a line-up; a chat asks for each of its lines. @type {WeakMap<OfferView[], Map<string, string>>} */
const codesOf = new WeakMap();

/**
 * The pieces of a comment: plain text, and codes of items that are in the line-up.
 * @param {Room} s @param {string} text
 * @returns {Array<{text: string, product?: string}>}
 */
export function pieces(s, text) {
  let codes = codesOf.get(s.lineUp);
  if (!codes) codesOf.set(s.lineUp, codes = new Map(s.lineUp.map((o) => [o.code.toUpperCase(), o.product])));
  /** @type {Array<{text: string, product?: string}>} */
  const out = [];
  let from = 0;
  for (const found of text.matchAll(/(?<![\p{L}\p{N}])([A-Za-z]\d{1,3})(?![\p{L}\p{N}])/gu)) {
    const product = codes.get(found[1].toUpperCase());
    if (!product) continue;
    if (found.index > from) out.push({ text: text.slice(from, found.index) });
    out.push({ text: found[1].toUpperCase(), product });
    from = found.index + found[1].length;
  }
  if (from < text.length) out.push({ text: text.slice(from) });
  return out;
}
