// The table of exchange rates as organizers keep it: numbers as they are written, what a new table would change. Pure.

/**
 * @typedef {import('./currency.js').Rate} Rate
 * @typedef {import('./currency.js').RateTable} RateTable
 * @typedef {{rev: number, table?: RateTable, since: {currency: string, atMs: number, name: string}[]}} Kept the table, and who set each rate
 * @typedef {{line: number, currency: string, vnd: string}} Row a line of a file that is fit
 * @typedef {{rows: Row[], problems: import('./studio/table.js').TableProblem[]}} Reading
 */

/** Most bytes of a file, as Limits.BODY_BYTES. */
export const MOST_BYTES = 64 * 1024;
/** A rate that moves by more than this share is looked at twice. */
const LEAP = 0.2;

/**
 * A number as it is written in Vietnam (26.000,5) or abroad (26,000.5), with a point; '' for none, and for one that means a
 * thousand times as much to one reader as to another (26.000). As RateCsv.number.
 * @param {string} written
 */
export function rateOf(written) {
  const bare = written.replace(/\s/g, '');
  if (/^(\d{1,12}|\d{1,12}\.(\d{1,2}|\d{4,6}))$/.test(bare)) return bare;
  if (/^(0[.,]\d{3}|\d{4,12}[.,]\d{3}|\d{1,12},(\d{1,2}|\d{4,6}))$/.test(bare)) return bare.replace(',', '.');
  if (/^(\d{1,3}(\.\d{3})+,\d{1,6}|\d{1,3}(\.\d{3}){2,})$/.test(bare)) return bare.replaceAll('.', '').replace(',', '.');
  if (/^(\d{1,3}(,\d{3})+\.\d{1,6}|\d{1,3}(,\d{3}){2,})$/.test(bare)) return bare.replaceAll(',', '');
  return '';
}

/** What is wrong with a written rate, as a key of words, or ''. @param {string} written */
export function unfitRate(written) {
  if (!written.trim()) return 'rates.amount.none';
  const vnd = rateOf(written);
  if (!vnd) return /^\d{1,3}[.,]\d{3}$/.test(written.replace(/\s/g, '')) ? 'rates.amount.twoWays' : 'rates.amount.unread';
  return Number(vnd) > 0 ? '' : 'rates.amount.zero';
}

/** A rate as it is typed: `731,25`; three digits behind the comma get a fourth, or nobody could read them back. @param {string} vnd @param {boolean} point as abroad */
export function typed(vnd, point) {
  const text = vnd.replace(/\.(\d{3})$/, '.$10');
  return point ? text : text.replace('.', ',');
}

/** Whether a rate moved so far that it may be a slip. @param {string | undefined} before @param {string} now */
export function leaps(before, now) {
  return !!before && Number(now) > 0 && Math.abs(Number(now) / Number(before) - 1) > LEAP;
}

/**
 * What a file would do to the table.
 * @param {Row[]} rows @param {RateTable | undefined} table
 * @returns {{rows: (Row & {how: 'new' | 'changed' | 'same', before?: string, leaps: boolean})[], gone: string[]}}
 */
export function compared(rows, table) {
  const before = new Map((table?.rates ?? []).map((r) => [r.currency, r.vnd]));
  const told = rows.map((row) => {
    const was = before.get(row.currency);
    return { ...row, before: was, how: /** @type {'new' | 'changed' | 'same'} */ (was === undefined ? 'new' : Number(was) === Number(row.vnd) ? 'same' : 'changed'), leaps: leaps(was, row.vnd) };
  });
  return { rows: told, gone: [...before.keys()].filter((code) => !rows.some((r) => r.currency === code)) };
}

/** What is wrong with a file before it goes up, or ''. @param {{name: string, size: number}} file */
export function unfitFile(file) {
  if (file.size === 0) return 'studio.import.empty';
  if (file.size > MOST_BYTES) return 'rates.import.large';
  return /\.(csv|tsv|txt)$/i.test(file.name) ? '' : 'studio.import.kind';
}

/** Today in Vietnam, as yyyy-MM-dd. @param {number} [nowMs] */
export function today(nowMs = Date.now()) {
  return new Date(nowMs + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** Currencies to choose from, those of neighbours and of most visitors first. @returns {string[]} */
export function currencies() {
  const near = ['THB', 'LAK', 'KHR', 'MMK', 'MYR', 'SGD', 'IDR', 'PHP', 'BND', 'USD', 'EUR', 'JPY', 'KRW', 'CNY'];
  const all = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('currency') : near;
  return [...near, ...all.filter((code) => code !== 'VND' && !near.includes(code))];
}
