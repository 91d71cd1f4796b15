// Checks the journal of a sale in the browser, as JournalCheck does in the house: pure but for the browser's own SHA-256 and Ed25519.

/** Before the first record. */
export const NOTHING = '0'.repeat(64);
const OPENING = '{"hash":"';
const RECORD = OPENING.length + 64 + 2;

/** Something wrong. `line` counts from 1, 0 is the whole file. @typedef {{line: number, what: 'bytes' | 'form' | 'edited' | 'order' | 'other-show' | 'root' | 'root-hash' | 'root-signature' | 'short' | 'expected'}} Wrong */
/** @typedef {{show: string, title: string, records: number, hash: string, rooted: number, key: string, signed: 'yes' | 'no' | 'unknown', wrong: Wrong[]}} Found */

/** The hash that a line names, or ''. @param {string} line */
export function named(line) {
  const hash = line.slice(OPENING.length, RECORD - 2);
  return line.length > RECORD && line.startsWith(OPENING) && line.startsWith('",', RECORD - 2) && /^[0-9a-f]{64}$/.test(hash) ? hash : '';
}

/** @param {string} before @param {string} record @returns {Promise<string>} */
async function hashed(before, record) {
  const text = new TextEncoder().encode(record);
  const bytes = new Uint8Array(32 + text.length);
  for (let i = 0; i < 32; i++) bytes[i] = parseInt(before.slice(2 * i, 2 * i + 2), 16);
  bytes.set(text, 32);
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((b) => b.toString(16).padStart(2, '0')).join('');
}

/** @param {string} base64 */
const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

/** Whether a root is signed by the key it names; null where this browser cannot tell. @param {import('./oversight.js').Root} root @returns {Promise<boolean | null>} */
async function signed(root) {
  let key;
  try {
    key = await crypto.subtle.importKey('spki', bytesOf(root.key), { name: 'Ed25519' }, false, ['verify']);
  } catch (e) {
    return e instanceof DOMException && e.name === 'NotSupportedError' ? null : false;
  }
  try {
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, bytesOf(root.signature), new TextEncoder().encode(['phien-journal', root.show, root.n, root.hash, root.atMs].join('\n')));
  } catch {
    return false;
  }
}

/** @param {string} line */
function parsed(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/**
 * What a file is: every record the one its hash was made of, none missing, new or out of its place, and as far as its roots say.
 * @param {ArrayBuffer | Uint8Array} file
 * @param {string} [expected] the hash of a published root
 * @param {(done: number, of: number) => void} [progress]
 * @returns {Promise<Found>}
 */
export async function check(file, expected = '', progress = () => {}) {
  /** @type {Wrong[]} */
  const wrong = [];
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file);
  } catch {
    return { show: '', title: '', records: 0, hash: NOTHING, rooted: 0, key: '', signed: 'unknown', wrong: [{ line: 0, what: 'bytes' }] };
  }
  const lines = text.split('\n');
  /** @type {string[]} */
  const hashes = [''];
  /** @type {{at: number, root: import('./oversight.js').Root}[]} */
  const roots = [];
  let before = NOTHING, show = '', title = '', n = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === '' && i === lines.length - 1) continue;
    if (i % 500 === 0) progress(i, lines.length);
    if (line.startsWith('{"root":')) {
      const root = parsed(line)?.root;
      if (root && typeof root.n === 'number' && typeof root.hash === 'string' && typeof root.key === 'string' && typeof root.signature === 'string') roots.push({ at: i + 1, root });
      else wrong.push({ line: i + 1, what: 'root' });
      continue;
    }
    const hash = named(line);
    if (!hash) {
      wrong.push({ line: i + 1, what: 'form' });
      continue;
    }
    const record = `{${line.slice(RECORD)}`;
    if ((await hashed(before, record)) !== hash) wrong.push({ line: i + 1, what: 'edited' });
    else if (roots.length || !record.startsWith(`{"n":${n + 1},`)) wrong.push({ line: i + 1, what: 'order' });
    n++;
    if (n === 1) ({ show = '', title = '' } = parsed(record) ?? {});
    before = hash;
    hashes[n] = hash;
  }
  let rooted = 0, key = '';
  /** @type {Found['signed']} */
  let sign = 'no';
  for (const { at, root } of roots) {
    if (root.n > n) wrong.push({ line: at, what: 'short' });
    else if (root.hash !== hashes[root.n]) wrong.push({ line: at, what: 'root-hash' });
    else if (root.show !== show) wrong.push({ line: at, what: 'other-show' });
    else {
      const good = await signed(root);
      if (good === false) wrong.push({ line: at, what: 'root-signature' });
      else {
        rooted = Math.max(rooted, root.n);
        key = root.key;
        sign = good === null ? 'unknown' : 'yes';
      }
    }
  }
  if (expected) {
    const at = hashes.indexOf(expected);
    if (at < 1) wrong.push({ line: 0, what: 'expected' });
    else rooted = Math.max(rooted, at);
  }
  progress(lines.length, lines.length);
  return { show, title, records: n, hash: before, rooted, key, signed: sign, wrong };
}
