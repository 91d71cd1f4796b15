// Where pages are, in one place.

/** @param {string} room */
export const liveLink = (room) => `/live.html?room=${encodeURIComponent(room)}`;
/** @param {string} booth */
export const boothLink = (booth) => `/booth.html?booth=${encodeURIComponent(booth)}`;
/** @param {string} [order] */
export const ordersLink = (order) => (order ? `/account.html?order=${encodeURIComponent(order)}` : '/account.html');
/** Where to sign in, and come back here afterwards. @param {string} [back] */
export const signInLink = (back = location.pathname + location.search) => `/sign-in.html?back=${encodeURIComponent(back)}`;

/** A word of the address, from the question (`?room=`) or the path (`/live/…`). @param {string} name */
export function asked(name) {
  return new URLSearchParams(location.search).get(name) ?? '';
}

/** A place of this house to go back to, never another house. @param {string} path */
export function ownPath(path) {
  return /^\/(?![/\\])/.test(path) ? path : '/';
}
