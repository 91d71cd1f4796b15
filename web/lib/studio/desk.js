// Everything that the desk asks of the house over HTTP, in one place.

import { Problem, del, get, post, put, withQuery, wordsFor } from '../api.js';
import { newKey } from '../keys.js';

/** @typedef {import('../protocol.js').BoothView} BoothView */
/** @typedef {import('../protocol.js').ProductView} ProductView */
/** @typedef {import('../protocol.js').ShowView} ShowView */
/** @typedef {import('../protocol.js').OfferView} OfferView */
/** @typedef {import('../protocol.js').OrderView} OrderView */
/** @typedef {import('../protocol.js').OrderState} OrderState */
/** @typedef {import('../protocol.js').RecipientView} RecipientView */
/** @typedef {import('../protocol.js').StockView} StockView */

/** What a booth says of itself. @typedef {{name: string, province: string, commune: string, story?: string, drawing?: string, palette?: string, photo?: string, sellerName: string, registration?: string, returnTerms?: string}} BoothDraft */
/** @typedef {{booth: BoothView, draft: BoothDraft, rev: number, bankTail?: string}} Desk */
/** @typedef {{stars: number, number: string, authority: string, issuedOn: string}} Certified */
/** What a booth says of a product. @typedef {{name: string, story?: string, priceVnd: number, unit: string, weightGrams: number, group: string, certificate?: Certified, gtin?: string, drawing?: string, palette?: string, photos: string[]}} ProductForm */
/** @typedef {{product: ProductView, form: ProductForm, rev: number, revokedBecause?: string}} ProductDesk */
/** @typedef {{product: string, delta: number, reason: string, name: string, atMs: number}} StockNote */
/** @typedef {{title: string, startsMs: number, video: {kind: string, url?: string}, cover: {drawing: string, palette: string, photo?: string}, key?: string}} ShowDraft */
/** @typedef {{product: string, code?: string, units: number, perBuyer: number, priceVnd?: number}} LineUpItem */
/** @typedef {{order: string, state?: OrderState, why?: string}} Moved */
/** A transfer that fits no order. @typedef {{transaction: string, account: string, amountVnd: number, content: string, atMs: number, why: string}} Aside */
/** @typedef {{account: string, name?: string, phone?: string, role: 'moderator' | 'staff' | 'owner'}} StaffMember */
/** @typedef {{id: string, name: string, end: string, by: string, createdMs: number}} KeyListed */

const at = (/** @type {string} */ booth, /** @type {string} */ rest = '') => `/api/booths/${encodeURIComponent(booth)}${rest}`;
const one = encodeURIComponent;

// ── the booth ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @param {string} booth @returns {Promise<BoothView>} */
export const findBooth = (booth) => get(at(booth));
/** @param {string} booth @returns {Promise<Desk>} */
export const deskOf = (booth) => get(at(booth, '/desk'));
/** @param {BoothDraft} booth @param {string} key made before the first try @param {string} [phone] of its owner, by an organizer @returns {Promise<Desk>} */
export const openBooth = (booth, key, phone) => post('/api/booths', { key, booth, ...(phone ? { phone } : {}) });
/** @param {string} booth @param {number} rev @param {BoothDraft} draft @returns {Promise<Desk>} */
export const editBooth = (booth, rev, draft) => put(at(booth), { rev, booth: draft });
/** @param {string} booth @param {{bin: string, account: string, holder: string}} account */
export const setBank = (booth, account) => put(at(booth, '/bank-account'), account);
/** @param {string} booth */
export const dropBank = (booth) => del(at(booth, '/bank-account'));
/** @param {Record<string, string>} query @returns {Promise<{booths: BoothView[], total: number}>} */
export const searchBooths = (query) => get(withQuery('/api/booths', query));

