package vn.phien.realtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The figures of the sockets, for /metrics. */
public final class Meters {
    private final MeterRegistry registry;
    private final LongAdder deliveries = new LongAdder();
    private final AtomicInteger sockets = new AtomicInteger();
    private final Map<Lane, Counter> dropped = new EnumMap<>(Lane.class);

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        registry.more().counter("phien.deliveries", java.util.List.of(), deliveries);
        registry.gauge("phien.sockets", sockets);
        for (var lane : Lane.values()) dropped.put(lane, Counter.builder("phien.dropped").tag("lane", lane.name().toLowerCase(java.util.Locale.ROOT)).register(registry));
    }

    void delivered() {
        deliveries.increment();
    }

    void dropped(Lane lane) {
        dropped.get(lane).increment();
    }

    int opened() {
        return sockets.incrementAndGet();
    }

    void closed() {
        sockets.decrementAndGet();
    }

    int sockets() {
        return sockets.get();
    }

    Timer command(String name) {
        return Timer.builder("phien.command").tag("command", name).publishPercentiles(0.5, 0.95, 0.99).register(registry);
    }

    MeterRegistry registry() {
        return registry;
    }
}
