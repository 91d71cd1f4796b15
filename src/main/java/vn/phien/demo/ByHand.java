package vn.phien.demo;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vn.phien.protocol.Outbound;

/**
 * Tells what the script did from what a person did at the same desk: the script leaves a trace of everything it is about to do,
 * and what happens without one was done by hand.
 */
final class ByHand {
    private final Set<String> traces = ConcurrentHashMap.newKeySet();
    private volatile long lastNanos;
    private volatile boolean ever;

    /** The script is about to bring this about. */
    void expect(String trace) {
        traces.add(trace);
    }

    /** It did not come about. */
    void forget(String trace) {
        traces.remove(trace);
    }

    /** Notes an event of the room. @return whether it was done by hand */
    boolean notes(Outbound event) {
        var trace = trace(event);
        if (trace == null || traces.remove(trace)) return false;
        lastNanos = System.nanoTime();
        ever = true;
        return true;
    }

    /** Whether somebody did something by hand within the last {@code ms}. */
    boolean within(long ms) {
        return ever && System.nanoTime() - lastNanos < ms * 1_000_000;
    }

    /** What only somebody at the desk can bring about; null for everything else. A deal also closes by itself. */
    private static String trace(Outbound event) {
        return switch (event) {
            case Outbound.ShowChanged e -> stage(e.state().code());
            case Outbound.ProductsPinned e -> pins(e.products());
            case Outbound.PriceChanged e -> "price " + e.product() + " " + e.priceVnd();
            case Outbound.DealOpened e -> deal(e.deal().product(), e.deal().priceVnd());
            case Outbound.OrdersSwitched e -> orders(e.open());
            case Outbound.LineUpChanged _ -> "line-up";
            case Outbound.MessageDeleted e -> "deleted " + e.message();
            case Outbound.MessagePinned _ -> "message pinned";
            case Outbound.SlowModeSet _ -> "slow mode";
            case Outbound.QuestionAnswered e -> answered(e.message());
            case Outbound.Said e when e.line().badge() != null -> said(e.line().text());
            default -> null;
        };
    }

    static String stage(String state) {
        return "stage " + state;
    }

    static String pins(Object products) {
        return "pins " + products;
    }

    static String deal(Object product, long priceVnd) {
        return "deal " + product + " " + priceVnd;
    }

    static String orders(boolean open) {
        return "orders " + open;
    }

    static String answered(Object message) {
        return "answered " + message;
    }

    static String said(String text) {
        return "said " + text;
    }
}
