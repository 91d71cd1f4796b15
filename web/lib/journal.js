// Checks the journal of a sale in the browser, as JournalCheck does in the house: pure but for the browser's own SHA-256 and Ed25519.

/** Before the first record. */
export const NOTHING = '0'.repeat(64);
/** A line: its hash, its digest unless it is one of before, its record unless it is withheld; `Line` of the house says what they are of. */
const LINE = /^\{"hash":"([0-9a-f]{64})"(?:,"digest":"([0-9a-f]{64})")?(?:\}|,(.+))$/s;
/** No record of before is as short as a digest. */
const SHORTEST = 33;

/** Something wrong. `line` counts from 1, 0 is the whole file. @typedef {{line: number, what: 'bytes' | 'form' | 'edited' | 'order' | 'other-show' | 'root' | 'root-hash' | 'root-signature' | 'short' | 'expected'}} Wrong */
/** `withheld`: of how many records only the digest is in the file. @typedef {{show: string, title: string, records: number, withheld: number, hash: string, rooted: number, key: string, signed: 'yes' | 'no' | 'unknown', wrong: Wrong[]}} Found */

/** What a line says, or null. @param {string} line @returns {{hash: string, digest: string, record: string | null} | null} */
export function read(line) {
  const found = LINE.exec(line);
  if (!found) return null;
  const [, hash = '', digest = '', rest] = found;
  const record = rest === undefined ? null : `{${rest}`;
  return !digest && (record?.length ?? 0) < SHORTEST ? null : { hash, digest, record };
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
const sha256 = async (bytes) => [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].map((b) => b.toString(16).padStart(2, '0')).join('');

/** @param {string} hex */
const bytesOfHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16));

/** Whether a line is the one that follows a hash. @param {{hash: string, digest: string, record: string | null}} line @param {string} before */
async function follows({ hash, digest, record }, before) {
  const text = new TextEncoder().encode(record ?? '');
  if (digest && record !== null && (await sha256(text)) !== digest) return false;
  const of = digest ? bytesOfHex(digest) : text;
  const bytes = new Uint8Array(32 + of.length);
  bytes.set(bytesOfHex(before));
  bytes.set(of, 32);
  return (await sha256(bytes)) === hash;
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
    return { show: '', title: '', records: 0, withheld: 0, hash: NOTHING, rooted: 0, key: '', signed: 'unknown', wrong: [{ line: 0, what: 'bytes' }] };
  }
  const lines = text.split('\n');
  /** @type {string[]} */
  const hashes = [''];
  /** @type {{at: number, root: import('./oversight.js').Root}[]} */
  const roots = [];
  let before = NOTHING, show = '', title = '', n = 0, withheld = 0, digests = false, unnamed = false;
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
    const said = read(line);
    // who has written digests once writes no line without any more
    if (!said || (digests && !said.digest)) {
      wrong.push({ line: i + 1, what: 'form' });
      continue;
    }
    digests = !!said.digest;
    if (!(await follows(said, before))) wrong.push({ line: i + 1, what: 'edited' });
    else if (roots.length || (said.record !== null && !said.record.startsWith(`{"n":${n + 1},`))) wrong.push({ line: i + 1, what: 'order' });
    n++;
    if (said.record === null) withheld++;
    if (n === 1) {
      unnamed = said.record === null;
      ({ show = '', title = '' } = parsed(said.record ?? '{}') ?? {});
    }
    before = said.hash;
    hashes[n] = said.hash;
  }
  let rooted = 0, key = '';
  /** @type {Found['signed']} */
  let sign = 'no';
  for (const { at, root } of roots) {
    if (root.n > n) wrong.push({ line: at, what: 'short' });
    else if (root.hash !== hashes[root.n]) wrong.push({ line: at, what: 'root-hash' });
    // where the first record is withheld, the signed root tells whose journal it is
    else if (!(unnamed && !show) && root.show !== show) wrong.push({ line: at, what: 'other-show' });
    else {
      const good = await signed(root);
      if (good === false) wrong.push({ line: at, what: 'root-signature' });
      else {
        rooted = Math.max(rooted, root.n);
        key = root.key;
        show = root.show;
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
  return { show, title, records: n, withheld, hash: before, rooted, key, signed: sign, wrong };
}
