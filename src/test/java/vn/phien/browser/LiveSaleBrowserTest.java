package vn.phien.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.phien.browser.Pages.Screen;
import vn.phien.orders.PretendBank;
import vn.phien.testkit.House;

/** A live sale as people see it: a seller at a laptop, three buyers on phones, and not one call to the server but through the pages. */
@Tag("browser")
class LiveSaleBrowserTest {
    @RegisterExtension
    final AfterTestExecutionCallback pictures = test -> test.getExecutionException().ifPresent(wrong -> this.pages.shootWhatIsOpen());
    private House house;
    private Pages pages;

    @BeforeEach
    void the_house_opens() {
        house = House.open();
        pages = new Pages(house.address());
    }

    @AfterEach
    void the_house_closes() {
        pages.close();
        house.close();
    }

    @Test
    void a_seller_goes_on_air_three_buyers_buy_in_three_ways_and_the_report_adds_up() {
        var host = pages.visitor(Screen.LAPTOP);
        opensABooth(host);
        addsAProduct(host, "Mật ong bạc hà", "185000", "30");
        isPaidByTransfer(host);
        var room = announces(host);
        Hands.goesLive(host);

        var an = pages.visitor(Screen.PHONE);
        an.navigate("/live/" + room);
        assertThat(an.getByText("Phiên mật ong tháng 11").first()).isVisible();
        host.keyboard().press("1");
        assertThat(button(host, "Đang ghim")).isVisible();
        assertThat(pinned(an)).containsText("Mật ong bạc hà");
        opensADeal(host);
        assertThat(pinned(an)).containsText("150.000");
        Pages.shootAll(host, "sale-studio-deal");
        Pages.shoot(an, "sale-live-deal");

        says(an, "Mật này lên men không chị?");
        Hands.signsIn(an, house.gateway(), "0912000222", "An");
        assertThat(host.getByText("Mật này lên men không chị?").first()).isVisible();
        button(pinned(an), "Mua").click();
        assertThat(an.getByRole(AriaRole.TIMER).first()).containsText("Giữ chỗ");
        Pages.shootAll(an, "sale-hold");
        Hands.writesRecipient(an, "Nguyễn Văn An", "0912000222");
        Pages.shootAll(an, "sale-review");
        button(an, "Đặt hàng").click();
        assertThat(an.getByText("Đặt hàng xong")).isVisible();
        assertThat(an.getByText("150.000 ₫").last()).isVisible();
        Pages.shootAll(an, "sale-receipt");
        button(an, "Xem tiếp phiên").click();
        assertThat(slips(host)).hasCount(1);

        var binh = pages.visitor(Screen.PHONE);
        binh.navigate("/live/" + room);
        says(binh, "A1 x2");
        Hands.signsIn(binh, house.gateway(), "0912000333", "Bình");
        button(binh, "Đặt tiếp").first().click();
        Hands.writesRecipient(binh, "Lê Thị Bình", "0912000333");
        button(binh, "Đặt hàng").click();
        assertThat(binh.getByText("Đặt hàng xong")).isVisible();
        assertThat(slips(host)).hasCount(2);
        assertThat(host.getByText("A1 x2").first()).isVisible();

        var cuc = pages.visitor(Screen.PHONE);
        cuc.navigate("/live/" + room);
        button(pinned(cuc), "Mua").click();
        Hands.signsIn(cuc, house.gateway(), "0912000444", "Cúc");
        Hands.writesRecipient(cuc, "Trần Thị Cúc", "0912000444");
        cuc.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Chuyển khoản VietQR")).check();
        button(cuc, "Đặt hàng").click();
        assertThat(cuc.getByText("Đặt hàng xong")).isVisible();
        Pages.shootAll(cuc, "sale-vietqr");
        paysWhatThePictureAsks(cuc);
        assertThat(cuc.getByText("Đã nhận đủ tiền").first()).isVisible();
        Pages.shootAll(cuc, "sale-paid");
        assertThat(slips(host)).hasCount(3);
        Pages.shootAll(host, "sale-studio-orders");

        Hands.endsTheShow(host);
        Pages.shootAll(host, "sale-ended");
        shipsEverything(host);
        assertThat(an.getByText("Phiên đã kết thúc").first()).isVisible();
        an.navigate("/orders");
        assertThat(an.getByText("Đang giao").first()).isVisible();
        Pages.shootAll(an, "sale-buyer-orders");
        readsTheReport(host, room);
        pages.areCalm();
        house.books().check();
    }

    // ── what the seller does ──────────────────────────────────────────────────────────────────────────────────────────

