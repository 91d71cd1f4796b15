package vn.phien.load;

import java.util.Locale;

/** How many of very many times were how long, to a tenth of a millisecond. Written by one thread. */
final class Spread {
    private static final int MOST = 300_000;
    private final long[] counts = new long[MOST + 1];
    private long count;

    void add(long ns) {
        counts[(int) Math.clamp(ns / 100_000, 0, MOST)]++;
        count++;
    }

    long count() {
        return count;
    }

    void clear() {
        java.util.Arrays.fill(counts, 0);
        count = 0;
    }

    /** The time below which the given share stayed, in milliseconds. */
    double percentile(double share) {
        long wanted = (long) Math.ceil(share * count), seen = 0;
        for (int i = 0; i <= MOST; i++) {
            seen += counts[i];
            if (seen >= wanted) return count == 0 ? 0 : (i + 1) / 10.0;
        }
        return MOST / 10.0;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms", percentile(.5), percentile(.95), percentile(.99));
    }
}
