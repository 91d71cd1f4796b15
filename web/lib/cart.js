// One cart for the night, over all booths. It lives in this phone, by product, and holds nothing about the person. Pages ask here and
// are told when it changes.

import { newKey } from './keys.js';

/** @typedef {import('./protocol.js').Picture} Picture */
/** @typedef {{room: string, product: string, quantity: number, priceVnd: number, booth: string, boothName: string, name: string, unit: string, picture: Picture, qr: boolean}} CartItem `qr`: the booth can be paid by transfer */
/**
 * What was asked of one room, under the key that names its hold.
 * @typedef {{key: string, lines: {product: string, quantity: number, priceVnd: number}[]}} Asked
 */
/**
 * @typedef {object} Cart
 * @property {CartItem[]} items in the order in which they were put in
 * @property {string} act names what is ordered at once
 * @property {Record<string, Asked>} asked by room
 */
/** @typedef {{room: string, booth: string, boothName: string, qr: boolean, items: CartItem[], totalVnd: number}} Part what is bought from one show or shelf */

/** Told on `window` when the cart changed, here or in another tab. */
export const CART_CHANGED = 'phien-cart';
const KEY = 'phien.night-cart';
/** As Limits in the house. */
export const MOST_PARTS = 10;
export const MOST_LINES = 40;
const MOST_LINES_OF_A_PART = 20;
const MOST = 99;

/** @returns {Cart} */
export const emptyCart = () => ({ items: [], act: '', asked: {} });

// ── pure ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Puts something in; more of what is there adds up.
 * @param {Cart} cart @param {CartItem} item
 * @returns {{cart: Cart, full: boolean}} `full`: there was no room for it
 */
export function withItem(cart, item) {
  const known = cart.items.find((i) => same(i, item));
  if (known) return { cart: { ...cart, items: cart.items.map((i) => (i === known ? { ...item, quantity: Math.min(MOST, i.quantity + item.quantity) } : i)) }, full: false };
  const rooms = new Set(cart.items.map((i) => i.room));
  const full = cart.items.length >= MOST_LINES || (!rooms.has(item.room) && rooms.size >= MOST_PARTS) || cart.items.filter((i) => i.room === item.room).length >= MOST_LINES_OF_A_PART;
  return full ? { cart, full } : { cart: { ...cart, items: [...cart.items, { ...item, quantity: Math.min(MOST, item.quantity) }] }, full };
}

/** Another quantity of one thing; 0 takes it out. @param {Cart} cart @param {{room: string, product: string}} which @param {number} quantity @returns {Cart} */
export function withQuantity(cart, which, quantity) {
  return { ...cart, items: cart.items.flatMap((i) => (!same(i, which) ? [i] : quantity > 0 ? [{ ...i, quantity: Math.min(MOST, quantity) }] : [])) };
}

/** What the house says of goods today: price and name. @param {Cart} cart @param {string} room @param {Record<string, {priceVnd: number, name: string}>} today by product @returns {Cart} */
export function withToday(cart, room, today) {
  return { ...cart, items: cart.items.map((i) => (i.room === room && today[i.product] ? { ...i, ...today[i.product] } : i)) };
}

/** Without what is bought from some rooms. @param {Cart} cart @param {string[]} rooms @returns {Cart} */
export function without(cart, rooms) {
  const asked = Object.fromEntries(Object.entries(cart.asked).filter(([room]) => !rooms.includes(room)));
  return { ...cart, items: cart.items.filter((i) => !rooms.includes(i.room)), asked, act: Object.keys(asked).length ? cart.act : '' };
}

/** Forgets what was asked of some rooms, so that the next try has a key of its own. @param {Cart} cart @param {string[]} rooms @returns {Cart} */
export function unasked(cart, rooms) {
  const asked = Object.fromEntries(Object.entries(cart.asked).filter(([room]) => !rooms.includes(room)));
  return { ...cart, asked, act: Object.keys(asked).length ? cart.act : '' };
}

/**
 * Writes down what is asked of each room. The same lines asked again keep their key, so that doubt never takes two holds.
 * @param {Cart} cart @param {(nowMs?: number) => string} [key] makes a new one
 * @returns {Cart}
 */
