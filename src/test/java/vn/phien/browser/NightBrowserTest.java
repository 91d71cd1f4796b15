package vn.phien.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.phien.base.PhoneNumber;
import vn.phien.browser.Pages.Screen;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.testkit.Evening;
import vn.phien.testkit.House;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** A night from the organizer's chair: booths on the wall, a word to everybody, goods that are stopped, and the report when the doors are shut. */
@Tag("browser")
class NightBrowserTest {
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
    void booths_apply_and_sell_the_organizer_watches_speaks_and_stops_and_the_report_adds_up() {
        var boss = house.person("Cô Hà");
        house.app().makeOrganizer(PhoneNumber.parse(boss.number()).orElseThrow());
        var stall = Stall.opened(house.person("Chị Mai"));
        var honey = stall.sells("Mật ong bạc hà", 185_000, 30);
        // the producer applies, is approved and placed, and the doors open
        var evening = Evening.opens(boss, List.of("Khu Núi Rừng"), List.of(stall));
        var wall = pages.of(boss, Screen.LAPTOP);
        wall.navigate("/organizer/nights/" + evening.night() + "/wall");
        var tile = wall.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("HTX Mật ong Đồng Văn"));
        assertThat(tile).containsText("Chưa bán");

        stall.announces("Phiên mật ong", 20, 5);
        try (var desk = stall.goesLive(); var an = house.person("An").phone()) {
            desk.says(ref -> new Inbound.PinProducts(ref, stall.show(), List.of(honey)));
            assertThat(tile).containsText("Đang bán");
            var viewer = pages.visitor(Screen.PHONE);
            viewer.navigate("/live/" + stall.show());
            var pinned = viewer.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("Đang giới thiệu"));
            assertThat(pinned).containsText("Mật ong bạc hà");
            an.joins(stall.show());
            var hold = an.takes(stall.show(), honey, 2).isHeld().hold();
            assertInstanceOf(Outbound.OrderPlaced.class, an.says(ref -> new Inbound.PlaceOrder(ref, stall.show(), hold.hold(), new Inbound.Recipient("Nguyễn An", "0912000222", "01", "Phường Hồng Hà", "12 ngõ"), Payment.COD, null)));
            assertThat(tile).containsText("370k");

            wall.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Loan báo")).click();
            wall.getByLabel("Lời loan báo").fill("Chợ kéo dài tới 22:30");
            wall.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Loan báo").setExact(true)).click();
            wall.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Loan báo").setExact(true)).last().click();
            assertThat(viewer.getByText("Chợ kéo dài tới 22:30")).isVisible();
            Pages.shoot(viewer, "night-announced");

            wall.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Toàn cảnh")).click();
            wall.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Xem thêm và xử lý")).first().click();
            wall.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ngừng một món")).click();
            assertThat(wall.locator("tile-acts select[name=product]")).containsText("Mật ong bạc hà");
            wall.getByLabel("Nói với người bán").fill("Nhãn chưa có hạn dùng");
            Pages.shoot(wall, "night-freeze");
            var buy = pinned.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Mua: A1"));
            assertThat(buy).isEnabled();
            wall.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ngừng một món")).last().click();
            long from = System.nanoTime();
            assertThat(wall.getByText("Đang ngừng bán: Mật ong bạc hà")).isVisible();
            viewer.waitForFunction("() => ![...document.querySelectorAll('article button')].some((b) => b.textContent.includes('Mua') && !b.disabled && b.getAttribute('aria-disabled') !== 'true')");
            assertTrue(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from) < 5_000, "on a busy machine too");
            Pages.shoot(viewer, "night-frozen");
            assertInstanceOf(Outbound.Refused.class, an.takes(stall.show(), honey, 1).reply());
            desk.says(ref -> new Inbound.ChangeStage(ref, stall.show(), Inbound.ChangeStage.Stage.END));
        }

        evening.closes();
        wall.navigate("/organizer/nights/" + evening.night() + "/report");
        assertThat(wall.getByText("đóng cửa").first()).isVisible();
        var report = boss.get("/api/nights/" + evening.night() + "/report");
        long books = 0;
        for (var order : stall.owner().get("/api/booths/" + stall.booth() + "/orders").get("orders")) books += order.get("totalVnd").asLong();
        assertEquals(370_000, books);
        assertEquals(books, report.at("/sum/vnd").asLong());
        assertThat(wall.locator("night-report tfoot")).containsText("370.000 ₫");
        Pages.shootAll(wall, "night-morning");
        pages.areCalm();
    }
}
