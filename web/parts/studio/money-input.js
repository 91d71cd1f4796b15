import { asTyped } from '../../lib/studio/product.js';

/** Writes the dots of an amount while it is typed, the caret staying at its digit. For `@input` on a money field. @param {Event} e */
export function withDots(e) {
  const box = /** @type {HTMLInputElement} */ (e.target);
  const after = box.value.slice(box.selectionStart ?? box.value.length).replace(/\D/g, '').length;
  const text = asTyped(box.value);
  if (text === box.value) return;
  box.value = text;
  let at = text.length;
  for (let left = after; left > 0 && at > 0; at--) if (/\d/.test(text[at - 1])) left--;
  box.setSelectionRange(at, at);
  const field = /** @type {any} */ (box.closest('ph-field'));
  if (field) field.value = text;
}
