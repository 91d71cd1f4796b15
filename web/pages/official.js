import { html, nothing } from 'lit';
import { Problem } from '../lib/api.js';
import { dateTime, money, number, soon, time } from '../lib/format.js';
import { newKey } from '../lib/keys.js';
import { LightElement } from '../lib/light.js';
import { boothLink, liveLink, signInLink } from '../lib/links.js';
import { orderCode } from '../lib/orders.js';
import { GROUNDS, closeMatter, decideComplaint, holdJournal, journalLink, legalHolds, mattersOf, openComplaints, openMatter, openRecipient, packLink, recordsOf, releaseJournal, rootOf, sayInComplaint, sayInMatter, searchMarket, showsIn, watchShow } from '../lib/oversight.js';
import { provinces } from '../lib/provinces.js';
import { follows, me, whoAmI } from '../lib/session.js';
import { Loads } from '../lib/studio/loads.js';
import { say } from '../lib/words.js';
import { ask } from '../parts/ph-dialog.js';
import { toast } from '../parts/ph-toast.js';
import { shown, troubled, viewHead } from '../parts/studio/view.js';
import '../parts/complaint-card.js';
import '../parts/matter-card.js';
import '../parts/ph-cover.js';
import '../parts/ph-goods.js';
import '../parts/ph-sheet.js';
import '../parts/ph-stars.js';
import '../parts/ph-topbar.js';
import '../parts/sign-in-form.js';

const PARTS = /** @type {const} */ ([['shows', 'radio'], ['matters', 'shield-check'], ['complaints', 'circle-alert'], ['search', 'search'], ['journals', 'file-text']]);
const LOOK_MS = 8_000;

/** What an act is about. @typedef {{booth: string, boothName: string, room?: string, product?: string, productName?: string, order?: string, kinds: string[]}} About */

/** The desk of officials: what is on air, one show with its journal, acts, matters and complaints, search. Organizers may use it too. */
class OfficialPage extends LightElement {
  static properties = { _part: { state: true }, _thing: { state: true }, _about: { state: true }, _kind: { state: true }, _busy: { state: true }, _text: { state: true }, _error: { state: true }, _seen: { state: true } };

  constructor() {
    super();
    follows(this);
    /** @type {string} */
    this._part = '';
    /** @type {string} */
    this._thing = '';
    /** What an act that is being written is about. @type {About | null} */
    this._about = null;
    /** @type {string} */
    this._kind = '';
    /** @type {string} */
    this._busy = '';
    /** @type {string} */
    this._text = '';
    /** @type {string} */
    this._error = '';
    /** Who receives an order, once it was opened. @type {import('../lib/protocol.js').RecipientView | null} */
    this._seen = null;
    this._key = newKey();
    /** @type {Loads<import('../lib/session.js').Me | null>} */
    this._me = new Loads(this);
    /** @type {Loads<any>} */
    this._loads = new Loads(this);
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this._timer = undefined;
    this.#where();
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('popstate', this.#moved);
    void this._me.from(whoAmI).then(() => this.#load(true));
    this._timer = setInterval(() => !document.hidden && this.#may() && !this._about && this._part !== 'search' && !this.querySelector('textarea:focus') && this._loads.again(), LOOK_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.#moved);
    clearInterval(this._timer);
  }

  #where() {
    const [, part = '', thing = ''] = location.pathname.split('/').filter(Boolean);
    this._part = part === 'show' ? 'show' : PARTS.find(([k]) => k === part)?.[0] ?? 'shows';
    this._thing = decodeURIComponent(thing);
  }

  #moved = () => {
    this.#where();
    this.#load(true);
    window.scrollTo(0, 0);
  };

  get #role() {
    return me()?.roles.includes('official') ? 'official' : me()?.roles.includes('organizer') ? 'organizer' : '';
  }

