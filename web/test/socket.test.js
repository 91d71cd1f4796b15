import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import { newKey } from '../lib/keys.js';
import { Socket } from '../lib/socket.js';

/** A line to a server that the test plays. */
class Wire {
  readyState = 0;
  /** @type {any[]} */ said = [];
  /** @type {any} */ onopen;
  /** @type {any} */ onmessage;
  /** @type {any} */ onclose;
  /** @param {string} text */
  send(text) { this.said.push(JSON.parse(text)); }
  close() { this.readyState = 3; }
  opens() { this.readyState = 1; this.onopen(); }
  /** @param {object} message */
  tells(message) { this.onmessage({ data: JSON.stringify(message) }); }
  /** @param {number} code */
  drops(code) { this.readyState = 3; this.onclose({ code }); }
  joins() {
    const join = this.said.findLast((m) => m.t === 'join-room');
    this.tells({ t: 'joined', ref: join.ref, room: join.room, epoch: 'k1', seq: 5, nowMs: Date.now() + 7_000, recovered: false, viewers: 1 });
  }
}

function phone() {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 1_000_000 });
  /** @type {Wire[]} */
  const wires = [];
  /** @type {any[]} */
  const heard = [];
  /** @type {any} */
  const at = { now: null };
  const out = { signedOut: 0, doorMs: 0 };
  const socket = new Socket({
    url: 'ws://here/socket', at: () => at.now, hear: (m) => heard.push(m), random: () => 0.5, signedOut: () => out.signedOut++,
    door: () => Promise.resolve(out.doorMs),
    make: () => { const w = new Wire(); wires.push(w); return /** @type {any} */ (w); },
  });
  socket.join('s07-1');
  return { socket, wires, heard, at, out, last: () => /** @type {Wire} */ (wires.at(-1)), done: () => { socket.close(); mock.timers.reset(); } };
}

