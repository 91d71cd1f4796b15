// The map of Việt Nam by tiles.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ISLANDS, PLACES, SIZE, STEP, TILE, inLines, tiles } from '../lib/map.js';
import { provinces } from '../lib/provinces.js';

describe('the map', () => {
  test('has a place for each of the 34 units and for nothing else', () => {
    assert.deepEqual(Object.keys(PLACES).sort(), provinces.map((p) => p.code).sort());
  });

  test('no tile lies on another, and all lie within the picture', () => {
    const all = tiles({}, 'live');
    for (const [i, a] of all.entries()) {
      assert.ok(a.x >= 0 && a.y >= 0 && a.x + TILE.width <= SIZE.width && a.y + TILE.height <= SIZE.height, a.name);
      for (const b of all.slice(i + 1)) assert.ok(Math.abs(a.x - b.x) >= TILE.width || Math.abs(a.y - b.y) >= TILE.height, `${a.name} on ${b.name}`);
    }
  });

  test('shows Hoàng Sa with Đà Nẵng and Trường Sa with Khánh Hòa, to the east of both', () => {
    const owner = (/** @type {string} */ name) => provinces.find((p) => p.code === ISLANDS.find((i) => i.name === name)?.of)?.name;
    assert.equal(owner('Hoàng Sa'), 'Đà Nẵng');
    assert.equal(owner('Trường Sa'), 'Khánh Hòa');
    for (const i of ISLANDS) assert.ok(i.at[0] > PLACES[i.of][0]);
    for (const i of ISLANDS) for (const t of tiles({}, 'live')) assert.ok(t.x + TILE.width <= i.at[0] * STEP.across || Math.abs(t.y - i.at[1] * STEP.down) > 40, `${i.name} under ${t.name}`);
  });

  test('neighbours lie as they do: north above south, west before east', () => {
    const at = (/** @type {string} */ name) => PLACES[provinces.find((p) => p.name === name)?.code ?? ''];
    for (const [north, south] of [['Cao Bằng', 'Hà Nội'], ['Hà Nội', 'Thanh Hóa'], ['Thanh Hóa', 'Nghệ An'], ['Huế', 'Đà Nẵng'], ['Gia Lai', 'Đắk Lắk'], ['Hồ Chí Minh', 'Cà Mau']]) assert.ok(at(north)[1] < at(south)[1], `${north} above ${south}`);
    for (const [west, east] of [['Điện Biên', 'Sơn La'], ['Hà Nội', 'Quảng Ninh'], ['An Giang', 'Đồng Tháp'], ['Lâm Đồng', 'Khánh Hòa'], ['Tây Ninh', 'Đồng Nai']]) assert.ok(at(west)[0] < at(east)[0], `${west} before ${east}`);
  });

  test('the most is the deepest, nothing is nothing', () => {
    const all = tiles({ '01': { live: 4, booths: 9 }, 46: { live: 1, booths: 1, revenueVnd: 500 } }, 'live');
    const depth = (/** @type {string} */ code) => all.find((t) => t.code === code)?.depth;
    assert.deepEqual([depth('01'), depth('46'), depth('96')], [4, 1, 0]);
    assert.equal(tiles({ 46: { revenueVnd: 500 } }, 'sold').find((t) => t.code === '46')?.depth, 4);
  });

  test('names stand on one line or on two', () => {
    assert.deepEqual(inLines('Huế'), ['Huế']);
    assert.deepEqual(inLines('Cà Mau'), ['Cà Mau']);
    assert.deepEqual(inLines('Thái Nguyên'), ['Thái', 'Nguyên']);
    assert.deepEqual(inLines('Hồ Chí Minh'), ['Hồ Chí', 'Minh']);
  });
});
