import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { MOST_LINES, apply, closedFor, currentHold, dealNow, emptyRoom, offerByCode, offerOf, pieces, pinned, priceNow, resumeAt, waitFor } from '../lib/room.js';

const ROOM = 's07-phien1';
const picture = { drawing: 'honey-jar', palette: 'mekong' };

/** @param {string} code @param {object} [more] @returns {any} */
const offer = (code, more = {}) => ({
  product: `p07-${code.toLowerCase()}`, code, name: `Món ${code}`, unit: 'hũ', weightGrams: 500, group: 'food', priceVnd: 100_000, perBuyer: 5, open: true,
  stock: { allotted: 50, free: 20, held: 5, sold: 25, rev: 10 }, picture, ...more,
});
/** @param {number} n @param {object} [more] @returns {any} */
const line = (n, more = {}) => ({ n, message: `m07-${n}`, account: 'u-an', name: 'An', text: `câu ${n}`, sentMs: n, question: false, order: false, ...more });
/** @param {string} key @param {object} [more] @returns {any} */
const hold = (key, more = {}) => ({
  hold: `h07-${key}`, room: ROOM, lines: [{ product: 'p07-a1', code: 'A1', name: 'Món A1', unit: 'hũ', quantity: 1, priceVnd: 100_000, picture }],
  totalVnd: 100_000, takenMs: 1_000, deadlineMs: 301_000, capMs: 2_101_000, ...more,
});
/** @param {object} [more] @returns {any} */
const scene = (more = {}) => ({
  show: { room: ROOM, booth: {}, title: 'Phiên', state: 'live', startsMs: 0, video: { kind: 'cover' }, cover: picture, viewers: 3 },
  lineUp: [offer('A1'), offer('A2')], pins: ['p07-a1'], ordersOpen: true, slowSeconds: 0, chat: [line(1), line(2)], ...more,
});
/** @param {object} [more] @returns {any} */
const joined = (more = {}) => ({ t: 'joined', ref: 1, room: ROOM, epoch: 'k1', seq: 10, nowMs: 5_000, recovered: false, scene: scene(), viewers: 3, ...more });

/** @param {...any} events @returns {import('../lib/room.js').Room} */
const after = (...events) => events.reduce((s, e) => apply(s, e), apply(emptyRoom(ROOM), joined()));

describe('numbered events', () => {
  const pins = (/** @type {number} */ seq, /** @type {string[]} */ products) => /** @type {any} */ ({ t: 'products-pinned', seq, products });
  for (const row of [
    { name: 'the next one is applied', events: [pins(11, ['p07-a2'])], seq: 11, pins: ['p07-a2'], gap: false },
    { name: 'one seen before changes nothing', events: [pins(11, ['p07-a2']), pins(11, [])], seq: 11, pins: ['p07-a2'], gap: false },
    { name: 'an old one changes nothing', events: [pins(9, [])], seq: 10, pins: ['p07-a1'], gap: false },
    { name: 'one that comes too early asks to join again', events: [pins(12, [])], seq: 10, pins: ['p07-a1'], gap: true },
    { name: 'nothing is applied while one is missing', events: [pins(12, []), pins(13, ['p07-a2'])], seq: 10, pins: ['p07-a1'], gap: true },
    {
      name: 'a recovered join and the missed events mend a gap', seq: 12, pins: [], gap: false,
      events: [pins(12, []), joined({ recovered: true, scene: undefined, seq: 12 }), pins(11, ['p07-a2']), pins(12, [])],
    },
    { name: 'a new scene mends a gap', events: [pins(14, []), joined({ seq: 14 })], seq: 14, pins: ['p07-a1'], gap: false },
    { name: 'an unknown one takes its number', events: [{ t: 'fireworks-lit', seq: 11 }, pins(12, [])], seq: 12, pins: [], gap: false },
  ]) {
    test(row.name, () => {
      const s = after(...row.events);
      assert.deepEqual({ seq: s.seq, pins: s.pins, gap: s.gap }, { seq: row.seq, pins: row.pins, gap: row.gap });
    });
  }

  test('before the scene a numbered event only asks to join', () => {
    assert.equal(apply(emptyRoom(ROOM), pins(1, [])).gap, true);
  });

  test('the show changes its state, and its end is remembered', () => {
    const s = after({ t: 'show-changed', seq: 11, state: 'ended', ordersOpen: false, atMs: 77 });
    assert.deepEqual([s.show?.state, s.show?.endedMs, s.ordersOpen], ['ended', 77, false]);
  });

  test('a price changes for its own item alone', () => {
    const s = after({ t: 'price-changed', seq: 11, product: 'p07-a1', priceVnd: 90_000, wasVnd: 100_000 });
    assert.deepEqual([offerOf(s, 'p07-a1')?.priceVnd, offerOf(s, 'p07-a1')?.wasVnd, offerOf(s, 'p07-a2')?.priceVnd], [90_000, 100_000, 100_000]);
  });

  test('orders stop for one item, or for the whole show', () => {
    const one = after({ t: 'orders-switched', seq: 11, product: 'p07-a1', open: false });
    assert.deepEqual([offerOf(one, 'p07-a1')?.open, one.ordersOpen], [false, true]);
    assert.equal(after({ t: 'orders-switched', seq: 11, open: false }).ordersOpen, false);
  });

  test('a new line-up keeps stock that is newer', () => {
    const s = after({ t: 'stock-changed', room: ROOM, product: 'p07-a1', allotted: 50, free: 3, held: 5, sold: 42, rev: 30 },
      { t: 'line-up-changed', seq: 11, lineUp: [offer('A2'), offer('A1')] });
    assert.deepEqual(s.lineUp.map((o) => [o.code, o.stock.free]), [['A2', 20], ['A1', 3]]);
  });
});

