import { html, nothing } from 'lit';
import { provinceName } from '../lib/address.js';
import { list, wordsFor } from '../lib/api.js';
import { keepCart, cart as nightCart, withItem, without } from '../lib/cart.js';
import { soon } from '../lib/format.js';
import { newKey } from '../lib/keys.js';
import { LightElement } from '../lib/light.js';
import { ahead } from '../lib/line.js';
import { boothLink, ordersLink, pathThing } from '../lib/links.js';
import { forgetRecipient } from '../lib/remembered.js';
import { apply, emptyRoom, offerOf, pinned, priceNow, resumeAt, waitFor } from '../lib/room.js';
import { forgotten, me, whoAmI } from '../lib/session.js';
import { Socket } from '../lib/socket.js';
import { everySecond } from '../lib/tick.js';
import { say } from '../lib/words.js';
import { tellCalled } from '../parts/called.js';
import { Buying } from '../parts/live/buying.js';
import '../parts/night-notice.js';
import '../parts/live/live-chat.js';
import '../parts/live/live-head.js';
import '../parts/live/live-hearts.js';
import '../parts/live/live-pin.js';
import '../parts/live/live-say.js';
import '../parts/live/live-shelf.js';
import '../parts/live/live-stage.js';
import { toast } from '../parts/ph-toast.js';

/** A notice after the sheet that closes or opens now has done so, or it would go away with it. @type {typeof toast} */
const tell = (text, how) => void setTimeout(() => toast(text, how), 80);

/** @typedef {import('../parts/live/intent.js').Intent} Intent */
/** @typedef {import('../lib/protocol.js').Outbound} Outbound */

/** What is not seen at once comes when the room stands. */
const later = () => Promise.all([import('../parts/live/live-checkout.js'), import('../parts/live/live-item.js'), import('../parts/live/live-cart.js'), import('../parts/live/live-trust.js'), import('../parts/complain-form.js'), import('../parts/sign-in-form.js'), import('../parts/ph-dialog.js'), import('../parts/ph-empty.js'), import('../parts/ph-sheet.js'), import('../parts/ph-receipt.js')]);

/** From here on the shelf and the chat stand beside the picture. */
const WIDE = '(min-width: 1080px)';
/** The person is asked whether they need more time when so much of a hold is left, ms. */
const ASK_MS = 45_000;
/** At least so long between two hearts, ms. */
const HEART_MS = 250;

/** The live room of a buyer. It alone holds the state and talks to the socket; its parts show it and say what is wanted. */
class LivePage extends LightElement {
  static properties = { _room: { state: true }, _line: { state: true }, _sheet: { state: true }, _wide: { state: true }, _item: { state: true }, _cart: { state: true }, _reply: { state: true }, _hideChat: { state: true }, _hideHearts: { state: true }, _slip: { state: true }, _asking: { state: true }, _stories: { state: true } };

  constructor() {
    super();
    const room = pathThing();
    /** @type {import('../lib/room.js').Room} */
    this._room = emptyRoom(room);
    /** @type {import('../lib/socket.js').Line} */
    this._line = { is: 'opening' };
    /** Which sheet is open: shelf, item, checkout, cart, trust, complain, menu, signin or ''. @type {string} */
    this._sheet = '';
    /** @type {string} */
    this._item = '';
    /** Quantity by product. @type {Record<string, number>} */
    this._cart = readCart(room);
    /** @type {import('../lib/protocol.js').ChatLine | null} */
    this._reply = null;
    /** @type {boolean} */
    this._hideChat = false;
    /** @type {boolean} */
    this._hideHearts = false;
    /** The private slip of a comment that was an order. @type {{heading: string, place?: string, next: string, product: string, hold?: string, icon: string} | null} */
    this._slip = null;
    /** The hold about which the person is asked whether they need more time. @type {string} */
    this._asking = '';
    /** What producers tell about their goods, by product. @type {Record<string, string>} */
    this._stories = {};
    /** @type {boolean} */
    this._wide = matchMedia(WIDE).matches;
    /** What the person wanted when they had to sign in first. @type {Intent | null} */
    this._wanted = null;
    /** @type {string} */
    this._reason = '';
    /** Holds about which the person was asked already. @type {Set<string>} */
    this._askedAbout = new Set();
    this._lastHeartMs = 0;
    /** @type {(() => void)[]} */
    this._stops = [];

    this.socket = new Socket({
      at: () => resumeAt(this._room),
      hear: (message) => this.#hear(message),
      line: (line) => { this._line = line; },
      signedOut: forgotten,
    });
    this.buying = new Buying(this, { socket: () => this.socket, room: () => this._room });
  }

