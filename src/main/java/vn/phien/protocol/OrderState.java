package vn.phien.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Set;

/** Where an order stands, and where it may go from there. */
public enum OrderState {
    PLACED, CONFIRMED, PACKED, SHIPPED, DELIVERED,
    /** Refused at the door: on its way back. */
    REFUSED,
    /** Back in the booth, and on the shelf again. */
    RETURNED,
    CANCELLED;

    /** The states that may follow this one. */
    public Set<OrderState> next() {
        return switch (this) {
            case PLACED -> Set.of(CONFIRMED, CANCELLED);
            case CONFIRMED -> Set.of(PACKED, CANCELLED);
            case PACKED -> Set.of(SHIPPED, CANCELLED);
            case SHIPPED -> Set.of(DELIVERED, REFUSED);
            case DELIVERED, REFUSED -> Set.of(RETURNED);
            case RETURNED, CANCELLED -> Set.of();
        };
    }

    /** Whether nothing more is owed by either side. */
    public boolean isClosed() {
        return this == DELIVERED || this == RETURNED || this == CANCELLED;
    }

    @JsonValue
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
