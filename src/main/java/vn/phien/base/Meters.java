package vn.phien.base;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;

/** What is measured, by name. Names and tags never carry a person, a booth or anything else without a small bound. */
public final class Meters {
    private final MeterRegistry registry;
    private final Timer takeHold;
    private final Timer placeOrder;
    private final Timer store;
    private final Counter deliveries;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        takeHold = timer("phien.take.hold", "From the command to the reply of a hold");
        placeOrder = timer("phien.place.order", "From the command to the reply of an order");
        store = timer("phien.store", "From a script's sending to its answer");
        deliveries = Counter.builder("phien.deliveries").description("Frames written to phones").register(registry);
    }

    /** Measures that nobody reads, for tests and tools. */
    public static Meters unread() {
        return new Meters(new SimpleMeterRegistry());
    }

    private Timer timer(String name, String what) {
        return Timer.builder(name).description(what).publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1)).maximumExpectedValue(Duration.ofSeconds(10)).register(registry);
    }

    public Timer takeHold() {
        return takeHold;
    }

    public Timer placeOrder() {
        return placeOrder;
    }

    /** How long the store takes to answer. */
    public Timer store() {
        return store;
    }

    /** Frames written to phones. */
    public Counter deliveries() {
        return deliveries;
    }

    /** Frames shed from a lane, such as {@code thin}. */
    public Counter dropped(String lane) {
        return registry.counter("phien.dropped", "lane", lane);
    }

    /** Sockets that were closed, by close code. */
    public Counter closed(int code) {
        return registry.counter("phien.closed", "code", Integer.toString(code));
    }

    /** Commands of phones, by name and how they went: {@code ok}, {@code refused} or {@code failed}. */
    public Counter commands(String name, String how) {
        return registry.counter("phien.commands", "command", name, "how", how);
    }

    /** HTTP requests, by route and status. */
    public Timer http(String method, String route, int status) {
        return registry.timer("phien.http", "method", method, "route", route, "status", Integer.toString(status));
    }

    public void rooms(Supplier<Number> now) {
        Gauge.builder("phien.rooms", now).description("Rooms open on this node").register(registry);
    }

    public void viewers(Supplier<Number> now) {
        Gauge.builder("phien.viewers", now).description("Sockets open on this node").register(registry);
    }

    public void outboxBytes(Supplier<Number> now) {
        Gauge.builder("phien.outbox.bytes", now).description("Bytes that wait for slow phones").register(registry);
    }

    /** How much something is, each time it happens. */
    public DistributionSummary summary(String name, String what) {
        return DistributionSummary.builder(name).description(what).register(registry);
    }

    public MeterRegistry registry() {
        return registry;
    }
}
