package vn.phien.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.base.PhoneNumber;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.testkit.Evening;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** The organizer's console: the wall, announcements, incidents. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NightConsoleTest {
    private House house;
    private Person organizer;
    private Person second;
    private Person buyer;
    private Stall honey;
    private Stall silk;
    private Phone desk;
    private Evening evening;
    private String path;

    @BeforeAll
    void a_night_is_open() {
        house = House.open();
        organizer = house.person("Cô Hà");
        second = house.person("Chú Tư");
        for (var one : List.of(organizer, second)) house.app().makeOrganizer(PhoneNumber.parse(one.number()).orElseThrow());
        buyer = house.person("An");
        honey = Stall.opened(house.person("Chị Mai"));
        honey.sells("Mật ong bạc hà", 185_000, 30);
        silk = Stall.opened(house.person("Anh Lụa"));
        silk.sells("Khăn lụa", 300_000, 20);
        evening = Evening.opens(organizer, List.of("Khu Bắc"), List.of(honey, silk));
        path = "/api/nights/" + evening.night();
        honey.announces("Phiên mật", 20, 5);
        desk = honey.goesLive();
    }

    @AfterAll
    void close() {
        desk.close();
        house.close();
    }

    @AfterEach
    void the_books_are_right() {
        house.books().check();
    }

    private JsonNode wallWhen(String since, Predicate<JsonNode> told) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (true) {
            var wall = organizer.get(path + "/wall" + (since == null ? "" : "?since=" + since));
            if (told.test(wall)) return wall;
            if (System.nanoTime() > end) throw new AssertionError("the wall never says so: " + wall);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
        }
    }

    private static JsonNode tile(JsonNode wall, Stall stall) {
        return StreamSupport.stream(wall.get("tiles").spliterator(), false).filter(tile -> tile.get("booth").asText().equals(stall.booth().value())).findFirst().orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    // ── the wall ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void the_wall_has_every_booth_and_afterwards_only_what_changed() {
        var whole = wallWhen(null, wall -> tile(wall, honey).path("state").asText().equals("live"));
        assertTrue(whole.get("whole").asBoolean());
        assertEquals(2, whole.get("tiles").size());
        assertEquals("shut", tile(whole, silk).get("state").asText());
        assertEquals(honey.show().value(), tile(whole, honey).get("room").asText());
        try (var an = buyer.phone()) {
            an.joins(honey.show());
            var hold = an.takes(honey.show(), honey.product(0), 2).isHeld().hold();
            an.says(ref -> new Inbound.PlaceOrder(ref, honey.show(), hold.hold(), new Inbound.Recipient("Nguyễn An", buyer.number(), "01", "Phường Hồng Hà", "12 ngõ"), vn.phien.protocol.Payment.COD, null));
            var changed = wallWhen(whole.get("rev").asText(), wall -> tile(wall, honey).path("vnd").asLong() == 370_000);
            assertFalse(changed.get("whole").asBoolean());
            assertTrue(tile(changed, silk).isMissingNode());
            assertEquals(1, tile(changed, honey).get("ordersAMinute").asInt());
            assertEquals(1, changed.get("orders").asInt());
            assertEquals(370_000, changed.get("vnd").asLong());
        }
    }

    @Test
    void stopped_orders_and_waiting_questions_raise_an_alarm_which_goes_by_itself() {
        desk.says(ref -> new Inbound.SwitchOrders(ref, honey.show(), null, false));
        wallWhen(null, wall -> tile(wall, honey).path("alarms").toString().contains("orders-stopped"));
        desk.says(ref -> new Inbound.SwitchOrders(ref, honey.show(), null, true));
        wallWhen(null, wall -> !tile(wall, honey).path("alarms").toString().contains("orders-stopped"));
        for (int i = 0; i < 5; i++) {
            try (var asker = house.person("Người hỏi " + i).phone()) {
                asker.joins(honey.show());
                asker.chats(honey.show(), "Mật này để được bao lâu không chị?").isPosted();
            }
        }
        var wall = wallWhen(null, told -> tile(told, honey).path("alarms").toString().contains("unanswered"));
        assertTrue(wall.get("alarms").asInt() >= 1);
        assertEquals(5, tile(wall, honey).get("unanswered").asInt());
    }

    @Test
    void a_rev_that_makes_no_sense_gets_the_whole_wall() {
        for (var since : List.of("x", "0.1", "99999999999999999999", "%22", "..")) assertTrue(organizer.get(path + "/wall?since=" + since).get("whole").asBoolean(), since);
        assertEquals(404, organizer.tries("GET", "/api/nights/n05-none/wall", null).statusCode());
        assertEquals(401, house.stranger().tries("GET", path + "/wall", null).statusCode());
        assertEquals(403, buyer.tries("GET", path + "/wall", null).statusCode());
    }

    @Test
    void everybody_sees_the_night_by_province_without_its_money() {
        var map = house.stranger().get(path + "/map").get("provinces");
        assertEquals(1, map.size());
        assertEquals("08", map.get(0).get("province").asText());
        assertEquals(2, map.get(0).get("booths").asInt());
        assertFalse(map.toString().contains("vnd"));
    }

    // ── announcements ─────────────────────────────────────────────────────────────────────────────────────────────

    private String announcement(String key, String text) {
        return "{\"key\":\"%s\",\"text\":\"%s\",\"tone\":\"calm\",\"minutes\":15}".formatted(key, text);
    }

    @Test
    void an_announcement_reaches_every_room_and_newcomers_and_is_taken_back_everywhere() {
        var key = Phone.key();
        try (var an = buyer.phone(); var guest = house.stranger().phone()) {
            an.joins(honey.show());
            guest.joins(vn.phien.base.PlaceId.of(silk.booth()));
            var said = organizer.post(path + "/announcements", announcement(key, "Chợ kéo dài tới 22:30"));
            for (var phone : List.of(an, guest, desk)) assertEquals("Chợ kéo dài tới 22:30", phone.hears(Outbound.Announced.class, one -> one.announcement().id().equals(key)).announcement().text());
            assertTrue(house.stranger().get("/api/announcements").toString().contains(key));
            assertEquals(said, organizer.post(path + "/announcements", announcement(key, "Chợ kéo dài tới 22:30")), "said again it is the same");
            organizer.tries("DELETE", path + "/announcements/" + key, null);
            for (var phone : List.of(an, guest)) phone.hears(Outbound.AnnouncementTakenBack.class, one -> one.announcement().equals(key));
            assertFalse(house.stranger().get("/api/announcements").toString().contains(key));
            var kept = organizer.get(path + "/announcements").get("announcements");
            var own = StreamSupport.stream(kept.spliterator(), false).filter(one -> one.get("id").asText().equals(key)).toList();
            assertEquals(1, own.size());
            assertEquals("Cô Hà", own.getFirst().get("backName").asText());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"key":"KEY","text":"","tone":"calm","minutes":15}             | 400 | empty
        {"key":"KEY","tone":"calm","minutes":15}                       | 400 | missing
        {"key":"KEY","text":"x","tone":"loud","minutes":15}            | 400 | invalid-value
        {"key":"KEY","text":"x","tone":"calm","minutes":0}             | 400 | too-small
        {"key":"KEY","text":"x","tone":"calm","minutes":361}           | 400 | too-large
        {"key":"KEY","text":"x","tone":"calm","minutes":"15"}          | 400 | wrong-type
        {"key":"!","text":"x","tone":"calm","minutes":15}              | 400 | invalid-id
        {"key":"KEY","text":"LONG","tone":"calm","minutes":15}         | 400 | too-long
        {"key":"KEY","text":"x","tone":"calm","minutes":15,"by":"me"}  | 400 | unknown-field
        """)
    void an_announcement_that_is_wrong_says_nothing(String body, int status, String code) {
        int before = organizer.get(path + "/announcements").get("announcements").size();
        var answer = organizer.tries("POST", path + "/announcements", body.replace("KEY", Phone.key()).replace("LONG", "x".repeat(241)));
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer.body());
        assertEquals(before, organizer.get(path + "/announcements").get("announcements").size());
    }

    @Test
    void only_organizers_announce_and_a_key_is_used_once() {
        var key = Phone.key();
        assertEquals(403, buyer.tries("POST", path + "/announcements", announcement(key, "giả")).statusCode());
        assertEquals(401, house.stranger().tries("POST", path + "/announcements", announcement(key, "giả")).statusCode());
        organizer.post(path + "/announcements", announcement(key, "một"));
        assertEquals(409, organizer.tries("POST", path + "/announcements", announcement(key, "hai")).statusCode());
        assertEquals(404, organizer.tries("DELETE", path + "/announcements/" + Phone.key(), null).statusCode());
        assertEquals(403, buyer.tries("DELETE", path + "/announcements/" + key, null).statusCode());
        assertEquals(404, organizer.tries("POST", "/api/nights/n05-none/announcements", announcement(Phone.key(), "một")).statusCode());
        organizer.tries("DELETE", path + "/announcements/" + key, null);
    }

    // ── incidents ─────────────────────────────────────────────────────────────────────────────────────────────────

    private JsonNode raised(String title) {
        return organizer.post(path + "/incidents", "{\"key\":\"%s\",\"title\":\"%s\",\"level\":\"trouble\",\"booth\":\"%s\",\"alarm\":\"no-host\"}".formatted(Phone.key(), title, honey.booth()));
    }

    private JsonNode moved(Person by, JsonNode incident, String to, String note) {
        return by.post(path + "/incidents/" + incident.get("id").asText(), "{\"key\":\"%s\",\"to\":\"%s\"%s}".formatted(Phone.key(), to, note == null ? "" : ",\"note\":\"" + note + "\""));
    }

    @Test
    void an_incident_is_raised_taken_noted_solved_and_opened_again_and_everything_is_kept() {
        var incident = raised("Phòng mất hình");
        assertEquals("open", incident.get("state").asText());
        var taken = moved(second, incident, "taken", null);
        assertEquals("Chú Tư", taken.get("ownerName").asText());
        moved(organizer, incident, "note", "Đã gọi chủ gian");
        assertEquals("Cô Hà", moved(organizer, incident, "taken", null).get("ownerName").asText(), "somebody else may take it over");
        var solved = moved(organizer, incident, "solved", "Có hình lại");
        assertEquals("solved", solved.get("state").asText());
        assertTrue(solved.get("solvedMs").asLong() >= solved.get("takenMs").asLong());
        var again = moved(second, incident, "open", null);
        assertEquals("open", again.get("state").asText());
        assertFalse(again.has("owner"));
        assertEquals(List.of("taken", "note", "taken", "solved", "open"), StreamSupport.stream(again.get("changes").spliterator(), false).map(change -> change.get("what").asText()).toList());
    }

    @Test
    void two_organizers_who_take_it_at_once_leave_one_owner_and_what_is_repeated_changes_nothing() {
        var incident = raised("Hai người cùng nhận");
        var body = "{\"key\":\"%s\",\"to\":\"taken\"}".formatted(Phone.key());
        var at = path + "/incidents/" + incident.get("id").asText();
        var first = organizer.post(at, body);
        assertEquals(first, organizer.post(at, body));
        assertEquals(409, organizer.tries("POST", at, "{\"key\":\"%s\",\"to\":\"taken\"}".formatted(Phone.key())).statusCode());
        moved(organizer, incident, "solved", null);
        assertEquals(409, second.tries("POST", at, "{\"key\":\"%s\",\"to\":\"taken\"}".formatted(Phone.key())).statusCode(), "what is solved is opened again first");
        var listed = organizer.get(path + "/incidents").get("incidents");
        assertEquals(1, StreamSupport.stream(listed.spliterator(), false).filter(one -> one.get("id").equals(incident.get("id"))).count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"key":"KEY","level":"trouble"}                                  | missing
        {"key":"KEY","title":" ","level":"trouble"}                      | empty
        {"key":"KEY","title":"x","level":"huge"}                         | invalid-value
        {"key":"KEY","title":"x","level":"trouble","alarm":"bell"}       | invalid-value
        {"key":"KEY","title":"x","level":"trouble","booth":"s01-x"}      | invalid-id
        {"key":"KEY","title":"x","level":"trouble","state":"solved"}     | unknown-field
        """)
    void an_incident_that_is_wrong_is_not_raised(String body, String code) {
        int before = organizer.get(path + "/incidents").get("incidents").size();
        var answer = organizer.tries("POST", path + "/incidents", body.replace("KEY", Phone.key()));
        assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer.body());
        assertEquals(before, organizer.get(path + "/incidents").get("incidents").size());
    }

    @Test
    void an_incident_that_is_not_there_is_not_moved_and_only_organizers_move_one() {
        var incident = raised("Chỉ ban tổ chức");
        var at = path + "/incidents/" + incident.get("id").asText();
        var take = "{\"key\":\"%s\",\"to\":\"taken\"}".formatted(Phone.key());
        assertEquals(404, organizer.tries("POST", path + "/incidents/" + Phone.key(), take).statusCode());
        assertEquals(403, buyer.tries("POST", at, take).statusCode());
        assertEquals(400, organizer.tries("POST", at, "{\"key\":\"%s\",\"to\":\"note\"}".formatted(Phone.key())).statusCode());
        assertEquals(400, organizer.tries("POST", at, "{\"key\":\"%s\",\"to\":\"gone\"}".formatted(Phone.key())).statusCode());
        assertEquals(400, organizer.tries("POST", path + "/incidents/x", take).statusCode());
        assertEquals(409, organizer.tries("POST", at, "{\"key\":\"%s\",\"to\":\"open\"}".formatted(Phone.key())).statusCode());
    }
}
