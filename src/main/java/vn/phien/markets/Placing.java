package vn.phien.markets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.phien.base.BoothId;
import vn.phien.base.HallId;
import vn.phien.protocol.Views.HallView;
import vn.phien.protocol.Views.StandView;

/**
 * Gives booths their places by rule. Who applied first is placed first: into the hall it wished for where it fits, else into a hall of its
 * province, of its products' group, or a general one, the emptiest of these first; and there on the lowest free number. Size, sales and stars
 * play no part. The same booths and halls always come to the same places.
 */
final class Placing {
    private Placing() { }

    /**
     * A booth that has no place yet.
     *
     * @param groups the groups of the products it applied with
     * @param wish   a hall, or null
     */
    record Waiting(BoothId booth, String province, Set<String> groups, HallId wish, long appliedMs) { }

    /** The places of those that found one, in the order in which they were given. */
    static List<StandView> place(List<HallView> halls, List<StandView> taken, List<Waiting> booths) {
        var free = new HashMap<HallId, TreeSet<Integer>>();
        for (var hall : halls) {
            var numbers = new TreeSet<Integer>();
            for (int n = 1; n <= hall.places(); n++) numbers.add(n);
            free.put(hall.hall(), numbers);
        }
        var placed = new HashSet<BoothId>();
        for (var stand : taken) {
            placed.add(stand.booth());
            if (free.containsKey(stand.hall())) free.get(stand.hall()).remove(stand.place());
        }
        var given = new ArrayList<StandView>();
        for (var booth : booths.stream().sorted(Comparator.comparingLong(Waiting::appliedMs).thenComparing(waiting -> waiting.booth.value())).toList()) {
            if (!placed.add(booth.booth)) continue;
            halls.stream().filter(hall -> fits(hall, booth) && !free.get(hall.hall()).isEmpty())
                .min(Comparator.<HallView>comparingInt(hall -> rank(hall, booth)).thenComparing(hall -> -share(hall, free)))
                .ifPresent(hall -> given.add(new StandView(booth.booth, hall.hall(), free.get(hall.hall()).pollFirst())));
        }
        return given;
    }

    private static boolean fits(HallView hall, Waiting booth) {
        return switch (hall.kind()) {
            case "province" -> booth.province.equals(hall.of());
            case "group" -> booth.groups.contains(hall.of());
            case String _ -> true;
        };
    }

    private static int rank(HallView hall, Waiting booth) {
        if (hall.hall().equals(booth.wish)) return 0;
        return switch (hall.kind()) {
            case "province" -> 1;
            case "group" -> 2;
            case String _ -> 3;
        };
    }

    /** How much of a hall is free: halls of one kind fill evenly; where they are equal the first in the list comes first. */
    private static double share(HallView hall, Map<HallId, TreeSet<Integer>> free) {
        return (double) free.get(hall.hall()).size() / hall.places();
    }
}
