import { html, nothing } from 'lit';
import { LightElement } from '../lib/light.js';
import { LANGUAGES, say, spoken } from '../lib/words.js';
import './ph-avatar.js';
import './ph-brand.js';
import './ph-icon.js';
import { toast } from './ph-toast.js';

/** @typedef {{href: string, label: string, icon: string, current?: boolean, count?: number}} Place */

/** Entries of the bar on a phone: more would be too narrow for their words at 320 px. */
const MOST = 5;

/**
 * The bar at the top of a page: brand, places, language, account. On a phone the places move to a bar at the bottom; where
 * there are more than five, all after the fourth stand behind "Thêm" until the screen is wide enough for them. The page has `<main id="main" tabindex="-1">` for the skip link.
 * @fires ph-signin when "Đăng nhập" is pressed; prevent it to stay on the page
 */
export class PhTopbar extends LightElement {
  static properties = { places: { attribute: false }, account: { attribute: false }, heading: {}, home: {}, signinHref: { attribute: 'signin-href' }, accountHref: { attribute: 'account-href' }, hideAccount: { type: Boolean, attribute: 'hide-account' }, cart: { type: Number }, _more: { state: true } };

  constructor() {
    super();
    /** @type {ReadonlyArray<Place>} */
    this.places = [];
    /** Who is signed in. @type {{name: string, src?: string} | null} */
    this.account = null;
    /** The name of the place, beside the brand: "Phòng phát". @type {string} */
    this.heading = '';
    /** @type {string} */
    this.home = '/';
    /** @type {string} */
    this.signinHref = '/account.html';
    /** @type {string} */
    this.accountHref = '/account.html';
    /** @type {boolean} */
    this.hideAccount = false;
    /** Things in the cart; below 0 on a page that has none. @type {number} */
    this.cart = -1;
    /** Whether the places behind "Thêm" are open. @type {boolean} */
    this._more = false;
  }

  /** Those that stand behind "Thêm". */
  get #rest() {
    return this.places.length > MOST ? this.places.slice(MOST - 1) : [];
  }

  async #open() {
    try {
      await import('./ph-sheet.js');
      this._more = true;
    } catch {
      toast(say('refused.offline'), { kind: 'bad' });
    }
  }

  updated() {
    // who has not signed in has nothing to hear
    if (this.account && !this.hideAccount) void import('./notice-bell.js');
    this.toggleAttribute('data-lower', this.places.length > 0);
  }

  /** @param {MouseEvent} e */
  #signin(e) {
    const go = this.dispatchEvent(new CustomEvent('ph-signin', { bubbles: true, cancelable: true }));
    if (!go) e.preventDefault();
  }

  render() {
    const own = LANGUAGES.find((l) => l.code === spoken()) ?? LANGUAGES[0];
    return html`<a class="skip" href="#main">${say('nav.skip')}</a>
      <header class="topbar no-print"><div class="topbar-in">
        <a class="topbar-brand" href=${this.home}><ph-brand></ph-brand></a>
        ${this.heading ? html`<span class="topbar-heading ellipsis">${this.heading}</span>` : nothing}
        ${this.places.length ? html`<nav class="topbar-places" aria-label=${say('nav.main')} ?data-many=${this.#rest.length > 0}>${this.places.map((p, i) => this.#place(p, this.#rest.length > 0 && i >= MOST - 1))}${this.#rest.length ? this.#moreButton() : nothing}</nav>` : html`<span class="grow"></span>`}
        <button class="btn btn-quiet topbar-language" type="button" aria-haspopup="dialog" aria-label="${own.short}, ${say('language.switch')}: ${own.name}" @click=${openMenu}><ph-icon name="languages"></ph-icon><span>${own.short}</span></button>
        ${this.cart < 0 ? nothing : html`<a class="btn btn-quiet btn-icon topbar-cart" href="/cart" aria-label=${say('buy.cart.open', { n: this.cart })}><ph-icon name="shopping-bag" size="24"></ph-icon>${this.cart ? html`<span class="topbar-count" aria-hidden="true">${this.cart > 99 ? '99+' : this.cart}</span>` : nothing}</a>`}
        ${this.account && !this.hideAccount ? html`<notice-bell account=${this.account.name}></notice-bell>` : nothing}
        ${this.hideAccount ? nothing : this.account
          ? html`<a class="topbar-account" href=${this.accountHref}><span class="visually-hidden">${say('account.profile')}: </span><ph-avatar .name=${this.account.name} .src=${this.account.src ?? ''} size="36"></ph-avatar><span class="topbar-name ellipsis">${this.account.name}</span></a>`
          : html`<a class="btn topbar-signin" href=${this.signinHref} @click=${this.#signin}>${say('account.signin')}</a>`}
      </div></header>
      ${this._more ? html`<ph-sheet side="middle" heading=${say('nav.more')} .open=${true} @ph-close=${() => { this._more = false; }}><ul class="more-places">${this.#rest.map((p) => html`<li>${this.#place(p, false, () => { this._more = false; })}</li>`)}</ul></ph-sheet>` : nothing}`;
  }

  #moreButton() {
    const count = this.#rest.reduce((n, p) => n + (p.count ?? 0), 0);
    return html`<button class="topbar-place topbar-more" type="button" aria-haspopup="dialog" aria-expanded=${this._more} aria-current=${this.#rest.some((p) => p.current) ? 'true' : nothing} aria-label="${say('nav.more')}: ${this.#rest.map((p) => p.label).join(', ')}" @click=${this.#open}><ph-icon name="ellipsis" size="22"></ph-icon><span>${say('nav.more')}</span>${counted(count)}</button>`;
  }

  /** @param {Place} p @param {boolean} [rest] whether it waits behind "Thêm" on a narrow screen @param {() => void} [chosen] */
  #place(p, rest = false, chosen) {
    return html`<a class="topbar-place ${rest ? 'rest' : ''}" @click=${chosen ?? nothing} href=${p.href} aria-current=${p.current ? 'page' : nothing}><ph-icon name=${p.icon} size="22"></ph-icon><span>${p.label}</span>${counted(p.count ?? 0)}</a>`;
  }
}
customElements.define('ph-topbar', PhTopbar);

/** @param {number} n */
const counted = (n) => (n ? html`<span class="topbar-count">${n > 99 ? '99+' : n}</span>` : nothing);

/** Loaded when it is wanted. */
const openMenu = () => import('./language-menu.js').then((m) => m.openLanguageMenu());
