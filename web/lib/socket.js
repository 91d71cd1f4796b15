// One socket to the market. It comes back by itself, resumes where it was, and says again what was not answered.

import { noticeCame, socketOpened } from './notices.js';

/** @typedef {import('./protocol.js').Outbound} Outbound */
/** @typedef {import('./protocol.js').Inbound} Inbound */
/** @typedef {import('./protocol.js').Joined} Joined */
/** @typedef {import('./protocol.js').Refused} Refused */
/** @typedef {Exclude<Extract<Outbound, {ref: number}>, {t: 'joined'} | {t: 'clock'}>} Reply */
/** @typedef {Inbound extends infer I ? I extends Inbound ? Omit<I, 'ref'> : never : never} Command a command before it has its number */

/**
 * How the line is: `open` in the room, `opening` the first time, `waiting` to come back (`againMs` tells when), `crowded` when
 * too many are coming and the house said when to try again (`untilMs`, by this phone's clock), `away` when the server told this
 * phone to stay away (`code` tells why).
 * @typedef {{is: 'opening' | 'open' | 'waiting' | 'crowded' | 'away', code?: number, againMs?: number, untilMs?: number}} Line
 */

/** Close codes after which there is no use in coming back: bad message, forbidden, replaced. */
const STAY_AWAY = new Set([4400, 4403, 4409]);
/** Longest wait in ms before each kind of return; a random part of it is taken (full jitter). */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
const BUSY_WAIT = 6_000;
/** A server that stops sends its phones away little by little; each takes some more time, for the others are many. */
const RESTART_WAIT = 3_000;
/** Whoever waits for an answer to something that must be done comes back sooner. */
const MUST_WAIT = 3_000;
/** Only a line that stood so long makes the next wait short again. */
const STABLE_MS = 60_000;
/** A reply that takes longer is taken for lost. */
const REPLY_MS = 15_000;
/** A key'd command is said again for this long before the person is told. */
const MUST_MS = 90_000;
/** Quiet for this long: ask for the clock, and take the line for dead when even that stays unanswered. */
const QUIET_MS = 25_000;
const DEAD_MS = 8_000;

/** A refusal made here, when no answer came: the words are `refused.no-answer`. @returns {Refused} */
const noAnswer = () => /** @type {any} */ ({ t: 'refused', ref: 0, why: 'no-answer' });

export class Socket {
  /** @type {WebSocket | undefined} */
  #ws;
  #url;
  #ref = 1;
  /** @type {Map<number, {command: Command, done: (reply: any) => void, must: boolean, tries: number, timer?: ReturnType<typeof setTimeout>}>} */
  #asked = new Map();
  /** What is said first on every line. @type {(() => Command) | undefined} */
  #enter;
  #joined = false;
  #joining = 0;
  #tries = 0;
  #closed = false;
  #heardMs = 0;
  #joinedMs = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #again;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #watch;
  /** @type {Map<number, number>} when each question for the clock left */
  #clocks = new Map();
  #best = { rttMs: Infinity, atMs: 0 };
  #make;
  #random;
  #door;

  /**
   * @param {{
   *   url?: string,
   *   at: () => {seq: number, epoch: string, n?: number} | null,
   *   hear: (message: Outbound) => void,
   *   line?: (line: Line) => void,
   *   signedOut?: () => void,
   *   make?: (url: string) => WebSocket,
   *   random?: () => number,
   *   door?: () => Promise<number>,
   * }} how `at` tells the last numbered event and the last comment that were seen, `hear` gets every message in order, `door` is asked how many ms to
   *   wait when a socket did not open, for a browser does not tell why
   */
  constructor({ url, at, hear, line = () => {}, signedOut = () => {}, make = (to) => new WebSocket(to), random = Math.random, door }) {
    this.#url = url ?? address();
    this.#door = door ?? (() => askDoor(this.#url));
    this.at = at;
    this.hear = hear;
    this.tellLine = line;
    this.signedOut = signedOut;
    this.#make = make;
    this.#random = random;
    /** Server's clock less the phone's, ms. @type {number} */
    this.offsetMs = 0;
    /** @type {Line} */
    this.line = { is: 'opening' };
  }

