package vn.phien.base;

import java.util.function.Function;

/** Either what was asked for or why not. A refusal is a value. */
public sealed interface Result<T> {
    record Ok<T>(T value) implements Result<T> { }

    /** @param field what the refusal is about, or null */
    record Refused<T>(Why why, String field) implements Result<T> { }

    static <T> Result<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Result<T> refused(Why why) {
        return new Refused<>(why, null);
    }

    static <T> Result<T> refused(Why why, String field) {
        return new Refused<>(why, field);
    }

    default <U> Result<U> map(Function<? super T, ? extends U> change) {
        return switch (this) {
            case Ok<T>(var value) -> ok(change.apply(value));
            case Refused<T>(var why, var field) -> refused(why, field);
        };
    }

    default <U> Result<U> then(Function<? super T, Result<U>> next) {
        return switch (this) {
            case Ok<T>(var value) -> next.apply(value);
            case Refused<T>(var why, var field) -> refused(why, field);
        };
    }
}
