package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A product in a booth's catalogue. */
public record ProductId(@JsonValue String value) implements Id.Sharded {
    public static final char LETTER = 'p';

    @JsonCreator
    public ProductId {
        value = Id.sharded(LETTER, value);
    }

    /** A name in {@code shard} with the given body. */
    public static ProductId in(Shard shard, String body) {
        return new ProductId(LETTER + shard.digits() + "-" + body);
    }

    @Override
    public String toString() {
        return value;
    }
}
