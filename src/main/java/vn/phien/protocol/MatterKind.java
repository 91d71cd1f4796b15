package vn.phien.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an official or organizer takes up with a booth. */
public enum MatterKind {
    /** A remark: nothing is stopped. */
    FLAG,
    /** The booth is asked to show a paper. */
    PAPER,
    /** Goods that cannot be bought in any place of the booth. */
    FREEZE,
    /** A show, or all that the booth sells, is stopped. */
    STOP;

    @JsonValue
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
