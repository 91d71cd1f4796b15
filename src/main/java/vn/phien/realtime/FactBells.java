package vn.phien.realtime;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import vn.phien.base.Shard;

/**
 * Says on every node in which shards something was remembered, so that phones elsewhere hear at once what concerns them. Rings are
 * gathered for a moment: all that is new in all shards fits into one word of 64 bits.
 */
public final class FactBells {
    private static final long GATHER_MS = 15;
    private static final String ADDRESS = "phien.facts";
    private final Bus bus;
    private final Consumer<Shard> heard;
    private final AtomicLong rung = new AtomicLong();
    private Bus.Ear ear = Bus.DEAF;
    private long timer = -1;

    /** @param heard told of every shard with news, whichever node they come from */
    public FactBells(Bus bus, Consumer<Shard> heard) {
        this.bus = bus;
        this.heard = heard;
    }

    public void start(Vertx vertx) {
        if (bus.isAlone()) return;
        ear = bus.listen(ADDRESS, words -> {
            long shards = words.getLong(0);
            for (int s = 0; s < Shard.COUNT; s++) if ((shards >> s & 1) == 1) heard.accept(new Shard(s));
        });
        timer = vertx.setPeriodic(GATHER_MS, id -> {
            long shards = rung.getAndSet(0);
            if (shards != 0) bus.say(ADDRESS, Buffer.buffer().appendLong(shards));
        });
    }

    /** Something was remembered in a shard. */
    public void ring(Shard shard) {
        heard.accept(shard);
        if (!bus.isAlone()) rung.accumulateAndGet(1L << shard.number(), (a, b) -> a | b);
    }

    public void stop(Vertx vertx) {
        if (timer >= 0) vertx.cancelTimer(timer);
        ear.close();
    }
}
