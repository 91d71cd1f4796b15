package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.base.PhoneNumber;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.oversight.JournalCheck;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** The journal of a sale: all that was shown and done, nobody who bought, in one chain, signed at the close, each fact once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalTest {
    private House house;
    private Person organizer, official, an;
    private Stall stall, rival;
    private PlaceId show, next;
    private ProductId honey, tea;

    @BeforeAll
    void a_show_was_on() {
        house = House.open(Map.of("PHIEN_SALE_HOLD_SECONDS", "2000"));
        organizer = house.person("Ban");
        house.app().makeOrganizer(PhoneNumber.parse(organizer.number()).orElseThrow());
        official = house.person("Ông Lâm");
        organizer.put("/api/roles", "{\"phone\":\"%s\",\"role\":\"official\",\"granted\":true,\"office\":\"Sở Công Thương\"}".formatted(official.number()));
        an = house.person("An");
        rival = Stall.opened(house.person("Anh Páo"));
        stall = Stall.opened(house.person("Chị Mai"));
        honey = stall.sells("Mật ong bạc hà", 185_000, 60);
        tea = stall.sells("Trà Shan tuyết", 120_000, 20);
        show = stall.announces("Phiên tối thứ Sáu", 10, 6);
        try (var desk = stall.goesLive(); var phone = an.phone()) {
            desk.says(ref -> new Inbound.PinProducts(ref, show, List.of(honey)));
            desk.says(ref -> new Inbound.ChangePrice(ref, show, tea, 99_000));
            desk.says(ref -> new Inbound.OpenDeal(ref, show, honey, 150_000, 5, 2, 600_000, Phone.key()));
            stall.owner().post(claims(), claim("\"product\":\"" + honey + "\",", "Mật nguyên chất, không pha đường, gọi 0912345678"));
            phone.joins(show);
            var hold = phone.takes(show, honey, 2).isHeld().hold().hold();
            assertInstanceOf(Outbound.OrderPlaced.class, phone.says(ref -> new Inbound.PlaceOrder(ref, show, hold, new Inbound.Recipient("Nguyễn Thị Hường", an.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc"), Payment.COD, null)));
            var matter = official.post("/api/oversight/matters", "{\"key\":\"%s\",\"kind\":\"freeze\",\"booth\":\"%s\",\"product\":\"%s\",\"reason\":\"false-claim\",\"text\":\"Xin giấy\"}".formatted(Phone.key(), stall.booth(), tea));
            official.post("/api/oversight/matters/" + matter.get("matter").asText() + "/close", "{\"reason\":\"mistaken\",\"text\":\"Nhầm\"}");
            desk.says(ref -> new Inbound.ChangeStage(ref, show, Inbound.ChangeStage.Stage.END));
        }
        next = stall.announces("Chưa mở", 1, 1);
        waits(root -> root.hasNonNull("close"));
    }

    @AfterAll
    void the_books_are_right() {
        house.books().audit();
        house.close();
    }

    private String claims() {
        return "/api/booths/" + stall.booth() + "/shows/" + show + "/claims";
    }

    private static String claim(String more, String text) {
        return "{\"key\":\"" + Phone.key() + "\"," + more + "\"text\":\"" + text + "\"}";
    }

    /** The public root, once it is as wanted. */
    private JsonNode waits(Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (true) {
            var root = house.stranger().get("/api/shows/" + show + "/journal/root");
            if (wanted.test(root)) return root;
            if (System.nanoTime() > end) throw new AssertionError(root.toString());
            Thread.onSpinWait();
        }
    }

    private String file(Person person) {
        return at(person, "/api/shows/" + show + "/journal");
    }

    private static List<JsonNode> records(String file) {
        return file.lines().map(line -> Wire.trusted(line, JsonNode.class)).filter(line -> !line.has("root")).toList();
    }

    @Test
    void it_tells_all_that_was_shown_and_done_and_nobody_who_bought() {
        var file = file(stall.owner());
        var types = records(file).stream().map(record -> record.get("t").asText()).toList();
        for (var type : List.of("line-up-set", "show-scheduled", "show-started", "products-pinned", "price-changed", "deal-opened", "claim-made", "order-placed", "goods-frozen", "goods-thawed", "deal-closed", "show-ended")) {
            assertTrue(types.contains(type), type + " in " + types);
        }
        var first = records(file).getFirst();
        assertEquals(show.value(), first.get("show").asText());
        var lines = records(file).stream().filter(record -> record.get("t").asText().equals("line-up-set")).findFirst().orElseThrow().get("lines");
        assertEquals(185_000, lines.get(0).get("price").asLong());
        assertEquals("Mật ong bạc hà", lines.get(0).get("name").asText());
        var said = records(file).stream().filter(record -> record.get("t").asText().equals("claim-made")).findFirst().orElseThrow().get("text").asText();
        assertTrue(said.startsWith("Mật nguyên chất") && !said.contains("0912345678"), said);
        var ended = records(file).stream().filter(record -> record.get("t").asText().equals("show-ended")).findFirst().orElseThrow();
        assertEquals(2, ended.get("stock").findParents("sold").stream().mapToInt(stock -> stock.get("sold").asInt()).sum());
        for (var person : List.of(an, stall.owner(), official, organizer)) assertFalse(file.contains(person.account().value()), "no account in it");
        assertFalse(file.contains("Hường"));
    }

    @Test
    void its_root_at_the_close_is_published_and_vouches_for_it() {
        var root = waits(found -> found.hasNonNull("close"));
        var close = root.get("close");
        var file = file(official);
        var found = JournalCheck.of(file.getBytes(StandardCharsets.UTF_8), close.get("hash").asText());
        assertEquals(List.of(), found.wrong());
        assertTrue(found.rooted() >= close.get("n").asLong());
        assertEquals(root.get("key").asText(), found.key());
        assertTrue(root.get("untilMs").asLong() > System.currentTimeMillis() + 3L * 365 * 24 * 3_600_000 - 60_000, "kept for three years");
        // what is cut off before the root is found, also when the roots in the file go with it
        var cut = file.lines().limit(close.get("n").asLong() - 1).toList();
        assertFalse(JournalCheck.of((String.join("\n", cut) + "\n").getBytes(StandardCharsets.UTF_8), close.get("hash").asText()).isWhole());
    }

    @Test
    void everybody_has_a_copy_that_fits_the_published_root_and_tells_of_no_single_buyer() {
        var close = waits(found -> found.hasNonNull("close")).get("close");
        var copy = at(house.stranger(), "/api/shows/" + show + "/journal/public");
        var found = JournalCheck.of(copy.getBytes(StandardCharsets.UTF_8), close.get("hash").asText());
        assertEquals(List.of(), found.wrong());
        assertTrue(found.withheld() > 0 && found.rooted() >= close.get("n").asLong(), found.toString());
        var types = records(copy).stream().filter(record -> record.has("t")).map(record -> record.get("t").asText()).toList();
        for (var type : List.of("line-up-set", "products-pinned", "price-changed", "deal-opened", "claim-made", "goods-frozen", "goods-thawed", "show-ended")) assertTrue(types.contains(type), type + " in " + types);
        for (var type : List.of("order-placed", "matter-opened", "matter-closed")) assertFalse(types.contains(type), type);
        assertFalse(copy.contains("\"order\"") || copy.contains("salt"), copy);
    }

    @Test
    void every_fact_is_in_it_once_however_often_it_is_folded() {
        var before = file(official);
        int started = (int) records(before).stream().filter(record -> record.get("t").asText().equals("order-placed")).count();
        // a node that was restored from an older place reads everything again
        house.app().link().ask(Command.HDEL, Keys.readers(show.shard()), "journal");
        house.restart();
        var after = at(official, "/api/shows/" + show + "/journal");
        assertEquals(records(before), records(after));
        assertEquals(1, started);
    }

    private String at(Person person, String path) {
        var answer = person.at(house.address()).tries("GET", path, null);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    @Test
    void the_pack_has_the_journal_the_orders_without_persons_and_the_hash_of_each() throws IOException, InterruptedException {
        var request = java.net.http.HttpRequest.newBuilder(house.address().resolve("/api/shows/" + show + "/journal/export")).header("Cookie", official.cookie()).build();
        Map<String, byte[]> files = new HashMap<>();
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            var answer = client.send(request, java.net.http.HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(200, answer.statusCode());
            try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) files.put(entry.getName(), zip.readAllBytes());
            }
        }
        var sums = new String(files.get("SHA256SUMS"), StandardCharsets.UTF_8);
        for (var name : List.of("journal.ndjson", "root.json", "orders.csv", "DOC-TRUOC.txt", "READ-FIRST.txt")) {
            try {
                assertTrue(sums.contains(HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(files.get(name))) + "  " + name), name);
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }
        assertTrue(JournalCheck.of(files.get("journal.ndjson"), null).isWhole());
        var orders = new String(files.get("orders.csv"), StandardCharsets.UTF_8);
        assertTrue(orders.contains("A1 Mật ong bạc hà × 2"), orders);
        assertFalse(orders.contains("Hường") || orders.contains(an.number()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET    | /api/shows/SHOW/journal/root            | 200 | 200 | 200 | 200 | 200 | 200
        GET    | /api/shows/s07-nobody00000/journal/root | 404 | 404 | 404 | 404 | 404 | 404
        GET    | /api/shows/BOOTH/journal/root           | 404 | 404 | 404 | 404 | 404 | 404
        GET    | /api/shows/SHOW/journal/public          | 200 | 200 | 200 | 200 | 200 | 200
        GET    | /api/shows/NEXT/journal/public          | 409 | 409 | 409 | 409 | 409 | 409
        GET    | /api/shows/s07-nobody00000/journal/public | 404 | 404 | 404 | 404 | 404 | 404
        GET    | /api/shows/SHOW/journal                 | 401 | 200 | 404 | 404 | 200 | 200
        GET    | /api/shows/SHOW/journal/export          | 401 | 200 | 404 | 404 | 200 | 200
        GET    | /api/shows/s07-nobody00000/journal      | 401 | 404 | 404 | 404 | 404 | 404
        POST   | /api/booths/BOOTH/shows/SHOW/claims     | 401 | 400 | 403 | 403 | 403 | 400
        GET    | /api/oversight/legal-holds              | 401 | 403 | 403 | 403 | 200 | 200
        PUT    | /api/oversight/shows/SHOW/legal-hold    | 401 | 403 | 403 | 403 | 400 | 400
        DELETE | /api/oversight/shows/SHOW/legal-hold    | 401 | 403 | 403 | 403 | 404 | 404
        """)
    void each_route_lets_in_whom_it_should(String method, String path, int stranger, int seller, int otherSeller, int buyer, int watching, int organizing) {
        var statuses = List.of(stranger, seller, otherSeller, buyer, watching, organizing);
        var people = List.of(house.stranger(), stall.owner().at(house.address()), rival.owner().at(house.address()), an.at(house.address()), official.at(house.address()), organizer.at(house.address()));
        for (int i = 0; i < people.size(); i++) {
            assertEquals(statuses.get(i), people.get(i).tries(method, path.replace("BOOTH", stall.booth().value()).replace("SHOW", show.value()).replace("NEXT", next.value()), method.startsWith("P") ? "{}" : null).statusCode(), i + " " + path);
        }
    }

    @Test
    void a_statement_that_makes_no_sense_is_not_written_down() {
        var owner = stall.owner().at(house.address());
        for (var row : List.of(List.of("{\"key\":\"x\",\"text\":\"a\"}", 400), List.of(claim("", ""), 400), List.of(claim("", "a".repeat(301)), 400), List.of(claim("\"product\":\"p07-nobody00000\",", "a"), 409), List.of(claim("", "quá muộn"), 409))) {
            assertEquals(row.get(1), owner.tries("POST", claims(), (String) row.get(0)).statusCode(), (String) row.get(0));
        }
        assertEquals(404, rival.owner().at(house.address()).tries("POST", "/api/booths/" + rival.booth() + "/shows/" + show + "/claims", claim("", "của nhà khác")).statusCode());
        assertEquals(409, owner.tries("POST", claims().replace(show.value(), next.value()), claim("", "chưa mở")).statusCode());
    }

    @Test
    void a_journal_under_legal_hold_is_named_and_let_go() {
        var path = "/api/oversight/shows/" + show + "/legal-hold";
        var by = official.at(house.address());
        assertEquals("Vụ việc 12", by.put(path, "{\"text\":\"Vụ việc 12\"}").get("reason").asText());
        assertEquals(show.value(), by.get("/api/oversight/legal-holds").get("holds").get(0).get("show").asText());
        assertTrue(house.stranger().get("/api/shows/" + show + "/journal/root").get("held").asBoolean());
        assertEquals(204, by.tries("DELETE", path, null).statusCode());
        assertFalse(house.stranger().get("/api/shows/" + show + "/journal/root").get("held").asBoolean());
        assertTrue(new ArrayList<>(by.tries("GET", "/api/oversight/audit", null).body().lines().toList()).stream().anyMatch(line -> line.contains("legal-hold")), "it is in the audit");
    }
}
