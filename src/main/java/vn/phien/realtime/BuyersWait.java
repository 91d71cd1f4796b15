package vn.phien.realtime;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import vn.phien.base.Limits;

/**
 * How long buyers wait for their answers just now, on this node: a mean in which the last sixteen weigh most. The {@link Ladder}
 * needs two looks to climb a step; this is known at once, and chats and those who come in make way by it. Safe on every thread, where
 * a measure may be lost.
 */
final class BuyersWait {
    private static final int WEIGHT = 16;
    private static final long FORGOTTEN_NS = TimeUnit.SECONDS.toNanos(1);
    private final LongSupplier nanos;
    private volatile double ms;
    private volatile long heardNs;

    BuyersWait() {
        this(System::nanoTime);
    }

    BuyersWait(LongSupplier nanos) {
        this.nanos = nanos;
        this.heardNs = nanos.getAsLong() - 2 * FORGOTTEN_NS;
    }

    /** A hold or an order was answered after so long. */
    void record(long tookNs) {
        long now = nanos.getAsLong();
        double took = tookNs / 1e6;
        ms = now - heardNs > FORGOTTEN_NS ? took / WEIGHT : ms + (took - ms) / WEIGHT;
        heardNs = now;
    }

    /** The mean, 0 when nobody has bought anything for a second. */
    double ms() {
        return nanos.getAsLong() - heardNs > FORGOTTEN_NS ? 0 : ms;
    }

    /** Whether they wait for so long that what is said in rooms is told less often. */
    boolean isLong() {
        return ms() > Limits.BUYERS_WAIT_MS;
    }

    /** How many messages of chats may be under way to the store: the longer buyers wait, the fewer. */
    int chats() {
        return fewer(Limits.CHATS_UNDER_WAY, Limits.CHATS_UNDER_WAY_STRAINED);
    }

    /** How many who only come to watch may be on their way into a room. */
    int joins() {
        return fewer(Limits.JOINS_UNDER_WAY, Limits.JOINS_UNDER_WAY_STRAINED);
    }

    private int fewer(int most, int least) {
        double ms = ms();
        return ms <= Limits.BUYERS_WAIT_MS ? most : Math.max(least, (int) (most * Limits.BUYERS_WAIT_MS / ms / 2));
    }
}
