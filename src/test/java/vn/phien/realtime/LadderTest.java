package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.base.Strain;
import vn.phien.realtime.Ladder.Signs;

class LadderTest {
    private static final Signs CALM = new Signs(1, 1, 0.3, 0);
    private final AtomicLong nowNs = new AtomicLong();
    private final List<Strain> told = new ArrayList<>();
    private final Ladder ladder = new Ladder(null, nowNs::get).tells(told::add);

    private void looks(int seconds, Signs signs) {
        for (int i = 0; i < seconds; i++) {
            nowNs.addAndGet(TimeUnit.SECONDS.toNanos(1));
            ladder.look(signs);
        }
    }

    @ParameterizedTest(name = "lag {0} ms, store {1} ms, heap {2}, buyers {3} ms: {4} for {5}")
    @CsvSource({"49,99,0.79,99,none,''", "51,1,0.1,0,quieter,loop", "1,101,0.1,0,quieter,store", "1,1,0.81,0,quieter,heap", "1,1,0.1,101,quieter,buying", "151,1,0.1,0,thinner,loop", "1,251,0.1,0,thinner,store",
        "1,1,0.89,0,thinner,heap", "1,1,0.1,151,thinner,buying", "401,1,0.1,0,buying-only,loop", "1,601,0.1,0,buying-only,store", "1,1,0.96,0,buying-only,heap", "1,1,0.1,401,buying-only,buying", "60,700,0.1,101,buying-only,loop store buying"})
    void each_sign_has_its_bounds(double lagMs, double storeMs, double heap, double buyingMs, String step, String why) {
        looks(2, new Signs(lagMs, storeMs, heap, buyingMs));
        assertEquals(step, ladder.strain().code());
        assertEquals(why.isEmpty() ? List.of() : List.of(why.split(" ")), ladder.reasons());
    }

    @Test
    void one_bad_second_changes_nothing() {
        looks(1, new Signs(900, 1, 0.1, 0));
        looks(1, CALM);
        looks(1, new Signs(900, 1, 0.1, 0));
        looks(5, CALM);
        assertEquals(Strain.NONE, ladder.strain());
        assertTrue(told.isEmpty());
    }

    @Test
    void of_two_seconds_the_lesser_one_counts() {
        looks(1, new Signs(900, 1, 0.1, 0));
        looks(1, new Signs(60, 1, 0.1, 0));
        assertEquals(Strain.QUIETER, ladder.strain());
    }

    @Test
    void a_step_is_left_after_half_a_minute_in_which_it_was_not_needed_and_not_before() {
        looks(2, new Signs(500, 1, 0.1, 0));
        looks(29, CALM);
        assertEquals(Strain.BUYING_ONLY, ladder.strain());
        looks(1, CALM);
        assertEquals(Strain.NONE, ladder.strain());
        assertEquals(List.of(), ladder.reasons());
        assertEquals(List.of(Strain.BUYING_ONLY, Strain.NONE), told);
    }

    @Test
    void it_goes_down_step_by_step_when_the_load_goes_down_so() {
        looks(2, new Signs(500, 1, 0.1, 0));
        looks(30, new Signs(200, 1, 0.1, 0));
        assertEquals(Strain.THINNER, ladder.strain());
        looks(30, new Signs(60, 1, 0.1, 0));
        assertEquals(Strain.QUIETER, ladder.strain());
        looks(30, CALM);
        assertEquals(List.of(Strain.BUYING_ONLY, Strain.THINNER, Strain.QUIETER, Strain.NONE), told);
    }

    @Test
    void a_load_that_swings_does_not_make_it_swing() {
        for (int i = 0; i < 20; i++) {
            looks(2, new Signs(200, 1, 0.1, 0));
            looks(10, CALM);
        }
        assertEquals(List.of(Strain.THINNER), told);
    }

    @Test
    void a_store_that_is_away_is_told_at_once_and_forgotten_at_once() {
        looks(2, new Signs(60, 1, 0.1, 0));
        ladder.store(true);
        ladder.store(true);
        assertEquals(Strain.STORE_AWAY, ladder.strain());
        assertEquals(List.of("store-away"), ladder.reasons());
        looks(1, CALM);
        assertEquals(Strain.STORE_AWAY, ladder.strain());
        ladder.store(false);
        assertEquals(Strain.QUIETER, ladder.strain());
        assertEquals(List.of("loop"), ladder.reasons());
        assertEquals(List.of(Strain.QUIETER, Strain.STORE_AWAY, Strain.QUIETER), told);
    }

    @Test
    void held_on_a_step_it_stays_there_whatever_the_load_but_for_a_store_that_is_away() {
        var held = new Ladder(Strain.THINNER, nowNs::get);
        for (int i = 0; i < 9; i++) held.look(new Signs(5_000, 5_000, 1, 0));
        assertEquals(Strain.THINNER, held.strain());
        assertEquals(List.of("held"), held.reasons());
        held.store(true);
        assertEquals(Strain.STORE_AWAY, held.strain());
        held.store(false);
        assertEquals(Strain.THINNER, held.strain());
        assertThrows(IllegalArgumentException.class, () -> new Ladder(Strain.STORE_AWAY, nowNs::get));
    }
}
