package vn.phien;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.phien.protocol.Inbound;
import vn.phien.testkit.House;

class TransportTest {
    @Test
    void the_best_there_is_is_taken_and_any_that_is_there_can_be_named() {
        var best = Choices.transport("auto");
        assertTrue(best.available());
        assertEquals(Transport.NIO, Choices.transport("nio"));
        for (var each : new Transport[] {Transport.IO_URING, Transport.EPOLL, Transport.KQUEUE}) {
            if (each == null || !each.available()) continue;
            assertEquals(each, Choices.transport(each.name().toLowerCase(Locale.ROOT)));
        }
        if (Transport.IO_URING != null && Transport.IO_URING.available()) assertEquals(Transport.IO_URING, best);
    }

    @Test
    void one_that_is_not_there_stops_the_start_and_tells_which_are() {
        var missing = List.of("io_uring", "epoll", "kqueue").stream().filter(name -> {
            var transport = switch (name) {
                case "io_uring" -> Transport.IO_URING;
                case "epoll" -> Transport.EPOLL;
                default -> Transport.KQUEUE;
            };
            return transport == null || !transport.available();
        }).toList();
        assertTrue(!missing.isEmpty(), "no system has all of them");
        for (var name : missing) {
            var refused = assertThrows(IllegalStateException.class, () -> Choices.transport(name));
            assertTrue(refused.getMessage().contains(name) && refused.getMessage().contains("PHIEN_TRANSPORT") && refused.getMessage().contains("nio"), refused::getMessage);
        }
    }

    @Test
    void a_house_over_nio_sells_like_any_other() {
        try (var house = House.open(Map.of("PHIEN_TRANSPORT", "nio")); var phone = house.stranger().phone()) {
            phone.says(Inbound.AskClock::new);
            assertEquals(200, house.stranger().tries("GET", "/health/ready", null).statusCode());
            assertTrue(house.stranger().tries("GET", "/metrics", null).body().contains("phien_made_of{store=\"embedded\",transport=\"nio\""));
        }
    }
}
