import { html, nothing } from 'lit';
import { Problem } from '../lib/api.js';
import { date, number, soon } from '../lib/format.js';
import { LightElement } from '../lib/light.js';
import { boothLink, liveLink, signInLink } from '../lib/links.js';
import { provinces } from '../lib/provinces.js';
import { follows, me, whoAmI } from '../lib/session.js';
import { newKey, openBooth, revocations, revoke, roleHolders, searchBooths, setRole, showsOnAir, takeBackRevocation, wordsOf } from '../lib/studio/desk.js';
import { Loads } from '../lib/studio/loads.js';
import { deskLink } from '../lib/studio/routes.js';
import { say } from '../lib/words.js';
import { ask } from '../parts/ph-dialog.js';
import { toast } from '../parts/ph-toast.js';
import { shown, tellAfterwards, troubled, typedIn, viewHead } from '../parts/studio/view.js';
import '../parts/market/org-markets.js';
import '../parts/market/org-night.js';
import '../parts/market/org-rates.js';
import '../parts/ph-avatar.js';
import '../parts/ph-cover.js';
import '../parts/ph-goods.js';
import '../parts/ph-sheet.js';
import '../parts/ph-topbar.js';
import '../parts/sign-in-form.js';
import '../parts/studio/booth-form.js';

const PARTS = /** @type {const} */ ([['shows', 'radio'], ['markets', 'calendar-days'], ['booths', 'store'], ['roles', 'users'], ['certificates', 'award'], ['rates', 'banknote']]);
/** @typedef {(typeof PARTS)[number][0]} Part */
const ROLES = /** @type {const} */ (['organizer', 'official', 'distributor']);

/** The organizer's page: what is on air, the booths, who may do what, revoked certificates. */
class OrganizerPage extends LightElement {
  static properties = { _part: { state: true }, _thing: { state: true },  _opening: { state: true }, _busy: { state: true }, _problem: { state: true }, _text: { state: true } };

  constructor() {
    super();
    follows(this);
    this._part = partOf();
    /** What the path names. @type {string} */
    this._thing = thingOf();
    /** @type {boolean} */
    this._opening = false;
    /** @type {string} */
    this._busy = '';
    /** @type {unknown} */
    this._problem = null;
    /** @type {string} */
    this._text = '';
    this._key = newKey();
    /** @type {Loads<import('../lib/session.js').Me | null>} */
    this._me = new Loads(this);
    /** @type {Loads<import('../lib/protocol.js').ShowView[]>} */
    this._shows = new Loads(this);
    /** @type {Loads<{booths: import('../lib/protocol.js').BoothView[], total: number}>} */
    this._booths = new Loads(this);
    /** @type {Loads<{account: string, name?: string, phone?: string, role: string}[]>} */
    this._roles = new Loads(this);
    /** @type {Loads<{number: string, reason: string, by: string, atMs: number}[]>} */
    this._revoked = new Loads(this);
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this._typing = undefined;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this._look = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('popstate', () => { this.#moved(); });
    void this._me.from(whoAmI).then(() => this.#load());
    this._look = setInterval(() => this._part === 'shows' && !document.hidden && this.#may() && this._shows.again(), 15_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this._look);
  }

  #may() {
    return !!me()?.roles.includes('organizer');
  }

  #load() {
    if (!this.#may()) return;
    document.title = `${say(`studio.org.${this._part}`)} · Phiên`;
    if (this._part === 'shows') void this._shows.from(showsOnAir);
    else if (this._part === 'booths') void this._booths.from(() => searchBooths({ q: this._text.trim(), count: '200' }));
    else if (this._part === 'roles') void this._roles.from(roleHolders);
    else if (this._part === 'certificates') void this._revoked.from(revocations);
  }

  /** @param {MouseEvent} e */
  #click(e) {
    const link = /** @type {Element} */ (e.composedPath()[0]).closest?.('a[href^="/organizer"]');
    if (!link || e.button || e.metaKey || e.ctrlKey || e.shiftKey) return;
    e.preventDefault();
    history.pushState(null, '', link.getAttribute('href'));
    this.#moved();
    window.scrollTo(0, 0);
  }

  #moved() {
    this._part = partOf();
    this._thing = thingOf();
    this.#load();
  }

  /** @param {Event} e */
  #search(e) {
    this._text = /** @type {HTMLInputElement} */ (e.target).value;
    clearTimeout(this._typing);
    this._typing = setTimeout(() => this.#load(), 250);
  }

  /** @param {CustomEvent<{draft: import('../lib/studio/desk.js').BoothDraft, phone: string}>} e */
  async #open(e) {
    this._busy = 'open';
    this._problem = null;
    try {
      const desk = await openBooth(e.detail.draft, this._key, e.detail.phone);
      this._key = newKey();
      this._opening = false;
      tellAfterwards(say('studio.org.opened', { name: desk.booth.name }), { kind: 'good' });
      this.#load();
    } catch (problem) {
      this._problem = problem;
    }
    this._busy = '';
  }

