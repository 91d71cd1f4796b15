// What the seller's desk works out without a browser.

import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { afterwards, itemsOf, landing, leastUnits, moved, mostUnits, nextCode, renumbered, same, withProduct, wrong } from '../lib/studio/line-up.js';
import { deskLink, isNew, spotOf } from '../lib/studio/routes.js';
import { nextStep, showToday, stepsOf } from '../lib/studio/steps.js';
import { linesOf, summed, unfit } from '../lib/studio/table.js';
import { fromField, nextFriday, toField } from '../lib/studio/when.js';
import { byKey, emptyDesk, hear, mayDo, nextUp, pressed, unanswered, withSlips } from '../lib/studio/stage.js';

// The words of a page want a page to be in.
/** @type {any} */ (globalThis).document ??= { documentElement: {} };
const { asTyped, isGtin, matching, readGrams, readProduct, sorted, standing } = await import('../lib/studio/product.js');
const { counts, emptyQueue, select, shown, together, waitsForMoney, withMoved, withOrders, withResults } = await import('../lib/studio/queue.js');
const { audience, bestSold, heldToBought, refusedShare, salesOverTime } = await import('../lib/studio/report.js');

/** @param {string} product @param {Record<string, unknown>} [more] @returns {any} */
const desk = (product, more = {}) => ({ product: { product, name: product, unit: 'hũ', shelf: 20, priceVnd: 90_000, archived: false, ...more }, form: {}, rev: 1 });
/** @param {string} product @param {Record<string, unknown>} [stock] @param {Record<string, unknown>} [more] @returns {any} */
const offer = (product, stock = {}, more = {}) => ({ product, code: 'A1', perBuyer: 5, priceVnd: 90_000, open: true, stock: { allotted: 30, free: 20, held: 4, sold: 6, rev: 1, ...stock }, ...more });
/** @param {string} id @param {Record<string, unknown>} [more] @returns {any} */
const order = (id, more = {}) => ({
  order: id, room: 's01-a', state: 'placed', payment: 'cod', paid: 'unpaid', placedMs: Number(id.slice(-1)), totalVnd: 100_000,
  recipient: { name: 'Nguyễn Thị Đào', phone: '09•• ••• 678' }, lines: [{ code: 'A1', name: 'Mật ong', quantity: 1 }], ...more,
});

describe('paths of the desk', () => {
  test('each path has its view, and links lead to where they are read', () => {
    for (const [path, view, thing] of [['/studio', 'home', ''], ['/studio.html', 'home', ''], ['/studio/new', 'open', ''], ['/studio/b07-x', 'overview', ''], ['/studio/b07-x/products', 'products', ''],
      ['/studio/b07-x/products/import', 'import', 'import'], ['/studio/b07-x/products/p07-a', 'product', 'p07-a'], ['/studio/b07-x/live/s07-a', 'live', 's07-a'], ['/studio/b07-x/orders/suspense', 'suspense', 'suspense'],
      ['/studio/b07-x/orders/o07-a', 'order', 'o07-a'], ['/studio/b07-x/report', 'reports', ''], ['/studio/b07-x/settings', 'settings', ''], ['/studio/b07-x/else', 'lost', ''], ['/studio/elsewhere', 'lost', ''], ['/studio/%E0%A4%A', 'lost', '']]) {
      const spot = spotOf(path);
      assert.equal(spot.view, view, path);
      if (thing) assert.equal(spot.thing, thing, path);
    }
    assert.equal(spotOf(deskLink('b07-x', 'shows', 's07-a')).view, 'show');
    assert.ok(isNew(spotOf('/studio/b07-x/shows/new').thing));
  });
});

