import { html } from 'lit';
import { say } from '../lib/words.js';
import './ph-icon.js';

/**
 * Fewer, how many, more.
 * @param {number} n @param {number} most @param {(n: number) => void} changed @param {boolean} [busy]
 */
export function stepper(n, most, changed, busy = false) {
  return html`<div class="stepper" role="group" aria-label=${say('buy.quantity')} aria-busy=${busy}>
    <button type="button" aria-label=${say('buy.fewer')} ?disabled=${busy || n <= 1} @click=${() => changed(n - 1)}><ph-icon name="minus"></ph-icon></button>
    <output aria-live="polite">${n}</output>
    <button type="button" aria-label=${say('buy.more')} ?disabled=${busy || n >= most} @click=${() => changed(n + 1)}><ph-icon name="plus"></ph-icon></button></div>`;
}
