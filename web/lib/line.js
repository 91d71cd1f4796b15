// How good the line of this phone is, and what that means for what is not seen at once.

const line = /** @type {{saveData?: boolean, effectiveType?: string} | undefined} */ (/** @type {any} */ (navigator).connection);

/** Whether every byte counts: the phone says that it spares data, or that its line is slow. */
export const slow = !!line?.saveData || /2g|3g/.test(line?.effectiveType ?? '');

/**
 * Loads what is not seen at once: on a good line a moment after the page stands, on a slow one when somebody touches the page.
 * @param {() => Promise<unknown>} load may be called again; offline it fails, and is tried when the thing itself is wanted
 */
export function ahead(load) {
  const now = () => { load().catch(() => {}); };
  if (!slow) setTimeout(now, 300);
  else for (const sign of ['pointerdown', 'keydown']) window.addEventListener(sign, now, { once: true, capture: true, passive: true });
}
