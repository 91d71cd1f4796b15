package vn.phien.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.phien.base.PhoneNumber;
import vn.phien.browser.Pages.Screen;
import vn.phien.testkit.House;
import vn.phien.testkit.Stall;

/** One night as all who have a part in it live it, through their pages alone: producers, organizer, visitor, official. */
@Tag("browser")
class NightBrowserTest {
    @RegisterExtension
    final AfterTestExecutionCallback pictures = test -> test.getExecutionException().ifPresent(wrong -> this.pages.shootWhatIsOpen());
    private static final Pattern NIGHT = Pattern.compile("n\\d\\d-[0-9a-z]+");
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
    void producers_apply_and_sell_a_visitor_buys_at_two_booths_goods_are_stopped_and_the_report_adds_up() {
        var boss = house.person("Cô Hà");
        house.app().makeOrganizer(PhoneNumber.parse(boss.number()).orElseThrow());
        var official = house.person("Ông Lâm");
        boss.put("/api/roles", "{\"phone\":\"%s\",\"role\":\"official\",\"granted\":true,\"office\":\"Sở Công Thương Tuyên Quang\"}".formatted(official.number()));
        var honey = Stall.opened(house.person("Chị Mai"));
        honey.sells("Mật ong bạc hà", 185_000, 30);
        honey.sells("Mật ong hoa nhãn", 150_000, 30);
        var tea = Stall.opened(house.person("Anh Páo"), "Trà Shan tuyết Suối Giàng", "15", "Suối Giàng");
        tea.sells("Trà Shan tuyết cổ thụ", 240_000, 10);

        // the organizer opens a market; two producers apply, are approved and placed, and the doors open
        var desk = pages.of(boss, Screen.LAPTOP);
        desk.navigate("/organizer/markets");
        Hands.describesAMarket(desk);
        Hands.opensTheMarket(desk);
        // the night after next: its applications are open whatever day it is
        var night = NIGHT.matcher(desk.locator(".night-line").nth(1).getAttribute("href")).results().findFirst().orElseThrow().group();
        var mai = asksForAStand(honey, night);
        var pao = asksForAStand(tea, night);
        desk.navigate("/organizer/nights/" + night);
        Hands.approves(desk, 2);
        tab(desk, "Sơ đồ");
        Hands.placesByRule(desk, 2);
        tab(desk, "Thời gian");
        Hands.moves(desk, "Công bố chương trình", "Đã công bố");
        Hands.moves(desk, "Mở chợ", "Đang họp chợ");
        assertThat(pao.locator(".bell-count")).isVisible();
        var wall = pages.of(boss, Screen.LAPTOP);
        wall.navigate("/organizer/nights/" + night + "/wall");
        var tile = wall.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("HTX Mật ong Đồng Văn"));
        assertThat(tile).containsText("Chưa bán");

        // a producer announces a show; a visitor walks from the street to the hall, to the booth and into its show, which begins
        mai.navigate("/studio/" + honey.booth());
        Hands.plansAShow(mai, "Phiên mật ong", List.of("Mật ong bạc hà", "Mật ong hoa nhãn"));
        var show = Hands.announcesTheShow(mai);
        var an = pages.visitor(Screen.PHONE);
        an.navigate("/");
        walksTo(an, "Khu miền núi", "HTX Mật ong Đồng Văn");
        an.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Phiên mật ong")).first().click();
        an.waitForURL("**/live/" + show);
        Hands.goesLive(mai);
        mai.keyboard().press("2");
        assertThat(an.locator("live-pin article")).containsText("Mật ong hoa nhãn");
        mai.keyboard().press("1");
        var pinned = an.locator("live-pin article");
        assertThat(pinned).containsText("Mật ong bạc hà");
        assertThat(tile).containsText("Đang bán");

