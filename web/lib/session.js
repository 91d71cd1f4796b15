// Who is signed in on this phone. Pages ask here and are told when it changes.

import { Problem, get, post } from './api.js';

/** @typedef {{account: string, name: string, phone: string, roles: string[], booths: {booth: string, role: string}[], recipient: boolean, terms: string, fresh: boolean}} Me `phone` is masked */

/** Told on `window` when somebody signed in or out. */
export const SESSION_CHANGED = 'phien-session';

/** undefined before the first answer. @type {Me | null | undefined} */
let person;
/** @type {Promise<Me | null> | undefined} */
let asking;

/** Who it is as far as is known; undefined when nobody asked yet. */
export function me() {
  return person;
}

/** Asks the house who this is, once. @returns {Promise<Me | null>} null when nobody has signed in @throws {Problem} when the house cannot be reached */
export function whoAmI() {
  asking ??= get('/api/me').then(
    (told) => set(told?.account ? told : null),
    (problem) => {
      asking = undefined;
      if (problem instanceof Problem && (problem.status === 401 || problem.status === 403)) return set(null);
      throw problem;
    },
  );
  return asking;
}

/** After a sign-in: this is who it is now. @param {Me} now */
export function signedIn(now) {
  asking = Promise.resolve(now);
  set(now);
}

/** The server says that the sign-in no longer counts. */
export function forgotten() {
  asking = undefined;
  set(null);
}

/** @param {boolean} [everywhere] on all phones */
export async function signOut(everywhere = false) {
  await post(everywhere ? '/api/sign-out-everywhere' : '/api/sign-out');
  forgotten();
}

/** @param {Me | null} now @returns {Me | null} */
function set(now) {
  const changed = person === undefined || person?.account !== now?.account || person?.name !== now?.name;
  person = now;
  if (changed) window.dispatchEvent(new CustomEvent(SESSION_CHANGED, { detail: now }));
  return now;
}

/**
 * Keeps an element in step with who is signed in.
 * @param {import('lit').ReactiveControllerHost} host
 */
export function follows(host) {
  const again = () => host.requestUpdate();
  host.addController({
    hostConnected: () => window.addEventListener(SESSION_CHANGED, again),
    hostDisconnected: () => window.removeEventListener(SESSION_CHANGED, again),
  });
}
