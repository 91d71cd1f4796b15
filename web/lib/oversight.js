// What officials, organizers, sellers and buyers ask of the house about matters, complaints and journals, in one place.

import { get, post, put, del, withQuery } from './api.js';
import { newKey } from './keys.js';

/** @typedef {import('./protocol.js').MatterView} MatterView */
/** @typedef {import('./protocol.js').ComplaintView} ComplaintView */
/** @typedef {import('./protocol.js').ShowView} ShowView */
/** @typedef {import('./protocol.js').OfferView} OfferView */
/** @typedef {import('./protocol.js').BoothView} BoothView */
/** @typedef {import('./protocol.js').ProductView} ProductView */
/** A published root of a journal. @typedef {{show: string, n: number, hash: string, atMs: number, key: string, signature: string}} Root */
/** @typedef {{show: string, records: number, close?: Root, last?: Root, key: string, untilMs?: number, held: boolean}} Published */
/** @typedef {{show: string, reason: string, office: string, atMs: number}} LegalHold */

const one = encodeURIComponent;

/** Why somebody acts. */
export const GROUNDS = /** @type {const} */ (['unsafe-goods', 'counterfeit', 'false-certificate', 'missing-papers', 'false-claim', 'false-origin', 'false-price', 'restricted-goods', 'indecent', 'complaints', 'emergency', 'other']);
/** Why a matter is closed. */
export const ENDS = /** @type {const} */ (['resolved', 'paper-shown', 'mistaken']);
export const KINDS = /** @type {const} */ (['flag', 'paper', 'freeze', 'stop']);
/** What a buyer complains of; the last two also without an order. */
export const COMPLAINTS = /** @type {const} */ (['wrong-goods', 'not-delivered', 'quality', 'false-claim', 'other']);
export const OUTCOMES = /** @type {const} */ (['for-buyer', 'for-seller', 'settled']);

// ── matters ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @param {string} [booth] all of one booth; else all that are not closed @returns {Promise<MatterView[]>} */
export const mattersOf = async (booth) => (await get(withQuery('/api/oversight/matters', { booth }))).matters;
/** @param {string} booth as its staff see them @returns {Promise<MatterView[]>} */
export const boothMatters = async (booth) => (await get(`/api/booths/${one(booth)}/matters`)).matters;
/** @param {{kind: string, booth: string, room?: string, product?: string, reason: string, text: string, papers?: string[]}} act @param {string} key @returns {Promise<MatterView>} */
export const openMatter = (act, key) => post('/api/oversight/matters', { key, ...act });
/** @param {string} matter @param {string} text @param {string[]} papers @returns {Promise<MatterView>} */
export const sayInMatter = (matter, text, papers) => post(`/api/oversight/matters/${one(matter)}/words`, { key: newKey(), text, papers });
/** @param {string} booth @param {string} matter @param {string} text @param {string[]} papers @returns {Promise<MatterView>} */
export const answerMatter = (booth, matter, text, papers) => post(`/api/booths/${one(booth)}/matters/${one(matter)}/words`, { key: newKey(), text, papers });
/** @param {string} matter @param {string} reason @param {string} text @returns {Promise<MatterView>} */
export const closeMatter = (matter, reason, text) => post(`/api/oversight/matters/${one(matter)}/close`, { reason, text });

// ── what officials look at ──────────────────────────────────────────────────────────────────────────────────────────

/** @param {string} room @returns {Promise<{show: ShowView, lineUp: OfferView[]}>} */
export const watchShow = (room) => get(`/api/oversight/shows/${one(room)}`);
/** @param {string} q @returns {Promise<{booths: BoothView[], products: ProductView[]}>} */
export const searchMarket = (q) => get(withQuery('/api/oversight/search', { q }));
/** Who receives an order; it is written down before it is answered. @param {string} order @param {string} reason @param {string} text @returns {Promise<import('./protocol.js').RecipientView>} */
export const openRecipient = (order, reason, text) => post(`/api/oversight/orders/${one(order)}/recipient`, { reason, text });
/** @param {string} state "live" or "ended" @returns {Promise<ShowView[]>} */
export const showsIn = async (state) => (await get(withQuery('/api/shows', { state }))).shows;

