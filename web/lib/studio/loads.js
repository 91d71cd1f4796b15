// What a view has loaded, and how that went.

import { Problem } from '../api.js';

/**
 * Loads something for an element, which renders anew when it has come or failed. A later load wins over an earlier one.
 * @template T
 */
export class Loads {
  #host;
  #turn = 0;

  /** @param {import('lit').ReactiveControllerHost} host */
  constructor(host) {
    this.#host = host;
    /** @type {T | undefined} */
    this.value = undefined;
    /** @type {Problem | undefined} */
    this.problem = undefined;
    this.busy = false;
  }

  /** @param {() => Promise<T>} work @param {boolean} [anew] forget what was there before */
  async from(work, anew = false) {
    const turn = ++this.#turn;
    this.work = work;
    if (anew) this.value = undefined;
    this.busy = true;
    this.#host.requestUpdate();
    try {
      const value = await work();
      if (turn !== this.#turn) return;
      this.value = value;
      this.problem = undefined;
    } catch (problem) {
      if (turn !== this.#turn) return;
      this.problem = problem instanceof Problem ? problem : new Problem({ why: 'broken', status: 500 });
      if (!(problem instanceof Problem)) console.error(problem);
    }
    this.busy = false;
    this.#host.requestUpdate();
  }

  /** Once more, as before. */
  again() {
    return this.work ? this.from(this.work) : Promise.resolve();
  }

  /** In place of what was loaded: the house told it otherwise. @param {T} value */
  set(value) {
    this.value = value;
    this.#host.requestUpdate();
  }
}
