package vn.phien.orders;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.InstantSource;
import java.util.ArrayList;
import vn.phien.base.Limits;
import vn.phien.base.OrderId;
import vn.phien.base.Result;
import vn.phien.base.Shard;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * Cancels orders whose transfer never came, so that their units can be sold. An order into which any money has come is left to
 * people. To be called every few seconds; any node may do it, and several at once do no harm.
 */
public final class UnpaidOrders {
    /** The shard's clock and ours may differ by this much. */
    private static final long CLOCKS_MS = 10_000;
    private final Link link;
    private final Orders orders;
    private final OrderShelf shelf;
    private final InstantSource clock;

    public UnpaidOrders(Link link, Orders orders, InstantSource clock) {
        this.link = link;
        this.orders = orders;
        this.shelf = new OrderShelf(link);
        this.clock = clock;
    }

    /** Cancels what has waited too long; the result counts. */
    public Future<Integer> sweep() {
        var asks = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) asks.add(Link.request(Command.ZRANGEBYSCORE, Keys.unpaid(new Shard(s)), "-inf", clock.millis(), "LIMIT", 0, Limits.SWEEP));
        return link.batch(asks).compose(answers -> {
            var due = new ArrayList<OrderId>();
            for (var answer : answers) for (var order : answer) due.add(new OrderId(order.toString()));
            return shelf.find(due);
        }).compose(found -> {
            var given = new ArrayList<Future<Boolean>>();
            for (var kept : found) given.add(orders.giveUp(kept.order()).compose(result -> switch (result) {
                case Result.Ok<OrderRecord> _ -> Future.succeededFuture(true);
                // money came in this moment: nothing to wait for any more, unless the shard's clock is behind ours
                case Result.Refused<OrderRecord> _ -> kept.order().payUntilMs() + CLOCKS_MS > clock.millis() ? Future.succeededFuture(false)
                    : link.send(Command.ZREM, Keys.unpaid(kept.order().order().shard()), kept.order().order()).map(false);
            }));
            return Future.all(given).map(all -> (int) given.stream().filter(Future::result).count());
        });
    }
}
