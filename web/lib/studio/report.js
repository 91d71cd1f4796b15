// The report of a show as charts want it: pure.

import { time } from '../format.js';

/**
 * @typedef {object} Sold
 * @property {string} product
 * @property {string} code
 * @property {string} name
 * @property {import('../protocol.js').Picture} picture
 * @property {number} holds
 * @property {number} lapsed
 * @property {number} waits
 * @property {number} orders
 * @property {number} units
 * @property {number} revenueVnd
 * @property {number} holdsPer100Viewers in tenths: 125 is 12.5
 * @property {number} ordersPer100Holds in tenths
 */
/**
 * How a show went, as ShowReport in the house.
 * @typedef {object} ShowReport
 * @property {string} room
 * @property {string} title
 * @property {number} fromMs
 * @property {number} [untilMs] absent while it goes on
 * @property {number} revenueVnd
 * @property {number} orders
 * @property {number} units
 * @property {number} buyers
 * @property {number} averageVnd
 * @property {number} collectedVnd
 * @property {number} cancelled
 * @property {number} refused
 * @property {number} returned
 * @property {number} delivered
 * @property {number} holdsTaken
 * @property {number} holdsLapsed
 * @property {number} holdsReleased
 * @property {number} waits
 * @property {number} peakViewers
 * @property {{atMs: number, viewers: number}[]} audience
 * @property {{atMs: number, orders: number, revenueVnd: number}[]} sales
 * @property {Sold[]} products
 * @property {{payment: 'cod' | 'vietqr', orders: number, revenueVnd: number}[]} payments
 */

const MINUTE = 60_000;

/** Viewers by time, at most `most` points, each the highest of those it stands for. @param {ShowReport} r @param {number} [most] */
export function audience(r, most = 60) {
  const step = Math.max(1, Math.ceil(r.audience.length / most));
  const points = [];
  for (let i = 0; i < r.audience.length; i += step) points.push(r.audience.slice(i, i + step).reduce((best, p) => (p.viewers > best.viewers ? p : best)));
  return { labels: points.map((p) => time(p.atMs)), values: points.map((p) => p.viewers) };
}

/** Money by spans of time, empty ones too, at most `most` spans. @param {ShowReport} r @param {number} [most] */
export function salesOverTime(r, most = 16) {
  if (!r.sales.length) return { labels: [], values: [] };
  const from = r.sales[0].atMs;
  const minutes = Math.round((r.sales[r.sales.length - 1].atMs - from) / MINUTE) + 1;
  const span = [1, 2, 5, 10, 15, 30, 60, 120].find((n) => minutes / n <= most) ?? Math.ceil(minutes / most);
  const values = Array.from({ length: Math.ceil(minutes / span) }, () => 0);
  for (const s of r.sales) values[Math.floor((s.atMs - from) / MINUTE / span)] += s.revenueVnd;
  return { labels: values.map((_, i) => time(from + i * span * MINUTE)), values };
}

/** Products that sold, the best first. @param {ShowReport} r @param {number} [most] */
export function bestSold(r, most = 10) {
  return r.products.filter((p) => p.units > 0).sort((a, b) => b.revenueVnd - a.revenueVnd).slice(0, most);
}

/** The share of parcels not taken at the door, of those that got there; null before any did. @param {ShowReport} r */
export function refusedShare(r) {
  const all = r.delivered + r.refused;
  return all ? r.refused / all : null;
}

/** The share of holds that became an order, whatever became of the order afterwards; null before any was taken. @param {ShowReport} r */
export const heldToBought = (r) => (r.holdsTaken ? Math.min(1, (r.orders + r.cancelled + r.returned) / r.holdsTaken) : null);
