import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { addressLine } from '../lib/address.js';
import { get, list, put, wordsFor } from '../lib/api.js';
import { earliest, heard, holds, lacking, open, placed, taken } from '../lib/cart-act.js';
import { asking, cart, followsCart, keepCart, parts, unasked, units, withQuantity, withToday, without } from '../lib/cart.js';
import { money, phone } from '../lib/format.js';
import { newKey } from '../lib/keys.js';
import { LightElement } from '../lib/light.js';
import { boothLink, liveLink, ordersLink, productLink } from '../lib/links.js';
import { nextWords, orderCode, toPay } from '../lib/orders.js';
import { priceNow } from '../lib/room.js';
import { rememberRecipient, rememberedRecipient } from '../lib/remembered.js';
import { follows, forgotten, me, whoAmI } from '../lib/session.js';
import { Socket } from '../lib/socket.js';
import { everySecond } from '../lib/tick.js';
import { say } from '../lib/words.js';
import { goods } from '../parts/live/live-offer.js';
import { tellCalled } from '../parts/called.js';
import '../parts/page-bar.js';
import '../parts/ph-countdown.js';
import '../parts/ph-empty.js';
import '../parts/ph-field.js';
import '../parts/ph-receipt.js';
import '../parts/ph-sheet.js';
import '../parts/ph-skeleton.js';
import { toast } from '../parts/ph-toast.js';
import '../parts/qr-pay.js';
import '../parts/recipient-form.js';
import '../parts/sign-in-form.js';
import { stepper } from '../parts/stepper.js';

/** @typedef {import('../lib/cart.js').Part} Part */
/** @typedef {import('../lib/cart-act.js').PartState} PartState */
/** @typedef {import('../lib/protocol.js').Recipient} Recipient */
/** @typedef {import('../lib/protocol.js').Payment} Payment */
/** @typedef {import('../lib/socket.js').Reply} Reply */

/** An extension gives three minutes from now, so it is offered when less than that is left, ms. */
const MORE_MS = 165_000;

/** One cart over all booths: what is in it, what could be held, who receives it, one act of ordering. */
class CartPage extends LightElement {
  static properties = { _act: { state: true }, _step: { state: true }, _busy: { state: true }, _why: { state: true }, _signin: { state: true }, _editing: { state: true }, _recipient: { state: true }, _payment: { state: true }, _note: { state: true }, _wrong: { state: true }, _shelf: { state: true }, _line: { state: true } };

  constructor() {
    super();
    follows(this);
    followsCart(this);
    /** @type {import('../lib/cart-act.js').Act} */
    this._act = {};
    /** `pick`: what and how many · `held`: the holds stand · `done`: ordered. @type {'pick' | 'held' | 'done'} */
    this._step = 'pick';
    /** What is asked right now: take, place, extend, release or ''. @type {string} */
    this._busy = '';
    /** Why the last thing was refused as a whole. @type {string} */
    this._why = '';
    /** @type {boolean} */
    this._signin = false;
    /** @type {boolean} */
    this._editing = false;
    /** undefined while it is looked up. @type {Recipient | null | undefined} */
    this._recipient = rememberedRecipient();
    /** @type {Payment} */
    this._payment = 'cod';
    /** @type {string} */
    this._note = '';
    /** @type {import('../parts/recipient-form.js').Errors} */
    this._wrong = {};
    /** Units on the shelf by product, as far as it was told. @type {Record<string, number>} */
    this._shelf = {};
    /** @type {import('../lib/socket.js').Line} */
    this._line = { is: 'opening' };
    /** @type {Socket | null} */
    this.socket = null;
    /** @type {(() => void) | undefined} */
    this._stop = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this._stop = everySecond(() => this._step === 'held' && this.requestUpdate());
    document.title = `${say('cart.title')} · Phiên`;
    this.#today();
    whoAmI().then((person) => {
      if (!person) return;
      this.#lookUp();
      // a page that was loaded anew finds the holds of before
      if (Object.keys(cart().asked).length) void this.#take();
    }, () => {});
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this._stop?.();
    this.socket?.close();
  }

