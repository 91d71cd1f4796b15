package vn.phien.sim;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.impl.RequestImpl;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import vn.phien.redis.Link;

/**
 * The way of one server to the real store, and what goes wrong on it: a request that is lost, a reply that is lost, a server
 * that dies between two steps of a command; and scripts that were broken on purpose.
 */
final class Mischief {
    /** What is to happen. */
    enum Fault { REQUEST_LOST, REPLY_LOST, SERVER_DIES_BEFORE, SERVER_DIES_AFTER }

    private final Link link;
    private final Map<String, String> broken;
    private Fault fault;
    private int in;
    private boolean dead;

    /** @param broken text of scripts to run in place of those with the given digest */
    Mischief(Vertx vertx, String url, Map<String, String> broken) {
        this.broken = broken;
        this.link = new Link(vertx, wrapped(Redis.class, Redis.createClient(vertx, url)));
    }

    Link link() {
        return link;
    }

    /** Lets the fault happen at one of the next requests, counted from 0. */
    synchronized void plan(Fault what, int after) {
        fault = what;
        in = after;
    }

    /** Forgets a fault that did not come to pass. */
    synchronized void calm() {
        fault = null;
    }

    /** Nothing gets through any more. */
    synchronized void die() {
        dead = true;
    }

    synchronized boolean isDead() {
        return dead;
    }

    private synchronized Fault now() {
        if (dead) return Fault.SERVER_DIES_BEFORE;
        if (fault == null || in-- > 0) return null;
        var now = fault;
        fault = null;
        if (now == Fault.SERVER_DIES_BEFORE || now == Fault.SERVER_DIES_AFTER) dead = true;
        return now;
    }

    private <T> Future<T> through(Supplier<Future<T>> send) {
        return switch (now()) {
            case null -> send.get();
            case REQUEST_LOST, SERVER_DIES_BEFORE -> Future.failedFuture(new IOException("lost"));
            case REPLY_LOST, SERVER_DIES_AFTER -> send.get().compose(reply -> Future.failedFuture(new IOException("lost")));
        };
    }

    @SuppressWarnings("unchecked")
    private <T> T wrapped(Class<T> type, T real) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> switch (method.getName()) {
            case "connect" -> ((Redis) real).connect().map(connection -> wrapped(RedisConnection.class, connection));
            case "send" -> through(() -> ((RedisConnection) real).send(changed((Request) args[0])));
            case "batch" -> through(() -> ((RedisConnection) real).batch(((List<Request>) args[0]).stream().map(this::changed).toList()));
            case String _ -> call(real, method, args);
        });
    }

    private static Object call(Object real, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(real, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Request changed(Request request) {
        if (broken.isEmpty() || request.command() != Command.EVALSHA) return request;
        var args = ((RequestImpl) request).getArgs();
        var text = broken.get(new String(args.getFirst(), StandardCharsets.US_ASCII));
        if (text == null) return request;
        var other = Request.cmd(Command.EVAL).arg(text);
        for (var arg : args.subList(1, args.size())) other.arg(Buffer.buffer(arg));
        return other;
    }
}
