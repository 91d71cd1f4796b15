package vn.phien.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.orders.Stall.*;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.OrderId;
import vn.phien.http.Doors;
import vn.phien.http.Edge;
import vn.phien.http.Health;
import vn.phien.http.HttpSettings;
import vn.phien.http.Metrics;
import vn.phien.http.Route;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.PaidState;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.OrderView;
import vn.phien.protocol.Views.RecipientView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.testkit.TestStore;

/** Orders, payments and reports through the real edge. */
@ExtendWith(TestStore.class)
class OrdersHttpTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String DESK = "/api/booths/" + BOOTH + "/orders", ASIDE = "/api/booths/" + BOOTH + "/suspense";
    private static Stall stall;
    private static Doors doors;
    private PretendBank bank;

    @BeforeEach
    void open_doors() {
        stall = new Stall();
        if (doors == null) {
            var table = new ArrayList<Route>();
            // a stall is made anew for each test, the doors stay open
            for (var route : routes(stall)) table.add(new Route(route.method(), route.path(), route.access(), route.tag(), route.what(), route.in(), route.out(), route.limit(), route.query(), route.cost(),
                ask -> routes(stall).stream().filter(now -> now.method().equals(route.method()) && now.path().equals(route.path())).findFirst().orElseThrow().work().on(ask)));
            doors = Doors.open(TestStore.VERTX, HttpSettings.local(0), new Edge(TestStore.VERTX, HttpSettings.local(0), table, OrdersHttpTest::who, new Health(), new Metrics(), Dice.seeded(1)), 1).await();
        }
        bank = new PretendBank("http://127.0.0.1:" + doors.port(), SECRET, stall.clock);
    }

    @AfterEach
    void the_books_are_right() {
        stall.books.check();
    }

    @AfterAll
    static void shut_doors() {
        doors.close(0).await();
        doors = null;
    }

    private static List<Route> routes(Stall stall) {
        return Stream.of(new OrdersHttp(stall.orders, stall.sources, stall.recipients, stall.clock).routes(),
            new PaymentsHttp(stall.payments, new BankSignature(List.of(SECRET)), stall.clock).routes(), new ReportsHttp(stall.reports).routes()).flatMap(List::stream).toList();
    }

    private static Future<Caller> who(String token) {
        return Future.succeededFuture(switch (token) {
            case "an" -> AN;
            case "binh" -> BINH;
            case "staff" -> STAFF;
            case "organizer" -> ORGANIZER;
            default -> Caller.ANONYMOUS;
        });
    }

    private static HttpResponse<String> ask(String who, String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + doors.port() + path)).method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) request.header("content-type", "application/json");
        if (who != null) request.header("authorization", "Bearer " + who);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T got(Class<T> type, HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        return Wire.trusted(answer.body(), type);
    }

    private static OrderPage page(String who, String path) {
        return got(OrderPage.class, ask(who, "GET", path, null));
    }

    private static List<OrderId> ids(OrderPage page) {
        return page.orders().stream().map(OrderView::order).toList();
    }

    @Test
    void an_order_goes_its_way_from_the_desk() {
        var order = stall.order(1, Payment.COD).order();
        for (var state : List.of("confirmed", "packed", "shipped", "delivered")) {
            var moves = got(OrdersHttp.Moves.class, ask("staff", "POST", DESK + "/move", "{\"orders\":[\"%s\"],\"to\":\"%s\"}".formatted(order, state)));
            assertNull(moves.orders().getFirst().why());
        }
        assertEquals(OrderState.DELIVERED, got(OrderView.class, ask("an", "GET", "/api/orders/" + order, null)).state());
    }

    @Test
    void its_buyer_cancels_it() {
        var order = stall.order(1, Payment.COD).order();
        assertEquals(OrderState.CANCELLED, got(OrderView.class, ask("an", "POST", "/api/orders/" + order + "/cancel", "{\"reason\":\"đặt nhầm\"}")).state());
        assertEquals(List.of(order), ids(page("an", "/api/orders")));
        assertEquals(List.of(), ids(page("binh", "/api/orders")));
    }

    @Test
    void the_queue_is_filtered_and_searched() {
        var cash = stall.order(1, Payment.COD).order();
        var transfer = stall.places(BINH, stall.hold(BINH, TEA, 1), Payment.VIETQR);
        stall.move(cash, OrderState.CONFIRMED, null);
        assertEquals(List.of(transfer.order(), cash), ids(page("staff", DESK)));
        assertEquals(List.of(cash), ids(page("staff", DESK + "?state=confirmed,packed")));
        assertEquals(List.of(transfer.order()), ids(page("staff", DESK + "?q=" + transfer.vietQr().memo().toLowerCase())));
        assertEquals(List.of(transfer.order()), ids(page("staff", DESK + "?q=tra+shan")));
        assertEquals(List.of(transfer.order(), cash), ids(page("staff", DESK + "?q=345678")));
        assertEquals(List.of(transfer.order(), cash), ids(page("staff", DESK + "?q=nguyen+thi+an&show=" + SHOW + "&paid=unpaid")));
        assertEquals(List.of(), ids(page("staff", DESK + "?q=khong+co+ai")));
        assertEquals(List.of(), ids(page("staff", DESK + "?show=s07-other")));
    }

    @Test
    void pages_follow_each_other_without_a_gap() {
        for (int i = 0; i < 75; i++) stall.order(1, Payment.VIETQR);
        stall.link.ask(Command.ZRANGE, Keys.orders(BOOTH), 0, -1).forEach(id -> stall.link.ask(Command.ZADD, Keys.orders(BOOTH), 1_785_585_600_000L, id.toString()));
        var seen = new ArrayList<OrderId>();
        String next = null;
        int pages = 0;
        do {
            var page = page("staff", DESK + (next == null ? "" : "?cursor=" + next));
            seen.addAll(ids(page));
            next = page.next();
            pages++;
        } while (next != null && pages < 10);
        assertEquals(75, seen.size());
        assertEquals(75, seen.stream().distinct().count());
        assertEquals(2, pages);
    }

    @Test
    void who_receives_is_masked_until_staff_open_it_and_that_is_remembered() {
        var order = stall.order(1, Payment.COD).order();
        assertFalse(ask("staff", "GET", DESK, null).body().contains("Hàng Bạc"));
        assertFalse(ask("staff", "GET", "/api/orders/" + order, null).body().contains("345 678"));
        assertEquals("12 Hàng Bạc", got(RecipientView.class, ask("staff", "GET", DESK + "/" + order + "/recipient", null)).street());
        assertTrue(facts().contains("order-opened"));
    }

    private static String facts() {
        return stall.link.ask(Command.XRANGE, Keys.facts(SHOW.shard()), "-", "+").toString();
    }

    @Test
    void labels_carry_the_cash_to_collect_and_nothing_that_a_buyer_typed_runs() throws IOException {
        var hold = stall.hold(AN, HONEY, 2);
        var evil = new vn.phien.protocol.Inbound.Recipient("<script>alert(1)</script>", AN_PHONE, "01", "<img src=x onerror=y>", "\"'><svg onload=z>");
        var cash = is(stall.orders.place(AN, new vn.phien.protocol.Inbound.PlaceOrder(1, SHOW, hold, evil, Payment.COD, "{{7*7}}</p>")).await());
        var transfer = stall.order(1, Payment.VIETQR).order();
        for (var kind : List.of("labels", "slips")) {
            var answer = ask("staff", "GET", DESK + "/" + kind + "?orders=" + cash.order() + "," + transfer, null);
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("text/html; charset=utf-8", answer.headers().firstValue("content-type").orElse(""));
            assertTrue(answer.headers().firstValue("content-security-policy").orElse("").contains("style-src 'self'"));
            assertEquals("no-store", answer.headers().firstValue("cache-control").orElse(""));
            var page = answer.body();
            assertTrue(page.contains("370.000 ₫") && page.contains("Không thu tiền") && page.contains("&lt;script&gt;") && page.contains("<svg class=\"qr\""), page);
            for (var bad : List.of("<script>", "<img", "<svg onload", "style=\"", "{{7*7}}</p>")) assertFalse(page.contains(bad), bad);
            Files.createDirectories(Path.of("target/pages"));
            Files.writeString(Path.of("target/pages/" + kind + ".html"), page);
        }
        assertEquals(404, ask("staff", "GET", DESK + "/labels?orders=o07-nosuchkey00", null).statusCode());
    }

    @Test
    void a_spreadsheet_hides_people_unless_they_are_opened_and_runs_no_formula() {
        var hold = stall.hold(AN, HONEY, 1);
        var evil = new vn.phien.protocol.Inbound.Recipient("=cmd|'/c calc'!A1", AN_PHONE, "01", "@Hoàn Kiếm", "+12 Hàng Bạc");
        is(stall.orders.place(AN, new vn.phien.protocol.Inbound.PlaceOrder(1, SHOW, hold, evil, Payment.COD, "-1+1")).await());
        var masked = ask("staff", "GET", DESK + ".csv", null);
        assertEquals("text/csv; charset=utf-8", masked.headers().firstValue("content-type").orElse(""));
        assertTrue(masked.headers().firstValue("content-disposition").orElse("").contains("orders-"));
        assertFalse(masked.body().contains("12 Hàng Bạc") || masked.body().contains("345 678"), masked.body());
        assertFalse(facts().contains("order-opened"));
        var full = ask("staff", "GET", DESK + ".csv?recipients=full", null).body();
        assertTrue(full.contains("0912 345 678") && full.contains("'=cmd") && full.contains("'+12 Hàng Bạc") && full.contains("'-1+1"), full);
        assertTrue(facts().contains("order-opened"));
    }

    static Stream<Arguments> refusals() {
        var order = "ORDER";
        return Stream.of(
            row(401, null, "GET", "/api/orders", null), row(401, null, "GET", "/api/orders/" + order, null), row(401, null, "GET", DESK, null),
            row(404, "binh", "GET", "/api/orders/" + order, null), row(404, "an", "GET", "/api/orders/o07-nosuchkey00", null), row(400, "an", "GET", "/api/orders/o99-x", null),
            row(404, "binh", "POST", "/api/orders/" + order + "/cancel", "{}"), row(400, "an", "POST", "/api/orders/" + order + "/cancel", ""),
            row(400, "an", "POST", "/api/orders/" + order + "/cancel", "{\"reason\":\"" + "x".repeat(301) + "\"}"), row(400, "an", "POST", "/api/orders/" + order + "/cancel", "{\"state\":\"paid\"}"),
            row(403, "an", "GET", DESK, null), row(403, "an", "POST", DESK + "/move", "{\"orders\":[\"ORDER\"],\"to\":\"confirmed\"}"),
            row(403, "an", "GET", DESK + "/" + order + "/recipient", null), row(403, "an", "GET", DESK + "/labels?orders=" + order, null), row(403, "an", "GET", DESK + ".csv", null),
            row(403, "staff", "GET", "/api/booths/" + OTHER_BOOTH + "/orders", null),
            row(400, "organizer", "GET", "/api/booths/" + OTHER_BOOTH + "/orders/" + order + "/recipient", null),
            row(400, "staff", "GET", DESK + "?state=gone", null), row(400, "staff", "GET", DESK + "?state=PLACED", null), row(400, "staff", "GET", DESK + "?paid=maybe", null),
            row(400, "staff", "GET", DESK + "?show=x", null), row(404, "staff", "GET", DESK + "?show=s08-other", null), row(400, "staff", "GET", DESK + "?q=" + "x".repeat(61), null),
            row(400, "staff", "POST", DESK + "/move", "{}"), row(400, "staff", "POST", DESK + "/move", "{\"orders\":[],\"to\":\"confirmed\"}"),
            row(400, "staff", "POST", DESK + "/move", "{\"orders\":[\"ORDER\",\"ORDER\"],\"to\":\"confirmed\"}"), row(400, "staff", "POST", DESK + "/move", "{\"orders\":[\"ORDER\"],\"to\":\"gone\"}"),
            row(400, "staff", "POST", DESK + "/move", "{\"orders\":[\"ORDER\"],\"to\":1}"), row(400, "staff", "POST", DESK + "/move", "{\"orders\":[\"ORDER\"],\"to\":\"confirmed\",\"paid\":\"paid\"}"),
            row(400, "staff", "POST", DESK + "/move", "{\"orders\":[null],\"to\":\"confirmed\"}"), row(400, "staff", "POST", DESK + "/move", "{\"orders\":\"ORDER\",\"to\":\"confirmed\"}"),
            row(400, "staff", "GET", DESK + "/labels", null), row(400, "staff", "GET", DESK + "/labels?orders=", null), row(400, "staff", "GET", DESK + "/labels?orders=x", null),
            row(400, "staff", "GET", DESK + "/slips?paper=a3&orders=" + order, null),
            row(403, "an", "GET", ASIDE, null), row(403, "staff", "GET", "/api/suspense", null), row(404, "staff", "POST", ASIDE + "/FT404/assign", "{\"order\":\"ORDER\"}"),
            row(400, "staff", "POST", ASIDE + "/FT404/assign", "{}"), row(400, "staff", "POST", ASIDE + "/F%20T/assign", "{\"order\":\"ORDER\"}"),
            row(403, "an", "POST", ASIDE + "/FT1/assign", "{\"order\":\"ORDER\"}"), row(403, "staff", "POST", "/api/suspense/FT1/assign", "{\"order\":\"ORDER\"}"),
            row(403, "an", "GET", "/api/booths/" + BOOTH + "/shows/" + SHOW + "/report", null), row(404, "staff", "GET", "/api/booths/" + BOOTH + "/shows/s07-other/report", null),
            row(404, "organizer", "GET", "/api/booths/" + OTHER_BOOTH + "/shows/" + SHOW + "/report", null), row(404, "staff", "GET", "/api/booths/" + BOOTH + "/shows/" + BOOTH + "/report.csv", null));
    }

    private static Arguments row(int status, String who, String method, String path, String body) {
        return Arguments.of(status, who, method, path, body);
    }

    @ParameterizedTest(name = "{0} for {1}: {2} {3} {4}")
    @MethodSource("refusals")
    void a_refusal_changes_nothing(int status, String who, String method, String path, String body) {
        var order = stall.order(1, Payment.COD).order().value();
        var before = stall.books.digest();
        var answer = ask(who, method, path.replace("ORDER", order), body == null ? null : body.replace("ORDER", order));
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals("application/problem+json", answer.headers().firstValue("content-type").orElse("").split(";")[0]);
        assertEquals(before, stall.books.digest());
    }

    // ── the bank ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_scanned_picture_pays_its_order_once_however_often_the_bank_tells() {
        var order = stall.order(1, Payment.VIETQR);
        for (int i = 0; i < 3; i++) {
            var heard = bank.scanned(order.vietQr().payload(), "FT25330001");
            assertEquals(200, heard.status(), heard.body());
            assertEquals(new Payments.Settled("paid", order.order(), i > 0), Wire.trusted(heard.body(), Payments.Settled.class));
        }
        var now = stall.read(order.order());
        assertEquals(PaidState.PAID, now.paid());
        assertEquals(HONEY_VND, now.paidVnd());
    }

    @Test
    void what_fits_nothing_is_seen_at_the_desk_and_given_to_an_order() {
        var order = stall.order(1, Payment.VIETQR).order();
        bank.transfers("FT1", ACCOUNT.number(), HONEY_VND, "mua mat ong");
        var aside = got(PaymentsHttp.Aside.class, ask("staff", "GET", ASIDE, null)).transfers().getFirst();
        assertEquals("FT1", aside.transaction());
        assertEquals("•4567", aside.account());
        assertEquals("mua mat ong", aside.content());
        assertEquals("paid", got(Payments.Settled.class, ask("staff", "POST", ASIDE + "/FT1/assign", "{\"order\":\"" + order + "\"}")).outcome());
        bank.transfers("FT2", "55550000", HONEY_VND, "mua mat ong");
        assertEquals("FT2", got(PaymentsHttp.Aside.class, ask("organizer", "GET", "/api/suspense", null)).transfers().getFirst().transaction());
        assertEquals("overpaid", got(Payments.Settled.class, ask("organizer", "POST", "/api/suspense/FT2/assign", "{\"order\":\"" + order + "\"}")).outcome());
    }

    private static final String NOTICE = "{\"transaction\":\"FT1\",\"account\":\"0011001234567\",\"amountVnd\":185000,\"content\":\"CODE\",\"direction\":\"in\",\"atMs\":1785585600000}";

    static Stream<Arguments> badNotices() {
        return Stream.of(
            Arguments.of("K7 empty", ""), Arguments.of("not JSON", "x"), Arguments.of("K22 negative", NOTICE.replace("185000", "-185000")), Arguments.of("K22 nothing", NOTICE.replace("185000", "0")),
            Arguments.of("K22 fraction", NOTICE.replace("185000", "185000.5")), Arguments.of("K22 text", NOTICE.replace("185000", "\"185000\"")), Arguments.of("K22 huge", NOTICE.replace("185000", "9223372036854775807")),
            Arguments.of("no transaction", NOTICE.replace("\"transaction\":\"FT1\",", "")), Arguments.of("slash in the transaction", NOTICE.replace("FT1", "FT/1")),
            Arguments.of("braces in the transaction", NOTICE.replace("FT1", "FT}{1")), Arguments.of("long transaction", NOTICE.replace("FT1", "F".repeat(65))),
            Arguments.of("account with a space", NOTICE.replace("0011001234567", "0011 001")), Arguments.of("long content", NOTICE.replace("CODE", "x".repeat(501))),
            Arguments.of("other direction", NOTICE.replace("\"in\"", "\"up\"")), Arguments.of("one field more", NOTICE.replace("{", "{\"order\":\"o07-x\",")), Arguments.of("NUL in the content", NOTICE.replace("CODE", "a\\u0000b")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badNotices")
    void a_notice_that_makes_no_sense_is_refused_however_well_it_is_signed(String what, String body) {
        stall.order(1, Payment.VIETQR);
        var before = stall.books.digest();
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var heard = bank.sends(bytes, BankSignature.sign(SECRET, bytes, stall.clock.millis()));
        assertEquals(400, heard.status(), heard.body());
        assertEquals(before, stall.books.digest());
    }

    @Test
    void a_notice_without_a_good_signature_is_not_even_read() {
        var order = stall.order(1, Payment.VIETQR);
        var before = stall.books.digest();
        var bytes = NOTICE.replace("CODE", order.vietQr().memo()).getBytes(StandardCharsets.UTF_8);
        var good = BankSignature.sign(SECRET, bytes, stall.clock.millis());
        assertEquals(401, bank.sends(bytes, null).status());
        assertEquals(401, bank.sends(bytes, BankSignature.sign("another secret of nobody", bytes, stall.clock.millis())).status());
        assertEquals(401, bank.sends((new String(bytes, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8), good).status());
        assertEquals(401, bank.sends(bytes, BankSignature.sign(SECRET, bytes, stall.clock.millis() - 3_600_000)).status());
        assertEquals(401, bank.sends("not json".getBytes(StandardCharsets.UTF_8), null).status());
        assertEquals(before, stall.books.digest());
        assertEquals(200, bank.sends(bytes, good).status());
    }

    // ── the report ────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void the_report_adds_up_and_can_be_taken_along() {
        stall.link.ask(Command.HSET, Keys.stage(SHOW), "peakViewers", 40, "startedMs", 1_785_585_600_000L);
        for (int i = 0; i < 3; i++) stall.link.ask(Command.XADD, Keys.audience(SHOW), "*", "at", 1_785_585_600_000L + i * 10_000, "viewers", 20 + 10 * i);
        stall.order(2, Payment.COD);
        stall.order(1, Payment.VIETQR);
        var gone = stall.order(5, Payment.VIETQR).order();
        stall.move(gone, OrderState.CANCELLED, "hết hàng");
        stall.holds.release(BINH.account(), SHOW, stall.hold(BINH, TEA, 1)).await();
        var report = got(ShowReport.class, ask("staff", "GET", "/api/booths/" + BOOTH + "/shows/" + SHOW + "/report", null));
        assertEquals(3 * HONEY_VND, report.revenueVnd());
        assertEquals(2, report.orders());
        assertEquals(3, report.units());
        assertEquals(1, report.buyers());
        assertEquals(1, report.cancelled());
        assertEquals(4, report.holdsTaken());
        assertEquals(1, report.holdsReleased());
        assertEquals(List.of(20, 30, 40), report.audience().stream().map(ShowReport.Viewers::viewers).toList());
        var csv = ask("staff", "GET", "/api/booths/" + BOOTH + "/shows/" + SHOW + "/report.csv", null);
        assertTrue(csv.body().contains("Doanh thu") && csv.body().contains("555000"), csv.body());
        assertNotNull(assertInstanceOf(String.class, csv.headers().firstValue("content-disposition").orElse(null)));
    }
}