  // ── asking ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Prices and stock of today for what comes from shelves. */
  #today() {
    for (const booth of new Set(cart().items.filter((i) => i.room === i.booth).map((i) => i.booth))) {
      list(`/api/booths/${encodeURIComponent(booth)}/products`).then((all) => {
        this._shelf = { ...this._shelf, ...Object.fromEntries(all.map((p) => [p.product, p.archived ? 0 : p.shelf])) };
        if (this._step === 'pick' && !Object.keys(cart().asked).length) keepCart(withToday(cart(), booth, Object.fromEntries(all.map((p) => [p.product, { priceVnd: p.priceVnd, name: p.name }]))));
      }, () => {});
    }
  }

  /** The prices of a room now, after one was not as it was seen. @param {string} room */
  async #fresh(room) {
    /** @type {Record<string, {priceVnd: number, name: string}>} */
    let today = {};
    if (parts(cart()).find((p) => p.room === room)?.booth === room) {
      const all = await list(`/api/booths/${encodeURIComponent(room)}/products`).catch(() => []);
      today = Object.fromEntries(all.map((p) => [p.product, { priceVnd: p.priceVnd, name: p.name }]));
    } else {
      const reply = /** @type {any} */ (await this.#open().ask({ t: 'join-room', room }));
      for (const o of reply.scene?.lineUp ?? []) today[o.product] = { priceVnd: priceNow(o, this.#now).vnd, name: o.name };
      if (reply.t === 'joined') void this.#open().ask({ t: 'leave-room', room });
    }
    keepCart(withToday(cart(), room, today));
  }

  async #lookUp() {
    if (this._recipient !== undefined) return;
    /** @type {any} */
    const told = await get('/api/me/recipient').catch(() => null);
    const found = told?.recipient ?? told;
    this._recipient = found?.name && found?.street ? { name: found.name, phone: found.phone, province: found.province, commune: found.commune, street: found.street } : null;
    rememberRecipient(this._recipient);
  }

  #open() {
    if (this.socket) return this.socket;
    this.socket = new Socket({ at: () => null, hear: (message) => { this._act = heard(this._act, message); tellCalled(message, '', me()?.account); }, line: (line) => { this._line = line; }, signedOut: forgotten });
    // the booth's own room is always there, also when a show of it has ended
    this.socket.join(cart().items[0]?.booth ?? Object.keys(cart().asked)[0] ?? '');
    return this.socket;
  }

  get #now() {
    return this.socket?.now() ?? Date.now();
  }

  /** @param {Reply} reply @returns {string} why it was refused as a whole, or '' */
  #refused(reply) {
    return reply.t === 'refused' ? /** @type {string} */ (reply.why) : '';
  }

  /** Holds what can be held; what is held already stays as it is. */
  async #take() {
    if (!me()) {
      this._signin = true;
      return;
    }
    if (!cart().items.length) return;
    void this.#lookUp();
    this._busy = 'take';
    this._why = '';
    const socket = this.#open();
    const now = asking(cart());
    // of a cart that changed meanwhile, what is no longer wanted like that goes back first
    const stale = Object.entries(this._act).filter(([room, p]) => open(p) && p.hold && now.asked[room]?.key !== cart().asked[room]?.key);
    for (const [room, p] of stale) if (p.hold) await socket.must({ t: 'release-hold', room, hold: p.hold.hold });
    keepCart(now);
    const reply = await socket.must({ t: 'take-holds', parts: Object.entries(now.asked).map(([room, a]) => ({ room, lines: a.lines, key: a.key })) });
    this._busy = '';
    if (reply.t === 'holds-taken') {
      this._act = taken(this._act, reply.parts);
      this._step = 'held';
      this.#tidy();
      for (const [room, p] of Object.entries(this._act)) if (lacking(p).some((l) => l.why === 'price-changed' || l.why === 'deal-over')) void this.#fresh(room);
      this.querySelector('main')?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    } else this._why = this.#refused(reply) || 'broken';
  }

  /** What was ordered elsewhere leaves the cart; what could not be held gets a new key. */
  #tidy() {
    const elsewhere = Object.keys(this._act).filter((room) => this._act[room].is === 'elsewhere');
    const again = Object.keys(this._act).filter((room) => ['refused', 'lapsed'].includes(this._act[room].is));
    keepCart(unasked(without(cart(), elsewhere), again));
  }

  /** Gives one hold or all back. @param {string[]} rooms */
  async #release(rooms) {
    this._busy = 'release';
    const socket = this.#open();
    for (const room of rooms) {
      const hold = this._act[room]?.hold;
      if (hold && open(this._act[room])) await socket.must({ t: 'release-hold', room, hold: hold.hold });
    }
    keepCart(unasked(cart(), rooms));
    this._act = Object.fromEntries(Object.entries(this._act).filter(([room]) => !rooms.includes(room)));
    this._busy = '';
    if (!holds(this._act).length) this._step = 'pick';
    this.#today();
  }

  /** Another quantity, or none, of one thing of a part that could not be held; then it is tried again. @param {Part} part @param {string} product @param {number} quantity */
  async #change(part, product, quantity) {
    keepCart(withQuantity(unasked(cart(), [part.room]), { room: part.room, product }, quantity));
    this._act = Object.fromEntries(Object.entries(this._act).filter(([room]) => room !== part.room));
    if (parts(cart()).length) await this.#take();
    else this._step = 'pick';
  }

  async #extend() {
    this._busy = 'extend';
    const socket = this.#open();
    const replies = await Promise.all(Object.entries(this._act).filter(([, p]) => open(p) && p.hold).map(([room, p]) => socket.must({ t: 'extend-hold', room, hold: /** @type {any} */ (p.hold).hold, key: newKey(socket.now()) })));
    this._busy = '';
    const why = replies.map((r) => this.#refused(r)).find(Boolean);
    toast(why ? wordsFor(why) : say('buy.hold.extended'), { kind: why ? 'bad' : 'good' });
  }

  async #place() {
    const to = this._recipient;
    if (!to) return;
    this._busy = 'place';
    this._why = '';
    const asked = Object.entries(this._act).filter(([, p]) => open(p) && p.hold).map(([room, p]) => ({ room, hold: /** @type {any} */ (p.hold).hold, payment: this.#payment(room) }));
    const note = this._note.trim();
    const reply = await this.#open().must({ t: 'place-orders', parts: asked, recipient: to, key: cart().act || newKey(this.#now), ...(note ? { note } : {}) });
    this._busy = '';
    if (reply.t === 'orders-placed') {
      this._act = placed(this._act, reply.parts);
      const done = Object.keys(this._act).filter((room) => this._act[room].is === 'placed');
      keepCart(without(cart(), done));
      if (done.length) this._step = 'done';
      window.scrollTo(0, 0);
      return;
    }
    this._why = this.#refused(reply) || 'broken';
    const field = reply.t === 'refused' ? /^recipient\.(name|phone|province|commune|street)$/.exec(reply.field ?? '')?.[1] : '';
    if (field) {
      this._wrong = { [field]: wordsFor(this._why) };
      this._editing = true;
    }
  }

  /** Transfer where the booth has an account, else cash. @param {string} room @returns {Payment} */
  #payment(room) {
    return this._payment === 'vietqr' && parts(cart()).find((p) => p.room === room)?.qr ? 'vietqr' : 'cod';
  }

  // ── what is seen ──────────────────────────────────────────────────────────────────────────────────────────────────

  render() {
    const all = parts(cart());
    return html`<page-bar current="/cart"></page-bar><main id="main" tabindex="-1" class="page cart-page ${this._step === 'held' ? 'cart-holding' : ''} ${this._step === 'held' && all.every((p) => this._act[p.room]?.is === 'held') ? 'cart-whole' : ''}">
      ${this._step === 'done' ? this.#done() : !all.length ? html`<h1 class="title">${say('cart.title')}</h1>${this.#empty()}` : html`
        <header class="cart-top"><h1 class="title">${say('cart.title')}</h1><p class="soft">${say('cart.line', { n: units(cart()), booths: new Set(all.map((p) => p.booth)).size })}</p></header>
        <div class="cart-columns"><div class="cart-parts">${repeat(all, (p) => p.room, (p) => this.#part(p))}</div><aside class="cart-side">${this._step === 'held' ? this.#ordering(all) : this.#picking(all)}</aside></div>`}
      <ph-sheet heading=${say('cart.signin')} side="middle" .open=${this._signin} @ph-close=${() => { this._signin = false; }}>${this._signin ? html`<sign-in-form reason=${say('cart.signin.text')} @signed-in=${() => { this._signin = false; void this.#take(); }}></sign-in-form>` : nothing}</ph-sheet></main>`;
  }

  #empty() {
    return html`<ph-empty icon="shopping-bag" heading=${say('buy.cart.empty')} text=${say('cart.empty.text')}><a class="btn btn-main" href="/">${say('cart.walk')}</a></ph-empty>`;
  }

  /** @param {Part} part */
  #part(part) {
    const state = this._act[part.room];
    const holding = this._step === 'held' && state;
    const live = part.room !== part.booth;
    return html`<section class="card cart-part ${holding ? `cart-${state.is}` : ''}" aria-label=${part.boothName}>
      <header class="split"><h2 class="cart-booth"><a href=${boothLink(part.booth)}>${part.boothName}</a>${live ? html` <a class="chip chip-live" href=${liveLink(part.room)}>${say('cart.live')}</a>` : nothing}</h2>
        ${holding ? this.#mark(state) : nothing}</header>
      <ul class="lines">${repeat(part.items, (i) => i.product, (i) => {
        const shelf = live ? undefined : this._shelf[i.product];
        const short = shelf !== undefined && shelf < i.quantity && !(holding && open(state));
        return html`<li class="cart-item"><a class="cart-item-picture" href=${productLink(i.product)} tabindex="-1" aria-hidden="true">${goods(i.picture)}</a>
          <div class="grow"><a class="cart-name" href=${productLink(i.product)}>${i.name}</a><p class="num small soft">${money(i.priceVnd)} / ${i.unit}</p>
            ${short ? html`<p class="error-text"><ph-icon name="circle-alert" size="16"></ph-icon>${shelf ? say('stock.left', { n: shelf }) : say('refused.sold-out')}</p>` : nothing}
            <div class="split cart-item-foot">${holding && open(state) ? html`<span class="num">× ${i.quantity}</span>` : stepper(i.quantity, 99, (n) => (holding ? this.#change(part, i.product, n) : keepCart(withQuantity(cart(), i, n))), this._busy !== '')}
              <strong class="num">${money(i.priceVnd * i.quantity)}</strong></div></div>
          ${holding && open(state) ? nothing : html`<button class="btn btn-quiet btn-icon" type="button" ?disabled=${this._busy !== ''} aria-label="${say('action.delete')}: ${i.name}" @click=${() => (holding ? this.#change(part, i.product, 0) : keepCart(withQuantity(cart(), i, 0)))}><ph-icon name="trash-2" size="20"></ph-icon></button>`}</li>`;
      })}</ul>
      ${holding ? this.#trouble(part, state) : nothing}</section>`;
  }

  /** @param {PartState} state */
  #mark(state) {
    if (state.is === 'held') return html`<span class="chip chip-jade"><ph-icon name="check" size="16"></ph-icon>${say('cart.held')}</span>`;
    if (state.is === 'failed') return html`<span class="chip chip-red">${say('cart.failed')}</span>`;
    return html`<span class="chip chip-red">${say('cart.not-held')}</span>`;
  }

  /** Why there is no hold or no order, and the ways out. Each line that could not be had is told, with its own choice. @param {Part} part @param {PartState} state */
  #trouble(part, state) {
    if (state.is === 'held') return nothing;
    const all = state.is === 'lapsed' ? [] : lacking(state);
    const dear = all.some((l) => l.why === 'price-changed' || l.why === 'deal-over');
    return html`<div class="cart-trouble" role="alert">${state.is === 'lapsed' ? html`<p class="note note-red"><ph-icon name="circle-alert"></ph-icon><span>${say('cart.lapsed')}</span></p>` : all.map((l) => this.#lacking(part, state, l))}
      <div class="row">${all.length > 1 ? html`<button class="btn btn-main btn-small" type="button" @click=${() => this.#settle(part, all)}>${say('cart.take.had')}</button>` : nothing}
        ${state.is === 'lapsed' || dear || all.some((l) => ['no-answer', 'try-again', 'too-fast'].includes(l.why)) ? html`<button class="btn btn-small" type="button" @click=${() => this.#take()}>${say(state.is === 'lapsed' ? 'buy.lapsed.again' : dear ? 'buy.take.price' : 'action.retry')}</button>` : nothing}
        <button class="btn btn-small btn-quiet" type="button" @click=${() => this.#drop(part)}>${say('cart.drop', { booth: part.boothName })}</button></div></div>`;
  }

  /** @param {Part} part @param {PartState} state @param {import('../lib/cart-act.js').Lacking} l */
  #lacking(part, state, l) {
    const item = part.items.find((i) => i.product === l.field) ?? (part.items.length === 1 ? part.items[0] : undefined);
    const words = `${wordsFor(l.why)}${l.why === 'not-enough' && l.free > 0 ? ` ${say('stock.left', { n: l.free })}.` : ''}`;
    return html`<p class="note note-red"><ph-icon name="circle-alert"></ph-icon><span>${item && part.items.length > 1 ? html`<strong>${item.name}</strong>. ` : nothing}${words}</span></p>
      ${item && state.is === 'refused' ? html`<div class="row">${l.free > 0 && l.free < item.quantity ? html`<button class="btn ${state.more ? '' : 'btn-main'} btn-small" type="button" @click=${() => this.#change(part, item.product, l.free)}>${say('buy.take.left', { n: l.free })}</button>` : nothing}
        ${part.items.length > 1 ? html`<button class="btn btn-small" type="button" @click=${() => this.#change(part, item.product, 0)}>${say('cart.drop.item', { name: item.name })}</button>` : nothing}</div>` : nothing}`;
  }

  /** Of each thing that could not be had as many as there are, and then the part is tried again. @param {Part} part @param {import('../lib/cart-act.js').Lacking[]} all */
  async #settle(part, all) {
    let now = unasked(cart(), [part.room]);
    for (const l of all) if (l.field) now = withQuantity(now, { room: part.room, product: l.field }, l.why === 'price-changed' || l.why === 'deal-over' ? part.items.find((i) => i.product === l.field)?.quantity ?? 0 : Math.max(0, l.free));
    keepCart(now);
    this._act = Object.fromEntries(Object.entries(this._act).filter(([room]) => room !== part.room));
    if (parts(cart()).length) await this.#take();
    else this._step = 'pick';
  }

  /** @param {Part} part */
  async #drop(part) {
    if (this._act[part.room] && open(this._act[part.room])) await this.#release([part.room]);
    keepCart(without(cart(), [part.room]));
    this._act = Object.fromEntries(Object.entries(this._act).filter(([room]) => room !== part.room));
    if (!holds(this._act).length) this._step = 'pick';
  }

  /** @param {Part[]} all */
  #picking(all) {
    const total = all.reduce((n, p) => n + p.totalVnd, 0);
    return html`<div class="card stack cart-sum"><p class="split"><strong>${say('buy.total')}</strong><strong class="num big">${money(total)}</strong></p>
      <p class="soft small cart-how">${say('cart.how', { n: all.length })}</p>
      ${this._why ? html`<p class="note note-red" role="alert"><ph-icon name="circle-alert"></ph-icon><span>${wordsFor(this._why)} ${say('buy.refused.nothing')}</span></p>` : nothing}
      <button class="btn btn-buy btn-wide" type="button" aria-busy=${this._busy === 'take'} ?disabled=${this._busy !== ''} @click=${() => this.#take()}>${say('cart.hold')}</button></div>`;
  }

  /** @param {Part[]} all */
  #ordering(all) {
    const first = earliest(this._act);
    const standing = all.filter((p) => this._act[p.room] && open(this._act[p.room]));
    const total = standing.reduce((n, p) => n + (this._act[p.room].hold?.totalVnd ?? 0), 0);
    const missing = all.length - standing.length;
    if (!first) return html`<div class="card stack cart-sum"><h2>${say('cart.none-held')}</h2><p class="soft">${say('buy.refused.nothing')}</p><button class="btn btn-buy btn-wide" type="button" aria-busy=${this._busy === 'take'} ?disabled=${this._busy !== ''} @click=${() => this.#take()}>${say('buy.lapsed.again')}</button><button class="btn btn-wide" type="button" @click=${() => { this._act = {}; this._step = 'pick'; }}>${say('cart.back')}</button></div>`;
    const offset = this.socket?.offsetMs ?? 0;
    const more = first.deadlineMs - this.#now < MORE_MS && first.deadlineMs < first.capMs;
    const writing = this._editing || this._recipient === null;
    return html`<div class="card stack cart-sum">
      <section class="hold cart-hold" aria-label=${say('buy.hold.left')}><ph-countdown class="hold-ring" ring bare deadline-ms=${first.deadlineMs} offset-ms=${offset} total-ms=${Math.max(300_000, first.deadlineMs - first.takenMs)}><ph-icon name="shopping-bag" size="30"></ph-icon></ph-countdown>
        <div class="hold-text"><p class="hold-time"><ph-countdown deadline-ms=${first.deadlineMs} offset-ms=${offset} label=${say('buy.hold.left')}></ph-countdown>${more ? html`<button class="btn btn-small" type="button" aria-busy=${this._busy === 'extend'} @click=${() => this.#extend()}>${say('cart.extend')}</button>` : nothing}</p>
          <p class="small soft">${say('cart.holding', { n: standing.length })}</p></div></section>
      ${missing ? html`<p class="note note-amber" role="status"><ph-icon name="info"></ph-icon><span>${say('cart.missing', { n: missing })}</span></p>` : nothing}
      ${this._recipient === undefined ? html`<ph-skeleton count="4"></ph-skeleton>` : writing ? this.#form() : this.#review(standing, total)}
      ${this._busy === 'release' ? nothing : html`<button class="btn btn-quiet btn-wide" type="button" ?disabled=${this._busy !== ''} @click=${() => this.#release(Object.keys(this._act))}>${say('cart.release')}</button>`}</div>`;
  }

  #form() {
    return html`<form class="stack" novalidate @submit=${this.#written}><h2>${say('buy.recipient')}</h2>
      <recipient-form .value=${this._recipient ?? { name: '', phone: '', province: '', commune: '', street: '' }} .errors=${this._wrong}></recipient-form>
      <button class="btn btn-main btn-wide" type="submit">${say('buy.next.review')}</button></form>`;
  }

  /** @param {Event} e */
  #written(e) {
    e.preventDefault();
    const form = /** @type {import('../parts/recipient-form.js').RecipientForm} */ (this.querySelector('recipient-form'));
    const value = form.read();
    if (!value) return;
    this._recipient = value;
    rememberRecipient(value);
    this._editing = false;
    this._why = '';
    this._wrong = {};
    put('/api/me/recipient', value).catch(() => {});
  }

  /** @param {Part[]} standing @param {number} total */
  #review(standing, total) {
    const to = /** @type {Recipient} */ (this._recipient);
    const qr = standing.filter((p) => p.qr);
    const cash = standing.filter((p) => this.#payment(p.room) === 'cod');
    const placing = this._busy === 'place';
    return html`<form class="stack review" @submit=${(/** @type {Event} */ e) => { e.preventDefault(); void this.#place(); }}>
      <section class="review-to"><div class="grow"><h3>${say('buy.to')}</h3><p><bdi>${to.name}</bdi> · <span class="num">${phone(to.phone)}</span></p><p class="soft">${addressLine(to)}</p></div>
        <button class="btn btn-small" type="button" @click=${() => { this._editing = true; }}>${say('action.edit')}</button></section>
      <fieldset class="field"><legend>${say('buy.pay')}</legend>
        <label class="choice"><input type="radio" name="payment" value="cod" .checked=${this._payment === 'cod'} @change=${() => { this._payment = 'cod'; }}><span><strong>${say('buy.pay.cod')}</strong><span class="hint">${say('buy.pay.cod.hint')}</span></span></label>
        ${qr.length ? html`<label class="choice"><input type="radio" name="payment" value="vietqr" .checked=${this._payment === 'vietqr'} @change=${() => { this._payment = 'vietqr'; }}><span><strong>${say('buy.pay.vietqr')}</strong><span class="hint">${qr.length === standing.length ? say('cart.pay.each') : say('cart.pay.some', { booths: standing.filter((p) => !p.qr).map((p) => p.boothName).join(', ') })}</span></span></label>` : nothing}</fieldset>
      <details class="review-note" ?open=${this._note !== ''}><summary>${say('cart.note')}</summary><ph-field name="note" type="textarea" rows="2" maxlength="300" aria-label=${say('cart.note')} placeholder=${say('buy.note.example')} .value=${this._note} @input=${(/** @type {Event} */ e) => { this._note = /** @type {HTMLTextAreaElement} */ (e.target).value; }}></ph-field></details>
      <dl class="cart-totals">${standing.map((p) => html`<div class="split"><dt class="soft">${p.boothName}</dt><dd class="num">${money(this._act[p.room].hold?.totalVnd ?? 0)} <span class="small soft">${say(this.#payment(p.room) === 'cod' ? 'cart.cod' : 'cart.qr')}</span></dd></div>`)}</dl>
      <p class="split review-total"><strong>${say('buy.total')}</strong><strong class="num big">${money(total)}</strong></p>
      ${cash.length && cash.length < standing.length ? html`<p class="small soft">${say('cart.mixed')}</p>` : nothing}
      ${this._why ? html`<p class="note note-red" role="alert"><ph-icon name="circle-alert"></ph-icon><span>${wordsFor(this._why)} ${say('buy.refused.kept')}</span></p>` : nothing}
      <button class="btn btn-buy btn-wide" type="submit" aria-busy=${placing} ?disabled=${this._busy !== ''}>${say('cart.place', { n: standing.length })}</button>
      <p class="soft small">${say('cart.review')}</p></form>`;
  }

  #done() {
    const all = Object.entries(this._act);
    const orders = all.filter(([, p]) => p.is === 'placed' && p.order);
    const left = parts(cart()).filter((p) => this._act[p.room]);
    return html`<header class="cart-top"><h1 class="title">${say('cart.done', { n: orders.length })}</h1><p class="soft">${say(orders.some(([, p]) => p.order && toPay(p.order)) ? 'cart.done.pay' : 'cart.done.line')}</p></header>
      ${left.length ? html`<section class="stack" aria-labelledby="left-title"><h2 id="left-title">${say('cart.left')}</h2>${left.map((p) => this.#leftOver(p))}</section>` : nothing}
      <div class="cart-receipts">${orders.map(([room, p]) => {
        const o = /** @type {import('../lib/protocol.js').OrderView} */ (p.order);
        return html`<article class="cart-receipt" data-room=${room}><ph-receipt heading=${o.boothName} code=${orderCode(o.order)} code-label=${say('order.code')}
            .lines=${o.lines.map((l) => ({ what: `${l.name} × ${l.quantity}`, value: money(l.priceVnd * l.quantity) }))} total=${money(o.totalVnd)} total-label=${say(o.payment === 'cod' ? 'buy.total.cod' : 'buy.total')} next=${nextWords(o)}>
            <a class="btn" href=${ordersLink(o.order)}>${say('order.see')}</a></ph-receipt>
          ${o.parcel ? html`<p class="note note-jade"><ph-icon name="package-check"></ph-icon><span><strong>${say('cart.joined')}</strong> ${say('cart.joined.with', { booths: o.parcel.with.join(', ') })}</span></p>` : nothing}
          ${o.payment === 'vietqr' ? html`<qr-pay .qr=${o.vietQr} .paid=${o.paid} .paidVnd=${o.paidVnd}></qr-pay>` : nothing}</article>`;
      })}</div>
      <div class="row cart-after"><a class="btn btn-main" href="/">${say('cart.walk.on')}</a><a class="btn" href=${ordersLink()}>${say('account.orders')}</a></div>`;
  }

  /** @param {Part} part */
  #leftOver(part) {
    const state = this._act[part.room];
    return html`<div class="card stack"><p><strong>${part.boothName}</strong> · <span class="num">${money(part.totalVnd)}</span></p>
      <p class="note note-red" role="alert"><ph-icon name="circle-alert"></ph-icon><span>${state.is === 'lapsed' ? say('cart.lapsed') : wordsFor(state.why ?? 'broken')} ${open(state) ? say('buy.refused.kept') : say('buy.refused.nothing')}</span></p>
      <div class="row"><button class="btn btn-main" type="button" aria-busy=${this._busy !== ''} @click=${() => { this._step = 'held'; if (!open(state)) void this.#take(); }}>${say('cart.left.again')}</button><button class="btn btn-quiet" type="button" @click=${() => this.#drop(part).then(() => { this._step = 'done'; })}>${say('cart.drop', { booth: part.boothName })}</button></div></div>`;
  }
}
customElements.define('cart-page', CartPage);
