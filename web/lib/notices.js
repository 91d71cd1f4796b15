// Notices for whoever is signed in come on the socket that a page has anyway; a page without one opens one for them alone.

/** Told on `window` when a notice came, with `detail` {notice, unread}. */
export const NOTICE_CAME = 'phien-notice';

/** A page that has a socket of its own has opened it by then, ms. */
const WAIT_MS = 3_000;
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;
/** Close codes after which there is no use in coming back: bad message, sign in again, forbidden, replaced. */
const STAY_AWAY = new Set([4400, 4401, 4403, 4409]);

/** Whether the page has a socket, which hears notices too. */
let heardAnyway = false;

/** The page opened a socket. */
export function socketOpened() {
  heardAnyway = true;
}

/** @param {import('./protocol.js').NoticeCame} came */
export function noticeCame({ notice, unread }) {
  if (typeof window !== 'undefined') window.dispatchEvent(new CustomEvent(NOTICE_CAME, { detail: { notice, unread } }));
}

/**
 * Hears notices until the answer is called.
 * @param {string} url of the socket
 * @returns {() => void}
 */
export function listenForNotices(url) {
  /** @type {WebSocket | undefined} */
  let ear;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer = setTimeout(open, WAIT_MS);
  let tries = 0;

  function open() {
    if (heardAnyway) return;
    ear = new WebSocket(url);
    ear.onopen = () => { tries = 0; };
    ear.onmessage = (e) => {
      const message = JSON.parse(String(e.data));
      if (message.t === 'notice-came') noticeCame(message);
    };
    // a notice that is missed meanwhile stands on the board
    ear.onclose = (e) => {
      ear = undefined;
      if (!timer || STAY_AWAY.has(e.code)) return;
      timer = setTimeout(open, Math.random() * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries++));
    };
  }

  return () => {
    clearTimeout(timer);
    timer = undefined;
    ear?.close(1000);
  };
}
