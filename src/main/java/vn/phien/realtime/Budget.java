package vn.phien.realtime;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import vn.phien.base.Limits;

/**
 * So many may come in a second. Who comes beyond that is told a random time after which to come back; the more are waiting, the
 * longer it may be, so that they come back about as fast as they can be let in. Safe on every event loop.
 */
final class Budget {
    private final int perSecond;
    private final DoubleSupplier dice;
    private final LongSupplier nanos;
    private double left;
    private double waiting;
    private long countedNs;

    Budget(int perSecond) {
        this(perSecond, Math::random, System::nanoTime);
    }

    /** @param dice from 0 to 1 */
    Budget(int perSecond, DoubleSupplier dice, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.dice = dice;
        this.nanos = nanos;
        this.left = (double) perSecond * Limits.BUDGET_BURST;
        this.countedNs = nanos.getAsLong();
    }

    /** 0 when there is room, else the ms after which to come back. Who goes {@code first} always comes in, at the cost of the others. */
    synchronized long enter(boolean first) {
        long now = nanos.getAsLong();
        double came = (now - countedNs) / (double) TimeUnit.SECONDS.toNanos(1) * perSecond;
        countedNs = now;
        left = Math.min((double) perSecond * Limits.BUDGET_BURST, left + came);
        waiting = Math.max(0, waiting - came);
        if (left >= 1 || first) {
            left = Math.max(-perSecond, left - 1);
            return 0;
        }
        waiting++;
        return later(2_000 * waiting / perSecond);
    }

    /** A time for somebody who is turned away although there is room. */
    long later(double spreadMs) {
        return Limits.LATER_MIN_MS + (long) (dice.getAsDouble() * Math.clamp(spreadMs, Limits.LATER_MIN_MS, Limits.LATER_MAX_MS - Limits.LATER_MIN_MS));
    }
}
