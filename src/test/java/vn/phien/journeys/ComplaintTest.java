package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.base.OrderId;
import vn.phien.base.PhoneNumber;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** A buyer complains in the middle of a show, over the real wire: all concerned hear of it, nobody else finds it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComplaintTest {
    private House house;
    private Person organizer, official, an, binh;
    private Stall stall, rival;
    private PlaceId show;
    private OrderId order, second;
    private Phone desk, phone;

    @BeforeAll
    void a_show_is_on() {
        house = House.open(Map.of("PHIEN_SALE_HOLD_SECONDS", "2000"));
        organizer = house.person("Ban");
        house.app().makeOrganizer(PhoneNumber.parse(organizer.number()).orElseThrow());
        official = house.person("Ông Lâm");
        organizer.put("/api/roles", "{\"phone\":\"%s\",\"role\":\"official\",\"granted\":true,\"office\":\"Sở Công Thương\"}".formatted(official.number()));
        an = house.person("An");
        binh = house.person("Bình");
        rival = Stall.opened(house.person("Anh Páo"));
        stall = Stall.opened(house.person("Chị Mai"));
        ProductId honey = stall.sells("Mật ong bạc hà", 185_000, 60);
        show = stall.announces("Phiên tối thứ Sáu", 10, 6);
        desk = stall.goesLive();
        phone = an.phone();
        phone.joins(show);
        order = buys(honey);
        second = buys(honey);
    }

    private OrderId buys(ProductId product) {
        var hold = phone.takes(show, product, 1).isHeld().hold().hold();
        return ((Outbound.OrderPlaced) phone.says(ref -> new Inbound.PlaceOrder(ref, show, hold, new Inbound.Recipient("Nguyễn Thị Hường", an.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc"), Payment.COD, null))).order().order();
    }

    @AfterAll
    void the_books_are_right() {
        desk.close();
        phone.close();
        house.books().audit();
        house.close();
    }

    private String complaint(OrderId of, String kind) {
        return "{\"key\":\"%s\",\"booth\":\"%s\",\"order\":\"%s\",\"kind\":\"%s\",\"text\":\"Hũ bị nứt\"}".formatted(Phone.key(), stall.booth(), of, kind);
    }

    private static String word(String text) {
        return "{\"key\":\"" + Phone.key() + "\",\"text\":\"" + text + "\"}";
    }

    @Test
    void both_sides_hear_at_once_the_booth_answers_and_the_organizer_decides() {
        var made = an.post("/api/complaints", complaint(order, "quality"));
        var id = made.get("complaint").asText();
        assertTrue(made.get("intoMs").asLong() >= 0, "it knows when in the show it was");
        assertEquals(id, desk.hears(Outbound.ComplaintMoved.class, moved -> moved.complaint().complaint().value().equals(id)).complaint().complaint().value());
        assertEquals(409, an.tries("POST", "/api/complaints", complaint(order, "other")).statusCode(), "one at a time");

        stall.owner().post("/api/complaints/" + id + "/words", word("Em gửi lại hũ khác"));
        assertEquals("answered", phone.hears(Outbound.ComplaintMoved.class, moved -> moved.complaint().state().equals("answered")).complaint().state());
        an.post("/api/complaints/" + id + "/escalate", word("Chưa nhận được"));
        assertTrue(organizer.get("/api/oversight/complaints").get("complaints").findValuesAsText("complaint").contains(id));
        organizer.post("/api/oversight/complaints/" + id + "/decide", "{\"outcome\":\"for-buyer\",\"text\":\"Hoàn tiền\"}");
        assertEquals("for-buyer", phone.hears(Outbound.ComplaintMoved.class, moved -> moved.complaint().state().equals("closed")).complaint().outcome());
        for (var all : List.of(an.get("/api/complaints"), stall.owner().get("/api/booths/" + stall.booth() + "/complaints"))) {
            assertEquals("closed", all.get("complaints").valueStream().filter(one -> one.get("complaint").asText().equals(id)).findFirst().orElseThrow().get("state").asText());
        }
        assertFalse(stall.owner().get("/api/complaints/" + id).toString().contains("Hường"), "the thread names no recipient");
        assertTrue(an.get("/api/me/export").toString().contains("Hũ bị nứt"), "it is in the copy of one's data");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GET  | /api/complaints                  | 401 | 200 | 200 | 200 | 200 | 200
        POST | /api/complaints                  | 401 | 400 | 400 | 400 | 400 | 400
        GET  | /api/complaints/ID               | 401 | 200 | 404 | 404 | 200 | 200
        POST | /api/complaints/ID/words         | 401 | 400 | 400 | 400 | 400 | 400
        POST | /api/complaints/ID/words+        | 401 | 200 | 404 | 404 | 200 | 200
        POST | /api/complaints/ID/accept        | 401 | 403 | 404 | 404 | 403 | 403
        POST | /api/complaints/ID/escalate+     | 401 | 403 | 404 | 404 | 403 | 403
        GET  | /api/complaints/ID/papers/x      | 401 | 404 | 404 | 404 | 404 | 404
        GET  | /api/complaints/x                | 401 | 404 | 404 | 404 | 404 | 404
        GET  | /api/booths/BOOTH/complaints     | 401 | 200 | 403 | 403 | 403 | 200
        GET  | /api/oversight/complaints        | 401 | 403 | 403 | 403 | 200 | 200
        POST | /api/oversight/complaints/ID/decide | 401 | 403 | 403 | 403 | 400 | 400
        """)
    void each_route_lets_in_whom_it_should(String method, String path, int stranger, int seller, int otherSeller, int buyer, int watching, int organizing) {
        var mine = an.get("/api/complaints").get("complaints").valueStream().filter(one -> one.path("order").asText().equals(second.value())).findFirst()
            .orElseGet(() -> an.post("/api/complaints", complaint(second, "wrong-goods"))).get("complaint").asText();
        var statuses = List.of(stranger, seller, otherSeller, buyer, watching, organizing);
        var people = List.of(house.stranger(), stall.owner(), rival.owner(), binh, official, organizer);
        for (int i = 0; i < people.size(); i++) {
            var full = path.endsWith("+");
            var at = path.replace("+", "").replace("ID", mine).replace("BOOTH", stall.booth().value());
            assertEquals(statuses.get(i), people.get(i).tries(method, at, method.equals("POST") ? full ? word("xin chào") : at.endsWith("accept") ? null : "{}" : null).statusCode(), i + " " + path);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "quality"   | "anger"               | 400
        "quality"   | 7                     | 400
        "Hũ bị nứt" | ""                    | 400
        "Hũ bị nứt" | null                  | 400
        BOOTH       | b07-nobody00000       | 404
        ORDER       | o07-nobody00000       | 404
        ORDER       | x                     | 400
        "text":     | "price":1,"text":     | 400
        "text":     | "momentMs":-5,"text": | 400
        "text":     | "papers":["x"],"text":| 400
        "text":     | "papers":["aaaaaaaaaaaaaaaaaaaaaaaaaa"],"text":| 404
        """)
    void a_complaint_that_makes_no_sense_is_refused_and_changes_nothing(String from, String to, int status) {
        var newcomer = house.person("Cúc");
        var body = complaint(order, "quality").replace(from.replace("BOOTH", stall.booth().value()).replace("ORDER", order.value()), to);
        var before = house.books().digest(key -> key.contains("complaint") || key.contains(":y") || key.endsWith(":facts"));
        assertEquals(status, newcomer.tries("POST", "/api/complaints", body).statusCode(), body);
        assertEquals(before, house.books().digest(key -> key.contains("complaint") || key.contains(":y") || key.endsWith(":facts")));
        assertEquals(404, newcomer.tries("POST", "/api/complaints", complaint(order, "quality")).statusCode(), "somebody else's order");
    }
}
