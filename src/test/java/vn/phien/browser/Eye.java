package vn.phien.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import vn.phien.testkit.Person;

/** A buyer's eye on what is shown for sale in a room: writes down, in the page and by the page's clock, when it went out of sight. */
final class Eye {
    /** What the market promises of frozen goods, ms. */
    private static final long PROMISED_MS = 1_000;
    private final Page page;
    private final String item;

    private Eye(Page page, String item) {
        this.page = page;
        this.item = item;
    }

    /** Begins to look at an item that is on the main screen. */
    static Eye on(Page page, String item) {
        assertThat(page.locator("live-pin article").filter(new Locator.FilterOptions().setHasText(item))).isVisible();
        page.evaluate("""
            (item) => {
              const shown = () => [...document.querySelectorAll('live-pin article')].some((pin) => pin.textContent.includes(item));
              window.goneAtMs = 0;
              const eye = new MutationObserver(() => {
                if (shown()) return;
                window.goneAtMs = Date.now();
                eye.disconnect();
              });
              eye.observe(document.body, { subtree: true, childList: true, characterData: true });
            }""", item);
        return new Eye(page, item);
    }

    /** It went within a second of the moment at which the act of an official or organizer stood in the books. Browser and house go by the clock of one machine. */
    void sawItGo(Person overseer) {
        long goneMs = ((Number) page.waitForFunction("() => window.goneAtMs").jsonValue()).longValue();
        for (JsonNode matter : overseer.get("/api/oversight/matters").get("matters")) {
            if (!matter.path("productName").asText().equals(item)) continue;
            long after = goneMs - matter.get("openedMs").asLong();
            assertTrue(after >= 0 && after < PROMISED_MS, item + " was out of sight after " + after + " ms");
            return;
        }
        throw new AssertionError("nobody took up " + item);
    }
}
