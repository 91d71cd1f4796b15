package vn.phien.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a show stands. */
public enum ShowState {
    DRAFT, SCHEDULED,
    /** Live for staff alone: nothing can be bought. */
    REHEARSAL,
    LIVE,
    /** The picture rests; orders may go on. */
    PAUSED,
    ENDED;

    @JsonValue
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
