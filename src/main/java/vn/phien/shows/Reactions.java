package vn.phien.shows;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import vn.phien.base.PlaceId;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Reaction;

/** Hearts, claps and flowers, counted in memory for half a second at a time and never stored. */
public final class Reactions {
    /** How often {@link #flush} is called. */
    public static final long EVERY_MS = 500;
    private final BiConsumer<PlaceId, Outbound> shout;
    private Map<PlaceId, Map<Reaction, Integer>> counts = new HashMap<>();

    /** @param shout tells every phone of a room, as far as it can take it */
    public Reactions(BiConsumer<PlaceId, Outbound> shout) {
        this.shout = shout;
    }

    public synchronized void count(PlaceId room, Reaction kind) {
        counts.computeIfAbsent(room, r -> new EnumMap<>(Reaction.class)).merge(kind, 1, Integer::sum);
    }

    /** Tells each room what came since the last call, and starts anew. */
    public void flush() {
        Map<PlaceId, Map<Reaction, Integer>> gathered;
        synchronized (this) {
            if (counts.isEmpty()) return;
            gathered = counts;
            counts = new HashMap<>();
        }
        gathered.forEach((room, kinds) -> shout.accept(room, new Outbound.Reacted(room, kinds)));
    }
}
