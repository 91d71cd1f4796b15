// Words, money and times for visitors from elsewhere.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

/** @param {string} code */
const file = (code) => JSON.parse(readFileSync(new URL(`../words/${code}.json`, import.meta.url), 'utf8'));
const [vi, en] = [file('vi'), file('en')];
const made = { 'language.name': 'Xiqi', 'action.buy': 'Qo', 'time.today': '{time} zo' };
/** @type {Record<string, any>} */
const files = { vi, en, xq: made };
const page = /** @type {any} */ (globalThis);
page.document = { documentElement: {}, querySelector: (/** @type {string} */ q) => (q.includes('languages') ? { getAttribute: () => 'vi=Tiếng Việt;en=English;xq=Xiqi' } : null) };
page.window = { dispatchEvent: () => true, addEventListener: () => {}, removeEventListener: () => {} };
page.fetch = async (/** @type {URL} */ url) => {
  const words = files[/words\/(\w+)\.json/.exec(String(url))?.[1] ?? ''];
  return { ok: !!words, json: async () => words };
};

process.env.TZ = 'Asia/Ho_Chi_Minh';
const { LANGUAGES, locale, say, speak } = await import('../lib/words.js');
const { duration, relative, shortMoney, soon, timeHere, until } = await import('../lib/format.js');
const { about } = await import('../lib/currency.js');

const friday = Date.UTC(2026, 10, 27, 12, 30); // 19:30 in Việt Nam
const table = { asOf: '2026-11-20', source: 'x', rates: [{ currency: 'THB', vnd: '720' }, { currency: 'USD', vnd: '26000.5' }, { currency: 'KHR', vnd: '6.5' }] };

describe('languages', () => {
  test('those of the page are offered, each by its own name', () => {
    assert.deepEqual(LANGUAGES.map((l) => [l.code, l.name, l.short]), [['vi', 'Tiếng Việt', 'VI'], ['en', 'English', 'EN'], ['xq', 'Xiqi', 'XQ']]);
  });

  test('a made-up language speaks for itself, and English where it says nothing', async () => {
    assert.equal(say('action.buy'), vi['action.buy']);
    await speak('xq');
    assert.equal(say('action.buy'), 'Qo');
    assert.equal(say('action.cancel'), en['action.cancel']);
    assert.equal(locale(), 'xq');
    assert.equal(soon(friday, friday), '19:30 zo');
    await speak('vi');
  });
});

describe('times and amounts are said in the language of the page', () => {
  test('in Vietnamese', () => {
    assert.equal(relative(friday - 180_000, friday), '3 phút trước');
    assert.equal(relative(friday + 7_200_000, friday), 'sau 2 giờ');
    assert.equal(relative(friday, friday), 'vừa xong');
    assert.equal(duration(272_000), '4 phút 32 giây');
    assert.equal(shortMoney(1_240_000), '1,2\u00a0tr\u00a0₫');
    assert.equal(shortMoney(9_999), '9.999\u00a0₫');
  });

  test('the end of a night that goes on has its day where it is not this one', () => {
    const hour = 3_600_000;
    assert.equal(until(friday, friday - hour), '19:30');
    assert.equal(until(friday + 5 * hour, friday), '00:30');
    assert.equal(until(friday + 23 * hour, friday), '18:30 ngày mai');
    assert.equal(until(friday + 48 * hour, friday), '19:30, Chủ Nhật 29/11');
  });

  test('in English, with its plurals', async () => {
    await speak('en');
    assert.equal(relative(friday - 60_000, friday), '1 minute ago');
    assert.equal(relative(friday + 7_200_000, friday), 'in 2 hours');
    assert.equal(duration(61_000), '1 minute 1 second');
    assert.equal(shortMoney(2_000_000_000), '2bn\u00a0₫');
    await speak('vi');
  });
});

describe('a visitor elsewhere', () => {
  test('sees the own time beside the one of the market where they differ', () => {
    assert.equal(timeHere(friday, 'Asia/Tokyo'), '21:30');
    assert.equal(timeHere(friday, 'Asia/Bangkok'), '');
    assert.equal(timeHere(friday, 'Pacific/Auckland'), '01:30, 28/11');
  });

  test('sees about how much it is in another money, never exactly', () => {
    assert.equal(about(185_000, 'THB', table), 'khoảng 257\u00a0THB');
    assert.equal(about(185_000, 'USD', table), 'khoảng 7,12\u00a0USD');
    assert.equal(about(185_000, 'KHR', table), 'khoảng 28.462\u00a0KHR');
    assert.equal(about(185_000, 'JPY', table), '');
    assert.equal(about(185_000, '', table), '');
    assert.equal(about(185_000, 'THB', null), '');
  });
});
