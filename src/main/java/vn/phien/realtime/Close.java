package vn.phien.realtime;

/** Why a socket is closed. Codes from 4400 on are ours: docs/PROTOCOL.md tells a phone whether to come back. */
public enum Close {
    NORMAL(1000, ""), PROTOCOL_ERROR(1002, "protocol error"), NO_BINARY(1003, "text only"), BAD_UTF8(1007, "not UTF-8"), TOO_BIG(1009, "message too big"),
    RESTARTING(1012, "restarting"), FULL(1013, "full"),
    BAD_MESSAGE(4400, "bad message"), SIGN_IN_AGAIN(4401, "sign in again"), FORBIDDEN(4403, "forbidden"), TOO_SLOW(4408, "too slow"),
    REPLACED(4409, "replaced"), NO_RESUME(4410, "cannot resume"), TOO_MANY(4429, "too many");

    private final int code;
    private final String reason;

    Close(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
