// Prices beside the đồng, in the money that a visitor knows: by the table that the organizers loaded, always as a guide only.

import { get } from './api.js';
import { locale, say } from './words.js';

/**
 * @typedef {{currency: string, vnd: string}} Rate đồng for one unit, as a decimal number
 * @typedef {{asOf: string, source: string, rates: Rate[]}} RateTable
 */

const KEY = 'phien.currency';
/** Told on `window` when another currency was chosen, or the table came. */
export const CURRENCY_CHANGED = 'phien-currency';

/** A code such as `THB`; '' for đồng alone. @type {string} */
let chosen = before();
/** undefined before anybody looked, null where there is none. @type {RateTable | null | undefined} */
let table;
/** @type {Promise<RateTable | null> | undefined} */
let asking;

function before() {
  try {
    const kept = localStorage.getItem(KEY) ?? '';
    return /^[A-Z]{3}$/.test(kept) ? kept : '';
  } catch {
    return '';
  }
}

/** The currency beside the đồng, or ''. */
export const currency = () => chosen;

/** The table of rates, asked for once; null where the organizers have loaded none. @returns {Promise<RateTable | null>} */
export function rates() {
  asking ??= get('/api/rates').then((told) => told ?? null, () => null).then((told) => {
    table = told;
    tell();
    return told;
  });
  return asking;
}

/** @param {string} code '' for đồng alone */
export function chooseCurrency(code) {
  chosen = code;
  try {
    if (code) localStorage.setItem(KEY, code);
    else localStorage.removeItem(KEY);
  } catch { /* it lasts for this page then */ }
  if (code) void rates();
  tell();
}

function tell() {
  window.dispatchEvent(new CustomEvent(CURRENCY_CHANGED));
}

/**
 * `khoảng 257 THB`; '' where nobody asked for it or there is no rate.
 * @param {number} vnd whole đồng @param {string} [code] @param {RateTable | null} [by]
 */
export function about(vnd, code = chosen, by = table ?? null) {
  const rate = code && by?.rates.find((r) => r.currency === code);
  if (!rate) return '';
  const amount = vnd / Number(rate.vnd);
  const digits = amount >= 100 ? 0 : amount >= 10 ? 1 : 2;
  return say('currency.about', { amount: `${amount.toLocaleString(locale(), { minimumFractionDigits: digits === 1 ? 0 : digits, maximumFractionDigits: digits })}\u00a0${code}` });
}

/** The name of a currency in the language of the page: `baht Thái`. @param {string} code */
export function currencyName(code) {
  try {
    return new Intl.DisplayNames([locale()], { type: 'currency' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Keeps an element in step with the chosen currency. @param {import('lit').ReactiveControllerHost} host */
export function priced(host) {
  const again = () => host.requestUpdate();
  host.addController({
    hostConnected: () => {
      window.addEventListener(CURRENCY_CHANGED, again);
      if (chosen) void rates();
    },
    hostDisconnected: () => window.removeEventListener(CURRENCY_CHANGED, again),
  });
}