// ── products ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @param {string} booth @returns {Promise<ProductDesk[]>} archived ones too */
export const productsOf = async (booth) => (await get(at(booth, '/desk/products'))).products;
/** @param {string} booth @param {ProductForm} product @param {string} key @returns {Promise<ProductDesk>} */
export const addProduct = (booth, product, key) => post(at(booth, '/products'), { key, product });
/** @param {string} booth @param {string} product @param {number} rev @param {ProductForm} form @returns {Promise<ProductDesk>} */
export const editProduct = (booth, product, rev, form) => put(at(booth, `/products/${one(product)}`), { rev, product: form });
/** @param {string} booth @param {string} product @param {number} rev @param {boolean} archived @returns {Promise<ProductDesk>} */
export const archiveProduct = (booth, product, rev, archived) => put(at(booth, `/products/${one(product)}/archived`), { rev, archived });
/** @param {string} booth @param {string} product @param {number} delta @param {string} reason @param {string} key @returns {Promise<StockView>} */
export const countStock = (booth, product, delta, reason, key) => post(at(booth, `/products/${one(product)}/stock`), { delta, key, reason });
/** @param {string} booth @returns {Promise<StockNote[]>} */
export const stockNotes = async (booth) => (await get(at(booth, '/stock-notes'))).notes;
/** @param {string} booth */
export const productsCsv = (booth) => at(booth, '/products.csv');

/**
 * Keeps a photo. A big one is made smaller on the phone first, for slow lines.
 * @param {string} booth @param {Blob} file @param {(share: number) => void} progress 0 to 1
 * @returns {Promise<{photo: string, thumb: string, width: number, height: number}>}
 */
export async function keepPhoto(booth, file, progress) {
  return send('PUT', at(booth, '/photos'), await smaller(file), 'application/octet-stream', progress);
}

/** How far an import is. @typedef {{key: string, state: string, rows: number, done: number, added: number, changed: number, same: number}} ImportProgress */

/** What a table would do; nothing is changed. @param {string} booth @param {Blob} file @param {(share: number) => void} progress @returns {Promise<import('./table.js').Reading>} */
export const previewImport = async (booth, file, progress) => (await send('POST', at(booth, '/products/import?dry=true'), file, 'text/csv', progress)).preview;
/** @param {string} booth @param {Blob} file @param {string} key @param {(share: number) => void} progress @returns {Promise<ImportProgress>} */
export const runImport = async (booth, file, key, progress) => (await send('POST', withQuery(at(booth, '/products/import'), { key }), file, 'text/csv', progress)).progress;
/** @param {string} booth @param {string} key @returns {Promise<ImportProgress>} */
export const importProgress = (booth, key) => get(at(booth, `/imports/${one(key)}`));
/** A table to fill in. */
export const TEMPLATE = '/api/products-template.csv';

/** @param {Blob} file @returns {Promise<Blob>} */
async function smaller(file) {
  if (file.size < 1_500_000 || typeof createImageBitmap !== 'function') return file;
  try {
    const picture = await createImageBitmap(file);
    const share = Math.min(1, 2048 / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * share);
    canvas.height = Math.round(picture.height * share);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((/** @type {(b: Blob | null) => void} */ done) => canvas.toBlob(done, 'image/jpeg', 0.87));
    return made && made.size < file.size ? made : file;
  } catch {
    return file; // a kind of picture this browser cannot read; the house says what it thinks of it
  }
}

/**
 * Like the calls of api.js, with the progress of what goes up.
 * @param {string} method @param {string} path @param {Blob} body @param {string} type @param {(share: number) => void} progress
 * @returns {Promise<any>}
 */
