package vn.phien.load;

import java.util.Arrays;
import java.util.Locale;

/** Times of many attempts, in nanoseconds; written by one thread at a time. */
final class Latencies {
    private long[] times = new long[1 << 16];
    private int count;

    synchronized void add(long ns) {
        if (count == times.length) times = Arrays.copyOf(times, count * 2);
        times[count++] = ns;
    }

    synchronized int count() {
        return count;
    }

    /** The time below which the given share of attempts stayed, in milliseconds. */
    synchronized double percentile(double share) {
        if (count == 0) return 0;
        var sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) Math.ceil(share * count) - 1)] / 1e6;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms", percentile(.5), percentile(.95), percentile(.99));
    }
}
