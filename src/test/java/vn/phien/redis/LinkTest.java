package vn.phien.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class LinkTest {
    @Test
    void a_connection_that_is_lost_again_and_again_is_made_anew_every_time(Vertx vertx, Link operator) {
        var link = new Link(vertx, TestStore.STORE.url());
        for (int i = 0; i < 100; i++) {
            var id = patiently(link, Command.CLIENT, "ID");
            operator.ask(Command.CLIENT, "KILL", "ID", id);
            patiently(link, Command.SET, "n", i);
        }
        assertEquals("99", link.ask(Command.GET, "n").toString());
        link.close();
    }

    @Test
    void commands_whose_connection_breaks_before_they_are_answered_can_be_tried_again(Vertx vertx) {
        var link = new Link(vertx, TestStore.STORE.url());
        var id = patiently(link, Command.CLIENT, "ID");
        assertThrows(Unavailable.class, () -> link.batch(List.of(Link.request(Command.CLIENT, "KILL", "ID", id, "SKIPME", "no"), Link.request(Command.PING))).await());
        assertEquals("PONG", patiently(link, Command.PING));
        link.close();
    }

    @Test
    void a_script_that_the_store_has_forgotten_is_sent_whole(Link link) {
        link.ask(Command.SCRIPT, "FLUSH");
        var script = Script.load("fraud/reserve_cod");
        assertEquals(40, script.sha().length());
        assertEquals(List.of(), List.copyOf(link.batch(List.of()).await()));
    }

    private static String patiently(Link link, Command command, Object... args) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try {
                return link.ask(command, args).toString();
            } catch (Unavailable e) {
                if (System.nanoTime() > end) throw e;
                Thread.onSpinWait();
            }
        }
    }
}
