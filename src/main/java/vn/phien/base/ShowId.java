package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One live sale. */
public record ShowId(@JsonValue String value) implements Id.Sharded {
    public static final char LETTER = 's';

    @JsonCreator
    public ShowId {
        value = Id.sharded(LETTER, value);
    }

    /** A name in {@code shard} with the given body. */
    public static ShowId in(Shard shard, String body) {
        return new ShowId(LETTER + shard.digits() + "-" + body);
    }

    @Override
    public String toString() {
        return value;
    }
}
