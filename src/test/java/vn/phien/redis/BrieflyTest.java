package vn.phien.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrieflyTest {
    private final List<Promise<String>> reads = new ArrayList<>();
    private long nowMs = 1_000_000;
    private final Briefly<String, String> codes = Briefly.ahead(Duration.ofSeconds(2), room -> {
        reads.add(Promise.promise());
        return reads.getLast().future();
    }, () -> nowMs * 1_000_000);

    @Test
    void what_is_asked_meanwhile_is_read_once() {
        var first = codes.get("room");
        var second = codes.get("room");
        reads.getFirst().complete("A1");
        assertEquals("A1", first.result());
        assertEquals("A1", second.result());
        assertEquals("A1", codes.get("room").result());
        assertEquals(1, reads.size());
    }

    @Test
    void when_half_of_the_while_is_over_it_is_read_anew_and_nobody_waits_for_it() {
        codes.get("room");
        reads.getFirst().complete("A1");
        nowMs += 1_100;
        assertEquals("A1", codes.get("room").result());
        assertEquals(2, reads.size());
        reads.get(1).complete("A2");
        nowMs += 950; // the first would be too old by now
        assertEquals("A2", codes.get("room").result());
    }

    @Test
    void what_is_too_old_is_not_answered() {
        codes.get("room");
        reads.getFirst().complete("A1");
        nowMs += 2_001;
        var asked = codes.get("room");
        assertFalse(asked.isComplete());
        reads.get(1).complete("A2");
        assertEquals("A2", asked.result());
    }

    @Test
    void what_is_forgotten_while_it_is_read_anew_does_not_come_back() {
        codes.get("room");
        reads.getFirst().complete("A1");
        nowMs += 1_100;
        codes.get("room");
        codes.forget("room");
        reads.get(1).complete("read before the change");
        var asked = codes.get("room");
        assertEquals(3, reads.size());
        reads.get(2).complete("A3");
        assertEquals("A3", asked.result());
    }

    @Test
    void a_reading_that_fails_is_not_remembered() {
        var asked = codes.get("room");
        reads.getFirst().fail("the store is away");
        assertTrue(asked.failed());
        codes.get("room");
        reads.get(1).complete("A1");
        nowMs += 1_100;
        assertEquals("A1", codes.get("room").result());
        reads.get(2).fail("the store is away");
        codes.get("room");
        assertEquals(4, reads.size());
    }
}
