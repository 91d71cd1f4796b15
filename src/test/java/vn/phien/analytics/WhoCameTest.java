package vn.phien.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.MarketId;
import vn.phien.base.NightId;
import vn.phien.base.PlaceId;
import vn.phien.base.Role;
import vn.phien.base.Shard;
import vn.phien.markets.Nights;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.TestStore;

/** Who is counted as a visitor of a night, and when. */
@ExtendWith(TestStore.class)
class WhoCameTest {
    private static final NightId NIGHT = NightId.in(new Shard(3), "dem");
    private static final BoothId HONEY = new BoothId("b07-honey");
    private final Caller.Person an = new Caller.Person(new AccountId("u-an"), "An", "s", Set.of(Role.BUYER), Map.of());
    private final AtomicBoolean away = new AtomicBoolean();
    private Link link;
    private Visits visits;

    @BeforeEach
    void a_night_before_its_doors_open(Link link) {
        this.link = link;
        link.ask(Command.HSET, Keys.night(NIGHT), "market", MarketId.in(NIGHT.shard(), "cho"), "name", "Chợ đêm", "state", "published", "opensMs", 1, "closesMs", 2, "applyFromMs", 0, "applyUntilMs", 0,
            "publishMs", 0, "halls", "[]", "rev", 1, "held", 1, "own", 1, "rehearsal", 0);
        link.ask(Command.ZADD, Keys.openNights(NIGHT.shard()), 1, NIGHT);
        link.ask(Command.HSET, Keys.stands(NIGHT), HONEY, "k03-chung|1");
        visits = new Visits(link, new Nights(link), room -> away.get() ? Future.failedFuture("the store is away") : Future.succeededFuture(Optional.of(HONEY)), booth -> Future.succeededFuture(Optional.empty()));
    }

    private long counted(String key) {
        return link.ask(Command.PFCOUNT, key).toLong();
    }

    @Test
    void whoever_walks_the_street_before_the_doors_open_is_counted_when_they_walk_it_again() {
        visits.walked(an, "here", NIGHT).await();
        assertEquals(0, counted(Keys.visits(NIGHT, "")), "the doors are shut");
        link.ask(Command.HSET, Keys.night(NIGHT), "state", "open");
        // what was read of the night is believed for a second
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (counted(Keys.visits(NIGHT, "")) == 0 && System.nanoTime() < end) visits.walked(an, "here", NIGHT).await();
        visits.walked(an, "here", NIGHT).await();
        assertEquals(1, counted(Keys.visits(NIGHT, "")), "once");
    }

    @Test
    void whose_count_was_lost_is_counted_when_they_come_again() {
        link.ask(Command.HSET, Keys.night(NIGHT), "state", "open");
        away.set(true);
        assertTrue(visits.came(an, "here", PlaceId.of(HONEY)).transform(lost -> Future.succeededFuture(lost.failed())).await());
        away.set(false);
        visits.came(an, "here", PlaceId.of(HONEY)).await();
        visits.came(an, "here", PlaceId.of(HONEY)).await();
        assertEquals(1, counted(Keys.visits(NIGHT, HONEY)));
    }
}
