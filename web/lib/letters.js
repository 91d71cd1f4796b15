// The house letters. A phone on a slow line, or one that spares data, keeps the letters that it has: they read well, and cost nothing.

import { slow } from './line.js';

const KEY = 'phien.letters';

/** Whether they were here before: then they are asked for at once, for they lie in the phone. */
function known() {
  try {
    return localStorage.getItem(KEY) === '1';
  } catch {
    return false; // an in-app browser may forbid storage
  }
}

function load() {
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = new URL('../style/font.css', import.meta.url).href;
  document.head.append(sheet);
  try {
    localStorage.setItem(KEY, '1');
  } catch { /* it is asked for after the page again, then */ }
}

if (known()) load();
else if (!slow) {
  // what is shown comes first
  if (document.readyState === 'complete') load();
  else window.addEventListener('load', load, { once: true });
}
