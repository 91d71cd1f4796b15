package vn.phien.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import vn.phien.testkit.Person;

/**
 * One real browser for a class of tests. Everybody has a profile of their own in it; whatever a page complains about is written
 * down, and {@link #areCalm} fails when there was anything.
 */
final class Pages implements AutoCloseable {
    /** A cheap phone of today, a small laptop, and the narrowest screen that WCAG 1.4.10 asks for; CSS pixels. */
    enum Screen {
        PHONE(390, 844), LAPTOP(1280, 800), NARROW(320, 640);

        final int width;
        final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    private static final double PATIENCE_MS = 15_000;
    private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync");
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private final Playwright playwright;
    private final Browser browser;
    private final URI house;
    private final List<String> complaints = new ArrayList<>();

    Pages(URI house) {
        this.house = house;
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        var chromium = System.getenv("CHROMIUM");
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setHeadless(true).setArgs(FLAGS)
            .setExecutablePath(Path.of(chromium == null || chromium.isBlank() ? "/usr/bin/chromium" : chromium)));
    }

    /** Somebody who has not signed in. */
    Page visitor(Screen screen) {
        return profile(screen, null).newPage();
    }

    /** Somebody who signed in before. */
    Page of(Person person, Screen screen) {
        return profile(screen, person).newPage();
    }

    private BrowserContext profile(Screen screen, Person person) {
        var context = browser.newContext(new Browser.NewContextOptions().setViewportSize(screen.width, screen.height).setBaseURL(house.toString())
            .setLocale("vi-VN").setTimezoneId("Asia/Ho_Chi_Minh").setReducedMotion(ReducedMotion.REDUCE).setHasTouch(screen != Screen.LAPTOP));
        context.setDefaultTimeout(PATIENCE_MS);
        // A violation of the policy is told by the page itself too, for a worker or a style would only be missing.
        context.addInitScript("addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))");
        context.onPage(page -> {
            page.onConsoleMessage(said -> {
                if (said.type().equals("error") && !isAnAnswer(said)) complaints.add(page.url() + ": " + said.text() + " (" + said.location() + ")");
            });
            page.onPageError(error -> complaints.add(page.url() + ": " + error));
        });
        if (person != null) {
            var parts = person.cookie().split("=", 2);
            context.addCookies(List.of(new Cookie(parts[0], parts[1]).setUrl(house.toString())));
        }
        return context;
    }

    /** The house said no to a question, such as who one is before signing in; the browser notes that by itself, the page says it in words. */
    private boolean isAnAnswer(ConsoleMessage said) {
        return said.location().startsWith(house + "/api/") && said.text().matches("Failed to load resource.* status of 4\\d\\d .*");
    }

    /** Fails when a page complained; what the test itself brought about may be left out. */
    void areCalm(Predicate<String> expected) {
        complaints.removeIf(expected);
        var told = List.copyOf(complaints);
        complaints.clear();
        assertTrue(told.isEmpty(), () -> "a page complained:\n" + String.join("\n", told));
    }

    void areCalm() {
        areCalm(complaint -> false);
    }

    /** Waits until all that was to be loaded is there, and the letters too. */
    static void stands(Page page) {
        page.waitForFunction("() => (document.querySelector('h1, ph-empty') || !document.querySelector('main')) && !document.querySelector('ph-skeleton, .spinner') && document.readyState === 'complete' && document.fonts.status === 'loaded'"
            + " && (!document.querySelector('link[href$=\"font.css\"]') || [...document.fonts].some((f) => f.status === 'loaded'))");
    }

    /** Keeps a picture as {@code target/screens/NAME-WIDTH.png}. */
    static void shoot(Page page, String name) {
        stands(page);
        picture(page, name);
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED)
            .setPath(Path.of("target", "screens", name + "-" + page.viewportSize().width + ".png")));
    }

    /** Keeps a picture of each size, and leaves the page as it was. */
    static void shootAll(Page page, String name) {
        var before = page.viewportSize();
        for (var screen : List.of(Screen.PHONE, Screen.LAPTOP)) {
            page.setViewportSize(screen.width, screen.height);
            shoot(page, name);
        }
        page.setViewportSize(before.width, before.height);
    }

    /** Keeps a picture of every open page, for whoever looks for what went wrong. */
    void shootWhatIsOpen() {
        int n = 0;
        for (var context : browser.contexts()) for (var page : context.pages()) picture(page, "went-wrong-" + n++);
    }

    /** No page is wider than its screen. */
    static void standsUpright(Page page) {
        var wide = page.evaluate("""
            () => {
              const most = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth <= most) return '';
              const over = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > most + 1);
              return `${document.documentElement.scrollWidth} px on ${most}: ` + over.slice(-4).map((e) => `${e.localName}.${e.className}`).join(', ');
            }""");
        assertEquals("", wide, page.url() + " scrolls sideways");
    }

    /** No finding of axe that keeps somebody out. */
    static void letsEverybodyIn(Page page) {
        var grave = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations().stream().filter(rule -> GRAVE.contains(rule.getImpact()))
            .map(rule -> rule.getId() + ": " + rule.getHelp() + rule.getNodes().stream().limit(4).map(node -> "\n    " + node.getTarget() + " " + node.getHtml() + "\n      " + node.getFailureSummary()).toList()).toList();
        assertTrue(grave.isEmpty(), () -> page.url() + " at " + page.viewportSize().width + " px:\n  " + String.join("\n  ", grave));
    }

    static void inLight(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    static void inDark(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
