package vn.phien.fraud;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import vn.phien.base.AccountId;
import vn.phien.base.OrderId;
import vn.phien.base.Why;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Payment;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/**
 * Today's rule: how many cash orders may be open at once. To the number that the account has proved to be its own, up to
 * {@value #OWN}; to any other number one, and to that number one of all accounts together, so that nobody can be sent parcels
 * they never asked for (FRAUD.md: "Unverified phone cannot exceed 1 open COD order"). Orders that are placed in one act over
 * several booths count as one, within a bound on the orders themselves: {@value #OWN_ORDERS} and {@value #OTHERS_ORDERS}.
 *
 * <p>A place is reserved before the order is placed. One that belongs to an order which was closed meanwhile, or never came to
 * be, is given up when somebody needs it.
 */
public final class OpenCodRule implements FraudDoor {
    public static final int OWN = 5;
    public static final int OTHERS = 1;
    public static final int OWN_ORDERS = 15;
    public static final int OTHERS_ORDERS = 3;
    /** A reservation without an order counts for this long: the order may be on its way. */
    public static final long ON_ITS_WAY_MS = 60_000;
    private static final Script RESERVE = Script.load("fraud/reserve_cod");
    private final Link link;

    public OpenCodRule(Link link) {
        this.link = link;
    }

    @Override
    public Future<Verdict> judge(OrderFacts order) {
        if (order.payment() != Payment.COD) return Future.succeededFuture(Verdict.ALLOW);
        var mine = Keys.openCod(order.account());
        if (order.ownNumber()) return reserve(mine, order, "own", OWN).map(OpenCodRule::verdict);
        return reserve(mine, order, "other", OTHERS).compose(reserved -> {
            if (!reserved) return Future.succeededFuture(verdict(false));
            return reserve(Keys.openCodTo(order.recipientKey()), order, "other", OTHERS).compose(free ->
                free ? Future.succeededFuture(Verdict.ALLOW) : forget(order.account(), order.order()).map(verdict(false)));
        });
    }

    private static Verdict verdict(boolean reserved) {
        return reserved ? Verdict.ALLOW : new Verdict.Refuse(Why.TOO_MANY_OPEN_COD, List.of("R06"));
    }

    private Future<Boolean> reserve(String open, OrderFacts order, String kind, int mostOfKind) {
        return run(open, order, kind, mostOfKind).compose(answer -> {
            if (isReserved(answer)) return Future.succeededFuture(true);
            return giveUp(open, answer, order.atMs()).compose(gone -> gone ? run(open, order, kind, mostOfKind).map(OpenCodRule::isReserved) : Future.succeededFuture(false));
        });
    }

    private Future<Response> run(String open, OrderFacts order, String kind, int mostOfKind) {
        return RESERVE.run(link, List.of(open), order.order(), kind, order.atMs(), mostOfKind, OWN,
            order.act() == null ? order.order() : order.act(), kind.equals("own") ? OWN_ORDERS : OTHERS_ORDERS);
    }

    private static boolean isReserved(Response answer) {
        var status = answer.get(0).toString();
        return status.equals("ok") || status.equals("exists");
    }

    /** Takes out those in the way that are not open orders; whether there were any. */
    private Future<Boolean> giveUp(String open, Response inTheWay, long nowMs) {
        var orders = new ArrayList<OrderId>();
        var since = new ArrayList<Long>();
        var asks = new ArrayList<Request>();
        for (int i = 1; i < inTheWay.size(); i += 2) {
            var order = new OrderId(inTheWay.get(i).toString());
            orders.add(order);
            since.add(inTheWay.get(i + 1).toLong());
            asks.add(Link.request(Command.HGET, Keys.order(order), "state"));
        }
        return link.batch(asks).compose(states -> {
            var gone = new ArrayList<String>();
            for (int i = 0; i < orders.size(); i++) {
                var state = states.get(i);
                boolean over = state == null ? since.get(i) < nowMs - ON_ITS_WAY_MS : OrderState.valueOf(state.toString().toUpperCase(java.util.Locale.ROOT)).isClosed();
                if (over) gone.add(orders.get(i).value());
            }
            if (gone.isEmpty()) return Future.succeededFuture(false);
            var take = Link.request(Command.HDEL, open);
            gone.forEach(take::arg);
            return link.send(take).map(true);
        });
    }

    @Override
    public Future<Void> forget(AccountId account, OrderId order) {
        return link.send(Command.HDEL, Keys.openCod(account), order).mapEmpty();
    }
}
