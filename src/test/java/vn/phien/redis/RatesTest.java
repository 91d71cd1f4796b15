package vn.phien.redis;

import static org.junit.jupiter.api.Assertions.*;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.redis.Rates.Rate;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class RatesTest {
    private static final Rate FIVE_THEN_ONE_A_MINUTE = new Rate(5, 60_000);

    @Test
    void a_full_bucket_is_emptied_and_refills_one_by_one(Link link, TestClock clock) {
        var rates = new Rates(link, clock);
        for (int i = 0; i < 5; i++) assertEquals(0, rates.take("a", FIVE_THEN_ONE_A_MINUTE, 1).await());
        long wait = rates.take("a", FIVE_THEN_ONE_A_MINUTE, 1).await();
        assertTrue(wait > 55_000 && wait <= 60_000, "waits " + wait);
        assertEquals(0, rates.take("b", FIVE_THEN_ONE_A_MINUTE, 1).await(), "another bucket is another bucket");
        clock.advance(61, TimeUnit.SECONDS);
        assertEquals(0, rates.take("a", FIVE_THEN_ONE_A_MINUTE, 1).await());
        assertTrue(rates.take("a", FIVE_THEN_ONE_A_MINUTE, 1).await() > 0);
        clock.advance(1, TimeUnit.HOURS);
        assertEquals(0, rates.take("a", FIVE_THEN_ONE_A_MINUTE, 5).await(), "never more than full");
        assertTrue(rates.take("a", FIVE_THEN_ONE_A_MINUTE, 1).await() > 0);
    }

    @Test
    void what_costs_more_takes_all_or_nothing(Link link, TestClock clock) {
        var rates = new Rates(link, clock);
        assertEquals(0, rates.take("a", FIVE_THEN_ONE_A_MINUTE, 3).await());
        assertTrue(rates.take("a", FIVE_THEN_ONE_A_MINUTE, 3).await() > 0);
        assertEquals(0, rates.take("a", FIVE_THEN_ONE_A_MINUTE, 2).await(), "the refused one took nothing");
    }

    @Test
    void many_at_once_share_one_bucket(Link link, TestClock clock) {
        var rates = new Rates(link, clock);
        var all = IntStream.range(0, 100).mapToObj(_ -> rates.take("a", FIVE_THEN_ONE_A_MINUTE, 1)).toList();
        assertEquals(5, all.stream().filter(wait -> wait.await() == 0).count());
    }

    @Test
    void nonsense_is_a_bug(Link link, TestClock clock) {
        var rates = new Rates(link, clock);
        assertThrows(IllegalArgumentException.class, () -> rates.take("a", FIVE_THEN_ONE_A_MINUTE, 0));
        assertThrows(IllegalArgumentException.class, () -> rates.take("a", FIVE_THEN_ONE_A_MINUTE, 6));
        assertThrows(IllegalArgumentException.class, () -> new Rate(0, 1));
    }
}
