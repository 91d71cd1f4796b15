package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A complaint of a buyer: the key that the phone made, in the shard of the booth. */
public record ComplaintId(@JsonValue String value) implements Id.Sharded {
    public static final char LETTER = 'y';

    @JsonCreator
    public ComplaintId {
        value = Id.sharded(LETTER, value);
    }

    /** A name in {@code shard} with the given body. */
    public static ComplaintId in(Shard shard, String body) {
        return new ComplaintId(LETTER + shard.digits() + "-" + body);
    }

    @Override
    public String toString() {
        return value;
    }
}
