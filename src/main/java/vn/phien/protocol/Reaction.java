package vn.phien.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/** The small signs that a viewer can send. */
public enum Reaction {
    HEART, CLAP, FLOWER;

    @JsonValue
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
