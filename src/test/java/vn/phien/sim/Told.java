package vn.phien.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import vn.phien.base.AccountId;
import vn.phien.base.HoldId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.orders.Orders;
import vn.phien.orders.Payments;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views.HoldView;
import vn.phien.protocol.Views.LineView;
import vn.phien.protocol.Views.OrderView;

/** What people were told, and so what the house has promised. An answer that contradicts an earlier one is an error at once. */
final class Told {
    /** A hold or an order as it was promised. */
    record Promise(AccountId account, PlaceId room, List<String> lines, long totalVnd) { }

    final Map<HoldId, Promise> holds = new LinkedHashMap<>();
    final Map<OrderId, Promise> orders = new LinkedHashMap<>();
    final Map<OrderId, OrderView> views = new LinkedHashMap<>();
    final Map<OrderId, OrderState> states = new LinkedHashMap<>();
    final Map<OrderId, List<OrderState>> reached = new LinkedHashMap<>();
    final Map<String, OrderId> credits = new LinkedHashMap<>();
    final Map<String, String> aside = new LinkedHashMap<>();
    final Map<ProductId, Long> received = new HashMap<>();
    /** How often each person was told of each notice at once. */
    final Map<String, Integer> whispered = new ConcurrentHashMap<>();

    void whispered(AccountId account, Outbound.Private news) {
        if (news instanceof Outbound.NoticeCame(var notice, var unread)) whispered.merge(account + " " + notice.notice(), 1, Integer::sum);
    }

    void hold(AccountId account, HoldView view) {
        keep(holds, view.hold(), new Promise(account, view.room(), lines(view.lines()), view.totalVnd()));
    }

    void order(AccountId account, OrderView view) {
        keep(orders, view.order(), new Promise(account, view.room(), lines(view.lines()), view.totalVnd()));
        views.putIfAbsent(view.order(), view);
        state(view.order(), view.state());
    }

    void state(OrderId order, OrderState state) {
        states.put(order, state);
        reached.computeIfAbsent(order, o -> new ArrayList<>()).add(state);
    }

    private static <K> void keep(Map<K, Promise> promises, K id, Promise promise) {
        var before = promises.putIfAbsent(id, promise);
        if (before != null && !before.equals(promise)) throw new AssertionError(id + " was told as " + before + " and then as " + promise);
    }

    static List<String> lines(List<LineView> lines) {
        return lines.stream().map(line -> line.product() + " x" + line.quantity() + " at " + line.priceVnd()).toList();
    }

    /** Whether a second answer to the same command, with other things said meanwhile, may stand beside the first. */
    static boolean agree(Object first, Object again) {
        return switch (first) {
            case Outbound.HoldTaken(var ref, var hold) -> again instanceof Outbound.HoldTaken(var r, var same) && same.hold().equals(hold.hold()) && lines(same.lines()).equals(lines(hold.lines()))
                && same.totalVnd() == hold.totalVnd() && same.takenMs() == hold.takenMs() || again instanceof Outbound.Refused refused && (refused.why() == Why.HOLD_LAPSED || refused.why() == Why.HOLD_RESOLVED);
            // the turn may have come, or the line was left or closed
            case Outbound.Waiting waiting -> again instanceof Outbound.HoldTaken taken ? taken.hold().hold().equals(waiting.hold())
                : again instanceof Outbound.Refused || again instanceof Outbound.Waiting same && same.hold().equals(waiting.hold()) && same.number() >= waiting.number();
            case Outbound.OrderPlaced(var ref, var order) -> again instanceof Outbound.OrderPlaced(var r, var same) && same.order().equals(order.order())
                && lines(same.lines()).equals(lines(order.lines())) && same.totalVnd() == order.totalVnd() && same.placedMs() == order.placedMs();
            case Outbound.ChatPosted posted -> again instanceof Outbound.ChatPosted same && same.message().equals(posted.message())
                && (posted.hold() == null || same.hold() == null || same.hold().hold().equals(posted.hold().hold()) || posted.waiting() != null) || again instanceof Outbound.Refused;
            // a part that could not be had may be had later, and what was had stays had, however it ended
            case Outbound.HoldsTaken(var ref, var parts) -> again instanceof Outbound.HoldsTaken(var r, var same) && everyOne(parts, same, (a, b) -> a.hold() == null || isToBeAskedAgain(b.refused()) || b.hold() != null && b.hold().hold().equals(a.hold().hold())
                && lines(b.hold().lines()).equals(lines(a.hold().lines())));
            case Outbound.OrdersPlaced(var ref, var parts) -> again instanceof Outbound.OrdersPlaced(var r, var same) && everyOne(parts, same, (a, b) -> a.order() == null || isToBeAskedAgain(b.refused()) || b.order() != null && b.order().order().equals(a.order().order())
                && lines(b.order().lines()).equals(lines(a.order().lines())));
            case Outbound.TicketTaken(var ref, var ticket) -> again instanceof Outbound.TicketTaken(var r, var same) ? same.ticket().equals(ticket.ticket()) && same.number() == ticket.number()
                : again instanceof Outbound.Refused refused && refused.why() == Why.TOO_FAST;
            case Outbound.LineKept kept -> again.equals(kept);
            case Outbound.Done _ -> again instanceof Outbound.Done || again instanceof Outbound.Refused(var r, var why, var f, var n)
                && (why == Why.NOT_IN_LINE || why == Why.ALREADY_LIVE || why == Why.SHOW_ENDED || why == Why.NOTHING_TO_UNDO || why == Why.NOT_LIVE || why == Why.WRONG_STATE || why == Why.TOO_SMALL || why == Why.NOT_IN_LINE_UP
                || why == Why.FROZEN || why == Why.SALE_STOPPED);
            // what was laid aside may have been given to an order by a person
            case Result.Ok<?>(Payments.Settled settled) -> again instanceof Result.Ok<?>(Payments.Settled same) && same.again()
                && (settled.order() == null || same.outcome().equals(settled.outcome()) && same.order().equals(settled.order()));
            case Result.Ok<?>(var value) -> again instanceof Result.Ok<?>;
            default -> true;
        };
    }

    private static boolean isToBeAskedAgain(Outbound.Refused refused) {
        return refused != null && refused.why() == Why.TRY_AGAIN;
    }

    /** Whether all of it was answered: of a cart a part may have been lost. */
    static boolean isWhole(Object answer) {
        return switch (answer) {
            case Outbound.HoldsTaken(var ref, var parts) -> parts.stream().noneMatch(part -> isToBeAskedAgain(part.refused()));
            case Outbound.OrdersPlaced(var ref, var parts) -> parts.stream().noneMatch(part -> isToBeAskedAgain(part.refused()));
            case null, default -> true;
        };
    }

    private static <T> boolean everyOne(List<T> first, List<T> again, BiPredicate<T, T> fits) {
        if (first.size() != again.size()) return false;
        for (int i = 0; i < first.size(); i++) if (!fits.test(first.get(i), again.get(i))) return false;
        return true;
    }

    /** Whether two answers to a command said twice at once are the same one. */
    static boolean same(Object first, Object again) {
        return switch (first) {
            case Outbound.Done _, Outbound.HoldsTaken _, Outbound.OrdersPlaced _, Outbound.TicketTaken _ -> agree(first, again);
            case Result.Ok<?> _ -> agree(first, again);
            case List<?> moves when !moves.isEmpty() && moves.getFirst() instanceof Orders.Moved -> again instanceof List<?> others && others.size() == moves.size();
            case Object other -> other.equals(again);
        };
    }
}
