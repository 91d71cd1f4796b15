import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { wordsFor } from '../../lib/api.js';
import { money, number, soon, time } from '../../lib/format.js';
import { newKey } from '../../lib/keys.js';
import { liveLink } from '../../lib/links.js';
import { offerOf, resumeAt } from '../../lib/room.js';
import { makeClaim } from '../../lib/oversight.js';
import { forgotten } from '../../lib/session.js';
import { Socket } from '../../lib/socket.js';
import { moveOrders, ordersOf, productsOf, wordsOf } from '../../lib/studio/desk.js';
import { moved } from '../../lib/studio/line-up.js';
import { standing } from '../../lib/studio/product.js';
import { deskLink } from '../../lib/studio/routes.js';
import { chime } from '../../lib/studio/sound.js';
import { byKey, emptyDesk, hear, mayDo, pressed, unanswered, withMuted, withSlips } from '../../lib/studio/stage.js';
import { everySecond } from '../../lib/tick.js';
import { openLayers } from '../../lib/layers.js';
import { say } from '../../lib/words.js';
import { ask } from '../ph-dialog.js';
import { toast } from '../ph-toast.js';
import { StudioView, tellAfterwards } from './view.js';
import './stage-chat.js';
import './stage-item.js';
import './stage-prompter.js';
import './stage-sheets.js';
import './stage-tray.js';
import '../ph-cover.js';
import '../ph-field.js';
import '../ph-sheet.js';

/** @typedef {import('../../lib/socket.js').Command} Command */
/** @typedef {import('../../lib/protocol.js').OfferView} OfferView */

/** How long a change on air can be taken back, ms; as Limits.UNDO_MS in the house. */
const UNDO_MS = 15_000;

/** The desk on air. All its state comes from the room, so that a second phone shows the same. */
class StudioLive extends StudioView {
  static properties = { _desk: { state: true }, _line: { state: true }, _tab: { state: true }, _sheet: { state: true }, _item: { state: true }, _shelf: { state: true }, _busy: { state: true }, _prompter: { state: true }, _menu: { state: true }, _claiming: { state: true }, _now: { state: true } };

  constructor() {
    super();
    this._desk = emptyDesk();
    /** @type {import('../../lib/socket.js').Line} */
    this._line = { is: 'opening' };
    /** What a phone shows. @type {'goods' | 'tray' | 'chat'} */
    this._tab = 'goods';
    /** @type {'' | 'price' | 'stock' | 'deal' | 'order'} */
    this._sheet = '';
    /** @type {string} */
    this._item = '';
    /** Units on the shelf by product. @type {Record<string, number>} */
    this._shelf = {};
    /** @type {string} */
    this._busy = '';
    /** @type {boolean} */
    this._prompter = false;
    /** @type {boolean} */
    this._menu = false;
    /** @type {boolean} */
    this._claiming = false;
    this._now = Date.now();
    this._unseen = 0;
    /** @type {(() => void) | undefined} */
    this._stop = undefined;
    /** @type {any} */
    this._awake = null;
    /** @type {Socket} */
    this.socket = this.#socket();
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('keydown', this.#key);
    document.addEventListener('visibilitychange', this.#stayAwake);
    this._stop = everySecond(() => { this._now = this.socket.now(); });
    document.documentElement.classList.add('on-air');
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.#key);
    document.removeEventListener('visibilitychange', this.#stayAwake);
    document.documentElement.classList.remove('on-air');
    this._stop?.();
    this.socket.close();
    void this._awake?.release?.();
  }

  #socket() {
    return new Socket({
      at: () => resumeAt(this._desk.room), signedOut: forgotten,
      hear: (message) => this.#hear(message),
      line: (line) => { this._line = line; },
    });
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('thing')) return;
    if (changed.get('thing')) {
      this.socket.close();
      this.socket = this.#socket();
    }
    this._desk = emptyDesk(this.thing);
    this.socket.join(this.thing);
    if (this.staff) {
      ordersOf(this.booth, { room: this.thing }).then((page) => { this._desk = withSlips(this._desk, page.orders); }, () => {});
      this.#shelves();
    }
  }

  #shelves() {
    productsOf(this.booth).then((all) => {
      this._shelf = Object.fromEntries(all.map((d) => [d.product.product, d.product.shelf]));
      this._papers = all.filter((d) => ['expired', 'revoked'].includes(standing(d.product.certificate))).map((d) => d.product.product);
    }, () => {});
  }

