package vn.phien.markets;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * When a market sits: by a weekly rule without the days it leaves out, and on days of its own. A day of its own counts also where the
 * rule leaves it out, and takes the place of the rule on its day, so that a market sits once a day at most.
 *
 * @param weekly   null for a festival
 * @param skips    days without market, such as Tết
 * @param sittings days of its own
 */
public record Schedule(Weekly weekly, List<Skip> skips, List<Sitting> sittings) {
    /** Vietnam's time, the whole year round seven hours before UTC. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    public Schedule {
        skips = List.copyOf(skips);
        sittings = List.copyOf(sittings);
    }

    /** Every week on a day; an end that is not after the beginning is after midnight. */
    public record Weekly(DayOfWeek day, LocalTime from, LocalTime until) { }

    /** Days without market, both ends included. */
    public record Skip(LocalDate from, LocalDate until) {
        boolean covers(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(until);
        }
    }

    /** One sitting; an end that is not after the beginning is after midnight. */
    public record Sitting(LocalDate date, LocalTime from, LocalTime until) {
        public long opensMs() {
            return date.atTime(from).atZone(ZONE).toInstant().toEpochMilli();
        }

        public long closesMs() {
            return (until.isAfter(from) ? date : date.plusDays(1)).atTime(until).atZone(ZONE).toInstant().toEpochMilli();
        }
    }

    /** The sittings that begin on these days, both included, in order. */
    public List<Sitting> between(LocalDate first, LocalDate last) {
        var byDay = new TreeMap<LocalDate, Sitting>();
        if (weekly != null) {
            for (var day = first.with(TemporalAdjusters.nextOrSame(weekly.day)); !day.isAfter(last); day = day.plusWeeks(1)) {
                var date = day;
                if (skips.stream().noneMatch(skip -> skip.covers(date))) byDay.put(date, new Sitting(date, weekly.from, weekly.until));
            }
        }
        for (var sitting : sittings) if (!sitting.date.isBefore(first) && !sitting.date.isAfter(last)) byDay.put(sitting.date, sitting);
        var all = new ArrayList<>(byDay.values());
        all.sort(Comparator.comparing(Sitting::date));
        return List.copyOf(all);
    }
}
