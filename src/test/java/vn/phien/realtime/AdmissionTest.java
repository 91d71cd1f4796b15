package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.Strain;

/** Who is let in, and when those who are not come back. */
class AdmissionTest {
    private static final Caller BUYER = new Caller.Person(new AccountId("u-an"), "An", "s", Set.of(), Map.of());
    private final AtomicLong nowNs = new AtomicLong();
    private final Meters meters = Meters.unread();
    private final Ladder ladder = new Ladder(null, nowNs::get);

    private Admission admission(int sockets, int perSecond) {
        return new Admission(new SocketHandler.Space(sockets, 1_000, perSecond), ladder, BUYER::equals, meters);
    }

    private void needed(double lagMs) {
        for (int i = 0; i < 2; i++) ladder.look(new Ladder.Signs(lagMs, 1, 0.1, 0));
    }

    @Test
    void a_full_node_lets_nobody_in_but_a_few_who_are_buying() {
        var admission = admission(40, 1_000);
        for (int i = 0; i < 40; i++) assertEquals(0, admission.door(Caller.ANONYMOUS));
        assertTrue(admission.isFull());
        long later = admission.door(Caller.ANONYMOUS);
        assertTrue(later >= Limits.LATER_MIN_MS && later <= Limits.LATER_MAX_MS, "later " + later);
        assertTrue(admission.askedBefore() > 0);
        assertEquals(0, admission.door(BUYER));
        assertEquals(0, admission.door(BUYER));
        assertTrue(admission.door(BUYER) > 0, "the reserve is bounded too");
        assertEquals(42, admission.inside());
        assertEquals(2, meters.turnedAway("full").count());
        for (int i = 0; i < 3; i++) admission.left();
        assertFalse(admission.isFull());
        assertEquals(0, admission.askedBefore());
        assertEquals(0, admission.door(Caller.ANONYMOUS));
    }

    @Test
    void while_only_buying_goes_on_strangers_wait_and_buyers_come_in() {
        var admission = admission(100, 1_000);
        needed(300);
        assertEquals(0, admission.door(Caller.ANONYMOUS), "a lesser step lets everybody in");
        needed(500);
        assertEquals(Strain.BUYING_ONLY, ladder.strain());
        assertTrue(admission.door(Caller.ANONYMOUS) > 0);
        assertTrue(admission.askedBefore() > 0);
        assertEquals(0, admission.door(BUYER));
        assertEquals(2, admission.inside());
    }

    @Test
    void who_comes_too_fast_is_told_to_come_later_and_who_buys_is_not() {
        var admission = admission(1_000, 10);
        for (int i = 0; i < 20; i++) assertEquals(0, admission.door(Caller.ANONYMOUS));
        assertTrue(admission.door(Caller.ANONYMOUS) > 0);
        assertEquals(0, admission.door(BUYER));
        assertEquals(21, admission.inside());
        assertEquals(1, meters.turnedAway("busy").count());
        for (int i = 0; i < 20; i++) assertEquals(0, admission.room(Caller.ANONYMOUS));
        assertTrue(admission.room(Caller.ANONYMOUS) > 0, "rooms have a budget of their own");
        assertEquals(0, admission.room(BUYER));
    }

    @Test
    void a_node_that_leaves_lets_nobody_in() {
        var admission = admission(10, 10);
        admission.leave();
        assertTrue(admission.door(BUYER) > 0);
        assertTrue(admission.isFull());
        assertTrue(admission.askedBefore() > 0);
    }

    @Test
    void a_storm_of_ten_thousand_who_do_as_they_are_told_is_in_as_fast_as_may_be_and_no_second_is_overrun() {
        int perSecond = 800;
        var random = new Random(42);
        var budget = new Budget(perSecond, random::nextDouble, nowNs::get);
        var comes = new TreeMap<Long, Integer>();
        for (int i = 0; i < 10_000; i++) comes.merge((long) random.nextInt(2_000), 1, Integer::sum);
        var inBySecond = new TreeMap<Long, Integer>();
        int knocks = 0;
        while (!comes.isEmpty()) {
            var next = comes.pollFirstEntry();
            nowNs.set(TimeUnit.MILLISECONDS.toNanos(next.getKey()));
            for (int i = 0; i < next.getValue(); i++) {
                knocks++;
                long wait = budget.enter(false);
                if (wait == 0) inBySecond.merge(next.getKey() / 1_000, 1, Integer::sum);
                else comes.merge(next.getKey() + wait, 1, Integer::sum);
            }
        }
        long last = inBySecond.lastKey();
        assertTrue(inBySecond.values().stream().allMatch(in -> in <= perSecond * (Limits.BUDGET_BURST + 1)), inBySecond::toString);
        assertTrue(last <= 10_000 / perSecond * 3, "the last came in second " + last);
        assertTrue(knocks < 10_000 * 4, knocks + " knocks");
    }
}
