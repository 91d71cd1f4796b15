package vn.phien.realtime;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import vn.phien.base.PlaceId;
import vn.phien.protocol.Wire;

/**
 * How many phones are in each room on the other nodes. Four times a second each node tells its whole table, so that a lost word is made good
 * by the next. A node that has left, or is silent, counts no longer.
 */
public final class Presence {
    /** How often a node tells its table. */
    static final long EVERY_MS = 250;
    private static final long SILENT_NS = TimeUnit.MILLISECONDS.toNanos(3 * EVERY_MS);
    private static final String ADDRESS = "phien.presence";
    private final Bus bus;
    private final Map<String, Seen> others = new ConcurrentHashMap<>();
    private final Bus.Ear ear;
    private volatile Map<PlaceId, Integer> sums = Map.of();
    private volatile String address = "";
    private final AtomicLong told = new AtomicLong();

    /** A node as it was last heard. */
    public record Node(String name, String address, int viewers) { }

    private record Table(@JsonProperty String node, @JsonProperty String address, @JsonProperty long number, @JsonProperty Map<String, Integer> rooms) { }

    private record Seen(Table table, long ns) { }

    Presence(Bus bus) {
        this.bus = bus;
        this.ear = bus.listen(ADDRESS, words -> hear(Wire.trusted(words.toString(), Table.class)));
    }

    /** Where people reach this node; told to the others. */
    void isAt(String address) {
        this.address = address;
    }

    /** How many phones are in a room on all other nodes. */
    int elsewhere(PlaceId place) {
        return sums.getOrDefault(place, 0);
    }

    /** The other nodes. */
    List<Node> others() {
        return others.values().stream().map(seen -> new Node(seen.table.node, seen.table.address, seen.table.rooms.values().stream().mapToInt(Integer::intValue).sum())).toList();
    }

    /** Tells the others how many phones are in each room here, and forgets those who fell silent. Called every {@link #EVERY_MS}. */
    void tell(Map<PlaceId, Integer> here) {
        if (bus.isAlone()) return;
        var rooms = new HashMap<String, Integer>();
        here.forEach((place, viewers) -> rooms.put(place.value(), viewers));
        bus.say(ADDRESS, Buffer.buffer(Wire.write(new Table(bus.node(), address, told.incrementAndGet(), rooms))));
        forgetSilent();
    }

    private synchronized void forgetSilent() {
        long now = System.nanoTime();
        if (others.values().removeIf(seen -> now - seen.ns > SILENT_NS)) sum();
    }

    private synchronized void hear(Table table) {
        var before = others.get(table.node);
        if (before != null && before.table.number >= table.number) return;
        others.put(table.node, new Seen(table, System.nanoTime()));
        sum();
    }

    /** A node has left. */
    synchronized void left(String node) {
        if (others.remove(node) != null) sum();
    }

    private void sum() {
        var all = new HashMap<PlaceId, Integer>();
        others.values().forEach(seen -> seen.table.rooms.forEach((place, viewers) -> all.merge(new PlaceId(place), viewers, Integer::sum)));
        sums = all;
    }

    void close() {
        if (!bus.isAlone()) bus.say(ADDRESS, Buffer.buffer(Wire.write(new Table(bus.node(), address, told.incrementAndGet(), Map.of()))));
        ear.close();
    }
}
