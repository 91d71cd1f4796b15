import { html } from 'lit';
import { Problem } from '../../lib/api.js';
import { LightElement } from '../../lib/light.js';
import { signInLink } from '../../lib/links.js';
import { follow, followed } from '../../lib/market.js';
import { SESSION_CHANGED, me, whoAmI } from '../../lib/session.js';
import { say } from '../../lib/words.js';
import { toast } from '../ph-toast.js';
import '../ph-icon.js';

/** What this person follows, asked once for all buttons of a page. @type {Promise<Set<string>> | undefined} */
let asked;
const all = () => (asked ??= whoAmI().then((person) => (person ? followed() : [])).then((list) => new Set(list.map((f) => f.thing)), () => new Set()));
if (typeof window !== 'undefined') window.addEventListener(SESSION_CHANGED, () => { asked = undefined; });

/** Follows a market, a night or a booth, so that one is told before it opens. */
export class FollowButton extends LightElement {
  static properties = { thing: {}, words: {}, quiet: { type: Boolean }, _on: { state: true }, _busy: { state: true } };

  constructor() {
    super();
    /** @type {string} */
    this.thing = '';
    /** In place of "Nhắc tôi". @type {string} */
    this.words = '';
    /** Without a frame. @type {boolean} */
    this.quiet = false;
    /** @type {boolean} */
    this._on = false;
    /** @type {boolean} */
    this._busy = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('thing') && this.thing) void all().then((things) => { this._on = things.has(this.thing); });
  }

  async #press() {
    if (!me()) return location.assign(signInLink());
    this._busy = true;
    const on = !this._on;
    try {
      await follow(this.thing, on);
      (await all())[on ? 'add' : 'delete'](this.thing);
      this._on = on;
      toast(say(on ? 'follow.on.done' : 'follow.off.done'), { kind: 'good' });
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401) location.assign(signInLink());
      else toast(problem instanceof Problem ? problem.message : say('state.error'), { kind: 'bad' });
    }
    this._busy = false;
  }

  render() {
    return html`<button class="btn ${this.quiet ? 'btn-quiet' : ''}" type="button" aria-pressed=${this._on} aria-busy=${this._busy} @click=${this.#press}><ph-icon name=${this._on ? 'check' : 'bell'}></ph-icon>${this._on ? say('follow.on') : this.words || say('follow')}</button>`;
  }
}
customElements.define('follow-button', FollowButton);