  /** Products whose paper no longer holds. @type {string[]} */
  _papers = [];

  get room() {
    return this._desk.room;
  }

  get state() {
    return this.room.show?.state ?? '';
  }

  // ── what the house says ───────────────────────────────────────────────────────────────────────────────────────────

  /** @param {import('../../lib/protocol.js').Outbound} message */
  #hear(message) {
    const before = this._desk;
    this._desk = hear(before, message);
    if (this._desk.room.gap && !before.room.gap) this.socket.rejoin();
    if (message.t === 'order-arrived' && this._desk !== before) {
      chime();
      if (this._tab !== 'tray') this._unseen++;
    }
    if (message.t === 'joined') document.title = `${this.room.show?.title ?? ''} · Phiên`;
    if (message.t === 'show-changed' || message.t === 'joined') this.#stayAwake();
  }

  /** The screen of a host stays on while the show does. */
  #stayAwake = () => {
    const on = this.state === 'live' || this.state === 'rehearsal';
    if (on && document.visibilityState === 'visible' && 'wakeLock' in navigator && (!this._awake || this._awake.released)) {
      navigator.wakeLock.request('screen').then((lock) => { this._awake = lock; }, () => {});
    } else if (!on) void this._awake?.release?.();
  };

  // ── what the host wants ───────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Says a command; tells when it was refused, offers to take it back when it can be.
   * @param {Command} command @param {{words?: string, must?: boolean, closing?: boolean}} [how] `closing`: it was said in a sheet, which closes when it is done
   */
  async #say(command, { words = '', must = false, closing = false } = {}) {
    const reply = await (must ? this.socket.must(command) : this.socket.ask(command));
    if (reply.t === 'refused') {
      toast(wordsFor(reply.why), { kind: 'bad' });
      return false;
    }
    const change = reply.t === 'done' ? reply.change : undefined;
    if (closing) this._sheet = '';
    const tell = closing ? tellAfterwards : toast;
    if (change) tell(words || say('desk.done'), { ms: UNDO_MS, undo: () => void this.#say({ t: 'undo-change', room: this.thing, change }, { words: say('desk.undone') }) });
    else if (words) tell(words, { kind: 'good' });
    return true;
  }

  /** @param {KeyboardEvent} e */
  #key = (e) => {
    const on = /** @type {Element | undefined} */ (e.composedPath()[0]);
    if (e.ctrlKey || e.metaKey || e.altKey || openLayers.length || on?.closest?.('input, textarea, select, [contenteditable]')) return;
    const offer = byKey(this.room, e.key);
    if (offer) {
      e.preventDefault();
      void this.#pin(offer.product);
    }
  };

  /** @param {string} product */
  #pin(product) {
    const products = pressed(this.room.pins, product);
    const code = offerOf(this.room, product)?.code ?? '';
    return this.#say({ t: 'pin-products', room: this.thing, products }, { words: say(products.includes(product) ? 'desk.pin.done' : 'desk.pin.undone', { code }) });
  }

  /** @param {CustomEvent<{act: import('./stage-item.js').Act, product: string}>} e */
  #item = (e) => {
    const { act, product } = e.detail;
    const offer = offerOf(this.room, product);
    if (!offer) return;
    this._item = product;
    switch (act) {
      case 'pin': return void this.#pin(product);
      case 'price': case 'deal':
        this._sheet = act;
        return;
      case 'stock':
        this.#shelves();
        this._sheet = 'stock';
        return;
      case 'close-deal': return void (offer.deal && this.#say({ t: 'close-deal', room: this.thing, deal: offer.deal.deal }, { words: say('desk.deal.closed', { code: offer.code }) }));
      case 'switch': return void this.#say({ t: 'switch-orders', room: this.thing, product, open: !offer.open }, { words: say(offer.open ? 'desk.item.stop.done' : 'desk.item.resume.done', { code: offer.code }) });
    }
  };

  /** @param {CustomEvent<any>} e */
  async #set(e) {
    const { what, ...set } = e.detail;
    const offer = offerOf(this.room, this._item);
    if (!offer) return;
    this._busy = what;
    const on = { room: this.thing, product: offer.product };
    const done = what === 'price' ? await this.#say({ t: 'change-price', ...on, priceVnd: set.priceVnd }, { words: say('desk.price.done', { code: offer.code, price: money(set.priceVnd) }), closing: true })
      : what === 'stock' ? await this.#say({ t: 'change-stock', ...on, delta: set.delta, key: newKey() }, { words: say(set.delta > 0 ? 'desk.stock.added' : 'desk.stock.taken', { n: Math.abs(set.delta), code: offer.code }), must: true, closing: true })
        : await this.#say({ t: 'open-deal', ...on, priceVnd: set.priceVnd, units: set.units, perBuyer: set.perBuyer, durationMs: set.durationMs, key: newKey() }, { words: say('desk.deal.opened', { code: offer.code }), must: true, closing: true });
    this._busy = '';
    if (done && what === 'stock') this.#shelves();
  }

  /** @param {boolean} rehearsal */
  async #start(rehearsal) {
    if (!rehearsal) {
      const sure = await ask({ heading: say('desk.start.ask'), text: say(this.state === 'rehearsal' ? 'desk.start.fromRehearsal' : 'desk.start.text'), yes: say('desk.start') });
      if (!sure) return;
    }
    this._busy = rehearsal ? 'rehearse' : 'start';
    await this.#say({ t: 'go-live', room: this.thing, rehearsal }, { words: say(rehearsal ? 'desk.rehearsal.on' : 'desk.live.on') });
    this._busy = '';
  }

  /** @param {'pause' | 'resume' | 'end'} to */
  async #stage(to) {
    const rehearsal = this.state === 'rehearsal';
    if (to === 'end' && !rehearsal) {
      const sure = await ask({ heading: say('desk.end.ask'), text: say('desk.end.text', { n: this.room.tally?.holdsOpen ?? 0 }), yes: say('desk.end'), danger: true });
      if (!sure) return;
    }
    this._busy = to;
    await this.#say({ t: 'change-stage', room: this.thing, to }, { words: say(to === 'end' && rehearsal ? 'desk.rehearsal.off' : `desk.${to}.done`) });
    this._busy = '';
  }

  /** @param {boolean} open */
  #orders(open) {
    return this.#say({ t: 'switch-orders', room: this.thing, open }, { words: say(open ? 'desk.orders.resumed' : 'desk.orders.stopped') });
  }

  async #emergency() {
    this._menu = false;
    const sure = await ask({ heading: say('desk.emergency.ask'), text: say('desk.emergency.text'), yes: say('desk.emergency'), danger: true });
    if (!sure) return;
    await Promise.all([this.#say({ t: 'switch-orders', room: this.thing, open: false }), this.state === 'live' ? this.#say({ t: 'change-stage', room: this.thing, to: 'pause' }) : true]);
    toast(say('desk.emergency.done'), { kind: 'bad', ms: 8000 });
  }

  /** @param {SubmitEvent} e */
  #claim = async (e) => {
    e.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (e.target));
    const text = String(data.get('text') ?? '').trim();
    if (!text) return toast(wordsFor('empty'), { kind: 'bad' });
    this._busy = 'claim';
    try {
      await makeClaim(this.booth, this.thing, text, newKey(this.socket.now()), String(data.get('product') ?? '') || undefined);
      this._claiming = false;
      tellAfterwards(say('desk.claim.done'), { kind: 'good' });
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  };

  /** @param {CustomEvent<import('./stage-chat.js').ChatAct>} e */
  #chat = async (e) => {
    const act = e.detail;
    const room = this.thing;
    switch (act.act) {
      case 'say': {
        const done = await this.#say({ t: 'post-chat', room, text: act.text, ...(act.replyTo ? { replyTo: act.replyTo } : {}), key: newKey(this.socket.now()) }, { must: true });
        if (!done) /** @type {import('./stage-chat.js').StageChat | null} */ (this.querySelector('stage-chat'))?.restore(act.text);
        else if (act.replyTo && !this.room.answered[act.replyTo]) void this.socket.ask({ t: 'mark-answered', room, message: act.replyTo });
        return;
      }
      case 'answered': return void this.#say({ t: 'mark-answered', room, message: act.message });
      case 'delete': return void this.#say({ t: 'delete-message', room, message: act.message }, { words: say('desk.deleted') });
      case 'pin': return void this.#say({ t: 'pin-message', room, message: act.message });
      case 'unpin': return void this.#say({ t: 'pin-message', room });
      case 'slow': return void this.#say({ t: 'set-slow-mode', room, seconds: act.seconds }, { words: act.seconds ? say('desk.slow.set', { n: act.seconds }) : say('desk.slow.unset') });
      case 'mute':
        if (await this.#say({ t: 'mute-viewer', room, account: act.account, muted: act.muted }, { words: say(act.muted ? 'desk.muted' : 'desk.unmuted') })) this._desk = withMuted(this._desk, act.account, act.muted);
    }
  };

  /** @param {CustomEvent<string>} e */
  #confirm = async (e) => {
    try {
      const [result] = await moveOrders(this.booth, [e.detail], 'confirmed');
      if (result.why) toast(wordsFor(result.why), { kind: 'bad' });
      else if (result.state) {
        const slip = this._desk.slips.find((s) => s.order === e.detail);
        if (slip) this._desk = hear(this._desk, { t: 'order-moved', order: e.detail, state: result.state, paid: slip.paid });
        this.dispatchEvent(new CustomEvent('studio-orders', { bubbles: true }));
      }
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
  };

  // ── what is seen ──────────────────────────────────────────────────────────────────────────────────────────────────

  render() {
    if (this._line.is === 'away') return this.#away();
    if (!this.room.here || !this.room.show) return html`<div class="page stack"><a class="view-back" href=${deskLink(this.booth, 'shows')}><ph-icon name="chevron-left"></ph-icon>${say('studio.nav.shows')}</a><ph-skeleton shape="rows" count="6"></ph-skeleton></div>`;
    if (!this.room.staff) return html`<div class="page"><ph-empty kind="forbidden"><a class="btn" href=${liveLink(this.thing)}>${say('studio.show.asBuyer')}</a></ph-empty></div>`;
    const before = this.state === 'draft' || this.state === 'scheduled';
    const panel = (/** @type {string} */ name, /** @type {unknown} */ inside) => html`<section class="panel-${name} live-panel ${this._tab === name ? 'here' : ''}" aria-label=${say(`desk.tab.${name}`)}>${inside}</section>`;
    return html`<div class="live-desk" data-state=${this.state} @stage-item=${this.#item} @stage-chat=${this.#chat} @stage-confirm=${this.#confirm}>
      ${this.#head()}
      ${this.state === 'ended' ? this.#ended() : html`<div class="live-body-desk">${panel('goods', html`${before ? this.#checks() : nothing}${this.#goods()}`)}${this.staff ? panel('tray', html`<stage-tray .slips=${this._desk.slips} .fresh=${this._desk.fresh} .booth=${this.booth} .room=${this.thing}></stage-tray>`) : nothing}
      ${panel('chat', html`<stage-chat .room=${this.room} .muted=${this._desk.muted}></stage-chat>`)}</div>
      ${this.#tabs()}`}
      <stage-sheets .what=${this._sheet === 'order' ? '' : this._sheet} .offer=${offerOf(this.room, this._item) ?? null} .shelf=${this._shelf[this._item] ?? -1} .busy=${this._busy === this._sheet} @stage-set=${this.#set} @ph-close=${() => { this._sheet = ''; }}></stage-sheets>
      <ph-sheet heading=${say('desk.order')} size="full" .open=${this._sheet === 'order'} @ph-close=${() => { this._sheet = ''; }}>${this._sheet === 'order' ? this.#order() : nothing}</ph-sheet>
      <ph-sheet heading=${say('desk.claim')} .open=${this._claiming} @ph-close=${() => { this._claiming = false; }}>${this._claiming ? html`<form class="stack" novalidate @submit=${this.#claim}><p class="soft">${say('desk.claim.text')}</p><label class="field"><span class="label">${say('desk.claim.what')}</span><select class="input" name="product"><option value="">${say('desk.claim.all')}</option>${this.room.lineUp.map((o) => html`<option value=${o.product} ?selected=${this.room.pins[0] === o.product}>${o.code} ${o.name}</option>`)}</select></label>
        <ph-field label=${say('desk.claim.words')} name="text" type="textarea" rows="3" maxlength="300"></ph-field><div class="form-end"><button class="btn btn-main" type="submit" aria-busy=${this._busy === 'claim'}>${say('desk.claim')}</button></div></form>` : nothing}</ph-sheet>
      <ph-sheet heading=${say('desk.menu')} .open=${this._menu} @ph-close=${() => { this._menu = false; }}>${this._menu ? this.#menuList() : nothing}</ph-sheet>
      <stage-prompter .room=${this.room} .open=${this._prompter} .offsetMs=${this.socket.offsetMs} .nowMs=${this._now} @ph-close=${() => { this._prompter = false; }}></stage-prompter></div>`;
  }

  #head() {
    const r = this.room;
    const t = r.tally;
    const may = mayDo(this.state);
    const asks = unanswered(r).length;
    const figure = (/** @type {string} */ key, /** @type {string | number} */ value, tone = '') => html`<div class="live-figure ${tone}"><span class="num live-n">${value}</span><span class="live-what">${say(`desk.figure.${key}`)}</span></div>`;
    return html`<header class="live-top"><div class="live-bar"><a class="btn btn-icon btn-quiet" href=${deskLink(this.booth, 'shows')} aria-label=${say('action.back')}><ph-icon name="chevron-left" size="24"></ph-icon></a>
        <span class="chip live-state ${this.state}" role="status">${say(`studio.show.state.${this.state}`)}</span><h1 class="live-title ellipsis">${r.show?.title}</h1>
        <button class="btn btn-small live-prompt" type="button" @click=${() => { this._prompter = true; }}><ph-icon name="monitor" size="18"></ph-icon>${say('desk.prompter')}</button>
        <button class="btn btn-icon btn-quiet" type="button" aria-label=${say('desk.menu')} @click=${() => { this._menu = true; }}><ph-icon name="ellipsis" size="24"></ph-icon></button></div>
      ${this._line.is === 'waiting' || this._line.is === 'crowded' ? html`<p class="live-line" role="status"><ph-icon name="wifi-off" size="18"></ph-icon>${say('desk.reconnecting')}</p>` : nothing}
      ${this.state === 'rehearsal' ? html`<p class="live-line rehearsal"><ph-icon name="eye-off" size="18"></ph-icon>${say('desk.rehearsal.note')}</p>` : nothing}
      ${r.officials.length ? html`<p class="live-line"><ph-icon name="shield-check" size="18"></ph-icon>${say('live.officials', { who: r.officials.join(', ') })}</p>` : nothing}
      ${r.stopped ? html`<p class="live-line stopped" role="status"><ph-icon name="shield-alert" size="18"></ph-icon><span class="grow">${say('desk.halted')}</span><a class="btn btn-small" href=${deskLink(this.booth, 'trust', 'matters')}>${say('desk.halted.see')}</a></p>` : nothing}
      ${!r.ordersOpen && may.sell && !r.stopped ? html`<p class="live-line stopped"><ph-icon name="ban" size="18"></ph-icon><span class="grow">${say('desk.orders.stopped')}</span>${this.staff ? html`<button class="btn btn-small" type="button" @click=${() => this.#orders(true)}>${say('desk.orders.resume')}</button>` : nothing}</p>` : nothing}
      ${['draft', 'scheduled', 'ended'].includes(this.state) ? nothing : html`<div class="live-figures" role="group" aria-label=${say('desk.figures')}>${figure('revenue', money(t?.revenueVnd ?? 0), 'wide')}${figure('orders', number(t?.orders ?? 0))}${figure('viewers', number(r.viewers))}${figure('holds', number(t?.holdsOpen ?? 0))}${figure('waiting', number(t?.waiting ?? 0))}${figure('unanswered', number(asks), asks ? 'asks' : '')}</div>`}
      ${this.staff ? this.#controls(may) : nothing}</header>`;
  }

  /** @param {ReturnType<typeof mayDo>} may */
  #controls(may) {
    const press = (/** @type {string} */ key, /** @type {string} */ icon, /** @type {() => void} */ act, kind = '', busy = key) => html`<button class="btn ${kind}" type="button" aria-busy=${this._busy === busy} @click=${act}><ph-icon name=${icon}></ph-icon>${say(`desk.${key}`)}</button>`;
    const all = [
      may.pause ? press('pause', 'pause', () => this.#stage('pause')) : nothing,
      may.resume ? press('resume', 'play', () => this.#stage('resume'), 'btn-live') : nothing,
      may.sell && this.room.ordersOpen ? press('orders.stop', 'ban', () => this.#orders(false)) : nothing,
      may.leaveRehearsal ? press('rehearsal.leave', 'x', () => this.#stage('end'), '', 'end') : nothing,
      this.state === 'rehearsal' ? press('start', 'radio', () => this.#start(false), 'btn-buy') : nothing,
      may.end ? press('end', 'video-off', () => this.#stage('end'), 'btn-danger') : nothing,
    ].filter((b) => b !== nothing);
    return all.length ? html`<div class="live-controls">${all}</div>` : nothing;
  }

  /** What to look at before the start. */
  #checks() {
    const r = this.room;
    const s = r.show;
    const units = r.lineUp.reduce((n, o) => n + o.stock.free, 0);
    const papers = r.lineUp.filter((o) => this._papers.includes(o.product)).length;
    /** @type {[string, boolean, Record<string, string | number>, string][]} */
    const checks = [
      ['items', r.lineUp.length > 0, { n: r.lineUp.length }, deskLink(this.booth, 'shows', this.thing)], ['units', units > 0, { n: units }, deskLink(this.booth, 'shows', this.thing)],
      ['papers', papers === 0, { n: papers }, deskLink(this.booth, 'products')], ['video', s?.video.kind !== 'cover', {}, deskLink(this.booth, 'shows', this.thing)],
    ];
    return html`<section class="card stack checks"><div class="split"><h2>${say('desk.checks')}</h2><span class="soft">${s ? soon(s.startsMs, this._now) : ''}</span></div>
      <ul class="check-list">${checks.map(([k, good, n, href]) => html`<li><ph-icon class=${good ? 'good' : 'warn'} name=${good ? 'circle-check' : 'circle-alert'}></ph-icon><span class="grow">${say(`desk.check.${k}.${good ? 'good' : 'bad'}`, n)}</span>${good ? nothing : html`<a class="btn btn-small" href=${href}>${say('desk.check.see')}</a>`}</li>`)}</ul>
      ${this.staff ? html`<div class="btn-pair"><button class="btn" type="button" aria-busy=${this._busy === 'rehearse'} @click=${() => this.#start(true)}><ph-icon name="eye"></ph-icon>${say('desk.rehearse')}</button><button class="btn btn-buy" type="button" aria-busy=${this._busy === 'start'} ?disabled=${!r.lineUp.length} @click=${() => this.#start(false)}><ph-icon name="radio"></ph-icon>${say('desk.start')}</button></div><p class="soft small">${say('desk.rehearse.text')}</p>` : nothing}</section>`;
  }

  #goods() {
    const r = this.room;
    const may = mayDo(this.state);
    return html`<div class="panel-head"><h2>${say('desk.goods')}</h2><span class="row">${r.pins.length ? html`<button class="btn btn-small btn-quiet" type="button" @click=${() => this.#say({ t: 'pin-products', room: this.thing, products: [] }, { words: say('desk.pins.none') })}><ph-icon name="pin-off" size="18"></ph-icon>${say('desk.unpin.all')}</button>` : nothing}${this.staff && r.lineUp.length > 1 ? html`<button class="btn btn-small btn-quiet" type="button" @click=${() => { this._sheet = 'order'; }}><ph-icon name="list-ordered" size="18"></ph-icon>${say('desk.order')}</button>` : nothing}</span></div>
      ${r.lineUp.length ? html`<div class="items">${repeat(r.lineUp, (o) => o.product, (o, i) => html`<stage-item .offer=${o} .no=${i + 1} .pin=${r.pins.indexOf(o.product) + 1} .offsetMs=${this.socket.offsetMs} .may=${this.staff} .full=${may.sell || this.state === 'rehearsal'} .nowMs=${this.#dealClock(o)}></stage-item>`)}</div><p class="soft small keys-hint"><ph-icon name="keyboard" size="18"></ph-icon>${say('desk.keys')}</p>`
        : html`<ph-empty icon="shopping-bag" heading=${say('desk.goods.none')}><a class="btn btn-main" href=${deskLink(this.booth, 'shows', this.thing)}>${say('studio.lineup.add')}</a></ph-empty>`}`;
  }

  /** The clock matters to an item while it has a deal; the others need not be drawn anew each second. @param {OfferView} o */
  #dealClock(o) {
    return o.deal ? this._now : 0;
  }

  #order() {
    const list = this.room.lineUp;
    const put = (/** @type {number} */ from, /** @type {number} */ to) => this.#say({ t: 'reorder-line-up', room: this.thing, products: moved(list, from, to).map((o) => o.product) }, { words: say('desk.order.done') });
    return html`<ol class="lines order-list">${repeat(list, (o) => o.product, (o, i) => html`<li class="row"><span class="chip chip-code">${o.code}</span><span class="grow">${o.name}</span><button class="btn btn-icon btn-small" type="button" ?disabled=${i === 0} aria-label=${say('studio.lineup.up', { name: o.name })} @click=${() => put(i, i - 1)}><ph-icon name="arrow-up"></ph-icon></button><button class="btn btn-icon btn-small" type="button" ?disabled=${i === list.length - 1} aria-label=${say('studio.lineup.down', { name: o.name })} @click=${() => put(i, i + 1)}><ph-icon name="arrow-down"></ph-icon></button></li>`)}</ol>`;
  }

  #tabs() {
    const tabs = /** @type {const} */ ([['goods', 'shopping-bag', 0], ...(this.staff ? [['tray', 'receipt', this._unseen]] : []), ['chat', 'message-circle', unanswered(this.room).length]]);
    return html`<nav class="live-tabs" aria-label=${say('nav.main')}>${tabs.map(([k, icon, n]) => html`<button class="topbar-place" type="button" aria-current=${this._tab === k ? 'page' : nothing} @click=${() => { this._tab = /** @type {any} */ (k); if (k === 'tray') this._unseen = 0; window.scrollTo(0, 0); }}><ph-icon name=${String(icon)} size="22"></ph-icon><span>${say(`desk.tab.${k}`)}</span>${n ? html`<span class="topbar-count">${n}</span>` : nothing}</button>`)}</nav>`;
  }

  #menuList() {
    const may = mayDo(this.state);
    return html`<ul class="menu-list">${may.sell && this.staff ? html`<li><button class="btn btn-danger btn-wide" type="button" @click=${() => this.#emergency()}><ph-icon name="shield-alert"></ph-icon>${say('desk.emergency')}</button></li>` : nothing}
      ${this.staff && ['live', 'paused', 'rehearsal'].includes(this.state) ? html`<li><button class="btn btn-wide" type="button" @click=${() => { this._menu = false; this._claiming = true; }}><ph-icon name="megaphone"></ph-icon>${say('desk.claim')}</button></li>` : nothing}
      <li><button class="btn btn-wide" type="button" @click=${() => { this._menu = false; this._prompter = true; }}><ph-icon name="monitor"></ph-icon>${say('desk.prompter')}</button></li>
      <li><a class="btn btn-wide" href=${liveLink(this.thing)} target="_blank" rel="noopener"><ph-icon name="external-link"></ph-icon>${say('studio.show.asBuyer')}</a></li>
      ${this.staff ? html`<li><a class="btn btn-wide" href=${deskLink(this.booth, 'shows', this.thing)}><ph-icon name="pencil"></ph-icon>${say('studio.show.prepare')}</a></li>` : nothing}
      <li><button class="btn btn-wide" type="button" @click=${() => import('../language-menu.js').then((m) => m.openLanguageMenu())}><ph-icon name="languages"></ph-icon>${say('language.switch')}</button></li></ul>
      <p class="soft small">${say('desk.second')}</p>`;
  }

  #ended() {
    const t = this.room.tally;
    const show = this.room.show;
    return html`<section class="page stack"><div class="card stack ended-card"><h2 class="title">${say('desk.ended', { when: show?.endedMs ? time(show.endedMs) : '' })}</h2><p class="soft prose">${say('desk.ended.text')}</p>
      <div class="figures">${[['revenue', money(t?.revenueVnd ?? 0)], ['orders', t?.orders ?? 0], ['units', t?.units ?? 0], ['peak', t?.peakViewers ?? 0]].map(([k, v]) => html`<div class="figure"><span class="what">${say(`desk.figure.${k}`)}</span><span class="num">${v}</span></div>`)}</div>
      <div class="row"><a class="btn btn-main" href=${deskLink(this.booth, 'orders')}><ph-icon name="package"></ph-icon>${say('desk.ended.orders')}</a><a class="btn" href=${deskLink(this.booth, 'report', this.thing)}><ph-icon name="chart-line"></ph-icon>${say('reports.title')}</a></div></div></section>`;
  }

  #away() {
    const gone = this._line.code === 4404 || !this._line.code;
    return html`<div class="page"><ph-empty kind=${gone ? 'empty' : 'error'} icon=${gone ? 'search' : ''} heading=${gone ? say('studio.lost') : ''}><a class="btn" href=${deskLink(this.booth, 'shows')}>${say('studio.nav.shows')}</a>${gone ? nothing : html`<button class="btn btn-main" type="button" @click=${() => { this._line = { is: 'opening' }; this.socket.join(this.thing); }}>${say('action.retry')}</button>`}</ph-empty></div>`;
  }
}
customElements.define('studio-live', StudioLive);
