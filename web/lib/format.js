// How money, days, times and numbers are written. Times are those of Việt Nam wherever the phone is; a phone elsewhere has its own beside them.

import { locale, say, spoken } from './words.js';

const ZONE = 'Asia/Ho_Chi_Minh';
const dong = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const dayParts = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, day: '2-digit', month: '2-digit', year: 'numeric' });
const clockParts = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** @typedef {number | string | Date} Moment a time in ms since 1970, an ISO text or a Date */

/** @param {Moment} at */
const toDate = (at) => (at instanceof Date ? at : new Date(at));

/** `1.234.567 ₫`, with a space that does not break. @param {number} vnd whole đồng */
export function money(vnd) {
  return `${dong.format(vnd)}\u00a0₫`;
}

/** `1,2 tr ₫` for tight places (chart axes, chips); exact below ten thousand. @param {number} vnd whole đồng */
export function shortMoney(vnd) {
  const size = Math.abs(vnd);
  if (size < 1e4) return money(vnd);
  const [unit, key] = size >= 1e9 ? [1e9, 'money.billion'] : size >= 1e6 ? [1e6, 'money.million'] : [1e3, 'money.thousand'];
  return say(key, { amount: (vnd / unit).toLocaleString(locale(), { maximumFractionDigits: size / unit < 100 ? 1 : 0 }) });
}

/** `120.000`, `120000 đ` or `120k` as people type it, in whole đồng; null when it is not an amount. @param {string} text @returns {number | null} */
export function readMoney(text) {
  const found = /^\s*(\d{1,3}(?:[.,\s]\d{3})+|\d+)\s*(k|đ|₫|vnd|d)?\s*$/i.exec(text);
  if (!found) return null;
  const n = Number(found[1].replace(/\D/g, '')) * (found[2]?.toLowerCase() === 'k' ? 1000 : 1);
  return Number.isSafeInteger(n) ? n : null;
}

/** `1.234` or `1,234`. @param {number} n @param {number} [digits] most digits after the point */
export function number(n, digits = 0) {
  return n.toLocaleString(locale(), { maximumFractionDigits: digits });
}

/** `12,5%`. @param {number} part between 0 and 1 @param {number} [digits] */
export function percent(part, digits = 1) {
  return part.toLocaleString(locale(), { style: 'percent', maximumFractionDigits: digits });
}

/** `23/11/2026`. A plain day `2026-11-23` stays that day. @param {Moment} at */
export function date(at) {
  const day = typeof at === 'string' && /^(\d{4})-(\d\d)-(\d\d)$/.exec(at);
  return day ? `${day[3]}/${day[2]}/${day[1]}` : dayParts.format(toDate(at));
}

/** `12/2027`. @param {Moment} at */
export function monthYear(at) {
  return date(at).slice(3);
}

/** `19:30`. @param {Moment} at */
export function time(at) {
  return clockParts.format(toDate(at));
}

/** `19:30, 23/11/2026`. @param {Moment} at */
export function dateTime(at) {
  return `${time(at)}, ${date(at)}`;
}

/** `thứ Sáu, 23/11`. @param {Moment} at */
export function weekday(at) {
  const name = toDate(at).toLocaleDateString(locale(), { weekday: 'long', timeZone: ZONE });
  return `${spoken() === 'vi' ? name.replace('Thứ', 'thứ') : name}, ${date(at).slice(0, 5)}`;
}

/**
 * `19:30 hôm nay`, `19:30 ngày mai`, else `19:30, thứ Sáu 23/11`; for a phone in another zone with its own time behind it.
 * @param {Moment} at @param {number} [nowMs]
 */
export function soon(at, nowMs = Date.now()) {
  const day = date(at);
  return withTimeHere(at, day === date(nowMs) ? say('time.today', { time: time(at) }) : day === date(nowMs + 86_400_000) ? say('time.tomorrow', { time: time(at) }) : `${time(at)}, ${weekday(at).replace(',', '')}`);
}

