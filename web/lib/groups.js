// The six groups of the OCOP programme, by the names they have on the wire; words stand under `group.NAME`.

/** @type {ReadonlyArray<string>} */
export const GROUPS = ['food', 'drink', 'herb', 'craft', 'plant', 'tourism'];