  #may() {
    return this.#role !== '';
  }

  /** @param {boolean} [anew] */
  #load(anew = false) {
    if (!this.#may()) return;
    document.title = `${say(`official.${this._part}`)} · Phiên`;
    /** @type {Record<string, () => Promise<any>>} */
    const work = {
      shows: async () => { const [live, matters] = await Promise.all([showsIn('live'), mattersOf()]); return { live, matters }; },
      show: async () => { const [seen, records, root] = await Promise.all([watchShow(this._thing), recordsOf(this._thing), rootOf(this._thing).catch(() => null)]); return { ...seen, records, root }; },
      matters: () => mattersOf(),
      complaints: openComplaints,
      search: () => (this._text.trim() ? searchMarket(this._text.trim()) : Promise.resolve({ booths: [], products: [] })),
      journals: async () => { const [ended, holds] = await Promise.all([showsIn('ended'), legalHolds()]); return { ended, holds }; },
    };
    void this._loads.from(work[this._part], anew);
  }

  /** @param {MouseEvent} e */
  #click = (e) => {
    const link = /** @type {Element} */ (e.composedPath()[0]).closest?.('a[href^="/official"]');
    if (!link || e.button || e.metaKey || e.ctrlKey || e.shiftKey) return;
    e.preventDefault();
    history.pushState(null, '', link.getAttribute('href'));
    this.#moved();
  };

  /** @param {About} about */
  #begin(about) {
    this._about = about;
    this._kind = about.kinds[0];
    this._error = '';
    this._key = newKey();
  }

  /** @param {SubmitEvent} e */
  async #act(e) {
    e.preventDefault();
    const about = this._about;
    if (!about) return;
    const data = new FormData(/** @type {HTMLFormElement} */ (e.target));
    const text = String(data.get('text') ?? '').trim();
    const reason = String(data.get('reason') ?? '');
    this._error = !reason ? say('official.choose.reason') : !text ? say('official.choose.text') : '';
    if (this._error) return;
    const strong = this._kind === 'freeze' || this._kind === 'stop';
    if (strong && !(await ask({ heading: say(`official.ask.${this._kind}`), text: say(`official.ask.${this._kind}.text`), yes: say(`oversight.kind.${this._kind}`), danger: true }))) return;
    this._busy = 'act';
    try {
      await openMatter({ kind: this._kind, booth: about.booth, reason, text, ...(about.room ? { room: about.room } : {}), ...(about.product ? { product: about.product } : {}) }, this._key);
      this._about = null;
      toast(say('official.done'), { kind: 'good' });
      void this._loads.again();
    } catch (problem) {
      const p = /** @type {Problem} */ (problem);
      this._error = p.why === 'already-done' ? say('official.already') : p.message;
    }
    this._busy = '';
  }

  /** @param {string} id @param {() => Promise<any>} work @param {() => void} [done] */
  async #do(id, work, done = () => {}) {
    this._busy = id;
    try {
      await work();
      done();
      await this._loads.again();
    } catch (problem) {
      toast(/** @type {Problem} */ (problem).message, { kind: 'bad' });
    }
    this._busy = '';
  }

  // ── what is seen ──────────────────────────────────────────────────────────────────────────────────────────────────

  render() {
    const person = me();
    const places = this.#may() ? PARTS.map(([k, icon]) => ({ href: `/official/${k}`, label: say(`official.${k}`), icon, current: this._part === k || (k === 'shows' && this._part === 'show') })) : [];
    return html`<ph-topbar .places=${places} .account=${person ? { name: person.name } : null} heading=${say('official.desk')} signin-href=${signInLink()} @click=${this.#click}></ph-topbar>
      <main id="main" class="page stack studio official" tabindex="-1" @click=${this.#click}>${this._me.value === undefined ? shown(this._me, () => nothing)
        : !person ? html`<section class="card stack sign-in-card"><h1>${say('studio.signin')}</h1><sign-in-form reason=${say('official.signin')} @signed-in=${() => this._me.from(whoAmI).then(() => this.#load(true))}></sign-in-form></section>`
          : !this.#may() ? troubled(new Problem({ why: 'not-allowed', status: 403 }), () => location.reload()) : this.#inside()}</main>${this.#sheet()}`;
  }

  #inside() {
    switch (this._part) {
      case 'show': return shown(this._loads, (v) => this.#show(v), { shape: 'rows' });
      case 'matters': return html`${viewHead({ title: say('official.matters'), under: html`<p class="soft prose">${say('official.matters.text')}</p>` })}${shown(this._loads, (all) => this.#matters(all))}`;
      case 'complaints': return html`${viewHead({ title: say('official.complaints'), under: html`<p class="soft prose">${say('official.complaints.text')}</p>` })}${shown(this._loads, (all) => this.#complaints(all))}`;
      case 'search': return this.#search();
      case 'journals': return html`${viewHead({ title: say('official.journals'), under: html`<p class="soft prose">${say('official.journals.text')} <a href="/journal">${say('official.journals.check')}</a></p>` })}${shown(this._loads, (v) => this.#journals(v))}`;
      default: return html`${viewHead({ title: say('official.shows') })}${shown(this._loads, (v) => this.#wall(v), { shape: 'cards' })}`;
    }
  }

  /** @param {{live: import('../lib/protocol.js').ShowView[], matters: import('../lib/protocol.js').MatterView[]}} v */
  #wall({ live, matters }) {
    const late = matters.filter((m) => m.state === 'open' && m.dueMs < Date.now()).length;
    const answered = matters.filter((m) => m.state === 'answered').length;
    const figure = (/** @type {string} */ what, /** @type {number} */ n, /** @type {string} */ href, /** @type {string} */ tone = '') => html`<a class="figure card card-link" href=${href}><span class="what">${what}</span><span class="num ${n ? tone : ''}">${number(n)}</span></a>`;
    return html`<div class="figures">${figure(say('studio.org.on'), live.length, '/official/shows')}${figure(say('official.figure.matters'), matters.length, '/official/matters')}${figure(say('official.figure.answered'), answered, '/official/matters', 'good')}${figure(say('official.figure.late'), late, '/official/matters', 'warn')}</div>
      ${live.length ? html`<div class="grid wall">${live.map((s) => html`<a class="card card-link card-flush card-live" href=${`/official/show/${s.room}`}><ph-cover .palette=${s.cover.palette} .drawings=${[s.cover.drawing]} .photo=${s.cover.photo ?? ''}></ph-cover><span class="wall-words"><span class="row"><span class="chip ${s.state === 'live' ? 'chip-live' : 'chip-amber'}">${say(`studio.show.state.${s.state}`)}</span><span class="soft small num">${say('live.viewers', { n: s.viewers })}</span>${matters.some((m) => m.booth === s.booth.booth) ? html`<span class="chip chip-amber"><ph-icon name="flag" size="14"></ph-icon>${matters.filter((m) => m.booth === s.booth.booth).length}</span>` : nothing}</span><strong>${s.title}</strong><span class="soft small">${s.booth.name}, ${provinceOf(s.booth.province)}</span></span></a>`)}</div>` : html`<ph-empty icon="radio" heading=${say('official.shows.none')} text=${say('official.shows.none.text')}></ph-empty>`}`;
  }

  /** @param {{show: import('../lib/protocol.js').ShowView, lineUp: import('../lib/protocol.js').OfferView[], records: any[], root: import('../lib/oversight.js').Published | null}} v */
  #show({ show, lineUp, records, root }) {
    const about = { booth: show.booth.booth, boothName: show.booth.name, room: show.room };
    return html`${viewHead({ title: show.title, back: '/official/shows', backWords: say('official.shows'), under: html`<p class="soft row"><span class="chip ${show.state === 'live' ? 'chip-live' : show.state === 'ended' ? '' : 'chip-amber'}">${say(`studio.show.state.${show.state}`)}</span><a href=${boothLink(show.booth.booth)}>${show.booth.name}</a> · ${show.booth.sellerName} · <span class="num">${soon(show.startsMs)}</span></p>`,
      actions: html`<a class="btn" href=${liveLink(show.room)}><ph-icon name="eye"></ph-icon>${say('official.enter')}</a><button class="btn" type="button" @click=${() => this.#begin({ ...about, kinds: ['flag', 'paper'] })}><ph-icon name="flag"></ph-icon>${say('official.act')}</button>${show.state === 'ended' ? nothing : html`<button class="btn btn-danger" type="button" @click=${() => this.#begin({ ...about, kinds: ['stop'] })}><ph-icon name="hand"></ph-icon>${say('oversight.kind.stop')}</button>`}` })}
      <div class="two-cols official-show"><section class="card stack"><h2>${say('live.shelf.count', { n: lineUp.length })}</h2><ul class="lines plain-list">${lineUp.map((o) => html`<li class="row official-item"><span class="thumb thumb-small"><ph-goods .drawing=${o.picture.drawing} .palette=${o.picture.palette} .photo=${o.picture.photo ?? ''}></ph-goods></span>
          <span class="grow-wide"><strong><span class="chip chip-code">${o.code}</span> ${o.name}</strong>${o.frozen ? html` <span class="chip chip-red">${say('oversight.frozen')}</span>` : nothing}<br><span class="num">${money(o.deal?.priceVnd ?? o.priceVnd)}</span> <span class="soft small num">${say('stock.of', { n: o.stock.free, total: o.stock.allotted })} · ${say('desk.item.sold', { n: o.stock.sold })}</span>${o.certificate ? html`<br><span class="soft small">${o.certificate.stars ? say('stars.count', { n: o.certificate.stars }) : say(`studio.paper.${o.certificate.state}`, { n: 0, date: o.certificate.until })} · ${o.certificate.number}</span>` : html`<br><span class="soft small">${say('studio.paper.none')}</span>`}</span>
          <button class="btn btn-small" type="button" aria-label="${say('official.act')}: ${o.name}" @click=${() => this.#begin({ ...about, product: o.product, productName: o.name, kinds: o.frozen ? ['flag', 'paper'] : ['flag', 'paper', 'freeze'] })}><ph-icon name="flag" size="18"></ph-icon>${say('official.act.short')}</button></li>`)}</ul></section>
        <section class="card stack"><div class="split"><h2>${say('official.journal')}</h2><span class="row"><a class="btn btn-small" href=${journalLink(show.room)} download><ph-icon name="download" size="18"></ph-icon>NDJSON</a><a class="btn btn-small" href=${packLink(show.room)} download><ph-icon name="package" size="18"></ph-icon>${say('official.pack')}</a></span></div>
          ${root?.last ? html`<p class="soft small">${say(root.close ? 'official.root.close' : 'official.root.last', { n: root.last.n, time: dateTime(root.last.atMs) })}<br><code class="hash">${(root.close ?? root.last).hash}</code></p>` : html`<p class="soft small">${say('official.root.none')}</p>`}
          ${records.length ? html`<ol class="journal" reversed>${[...records].reverse().slice(0, 200).map((r) => html`<li><span class="soft small num journal-time">${time(r.at)}</span><span><strong>${say(`journal.t.${r.t}`)}</strong> ${told(r, lineUp)}</span></li>`)}</ol>` : html`<p class="soft">${say('official.journal.none')}</p>`}</section></div>`;
  }

  /** @param {import('../lib/protocol.js').MatterView[]} all */
  #matters(all) {
    if (!all.length) return html`<ph-empty icon="shield-check" heading=${say('official.matters.none')}></ph-empty>`;
    return html`<div class="stack">${all.map((m) => html`<matter-card .matter=${m} as="overseer" rank=${this.#role} ?busy=${this._busy === m.matter}
      @word-said=${(/** @type {CustomEvent<any>} */ e) => this.#do(m.matter, () => sayInMatter(m.matter, e.detail.text, e.detail.papers), e.detail.done)}
      @matter-closed=${(/** @type {CustomEvent<any>} */ e) => this.#do(m.matter, () => closeMatter(m.matter, e.detail.reason, e.detail.text), () => toast(say('official.closed'), { kind: 'good' }))}></matter-card>`)}</div>`;
  }

  /** @param {import('../lib/protocol.js').ComplaintView[]} all */
  #complaints(all) {
    if (!all.length) return html`<ph-empty icon="circle-alert" heading=${say('official.complaints.none')}></ph-empty>`;
    return html`<div class="stack">${all.map((c) => html`<complaint-card .complaint=${c} as=${this.#role} ?busy=${this._busy === c.complaint}
      @word-said=${(/** @type {CustomEvent<any>} */ e) => this.#do(c.complaint, () => sayInComplaint(c.complaint, e.detail.text, e.detail.papers), e.detail.done)}
      @complaint-act=${(/** @type {CustomEvent<any>} */ e) => (e.detail.act === 'recipient' ? this.#person(c) : this.#do(c.complaint, () => decideComplaint(c.complaint, e.detail.outcome, e.detail.text), () => toast(say('complaint.decided'), { kind: 'good' })))}></complaint-card>`)}</div>`;
  }

  /** @param {import('../lib/protocol.js').ComplaintView} c */
  #person(c) {
    this._about = { booth: c.booth, boothName: c.boothName, order: c.order, productName: c.order ? orderCode(c.order) : '', kinds: ['recipient'] };
    this._kind = 'recipient';
    this._seen = null;
    this._error = '';
  }

  /** @param {SubmitEvent} e */
  #open = async (e) => {
    e.preventDefault();
    const data = new FormData(/** @type {HTMLFormElement} */ (e.target));
    const [reason, text, order] = [String(data.get('reason') ?? ''), String(data.get('text') ?? '').trim(), this._about?.order];
    this._error = !reason ? say('official.choose.reason') : !text ? say('official.choose.text') : '';
    if (this._error || !order) return;
    this._busy = 'act';
    try {
      this._seen = await openRecipient(order, reason, text);
    } catch (problem) {
      this._error = /** @type {Problem} */ (problem).message;
    }
    this._busy = '';
  };

  #search() {
    return html`${viewHead({ title: say('official.search'), under: html`<p class="soft prose">${say('official.search.text')}</p>` })}
      <form class="row" role="search" @submit=${(/** @type {SubmitEvent} */ e) => { e.preventDefault(); this.#load(true); }}><label class="search grow"><span class="visually-hidden">${say('official.search')}</span><ph-icon name="search"></ph-icon><input class="input" type="search" maxlength="60" placeholder=${say('official.search.hint')} .value=${this._text} @input=${(/** @type {Event} */ e) => { this._text = /** @type {HTMLInputElement} */ (e.target).value; }}></label><button class="btn btn-main" type="submit">${say('action.search')}</button></form>
      ${!this._text.trim() && !this._loads.value?.booths?.length ? nothing : shown(this._loads, (/** @type {{booths: import('../lib/protocol.js').BoothView[], products: import('../lib/protocol.js').ProductView[]}} */ { booths, products }) => html`
        ${booths.length || products.length ? nothing : html`<ph-empty icon="search" heading=${say('official.search.none')}></ph-empty>`}
        <div class="two-cols">${booths.length ? html`<section class="card stack"><h2>${say('official.booths')}</h2><ul class="lines plain-list">${booths.map((b) => html`<li class="row"><span class="grow-wide"><strong class="name">${b.name}</strong><br><span class="soft small">${b.sellerName} · ${b.commune}, ${provinceOf(b.province)}</span></span><a class="btn btn-small" href=${boothLink(b.booth)}>${say('studio.see')}</a>
          <button class="btn btn-small" type="button" aria-label="${say('official.act')}: ${b.name}" @click=${() => this.#begin({ booth: b.booth, boothName: b.name, kinds: ['flag', 'paper', 'stop'] })}><ph-icon name="flag" size="18"></ph-icon>${say('official.act.short')}</button></li>`)}</ul></section>` : nothing}
        ${products.length ? html`<section class="card stack"><h2>${say('official.products')}</h2><ul class="lines plain-list">${products.map((p) => html`<li class="row"><span class="thumb thumb-small"><ph-goods .drawing=${p.picture.drawing} .palette=${p.picture.palette} .photo=${p.picture.photo ?? ''}></ph-goods></span><span class="grow-wide"><strong class="name">${p.name}</strong>${p.frozen ? html` <span class="chip chip-red">${say('oversight.frozen')}</span>` : nothing}<br><span class="soft small">${p.certificate ? html`${p.certificate.number} · ${p.certificate.stars ? say('stars.count', { n: p.certificate.stars }) : say(`studio.paper.${p.certificate.state}`, { n: 0, date: p.certificate.until })}` : say('studio.paper.none')}</span></span>
          <button class="btn btn-small" type="button" aria-label="${say('official.act')}: ${p.name}" @click=${() => this.#begin({ booth: p.booth, boothName: '', product: p.product, productName: p.name, kinds: p.frozen ? ['flag', 'paper'] : ['flag', 'paper', 'freeze'] })}><ph-icon name="flag" size="18"></ph-icon>${say('official.act.short')}</button></li>`)}</ul></section>` : nothing}</div>`)}`;
  }

  /** @param {{ended: import('../lib/protocol.js').ShowView[], holds: import('../lib/oversight.js').LegalHold[]}} v */
  #journals({ ended, holds }) {
    if (!ended.length) return html`<ph-empty icon="file-text" heading=${say('official.journals.none')}></ph-empty>`;
    return html`<ul class="card lines plain-list">${ended.map((s) => {
      const hold = holds.find((h) => h.show === s.room);
      return html`<li class="row official-journal"><span class="grow-wide"><a href=${`/official/show/${s.room}`}><strong>${s.title}</strong></a>${hold ? html` <span class="chip chip-amber"><ph-icon name="lock" size="14"></ph-icon>${say('official.held')}</span>` : nothing}<br><span class="soft small">${s.booth.name} · <span class="num">${dateTime(s.endedMs ?? s.startsMs)}</span>${hold ? html` · ${hold.reason}` : nothing}</span></span>
        <a class="btn btn-small" href=${packLink(s.room)} download><ph-icon name="download" size="18"></ph-icon>${say('official.pack')}</a>
        ${hold ? html`<button class="btn btn-small" type="button" @click=${async () => { if (await ask({ heading: say('official.release.ask'), yes: say('official.release') })) void this.#do(s.room, () => releaseJournal(s.room)); }}>${say('official.release')}</button>`
          : html`<button class="btn btn-small" type="button" @click=${() => { this._about = { booth: s.booth.booth, boothName: s.booth.name, room: s.room, kinds: ['hold'] }; this._kind = 'hold'; this._error = ''; }}>${say('official.hold')}</button>`}</li>`;
    })}</ul>`;
  }

  #sheet() {
    const about = this._about;
    const hold = this._kind === 'hold', person = this._kind === 'recipient';
    return html`<ph-sheet heading=${about ? (hold ? say('official.hold') : person ? say('official.recipient') : say('official.act')) : ''} size="full" .open=${!!about} @ph-close=${() => { this._about = null; }}>${about ? html`<form class="stack" novalidate @submit=${hold ? this.#hold : person ? this.#open : this.#act}>
      <p><strong>${about.productName ?? about.boothName}</strong>${about.productName && about.boothName ? html`<br><span class="soft">${about.boothName}</span>` : nothing}</p>
      ${person && this._seen ? html`<p class="note"><ph-icon name="user"></ph-icon><span><bdi>${this._seen.name}</bdi> · <span class="num">${this._seen.phone}</span><br>${[this._seen.street, this._seen.commune, provinceOf(this._seen.province)].join(', ')}</span></p>` : nothing}
      ${hold ? nothing : html`${person ? nothing : html`<fieldset class="stack plain-set"><legend class="label">${say('official.what')}</legend>${about.kinds.map((k) => html`<label class="choice"><input type="radio" name="kind" value=${k} .checked=${this._kind === k} @change=${() => { this._kind = k; }}><span>${say(`oversight.kind.${k}`)}<span class="hint">${say(k === 'stop' ? (about.room ? 'official.stop.show' : 'official.stop.booth') : `official.kind.${k}`)}</span></span></label>`)}</fieldset>`}
      <label class="field"><span class="label">${say('official.reason')}</span><select class="input" name="reason"><option value="">${say('official.reason.choose')}</option>${GROUNDS.map((g) => html`<option value=${g}>${say(`oversight.reason.${g}`)}</option>`)}</select></label>`}
      <ph-field label=${say(hold ? 'official.hold.why' : 'official.text')} name="text" type="textarea" rows="4" maxlength="1000" hint=${hold ? say('official.hold.text') : person ? say('official.recipient.hint') : say('official.text.hint')}></ph-field>
      ${this._error ? html`<p class="error-text" role="alert">${this._error}</p>` : nothing}
      <div class="form-end"><button class="btn" type="button" @click=${() => { this._about = null; }}>${say('action.cancel')}</button><button class="btn ${this._kind === 'freeze' || this._kind === 'stop' ? 'btn-danger' : 'btn-main'}" type="submit" aria-busy=${this._busy === 'act'}>${hold ? say('official.hold') : person ? say('official.recipient') : say(`oversight.kind.${this._kind}`)}</button></div></form>` : nothing}</ph-sheet>`;
  }

  /** @param {SubmitEvent} e */
  #hold = async (e) => {
    e.preventDefault();
    const text = String(new FormData(/** @type {HTMLFormElement} */ (e.target)).get('text') ?? '').trim();
    const room = this._about?.room;
    this._error = text ? '' : say('official.choose.text');
    if (!text || !room) return;
    await this.#do('act', () => holdJournal(room, text), () => { this._about = null; });
  };
}
customElements.define('official-page', OfficialPage);

/** @param {string} code */
function provinceOf(code) {
  return provinces.find((p) => p.code === code)?.name ?? code;
}

/** What a record of the journal tells, beside its kind. @param {any} r @param {import('../lib/protocol.js').OfferView[]} lineUp */
function told(r, lineUp) {
  const name = (/** @type {string} */ product) => { const o = lineUp.find((l) => l.product === product); return o ? `${o.code} ${o.name}` : ''; };
  switch (r.t) {
    case 'price-changed': return html`${name(r.product)}: <span class="num">${money(r.price)}</span>`;
    case 'stock-allotted': return html`${name(r.product)} <span class="num">${r.delta > 0 ? '+' : ''}${r.delta}</span>`;
    case 'products-pinned': return r.products?.map?.(name).join(', ') ?? '';
    case 'deal-opened': return html`${name(r.product)}: <span class="num">${money(r.price)} × ${r.units}</span>`;
    case 'deal-closed': case 'goods-frozen': case 'goods-thawed': return html`${name(r.product)}${r.reason ? ` · ${say(`oversight.reason.${r.reason}`)}` : ''}`;
    case 'orders-switched': return html`${r.product ? name(r.product) : ''} ${say(r.open ? 'journal.open' : 'journal.shut')}`;
    case 'order-placed': return html`<span class="num">${orderCode(r.order)} · ${money(r.total)}</span>`;
    case 'order-moved': return html`<span class="num">${orderCode(r.order)}</span> ${say(`order.state.${r.to}`)}`;
    case 'claim-made': case 'message-pinned': return html`${r.product ? `${name(r.product)}: ` : ''}“${r.text}”`;
    case 'line-up-set': return say('live.shelf.count', { n: r.lines?.length ?? 0 });
    case 'matter-opened': return html`${say(`oversight.kind.${r.kind}`)} · ${say(`oversight.reason.${r.reason}`)}`;
    case 'official-seated': case 'official-left': return r.office ?? '';
    case 'complaint-made': return say(`complaint.kind.${r.kind}`);
    default: return '';
  }
}