    private void opensABooth(Page page) {
        page.navigate("/studio");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Đăng nhập")).last().click();
        Hands.signsIn(page, house.gateway(), "0912000111", "Chị Mai");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Mở gian hàng")).click();
        page.getByLabel("Tên gian hàng").fill("HTX Mật ong Đồng Văn");
        page.getByLabel("Tỉnh, thành phố").selectOption("08");
        page.getByLabel("Xã, phường").fill("Đồng Văn");
        page.getByLabel("Tên người bán").fill("HTX Mật ong Đồng Văn");
        button(page, "Mở gian hàng").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("HTX Mật ong Đồng Văn"))).isVisible();
        Pages.shootAll(page, "sale-first-steps");
    }

    private void addsAProduct(Page page, String name, String price, String units) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Thêm").setExact(true)).click();
        page.getByLabel("Tên sản phẩm").fill(name);
        page.getByLabel("Giá bán").fill(price);
        page.getByLabel("Đơn vị").fill("hũ 500 g");
        page.getByLabel("Nặng cả bao bì").fill("0,7 kg");
        page.getByLabel("Số lượng đang có").fill(units);
        page.getByLabel("Nhóm OCOP").selectOption("food");
        Pages.shootAll(page, "sale-product");
        button(page, "Thêm sản phẩm").click();
        assertThat(page.getByText(name).first()).isVisible();
    }

    private void isPaidByTransfer(Page page) {
        place(page, "Hôm nay");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Gắn")).click();
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Nhận tiền")).click();
        page.getByLabel("Ngân hàng").selectOption("970436");
        page.getByLabel("Số tài khoản").fill("0011223344");
        page.getByLabel("Chủ tài khoản").fill("HTX MAT ONG DONG VAN");
        button(page, "Lưu").click();
        assertThat(page.getByText("3344").first()).isVisible();
    }

    private static String announces(Page page) {
        Hands.plansAShow(page, "Phiên mật ong tháng 11", List.of("Mật ong bạc hà"));
        Pages.shootAll(page, "sale-show");
        var room = Hands.announcesTheShow(page);
        Pages.shootAll(page, "sale-checks");
        return room.value();
    }

    private void opensADeal(Page page) {
        button(page, "Giá sốc").click();
        page.getByLabel("Giá sốc").fill("150000");
        page.getByLabel("Bao nhiêu suất").fill("4");
        page.getByLabel("Mỗi người").fill("2");
        button(page, "Mở giá sốc").click();
        assertThat(page.getByText("còn 4 / 4")).isVisible();
    }

    private void shipsEverything(Page page) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Xử lý đơn hàng")).click();
        chooseAll(page);
        Pages.shootAll(page, "sale-queue");
        button(page.locator(".queue-bar"), "Xác nhận").click();
        tab(page, "Chờ gói");
        chooseAll(page);
        var labels = page.context().waitForPage(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Tem A6")).click());
        assertThat(labels.getByText("Trần Thị Cúc").first()).isVisible();
        assertThat(labels.getByText("Nguyễn Văn An").first()).isVisible();
        Pages.shootAll(labels, "sale-labels");
        labels.close();
        button(page.locator(".queue-bar"), "Đã gói").click();
        tab(page, "Chờ gửi");
        chooseAll(page);
        button(page.locator(".queue-bar"), "Đã gửi").click();
        tab(page, "Đang giao");
        assertThat(page.locator(".order-row")).hasCount(3);
    }

    private void readsTheReport(Page page, String room) {
        place(page, "Hôm nay");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Báo cáo")).click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Phiên mật ong tháng 11")).click();
        page.waitForURL("**/report/" + room);
        var figures = page.locator(".report-figures");
        assertThat(figures).containsText("600.000 ₫");
        assertThat(figures).containsText("đã thu 150.000 ₫");
        assertThat(figures.locator(".figure").nth(1).locator("> .num")).hasText("3");
        assertThat(figures.locator(".figure").nth(3).locator("> .num")).hasText("4");
        Pages.shootAll(page, "sale-report");
    }

    // ── what a buyer does ─────────────────────────────────────────────────────────────────────────────────────────────

    private static void says(Page page, String text) {
        var box = page.locator("live-say").getByRole(AriaRole.TEXTBOX);
        box.fill(text);
        box.press("Enter");
    }

    /** The bank's part: what the picture says, by the words that stand below it. */
    private void paysWhatThePictureAsks(Page page) {
        var rows = page.locator(".qr-rows dd bdi").allInnerTexts();
        var amount = Long.parseLong(rows.get(3).replaceAll("\\D", ""));
        assertEquals(150_000, amount);
        var bank = new PretendBank(house.address().toString(), House.BANK_SECRET, InstantSource.system());
        assertEquals(200, bank.transfers("FT26111100001", rows.get(1), amount, rows.get(4)).status());
    }

    private static Locator pinned(Page page) {
        return page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("Đang giới thiệu"));
    }

    private static Locator slips(Page page) {
        return page.getByRole(AriaRole.LIST, new Page.GetByRoleOptions().setName("Khay đơn")).getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHas(page.locator(".slip-top")));
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator button(Locator part, String name) {
        return part.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    private static void place(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first().click();
    }

    private static void tab(Page page, String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
    }

    private static void chooseAll(Page page) {
        page.getByLabel("Chọn tất cả").check();
    }
}
