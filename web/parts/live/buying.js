import { wordsFor } from '../../lib/api.js';
import { newKey } from '../../lib/keys.js';
import { offerOf, priceNow } from '../../lib/room.js';

/** @typedef {import('../../lib/room.js').Room} Room */
/** @typedef {import('../../lib/socket.js').Socket} Socket */
/** @typedef {import('../../lib/protocol.js').Recipient} Recipient */
/** @typedef {import('../../lib/protocol.js').Payment} Payment */
/** @typedef {{product: string, quantity: number}} Want */

/**
 * Where one purchase stands:
 * `taking` asked for a hold · `held` the hold stands · `waiting` stands in line · `refused` no hold, `why` tells ·
 * `lapsed` the time ran out · `placed` the order stands · `elsewhere` ordered on another phone of the same person.
 * @typedef {'' | 'taking' | 'held' | 'waiting' | 'refused' | 'lapsed' | 'placed' | 'elsewhere'} Step
 */

/** One purchase from the tap to the receipt. It asks the socket and watches the room; what it shows is read by the sheet. */
export class Buying {
  /** @param {import('lit').ReactiveControllerHost} host @param {{socket: () => Socket, room: () => Room}} from */
  constructor(host, from) {
    this.host = host;
    this.from = from;
    /** @type {Step} */
    this.step = '';
    /** @type {Want[]} */
    this.lines = [];
    /** The hold it is about. @type {string} */
    this.hold = '';
    /** The order it became. @type {string} */
    this.order = '';
    /** Why the last thing asked was refused, and where. */
    this.why = '';
    this.field = '';
    /** Units that were left when it was refused; -1 when nobody said. */
    this.free = -1;
    /** What is asked right now: 'take', 'place', 'extend', 'quantity', 'release' or ''. */
    this.busy = '';
    /** The same thing asked again has the same key, so that doubt never takes two holds. */
    this.doubt = { for: '', key: '' };
  }