describe('a deal', () => {
  const deal = { deal: 'd07-1', product: 'p07-a1', priceVnd: 70_000, units: 5, left: 5, perBuyer: 1, endsMs: 60_000 };
  const open = { t: 'deal-opened', seq: 11, deal };

  for (const row of [
    { name: 'gives its price while it lasts', now: 59_999, events: [open], price: { vnd: 70_000, wasVnd: 100_000 } },
    { name: 'is over by the clock even before it is closed', now: 60_000, events: [open], price: { vnd: 100_000, wasVnd: 0 } },
    { name: 'is over when none is left', now: 1, events: [open, { t: 'stock-changed', room: ROOM, product: 'p07-a1', allotted: 50, free: 9, held: 1, sold: 40, dealLeft: 0, rev: 11 }], price: { vnd: 100_000, wasVnd: 0 } },
    { name: 'is over when it is closed', now: 1, events: [open, { t: 'deal-closed', seq: 12, deal: 'd07-1', product: 'p07-a1' }], price: { vnd: 100_000, wasVnd: 0 } },
    { name: 'stays when another one is closed', now: 1, events: [open, { t: 'deal-closed', seq: 12, deal: 'd07-0', product: 'p07-a1' }], price: { vnd: 70_000, wasVnd: 100_000 } },
  ]) {
    test(row.name, () => {
      const o = /** @type {any} */ (offerOf(after(...row.events), 'p07-a1'));
      assert.deepEqual(priceNow(o, row.now), row.price);
      assert.equal(dealNow(o, row.now)?.priceVnd ?? 0, row.price.wasVnd ? 70_000 : 0);
    });
  }
});

describe('stock', () => {
  const stock = (/** @type {number} */ rev, /** @type {number} */ free, room = ROOM) => ({ t: 'stock-changed', room, product: 'p07-a1', allotted: 50, free, held: 0, sold: 50 - free, rev });
  for (const row of [
    { name: 'a newer figure wins', events: [stock(11, 7)], free: 7 },
    { name: 'an older one is dropped', events: [stock(12, 7), stock(11, 9)], free: 7 },
    { name: 'the same one is dropped', events: [stock(12, 7), stock(12, 9)], free: 7 },
    { name: 'of another room is none of ours', events: [stock(12, 7, 's07-other')], free: 20 },
    { name: 'a scene of the same epoch does not bring an older figure back', events: [stock(12, 7), joined({ seq: 12 })], free: 7 },
    { name: 'a scene of a new epoch is the truth', events: [stock(12, 7), joined({ seq: 2, epoch: 'k2' })], free: 20 },
  ]) test(row.name, () => assert.equal(offerOf(after(...row.events), 'p07-a1')?.stock.free, row.free));

  for (const row of [
    { name: 'free units can be bought', events: [], closed: '' },
    { name: 'no free unit is sold out', events: [stock(11, 0)], closed: 'sold-out' },
    { name: 'a pause of the picture does not stop buying', events: [{ t: 'show-changed', seq: 11, state: 'paused', ordersOpen: true, atMs: 1 }], closed: '' },
    { name: 'stopped orders come before sold out', events: [stock(11, 0), { t: 'orders-switched', seq: 11, open: false }], closed: 'stopped' },
    { name: 'an ended show sells nothing', events: [{ t: 'show-changed', seq: 11, state: 'ended', ordersOpen: false, atMs: 1 }], closed: 'ended' },
  ]) {
    test(row.name, () => {
      const s = after(...row.events);
      assert.equal(closedFor(s, /** @type {any} */ (offerOf(s, 'p07-a1'))), row.closed);
    });
  }
});

