package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far a node has cut back so that buying stays quick. Each step keeps what the steps before it did. */
public enum Strain {
    /** Everything goes on. */
    NONE,
    /** No reactions; viewers are counted, and the street of a night is told, every five seconds. */
    QUIETER,
    /** Chats are thinned harder, who comes in gets no history, and chats let fewer messages in. */
    THINNER,
    /** In chats only those who work there speak, and who orders; new phones wait, but for those who are buying. */
    BUYING_ONLY,
    /** The store does not answer: nothing can be bought, and nothing is queued. */
    STORE_AWAY;

    @JsonValue
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public boolean atLeast(Strain other) {
        return ordinal() >= other.ordinal();
    }
}
