package vn.phien.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.AttributeKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.Http1xServerConnection;
import java.util.Map;
import vn.phien.base.Why;

/** One request and its one answer. Used on the request's own event loop only. */
final class Exchange {
    /** The most bytes of an unwanted body that are read and thrown away, so that the refusal still reaches its reader. */
    private static final int DISCARD = 256 * 1024;
    private static final long DISCARD_MS = 1_000;

    private static final AttributeKey<Boolean> SPOILT = AttributeKey.valueOf("phien.spoilt");

    final HttpServerRequest request;
    final Client client;
    final String id;
    final String language;
    private final Edge edge;
    private final long startedNs = System.nanoTime();
    /** The path without what names a person or a thing. */
    String route = "?";
    private boolean answered;
    private boolean logged;

    Exchange(Edge edge, HttpServerRequest request, Client client, String id) {
        this.edge = edge;
        this.request = request;
        this.client = client;
        this.id = id;
        this.language = Words.language(request.getHeader(HttpHeaderNames.ACCEPT_LANGUAGE));
        var response = request.response();
        response.headers().set("x-request-id", id);
        edge.security.onEverything(response.headers(), client);
        response.endHandler(v -> log(response.getStatusCode()));
        response.closeHandler(v -> log(499));
        response.exceptionHandler(e -> log(499));
    }

    io.vertx.core.Vertx vertx() {
        return edge.vertx;
    }

    boolean answered() {
        return answered || request.response().ended() || request.response().closed();
    }

    boolean unsafe() {
        return !request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD);
    }

    boolean mayPack() {
        var accepted = request.getHeader(HttpHeaderNames.ACCEPT_ENCODING);
        return accepted != null && accepted.contains("gzip") && !accepted.matches(".*gzip\\s*;\\s*q=0(\\.0*)?\\s*(,.*|$)");
    }

    /** Whether a person reads the answer: then a refusal is a page. */
    private boolean wantsPage() {
        var path = request.path();
        var accepted = request.getHeader(HttpHeaderNames.ACCEPT);
        return path == null || !path.startsWith("/api/") && (accepted == null || accepted.contains("text/html") || !path.substring(path.lastIndexOf('/') + 1).contains("."));
    }

    void refuse(Why why) {
        refuse(why, null);
    }

    void refuse(Why why, String field) {
        if (answered()) return;
        var headers = request.response().headers();
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        if (why.status() == 503 && !headers.contains(HttpHeaderNames.RETRY_AFTER)) headers.set(HttpHeaderNames.RETRY_AFTER, "2");
        if (why.status() == 429 && !headers.contains(HttpHeaderNames.RETRY_AFTER)) headers.set(HttpHeaderNames.RETRY_AFTER, "5");
        if (why == Why.SIGN_IN_FIRST) headers.set("www-authenticate", "Bearer");
        if (wantsPage()) {
            edge.security.onPages(headers, client, edge.web().importMapHash());
            write(why.status(), "text/html; charset=utf-8", ErrorPage.of(edge.web(), why, id));
        } else {
            headers.set("content-language", language);
            write(why.status(), Problems.TYPE, Problems.bytes(why, field, language, id));
        }
    }

    void send(Reply reply) {
        if (answered()) return;
        var headers = request.response().headers();
        if (reply.type() != null && reply.type().startsWith("text/html")) edge.security.onPages(headers, client, edge.web().importMapHash());
        reply.headers().forEach(headers::set);
        if (reply.packed()) headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        if (reply.type() != null && Asset.isText(reply.type())) headers.set(HttpHeaderNames.VARY, "accept-encoding");
        write(reply.status(), reply.type(), reply.bytes());
    }

    void send(Asset asset, String caching) {
        if (answered()) return;
        var headers = request.response().headers();
        if (asset.type().startsWith("text/html")) edge.security.onPages(headers, client, edge.web().importMapHash());
        headers.set(HttpHeaderNames.CACHE_CONTROL, caching).set(HttpHeaderNames.ETAG, asset.etag());
        if (asset.gzip() != null) headers.set(HttpHeaderNames.VARY, "accept-encoding");
        var known = request.getHeader(HttpHeaderNames.IF_NONE_MATCH);
        if (known != null && known.contains(asset.etag())) {
            write(304, null, new byte[0]);
            return;
        }
        var packed = asset.gzip() != null && mayPack();
        if (packed) headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        write(200, asset.type(), packed ? asset.gzip() : asset.bytes());
    }

    void text(int status, String type, String text) {
        request.response().headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        write(status, type, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    void redirect(String path) {
        if (answered()) return;
        request.response().headers().set(HttpHeaderNames.LOCATION, path).set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        write(308, null, new byte[0]);
    }

    private void write(int status, String type, byte[] bytes) {
        if (answered()) return;
        answered = true;
        var response = request.response();
        response.setStatusCode(status);
        if (type != null) response.putHeader(HttpHeaderNames.CONTENT_TYPE, type);
        var bodiless = status == 204 || status == 304;
        if (!bodiless) response.putHeader(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(bytes.length));
        var unread = !request.isEnded() && expectsBody();
        if (unread) spoil();
        if (bodiless || request.method().equals(HttpMethod.HEAD)) response.end();
        else response.end(Buffer.buffer(bytes));
        if (unread) discard();
        else if (!request.isEnded()) request.resume();
    }

    boolean expectsBody() {
        var length = request.getHeader(HttpHeaderNames.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING) || length != null && !length.equals("0") || request.version() == HttpVersion.HTTP_2 && unsafe();
    }

    /** Whether what comes next on this line is not to be read: it was cut off in the middle, or nobody knows where the middle was. */
    static boolean spoilt(HttpServerRequest request) {
        return request.connection() instanceof Http1xServerConnection line && line.channelHandlerContext().channel().hasAttr(SPOILT);
    }

    void spoil() {
        if (request.connection() instanceof Http1xServerConnection line) line.channelHandlerContext().channel().attr(SPOILT).set(true);
        if (request.version() != HttpVersion.HTTP_2) request.response().putHeader(HttpHeaderNames.CONNECTION, "close");
    }

    /** Lets the rest of a body run out before the connection goes: closing at once would take the refusal along with it. */
    private void discard() {
        var left = new int[] {DISCARD};
        Runnable close = () -> {
            if (request.isEnded() && request.version() == HttpVersion.HTTP_2) return;
            if (request.version() == HttpVersion.HTTP_2) request.response().reset(0);
            else request.connection().close();
        };
        var timer = edge.vertx.setTimer(DISCARD_MS, t -> close.run());
        request.exceptionHandler(e -> { });
        request.handler(buffer -> {
            if ((left[0] -= buffer.length()) < 0 && edge.vertx.cancelTimer(timer)) close.run();
        });
        request.endHandler(v -> {
            if (edge.vertx.cancelTimer(timer)) close.run();
        });
        request.resume();
    }

    /** Somebody else answers from here on. */
    void handOver() {
        answered = true;
        log(101);
    }

    private void log(int status) {
        if (logged) return;
        logged = true;
        edge.left();
        var tookNs = System.nanoTime() - startedNs;
        AccessLog.request(id, request.method().name(), route, status, tookNs / 1_000_000, request.response().bytesWritten());
        edge.meters.http(known(request.method()), route, status).record(tookNs, java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    /** Methods that nobody knows must not each make a meter of their own. */
    private static String known(HttpMethod method) {
        return Map.of("GET", "GET", "HEAD", "HEAD", "POST", "POST", "PUT", "PUT", "DELETE", "DELETE", "PATCH", "PATCH", "OPTIONS", "OPTIONS").getOrDefault(method.name(), "other");
    }
}
