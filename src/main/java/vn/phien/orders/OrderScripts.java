package vn.phien.orders;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Limits;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Payment;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** The typed twins of {@code src/main/lua/orders}. What becomes of an order or of money, and who looked at a person, is told when it is there for good. */
final class OrderScripts {
    private static final Script PLACE_ORDER = Script.load("orders/place_order");
    private static final Script MOVE_ORDER = Script.load("orders/move_order");
    private static final Script SETTLE_PAYMENT = Script.load("orders/settle_payment");
    private static final Script SUSPEND_PAYMENT = Script.load("orders/suspend_payment");
    private static final Script ASSIGN_PAYMENT = Script.load("orders/assign_payment");
    private static final Script OPEN_RECIPIENT = Script.load("orders/open_recipient");
    private static final Script FORGET_RECIPIENT = Script.load("orders/forget_recipient");
    private final Link link;

    OrderScripts(Link link) {
        this.link = link;
    }

    /** An order after a script, and whether it stood like that before. */
    record Written(OrderRecord order, boolean again) { }

    /**
     * All that a hold needs to become an order.
     *
     * @param sealed  the recipient and the note as cipher text
     * @param goods   JSON: product to name, unit and picture
     * @param payCode what the memo must carry, or ""
     * @param payTo   the bank account as cipher text, or ""
     * @param parcel  the parcel that it shares with others, or ""
     */
    record Placing(OrderId order, PlaceId place, AccountId account, BoothId booth, String boothName, String fingerprint, Payment payment, String sealed,
                   String goods, String payCode, String payTo, long unpaidMs, String parcel) { }

    Future<Result<Written>> place(Placing placing) {
        var order = placing.order();
        return PLACE_ORDER.kept(link, keys(placing.place(), order, Keys.orders(placing.booth()), Keys.placeOrders(placing.place()), Keys.frozen(placing.booth())),
            order, order.hold(), placing.account(), placing.booth(), placing.boothName(), placing.fingerprint(), placing.payment().code(), placing.sealed(),
            placing.goods(), Limits.CANCEL_WINDOW_MS, placing.payCode(), placing.payTo(), placing.unpaidMs(), placing.parcel()).map(OrderScripts::written);
    }

    /** Who moves an order, as its history tells. {@code name} is "" unless it is staff. */
    record Mover(String who, String name) {
        static final Mover BUYER = new Mover("buyer", ""), HOUSE = new Mover("house", "");
    }

    /** @param account the buyer who asks, or null where the booth does */
    Future<Result<Written>> move(OrderId order, PlaceId place, BoothId booth, AccountId account, OrderState to, List<OrderState> from, Mover mover, String reason) {
        return MOVE_ORDER.kept(link, keys(place, order, Keys.stock(PlaceId.of(booth))), order, account == null ? booth : "", account == null ? "" : account, to.code(),
            from.stream().map(OrderState::code).collect(Collectors.joining(" ", " ", " ")), mover.who(), mover.name(), reason == null ? "" : reason).map(OrderScripts::written);
    }

    /** The states from which one may come to {@code to}. */
    static List<OrderState> before(OrderState to) {
        return Stream.of(OrderState.values()).filter(state -> state.next().contains(to)).toList();
    }

    private static Result<Written> written(Response answer) {
        return switch (answer.get(0).toString()) {
            case "ok" -> Result.ok(new Written(OrderRecord.afterStatus(answer), false));
            case "exists" -> Result.ok(new Written(OrderRecord.afterStatus(answer), true));
            case String why -> Result.refused(Why.of(why));
        };
    }

    /** What became of a transfer, and whether that was known before. {@code order} is null for one laid aside. */
    record Credited(String outcome, OrderId order, boolean again) { }

    Future<Result<Credited>> settle(PlaceId place, OrderId order, String transaction, long amountVnd) {
        return SETTLE_PAYMENT.kept(link, keys(place, order), order, transaction, amountVnd).map(OrderScripts::credited);
    }

    Future<Result<Credited>> suspend(BoothId booth, String transaction, long amountVnd, String why, String notice) {
        var keys = new ArrayList<>(Keys.books(PlaceId.of(booth)));
        keys.add(Keys.payments(booth.shard()));
        keys.add(Keys.suspense(booth));
        return SUSPEND_PAYMENT.kept(link, keys, booth, transaction, amountVnd, why, notice).map(OrderScripts::credited);
    }

    Future<Result<Credited>> assign(PlaceId place, OrderId order, BoothId booth, String transaction, String staff) {
        return ASSIGN_PAYMENT.kept(link, keys(place, order, Keys.suspense(booth)), order, booth, transaction, staff).map(OrderScripts::credited);
    }

    private static Result<Credited> credited(Response answer) {
        return switch (answer.get(0).toString()) {
            case "ok", "exists" -> Result.ok(new Credited(answer.get(1).toString(), answer.get(2).toString().isEmpty() ? null : new OrderId(answer.get(2).toString()),
                answer.get(0).toString().equals("exists")));
            case String why -> Result.refused(Why.of(why));
        };
    }

    /**
     * The sealed recipient.
     *
     * @param what "recipient", "label", "slip" or "csv", for the audit
     */
    Future<Result<String>> openRecipient(PlaceId place, OrderId order, BoothId booth, AccountId staff, String what) {
        var keys = new ArrayList<>(Keys.books(place));
        keys.add(Keys.order(order));
        keys.add(Keys.recipient(order));
        return OPEN_RECIPIENT.kept(link, keys, order, booth, staff, what).map(answer -> switch (answer.get(0).toString()) {
            case "ok" -> Result.ok(answer.get(1).toString());
            case String why -> Result.refused(Why.of(why));
        });
    }

    /** Whether it was erased now. */
    Future<Boolean> forgetRecipient(OrderId order) {
        return FORGET_RECIPIENT.kept(link, List.of(Keys.order(order), Keys.recipient(order))).map(answer -> answer.get(1).toInteger() == 1);
    }

    private static List<String> keys(PlaceId place, OrderId order, String... more) {
        var keys = new ArrayList<>(Keys.books(place));
        keys.add(Keys.order(order));
        keys.add(Keys.recipient(order));
        keys.add(Keys.unpaid(order.shard()));
        keys.add(Keys.payments(order.shard()));
        keys.addAll(List.of(more));
        return keys;
    }
}
