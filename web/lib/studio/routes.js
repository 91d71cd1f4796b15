// Where the seller's desk is: its pages by path, read and written in one place.

/**
 * @typedef {'home' | 'open' | 'overview' | 'products' | 'product' | 'import' | 'shows' | 'show' | 'live' | 'orders' | 'order' | 'suspense' | 'reports' | 'report' | 'settings' | 'trust' | 'counter' | 'market' | 'lost'} View
 * @typedef {{view: View, booth: string, thing: string}} Spot
 */

const BOOTH = /^b\d\d-[0-9a-z]+$/;
const NEW = 'new';

/** Told on `window` to go somewhere in the desk without loading the page anew. */
export const GO = 'studio-go';

/** What a path shows. @param {string} path @returns {Spot} */
export function spotOf(path) {
  const [, booth = '', part = '', thing = ''] = path.replace(/\.html$/, '').split('/').filter(Boolean).map(decoded);
  /** @param {View} view @returns {Spot} */
  const at = (view) => ({ view, booth: BOOTH.test(booth) ? booth : '', thing });
  if (!booth) return at('home');
  if (booth === NEW) return { view: 'open', booth: '', thing: '' };
  if (!BOOTH.test(booth)) return at('lost');
  switch (part) {
    case '': return at('overview');
    case 'products': return at(thing === 'import' ? 'import' : thing ? 'product' : 'products');
    case 'shows': return at(thing ? 'show' : 'shows');
    case 'live': return at(thing ? 'live' : 'shows');
    case 'orders': return at(thing === 'suspense' ? 'suspense' : thing ? 'order' : 'orders');
    case 'report': return at(thing ? 'report' : 'reports');
    case 'settings': return at('settings');
    case 'trust': return at('trust');
    case 'market': return at('market');
    case 'counter': return at('counter');
    default: return at('lost');
  }
}

/** A path of the desk. @param {string} [booth] @param {string} [part] @param {string} [thing] */
export function deskLink(booth = '', part = '', thing = '') {
  return ['/studio', booth, part, thing].filter(Boolean).map((word, i) => (i ? encodeURIComponent(word) : word)).join('/');
}

/** Whether the thing of a spot is still to be made. @param {string} thing */
export const isNew = (thing) => thing === NEW;

/** Goes to a path of the desk. @param {string} path @param {boolean} [replace] in place of the page before */
export function go(path, replace = false) {
  window.dispatchEvent(new CustomEvent(GO, { detail: { path, replace } }));
}

/** @param {string} word */
function decoded(word) {
  try {
    return decodeURIComponent(word);
  } catch {
    return '-'; // no thing has this name
  }
}
