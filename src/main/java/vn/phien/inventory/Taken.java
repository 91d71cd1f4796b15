package vn.phien.inventory;

import java.util.List;
import vn.phien.base.HoldId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;

/** How an attempt to take a hold went. */
public sealed interface Taken {
    /** The hold stands. {@code again} when it did before. */
    record Held(HoldRecord hold, boolean again) implements Taken { }

    /** Sold out for now, and in line: {@code number} of all who ever stood, {@code ahead} before this one now. */
    record InLine(PlaceId place, ProductId product, HoldId hold, int quantity, int number, int ahead) implements Taken { }

    /**
     * Nothing was changed.
     *
     * @param product the first line that was refused, or null where it is about no line
     * @param free    how many there are of it
     * @param more    the other lines that were refused, in the order asked for
     */
    record Refused(Why why, ProductId product, int free, List<Refused> more) implements Taken {
        public Refused {
            more = List.copyOf(more);
        }

        public Refused(Why why, ProductId product, int free) {
            this(why, product, free, List.of());
        }
    }
}
