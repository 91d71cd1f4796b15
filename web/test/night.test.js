import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stallOf, street, told } from '../lib/night.js';

const hall = (/** @type {string} */ h) => ({ hall: h, name: h, kind: 'theme', places: 9 });
const stall = (/** @type {string} */ booth, /** @type {string} */ h, /** @type {number} */ place) => ({ booth, hall: h, place, name: booth, province: '01', commune: 'x', picture: { drawing: 'a', palette: 'b' }, groups: ['food'], stars: 3 });
const lit = (/** @type {string} */ booth, /** @type {number} */ viewers) => ({ booth, room: `s${booth.slice(1)}`, state: 'live', title: 't', viewers });
/** @returns {any} */
const view = () => ({
  night: { night: 'n01-a', market: 'c01-a', name: 'Đêm', state: 'open', opensMs: 1, closesMs: 2, halls: [hall('k01-a'), hall('k01-b')], rehearsal: false },
  stalls: [stall('b01-1', 'k01-a', 1), stall('b01-2', 'k01-a', 2), stall('b01-3', 'k01-a', 3), stall('b02-9', 'k01-b', 1)],
  sum: { night: 'n01-a', live: 1, viewers: 7, halls: [{ hall: 'k01-a', live: 1, viewers: 7 }, { hall: 'k01-b', live: 0, viewers: 0 }] },
  halls: [{ night: 'n01-a', hall: 'k01-a', live: [lit('b01-3', 7)] }, { night: 'n01-a', hall: 'k01-b', live: [] }],
});
const order = (/** @type {any} */ s) => s.stalls['k01-a'].map((/** @type {any} */ x) => x.booth);

test('who is on air stands in front when somebody comes', () => {
  const s = street(view());
  assert.deepEqual(order(s), ['b01-3', 'b01-1', 'b01-2']);
  assert.equal(s.now['b01-3'].viewers, 7);
  assert.equal(s.counts['k01-a'].live, 1);
});

test('nothing moves when a lantern is lit or goes out', () => {
  let s = street(view());
  s = told(s, /** @type {any} */ ({ t: 'hall-summed', night: 'n01-a', hall: 'k01-a', live: [lit('b01-2', 90)] }));
  assert.deepEqual(order(s), ['b01-3', 'b01-1', 'b01-2']);
  assert.equal(s.now['b01-3'], undefined);
  assert.equal(s.now['b01-2'].viewers, 90);
});

test('a hall that goes dark leaves the other halls alone', () => {
  let s = told(street(view()), /** @type {any} */ ({ t: 'hall-summed', night: 'n01-a', hall: 'k01-b', live: [lit('b02-9', 3)] }));
  s = told(s, /** @type {any} */ ({ t: 'hall-summed', night: 'n01-a', hall: 'k01-b', live: [] }));
  assert.deepEqual(Object.keys(s.now), ['b01-3']);
});

test('another night is not here', () => {
  const s = street(view());
  assert.equal(told(s, /** @type {any} */ ({ t: 'night-summed', night: 'n01-z', live: 9, viewers: 9, halls: [] })), s);
  assert.equal(told(s, /** @type {any} */ ({ t: 'hall-summed', night: 'n01-z', hall: 'k01-a', live: [] })), s);
});

test('figures of the night come as they are told', () => {
  const s = told(street(view()), /** @type {any} */ ({ t: 'night-summed', night: 'n01-a', live: 2, viewers: 97, halls: [{ hall: 'k01-a', live: 2, viewers: 97 }], spotlight: { night: 'n01-a', now: { booth: 'b01-2', fromMs: 1, untilMs: 2 }, next: [] } }));
  assert.equal(s.viewers, 97);
  assert.equal(s.spotlight?.now?.booth, 'b01-2');
  assert.equal(stallOf(s, 'b02-9')?.hall, 'k01-b');
  assert.equal(stallOf(s, 'b99-0'), undefined);
});
