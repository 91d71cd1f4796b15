package vn.phien.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a buyer complains of. */
public enum ComplaintKind {
    WRONG_GOODS, NOT_DELIVERED, QUALITY,
    /** What was said in the show is not so. */
    FALSE_CLAIM,
    OTHER;

    /** Whether one can complain of it without having bought. */
    public boolean withoutOrder() {
        return this == FALSE_CLAIM || this == OTHER;
    }

    @JsonValue
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
