package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.phien.base.PhoneNumber;
import vn.phien.markets.Schedule;
import vn.phien.protocol.Outbound;
import vn.phien.testkit.Books;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** A market from its first word to its last light: applied for, asked, answered, approved, placed, opened and closed by the clock. */
class MarketNightTest {
    private House house;
    private Person lan;
    private Person mai;
    private Person tu;
    private Stall stall;

    @BeforeEach
    void open() {
        house = House.open();
        untilSaturday();
        lan = house.person("Lan Điều phối");
        house.app().makeOrganizer(PhoneNumber.parse(lan.number()).orElseThrow());
        mai = house.person("Mai Mật ong");
        tu = house.person("Tú");
        stall = Stall.opened(mai);
        stall.sells("Mật ong bạc hà", 185_000, 50);
        waits("the roles are known", () -> lan.tries("GET", "/api/organizer/markets", null).statusCode() == 200 && mai.tries("GET", applications(), null).statusCode() == 200);
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** The first Friday night is six days away, on whatever day and at whatever hour the test runs. */
    private void untilSaturday() {
        var now = house.clock().instant().atZone(Schedule.ZONE);
        house.passes(Duration.between(now, now.with(TemporalAdjusters.next(DayOfWeek.SATURDAY)).with(LocalTime.of(8, 0))));
    }

    private String applications() {
        return "/api/booths/" + stall.booth() + "/applications";
    }

    /** Asks until it is so; the house needs a moment where a clock moves things. */
    private static void waits(String what, java.util.function.BooleanSupplier so) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("not so within ten seconds: " + what);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }

    private JsonNode market() {
        return lan.post("/api/markets", """
            {"key":"%s","market":{"name":"Chợ đêm trên mây","about":"Mỗi tối thứ Sáu","weekly":{"day":5,"from":"19:30","until":"22:00"},"skips":[],"sittings":[],
            "clock":{"applyDays":30,"applyUntilHours":24,"publishHours":12,"spotlightMinutes":5,"placing":"hand"},
            "halls":[{"name":"Khu miền núi","kind":"province","of":"08","places":3},{"name":"Khu chung","kind":"theme","places":2}],"asks":"Giấy OCOP","rehearsal":false,"running":true}}""".formatted(Phone.key()));
    }

    private String next() {
        var nights = market().get("nights");
        return nights.get(nights.size() - 1).get("night").get("night").asText();
    }

    private JsonNode desk(String night) {
        return lan.get("/api/nights/" + night + "/desk");
    }

    private String state(String night) {
        return house.stranger().get("/api/nights/" + night).get("night").get("state").asText();
    }

    /** Pushes the clock to some time before the night opens. */
    private void until(String night, Duration before) {
        long opens = house.stranger().get("/api/nights/" + night).get("night").get("opensMs").asLong();
        house.passes(Duration.ofMillis(opens - before.toMillis() - house.clock().millis()));
    }

    private String form(String note) {
        return "{\"products\":[\"%s\"],\"papers\":[],\"photos\":[],\"note\":\"%s\"}".formatted(stall.product(0), note);
    }

    private List<String> kinds(Person person) {
        var kinds = new ArrayList<String>();
        person.get("/api/me/notices").get("notices").forEach(notice -> kinds.add(notice.get("kind").asText()));
        return kinds;
    }

