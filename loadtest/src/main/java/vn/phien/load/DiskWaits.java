package vn.phien.load;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * When a server's store waited for its disk, as the store itself notes it (the latency monitor of Redis). A disk that others use, too,
 * can stand still for a moment, and what must be kept before it is shown stands still with it, whatever the program.
 */
final class DiskWaits implements AutoCloseable {
    /** Shorter waits are the usual ones and nobody's fault. */
    static final int LONG_MS = 10;
    private static final List<String> EVENTS = List.of("aof-fsync-always", "aof-write");
    private final Vertx vertx = Vertx.vertx();
    private final RedisConnection store;

    /** The longest wait that ended within a second, which counts from 1970. */
    record Wait(long second, long ms) { }

    /** From now on the store takes note. */
    DiskWaits(Server server) throws IOException {
        store = Redis.createClient(vertx, server.store()).connect().await();
        store.send(Request.cmd(Command.CONFIG).arg("SET").arg("latency-monitor-threshold").arg(LONG_MS)).await();
    }

    /** The last waits, at most 160 of a kind; the store keeps no more. */
    List<Wait> waits() {
        var waits = new ArrayList<Wait>();
        for (var event : EVENTS) {
            for (var wait : store.send(Request.cmd(Command.LATENCY).arg("HISTORY").arg(event)).await()) waits.add(new Wait(wait.get(0).toLong(), wait.get(1).toLong()));
        }
        return waits;
    }

    @Override
    public void close() {
        store.close().await();
        vertx.close().await();
    }
}
