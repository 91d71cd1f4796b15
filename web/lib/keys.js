// Names that the phone makes before its first send, so that saying a thing twice does it once.

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new key: ten letters of time, so that keys of one phone sort by age, and sixteen of chance.
 * @param {number} [nowMs]
 * @param {(bytes: Uint8Array) => Uint8Array} [chance] fills the bytes
 * @returns {string} 26 of [0-9a-z]
 */
export function newKey(nowMs = Date.now(), chance = (bytes) => crypto.getRandomValues(bytes)) {
  let time = '';
  for (let left = Math.max(0, Math.floor(nowMs)), i = 0; i < 10; i++) {
    time = DIGITS[left % 32] + time;
    left = Math.floor(left / 32);
  }
  let rest = '';
  for (const byte of chance(new Uint8Array(16))) rest += DIGITS[byte % 32];
  return time + rest;
}
