import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyCounter, looked, mine, over, served, told, waiting } from '../lib/counter.js';

/** @param {number} n @param {string} state @param {object} [more] @returns {any} */
const ticket = (n, state, more = {}) => ({ ticket: `t07-${n}`, booth: 'b07-a', boothName: 'A', number: n, ahead: 0, state, name: 'An', reason: 'hỏi', takenMs: 1000 + n, ...more });
/** @param {any[]} events */
const fold = (...events) => events.reduce((s, e) => told(s, e), emptyCounter('b07-a'));
const shown = { t: 'counter-shown', ref: 1, booth: 'b07-a', open: true, waiting: 2 };
const desk = { t: 'desk-shown', ref: 1, booth: 'b07-a', open: true, tickets: [ticket(2, 'waiting'), ticket(1, 'waiting'), ticket(3, 'called', { staff: 'u-1', calledMs: 5 })], colleagues: [] };

test('a visitor sees the own number move and the talk grow', () => {
  let s = fold(shown, { t: 'ticket-taken', ref: 2, ticket: ticket(3, 'waiting', { ahead: 2 }) });
  assert.equal(mine(s)?.ahead, 2);
  s = told(s, { t: 'ticket-changed', ticket: ticket(3, 'called', { staffName: 'Mai' }) });
  s = told(s, { t: 'talk-shown', ref: 3, ticket: ticket(3, 'called'), lines: [] });
  s = told(s, /** @type {any} */ ({ t: 'talk-said', ticket: 't07-3', line: { n: 1, by: 'staff', name: 'Mai', text: 'Chào', sentMs: 1 } }));
  s = told(s, /** @type {any} */ ({ t: 'talk-said', ticket: 't07-3', line: { n: 1, by: 'staff', name: 'Mai', text: 'Chào', sentMs: 1 } }));
  assert.equal(s.talks['t07-3'].length, 1);
  assert.equal(s.unread['t07-3'], 1);
  assert.deepEqual(looked(s, 't07-3').unread, {});
});

test('an older word about a ticket changes nothing', () => {
  const s = fold(shown, { t: 'ticket-changed', ticket: ticket(3, 'ended') }, { t: 'ticket-changed', ticket: ticket(3, 'waiting') });
  assert.equal(mine(s)?.state, 'ended');
});

test('after a new number the old one is out of sight', () => {
  const s = fold(shown, { t: 'ticket-changed', ticket: ticket(3, 'ended') }, { t: 'ticket-taken', ref: 4, ticket: ticket(9, 'waiting') });
  assert.equal(mine(s)?.number, 9);
});

test('the staff see who waits in order, who is served and what is over', () => {
  let s = fold(desk);
  assert.deepEqual(waiting(s).map((t) => t.number), [1, 2]);
  s = told(s, { t: 'ticket-changed', ticket: ticket(1, 'called', { staff: 'u-2', calledMs: 9 }) });
  assert.deepEqual(served(s, 'u-2').map((t) => t.number), [1, 3]);
  s = told(s, { t: 'ticket-changed', ticket: ticket(3, 'ended', { endedMs: 12 }) });
  assert.deepEqual(over(s).map((t) => t.number), [3]);
  assert.deepEqual(told(s, { t: 'ticket-changed', ticket: { ...ticket(8, 'waiting'), booth: 'b09-z' } }), s, 'another booth is not here');
});

test('what was said while the talk was read comes in once and in order', () => {
  let s = fold(desk, { t: 'talk-shown', ref: 1, ticket: ticket(3, 'called'), lines: [{ n: 2, by: 'visitor', name: 'An', text: 'b', sentMs: 2 }] });
  s = told(s, /** @type {any} */ ({ t: 'talk-shown', ref: 2, ticket: ticket(3, 'called'), lines: [{ n: 1, by: 'visitor', name: 'An', text: 'a', sentMs: 1 }, { n: 2, by: 'visitor', name: 'An', text: 'b', sentMs: 2 }] }));
  assert.deepEqual(s.talks['t07-3'].map((/** @type {any} */ l) => l.text), ['a', 'b']);
});
