package vn.phien.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    @TempDir
    static Path folder;
    private static TestHouse house;

    private static final Map<String, String> WEB = Map.of(
        "index.html", """
            <!doctype html><html><head><meta charset="utf-8"><link rel="stylesheet" href="/style/base.css"><link rel="icon" href="/favicon.svg">
            <script type="module" src="/pages/index.js"></script></head><body><a href="/live/s07-a">go</a></body></html>""",
        "live.html", "<!doctype html><html><head><script src=\"/pages/live.js\" type=\"module\"></script></head></html>",
        "error.html", "<!doctype html><html><head></head><h1>{title-vi}</h1>{detail-vi} {id}</html>",
        "pages/index.js", "import { html } from 'lit';\nimport '../parts/a.js';\nimport('/lib/late.js');\n/** @type {import('/lib/types.js').X} */",
        "pages/live.js", "import {\n  b,\n} from '/lib/b.js';\nexport * from '../lib/c.js';",
        "parts/a.js", "import { b } from '/lib/b.js';",
        "style/base.css", "@layer tokens, things;\n@import './tokens.css' layer(tokens);\n.a { background: url('/art/a.svg'); }",
        "style/tokens.css", ":root { --a: 1 }",
        "art/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");

    @BeforeAll
    static void open() throws IOException {
        for (var file : WEB.entrySet()) write(file.getKey(), file.getValue());
        for (var name : List.of("b", "c", "late", "types")) write("lib/" + name + ".js", "export const " + name + " = '" + "x".repeat(2_000) + "';");
        write("lib/protocol.js", "// made\n\n/** @typedef {string} Secret */\n\n/** Codes. */\nexport const CODES = 1;\n  /**\n   * Many * stars.\n   */\n/** @type {X} */ (CODES).a();\n");
        write("favicon.svg", "<svg/>");
        write("words/vi.json", "{}");
        write("test/golden.json", "{}");
        write("notes.exe", "x");
        var s = HttpSettings.local(0);
        house = new TestHouse(new HttpSettings(s.host(), 0, List.of(), List.of(), List.of(), s.forwarding(), null, null, folder, null, List.of(), List.of("video.example.vn"), s.headMs(), s.idleMs()));
    }

    private static void write(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(m -> m.group(1)).toList();
    }

    @Test
    void a_page_names_everything_by_its_digest_and_loads_all_its_modules_at_once() {
        var page = house.get("/").body();
        var preloads = found("modulepreload\" href=\"([^\"]+)\"", page);
        assertTrue(preloads.stream().anyMatch(p -> p.matches("/-/[0-9a-f]{16}/pages/index\\.js")), page);
        assertTrue(preloads.stream().anyMatch(p -> p.endsWith("/parts/a.js")) && preloads.stream().anyMatch(p -> p.endsWith("/lib/b.js")) && preloads.stream().anyMatch(p -> p.endsWith("/lib/lit/index.js")));
        assertTrue(preloads.stream().anyMatch(p -> p.endsWith("/lib/lit-html/lit-html.js")) && preloads.stream().anyMatch(p -> p.endsWith("/lib/reactive-element/css-tag.js")));
        assertTrue(preloads.stream().noneMatch(p -> p.endsWith("late.js") || p.endsWith("types.js")), preloads.toString());
        for (var path : preloads) assertEquals(200, house.get(path).statusCode(), path);
        assertTrue(page.contains("href=\"/live/s07-a\"") && page.contains("href=\"/favicon.svg\""));
        assertTrue(page.indexOf("importmap") < page.indexOf("modulepreload"));
        assertEquals(200, house.get(found("stylesheet\" href=\"([^\"]+)\"", page).getFirst()).statusCode());
        assertTrue(found("modulepreload\" href=\"([^\"]+)\"", house.get("/live/s07-a").body()).stream().anyMatch(p -> p.endsWith("/lib/c.js")));
    }

    @Test
    void the_policy_lets_the_import_map_through_and_no_other_script() throws Exception {
        var response = house.get("/");
        var map = found("<script type=\"importmap\">(.*?)</script>", response.body()).getFirst();
        var hash = java.util.Base64.getEncoder().encodeToString(java.security.MessageDigest.getInstance("SHA-256").digest(map.getBytes(StandardCharsets.UTF_8)));
        var policy = response.headers().firstValue("content-security-policy").orElseThrow();
        assertTrue(policy.contains("script-src 'self' 'sha256-" + hash + "';"), policy);
        assertTrue(policy.contains("connect-src 'self' ws://127.0.0.1:" + house.doors.port() + " https://video.example.vn;"), policy);
        assertFalse(policy.contains("unsafe"), policy);
    }

    @Test
    void what_carries_its_digest_is_kept_for_good_and_the_rest_is_asked_for_again() {
        var path = found("stylesheet\" href=\"([^\"]+)\"", house.get("/").body()).getFirst();
        assertEquals("public, max-age=31536000, immutable", house.get(path).headers().firstValue("cache-control").orElseThrow());
        assertEquals("no-cache", house.get("/style/base.css").headers().firstValue("cache-control").orElseThrow());
        assertEquals("no-cache", house.get("/-/0000000000000000/style/base.css").headers().firstValue("cache-control").orElseThrow());
        var etag = house.get("/lib/b.js").headers().firstValue("etag").orElseThrow();
        assertEquals(304, house.get("/lib/b.js", "If-None-Match", etag).statusCode());
        assertEquals(200, house.get("/lib/b.js", "If-None-Match", "\"other\"").statusCode());
    }

    @Test
    void one_style_sheet_holds_all_it_imports() {
        var css = house.get("/style/base.css").body();
        assertTrue(css.contains("@layer tokens {\n:root { --a: 1 }}") && !css.contains("@import"), css);
        assertTrue(css.matches("(?s).*url\\('/-/[0-9a-f]{16}/art/a\\.svg'\\).*"), css);
    }

    @Test
    void a_phone_gets_scripts_without_their_types_and_with_all_their_code() {
        assertEquals("\n\nexport const CODES = 1;\n/** @type {X} */ (CODES).a();\n", house.get("/lib/protocol.js").body());
    }

    @Test
    void text_travels_packed() {
        assertEquals("gzip", house.get("/lib/b.js", "Accept-Encoding", "gzip").headers().firstValue("content-encoding").orElse(""));
        assertEquals(List.of("accept-encoding"), house.get("/lib/b.js").headers().allValues("vary"));
    }

    @Test
    void the_letters_are_ours_and_are_kept_for_good() {
        var files = WebAssets.packed();
        for (var name : List.of("latin-400", "latin-600", "vietnamese-400", "vietnamese-600")) {
            var letters = files.asset(files.url("/type/inter-" + name + ".woff2")).orElseThrow();
            assertEquals("font/woff2", letters.asset().type());
            assertTrue(letters.forever());
        }
    }

    @Test
    void a_page_of_the_street_loads_the_words_that_it_says_and_a_desk_loads_them_all() {
        var files = WebAssets.packed();
        assertTrue(files.text("live").contains("<meta name=\"words\" content=\"live\">"));
        assertFalse(files.text("studio").contains("name=\"words\""));
        var words = Words.of(Map.of("/words/vi.json", files.asset("/words/live/vi.json").orElseThrow().asset().bytes())).get("vi");
        assertTrue(words.containsKey("refused.sold-out") && words.containsKey("live.viewers") && words.size() < 600, "" + words.size());
        assertFalse(words.keySet().stream().anyMatch(key -> key.startsWith("studio.org")), words.keySet()::toString);
        assertTrue(files.asset(files.url("/words/live/en.json")).orElseThrow().forever());
    }

    @Test
    void libraries_come_out_of_their_jars() {
        for (var path : List.of("/lib/lit/directives/style-map.js", "/lib/chart.js/chart.js", "/lib/color/color.esm.js", "/lib/hls.js/hls.light.min.js", "/lib/swagger-ui/swagger-ui-bundle.js", "/lib/swagger-ui/swagger-ui.css")) assertEquals(200, house.get(path).statusCode(), path);
        assertTrue(house.get("/lib/hls.js/hls.light.min.js").body().strip().endsWith("export default module.exports;"));
    }

    @Test
    void a_page_with_a_slash_too_many_is_found_without_it() {
        var response = house.get("/live/s07-a/?x=1");
        assertEquals(308, response.statusCode());
        assertEquals("/live/s07-a?x=1", response.headers().firstValue("location").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/..%2f..%2fetc/passwd", "/%2e%2e/pom.xml", "/lib/..%2fprotocol.js", "/lib/%5c..%5cpom.xml", "/-/../pom.xml", "/-/x/../../pom.xml", "/lib//b.js", "/lib/b.js%00.css", "/test/golden.json",
        "/index.html", "/live.html", "/index", "/error", "/notes.exe", "/live", "/live/a/b", "//evil.example/", "/style/", "/META-INF/MANIFEST.MF", "/vn/phien/Main.class", "/lua/lib/books.lua", "/.git/config",
        "/-", "/-/", "/-/x", "/LIB/b.js", "/nothing"})
    void nothing_else_is_served(String path) {
        var told = house.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(told.startsWith("HTTP/1.1 404"), told);
        assertFalse(told.toLowerCase().contains("location:"));
    }

    /** Id I15: every HTML answer, the sad ones too. */
    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: localhost", "GET /live/x HTTP/1.1\r\nHost: localhost", "GET /nothing HTTP/1.1\r\nHost: localhost", "POST / HTTP/1.1\r\nHost: localhost", "TRACE / HTTP/1.1\r\nHost: localhost",
        "GET /a//b HTTP/1.1\r\nHost: localhost", "GET / HTTP/1.1\r\nHost: a b", "GET /socket HTTP/1.1\r\nHost: localhost", "NONSENSE"})
    void every_page_has_its_policy(String head) {
        var told = house.raw(head + "\r\nConnection: close\r\n\r\n").toLowerCase();
        assertTrue(told.contains("content-type: text/html"), told);
        for (var header : List.of("content-security-policy: default-src 'none'; script-src 'self' 'sha256-", "frame-ancestors 'none'", "x-content-type-options: nosniff", "referrer-policy: ", "permissions-policy: ",
            "cross-origin-opener-policy: same-origin")) assertTrue(told.contains(header), header + " in " + told);
    }

    @Test
    void who_asks_for_a_file_or_the_api_gets_no_page() {
        assertEquals("404 not-found", TestHouse.code(house.get("/api/nothing", "Accept", "text/html")));
        assertEquals("404 not-found", TestHouse.code(house.get("/lib/nothing.js", "Accept", "*/*")));
        assertTrue(house.get("/nothing", "Accept", "*/*").body().contains("<h1>Không tìm thấy trang này</h1>"));
    }

    @Test
    void the_same_bytes_have_the_same_digest_and_others_another() {
        var files = new TreeMap<String, byte[]>(Map.of("/lib/b.js", "1".getBytes(), "/lib/c.js", "2".getBytes()));
        var url = new WebAssets(files).url("/lib/b.js");
        assertEquals(url, new WebAssets(new TreeMap<>(files)).url("/lib/b.js"));
        files.put("/lib/c.js", "3".getBytes());
        assertNotEquals(url, new WebAssets(files).url("/lib/b.js"));
    }

    @Test
    void while_pages_are_written_a_change_is_seen_at_once() throws IOException {
        var own = folder.resolve("lib/late.js");
        Files.writeString(own, "export const late = 2;");
        Files.setLastModifiedTime(own, FileTime.fromMillis(1));
        assertEquals("export const late = 2;", house.get("/lib/late.js").body());
    }

    @Test
    void the_pages_of_the_jar_are_whole() {
        var packed = WebAssets.packed();
        for (var name : List.of("error", "api-docs")) assertTrue(packed.page(name).isPresent(), name);
        assertTrue(packed.text("error").contains("/-/"));
        var map = packed.text("api-docs");
        for (var url : found("(?:href|src)=\"(/-/[^\"]+)\"", map)) assertTrue(packed.asset(url).orElseThrow().forever(), url);
    }
}
