// Every part in its states, to look at: /gallery.html?surface=desk&theme=dark&open=sheet

import { html } from 'lit';
import { LightElement } from '../lib/light.js';
import { PALETTES } from '../lib/drawings/colours.js';
import { NAMES } from '../lib/drawings/index.js';
import { money, soon } from '../lib/format.js';
import { say } from '../lib/words.js';
import { ask } from '../parts/ph-dialog.js';
import { toast } from '../parts/ph-toast.js';
import '../parts/ph-avatar.js';
import '../parts/ph-chart.js';
import '../parts/ph-countdown.js';
import '../parts/ph-cover.js';
import '../parts/ph-empty.js';
import '../parts/ph-field.js';
import '../parts/ph-goods.js';
import '../parts/ph-icon.js';
import '../parts/ph-lantern.js';
import '../parts/ph-price.js';
import '../parts/ph-receipt.js';
import '../parts/ph-sheet.js';
import '../parts/ph-skeleton.js';
import '../parts/ph-stars.js';
import '../parts/ph-stock.js';
import '../parts/ph-tabs.js';
import '../parts/ph-topbar.js';
import '../parts/vietnam-map.js';

const asked = new URLSearchParams(location.search);
const root = document.documentElement;
root.dataset.surface = asked.get('surface') ?? 'street';
if (asked.has('theme')) root.dataset.theme = asked.get('theme') ?? '';

const BOOTHS = [
  { name: 'HTX Mật ong Tây Nguyên', viewers: 182, palette: 'highlands', goods: ['honey', 'coffee', 'pepper'] },
  { name: 'Lụa Vạn Phúc Thu Hà', viewers: 24, palette: 'red-river', goods: ['silk-scarf', 'vase', 'conical-hat'] },
  { name: 'Nước mắm Cự Nẫm', viewers: 0, palette: 'central-coast', goods: ['fish-sauce', 'dried-fish', 'rice-paper'] },
];
const MAP = { '01': { live: 2, booths: 5, orders: 40, revenueVnd: 7_420_000 }, '08': { live: 1, booths: 3, orders: 12, revenueVnd: 2_150_000 }, 46: { booths: 2, orders: 3, revenueVnd: 390_000 }, 56: { live: 1, booths: 1 }, 68: { live: 3, booths: 4, orders: 61, revenueVnd: 12_800_000 }, 96: { booths: 1 } };
const PRODUCTS = [
  { name: 'Mật ong hoa cà phê nguyên chất', drawing: 'honey', palette: 'highlands', vnd: 185000, was: 220000, left: 12, until: '2027-12-31', stars: 4 },
  { name: 'Chè Shan tuyết Suối Giàng', drawing: 'tea-tin', palette: 'north-mountain', vnd: 320000, was: 0, left: 38, until: '2027-06-30', stars: 5 },
  { name: 'Gạo ST25 ruộng lúa tôm', drawing: 'rice-sack', palette: 'mekong', vnd: 210000, was: 0, left: 4, until: '', stars: 3 },
  { name: 'Trống đồng lưu niệm Đọi Tam', drawing: 'drum', palette: 'red-river', vnd: 1250000, was: 0, left: 0, until: '2024-05-01', stars: 4 },
];
const at = Date.now();

/** The page of parts. */
class PhGallery extends LightElement {
  static properties = { open: {}, tab: {} };

  constructor() {
    super();
    /** @type {string} */
    this.open = '';
    /** @type {string} */
    this.tab = 'new';
  }

  firstUpdated() {
    this.open = asked.get('open') ?? '';
    if (this.open === 'toast') toast('Đã bỏ ghim Mật ong hoa cà phê', { undo: () => {} });
    if (this.open === 'dialog') void this.#ask();
  }

