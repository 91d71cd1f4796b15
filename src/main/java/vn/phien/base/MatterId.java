package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What an official or organizer has taken up with a booth: a remark, a question for a paper, frozen goods, a stopped sale. Named by the key that the phone made, in the shard of the booth. */
public record MatterId(@JsonValue String value) implements Id.Sharded {
    public static final char LETTER = 'v';

    @JsonCreator
    public MatterId {
        value = Id.sharded(LETTER, value);
    }

    /** A name in {@code shard} with the given body. */
    public static MatterId in(Shard shard, String body) {
        return new MatterId(LETTER + shard.digits() + "-" + body);
    }

    @Override
    public String toString() {
        return value;
    }
}
