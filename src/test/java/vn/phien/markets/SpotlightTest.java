package vn.phien.markets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static vn.phien.markets.Fair.FISH;
import static vn.phien.markets.Fair.HONEY;
import static vn.phien.markets.Fair.TEA;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.BoothId;
import vn.phien.base.NightId;
import vn.phien.protocol.Views.SpotlightView;
import vn.phien.protocol.Views.TurnView;
import vn.phien.redis.Keys;
import vn.phien.testkit.TestStore;

/** The main stage in the books: the same for all nodes, over restarts, and as fair as the rotation. */
@ExtendWith(TestStore.class)
class SpotlightTest {
    private static final BoothId STRANGER = new BoothId("b11-stranger");
    private Fair fair;
    private NightId night;
    private volatile Set<BoothId> live = Set.of();

    @BeforeEach
    void open() {
        fair = new Fair();
        night = fair.nightIn(2);
        int n = 0;
        for (var booth : List.of(HONEY, TEA, FISH)) fair.link.ask(Command.HSET, Keys.stands(night), booth, fair.night(night).halls().getFirst().hall() + "|" + ++n);
        fair.passes(2, TimeUnit.HOURS);
        assertEquals("open", fair.state(night));
    }

    /** The watch of a node that was started just now. */
    private Spotlight node() {
        return new Spotlight(fair.link, new Nights(fair.link), fair.markets, open -> Future.succeededFuture(List.copyOf(live)), shard -> { });
    }

    private SpotlightView seen() {
        return node().now(night).await();
    }

    private void lives(BoothId... booths) {
        live = Set.of(booths);
    }

    @Test
    void many_nodes_at_once_begin_one_turn_and_show_the_same() {
        lives(HONEY, TEA, FISH);
        var looks = IntStream.range(0, 8).mapToObj(n -> node().look()).toList();
        Future.all(looks).await();
        assertEquals(1, looks.stream().mapToInt(Future::result).sum());
        assertEquals(1, fair.facts(night, "spotlight-turned").size());
        assertEquals(1, IntStream.range(0, 5).mapToObj(n -> seen()).distinct().count());
        assertEquals(3, seen().next().size());
    }

    @Test
    void each_of_those_on_air_has_a_turn_before_anybody_has_two() {
        lives(HONEY, TEA, FISH);
        var turns = new ArrayList<BoothId>();
        for (int n = 0; n < 6; n++) {
            for (int part = 0; part < 30; part++) {
                node().look().await();
                fair.clock.advance(10_200, TimeUnit.MILLISECONDS);
            }
            turns.add(seen().now().booth());
        }
        assertEquals(3, new HashSet<>(turns.subList(0, 3)).size(), turns::toString);
        assertEquals(turns.subList(0, 3), turns.subList(3, 6));
    }

    @Test
    void only_booths_of_the_night_come_on_and_who_leaves_makes_room() {
        lives(HONEY, STRANGER);
        node().look().await();
        assertEquals(HONEY, seen().now().booth());
        assertEquals(List.of(HONEY), seen().next().stream().map(TurnView::booth).toList());
        lives(TEA, STRANGER);
        fair.clock.advance(9, TimeUnit.SECONDS);
        node().look().await();
        assertEquals(HONEY, seen().now().booth(), "a short break costs nobody the stage");
        fair.clock.advance(9, TimeUnit.SECONDS);
        node().look().await();
        assertEquals(TEA, seen().now().booth());
        lives();
        fair.clock.advance(20, TimeUnit.SECONDS);
        node().look().await();
        assertNull(seen().now());
        assertEquals(List.of(), seen().next());
    }

    @Test
    void a_closed_night_has_no_stage_and_keeps_what_it_was() {
        lives(HONEY);
        node().look().await();
        assertNotEquals(null, seen().now());
        fair.passes(3, TimeUnit.HOURS);
        var before = fair.link.ask(Command.HGETALL, Keys.spotlight(night)).toString();
        assertEquals(0, node().look().await());
        assertNull(seen().now());
        assertEquals(before, fair.link.ask(Command.HGETALL, Keys.spotlight(night)).toString());
        assertNull(node().now(new NightId("n07-none")).await().now());
    }
}
