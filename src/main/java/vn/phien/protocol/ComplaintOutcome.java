package vn.phien.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/** How organizers or officials decide a complaint. */
public enum ComplaintOutcome {
    FOR_BUYER, FOR_SELLER, SETTLED;

    @JsonValue
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
