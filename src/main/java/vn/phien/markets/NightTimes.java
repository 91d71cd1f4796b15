package vn.phien.markets;

import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.Why;

/** When a night takes its steps; in this order, and applications close before the doors open. */
public record NightTimes(long opensMs, long closesMs, long applyFromMs, long applyUntilMs, long publishMs) {
    public NightTimes {
        Check.range("opensMs", opensMs, 1, Long.MAX_VALUE / 4);
        Check.range("closesMs", closesMs, opensMs + 1, opensMs + Limits.NIGHT_MS);
        Check.range("applyFromMs", applyFromMs, opensMs - Limits.NIGHT_LEAD_MS, opensMs);
        Check.range("applyUntilMs", applyUntilMs, applyFromMs, opensMs);
        if (publishMs < applyFromMs) throw new BadValue("publishMs", Why.TOO_SMALL);
        if (publishMs > opensMs) throw new BadValue("publishMs", Why.TOO_LARGE);
    }
}