describe('a line-up', () => {
  test('moves one thing and loses none', () => {
    assert.deepEqual(moved(['a', 'b', 'c'], 0, 2), ['b', 'c', 'a']);
    assert.deepEqual(moved(['a', 'b', 'c'], 2, 0), ['c', 'a', 'b']);
    assert.deepEqual(moved(['a', 'b', 'c'], 1, 99), ['a', 'c', 'b']);
    assert.deepEqual(moved(['a', 'b', 'c'], 7, 0), ['a', 'b', 'c']);
  });
  test('a dragged row lands where it passes the middle of its neighbours', () => {
    const heights = [100, 100, 100, 100];
    assert.equal(landing(heights, 1, 40), 1);
    assert.equal(landing(heights, 1, 60), 2);
    assert.equal(landing(heights, 1, 170), 3);
    assert.equal(landing(heights, 1, 999), 3);
    assert.equal(landing(heights, 2, -60), 1);
    assert.equal(landing(heights, 2, -999), 0);
  });
  test('gives the lowest free code, and numbers anew in order', () => {
    const items = itemsOf([offer('p1'), offer('p3', {}, { code: 'A3' })]);
    assert.equal(nextCode(items), 'A2');
    assert.deepEqual(renumbered(items).map((i) => i.code), ['A1', 'A2']);
  });
  test('takes a product once, with all that is on the shelf', () => {
    const once = withProduct([], desk('p1', { shelf: 7 }));
    assert.deepEqual(once, [{ product: 'p1', code: 'A1', units: 7, perBuyer: 5, priceVnd: 90_000 }]);
    assert.deepEqual(withProduct(once, desk('p1')), once);
  });
  test('more units than the shelf has, and fewer than are held or sold, are refused', () => {
    const [item] = itemsOf([offer('p1')]);
    assert.equal(mostUnits(offer('p1'), 20), 50);
    assert.equal(leastUnits(offer('p1')), 10);
    const say = (/** @type {any} */ change) => wrong({ ...item, ...change }, [], offer('p1'), 20);
    assert.equal(say({ units: 50 }), '');
    assert.equal(say({ units: 51 }), 'units-over');
    assert.equal(say({ units: 9 }), 'units-under');
    assert.equal(say({ units: 1.5 }), 'units-over');
    assert.equal(say({ perBuyer: 0 }), 'per-buyer');
    assert.equal(say({ perBuyer: 100 }), 'per-buyer');
    assert.equal(say({ priceVnd: 0 }), 'price');
    assert.equal(say({ code: 'AA1' }), 'code');
    assert.equal(say({ code: 'A0' }), 'code');
  });
  test('what goes into the show has left the shelf, what comes out is back', () => {
    const all = afterwards([desk('p1', { shelf: 20 }), desk('p2', { shelf: 0 })], [offer('p2', { allotted: 8 })], [offer('p1', { allotted: 15 })]);
    assert.deepEqual(all.map((d) => d.product.shelf), [5, 8]);
  });
  test('two items with one code are told', () => {
    const items = itemsOf([offer('p1'), offer('p2')]);
    assert.equal(wrong(items[0], items, undefined, 99), 'code-twice');
    assert.ok(same(items, itemsOf([offer('p1'), offer('p2')])));
    assert.ok(!same(items, [items[1], items[0]]));
  });
});

describe('a product’s form', () => {
  test('an amount gets its dots while it is typed', () => {
    for (const [typed, text] of [['', ''], ['1', '1'], ['1850', '1.850'], ['185000', '185.000'], ['1.8500', '18.500'], ['0012', '12'], ['12a3', '123'], ['12345678901234', '1.234.567.890']]) assert.equal(asTyped(typed), text);
  });
  test('a GTIN has the right check digit', () => {
    for (const good of ['8936036020373', '96385074', '036000291452', '00012345600012']) assert.ok(isGtin(good), good);
    for (const bad of ['', '8936036020374', '123', '893603602037', '89360360203733', 'abcdefgh']) assert.ok(!isGtin(bad), bad);
  });
  test('a weight is read in grams or kilograms', () => {
    for (const [text, grams] of [['500', 500], ['500 g', 500], ['1,5 kg', 1500], ['1.5kg', 1500], ['0', 0], ['nặng', null], ['-1', null], ['9999 kg', null]]) assert.equal(readGrams(String(text)), grams);
  });
  test('what is missing or wrong is told by field, all at once', () => {
    const { form, errors } = readProduct({ name: ' ', priceVnd: '0', unit: '', weightGrams: 'x', group: '', gtin: '123', stars: '4', number: '', authority: 'a', issuedOn: '' }, []);
    assert.equal(form, null);
    assert.deepEqual(Object.keys(errors).sort(), ['group', 'gtin', 'issuedOn', 'name', 'number', 'priceVnd', 'unit', 'weightGrams']);
  });
  test('a good form leaves out what is empty', () => {
    const { form } = readProduct({ name: ' Mật ong ', priceVnd: '185.000', unit: 'hũ', weightGrams: '1,5 kg', group: 'food', gtin: '', story: '', stars: '0' }, ['/photos/x.jpg']);
    assert.deepEqual(form, { name: 'Mật ong', priceVnd: 185_000, unit: 'hũ', weightGrams: 1500, group: 'food', photos: ['/photos/x.jpg'] });
  });
  test('everything is weighed but a visit', () => {
    const typed = { name: 'Một ngày ở bản', priceVnd: '185.000', unit: 'người', weightGrams: '', group: 'tourism', gtin: '', story: '', stars: '0' };
    assert.equal(readProduct(typed, []).form?.weightGrams, 0);
    assert.deepEqual(Object.keys(readProduct({ ...typed, group: 'food' }, []).errors), ['weightGrams']);
  });
  test('search knows no tones; papers that need a look come first', () => {
    const all = [desk('p1', { name: 'Chè' }), desk('p2', { name: 'Mật ong Đắk Lắk', certificate: { state: 'expired', number: '1' } }), desk('p3', { name: 'Áo', archived: true })];
    assert.deepEqual(matching(all, 'mat dak').map((d) => d.product.product), ['p2']);
    assert.deepEqual(sorted(all).map((d) => d.product.product), ['p2', 'p1', 'p3']);
    assert.equal(standing(/** @type {any} */ ({ state: 'expires-soon' })), 'soon');
    assert.equal(standing(undefined), 'none');
  });
});

