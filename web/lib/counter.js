// The counter of a booth as a visitor and as the staff see it: a pure fold of what the house said. No clock, no chance, no network in here.

/** @typedef {import('./protocol.js').Outbound} Outbound */
/** @typedef {import('./protocol.js').TicketView} TicketView */
/** @typedef {import('./protocol.js').TalkLine} TalkLine */
/** @typedef {{account: string, name: string}} Colleague */

/**
 * @typedef {object} Counter
 * @property {string} booth
 * @property {boolean} here whether the house has told
 * @property {boolean} staff
 * @property {boolean} open
 * @property {number} waiting for a visitor who has no number
 * @property {Record<string, TicketView>} tickets
 * @property {Record<string, TalkLine[]>} talks by ticket, as far as they were read
 * @property {Record<string, number>} unread lines of the other side that nobody looked at
 * @property {Colleague[]} colleagues
 */

/** @param {string} booth @returns {Counter} */
export function emptyCounter(booth) {
  return { booth, here: false, staff: false, open: true, waiting: 0, tickets: {}, talks: {}, unread: {}, colleagues: [] };
}

/** @param {Counter} s @param {Outbound} e @returns {Counter} */
export function told(s, e) {
  switch (e.t) {
    case 'counter-shown': return e.booth !== s.booth ? s : { ...s, here: true, staff: false, open: e.open, waiting: e.waiting, tickets: e.ticket ? { [e.ticket.ticket]: e.ticket } : {} };
    case 'desk-shown': return e.booth !== s.booth ? s : { ...s, here: true, staff: true, open: e.open, tickets: Object.fromEntries(e.tickets.map((t) => [t.ticket, t])), colleagues: e.colleagues };
    case 'ticket-taken': case 'ticket-changed': return e.ticket.booth !== s.booth ? s : withTicket(s, e.ticket);
    case 'talk-shown': return e.ticket.booth !== s.booth ? s : { ...withTicket(s, e.ticket), talks: { ...s.talks, [e.ticket.ticket]: merged(e.lines, s.talks[e.ticket.ticket] ?? []) } };
    case 'talk-said': return withLine(s, e.ticket, e.line);
    case 'counter-switched': return e.booth !== s.booth ? s : { ...s, open: e.open };
    default: return s;
  }
}

/** A ticket that has ended never opens again, and one that was called never waits again: an older word changes nothing. @param {Counter} s @param {TicketView} t @returns {Counter} */
function withTicket(s, t) {
  const steps = ['waiting', 'called', 'ended'];
  const before = s.tickets[t.ticket];
  if (before && steps.indexOf(t.state) < steps.indexOf(before.state)) return s;
  const gone = t.state !== 'waiting' && before?.state === 'waiting' && !s.staff;
  return { ...s, waiting: gone ? Math.max(0, s.waiting - 1) : s.waiting, tickets: s.staff ? { ...s.tickets, [t.ticket]: t } : newest({ ...s.tickets, [t.ticket]: t }) };
}

/** A visitor has one number at a time: the newest. @param {Record<string, TicketView>} all */
function newest(all) {
  const last = Object.values(all).sort((a, b) => b.takenMs - a.takenMs)[0];
  return { [last.ticket]: last };
}

/** @param {Counter} s @param {string} ticket @param {TalkLine} line @returns {Counter} */
function withLine(s, ticket, line) {
  if (!s.tickets[ticket]) return s;
  const known = s.talks[ticket];
  if (known?.some((l) => l.n === line.n)) return s;
  const theirs = line.by !== (s.staff ? 'staff' : 'visitor');
  return { ...s, talks: known ? { ...s.talks, [ticket]: merged(known, [line]) } : s.talks, unread: theirs ? { ...s.unread, [ticket]: (s.unread[ticket] ?? 0) + 1 } : s.unread };
}

/** @param {TalkLine[]} a @param {TalkLine[]} b */
function merged(a, b) {
  const all = new Map([...a, ...b].map((l) => [l.n, l]));
  return [...all.values()].sort((x, y) => x.n - y.n);
}

/** Somebody looked at a talk. @param {Counter} s @param {string} ticket @returns {Counter} */
export function looked(s, ticket) {
  if (!s.unread[ticket]) return s;
  const { [ticket]: _, ...rest } = s.unread;
  return { ...s, unread: rest };
}

/** The visitor's own ticket, open or the last one. @param {Counter} s @returns {TicketView | undefined} */
export const mine = (s) => Object.values(s.tickets)[0];

/** Who waits, the first one first. @param {Counter} s */
export const waiting = (s) => Object.values(s.tickets).filter((t) => t.state === 'waiting').sort((a, b) => a.number - b.number);

/** Who is being served, longest first; one's own first. @param {Counter} s @param {string | undefined} me */
export const served = (s, me) => Object.values(s.tickets).filter((t) => t.state === 'called').sort((a, b) => Number(b.staff === me) - Number(a.staff === me) || (a.calledMs ?? 0) - (b.calledMs ?? 0));

/** Talks that are over, newest first. @param {Counter} s */
export const over = (s) => Object.values(s.tickets).filter((t) => t.state === 'ended').sort((a, b) => (b.endedMs ?? 0) - (a.endedMs ?? 0));
