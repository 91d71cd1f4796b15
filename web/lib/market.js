// Night markets as pages ask for them: the programme for everybody, the desk of organizers, a booth's applications, what one follows.

import { del, get, post, put } from './api.js';
import { nightLink } from './board.js';
import { date, time, weekday } from './format.js';
import { GROUPS } from './groups.js';
import { provinces } from './provinces.js';
import { say, spoken } from './words.js';

/** @typedef {import('./protocol.js').NightView} NightView */
/** @typedef {import('./protocol.js').MarketView} MarketView */
/** @typedef {import('./protocol.js').HallView} HallView */
/** @typedef {import('./protocol.js').StandView} StandView */
/** @typedef {import('./protocol.js').BoothView} BoothView */
/** @typedef {import('./protocol.js').ProductView} ProductView */
/** @typedef {import('./protocol.js').SpotlightView} SpotlightView */

/** @typedef {{market: MarketView, nights: NightView[]}} MarketPage */
/** @typedef {{booth: BoothView, hall: string, place: number}} Placed */
/** @typedef {{night: NightView, market: MarketView, booths: Placed[], spotlight: SpotlightView, spotlightMinutes: number}} Programme */
/** @typedef {{hall?: string, name: string, kind: string, of?: string, places: number}} HallDraft */
/** @typedef {{applyDays: number, applyUntilHours: number, publishHours: number, spotlightMinutes: number, placing: string}} MarketClock */
/** @typedef {{name: string, about: string, weekly?: {day: number, from: string, until: string}, skips: {from: string, until: string, why?: string}[], sittings: {date: string, from: string, until: string}[], clock: MarketClock, halls: HallDraft[], asks: string, rehearsal: boolean, running: boolean}} MarketDraft */
/** @typedef {{night: NightView, held: boolean, waiting: number, approved: number, placed: number}} NightLine */
/** @typedef {{market: string, draft: MarketDraft, rev: number, nights: NightLine[]}} MarketDesk */
/** @typedef {{opensMs: number, closesMs: number, applyFromMs: number, applyUntilMs: number, publishMs: number}} NightTimes */
/** @typedef {{atMs: number, what: string, side: string, name: string, why?: string}} Change */
/** @typedef {{products: string[], papers: string[], photos: string[], wish?: string, note: string}} ApplicationForm */
/** @typedef {{night: string, booth: string, state: 'waiting' | 'changes' | 'approved' | 'refused' | 'withdrawn', form: ApplicationForm, madeMs: number, rev: number, stand?: StandView, changes: Change[]}} Application */
/** @typedef {{application: Application, booth: BoothView, products: ProductView[]}} Applied */
/** @typedef {{night: NightView, times: NightTimes, rev: number, held: boolean, onRule: boolean, market: MarketView, asks: string, changes: {atMs: number, what: string, name: string, why?: string}[], applications: Applied[], stands: StandView[], spotlight: SpotlightView, spotlightMinutes: number, earlier: {night: string, name: string, halls: number, booths: number}[]}} NightDesk */
/** @typedef {{night: NightView, marketName: string, asks: string, application?: Application}} BoothNight */

const one = encodeURIComponent;

// ── for everybody ────────────────────────────────────────────────────────────────────────────────────────────────────

/** @returns {Promise<MarketPage[]>} */
export const markets = async () => (await get('/api/markets')).markets;
/** @param {string} market @returns {Promise<MarketPage>} */
export const market = (market) => get(`/api/markets/${one(market)}`);
/** @param {string} night @returns {Promise<Programme>} */
export const programme = (night) => get(`/api/nights/${one(night)}`);
/** @param {string} night @returns {Promise<SpotlightView>} */
export const spotlight = (night) => get(`/api/nights/${one(night)}/spotlight`);
export { nightLink };
/** @param {string} market */
export const marketLink = (market) => `/market/${one(market)}`;
/** A file for one night. @param {string} night */
export const nightCalendar = (night) => `/api/nights/${one(night)}/calendar.ics`;
/** A calendar to subscribe to. @param {string} market */
export const marketCalendar = (market) => `webcal://${location.host}/api/markets/${one(market)}/calendar.ics`;

// ── following ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @returns {Promise<{thing: string, sinceMs: number}[]>} */
export const followed = async () => (await get('/api/me/follows')).follows;
/** @param {string} thing @param {boolean} on */
export const follow = (thing, on) => (on ? put(`/api/me/follows/${one(thing)}`) : del(`/api/me/follows/${one(thing)}`));

