package vn.phien.fraud;

import io.vertx.core.Future;
import vn.phien.base.AccountId;
import vn.phien.base.OrderId;

/** Every order passes here before it is committed. */
public interface FraudDoor {
    /** Judges an order. Asking again for the same order changes nothing. May be called on an event loop. */
    Future<Verdict> judge(OrderFacts order);

    /** The order was not placed after all, or nothing of it is open any more. Saying it twice does no harm. */
    Future<Void> forget(AccountId account, OrderId order);
}
