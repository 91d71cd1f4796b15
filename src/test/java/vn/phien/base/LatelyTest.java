package vn.phien.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatelyTest {
    private final AtomicLong nowNs = new AtomicLong(123_456_789);
    private final Lately lately = new Lately(nowNs::get);

    private void seconds(long n) {
        nowNs.addAndGet(TimeUnit.SECONDS.toNanos(n));
    }

    private void took(double ms) {
        lately.record((long) (ms * 1e6));
    }

    @Test
    void nothing_that_happened_takes_no_time() {
        assertEquals(0, lately.ms(0.99, 5));
        assertEquals(0, lately.count(5));
    }

    @Test
    void the_second_that_runs_does_not_count_yet() {
        took(10);
        assertEquals(0, lately.count(1));
        seconds(1);
        assertEquals(1, lately.count(1));
    }

    @Test
    void shares_are_right_to_a_sixteenth_from_a_microsecond_to_half_a_minute() {
        var random = new Random(919);
        for (double most : new double[] {0.05, 3, 40, 900, 30_000}) {
            var all = LongStream.range(0, 5_000).map(i -> (long) (random.nextDouble() * most * 1e6)).toArray();
            LongStream.of(all).forEach(lately::record);
            seconds(1);
            var sorted = LongStream.of(all).sorted().toArray();
            for (double share : new double[] {0.5, 0.75, 0.99, 1}) {
                double exact = sorted[(int) Math.ceil(sorted.length * share) - 1] / 1e6, told = lately.ms(share, 1);
                assertTrue(Math.abs(told - exact) <= exact / 15 + 0.002, share + " of " + most + ": " + told + " for " + exact);
            }
        }
    }

    @Test
    void what_is_older_than_asked_for_is_forgotten_also_when_the_ring_comes_round() {
        took(1_000);
        seconds(3);
        took(2);
        seconds(1);
        assertEquals(1, lately.count(2));
        assertTrue(lately.ms(1, 2) < 3);
        assertTrue(lately.ms(1, 5) >= 1_000);
        seconds(Lately.SECONDS + 1);
        assertEquals(0, lately.count(Lately.SECONDS));
        took(5);
        seconds(1);
        assertEquals(1, lately.count(Lately.SECONDS), "a slice that is used again begins empty");
    }

    @Test
    void something_that_takes_for_ever_is_told_as_the_longest_there_is() {
        lately.record(TimeUnit.HOURS.toNanos(1));
        lately.record(-5);
        seconds(1);
        assertEquals(2, lately.count(1));
        assertTrue(lately.ms(1, 1) > 60_000);
        assertEquals(0, lately.ms(0.5, 1));
    }

    @Test
    void nobody_asks_for_more_than_is_kept() {
        assertThrows(IllegalArgumentException.class, () -> lately.ms(0.5, Lately.SECONDS + 1));
        assertThrows(IllegalArgumentException.class, () -> lately.count(0));
    }
}
