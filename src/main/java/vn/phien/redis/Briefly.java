package vn.phien.redis;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Remembers what was read for a short while, so that a busy room does not read the same thing for every message. */
public final class Briefly<K, V> {
    private final LoadingCache<K, Future<V>> read;

    /** @param duration how old at most what is answered may be */
    public Briefly(Duration duration, Function<K, Future<V>> reader) {
        this(Caffeine.newBuilder().expireAfterWrite(duration), reader);
    }

    private Briefly(Caffeine<Object, Object> bounded, Function<K, Future<V>> reader) {
        read = bounded.executor(Runnable::run).maximumSize(10_000).build(new CacheLoader<>() {
            @Override
            public Future<V> load(K key) {
                return reader.apply(key);
            }

            // what could not be read anew is forgotten: the next one who asks waits for it
            @Override
            public CompletableFuture<Future<V>> asyncReload(K key, Future<V> before, Executor executor) {
                return reader.apply(key).map(Future::succeededFuture).otherwiseEmpty().toCompletionStage().toCompletableFuture();
            }
        });
    }

    /** The same for what somebody waits for: when half of the duration is over it is read anew beside, while what was read before is answered. */
    public static <K, V> Briefly<K, V> ahead(Duration duration, Function<K, Future<V>> reader) {
        return ahead(duration, reader, Ticker.systemTicker());
    }

    static <K, V> Briefly<K, V> ahead(Duration duration, Function<K, Future<V>> reader, Ticker ticker) {
        return new Briefly<>(Caffeine.newBuilder().expireAfterWrite(duration).refreshAfterWrite(duration.dividedBy(2)).ticker(ticker), reader);
    }

    public Future<V> get(K key) {
        var known = read.get(key);
        if (known.succeeded()) return Future.succeededFuture(known.result());
        return known.onFailure(e -> read.asMap().remove(key, known));
    }

    public void forget(K key) {
        read.invalidate(key);
    }
}
