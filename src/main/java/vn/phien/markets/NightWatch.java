package vn.phien.markets;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Limits;
import vn.phien.base.NightId;
import vn.phien.base.Shard;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * Moves nights by the clock and makes the coming ones. Every node has a watch, and several at once do no harm: the scripts decide, by
 * the shard's own time, and do nothing twice.
 */
public final class NightWatch {
    private static final Logger LOG = LoggerFactory.getLogger(NightWatch.class);
    private static final long EVERY_MS = 1_000;
    private static final long PLAN_MS = 60_000;
    private final Link link;
    private final NightScripts scripts;
    private final Nights nights;
    private final Markets markets;
    private final InstantSource clock;
    private final Consumer<Shard> ring;
    private long[] timers = {};
    private boolean walking;

    /** @param ring says that a shard has new facts */
    public NightWatch(Link link, Nights nights, Markets markets, InstantSource clock, Consumer<Shard> ring) {
        this.link = link;
        this.scripts = new NightScripts(link);
        this.nights = nights;
        this.markets = markets;
        this.clock = clock;
        this.ring = ring;
    }

    public void start(Vertx vertx) {
        timers = new long[] {vertx.setPeriodic(0, EVERY_MS, id -> once(this::walk)), vertx.setPeriodic(0, PLAN_MS, id -> markets.plan().onFailure(e -> LOG.warn("planning nights: {}", e.getMessage())))};
    }

    public void stop(Vertx vertx) {
        for (var timer : timers) vertx.cancelTimer(timer);
    }

    private void once(Supplier<Future<Integer>> work) {
        if (walking) return;
        walking = true;
        work.get().onComplete(done -> {
            walking = false;
            if (done.failed()) LOG.warn("watch of the night: {}", done.cause().getMessage());
        });
    }

    /** Moves every night that is due. The result counts the steps. */
    public Future<Integer> walk() {
        var asks = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) asks.add(Link.request(Command.ZRANGEBYSCORE, Keys.dueNights(new Shard(s)), "-inf", clock.millis(), "LIMIT", 0, Limits.SWEEP));
        return link.batch(asks).compose(answers -> {
            var ticks = new ArrayList<Future<Integer>>();
            for (var answer : answers) for (var night : answer) ticks.add(tick(new NightId(night.toString())));
            return Future.all(ticks).map(all -> ticks.stream().mapToInt(Future::result).sum());
        });
    }

    private Future<Integer> tick(NightId night) {
        return scripts.tickNight(night).map(tick -> {
            if (tick.steps() > 0) {
                nights.forget(night);
                ring.accept(night.shard());
            }
            return tick.steps();
        });
    }
}
