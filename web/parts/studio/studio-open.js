import { html } from 'lit';
import { LightElement } from '../../lib/light.js';
import { whoAmI, forgotten } from '../../lib/session.js';
import { newKey, openBooth } from '../../lib/studio/desk.js';
import { deskLink, go } from '../../lib/studio/routes.js';
import { say } from '../../lib/words.js';
import { viewHead } from './view.js';
import './booth-form.js';

/** A first booth. */
class StudioOpen extends LightElement {
  static properties = { _busy: { state: true }, _problem: { state: true } };

  constructor() {
    super();
    /** @type {boolean} */
    this._busy = false;
    /** @type {unknown} */
    this._problem = null;
    this._key = newKey();
  }

  /** @param {CustomEvent<{draft: import('../../lib/studio/desk.js').BoothDraft}>} e */
  async #open(e) {
    this._busy = true;
    this._problem = null;
    try {
      const desk = await openBooth(e.detail.draft, this._key);
      forgotten(); // so that the posts are asked for anew
      await whoAmI();
      go(deskLink(desk.booth.booth), true);
    } catch (problem) {
      this._problem = problem;
    }
    this._busy = false;
  }

  render() {
    return html`${viewHead({ title: say('studio.open'), back: '/studio', backWords: say('studio.home'), under: html`<p class="soft prose">${say('studio.open.text')}</p>` })}
      <booth-form .busy=${this._busy} .problem=${this._problem} yes=${say('studio.open')} @booth-draft=${this.#open}></booth-form>`;
  }
}
customElements.define('studio-open', StudioOpen);
