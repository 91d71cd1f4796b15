package vn.phien.testkit;

import io.vertx.redis.client.Command;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import vn.phien.base.Shard;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** One clock for the Java side and for the shards' scripts; it runs on, and a test can push it forward. */
public final class TestClock implements InstantSource {
    private final Link link;
    private volatile Duration shift = Duration.ZERO;

    public TestClock(Link link) {
        this.link = link;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(shift);
    }

    /** Pushes every clock forward. */
    public void advance(long amount, TimeUnit unit) {
        shift = shift.plus(Duration.of(amount, unit.toChronoUnit()));
        for (int s = 0; s < Shard.COUNT; s++) link.ask(Command.HSET, Keys.clock(new Shard(s)), "shift", shift.toMillis());
    }
}
