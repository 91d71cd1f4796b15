package vn.phien.redis;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A Lua script of the jar, run by its digest, and by its text when the store does not know it (after a restart or a failover).
 * A line {@code --#include books} is replaced by {@code lib/books.lua}.
 */
public final class Script {
    private final String name;
    private final String text;
    private final String sha;

    private Script(String name, String text) {
        this.name = name;
        this.text = text;
        try {
            this.sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Loads {@code lua/NAME.lua}, such as {@code inventory/take_hold}. */
    public static Script load(String name) {
        var out = new StringBuilder();
        for (var line : resource(name).split("\n", -1)) {
            if (line.startsWith("--#include ")) out.append(resource("lib/" + line.substring(11).strip())).append('\n');
            else out.append(line).append('\n');
        }
        return new Script(name, out.toString());
    }

    private static String resource(String name) {
        try (var in = Script.class.getResourceAsStream("/lua/" + name + ".lua")) {
            if (in == null) throw new IllegalArgumentException("no script " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the script; arguments are texts, whole numbers and bytes. */
    public Future<Response> run(Link link, List<String> keys, Object... args) {
        return run(link, false, keys, args);
    }

    /** Runs the script, and answers when what it did is there for good: see {@link Link#kept}. */
    public Future<Response> kept(Link link, List<String> keys, Object... args) {
        return run(link, true, keys, args);
    }

    private Future<Response> run(Link link, boolean kept, List<String> keys, Object... args) {
        long from = System.nanoTime();
        return link.timed(link.send(request(Command.EVALSHA, sha, keys, args), keys.getFirst(), kept).recover(e ->
            e instanceof ErrorType error && error.getMessage().startsWith("NOSCRIPT") ? link.send(request(Command.EVAL, text, keys, args), keys.getFirst(), kept) : Future.failedFuture(e)), from);
    }

    private static Request request(Command command, String what, List<String> keys, Object... args) {
        var request = Request.cmd(command).arg(what).arg(keys.size());
        for (var key : keys) request.arg(key);
        for (var arg : args) {
            switch (arg) {
                case Long number -> request.arg(number);
                case Integer number -> request.arg(number.longValue());
                case byte[] bytes -> request.arg(Buffer.buffer(bytes));
                default -> request.arg(arg.toString());
            }
        }
        return request;
    }

    public String sha() {
        return sha;
    }

    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return name;
    }
}
