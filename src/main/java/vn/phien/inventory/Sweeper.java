package vn.phien.inventory;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.BoothId;
import vn.phien.base.PlaceId;
import vn.phien.base.Shard;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * Expires what is due, in every shard, about twice a second. Any node may sweep, and several at once do no harm: the script
 * looks again. It only makes the end of a hold seen in time; stock scripts expire what is due by themselves.
 */
public final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final long EVERY_MS = 400;
    private final Link link;
    private final StockScripts scripts;
    private final InstantSource clock;
    private final Function<PlaceId, Future<BoothId>> boothOf;
    private final Consumer<PlaceId> ring;
    private long timer = -1;
    private boolean sweeping;

    /** @param boothOf the booth whose show a place is */
    public Sweeper(Link link, StockScripts scripts, InstantSource clock, Function<PlaceId, Future<BoothId>> boothOf, Consumer<PlaceId> ring) {
        this.link = link;
        this.scripts = scripts;
        this.clock = clock;
        this.boothOf = boothOf;
        this.ring = ring;
    }

    public void start(Vertx vertx) {
        timer = vertx.setPeriodic(EVERY_MS, id -> {
            if (sweeping) return;
            sweeping = true;
            sweep().onComplete(done -> {
                sweeping = false;
                if (done.failed()) LOG.warn("sweep: {}", done.cause().getMessage());
            });
        });
    }

    public void stop(Vertx vertx) {
        vertx.cancelTimer(timer);
    }

    /** Sweeps every place that is due now. The result counts what expired. */
    public Future<Integer> sweep() {
        var asks = new ArrayList<Request>();
        var now = clock.millis();
        for (int s = 0; s < Shard.COUNT; s++) asks.add(Link.request(Command.ZRANGEBYSCORE, Keys.due(new Shard(s)), "-inf", now, "LIMIT", 0, 100));
        return link.batch(asks).compose(answers -> {
            var sweeps = new ArrayList<Future<Integer>>();
            for (var answer : answers) for (var place : answer) sweeps.add(sweep(new PlaceId(place.toString())));
            return Future.all(sweeps).map(all -> sweeps.stream().mapToInt(Future::result).sum());
        });
    }

    private Future<Integer> sweep(PlaceId place) {
        return scripts.expireHolds(place).compose(swept -> {
            if (swept.expired() > 0) ring.accept(place);
            if (!swept.ended() || !place.isShow()) return Future.succeededFuture(swept.expired());
            return boothOf.apply(place).compose(booth -> scripts.settleShow(place, booth)).map(swept.expired());
        });
    }
}