    @Test
    void a_night_from_the_first_application_to_the_last_light() {
        var night = next();
        var market = house.stranger().get("/api/nights/" + night).get("market").get("market").asText();
        until(night, Duration.ofDays(3));
        waits("applications are open", () -> state(night).equals("applications"));
        var listed = mai.get(applications()).get("nights");
        assertEquals(night, listed.get(0).get("night").get("night").asText());
        assertEquals("Giấy OCOP", listed.get(0).get("asks").asText());
        assertFalse(listed.get(0).has("application"));

        // applied, asked, answered, approved: every step is seen by the producer
        var applied = mai.post(applications(), "{\"night\":\"%s\",\"key\":\"%s\",\"form\":%s}".formatted(night, Phone.key(), form("Có mật mới")));
        assertEquals("waiting", applied.get("state").asText());
        assertEquals(1, desk(night).get("applications").size());
        var phone = mai.phone();
        lan.post("/api/nights/" + night + "/applications/" + stall.booth(), "{\"rev\":1,\"to\":\"changes\",\"why\":\"Xin thêm ảnh gian\"}");
        assertEquals("application-changes", phone.hears(Outbound.NoticeCame.class).notice().kind());
        var asked = mai.get(applications() + "/" + night);
        assertEquals("changes", asked.get("state").asText());
        assertEquals("Xin thêm ảnh gian", asked.get("changes").get(1).get("why").asText());
        assertEquals("Lan Điều phối", asked.get("changes").get(1).get("name").asText());
        mai.put(applications() + "/" + night, "{\"rev\":2,\"form\":%s,\"why\":\"Đã thêm\"}".formatted(form("Có ảnh rồi")));
        var approved = lan.post("/api/nights/" + night + "/applications/" + stall.booth(), "{\"rev\":3,\"to\":\"approved\"}");
        assertEquals("approved", approved.get("applications").get(0).get("application").get("state").asText());
        assertEquals("application-approved", phone.hears(Outbound.NoticeCame.class).notice().kind());

        // placed; two organizers at once do not overwrite each other
        var hall = approved.get("night").get("halls").get(0).get("hall").asText();
        int rev = approved.get("rev").asInt();
        var placed = lan.post("/api/nights/" + night + "/stands", "{\"rev\":%d,\"booth\":\"%s\",\"hall\":\"%s\",\"place\":2}".formatted(rev, stall.booth(), hall));
        assertEquals(2, placed.get("stands").get(0).get("place").asInt());
        assertTrue(lan.tries("POST", "/api/nights/" + night + "/stands", "{\"rev\":%d,\"booth\":\"%s\",\"hall\":\"%s\",\"place\":3}".formatted(rev, stall.booth(), hall)).body().contains("changed-meanwhile"));

        // the programme is published by the clock, over a restart
        assertEquals(204, tu.tries("PUT", "/api/me/follows/" + market, null).statusCode());
        assertEquals(0, house.stranger().get("/api/nights/" + night).get("booths").size());
        house.restart();
        var lanAgain = lan.at(house.address());
        var maiAgain = mai.at(house.address());
        var tuAgain = tu.at(house.address());
        assertEquals(3 + 2, maiAgain.get(applications() + "/" + night).get("rev").asInt());
        until(night, Duration.ofHours(2));
        waits("the programme is out", () -> state(night).equals("published"));
        assertEquals(stall.booth().value(), house.stranger().get("/api/nights/" + night).get("booths").get(0).get("booth").get("booth").asText());

        // reminded an hour before, and at the opening, once each
        var follower = tuAgain.phone();
        until(night, Duration.ofMinutes(59));
        var soon = follower.hears(Outbound.NoticeCame.class);
        assertEquals("night-soon", soon.notice().kind());
        assertEquals(1, soon.unread());
        until(night, Duration.ofSeconds(-1));
        assertEquals("night-open", follower.hears(Outbound.NoticeCame.class).notice().kind());
        assertEquals("open", state(night));
        assertEquals(night, house.stranger().get("/api/nights?state=open").get("nights").get(0).get("night").asText());

        // read
        assertEquals(2, tuAgain.get("/api/me/notices").get("unread").asInt());
        assertEquals(0, tuAgain.post("/api/me/notices/read", "{\"notices\":[]}").get("unread").asInt());

        // closed by the clock
        house.passes(Duration.ofHours(3));
        waits("the night is closed", () -> state(night).equals("closed"));
        assertEquals(List.of("night-open", "night-soon"), kinds(tuAgain));
        assertEquals(List.of("night-open", "night-soon", "stand-placed", "application-approved", "application-changes"), kinds(maiAgain));
        assertTrue(lanAgain.tries("POST", "/api/nights/" + night + "/move", "{\"from\":\"closed\",\"to\":\"open\"}").statusCode() == 409);
        new Books(house.app().link()).check();
    }