  /** @param {SubmitEvent} e */
  async #grant(e) {
    e.preventDefault();
    const form = /** @type {HTMLFormElement} */ (e.target);
    const { phone = '', role = 'official', office = '' } = typedIn(form);
    const sent = /** @type {HTMLButtonElement | null} */ (e.submitter);
    const granted = sent?.value !== 'withdraw';
    if (!phone.trim()) return toast(say('studio.org.role.phone'), { kind: 'bad' });
    if (!granted && !(await ask({ heading: say('studio.org.role.withdraw.ask', { role: say(`studio.org.role.${role}`) }), yes: say('studio.org.role.withdraw'), danger: true }))) return;
    this._busy = granted ? 'grant' : 'withdraw';
    try {
      await setRole(phone.trim(), role, granted, role === 'official' && granted ? office.trim() : '');
      toast(say(granted ? 'studio.org.role.granted' : 'studio.org.role.withdrawn'), { kind: 'good' });
      await this._roles.again();
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  /** @param {SubmitEvent} e */
  async #revoke(e) {
    e.preventDefault();
    const form = /** @type {HTMLFormElement} */ (e.target);
    const { number: no = '', reason = '' } = typedIn(form);
    if (!no.trim() || !reason.trim()) return toast(say('studio.org.revoke.both'), { kind: 'bad' });
    if (!(await ask({ heading: say('studio.org.revoke.ask', { number: no.trim() }), text: say('studio.org.revoke.text'), yes: say('studio.org.revoke'), danger: true }))) return;
    this._busy = 'revoke';
    try {
      await revoke(no.trim(), reason.trim());
      form.querySelectorAll('ph-field').forEach((f) => { /** @type {any} */ (f).value = ''; });
      toast(say('studio.org.revoked.done'), { kind: 'good' });
      await this._revoked.again();
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
    this._busy = '';
  }

  /** @param {string} no */
  async #takeBack(no) {
    if (!(await ask({ heading: say('studio.org.revoke.back.ask', { number: no }), yes: say('studio.org.revoke.back') }))) return;
    try {
      await takeBackRevocation(no);
      await this._revoked.again();
    } catch (problem) {
      toast(wordsOf(problem), { kind: 'bad' });
    }
  }

