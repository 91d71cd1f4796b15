package vn.phien.redis;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/** Token buckets in the store, so that all nodes count together. */
public final class Rates {
    private static final Script TAKE = Script.load("redis/take_tokens");
    private final Link link;
    private final InstantSource clock;

    /**
     * How much is let through.
     *
     * @param size    the most tokens at once
     * @param everyMs how long one token takes to come back, 1 or more
     */
    public record Rate(int size, long everyMs) {
        public Rate {
            if (size < 1 || everyMs < 1) throw new IllegalArgumentException("a bucket of " + size + " every " + everyMs + " ms");
        }
    }

    public Rates(Link link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    /**
     * Takes {@code cost} tokens, all or none.
     *
     * @param bucket what is counted and for whom, such as {@code "chat:u-3f9k"}; never a phone number or an address in clear
     * @return 0 when let through, else the ms to wait
     */
    public Future<Long> take(String bucket, Rate rate, int cost) {
        if (cost < 1 || cost > rate.size()) throw new IllegalArgumentException("cost " + cost + " of a bucket of " + rate.size());
        return TAKE.run(link, List.of(Keys.rate(bucket)), clock.millis(), rate.size(), rate.everyMs(), cost).map(wait -> wait.toLong());
    }
}
