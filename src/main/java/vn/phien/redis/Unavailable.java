package vn.phien.redis;

/** The store did not answer. What was asked may or may not have happened: ask again with the same key. */
public final class Unavailable extends RuntimeException {
    public Unavailable(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
