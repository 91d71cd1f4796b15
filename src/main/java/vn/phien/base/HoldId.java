package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A hold: the key that the phone made, in the shard of the booth. */
public record HoldId(@JsonValue String value) implements Id.Sharded {
    public static final char LETTER = 'h';

    @JsonCreator
    public HoldId {
        value = Id.sharded(LETTER, value);
    }

    /** A name in {@code shard} with the given body. */
    public static HoldId in(Shard shard, String body) {
        return new HoldId(LETTER + shard.digits() + "-" + body);
    }

    @Override
    public String toString() {
        return value;
    }
}
