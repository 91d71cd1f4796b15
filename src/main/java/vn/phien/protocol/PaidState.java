package vn.phien.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/** How far an order is paid, by what the bank has told. */
public enum PaidState {
    UNPAID, UNDERPAID, PAID, OVERPAID, REFUND_DUE;

    @JsonValue
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
