package vn.phien.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the store. Each event loop keeps one connection to itself: that doubled the throughput of a pool. Virtual threads
 * and tests share the connection of one further event loop.
 *
 * <p>A lost connection fails what was under way with {@link Unavailable} and is made anew at the next command.
 */
public final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final int WAITING = 16_384;
    private final Vertx vertx;
    private final Redis redis;
    private final Context shared;
    private final Map<Context, Future<RedisConnection>> pinned = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param url such as {@code redis://127.0.0.1:6379} or {@code unix:///run/redis.sock} */
    public Link(Vertx vertx, String url) {
        this(vertx, Redis.createClient(vertx, new RedisOptions().setConnectionString(url).setMaxPoolSize(64).setMaxPoolWaiting(256).setMaxWaitingHandlers(WAITING)));
    }

    /** The same over a client of one's own. */
    public Link(Vertx vertx, Redis redis) {
        this.vertx = vertx;
        this.redis = redis;
        this.shared = ((VertxInternal) vertx).createEventLoopContext();
    }

    /** Sends one command. */
    public Future<Response> send(Request request) {
        return on(connection -> connection.send(request));
    }

    /** Sends one command by name, with texts and whole numbers as arguments. */
    public Future<Response> send(Command command, Object... args) {
        return send(request(command, args));
    }

    /** Sends commands together; the answers come in the same order. */
    public Future<List<Response>> batch(List<Request> requests) {
        if (requests.isEmpty()) return Future.succeededFuture(List.of());
        return on(connection -> connection.batch(requests));
    }

    /** Sends one command and waits. For virtual threads and tests, never on an event loop. */
    public Response ask(Command command, Object... args) {
        return send(command, args).await();
    }

    public static Request request(Command command, Object... args) {
        var request = Request.cmd(command);
        for (var arg : args) {
            switch (arg) {
                case Long number -> request.arg(number);
                case Integer number -> request.arg(number.longValue());
                case byte[] bytes -> request.arg(io.vertx.core.buffer.Buffer.buffer(bytes));
                default -> request.arg(arg.toString());
            }
        }
        return request;
    }

    private interface Use<T> {
        Future<T> with(RedisConnection connection);
    }

    private <T> Future<T> on(Use<T> use) {
        var current = (ContextInternal) Vertx.currentContext();
        var context = current == null ? null : current.unwrap();
        if (context == null || !context.isEventLoopContext()) {
            var result = Promise.<T>promise();
            shared.runOnContext(v -> over(shared, use).onComplete(result));
            return result.future();
        }
        return over(context, use);
    }

    private <T> Future<T> over(Context context, Use<T> use) {
        var connection = pinned.get(context);
        if (connection == null || connection.isComplete() && connection.failed()) {
            if (closed) return Future.failedFuture(new Unavailable("closed", null));
            connection = redis.connect().onSuccess(c -> c.exceptionHandler(e -> drop(context, e)).endHandler(v -> drop(context, null)));
            pinned.put(context, connection);
        }
        if (connection.isComplete() && connection.succeeded()) return use.with(connection.result()).recover(this::translate);
        return connection.compose(use::with).recover(this::translate);
    }

    private void drop(Context context, Throwable cause) {
        if (pinned.remove(context) == null) return;
        if (!closed) LOG.warn("store connection lost: {}", cause == null ? "ended" : cause.getMessage());
    }

    private <T> Future<T> translate(Throwable e) {
        if (e instanceof io.vertx.redis.client.impl.types.ErrorType error) {
            var text = error.getMessage();
            if (text.startsWith("CONNECTION_CLOSED") || text.startsWith("LOADING") || text.startsWith("READONLY") || text.startsWith("MISCONF") || text.startsWith("MASTERDOWN") || text.startsWith("OOM") || text.startsWith("BUSY"))
                return Future.failedFuture(new Unavailable(text, e));
            return Future.failedFuture(e);
        }
        return Future.failedFuture(e instanceof Unavailable ? e : new Unavailable(String.valueOf(e.getMessage()), e));
    }

    public Vertx vertx() {
        return vertx;
    }

    public Future<Void> close() {
        closed = true;
        for (var connection : pinned.values()) if (connection.succeeded()) connection.result().close();
        redis.close();
        return Future.succeededFuture();
    }
}
