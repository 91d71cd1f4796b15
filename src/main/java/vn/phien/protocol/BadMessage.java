package vn.phien.protocol;

import vn.phien.base.Why;

/** What came in cannot be read. {@code ref} is the number of the command where that much could be read, else null. */
public final class BadMessage extends Exception {
    private final transient Why why;
    private final String field;
    private final Integer ref;

    public BadMessage(Why why, String field, Integer ref) {
        super(why.code() + (field == null ? "" : " " + field), null, false, false);
        this.why = why;
        this.field = field;
        this.ref = ref;
    }

    public Why why() {
        return why;
    }

    public String field() {
        return field;
    }

    public Integer ref() {
        return ref;
    }
}
