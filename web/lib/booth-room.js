// A booth's own room on a page: its stock as it changes, who is here, and its counter.

import { tellCalled } from '../parts/called.js';
import { forgotten, me } from './session.js';
import { Socket } from './socket.js';

/** @typedef {import('./protocol.js').Outbound} Outbound */

/** Keeps a page in the room of a booth while it is shown. */
export class BoothRoom {
  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {(message: Outbound) => void} [hear] is told everything as well
   * @param {string} [here] the booth, on its own page
   */
  constructor(host, hear = () => {}, here = '') {
    this.here = here;
    this.host = host;
    this.also = hear;
    /** Units on the shelf by product. @type {Record<string, number>} */
    this.free = {};
    /** @type {Record<string, number>} */
    this.revs = {};
    /** What officials or organizers have stopped, by product. @type {Record<string, boolean>} */
    this.frozen = {};
    /** Phones in the booth now. */
    this.viewers = 0;
    /** @type {import('./socket.js').Line} */
    this.line = { is: 'opening' };
    this.socket = new Socket({ at: () => null, hear: (message) => this.#hear(message), line: (line) => { this.line = line; host.requestUpdate(); }, signedOut: forgotten });
    host.addController({ hostDisconnected: () => this.socket.close() });
  }

  /** @param {string} booth */
  join(booth) {
    this.socket.join(booth);
  }

  /** @param {Outbound} m */
  #hear(m) {
    if (m.t === 'joined') {
      this.viewers = m.viewers;
      for (const o of m.scene?.lineUp ?? []) {
        this.#stock(o.product, o.stock.free, o.stock.rev, true);
        this.frozen = { ...this.frozen, [o.product]: o.frozen };
      }
    } else if (m.t === 'goods-frozen') this.frozen = { ...this.frozen, [m.product]: m.frozen };
    else if (m.t === 'stock-changed') this.#stock(m.product, m.free, m.rev, false);
    else if (m.t === 'viewers-counted') this.viewers = m.viewers;
    tellCalled(m, this.here, me()?.account);
    this.also(m);
    this.host.requestUpdate();
  }

  /** @param {string} product @param {number} free @param {number} rev @param {boolean} fresh of a whole scene */
  #stock(product, free, rev, fresh) {
    if (!fresh && rev <= (this.revs[product] ?? -1)) return;
    this.revs = { ...this.revs, [product]: rev };
    this.free = { ...this.free, [product]: free };
  }
}