describe('a table of products', () => {
  const problem = (/** @type {number} */ line) => ({ line, column: 'Giá', why: 'invalid-value', vi: 'x', en: 'x' });
  test('good and bad lines stand in the order of the file, all problems of a line together', () => {
    const reading = { rows: [{ line: 4, fresh: true, product: /** @type {any} */ ({}), stock: 1 }], problems: [problem(3), problem(2), problem(3)], added: 1, changed: 0, same: 0, more: false };
    assert.deepEqual(linesOf(reading).map((l) => [l.line, l.problems.length]), [[2, 1], [3, 2], [4, 0]]);
    assert.deepEqual(summed(reading), { good: 1, bad: 2, ready: false });
  });
  test('a table without problems is ready when it brings something', () => {
    assert.ok(summed({ rows: [{ line: 2, fresh: true, product: /** @type {any} */ ({}), stock: 1 }], problems: [], added: 1, changed: 0, same: 0, more: false }).ready);
    assert.ok(!summed({ rows: [], problems: [], added: 0, changed: 0, same: 3, more: false }).ready);
  });
  test('a file that is empty, too large or of another kind does not go up', () => {
    assert.equal(unfit({ name: 'a.csv', size: 10 }), '');
    assert.equal(unfit({ name: 'a.csv', size: 0 }), 'studio.import.empty');
    assert.equal(unfit({ name: 'a.csv', size: 2 ** 21 }), 'studio.import.large');
    assert.equal(unfit({ name: 'a.xlsx', size: 10 }), 'studio.import.kind');
  });
});

describe('the queue of orders', () => {
  const q = withOrders(emptyQueue(), [order('o01-aaa1'), order('o01-bbb2', { state: 'confirmed', payment: 'vietqr' })]);
  test('keeps each order once, newest first, the newest word counting', () => {
    const more = withOrders(q, [order('o01-aaa1', { state: 'packed' }), order('o01-ccc3')]);
    assert.deepEqual(more.orders.map((o) => [o.order, o.state]), [['o01-ccc3', 'placed'], ['o01-bbb2', 'confirmed'], ['o01-aaa1', 'packed']]);
    assert.equal(counts(more).packed, 1);
  });
  test('an order that moved is no longer selected; one that stayed is', () => {
    const both = select(q, ['o01-aaa1', 'o01-bbb2'], true);
    const after = withMoved(both, { order: 'o01-aaa1', state: 'confirmed', paid: 'unpaid' });
    assert.deepEqual([...after.selected], ['o01-bbb2']);
    assert.deepEqual([...withMoved(both, { order: 'o01-aaa1', state: 'placed', paid: 'paid' }).selected], ['o01-aaa1', 'o01-bbb2']);
    assert.equal(withMoved(q, { order: 'o01-zzz9', state: 'packed', paid: 'paid' }).orders.length, 2);
  });
  test('a bulk tells of each order by itself', () => {
    const after = withResults(select(q, ['o01-aaa1', 'o01-bbb2'], true), [{ order: 'o01-aaa1', state: 'confirmed' }, { order: 'o01-bbb2', state: 'confirmed', why: 'not-paid-yet' }]);
    assert.equal(after.orders.find((o) => o.order === 'o01-aaa1')?.state, 'confirmed');
    assert.deepEqual(after.told, { 'o01-bbb2': 'not-paid-yet' });
    assert.deepEqual([...after.selected], ['o01-bbb2']);
  });
  test('search finds by code, by name without tones, by item and by last digits', () => {
    for (const text of ['AAA1', 'thi dao', 'mat ong', 'a1', '678']) assert.ok(shown(q, '', text).some((o) => o.order === 'o01-aaa1'), text);
    assert.equal(shown(q, '', '999').length, 0);
    assert.equal(shown(q, 'confirmed').length, 1);
  });
  test('what can be done together is what each of them allows', () => {
    assert.deepEqual(together([order('o1', { state: 'placed' }), order('o2', { state: 'confirmed' })]), ['cancelled']);
    assert.deepEqual(together([order('o1', { state: 'shipped' })]), ['delivered', 'refused']);
    assert.deepEqual(together([]), []);
    assert.ok(waitsForMoney(order('o1', { payment: 'vietqr', state: 'confirmed' })));
    assert.ok(!waitsForMoney(order('o1', { payment: 'vietqr', state: 'confirmed', paid: 'paid' })));
  });
});

