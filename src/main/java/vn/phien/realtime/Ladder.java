package vn.phien.realtime;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Limits;
import vn.phien.base.Strain;

/**
 * Decides how far the node cuts back. A step is climbed when two looks in a row, a second apart, need it; it is left when for
 * half a minute none did. That the store is away holds from the moment it is known until the moment it is back.
 */
public final class Ladder {
    private static final Logger LOG = LoggerFactory.getLogger(Ladder.class);
    private static final List<Strain> CLIMBED = List.of(Strain.QUIETER, Strain.THINNER, Strain.BUYING_ONLY);
    private final LongSupplier nanos;
    private final Strain held;
    private final Map<Strain, Long> neededNs = new EnumMap<>(Strain.class);
    private final List<Consumer<Strain>> told = new CopyOnWriteArrayList<>();
    private Strain before = Strain.NONE;
    private Strain load = Strain.NONE;
    private volatile Strain strain = Strain.NONE;
    private volatile boolean away;
    private List<String> loadWhy = List.of();
    private volatile List<String> reasons = List.of();

    /**
     * What a look found.
     *
     * @param lagMs     how late the slowest event loop comes to its work, p90 of the last second
     * @param storeMs   how long the store takes to answer, p75 of the last second
     * @param heapShare of the heap, how much is in use after a collection
     * @param buyingMs  how long buyers wait for an answer, p95 of the last second; 0 when too few buy for it to mean anything
     */
    public record Signs(double lagMs, double storeMs, double heapShare, double buyingMs) { }

    /** Climbs and steps down by itself. */
    public Ladder() {
        this(null, System::nanoTime);
    }

    /** @param held the step to stay on whatever the load, or null to go by the signs */
    public Ladder(Strain held, LongSupplier nanos) {
        if (held == Strain.STORE_AWAY) throw new IllegalArgumentException("that the store is away cannot be held");
        this.nanos = nanos;
        this.held = held;
        if (held != null) {
            load = held;
            loadWhy = held == Strain.NONE ? List.of() : List.of("held");
            strain = held;
            reasons = loadWhy;
        }
    }

    /** Tells of every change, from the thread that found it. */
    public Ladder tells(Consumer<Strain> listener) {
        told.add(listener);
        return this;
    }

    public Strain strain() {
        return strain;
    }

    public boolean atLeast(Strain step) {
        return strain.atLeast(step);
    }

    /** Why: "loop", "store", "heap", "buying", "store-away", "held". */
    public List<String> reasons() {
        return reasons;
    }

    /** Looks, once a second. */
    public synchronized void look(Signs signs) {
        if (held != null) return;
        long now = nanos.getAsLong();
        var needs = needed(signs);
        for (var step : CLIMBED) if (needs.atLeast(step) && before.atLeast(step)) neededNs.put(step, now);
        before = needs;
        load = Strain.NONE;
        for (var step : CLIMBED) if (neededNs.get(step) instanceof Long at && now - at < TimeUnit.MILLISECONDS.toNanos(Limits.CALM_MS)) load = step;
        if (load == Strain.NONE) loadWhy = List.of();
        else if (needs != Strain.NONE) loadWhy = why(signs);
        settle();
    }

    /** The store is away, or back. */
    public synchronized void store(boolean isAway) {
        if (away == isAway) return;
        away = isAway;
        settle();
    }

    private void settle() {
        var now = away ? Strain.STORE_AWAY : load;
        reasons = away ? List.of("store-away") : loadWhy;
        if (now == strain) return;
        LOG.warn("the node goes from {} to {}: {}", strain, now, reasons);
        strain = now;
        for (var listener : told) listener.accept(now);
    }

    private static Strain needed(Signs signs) {
        if (signs.lagMs() > Limits.LAG_BUYING_ONLY_MS || signs.storeMs() > Limits.STORE_BUYING_ONLY_MS || signs.heapShare() > Limits.HEAP_BUYING_ONLY || signs.buyingMs() > Limits.BUYING_ONLY_MS) return Strain.BUYING_ONLY;
        if (signs.lagMs() > Limits.LAG_THINNER_MS || signs.storeMs() > Limits.STORE_THINNER_MS || signs.heapShare() > Limits.HEAP_THINNER || signs.buyingMs() > Limits.BUYING_THINNER_MS) return Strain.THINNER;
        return why(signs).isEmpty() ? Strain.NONE : Strain.QUIETER;
    }

    private static List<String> why(Signs signs) {
        var why = new ArrayList<String>();
        if (signs.lagMs() > Limits.LAG_QUIETER_MS) why.add("loop");
        if (signs.storeMs() > Limits.STORE_QUIETER_MS) why.add("store");
        if (signs.heapShare() > Limits.HEAP_QUIETER) why.add("heap");
        if (signs.buyingMs() > Limits.BUYING_QUIETER_MS) why.add("buying");
        return List.copyOf(why);
    }
}
