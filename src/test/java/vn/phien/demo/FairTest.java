package vn.phien.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phien.base.NightId;
import vn.phien.base.PhoneNumber;
import vn.phien.testkit.TestStore;

/** The demo's market is open whenever somebody looks. */
class FairTest {
    @Test
    void a_night_that_was_closed_by_hand_is_followed_by_another_on_the_same_day() {
        var http = TestStore.VERTX.createHttpClient();
        try (var house = vn.phien.testkit.House.open()) {
            var boss = house.person("Cô Hà");
            house.app().makeOrganizer(PhoneNumber.parse(boss.number()).orElseThrow());
            var organizer = new Api(http, House.of(house.address().toString(), List.of()), boss.cookie().split("=", 2)[1]);
            var fair = new Fair(organizer, List.of(), Fair.tale());
            var first = fair.keep(house.clock().instant(), List.of());
            assertEquals("open", state(organizer, first));
            assertEquals(first, fair.keep(house.clock().instant(), List.of()), "while it is open there is no other");
            close(boss, first);
            var second = fair.keep(house.clock().instant(), List.of());
            assertNotEquals(first, second);
            assertEquals("open", state(organizer, second));
            close(boss, second);
            assertEquals("open", state(organizer, fair.keep(house.clock().instant(), List.of())));
        } finally {
            http.close().await();
        }
    }

    private static void close(vn.phien.testkit.Person boss, NightId night) {
        boss.post("/api/nights/" + night + "/move", "{\"from\":\"open\",\"to\":\"closed\"}");
    }

    private static String state(Api organizer, NightId night) {
        return organizer.get("/api/nights/" + night + "/desk").at("/night/state").asText();
    }
}
