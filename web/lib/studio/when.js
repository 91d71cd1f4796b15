// Times as a form writes them. A seller means the clock on the wall in Việt Nam, wherever the phone is.

const ZONE_MS = 7 * 3_600_000; // Việt Nam has had no other offset, and no summer time, since 1975

/** `2026-11-23T19:30` of a moment. @param {number} ms */
export const toField = (ms) => new Date(ms + ZONE_MS).toISOString().slice(0, 16);

/** The moment of `2026-11-23T19:30`, or null. @param {string} text */
export function fromField(text) {
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? Date.parse(`${text}:00+07:00`) : NaN;
  return Number.isNaN(ms) ? null : ms;
}

/** The next Friday at 19:30, when the market is open. @param {number} nowMs */
export function nextFriday(nowMs) {
  const day = new Date(nowMs + ZONE_MS);
  day.setUTCHours(19, 30, 0, 0);
  day.setUTCDate(day.getUTCDate() + ((5 - day.getUTCDay() + 7) % 7));
  const ms = day.getTime() - ZONE_MS;
  return ms > nowMs ? ms : ms + 7 * 86_400_000;
}
