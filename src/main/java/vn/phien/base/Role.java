package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a person may do in the whole market. What they may do in one booth is a {@link BoothRole}. */
public enum Role {
    BUYER, ORGANIZER, OFFICIAL, DISTRIBUTOR;

    @JsonValue
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
