// A person's notices: the little that the bell in every bar needs.

import { get, post } from './api.js';

/** @typedef {{notices: import('./protocol.js').NoticeView[], unread: number}} Board the newest first */

/** @returns {Promise<Board>} */
export const notices = () => get('/api/me/notices');
/** @param {string[]} names none: all @returns {Promise<Board>} */
export const readNotices = (names = []) => post('/api/me/notices/read', { notices: names });
/** The public page of a night. @param {string} night */
export const nightLink = (night) => `/night/${encodeURIComponent(night)}`;
