package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where goods are on offer: a show, or the standing shelf of a booth. A place has its own books of stock and holds, and its
 * own room on the wire.
 */
public record PlaceId(@JsonValue String value) implements Id.Sharded {
    @JsonCreator
    public PlaceId {
        if (!Id.isSharded(ShowId.LETTER, value) && !Id.isSharded(BoothId.LETTER, value)) throw new BadValue("room", Why.INVALID_ID);
    }

    public static PlaceId of(ShowId show) {
        return new PlaceId(show.value());
    }

    /** The booth's standing shelf, which is also its desk's room. */
    public static PlaceId of(BoothId booth) {
        return new PlaceId(booth.value());
    }

    public boolean isShow() {
        return value.charAt(0) == ShowId.LETTER;
    }

    public ShowId show() {
        return new ShowId(value);
    }

    public BoothId booth() {
        return new BoothId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
