import { html } from 'lit';
import { LightElement } from '../lib/light.js';
import { say } from '../lib/words.js';
import '../parts/my-complaints.js';
import '../parts/my-data.js';
import '../parts/my-orders.js';
import '../parts/page-bar.js';

/** The buyer's own pages: `/orders`, `/orders/{order}`, `/complaints`, `/complaints/{complaint}` and `/account`. */
class AccountPage extends LightElement {
  render() {
    const [, place, thing = ''] = location.pathname.split('/');
    const orders = place === 'orders';
    if (place === 'complaints') return html`<page-bar current="/orders"></page-bar><main id="main" tabindex="-1" class="page account"><h1 class="title">${say('complaint.mine')}</h1><my-complaints complaint=${decodeURIComponent(thing)}></my-complaints></main>`;
    return html`<page-bar current=${orders ? '/orders' : '/account'}></page-bar><main id="main" tabindex="-1" class="page account">
      <h1 class=${thing ? 'visually-hidden' : 'title'}>${say(orders ? 'account.orders' : 'account.profile')}</h1>
      ${orders ? html`<my-orders order=${decodeURIComponent(thing)}></my-orders>` : html`<my-data></my-data>`}</main>`;
  }
}
customElements.define('account-page', AccountPage);
