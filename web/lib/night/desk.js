// The organizer's night as the house tells it: words of the API, and where its pages are.

import { del, get, post, withQuery } from '../api.js';
import { newKey } from '../studio/desk.js';

/** @typedef {import('../protocol.js').NightView} NightView */
/** @typedef {import('../protocol.js').Picture} Picture */
/** @typedef {{booth: string, name: string, province: string, hall: string, place: number, picture: Picture, state: 'live' | 'paused' | 'scheduled' | 'shut', room?: string, title?: string, startsMs?: number, viewers: number, ordersAMinute: number, orders: number, vnd: number, unanswered: number, waiting: number, alarms: string[]}} Tile */
/** @typedef {{rev: string, night: NightView, atMs: number, whole: boolean, live: number, viewers: number, ordersAMinute: number, orders: number, vnd: number, alarms: number, store: 'up' | 'slow' | 'down', full: boolean, tiles: Tile[], gone: string[]}} Summary */
/** @typedef {{what: string, by: string, name: string, atMs: number, key: string, note?: string}} Change */
/** @typedef {{id: string, title: string, level: 'note' | 'trouble' | 'grave', booth?: string, alarm?: string, state: 'open' | 'taken' | 'solved', by: string, name: string, atMs: number, owner?: string, ownerName?: string, takenMs?: number, solvedMs?: number, changes: Change[]}} Incident */
/** @typedef {{id: string, text: string, tone: 'calm' | 'urgent', by: string, name: string, atMs: number, untilMs: number, backMs?: number, backName?: string}} Announcement */
/** @typedef {{visits: number, peak: number, watchMinutes: number, holds: number, lapsed: number, orders: number, units: number, vnd: number, cancelled: number, cancelledVnd: number, refused: number, returned: number, returnedVnd: number, delivered: number, waits: number, unanswered: number, ordersPer1000: number}} Sum */
/** @typedef {{of: string, name: string, booths: number, live: number, sum: Sum}} Part */
/** @typedef {{what: string, times: number}} Asked */
/** @typedef {{product: string, name: string, booth: string, boothName: string, orders: number, units: number, vnd: number, waits: number}} Good */
/** @typedef {{booth: string, name: string, province: string, hall: string, place: number, picture: Picture, shows: number, sum: Sum, goods: Good[], codes: Asked[]}} BoothPart */
/** @typedef {{night: NightView, fromMs?: number, untilMs?: number, sum: Sum, halls: Part[], provinces: Part[], booths: BoothPart[], moments: {atMs: number, orders: number, vnd: number, viewers: number}[], goods: Good[], missing: {searches: Asked[], codes: Asked[], soldOut: Good[], unanswered: number}}} NightReport */

/** @param {string} night @param {string} [rest] */
const at = (night, rest = '') => `/api/nights/${encodeURIComponent(night)}${rest}`;

/** @param {string} night @param {string} [since] @returns {Promise<Summary>} */
export const wallOf = (night, since) => get(withQuery(at(night, '/wall'), { since }));
/** @param {string} night @returns {Promise<Incident[]>} */
export const incidentsOf = (night) => get(at(night, '/incidents')).then((told) => told.incidents);
/** @param {string} night @param {{title: string, level: string, booth?: string, alarm?: string}} said @param {string} key @returns {Promise<Incident>} */
export const raiseIncident = (night, said, key) => post(at(night, '/incidents'), { key, ...said });
/** @param {string} night @param {string} incident @param {string} to @param {string} [note] @returns {Promise<Incident>} */
export const moveIncident = (night, incident, to, note) => post(at(night, `/incidents/${incident}`), { key: newKey(), to, ...(note ? { note } : {}) });
/** @param {string} night @returns {Promise<Announcement[]>} */
export const announcementsOf = (night) => get(at(night, '/announcements')).then((told) => told.announcements);
/** @param {string} night @param {{text: string, tone: string, minutes: number}} said @param {string} key @returns {Promise<Announcement>} */
export const announce = (night, said, key) => post(at(night, '/announcements'), { key, ...said });
/** @param {string} night @param {string} id */
export const takeBackAnnouncement = (night, id) => del(at(night, `/announcements/${id}`));
/** @param {string} night @returns {Promise<NightReport>} */
export const reportOf = (night) => get(at(night, '/report'));
/** @param {string} night */
export const reportCsv = (night) => at(night, '/report.csv');
/** @param {string} night */
export const exportOf = (night) => at(night, '/export.zip');

/** @typedef {'wall' | 'incidents' | 'announcements' | 'map' | 'report' | 'rehearsal'} View */
export const VIEWS = /** @type {const} */ (['wall', 'incidents', 'announcements', 'map', 'report', 'rehearsal']);

/** @param {string} night @param {View} [view] @param {string} [thing] */
export const nightLink = (night, view = 'wall', thing) => `/organizer/nights/${encodeURIComponent(night)}/${view}${thing ? `/${encodeURIComponent(thing)}` : ''}`;

/** What a path shows. @param {string} path @returns {{night: string, view: View, thing: string}} */
export function spotOf(path) {
  const [, , night = '', view = 'wall', thing = ''] = path.split('/').filter(Boolean).map(decodeURIComponent);
  return { night, view: VIEWS.find((v) => v === view) ?? 'wall', thing };
}