/**
 * `22:00`, the end of something that goes on; the day stands with it only where twelve hours or more are left, for nobody takes 00:30
 * for another night than this one. @param {Moment} at @param {number} [nowMs]
 */
export function until(at, nowMs = Date.now()) {
  return toDate(at).getTime() - nowMs < 43_200_000 ? withTimeHere(at, time(at)) : soon(at, nowMs);
}

/** @param {Moment} at @param {string} words */
function withTimeHere(at, words) {
  const here = timeHere(at);
  return here ? `${words} (${say('time.here', { time: here })})` : words;
}

/**
 * The time by the clock of the phone where that is another one: `20:30`, or `20:30, 24/11` where it is another day too; else ''.
 * @param {Moment} at @param {string} [zone] of the phone
 */
export function timeHere(at, zone) {
  const then = toDate(at);
  const write = (/** @type {string | undefined} */ timeZone) => ({
    time: then.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    day: then.toLocaleDateString('en-GB', { timeZone, day: '2-digit', month: '2-digit' }),
  });
  const [there, here] = [write(ZONE), write(zone)];
  if (here.time === there.time && here.day === there.day) return '';
  return here.day === there.day ? here.time : `${here.time}, ${here.day}`;
}

/** `3 phút trước`, `sau 2 giờ`. @param {Moment} at @param {number} [nowMs] */
export function relative(at, nowMs = Date.now()) {
  const seconds = Math.round((toDate(at).getTime() - nowMs) / 1000);
  if (Math.abs(seconds) < 45) return say('time.now');
  /** @type {[number, string][]} */
  const steps = [[60, 'minutes'], [3600, 'hours'], [86_400, 'days'], [2_592_000, 'months'], [31_536_000, 'years']];
  const [size, unit] = steps.reduce((best, step) => (Math.abs(seconds) >= step[0] * 0.75 ? step : best));
  return say(`time.${seconds < 0 ? 'ago' : 'ahead'}.${unit}`, { n: Math.max(1, Math.round(Math.abs(seconds) / size)) });
}

/** `4:32`, `1:04:32` from an hour up; never below `0:00`. Seconds round up, so 0:00 means over. @param {number} leftMs */
export function countdown(leftMs) {
  const all = Math.max(0, Math.ceil(leftMs / 1000));
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor((all % 3600) / 60);
  return hours ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
}

/** Minutes and seconds in words, for screen readers: `4 phút 32 giây`. @param {number} leftMs */
export function duration(leftMs) {
  const all = Math.max(0, Math.ceil(leftMs / 1000));
  const [minutes, seconds] = [Math.floor(all / 60), all % 60];
  const parts = [];
  if (minutes) parts.push(say('time.minutes', { n: minutes }));
  if (seconds || !minutes) parts.push(say('time.seconds', { n: seconds }));
  return parts.join(' ');
}

/** `0912 345 678`; anything else stays as it is. @param {string} phone `0912345678` or `+84912345678` */
export function phone(phone) {
  const digits = phone.replace(/^\+?84/, '0').replace(/\D/g, '');
  return /^0\d{9}$/.test(digits) ? `${digits.slice(0, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}` : phone;
}

/** `09•• ••• 678`. @param {string} phone a Vietnamese mobile number in any writing, or an already masked one */
export function maskedPhone(phone) {
  if (phone.includes('•')) return phone;
  const digits = phone.replace(/^\+?84/, '0').replace(/\D/g, '');
  return `${digits.slice(0, 2)}•• ••• ${digits.slice(-3)}`;
}

/** Without tones, in small letters, đ as d: what search and comment codes compare. @param {string} text */
export function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** `500 g`, `1,5 kg`. @param {number} grams */
export function weight(grams) {
  return grams < 1000 ? `${grams} g` : `${(grams / 1000).toLocaleString(locale(), { maximumFractionDigits: 2 })} kg`;
}
