package vn.phien.http;

import java.util.Map;
import vn.phien.base.Result;
import vn.phien.base.Why;

/** What a route answers. */
public sealed interface Answer {
    /** A record as JSON, never cached. */
    record Json(int status, Object body, Map<String, String> headers) implements Answer { }

    /** A file, with its media type. {@code name} makes it a download. {@code headers} may allow caching. */
    record File(byte[] bytes, String type, String name, Map<String, String> headers) implements Answer { }

    /** Nothing to say but that it is done: 204. */
    record Empty(Map<String, String> headers) implements Answer { }

    /** Refused; becomes a problem by RFC 9457 in the reader's language. */
    record Refused(Why why, String field) implements Answer { }

    static Answer json(Object body) {
        return new Json(200, body, Map.of());
    }

    static Answer created(Object body) {
        return new Json(201, body, Map.of());
    }

    static Answer empty() {
        return new Empty(Map.of());
    }

    static Answer file(byte[] bytes, String type) {
        return new File(bytes, type, null, Map.of());
    }

    static Answer download(byte[] bytes, String type, String name) {
        return new File(bytes, type, name, Map.of());
    }

    static Answer refused(Why why) {
        return new Refused(why, null);
    }

    static Answer refused(Why why, String field) {
        return new Refused(why, field);
    }

    /** The value as JSON, or the refusal. */
    static <T> Answer of(Result<T> result) {
        return switch (result) {
            case Result.Ok<T>(var value) -> json(value);
            case Result.Refused<T>(var why, var field) -> refused(why, field);
        };
    }
}