  connectedCallback() {
    super.connectedCallback();
    const wide = matchMedia(WIDE);
    const turn = () => { this._wide = wide.matches; };
    wide.addEventListener('change', turn);
    this._stops = [everySecond(() => this.#look()), () => wide.removeEventListener('change', turn)];
    this.addEventListener('live-do', /** @type {EventListener} */ (this.#do));
    if (this._room.room) this.socket.join(this._room.room);
    whoAmI().then(() => this.requestUpdate(), () => {});
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this._stops.forEach((stop) => stop());
    this.socket.close();
  }

  /** However much is heard, a picture is drawn once; a hidden page draws when it is seen again, or now and then. */
  async scheduleUpdate() {
    await new Promise((now) => {
      if (document.hidden) setTimeout(now, 500);
      else requestAnimationFrame(now);
    });
    super.scheduleUpdate();
  }

  // ── what the house says ───────────────────────────────────────────────────────────────────────────────────────────

  /** @param {Outbound} message */
  #hear(message) {
    const before = this._room;
    this._room = apply(before, message);
    if (this._room.gap && !before.gap) this.socket.rejoin();
    switch (message.t) {
      case 'joined': return this.#came(before.you);
      case 'reacted': return this._hideHearts ? undefined : this.#hearts()?.rise(message.counts);
      case 'hold-granted': return this.#granted(message.hold);
      case 'wait-closed':
        tell(say('live.wait.closed', { code: offerOf(this._room, message.product)?.code ?? '' }));
        break;
      case 'order-changed':
        if (message.paid === 'paid' && before.orders[message.order]?.paid !== 'paid') tell(say('order.paid.paid'), { kind: 'good' });
        break;
      case 'ticket-changed':
        tellCalled(message, '', me()?.account);
        break;
      case 'hold-resolved':
        if (message.how === 'frozen') tell(say('live.hold.frozen'), { kind: 'bad', ms: 10_000 });
        if (message.how === 'expired' && this.buying.hold !== message.hold) tell(say('buy.lapsed'), { kind: 'bad' });
        break;
      case 'show-changed':
        if (message.state === 'ended' && !this.buying.open) this._sheet = '';
    }
    this.buying.follow(this._room);
    if (this._asking && !this._room.holds.some((h) => h.hold === this._asking)) this._asking = '';
  }

  /** @param {string | null} before */
  #came(before) {
    ahead(later);
    const show = this._room.show;
    if (show) document.title = `${show.title} · ${show.booth.name} · Phiên`;
    this.buying.follow(this._room);
    if (before !== this._room.you) forgetRecipient();
    if (this._room.you && this._wanted) {
      const wanted = this._wanted;
      this._wanted = null;
      this.#want(wanted);
    }
  }

  /** @param {import('../lib/protocol.js').HoldView} hold */
  #granted(hold) {
    navigator.vibrate?.(80);
    if (this._room.resolved[hold.hold]) return;
    this.buying.follow(this._room);
    if (!this.buying.open) {
      this.buying.resume(hold.hold);
      this._sheet = 'checkout';
    }
    tell(say('live.wait.granted', { code: hold.lines[0].code }), { kind: 'good', ms: 8_000 });
  }

  /** Once a second: is a hold about to end? */
  #look() {
    const now = this.socket.now();
    const ending = this._room.holds.find((h) => h.deadlineMs - now <= ASK_MS && h.deadlineMs > now && h.deadlineMs < h.capMs && !this._askedAbout.has(`${h.hold} ${h.deadlineMs}`));
    if (!ending || this.buying.busy === 'place') return;
    this._askedAbout.add(`${ending.hold} ${ending.deadlineMs}`);
    this._asking = ending.hold;
  }

