// Places as people write them.

import { provinces } from './provinces.js';

/** The name of a province; another text stays as it is. @param {string} code two digits */
export const provinceName = (code) => provinces.find((p) => p.code === code)?.name ?? code;

/** Where a parcel goes, on one line. @param {{street: string, commune: string, province: string}} r */
export const addressLine = (r) => [r.street, r.commune, provinceName(r.province)].filter(Boolean).join(', ');
