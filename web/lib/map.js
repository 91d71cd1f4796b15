// Việt Nam as tiles: every one of the 34 units is one tile, set about where it lies, so that a small province is as easy to see and to
// touch as a large one. The two archipelagos stand in the East Sea (Biển Đông), each with the unit that it belongs to. Pure.

import { provinces } from './provinces.js';

export const STEP = { across: 62, down: 48 };
export const TILE = { width: 58, height: 44 };
export const SIZE = { width: 6 * 62, height: 18 * 48 };

/** Column and row of each tile. @type {Readonly<Record<string, readonly [number, number]>>} */
export const PLACES = {
  12: [1, 0], 15: [2, 0], '08': [3, 0], '04': [4, 0],
  11: [0, 1], 14: [1, 1], 25: [2, 1], 19: [3, 1], 20: [4, 1],
  '01': [2, 2], 24: [3, 2], 22: [4, 2],
  37: [2, 3], 33: [3, 3], 31: [4, 3],
  38: [1.5, 4], 40: [1, 5], 42: [1.5, 6], 44: [2, 7], 46: [2.5, 8], 48: [3, 9],
  51: [3.5, 10], 52: [3.5, 11], 66: [3.5, 12], 68: [3, 13], 56: [4, 13],
  80: [1, 14], 75: [2, 14], 91: [0, 15], 82: [1, 15], 79: [2, 15],
  92: [0.5, 16], 86: [1.5, 16], 96: [0, 17],
};

/** The archipelagos, each with the unit it belongs to: its words stand above its islets. */
export const ISLANDS = [
  { name: 'Hoàng Sa', of: '48', at: [5, 9], islets: [[14, 8], [26, 4], [38, 11], [20, 17], [33, 20], [46, 17]] },
  { name: 'Trường Sa', of: '56', at: [5, 15], islets: [[12, 6], [28, 3], [44, 9], [20, 16], [36, 18], [50, 22], [14, 27], [30, 31], [44, 35]] },
];

export const SEA = { name: 'Biển Đông', at: [5.35, 12.1] };

/**
 * @typedef {{live: number, booths: number, orders: number, revenueVnd: number}} ProvinceFigures
 * @typedef {{code: string, name: string, x: number, y: number, lines: string[], live: number, booths: number, orders: number, revenueVnd: number, depth: 0 | 1 | 2 | 3 | 4}} Tile
 */

const NOTHING = { live: 0, booths: 0, orders: 0, revenueVnd: 0 };

/** A name on one line, or on two where it has more than one word. @param {string} name */
export function inLines(name) {
  const words = name.split(' ');
  if (words.length === 1 || name.length <= 7) return [name];
  return words.length === 3 ? [`${words[0]} ${words[1]}`, words[2]] : [words[0], words.slice(1).join(' ')];
}

/**
 * The tiles with what they show. `depth` tells how much there is, from 0 for nothing to 4 for the most.
 * @param {Readonly<Record<string, Partial<ProvinceFigures>>>} figures by code @param {'live' | 'sold'} by
 * @returns {Tile[]}
 */
export function tiles(figures, by) {
  const all = provinces.map((p) => {
    const [column, row] = PLACES[p.code];
    return { code: p.code, name: p.name, x: column * STEP.across, y: row * STEP.down, lines: inLines(p.name), ...NOTHING, ...figures[p.code] };
  });
  const worth = (/** @type {ProvinceFigures} */ t) => (by === 'live' ? t.live : t.revenueVnd);
  const most = Math.max(0, ...all.map(worth));
  return all.map((t) => ({ ...t, depth: /** @type {Tile['depth']} */ (worth(t) > 0 ? Math.max(1, Math.ceil((worth(t) / most) * 4)) : 0) }));
}
