// A table of products that is to be imported: what the house found in it, row by row. Pure.

/** @typedef {{line: number, column: string, why: string, vi: string, en: string}} TableProblem */
/** A row that is fit: a new product, or (not `fresh`) one that changes. @typedef {{line: number, fresh: boolean, product: import('./desk.js').ProductForm, stock: number}} Row */
/** What the house read. @typedef {{rows: Row[], added: number, changed: number, same: number, problems: TableProblem[], more: boolean}} Reading */
/** One line of the preview. @typedef {{line: number, row: Row | null, problems: TableProblem[]}} Line */

/** Most bytes of a table, as Limits.CSV_BYTES. */
export const MOST_BYTES = 1024 * 1024;

/** All lines in the order of the file, good and bad. @param {Reading} reading @returns {Line[]} */
export function linesOf(reading) {
  /** @type {Map<number, Line>} */
  const lines = new Map();
  for (const row of reading.rows) lines.set(row.line, { line: row.line, row, problems: [] });
  for (const p of reading.problems) {
    const line = lines.get(p.line) ?? { line: p.line, row: null, problems: [] };
    lines.set(p.line, { ...line, problems: [...line.problems, p] });
  }
  return [...lines.values()].sort((a, b) => a.line - b.line);
}

/** How many are good and how many are bad, and whether there is something to bring in, and nothing wrong. @param {Reading} reading */
export function summed(reading) {
  const lines = linesOf(reading);
  const bad = lines.filter((l) => l.problems.length).length;
  return { good: lines.length - bad, bad, ready: bad === 0 && reading.added + reading.changed > 0 };
}

/** What is wrong with a file before it goes up, or ''. @param {{name: string, size: number}} file */
export function unfit(file) {
  if (file.size === 0) return 'studio.import.empty';
  if (file.size > MOST_BYTES) return 'studio.import.large';
  return /\.(csv|tsv|txt)$/i.test(file.name) ? '' : 'studio.import.kind';
}
