import { html } from 'lit';
import { LightElement } from '../lib/light.js';
import { cart, followsCart, units } from '../lib/cart.js';
import { signInLink } from '../lib/links.js';
import { places } from '../lib/places.js';
import { follows, me, whoAmI } from '../lib/session.js';
import './night-notice.js';
import './ph-topbar.js';

/** The bar at the top of a buyer's page: places, language, who is signed in. */
export class PageBar extends LightElement {
  static properties = { current: {} };

  constructor() {
    super();
    follows(this);
    followsCart(this);
    /** Path of the place that this page is. @type {'/' | '/markets' | '/orders' | '/account' | '/cart' | ''} */
    this.current = '';
  }

  connectedCallback() {
    super.connectedCallback();
    whoAmI().catch(() => {});
  }

  render() {
    const person = me();
    return html`<ph-topbar .places=${places(this.current)} .account=${person ? { name: person.name } : null} signin-href=${signInLink()} account-href="/account" cart=${units(cart())} ?hide-account=${person === undefined}></ph-topbar><night-notice></night-notice>`;
  }
}
customElements.define('page-bar', PageBar);
