package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A chat message. */
public record MessageId(@JsonValue String value) implements Id.Sharded {
    public static final char LETTER = 'm';

    @JsonCreator
    public MessageId {
        value = Id.sharded(LETTER, value);
    }

    /** A name in {@code shard} with the given body. */
    public static MessageId in(Shard shard, String body) {
        return new MessageId(LETTER + shard.digits() + "-" + body);
    }

    @Override
    public String toString() {
        return value;
    }
}
