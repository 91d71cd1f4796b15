package vn.phien.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import vn.phien.base.PlaceId;
import vn.phien.testkit.SmsGateway;

/** What people do on the pages in more than one journey, click by click. */
final class Hands {
    private static final Pattern ROOM = Pattern.compile("s\\d\\d-[0-9a-z]+");

    private Hands() { }

    static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).first();
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name)).first();
    }

    // ── everybody ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /** Signs in for the first time where the page asks for it. */
    static void signsIn(Page page, SmsGateway gateway, String phone, String name) {
        page.getByLabel("Số điện thoại").fill(phone);
        button(page, "Gửi mã").click();
        var code = page.getByLabel("Mã 6 chữ số");
        assertThat(code).isVisible();
        code.fill(gateway.code(phone));
        page.getByLabel("Tên khi bình luận").fill(name);
        page.getByRole(AriaRole.CHECKBOX).check();
        button(page, "Vào phiên").click();
        assertThat(page.getByLabel("Tên khi bình luận")).isHidden();
    }

    /** Says who receives an order, and looks at it once more. */
    static void writesRecipient(Page page, String name, String phone) {
        page.getByLabel("Họ và tên người nhận").fill(name);
        page.getByLabel("Số điện thoại người nhận").fill(phone);
        page.locator("recipient-form").getByLabel("Tỉnh, thành phố").selectOption("01");
        page.getByLabel("Xã, phường").fill("Phường Hồng Hà");
        page.getByLabel("Số nhà, đường, thôn xóm").fill("12 ngõ Phất Lộc");
        button(page, "Xem lại đơn").click();
        assertThat(page.getByText("Giao tới")).isVisible();
    }

    // ── an organizer ──────────────────────────────────────────────────────────────────────────────────────────────────

    /** Fills the form of a new weekly market whose second hall is for booths of Tuyên Quang. */
    static void describesAMarket(Page desk) {
        button(desk, "Mở chợ mới").click();
        desk.getByLabel("Tên", new Page.GetByLabelOptions().setExact(true)).fill("Chợ đêm trên mây");
        desk.getByLabel("Giới thiệu").fill("Mỗi tối thứ Sáu, người làm ra sản vật đứng gian và trò chuyện cùng bạn.");
        button(desk, "Thêm khu").click();
        desk.getByLabel("Tên khu").nth(1).fill("Khu miền núi");
        desk.getByLabel("Khu theo").nth(1).selectOption("province");
        desk.getByLabel("Tỉnh, thành").selectOption("08");
    }

    static void opensTheMarket(Page desk) {
        desk.locator("market-form button[type=submit]").click();
        assertThat(desk.locator(".night-line").first()).isVisible();
    }

    /** Approves all who wait, one after the other. */
    static void approves(Page desk, int booths) {
        for (int left = booths; left > 0; left--) {
            assertThat(desk.locator(".applicant")).hasCount(left);
            desk.locator(".applicant").first().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Duyệt")).click();
        }
    }

    /** Lets the rule give the rest of so many booths their places, on the plan of the night. */
    static void placesByRule(Page desk, int booths) {
        button(desk, "Xếp theo quy tắc").click();
        button(desk, "Xếp chỗ").click();
        assertThat(desk.locator(".stand.taken")).hasCount(booths);
    }

    /** Moves the night on by hand, on its clock. */
    static void moves(Page desk, String step, String state) {
        button(desk, step).click();
        desk.locator("ph-dialog").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(step)).click();
        assertThat(desk.locator("ph-dialog")).hasCount(0);
        assertThat(desk.locator(".view-head .chip").first()).hasText(state);
    }

    // ── a producer ────────────────────────────────────────────────────────────────────────────────────────────────────

    /** Writes an application for a stand, in the studio of the booth. */
    static void writesAnApplication(Page studio, String night, String words) {
        studio.locator(".applicant", new Page.LocatorOptions().setHas(studio.locator("a[href='/night/" + night + "']"))).getByRole(AriaRole.BUTTON).first().click();
        studio.getByLabel("Lời nhắn cho ban tổ chức").fill(words);
    }

    static void sendsTheApplication(Page studio) {
        button(studio, "Gửi đăng ký").click();
        assertThat(studio.getByText("Chờ duyệt").first()).isVisible();
    }

    /** Plans a show with ten of each item, at most five for one buyer. */
    static void plansAShow(Page studio, String title, List<String> items) {
        link(studio, "Phiên bán").click();
        link(studio, "Hẹn phiên").click();
        studio.getByLabel("Tên phiên").fill(title);
        button(studio, "Thêm món").click();
        for (var item : items) studio.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(item)).check();
        button(studio, "Xong, " + items.size() + " món").click();
        for (int i = 0; i < items.size(); i++) {
            studio.getByLabel("Số lượng").nth(i).fill("10");
            studio.getByLabel("Mỗi người").nth(i).fill("5");
        }
    }

    /** Announces the show that was planned and goes to its room. */
    static PlaceId announcesTheShow(Page studio) {
        button(studio, "Lưu và báo lịch").click();
        button(studio, "Vào phòng phát").click();
        studio.waitForURL(Pattern.compile(".*/live/" + ROOM.pattern()));
        var found = ROOM.matcher(studio.url().substring(studio.url().indexOf("/live/")));
        assertTrue(found.find());
        return new PlaceId(found.group());
    }

    static void goesLive(Page studio) {
        button(studio, "Lên sóng").click();
        assertThat(studio.getByText("Lên sóng bây giờ?")).isVisible();
        studio.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Lên sóng").setExact(true)).last().click();
        assertThat(studio.getByText("Đang phát").first()).isVisible();
    }

    static void endsTheShow(Page studio) {
        button(studio, "Kết thúc").click();
        assertThat(studio.getByText("Kết thúc phiên này?")).isVisible();
        studio.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Kết thúc").setExact(true)).last().click();
        assertThat(studio.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Phiên đã kết thúc"))).isVisible();
    }

    // ── an official ───────────────────────────────────────────────────────────────────────────────────────────────────

    /** Takes an item up with its booth, in the show that is looked at: it is to be frozen. */
    static void wantsToFreeze(Page desk, String item) {
        desk.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Lập vụ việc: " + item))).click();
        desk.locator("input[name=kind][value=freeze]").check();
    }

    /** Says why, and freezes it. */
    static void freezes(Page desk, String words) {
        desk.locator("select[name=reason]").selectOption("false-claim");
        desk.locator("textarea[name=text]").fill(words);
        Pages.shoot(desk, "official-act");
        button(desk, "Tạm ngừng bán món").click();
        desk.locator("ph-dialog[open], dialog[open]").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Tạm ngừng bán món")).last().click();
    }
}
