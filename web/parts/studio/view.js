import { html, nothing } from 'lit';
import { LightElement } from '../../lib/light.js';
import { signInLink } from '../../lib/links.js';
import { say } from '../../lib/words.js';
import { toast } from '../ph-toast.js';
import '../ph-empty.js';
import '../ph-icon.js';
import '../ph-skeleton.js';

/** @typedef {{booth: import('../../lib/protocol.js').BoothView, role: 'moderator' | 'staff' | 'owner' | 'organizer'}} Place the booth somebody works in, and as what */

/** The base of the desk's views: the booth, and the thing that the path names. */
export class StudioView extends LightElement {
  /** @type {Record<string, import('lit').PropertyDeclaration>} */
  static properties = { place: { attribute: false }, thing: {} };

  constructor() {
    super();
    /** @type {Place} */
    this.place = /** @type {any} */ (null);
    /** @type {string} */
    this.thing = '';
  }

  get booth() {
    return this.place.booth.booth;
  }

  /** Whether the person runs the booth rather than its chat alone. */
  get staff() {
    return this.place.role !== 'moderator';
  }

  get owner() {
    return this.place.role === 'owner';
  }
}

/**
 * What was loaded, or in its place how the loading went.
 * @template T
 * @param {import('../../lib/studio/loads.js').Loads<T>} loads
 * @param {(value: T) => unknown} draw
 * @param {{shape?: 'rows' | 'cards' | 'lines', count?: number}} [waiting]
 */
export function shown(loads, draw, { shape = 'rows', count = 4 } = {}) {
  if (loads.value !== undefined) {
    return html`${loads.problem ? html`<p class="note note-amber" role="status"><ph-icon name="wifi-off"></ph-icon><span class="grow">${loads.problem.why === 'offline' ? say('studio.stale') : loads.problem.message}</span><button class="btn btn-small" type="button" @click=${() => loads.again()}>${say('action.retry')}</button></p>` : nothing}${draw(loads.value)}`;
  }
  return loads.problem ? troubled(loads.problem, () => loads.again()) : html`<ph-skeleton shape=${shape} .count=${count}></ph-skeleton>`;
}

/** A page that could not be shown. @param {import('../../lib/api.js').Problem} problem @param {() => void} again */
export function troubled(problem, again) {
  const retry = html`<button class="btn" type="button" @click=${again}>${say('action.retry')}</button>`;
  if (problem.why === 'offline') return html`<ph-empty kind="offline">${retry}</ph-empty>`;
  if (problem.status === 401) return html`<ph-empty kind="forbidden" icon="log-in" heading=${say('studio.signin')} text=${say('studio.signin.text')}><a class="btn btn-main" href=${signInLink()}>${say('account.signin')}</a></ph-empty>`;
  if (problem.status === 403) return html`<ph-empty kind="forbidden"><a class="btn" href="/studio">${say('studio.booths')}</a></ph-empty>`;
  if (problem.status === 404) return html`<ph-empty icon="search" heading=${say('studio.lost')} text=${problem.message}><a class="btn" href="/studio">${say('studio.home')}</a></ph-empty>`;
  return html`<ph-empty kind="error" text=${problem.message}>${retry}</ph-empty>`;
}

/** The head of a view: where one is, its name, its main act. @param {{title: unknown, back?: string, backWords?: string, actions?: unknown, under?: unknown}} head */
export function viewHead({ title, back, backWords, actions = nothing, under = nothing }) {
  return html`<header class="view-head">${back ? html`<a class="view-back" href=${back}><ph-icon name="chevron-left"></ph-icon>${backWords ?? say('action.back')}</a>` : nothing}
    <div class="split"><div class="grow-wide"><h1>${title}</h1>${under}</div><div class="row view-acts">${actions}</div></div></header>`;
}

/** The typed values of a form. @param {HTMLFormElement} form @returns {Record<string, string>} */
export function typedIn(form) {
  return Object.fromEntries([...new FormData(form)].filter((e) => typeof e[1] === 'string').map(([k, v]) => [k, String(v)]));
}

/** Puts the focus on the first field that is wrong. @param {LightElement} view */
export function toWrong(view) {
  void view.updateComplete.then(() => {
    const field = /** @type {HTMLElement | null} */ (view.querySelector('[aria-invalid="true"], .error:not([hidden])'));
    field?.focus();
    field?.scrollIntoView({ block: 'center' });
  });
}

/** A notice about what was done in a sheet that closes now: it waits until the sheet has gone, or it would go with it. @param {Parameters<typeof toast>} notice */
export function tellAfterwards(...notice) {
  setTimeout(() => toast(...notice), 80);
}
