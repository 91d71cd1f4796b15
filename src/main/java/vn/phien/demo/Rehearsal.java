package vn.phien.demo;

import java.util.List;
import vn.phien.base.AccountId;
import vn.phien.base.Check;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.ProductView;

/** A rehearsal of a whole night: what is asked for, how far it is, and what held. */
public final class Rehearsal {
    private Rehearsal() { }

    static final int MOST_VISITORS = 400, MOST_SECONDS = 180, MOST_ROOMS = 24;

    /** @param key made before the first send @param visitors how many are simulated @param seconds how long they are there */
    public record Ask(String key, int visitors, int seconds) {
        public Ask {
            Check.key(key);
            Check.range("visitors", visitors, 1, MOST_VISITORS);
            Check.range("seconds", seconds, 5, MOST_SECONDS);
        }
    }

    /** @param step "building", "filling", "selling" or "counting" */
    public record Progress(String step, long fromMs, int booths, int rooms, int visitors, int secondsLeft, int orders) { }

    /** @param held whether it was as it should be @param found what was measured, and @param bound what it should keep to, in the unit of the check */
    public record Checked(String what, boolean held, long found, long bound) { }

    /** How long one kind of command took, in ms, over all visitors. */
    public record Timed(String what, int times, int medianMs, int p95Ms, int mostMs) { }

    /** Something that was refused, and how often. */
    public record Refusals(Why why, int times) { }

    /**
     * What became of it.
     *
     * @param failed why it did not come to its end, or null
     * @param rooms  shows that went on air
     */
    public record Result(String id, AccountId by, String name, long fromMs, long tookMs, @Maybe String failed, int booths, int rooms, int visitors, int seconds, int said, int holds, int orders, long vnd, List<Checked> checks,
                         List<Timed> timed, List<Refusals> refused) {
        public boolean held() {
            return failed == null && checks.stream().allMatch(Checked::held);
        }
    }

    /** A booth of the real night, with what it would sell. @param goods with the units of each in {@code shelf} @param onAir whether it has a show that night */
    public record Cast(BoothView booth, List<ProductView> goods, boolean onAir) { }

    /** The rehearsals of a night. */
    public record All(@Maybe Progress running, List<Result> results) { }

}
