package vn.phien.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.http.TestHouse.code;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.Why;
import vn.phien.protocol.Wire;

class EdgeTest {
    private static TestHouse house;

    @BeforeAll
    static void open() {
        house = new TestHouse();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static TestHouse.Seen seen(HttpResponse<String> response) {
        assertEquals(200, response.statusCode(), response.body());
        return Wire.trusted(response.body(), TestHouse.Seen.class);
    }

    // ── what a route gets ─────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_route_runs_on_a_virtual_thread_and_may_wait() {
        assertTrue(seen(house.get("/api/seen")).virtual());
    }

    @Test
    void parts_of_the_path_and_the_question_are_decoded() {
        var seen = seen(house.get("/api/seen/m%E1%BA%ADt+ong"));
        assertEquals("mật+ong", seen.path().get("thing"));
        assertEquals("chả cá", seen(house.get("/api/seen?q=ch%E1%BA%A3+c%C3%A1")).query().get("q"));
    }

    @Test
    void a_plain_part_comes_before_one_in_braces() {
        assertEquals("401 sign-in-first", code(house.get("/api/seen/mine")));
    }

    @Test
    void routes_of_one_shape_keep_their_own_names() {
        assertEquals(204, house.send("POST", "/api/seen/x", null).statusCode());
        assertEquals("x", seen(house.get("/api/seen/x")).path().get("thing"));
    }

    @Test
    void the_cookie_does_not_reach_a_route() {
        var seen = seen(house.get("/api/seen", "Cookie", "phien=binh", "X-Test", "here"));
        assertEquals("Bình", seen.caller());
        assertEquals("here", seen.header());
    }

    @Test
    void an_api_key_speaks_for_its_owner() {
        assertEquals("An", seen(house.get("/api/seen/mine", "Authorization", "Bearer an")).caller());
    }

    @Test
    void two_different_cookies_of_one_name_count_as_none() {
        assertEquals("401 sign-in-first", code(house.get("/api/seen/mine", "Cookie", "phien=an; phien=binh")));
    }

    @Test
    void an_unknown_token_is_nobody() {
        assertEquals("401 sign-in-first", code(house.get("/api/seen/mine", "Cookie", "phien=eve")));
    }

    @Test
    void staff_of_the_booth_come_in_and_others_do_not() {
        assertEquals(200, house.get("/api/booths/" + TestHouse.BOOTH + "/desk", "Cookie", "phien=an").statusCode());
        assertEquals("403 not-allowed", code(house.get("/api/booths/" + TestHouse.BOOTH + "/desk", "Cookie", "phien=binh")));
        assertEquals("404 not-found", code(house.get("/api/booths/nonsense/desk", "Cookie", "phien=an")));
    }

    @Test
    void without_the_store_the_answer_is_try_again() {
        assertEquals("503 try-again", code(house.get("/api/seen", "Cookie", "phien=away")));
        var response = house.get("/api/away");
        assertEquals("503 try-again", code(response));
        assertTrue(response.headers().firstValue("retry-after").isPresent());
    }

    @Test
    void a_bug_tells_nothing_but_its_number() {
        var response = house.get("/api/broken");
        assertEquals("500 broken", code(response));
        assertFalse(response.body().contains("secret"));
        assertTrue(response.body().contains(response.headers().firstValue("x-request-id").orElseThrow()));
    }

