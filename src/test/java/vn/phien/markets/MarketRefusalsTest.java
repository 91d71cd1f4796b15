package vn.phien.markets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.phien.base.Limits;
import vn.phien.base.PhoneNumber;
import vn.phien.protocol.Wire;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** Every route of a market, said wrongly in every way: refused with its reason, and nothing is changed. */
class MarketRefusalsTest {
    private static final String DRAFT = """
        {"name":"Chợ đêm","about":"","weekly":{"day":5,"from":"19:30","until":"22:00"},"skips":[],"sittings":[],"clock":{"applyDays":40,"applyUntilHours":1,"publishHours":1,"spotlightMinutes":5,"placing":"rule"},
        "halls":[{"name":"Khu chung","kind":"theme","places":3}],"asks":"","rehearsal":false,"running":true}""";
    private static House house;
    private static Person lan, mai, tu;
    private static Stall stall, rival;
    private static String market, night, later, hall;

    @BeforeAll
    static void open() {
        house = House.open();
        lan = house.person("Lan");
        house.app().makeOrganizer(PhoneNumber.parse(lan.number()).orElseThrow());
        mai = house.person("Mai");
        tu = house.person("Tú");
        stall = Stall.opened(mai);
        stall.sells("Mật ong", 100_000, 5);
        rival = Stall.opened(tu);
        rival.sells("Trà", 100_000, 5);
        long end = System.nanoTime() + 10_000_000_000L;
        while ((lan.tries("GET", "/api/organizer/markets", null).statusCode() != 200 || mai.tries("GET", "/api/booths/" + stall.booth() + "/applications", null).statusCode() != 200) && System.nanoTime() < end) Thread.onSpinWait();
        var made = lan.post("/api/markets", "{\"key\":\"%s\",\"market\":%s}".formatted(Phone.key(), DRAFT));
        market = made.get("market").asText();
        var nights = made.get("nights");
        night = nights.get(nights.size() - 1).get("night").get("night").asText();
        later = nights.get(0).get("night").get("night").asText();
        hall = nights.get(0).get("night").get("halls").get(0).get("hall").asText();
        assertEquals("applications", nights.get(nights.size() - 1).get("night").get("state").asText());
        mai.post("/api/booths/" + stall.booth() + "/applications", "{\"night\":\"%s\",\"key\":\"%s\",\"form\":%s}".formatted(night, Phone.key(), form()));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static String form() {
        return "{\"products\":[\"%s\"],\"papers\":[],\"photos\":[],\"note\":\"\"}".formatted(stall.product(0));
    }

    /** The draft with one part changed, or taken away where {@code value} is null. */
    private static String draft(String path, String value) {
        try {
            var tree = (com.fasterxml.jackson.databind.node.ObjectNode) Wire.json().readTree(DRAFT);
            var parts = path.split("\\.");
            var at = tree;
            for (int i = 0; i + 1 < parts.length; i++) at = (com.fasterxml.jackson.databind.node.ObjectNode) at.get(parts[i]);
            if (value == null) at.remove(parts[parts.length - 1]);
            else at.set(parts[parts.length - 1], Wire.json().readTree(value));
            return tree.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void refused(Person who, String method, String path, String body, String code, String field) {
        var before = house.books().prints();
        var answer = who.tries(method, path, body);
        try {
            var problem = Wire.json().readTree(answer.body());
            assertEquals(code, problem.path("code").asText(), () -> method + " " + path + " " + body + " answered " + answer.statusCode() + " " + answer.body());
            if (field != null) assertEquals(field, problem.path("field").asText(), answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
assertEquals(Map.of(), house.books().changedSince(before), () -> "changed by " + method + " " + path + " " + body);
    }

    // ── who may ───────────────────────────────────────────────────────────────────────────────────────────────────

    static Stream<List<String>> organizerRoutes() {
        return Stream.of(List.of("GET", "/api/organizer/markets"), List.of("POST", "/api/markets"), List.of("GET", "/api/markets/" + market + "/desk"), List.of("PUT", "/api/markets/" + market), List.of("GET", "/api/nights/" + night + "/desk"),
            List.of("PUT", "/api/nights/" + night), List.of("POST", "/api/nights/" + night + "/move"), List.of("POST", "/api/nights/" + night + "/hold"), List.of("POST", "/api/nights/" + night + "/cancel"), List.of("PUT", "/api/nights/" + night + "/halls"),
            List.of("POST", "/api/nights/" + night + "/copy"), List.of("POST", "/api/nights/" + night + "/stands"), List.of("POST", "/api/nights/" + night + "/stands/by-rule"), List.of("POST", "/api/nights/" + night + "/applications/" + stall.booth()));
    }

    @ParameterizedTest
    @MethodSource("organizerRoutes")
    void the_desk_is_for_organizers_alone(List<String> route) {
        var body = route.getFirst().equals("GET") ? null : "{}";
        refused(house.stranger(), route.get(0), route.get(1), body, "sign-in-first", null);
        refused(mai, route.get(0), route.get(1), body, "not-allowed", null);
    }

    @Test
    void the_applications_of_a_booth_are_for_its_people() {
        var own = "/api/booths/" + stall.booth() + "/applications";
        for (var route : List.of(List.of("GET", own), List.of("POST", own), List.of("GET", own + "/" + night), List.of("PUT", own + "/" + night), List.of("POST", own + "/" + night + "/withdrawal"))) {
            var body = route.getFirst().equals("GET") ? null : "{}";
            refused(house.stranger(), route.get(0), route.get(1), body, "sign-in-first", null);
            refused(tu, route.get(0), route.get(1), body, "not-allowed", null);
        }
        for (var path : List.of("/api/me/follows", "/api/me/notices")) refused(house.stranger(), "GET", path, null, "sign-in-first", null);
        refused(house.stranger(), "POST", "/api/me/notices/read", "{\"notices\":[]}", "sign-in-first", null);
    }

    // ── a market ──────────────────────────────────────────────────────────────────────────────────────────────────

    static Stream<Map.Entry<String, List<String>>> badDrafts() {
        return Stream.of(
            bad("missing", "name", "market.name", null), bad("empty", "name", "market.name", "\" \""), bad("too-long", "name", "market.name", "\"" + "x".repeat(Limits.TITLE + 1) + "\""), bad("wrong-type", "name", "market.name", "7"),
            bad("missing", "about", "market.about", null), bad("too-long", "about", "market.about", "\"" + "x".repeat(Limits.ABOUT + 1) + "\""), bad("missing", "weekly", "market.weekly", null),
            bad("too-small", "weekly.day", null, "0"), bad("too-large", "weekly.day", null, "8"), bad("invalid-value", "weekly.from", null, "\"25:00\""), bad("invalid-value", "weekly.from", null, "\"7:00\""), bad("too-long", "weekly.until", null, "\"19:30:00\""),
            bad("missing", "weekly.until", null, null), bad("unknown-field", "weekly.zone", null, "\"UTC\""),
            bad("missing", "skips", "market.skips", null), bad("invalid-value", "skips", null, "[{\"from\":\"2027-02-30\",\"until\":\"2027-03-01\"}]"), bad("too-small", "skips", null, "[{\"from\":\"2027-02-05\",\"until\":\"2027-02-01\"}]"),
            bad("missing", "skips", null, "[null]"), bad("duplicate", "sittings", "market.sittings", "[{\"date\":\"2027-02-05\",\"from\":\"08:00\",\"until\":\"10:00\"},{\"date\":\"2027-02-05\",\"from\":\"18:00\",\"until\":\"20:00\"}]"),
            bad("invalid-value", "sittings", null, "[{\"date\":\"05/02/2027\",\"from\":\"08:00\",\"until\":\"10:00\"}]"),
            bad("missing", "clock", "market.clock", null), bad("too-small", "clock.applyDays", null, "0"), bad("too-large", "clock.applyDays", null, "121"), bad("too-large", "clock.applyUntilHours", null, "960"), bad("too-small", "clock.publishHours", null, "-1"),
            bad("too-large", "clock.spotlightMinutes", null, "31"), bad("invalid-value", "clock.placing", null, "\"money\""), bad("missing", "clock.placing", null, null), bad("wrong-type", "clock.applyDays", null, "1.5"),
            bad("invalid-value", "halls", null, "[{\"name\":\"x\",\"kind\":\"big\",\"places\":3}]"), bad("missing", "halls", null, "[{\"name\":\"x\",\"kind\":\"province\",\"places\":3}]"), bad("invalid-value", "halls", null, "[{\"name\":\"x\",\"kind\":\"province\",\"of\":\"99\",\"places\":3}]"),
            bad("invalid-value", "halls", null, "[{\"name\":\"x\",\"kind\":\"group\",\"of\":\"cars\",\"places\":3}]"), bad("invalid-value", "halls", null, "[{\"name\":\"x\",\"kind\":\"theme\",\"of\":\"08\",\"places\":3}]"), bad("too-small", "halls", null, "[{\"name\":\"x\",\"kind\":\"theme\",\"places\":0}]"),
            bad("too-large", "halls", null, "[{\"name\":\"x\",\"kind\":\"theme\",\"places\":101}]"), bad("invalid-id", "halls", null, "[{\"hall\":\"b07-x\",\"name\":\"x\",\"kind\":\"theme\",\"places\":1}]"),
            bad("duplicate", "halls", "market.halls", "[{\"hall\":\"k07-x\",\"name\":\"x\",\"kind\":\"theme\",\"places\":1},{\"hall\":\"k07-x\",\"name\":\"y\",\"kind\":\"theme\",\"places\":1}]"));
    }

    private static Map.Entry<String, List<String>> bad(String code, String path, String field, String value) {
        return Map.entry(code, java.util.Arrays.asList(path, field, value));
    }

    @ParameterizedTest
    @MethodSource("badDrafts")
    void a_market_out_of_bounds_is_not_kept(Map.Entry<String, List<String>> bad) {
        var draft = draft(bad.getValue().get(0), bad.getValue().get(2));
        refused(lan, "POST", "/api/markets", "{\"key\":\"%s\",\"market\":%s}".formatted(Phone.key(), draft), bad.getKey(), bad.getValue().get(1));
        refused(lan, "PUT", "/api/markets/" + market, "{\"rev\":1,\"market\":%s}".formatted(draft), bad.getKey(), bad.getValue().get(1));
    }

    @Test
    void a_market_is_opened_with_a_key_and_changed_from_its_rev() {
        refused(lan, "POST", "/api/markets", "{\"market\":%s}".formatted(DRAFT), "missing", "key");
        refused(lan, "POST", "/api/markets", "{\"key\":\"short\",\"market\":%s}".formatted(DRAFT), "invalid-id", "key");
        refused(lan, "POST", "/api/markets", "{\"key\":\"%s\"}".formatted(Phone.key()), "missing", "market");
        refused(lan, "POST", "/api/markets", "[]", "bad-json", null);
        refused(lan, "PUT", "/api/markets/" + market, "{\"rev\":7,\"market\":%s}".formatted(DRAFT), "changed-meanwhile", null);
        refused(lan, "PUT", "/api/markets/" + market, "{\"rev\":0,\"market\":%s}".formatted(DRAFT), "too-small", "rev");
        refused(lan, "PUT", "/api/markets/" + market, "{\"market\":%s}".formatted(DRAFT), "missing", "rev");
        for (var id : List.of("c07-none", "n07-none", "x", "c99-x")) {
            refused(lan, "PUT", "/api/markets/" + id, "{\"rev\":1,\"market\":%s}".formatted(DRAFT), "not-found", null);
            refused(lan, "GET", "/api/markets/" + id + "/desk", null, "not-found", null);
            refused(lan, "GET", "/api/markets/" + id, null, "not-found", null);
        }
    }

    // ── a night ───────────────────────────────────────────────────────────────────────────────────────────────────

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "move | {} | missing | from", "move | {\"from\":\"draft\"} | missing | to", "move | {\"from\":\"applications\",\"to\":\"heaven\"} | invalid-value | to", "move | {\"from\":\"applications\",\"to\":\"open\"} | wrong-state |",
        "move | {\"from\":\"published\",\"to\":\"open\"} | changed-meanwhile |", "move | {\"from\":\"draft\",\"to\":\"closed\"} | wrong-state |", "move | {\"from\":7,\"to\":\"open\"} | wrong-type | from", "move | {\"from\":\"open\",\"to\":\"published\"} | wrong-state |",
        "hold | {} | missing | held", "hold | {\"held\":\"yes\"} | wrong-type | held", "hold | {\"held\":true,\"why\":\"LONG\"} | too-long | why",
        "cancel | {} | missing | why", "cancel | {\"why\":\" \"} | empty | why", "cancel | {\"why\":\"LONG\"} | too-long | why", "cancel | {\"why\":\"x\",\"who\":\"me\"} | unknown-field | who",
        "copy | {\"rev\":1,\"regulars\":true} | missing | key", "copy | {\"rev\":1,\"key\":\"k123456789\",\"regulars\":true} | not-found | from", "copy | {\"rev\":1,\"key\":\"k123456789\",\"from\":\"c07-x\",\"regulars\":true} | invalid-id | from",
        "stands | {\"rev\":1} | missing | booth", "stands | {\"rev\":1,\"booth\":\"BOOTH\",\"hall\":\"HALL\"} | missing | place", "stands | {\"rev\":1,\"booth\":\"BOOTH\",\"hall\":\"HALL\",\"place\":0} | too-small | place",
        "stands | {\"rev\":1,\"booth\":\"BOOTH\",\"hall\":\"HALL\",\"place\":2} | wrong-state |", "stands | {\"rev\":1,\"booth\":\"b07-none\",\"hall\":\"HALL\",\"place\":2} | not-found |", "stands | {\"rev\":9,\"booth\":\"BOOTH\",\"hall\":\"HALL\",\"place\":2} | changed-meanwhile |",
        "stands | {\"rev\":1,\"booth\":\"p07-x\"} | invalid-id | booth", "stands/by-rule | {} | missing | rev", "stands/by-rule | {\"rev\":5} | changed-meanwhile |",
        "applications/BOOTH | {\"rev\":1} | missing | to", "applications/BOOTH | {\"rev\":1,\"to\":\"maybe\"} | invalid-value | to", "applications/BOOTH | {\"rev\":1,\"to\":\"refused\"} | reason-needed | why", "applications/BOOTH | {\"rev\":1,\"to\":\"changes\",\"why\":\" \"} | reason-needed | why",
        "applications/BOOTH | {\"rev\":3,\"to\":\"approved\"} | changed-meanwhile |", "applications/b07-none | {\"rev\":1,\"to\":\"approved\"} | not-found |", "applications/x | {\"rev\":1,\"to\":\"approved\"} | not-found |"
    })
    void an_act_said_wrongly_changes_nothing(String what, String body, String code, String field) {
        refused(lan, "POST", "/api/nights/" + night + "/" + what.replace("BOOTH", stall.booth().value()), body.replace("LONG", "x".repeat(Limits.REASON + 1)).replace("BOOTH", stall.booth().value()).replace("HALL", hall), code, field);
    }

    @Test
    void what_is_no_night_is_not_found() {
        for (var id : List.of("n07-none", "c07-none", "x", "n99-x")) {
            for (var path : List.of("", "/desk", "/spotlight", "/calendar.ics")) refused(lan, "GET", "/api/nights/" + id + path, null, "not-found", null);
            refused(lan, "POST", "/api/nights/" + id + "/move", "{\"from\":\"draft\",\"to\":\"applications\"}", "not-found", null);
            refused(lan, "POST", "/api/nights/" + id + "/hold", "{\"held\":true}", "not-found", null);
            refused(lan, "POST", "/api/nights/" + id + "/cancel", "{\"why\":\"x\"}", "not-found", null);
            refused(lan, "POST", "/api/nights/" + id + "/stands", "{\"rev\":1,\"booth\":\"" + stall.booth() + "\"}", "not-found", null);
            refused(lan, "PUT", "/api/nights/" + id + "/halls", "{\"rev\":1,\"halls\":[]}", "not-found", null);
            refused(mai, "POST", "/api/booths/" + stall.booth() + "/applications/" + id + "/withdrawal", "{}", "not-found", null);
            refused(mai, "GET", "/api/booths/" + stall.booth() + "/applications/" + id, null, "not-found", null);
        }
        refused(house.stranger(), "GET", "/api/nights?state=maybe", null, "invalid-value", "state");
    }

    @Test
    void the_times_of_a_night_stand_in_order() {
        long opens = house.stranger().get("/api/nights/" + night).get("night").get("opensMs").asLong();
        var order = "{\"opensMs\":%d,\"closesMs\":%d,\"applyFromMs\":%d,\"applyUntilMs\":%d,\"publishMs\":%d}";
        record Times(String code, String field, Object[] ms) { }
        for (var times : List.of(new Times("too-small", "times.closesMs", new Object[] {opens, opens, opens - 9, opens - 5, opens - 3}), new Times("too-large", "times.closesMs", new Object[] {opens, opens + Limits.NIGHT_MS + 1, opens - 9, opens - 5, opens - 3}),
            new Times("too-large", "times.applyFromMs", new Object[] {opens, opens + 9, opens + 1, opens + 2, opens}), new Times("too-small", "times.applyUntilMs", new Object[] {opens, opens + 9, opens - 5, opens - 6, opens}),
            new Times("too-large", "times.publishMs", new Object[] {opens, opens + 9, opens - 5, opens - 5, opens + 1}), new Times("too-small", "times.publishMs", new Object[] {opens, opens + 9, opens - 5, opens - 5, opens - 6}),
            new Times("changed-meanwhile", null, new Object[] {opens, opens + 9, opens - 9, opens - 5, opens - 3})))
            refused(lan, "PUT", "/api/nights/" + night, "{\"rev\":8,\"name\":\"x\",\"times\":%s}".formatted(order.formatted(times.ms)), times.code, times.field);
        refused(lan, "PUT", "/api/nights/" + night, "{\"rev\":1,\"name\":\"x\"}", "missing", "times");
    }

    // ── an application ────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    void an_application_names_only_what_the_booth_has() {
        var own = "/api/booths/" + rival.booth() + "/applications";
        var apply = "{\"night\":\"%s\",\"key\":\"%s\",\"form\":{\"products\":%s,\"papers\":%s,\"photos\":%s,\"note\":\"%s\"%s}}";
        var tea = "[\"" + rival.product(0) + "\"]";
        refused(tu, "POST", own, apply.formatted(night, Phone.key(), "[]", "[]", "[]", "", ""), "too-small", "form.products");
        refused(tu, "POST", own, apply.formatted(night, Phone.key(), "[\"" + stall.product(0) + "\"]", "[]", "[]", "", ""), "not-found", "products");
        refused(tu, "POST", own, apply.formatted(night, Phone.key(), tea, "[\"" + stall.product(0) + "\"]", "[]", "", ""), "invalid-value", "form.papers");
        refused(tu, "POST", own, apply.formatted(night, Phone.key(), tea, tea, "[]", "", ""), "invalid-value", "papers");
        refused(tu, "POST", own, apply.formatted(night, Phone.key(), tea, "[]", "[\"/photos/else.jpg\"]", "", ""), "invalid-id", null);
        refused(tu, "POST", own, apply.formatted(night, Phone.key(), tea, "[]", "[\"https://example.com/x.jpg\"]", "", ""), "invalid-id", null);
        refused(tu, "POST", own, apply.formatted(night, Phone.key(), tea, "[]", "[]", "x".repeat(Limits.ABOUT + 1), ""), "too-long", "form.note");
        refused(tu, "POST", own, apply.formatted(night, Phone.key(), tea, "[]", "[]", "", ",\"wish\":\"k07-none\""), "not-found", "wish");
        refused(tu, "POST", own, apply.formatted(night, "x", tea, "[]", "[]", "", ""), "invalid-id", "key");
        refused(tu, "POST", own, apply.formatted("n07-none", Phone.key(), tea, "[]", "[]", "", ""), "not-found", "night");
        refused(tu, "POST", own, apply.formatted(later, Phone.key(), tea, "[]", "[]", "", ""), "applications-closed", null);
        refused(mai, "POST", "/api/booths/" + stall.booth() + "/applications", "{\"night\":\"%s\",\"key\":\"%s\",\"form\":%s}".formatted(night, Phone.key(), form()), "already-done", null);
        refused(mai, "PUT", "/api/booths/" + stall.booth() + "/applications/" + night, "{\"rev\":5,\"form\":%s}".formatted(form()), "changed-meanwhile", null);
        refused(mai, "PUT", "/api/booths/" + stall.booth() + "/applications/" + night, "{\"rev\":1}", "missing", "form");
        refused(tu, "PUT", own + "/" + night, "{\"rev\":1,\"form\":{\"products\":%s,\"papers\":[],\"photos\":[],\"note\":\"\"}}".formatted(tea), "not-found", null);
    }

    @Test
    void doors_that_the_house_does_not_have_stay_shut() {
        refused(house.stranger(), "GET", "/api/me/doors", null, "sign-in-first", null);
        refused(house.stranger(), "PUT", "/api/me/doors/mail", "{\"address\":\"an@example.vn\"}", "sign-in-first", null);
        refused(mai, "PUT", "/api/me/doors/mail", "{\"address\":\"an@example.vn\"}", "not-ready", null);
        refused(mai, "PUT", "/api/me/doors/mail", "{}", "missing", "address");
        refused(mai, "PUT", "/api/me/doors/mail", "{\"address\":\"" + "x".repeat(300) + "\"}", "too-long", "address");
        refused(mai, "POST", "/api/me/doors/mail/code", "{\"code\":\"123456\"}", "not-found", "code");
        refused(mai, "POST", "/api/me/doors/mail/code", "{\"code\":123456}", "wrong-type", "code");
        refused(mai, "POST", "/api/me/doors/mail/code", "{}", "missing", "code");
        refused(mai, "PUT", "/api/me/doors/message", "{\"on\":true}", "not-ready", null);
        refused(mai, "PUT", "/api/me/doors/message", "{}", "missing", "on");
        refused(mai, "PUT", "/api/me/doors/language", "{\"language\":\"xx\"}", "invalid-value", "language");
        refused(mai, "PUT", "/api/me/doors/mail", "{\"address\":\"an@example.vn\",\"language\":\"xx\"}", "invalid-value", "language");
        assertEquals(204, mai.tries("PUT", "/api/me/doors/language", "{\"language\":\"en\"}").statusCode());
        assertEquals("en", mai.get("/api/me/doors").get("language").asText());
        assertEquals(false, mai.get("/api/me/doors").get("mailOffered").asBoolean());
    }

    @Test
    void notices_are_read_by_name() {
        refused(mai, "POST", "/api/me/notices/read", "{}", "missing", "notices");
        refused(mai, "POST", "/api/me/notices/read", "{\"notices\":[null]}", "missing", "notices");
        refused(mai, "POST", "/api/me/notices/read", "{\"notices\":[\"" + "x".repeat(200) + "\"]}", "too-long", "notices");
        JsonNode board = mai.post("/api/me/notices/read", "{\"notices\":[\"somebody-elses\"]}");
        assertEquals(0, board.get("unread").asInt());
    }
}