  render() {
    const person = me();
    const places = this.#may() ? PARTS.map(([k, icon]) => ({ href: `/organizer/${k}`, label: say(`studio.org.${k}`), icon, current: this._part === k })).concat([{ href: '/official/complaints', label: say('studio.org.complaints'), icon: /** @type {any} */ ('circle-alert'), current: false }]) : [];
    return html`<ph-topbar .places=${places} .account=${person ? { name: person.name } : null} heading=${say('studio.organizer')} signin-href=${signInLink()} @click=${this.#click}></ph-topbar>
      <main id="main" class="page stack studio" tabindex="-1">${this._me.value === undefined ? shown(this._me, () => nothing)
        : !person ? html`<section class="card stack sign-in-card"><h1>${say('studio.signin')}</h1><sign-in-form reason=${say('studio.signin.text')} @signed-in=${() => this._me.from(whoAmI).then(() => this.#load())}></sign-in-form></section>` : !this.#may() ? troubled(new Problem({ why: 'not-allowed', status: 403 }), () => location.reload()) : this.#inside()}</main>`;
  }

  #inside() {
    switch (this._part) {
      case 'shows': return html`${viewHead({ title: say('studio.org.shows'), actions: html`<a class="btn" href="/ops"><ph-icon name="activity"></ph-icon>${say('studio.org.ops')}</a>` })}${shown(this._shows, (all) => this.#wall(all), { shape: 'cards' })}`;
      case 'markets': return location.pathname.startsWith('/organizer/nights') ? html`<org-night class="stack" .thing=${this._thing}></org-night>` : html`<org-markets class="stack" .thing=${this._thing}></org-markets>`;
      case 'booths': return this.#boothsPart();
      case 'roles': return this.#rolesPart();
      case 'certificates': return this.#papersPart();
      case 'rates': return html`<org-rates class="stack" .thing=${this._thing}></org-rates>`;
    }
  }

  /** @param {import('../lib/protocol.js').ShowView[]} all */
  #wall(all) {
    const on = all.filter((s) => s.state !== 'scheduled').sort((a, b) => b.viewers - a.viewers);
    const next = all.filter((s) => s.state === 'scheduled').sort((a, b) => a.startsMs - b.startsMs);
    if (!all.length) return html`<ph-empty icon="radio" heading=${say('studio.org.shows.none')}></ph-empty>`;
    const viewers = on.reduce((n, s) => n + s.viewers, 0);
    return html`<div class="figures"><div class="figure card"><span class="what">${say('studio.org.on')}</span><span class="num">${number(on.length)}</span></div><div class="figure card"><span class="what">${say('desk.figure.viewers')}</span><span class="num">${number(viewers)}</span></div><div class="figure card"><span class="what">${say('studio.org.next')}</span><span class="num">${number(next.length)}</span></div></div>
      <div class="grid wall">${[...on, ...next].map((s) => html`<a class="card card-link card-flush ${s.state === 'scheduled' ? '' : 'card-live'}" href=${liveLink(s.room)}><ph-cover .palette=${s.cover.palette} .drawings=${[s.cover.drawing]} .photo=${s.cover.photo ?? ''}></ph-cover><span class="wall-words"><span class="row"><span class="chip ${s.state === 'scheduled' ? 'chip-amber' : 'chip-live'}">${say(`studio.show.state.${s.state}`)}</span><span class="soft small num">${s.state === 'scheduled' ? soon(s.startsMs) : say('live.viewers', { n: s.viewers })}</span></span><strong>${s.title}</strong><span class="soft small">${s.booth.name}, ${nameOf(s.booth.province)}</span></span></a>`)}</div>`;
  }

  #boothsPart() {
    return html`${viewHead({ title: say('studio.org.booths'), actions: html`<button class="btn btn-main" type="button" @click=${() => { this._opening = true; this._problem = null; }}><ph-icon name="plus"></ph-icon>${say('studio.org.open')}</button>` })}
      <label class="search"><span class="visually-hidden">${say('studio.org.search')}</span><ph-icon name="search"></ph-icon><input class="input" type="search" placeholder=${say('studio.org.search')} .value=${this._text} @input=${this.#search}></label>
      ${shown(this._booths, ({ booths, total }) => (booths.length ? html`<p class="soft small">${say('studio.org.count', { n: total })}</p><ul class="card lines plain-list">${booths.map((b) => html`<li class="row"><span class="thumb thumb-small"><ph-goods .drawing=${b.picture.drawing} .palette=${b.picture.palette} .photo=${b.picture.photo ?? ''}></ph-goods></span><span class="grow-wide"><strong class="name">${b.name}</strong><br><span class="soft small">${b.commune}, ${nameOf(b.province)}</span></span><a class="btn btn-small" href=${boothLink(b.booth)}>${say('studio.see')}</a><a class="btn btn-small" href=${deskLink(b.booth)}>${say('studio.org.desk')}</a></li>`)}</ul>` : html`<ph-empty icon="store" heading=${say('studio.org.booths.none')}></ph-empty>`))}
      <ph-sheet heading=${say('studio.org.open')} size="full" .open=${this._opening} @ph-close=${() => { this._opening = false; }}>${this._opening ? html`<booth-form withPhone .busy=${this._busy === 'open'} .problem=${this._problem} yes=${say('studio.org.open')} @booth-draft=${this.#open}></booth-form>` : nothing}</ph-sheet>`;
  }

