// The wall of a night, without a browser.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { byProvince, fits, hung, order, placed } from '../lib/night/wall.js';

/** @param {string} booth @param {Record<string, unknown>} [more] @returns {any} */
const tile = (booth, more = {}) => ({ booth, name: booth, province: '01', hall: 'k1', place: 1, state: 'shut', viewers: 0, ordersAMinute: 0, orders: 0, vnd: 0, alarms: [], ...more });
/** @param {any[]} tiles @param {Record<string, unknown>} [more] @returns {any} */
const told = (tiles, more = {}) => ({ rev: 'e.1', whole: true, gone: [], tiles, ...more });
const plain = (/** @type {string} */ t) => t.toLowerCase();

describe('the wall', () => {
  test('what did not change stays the same thing, so that it is not drawn again', () => {
    const first = told([tile('a'), tile('b')]);
    const now = hung(first, told([tile('b', { viewers: 4 })], { whole: false, rev: 'e.2' }));
    assert.equal(now.tiles[0], first.tiles[0]);
    assert.equal(now.tiles[1].viewers, 4);
    assert.equal(now.rev, 'e.2');
  });

  test('booths come and go', () => {
    const now = hung(told([tile('a'), tile('b')]), told([tile('c')], { whole: false, gone: ['a'] }));
    assert.deepEqual(now.tiles.map((t) => t.booth), ['b', 'c']);
  });

  test('a whole answer takes the place of everything', () => {
    assert.deepEqual(hung(told([tile('a')]), told([tile('z')])).tiles.map((t) => t.booth), ['z']);
  });

  test('order is by hall and place, or by what was asked for', () => {
    const tiles = [tile('a', { hall: 'k2', place: 1, viewers: 5 }), tile('b', { hall: 'k1', place: 2, alarms: ['no-host'] }), tile('c', { hall: 'k1', place: 1, viewers: 9, alarms: ['unanswered'] })];
    const halls = [{ hall: 'k1' }, { hall: 'k2' }];
    assert.deepEqual(order(tiles, 'place', halls), ['c', 'b', 'a']);
    assert.deepEqual(order(tiles, 'viewers', halls), ['c', 'a', 'b']);
    assert.deepEqual(order(tiles, 'alarms', halls), ['b', 'c', 'a']);
  });

  test('nothing moves while figures change: new tiles come last', () => {
    const kept = ['b', 'a'];
    const now = placed([tile('a', { viewers: 100 }), tile('b'), tile('n')], kept, { filter: 'all', hall: '', text: '' }, plain);
    assert.deepEqual(now.map((t) => t.booth), ['b', 'a', 'n']);
  });

  test('filters by state, alarm, hall and words', () => {
    const tiles = [tile('a', { state: 'live', title: 'Mật ong' }), tile('b', { state: 'paused', hall: 'k2' }), tile('c', { alarms: ['late'] })];
    const shown = (/** @type {any} */ want) => placed(tiles, [], { filter: 'all', hall: '', text: '', ...want }, plain).map((t) => t.booth);
    assert.deepEqual(shown({ filter: 'live' }), ['a', 'b']);
    assert.deepEqual(shown({ filter: 'alarms' }), ['c']);
    assert.deepEqual(shown({ filter: 'shut' }), ['c']);
    assert.deepEqual(shown({ hall: 'k2' }), ['b']);
    assert.deepEqual(shown({ text: 'MẬT' }), ['a']);
    assert.ok(fits(tiles[0], 'all'));
  });

  test('provinces add up', () => {
    assert.deepEqual(byProvince([tile('a', { state: 'live', vnd: 5, orders: 1 }), tile('b', { vnd: 7, orders: 2 }), tile('c', { province: '46' })]),
      { '01': { live: 1, booths: 2, orders: 3, revenueVnd: 12 }, 46: { live: 0, booths: 1, orders: 0, revenueVnd: 0 } });
  });
});
