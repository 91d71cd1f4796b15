package vn.phien.inventory;

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

    /** Nothing was changed. {@code product} is the line that was refused or null, {@code free} how many there are of it. */
    record Refused(Why why, ProductId product, int free) implements Taken { }
}
