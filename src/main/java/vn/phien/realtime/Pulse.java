package vn.phien.realtime;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import vn.phien.base.Lately;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.redis.Link;

/**
 * Feels how the node is: how late each event loop comes to its work, how long the store takes and buyers wait, how full the heap is
 * after a collection, whether the store still writes to its disk. Tells the {@link Ladder} once a second.
 */
public final class Pulse implements AutoCloseable {
    private static final long BEAT_MS = 50;
    /** Of a loop's beats in a second: one that is late is a pause of the collector or the compiler, one in ten is a loop that cannot keep up. */
    private static final double LATE = 0.9;
    private static final long PROBE_MS = 200;
    private static final long LOOK_MS = 1_000;
    private static final long STORE_LOOK_MS = 10_000;
    private static final Pattern FIGURE = Pattern.compile("(?m)^(\\w+):(\\S+)\\r?$");
    private final VertxInternal vertx;
    private final Link link;
    private final Meters meters;
    private final Ladder ladder;
    private final List<Lately> lags = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private List<Lately> buying = List.of();
    private final List<NotificationEmitter> collectors = new ArrayList<>();
    private final NotificationListener collected = (notification, with) -> collected(notification.getType(), notification.getUserData());
    private volatile long heapAfter;
    private volatile StoreState store = StoreState.UNKNOWN;
    private volatile long answeredNs = System.nanoTime();
    private volatile boolean stopped;

    /**
     * What the store says of itself.
     *
     * @param keeps      whether what it is told reaches its disk
     * @param logBytes   of its append-only file
     * @param usedBytes  of memory
     */
    public record StoreState(boolean keeps, long logBytes, long usedBytes) {
        static final StoreState UNKNOWN = new StoreState(true, 0, 0);
    }

    public Pulse(Vertx vertx, Link link, Meters meters, Ladder ladder) {
        this.vertx = (VertxInternal) vertx;
        this.link = link;
        this.meters = meters;
        this.ladder = ladder;
        meters.strain(() -> ladder.strain().ordinal());
        meters.heapAfter(() -> heapAfter, () -> Runtime.getRuntime().maxMemory());
        meters.storeState(() -> store.keeps() ? 1 : 0, () -> store.logBytes(), () -> store.usedBytes());
        meters.storeAway(() -> ladder.reasons().contains("store-away") ? 1 : 0);
    }

    /** Begins to feel. @param buying how long buyers wait for their answers, by what they ask */
    public Pulse start(List<Lately> buying) {
        this.buying = buying;
        for (EventExecutor loop : vertx.nettyEventLoopGroup()) {
            var lag = new Lately();
            meters.loopLag(lags.size(), () -> lag.ms(0.99, 5) / 1e3);
            lags.add(lag);
            beat(vertx.contextBuilder().withEventLoop((EventLoop) loop).build(), lag);
        }
        probe(vertx.createEventLoopContext());
        timers.add(vertx.setPeriodic(LOOK_MS, id -> look()));
        timers.add(vertx.setPeriodic(1, STORE_LOOK_MS, id -> ask()));
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (!(collector instanceof NotificationEmitter emitter)) continue;
            emitter.addNotificationListener(collected, null, null);
            collectors.add(emitter);
        }
        return this;
    }

    private void beat(ContextInternal context, Lately lag) {
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BEAT_MS);
        context.setTimer(BEAT_MS, id -> {
            lag.record(System.nanoTime() - due);
            if (!stopped) beat(context, lag);
        });
    }

    /** One question under way at a time: a store that hangs is asked anew by the connection that is made then. */
    private void probe(ContextInternal context) {
        context.runOnContext(v -> {
            long from = System.nanoTime();
            link.probe().onComplete(answer -> {
                if (answer.succeeded()) {
                    answeredNs = System.nanoTime();
                    link.lately().record(answeredNs - from);
                    ladder.store(false);
                }
                if (!stopped) context.setTimer(PROBE_MS, id -> probe(context));
            });
        });
    }

    private void look() {
        if (System.nanoTime() - answeredNs > TimeUnit.MILLISECONDS.toNanos(Limits.STORE_AWAY_MS)) ladder.store(true);
        ladder.look(new Ladder.Signs(lags.stream().mapToDouble(lag -> lag.ms(LATE, 1)).max().orElse(0), link.lately().ms(0.75, 1), heapAfter / (double) Runtime.getRuntime().maxMemory(), buyingMs()));
    }

    private double buyingMs() {
        return buying.stream().filter(waits -> waits.count(1) >= Limits.BUYING_COUNTS).mapToDouble(waits -> waits.ms(0.95, 1)).max().orElse(0);
    }

    private void ask() {
        link.everywhere(Link.request(Command.INFO)).onSuccess(masters -> {
            var all = new StoreState(true, 0, 0);
            for (var told : masters) {
                var figures = FIGURE.matcher(told.toString()).results().collect(Collectors.toMap(found -> found.group(1), found -> found.group(2), (first, again) -> first));
                all = new StoreState(all.keeps && "1".equals(figures.get("aof_enabled")) && "ok".equals(figures.get("aof_last_write_status")) && "ok".equals(figures.get("aof_last_bgrewrite_status")),
                    all.logBytes + number(figures.get("aof_current_size")), all.usedBytes + number(figures.get("used_memory")));
            }
            store = all;
        });
    }

    private static long number(String text) {
        return text == null || !text.matches("\\d{1,18}") ? 0 : Long.parseLong(text);
    }

    private void collected(String type, Object told) {
        if (!type.equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) return;
        var after = GarbageCollectionNotificationInfo.from((CompositeData) told).getGcInfo().getMemoryUsageAfterGc();
        Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).map(MemoryPoolMXBean::getName).collect(Collectors.toSet());
        heapAfter = after.entrySet().stream().filter(pool -> heap.contains(pool.getKey())).mapToLong(pool -> pool.getValue().getUsed()).sum();
    }

    /** How late each event loop comes to its work, p99 of the last seconds, in ms. */
    public List<Double> lagMs(int seconds) {
        return lags.stream().map(lag -> lag.ms(0.99, seconds)).toList();
    }

    /** Bytes of the heap that were in use after the last collection; 0 before the first. */
    public long heapAfter() {
        return heapAfter;
    }

    public StoreState store() {
        return store;
    }

    @Override
    public void close() {
        stopped = true;
        timers.forEach(vertx::cancelTimer);
        for (var emitter : collectors) {
            try {
                emitter.removeNotificationListener(collected);
            } catch (javax.management.ListenerNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