        // one cart over two booths, ordered as one act
        pinned.locator(".pin-open").click();
        Hands.button(an, "Thêm vào giỏ").click();
        an.navigate("/");
        walksTo(an, null, "Trà Shan tuyết Suối Giàng");
        an.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Trà Shan tuyết cổ thụ")).click();
        Hands.button(an, "Thêm vào giỏ").click();
        an.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Xem giỏ").setExact(true)).click();
        Hands.button(an, "Giữ hàng và đặt").click();
        Hands.signsIn(an, house.gateway(), "0912000222", "An");
        assertThat(an.getByText("Đã giữ").nth(1)).isVisible();
        Hands.writesRecipient(an, "Nguyễn Văn An", "0912000222");
        Hands.button(an, "Đặt 2 đơn").click();
        assertThat(an.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Đã đặt 2 đơn"))).isVisible();
        assertThat(tile).containsText("185k");

        // back in the show the visitor hears the organizers, and sees goods go that an official and the organizer stop
        an.navigate("/");
        an.locator(".stall-lit").click();
        assertThat(pinned).containsText("Mật ong bạc hà");
        speaksToAll(wall, "Chợ kéo dài tới 22:30");
        assertThat(an.getByText("Chợ kéo dài tới 22:30")).isVisible();
        Pages.shoot(an, "night-announced");
        var supervision = pages.of(official, Screen.LAPTOP);
        supervision.navigate("/official");
        supervision.getByText("Phiên mật ong").click();
        Hands.wantsToFreeze(supervision, "Mật ong bạc hà");
        var eye = Eye.on(an, "Mật ong bạc hà");
        Hands.freezes(supervision, "Nhãn ghi nguyên chất, xin giấy kiểm nghiệm");
        eye.sawItGo(official);
        assertThat(mai.getByText("Sở Công Thương Tuyên Quang: Tạm ngừng bán món")).isVisible();
        assertThat(pinned).containsText("Mật ong hoa nhãn");
        wantsToStop(wall, tile, "Mật ong hoa nhãn");
        eye = Eye.on(an, "Mật ong hoa nhãn");
        wall.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ngừng một món")).last().click();
        eye.sawItGo(boss);
        assertThat(wall.getByText("Đang ngừng bán: Mật ong hoa nhãn")).isVisible();
        Hands.button(an, "Xem kệ").click();
        assertThat(an.locator(".shelf-frozen")).hasCount(2);
        Pages.shoot(an, "night-frozen");

        // the show and the night are over; the report is what the booths have in their books
        Hands.endsTheShow(mai);
        tab(desk, "Thời gian");
        Hands.moves(desk, "Tan chợ", "Đã tan chợ");
        wall.navigate("/organizer/nights/" + night + "/report");
        assertThat(wall.getByText("đóng cửa").first()).isVisible();
        assertThat(wall.locator("night-report tfoot")).containsText("425.000 ₫");
        assertEquals(425_000, sold(honey) + sold(tea));
        assertEquals(sold(honey) + sold(tea), boss.get("/api/nights/" + night + "/report").at("/sum/vnd").asLong());
        Pages.shootAll(wall, "night-morning");
        pages.areCalm();
        house.books().check();
    }

    private Page asksForAStand(Stall stall, String night) {
        var studio = pages.of(stall.owner(), Screen.LAPTOP);
        studio.navigate("/studio/" + stall.booth() + "/market");
        Hands.writesAnApplication(studio, night, "Xin một gian");
        Hands.sendsTheApplication(studio);
        return studio;
    }

    /** Down the street to a hall (null: stays), and into a booth of it that is not on air. */
    private static void walksTo(Page street, String hall, String booth) {
        if (hall != null) street.locator(".night-bulb").filter(new Locator.FilterOptions().setHasText(hall)).click();
        street.locator(".stall").filter(new Locator.FilterOptions().setHasText(booth)).click();
        assertThat(street.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(booth))).isVisible();
    }

    private static void speaksToAll(Page wall, String words) {
        wall.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Loan báo")).click();
        wall.getByLabel("Lời loan báo").fill(words);
        Hands.button(wall, "Loan báo").click();
        wall.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Loan báo").setExact(true)).last().click();
    }

    private static void wantsToStop(Page wall, Locator tile, String item) {
        wall.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Toàn cảnh")).click();
        tile.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Xem thêm và xử lý")).click();
        wall.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ngừng một món")).click();
        wall.locator("tile-acts select[name=product]").selectOption(new SelectOption().setLabel(item));
        wall.getByLabel("Nói với người bán").fill("Nhãn chưa có hạn dùng");
        Pages.shoot(wall, "night-freeze");
    }

    private static void tab(Page page, String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
    }

    private static long sold(Stall stall) {
        long vnd = 0;
        for (var order : stall.owner().get("/api/booths/" + stall.booth() + "/orders").get("orders")) vnd += order.get("totalVnd").asLong();
        return vnd;
    }
}
