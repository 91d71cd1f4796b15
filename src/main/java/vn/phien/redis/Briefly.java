package vn.phien.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;

/** Remembers what was read for a short while, so that a busy room does not read the same thing for every message. */
public final class Briefly<K, V> {
    private final Cache<K, Future<V>> read;
    private final Function<K, Future<V>> reader;

    public Briefly(Duration duration, Function<K, Future<V>> reader) {
        this.read = Caffeine.newBuilder().expireAfterWrite(duration).maximumSize(10_000).build();
        this.reader = reader;
    }

    public Future<V> get(K key) {
        var known = read.get(key, reader);
        if (known.succeeded()) return Future.succeededFuture(known.result());
        return known.onFailure(e -> read.asMap().remove(key, known));
    }

    public void forget(K key) {
        read.invalidate(key);
    }
}
