package vn.phien.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.phien.base.PhoneNumber;
import vn.phien.testkit.Evening;
import vn.phien.testkit.House;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

class RehearsalsTest {
    private static Set<String> folders() throws IOException {
        try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.map(path -> path.getFileName().toString()).filter(name -> name.startsWith("phien-rehearsal")).collect(Collectors.toSet());
        }
    }

    @Test
    void a_night_is_rehearsed_with_a_crowd_and_nothing_real_is_touched() throws IOException {
        try (var house = House.open()) {
            var organizer = house.person("Cô Hà");
            house.app().makeOrganizer(PhoneNumber.parse(organizer.number()).orElseThrow());
            var stall = Stall.opened(house.person("Chị Mai"));
            stall.sells("Mật ong bạc hà", 185_000, 30);
            stall.sells("Trà Shan tuyết", 320_000, 12);
            var evening = Evening.opens(organizer, List.of("Khu Bắc"), List.of(stall));
            stall.announces("Phiên mật", 5, 5);
            var path = "/api/nights/" + evening.night() + "/rehearsals";
            var before = folders();
            var key = Phone.key();
            var ask = "{\"key\":\"%s\",\"visitors\":16,\"seconds\":6}".formatted(key);
            assertEquals("building", organizer.post(path, ask).get("step").asText());
            assertEquals(409, organizer.tries("POST", path, "{\"key\":\"%s\",\"visitors\":16,\"seconds\":6}".formatted(Phone.key())).statusCode(), "one at a time");
            assertEquals(200, organizer.tries("POST", path, ask).statusCode(), "said again it is the same");
            long end = System.nanoTime() + 60_000_000_000L;
            while (organizer.get(path).get("results").isEmpty()) {
                assertTrue(System.nanoTime() < end, "it never ends");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(400));
            }
            var result = organizer.get(path).get("results").get(0);
            assertFalse(result.has("failed"), result.toString());
            assertEquals(1, result.get("rooms").asInt());
            assertTrue(result.get("said").asInt() > 16, result.toString());
            assertTrue(result.get("orders").asInt() > 0, result.toString());
            for (var check : result.get("checks")) if (List.of("answered", "connected", "stock", "orders").contains(check.get("what").asText())) assertTrue(check.get("held").asBoolean(), result.toString());
            assertFalse(organizer.get(path).has("running"));
            assertEquals(409, organizer.tries("POST", path, ask).statusCode(), "and over it is over");
            // the real house has not noticed
            assertEquals(0, stall.owner().get("/api/booths/" + stall.booth() + "/orders").get("orders").size());
            assertEquals(0, organizer.get("/api/nights/" + evening.night() + "/report").at("/sum/orders").asInt());
            assertEquals(1, organizer.get("/api/booths?count=1").get("total").asInt());
            assertEquals(before, folders(), "its folder is gone");
            house.books().check();

            var stranger = house.person("An");
            assertEquals(403, stranger.tries("POST", path, ask).statusCode());
            assertEquals(403, stranger.tries("GET", path, null).statusCode());
            for (var wrong : List.of("{\"key\":\"KEY\",\"visitors\":0,\"seconds\":6}", "{\"key\":\"KEY\",\"visitors\":401,\"seconds\":6}", "{\"key\":\"KEY\",\"visitors\":5,\"seconds\":4}", "{\"key\":\"KEY\",\"visitors\":5,\"seconds\":1000}", "{\"visitors\":5,\"seconds\":6}", "{\"key\":\"KEY\",\"visitors\":\"5\",\"seconds\":6}"))
                assertEquals(400, organizer.tries("POST", path, wrong.replace("KEY", Phone.key())).statusCode(), wrong);
            assertEquals(400, organizer.tries("POST", "/api/nights/n05-none/rehearsals", "{\"key\":\"%s\",\"visitors\":5,\"seconds\":6}".formatted(Phone.key())).statusCode());
        }
    }
}