describe('chat', () => {
  const said = (/** @type {number} */ n, /** @type {object} */ more = {}) => ({ t: 'said', line: line(n, more) });
  for (const row of [
    { name: 'new lines go to the end', events: [said(3)], ns: [1, 2, 3] },
    { name: 'a line that comes late goes to its place', events: [said(5), said(4)], ns: [1, 2, 4, 5] },
    { name: 'a line said twice is there once', events: [said(3), said(3)], ns: [1, 2, 3] },
    { name: 'a deleted line is gone', events: [said(3), { t: 'message-deleted', seq: 11, message: 'm07-2' }], ns: [1, 3] },
    { name: 'a deleted line that comes late stays gone', events: [{ t: 'message-deleted', seq: 11, message: 'm07-3' }, said(3)], ns: [1, 2] },
    { name: 'a new scene is the whole chat: nothing that was taken away meanwhile stays, and nothing is left out unseen', events: [said(3), said(4), joined({ seq: 12, scene: scene({ chat: [line(3), line(5)] }) })], ns: [3, 5] },
    { name: 'what was missed follows a recovered join', events: [said(3), joined({ recovered: true, scene: undefined }), said(4), said(5)], ns: [1, 2, 3, 4, 5] },
    { name: 'a new epoch starts over', events: [said(3), joined({ epoch: 'k2', scene: scene({ chat: [line(1)] }) })], ns: [1] },
  ]) test(row.name, () => assert.deepEqual(after(...row.events).chat.map((l) => l.n), row.ns));

  test('no more than two hundred lines are kept', () => {
    const s = after(...Array.from({ length: 300 }, (_, i) => said(i + 3)));
    assert.deepEqual([s.chat.length, s.chat.at(-1)?.n], [MOST_LINES, 302]);
  });

  test('deleting the pinned message takes it down', () => {
    const s = after({ t: 'message-pinned', seq: 11, message: line(2) }, { t: 'message-deleted', seq: 12, message: 'm07-2' });
    assert.equal(s.pinnedMessage, null);
  });

  for (const row of [
    { text: 'chốt A1 với a2 nhé', pieces: ['chốt ', '@A1', ' với ', '@A2', ' nhé'] },
    { text: 'A9 còn không', pieces: ['A9 còn không'] },
    { text: 'A12 BA1 A1x', pieces: ['A12 BA1 A1x'] },
    { text: 'A1', pieces: ['@A1'] },
    { text: 'ấA1, A1!', pieces: ['ấA1, ', '@A1', '!'] },
  ]) test(`codes in "${row.text}"`, () => assert.deepEqual(pieces(after(), row.text).map((p) => (p.product ? '@' : '') + p.text), row.pieces));
});

describe('holds and the line', () => {
  const wait = { room: ROOM, product: 'p07-a1', quantity: 1, hold: 'h07-w', number: 4, ahead: 3 };
  const waiting = { t: 'waiting', ref: 3, ...wait };

  for (const row of [
    { name: 'a hold that was taken is ours', events: [{ t: 'hold-taken', ref: 2, hold: hold('a') }], holds: ['h07-a'], waits: 0 },
    { name: 'the same answer twice is one hold', events: [{ t: 'hold-taken', ref: 2, hold: hold('a') }, { t: 'hold-taken', ref: 2, hold: hold('a') }], holds: ['h07-a'], waits: 0 },
    { name: 'a hold that ended is gone', events: [{ t: 'hold-taken', ref: 2, hold: hold('a') }, { t: 'hold-resolved', hold: 'h07-a', how: 'expired' }], holds: [], waits: 0 },
    { name: 'a late answer does not bring an ended hold back', events: [{ t: 'hold-resolved', hold: 'h07-a', how: 'expired' }, { t: 'hold-taken', ref: 2, hold: hold('a') }], holds: [], waits: 0 },
    { name: 'a hold of another room is not shown here', events: [{ t: 'hold-granted', hold: hold('a', { room: 's07-other' }) }], holds: [], waits: 0 },
    { name: 'standing in line', events: [waiting], holds: [], waits: 1 },
    { name: 'standing twice is standing once', events: [waiting, waiting], holds: [], waits: 1 },
    { name: 'a granted hold ends the wait', events: [waiting, { t: 'hold-granted', hold: hold('w') }], holds: ['h07-w'], waits: 0 },
    { name: 'the line is gone', events: [waiting, { t: 'wait-closed', room: ROOM, product: 'p07-a1' }], holds: [], waits: 0 },
    { name: 'a comment can take a hold', events: [{ t: 'chat-posted', ref: 9, message: 'm07-9', hold: hold('c') }], holds: ['h07-c'], waits: 0 },
    { name: 'a comment can stand in line', events: [{ t: 'chat-posted', ref: 9, message: 'm07-9', waiting }], holds: [], waits: 1 },
    { name: 'an order ends its hold', events: [{ t: 'hold-taken', ref: 2, hold: hold('a') }, { t: 'order-placed', ref: 4, order: { order: 'o07-a', state: 'placed' } }], holds: [], waits: 0 },
    { name: 'after an absence what is ours is what the server says', events: [{ t: 'hold-taken', ref: 2, hold: hold('a') }, joined({ recovered: true, scene: undefined, mine: { holds: [hold('b')], waits: [wait], muted: false, staff: false } })], holds: ['h07-b'], waits: 1 },
  ]) {
    test(row.name, () => {
      const s = after(...row.events);
      assert.deepEqual([s.holds.map((h) => h.hold), s.waits.length], [row.holds, row.waits]);
    });
  }

  test('moving up in line keeps the number and tells who is ahead', () => {
    assert.deepEqual(waitFor(after(waiting, { t: 'wait-moved', room: ROOM, product: 'p07-a1', number: 4, ahead: 1 }), 'p07-a1'), { ...wait, ahead: 1 });
  });

  test('an extension never shortens', () => {
    const s = after({ t: 'hold-taken', ref: 2, hold: hold('a') }, { t: 'hold-extended', hold: 'h07-a', deadlineMs: 500_000 }, { t: 'hold-extended', hold: 'h07-a', deadlineMs: 400_000 });
    assert.equal(currentHold(s)?.deadlineMs, 500_000);
  });

  test('money that comes in is seen on the order', () => {
    const s = after({ t: 'order-placed', ref: 4, order: { order: 'o07-a', state: 'placed', paid: 'unpaid', paidVnd: 0 } }, { t: 'order-changed', order: 'o07-a', state: 'placed', paid: 'paid', paidVnd: 100_000 });
    assert.deepEqual([s.orders['o07-a'].paid, s.orders['o07-a'].paidVnd], ['paid', 100_000]);
  });
});

