// Where pages are, in one place.

/** @param {string} room */
export const liveLink = (room) => `/live/${encodeURIComponent(room)}`;
/** @param {string} booth */
export const boothLink = (booth) => `/booth/${encodeURIComponent(booth)}`;
/** @param {string} product */
export const productLink = (product) => `/product/${encodeURIComponent(product)}`;
/** @param {string} night */
export const nightLink = (night) => `/night/${encodeURIComponent(night)}`;
export const cartLink = () => '/cart';
/** @param {string} [order] */
export const ordersLink = (order) => (order ? `/orders/${encodeURIComponent(order)}` : '/orders');
/** @param {string} [part] "me" */
export const accountLink = (part) => (part ? `/account/${part}` : '/account');
/** Where to sign in, and come back here afterwards. @param {string} [back] */
export const signInLink = (back = location.pathname + location.search) => `/sign-in?back=${encodeURIComponent(back)}`;

/** The part of this page's path after its name: `s07-…` of `/live/s07-…`. */
export function pathThing() {
  return decodeURIComponent(location.pathname.split('/')[2] ?? '');
}

/** A word of the question in the address. @param {string} name */
export const asked = (name) => new URLSearchParams(location.search).get(name) ?? '';

/** A place of this house to go back to, never another house. @param {string} path */
export const ownPath = (path) => (/^\/(?![/\\])/.test(path) ? path : '/');
