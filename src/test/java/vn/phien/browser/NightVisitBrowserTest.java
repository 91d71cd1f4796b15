package vn.phien.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import io.vertx.redis.client.Command;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import vn.phien.browser.Pages.Screen;
import vn.phien.protocol.Inbound;
import vn.phien.redis.Keys;
import vn.phien.testkit.Bazaar;
import vn.phien.testkit.House;
import vn.phien.testkit.Stall;

/** A visitor's night as people see it: lobby, hall, booth, live; one cart over two booths; a talk at the counter. */
@Tag("browser")
class NightVisitBrowserTest {
    @RegisterExtension
    final AfterTestExecutionCallback pictures = test -> test.getExecutionException().ifPresent(wrong -> this.pages.shootWhatIsOpen());
    private House house;
    private Pages pages;
    private Bazaar bazaar;
    private Stall honeyStall, teaStall, potStall;

    @BeforeEach
    void a_night_is_on() {
        house = House.open();
        pages = new Pages(house.address());
        honeyStall = Stall.opened(house.person("Chị Mai"));
        honeyStall.sells("Mật ong bạc hà", 185_000, 60);
        honeyStall.sells("Mật ong hoa nhãn", 150_000, 10);
        teaStall = Stall.opened(house.person("Anh Páo"), "HTX Trà Shan tuyết", "08", "Đồng Văn");
        teaStall.sells("Trà Shan tuyết cổ thụ", 240_000, 2);
        potStall = Stall.opened(house.person("Cô Lụa"), "Gốm Bát Tràng Cô Lụa", "01", "Bát Tràng");
        potStall.sells("Ấm gốm men lam", 350_000, 8);
        potStall.isPaidTo("970436", "0011223344", "NGUYEN THI LUA");
        bazaar = Bazaar.opened(house, "nay", "Khu miền núi", "Khu làng nghề", "Khu miền biển");
        bazaar.places(honeyStall, 0, 1);
        bazaar.places(teaStall, 0, 2);
        bazaar.places(potStall, 1, 1);
    }

    @AfterEach
    void the_house_closes() {
        pages.close();
        house.close();
    }

    /** A street that one walks, rather than three booths. */
    private void the_street_is_full() {
        for (int n = 3; n < 16; n++) {
            var more = Stall.opened(house.person("Chủ " + n), List.of("Nước mắm Cô Ba", "Gạo Séng Cù", "Chè Thái", "Lụa Vạn Phúc", "Nón làng Chuông", "Bưởi Năm Roi").get(n % 6) + " " + n, List.of("46", "15", "19", "01", "86", "91").get(n % 6), "Xã " + n);
            bazaar.places(more, n % 3, n);
        }
    }

