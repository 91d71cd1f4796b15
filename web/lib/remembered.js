// Whom parcels go to, kept for this visit so that it is asked for once. What is kept for later stands in the house alone.

/** @typedef {import('./protocol.js').Recipient} Recipient */

/** undefined while nobody has looked. @type {Recipient | null | undefined} */
let recipient;

export const rememberedRecipient = () => recipient;

/** @param {Recipient | null} to */
export function rememberRecipient(to) {
  recipient = to;
}

/** Another person uses this phone now. */
export function forgetRecipient() {
  recipient = undefined;
}
