import { html, nothing } from 'lit';
import { LightElement } from '../lib/light.js';
import { LANGUAGES, say, spoken } from '../lib/words.js';
import './notice-bell.js';
import './ph-avatar.js';
import './ph-brand.js';
import './ph-icon.js';

/** @typedef {{href: string, label: string, icon: string, current?: boolean, count?: number}} Place */

/**
 * The bar at the top of a page: brand, places, language, account. On a phone the places (five at most) move to a bar at
 * the bottom. The page has `<main id="main" tabindex="-1">` for the skip link.
 * @fires ph-signin when "Đăng nhập" is pressed; prevent it to stay on the page
 */
export class PhTopbar extends LightElement {
  static properties = { places: { attribute: false }, account: { attribute: false }, heading: {}, home: {}, signinHref: { attribute: 'signin-href' }, accountHref: { attribute: 'account-href' }, hideAccount: { type: Boolean, attribute: 'hide-account' }, cart: { type: Number } };

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
  }

  updated() {
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
        ${this.places.length ? html`<nav class="topbar-places" aria-label=${say('nav.main')}>${this.places.map((p) => this.#place(p))}</nav>` : html`<span class="grow"></span>`}
        <button class="btn btn-quiet topbar-language" type="button" aria-haspopup="dialog" aria-label="${own.short}, ${say('language.switch')}: ${own.name}" @click=${openMenu}><ph-icon name="languages"></ph-icon><span>${own.short}</span></button>
        ${this.cart < 0 ? nothing : html`<a class="btn btn-quiet btn-icon topbar-cart" href="/cart" aria-label=${say('buy.cart.open', { n: this.cart })}><ph-icon name="shopping-bag" size="24"></ph-icon>${this.cart ? html`<span class="topbar-count" aria-hidden="true">${this.cart > 99 ? '99+' : this.cart}</span>` : nothing}</a>`}
        ${this.account && !this.hideAccount ? html`<notice-bell account=${this.account.name}></notice-bell>` : nothing}
        ${this.hideAccount ? nothing : this.account
          ? html`<a class="topbar-account" href=${this.accountHref}><span class="visually-hidden">${say('account.profile')}: </span><ph-avatar .name=${this.account.name} .src=${this.account.src ?? ''} size="36"></ph-avatar><span class="topbar-name ellipsis">${this.account.name}</span></a>`
          : html`<a class="btn topbar-signin" href=${this.signinHref} @click=${this.#signin}>${say('account.signin')}</a>`}
      </div></header>`;
  }

  /** @param {Place} p */
  #place(p) {
    return html`<a class="topbar-place" href=${p.href} aria-current=${p.current ? 'page' : nothing}><ph-icon name=${p.icon} size="22"></ph-icon><span>${p.label}</span>${
      p.count ? html`<span class="topbar-count">${p.count > 99 ? '99+' : p.count}</span>` : nothing}</a>`;
  }
}
customElements.define('ph-topbar', PhTopbar);

/** Loaded when it is wanted. */
const openMenu = () => import('./language-menu.js').then((m) => m.openLanguageMenu());
