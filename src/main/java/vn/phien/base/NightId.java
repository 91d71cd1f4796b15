package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** One sitting of a market. It lives in the shard of its market. */
public record NightId(@JsonValue String value) implements Id.Sharded {
    public static final char LETTER = 'n';

    @JsonCreator
    public NightId {
        value = Id.sharded(LETTER, value);
    }

    /** A name in {@code shard} with the given body. */
    public static NightId in(Shard shard, String body) {
        return new NightId(LETTER + shard.digits() + "-" + body);
    }

    @Override
    public String toString() {
        return value;
    }
}
