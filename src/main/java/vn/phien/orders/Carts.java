package vn.phien.orders;

import io.vertx.core.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import vn.phien.base.Caller;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.inventory.HoldRecord;
import vn.phien.inventory.Holds;
import vn.phien.inventory.Taken;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Outbound.HoldsTaken;
import vn.phien.protocol.Outbound.OrdersPlaced;
import vn.phien.protocol.Outbound.PartTaken;
import vn.phien.protocol.Views.HoldView;

/**
 * One cart over several shows and shelves. Each lives in its booth's shard, so the parts are held and ordered each by itself; the
 * cart is only where their answers meet. Nothing is kept of it but the holds and the orders.
 */
public final class Carts {
    private final BiFunction<Caller, PlaceId, Future<Result<Boolean>>> door;
    private final Holds holds;
    private final Function<HoldRecord, Future<HoldView>> view;
    private final Orders orders;

    /**
     * @param door whether somebody may come into a room
     * @param view a hold as its owner sees it
     */
    public Carts(BiFunction<Caller, PlaceId, Future<Result<Boolean>>> door, Holds holds, Function<HoldRecord, Future<HoldView>> view, Orders orders) {
        this.door = door;
        this.holds = holds;
        this.view = view;
        this.orders = orders;
    }

    /** Holds what can be held. A part that is refused, or whose shard does not answer, leaves the others. */
    public Future<HoldsTaken> take(Caller.Person buyer, Inbound.TakeHolds asked) {
        var taken = asked.parts().stream().map(part -> take(buyer, asked.ref(), part).otherwise(e -> refused(asked.ref(), part, Why.TRY_AGAIN, null, null))).toList();
        return Future.all(taken).map(all -> new HoldsTaken(asked.ref(), taken.stream().map(Future::result).toList()));
    }

    private Future<PartTaken> take(Caller.Person buyer, int ref, Inbound.CartPart part) {
        return door.apply(buyer, part.room()).compose(open -> switch (open) {
            case Result.Refused<Boolean>(var why, var field) -> Future.succeededFuture(refused(ref, part, why, field, null));
            case Result.Ok<Boolean> _ -> holds.take(buyer.account(), part.room(), part.lines(), false, part.key()).compose(taken -> switch (taken) {
                case Taken.Held(var hold, _) -> view.apply(hold).map(seen -> new PartTaken(part.room(), seen, hold.isOpen() ? null : hold.state(), null, null));
                // the key names somebody's place in a line: it cannot name a hold of this cart
                case Taken.InLine _ -> Future.succeededFuture(refused(ref, part, Why.KEY_REUSED, "key", null));
                case Taken.Refused lacking -> Future.succeededFuture(new PartTaken(part.room(), null, null, told(ref, lacking), lacking.more().isEmpty() ? null : lacking.more().stream().map(line -> told(ref, line)).toList()));
            });
        });
    }

    private static PartTaken refused(int ref, Inbound.CartPart part, Why why, String field, Integer free) {
        return new PartTaken(part.room(), null, null, new Outbound.Refused(ref, why, field, free), null);
    }

    private static Outbound.Refused told(int ref, Taken.Refused line) {
        return new Outbound.Refused(ref, line.why(), line.product() == null ? null : line.product().value(), line.product() == null ? null : line.free());
    }

    /** Turns the holds into orders of one act; see {@link Orders#placeAll}. */
    public Future<Result<OrdersPlaced>> place(Caller.Person buyer, Inbound.PlaceOrders asked) {
        return orders.placeAll(buyer, asked).map(result -> result.map(parts -> new OrdersPlaced(asked.ref(), parts)));
    }
}
