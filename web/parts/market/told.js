import { html, nothing } from 'lit';
import { dateTime } from '../../lib/format.js';
import { say } from '../../lib/words.js';

/** What was said and done about an application: who, when, why; the latest first. @param {import('../../lib/market.js').Change[]} changes */
export function told(changes) {
  return html`<ol class="told" aria-label=${say('apply.told')}>${[...changes].reverse().map((c) => html`<li><span class="small"><strong>${say(`apply.change.${c.what}`)}</strong> <span class="soft num">· ${c.name ? `${c.name}, ` : ''}${dateTime(c.atMs)}</span></span>${c.why ? html`<span class="said">${c.why}</span>` : nothing}</li>`)}</ol>`;
}

/** The colour of an application's state. @param {string} state */
export const applicationChip = (state) => ({ waiting: 'chip-amber', changes: 'chip-red', approved: 'chip-jade' }[state] ?? '');
