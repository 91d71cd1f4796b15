package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A flash deal. */
public record DealId(@JsonValue String value) implements Id.Sharded {
    public static final char LETTER = 'd';

    @JsonCreator
    public DealId {
        value = Id.sharded(LETTER, value);
    }

    /** A name in {@code shard} with the given body. */
    public static DealId in(Shard shard, String body) {
        return new DealId(LETTER + shard.digits() + "-" + body);
    }

    @Override
    public String toString() {
        return value;
    }
}
