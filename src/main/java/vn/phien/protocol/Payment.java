package vn.phien.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/** How an order is paid. */
public enum Payment {
    /** Cash on delivery. */
    COD,
    /** Bank transfer by a VietQR picture, before the parcel is packed. */
    VIETQR;

    @JsonValue
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