describe('the socket', () => {
  test('joins, sets its clock by the server and opens', () => {
    const p = phone();
    p.last().opens();
    assert.deepEqual(p.last().said[0], { t: 'join-room', ref: 1, room: 's07-1' });
    p.last().joins();
    assert.equal(p.socket.line.is, 'open');
    assert.equal(p.socket.offsetMs, 7_000);
    p.done();
  });

  test('comes back by itself and resumes where it was', () => {
    const p = phone();
    p.last().opens(); p.last().joins();
    p.at.now = { seq: 9, epoch: 'k1' };
    p.last().drops(1006);
    assert.equal(p.socket.line.is, 'waiting');
    mock.timers.tick(500);
    assert.equal(p.wires.length, 2);
    p.last().opens();
    assert.deepEqual([p.last().said[0].seq, p.last().said[0].epoch], [9, 'k1']);
    p.done();
  });

  test('waits longer each time, a random part of it', () => {
    const p = phone();
    /** @type {number[]} */
    const waits = [];
    for (let i = 0; i < 7; i++) {
      p.last().drops(1006);
      waits.push(p.socket.line.againMs ?? 0);
      mock.timers.tick(30_000);
    }
    assert.deepEqual(waits, [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    p.done();
  });

  test('a line that does not stand long keeps the waits long, one that stood a minute makes them short', () => {
    const p = phone();
    const drops = (/** @type {number} */ afterMs) => {
      p.last().opens(); p.last().joins();
      for (let ms = 0; ms < afterMs; ms += 20_000) {
        mock.timers.tick(20_000);
        p.last().tells({ t: 'viewers-counted', room: 's07-1', viewers: 1 });
      }
      p.last().drops(1006);
      const wait = p.socket.line.againMs ?? 0;
      mock.timers.tick(30_000);
      return wait;
    };
    assert.deepEqual([drops(0), drops(0), drops(0), drops(60_000), drops(0)], [500, 1_000, 2_000, 500, 1_000]);
    p.done();
  });

  test('a server that stops spreads its phones; a full one keeps them away longer', () => {
    for (const [code, most] of [[1012, 3_000], [1013, 6_000], [4429, 6_000], [4408, 1_000]]) {
      const p = phone();
      p.last().opens(); p.last().joins();
      p.last().drops(code);
      assert.equal(p.socket.line.againMs, most / 2, `after ${code}`);
      p.done();
    }
  });

  test('who waits for something that must be done comes back sooner', () => {
    const p = phone();
    for (let i = 0; i < 5; i++) {
      p.last().drops(1006);
      mock.timers.tick(30_000);
    }
    p.socket.must(/** @type {any} */ ({ t: 'take-hold', key: 'k1' }));
    p.last().drops(1006);
    assert.equal(p.socket.line.againMs, 1_500);
    p.done();
  });

  for (const row of [
    { code: 1012, is: 'waiting' }, { code: 1013, is: 'crowded' }, { code: 4408, is: 'waiting' }, { code: 4429, is: 'waiting' },
    { code: 4400, is: 'away' }, { code: 4403, is: 'away' }, { code: 4409, is: 'away' }, { code: 4401, is: 'waiting', signedOut: 1 },
    { code: 4410, is: 'waiting', forgotten: 1 },
  ]) {
    test(`after close code ${row.code} it is ${row.is}`, () => {
      const p = phone();
      p.last().opens(); p.last().joins();
      p.last().drops(row.code);
      assert.equal(p.socket.line.is, row.is);
      assert.equal(p.out.signedOut, row.signedOut ?? 0);
      assert.equal(p.heard.filter((m) => m.t === 'forgotten').length, row.forgotten ?? 0);
      p.done();
    });
  }

  test('a command gets the answer with its number', async () => {
    const p = phone();
    p.last().opens(); p.last().joins();
    const answer = p.socket.ask(/** @type {any} */ ({ t: 'post-chat', room: 's07-1', text: 'A1', key: 'k' }));
    const said = p.last().said.at(-1);
    p.last().tells({ t: 'chat-posted', ref: said.ref, message: 'm07-1' });
    assert.equal((await answer).t, 'chat-posted');
    p.done();
  });

  test('what must arrive is said again after the line comes back, in order, until it is answered', async () => {
    const p = phone();
    p.last().opens(); p.last().joins();
    const first = p.socket.must(/** @type {any} */ ({ t: 'take-hold', key: 'k1' }));
    p.last().drops(1006);
    const second = p.socket.must(/** @type {any} */ ({ t: 'take-hold', key: 'k2' }));
    mock.timers.tick(500);
    p.last().opens();
    assert.equal(p.last().said.length, 1, 'nothing before the room is joined');
    p.last().joins();
    const again = p.last().said.filter((m) => m.t === 'take-hold');
    assert.deepEqual(again.map((m) => m.key), ['k1', 'k2']);
    again.forEach((m) => p.last().tells({ t: 'hold-taken', ref: m.ref, hold: { hold: m.key } }));
    assert.deepEqual([(await first).t, (await second).t], ['hold-taken', 'hold-taken']);
    p.done();
  });

  test('a busy house is asked again a little later', async () => {
    const p = phone();
    p.last().opens(); p.last().joins();
    const answer = p.socket.must(/** @type {any} */ ({ t: 'take-hold', key: 'k1' }));
    const ref = p.last().said.at(-1).ref;
    p.last().tells({ t: 'refused', ref, why: 'try-again' });
    mock.timers.tick(1_000);
    assert.equal(p.last().said.filter((m) => m.t === 'take-hold').length, 2);
    p.last().tells({ t: 'refused', ref, why: 'sold-out' });
    assert.equal(/** @type {any} */ (await answer).why, 'sold-out');
    p.done();
  });

  test('without a line a passing command is refused here, and a hint is dropped', async () => {
    const p = phone();
    assert.equal(/** @type {any} */ (await p.socket.ask(/** @type {any} */ ({ t: 'post-chat' }))).why, 'no-answer');
    p.socket.hint(/** @type {any} */ ({ t: 'react' }));
    p.last().opens();
    assert.equal(p.last().said.length, 1);
    p.done();
  });

  test('a mute line is asked for the clock and then dropped', () => {
    const p = phone();
    p.last().opens(); p.last().joins();
    mock.timers.tick(30_000);
    assert.equal(p.last().said.at(-1).t, 'ask-clock');
    mock.timers.tick(10_000);
    assert.ok(p.wires.length > 1 || p.socket.line.is === 'waiting');
    p.done();
  });

  test('a house that is too full is waited for calmly, as long as its door says', async () => {
    const p = phone();
    p.out.doorMs = 12_000;
    p.last().drops(1006);
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual([p.socket.line.is, p.socket.line.againMs, p.socket.line.untilMs], ['crowded', 12_000, 1_012_000]);
    mock.timers.tick(11_999);
    assert.equal(p.wires.length, 1);
    mock.timers.tick(1);
    assert.equal(p.wires.length, 2);
    assert.equal(p.socket.line.is, 'crowded', 'no flicker while it tries');
    p.last().opens(); p.last().joins();
    assert.equal(p.socket.line.is, 'open');
    p.done();
  });

  test('a socket that was open once comes back without asking at the door', async () => {
    const p = phone();
    p.last().opens(); p.last().joins();
    p.out.doorMs = 12_000;
    p.last().drops(1012);
    await Promise.resolve();
    await Promise.resolve();
    assert.equal(p.socket.line.is, 'waiting');
    p.done();
  });

  test('a room that lets nobody in for now is asked again on the same line when it said', () => {
    const p = phone();
    p.last().opens();
    const join = p.last().said[0];
    p.last().tells({ t: 'join-later', ref: join.ref, againMs: 4_000 });
    assert.deepEqual([p.socket.line.is, p.socket.line.againMs], ['crowded', 4_000]);
    mock.timers.tick(4_000);
    assert.equal(p.wires.length, 1);
    assert.deepEqual(p.last().said.map((m) => m.t), ['join-room', 'join-room']);
    p.last().joins();
    assert.equal(p.socket.line.is, 'open');
    p.done();
  });

  test('1013 means that it is crowded', () => {
    const p = phone();
    p.last().opens(); p.last().joins();
    p.last().drops(1013);
    assert.equal(p.socket.line.is, 'crowded');
    p.done();
  });

  test('how busy the last node was is forgotten when the line opens anew', () => {
    const p = phone();
    p.last().opens(); p.last().joins();
    p.last().tells({ t: 'strain-changed', strain: 'store-away' });
    p.last().drops(1006);
    mock.timers.tick(20_000);
    p.last().opens();
    assert.deepEqual(p.heard.filter((m) => m.t === 'strain-changed').map((m) => m.strain), ['none', 'store-away', 'none']);
    p.done();
  });

  test('signing in comes back at once as who one is now', () => {
    const p = phone();
    p.last().opens(); p.last().joins();
    p.socket.refresh();
    assert.equal(p.wires.length, 2);
    p.done();
  });
});

describe('keys', () => {
  test('are 26 small letters and digits, sorted by time', () => {
    const [a, b] = [newKey(1_000), newKey(2_000)];
    assert.match(a, /^[0-9a-z]{26}$/);
    assert.ok(a < b);
  });
  test('do not repeat', () => assert.equal(new Set(Array.from({ length: 1_000 }, () => newKey())).size, 1_000));
});
