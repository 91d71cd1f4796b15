package vn.phien.base;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a person may do in one booth; each role may do all that the ones before it may. */
public enum BoothRole {
    /** Looks after the chat. */
    MODERATOR,
    /** Runs shows, handles orders and the catalogue. */
    STAFF,
    /** Also invites staff, sets the bank account and closes the booth. */
    OWNER;

    @JsonValue
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public boolean covers(BoothRole needed) {
        return ordinal() >= needed.ordinal();
    }
}
