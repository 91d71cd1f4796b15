package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Wire;
import vn.phien.testkit.Child;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.SmsGateway;
import vn.phien.testkit.Stall;

/** A node that is asked to end sends its phones away in peace, as a process of its own. */
@Tag("slow")
class LeavingTest {
    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;
    private final SmsGateway gateway = new SmsGateway();

    @AfterEach
    void the_gateway_closes() {
        gateway.close();
    }

    private Map<String, String> settings() {
        return new HashMap<>(Map.of("PHIEN_HTTP_PORT", "0", "PHIEN_DATA_DIR", folder.toString(), "PHIEN_DEMO", "false", "PHIEN_SMS_WEBHOOK", gateway.url(),
            "PHIEN_SMS_SECRET", SmsGateway.SECRET, "PHIEN_OVERLOAD_LADDER", "none"));
    }

    private void store(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Files.readString(folder.resolve("store/redis.pid")).strip()).start().waitFor();
    }

    @Test
    void phones_are_asked_to_come_back_those_who_sell_last_and_an_order_under_way_is_answered_first() throws IOException, InterruptedException {
        Person an;
        try (var server = Child.start(settings())) {
            var mai = new Person("Chị Mai", server.address(), "127.0.0.1").signIn("0987654321", gateway);
            an = new Person("An", server.address(), "127.0.1.1").signIn("0960100001", gateway);
            var stall = Stall.opened(mai);
            var honey = stall.sells("Mật ong bạc hà", 185_000, 10);
            var show = stall.announces("Phiên mật ong", 10, 5);
            var crowd = new ArrayList<Phone>();
            try (var desk = stall.goesLive(); var buyer = an.phone()) {
                for (int i = 0; i < 60; i++) {
                    crowd.add(Phone.open("Khách", server.address(), null));
                    crowd.getLast().joins(show);
                }
                buyer.joins(show);
                var hold = buyer.takes(show, honey, 1).isHeld().hold().hold();
                store("STOP");
                try {
                    buyer.sends(Wire.write(new Inbound.PlaceOrder(77, show, hold, new Inbound.Recipient("Nguyễn Thị Hường", an.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc"), Payment.COD, null)));
                    // the answer to the next command shows that the order before it has been heard
                    buyer.says(Inbound.AskClock::new);
                    server.gets("TERM");
                    for (var phone : crowd) assertEquals(1012, phone.closesWith());
                    assertEquals(1012, desk.closesWith());
                    assertTrue(crowd.stream().allMatch(phone -> phone.closedNs() <= desk.closedNs()), "who sells goes last");
                    assertThrows(CompletionException.class, () -> Phone.open("Khách", server.address(), null));
                    assertEquals(503, new Person("Khách", server.address(), "127.0.0.1").tries("GET", "/health/ready", null).statusCode());
                } finally {
                    store("CONT");
                }
                assertInstanceOf(Outbound.OrderPlaced.class, buyer.hears(Outbound.Reply.class, reply -> reply.ref() == 77));
                assertEquals(1012, buyer.closesWith());
                assertTrue(buyer.closedNs() > desk.closedNs());
                assertEquals(143, server.endsWith());
            } finally {
                crowd.forEach(Phone::close);
            }
        }
        try (var again = Child.start(settings())) {
            var orders = an.at(again.address()).get("/api/orders").get("orders");
            assertEquals(1, orders.size(), "what was acknowledged is there");
            assertEquals(143, again.isTerminated());
        }
    }
}
