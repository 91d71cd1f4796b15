package vn.phien.http;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Meters;
import vn.phien.base.Strain;
import vn.phien.facts.Facts;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Wire;
import vn.phien.realtime.Bus;
import vn.phien.realtime.Ladder;
import vn.phien.realtime.Pulse;
import vn.phien.realtime.Rooms;
import vn.phien.realtime.SocketHandler;
import vn.phien.redis.Link;

/** How this node and the others fare, second by second: measured here, told to the other nodes, kept for five minutes. */
public final class Ops {
    private static final Logger LOG = LoggerFactory.getLogger(Ops.class);
    private static final String ADDRESS = "phien.ops";
    private static final long BEAT_MS = 1_000;
    private static final int KEPT = 300;
    /** A node that has not been heard for this long is gone for good, or has another name now. */
    private static final long FORGOTTEN_MS = 120_000;
    /** A node that said it was leaving, and was not heard for this long, has left in order: nobody need look after it. */
    private static final long LEFT_MS = 2_500;
    /** Latencies are those of so many last seconds, so that a quiet second does not hide a bad one. */
    private static final int SECONDS = 5;

    /**
     * One second of one node. Figures "a second" are of that second; latencies are p99 of the last five, in ms, and 0 when there were none.
     *
     * @param why           what made the node cut back: "loop", "store", "heap", "store-away", "held"
     * @param phonesMost    how many the node takes
     * @param storeMs       p75 of the store's answers
     * @param lagMs         of the slowest event loop
     * @param chatsShed     messages of chats refused for the load, a second
     * @param turnedAway    phones told to come later, a second
     * @param fold          the fold that is furthest behind, where one is
     * @param heapAfter     bytes in use after the last collection
     * @param cpu           of the process, 1 for a whole core
     * @param storeKeeps    whether the store writes what it is told to its disk
     */
    public record Beat(long atMs, Strain strain, List<String> why, boolean leaving, int phones, int phonesMost, int rooms, double commands, double holds, double orders, double deliveries, double dropped,
                       double chatsShed, double turnedAway, double expired, long outboxBytes, double takeHoldMs, double placeOrderMs, double storeMs, double lagMs, long factsBehind, double factsBehindSeconds,
                       @Maybe String fold, long heapAfter, long heapMost, double cpu, boolean storeKeeps, long storeLogBytes, long storeUsedBytes) { }

    /**
     * A node and its last seconds, oldest first.
     *
     * @param heardMs when it was last heard, by the clock of the node that tells
     */
    public record NodeView(String node, String address, String transport, long startedMs, long heardMs, List<Beat> beats) { }

    /** @param node the one that tells */
    public record OpsView(long nowMs, String node, List<NodeView> nodes) { }

    /** What a node says to the others. */
    record Word(String node, String address, String transport, long startedMs, Beat beat) { }

    /** What a beat is measured from. */
    public record Parts(Meters meters, Ladder ladder, Pulse pulse, SocketHandler sockets, Rooms rooms, Facts facts, Link link, Health health) { }

    private static final class Node {
        private Word last;
        private long heardMs;
        private final ArrayDeque<Beat> beats = new ArrayDeque<>();
    }

    private final Parts parts;
    private final Bus bus;
    private final InstantSource clock;
    private final String transport;
    private final Supplier<String> address;
    private final Map<String, Node> nodes = new ConcurrentHashMap<>();
    private final Map<String, Double> counted = new ConcurrentHashMap<>();
    private final long startedMs;
    private long beatNs = System.nanoTime();
    private Bus.Ear ear = Bus.DEAF;
    private long timer = -1;

    /** @param address where people reach this node */
    public Ops(Parts parts, Bus bus, InstantSource clock, String transport, Supplier<String> address) {
        this.parts = parts;
        this.bus = bus;
        this.clock = clock;
        this.transport = transport;
        this.address = address;
        this.startedMs = clock.millis();
    }

    /** Begins to measure and to listen. */
    public void start(Vertx vertx) {
        ear = bus.listen(ADDRESS, words -> {
            try {
                heard(Wire.json().readValue(words.getBytes(), Word.class));
            } catch (java.io.IOException e) {
                LOG.debug("a node of another version: {}", e.getMessage());
            }
        });
        say(beat());
        timer = vertx.setPeriodic(BEAT_MS, id -> say(beat()));
    }