    @Test
    void a_refusal_is_a_problem_in_both_languages() {
        var response = house.get("/api/refused", "Accept-Language", "en-GB,vi;q=0.4");
        var problem = Wire.trusted(response.body(), Problems.Problem.class);
        assertEquals(409, problem.status());
        assertEquals(Words.say("en", Why.SOLD_OUT), problem.detail());
        assertEquals(Words.say("vi", Why.SOLD_OUT), problem.detailVi());
        assertEquals("lines", problem.field());
        assertEquals("en", response.headers().firstValue("content-language").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        vi                     | vi
        en                     | en
        en-US,en;q=0.9         | en
        vi-VN,vi;q=0.9,en;q=0.8| vi
        en;q=0.5,vi;q=0.5      | vi
        fr                     | vi
        en;q=nonsense          | en
        *                      | vi""")
    void vietnamese_comes_first(String accepted, String language) {
        assertEquals(language, Words.language(accepted));
    }

    @Test
    void head_is_get_without_a_body() {
        var head = house.send("HEAD", "/api/seen", null);
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertTrue(head.headers().firstValueAsLong("content-length").orElse(0) > 0);
    }

    @Test
    void a_download_has_its_name_in_plain_and_in_full() {
        var name = house.get("/api/labels").headers().firstValue("content-disposition").orElseThrow();
        assertTrue(name.startsWith("attachment; filename=\"don-hang-1-.csv\"; filename*=UTF-8''%C4%90%C6%A1n"), name);
    }

    @Test
    void many_words_travel_packed_where_the_reader_can_unpack() {
        assertEquals("gzip", house.get("/api/big", "Accept-Encoding", "br, gzip").headers().firstValue("content-encoding").orElse(""));
        assertTrue(house.get("/api/big").headers().firstValue("content-encoding").isEmpty());
        assertTrue(house.get("/api/big", "Accept-Encoding", "gzip;q=0").headers().firstValue("content-encoding").isEmpty());
    }

    @Test
    void an_answer_is_never_kept() {
        assertEquals(List.of("no-store"), house.get("/api/seen").headers().allValues("cache-control"));
        assertEquals(List.of("no-store"), house.get("/api/refused").headers().allValues("cache-control"));
    }

    @Test
    void a_table_with_two_routes_in_one_place_is_a_bug() {
        var route = Route.get("/api/a/{b}", Access.ANYONE, "t", "w", Void.class, ask -> Answer.empty());
        var twin = Route.get("/api/a/{c}", Access.ANYONE, "t", "w", Void.class, ask -> Answer.empty());
        org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class,
            () -> new Edge(house.vertx, HttpSettings.local(0), List.of(route, twin), t -> null, house.health, house.metrics, vn.phien.base.Dice.seeded(1)));
    }

    // ── bad input: every row is refused, and no route has run ─────────────────────────────────────────────────────

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        empty              |                                   | 400 bad-json
        null               | null                              | 400 bad-json
        not json           | hello                             | 400 bad-json
        cut off            | {"name":"An"                      | 400 bad-json
        two values         | {"name":"An","times":1} {}        | 400 bad-json
        a list             | []                                | 400 bad-json
        missing            | {"name":"An"}                     | 400 missing
        null part          | {"name":null,"times":1}           | 400 missing
        text for a number  | {"name":"An","times":"1"}         | 400 wrong-type
        a fraction         | {"name":"An","times":1.5}         | 400 wrong-type
        too small          | {"name":"An","times":0}           | 400 too-small
        too large          | {"name":"An","times":10}          | 400 too-large
        huge               | {"name":"An","times":99999999999} | 400 wrong-type
        too long           | {"name":"AnAnAnAnAnAnAnAnAnAnAn","times":1} | 400 too-long
        unknown field      | {"name":"An","times":1,"role":"host"} | 400 unknown-field
        twice              | {"name":"An","name":"B","times":1}| 400 duplicate
        control character  | {"name":"A\\u0000n","times":1}    | 400 bad-text
        half a character   | {"name":"A\\ud800n","times":1}    | 400 bad-text
        a comment          | {"name":"An","times":1/**/}       | 400 bad-json""")
    void a_body_that_makes_no_sense_is_refused(String what, String body, String refusal) {
        var response = house.send("POST", "/api/greetings", body == null ? "" : body, "Content-Type", "application/json");
        assertEquals(refusal, code(response), what + " " + response.body());
    }

    @Test
    void a_body_that_is_no_utf8_is_refused() throws Exception {
        var bytes = "{\"name\":\"A?n\",\"times\":1}".getBytes();
        bytes[10] = (byte) 0xc3;
        var request = HttpRequest.newBuilder(house.uri("/api/greetings")).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(bytes)).build();
        assertEquals("400 bad-text", code(house.http.send(request, HttpResponse.BodyHandlers.ofString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-16"})
    void a_record_comes_as_json_only(String type) {
        var before = house.worked.get();
        assertEquals("415 json-only", code(house.send("POST", "/api/greetings", "{\"name\":\"An\",\"times\":1}", "Content-Type", type)));
        assertEquals(before, house.worked.get());
    }

    @Test
    void a_body_over_its_bound_is_refused_before_it_is_sent_and_while_it_comes() throws Exception {
        assertEquals("413 body-too-large", code(house.send("PUT", "/api/photo", "x".repeat(1001), "Authorization", "Bearer an")));
        assertEquals("1000", house.send("PUT", "/api/photo", "x".repeat(1000), "Authorization", "Bearer an").body());
        var unknownLength = HttpRequest.newBuilder(house.uri("/api/photo")).version(HttpClient.Version.HTTP_1_1).header("Authorization", "Bearer an")
            .PUT(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(new byte[60_000]))).build();
        assertEquals("413 body-too-large", code(house.http.send(unknownLength, HttpResponse.BodyHandlers.ofString())));
    }

    @Test
    void a_stranger_need_not_send_the_body_to_be_told_no() {
        var told = house.raw("PUT /api/photo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\nExpect: 100-continue\r\n\r\n");
        assertTrue(told.startsWith("HTTP/1.1 401"), told);
    }

    @Test
    void who_may_come_in_is_told_to_go_on() {
        var told = house.raw("PUT /api/photo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer an\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc");
        assertTrue(told.startsWith("HTTP/1.1 100 Continue"), told);
        assertTrue(told.contains("HTTP/1.1 200"), told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /api/nothing          | 404 not-found
        /api/                 | 404 not-found
        /api//seen            | 404 not-found
        /api/seen/            | 404 not-found
        /API/seen             | 404
        /api/%73een;x=1       | 404 not-found
        /api/%2e%2e/api/seen  | 404 not-found
        /api/seen/%2e%2e      | 404 not-found
        /api/seen/a%2fb       | 404 not-found
        /api/seen/a%5cb       | 404 not-found
        /api/seen/a%00b       | 404 not-found
        /api/seen/a%0d%0ab    | 404 not-found
        /api/seen/%c3%28      | 404 not-found
        /api/seen?q=%zz       | 400 bad-text
        /api/seen?q=%00       | 400 bad-text
        /api/seen?q=1&q=2     | 400 duplicate""")
    void a_path_with_two_readings_leads_nowhere(String path, String refusal) {
        var status = house.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        var body = status.substring(status.indexOf("\r\n\r\n") + 4);
        assertEquals(refusal, status.substring(9, 12) + (body.startsWith("{") ? " " + Wire.trusted(body, Problems.Problem.class).code() : ""), status);
    }

    @Test
    void an_escaped_letter_is_that_letter() {
        assertEquals(200, house.get("/api/%73een").statusCode());
    }

    @ParameterizedTest
    @CsvSource({"DELETE,/api/seen", "PATCH,/api/seen", "OPTIONS,/api/seen", "TRACE,/api/seen", "POST,/", "PUT,/live/x", "BREW,/api/seen", "POST,/health/live", "POST,/socket"})
    void other_methods_are_told_which_there_are(String method, String path) {
        var told = house.raw(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(told.startsWith("HTTP/1.1 405"), told);
        assertTrue(told.toLowerCase().contains("\r\nallow: get"), told);
        assertFalse(told.toLowerCase().contains("access-control"), told);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
        "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        "Content-Length: +2\r\n\r\n{}",
        "Content-Length: -1\r\n\r\n{}",
        "Content-Length: 2, 3\r\n\r\n{}x",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Host: other\r\n\r\n",
        "X-Folded: a\r\n b\r\nContent-Length\u000b: 3\r\n\r\n"})
    void a_request_with_two_readings_is_refused_and_the_line_closed(String rest) {
        var before = house.worked.get();
        var told = house.raw("POST /api/seen/x HTTP/1.1\r\nHost: localhost\r\n" + rest + "GET /api/seen HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertTrue(told.startsWith("HTTP/1.1 400"), told);
        assertEquals(told.indexOf("HTTP/1.1"), told.lastIndexOf("HTTP/1.1"), told);
        assertEquals(before, house.worked.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET http://evil.example/api/seen HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /api/seen HTTP/1.1\r\n\r\n", "GET /api/seen HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /api/seen HTTP/1.1\r\nHost: localhost/evil\r\n\r\n", "GET /api/seen#x HTTP/1.1\r\nHost: localhost\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", "GARBAGE\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"})
    void a_malformed_request_is_refused(String bytes) {
        var told = house.raw(bytes.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        assertTrue(told.matches("(?s)HTTP/1\\.[01] 400.*"), told);
        assertTrue(told.toLowerCase().contains("nosniff"), told);
    }

    @Test
    void a_long_head_and_a_long_address_are_refused() {
        var head = house.raw("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(9_000) + "\r\n\r\n");
        assertTrue(head.matches("(?s)HTTP/1\\.[01] 431.*"), head);
        var address = house.raw("GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertTrue(address.matches("(?s)HTTP/1\\.[01] 414.*"), address);
    }

    @Test
    void a_line_break_in_a_header_makes_no_second_header() {
        var told = house.raw("GET /live/x%0d%0aSet-Cookie:%20a=b/ HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\rX: y\r\nConnection: close\r\n\r\n");
        assertFalse(told.toLowerCase().contains("set-cookie"), told);
    }

    // ── from where ────────────────────────────────────────────────────────────────────────────────────────────────

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1:PORT", "http://127.0.0.1:PORT.evil.example", "http://evil.example:PORT", "http://localhost:PORT", "file://"})
    void nothing_is_changed_for_a_foreign_page(String origin) {
        var before = house.worked.get();
        var from = origin.replace("PORT", Integer.toString(house.doors.port()));
        for (var cookie : List.of("phien=an", "other=1")) {
            var response = house.send("POST", "/api/seen/x", "{}", "Origin", from, "Cookie", cookie);
            assertEquals("403 bad-origin", code(response));
            assertTrue(response.headers().firstValue("access-control-allow-origin").isEmpty());
        }
        assertEquals(before, house.worked.get());
    }

    @Test
    void a_cookie_without_a_word_of_where_it_comes_from_changes_nothing() {
        assertEquals("403 bad-origin", code(house.send("POST", "/api/seen/x", null, "Cookie", "phien=an")));
        assertEquals(204, house.send("POST", "/api/seen/x", null, "Cookie", "phien=an", "Sec-Fetch-Site", "same-origin").statusCode());
        assertEquals(204, house.send("POST", "/api/seen/x", null, "Cookie", "phien=an", "Origin", "http://127.0.0.1:" + house.doors.port()).statusCode());
        assertEquals(204, house.send("POST", "/api/seen/x", null, "Authorization", "Bearer an").statusCode());
    }

    @Test
    void two_origins_are_one_too_many() {
        var own = "Origin: http://localhost\r\n";
        assertTrue(house.raw("POST /api/seen/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n" + own + own + "\r\n").startsWith("HTTP/1.1 403"));
    }

    @Test
    void a_preflight_gets_no_leave() {
        var response = house.send("OPTIONS", "/api/seen", null, "Origin", "https://evil.example", "Access-Control-Request-Method", "POST");
        assertEquals(405, response.statusCode());
        assertTrue(response.headers().map().keySet().stream().noneMatch(name -> name.startsWith("access-control")));
    }

    @Test
    void what_a_stranger_says_of_the_address_is_not_believed() {
        var seen = seen(house.get("/api/seen", "X-Forwarded-For", "203.0.113.7", "Forwarded", "for=203.0.113.8", "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https"));
        assertEquals("127.0.0.1", seen.address());
        assertEquals("http://127.0.0.1:" + house.doors.port(), seen.origin());
    }

    @Test
    void who_asks_for_more_than_their_credits_is_told_to_wait_and_others_are_not() {
        assertEquals(200, house.get("/api/dear", "Cookie", "phien=an").statusCode());
        int worked = house.worked.get();
        var refused = house.get("/api/dear", "Cookie", "phien=an");
        assertEquals("429 too-fast", TestHouse.code(refused));
        assertTrue(refused.headers().firstValue("retry-after").isPresent());
        assertEquals(worked, house.worked.get());
        assertEquals(200, house.get("/api/seen", "Cookie", "phien=an").statusCode(), "for less there is enough");
        assertEquals(200, house.get("/api/dear", "Cookie", "phien=binh").statusCode());
    }

    @Test
    void this_machine_and_organizers_see_what_an_operator_sees_and_nobody_else() {
        assertEquals(200, house.get("/api/operator").statusCode());
        assertEquals("401 sign-in-first", TestHouse.code(house.get("/api/operator", "X-Forwarded-For", "203.0.113.7")));
        assertEquals("403 not-allowed", TestHouse.code(house.get("/api/operator", "X-Forwarded-For", "203.0.113.7", "Cookie", "phien=binh")));
    }

    // ── sockets ───────────────────────────────────────────────────────────────────────────────────────────────────

    private static String socket(String... headers) {
        var first = new CompletableFuture<String>();
        var builder = house.http.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) builder.header(headers[i], headers[i + 1]);
        try {
            var socket = builder.buildAsync(java.net.URI.create("ws://127.0.0.1:" + house.doors.port() + "/socket"), new WebSocket.Listener() {
                @Override
                public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
                    first.complete(text.toString());
                    return null;
                }
            }).orTimeout(5, TimeUnit.SECONDS).join();
            var told = first.orTimeout(5, TimeUnit.SECONDS).join();
            socket.abort();
            return told;
        } catch (CompletionException e) {
            return e.getCause() instanceof java.net.http.WebSocketHandshakeException refused ? Integer.toString(refused.getResponse().statusCode()) : e.toString();
        }
    }

    @Test
    void a_socket_knows_who_opened_it() {
        assertEquals("anonymous", socket());
        assertEquals("Bình", socket("Cookie", "phien=binh", "Origin", "http://127.0.0.1:" + house.doors.port()));
        assertEquals("An", socket("Authorization", "Bearer an"));
    }

    @Test
    void a_cookie_without_an_origin_opens_a_socket_for_nobody() {
        assertEquals("anonymous", socket("Cookie", "phien=binh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://127.0.0.1.evil.example", "http://127.0.0.1:1"})
    void a_foreign_page_opens_no_socket(String origin) {
        assertEquals("403", socket("Origin", origin, "Cookie", "phien=binh"));
    }

    @Test
    void a_socket_is_opened_by_an_upgrade_only() {
        assertEquals(400, house.get("/socket").statusCode());
        assertTrue(house.raw("GET /api/seen HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
            .startsWith("HTTP/1.1 200"));
    }

    // ── health and measures ───────────────────────────────────────────────────────────────────────────────────────

    @Test
    void measures_are_for_the_inside_only() {
        house.get("/api/seen");
        var told = house.get("/metrics");
        assertEquals(200, told.statusCode());
        assertTrue(told.body().contains("phien_http_seconds_count{method=\"GET\",route=\"/api/seen\",status=\"200\"}"), told.body().lines().filter(l -> l.contains("http")).toList().toString());
        assertEquals(404, house.get("/metrics", "X-Forwarded-For", "203.0.113.7").statusCode());
    }

    @Test
    void the_description_has_every_route_and_shape() throws Exception {
        var told = new com.fasterxml.jackson.databind.ObjectMapper().readTree(house.get("/api/openapi.json").body());
        assertEquals("3.1.0", told.get("openapi").textValue());
        assertTrue(told.at("/paths/~1api~1seen~1{thing}/get/parameters/0/required").booleanValue());
        assertEquals("anything", told.at("/paths/~1api~1seen/get/parameters/0/description").textValue());
        assertEquals("#/components/schemas/Greeting", told.at("/paths/~1api~1greetings/post/requestBody/content/application~1json/schema/$ref").textValue());
        assertEquals("integer", told.at("/components/schemas/Greeting/properties/times/type").textValue());
        assertFalse(told.at("/components/schemas/Problem").isMissingNode());
        assertTrue(Arrays.asList(told.at("/components/schemas/Problem/required").toString().split(",")).stream().noneMatch(name -> name.contains("field")));
    }
}
