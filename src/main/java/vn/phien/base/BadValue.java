package vn.phien.base;

/** A value from outside that breaks its bounds. Thrown by compact constructors only; the edges turn it into a refusal. */
public final class BadValue extends IllegalArgumentException {
    private final String field;
    private final Why why;

    public BadValue(String field, Why why) {
        super(field + ": " + why.code(), null);
        this.field = field;
        this.why = why;
    }

    public String field() {
        return field;
    }

    public Why why() {
        return why;
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
