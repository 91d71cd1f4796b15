import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { coarser, findings, line, since, together } from '../lib/ops.js';

const CALM = /** @type {import('../lib/ops.js').Beat} */ ({
  atMs: 0, strain: 'none', why: [], leaving: false, phones: 100, phonesMost: 15_000, rooms: 3, commands: 20, holds: 2, orders: 1, deliveries: 900, dropped: 0, chatsShed: 0,
  turnedAway: 0, expired: 0, outboxBytes: 0, takeHoldMs: 4, placeOrderMs: 6, storeMs: 1, lagMs: 2, factsBehind: 0, factsBehindSeconds: 0, heapAfter: 100, heapMost: 1_000, cpu: 0.2,
  storeKeeps: true, storeLogBytes: 1, storeUsedBytes: 1,
});
/** @param {string} name @param {Partial<import('../lib/ops.js').Beat>[]} beats @param {number} [heardMs] */
const node = (name, beats, heardMs = 10_000) => ({ node: name, address: `http://${name}`, transport: 'io_uring', startedMs: 1, heardMs, beats: beats.map((b, i) => ({ ...CALM, atMs: 1_000 * (i + 1), ...b })) });
/** @param {any[]} nodes */
const view = (...nodes) => ({ nowMs: 10_500, node: 'a', nodes });
/** @param {Partial<import('../lib/ops.js').Beat>} now */
const whats = (now) => findings(view(node('a', [now]))).map((f) => `${f.kind} ${f.what}`);

describe('what the person on duty is told', () => {
  for (const { name, now, told } of [
    { name: 'all is well', now: {}, told: [] },
    { name: 'the store is away', now: { strain: 'store-away', why: ['store-away'] }, told: ['bad store-away'] },
    { name: 'the store cannot write', now: { storeKeeps: false }, told: ['bad store-keeps'] },
    { name: 'only buying', now: { strain: 'buying-only', why: ['loop'], lagMs: 500 }, told: ['bad buying-only', 'warn why-loop'] },
    { name: 'thinner for the store', now: { strain: 'thinner', why: ['store'] }, told: ['warn thinner', 'warn why-store'] },
    { name: 'held', now: { strain: 'quieter', why: ['held'] }, told: ['warn quieter', 'note why-held'] },
    { name: 'full', now: { phones: 15_000 }, told: ['bad full'] },
    { name: 'nearly full', now: { phones: 13_000 }, told: ['warn nearly-full'] },
    { name: 'a storm at the door', now: { turnedAway: 40 }, told: ['warn turned-away'] },
    { name: 'slow', now: { placeOrderMs: 300 }, told: ['warn slow'] },
    { name: 'a fold is stuck', now: { factsBehind: 12, factsBehindSeconds: 95, fold: 'order-index' }, told: ['warn behind'] },
    { name: 'leaving and full', now: { leaving: true, phones: 15_000 }, told: ['note leaving'] },
  ]) test(name, () => assert.deepEqual(whats(/** @type {any} */ (now)), told));

  test('a node that fell silent is told as that alone, and first', () => {
    const all = findings(view(node('a', [{ takeHoldMs: 400 }]), node('b', [{ strain: 'thinner' }], 2_000)));
    assert.deepEqual(all.map((f) => [f.what, f.node]), [['silent', 'http://b'], ['slow', 'http://a']]);
    assert.equal(all[0].args.n, 9);
  });
});

describe('the figures', () => {
  test('are put together second by second, and begin anew with a node that was started again', () => {
    const first = view(node('a', [{}, {}]));
    const more = together(first, view({ ...node('a', []), beats: [{ ...CALM, atMs: 2_000 }, { ...CALM, atMs: 3_000 }] }));
    assert.deepEqual(more.nodes[0].beats.map((b) => b.atMs), [1_000, 2_000, 3_000]);
    assert.equal(together(more, view({ ...node('a', [{}]), startedMs: 2 })).nodes[0].beats.length, 1);
    assert.deepEqual(together(null, first), first);
  });

  test('are asked for since the oldest that is newest', () => {
    assert.equal(since(null), 0);
    assert.equal(since(view(node('a', [{}, {}, {}]), node('b', [{}]))), 1_000);
    assert.equal(since(view(node('a', [{}, {}, {}]), node('gone', [{}], 1_000))), 3_000);
  });

  test('of several nodes are summed or the worst, and a second nobody told of is a gap', () => {
    const two = view(node('a', [{ phones: 1, lagMs: 5 }, { phones: 2, lagMs: 9 }]), { ...node('b', []), beats: [{ ...CALM, atMs: 2_000, phones: 10, lagMs: 7 }] });
    assert.deepEqual(line(two, '', 'phones', 'sum', 3), [null, 1, 12]);
    assert.deepEqual(line(two, '', 'lagMs', 'worst', 3), [null, 5, 9]);
    assert.deepEqual(line(two, 'b', 'phones', 'sum', 2), [null, 10]);
  });

  test('are drawn coarser by their greatest', () => {
    assert.deepEqual(coarser([1, 5, null, 2, null, null], 2), [5, 2, null]);
  });
});
