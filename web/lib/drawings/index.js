// All drawings by name. They are the project's own work, made of simple shapes; a group is loaded when one of it is shown.

/** @typedef {import('lit').TemplateResult<2>} Drawing */

/** The names there are, in the six groups of goods. @type {Readonly<Record<string, ReadonlyArray<string>>>} */
export const NAMES = {
  food: ['rice', 'rice-sack', 'honey', 'fish-sauce', 'sausage', 'dried-fish', 'pepper', 'cashew', 'rice-paper', 'vermicelli', 'mushroom', 'coconut-candy', 'chili-sauce', 'banh-chung', 'smoked-meat', 'pomelo', 'orange', 'dragon-fruit', 'mango', 'lychee'],
  drink: ['tea-leaves', 'tea-tin', 'coffee', 'rice-wine', 'juice'],
  herbs: ['cinnamon', 'star-anise', 'ginseng', 'lotus-seed', 'turmeric', 'oil'],
  craft: ['silk-scarf', 'bamboo-basket', 'rattan-bag', 'drum', 'vase', 'embroidered-bag', 'carving', 'lacquer-box', 'conical-hat', 'silk-lantern', 'brocade', 'mat'],
  living: ['bonsai', 'orchid', 'peach-blossom'],
  visits: ['homestay', 'boat', 'terrace-walk'],
};

/** The drawings that are a place and fill the picture, rather than a thing on a table. @type {ReadonlySet<string>} */
export const PLACES = new Set(NAMES.visits);

/** What an unknown name is drawn as. */
export const UNKNOWN = 'bamboo-basket';

/** @type {Record<string, () => Promise<{default: Record<string, Drawing>}>>} */
const GROUPS = {
  basket: () => import('./basket.js'),
  food: () => import('./food.js'),
  drink: () => import('./drink.js'),
  herbs: () => import('./herbs.js'),
  craft: () => import('./craft.js'),
  living: () => import('./living.js'),
  visits: () => import('./visits.js'),
};

/** @type {Record<string, Drawing>} */
const here = {};

/** The name of a drawing there is. @param {string} name */
export const known = (name) => (Object.values(NAMES).some((names) => names.includes(name)) ? name : UNKNOWN);

/** A drawing that has been loaded. @param {string} name @returns {Drawing | undefined} */
export const drawn = (name) => here[known(name)];

/**
 * Loads what is not here yet.
 * @param {ReadonlyArray<string>} names
 * @returns {Promise<void>} when all can be drawn; offline it stays undrawn, which is no error
 */
export async function draw(names) {
  const groups = new Set(names.map(known).filter((name) => !here[name]).map((name) => name === UNKNOWN ? 'basket' : Object.keys(NAMES).find((group) => NAMES[group].includes(name)) ?? 'craft'));
  await Promise.all([...groups].map(async (group) => {
    try {
      Object.assign(here, (await GROUPS[group]()).default);
    } catch { /* the land alone is shown */ }
  }));
}
