package vn.phien.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;
import vn.phien.base.MarketId;
import vn.phien.base.NightId;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Shard;
import vn.phien.base.Why;
import vn.phien.markets.Nights;
import vn.phien.protocol.Outbound;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

/** What is announced and said again, because its answer was lost, also when the night went on meanwhile. */
@ExtendWith(TestStore.class)
class AnnouncementsTest {
    private static final NightId NIGHT = NightId.in(new Shard(3), "dem");
    private final Caller.Person organizer = new Caller.Person(new AccountId("u-ha"), "Cô Hà", "s", Set.of(Role.ORGANIZER), Map.of());
    private final List<Outbound> told = new ArrayList<>();
    private Link link;
    private Announcements announcements;

    @BeforeEach
    void an_open_night(Link link, TestClock clock) {
        this.link = link;
        long now = clock.millis();
        link.ask(Command.HSET, Keys.night(NIGHT), "market", MarketId.in(NIGHT.shard(), "cho"), "name", "Chợ đêm", "state", "open", "opensMs", now, "closesMs", now + 3_600_000, "applyFromMs", now, "applyUntilMs", now,
            "publishMs", now, "halls", "[]", "rev", 1, "held", 1, "own", 1, "rehearsal", 0);
        announcements = node(clock);
    }

    private Announcements node(TestClock clock) {
        return new Announcements(link, new Nights(link), clock, (night, message) -> {
            told.add(message);
            return Future.succeededFuture();
        });
    }

    private Result<Announcements.Kept> says(String key) {
        return announcements.announce(organizer, NIGHT, key, "Chợ kéo dài tới 22:30", "calm", 600_000).await();
    }

    @Test
    void said_again_after_the_close_it_is_the_same_and_nothing_new_is_said_then(TestClock clock) {
        var first = assertInstanceOf(Result.Ok.class, says("said-in-time"));
        link.ask(Command.HSET, Keys.night(NIGHT), "state", "closed");
        announcements = node(clock);
        assertEquals(first, says("said-in-time"));
        assertEquals(Why.WRONG_STATE, assertInstanceOf(Result.Refused.class, says("said-too-late")).why());
        assertEquals(1, announcements.of(NIGHT).await().size());
    }

    @Test
    void said_again_after_it_was_taken_back_it_does_not_come_back() {
        says("said-once");
        announcements.takeBack(organizer, NIGHT, "said-once").await();
        told.clear();
        assertNotNull(assertInstanceOf(Result.Ok.class, says("said-once")) instanceof Result.Ok<?>(Announcements.Kept kept) ? kept.backMs() : null);
        assertEquals(List.of(), told);
    }
}
