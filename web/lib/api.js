// The HTTP API: JSON in, JSON out, and refusals as problems with words in the reader's language.

import { hasWords, say, spoken } from './words.js';

/** What the house refused, or that it could not be reached (`why` is `offline`). Its message is for people. */
export class Problem extends Error {
  /** @param {{why: string, status: number, field?: string, words?: string, body?: any}} told */
  constructor({ why, status, field = '', words = '', body = null }) {
    super(why === 'broken' && body?.id ? `${wordsFor(why, words)} (${body.id})` : wordsFor(why, words));
    /** The code, such as `sold-out`. */
    this.why = why;
    this.status = status;
    /** The part of what was sent that is wrong, or ''. */
    this.field = field;
    /** The whole problem, for those who know more about it. */
    this.body = body;
  }
}

/** What a refusal says to a person. @param {string} why a code of the house @param {string} [otherwise] */
export function wordsFor(why, otherwise = '') {
  return hasWords(`refused.${why}`) ? say(`refused.${why}`) : otherwise || say('refused.unknown');
}

/**
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body] a record for JSON, or FormData, Blob or text as it is
 * @returns {Promise<any>} the answer, undefined for 204
 */
async function call(method, path, body) {
  const asIs = body instanceof FormData || body instanceof Blob || typeof body === 'string';
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json', 'Accept-Language': spoken() };
  if (body !== undefined && !asIs) headers['Content-Type'] = 'application/json';
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: body === undefined ? undefined : asIs ? /** @type {BodyInit} */ (body) : JSON.stringify(body), credentials: 'same-origin' });
  } catch {
    throw new Problem({ why: 'offline', status: 0 });
  }
  if (answer.status === 204) return undefined;
  const told = /json/.test(answer.headers.get('content-type') ?? '') ? await answer.json().catch(() => null) : null;
  if (answer.ok) return told ?? undefined;
  throw new Problem({
    why: told?.code ?? '', status: answer.status,
    field: told?.field ?? '', words: told?.detail ?? told?.title ?? '', body: told,
  });
}

/** @param {string} path */
export const get = (path) => call('GET', path);
/** @param {string} path @param {unknown} [body] */
export const post = (path, body) => call('POST', path, body);
/** @param {string} path @param {unknown} [body] */
export const put = (path, body) => call('PUT', path, body);
/** @param {string} path */
export const del = (path) => call('DELETE', path);

/** The list in an answer that is one, or that wraps one beside its `next` or `total`. @param {string} path @returns {Promise<any[]>} */
export async function list(path) {
  const told = await get(path);
  return Array.isArray(told) ? told : Object.values(told ?? {}).find(Array.isArray) ?? [];
}

/** A path with its question; empty values are left out. @param {string} path @param {Record<string, string | number | undefined>} query */
export function withQuery(path, query) {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== '') asked.set(name, String(value));
  const text = asked.toString();
  return text ? `${path}?${text}` : path;
}
