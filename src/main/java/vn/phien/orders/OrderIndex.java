package vn.phien.orders;

import io.vertx.core.Future;
import vn.phien.base.AccountId;
import vn.phien.base.OrderId;
import vn.phien.facts.Fact;

/** Keeps every buyer's list of orders. A fold of the facts: orders live in their booth's shard, the list with the buyer. */
public final class OrderIndex {
    private final Orders orders;

    public OrderIndex(Orders orders) {
        this.orders = orders;
    }

    public Future<Void> fold(Fact fact) {
        if (!fact.type().equals("order-placed")) return Future.succeededFuture();
        return orders.index(new AccountId(fact.text("account")), new OrderId(fact.text("order")), fact.atMs());
    }
}