  #hearts() {
    return /** @type {import('../parts/live/live-hearts.js').LiveHearts | null} */ (this.querySelector('live-hearts'));
  }

  // ── what the person wants ─────────────────────────────────────────────────────────────────────────────────────────

  /** @param {CustomEvent<Intent>} e */
  #do = (e) => {
    e.stopPropagation();
    this.#want(e.detail);
  };

  /** @param {Intent} intent */
  #want(intent) {
    switch (intent.do) {
      case 'buy': return this.#mayBuy(intent) && this.#take([{ product: intent.product, quantity: intent.quantity ?? 1 }], true);
      case 'wait': return this.#wait(intent);
      case 'leave-line': return this.#leaveLine(intent.product);
      case 'to-cart': return this.#toCart(intent.product, intent.quantity);
      case 'cart-quantity': return this.#setCart({ ...this._cart, [intent.product]: intent.quantity });
      case 'hold-cart': return this.#mayBuy(intent) && this.#take(Object.entries(this._cart).map(([product, quantity]) => ({ product, quantity })), false);
      case 'resume-hold':
        this.buying.resume(intent.hold);
        return this.#show('checkout');
      case 'open-item':
        this._item = intent.product;
        this.#stories();
        return this.#show('item');
      case 'open': return this.#show(intent.sheet);
      case 'close': return this.#close();
      case 'say': return this.#say(intent);
      case 'reply':
        this._reply = this._room.chat.find((l) => l.message === intent.message) ?? null;
        return undefined;
      case 'react': return this.#react(intent.kind);
      case 'toggle':
        if (intent.what === 'chat') this._hideChat = !this._hideChat;
        else this._hideHearts = !this._hideHearts;
        return this.#close();
      case 'share': return this.#share();
      case 'sound': return undefined;
      case 'sign-out': return undefined;
    }
  }

  /** @param {string} sheet */
  #show(sheet) {
    later().catch(() => tell(say('refused.offline'), { kind: 'bad' }));
    this._sheet = sheet;
  }

  #close() {
    this._sheet = '';
    this.buying.leave();
  }

  /** Whether the person is known; if not they sign in, and what they wanted is done afterwards. @param {Intent} intent @param {string} [reason] */
  #mayBuy(intent, reason = 'signin.reason.buy') {
    if (this._room.you) return true;
    this._wanted = intent;
    this._reason = reason;
    this.#show('signin');
    return false;
  }

  #signedIn() {
    this._sheet = '';
    this.socket.refresh();
  }

  /** @param {import('../parts/live/buying.js').Want[]} lines @param {boolean} orWait */
  async #take(lines, orWait) {
    if (!lines.length) return;
    this.#show('checkout');
    await this.buying.take(lines, orWait);
    if (this.buying.why === 'sign-in-first') {
      this.buying.leave();
      this._room = { ...this._room, you: null };
      this.#mayBuy(lines.length === 1 ? { do: 'buy', ...lines[0] } : { do: 'hold-cart' });
    } else if (this.buying.step === 'held' && lines.length > 1) this.#setCart({});
  }

  /** @param {{do: 'wait', product: string}} intent */
  #wait(intent) {
    if (!this.#mayBuy(intent)) return;
    if (waitFor(this._room, intent.product)) {
      Object.assign(this.buying, { step: 'waiting', lines: [{ product: intent.product, quantity: 1 }] });
      return this.#show('checkout');
    }
    return this.#take([{ product: intent.product, quantity: 1 }], true);
  }

  /** @param {string} product */
  async #leaveLine(product) {
    const reply = await this.socket.must({ t: 'leave-waitlist', room: this._room.room, product });
    if (reply.t === 'refused' && reply.why !== 'not-in-line') return tell(wordsFor(reply.why), { kind: 'bad' });
    this._room = { ...this._room, waits: this._room.waits.filter((w) => w.product !== product) };
    if (this.buying.step === 'waiting') this.#close();
    tell(say('live.wait.left'), { undo: () => this.#want({ do: 'wait', product }), undoLabel: say('live.wait.again') });
  }

  /** @param {string} product @param {number} quantity */
  #toCart(product, quantity) {
    const most = offerOf(this._room, product)?.perBuyer ?? 99;
    this.#setCart({ ...this._cart, [product]: Math.min(most, (this._cart[product] ?? 0) + quantity) });
    this._sheet = this._wide ? '' : 'shelf';
    tell(say('buy.cart.added', { code: offerOf(this._room, product)?.code ?? '' }), { kind: 'good', undo: () => this.#show('cart'), undoLabel: say('buy.cart.see') });
  }

  /** @param {Record<string, number>} cart */
  #setCart(cart) {
    this._cart = Object.fromEntries(Object.entries(cart).filter(([, n]) => n > 0));
    this.#intoTheNightCart();
  }

  /** The cart of this room is a part of the one for the night. */
  #intoTheNightCart() {
    const { room, show } = this._room;
    let now = without(nightCart(), [room]);
    for (const [product, quantity] of Object.entries(this._cart)) {
      const o = offerOf(this._room, product);
      if (o && show) now = withItem(now, { room, product, quantity, priceVnd: priceNow(o, this.socket.now()).vnd, booth: show.booth.booth, boothName: show.booth.name, name: o.name, unit: o.unit, picture: o.picture, qr: show.booth.canVietQr }).cart;
    }
    keepCart(now);
  }

  /** @param {{do: 'say', text: string, replyTo?: string}} intent */
  async #say(intent) {
    const composer = /** @type {import('../parts/live/live-say.js').LiveSay | null} */ (this.querySelector('live-say'));
    if (!this.#mayBuy(intent, 'signin.reason.chat')) {
      if (composer) composer.text = intent.text;
      return;
    }
    if (composer) composer.text = '';
    const reply = await this.socket.must({ t: 'post-chat', room: this._room.room, text: intent.text, ...(intent.replyTo ? { replyTo: intent.replyTo } : {}), key: newKey(this.socket.now()) });
    if (reply.t === 'refused') {
      if (composer) composer.text = intent.text;
      tell(wordsFor(reply.why), { kind: 'bad' });
      return;
    }
    this._reply = null;
    if (reply.t !== 'chat-posted') return;
    this.#echo(reply.message, intent, !!(reply.hold ?? reply.waiting ?? reply.refused));
    this.#slipFor(reply);
  }

  /** One's own words show at once; the room's own line takes their place. @param {string} message @param {{text: string, replyTo?: string}} said @param {boolean} order */
  #echo(message, said, order) {
    if (this._room.chat.some((l) => l.message === message)) return;
    const n = (this._room.chat.at(-1)?.n ?? 0) + 0.5;
    this._room = apply(this._room, { t: 'said', line: { n, message, account: this._room.you ?? '', name: me()?.name ?? say('live.you'), text: said.text, ...(said.replyTo ? { replyTo: said.replyTo } : {}), sentMs: this.socket.now(), question: false, order } });
  }

  /** @param {import('../lib/protocol.js').ChatPosted} posted */
  #slipFor(posted) {
    if (posted.hold) {
      const line = posted.hold.lines[0];
      const more = posted.hold.lines.length > 1 ? ` ${say('buy.and.more', { n: posted.hold.lines.length - 1 })}` : '';
      this._slip = { icon: 'check', heading: say('slip.held', { what: `${line.code} × ${line.quantity}${more}` }), next: say('slip.held.next'), product: line.product, hold: posted.hold.hold };
    } else if (posted.waiting) {
      this._slip = { icon: 'hourglass', heading: say('slip.waiting'), place: say('live.wait.place', { n: posted.waiting.number }), next: say('live.wait.then'), product: posted.waiting.product };
    } else if (posted.refused) {
      this._slip = { icon: 'x', heading: say('slip.refused'), next: wordsFor(posted.refused.why), product: '' };
    } else return;
    const slip = this._slip;
    setTimeout(() => { if (this._slip === slip) this._slip = null; }, 15_000);
  }

  /** @param {'heart' | 'clap' | 'flower'} kind */
  #react(kind) {
    const now = Date.now();
    if (now - this._lastHeartMs < HEART_MS) return;
    this._lastHeartMs = now;
    this.#hearts()?.rise({ [kind]: 1 });
    if (this._room.you) this.socket.hint({ t: 'react', room: this._room.room, kind });
  }

  async #share() {
    const link = { title: this._room.show?.title ?? 'Phiên', url: location.href };
    try {
      if (navigator.share) await navigator.share(link);
      else {
        await navigator.clipboard.writeText(link.url);
        tell(say('live.share.copied'), { kind: 'good' });
      }
    } catch { /* the person thought better of it */ }
  }

  async #stories() {
    const booth = this._room.show?.booth.booth;
    if (!booth || Object.keys(this._stories).length) return;
    /** @type {import('../lib/protocol.js').ProductView[]} */
    const products = await list(`/api/booths/${booth}/products`).catch(() => []);
    this._stories = Object.fromEntries(products.map((p) => [p.product, p.story]));
  }

  async #extendAsked() {
    const hold = this._asking;
    this._asking = '';
    const why = await this.buying.extend(hold);
    tell(why ? wordsFor(why) : say('buy.hold.extended'), { kind: why ? 'bad' : 'good' });
  }

  #letGo() {
    const hold = this._asking;
    this._asking = '';
    this.socket.must({ t: 'release-hold', room: this._room.room, hold });
    if (this.buying.hold === hold) this.#close();
  }

  // ── what is seen ──────────────────────────────────────────────────────────────────────────────────────────────────

  render() {
    const room = this._room;
    if (!room.room || this._line.is === 'away') return this.#away();
    const state = room.show?.state ?? '';
    const ended = state === 'ended';
    return html`<a class="skip" href="#live-buy">${say('live.skip')}</a>
      <main class="live ${this._wide ? 'wide' : ''}" id="main" tabindex="-1" data-state=${state}>
        <h1 class="visually-hidden">${room.show?.title ?? say('state.loading')}</h1>
        ${this._wide ? html`<aside class="live-left" aria-label=${say('live.shelf')}>${this.#about()}<h2 class="live-column-title">${room.here ? say('live.shelf.count', { n: room.lineUp.length }) : say('live.shelf')}</h2><div class="live-column"><live-shelf .room=${room} .offsetMs=${this.socket.offsetMs} .cart=${this._cart}></live-shelf></div></aside>` : nothing}
        <div class="live-middle">
          <live-stage .video=${room.show?.video ?? null} .cover=${room.show?.cover ?? null} .drawings=${this.#drawings()} .title=${room.show?.title ?? ''} ?still=${ended || state === 'scheduled' || state === ''}></live-stage>
          <div class="live-shade" aria-hidden="true"></div>
          <live-head class="live-head" .show=${room.show} .viewers=${room.viewers}></live-head>
          <div class="live-notices">${this.#notices()}</div>
          <live-hearts class="live-hearts" aria-hidden="true" ?hidden=${this._hideHearts}></live-hearts>
          <div class="live-low">
            ${this._wide || ended ? nothing : html`<live-chat class="live-chat" .room=${room} ?hidden=${this._hideChat}></live-chat>`}
            ${this.#slip()}
            ${ended ? this.#ended() : nothing}
            <live-pin id="live-buy" class="live-pin" tabindex="-1" .room=${room} .offsetMs=${this.socket.offsetMs}></live-pin>
            ${this._wide ? nothing : this.#composer()}
          </div>
          ${room.here ? nothing : this._line.is === 'crowded' ? html`<div class="live-coming live-crowded" role="status"><ph-icon name="hourglass" size="32"></ph-icon><strong>${say('live.crowded')}</strong><span>${say('live.crowded.text')}</span>${this.#crowdedClock()}<a class="btn" href="/">${say('live.ended.lobby')}</a></div>` : html`<div class="live-coming" role="status"><span class="spinner" aria-hidden="true"></span><span>${say('live.coming')}</span></div>`}
        </div>
        ${this._wide ? html`<aside class="live-right" aria-label=${say('live.chat')}><h2 class="live-column-title">${say('live.chat')}</h2><live-chat class="live-chat" .room=${room}></live-chat>${this.#composer()}</aside>` : nothing}
      </main>
      ${this.#sheets()}${this.#question()}`;
  }

  /** When the phone tries to come in again; by its own clock, for it has not heard the server's yet. */
  #crowdedClock() {
    return html`<ph-countdown bare deadline-ms=${this._line.untilMs ?? 0} offset-ms="0" label=${say('live.crowded.again')}></ph-countdown>`;
  }

  #composer() {
    return html`<live-say class="live-say" .room=${this._room} .cart=${Object.values(this._cart).reduce((a, b) => a + b, 0)} ?wide=${this._wide} .replyTo=${this._reply}></live-say>`;
  }

  /** The goods that lie in front on the drawn cover. */
  #drawings() {
    const room = this._room;
    const first = [...pinned(room), ...room.lineUp].map((o) => o.picture.drawing);
    const own = room.show?.cover.drawing;
    return [...new Set([...(own ? [own] : []), ...first])].slice(0, 3);
  }

  #about() {
    const show = this._room.show;
    if (!show) return nothing;
    return html`<div class="live-about"><h2>${show.title}</h2><p class="soft">${show.booth.name} · ${provinceName(show.booth.province)}</p>
      <button class="link" type="button" @click=${() => this.#show('trust')}>${say('trust.title')}</button></div>`;
  }

  #notices() {
    const room = this._room;
    const line = this._line;
    return html`<night-notice></night-notice>
      ${room.here && line.is === 'waiting' ? html`<p class="live-notice" role="status"><ph-icon name="wifi-off" size="18"></ph-icon><span>${say('state.reconnecting')} <span class="soft">${say('live.reconnecting.kept')}</span></span></p>` : nothing}
      ${room.here && line.is === 'crowded' ? html`<p class="live-notice" role="status"><ph-icon name="hourglass" size="18"></ph-icon><span>${say('live.crowded.back')} <span class="soft">${this.#crowdedClock()}</span></span></p>` : nothing}
      ${room.here && line.is === 'open' && room.strain === 'store-away' ? html`<p class="live-notice" role="status"><ph-icon name="hand" size="18"></ph-icon><span>${say('live.store-away')} <span class="soft">${say('live.store-away.kept')}</span></span></p>` : nothing}
      ${room.here && line.is === 'open' && room.strain === 'buying-only' && !room.staff ? html`<p class="live-notice"><ph-icon name="message-circle" size="18"></ph-icon><span>${say('live.chat-rests')}</span></p>` : nothing}
      ${room.officials.length ? html`<p class="live-notice live-officials"><ph-icon name="shield-check" size="18"></ph-icon><span>${say('live.officials', { who: room.officials.join(', ') })}</span></p>` : nothing}
      ${room.stopped ? html`<p class="live-notice" role="status"><ph-icon name="shield-alert" size="18"></ph-icon><span>${say('live.halted')}</span></p>` : nothing}
      ${room.show?.state === 'paused' && !room.stopped ? html`<p class="live-notice"><ph-icon name="pause" size="18"></ph-icon><span>${say('live.paused')}</span></p>` : nothing}
      ${room.show?.state === 'scheduled' ? html`<p class="live-notice"><ph-icon name="calendar-days" size="18"></ph-icon><span>${say('live.scheduled', { time: soon(room.show.startsMs, this.socket.now()) })}</span></p>` : nothing}
      ${room.here && !room.ordersOpen && room.show?.state === 'live' ? html`<p class="live-notice"><ph-icon name="hand" size="18"></ph-icon><span>${say('refused.orders-stopped')}</span></p>` : nothing}
      ${this._hideChat && !this._wide && room.show?.state !== 'ended' ? html`<button class="chip chip-video" type="button" @click=${() => { this._hideChat = false; }}><ph-icon name="message-circle" size="16"></ph-icon>${say('live.chat.show')}</button>` : nothing}`;
  }

  #slip() {
    const slip = this._slip;
    if (!slip) return nothing;
    const hold = slip.hold && this._room.holds.find((h) => h.hold === slip.hold);
    return html`<div class="live-slip"><ph-receipt icon=${slip.icon} heading=${slip.heading} place=${slip.place ?? ''} next=${slip.next}>
      ${hold ? html`<button class="btn btn-main" type="button" @click=${() => { this._slip = null; this.#want({ do: 'resume-hold', hold: hold.hold }); }}>${say('buy.hold.go')}</button>` : nothing}
      <button class="btn" type="button" @click=${() => { this._slip = null; }}>${say('action.close')}</button></ph-receipt></div>`;
  }

  #ended() {
    const booth = this._room.show?.booth;
    return html`<section class="panel live-ended"><h2>${say('live.ended.title')}</h2><p class="soft">${say('live.ended.text', { booth: booth?.name ?? '' })}</p>
      <div class="btn-pair"><a class="btn btn-main" href="/">${say('live.ended.lobby')}</a>${booth ? html`<a class="btn" href=${boothLink(booth.booth)}>${say('trust.booth')}</a>` : nothing}<a class="btn" href=${ordersLink()}>${say('account.orders')}</a></div></section>`;
  }

  #sheets() {
    const room = this._room;
    const sheet = this.buying.open && this._sheet === 'checkout' ? 'checkout' : this._sheet === 'checkout' ? '' : this._sheet;
    const close = () => this.#close();
    const inside = (/** @type {string} */ name, /** @type {() => unknown} */ make) => (sheet === name ? make() : nothing);
    return html`
      <ph-sheet size="half" heading=${say('live.shelf.count', { n: room.lineUp.length })} .open=${sheet === 'shelf'} @ph-close=${close}>${inside('shelf', () => html`<live-shelf .room=${room} .offsetMs=${this.socket.offsetMs} .cart=${this._cart}></live-shelf>`)}
        ${sheet === 'shelf' && Object.keys(this._cart).length ? html`<button slot="actions" class="btn btn-main btn-wide" type="button" @click=${() => this.#show('cart')}>${say('buy.cart.open', { n: Object.values(this._cart).reduce((a, b) => a + b, 0) })}</button>` : nothing}</ph-sheet>
      <ph-sheet heading=${offerOf(room, this._item)?.code ?? ''} .open=${sheet === 'item'} @ph-close=${close}>${inside('item', () => html`<live-item .room=${room} .product=${this._item} .story=${this._stories[this._item] ?? ''} .offsetMs=${this.socket.offsetMs} .inCart=${this._cart[this._item] ?? 0}></live-item>`)}</ph-sheet>
      <ph-sheet heading=${say('buy.cart')} .open=${sheet === 'cart'} @ph-close=${close}>${inside('cart', () => html`<live-cart .room=${room} .cart=${this._cart} .offsetMs=${this.socket.offsetMs}></live-cart>`)}</ph-sheet>
      <ph-sheet heading=${this.#checkoutTitle()} .open=${sheet === 'checkout'} @ph-close=${close}>${inside('checkout', () => html`<live-checkout .buying=${this.buying} .room=${room} .offsetMs=${this.socket.offsetMs} .tick=${{}}></live-checkout>`)}</ph-sheet>
      <ph-sheet heading=${say('trust.title')} .open=${sheet === 'trust'} @ph-close=${close}>${inside('trust', () => html`<live-trust .room=${room}></live-trust>`)}</ph-sheet>
      <ph-sheet heading=${say('complaint.title')} size="full" .open=${sheet === 'complain'} @ph-close=${close}>${inside('complain', () => html`<complain-form booth=${room.show?.booth.booth ?? ''} room=${room.room} @complaint-made=${() => { this.#close(); tell(say('complaint.sent'), { kind: 'good', ms: 8_000 }); }}></complain-form>`)}</ph-sheet>
      <ph-sheet heading=${say('signin.title')} .open=${sheet === 'signin'} @ph-close=${() => { this._wanted = null; this.#close(); }}>${inside('signin', () => html`<sign-in-form reason=${say(this._reason)} @signed-in=${() => this.#signedIn()}></sign-in-form>`)}</ph-sheet>
      <ph-sheet heading=${say('live.menu')} .open=${sheet === 'menu'} @ph-close=${close}>${inside('menu', () => this.#menu())}</ph-sheet>`;
  }

  #checkoutTitle() {
    return say({ taking: 'buy.title.taking', held: 'buy.title.held', waiting: 'live.wait', refused: 'buy.title.refused', lapsed: 'buy.title.lapsed', placed: 'buy.title.placed', elsewhere: 'buy.title.placed', '': 'buy.title.held' }[this.buying.step]);
  }

  #menu() {
    const row = (/** @type {string} */ icon, /** @type {string} */ words, /** @type {() => void} */ act) => html`<li><button class="menu-row" type="button" @click=${act}><ph-icon name=${icon}></ph-icon>${words}</button></li>`;
    return html`<ul class="menu">
      ${row('shield-check', say('trust.title'), () => this.#show('trust'))}
      ${row('circle-alert', say('complaint.button'), () => this.#want({ do: 'open', sheet: 'complain' }))}
      ${row('share-2', say('action.share'), () => this.#share())}
      ${this._wide ? nothing : row(this._hideChat ? 'message-circle' : 'eye-off', say(this._hideChat ? 'live.chat.show' : 'live.chat.hide'), () => this.#want({ do: 'toggle', what: 'chat' }))}
      ${row('heart', say(this._hideHearts ? 'live.hearts.show' : 'live.hearts.hide'), () => this.#want({ do: 'toggle', what: 'hearts' }))}
      ${row('languages', say('language.switch'), () => import('../parts/language-menu.js').then((m) => m.openLanguageMenu()))}
      <li><a class="menu-row" href=${ordersLink()}><ph-icon name="receipt"></ph-icon>${say('account.orders')}</a></li>
      ${this._room.you ? nothing : row('log-in', say('account.signin'), () => { this._reason = 'signin.reason.any'; this.#show('signin'); })}</ul>`;
  }

  #question() {
    const hold = this._room.holds.find((h) => h.hold === this._asking);
    return html`<ph-dialog .open=${!!hold} heading=${say('buy.ask.title')} @ph-close=${() => { this._asking = ''; }}>
      ${hold ? html`<p role="alert">${say('buy.ask.text', { what: hold.lines.map((l) => `${l.code} × ${l.quantity}`).join(', ') })}</p><p class="ask-clock"><ph-countdown deadline-ms=${hold.deadlineMs} offset-ms=${this.socket.offsetMs} label=${say('buy.hold.left')}></ph-countdown></p>` : nothing}
      <button slot="actions" class="btn" type="button" @click=${() => this.#letGo()}>${say('buy.hold.release')}</button>
      <button slot="actions" class="btn btn-main" type="button" autofocus @click=${() => this.#extendAsked()}>${say('action.extend')}</button></ph-dialog>`;
  }

  #away() {
    later().catch(() => {});
    const code = this._line.code;
    return html`<main class="live-gone" id="main" tabindex="-1"><ph-empty icon="store" kind=${code === 4404 || !code ? 'empty' : 'error'} heading=${say(code === 4404 || !code ? 'live.gone' : code === 4409 ? 'live.elsewhere' : 'state.error')} text=${say(code === 4404 || !code ? 'live.gone.text' : 'state.error.text')}>
      <a class="btn btn-main" href="/">${say('live.ended.lobby')}</a>${code && code !== 4404 ? html`<button class="btn" type="button" @click=${() => { this._line = { is: 'opening' }; this.socket.join(this._room.room); }}>${say('action.retry')}</button>` : nothing}</ph-empty></main>`;
  }
}
customElements.define('live-page', LivePage);

/** What of the night's cart is from this room. @param {string} room @returns {Record<string, number>} */
function readCart(room) {
  return Object.fromEntries(nightCart().items.filter((i) => i.room === room).map((i) => [i.product, i.quantity]));
}