describe('the desk on air', () => {
  const chat = (/** @type {number} */ n, /** @type {Record<string, unknown>} */ more = {}) => ({ n, message: `m${n}`, account: 'u1', name: 'An', text: '?', sentMs: n, question: true, order: false, ...more });
  const room = (/** @type {any} */ more) => /** @type {any} */ ({ ...emptyDesk('s01-a').room, ...more });
  test('an order falls in once, those of other rooms do not, and one that goes on says so', () => {
    let d = hear(emptyDesk('s01-a'), /** @type {any} */ ({ t: 'order-arrived', order: order('o1') }));
    d = hear(d, /** @type {any} */ ({ t: 'order-arrived', order: order('o1') }));
    d = hear(d, /** @type {any} */ ({ t: 'order-arrived', order: order('o2', { room: 's09-z' }) }));
    assert.equal(d.slips.length, 1);
    assert.ok(d.fresh.o1);
    d = hear(d, /** @type {any} */ ({ t: 'order-moved', order: 'o1', state: 'confirmed', paid: 'unpaid' }));
    assert.equal(d.slips[0].state, 'confirmed');
    d = withSlips(d, [order('o1', { state: 'placed' }), order('o3')]);
    assert.deepEqual(d.slips.map((s) => [s.order, s.state]), [['o3', 'placed'], ['o1', 'confirmed']]);
  });
  test('questions wait until somebody of the booth answers in thread or marks them', () => {
    const r = room({ chat: [chat(1), chat(2), chat(3), chat(4, { question: false }), chat(5, { badge: 'host', replyTo: 'm1', question: false }), chat(6, { replyTo: 'm2', question: false })], answered: { m3: true } });
    assert.deepEqual(unanswered(r).map((l) => l.message), ['m2']);
  });
  test('a press pins in front, a fourth falls off, a second press takes down', () => {
    assert.deepEqual(pressed([], 'a'), ['a']);
    assert.deepEqual(pressed(['a', 'b', 'c'], 'd'), ['d', 'a', 'b']);
    assert.deepEqual(pressed(['a', 'b'], 'b'), ['a']);
  });
  test('number keys name items by their place', () => {
    const r = room({ lineUp: [offer('p1'), offer('p2')] });
    assert.equal(byKey(r, '2')?.product, 'p2');
    assert.equal(byKey(r, '3'), undefined);
    assert.equal(byKey(r, '0'), undefined);
    assert.equal(byKey(r, 'a'), undefined);
  });
  test('next up is what follows the main pin and has goods', () => {
    const r = room({ lineUp: [offer('p1'), offer('p2', { free: 0 }), offer('p3')], pins: ['p1'] });
    assert.equal(nextUp(r)?.product, 'p3');
    assert.equal(nextUp(room({ lineUp: [offer('p1')], pins: ['p1'] })), undefined);
    assert.equal(nextUp(room({ lineUp: [offer('p1')], pins: [] }))?.product, 'p1');
  });
  test('each state allows what the house allows', () => {
    assert.deepEqual(Object.entries(mayDo('scheduled')).filter(([, v]) => v).map(([k]) => k), ['rehearse', 'start']);
    assert.deepEqual(Object.entries(mayDo('rehearsal')).filter(([, v]) => v).map(([k]) => k), ['start', 'leaveRehearsal']);
    assert.deepEqual(Object.entries(mayDo('live')).filter(([, v]) => v).map(([k]) => k), ['pause', 'end', 'sell']);
    assert.deepEqual(Object.entries(mayDo('ended')).filter(([, v]) => v), []);
  });
});

