package vn.phien.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.Limits;
import vn.phien.base.Shard;
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
    void a_command_that_waited_too_long_for_a_connection_is_not_done_later(Vertx vertx, Link operator) {
        var store = URI.create(TestStore.STORE.url());
        var slow = vertx.createNetServer().connectHandler(phone -> {
            phone.pause();
            vertx.setTimer(Limits.COMMAND_MS + 50, id -> vertx.createNetClient().connect(store.getPort(), store.getHost()).onSuccess(redis -> {
                redis.pipeTo(phone);
                phone.pipeTo(redis);
            }));
        }).listen(0, "127.0.0.1").await();
        var link = new Link(vertx, TestStore.STORE.url().replace(":" + store.getPort(), ":" + slow.actualPort()));
        assertThrows(Unavailable.class, () -> link.ask(Command.SET, "late", "1"));
        assertEquals("PONG", patiently(link, Command.PING));
        assertEquals(0, operator.ask(Command.EXISTS, "late").toInteger());
        link.close();
        slow.close().await();
    }

    @Test
    void a_script_that_the_store_has_forgotten_is_sent_whole(Link link) {
        link.ask(Command.SCRIPT, "FLUSH");
        var script = Script.load("fraud/reserve_cod");
        assertEquals(40, script.sha().length());
        assertEquals(List.of(), List.copyOf(link.batch(List.of()).await()));
    }

    @Test
    void a_command_that_a_cluster_could_not_do_is_found_on_one_server_too(Link link) {
        assertThrows(AssertionError.class, () -> link.ask(Command.MGET, "a", "b"));
        assertThrows(AssertionError.class, () -> link.batch(List.of(Link.request(Command.PING), Link.request(Command.DEL, "a", "b"))));
        assertThrows(AssertionError.class, () -> link.kept(Command.EXISTS, "{s01}:a", "{s02}:a"));
        assertThrows(AssertionError.class, () -> Script.load("redis/take_tokens").run(link, List.of("{s01}:a", "{s02}:a")));
        assertEquals(0, link.ask(Command.EXISTS, "{s01}:a", "{s01}:b").toInteger());
    }

    @Test
    void without_replicas_to_wait_for_a_kept_command_is_answered_like_any_other(Link link) {
        assertEquals("OK", link.kept(Command.SET, "a", "1").await().toString());
        assertEquals("1", link.kept(Command.GET, "a").await().toString());
        assertEquals(0, link.ask(Command.EXISTS, Keys.kept("a")).toInteger());
        assertEquals("", link.era(new Shard(1)), "a store of one's own loses nothing");
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
