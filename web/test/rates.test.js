import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compared, currencies, leaps, rateOf, today, typed, unfitFile, unfitRate } from '../lib/rates.js';

describe('rates', () => {
  test('a number is read as it is meant, or not at all', () => {
    const read = { '26000': '26000', '731,25': '731.25', '731.25': '731.25', '26.000,50': '26000.50', '26,000.50': '26000.50', '1.234.567': '1234567', '26 000': '26000', '0,731': '0.731', '1234,567': '1234.567' };
    for (const [written, number] of Object.entries(read)) assert.equal(rateOf(written), number, written);
    for (const written of ['26.000', '731,250', '-5', '1.2.3', '5%', '', 'x']) assert.equal(rateOf(written), '', written);
  });

  test('what is wrong with a number is told by its own words', () => {
    assert.equal(unfitRate(' '), 'rates.amount.none');
    assert.equal(unfitRate('26.000'), 'rates.amount.twoWays');
    assert.equal(unfitRate('nhiều'), 'rates.amount.unread');
    assert.equal(unfitRate('0,00'), 'rates.amount.zero');
    assert.equal(unfitRate('731,25'), '');
  });

  test('what is shown to be typed over can be read back', () => {
    for (const vnd of ['731.25', '26000', '6.525', '0.731', '26123.5']) for (const point of [true, false]) assert.equal(Number(rateOf(typed(vnd, point))), Number(vnd), vnd);
    assert.equal(typed('731.25', false), '731,25');
  });

  test('a slip of the comma is seen, a day on the market is not', () => {
    assert.ok(leaps('731.25', '7312.5'));
    assert.ok(!leaps('731.25', '745'));
    assert.ok(!leaps(undefined, '745'));
  });

  test('a file is held beside the table', () => {
    const told = compared([{ line: 2, currency: 'THB', vnd: '731.250' }, { line: 3, currency: 'USD', vnd: '2600' }, { line: 4, currency: 'LAK', vnd: '1.2' }],
      { asOf: '2026-11-20', source: 'x', rates: [{ currency: 'THB', vnd: '731.25' }, { currency: 'USD', vnd: '26000' }, { currency: 'JPY', vnd: '170' }] });
    assert.deepEqual(told.rows.map((r) => [r.how, r.leaps]), [['same', false], ['changed', true], ['new', false]]);
    assert.deepEqual(told.gone, ['JPY']);
  });

  test('a file that is no table is not sent', () => {
    assert.equal(unfitFile({ name: 'a.csv', size: 0 }), 'studio.import.empty');
    assert.equal(unfitFile({ name: 'a.xlsx', size: 10 }), 'studio.import.kind');
    assert.equal(unfitFile({ name: 'a.csv', size: 70_000 }), 'rates.import.large');
    assert.equal(unfitFile({ name: 'a.CSV', size: 10 }), '');
  });

  test('the day is the one in Vietnam', () => {
    assert.equal(today(Date.parse('2026-11-20T17:00:00Z')), '2026-11-21');
  });

  test('the đồng is no currency to choose, and none stands there twice', () => {
    const all = currencies();
    assert.ok(!all.includes('VND'));
    assert.equal(new Set(all).size, all.length);
  });
});
