// One clock tick a second for all countdowns of a page, resting while nobody looks at it.

/** @type {Set<() => void>} */
const listeners = new Set();
/** @type {number | undefined} */
let timer;

function ring() {
  for (const each of [...listeners]) each();
}

function wind() {
  const wanted = listeners.size > 0 && !document.hidden;
  if (wanted && timer === undefined) timer = window.setInterval(ring, 1000);
  if (!wanted && timer !== undefined) {
    window.clearInterval(timer);
    timer = undefined;
  }
}

document.addEventListener('visibilitychange', () => {
  wind();
  if (!document.hidden) ring();
});

/**
 * Calls back once a second until the returned function is called.
 * @param {() => void} listener
 * @returns {() => void}
 */
export function everySecond(listener) {
  listeners.add(listener);
  wind();
  return () => {
    listeners.delete(listener);
    wind();
  };
}
