package vn.phien.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.phien.base.PhoneNumber;
import vn.phien.browser.Pages.Screen;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** A night market in a real browser: opened, applied for, asked, answered, planned by hand and by keyboard, held, and visited. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MarketBrowserTest {
    @RegisterExtension
    final AfterTestExecutionCallback pictures = test -> test.getExecutionException().ifPresent(wrong -> this.pages.shootWhatIsOpen());
    private House house;
    private Pages pages;
    private Person organizer;
    private Person fan;
    private final List<Stall> stalls = new ArrayList<>();

    @BeforeAll
    void producers_have_booths() {
        house = House.open();
        organizer = house.person("Lan Điều phối");
        house.app().makeOrganizer(PhoneNumber.parse(organizer.number()).orElseThrow());
        fan = house.person("An");
        for (var booth : List.of(List.of("HTX Mật ong Đồng Văn", "08", "Đồng Văn", "Mật ong bạc hà", "food"), List.of("Trà Shan tuyết Suối Giàng", "15", "Suối Giàng", "Trà Shan tuyết cổ thụ", "drink"),
            List.of("Gốm Bát Tràng Hà Linh", "01", "Bát Tràng", "Ấm men rạn", "craft"), List.of("Nước mắm Cát Hải", "31", "Cát Hải", "Nước mắm cốt", "food"))) {
            var owner = house.person("Chị " + booth.get(0).split(" ")[1]);
            var made = owner.post("/api/booths", "{\"key\":\"%s\",\"booth\":{\"name\":\"%s\",\"province\":\"%s\",\"commune\":\"%s\",\"sellerName\":\"%s\"}}".formatted(Phone.key(), booth.get(0), booth.get(1), booth.get(2), booth.get(0)));
            assertTrue(made.has("rev"));
            stalls.add(Stall.of(owner, new vn.phien.base.BoothId(made.get("booth").get("booth").asText())));
            owner.post("/api/booths/" + stalls.getLast().booth() + "/products", ("{\"key\":\"%s\",\"product\":{\"name\":\"%s\",\"priceVnd\":185000,\"unit\":\"hũ\",\"weightGrams\":500,\"group\":\"%s\","
                + "\"certificate\":{\"stars\":4,\"number\":\"123/QĐ-UBND\",\"authority\":\"UBND tỉnh\",\"issuedOn\":\"2025-06-01\"}}}").formatted(Phone.key(), booth.get(3), booth.get(4)));
        }
        waits(() -> organizer.tries("GET", "/api/organizer/markets", null).statusCode() == 200 && stalls.getLast().owner().tries("GET", "/api/booths/" + stalls.getLast().booth() + "/applications", null).statusCode() == 200);
        pages = new Pages(house.address());
    }

    @AfterAll
    void everybody_goes_home() {
        pages.close();
        house.close();
    }

    private static void waits(java.util.function.BooleanSupplier so) {
        long end = System.nanoTime() + 15_000_000_000L;
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("not so within fifteen seconds");
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void looksRight(Page page, String name) {
        Pages.shootAll(page, name);
        Pages.letsEverybodyIn(page);
        var before = page.viewportSize();
        page.setViewportSize(Screen.NARROW.width, Screen.NARROW.height);
        Pages.shoot(page, name);
        Pages.standsUpright(page);
        page.setViewportSize(before.width, before.height);
    }

    @Test
    void a_night_from_the_organizers_form_to_the_visitors_phone() {
        // the organizer opens a market
        var desk = pages.of(organizer, Screen.LAPTOP);
        desk.navigate("/organizer/markets");
        looksRight(desk, "market-organizer-none");
        Hands.describesAMarket(desk);
        Pages.shoot(desk, "market-form");
        Pages.letsEverybodyIn(desk);
        Hands.opensTheMarket(desk);
        looksRight(desk, "market-organizer");

        // producers apply on their phones
        var all = house.stranger().get("/api/markets").get("markets").get(0);
        // the night after next: its applications are open whatever day it is
        var night = all.get("nights").get(1).get("night").asText();
        waits(() -> house.stranger().get("/api/nights/" + night).get("night").get("state").asText().equals("applications"));
        var visitor = pages.visitor(Screen.PHONE);
        visitor.navigate("/night/" + night);
        looksRight(visitor, "night-soon");
        var mai = pages.of(stalls.getFirst().owner(), Screen.PHONE);
        mai.navigate("/studio/" + stalls.getFirst().booth() + "/market");
        looksRight(mai, "studio-market-free");
        Hands.writesAnApplication(mai, night, "Có mật mới, xin đứng khu miền núi.");
        Pages.shoot(mai, "studio-market-apply");
        Pages.letsEverybodyIn(mai);
        Hands.sendsTheApplication(mai);
        for (var stall : stalls.subList(1, stalls.size())) {
            var product = stall.owner().get("/api/booths/" + stall.booth() + "/desk/products").get("products").get(0).get("product").get("product").asText();
            stall.owner().post("/api/booths/" + stall.booth() + "/applications", "{\"night\":\"%s\",\"key\":\"%s\",\"form\":{\"products\":[\"%s\"],\"papers\":[\"%s\"],\"photos\":[],\"note\":\"Xin một gian\"}}".formatted(night, Phone.key(), product, product));
        }

        // asked, answered, approved
        desk.navigate("/organizer/nights/" + night);
        assertThat(desk.locator(".applicant")).hasCount(4);
        looksRight(desk, "night-desk-inbox");
        var first = desk.locator(".applicant").first();
        first.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Đề nghị bổ sung")).click();
        desk.getByLabel("Cần bổ sung gì").fill("Xin thêm ảnh gian");
        button(desk, "Gửi đề nghị").click();
        assertThat(mai.locator(".bell-count")).hasText("1");
        mai.reload();
        assertThat(mai.getByText("Xin thêm ảnh gian").first()).isVisible();
        looksRight(mai, "studio-market-asked");
        mai.locator(".bell").click();
        assertThat(mai.locator(".notice").first()).isVisible();
        Pages.shoot(mai, "notices");
        Pages.letsEverybodyIn(mai);
        mai.keyboard().press("Escape");
        assertThat(mai.locator(".bell-count")).hasCount(0);
        button(mai, "Trả lời và gửi lại").click();
        mai.getByLabel("Bạn đã sửa gì").fill("Đã thêm");
        button(mai, "Gửi lại").click();
        assertThat(mai.getByText("Chờ duyệt").first()).isVisible();
        desk.reload();
        Hands.approves(desk, 4);

        // placed: one dragged, one by keyboard, two changed, the rest by rule
        desk.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Sơ đồ")).click();
        assertThat(desk.locator(".booth-tag")).hasCount(4);
        var tag = desk.locator(".booth-tag").first().boundingBox();
        var target = desk.locator(".stand").nth(2).boundingBox();
        desk.mouse().move(tag.x + 40, tag.y + 20);
        desk.mouse().down();
        desk.mouse().move(tag.x + 80, tag.y + 40);
        desk.mouse().move(target.x + 30, target.y + 30, new com.microsoft.playwright.Mouse.MoveOptions().setSteps(6));
        desk.mouse().up();
        assertThat(desk.locator(".stand.taken")).hasCount(1);
        assertThat(desk.locator(".stand").nth(2).locator(".stand-in")).isVisible();
        desk.locator(".booth-tag").first().focus();
        desk.keyboard().press("Enter");
        desk.locator(".stand-free").first().focus();
        desk.keyboard().press("Enter");
        assertThat(desk.locator(".stand.taken")).hasCount(2);
        var before = desk.locator(".stand").nth(2).locator("strong").textContent();
        desk.locator(".stand-in").first().click();
        desk.locator(".stand-in").nth(1).click();
        assertThat(desk.locator(".stand").first().locator("strong")).hasText(before);
        Hands.placesByRule(desk, 4);
        looksRight(desk, "night-desk-plan");

        // published and opened by hand; the clock stands on its tab
        desk.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Thời gian")).click();
        looksRight(desk, "night-desk-clock");
        Hands.moves(desk, "Công bố chương trình", "Đã công bố");
        Hands.moves(desk, "Mở chợ", "Đang họp chợ");

        // visitors: the programme, the stage, following
        stalls.getFirst().sells("Mật ong hoa rừng", 150_000, 20);
        stalls.getFirst().announces("Phiên mật ong đêm chợ", 10, 2);
        try (var live = stalls.getFirst().goesLive()) {
            waits(() -> house.stranger().get("/api/nights/" + night + "/spotlight").has("now"));
            var an = pages.of(fan, Screen.PHONE);
            an.navigate("/night/" + night);
            assertThat(an.locator(".stage-now")).isVisible();
            assertThat(an.locator(".booth-card")).hasCount(4);
            button(an, "Nhắc tôi").click();
            assertThat(button(an, "Đang theo dõi")).isVisible();
            looksRight(an, "night-open");
            Pages.inLight(an);
            Pages.shootAll(an, "night-open-light");
            // whoever follows is written to in the language that they read
            an.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ngôn ngữ và tiền tệ")).first().click();
            for (var language : List.of("en English", "vi Tiếng Việt")) {
                an.getByLabel(language.substring(3)).check();
                waits(() -> fan.get("/api/me/doors").path("language").asText().equals(language.substring(0, 2)));
            }
            an.keyboard().press("Escape");
            an.navigate("/markets");
            looksRight(an, "markets");
            an.navigate("/market/" + all.get("market").get("market").asText());
            looksRight(an, "market");
            desk.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Sân khấu")).click();
            assertThat(desk.locator(".stage-now")).isVisible();
            looksRight(desk, "night-desk-stage");
            desk.navigate("/organizer/markets/" + all.get("market").get("market").asText());
            looksRight(desk, "market-desk");
        }
        visitor.navigate("/night/n07-none");
        looksRight(visitor, "night-lost");
        var stranger = pages.of(fan, Screen.PHONE);
        stranger.navigate("/organizer/nights/" + night);
        Pages.shoot(stranger, "night-desk-stranger");
        assertEquals("open", house.stranger().get("/api/nights/" + night).get("night").get("state").asText());
        pages.areCalm();
    }

    @Test
    void an_organizer_keeps_the_exchange_rates_by_hand_and_from_a_file() {
        var desk = pages.of(organizer, Screen.PHONE);
        desk.navigate("/organizer/rates");
        assertThat(desk.getByText("Chưa có bảng tỷ giá")).isVisible();
        Pages.shootAll(desk, "rates-none");

        // by hand: chosen, typed, told what cannot be read, saved
        button(desk, "Ghi tay").click();
        desk.getByLabel("Thêm loại tiền").selectOption("THB");
        button(desk, "Thêm").click();
        desk.keyboard().type("731,25");
        desk.getByLabel("Thêm loại tiền").selectOption("USD");
        button(desk, "Thêm").click();
        desk.keyboard().type("26.000");
        button(desk, "Lưu bảng tỷ giá").click();
        assertThat(desk.getByText("Số này đọc được hai cách. Bạn ghi 26000, hoặc 26,0000.")).isVisible();
        assertThat(desk.getByText("Bạn ghi nơi công bố tỷ giá nhé.")).isVisible();
        looksRight(desk, "rates-wrong");
        desk.getByLabel("Số đồng cho một USD").fill("26000");
        desk.getByLabel("Lấy từ đâu").fill("Ngân hàng Nhà nước");
        button(desk, "Lưu bảng tỷ giá").click();
        assertThat(desk.locator("#rate-USD")).containsText("Lan Điều phối");
        assertThat(desk.locator("#rate-THB")).containsText("khoảng 137 THB");

        // a slip of the comma is asked about, one that left can come back, somebody else was quicker
        desk.getByLabel("Số đồng cho một USD").fill("2600");
        assertThat(desk.getByText("Trước đây là 26000.")).isVisible();
        button(desk, "Lưu bảng tỷ giá").click();
        assertThat(desk.getByText("USD đổi hơn 20 %. Lưu như vậy?")).isVisible();
        desk.keyboard().press("Escape");
        desk.getByLabel("Số đồng cho một USD").fill("26100");
        button(desk, "Bỏ THB").click();
        button(desk, "Hoàn tác").click();
        assertThat(desk.locator("#rate-THB")).isVisible();
        organizer.put("/api/rates", "{\"asOf\":\"2026-01-05\",\"source\":\"Bảng khác\",\"rates\":[{\"currency\":\"THB\",\"vnd\":\"740\"},{\"currency\":\"JPY\",\"vnd\":\"168\"}]}");
        button(desk, "Lưu bảng tỷ giá").click();
        assertThat(desk.getByText("Có người vừa sửa chỗ này.")).isVisible();
        button(desk, "Xem bản mới").click();
        assertThat(desk.locator("#rate-JPY")).isVisible();
        looksRight(desk, "rates");
        Pages.inDark(desk);
        Pages.shootAll(desk, "rates-dark");
        Pages.letsEverybodyIn(desk);
        Pages.inLight(desk);

        // from a file: a bad one is told line by line, a good one is looked at first
        desk.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Nhập từ tệp")).click();
        Pages.shoot(desk, "rates-import");
        chooses(desk, "THB;731,25\nTBH;5\nUSD;26.000\n");
        assertThat(desk.getByText("Không có loại tiền “TBH”.")).isVisible();
        assertThat(desk.getByText("2 dòng cần sửa.")).isVisible();
        looksRight(desk, "rates-import-wrong");
        button(desk, "Chọn tệp khác").click();
        chooses(desk, "Tiền tệ;Đồng\nTHB;741,5\nUSD;26000\n");
        assertThat(desk.getByText("Không còn trong bảng mới: JPY.")).isVisible();
        looksRight(desk, "rates-import-look");
        button(desk, "Dùng 2 tỷ giá này").click();
        desk.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Xem bảng tỷ giá")).click();
        assertThat(desk.getByLabel("Số đồng cho một USD")).hasValue("26000");
        assertThat(desk.locator("#rate-JPY")).hasCount(0);

        // a visitor sees the price in their own money
        var an = pages.of(fan, Screen.PHONE);
        an.addInitScript("localStorage.setItem('phien.currency', 'THB')");
        var shelf = stalls.getLast();
        an.navigate("/booth/" + shelf.booth());
        assertThat(an.getByText("khoảng 249 THB").first()).isVisible();

        button(desk, "Bỏ bảng tỷ giá").click();
        desk.locator("ph-dialog").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Bỏ bảng tỷ giá")).click();
        assertThat(desk.getByText("Chưa có bảng tỷ giá")).isVisible();
        pages.areCalm();
    }

    private static void chooses(Page page, String csv) {
        page.locator("input[type=file]").setInputFiles(new com.microsoft.playwright.options.FilePayload("ty-gia.csv", "text/csv", csv.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