  /** @param {Partial<Buying>} change */
  #set(change) {
    Object.assign(this, change);
    this.host.requestUpdate();
  }

  /** Whether there is something to show. */
  get open() {
    return this.step !== '';
  }

  /** Puts the purchase out of sight; a hold stays good until its time is over. */
  leave() {
    this.#set({ step: '', why: '', field: '', busy: '' });
  }

  /** Goes on with a hold there is. @param {string} hold */
  resume(hold) {
    const found = this.from.room().holds.find((h) => h.hold === hold);
    if (found) this.#set({ step: 'held', hold, lines: found.lines.map((l) => ({ product: l.product, quantity: l.quantity })), why: '', field: '', busy: '' });
  }

  /**
   * Takes a hold on all lines, or on none.
   * @param {Want[]} lines
   * @param {boolean} orWait stand in line when the only one is sold out
   */
  async take(lines, orWait) {
    this.#set({ step: 'taking', lines, why: '', field: '', free: -1, hold: '', order: '', busy: 'take' });
    this.#took(await this.#ask(lines, orWait));
  }

  /** @param {Want[]} lines @param {boolean} orWait */
  async #ask(lines, orWait) {
    const [room, socket] = [this.from.room(), this.from.socket()];
    const nowMs = socket.now();
    const wants = lines.map((l) => {
      const offer = offerOf(room, l.product);
      return offer ? { ...l, priceVnd: priceNow(offer, nowMs).vnd } : l;
    });
    const about = JSON.stringify([wants, orWait]);
    const key = this.doubt.for === about ? this.doubt.key : newKey(nowMs);
    this.doubt = { for: about, key };
    const reply = await socket.must({ t: 'take-hold', room: room.room, lines: wants, orWait, key });
    if (!(reply.t === 'refused' && /** @type {string} */ (reply.why) === 'no-answer')) this.doubt = { for: '', key: '' };
    return reply;
  }

  /** @param {import('../../lib/socket.js').Reply} reply */
  #took(reply) {
    if (reply.t === 'hold-taken') {
      const ended = this.from.room().resolved[reply.hold.hold];
      this.#set({ step: ended ? 'lapsed' : 'held', hold: reply.hold.hold, busy: '' });
    } else if (reply.t === 'waiting') this.#set({ step: 'waiting', busy: '' });
    else if (reply.t === 'refused') this.#set({ step: 'refused', why: reply.why, field: reply.field ?? '', free: reply.free ?? -1, busy: '' });
  }

  /**
   * Another quantity of the one line that is held. The new hold is taken first; only when this buyer's own units are in the
   * way is the old one given back before.
   * @param {number} quantity
   */
  async changeQuantity(quantity) {
    const old = { hold: this.hold, lines: this.lines };
    const lines = [{ ...this.lines[0], quantity }];
    this.#set({ busy: 'quantity', why: '' });
    let reply = await this.#ask(lines, false);
    if (reply.t === 'refused' && (reply.why === 'over-limit' || reply.why === 'too-many-holds' || quantity < old.lines[0].quantity)) {
      await this.#giveBack(old.hold);
      reply = await this.#ask(lines, false);
      if (reply.t === 'refused') {
        const why = reply.why;
        const again = await this.#ask(old.lines, false);
        this.#took(again);
        if (again.t === 'hold-taken') this.#set({ why });
        return;
      }
    } else if (reply.t === 'hold-taken') await this.#giveBack(old.hold);
    if (reply.t === 'hold-taken') this.#set({ lines, hold: reply.hold.hold, step: 'held', busy: '' });
    else this.#set({ busy: '', why: reply.t === 'refused' ? reply.why : 'broken' });
  }

  /** @param {string} hold */
  #giveBack(hold) {
    return this.from.socket().must({ t: 'release-hold', room: this.from.room().room, hold });
  }

  /** Gives the hold back. */
  async release() {
    const hold = this.hold;
    this.#set({ busy: 'release' });
    await this.#giveBack(hold);
    this.leave();
  }

  /** Keeps the hold for longer. @returns {Promise<string>} why not, or '' */
  async extend(hold = this.hold) {
    this.#set({ busy: 'extend' });
    const reply = await this.from.socket().must({ t: 'extend-hold', room: this.from.room().room, hold, key: newKey(this.from.socket().now()) });
    this.#set({ busy: '' });
    return reply.t === 'refused' ? reply.why : '';
  }

  /** Turns the hold into an order. @param {Recipient} recipient @param {Payment} payment @param {string} note */
  async place(recipient, payment, note) {
    this.#set({ busy: 'place', why: '', field: '' });
    const reply = await this.from.socket().must({ t: 'place-order', room: this.from.room().room, hold: this.hold, recipient, payment, ...(note ? { note } : {}) });
    if (reply.t === 'order-placed') this.#set({ step: 'placed', order: reply.order.order, busy: '' });
    else if (reply.t === 'refused' && reply.why === 'hold-lapsed') this.#set({ step: 'lapsed', busy: '' });
    else if (reply.t === 'refused') this.#set({ why: reply.why, field: reply.field ?? '', busy: '' });
  }

  /** Looks at the room after it changed: a hold may have ended, a place in line may have become a hold. @param {Room} room */
  follow(room) {
    if (this.step === 'waiting') {
      const won = room.holds.find((h) => h.lines.length === 1 && h.lines[0].product === this.lines[0]?.product);
      if (won) this.#set({ step: 'held', hold: won.hold });
      else if (!room.waits.some((w) => w.product === this.lines[0]?.product)) this.leave();
    }
    if (this.step !== 'held' || this.busy === 'quantity' || room.holds.some((h) => h.hold === this.hold)) return;
    const how = room.resolved[this.hold];
    if (how === 'committed') {
      if (this.busy !== 'place') this.#set({ step: room.orders[`o${this.hold.slice(1)}`] ? 'placed' : 'elsewhere', order: `o${this.hold.slice(1)}`, busy: '' });
    } else if (this.busy !== 'release') this.#set({ step: 'lapsed', busy: '' });
  }

  /** Words for the last refusal. */
  get words() {
    return this.why ? wordsFor(this.why) : '';
  }
}