export function asking(cart, key = newKey) {
  /** @type {Record<string, Asked>} */
  const asked = {};
  for (const part of parts(cart)) {
    const lines = part.items.map((i) => ({ product: i.product, quantity: i.quantity, priceVnd: i.priceVnd }));
    const before = cart.asked[part.room];
    asked[part.room] = before && JSON.stringify(before.lines) === JSON.stringify(lines) ? before : { key: key(), lines };
  }
  return { ...cart, asked, act: cart.act || key() };
}

/** The cart by show and shelf, in the order in which they were first put in. @param {Cart} cart @returns {Part[]} */
export function parts(cart) {
  /** @type {Map<string, Part>} */
  const all = new Map();
  for (const i of cart.items) {
    const part = all.get(i.room) ?? { room: i.room, booth: i.booth, boothName: i.boothName, qr: i.qr, items: [], totalVnd: 0 };
    part.items.push(i);
    part.totalVnd += i.priceVnd * i.quantity;
    all.set(i.room, part);
  }
  return [...all.values()];
}

/** Units of everything. @param {Cart} cart */
export const units = (cart) => cart.items.reduce((n, i) => n + i.quantity, 0);

/** @param {{room: string, product: string}} a @param {{room: string, product: string}} b */
const same = (a, b) => a.room === b.room && a.product === b.product;

/** Reads what another visit wrote; whatever makes no sense is left out. @param {string | null} text @returns {Cart} */
export function readCart(text) {
  try {
    const told = JSON.parse(text ?? '');
    const items = Array.isArray(told.items) ? told.items.filter((/** @type {any} */ i) => i && typeof i.room === 'string' && typeof i.product === 'string' && typeof i.booth === 'string'
      && Number.isInteger(i.quantity) && i.quantity > 0 && i.quantity <= MOST && Number.isInteger(i.priceVnd) && i.priceVnd > 0 && i.picture && typeof i.picture === 'object').slice(0, MOST_LINES) : [];
    const asked = told.asked && typeof told.asked === 'object' ? Object.fromEntries(Object.entries(told.asked).filter(([, a]) => typeof a?.key === 'string' && Array.isArray(a.lines))) : {};
    return { items: items.map((/** @type {any} */ i) => ({ ...i, name: String(i.name ?? ''), unit: String(i.unit ?? ''), boothName: String(i.boothName ?? ''), qr: !!i.qr })), act: typeof told.act === 'string' ? told.act : '', asked };
  } catch {
    return emptyCart();
  }
}

// ── this phone ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** @type {Cart | undefined} */
let kept;

/** The cart of this phone. @returns {Cart} */
export function cart() {
  if (!kept) {
    try {
      kept = readCart(localStorage.getItem(KEY));
    } catch {
      kept = emptyCart(); // an in-app browser may forbid storage: it lasts for this page then
    }
  }
  return kept;
}

/** @param {Cart} now */
export function keepCart(now) {
  kept = now;
  try {
    if (now.items.length || Object.keys(now.asked).length) localStorage.setItem(KEY, JSON.stringify(now));
    else localStorage.removeItem(KEY);
  } catch { /* as above */ }
  window.dispatchEvent(new CustomEvent(CART_CHANGED));
}

/** Puts something into the cart of this phone. @param {CartItem} item @returns {boolean} false when there is no room for it */
export function putInCart(item) {
  const { cart: now, full } = withItem(cart(), item);
  if (!full) keepCart(now);
  return !full;
}

if (typeof window !== 'undefined' && window.addEventListener) {
  window.addEventListener('storage', (e) => {
    if (e.key !== KEY) return;
    kept = undefined;
    window.dispatchEvent(new CustomEvent(CART_CHANGED));
  });
}

/**
 * Keeps an element in step with the cart.
 * @param {import('lit').ReactiveControllerHost} host
 */
export function followsCart(host) {
  const again = () => host.requestUpdate();
  host.addController({
    hostConnected: () => window.addEventListener(CART_CHANGED, again),
    hostDisconnected: () => window.removeEventListener(CART_CHANGED, again),
  });
}
