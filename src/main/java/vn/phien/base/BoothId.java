package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A producer's booth. */
public record BoothId(@JsonValue String value) implements Id.Sharded {
    public static final char LETTER = 'b';

    @JsonCreator
    public BoothId {
        value = Id.sharded(LETTER, value);
    }

    /** A name in {@code shard} with the given body. */
    public static BoothId in(Shard shard, String body) {
        return new BoothId(LETTER + shard.digits() + "-" + body);
    }

    @Override
    public String toString() {
        return value;
    }
}
