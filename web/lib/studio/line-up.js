// The line-up of a show as it is being made: pure steps on a list.

/** @typedef {import('../protocol.js').OfferView} OfferView */
/** @typedef {import('./desk.js').ProductDesk} ProductDesk */
/** @typedef {import('./desk.js').LineUpItem} LineUpItem */
/** @typedef {{product: string, code: string, units: number, perBuyer: number, priceVnd: number}} Item */

/** Most units one buyer may have. */
export const MOST_PER_BUYER = 99;
/** Most products in a line-up. */
export const MOST_ITEMS = 200;

/** The list with one thing moved to another place. @template T @param {ReadonlyArray<T>} list @param {number} from @param {number} to @returns {T[]} */
export function moved(list, from, to) {
  const out = [...list];
  if (from < 0 || from >= out.length) return out;
  const [thing] = out.splice(from, 1);
  out.splice(Math.max(0, Math.min(out.length, to)), 0, thing);
  return out;
}

/** Where a thing that is dragged `dy` px lands, by the heights of all. @param {ReadonlyArray<number>} heights @param {number} from @param {number} dy */
export function landing(heights, from, dy) {
  let to = from;
  let left = Math.abs(dy);
  const step = dy < 0 ? -1 : 1;
  while (heights[to + step] !== undefined && left > heights[to + step] / 2) {
    to += step;
    left -= heights[to];
  }
  return to;
}

/** What stands in the house, as a list to work on. @param {ReadonlyArray<OfferView>} offers @returns {Item[]} */
export function itemsOf(offers) {
  return offers.map((o) => ({ product: o.product, code: o.code, units: o.stock.allotted, perBuyer: o.perBuyer, priceVnd: o.priceVnd }));
}

/** The lowest free code, A1 and on. @param {ReadonlyArray<Item>} items */
export function nextCode(items) {
  const taken = new Set(items.map((i) => i.code));
  let n = 1;
  while (taken.has(`A${n}`)) n++;
  return `A${n}`;
}

/** With one product more, at the end, with all that is on the shelf. @param {ReadonlyArray<Item>} items @param {ProductDesk} desk @returns {Item[]} */
export function withProduct(items, desk) {
  if (items.length >= MOST_ITEMS || items.some((i) => i.product === desk.product.product)) return [...items];
  return [...items, { product: desk.product.product, code: nextCode(items), units: Math.max(0, desk.product.shelf), perBuyer: 5, priceVnd: desk.product.priceVnd }];
}

/** Codes from A1 on in the order of the list. @param {ReadonlyArray<Item>} items @returns {Item[]} */
export function renumbered(items) {
  return items.map((item, i) => ({ ...item, code: `A${i + 1}` }));
}

/** How many units of a product can be in the show: those there and those on the shelf. @param {OfferView | undefined} offer @param {number} shelf */
export function mostUnits(offer, shelf) {
  return (offer?.stock.allotted ?? 0) + Math.max(0, shelf);
}

/** How few: what is held or sold cannot leave. @param {OfferView | undefined} offer */
export const leastUnits = (offer) => (offer ? offer.stock.held + offer.stock.sold : 0);

/** The products after a line-up was set: what went into the show has left the shelf, what came out is back. @param {ReadonlyArray<ProductDesk>} products @param {ReadonlyArray<OfferView>} before @param {ReadonlyArray<OfferView>} after @returns {ProductDesk[]} */
export function afterwards(products, before, after) {
  const taken = (/** @type {ReadonlyArray<OfferView>} */ offers, /** @type {string} */ product) => offers.find((o) => o.product === product)?.stock.allotted ?? 0;
  return products.map((d) => ({ ...d, product: { ...d.product, shelf: d.product.shelf + taken(before, d.product.product) - taken(after, d.product.product) } }));
}

/**
 * What is wrong with an item: `units-over`, `units-under`, `code`, `code-twice`, `per-buyer`, `price`, or ''.
 * @param {Item} item @param {ReadonlyArray<Item>} items @param {OfferView | undefined} offer @param {number} shelf
 */
export function wrong(item, items, offer, shelf) {
  if (!/^[A-Z][1-9]\d{0,2}$/.test(item.code)) return 'code';
  if (items.some((other) => other !== item && other.code === item.code)) return 'code-twice';
  if (!Number.isInteger(item.units) || item.units < 0 || item.units > mostUnits(offer, shelf)) return 'units-over';
  if (item.units < leastUnits(offer)) return 'units-under';
  if (!Number.isInteger(item.perBuyer) || item.perBuyer < 1 || item.perBuyer > MOST_PER_BUYER) return 'per-buyer';
  if (!Number.isInteger(item.priceVnd) || item.priceVnd < 1 || item.priceVnd > 1e9) return 'price';
  return '';
}

/** Whether two lists say the same. @param {ReadonlyArray<Item>} a @param {ReadonlyArray<Item>} b */
export function same(a, b) {
  return a.length === b.length && a.every((item, i) => Object.keys(item).every((k) => /** @type {any} */ (item)[k] === /** @type {any} */ (b[i])[k]));
}
