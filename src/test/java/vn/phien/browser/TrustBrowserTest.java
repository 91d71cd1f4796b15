package vn.phien.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.base.PhoneNumber;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.browser.Pages.Screen;
import vn.phien.oversight.JournalCheck;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Payment;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** An official at the desk, a seller who answers, a buyer who complains, and anybody who checks a journal, in a real browser. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TrustBrowserTest {
    private static final String OFFICE = "Chi cục Quản lý thị trường Tuyên Quang";
    @RegisterExtension
    final AfterTestExecutionCallback pictures = test -> test.getExecutionException().ifPresent(wrong -> this.pages.shootWhatIsOpen());
    @TempDir
    static Path folder;
    private House house;
    private Pages pages;
    private Person official, buyer;
    private Stall stall;
    private ProductId honey;
    private PlaceId show, ended;
    private Phone desk;
    private Page supervision, phone, seller;

    @BeforeAll
    void a_show_is_on() {
        house = House.open();
        var organizer = house.person("Ban");
        house.app().makeOrganizer(PhoneNumber.parse(organizer.number()).orElseThrow());
        official = house.person("Ông Lâm");
        organizer.put("/api/roles", "{\"phone\":\"%s\",\"role\":\"official\",\"granted\":true,\"office\":\"%s\"}".formatted(official.number(), OFFICE));
        buyer = house.person("An");
        stall = Stall.opened(house.person("Chị Mai"));
        honey = stall.sells("Mật ong bạc hà", 185_000, 60);
        var tea = stall.sells("Trà Shan tuyết", 120_000, 20);
        ended = stall.announces("Phiên trà tháng 10", 5, 5);
        try (var early = stall.goesLive(); var binh = house.person("Bình").phone()) {
            early.says(ref -> new Inbound.PinProducts(ref, ended, List.of(tea)));
            binh.joins(ended);
            var tray = binh.takes(ended, tea, 1).isHeld().hold();
            binh.says(ref -> new Inbound.PlaceOrder(ref, ended, tray.hold(), new Inbound.Recipient("Lê Thị Bình", "0912000333", "01", "Phường Hồng Hà", "7 ngõ Gạch"), Payment.COD, null));
            early.says(ref -> new Inbound.ChangeStage(ref, ended, Inbound.ChangeStage.Stage.END));
        }
        show = stall.announces("Phiên mật ong tháng 11", 10, 6);
        desk = stall.goesLive();
        desk.says(ref -> new Inbound.PinProducts(ref, show, List.of(honey)));
        try (var an = buyer.phone()) {
            an.joins(show);
            var hold = an.takes(show, honey, 2).isHeld().hold();
            an.says(ref -> new Inbound.PlaceOrder(ref, show, hold.hold(), new Inbound.Recipient("Nguyễn Thị Hường", buyer.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc"), Payment.COD, null));
        }
        pages = new Pages(house.address());
        supervision = pages.of(official, Screen.LAPTOP);
        phone = pages.of(buyer, Screen.PHONE);
        seller = pages.of(stall.owner(), Screen.PHONE);
    }

    @AfterEach
    void nobody_complains() {
        house.books().check();
        pages.areCalm();
    }

    @AfterAll
    void everybody_goes_home() {
        pages.close();
        desk.close();
        house.close();
    }

    private static void stands(Page page, String name) {
        Pages.shootAll(page, name);
        Pages.standsUpright(page);
        Pages.letsEverybodyIn(page);
        Pages.inDark(page);
        Pages.shootAll(page, name + "-dark");
        Pages.letsEverybodyIn(page);
        Pages.inLight(page);
        var before = page.viewportSize();
        page.setViewportSize(Screen.NARROW.width, Screen.NARROW.height);
        Pages.standsUpright(page);
        page.setViewportSize(before.width, before.height);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).first();
    }

    @Test
    @Order(1)
    void an_official_freezes_an_item_and_the_buyer_sees_it_go_the_seller_answers_and_it_comes_back() {
        phone.navigate("/live/" + show);
        assertThat(phone.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("Đang giới thiệu"))).isVisible();
        seller.navigate("/studio/" + stall.booth());
        Pages.stands(seller);

        supervision.navigate("/official");
        stands(supervision, "official");
        supervision.getByText("Phiên mật ong tháng 11").click();
        stands(supervision, "official-show");
        Hands.wantsToFreeze(supervision, "Mật ong");
        button(supervision, "Tạm ngừng bán món").click();
        assertThat(supervision.getByRole(AriaRole.ALERT)).containsText("Chọn một lý do");
        var eye = Eye.on(phone, "Mật ong bạc hà");
        Hands.freezes(supervision, "Nhãn ghi nguyên chất, xin giấy kiểm nghiệm");
        eye.sawItGo(official);
        assertThat(supervision.getByText("Tạm ngừng bán", new Page.GetByTextOptions().setExact(true)).first()).isVisible();
        Pages.shoot(phone, "live-frozen");

        // the seller was told at once, and answers
        assertThat(seller.getByText(OFFICE + ": Tạm ngừng bán món")).isVisible();
        seller.navigate("/studio/" + stall.booth() + "/trust/matters");
        assertThat(seller.getByText("Nhãn ghi nguyên chất, xin giấy kiểm nghiệm")).isVisible();
        stands(seller, "studio-trust");
        seller.locator("matter-card textarea[name=text]").fill("Dạ giấy kiểm nghiệm số 12, em gửi ảnh kèm");
        button(seller, "Gửi").click();
        assertThat(seller.getByText("Đã trả lời")).isVisible();

        supervision.navigate("/official/matters");
        assertThat(supervision.getByText("Dạ giấy kiểm nghiệm số 12, em gửi ảnh kèm")).isVisible();
        stands(supervision, "official-matters");
        button(supervision, "Cho bán lại").click();
        supervision.locator("matter-card textarea[name=text]").last().fill("Đã có giấy");
        button(supervision, "Cho bán lại").click();
        assertThat(supervision.getByText("Không có việc nào đang mở")).isVisible();
        desk.says(ref -> new Inbound.PinProducts(ref, show, List.of(honey)));
        assertThat(phone.getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("Đang giới thiệu"))).isVisible();
    }

    @Test
    @Order(1)
    void goods_on_the_shelf_without_any_show_vanish_from_the_booth_and_from_their_page_within_a_second() {
        var shelf = Stall.opened(house.person("Anh Páo"));
        var ginger = shelf.sells("Gừng núi", 45_000, 12);
        shelf.sells("Khăn lanh", 90_000, 5);
        var booth = pages.visitor(Screen.PHONE);
        booth.navigate("/booth/" + shelf.booth());
        var card = booth.locator(".goods-card", new Page.LocatorOptions().setHasText("Gừng núi"));
        assertThat(card).isVisible();
        var product = pages.visitor(Screen.PHONE);
        product.navigate("/product/" + ginger);
        var cart = product.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Thêm vào giỏ"));
        assertThat(cart).isVisible();
        // both stand in the booth's room: how many are there is told once the line is up
        assertThat(booth.locator(".booth-about").getByText("2 người")).isVisible();

        for (var page : List.of(booth, product)) page.evaluate("""
            () => {
              const shown = () => [...document.querySelectorAll('.goods-card, goods-buy')].some((e) => e.localName === 'goods-buy' ? e.querySelector('.btn-buy') : e.textContent.includes('Gừng núi'));
              const eye = new MutationObserver(() => {
                if (shown()) return;
                window.goneAtMs = Date.now();
                eye.disconnect();
              });
              eye.observe(document.body, { subtree: true, childList: true, characterData: true });
            }""");
        var matter = official.post("/api/oversight/matters", "{\"key\":\"%s\",\"kind\":\"freeze\",\"booth\":\"%s\",\"product\":\"%s\",\"reason\":\"unsafe-goods\",\"text\":\"Có phản ánh về nhãn\"}".formatted(Phone.key(), shelf.booth(), ginger));
        for (var page : List.of(booth, product)) {
            long after = ((Number) page.waitForFunction("() => window.goneAtMs").jsonValue()).longValue() - matter.get("openedMs").asLong();
            assertTrue(after >= 0 && after < 1_000, () -> page.url() + " showed it for " + after + " ms");
        }
        assertThat(cart).hasCount(0);
        assertThat(product.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText("đang tạm ngừng bán"))).isVisible();
        assertThat(booth.locator(".goods-card")).hasCount(1);
        Pages.shootAll(booth, "booth-frozen");
        stands(product, "product-frozen");

        official.post("/api/oversight/matters/" + matter.get("matter").asText() + "/close", "{\"reason\":\"resolved\",\"text\":\"Hàng đúng nhãn\"}");
        assertThat(card).isVisible();
        assertThat(cart).isVisible();
        booth.context().close();
        product.context().close();
    }

    @Test
    @Order(2)
    void a_buyer_complains_in_the_room_the_seller_answers_and_both_follow_it() {
        phone.navigate("/live/" + show);
        Pages.stands(phone);
        phone.locator(".head-who").click();
        button(phone, "Khiếu nại").click();
        phone.locator("input[name=kind][value=quality]").check();
        button(phone, "Gửi khiếu nại").click();
        assertThat(phone.getByRole(AriaRole.ALERT)).containsText("Kể lại vài lời");
        phone.locator("complain-form textarea[name=text]").fill("Hũ bị nứt, mật chảy ra hộp");
        Pages.shoot(phone, "live-complain");
        Pages.letsEverybodyIn(phone);
        button(phone, "Gửi khiếu nại").click();
        assertThat(phone.getByText("Đã gửi khiếu nại")).isVisible();

        seller.navigate("/studio/" + stall.booth() + "/trust");
        assertThat(seller.getByText("Hũ bị nứt, mật chảy ra hộp")).isVisible();
        seller.locator("complaint-card textarea[name=text]").fill("Em xin lỗi, em gửi hũ khác ạ");
        button(seller, "Gửi").click();
        assertThat(seller.getByText("Người bán đã trả lời")).isVisible();

        phone.navigate("/complaints");
        assertThat(phone.getByText("Em xin lỗi, em gửi hũ khác ạ")).isVisible();
        stands(phone, "complaints");
        button(phone, "Nhờ ban tổ chức").click();
        phone.locator("complaint-card textarea[name=text]").last().fill("Chưa thấy hũ mới");
        button(phone, "Nhờ ban tổ chức").click();
        assertThat(phone.getByText("Ban tổ chức xem xét")).isVisible();
        supervision.navigate("/official/complaints");
        assertThat(supervision.getByText("Giao sai hàng").or(supervision.getByText("Hàng kém chất lượng"))).isVisible();
        stands(supervision, "official-complaints");
        button(supervision, "Mở thông tin người nhận").click();
        supervision.locator("select[name=reason]").selectOption("complaints");
        supervision.locator("ph-sheet textarea[name=text]").fill("Cần gọi cho người mua");
        supervision.locator("ph-sheet button[type=submit]").click();
        assertThat(supervision.getByText("Nguyễn Thị Hường")).isVisible();
        Pages.shoot(supervision, "official-recipient");
    }

    @Test
    @Order(3)
    void anybody_checks_a_journal_and_sees_what_was_changed() throws IOException {
        var text = official.tries("GET", "/api/shows/" + ended + "/journal", null).body();
        var good = Files.writeString(folder.resolve("journal.ndjson"), text);
        var lines = text.split("\n");
        lines[2] = lines[2].replaceFirst("\"at\":1", "\"at\":2");
        var bad = Files.write(folder.resolve("changed.ndjson"), (String.join("\n", Arrays.asList(lines)) + "\n").getBytes(StandardCharsets.UTF_8));
        var page = pages.visitor(Screen.PHONE);
        page.navigate("/journal");
        stands(page, "journal");
        page.locator("input[type=file]").setInputFiles(good);
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Còn nguyên").setExact(true))).isVisible();
        assertThat(page.getByText("Đúng chữ ký của chợ này")).isVisible();
        stands(page, "journal-whole");
        page.locator("input[type=file]").setInputFiles(bad);
        assertThat(page.getByText("Không còn nguyên")).isVisible();
        assertThat(page.getByText("Dòng 3", new Page.GetByTextOptions().setExact(true))).isVisible();
        stands(page, "journal-broken");
        // the copy that everybody may have is offered where one comes from the show
        page.navigate("/journal?show=" + show);
        assertThat(page.getByText("Bản công khai có khi phiên kết thúc.")).isVisible();
        page.navigate("/journal?show=" + ended);
        stands(page, "journal-public");
        button(page, "Kiểm tra ngay").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Còn nguyên").setExact(true))).isVisible();
        assertThat(page.getByText("Đúng chữ ký của chợ này")).isVisible();
        assertThat(page.getByText("bản ghi được che")).isVisible();
        stands(page, "journal-public-whole");
        var copy = page.waitForDownload(() -> page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Tải về")).click());
        assertEquals(List.of(), JournalCheck.of(Files.readAllBytes(copy.path()), null).wrong());
        page.context().close();
    }

    @Test
    @Order(4)
    void the_rest_of_the_desk_stands_on_every_screen() {
        supervision.navigate("/official/journals");
        stands(supervision, "official-journals");
        supervision.navigate("/official/search");
        supervision.locator("input[type=search]").fill("mat ong");
        button(supervision, "Tìm").click();
        assertThat(supervision.getByText("Mật ong bạc hà").first()).isVisible();
        stands(supervision, "official-search");
        var stranger = pages.of(buyer, Screen.PHONE);
        stranger.navigate("/official");
        assertThat(stranger.locator("ph-empty")).isVisible();
        Pages.shoot(stranger, "official-stranger");
        stranger.context().close();
    }
}
