package vn.phien.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why an official or organizer acts, and why they let it be. */
public enum MatterReason {
    /** Goods that may do harm. */
    UNSAFE_GOODS,
    COUNTERFEIT, FALSE_CERTIFICATE, MISSING_PAPERS, FALSE_CLAIM, FALSE_ORIGIN,
    /** Prices or promotions that are not what they say. */
    FALSE_PRICE,
    /** Goods for which a licence is needed. */
    RESTRICTED_GOODS,
    INDECENT, COMPLAINTS, EMERGENCY, OTHER,
    /** Closes a matter: it is as it should be. */
    RESOLVED,
    /** Closes a matter: the paper was shown. */
    PAPER_SHOWN,
    /** Closes a matter: the act was a mistake. */
    MISTAKEN;

    /** Whether it is a reason to close a matter, not to open one. */
    public boolean closes() {
        return this == RESOLVED || this == PAPER_SHOWN || this == MISTAKEN;
    }

    @JsonValue
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
