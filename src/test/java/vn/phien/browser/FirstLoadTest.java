package vn.phien.browser;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.browser.Pages.Screen;
import vn.phien.protocol.Inbound;
import vn.phien.testkit.Bazaar;
import vn.phien.testkit.House;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** What a phone that was never here loads before it shows anything live: counted in bytes as they travel, packed, without heads. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstLoadTest {
    /** A slow line says so; a phone that says nothing is taken for one on a good line, and gets the letters of the house, too. */
    private static final String SLOW = "Object.defineProperty(navigator, 'connection', { value: { saveData: false, effectiveType: '3g' } })";
    private static final List<List<String>> BOOTHS = List.of(List.of("Nước mắm Cô Ba", "46", "food"), List.of("Trà Tà Xùa", "14", "drink"), List.of("Lụa Vạn Phúc", "01", "craft"), List.of("Quế Trà My", "48", "herbs"),
        List.of("Gạo Séng Cù", "15", "food"), List.of("Nón làng Chuông", "01", "craft"), List.of("Cà phê Gió Ngàn", "68", "drink"), List.of("Bưởi Năm Roi", "86", "food"));
    private House house;
    private Pages pages;
    private Stall stall;
    private Phone desk;

    @BeforeAll
    void a_night_of_eight_booths_is_on_and_one_is_live() {
        house = House.open();
        var bazaar = Bazaar.opened(house, "nay", "Khu miền núi", "Khu làng nghề", "Khu miền biển");
        for (int i = 0; i < BOOTHS.size(); i++) {
            var booth = BOOTHS.get(i);
            var next = Stall.opened(house.person("Chủ " + i), booth.get(0), booth.get(1), "Xã " + i);
            for (int n = 1; n <= (i == 0 ? 8 : 1); n++) next.sells(booth.get(0) + " loại " + n, 100_000 + n, 40);
            bazaar.places(next, i % 3, i / 3 + 1);
            if (i == 0) stall = next;
        }
        var show = stall.announces("Phiên đêm chợ", 10, 5);
        desk = stall.goesLive();
        desk.says(ref -> new Inbound.PinProducts(ref, show, List.of(stall.product(0))));
        for (int i = 0; i < 20; i++) desk.chats(show, "Mời cả nhà ghé xem, hàng mới về sáng nay, câu số " + i);
        pages = new Pages(house.address());
    }

    @AfterAll
    void everybody_goes_home() {
        pages.close();
        desk.close();
        house.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
        lobby, /,            100_000
        booth, /booth/BOOTH, 100_000
        live,  /live/SHOW,   100_000
        """)
    void a_phone_on_a_slow_line_loads_less_than_100_kilobytes(String name, String path, String most) {
        var page = pages.visitor(Screen.PHONE);
        page.addInitScript(SLOW);
        var loads = loads(page, path);
        Pages.shoot(page, "slow-line-" + name);
        isBelow(most, name, loads);
        assertTrue(loads.keySet().stream().anyMatch(answer -> answer.matches("/-/\\w+/words/(index|booth|live)/vi.json")), loads::toString);
        assertFalse(loads.keySet().stream().anyMatch(answer -> answer.endsWith(".woff2")), "a slow line is spared the letters");
        page.context().close();
        pages.areCalm();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
        lobby, /,          130_000
        live,  /live/SHOW, 165_000
        """)
    void on_a_good_line_the_letters_and_what_is_soon_wanted_come_after_what_is_shown(String name, String path, String most) {
        var page = pages.visitor(Screen.PHONE);
        var loads = loads(page, path);
        page.waitForFunction("() => [...document.fonts].some((f) => f.status === 'loaded')");
        isBelow(most, name, loads);
        assertTrue(loads.keySet().stream().anyMatch(answer -> answer.endsWith(".woff2")), loads::toString);
        page.context().close();
        pages.areCalm();
    }

    private static void isBelow(String most, String name, Map<String, Long> loads) {
        long all = loads.values().stream().mapToLong(Long::longValue).sum();
        assertTrue(all < Long.parseLong(most.replace("_", "")), () -> name + " loads " + all + " bytes in " + loads.size() + " answers:\n" + told(loads));
    }

    /** Every answer that the page loaded, with the bytes of its body as they travelled. */
    @SuppressWarnings("unchecked")
    private Map<String, Long> loads(Page page, String path) {
        page.navigate(path.replace("BOOTH", stall.booth().toString()).replace("SHOW", stall.show().toString()));
        page.waitForFunction("() => document.querySelector('h1, live-pin article') && !document.querySelector('ph-skeleton')");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        var loads = new java.util.TreeMap<String, Long>();
        for (var one : (List<List<Object>>) page.evaluate("() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map((e) => [new URL(e.name).pathname, e.encodedBodySize])"))
            loads.merge((String) one.get(0), ((Number) one.get(1)).longValue(), Long::sum);
        return loads;
    }

    private static String told(Map<String, Long> loads) {
        return loads.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()).limit(40).map(load -> "%7d %s".formatted(load.getValue(), load.getKey())).reduce("", (a, b) -> a + b + "\n");
    }
}
