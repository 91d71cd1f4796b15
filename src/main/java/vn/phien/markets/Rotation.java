package vn.phien.markets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import vn.phien.base.BoothId;
import vn.phien.base.NightId;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.TurnView;

/**
 * Whose turn it is on the main stage. Everybody's turn is equally long. Who has not had one yet comes before who has; among those who have
 * not, who has waited longest; among those who have, whose turn is longest ago. So nobody comes twice before everybody who is live has had
 * their turn, a late-comer stands behind those who waited, and leaving and coming back gains nothing. Pure: the same acts at the same times
 * come to the same turns.
 *
 * @param booths every booth that was ever live tonight
 * @param now    whose turn it is, or null
 */
public record Rotation(Map<BoothId, Seen> booths, @Maybe TurnView now) {
    public static final Rotation EMPTY = new Rotation(Map.of(), null);

    public Rotation {
        booths = Map.copyOf(booths);
    }

    /**
     * What is known of a booth.
     *
     * @param sinceMs since when it waits: when it went live, or came back
     * @param lastMs  the end of its last turn, 0 before the first
     * @param seenMs  when it was last seen live
     */
    public record Seen(long sinceMs, long lastMs, long seenMs) { }

    /**
     * The state after looking at who is live.
     *
     * @param live    who is live now
     * @param turnMs  how long a turn lasts
     * @param graceMs how long a booth may be away before it has left
     */
    public Rotation look(NightId night, Set<BoothId> live, long nowMs, long turnMs, long graceMs) {
        var next = new HashMap<BoothId, Seen>();
        booths.forEach((booth, seen) -> {
            if (!live.contains(booth)) next.put(booth, seen);
            // who was away for long waits anew, and has still had its turn
            else if (nowMs - seen.seenMs > graceMs) next.put(booth, new Seen(nowMs, seen.lastMs, nowMs));
            // what is written down every second for each booth would wear the books out
            else next.put(booth, nowMs - seen.seenMs > graceMs / 3 ? new Seen(seen.sinceMs, seen.lastMs, nowMs) : seen);
        });
        for (var booth : live) next.computeIfAbsent(booth, fresh -> new Seen(nowMs, 0, nowMs));
        var turn = now;
        if (turn != null && (turn.untilMs() <= nowMs || nowMs - next.get(turn.booth()).seenMs > graceMs)) {
            var had = next.get(turn.booth());
            next.put(turn.booth(), new Seen(had.sinceMs, Math.min(turn.untilMs(), nowMs), had.seenMs));
            turn = null;
        }
        var after = new Rotation(next, turn);
        if (turn != null) return after;
        var line = after.line(night, nowMs, graceMs);
        return line.isEmpty() ? after : new Rotation(next, new TurnView(line.getFirst(), nowMs, nowMs + turnMs));
    }

    /** Who waits, in the order in which they come. */
    public List<BoothId> line(NightId night, long nowMs, long graceMs) {
        var waiting = new ArrayList<BoothId>();
        booths.forEach((booth, seen) -> {
            if (nowMs - seen.seenMs <= graceMs && (now == null || !now.booth().equals(booth))) waiting.add(booth);
        });
        waiting.sort(Comparator.<BoothId>comparingLong(booth -> booths.get(booth).lastMs).thenComparingLong(booth -> booths.get(booth).lastMs == 0 ? booths.get(booth).sinceMs : 0)
            .thenComparingLong(booth -> lot(night, booth)).thenComparing(BoothId::value));
        return waiting;
    }

    /** The coming turns, when nothing changes; the booth on stage comes again at the end. */
    public List<TurnView> next(NightId night, long nowMs, long turnMs, long graceMs, int most) {
        if (now == null) return List.of();
        var order = new ArrayList<>(line(night, nowMs, graceMs));
        order.add(now.booth());
        var turns = new ArrayList<TurnView>();
        long from = Math.max(now.untilMs(), nowMs);
        for (int i = 0; i < Math.min(most, order.size()); i++, from += turnMs) turns.add(new TurnView(order.get(i), from, from + turnMs));
        return List.copyOf(turns);
    }

    /** The lot that decides between booths that came at the same moment: another each night, so that no name is always first. */
    private static long lot(NightId night, BoothId booth) {
        var crc = new CRC32();
        crc.update((night + "|" + booth).getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** As the books keep it. */
    record Kept(TreeMap<String, Seen> booths, @Maybe TurnView now) { }

    Kept kept() {
        var byName = new TreeMap<String, Seen>();
        booths.forEach((booth, seen) -> byName.put(booth.value(), seen));
        return new Kept(byName, now);
    }

    static Rotation of(Kept kept) {
        var booths = new HashMap<BoothId, Seen>();
        kept.booths.forEach((booth, seen) -> booths.put(new BoothId(booth), seen));
        return new Rotation(booths, kept.now);
    }

    /** The booths that are in the rotation now. */
    Set<BoothId> live(long nowMs, long graceMs) {
        var live = new HashSet<BoothId>();
        booths.forEach((booth, seen) -> {
            if (nowMs - seen.seenMs <= graceMs) live.add(booth);
        });
        return live;
    }
}
