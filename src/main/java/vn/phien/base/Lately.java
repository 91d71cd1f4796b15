package vn.phien.base;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How long something took in the last few seconds: of bounded size, without locks, good to a sixteenth. A measure that falls just
 * into the change of a second may be lost.
 */
public final class Lately {
    /** The most seconds that can be asked for. */
    public static final int SECONDS = 14;
    private static final int SLICES = SECONDS + 2;
    private static final int FINE = 16;
    private static final int BUCKETS = FINE * 24;
    private final LongSupplier nanos;
    private final long begunNs;
    private final AtomicIntegerArray[] slices = new AtomicIntegerArray[SLICES];
    private final AtomicLong[] seconds = new AtomicLong[SLICES];

    public Lately() {
        this(System::nanoTime);
    }

    /** The same with another clock. */
    public Lately(LongSupplier nanos) {
        this.nanos = nanos;
        this.begunNs = nanos.getAsLong();
        for (int i = 0; i < SLICES; i++) {
            slices[i] = new AtomicIntegerArray(BUCKETS);
            seconds[i] = new AtomicLong(-1);
        }
    }

    /** Something took so long. Safe on every thread. */
    public void record(long tookNs) {
        long second = second();
        int at = (int) (second % SLICES);
        long had = seconds[at].get();
        if (had < second && seconds[at].compareAndSet(had, second)) for (int i = 0; i < BUCKETS; i++) slices[at].set(i, 0);
        slices[at].incrementAndGet(bucket(TimeUnit.NANOSECONDS.toMicros(tookNs)));
    }

    /** How many there were in the last whole seconds. */
    public long count(int lastSeconds) {
        long count = 0;
        for (int each : gathered(lastSeconds)) count += each;
        return count;
    }

    /** The ms that a share of them, such as 0.99, took at most in the last whole seconds; 0 when there were none. */
    public double ms(double share, int lastSeconds) {
        var counts = gathered(lastSeconds);
        long all = 0;
        for (int count : counts) all += count;
        if (all == 0) return 0;
        long wanted = (long) Math.ceil(all * share);
        for (int i = 0; i < BUCKETS; i++) if ((wanted -= counts[i]) <= 0) return mostMicros(i) / 1e3;
        return mostMicros(BUCKETS - 1) / 1e3;
    }

    private int[] gathered(int lastSeconds) {
        if (lastSeconds < 1 || lastSeconds > SECONDS) throw new IllegalArgumentException("the last " + lastSeconds + " seconds");
        var counts = new int[BUCKETS];
        long now = second();
        for (long second = Math.max(0, now - lastSeconds); second < now; second++) {
            int at = (int) (second % SLICES);
            if (seconds[at].get() == second) for (int i = 0; i < BUCKETS; i++) counts[i] += slices[at].get(i);
        }
        return counts;
    }

    private long second() {
        return TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - begunNs);
    }

    private static int bucket(long micros) {
        if (micros < FINE) return (int) Math.max(0, micros);
        int octave = 63 - Long.numberOfLeadingZeros(micros) - 4;
        return Math.min(BUCKETS - 1, (octave + 1) * FINE + (int) (micros >>> octave & FINE - 1));
    }

    private static long mostMicros(int bucket) {
        if (bucket < FINE) return bucket;
        int octave = bucket / FINE - 1;
        return (FINE + bucket % FINE + 1L << octave) - 1;
    }
}
