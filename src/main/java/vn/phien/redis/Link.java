package vn.phien.redis;

import io.micrometer.core.instrument.Timer;
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
import io.vertx.redis.client.impl.PooledRedisConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Lately;
import vn.phien.base.Limits;
import vn.phien.base.Meters;

/**
 * The way to the store. Each event loop keeps one connection to itself: that doubled the throughput of a pool. Virtual threads
 * and tests share the connection of one further event loop.
 *
 * <p>A lost connection, and one on which no answer has come for {@link Limits#STORE_MS}, fails what was under way with
 * {@link Unavailable} and is made anew at the next command.
 */
public final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final int WAITING = 16_384;
    /**
     * What a store says that cannot do its work now; of a batch every command says so, with its number before it. A batch whose
     * connection broke names the exception instead.
     */
    private static final Pattern AWAY = Pattern.compile("(?:ERR )?(?:\\[\\d+] )?(?:CONNECTION_CLOSED|LOADING|READONLY|MISCONF|MASTERDOWN|CLUSTERDOWN|OOM|BUSY|ERR max number of clients|[a-z]\\w*(?:\\.[\\w$]+)+)");
    private static final long LOOK_MS = 500;
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private final Vertx vertx;
    private final Redis redis;
    private final Context shared;
    private final Map<Context, Line> lines = new ConcurrentHashMap<>();
    private final long watch;
    private final Lately lately = new Lately();
    private volatile Timer timer;
    private volatile boolean away;
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
        this.watch = vertx.setPeriodic(LOOK_MS, id -> look());
    }

    /** From now on the time to a script's answer is measured. */
    public Link measuredBy(Meters meters) {
        timer = meters.store();
        return this;
    }

    <T> Future<T> timed(Future<T> answer, long fromNs) {
        var measure = timer;
        if (measure == null) return answer;
        return answer.onComplete(done -> {
            long tookNs = System.nanoTime() - fromNs;
            measure.record(tookNs, TimeUnit.NANOSECONDS);
            if (done.succeeded()) lately.record(tookNs);
        });
    }

    /** How long scripts took in the last seconds. */
    public Lately lately() {
        return lately;
    }

    /** While the store is known to be away nobody waits for it: all but {@link #probe} fail at once, and nothing is kept in memory for it. */
    public void away(boolean isAway) {
        away = isAway;
    }

    /** Asks whether the store answers, also while it is known to be away. */
    public Future<Response> probe() {
        return on(connection -> connection.send(Request.cmd(Command.PING)), true);
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

    /** The connection of one event loop, and whether answers come. Used on that loop only. */
    private final class Line {
        private final Context context;
        private final Future<RedisConnection> connection;
        private final long begunNs = System.nanoTime();
        private int underWay;
        private long movedNs;
        private boolean dropped;

        Line(Context context) {
            this.context = context;
            var connecting = redis.connect();
            this.connection = connecting.timeout(Limits.STORE_MS, TimeUnit.MILLISECONDS).recover(e -> Future.failedFuture(new Unavailable("no connection: " + e.getMessage(), e)));
            connecting.onSuccess(made -> {
                made.exceptionHandler(this::drop).endHandler(v -> drop(null));
                if (connection.failed()) made.close(); // came too late
            });
        }

        <T> Future<T> use(Use<T> use) {
            if (connection.succeeded()) return asked(use, connection.result());
            long fromNs = System.nanoTime();
            return connection.compose(made -> System.nanoTime() - fromNs > TimeUnit.MILLISECONDS.toNanos(Limits.COMMAND_MS)
                ? Future.failedFuture(new Unavailable("waited too long for a connection", null)) : asked(use, made));
        }

        private <T> Future<T> asked(Use<T> use, RedisConnection made) {
            if (underWay++ == 0) movedNs = System.nanoTime();
            return use.with(made).onComplete(answer -> {
                underWay--;
                movedNs = System.nanoTime();
            });
        }

        /** Whether it may still be used; who could not connect tries again a moment later. */
        boolean stands() {
            return !dropped && (!connection.failed() || System.nanoTime() - begunNs < RETRY_NS);
        }

        /** A store that takes commands and answers none is as good as gone: whoever waits is told, and the next one connects anew. */
        void look() {
            if (dropped || underWay == 0 || System.nanoTime() - movedNs < TimeUnit.MILLISECONDS.toNanos(Limits.STORE_MS)) return;
            var made = connection.result();
            drop(new Unavailable("no answer for " + Limits.STORE_MS + " ms", null));
            if (made instanceof PooledRedisConnection pooled) pooled.actual().forceClose();
            else made.close();
        }

        private void drop(Throwable cause) {
            if (dropped) return;
            dropped = true;
            lines.remove(context, this);
            if (!closed) LOG.warn("store connection lost: {}", cause == null ? "ended" : cause.getMessage());
        }
    }

    private <T> Future<T> on(Use<T> use) {
        return on(use, false);
    }

    private <T> Future<T> on(Use<T> use, boolean anyway) {
        if (away && !anyway) return Future.failedFuture(new Unavailable("the store is away", null));
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
        var line = lines.get(context);
        if (line == null || !line.stands()) {
            if (closed) return Future.failedFuture(new Unavailable("closed", null));
            line = new Line(context);
            lines.put(context, line);
        }
        return line.use(use).recover(this::translate);
    }

    private void look() {
        lines.values().forEach(line -> line.context.runOnContext(v -> line.look()));
    }

    private <T> Future<T> translate(Throwable e) {
        if (e instanceof io.vertx.redis.client.impl.types.ErrorType error) {
            var text = String.valueOf(error.getMessage());
            return Future.failedFuture(AWAY.matcher(text).lookingAt() ? new Unavailable(text.lines().findFirst().orElse(""), e) : e);
        }
        return Future.failedFuture(e instanceof Unavailable ? e : new Unavailable(String.valueOf(e.getMessage()), e));
    }

    public Vertx vertx() {
        return vertx;
    }

    public Future<Void> close() {
        closed = true;
        vertx.cancelTimer(watch);
        for (var line : lines.values()) if (line.connection.succeeded()) line.connection.result().close();
        redis.close();
        return Future.succeededFuture();
    }
}
