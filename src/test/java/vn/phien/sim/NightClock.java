package vn.phien.sim;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import vn.phien.base.Shard;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * The clock of a night, the same for Java and for the scripts of every shard. It stands still but for what it is pushed, so that a
 * seed tells the whole night: a script takes the later of the shard's last time and the store's own, and the last time lies far ahead.
 */
final class NightClock implements InstantSource {
    /** A Friday evening at 19:00 in Việt Nam. */
    static final Instant START = Instant.parse("2100-01-01T12:00:00Z");
    private final Link link;
    private long shiftMs;

    NightClock(Link link) {
        this.link = link;
        everywhere("last", START.toEpochMilli());
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return START.toEpochMilli() + shiftMs;
    }

    void advance(long ms) {
        if (ms <= 0) return;
        shiftMs += ms;
        everywhere("shift", shiftMs);
    }

    private void everywhere(String field, long ms) {
        var asks = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) asks.add(Link.request(Command.HSET, Keys.clock(new Shard(s)), field, ms));
        link.batch(asks).await();
    }
}