    @Test
    void a_live_booth_of_the_night_gets_the_main_stage_and_everybody_sees_the_same() {
        var night = next();
        until(night, Duration.ofDays(3));
        waits("applications are open", () -> state(night).equals("applications"));
        mai.post(applications(), "{\"night\":\"%s\",\"key\":\"%s\",\"form\":%s}".formatted(night, Phone.key(), form("")));
        lan.post("/api/nights/" + night + "/applications/" + stall.booth(), "{\"rev\":1,\"to\":\"approved\"}");
        lan.post("/api/nights/" + night + "/stands/by-rule", "{\"rev\":%d}".formatted(desk(night).get("rev").asInt()));
        lan.post("/api/nights/" + night + "/move", "{\"from\":\"applications\",\"to\":\"published\"}");
        lan.post("/api/nights/" + night + "/move", "{\"from\":\"published\",\"to\":\"open\"}");
        assertFalse(house.stranger().get("/api/nights/" + night + "/spotlight").has("now"));
        stall.announces("Phiên mật ong", house.clock().millis(), 10, 2);
        try (var desk = stall.goesLive()) {
            waits("the booth has the stage", () -> house.stranger().get("/api/nights/" + night + "/spotlight").has("now"));
            var stage = house.stranger().get("/api/nights/" + night + "/spotlight");
            assertEquals(stall.booth().value(), stage.get("now").get("booth").asText());
            assertEquals(stage, house.stranger().get("/api/nights/" + night).get("spotlight"));
            assertEquals(300_000, stage.get("now").get("untilMs").asLong() - stage.get("now").get("fromMs").asLong());
        }
    }

    @Test
    void a_night_that_is_called_off_tells_those_who_counted_on_it() {
        var night = next();
        until(night, Duration.ofDays(3));
        waits("applications are open", () -> state(night).equals("applications"));
        mai.post(applications(), "{\"night\":\"%s\",\"key\":\"%s\",\"form\":%s}".formatted(night, Phone.key(), form("")));
        assertEquals(204, tu.tries("PUT", "/api/me/follows/" + night, null).statusCode());
        lan.post("/api/nights/" + night + "/cancel", "{\"why\":\"Bão số 12\"}");
        waits("both were told", () -> kinds(tu).contains("night-cancelled") && kinds(mai).contains("night-cancelled"));
        assertEquals("Bão số 12", tu.get("/api/me/notices").get("notices").get(0).get("why").asText());
        assertTrue(house.stranger().tries("GET", "/api/nights/" + night + "/calendar.ics", null).body().contains("STATUS:CANCELLED"));
    }

    @Test
    void calendars_can_be_subscribed_to() {
        var night = next();
        var market = house.stranger().get("/api/nights/" + night).get("market").get("market").asText();
        var calendar = house.stranger().tries("GET", "/api/markets/" + market + "/calendar.ics", null);
        assertEquals(200, calendar.statusCode());
        assertEquals("text/calendar; charset=utf-8", calendar.headers().firstValue("content-type").orElseThrow());
        assertTrue(calendar.body().contains("UID:" + night + "@phien"));
        assertTrue(calendar.body().contains("T193000"));
        stall.announces("Phiên mật ong", house.clock().millis(), 1, 1);
        assertTrue(house.stranger().tries("GET", "/api/booths/" + stall.booth() + "/calendar.ics", null).body().contains("SUMMARY:Phiên mật ong"));
        for (var path : List.of("/api/markets/c07-none/calendar.ics", "/api/markets/x/calendar.ics", "/api/nights/n07-none/calendar.ics", "/api/booths/b07-none/calendar.ics", "/api/booths/x/calendar.ics"))
            assertEquals(404, house.stranger().tries("GET", path, null).statusCode(), path);
    }

    @Test
    void a_night_a_market_or_a_booth_can_be_followed() {
        var night = next();
        assertEquals(204, tu.tries("PUT", "/api/me/follows/" + night, null).statusCode());
        assertEquals(204, tu.tries("PUT", "/api/me/follows/" + night, null).statusCode());
        assertEquals(1, tu.get("/api/me/follows").get("follows").size());
        assertEquals(204, tu.tries("DELETE", "/api/me/follows/" + night, null).statusCode());
        assertEquals(0, tu.get("/api/me/follows").get("follows").size());
        assertEquals(204, tu.tries("PUT", "/api/me/follows/" + stall.booth(), null).statusCode());
        for (var thing : List.of("n07-none", "x", "p07-abc", "c07-none")) assertEquals(404, tu.tries("PUT", "/api/me/follows/" + thing, null).statusCode(), thing);
        assertEquals(401, house.stranger().tries("PUT", "/api/me/follows/" + night, null).statusCode());
    }
}
