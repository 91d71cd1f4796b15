// What a seller does before the first sale, one thing after another.

/** @typedef {import('./desk.js').ProductDesk} ProductDesk */
/** @typedef {import('../protocol.js').ShowView} ShowView */
/** @typedef {{key: 'booth' | 'bank' | 'products' | 'stock' | 'show' | 'rehearsal', done: boolean, optional?: boolean}} Step */

/**
 * @param {{products: ReadonlyArray<ProductDesk>, shows: ReadonlyArray<ShowView>, canVietQr: boolean, owner: boolean}} has
 * @returns {Step[]}
 */
export function stepsOf({ products, shows, canVietQr, owner }) {
  const offered = products.filter((d) => !d.product.archived);
  const planned = shows.some((s) => s.state !== 'draft');
  return [
    { key: 'booth', done: true },
    { key: 'products', done: offered.length > 0 },
    { key: 'stock', done: offered.some((d) => d.product.shelf > 0) || planned },
    ...(owner ? [{ key: /** @type {const} */ ('bank'), done: canVietQr, optional: true }] : []),
    { key: 'show', done: planned },
  ];
}

/** The one to do now; undefined when all is done. @param {ReadonlyArray<Step>} steps */
export const nextStep = (steps) => steps.find((s) => !s.done && !s.optional);

/** The show to look after: on air, else the next one, else the newest draft. @param {ReadonlyArray<ShowView>} shows @returns {ShowView | undefined} */
export function showToday(shows) {
  const on = shows.find((s) => s.state === 'live' || s.state === 'paused' || s.state === 'rehearsal');
  const next = shows.filter((s) => s.state === 'scheduled').sort((a, b) => a.startsMs - b.startsMs)[0];
  return on ?? next ?? shows.find((s) => s.state === 'draft');
}
