import { html } from 'lit';
import { LightElement } from '../lib/light.js';
import { asked, ownPath } from '../lib/links.js';
import { whoAmI } from '../lib/session.js';
import { say } from '../lib/words.js';
import '../parts/ph-brand.js';
import '../parts/ph-lantern.js';
import '../parts/ph-topbar.js';
import '../parts/sign-in-form.js';

/** Sign in, then back to where one was. */
class SignInPage extends LightElement {
  connectedCallback() {
    super.connectedCallback();
    whoAmI().then((person) => { if (person) this.#back(); }, () => {});
  }

  #back() {
    location.replace(ownPath(asked('back')));
  }

  render() {
    return html`<ph-topbar hide-account></ph-topbar><main id="main" tabindex="-1" class="page sign-in-place">
      <ph-lantern live viewers="200" aria-hidden="true"></ph-lantern>
      <section class="panel"><h1>${say('signin.title')}</h1><sign-in-form reason=${say('signin.reason.any')} @signed-in=${() => this.#back()}></sign-in-form></section></main>`;
  }
}
customElements.define('sign-in-page', SignInPage);
