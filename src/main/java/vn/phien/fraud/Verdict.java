package vn.phien.fraud;

import java.util.List;
import vn.phien.base.Why;

/** What the door says of an order. None of them costs the buyer the hold. */
public sealed interface Verdict {
    /** Go ahead. */
    record Allow() implements Verdict { }

    /** First the buyer takes a step, such as proving the number; {@code why} names it. */
    record AskConfirm(Why why) implements Verdict { }

    /**
     * Not like this. The words of {@code why} tell the way out.
     *
     * @param reasons codes of FRAUD.md, such as R06 for "over the limit of open cash orders"; at most three, strongest first
     */
    record Refuse(Why why, List<String> reasons) implements Verdict {
        public Refuse {
            reasons = List.copyOf(reasons);
        }
    }

    Verdict ALLOW = new Allow();
}