    private void say(Word word) {
        heard(word);
        if (!bus.isAlone()) bus.say(ADDRESS, Buffer.buffer(Wire.bytes(word)));
    }

    private void heard(Word word) {
        long now = clock.millis();
        var node = nodes.computeIfAbsent(word.node(), name -> new Node());
        synchronized (node) {
            node.last = word;
            node.heardMs = now;
            node.beats.add(word.beat());
            if (node.beats.size() > KEPT) node.beats.poll();
        }
        nodes.values().removeIf(other -> now - other.heardMs > FORGOTTEN_MS);
    }

    private Word beat() {
        long now = System.nanoTime();
        double seconds = Math.max(0.001, (now - beatNs) / 1e9);
        beatNs = now;
        var meters = parts.meters();
        var sockets = parts.sockets();
        var behind = parts.facts().lately().entrySet().stream().max(Comparator.comparingDouble(fold -> fold.getValue().seconds()));
        var heap = parts.pulse().heapAfter();
        var store = parts.pulse().store();
        var beat = new Beat(clock.millis(), parts.ladder().strain(), parts.ladder().reasons(), parts.health().isLeaving(), sockets.size(), sockets.most(), parts.rooms().open().size(),
            rate("phien.commands", sum("phien.commands"), seconds), rate("phien.take.hold", meters.takeHold().count(), seconds), rate("phien.place.order", meters.placeOrder().count(), seconds),
            rate("phien.deliveries", meters.deliveries().count(), seconds), rate("phien.dropped", sum("phien.dropped"), seconds), rate("phien.chat.shed", sum("phien.chat.shed"), seconds),
            rate("phien.turned.away", sum("phien.turned.away"), seconds), rate("phien.expired", sum("phien.expired"), seconds), sockets.outboxBytes(), round(sockets.takeHold().ms(0.99, SECONDS)), round(sockets.placeOrder().ms(0.99, SECONDS)),
            round(parts.link().lately().ms(0.75, SECONDS)), round(parts.pulse().lagMs(SECONDS).stream().mapToDouble(lag -> lag).max().orElse(0)), behind.map(fold -> fold.getValue().facts()).orElse(0L),
            round(behind.map(fold -> fold.getValue().seconds()).orElse(0.0)), behind.filter(fold -> fold.getValue().facts() > 0).map(Map.Entry::getKey).orElse(null), heap, Runtime.getRuntime().maxMemory(), cpu(seconds),
            store.keeps(), store.logBytes(), store.usedBytes());
        return new Word(bus.node(), address.get(), transport, startedMs, beat);
    }

    private double sum(String counters) {
        return parts.meters().registry().find(counters).counters().stream().mapToDouble(Counter::count).sum();
    }

    private double rate(String what, double count, double seconds) {
        var before = counted.put(what, count);
        return before == null ? 0 : round(Math.max(0, count - before) / seconds);
    }

    private double cpu(double seconds) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system ? rate("cpu", system.getProcessCpuTime() / 1e9, seconds) : 0;
    }

    private static double round(double figure) {
        return Math.round(figure * 100) / 100.0;
    }

    /** Every node that was heard lately, this one first, with what came after a moment by that node's clock. */
    public OpsView view(long sinceMs) {
        var views = new ArrayList<NodeView>();
        nodes.forEach((name, node) -> {
            synchronized (node) {
                if (node.last.beat().leaving() && clock.millis() - node.heardMs > LEFT_MS) return;
                views.add(new NodeView(name, node.last.address(), node.last.transport(), node.last.startedMs(), node.heardMs, node.beats.stream().filter(beat -> beat.atMs() > sinceMs).toList()));
            }
        });
        views.sort(Comparator.<NodeView, Boolean>comparing(view -> !view.node().equals(bus.node())).thenComparing(NodeView::address).thenComparing(NodeView::node));
        return new OpsView(clock.millis(), bus.node(), List.copyOf(views));
    }

    /** Says a last time how it fares, so that the others know that it leaves in order. */
    public void stop(Vertx vertx) {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
            say(beat());
        }
        ear.close();
    }
}