describe('joining', () => {
  test('nothing to resume before the first scene', () => assert.equal(resumeAt(emptyRoom(ROOM)), null));
  test('later from the last number', () => assert.deepEqual(resumeAt(after({ t: 'products-pinned', seq: 11, products: [] })), { seq: 11, epoch: 'k1', n: 2 }));
  for (const row of [
    { name: 'the last comment of all is told, also when an earlier one came late', events: [{ t: 'said', line: line(5) }, { t: 'said', line: line(4) }], n: 5 },
    { name: 'also when it was taken away', events: [{ t: 'said', line: line(5) }, { t: 'message-deleted', seq: 11, message: 'm07-5' }], n: 5 },
    { name: 'a scene without what was said before takes nothing back', events: [{ t: 'said', line: line(5) }, joined({ seq: 12, scene: scene({ chat: [] }) })], n: 5 },
    { name: 'a scene of a new epoch counts anew', events: [{ t: 'said', line: line(5) }, joined({ epoch: 'k2' })], n: 2 },
    { name: 'without comments nothing is told of them', events: [joined({ epoch: 'k2', scene: scene({ chat: [] }) })], n: undefined },
  ]) test(row.name, () => assert.equal(resumeAt(after(...row.events))?.n, row.n));
  test('a forgotten visit starts over', () => assert.equal(resumeAt(after({ t: 'forgotten' })), null));
  test('recovering does not skip what is still to come', () => assert.equal(after(joined({ recovered: true, scene: undefined, seq: 50 })).seq, 10));
  test('pins keep their order and skip what left the line-up', () => {
    assert.deepEqual(pinned(after({ t: 'products-pinned', seq: 11, products: ['p07-a2', 'p07-x', 'p07-a1'] })).map((o) => o.code), ['A2', 'A1']);
  });
  test('codes are read however they are written', () => assert.equal(offerByCode(after(), 'a2')?.code, 'A2'));
  test('the state that went in is not touched', () => {
    const before = after();
    const copy = structuredClone(before);
    for (const e of [{ t: 'said', line: line(3) }, { t: 'stock-changed', room: ROOM, product: 'p07-a1', allotted: 1, free: 1, held: 0, sold: 0, rev: 99 }, { t: 'products-pinned', seq: 11, products: [] }, { t: 'hold-taken', ref: 1, hold: hold('a') }]) apply(before, /** @type {any} */ (e));
    assert.deepEqual(before, copy);
  });
});

const golden = new URL('./golden.json', import.meta.url);
if (existsSync(golden)) {
  describe('golden frames', () => {
    /** @type {any[]} */
    const frames = JSON.parse(readFileSync(golden, 'utf8')).outbound;
    for (const [i, frame] of frames.entries()) {
      test(`${frame.t} (${i}) is taken in`, () => {
        const start = { ...after(), ...(typeof frame.seq === 'number' ? { seq: frame.seq - 1 } : {}) };
        const s = apply(start, frame);
        assert.equal(s.gap, false);
        if (typeof frame.seq === 'number' && frame.t !== 'joined') assert.equal(s.seq, frame.seq);
      });
    }
  });
}
