package vn.phien.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import vn.phien.base.Limits;
import vn.phien.base.Result;
import vn.phien.base.Why;

/** Reads the body of a request within a bound of bytes and of time. */
final class Body {
    private static final byte[] NOTHING = {};

    private Body() { }

    static Future<Result<byte[]>> read(Exchange x, Route route) {
        var request = x.request;
        if (!x.expectsBody()) {
            request.resume();
            return Future.succeededFuture(check(NOTHING, route));
        }
        var length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null && (length.length() > 10 || Long.parseLong(length) > route.limit())) return Future.succeededFuture(Result.refused(Why.BODY_TOO_LARGE));
        if (isRecord(route.in()) && !isJson(request.getHeader(HttpHeaderNames.CONTENT_TYPE))) return Future.succeededFuture(Result.refused(Why.JSON_ONLY));
        var read = Promise.<Result<byte[]>>promise();
        var timer = request.response().closed() ? -1 : setTimer(x, route, read);
        var body = Buffer.buffer(length == null ? 1024 : Integer.parseInt(length));
        request.exceptionHandler(read::tryFail);
        request.handler(part -> {
            if (read.future().isComplete()) return;
            if (body.length() + part.length() > route.limit()) {
                request.pause();
                read.tryComplete(Result.refused(Why.BODY_TOO_LARGE));
            } else body.appendBuffer(part);
        });
        request.endHandler(v -> read.tryComplete(check(body.getBytes(), route)));
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaderNames.EXPECT))) request.response().writeContinue();
        request.resume();
        return read.future().onComplete(v -> x.vertx().cancelTimer(timer));
    }

    private static long setTimer(Exchange x, Route route, Promise<Result<byte[]>> read) {
        return x.vertx().setTimer(Limits.BODY_MS + 1000L * route.limit() / Limits.BODY_BYTES_PER_SECOND, t -> {
            x.request.pause();
            read.tryComplete(Result.refused(Why.TOO_SLOW));
        });
    }

    private static Result<byte[]> check(byte[] body, Route route) {
        if (!isRecord(route.in())) {
            // A phone that has nothing to say may say {}.
            return route.in() != Void.class || body.length == 0 || new String(body, StandardCharsets.UTF_8).strip().equals("{}") ? Result.ok(body) : Result.refused(Why.UNKNOWN_FIELD);
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return Result.ok(body);
        } catch (CharacterCodingException e) {
            return Result.refused(Why.BAD_TEXT);
        }
    }

    private static boolean isRecord(Class<?> in) {
        return in.isRecord() || in.isInterface();
    }

    private static boolean isJson(String type) {
        return type != null && type.toLowerCase(java.util.Locale.ROOT).matches("application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?");
    }
}
