package vn.phien.shows;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import vn.phien.base.PlaceId;
import vn.phien.redis.Unavailable;

/**
 * One thing after the other in each room, in the order in which they came to this node. Each runs on the event loop that asked
 * for it, so nothing waits but the asker.
 */
final class InTurn {
    /** Waiting in one room; beyond it the asker is told to try again. */
    static final int MOST = 2_000;
    private final Map<PlaceId, Queue<Runnable>> rooms = new HashMap<>();

    <T> Future<T> run(PlaceId room, Supplier<Future<T>> work) {
        var promise = Promise.<T>promise();
        var context = Vertx.currentContext();
        Runnable job = () -> {
            if (context == null || context == Vertx.currentContext()) start(room, work, promise);
            else context.runOnContext(v -> start(room, work, promise));
        };
        synchronized (rooms) {
            var waiting = rooms.get(room);
            if (waiting != null) {
                if (waiting.size() >= MOST) return Future.failedFuture(new Unavailable("too many comments at once", null));
                waiting.add(job);
                return promise.future();
            }
            rooms.put(room, new ArrayDeque<>());
        }
        job.run();
        return promise.future();
    }

    private <T> void start(PlaceId room, Supplier<Future<T>> work, Promise<T> promise) {
        Future<T> result;
        try {
            result = work.get();
        } catch (RuntimeException e) {
            result = Future.failedFuture(e);
        }
        result.onComplete(done -> {
            next(room);
            promise.handle(done);
        });
    }

    private void next(PlaceId room) {
        Runnable job;
        synchronized (rooms) {
            job = rooms.get(room).poll();
            if (job == null) rooms.remove(room);
        }
        if (job != null) job.run();
    }
}
