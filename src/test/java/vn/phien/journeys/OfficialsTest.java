package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.base.HoldId;
import vn.phien.base.PhoneNumber;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Wire;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** Officials and organizers act on booths: everybody sees it at once, nobody gets round it, the seller can answer, and all is written down. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialsTest {
    private static final String OFFICE = "Chi cục Quản lý thị trường Tuyên Quang";
    private House house;
    private Person organizer, official, an;
    private Stall stall, rival;
    private ProductId honey, tea;
    private PlaceId show;
    private Phone desk, phone;

    @BeforeAll
    void a_house_with_an_official() {
        house = House.open(Map.of("PHIEN_SALE_HOLD_SECONDS", "2000"));
        organizer = house.person("Ban");
        house.app().makeOrganizer(PhoneNumber.parse(organizer.number()).orElseThrow());
        official = house.person("Ông Lâm");
        organizer.put("/api/roles", "{\"phone\":\"%s\",\"role\":\"official\",\"granted\":true,\"office\":\"%s\"}".formatted(official.number(), OFFICE));
        an = house.person("An");
        rival = Stall.opened(house.person("Anh Páo"));
        rival.sells("Khăn lanh", 90_000, 5);
    }

    @BeforeEach
    void a_show_is_on() {
        stall = Stall.opened(house.person("Chị Mai"));
        honey = stall.sells("Mật ong bạc hà", 185_000, 60);
        tea = stall.sells("Trà Shan tuyết", 120_000, 20);
        show = stall.announces("Phiên tối", 10, 6);
        desk = stall.goesLive();
        desk.joins(PlaceId.of(stall.booth()));
        phone = an.phone();
        phone.joins(show);
    }

    @AfterEach
    void everybody_leaves() {
        desk.close();
        phone.close();
        house.books().check();
    }

    @AfterAll
    void the_books_are_right() {
        house.books().audit();
        house.close();
    }

    private String act(String kind, String about) {
        return "{\"key\":\"%s\",\"kind\":\"%s\",\"booth\":\"%s\",%s\"reason\":\"unsafe-goods\",\"text\":\"Có phản ánh về nhãn\"}".formatted(Phone.key(), kind, stall.booth(), about);
    }

    private JsonNode freezes(Person by, ProductId product) {
        return by.post("/api/oversight/matters", act("freeze", "\"product\":\"" + product + "\","));
    }

    private JsonNode closes(Person by, JsonNode matter) {
        return by.post("/api/oversight/matters/" + matter.get("matter").asText() + "/close", "{\"reason\":\"resolved\",\"text\":\"Đã kiểm tra, hàng đúng nhãn\"}");
    }

    private Outbound.Reply orders(HoldId hold) {
        return phone.says(ref -> new Inbound.PlaceOrder(ref, show, hold, new Inbound.Recipient("Nguyễn Thị Hường", an.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc"), Payment.COD, null));
    }

    private static Why why(Outbound.Reply reply) {
        return assertInstanceOf(Outbound.Refused.class, reply).why();
    }

    // ── freezing ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void frozen_goods_vanish_within_a_second_are_sold_nowhere_and_come_back_when_they_are_let_go() {
        desk.says(ref -> new Inbound.PinProducts(ref, show, List.of(honey, tea)));
        desk.says(ref -> new Inbound.OpenDeal(ref, show, honey, 150_000, 5, 2, 600_000, Phone.key()));
        var held = phone.takes(show, honey, 2).isHeld().hold().hold();
        var other = phone.takes(show, tea, 1).isHeld().hold().hold();
        phone.hears(Outbound.ProductsPinned.class);
        long from = System.nanoTime();
        var matter = freezes(official, honey);
        phone.hears(Outbound.GoodsFrozen.class, frozen -> frozen.product().equals(honey) && frozen.frozen());
        assertTrue(System.nanoTime() - from < TimeUnit.SECONDS.toNanos(1), "seen within a second");
        phone.hears(Outbound.DealClosed.class, closed -> closed.product().equals(honey));
        phone.hears(Outbound.ProductsPinned.class, pins -> pins.products().equals(List.of(tea)));
        assertEquals("frozen", phone.hears(Outbound.HoldResolved.class, resolved -> resolved.hold().equals(held)).how());

        phone.takes(show, honey, 1).isRefused(Why.FROZEN);
        assertEquals(Why.HOLD_RESOLVED, why(orders(held)));
        assertInstanceOf(Outbound.OrderPlaced.class, orders(other));
        assertEquals(Why.FROZEN, why(desk.says(ref -> new Inbound.SwitchOrders(ref, show, honey, true))), "the seller cannot sell it again");
        assertEquals(Why.FROZEN, why(desk.says(ref -> new Inbound.PinProducts(ref, show, List.of(honey)))));
        assertEquals(Why.FROZEN, why(desk.says(ref -> new Inbound.OpenDeal(ref, show, honey, 150_000, 5, 2, 600_000, Phone.key()))));
        try (var late = house.person("Bình").phone()) {
            var scene = late.joins(show).scene();
            assertTrue(scene.lineUp().stream().anyMatch(offer -> offer.product().equals(honey) && offer.frozen()));
            assertFalse(scene.pins().contains(honey));
        }
        assertTrue(an.get("/api/booths/" + stall.booth() + "/products").toString().contains("\"frozen\":true"), "the booth's page says so");

        // a line-up that is set anew does not free it, nor does a new show
        var next = stall.announces("Phiên sau", 5, 5);
        assertTrue(stall.owner().get("/api/booths/" + stall.booth() + "/shows/" + next + "/line-up").get("lineUp").get(0).get("frozen").asBoolean());

        var told = desk.hears(Outbound.MatterMoved.class).matter();
        assertEquals(OFFICE, told.office());
        assertEquals("Có phản ánh về nhãn", told.words().getFirst().text());

        closes(official, matter);
        phone.hears(Outbound.GoodsFrozen.class, frozen -> frozen.product().equals(honey) && !frozen.frozen());
        assertEquals("closed", desk.hears(Outbound.MatterMoved.class, moved -> moved.matter().state().equals("closed")).matter().state());
        phone.takes(show, honey, 1).isHeld();
        assertFalse(stall.owner().get("/api/booths/" + stall.booth() + "/shows/" + next + "/line-up").get("lineUp").get(0).get("frozen").asBoolean());
    }

    @Test
    void those_in_line_keep_their_place_and_get_nothing_until_it_is_let_go() {
        try (var second = house.person("Bình").phone()) {
            second.joins(show);
            var all = phone.takes(show, tea, 6).isHeld().hold().hold();
            var rest = house.person("Cúc").phone();
            rest.joins(show);
            var held = rest.takes(show, tea, 4).isHeld().hold().hold();
            second.takesOrWaits(show, tea, 2).isWaiting();
            var matter = freezes(organizer, tea);
            phone.hears(Outbound.HoldResolved.class, resolved -> resolved.hold().equals(all));
            rest.hears(Outbound.HoldResolved.class, resolved -> resolved.hold().equals(held));
            assertTrue(second.everything().stream().noneMatch(Outbound.HoldGranted.class::isInstance), "frozen goods are not granted");
            closes(organizer, matter);
            assertEquals(2, second.hears(Outbound.HoldGranted.class).hold().lines().getFirst().quantity());
            rest.close();
        }
    }

    @Test
    void an_act_is_done_once_and_an_organizer_does_not_let_go_what_an_official_has_stopped() {
        var body = act("freeze", "\"product\":\"" + honey + "\",");
        var matter = official.post("/api/oversight/matters", body);
        assertEquals(matter.get("matter"), official.post("/api/oversight/matters", body).get("matter"), "said twice it is one");
        assertEquals(409, official.tries("POST", "/api/oversight/matters", body.replace("nhãn", "mác")).statusCode(), "the same key for something else");
        assertEquals(409, official.tries("POST", "/api/oversight/matters", act("freeze", "\"product\":\"" + honey + "\",")).statusCode());
        assertEquals(403, organizer.tries("POST", "/api/oversight/matters/" + matter.get("matter").asText() + "/close", "{\"reason\":\"resolved\",\"text\":\"ổn\"}").statusCode());
        phone.takes(show, honey, 1).isRefused(Why.FROZEN);
        closes(official, matter);
        closes(official, matter);

        var ours = freezes(organizer, honey);
        var theirs = freezes(official, honey);
        closes(organizer, ours);
        phone.takes(show, honey, 1).isRefused(Why.FROZEN);
        closes(official, theirs);
        phone.takes(show, honey, 1).isHeld();
    }

    // ── stopping ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_stopped_sale_rests_until_it_is_allowed_again() {
        var held = phone.takes(show, honey, 1).isHeld().hold().hold();
        var matter = official.post("/api/oversight/matters", act("stop", "\"room\":\"" + show + "\","));
        assertTrue(phone.hears(Outbound.SaleStopped.class).stopped());
        assertEquals("frozen", phone.hears(Outbound.HoldResolved.class, resolved -> resolved.hold().equals(held)).how());
        phone.takes(show, honey, 1).isRefused(Why.SALE_STOPPED);
        assertEquals(Why.SALE_STOPPED, why(desk.says(ref -> new Inbound.ChangeStage(ref, show, Inbound.ChangeStage.Stage.RESUME))));
        assertEquals(Why.SALE_STOPPED, why(desk.says(ref -> new Inbound.SwitchOrders(ref, show, null, true))));
        var scene = phone.joins(show).scene();
        assertTrue(scene == null || scene.stopped() && !scene.ordersOpen());
        closes(official, matter);
        assertFalse(phone.hears(Outbound.SaleStopped.class).stopped());
        assertInstanceOf(Outbound.Done.class, desk.says(ref -> new Inbound.ChangeStage(ref, show, Inbound.ChangeStage.Stage.RESUME)));
        phone.takes(show, honey, 1).isHeld();
    }

    @Test
    void a_stopped_booth_opens_no_show() {
        var next = stall.announces("Phiên sau", 5, 5);
        var matter = organizer.post("/api/oversight/matters", act("stop", ""));
        phone.takes(show, honey, 1).isRefused(Why.SALE_STOPPED);
        assertEquals(Why.SALE_STOPPED, why(desk.says(ref -> new Inbound.GoLive(ref, next, false))));
        closes(organizer, matter);
        assertInstanceOf(Outbound.Done.class, desk.says(ref -> new Inbound.GoLive(ref, next, false)));
    }

    // ── talking ───────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_booth_answers_with_words_and_a_photo_that_only_those_concerned_see() throws Exception {
        var matter = official.post("/api/oversight/matters", act("paper", "\"product\":\"" + honey + "\"," + "\"room\":\"" + show + "\",")).get("matter").asText();
        desk.hears(Outbound.MatterMoved.class);
        var paper = sends(stall.owner()).get("paper").asText();
        var answer = stall.owner().post("/api/booths/" + stall.booth() + "/matters/" + matter + "/words", "{\"key\":\"%s\",\"text\":\"Giấy đây ạ, gọi em 0912345678\",\"papers\":[\"%s\"]}".formatted(Phone.key(), paper));
        assertEquals("answered", answer.get("state").asText());
        assertEquals("Giấy đây ạ, gọi em 09•• ••• 678", answer.get("words").get(1).get("text").asText(), "no numbers in there");
        var path = "/api/matters/" + matter + "/papers/" + paper;
        assertEquals(200, official.tries("GET", path, null).statusCode());
        assertEquals(200, stall.owner().tries("GET", path + "?small=yes", null).statusCode());
        for (var person : List.of(an, rival.owner())) assertEquals(404, person.tries("GET", path, null).statusCode());
        assertEquals(401, house.stranger().tries("GET", path, null).statusCode());
        assertEquals(404, rival.owner().tries("POST", "/api/booths/" + rival.booth() + "/matters/" + matter + "/words", "{\"key\":\"%s\",\"text\":\"em nói hộ\"}".formatted(Phone.key())).statusCode(), "another booth's matter");
        assertEquals("open", official.post("/api/oversight/matters/" + matter + "/words", "{\"key\":\"%s\",\"text\":\"Cho xem mặt sau\"}".formatted(Phone.key())).get("state").asText());
        assertEquals(400, stall.owner().tries("POST", "/api/booths/" + stall.booth() + "/matters/" + matter + "/words", "{\"key\":\"%s\",\"text\":\"hết\",\"papers\":[\"x\"]}".formatted(Phone.key())).statusCode());
        assertEquals(404, stall.owner().tries("POST", "/api/booths/" + stall.booth() + "/matters/" + matter + "/words", "{\"key\":\"%s\",\"text\":\"hết\",\"papers\":[\"%s\"]}".formatted(Phone.key(), "a".repeat(26))).statusCode());
        official.post("/api/oversight/matters/" + matter + "/close", "{\"reason\":\"paper-shown\",\"text\":\"Đủ giấy\"}");
        assertEquals(409, stall.owner().tries("POST", "/api/booths/" + stall.booth() + "/matters/" + matter + "/words", "{\"key\":\"%s\",\"text\":\"cảm ơn\"}".formatted(Phone.key())).statusCode(), "closed");
    }

    private JsonNode sends(Person person) throws IOException, InterruptedException {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB), "png", picture);
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(house.address().resolve("/api/papers")).header("Cookie", person.cookie()).header("Origin", "http://" + URI.create(house.address().toString()).getAuthority())
                .header("Content-Type", "image/png").PUT(HttpRequest.BodyPublishers.ofByteArray(picture.toByteArray())).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(201, answer.statusCode(), answer.body());
            return Wire.json().readTree(answer.body());
        }
    }

    @Test
    void an_official_is_seen_in_the_room_and_speaks_in_the_name_of_the_office() {
        var theirs = official.phone();
        assertEquals(List.of(), theirs.joins(show).scene().officials());
        assertEquals(List.of(OFFICE), phone.hears(Outbound.OfficialsSeated.class).officials());
        theirs.chats(show, "A1 x2, xin nhắc người bán ghi rõ hạn dùng").isPosted();
        var line = phone.hears(Outbound.Said.class, said -> said.line().badge() != null).line();
        assertEquals("official", line.badge());
        assertEquals(OFFICE, line.office());
        assertFalse(line.order(), "an official buys nothing by the way");
        try (var late = house.person("Bình").phone()) {
            assertEquals(List.of(OFFICE), late.joins(show).scene().officials());
        }
        assertNull(phone.chats(show, "đẹp quá").isPosted().hold());
        theirs.close();
        phone.hears(Outbound.OfficialsSeated.class, seated -> seated.officials().isEmpty());
    }

    // ── people's records ──────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void a_persons_record_is_opened_with_a_reason_written_down_first_and_fifty_times_an_hour_at_most() {
        var order = ((Outbound.OrderPlaced) orders(phone.takes(show, honey, 1).isHeld().hold().hold())).order().order();
        assertFalse(official.get("/api/oversight/orders/" + order).toString().contains("Hường"), "without the person");
        var reason = "{\"reason\":\"complaints\",\"text\":\"Khiếu nại số 7\"}";
        var path = "/api/oversight/orders/" + order + "/recipient";
        assertEquals("Nguyễn Thị Hường", official.post(path, reason).get("name").asText());
        assertEquals(400, official.tries("POST", path, "{\"text\":\"tò mò\"}").statusCode(), "no reason");
        assertEquals(400, official.tries("POST", path, "{\"reason\":\"resolved\",\"text\":\"x\"}").statusCode());
        assertEquals(404, official.tries("POST", path.replace(order.value(), "o07-nobody00000"), reason).statusCode());
        assertEquals(400, organizer.tries("GET", "/api/booths/" + stall.booth() + "/orders/" + order + "/recipient", null).statusCode(), "an organizer needs a reason too");
        for (int n = 1; n < 50; n++) assertEquals(200, official.tries("POST", path, reason).statusCode());
        assertEquals(429, official.tries("POST", path, reason).statusCode(), "the fifty-first");
        assertEquals(200, organizer.tries("POST", path, reason).statusCode(), "each counts alone");
        var audit = official.tries("GET", "/api/oversight/audit", null).body();
        assertEquals(51, audit.lines().filter(line -> line.contains("\"t\":\"record-opened\"") && line.contains(order.value())).count());
        assertFalse(audit.contains("Hường"));
    }

    // ── who may ───────────────────────────────────────────────────────────────────────────────────────────────────

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET  | /api/oversight/matters                     | 401 | 403 | 403 | 403 | 200 | 200
        POST | /api/oversight/matters                     | 401 | 403 | 403 | 403 | 400 | 400
        GET  | /api/oversight/matters/v07-nobody00000     | 401 | 403 | 403 | 403 | 404 | 404
        POST | /api/oversight/matters/v07-nobody00000/words | 401 | 403 | 403 | 403 | 400 | 400
        POST | /api/oversight/matters/v07-nobody00000/close | 401 | 403 | 403 | 403 | 400 | 400
        GET  | /api/oversight/shows/SHOW                  | 401 | 403 | 403 | 403 | 200 | 200
        GET  | /api/oversight/shows/s07-nobody00000       | 401 | 403 | 403 | 403 | 404 | 404
        GET  | /api/oversight/search?q=mat                | 401 | 403 | 403 | 403 | 200 | 200
        GET  | /api/oversight/search                      | 401 | 403 | 403 | 403 | 400 | 400
        GET  | /api/oversight/orders/o07-nobody00000      | 401 | 403 | 403 | 403 | 404 | 404
        POST | /api/oversight/orders/o07-nobody00000/recipient | 401 | 403 | 403 | 403 | 400 | 400
        GET  | /api/oversight/audit                       | 401 | 403 | 403 | 403 | 200 | 200
        GET  | /api/booths/BOOTH/matters                  | 401 | 200 | 403 | 403 | 403 | 200
        POST | /api/booths/BOOTH/matters/v07-nobody00000/words | 401 | 400 | 403 | 403 | 403 | 400
        GET  | /api/matters/v07-nobody00000/papers/x      | 401 | 404 | 404 | 404 | 404 | 404
        """)
    void each_route_lets_in_whom_it_should(String method, String path, int stranger, int seller, int otherSeller, int buyer, int watching, int organizing) {
        var before = house.books().prints();
        var people = Map.of(house.stranger(), stranger, stall.owner(), seller, rival.owner(), otherSeller, an, buyer);
        people.forEach((person, status) -> assertEquals(status, asks(person, method, path), person.account() + " " + path));
        assertEquals(Map.of(), house.books().changedSince(before), "and nothing changes");
        assertEquals(watching, asks(official, method, path));
        assertEquals(organizing, asks(organizer, method, path));
    }

    private int asks(Person person, String method, String path) {
        return person.tries(method, path.replace("BOOTH", stall.booth().value()).replace("SHOW", show.value()), method.equals("POST") ? "{}" : null).statusCode();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "kind":"freeze","kind":"burn"       | 400
        "reason":"unsafe-goods","reason":"resolved" | 400
        "reason":"unsafe-goods","reason":"because"  | 400
        "text":"Có phản ánh về nhãn","text":""      | 400
        "text":"Có phản ánh về nhãn","text":7       | 400
        "booth":"BOOTH","booth":"b07-nobody00000"   | 404
        "booth":"BOOTH","booth":"RIVAL"             | 404
        "product":"HONEY","product":"p07-nobody00000" | 404
        "product":"HONEY","product":"x"             | 400
        "product":"HONEY","room":"SHOW"             | 400
        "product":"HONEY","room":"s07-nobody00000"  | 404
        "product":"HONEY","room":"BOOTH"            | 404
        "product":"HONEY","amount":5                | 400
        """)
    void an_act_that_makes_no_sense_is_refused_and_changes_nothing(String change, int status) {
        int comma = change.indexOf("\",\"") + 1;
        var body = act("freeze", "\"product\":\"" + honey + "\",").replace(names(change.substring(0, comma)), names(change.substring(comma + 1)));
        // that it was tried is in the audit, and nowhere else
        var before = house.books().digest(OfficialsTest::matters);
        assertEquals(status, official.tries("POST", "/api/oversight/matters", body).statusCode(), body);
        assertEquals(before, house.books().digest(OfficialsTest::matters));
        phone.takes(show, honey, 1).isHeld();
    }

    private static boolean matters(String key) {
        return List.of(":frozen", ":matters", ":open-matters", ":gates", ":holds", ":stage", ":words").stream().anyMatch(key::endsWith);
    }

    private String names(String text) {
        return text.replace("BOOTH", stall.booth().value()).replace("RIVAL", rival.booth().value()).replace("HONEY", honey.value()).replace("SHOW", show.value());
    }
}
