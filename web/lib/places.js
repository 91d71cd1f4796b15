// Where a buyer can go from the bar of a page.

import { me } from './session.js';
import { say } from './words.js';

/** @param {'/' | '/markets' | '/orders' | '/account' | '/cart' | ''} current @returns {import('../parts/ph-topbar.js').Place[]} */
export function places(current) {
  const person = me();
  const all = [
    { href: '/', label: say('lobby.title'), icon: 'store' },
    { href: '/markets', label: say('market.dates'), icon: 'calendar-days' },
    { href: '/orders', label: say('account.orders'), icon: 'receipt' },
    ...(person?.booths.length ? [{ href: '/studio', label: say('studio.title'), icon: 'video' }] : []),
    { href: '/account', label: say('account.profile'), icon: 'user' },
  ];
  return all.map((p) => ({ ...p, current: p.href === current }));
}
