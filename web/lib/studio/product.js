// A product's form: what was typed, what is wrong with it, and what goes to the house.

import { plain, readMoney } from '../format.js';

/** @typedef {import('./desk.js').ProductForm} ProductForm */
/** @typedef {import('./desk.js').ProductDesk} ProductDesk */
/** @typedef {import('../protocol.js').CertificateView} CertificateView */

/** The six groups of the programme. @type {ReadonlyArray<string>} */
export const GROUPS = ['food', 'drink', 'herb', 'craft', 'plant', 'tourism'];
export const MOST_PHOTOS = 8;
export const MOST_PRICE = 1_000_000_000;

/** An amount with its dots while it is typed: `185000` becomes `185.000`. Anything else loses what is no digit. @param {string} text */
export function asTyped(text) {
  const digits = text.replace(/\D/g, '').replace(/^0+(?=\d)/, '').slice(0, 10);
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, '.');
}

/** Whether 8, 12, 13 or 14 digits end in their check digit (GS1 General Specifications 7.9). @param {string} text */
export function isGtin(text) {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return false;
  const digits = [...text].map(Number).reverse();
  const sum = digits.slice(1).reduce((all, d, i) => all + d * (i % 2 ? 1 : 3), 0);
  return (10 - (sum % 10)) % 10 === digits[0];
}

/** A weight as people type it (`500`, `1,5 kg`, `500 g`), in grams; null when it is none. @param {string} text */
export function readGrams(text) {
  const found = /^\s*(\d+(?:[.,]\d+)?)\s*(kg|g|gram|gr)?\s*$/i.exec(text);
  if (!found) return null;
  const grams = Number(found[1].replace(',', '.')) * (found[2]?.toLowerCase() === 'kg' ? 1000 : 1);
  return Number.isFinite(grams) && grams <= 1_000_000 ? Math.round(grams) : null;
}

/**
 * What goes to the house, or which fields are wrong (by word key).
 * @param {Record<string, string>} typed @param {string[]} photos
 * @returns {{form: ProductForm | null, errors: Record<string, string>}}
 */
export function readProduct(typed, photos) {
  /** @type {Record<string, string>} */
  const errors = {};
  const text = (/** @type {string} */ name) => (typed[name] ?? '').trim();
  const must = (/** @type {string} */ name) => {
    if (!text(name)) errors[name] = 'field.required';
    return text(name);
  };
  const priceVnd = readMoney(text('priceVnd')) ?? 0;
  if (priceVnd < 1 || priceVnd > MOST_PRICE) errors.priceVnd = 'studio.product.price.wrong';
  // a visit has no parcel, everything else is weighed
  const weighed = text('group') === 'tourism' ? text('weightGrams') : must('weightGrams');
  const weightGrams = weighed ? readGrams(weighed) : 0;
  if (text('weightGrams') && !weightGrams) errors.weightGrams = 'studio.product.weight.wrong';
  const gtin = text('gtin').replace(/[\s-]/g, '');
  if (gtin && !isGtin(gtin)) errors.gtin = 'studio.product.gtin.wrong';
  const form = {
    name: must('name'), priceVnd, unit: must('unit'), weightGrams: weightGrams ?? 0, group: must('group'), photos,
    ...(text('story') ? { story: text('story') } : {}), ...(gtin ? { gtin } : {}),
    ...(text('drawing') ? { drawing: text('drawing') } : {}), ...(text('palette') ? { palette: text('palette') } : {}),
  };
  const stars = Number(text('stars'));
  if (stars >= 3) {
    const certificate = { stars, number: must('number'), authority: must('authority'), issuedOn: must('issuedOn') };
    return Object.keys(errors).length ? { form: null, errors } : { form: { ...form, certificate }, errors };
  }
  return Object.keys(errors).length ? { form: null, errors } : { form, errors };
}

/** Where the house's word about a field belongs on the form. @param {string} field such as `product.certificate.number` */
export const fieldOf = (field) => field.split('.').at(-1)?.replace(/\[.*/, '') ?? '';

/** Products that match words without tones, in the name, the unit or the number of the package. @param {ReadonlyArray<ProductDesk>} all @param {string} words */
export function matching(all, words) {
  const wanted = plain(words).split(' ').filter(Boolean);
  return all.filter(({ product: p }) => {
    const text = `${plain(p.name)} ${plain(p.unit)} ${p.gtin ?? ''} ${plain(p.certificate?.number ?? '')}`;
    return wanted.every((word) => text.includes(word));
  });
}

/** How a certificate stands: `none`, `valid`, `soon`, `expired`, `revoked`. @param {CertificateView | undefined} c */
export function standing(c) {
  if (!c) return 'none';
  return c.state === 'expires-soon' ? 'soon' : c.state;
}

/** Those to look after first: revoked, expired, soon to expire, empty shelf; else by name. @param {ReadonlyArray<ProductDesk>} all */
export function sorted(all) {
  const rank = (/** @type {ProductDesk} */ d) => ['revoked', 'expired', 'soon'].indexOf(standing(d.product.certificate)) + 1 || 9;
  return [...all].sort((a, b) => Number(a.product.archived) - Number(b.product.archived) || rank(a) - rank(b) || plain(a.product.name).localeCompare(plain(b.product.name)));
}
