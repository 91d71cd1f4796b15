import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { check } from '../lib/journal.js';

const file = readFileSync(new URL('./journal.ndjson', import.meta.url), 'utf8');
const lines = file.trimEnd().split('\n');
const copy = readFileSync(new URL('./journal-public.ndjson', import.meta.url), 'utf8').trimEnd().split('\n');
const old = readFileSync(new URL('./journal-before.ndjson', import.meta.url), 'utf8').trimEnd().split('\n');
const records = lines.filter((l) => !l.startsWith('{"root"'));
const root = JSON.parse(/** @type {string} */ (lines.at(-1))).root;
/** @param {string[]} all @param {string} [expected] */
const checked = (all, expected) => check(new TextEncoder().encode(`${all.join('\n')}\n`), expected);

describe('a journal', () => {
  test('as the house wrote it is whole, and its root vouches for it', async () => {
    const found = await checked(lines);
    assert.deepEqual(found.wrong, []);
    assert.equal(found.records, records.length);
    assert.equal(found.rooted, root.n);
    assert.equal(found.signed, 'yes');
    assert.equal(found.show, 's07-friday');
  });

  test('without roots holds together, and nobody says how far it should reach', async () => {
    const found = await checked(records);
    assert.deepEqual(found.wrong, []);
    assert.equal(found.rooted, 0);
    assert.equal((await checked(records, root.hash)).rooted, root.n);
  });

  test('with any one letter changed is found out, at its line', async () => {
    for (let i = 0; i < records.length; i++) {
      for (let at = 0; at < records[i].length; at += 7) {
        const changed = [...lines];
        changed[i] = records[i].slice(0, at) + (records[i][at] === '7' ? '8' : '7') + records[i].slice(at + 1);
        const found = await checked(changed);
        assert.ok(found.wrong.some((w) => w.line === i + 1), `line ${i + 1}, letter ${at}`);
      }
    }
  });

  test('with a record taken out, put in, moved or cut off is found out', async () => {
    for (let i = 0; i < records.length; i++) {
      assert.ok((await checked(lines.filter((_, n) => n !== i))).wrong.length, `without line ${i + 1}`);
      assert.ok((await checked([...lines.slice(0, i), records[(i + 5) % records.length], ...lines.slice(i)])).wrong.length, `with one more at ${i + 1}`);
      assert.ok((await checked(records.slice(0, i), root.hash)).wrong.length, `cut off at ${i + 1}`);
      if (i + 1 < records.length) assert.ok((await checked([...lines.slice(0, i), lines[i + 1], lines[i], ...lines.slice(i + 2)])).wrong.length, `${i + 1} and ${i + 2} changed about`);
    }
  });

  test('with a forged root is found out', async () => {
    const last = /** @type {string} */ (lines.at(-1));
    for (const [forged, what] of [[last.replace(`"n":${root.n}`, `"n":${root.n + 3}`), 'short'], [last.replace(root.hash, '0'.repeat(64)), 'root-hash'], [last.replace(String(root.atMs), '1'), 'root-signature'], [last.replace('s07-friday', 's07-monday'), 'other-show'], ['{"root":{}}', 'root']]) {
      assert.deepEqual((await checked([...records, forged])).wrong, [{ line: lines.length, what }]);
    }
  });

  test('for the public is checked against the same root, and nothing in it can be changed', async () => {
    const found = await checked(copy);
    assert.deepEqual(found.wrong, []);
    assert.equal(found.rooted, root.n);
    assert.equal(found.withheld, 4);
    assert.equal((await checked(copy.slice(0, -1), root.hash)).rooted, root.n);
    for (let i = 0; i < records.length; i++) {
      for (let at = 0; at < copy[i].length; at += 7) {
        const changed = [...copy];
        changed[i] = copy[i].slice(0, at) + (copy[i][at] === '7' ? '8' : '7') + copy[i].slice(at + 1);
        assert.ok((await checked(changed)).wrong.some((w) => w.line === i + 1), `line ${i + 1}, letter ${at}`);
      }
      assert.ok((await checked(copy.filter((_, n) => n !== i))).wrong.length, `without line ${i + 1}`);
    }
  });

  test('whose first record is withheld has its name from the signed root', async () => {
    const nameless = lines.map((l, i) => (i ? l : `${l.slice(0, l.indexOf(',"n":'))}}`));
    const found = await checked(nameless);
    assert.deepEqual(found.wrong, []);
    assert.equal(found.show, 's07-friday');
  });

  test('from before there were digests is read still, and nothing in it can be withheld', async () => {
    assert.deepEqual((await checked(old)).wrong, []);
    assert.equal((await checked(old)).rooted, root.n);
    for (let i = 0; i < records.length; i++) {
      const changed = [...old];
      changed[i] = `${old[i].slice(0, old[i].indexOf(',"n":'))}}`;
      assert.ok((await checked(changed)).wrong.some((w) => w.line === i + 1), `line ${i + 1}`);
    }
    assert.ok((await checked([...records, old[0]])).wrong.some((w) => w.what === 'form'));
  });

  test('that is none is said to be none', async () => {
    assert.deepEqual((await check(Uint8Array.of(0xc3, 0x28))).wrong, [{ line: 0, what: 'bytes' }]);
    for (const text of ['hello', '{}', 'null', `\ufeff${lines[0]}`, `${lines[0]}\r`]) assert.ok((await checked([text])).wrong.length, text);
  });
});
