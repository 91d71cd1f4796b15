package vn.phien.markets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.BoothId;
import vn.phien.base.NightId;
import vn.phien.protocol.Views.TurnView;

class RotationTest {
    private static final NightId NIGHT = new NightId("n07-night");
    private static final long TURN = 300_000, GRACE = 15_000;
    private Rotation rotation = Rotation.EMPTY;
    private long now = 1_000_000;

    private static BoothId booth(String name) {
        return new BoothId("b07-" + name);
    }

    private static Set<BoothId> booths(String... names) {
        return java.util.Arrays.stream(names).map(RotationTest::booth).collect(Collectors.toSet());
    }

    /** Who has the stage after some time in which these were live all along. */
    private String after(long ms, String... live) {
        for (long end = now + ms; now < end; ) {
            now = Math.min(end, now + 2_000);
            rotation = rotation.look(NIGHT, booths(live), now, TURN, GRACE);
        }
        return rotation.now() == null ? null : rotation.now().booth().value().substring(4);
    }

    @Test
    void nobody_has_the_stage_of_an_empty_street() {
        assertNull(after(10_000));
        assertEquals(List.of(), rotation.next(NIGHT, now, TURN, GRACE, 5));
    }

    @Test
    void whoever_is_alone_keeps_the_stage_turn_by_turn() {
        assertEquals("a", after(10_000, "a"));
        var first = rotation.now();
        assertEquals("a", after(TURN, "a"));
        assertNotEquals(first, rotation.now());
    }

    @Test
    void a_late_comer_stands_behind_those_who_waited_and_before_second_turns() {
        after(2_000, "a");
        after(4_000, "a", "b");
        after(4_000, "a", "b", "c");
        assertEquals(List.of("b07-b", "b07-c", "b07-a"), rotation.next(NIGHT, now, TURN, GRACE, 5).stream().map(turn -> turn.booth().value()).toList());
        assertEquals("b", after(TURN, "a", "b", "c"));
        after(4_000, "a", "b", "c", "d");
        assertEquals("c", after(TURN, "a", "b", "c", "d"));
        assertEquals("d", after(TURN, "a", "b", "c", "d"));
        assertEquals("a", after(TURN, "a", "b", "c", "d"));
    }

    @Test
    void a_short_break_costs_nobody_their_turn_and_a_long_one_gives_the_stage_away() {
        after(2_000, "a");
        after(4_000, "a", "b");
        assertEquals("a", after(10_000, "b"));
        assertEquals("a", after(4_000, "a", "b"));
        assertEquals("b", after(GRACE + 4_000, "b"));
    }

    @Test
    void leaving_and_coming_back_gains_nothing() {
        after(2_000, "a");
        after(4_000, "a", "b", "c");
        var second = after(TURN, "a", "b", "c");
        after(GRACE + 4_000, "b", "c");
        after(4_000, "a", "b", "c");
        var third = after(TURN - GRACE - 8_000, "a", "b", "c");
        assertEquals(Set.of("b", "c"), Set.of(second, third));
    }

    @Test
    void coming_turns_are_what_then_happens() {
        after(4_000, "a", "b", "c", "d", "e");
        var told = new ArrayList<TurnView>(List.of(rotation.now()));
        told.addAll(rotation.next(NIGHT, now, TURN, GRACE, 5));
        for (var turn : told) {
            assertEquals(turn.booth(), rotation.now().booth());
            assertTrue(Math.abs(turn.fromMs() - rotation.now().fromMs()) <= 10_000);
            after(TURN, "a", "b", "c", "d", "e");
        }
    }

    @Test
    void booths_that_come_together_are_put_in_order_by_lot_and_not_by_name() {
        var names = IntStream.range(0, 8).mapToObj(n -> "x" + n).toArray(String[]::new);
        var orders = new HashSet<String>();
        for (int n = 0; n < 20; n++) {
            var night = new NightId("n07-night" + n);
            var all = Rotation.EMPTY.look(night, booths(names), 1_000, TURN, GRACE);
            assertEquals(all, Rotation.EMPTY.look(night, booths(names), 1_000, TURN, GRACE));
            orders.add(all.now().booth().value());
        }
        assertTrue(orders.size() > 3, orders.toString());
    }

    /** A night of booths that come and go as they like: the rules hold at every turn. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void no_booth_comes_twice_before_everybody_who_is_live_had_their_turn(long seed) {
        var random = new Random(seed);
        var names = IntStream.range(0, 3 + random.nextInt(20)).mapToObj(n -> booth("x" + n)).toList();
        var live = new TreeSet<BoothId>(java.util.Comparator.comparing(BoothId::value));
        var turns = new ArrayList<BoothId>();
        var had = new HashMap<BoothId, Integer>();
        var minutes = new HashMap<BoothId, Long>();
        Rotation twin = Rotation.EMPTY;
        for (int step = 0; step < 5_000; step++) {
            now += 1_000 + random.nextInt(3_000);
            if (random.nextInt(12) == 0) {
                var one = names.get(random.nextInt(names.size()));
                if (!live.remove(one)) live.add(one);
            }
            var before = rotation;
            rotation = rotation.look(NIGHT, live, now, TURN, GRACE);
            twin = Rotation.of(twin.kept()).look(NIGHT, new HashSet<>(live), now, TURN, GRACE);
            assertEquals(rotation, twin, "the same acts come to the same turns, also through the books");
            if (!live.isEmpty()) assertTrue(rotation.now() != null, "somebody is live and the stage is empty");
            if (rotation.now() == null || rotation.now().equals(before.now())) continue;
            var chosen = rotation.now().booth();
            assertTrue(rotation.live(now, GRACE).contains(chosen), "the stage went to somebody who has left");
            int last = had.getOrDefault(chosen, -1);
            for (var other : live) {
                if (other.equals(chosen) || last < 0) continue;
                assertTrue(had.getOrDefault(other, -1) > last, () -> chosen + " came again before " + other + " had a turn");
            }
            if (last < 0) for (var other : live) {
                if (had.containsKey(other) || other.equals(chosen)) continue;
                assertTrue(rotation.booths().get(other).sinceMs() >= rotation.booths().get(chosen).sinceMs(), () -> chosen + " came before " + other + " who waited longer");
            }
            had.put(chosen, turns.size());
            turns.add(chosen);
            minutes.merge(chosen, 1L, Long::sum);
        }
        assertTrue(turns.size() > 10);
    }

    @Test
    void who_stay_all_night_have_the_same_share() {
        var live = IntStream.range(0, 7).mapToObj(n -> "x" + n).toArray(String[]::new);
        var shares = new HashMap<String, Integer>();
        for (int n = 0; n < 70; n++) shares.merge(after(TURN, live), 1, Integer::sum);
        assertEquals(Map.of(), shares.entrySet().stream().filter(share -> share.getValue() < 9 || share.getValue() > 11).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
