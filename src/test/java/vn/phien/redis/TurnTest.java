package vn.phien.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.redis.client.Command;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class TurnTest {
    private final Link link = TestStore.LINK;

    private Turn of(String node, long leaseMs) {
        return new Turn(link, "sweeping", node, leaseMs);
    }

    @Test
    void one_node_has_it_and_keeps_it_until_it_gives_it_back() {
        var one = of("one", 60_000);
        var two = of("two", 60_000);
        assertTrue(one.isMine().await());
        assertFalse(two.isMine().await());
        assertTrue(one.isMine().await(), "asked again it is still its own");
        two.give().await();
        assertFalse(two.isMine().await(), "nobody gives what another has");
        one.give().await();
        assertTrue(two.isMine().await());
        assertFalse(one.isMine().await());
    }

    @Test
    void the_turn_of_a_node_that_asks_no_more_ends_by_itself() {
        assertTrue(of("one", 150).isMine().await());
        var two = of("two", 60_000);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!two.isMine().await()) {
            assertTrue(System.nanoTime() < end, "it never ended");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        assertTrue(link.ask(Command.PTTL, Keys.turn("sweeping")).toLong() > 50_000, "asking makes it last");
    }

    @Test
    void of_many_that_ask_at_once_one_has_it() {
        var asked = IntStream.range(0, 50).mapToObj(i -> of("node " + i, 60_000).isMine()).toList();
        assertEquals(1, asked.stream().filter(answer -> answer.await()).count());
    }
}