  #rolesPart() {
    return html`${viewHead({ title: say('studio.org.roles'), under: html`<p class="soft prose">${say('studio.org.roles.text')}</p>` })}
      <div class="two-cols"><form class="card stack" novalidate @submit=${this.#grant}><h2>${say('studio.org.role.give')}</h2><ph-field label=${say('studio.staff.phone')} name="phone" type="tel" inputmode="tel" placeholder="0912 345 678"></ph-field><ph-field label=${say('studio.org.role.office')} name="office" maxlength="80" hint=${say('studio.org.role.office.hint')}></ph-field>
        <fieldset class="stack plain-set"><legend class="label">${say('studio.staff.role')}</legend>${ROLES.map((r) => html`<label class="choice"><input type="radio" name="role" value=${r} ?checked=${r === 'official'}><span>${say(`studio.org.role.${r}`)}<span class="hint">${say(`studio.org.role.${r}.text`)}</span></span></label>`)}</fieldset>
        <div class="form-end"><button class="btn btn-danger" type="submit" value="withdraw" aria-busy=${this._busy === 'withdraw'}>${say('studio.org.role.withdraw')}</button><button class="btn btn-main" type="submit" value="grant" aria-busy=${this._busy === 'grant'}>${say('studio.org.role.grant')}</button></div></form>
      <section class="card stack"><h2>${say('studio.org.role.now')}</h2>${shown(this._roles, (all) => (all.length ? html`<ul class="lines plain-list">${all.map((h) => html`<li class="row"><ph-avatar .name=${h.name ?? '?'}></ph-avatar><span class="grow"><strong class="name">${h.name ?? say('studio.staff.invited')}</strong><br><span class="soft small num">${h.phone ?? ''}</span></span><span class="chip">${say(`studio.org.role.${h.role}`)}</span></li>`)}</ul>` : html`<p class="soft">${say('studio.org.role.none')}</p>`))}</section></div>`;
  }

  #papersPart() {
    return html`${viewHead({ title: say('studio.org.certificates'), under: html`<p class="soft prose">${say('studio.org.certificates.text')}</p>` })}
      <div class="two-cols"><form class="card stack" novalidate @submit=${this.#revoke}><h2>${say('studio.org.revoke')}</h2><ph-field label=${say('studio.product.number')} name="number" maxlength="60" placeholder="1234/QĐ-UBND"></ph-field><ph-field label=${say('studio.reason')} name="reason" type="textarea" maxlength="300" hint=${say('studio.org.revoke.reason')}></ph-field><div class="form-end"><button class="btn btn-danger" type="submit" aria-busy=${this._busy === 'revoke'}>${say('studio.org.revoke')}</button></div></form>
      <section class="card stack"><h2>${say('studio.org.revoked')}</h2>${shown(this._revoked, (all) => (all.length ? html`<ul class="lines plain-list">${all.map((r) => html`<li class="row"><span class="grow-wide"><strong>${r.number}</strong> <span class="soft small num">${date(r.atMs)}</span><br><span class="soft">${r.reason}</span></span><button class="btn btn-small" type="button" @click=${() => this.#takeBack(r.number)}><ph-icon name="undo-2" size="18"></ph-icon>${say('studio.org.revoke.back')}</button></li>`)}</ul>` : html`<p class="soft">${say('studio.org.revoked.none')}</p>`))}</section></div>`;
  }
}
customElements.define('organizer-page', OrganizerPage);

/** @param {string} code */
function nameOf(code) {
  return provinces.find((p) => p.code === code)?.name ?? code;
}

/** @returns {Part} */
function partOf() {
  const part = location.pathname.split('/').filter(Boolean)[1];
  if (part === 'nights') return 'markets';
  return PARTS.find(([k]) => k === part)?.[0] ?? 'shows';
}

/** The market or night that the path names. */
function thingOf() {
  return decodeURIComponent(location.pathname.split('/').filter(Boolean)[2] ?? '');
}
