import { html, nothing } from 'lit';
import { get, withQuery } from '../lib/api.js';
import { LightElement } from '../lib/light.js';
import { asked } from '../lib/links.js';
import { say } from '../lib/words.js';
import '../parts/page-bar.js';
import '../parts/ph-empty.js';
import '../parts/ph-skeleton.js';

/** A street that is announced is looked for again so often while none is on, ms. */
const LOOK_MS = 60_000;

/** The front of the house: the street of the night that is on or announced, else the street of the house. */
class IndexPage extends LightElement {
  static properties = { _lobby: { state: true }, _why: { state: true }, _drawn: { state: true } };

  constructor() {
    super();
    /** undefined while it is asked. @type {{street?: import('../lib/night.js').StreetView, others: import('../lib/protocol.js').NightView[]} | undefined} */
    this._lobby = undefined;
    /** @type {string} */
    this._why = '';
    /** What is drawn, once its code has come. @type {'' | 'night' | 'house'} */
    this._drawn = '';
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this._timer = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    void this.#load();
    // a night opens, closes and gets new booths while people stand here
    this._timer = setInterval(() => { if (!document.hidden) void this.#load(); }, LOOK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this._timer);
  }

  async #load() {
    try {
      // most come to a night: its code is on the way while the street is asked for
      const [told] = await Promise.all([get(withQuery('/api/lobby', { night: asked('night') })), import('../parts/night-street.js')]);
      const kind = told.street ? 'night' : 'house';
      if (kind === 'house') await import('../parts/house-street.js');
      const before = this._lobby?.street;
      // the street in sight keeps its order: it is drawn anew only when the night or its booths are others
      if (!before || !told.street || before.night.night !== told.street.night.night || JSON.stringify([before.night, before.stalls]) !== JSON.stringify([told.street.night, told.street.stalls])) this._lobby = told;
      this._drawn = kind;
      this._why = '';
    } catch (problem) {
      if (!this._lobby) this._why = /** @type {import('../lib/api.js').Problem} */ (problem).why || 'broken';
    }
  }

  firstUpdated() {
    // what stood there before the code came makes room
    document.querySelector('.first-sight')?.remove();
  }

  render() {
    return html`<page-bar current="/"></page-bar><main id="main" tabindex="-1" class="page night">${this._why ? this.#missing() : this._drawn === 'night' ? html`<night-street .view=${this._lobby?.street} .others=${this._lobby?.others ?? []}></night-street>`
      : this._drawn === 'house' ? html`<house-street></house-street>` : html`<div class="night-gate open" aria-hidden="true"><span class="night-string"><i></i><i class="big"></i><i></i><i></i><i class="big"></i><i></i><i></i><i class="big"></i><i></i></span></div><ph-skeleton shape="cards" count="4"></ph-skeleton>`}</main>`;
  }

  #missing() {
    const gone = this._why === 'not-found' || this._why === 'invalid-id';
    return html`<ph-empty kind=${this._why === 'offline' ? 'offline' : gone ? 'empty' : 'error'} heading=${gone ? say('night.gone') : ''}>${gone ? html`<a class="btn btn-main" href="/">${say('live.ended.lobby')}</a>` : nothing}<button class="btn" type="button" @click=${() => this.#load()}>${say('action.retry')}</button></ph-empty>`;
  }
}
customElements.define('index-page', IndexPage);
