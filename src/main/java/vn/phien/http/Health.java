package vn.phien.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import vn.phien.protocol.Wire;

/** Whether this node may be sent people. */
public final class Health {
    /** What a check fails with when the node is well and takes nobody more. */
    public static final String FULL = "full";
    private static final long PATIENCE_MS = 1_000;
    private final Map<String, Supplier<Future<?>>> checks = new LinkedHashMap<>();
    private volatile boolean leaving;

    /** Adds a check that fails, or takes longer than a second, when the node is of no use. Before the doors open. */
    public Health check(String name, Supplier<Future<?>> check) {
        checks.put(name, check);
        return this;
    }

    /** From now on the node says that it is not ready, so that a balancer sends nobody more. */
    public void leave() {
        leaving = true;
    }

    /** Whether the node has been told to say that it is leaving. */
    public boolean isLeaving() {
        return leaving;
    }

    /** What each check found: "up", "down", "full" or "leaving". */
    record State(boolean ready, Map<String, String> found) {
        /** @param details only for those who may look inside */
        byte[] bytes(boolean details) {
            var body = new LinkedHashMap<String, Object>();
            body.put("status", ready ? "up" : found.containsValue("leaving") ? "leaving" : found.containsValue("down") ? "down" : FULL);
            if (details) body.put("checks", found);
            return Wire.bytes(body);
        }
    }

    Future<State> now(Vertx vertx) {
        var found = new LinkedHashMap<String, String>();
        checks.keySet().forEach(name -> found.put(name, "down"));
        if (leaving) return Future.succeededFuture(new State(false, Map.of("node", "leaving")));
        var all = checks.entrySet().stream().map(check -> asked(check.getValue()).timeout(PATIENCE_MS, TimeUnit.MILLISECONDS)
            .onSuccess(v -> found.put(check.getKey(), "up"))
            .onFailure(e -> found.put(check.getKey(), FULL.equals(e.getMessage()) ? FULL : "down")).otherwiseEmpty().mapEmpty()).toList();
        return Future.join(all).map(v -> new State(found.values().stream().allMatch("up"::equals), found));
    }

    private static Future<?> asked(Supplier<Future<?>> check) {
        try {
            return check.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}
