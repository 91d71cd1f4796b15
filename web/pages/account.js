import { html } from 'lit';
import { LightElement } from '../lib/light.js';
import { say } from '../lib/words.js';
import '../parts/my-data.js';
import '../parts/my-orders.js';
import '../parts/page-bar.js';

/** The buyer's own pages: `/orders`, `/orders/{order}` and `/account`. */
class AccountPage extends LightElement {
  render() {
    const [, place, thing = ''] = location.pathname.split('/');
    const orders = place === 'orders';
    return html`<page-bar current=${orders ? '/orders' : '/account'}></page-bar><main id="main" tabindex="-1" class="page account">
      <h1 class=${thing ? 'visually-hidden' : 'title'}>${say(orders ? 'account.orders' : 'account.profile')}</h1>
      ${orders ? html`<my-orders order=${decodeURIComponent(thing)}></my-orders>` : html`<my-data></my-data>`}</main>`;
  }
}
customElements.define('account-page', AccountPage);