describe('first steps', () => {
  const show = (/** @type {string} */ state, /** @type {number} */ startsMs) => /** @type {any} */ ({ state, startsMs, room: `${state}${startsMs}` });
  test('lead from the booth to the first show; the bank may wait', () => {
    const none = stepsOf({ products: [], shows: [], canVietQr: false, owner: true });
    assert.equal(nextStep(none)?.key, 'products');
    assert.equal(nextStep(stepsOf({ products: [desk('p1', { shelf: 0 })], shows: [], canVietQr: false, owner: true }))?.key, 'stock');
    assert.equal(nextStep(stepsOf({ products: [desk('p1')], shows: [show('draft', 1)], canVietQr: false, owner: true }))?.key, 'show');
    assert.equal(nextStep(stepsOf({ products: [desk('p1')], shows: [show('scheduled', 1)], canVietQr: false, owner: true })), undefined);
  });
  test('the show to look after is the one on air, else the next', () => {
    assert.equal(showToday([show('ended', 1), show('scheduled', 9), show('scheduled', 5), show('draft', 2)])?.startsMs, 5);
    assert.equal(showToday([show('scheduled', 5), show('paused', 1)])?.state, 'paused');
    assert.equal(showToday([show('ended', 1)]), undefined);
  });
});

describe('times on the wall in Việt Nam', () => {
  test('a form shows and reads them wherever the phone is', () => {
    const ms = Date.parse('2026-11-27T12:30:00Z');
    assert.equal(toField(ms), '2026-11-27T19:30');
    assert.equal(fromField('2026-11-27T19:30'), ms);
    assert.equal(fromField(''), null);
    assert.equal(fromField('2026-13-40T19:30'), null);
  });
  test('the next market is Friday 19:30, next week once it began', () => {
    assert.equal(toField(nextFriday(Date.parse('2026-11-25T00:00:00Z'))), '2026-11-27T19:30');
    assert.equal(toField(nextFriday(Date.parse('2026-11-27T12:29:00Z'))), '2026-11-27T19:30');
    assert.equal(toField(nextFriday(Date.parse('2026-11-27T12:31:00Z'))), '2026-12-04T19:30');
  });
});

describe('a report', () => {
  const report = (/** @type {Record<string, unknown>} */ more = {}) => /** @type {any} */ ({ audience: [], sales: [], products: [], delivered: 0, refused: 0, holdsTaken: 0, holdsLapsed: 0, holdsReleased: 0, ...more });
  test('thins viewers without losing the peak', () => {
    const line = audience(report({ audience: Array.from({ length: 500 }, (_, i) => ({ atMs: i * 60_000, viewers: i === 333 ? 999 : 1 })) }), 50);
    assert.equal(line.values.length, 50);
    assert.equal(Math.max(...line.values), 999);
  });
  test('sales over time keep every đồng and show the quiet spans', () => {
    const sales = [{ atMs: 0, orders: 1, revenueVnd: 100 }, { atMs: 60_000 * 90, orders: 1, revenueVnd: 50 }];
    const line = salesOverTime(report({ sales }), 16);
    assert.equal(line.values.reduce((a, b) => a + b, 0), 150);
    assert.ok(line.values.length <= 16 && line.values.includes(0));
    assert.deepEqual(salesOverTime(report()), { labels: [], values: [] });
  });
  test('shares have no answer before anything happened', () => {
    assert.equal(refusedShare(report()), null);
    assert.equal(heldToBought(report()), null);
    assert.equal(refusedShare(report({ delivered: 9, refused: 1 })), 0.1);
    assert.equal(heldToBought(report({ holdsTaken: 10, orders: 5, cancelled: 1, returned: 1 })), 0.7);
    assert.equal(bestSold(report({ products: [{ units: 0, revenueVnd: 9 }, { units: 1, revenueVnd: 5 }, { units: 2, revenueVnd: 7 }] })).map((p) => p.revenueVnd).join(), '7,5');
  });
});
