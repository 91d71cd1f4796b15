package vn.phien.accounts;

import vn.phien.redis.Rates.Rate;

/**
 * How many one-time codes may be sent. Each code costs money, and people who earn from calls to expensive numbers have them
 * sent by the thousand ("SMS pumping"): so the limits hold for a number, for an address block, for the 10,000 numbers that
 * share all but their last four digits, and for everybody together.
 *
 * @param gapMs        least time between two codes to a number
 * @param perQuarter   to a number in 15 minutes
 * @param perDay       to a number in a day
 * @param blockPerHour from an address block in an hour
 * @param blockPerDay  from an address block in a day
 * @param prefixPerHour to a prefix in an hour
 * @param prefixPerDay to a prefix in a day
 * @param total        in all in a day
 * @param yieldAfter   once so many went to a prefix in a week, at least {@code yieldPercent} of them must have been used
 * @param attempts     requests about signing in from an address block
 */
public record CodeLimits(long gapMs, int perQuarter, int perDay, int blockPerHour, int blockPerDay, int prefixPerHour, int prefixPerDay,
                         int total, int yieldAfter, int yieldPercent, Rate attempts) {

    /** For real numbers. */
    public static final CodeLimits USUAL = new CodeLimits(60_000, 3, 10, 120, 600, 10, 30, 5_000, 50, 20, new Rate(120, 500));

    /** For the demo, where nothing is sent and all come from one machine: a number keeps its limits. */
    public static final CodeLimits DEMO = new CodeLimits(60_000, 3, 10, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 0, new Rate(100_000, 1));

    /** The same with another total for a day. */
    public CodeLimits upTo(int total) {
        return new CodeLimits(gapMs, perQuarter, perDay, blockPerHour, blockPerDay, prefixPerHour, prefixPerDay, total, yieldAfter, yieldPercent, attempts);
    }
}
