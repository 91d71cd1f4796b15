import { html, nothing } from 'lit';
import { date, time } from '../../lib/format.js';
import { nightChip, nightLink, nightState, ownHours } from '../../lib/market.js';
import { say } from '../../lib/words.js';

/** @typedef {import('../../lib/protocol.js').NightView} NightView */

/** The leaf of a calendar: weekday, day, month. @param {number} ms */
export function leaf(ms) {
  const [day, month] = date(ms).split('/');
  return html`<span class="leaf" aria-hidden="true"><span class="leaf-month">${say('night.month', { n: Number(month) })}</span><span class="leaf-day num">${Number(day)}</span></span>`;
}

/** A night as a line of a list. @param {NightView} night @param {{href?: string, more?: unknown}} [how] */
export function nightLine(night, { href = nightLink(night.night), more = nothing } = {}) {
  const own = ownHours(night);
  return html`<a class="card card-link night-line ${night.state === 'open' ? 'card-live' : ''}" href=${href}>${leaf(night.opensMs)}
    <span class="night-line-words"><strong>${night.name.replace(/ · \d\d\/\d\d\/\d{4}$/, '')}</strong><span class="soft small num">${date(night.opensMs)} · ${time(night.opensMs)}–${time(night.closesMs)}${own ? html` <span>(${say('night.own', { hours: own })})</span>` : nothing}</span>${more}</span>
    <span class="chip ${nightChip(night)}">${nightState(night)}</span></a>`;
}
