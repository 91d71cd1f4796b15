package vn.phien.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import vn.phien.base.OrderId;
import vn.phien.orders.OrderPage;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.PaidState;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.OrderView;

/**
 * The order desk of the host's booth: confirms, packs and ships what came in; the parcels then arrive, or are refused at the
 * door, within the hour. While a real person works at the desk, only parcels under way move on.
 */
record Desk(Stand stand, Pace pace, ByHand byHand) {
    private static final long LOOKS_EVERY_MS = 20_000;
    private static final long STEPS_BACK_MS = TimeUnit.MINUTES.toMillis(4);
    private static final int BULK = 100;
    private static final int PAGES = 20;
    private static final int REFUSED_IN_100 = 3;

    /** How long an order stands in a state, about. */
    private static final Map<OrderState, Long> STAYS = Map.of(OrderState.PLACED, minutes(1), OrderState.CONFIRMED, minutes(3), OrderState.PACKED, minutes(4),
        OrderState.SHIPPED, minutes(15), OrderState.REFUSED, minutes(10));

    private static long minutes(int minutes) {
        return TimeUnit.MINUTES.toMillis(minutes);
    }

    void works() throws InterruptedException {
        while (true) {
            pace.rest(LOOKS_EVERY_MS);
            look();
        }
    }

    void look() {
        var moves = new LinkedHashMap<OrderState, List<OrderId>>();
        boolean held = byHand.within(pace.real(STEPS_BACK_MS));
        for (var state : STAYS.keySet()) {
            if (held && state != OrderState.SHIPPED && state != OrderState.REFUSED) continue;
            for (var order : standing(state)) if (isDue(order)) moves.computeIfAbsent(next(order), _ -> new ArrayList<>()).add(order.order());
        }
        moves.forEach((to, orders) -> {
            for (int from = 0; from < orders.size(); from += BULK) move(orders.subList(from, Math.min(orders.size(), from + BULK)), to);
        });
    }

    private List<OrderView> standing(OrderState state) {
        var found = new ArrayList<OrderView>();
        String cursor = null;
        for (int page = 0; page < PAGES; page++) {
            var some = stand.owner().get(stand.path("/orders?state=" + state.code() + (cursor == null ? "" : "&cursor=" + cursor)), OrderPage.class);
            found.addAll(some.orders());
            cursor = some.next();
            if (cursor == null) break;
        }
        return found;
    }

    private boolean isDue(OrderView order) {
        boolean paid = order.payment() == Payment.COD || order.paid() == PaidState.PAID || order.paid() == PaidState.OVERPAID;
        if (!paid && order.state() == OrderState.CONFIRMED) return false;
        long since = order.changes().isEmpty() ? order.placedMs() : order.changes().getLast().atMs();
        // half to one and a half of the time, the same for an order at every look
        long stays = STAYS.get(order.state()) * (50 + luck(order)) / 100;
        return stand.clock().millis() - since > pace.real(stays);
    }

    private static OrderState next(OrderView order) {
        return switch (order.state()) {
            case PLACED -> OrderState.CONFIRMED;
            case CONFIRMED -> OrderState.PACKED;
            case PACKED -> OrderState.SHIPPED;
            case SHIPPED -> luck(order) < REFUSED_IN_100 ? OrderState.REFUSED : OrderState.DELIVERED;
            case REFUSED -> OrderState.RETURNED;
            case DELIVERED, RETURNED, CANCELLED -> throw new IllegalStateException("nothing comes after " + order.state());
        };
    }

    /** A number below 100 that belongs to the order. */
    private static int luck(OrderView order) {
        return Math.floorMod(order.order().value().hashCode(), 100);
    }

    private void move(List<OrderId> orders, OrderState to) {
        stand.owner().post(stand.path("/orders/move"), Map.of("orders", orders, "to", to, "reason", to == OrderState.REFUSED ? "Khách hẹn lại, chưa nhận" : "Theo phiên"));
    }
}
