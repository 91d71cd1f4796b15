package vn.phien.base;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What is measured, by name. Names and tags never carry a person, a booth or anything else without a small bound. */
public final class Meters {
    private final MeterRegistry registry;
    private final Timer takeHold;
    private final Timer placeOrder;
    private final Timer store;
    private final Counter deliveries;
    private final Counter unkept;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Counter>> commands = new ConcurrentHashMap<>();

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        takeHold = timer("phien.take.hold", "From the command to the reply of a hold");
        placeOrder = timer("phien.place.order", "From the command to the reply of an order");
        store = timer("phien.store", "From a script's sending to its answer");
        unkept = Counter.builder("phien.unkept").description("Answers withheld because too few replicas had in time what they tell").register(registry);
        deliveries = Counter.builder("phien.deliveries").description("Frames written to phones").register(registry);
        for (var lane : new String[] {"must", "latest", "thin"}) dropped(lane);
        for (var why : new String[] {"full", "busy", "buying-only", "leaving", "room", "address"}) turnedAway(why);
        for (var why : new String[] {"under-way", "buying-only"}) chatShed(why);
        for (var how : new String[] {"sent", "again", "given-up", "late", "unwanted"}) letters(how);
        expired();
    }

    /** Measures that nobody reads, for tests and tools. */
    public static Meters unread() {
        return new Meters(new SimpleMeterRegistry());
    }

    private Timer timer(String name, String what) {
        return Timer.builder(name).description(what).publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1)).maximumExpectedValue(Duration.ofSeconds(10)).register(registry);
    }

    /** A counter with one tag of few values; found again without asking the registry. */
    private Counter counter(String name, String what, String tag, String value) {
        var known = counters.get(name + value);
        return known != null ? known : counters.computeIfAbsent(name + value, n -> Counter.builder(name).description(what).tag(tag, value).register(registry));
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

    /** Answers that were withheld because too few replicas had in time what they tell. */
    public Counter unkept() {
        return unkept;
    }

    /** Frames shed from a lane, such as {@code thin}. */
    public Counter dropped(String lane) {
        return counter("phien.dropped", "Frames shed from a lane", "lane", lane);
    }

    /** Sockets that were closed, by close code. */
    public Counter closed(int code) {
        return counter("phien.closed", "Sockets that the server closed, by close code", "code", Integer.toString(code));
    }

    /** Phones and joins that were told to come later: {@code full}, {@code busy}, {@code buying-only}, {@code leaving}, {@code room}, {@code address}. */
    public Counter turnedAway(String why) {
        return counter("phien.turned.away", "Phones that were told to come later", "why", why);
    }

    /** Messages of chats that were refused so that orders need not wait: {@code under-way} or {@code buying-only}. */
    public Counter chatShed(String why) {
        return counter("phien.chat.shed", "Messages of chats that were refused for the load", "why", why);
    }

    /** Letters through the doors beside the pages, by how they went: {@code sent}, {@code again}, {@code given-up}, {@code late}, {@code unwanted}. */
    public Counter letters(String how) {
        return counter("phien.letters", "Reminders by mail and message, by how they went", "how", how);
    }

    /** Commands that were too old to be worth sending to the store. */
    public Counter expired() {
        return counter("phien.expired", "Commands that were dropped because they had waited too long", "kind", "command");
    }

    /** Commands of phones, by name and how they went: {@code ok}, {@code refused} or {@code failed}. */
    public Counter commands(String name, String how) {
        return commands.computeIfAbsent(name, n -> new ConcurrentHashMap<>()).computeIfAbsent(how, h -> registry.counter("phien.commands", "command", name, "how", how));
    }

    /** HTTP requests, by route and status. */
    public Timer http(String method, String route, int status) {
        return registry.timer("phien.http", "method", method, "route", route, "status", Integer.toString(status));
    }

    /** What this node is made of. */
    public void info(String transport, String store) {
        Gauge.builder("phien.made.of", () -> 1).description("Always 1; the tags tell what the node is made of").tag("transport", transport).tag("store", store).register(registry);
    }

    public void rooms(Supplier<Number> now) {
        gauge("phien.rooms", "Rooms open on this node", now);
    }

    public void viewers(Supplier<Number> now) {
        gauge("phien.viewers", "Sockets open on this node", now);
    }

    public void viewersMost(Supplier<Number> now) {
        gauge("phien.viewers.most", "Sockets that this node takes", now);
    }

    public void outboxBytes(Supplier<Number> now) {
        gauge("phien.outbox.bytes", "Bytes that wait for slow phones", now);
    }

    /** The step of the ladder: 0 nothing cut back, 4 the store is away. */
    public void strain(Supplier<Number> now) {
        gauge("phien.strain", "How far the node has cut back, 0 to 4", now);
    }

    public void storeAway(Supplier<Number> now) {
        gauge("phien.store.away", "1 while the store does not answer", now);
    }

    public void storeState(Supplier<Number> keeps, Supplier<Number> logBytes, Supplier<Number> usedBytes) {
        gauge("phien.store.keeps", "1 while the store writes what it is told to its disk", keeps);
        gauge("phien.store.log.bytes", "Size of the store's append-only file", logBytes);
        gauge("phien.store.used.bytes", "Memory that the store uses", usedBytes);
    }

    public void heapAfter(Supplier<Number> after, Supplier<Number> most) {
        gauge("phien.heap.after.bytes", "Heap in use after the last collection", after);
        gauge("phien.heap.most.bytes", "Heap at most", most);
    }

    public void loopLag(int loop, Supplier<Number> now) {
        Gauge.builder("phien.loop.lag.seconds", now).description("How late an event loop comes to its work, p99 of the last five seconds").tag("loop", Integer.toString(loop)).register(registry);
    }

    public void behind(String fold, Supplier<Number> facts, Supplier<Number> seconds) {
        Gauge.builder("phien.facts.behind", facts).description("Facts that a fold has not heard yet, up to a bound").tag("fold", fold).register(registry);
        Gauge.builder("phien.facts.behind.seconds", seconds).description("Age of the oldest fact that a fold has not heard yet").tag("fold", fold).register(registry);
    }

    private void gauge(String name, String what, Supplier<Number> now) {
        Gauge.builder(name, now).description(what).register(registry);
    }

    /** How much something is, each time it happens. */
    public DistributionSummary summary(String name, String what) {
        return DistributionSummary.builder(name).description(what).register(registry);
    }

    public MeterRegistry registry() {
        return registry;
    }
}