// ── organizers ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** @returns {Promise<MarketDesk[]>} */
export const marketDesks = async () => (await get('/api/organizer/markets')).markets;
/** @param {string} market @returns {Promise<MarketDesk>} */
export const marketDesk = (market) => get(`/api/markets/${one(market)}/desk`);
/** @param {string} key @param {MarketDraft} draft @returns {Promise<MarketDesk>} */
export const openMarket = (key, draft) => post('/api/markets', { key, market: draft });
/** @param {string} market @param {number} rev @param {MarketDraft} draft @returns {Promise<MarketDesk>} */
export const editMarket = (market, rev, draft) => put(`/api/markets/${one(market)}`, { rev, market: draft });
/** @param {string} night @returns {Promise<NightDesk>} */
export const nightDesk = (night) => get(`/api/nights/${one(night)}/desk`);
/** @param {string} night @param {number} rev @param {string} name @param {NightTimes} times @returns {Promise<NightDesk>} */
export const retimeNight = (night, rev, name, times) => put(`/api/nights/${one(night)}`, { rev, name, times });
/** @param {string} night @param {string} act "move", "hold", "cancel", "copy", "stands" or "stands/by-rule" @param {Record<string, unknown>} body @returns {Promise<NightDesk>} */
export const nightAct = (night, act, body) => post(`/api/nights/${one(night)}/${act}`, body);
/** @param {string} night @param {number} rev @param {HallDraft[]} halls @returns {Promise<NightDesk>} */
export const setHalls = (night, rev, halls) => put(`/api/nights/${one(night)}/halls`, { rev, halls });
/** @param {string} night @param {string} booth @param {number} rev @param {string} to @param {string} [why] @returns {Promise<NightDesk>} */
export const decide = (night, booth, rev, to, why) => post(`/api/nights/${one(night)}/applications/${one(booth)}`, { rev, to, ...(why ? { why } : {}) });

// ── a booth ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** @param {string} booth @returns {Promise<BoothNight[]>} */
export const nightsOf = async (booth) => (await get(`/api/booths/${one(booth)}/applications`)).nights;
/** @param {string} booth @param {string} night @param {string} key @param {ApplicationForm} form @returns {Promise<Application>} */
export const apply = (booth, night, key, form) => post(`/api/booths/${one(booth)}/applications`, { night, key, form });
/** @param {string} booth @param {string} night @param {number} rev @param {ApplicationForm} form @param {string} why @returns {Promise<Application>} */
export const answerApplication = (booth, night, rev, form, why) => put(`/api/booths/${one(booth)}/applications/${one(night)}`, { rev, form, ...(why ? { why } : {}) });
/** @param {string} booth @param {string} night @param {string} why @returns {Promise<Application>} */
export const withdraw = (booth, night, why) => post(`/api/booths/${one(booth)}/applications/${one(night)}/withdrawal`, why ? { why } : {});

// ── how it is said ───────────────────────────────────────────────────────────────────────────────────────────────────

/** The colour of a night's state. @param {NightView} night */
export const nightChip = (night) => (night.cancelled ? 'chip-red' : { open: 'chip-live', published: 'chip-jade', applications: 'chip-amber' }[night.state] ?? '');
/** @param {NightView} night */
export const nightState = (night) => say(night.cancelled ? 'market.cancelled' : isPastApplying(night) ? 'night.state.applied' : `night.state.${night.state}`);
/** Whether nobody can apply any more, though the programme is not out. @param {NightView} night */
export const isPastApplying = (night) => night.state === 'applications' && !!night.applyUntilMs && night.applyUntilMs <= Date.now();
/** `thứ Sáu, 27/11/2026 · 19:30–22:00`. @param {{opensMs: number, closesMs: number}} night */
export const hours = (night) => `${weekday(night.opensMs)}/${date(night.opensMs).slice(6)} · ${time(night.opensMs)}–${time(night.closesMs)}`;

/** The same hours on the clock of whoever looks, where that is another one; else ''. @param {{opensMs: number, closesMs: number}} night */
export function ownHours(night) {
  const away = new Date(night.opensMs).getTimezoneOffset() !== -420;
  const own = new Intl.DateTimeFormat(spoken() === 'vi' ? 'vi-VN' : 'en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return away ? `${own.format(night.opensMs)}–${own.format(night.closesMs)}` : '';
}

/** `thứ Sáu hằng tuần, 19:30–22:00`. @param {{weekly?: {day: number, from: string, until: string} | null}} market */
export function ruleOf({ weekly }) {
  return weekly ? say('market.weekly', { day: say(`day.${weekly.day}`), from: weekly.from, until: weekly.until }) : say('market.festival');
}

/** What a hall is for: `Tuyên Quang`, `Thực phẩm`, or ''. @param {{kind: string, of?: string | null}} hall */
export function hallOf({ kind, of }) {
  if (kind === 'province') return provinces.find((p) => p.code === of)?.name ?? '';
  return kind === 'group' && of && GROUPS.includes(of) ? say(`group.${of}`) : '';
}
