import { boothLink } from '../lib/links.js';
import { say } from '../lib/words.js';
import { toast } from './ph-toast.js';

/** @type {Set<string>} tickets that were told of on this page */
const told = new Set();

/**
 * Tells a visitor, wherever they walk, that a booth calls their number; once for each number.
 * @param {import('../lib/protocol.js').Outbound} message
 * @param {string} [here] the booth whose own page this is: there the number itself says so
 * @param {string} [me] the account; who serves is not called
 */
export function tellCalled(message, here = '', me = '') {
  if (message.t !== 'ticket-changed' || message.ticket.state !== 'called' || message.ticket.booth === here || message.ticket.staff === me || told.has(message.ticket.ticket)) return;
  told.add(message.ticket.ticket);
  const { booth, boothName } = message.ticket;
  // after what closes or opens now, or it would go away with it
  setTimeout(() => toast(say('counter.notice', { booth: boothName }), { kind: 'good', undo: () => location.assign(`${boothLink(booth)}#counter`), undoLabel: say('counter.notice.go') }), 80);
}