function send(method, path, body, type, progress) {
  return new Promise((done, fail) => {
    const asking = new XMLHttpRequest();
    asking.open(method, path);
    asking.setRequestHeader('Accept', 'application/json');
    asking.setRequestHeader('Content-Type', type);
    asking.upload.onprogress = (e) => e.lengthComputable && progress(e.loaded / e.total);
    asking.onerror = () => fail(new Problem({ why: 'offline', status: 0 }));
    asking.onload = () => {
      /** @type {any} */
      let told = null;
      try {
        told = JSON.parse(asking.responseText);
      } catch { /* an answer without a body */ }
      if (asking.status < 300) done(told);
      else fail(new Problem({ why: told?.why ?? told?.code ?? String(told?.type ?? '').split(/[/:#]/).at(-1) ?? '', status: asking.status, field: told?.field ?? '', words: told?.detail ?? told?.title ?? '', body: told }));
    };
    asking.send(body);
  });
}

// ── shows ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @param {string} booth @returns {Promise<ShowView[]>} newest first, drafts too */
export const showsOf = async (booth) => (await get(at(booth, '/shows'))).shows;
/** @param {string} room @returns {Promise<ShowView>} */
export const findShow = (room) => get(`/api/shows/${one(room)}`);
/** @param {string} booth @param {ShowDraft} draft @returns {Promise<ShowView>} */
export const makeShow = (booth, draft) => post(at(booth, '/shows'), draft);
/** @param {string} booth @param {string} room @param {ShowDraft} draft @returns {Promise<ShowView>} */
export const editShow = (booth, room, draft) => put(at(booth, `/shows/${one(room)}`), draft);
/** @param {string} booth @param {string} room */
export const dropShow = (booth, room) => del(at(booth, `/shows/${one(room)}`));
/** @param {string} booth @param {string} room @returns {Promise<ShowView>} */
export const schedule = (booth, room) => post(at(booth, `/shows/${one(room)}/schedule`));
/** @param {string} booth @param {string} room @returns {Promise<OfferView[]>} */
export const lineUpOf = async (booth, room) => (await get(at(booth, `/shows/${one(room)}/line-up`))).lineUp;
/** @param {string} booth @param {string} room @param {LineUpItem[]} items @param {string} key @returns {Promise<OfferView[]>} */
export const setLineUp = async (booth, room, items, key) => (await put(at(booth, `/shows/${one(room)}/line-up`), { items, key })).lineUp;
/** Shows on air and announced, of all booths. @returns {Promise<ShowView[]>} */
export const showsOnAir = async () => (await get('/api/shows')).shows;

// ── exchange rates ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** @returns {Promise<import('../rates.js').Kept>} */
export const keptRates = () => get('/api/rates/desk');
/** @param {number} rev of the table that was seen @param {import('../currency.js').RateTable} table @returns {Promise<import('../rates.js').Kept>} */
export const loadRates = (rev, table) => put(withQuery('/api/rates', { rev }), table);
/** @param {number} rev */
export const clearRates = (rev) => del(withQuery('/api/rates', { rev }));
/** @param {Blob} file @returns {Promise<import('../rates.js').Reading>} */
export const previewRates = (file) => post('/api/rates/preview', file);
/** @param {number} rev @param {Blob} file @param {string} asOf @param {string} source @returns {Promise<import('../rates.js').Kept>} */
export const importRates = (rev, file, asOf, source) => post(withQuery('/api/rates/import', { rev, asOf, source }), file);
/** The table as a file; with two examples where there is none. */
export const RATES_CSV = '/api/rates.csv';

// ── orders ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * @param {string} booth
 * @param {{states?: OrderState[], room?: string, text?: string, cursor?: string}} wanted
 * @returns {Promise<{orders: OrderView[], next?: string}>} newest first
 */
export const ordersOf = (booth, { states = [], room, text, cursor }) => get(withQuery(at(booth, '/orders'), { state: states.join(','), show: room, q: text, cursor }));
/** @param {string} order @returns {Promise<OrderView>} */
export const findOrder = (order) => get(`/api/orders/${one(order)}`);
/** @param {string} booth @param {string[]} orders @param {OrderState} to @param {string} [reason] @returns {Promise<Moved[]>} each by itself */
export const moveOrders = async (booth, orders, to, reason) => (await post(at(booth, '/orders/move'), { orders, to, ...(reason ? { reason } : {}) })).orders;
/** Opens who receives it; that is noted. @param {string} booth @param {string} order @returns {Promise<RecipientView>} */
export const openRecipient = (booth, order) => get(at(booth, `/orders/${one(order)}/recipient`));
/** A page to print. @param {string} booth @param {'slips' | 'labels'} what @param {string[]} orders */
export const printLink = (booth, what, orders) => withQuery(at(booth, `/orders/${what}`), { orders: orders.join(',') });
/** @param {string} booth @param {{states?: OrderState[], room?: string}} wanted */
export const ordersCsv = (booth, { states = [], room } = {}) => withQuery(at(booth, '/orders.csv'), { state: states.join(','), show: room });
/** @param {string} booth @returns {Promise<Aside[]>} */
export const asideOf = async (booth) => (await get(at(booth, '/suspense'))).transfers;
/** @param {string} booth @param {string} transaction @param {string} order @returns {Promise<{outcome: string, order?: string, again: boolean}>} */
export const assign = (booth, transaction, order) => post(at(booth, `/suspense/${one(transaction)}/assign`), { order });
/** How a show went; as ShowReport in the house. @param {string} booth @param {string} room @returns {Promise<import('./report.js').ShowReport>} */
export const reportOf = (booth, room) => get(at(booth, `/shows/${one(room)}/report`));
/** @param {string} booth @param {string} room */
export const reportCsv = (booth, room) => at(booth, `/shows/${one(room)}/report.csv`);

// ── people, words, keys ──────────────────────────────────────────────────────────────────────────────────────────────

/** @param {string} booth @returns {Promise<StaffMember[]>} */
export const staffOf = async (booth) => (await get(at(booth, '/staff'))).staff;
/** @param {string} booth @param {string} phone @param {string} role */
export const addStaff = (booth, phone, role) => post(at(booth, '/staff'), { phone, role });
/** @param {string} booth @param {string} account */
export const dropStaff = (booth, account) => del(at(booth, `/staff/${one(account)}`));
/** @param {string} booth @returns {Promise<string[]>} */
export const blockedWords = async (booth) => (await get(at(booth, '/blocked-words'))).words;
/** @param {string} booth @param {string[]} words @returns {Promise<string[]>} */
export const setBlockedWords = async (booth, words) => (await put(at(booth, '/blocked-words'), { words })).words;
/** @param {string} booth @returns {Promise<KeyListed[]>} */
export const keysOf = async (booth) => (await get(at(booth, '/keys'))).keys;
/** @param {string} booth @param {string} name @returns {Promise<{key: string, listed: KeyListed}>} the key is shown this once */
export const makeKey = (booth, name) => post(at(booth, '/keys'), { name });
/** @param {string} booth @param {string} key */
export const dropKey = (booth, key) => del(at(booth, `/keys/${one(key)}`));

// ── the organizer ────────────────────────────────────────────────────────────────────────────────────────────────────

/** @returns {Promise<{account: string, name?: string, phone?: string, role: string}[]>} */
export const roleHolders = async () => (await get('/api/roles')).holders;
/** @param {string} phone @param {string} role @param {boolean} granted @param {string} [office] in whose name an official acts */
export const setRole = (phone, role, granted, office = '') => put('/api/roles', { phone, role, granted, ...(office ? { office } : {}) });
/** @returns {Promise<{number: string, reason: string, by: string, atMs: number}[]>} */
export const revocations = async () => (await get('/api/certificates/revocations')).revocations;
/** @param {string} number @param {string} reason */
export const revoke = (number, reason) => post('/api/certificates/revocations', { number, reason });
/** @param {string} number */
export const takeBackRevocation = (number) => post('/api/certificates/revocations/taken-back', { number });

/** What went wrong, in words. @param {unknown} problem */
export const wordsOf = (problem) => (problem instanceof Problem ? problem.message : wordsFor('broken'));
export { newKey };
