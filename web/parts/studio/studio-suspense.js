import { html, nothing } from 'lit';
import { dateTime, money } from '../../lib/format.js';
import { orderCode } from '../../lib/orders.js';
import { asideOf, assign, ordersOf, wordsOf } from '../../lib/studio/desk.js';
import { Loads } from '../../lib/studio/loads.js';
import { deskLink } from '../../lib/studio/routes.js';
import { say } from '../../lib/words.js';
import { ask } from '../ph-dialog.js';
import { toast } from '../ph-toast.js';
import { StudioView, shown, tellAfterwards, viewHead } from './view.js';
import '../ph-sheet.js';

/** Transfers that fit no order: each is given to one by hand. */
class StudioSuspense extends StudioView {
  static properties = { _for: { state: true }, _text: { state: true } };

  constructor() {
    super();
    /** @type {Loads<import('../../lib/studio/desk.js').Aside[]>} */
    this._aside = new Loads(this);
    /** @type {Loads<import('../../lib/protocol.js').OrderView[]>} */
    this._orders = new Loads(this);
    /** @type {import('../../lib/studio/desk.js').Aside | null} */
    this._for = null;
    /** @type {string} */
    this._text = '';
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('place')) void this._aside.from(() => asideOf(this.booth), true);
  }

  /** @param {import('../../lib/studio/desk.js').Aside} a */
  #choose(a) {
    this._for = a;
    this._text = '';
    this.#find();
  }

  #find() {
    void this._orders.from(async () => (await ordersOf(this.booth, { states: ['placed', 'confirmed'], text: this._text.trim() || undefined })).orders.filter((o) => o.payment === 'vietqr' && o.paid !== 'paid'));
  }

  /** @param {import('../../lib/protocol.js').OrderView} o */
  async #assign(o) {
    const a = this._for;
    if (!a || !(await ask({ heading: say('studio.aside.ask', { amount: money(a.amountVnd), code: orderCode(o.order) }), text: say('studio.aside.ask.text'), yes: say('studio.aside.give') }))) return;
    try {
      const told = await assign(this.booth, a.transaction, o.order);
      this._for = null;
      tellAfterwards(say(`studio.aside.${told.outcome}`), { kind: told.outcome === 'paid' ? 'good' : 'plain' });
      await this._aside.again();
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
  }

  render() {
    const due = (/** @type {import('../../lib/protocol.js').OrderView} */ o) => o.totalVnd - o.paidVnd;
    return html`${viewHead({ title: say('studio.tile.suspense'), back: deskLink(this.booth, 'orders'), backWords: say('studio.nav.orders'), under: html`<p class="soft prose">${say('studio.aside.text')}</p>` })}
      ${shown(this._aside, (all) => (all.length ? html`<ul class="stack plain-list">${all.map((a) => html`<li class="card split"><div class="grow-wide"><strong class="num aside-sum">${money(a.amountVnd)}</strong> <span class="soft small num">${dateTime(a.atMs)} · ${say('studio.aside.to', { account: a.account })}</span><p class="aside-memo">${a.content || say('studio.aside.noMemo')}</p><span class="chip chip-amber">${say(`studio.aside.why.${a.why}`)}</span></div><button class="btn" type="button" @click=${() => this.#choose(a)}>${say('studio.aside.find')}</button></li>`)}</ul>` : html`<ph-empty icon="banknote" heading=${say('studio.aside.none')} text=${say('studio.aside.none.text')}></ph-empty>`))}
      <ph-sheet heading=${say('studio.aside.find')} size="full" .open=${!!this._for} @ph-close=${() => { this._for = null; }}>${this._for ? html`<div class="stack"><p>${say('studio.aside.for', { amount: money(this._for.amountVnd) })}<br><span class="soft">${this._for.content}</span></p>
        <label class="search"><span class="visually-hidden">${say('studio.orders.search')}</span><ph-icon name="search"></ph-icon><input class="input" type="search" placeholder=${say('studio.orders.search')} .value=${this._text} @change=${(/** @type {Event} */ e) => { this._text = /** @type {HTMLInputElement} */ (e.target).value; this.#find(); }}></label>
        ${shown(this._orders, (list) => (list.length ? html`<ul class="plain-list stack">${[...list].sort((x, y) => Math.abs(due(x) - (this._for?.amountVnd ?? 0)) - Math.abs(due(y) - (this._for?.amountVnd ?? 0))).map((o) => html`<li><button class="choice full" type="button" @click=${() => this.#assign(o)}><span class="grow"><strong class="num">${orderCode(o.order)}</strong> ${o.recipient.name}<span class="hint">${o.lines.map((l) => `${l.name} × ${l.quantity}`).join(', ')}</span></span><span class="num">${money(due(o))}${due(o) === this._for?.amountVnd ? html`<br><span class="chip chip-jade">${say('studio.aside.exact')}</span>` : nothing}</span></button></li>`)}</ul>` : html`<ph-empty icon="search" heading=${say('studio.orders.notFound')}></ph-empty>`))}</div>` : nothing}</ph-sheet>`;
  }
}
customElements.define('studio-suspense', StudioSuspense);
