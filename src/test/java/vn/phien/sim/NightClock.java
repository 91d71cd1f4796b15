package vn.phien.sim;

import io.vertx.redis.client.Command;
import java.time.Instant;
import java.time.InstantSource;
import vn.phien.base.Shard;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * The clock of a night, the same for Java and for the scripts of one shard. It stands still but for what it is pushed, so that a
 * seed tells the whole night: a script takes the later of the shard's last time and the store's own, and the last time lies far ahead.
 */
final class NightClock implements InstantSource {
    private static final long START_MS = Instant.parse("2100-01-01T12:00:00Z").toEpochMilli();
    private final Link link;
    private final Shard shard;
    private long shiftMs;

    NightClock(Link link, Shard shard) {
        this.link = link;
        this.shard = shard;
        link.ask(Command.HSET, Keys.clock(shard), "last", START_MS);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return START_MS + shiftMs;
    }

    void advance(long ms) {
        shiftMs += ms;
        link.ask(Command.HSET, Keys.clock(shard), "shift", shiftMs);
    }
}