    @Test
    void lobby_hall_booth_live_and_one_cart_over_two_booths() {
        the_street_is_full();
        var show = honeyStall.announces("Mật ong đầu mùa, quay từ Đồng Văn", 5, 5);
        var desk = honeyStall.goesLive();
        desk.says(ref -> new Inbound.PinProducts(ref, show, List.of(honeyStall.product(0))));

        // the street: one lantern is lit, with what is pinned and its price
        var an = pages.visitor(Screen.PHONE);
        an.navigate("/");
        assertThat(an.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Chợ đêm trên mây"))).isVisible();
        var lit = an.locator(".stall-lit");
        assertThat(lit).hasCount(1);
        assertThat(lit).containsText("185.000");
        assertThat(an.locator(".night-stage")).containsText("HTX Mật ong Đồng Văn");
        Pages.shootAll(an, "night-lobby");
        Pages.letsEverybodyIn(an);
        Pages.inLight(an);
        Pages.shootAll(an, "night-lobby-light");
        Pages.inDark(an);

        // search without tones, by an old name of the province
        an.getByRole(AriaRole.SEARCHBOX).fill("tra shan ha giang");
        assertThat(an.locator(".market-found").getByText("Trà Shan tuyết cổ thụ")).isVisible();
        Pages.shootAll(an, "night-search");
        an.getByRole(AriaRole.SEARCHBOX).fill("");

        // into the booth that is lit, and from there into its show and back
        lit.first().click();
        an.waitForURL("**/live/" + show);
        assertThat(an.getByText("Mật ong đầu mùa").first()).isVisible();
        an.navigate("/booth/" + honeyStall.booth());
        assertThat(an.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Đang phát, vào xem")).first()).isVisible();
        Pages.shootAll(an, "night-booth");
        Pages.letsEverybodyIn(an);
        button(an, "Mật ong hoa nhãn").click();
        button(an, "Thêm vào giỏ").click();
        assertThat(an.locator(".topbar-cart .topbar-count")).hasText("1");

        // two more booths, one of them by the page of its product
        an.navigate("/product/" + teaStall.product(0));
        assertThat(an.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Trà Shan tuyết cổ thụ")).first()).isVisible();
        Pages.shootAll(an, "night-product");
        Pages.letsEverybodyIn(an);
        button(an, "Thêm một").click();
        button(an, "Thêm vào giỏ").click();
        an.navigate("/product/" + potStall.product(0));
        button(an, "Thêm vào giỏ").click();
        assertThat(an.locator(".topbar-cart .topbar-count")).hasText("4");
        an.locator(".topbar-cart").click();
        assertThat(an.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Giỏ của bạn"))).isVisible();
        Pages.shootAll(an, "night-cart");
        Pages.letsEverybodyIn(an);

        // somebody takes one of the two teas meanwhile: what can be held is held, the rest is asked about
        try (var other = house.person("Bình").phone()) {
            other.takes(vn.phien.base.PlaceId.of(teaStall.booth()), teaStall.product(0), 1).isHeld();
        }
        button(an, "Giữ hàng và đặt").click();
        Hands.signsIn(an, house.gateway(), "0912000222", "An");
        assertThat(an.getByText("Chưa giữ được").first()).isVisible();
        assertThat(an.getByRole(AriaRole.TIMER).first()).isVisible();
        Pages.shootAll(an, "night-cart-short");
        button(an, "Lấy 1 còn lại").click();
        assertThat(an.getByText("Đã giữ").nth(2)).isVisible();
        Hands.writesRecipient(an, "Nguyễn Văn An", "0912000222");
        an.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Chuyển khoản VietQR")).check();
        Pages.shootAll(an, "night-cart-review");
        Pages.letsEverybodyIn(an);
        button(an, "Đặt 3 đơn").click();
        assertThat(an.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Đã đặt 3 đơn"))).isVisible();
        assertThat(an.getByText("Gửi chung với HTX Trà Shan tuyết")).isVisible();
        assertThat(an.locator("qr-pay")).hasCount(1);
        Pages.shootAll(an, "night-cart-done");
        Pages.letsEverybodyIn(an);
        an.navigate("/cart");
        assertThat(an.getByText("Giỏ đang trống")).isVisible();

        for (var path : List.of("/", "/cart", "/booth/" + honeyStall.booth(), "/product/" + teaStall.product(0))) {
            an.navigate(path);
            an.setViewportSize(320, 640);
            Pages.stands(an);
            Pages.standsUpright(an);
        }
        pages.areCalm();
        desk.close();
        house.books().check();
    }

    @Test
    void of_a_booth_every_line_that_lacks_is_told_and_what_there_is_can_be_taken() {
        var vine = teaStall.sells("Chè dây", 60_000, 3);
        var an = pages.of(house.person("An"), Screen.PHONE);
        for (var product : List.of(teaStall.product(0), vine)) {
            an.navigate("/product/" + product);
            button(an, "Thêm một").click();
            button(an, "Thêm vào giỏ").click();
            assertThat(an.locator(".topbar-cart .topbar-count")).hasText(product.equals(vine) ? "4" : "2");
        }
        an.navigate("/cart");
        assertThat(button(an, "Giữ hàng và đặt")).isVisible();
        try (var other = house.person("Bình").phone()) {
            other.takes(vn.phien.base.PlaceId.of(teaStall.booth()), teaStall.product(0), 1).isHeld();
            other.takes(vn.phien.base.PlaceId.of(teaStall.booth()), vine, 3).isHeld();
        }
        button(an, "Giữ hàng và đặt").click();
        assertThat(an.locator(".cart-trouble .note")).hasCount(2);
        assertThat(an.locator(".cart-trouble .note").first()).containsText("Trà Shan tuyết cổ thụ");
        assertThat(an.locator(".cart-trouble .note").last()).containsText("Chè dây");
        Pages.shootAll(an, "night-cart-lacks");
        Pages.letsEverybodyIn(an);
        an.setViewportSize(320, 640);
        Pages.standsUpright(an);
        button(an, "Lấy những gì còn").click();
        assertThat(an.getByText("Đã giữ")).hasCount(1);
        assertThat(an.locator(".cart-item")).hasCount(1);
        assertThat(an.locator(".cart-item")).containsText("× 1");
        pages.areCalm();
    }

    @Test
    void what_people_type_is_no_word_they_looked_for_until_it_is_settled() {
        var an = pages.visitor(Screen.PHONE);
        an.navigate("/");
        var box = an.getByRole(AriaRole.SEARCHBOX);
        for (int n = 1; n <= "ruou can".length(); n++) {
            var typed = "ruou can".substring(0, n);
            if (!typed.endsWith(" ")) an.waitForResponse(asks(typed, false), () -> box.fill(typed));
        }
        an.waitForResponse(asks("ruou can", true), () -> box.press("Enter"));
        // words that stand for a while are settled, too
        var binh = pages.visitor(Screen.PHONE);
        binh.clock().install();
        binh.waitForResponse(asks("cam sanh", false), () -> binh.navigate("/?q=cam+sanh"));
        binh.waitForResponse(asks("cam sanh", true), () -> binh.clock().fastForward(2_000));
        an.waitForCondition(() -> inVain().size() == 2);
        assertEquals(Set.of("ruou can", "cam sanh"), inVain());
        pages.areCalm();
    }

    private static Predicate<Response> asks(String words, boolean settled) {
        return answer -> answer.url().contains("/api/search?q=" + words.replace(' ', '+') + (settled ? "&settled=1" : "")) && answer.url().contains("settled") == settled;
    }

    private Set<String> inVain() {
        var found = new HashSet<String>();
        for (var words : house.app().link().ask(Command.ZRANGE, Keys.askedInVain(bazaar.night()), 0, -1)) found.add(words.toString());
        return found;
    }

    @Test
    void a_visitor_walks_up_to_the_counter_and_talks_with_the_staff() {
        var staff = pages.of(teaStall.owner(), Screen.LAPTOP);
        staff.navigate("/studio/" + teaStall.booth() + "/counter");
        assertThat(staff.getByText("Chưa có ai chờ.").first()).isVisible();
        var an = pages.of(house.person("An"), Screen.PHONE);
        an.navigate("/booth/" + teaStall.booth() + "?about=" + teaStall.product(0) + "#counter");
        an.getByLabel("Bạn muốn hỏi gì?").last().fill("Cần 20 hộp làm quà Tết");
        // the staff close for a moment and open again: nobody has to load the page anew
        staff.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Quầy đang mở")).uncheck();
        assertThat(an.getByText("Quầy đang nghỉ. Bạn xem hàng trước")).isVisible();
        Pages.shootAll(an, "night-counter-closed");
        staff.getByRole(AriaRole.CHECKBOX).check();
        an.getByLabel("Bạn muốn hỏi gì?").last().fill("Cần 20 hộp làm quà Tết");
        button(an, "Lấy số").click();
        assertThat(an.getByText("Bạn là người tiếp theo")).isVisible();
        Pages.shootAll(an, "night-counter-waiting");
        assertThat(staff.getByText("Cần 20 hộp làm quà Tết").first()).isVisible();
        Pages.shootAll(staff, "night-desk-waiting");
        button(staff, "Mời khách tiếp theo").click();
        assertThat(an.getByText("Tới lượt bạn")).isVisible();
        an.getByLabel("Viết cho gian hàng…").fill("Chào anh, 20 hộp thì bao giờ có ạ?");
        button(an, "Gửi").click();
        assertThat(staff.getByText("20 hộp thì bao giờ có ạ?")).isVisible();
        staff.getByLabel("Viết cho khách…").fill("Thứ Hai em gửi được nhé");
        button(staff, "Gửi").click();
        assertThat(an.getByText("Thứ Hai em gửi được nhé")).isVisible();
        Pages.shootAll(an, "night-counter-talk");
        Pages.shootAll(staff, "night-desk-talk");
        Pages.letsEverybodyIn(an);
        Pages.letsEverybodyIn(staff);
        an.reload();
        assertThat(an.getByText("Thứ Hai em gửi được nhé")).isVisible();
        button(an, "Kết thúc").click();
        assertThat(an.getByText("Bạn đã rời quầy")).isVisible();
        assertThat(staff.getByText("Khách đã rời quầy.")).isVisible();
        pages.areCalm();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
    }
}
