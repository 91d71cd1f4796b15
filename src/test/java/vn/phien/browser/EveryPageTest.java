package vn.phien.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.base.PhoneNumber;
import vn.phien.base.ProductId;
import vn.phien.browser.Pages.Screen;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.testkit.Evening;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** Every page on every screen, in light and in dark: nothing is cut off, nothing complains, everybody can use it. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTest {
    @RegisterExtension
    final AfterTestExecutionCallback pictures = test -> test.getExecutionException().ifPresent(wrong -> this.pages.shootWhatIsOpen());
    private House house;
    private Pages pages;
    private Stall stall;
    private Person buyer;
    private Phone desk;
    private ProductId honey;
    private String order;
    private Page guest;
    private Page shopper;
    private Page seller;
    private Page newcomer;
    private Page organizer;
    private Evening evening;

    @BeforeAll
    void a_booth_is_on_air() {
        house = House.open();
        stall = Stall.opened(house.person("Chị Mai"));
        honey = stall.sells("Mật ong bạc hà", 185_000, 30);
        stall.sells("Trà Shan tuyết cổ thụ búp non sao tay hái trước Thanh minh", 1_250_000, 20);
        var silk = stall.sells("Khăn lanh", 90_000, 1);
        stall.isPaidTo("970436", "0011223344", "HTX MAT ONG DONG VAN");
        var show = stall.announces("Phiên mật ong tháng 11", 1, 5);
        buyer = house.person("An");
        desk = stall.goesLive();
        desk.says(ref -> new Inbound.ChangeStock(ref, show, honey, 20, Phone.key()));
        desk.says(ref -> new Inbound.PinProducts(ref, show, List.of(honey)));
        desk.says(ref -> new Inbound.OpenDeal(ref, show, honey, 150_000, 10, 5, 1_200_000, Phone.key()));
        desk.chats(show, "Chào cả nhà, mật ong đầu mùa đây ạ");
        try (var an = buyer.phone()) {
            an.joins(show);
            an.chats(show, "Mật này lên men không chị?");
            var hold = an.takes(show, honey, 2).isHeld().hold();
            order = ((Outbound.OrderPlaced) an.says(ref -> new Inbound.PlaceOrder(ref, show, hold.hold(),
                new Inbound.Recipient("Nguyễn Thị Hường", buyer.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc"), Payment.VIETQR, null))).order().order().toString();
            an.takes(show, silk, 1).isHeld();
        }
        var boss = house.person("Cô Hà");
        house.app().makeOrganizer(PhoneNumber.parse(boss.number()).orElseThrow());
        evening = Evening.opens(boss, List.of("Khu Núi Rừng", "Khu Sông Nước"), List.of(stall));
        boss.post("/api/nights/" + evening.night() + "/announcements", "{\"key\":\"%s\",\"text\":\"Chợ đã lên đèn, mời cả nhà đi một vòng\",\"tone\":\"calm\",\"minutes\":60}".formatted(Phone.key()));
        boss.post("/api/nights/" + evening.night() + "/incidents", "{\"key\":\"%s\",\"title\":\"Phòng phát bị vọng tiếng\",\"level\":\"trouble\",\"booth\":\"%s\"}".formatted(Phone.key(), stall.booth()));
        pages = new Pages(house.address());
        guest = pages.visitor(Screen.PHONE);
        shopper = pages.of(buyer, Screen.PHONE);
        seller = pages.of(stall.owner(), Screen.PHONE);
        organizer = pages.of(boss, Screen.PHONE);
        newcomer = pages.of(house.person("Bình"), Screen.PHONE);
    }

    @AfterAll
    void everybody_goes_home() {
        pages.close();
        desk.close();
        house.close();
    }

    @AfterEach
    void the_books_are_right() {
        house.books().check();
    }

    @ParameterizedTest(name = "{1} as {0}")
    @CsvSource(textBlock = """
        guest,    lobby,            /
        guest,    live-guest,       /live/SHOW
        shopper,  live,             /live/SHOW
        guest,    booth,            /booth/BOOTH
        guest,    product,          /product/PRODUCT
        guest,    product-gone,     /product/p01-khong
        guest,    cart-none,        /cart
        guest,    sign-in,          /sign-in
        guest,    ops,              /ops
        shopper,  account,          /account
        shopper,  orders,           /orders
        shopper,  order,            /orders/ORDER
        newcomer, orders-none,      /orders
        guest,    orders-guest,     /orders
        guest,    studio-guest,     /studio
        newcomer, studio-newcomer,  /studio
        newcomer, studio-open,      /studio/new
        newcomer, studio-stranger,  /studio/BOOTH
        seller,   studio,           /studio/BOOTH
        seller,   studio-products,  /studio/BOOTH/products
        seller,   studio-product,   /studio/BOOTH/products/PRODUCT
        seller,   studio-new,       /studio/BOOTH/products/new
        seller,   studio-import,    /studio/BOOTH/products/import
        seller,   studio-shows,     /studio/BOOTH/shows
        seller,   studio-show,      /studio/BOOTH/shows/SHOW
        seller,   studio-next-show, /studio/BOOTH/shows/new
        seller,   studio-live,      /studio/BOOTH/live/SHOW
        seller,   studio-orders,    /studio/BOOTH/orders
        seller,   studio-order,     /studio/BOOTH/orders/ORDER
        seller,   studio-suspense,  /studio/BOOTH/orders/suspense
        seller,   studio-counter,   /studio/BOOTH/counter
        seller,   studio-reports,   /studio/BOOTH/report
        seller,   studio-report,    /studio/BOOTH/report/SHOW
        seller,   studio-settings,  /studio/BOOTH/settings
        seller,   organizer,        /organizer
        boss,     night-wall,       /organizer/nights/NIGHT/wall
        boss,     night-incidents,  /organizer/nights/NIGHT/incidents
        boss,     night-said,       /organizer/nights/NIGHT/announcements
        boss,     night-map,        /organizer/nights/NIGHT/map
        boss,     night-report,     /organizer/nights/NIGHT/report
        boss,     night-of-booth,   /organizer/nights/NIGHT/report/BOOTH
        boss,     night-of-hall,    /organizer/nights/NIGHT/report/08
        boss,     night-rehearsal,  /organizer/nights/NIGHT/rehearsal
        seller,   night-stranger,   /organizer/nights/NIGHT/wall
        guest,    api-docs,         /api/docs
        guest,    nowhere,          /khong-co-trang-nay
        """)
    void stands_on_every_screen(String who, String name, String path) {
        var page = switch (who) {
            case "guest" -> guest;
            case "shopper" -> shopper;
            case "seller" -> seller;
            case "boss" -> organizer;
            default -> newcomer;
        };
        page.setViewportSize(Screen.PHONE.width, Screen.PHONE.height);
        Pages.inLight(page);
        page.navigate(path.replace("SHOW", stall.show().toString()).replace("BOOTH", stall.booth().toString()).replace("PRODUCT", honey.toString()).replace("ORDER", order).replace("NIGHT", evening.night().toString()));
        Pages.shoot(page, name);
        Pages.standsUpright(page);
        if (!name.equals("api-docs")) Pages.letsEverybodyIn(page); // what stands there is the library's own
        Pages.inDark(page);
        Pages.shoot(page, name + "-dark");
        if (!name.equals("api-docs")) Pages.letsEverybodyIn(page);
        Pages.inLight(page);
        page.setViewportSize(Screen.NARROW.width, Screen.NARROW.height);
        Pages.standsUpright(page);
        Pages.shoot(page, name);
        page.setViewportSize(Screen.LAPTOP.width, Screen.LAPTOP.height);
        Pages.shoot(page, name);
        Pages.standsUpright(page);
        assertTrue(untold(page).isEmpty(), () -> name + " shows words of the house: " + untold(page));
        pages.areCalm(said -> name.equals("nowhere") && said.contains("404"));
    }

    @Test
    void a_room_without_network_says_so_and_goes_on_where_it_was() {
        var page = pages.visitor(Screen.PHONE);
        page.navigate("/live/" + stall.show());
        assertThat(page.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("Đang giới thiệu"))).isVisible();
        page.waitForFunction("() => customElements.get('live-checkout')"); // what comes after the room stands
        page.context().setOffline(true);
        assertThat(page.getByText("Đang nối lại")).isVisible();
        Pages.shoot(page, "live-offline");
        desk.chats(stall.show(), "Ai vừa rớt mạng vào lại nhé").isPosted();
        page.context().setOffline(false);
        assertThat(page.getByText("Ai vừa rớt mạng vào lại nhé")).isVisible();
        assertThat(page.getByText("Đang nối lại")).isHidden();
        page.context().close();
        pages.areCalm(said -> said.contains("ERR_INTERNET_DISCONNECTED"));
    }

    @Test
    void somebody_without_a_mouse_buys() {
        var cuc = house.person("Cúc");
        var page = pages.of(cuc, Screen.LAPTOP);
        page.navigate("/live/" + stall.show());
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Mua: A1").setExact(false)).first()).isVisible();
        walks(page, "Mua: A1");
        page.keyboard().press("Enter");
        assertThat(page.getByText("Giao cho ai?")).isVisible();
        writes(page, "Họ và tên người nhận", "Trần Thị Cúc");
        writes(page, "Số điện thoại người nhận", cuc.number());
        walks(page, "Tỉnh, thành phố");
        page.keyboard().press("ArrowDown");
        writes(page, "Xã, phường", "Phường Ninh Kiều");
        writes(page, "Số nhà, đường, thôn xóm", "7 Hai Bà Trưng");
        page.keyboard().press("Enter");
        assertThat(page.getByText("Trả khi nhận hàng (COD)")).isVisible();
        walks(page, "Đặt hàng");
        page.keyboard().press("Enter");
        assertThat(page.getByText("Đặt hàng xong")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByText("Đặt hàng xong")).isHidden();
        assertEquals(1, cuc.get("/api/orders").get("orders").size());
        page.context().close();
        pages.areCalm();
    }

    @Test
    void a_bar_with_many_places_shows_five_and_keeps_the_rest_one_press_away() {
        var page = pages.of(stall.owner(), Screen.NARROW);
        page.navigate("/studio/" + stall.booth());
        var bar = page.locator(".topbar-places > .topbar-place:visible");
        assertThat(bar).hasCount(5);
        assertEquals(false, page.evaluate("() => [...document.querySelectorAll('.topbar-places > .topbar-place > span')].some((e) => e.scrollWidth > e.clientWidth + 1)"), "no word of the bar is cut off");
        walks(page, "Thêm: ");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        Pages.shootAll(page, "bar-more");
        Pages.letsEverybodyIn(page);
        Pages.standsUpright(page);
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
        assertTrue((boolean) page.evaluate("() => document.activeElement.matches('.topbar-more')"), "the focus is where it was");
        page.keyboard().press("Enter");
        walks(page, "Chợ đêm");
        page.keyboard().press("Enter");
        page.waitForURL("**/market");
        assertThat(page.locator(".topbar-more")).hasAttribute("aria-current", "true");
        page.setViewportSize(Screen.LAPTOP.width, Screen.LAPTOP.height);
        assertThat(bar).hasCount(6);
        Pages.standsUpright(page);
        page.context().close();
        pages.areCalm();
    }

    /** Presses Tab until what is named so has the focus; a person can find it that way, too. */
    private static void walks(Page page, String name) {
        for (int steps = 0; steps < 80; steps++) {
            page.keyboard().press("Tab");
            var focus = (String) page.evaluate("""
                () => {
                  let at = document.activeElement;
                  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                  return at?.getAttribute('aria-label') || at?.labels?.[0]?.textContent || at?.textContent || '';
                }""");
            if (focus.strip().startsWith(name)) return;
        }
        throw new AssertionError("Tab never comes to " + name);
    }

    private static void writes(Page page, String label, String text) {
        walks(page, label);
        page.keyboard().type(text);
    }

    /** Keys of words that nobody wrote, and values that never came. */
    private static String untold(Page page) {
        return (String) page.evaluate("""
            () => (document.body.innerText.match(/\\b(undefined|NaN|\\[object \\w+\\])|(?<![\\w./@])(live|buy|studio|desk|order|state|action|nav|signin|account|street|refused|report|stock|show|night|console|map|currency|language|notice|rates)\\.[a-z]+(\\.[a-z-]+)*\\b/g) ?? []).join(', ')""");
    }
}
