// The words people read, in their language. Vietnamese is the first one; a language is one flat file of keys in /words/.

/** @typedef {string} Language a code such as `vi`: the name of its file */

const KEY = 'phien.language';
/** A page of the street loads the words that it says, a tenth of all: `live/`. Desks load them all. */
const PART = document.querySelector?.('meta[name="words"]')?.getAttribute('content')?.concat('/') ?? '';
/** The language of the market, and the one that most strangers read. */
const HOME = 'vi';
const ABROAD = 'en';
/** Told on `window` after the words of the new language are in place. */
export const LANGUAGE_CHANGED = 'phien-language';

/** The languages there are, each by its own name. @type {ReadonlyArray<{code: Language, name: string, short: string}>} */
export const LANGUAGES = languages();

/** @type {Language} */
let language = chosen();
/** Whether all words are here, or on their way. */
let whole = !PART;
/** @type {Record<string, string>} */
let words = await load(language);
document.documentElement.lang = language;

/** What the house says it has words in: `vi=Tiếng Việt;en=English` in the head of every page. */
function languages() {
  const told = document.querySelector?.('meta[name="languages"]')?.getAttribute('content') ?? '';
  const found = told.split(';').map((one) => one.split('=')).filter(([code, name]) => code && name);
  return (found.length ? found : [[HOME, 'Tiếng Việt'], [ABROAD, 'English']]).map(([code, name]) => ({ code, name, short: code.toUpperCase() }));
}

/** What the person chose before, else Vietnamese. @returns {Language} */
function chosen() {
  try {
    const before = localStorage.getItem(KEY);
    return LANGUAGES.find((l) => l.code === before)?.code ?? HOME;
  } catch {
    return HOME; // an in-app browser may forbid storage
  }
}

/** The words of a language; what a new one does not say yet is said in English. @param {Language} code @returns {Promise<Record<string, string>>} */
async function load(code) {
  if (code === HOME || code === ABROAD) return file(code);
  const [own, abroad] = await Promise.all([file(code), file(ABROAD)]);
  return { ...abroad, ...own };
}

/** @param {Language} code @returns {Promise<Record<string, string>>} */
async function file(code) {
  try {
    const answer = await fetch(new URL(`../words/${whole ? '' : PART}${code}.json`, import.meta.url));
    return answer.ok ? await answer.json() : {};
  } catch {
    return {}; // offline at the first visit: keys are better than a blank page
  }
}

/** The language in use. @returns {Language} */
export function spoken() {
  return language;
}

/** How numbers and days are written in it, for `Intl`. */
export function locale() {
  return language === HOME ? 'vi-VN' : language === ABROAD ? 'en-GB' : language;
}

/**
 * Changes the language of the page and remembers it.
 * @param {Language} code
 */
export async function speak(code) {
  const next = await load(code);
  language = code;
  words = next;
  document.documentElement.lang = code;
  try {
    localStorage.setItem(KEY, code);
  } catch { /* it lasts for this page then */ }
  window.dispatchEvent(new CustomEvent(LANGUAGE_CHANGED, { detail: code }));
}

/** Whether there are words for a key; for reasons that come from the server. @param {string} key */
export function hasWords(key) {
  return key in words;
}

/**
 * The words for a key. `{name}` in the words is replaced by `params.name`, a number by its local writing (1.234).
 * With `n: 1` the key `<key>.one` is taken where the language has it. A key without words is shown as it is.
 * @param {string} key
 * @param {Record<string, string | number>} [params]
 * @returns {string}
 */
export function say(key, params = {}) {
  if (!(key in words)) void missed(key);
  const text = (params.n === 1 && words[`${key}.one`]) || words[key] || key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? value.toLocaleString(locale()) : value;
  });
}

/** A word that is not among those of the page: all come, and what is shown is said anew. @param {string} key */
async function missed(key) {
  if (whole || !Object.keys(words).length) return;
  whole = true;
  console.error(`the words of this page lack ${key}`);
  words = await load(language);
  window.dispatchEvent(new CustomEvent(LANGUAGE_CHANGED, { detail: language }));
}

/**
 * Keeps a Lit element in the language of the page: it renders anew when the language changes.
 * Call it once in the constructor.
 * @param {import('lit').ReactiveControllerHost} host
 */
export function speaks(host) {
  const again = () => host.requestUpdate();
  host.addController({
    hostConnected: () => window.addEventListener(LANGUAGE_CHANGED, again),
    hostDisconnected: () => window.removeEventListener(LANGUAGE_CHANGED, again),
  });
}
