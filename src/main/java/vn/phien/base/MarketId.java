package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A night market as a series: every Friday, or a festival on days of its own. */
public record MarketId(@JsonValue String value) implements Id.Sharded {
    public static final char LETTER = 'c';

    @JsonCreator
    public MarketId {
        value = Id.sharded(LETTER, value);
    }

    /** A name in {@code shard} with the given body. */
    public static MarketId in(Shard shard, String body) {
        return new MarketId(LETTER + shard.digits() + "-" + body);
    }

    @Override
    public String toString() {
        return value;
    }
}
