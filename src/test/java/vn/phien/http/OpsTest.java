package vn.phien.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.PhoneNumber;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Stall;

/** What the person on duty sees, on a whole server. */
class OpsTest {
    private static House house;

    @BeforeAll
    static void open() {
        house = House.open(Map.of("PHIEN_OVERLOAD_LADDER", "quieter"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static JsonNode look(String query) {
        return house.stranger().get("/api/ops" + query);
    }

    private static JsonNode now() {
        var beats = look("").get("nodes").get(0).get("beats");
        return beats.get(beats.size() - 1);
    }

    private static void soon(String what, BooleanSupplier is) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!is.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Test
    void figures_follow_what_happens_within_seconds() {
        var stall = Stall.opened(house.person("Chị Mai"));
        var honey = stall.sells("Mật ong bạc hà", 185_000, 10);
        var show = stall.announces("Phiên mật ong", 10, 5);
        try (var desk = stall.goesLive(); var phone = house.person("An").phone()) {
            phone.joins(show);
            soon("two phones in one room", () -> now().get("phones").asInt() == 2 && now().get("rooms").asInt() == 1);
            phone.takes(show, honey, 1).isHeld();
            soon("a hold is counted and measured", () -> {
                for (var beat : look("").get("nodes").get(0).get("beats")) if (beat.get("holds").asDouble() > 0 && beat.get("atMs").asLong() > 0) return now().get("takeHoldMs").asDouble() > 0;
                return false;
            });
            var last = now();
            assertEquals("quieter", last.get("strain").asText());
            assertEquals("held", last.get("why").get(0).asText());
            assertEquals(15_000, last.get("phonesMost").asInt());
            assertTrue(last.get("storeKeeps").asBoolean() && last.get("heapMost").asLong() > 0, last::toString);
            soon("the loops and the store are felt", () -> now().get("storeMs").asDouble() > 0 && now().get("lagMs").asDouble() > 0);
        }
        soon("they have gone", () -> now().get("phones").asInt() == 0);
    }

    @Test
    void only_what_is_new_is_told_to_who_says_what_they_have() {
        soon("three seconds", () -> look("").get("nodes").get(0).get("beats").size() >= 3);
        long known = now().get("atMs").asLong();
        soon("a later one", () -> look("?since=" + known).get("nodes").get(0).get("beats").size() > 0);
        for (var beat : look("?since=" + known).get("nodes").get(0).get("beats")) assertTrue(beat.get("atMs").asLong() > known);
        assertEquals(0, look("?since=999999999999999").get("nodes").get(0).get("beats").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1.5", "9999999999999999", ""})
    void a_moment_that_is_none_is_refused(String since) {
        var answer = house.stranger().tries("GET", "/api/ops?since=" + since, null);
        assertEquals(400, answer.statusCode(), answer::body);
    }

    @Test
    void from_elsewhere_only_organizers_look() {
        var proxied = new Person("Khách", house.address(), "127.0.0.1");
        assertEquals(200, proxied.tries("GET", "/api/ops", null).statusCode(), "this machine");
        var an = house.person("An");
        assertEquals(403, an.triesFromElsewhere("GET", "/api/ops").statusCode());
        house.app().makeOrganizer(PhoneNumber.parse(an.number()).orElseThrow());
        soon("an organizer", () -> an.triesFromElsewhere("GET", "/api/ops").statusCode() == 200);
        assertEquals(401, house.stranger().triesFromElsewhere("GET", "/api/ops").statusCode());
    }
}
