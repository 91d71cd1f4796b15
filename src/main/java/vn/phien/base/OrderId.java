package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An order: the key that the phone made, in the shard of the booth. */
public record OrderId(@JsonValue String value) implements Id.Sharded {
    public static final char LETTER = 'o';

    @JsonCreator
    public OrderId {
        value = Id.sharded(LETTER, value);
    }

    /** A name in {@code shard} with the given body. */
    public static OrderId in(Shard shard, String body) {
        return new OrderId(LETTER + shard.digits() + "-" + body);
    }

    /** The order that a hold becomes: the same key, so that a hold can have but one. */
    public static OrderId of(HoldId hold) {
        return new OrderId(LETTER + hold.value().substring(1));
    }

    public HoldId hold() {
        return new HoldId(HoldId.LETTER + value.substring(1));
    }

    @Override
    public String toString() {
        return value;
    }
}
