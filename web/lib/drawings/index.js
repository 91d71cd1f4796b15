// All drawings by name. They are the project's own work, made of simple shapes.

import craft from './craft.js';
import drink from './drink.js';
import food from './food.js';
import herbs from './herbs.js';
import living from './living.js';
import visits from './visits.js';

/** @type {Record<string, import('lit').TemplateResult<2>>} */
export const DRAWINGS = { ...food, ...drink, ...herbs, ...craft, ...living, ...visits };

/** The drawings that are a place and fill the picture, rather than a thing on a table. @type {ReadonlySet<string>} */
export const PLACES = new Set(Object.keys(visits));
