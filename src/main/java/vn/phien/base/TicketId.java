package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The number that a visitor took at a booth's counter, and the talk that comes of it. */
public record TicketId(@JsonValue String value) implements Id.Sharded {
    public static final char LETTER = 't';

    @JsonCreator
    public TicketId {
        value = Id.sharded(LETTER, value);
    }

    /** A name in {@code shard} with the given body. */
    public static TicketId in(Shard shard, String body) {
        return new TicketId(LETTER + shard.digits() + "-" + body);
    }

    @Override
    public String toString() {
        return value;
    }
}