  #ask() {
    return ask({ heading: 'Dừng phiên bán này?', text: 'Người đang giữ chỗ vẫn đặt được hàng của mình. Sau khi dừng thì không phát lại được.', yes: 'Dừng phiên', danger: true });
  }

  render() {
    const places = [{ href: '#', label: say('lobby.title'), icon: 'store', current: true }, { href: '#o', label: say('orders.title'), icon: 'package', count: 3 }, { href: '#a', label: say('account.profile'), icon: 'user' }];
    return html`<ph-topbar .places=${places} .account=${asked.has('signed') ? { name: 'Nguyễn Thu Hà' } : null}></ph-topbar>
      <main id="main" class="page stack" tabindex="-1">
        <div class="split"><h1 class="title">Chợ đêm thứ Sáu</h1><span class="chip chip-live">${say('live.now')} · ${say('live.viewers', { n: 1206 })}</span></div>
        <section class="grid">${BOOTHS.map((b) => html`<a class="card-link stack" href="#b"><ph-lantern frame ?live=${b.viewers > 0} .viewers=${b.viewers} .next=${soon(at + 3e8)}><ph-cover .palette=${b.palette} .drawings=${b.goods}></ph-cover></ph-lantern>
          <span class="row"><ph-avatar .name=${b.name} ?live=${b.viewers > 0}></ph-avatar><span class="grow"><strong class="name">${b.name}</strong><br><span class="soft small">${b.viewers ? say('live.viewers', { n: b.viewers }) : say('market.closed')}</span></span></span></a>`)}</section>
        <h2>Hàng của phiên</h2>
        <section class="grid goods-row">${PRODUCTS.map((p, i) => html`<article class="card stack"><ph-goods .drawing=${p.drawing} .palette=${p.palette}></ph-goods>
          <div><span class="chip chip-code">A${i + 1}</span> <strong>${p.name}</strong></div><ph-stars .stars=${p.stars} .validUntil=${p.until} href="#c" short></ph-stars>
          <ph-price .vnd=${p.vnd} .wasVnd=${p.was} unit="hũ 500 g"></ph-price><ph-stock .left=${p.left} total="50"></ph-stock><button class="btn push ${i ? '' : 'btn-buy'}">${p.left ? say('action.buy') : 'Vào hàng chờ'}</button></article>`)}</section>
        <section class="row card" aria-label="Giữ chỗ"><ph-countdown ring label="Giữ chỗ" .deadlineMs=${at + 272_000}><ph-goods drawing="honey" palette="highlands"></ph-goods></ph-countdown><ph-countdown ring label="Giữ chỗ" .deadlineMs=${at + 41_000}><ph-goods drawing="tea-tin" palette="north-mountain"></ph-goods></ph-countdown>
          <div class="stack grow-wide"><ph-countdown label="Giữ chỗ" .deadlineMs=${at + 272_000}></ph-countdown><ph-stars stars="4" group="Thực phẩm" valid-until="2027-12-31" href="#c"></ph-stars><ph-stars stars="4" group="Thực phẩm" .validUntil=${new Date(at + 20 * 864e5).toISOString().slice(0, 10)}></ph-stars><ph-stars stars="4" valid-until="2024-05-01"></ph-stars>
          <span class="row"><ph-lantern live viewers="4"></ph-lantern><ph-lantern live viewers="900"></ph-lantern><ph-lantern next="19:30 thứ Sáu"></ph-lantern></span></div></section>
        <section class="btn-row row"><button class="btn btn-buy">${say('action.buy')} ${money(185000)}</button><button class="btn btn-main">${say('action.confirm')}</button><button class="btn btn-live"><ph-icon name="radio"></ph-icon>Phát trực tiếp</button><button class="btn">${say('action.extend')}</button><button class="btn btn-quiet"><ph-icon name="share-2"></ph-icon>${say('action.share')}</button><button class="btn btn-danger"><ph-icon name="trash-2"></ph-icon>${say('action.delete')}</button><button class="btn btn-main" aria-busy="true">${say('action.save')}</button><button class="btn" disabled>${say('action.save')}</button></section>
        <section class="chips"><span class="chip">Nháp</span><span class="chip chip-amber">Chờ xác nhận</span><span class="chip chip-jade"><ph-icon name="badge-check" size="16"></ph-icon>Đã xác minh</span><span class="chip chip-red">Bị từ chối</span><span class="chip chip-outline">COD</span><button class="chip" aria-pressed="true">Tất cả</button><button class="chip" aria-pressed="false">Thực phẩm</button><button class="chip" aria-pressed="false">Đồ uống</button></section>
        <ph-tabs .tabs=${[{ key: 'new', label: 'Mới', count: 4 }, { key: 'packed', label: 'Đã đóng gói', count: 12 }, { key: 'shipped', label: 'Đang giao', count: 0 }]} .selected=${this.tab} @ph-select=${(/** @type {CustomEvent} */ e) => { this.tab = e.detail; }}></ph-tabs>
        <form class="card fields" @submit=${(/** @type {Event} */ e) => e.preventDefault()}><ph-field label="Người nhận" name="name" value="Nguyễn Thu Hà" autocomplete="name"></ph-field><ph-field label="Số điện thoại" name="phone" type="tel" value="0912 34" error="Số này còn thiếu, số di động có 10 chữ số"></ph-field><ph-field label="Tỉnh, thành phố" name="province" type="select" placeholder="Chọn tỉnh" .options=${[{ value: '01', label: 'Hà Nội' }, { value: '46', label: 'Huế' }]}></ph-field><ph-field label="Giá bán" name="price" type="money" value="185.000" hint="Giá đã gồm thuế"></ph-field><ph-field label="Lời nhắn" name="note" type="textarea" optional></ph-field><ph-field label="Mã xác nhận" name="code" type="code" value="48"></ph-field>
          <div class="stack"><label class="choice"><input type="radio" name="pay" checked><span>Trả khi nhận hàng<span class="hint">COD, kiểm hàng trước khi trả tiền</span></span></label><label class="choice"><input type="radio" name="pay"><span>Chuyển khoản VietQR<span class="hint">Quét mã bằng ứng dụng ngân hàng</span></span></label></div>
          <div class="stack"><span class="stepper"><button type="button" aria-label="Bớt"><ph-icon name="minus"></ph-icon></button><output>2</output><button type="button" aria-label="Thêm"><ph-icon name="plus"></ph-icon></button></span><label class="row"><input type="checkbox" class="switch" checked aria-label="Nhận đơn"> Nhận đơn</label><label class="row"><input type="checkbox" checked> Nhớ địa chỉ này</label></div></form>
        <section class="figures card"><div class="figure"><span class="what">Doanh thu</span><span class="num">${money(12480000)}</span></div><div class="figure"><span class="what">Đơn hàng</span><span class="num">68</span></div><div class="figure"><span class="what">Đang giữ chỗ</span><span class="num">7</span></div></section>
        <section class="grid"><div class="card"><ph-chart caption="Người xem trong phiên" across="Giờ" .labels=${['19:30', '19:45', '20:00', '20:15', '20:30', '20:45', '21:00']} .series=${[{ label: 'Xem', values: [12, 88, 164, 210, 182, 240, 190] }]}></ph-chart></div>
          <div class="card"><ph-chart kind="bars-lying" format="money" caption="Doanh thu theo sản phẩm" across="Sản phẩm" .labels=${['Mật ong', 'Chè Shan', 'Gạo ST25', 'Cà phê']} .series=${[{ label: 'Doanh thu', values: [5180000, 3840000, 2310000, 1150000], tone: 2 }]}></ph-chart></div></section>
        <section class="card"><vietnam-map .figures=${MAP}></vietnam-map></section>
        <div class="table-wrap"><table class="table table-fold"><thead><tr><th scope="col">Đơn</th><th scope="col">Người mua</th><th scope="col">Trạng thái</th><th scope="col" class="num">Tiền</th></tr></thead><tbody>${[['P-4821', 'Trần An', 'Mới', 370000], ['P-4822', 'Lê Thị Bưởi', 'Đã đóng gói', 1250000]].map(([a, b, c, d]) => html`<tr><th scope="row">${a}</th><td data-label="Người mua">${b}</td><td data-label="Trạng thái"><span class="chip chip-amber">${c}</span></td><td class="num" data-label="Tiền">${money(Number(d))}</td></tr>`)}</tbody></table></div>
        <section class="grid"><ph-receipt heading="Đặt hàng xong" code-label="Đơn số" code="P-4821" .lines=${[{ what: 'Mật ong hoa cà phê × 2', value: money(370000) }, { what: 'Phí gửi', value: money(30000) }]} total-label="Trả khi nhận" .total=${money(400000)} next="Chị Hà gọi xác nhận trong tối nay. Hàng tới Huế khoảng 3 ngày."><button class="btn">Xem đơn</button><button class="btn btn-quiet">Xem tiếp</button></ph-receipt>
          <ph-receipt icon="hourglass" heading="Hết hàng, bạn ở hàng chờ" place="Bạn là số 4 trong hàng chờ" next="Có người nhả chỗ là bạn được giữ ngay, kèm tin báo."></ph-receipt></section>
        <section class="grid"><div class="card"><ph-empty heading="Chưa có đơn nào" text="Đơn của bạn sẽ hiện ở đây khi phiên bắt đầu." icon="package"><button class="btn btn-main">Dạo chợ</button></ph-empty></div><div class="card"><ph-empty kind="error"><button class="btn">${say('action.retry')}</button></ph-empty></div><div class="card"><ph-empty kind="offline"></ph-empty></div><div class="card"><ph-empty kind="forbidden"></ph-empty></div></section>
        <section class="grid"><ph-skeleton></ph-skeleton><ph-skeleton shape="rows"></ph-skeleton><ph-skeleton shape="cards" count="2"></ph-skeleton></section>
        <p class="note note-amber"><ph-icon name="wifi-off"></ph-icon><span>${say('state.reconnecting')}… Bạn vẫn đặt hàng được.</span></p><p class="note note-jade"><ph-icon name="shield-check"></ph-icon><span>Người bán đã được xác minh.</span></p><p class="note note-red"><ph-icon name="triangle-alert"></ph-icon><span>Đơn này đã hủy, hàng trả về kho.</span></p>
        <section class="row"><button class="btn" @click=${() => { this.open = 'sheet'; }}>Mở tấm trượt</button><button class="btn" @click=${this.#ask}>Hỏi</button><button class="btn" @click=${() => toast('Đã ghim Mật ong', { undo: () => toast('Đã bỏ ghim', { kind: 'good' }) })}>Báo</button></section>
        <h2>Hàng vẽ tay</h2><section class="grid drawn">${Object.values(NAMES).flat().map((d, i) => html`<figure><ph-goods .drawing=${d} .palette=${PALETTES[i % 6]}></ph-goods><figcaption class="small soft">${d}</figcaption></figure>`)}</section>
      </main>
      <ph-sheet heading="Hàng của phiên" size="half" ?open=${this.open === 'sheet'} @ph-close=${() => { this.open = ''; }}><div class="lines">${PRODUCTS.map((p, i) => html`<div class="row"><span class="thumb"><ph-goods .drawing=${p.drawing} .palette=${p.palette}></ph-goods></span><span class="grow"><span class="chip chip-code">A${i + 1}</span> ${p.name}<br><ph-price size="small" .vnd=${p.vnd} .wasVnd=${p.was}></ph-price></span></div>`)}</div><button slot="actions" class="btn btn-buy btn-wide" @click=${() => toast('Đã giữ chỗ', { kind: 'good', undo: () => {} })}>${say('action.buy')}</button></ph-sheet>`;
  }
}
customElements.define('ph-gallery', PhGallery);