  /** The server's time now, ms. */
  now() {
    return Date.now() + this.offsetMs;
  }

  /** Goes into a room and stays there until `close`. @param {string} room */
  join(room) {
    this.#enter = () => ({ t: 'join-room', room, ...(this.at() ?? {}) });
    this.#start();
  }

  /** The same without a room: what `first` makes is said first on every line, and its answer counts as having come in. @param {() => Command} first */
  enter(first) {
    this.#enter = first;
    this.#start();
  }

  #start() {
    this.#closed = false;
    if (typeof window !== 'undefined') {
      window.addEventListener('online', this.#online);
      window.addEventListener('offline', this.#offline);
      document.addEventListener('visibilitychange', this.#seen);
    }
    this.#watch ??= setInterval(() => this.#look(), 5_000);
    this.#open();
  }

  /** Goes away for good. What was not answered is answered with `no-answer`. */
  close() {
    this.#closed = true;
    if (typeof window !== 'undefined') {
      window.removeEventListener('online', this.#online);
      window.removeEventListener('offline', this.#offline);
      document.removeEventListener('visibilitychange', this.#seen);
    }
    clearInterval(this.#watch);
    this.#watch = undefined;
    clearTimeout(this.#again);
    this.#drop();
    for (const ref of [...this.#asked.keys()]) this.#answer(ref, noAnswer());
  }

  /** Comes in anew at once, as who the person is now: after signing in or out. */
  refresh() {
    this.#drop();
    this.#tries = 0;
    this.#open();
  }

  /** An event is missing: asks for everything since the last one seen, else for the whole scene. */
  rejoin() {
    if (this.#ws?.readyState === 1 && !this.#joining) this.#sayJoin();
  }

  /**
   * Says something that is worth nothing later. Answers `refused` with `no-answer` when the line is down or stays mute.
   * @param {Command} command
   * @returns {Promise<Reply>}
   */
  ask(command) {
    if (!this.#joined) return Promise.resolve(noAnswer());
    return new Promise((done) => this.#say({ command, done, must: false, tries: 0 }, REPLY_MS));
  }

  /**
   * Says something that must be answered: it waits for the line, and is said again after each return until the answer
   * comes. Only for commands that do the same thing once however often they are said.
   * @param {Command} command
   * @returns {Promise<Reply>}
   */
  must(command) {
    return new Promise((done) => this.#say({ command, done, must: true, tries: 0 }, MUST_MS));
  }

  /** Says something that needs no answer, if the line is open. @param {Command} command */
  hint(command) {
    if (this.#joined) this.#send({ ...command, ref: this.#ref++ });
  }

  /** @param {{command: Command, done: (reply: any) => void, must: boolean, tries: number, timer?: ReturnType<typeof setTimeout>}} one @param {number} ms */
  #say(one, ms) {
    const ref = this.#ref++;
    this.#asked.set(ref, one);
    one.timer = setTimeout(() => this.#answer(ref, noAnswer()), ms);
    if (this.#joined) this.#send({ ...one.command, ref });
  }

  /** @param {number} ref @param {any} reply */
  #answer(ref, reply) {
    const one = this.#asked.get(ref);
    if (!one) return;
    // The house is busy: a must is said again a little later, three times.
    if (one.must && reply.t === 'refused' && reply.why === 'try-again' && one.tries < 3) {
      one.tries++;
      setTimeout(() => {
        if (this.#asked.has(ref) && this.#joined) this.#send({ ...one.command, ref });
      }, 400 * 2 ** one.tries * (0.5 + this.#random()));
      return;
    }
    clearTimeout(one.timer);
    this.#asked.delete(ref);
    one.done(reply);
  }

  /** @param {object} message */
  #send(message) {
    if (this.#ws?.readyState === 1) this.#ws.send(JSON.stringify(message));
  }

  #open() {
    clearTimeout(this.#again);
    if (this.#closed || !this.#enter || this.#ws) return;
    if (this.line.is !== 'crowded') this.#tell({ is: this.line.is === 'opening' ? 'opening' : 'waiting', againMs: 0 });
    const ws = this.#make(this.#url);
    let opened = false;
    this.#ws = ws;
    socketOpened();
    ws.onopen = () => {
      opened = true;
      if (ws !== this.#ws) return;
      this.#heardMs = Date.now();
      // another node may be less busy than the last one was; one that is busy says so first thing
      this.hear({ t: 'strain-changed', strain: 'none' });
      this.#sayJoin();
    };
    ws.onmessage = (e) => {
      if (ws === this.#ws && typeof e.data === 'string') this.#heard(e.data);
    };
    ws.onclose = (e) => {
      if (ws !== this.#ws) return;
      this.#lost(e.code);
      if (!opened && !this.#closed) void this.#atTheDoor();
    };
  }

  /** The socket did not open: asks at the door whether that is because too many are there. */
  async #atTheDoor() {
    const wait = this.#again;
    const laterMs = await this.#door().catch(() => 0);
    if (laterMs > 0 && wait === this.#again && !this.#closed && !this.#ws) this.#later(laterMs, () => this.#open());
  }

  /** Too many are coming: waits as long as the house said, and says so calmly. @param {number} ms @param {() => void} then */
  #later(ms, then) {
    clearTimeout(this.#again);
    this.#tell({ is: 'crowded', againMs: ms, untilMs: Date.now() + ms });
    this.#again = setTimeout(then, ms);
  }

  #sayJoin() {
    if (!this.#enter) return;
    this.#joining = this.#ref++;
    this.#clocks.set(this.#joining, Date.now());
    this.#send({ ...this.#enter(), ref: this.#joining });
  }

  /** @param {string} text */
  #heard(text) {
    this.#heardMs = Date.now();
    /** @type {any} */
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      return; // a frame this page cannot read is from a newer house; the next numbered event shows the gap
    }
    if (this.#joining && message.ref === this.#joining) {
      if (message.t === 'refused') this.#notIn(message);
      else if (message.t === 'join-later') this.#joinLater(message.againMs);
      else this.#in(message);
    }
    else if (message.t === 'clock') this.#clock(message);
    else if (message.t === 'announced' || message.t === 'announcement-taken-back') window.dispatchEvent(new CustomEvent('phien-announced', { detail: message }));
    else {
      if (message.t === 'notice-came') noticeCame(message);
      this.hear(message);
      if ('ref' in message) this.#answer(message.ref, message);
    }
  }

  /** @param {Joined | Extract<Outbound, {t: 'night-watched'}>} joined */
  #in(joined) {
    this.#clock(joined);
    const first = !this.#joined;
    this.#joining = 0;
    this.#joined = true;
    if (first) this.#joinedMs = Date.now();
    this.hear(joined);
    this.#tell({ is: 'open' });
    if (!first) return;
    for (const [ref, one] of [...this.#asked]) {
      if (one.must) this.#send({ ...one.command, ref });
    }
  }

  /** The socket stays; the room is asked for again when the house said. @param {number} againMs */
  #joinLater(againMs) {
    this.#clocks.delete(this.#joining);
    this.#joining = 0;
    const ws = this.#ws;
    this.#later(againMs, () => {
      if (ws === this.#ws && ws?.readyState === 1) this.#sayJoin();
      else this.#open();
    });
  }

  /** @param {Refused} refused */
  #notIn(refused) {
    this.hear(refused);
    this.#joining = 0;
    if (refused.why === 'try-again' || refused.why === 'full' || refused.why === 'not-ready') this.#ws?.close(4000, refused.why);
    else {
      this.#closed = true;
      this.#drop();
      this.#tell({ is: 'away', code: 4404 });
    }
  }

  /** @param {{ref: number, nowMs: number}} told */
  #clock(told) {
    const left = this.#clocks.get(told.ref);
    if (left === undefined) return;
    this.#clocks.delete(told.ref);
    const rttMs = Date.now() - left;
    // The quickest answer is the truest; one of five minutes ago no longer counts.
    if (rttMs > this.#best.rttMs && Date.now() - this.#best.atMs < 300_000) return;
    this.#best = { rttMs, atMs: Date.now() };
    this.offsetMs = Math.round(told.nowMs - (left + rttMs / 2));
  }

  #drop() {
    const ws = this.#ws;
    this.#ws = undefined;
    this.#joined = false;
    this.#joining = 0;
    this.#clocks.clear();
    ws?.close(1000);
    for (const [ref, one] of [...this.#asked]) if (!one.must) this.#answer(ref, noAnswer());
  }

  /** @param {number} code */
  #lost(code) {
    if (this.#joined && Date.now() - this.#joinedMs >= STABLE_MS) this.#tries = 0;
    this.#drop();
    if (this.#closed) return;
    if (STAY_AWAY.has(code)) {
      this.#tell({ is: 'away', code });
      return;
    }
    if (code === 4401) this.signedOut();
    if (code === 4410) this.hear(/** @type {any} */ ({ t: 'forgotten' }));
    const least = code === 4429 || code === 1013 ? BUSY_WAIT : code === 1012 ? RESTART_WAIT : 0;
    const most = Math.min(LONGEST_WAIT, Math.max(least, FIRST_WAIT * 2 ** this.#tries));
    const acts = least !== BUSY_WAIT && [...this.#asked.values()].some((one) => one.must);
    const wait = Math.round(this.#random() * (acts ? Math.min(MUST_WAIT, most) : most));
    this.#tries++;
    if (code === 1013) this.#tell({ is: 'crowded', code, againMs: wait, untilMs: Date.now() + wait });
    else if (this.line.is !== 'crowded') this.#tell({ is: 'waiting', code, againMs: wait });
    else this.#tell({ ...this.line, againMs: wait, untilMs: Date.now() + wait });
    this.#again = setTimeout(() => this.#open(), wait);
  }

  /** Quiet lines are asked, dead ones are dropped. */
  #look() {
    if (!this.#ws || this.#ws.readyState > 1) return;
    const quiet = Date.now() - this.#heardMs;
    if (this.#heardMs && quiet > QUIET_MS + DEAD_MS) this.#lost(4000);
    else if (this.#joined && quiet > QUIET_MS) this.#askClock();
  }

  #askClock() {
    const ref = this.#ref++;
    this.#clocks.set(ref, Date.now());
    this.#send({ t: 'ask-clock', ref });
  }

  #online = () => {
    this.#tries = 0;
    if (!this.#ws) this.#open();
    else if (this.#joined) this.#askClock();
  };

  // A phone without network knows it at once; the silent line would take half a minute to notice.
  #offline = () => {
    if (this.#ws) this.#lost(4000);
  };

  #seen = () => {
    if (document.hidden || this.#closed) return;
    if (!this.#ws) this.#online();
    else if (Date.now() - this.#heardMs > QUIET_MS) this.#look();
  };

  /** @param {Line} line */
  #tell(line) {
    this.line = line;
    this.tellLine(line);
  }
}

/** Ms to wait before the socket of this address is tried again, or 0. @param {string} url */
async function askDoor(url) {
  if (typeof fetch === 'undefined') return 0;
  const told = await fetch(url.replace(/^ws/, 'http'), { cache: 'no-store', credentials: 'omit' });
  const seconds = Number(told.headers.get('retry-after'));
  return told.status === 503 && seconds > 0 ? Math.min(60, seconds) * 1_000 + Math.random() * 1_000 : 0;
}

/** The socket of this page's own house. */
export function address() {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/socket`;
}