// ── complaints ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** @returns {Promise<ComplaintView[]>} */
export const myComplaints = async () => (await get('/api/complaints')).complaints;
/** @param {string} booth @returns {Promise<ComplaintView[]>} */
export const boothComplaints = async (booth) => (await get(`/api/booths/${one(booth)}/complaints`)).complaints;
/** @returns {Promise<ComplaintView[]>} */
export const openComplaints = async () => (await get('/api/oversight/complaints')).complaints;
/** @param {string} complaint @returns {Promise<ComplaintView>} */
export const findComplaint = (complaint) => get(`/api/complaints/${one(complaint)}`);
/** @param {{booth: string, room?: string, order?: string, kind: string, text: string, papers?: string[]}} said @param {string} key @returns {Promise<ComplaintView>} */
export const makeComplaint = (said, key) => post('/api/complaints', { key, ...said });
/** @param {string} complaint @param {string} text @param {string[]} papers @returns {Promise<ComplaintView>} */
export const sayInComplaint = (complaint, text, papers) => post(`/api/complaints/${one(complaint)}/words`, { key: newKey(), text, papers });
/** @param {string} complaint @returns {Promise<ComplaintView>} */
export const acceptComplaint = (complaint) => post(`/api/complaints/${one(complaint)}/accept`);
/** @param {string} complaint @param {string} text @returns {Promise<ComplaintView>} */
export const escalateComplaint = (complaint, text) => post(`/api/complaints/${one(complaint)}/escalate`, { key: newKey(), text });
/** @param {string} complaint @param {string} outcome @param {string} text @returns {Promise<ComplaintView>} */
export const decideComplaint = (complaint, outcome, text) => post(`/api/oversight/complaints/${one(complaint)}/decide`, { outcome, text });

// ── photos ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @param {Blob} photo @returns {Promise<string>} its name */
export const sendPaper = async (photo) => (await put('/api/papers', photo)).paper;
/** Where a photo of a thread is. @param {string} of the matter or complaint @param {string} paper @param {boolean} [small] */
export const paperLink = (of, paper, small = false) => `/api/${of.startsWith('v') ? 'matters' : 'complaints'}/${one(of)}/papers/${one(paper)}${small ? '?small=yes' : ''}`;

// ── journals ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @param {string} room @returns {Promise<Published>} */
export const rootOf = (room) => get(`/api/shows/${one(room)}/journal/root`);
/** @param {string} room */
export const publicJournalLink = (room) => `/api/shows/${one(room)}/journal/public`;
/** @param {string} room */
export const journalLink = (room) => `/api/shows/${one(room)}/journal`;
/** @param {string} room */
export const packLink = (room) => `/api/shows/${one(room)}/journal/export`;
/** @returns {Promise<LegalHold[]>} */
export const legalHolds = async () => (await get('/api/oversight/legal-holds')).holds;
/** @param {string} room @param {string} text @returns {Promise<LegalHold>} */
export const holdJournal = (room, text) => put(`/api/oversight/shows/${one(room)}/legal-hold`, { text });
/** @param {string} room */
export const releaseJournal = (room) => del(`/api/oversight/shows/${one(room)}/legal-hold`);
/** @param {string} booth @param {string} room @param {string} text @param {string} key @param {string} [product] */
export const makeClaim = (booth, room, text, key, product) => post(`/api/booths/${one(booth)}/shows/${one(room)}/claims`, { key, text, ...(product ? { product } : {}) });
/** The records of a journal, in order. @param {string} room @returns {Promise<any[]>} */
export async function recordsOf(room) {
  const answer = await fetch(journalLink(room), { credentials: 'same-origin' });
  if (!answer.ok) return [];
  return (await answer.text()).split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((line) => !line.root);
}
