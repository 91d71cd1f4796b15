import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lacking, taken } from '../lib/cart-act.js';
import { MOST_LINES, MOST_PARTS, asking, emptyCart, parts, readCart, unasked, units, withItem, withQuantity, withToday, without } from '../lib/cart.js';

const picture = { drawing: 'honey-jar', palette: 'north-mountain' };
/** @param {string} room @param {string} product @param {number} [quantity] @returns {import('../lib/cart.js').CartItem} */
const item = (room, product, quantity = 1) => ({ room, product, quantity, priceVnd: 100_000, booth: `b${room.slice(1)}`, boothName: room, name: product, unit: 'hũ', picture, qr: false });
/** @param {...import('../lib/cart.js').CartItem} items */
const full = (...items) => items.reduce((c, i) => withItem(c, i).cart, emptyCart());
let n = 0;
const key = () => `key${String(++n).padStart(8, '0')}`;

test('more of the same adds up, and 99 is the most', () => {
  const c = full(item('s07-a', 'p07-x', 60), item('s07-a', 'p07-x', 60), item('b07-a', 'p07-x', 1));
  assert.deepEqual(c.items.map((i) => i.quantity), [99, 1]);
  assert.equal(units(c), 100);
});

test('a cart has an end, in rooms and in lines', () => {
  let c = emptyCart();
  for (let i = 0; i < MOST_PARTS; i++) c = withItem(c, item(`s0${i}-a`, 'p')).cart;
  assert.equal(withItem(c, item('s11-b', 'p')).full, true);
  assert.equal(withItem(c, item('s00-a', 'q')).full, false);
  for (let i = 0; c.items.length < MOST_LINES; i++) c = withItem(c, item(`s0${i % 10}-a`, `p${i}x`)).cart;
  assert.equal(withItem(c, item('s00-a', 'one-more')).full, true);
  assert.equal(withItem(c, item('s00-a', 'p')).full, false, 'more of what is there always fits');
});

test('it is bought part by part, in the order of the walk', () => {
  const c = full(item('s07-a', 'x', 2), item('b12-b', 'y'), item('s07-a', 'z'));
  assert.deepEqual(parts(c).map((p) => [p.room, p.items.length, p.totalVnd]), [['s07-a', 2, 300_000], ['b12-b', 1, 100_000]]);
  assert.deepEqual(parts(withQuantity(c, { room: 'b12-b', product: 'y' }, 0)).map((p) => p.room), ['s07-a']);
});

test('the same lines keep their key, other lines get another', () => {
  const c = asking(full(item('s07-a', 'x'), item('b12-b', 'y')), key);
  const again = asking(c, key);
  assert.deepEqual(again.asked, c.asked);
  assert.equal(again.act, c.act);
  const other = asking(withQuantity(c, { room: 's07-a', product: 'x' }, 3), key);
  assert.notEqual(other.asked['s07-a'].key, c.asked['s07-a'].key);
  assert.equal(other.asked['b12-b'].key, c.asked['b12-b'].key);
  const dearer = asking(withToday(c, 's07-a', { x: { priceVnd: 120_000, name: 'X' } }), key);
  assert.notEqual(dearer.asked['s07-a'].key, c.asked['s07-a'].key, 'a hold at another price is another hold');
});

test('what is ordered leaves, and the act ends with its last part', () => {
  const c = asking(full(item('s07-a', 'x'), item('b12-b', 'y')), key);
  const one = without(c, ['s07-a']);
  assert.deepEqual(parts(one).map((p) => p.room), ['b12-b']);
  assert.equal(one.act, c.act);
  assert.equal(without(one, ['b12-b']).act, '');
  assert.deepEqual(unasked(c, ['s07-a']).asked, { 'b12-b': c.asked['b12-b'] });
  assert.equal(unasked(c, ['s07-a']).items.length, 2);
});

test('what another version or a stranger wrote is read with care', () => {
  assert.deepEqual(readCart(null), emptyCart());
  assert.deepEqual(readCart('{'), emptyCart());
  assert.deepEqual(readCart('[]').items, []);
  assert.deepEqual(readCart(JSON.stringify({ items: [null, { room: 's07-a' }, { ...item('s07-a', 'x'), quantity: 1.5 }, { ...item('s07-a', 'x'), quantity: -1 }, item('s07-a', 'x')], asked: { a: 1, b: { key: 'k', lines: [] } } })).items.length, 1);
  const c = asking(full(item('s07-a', 'x')), key);
  assert.deepEqual(readCart(JSON.stringify(c)), c);
});

test('every line of a part that could not be had is told', () => {
  const refused = (/** @type {string} */ why, /** @type {string} */ field, /** @type {number} */ free) => /** @type {any} */ ({ t: 'refused', ref: 1, why, field, free });
  const act = taken({}, [{ room: 'b07-a', refused: refused('not-enough', 'p07-x', 1), more: [refused('sold-out', 'p07-y', 0)] }, { room: 'b07-b', refused: refused('not-found', '', 0) }]);
  assert.deepEqual(lacking(act['b07-a']), [{ why: 'not-enough', field: 'p07-x', free: 1 }, { why: 'sold-out', field: 'p07-y', free: 0 }]);
  assert.equal(lacking(act['b07-b']).length, 1);
});
