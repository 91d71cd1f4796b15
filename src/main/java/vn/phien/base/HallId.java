package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A hall of a market: stands side by side that belong together. It keeps its name from night to night. */
public record HallId(@JsonValue String value) implements Id.Sharded {
    public static final char LETTER = 'k';

    @JsonCreator
    public HallId {
        value = Id.sharded(LETTER, value);
    }

    /** A name in {@code shard} with the given body. */
    public static HallId in(Shard shard, String body) {
        return new HallId(LETTER + shard.digits() + "-" + body);
    }

    @Override
    public String toString() {
        return value;
    }
}
