// Open sheets and dialogs, the topmost last; a notice must live inside it to be reachable.

/** @type {Element[]} */
export const openLayers = [];
