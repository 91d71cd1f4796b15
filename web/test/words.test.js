import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, test } from 'node:test';

const web = new URL('../', import.meta.url);
/** @param {string} path @returns {Record<string, string>} */
const words = (path) => JSON.parse(readFileSync(new URL(path, web), 'utf8'));
const [vi, en] = [words('words/vi.json'), words('words/en.json')];

/** @param {string} folder @returns {string[]} */
const scripts = (folder) => readdirSync(new URL(folder, web), { recursive: true }).map(String).filter((f) => f.endsWith('.js')).map((f) => `${folder}${f}`);
/** @param {string} text */
const blanks = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort().filter((b, i, all) => b !== all[i - 1]);

describe('words', () => {
  test('there are the same in both languages, but for plurals that one has', () => {
    const plain = (/** @type {Record<string, string>} */ w) => Object.keys(w).filter((k) => !k.endsWith('.one')).sort();
    assert.deepEqual(plain(en), plain(vi));
  });

  test('the same blanks are filled in both', () => {
    for (const key of Object.keys(vi).filter((k) => k in en && !k.endsWith('.one'))) assert.deepEqual(blanks(en[key]), blanks(vi[key]), key);
  });

  test('every word that a page says by name is there', () => {
    for (const file of ['lib/', 'pages/', 'parts/'].flatMap(scripts)) {
      for (const [, key] of readFileSync(new URL(file, web), 'utf8').matchAll(/\bsay\('([\w.-]+)'/g)) assert.ok(key in vi, `${key} in ${file}`);
    }
  });
});
