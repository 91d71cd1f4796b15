package vn.phien.demo;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import vn.phien.demo.Stand.Planned;

/** Keeps the shows of the coming week in the calendar: takes away those that nobody opened, and announces the next ones. */
record Calendar(List<Talk.Upcoming> weekly, Function<String, Stand> stands) {
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final long LATE_MS = TimeUnit.HOURS.toMillis(3);
    private static final int ITEMS = 6;
    private static final int MOST_UNITS = 60;
    private static final int PER_BUYER = 5;

    void keep(Instant now) {
        for (var show : weekly) keep(show, now);
    }

    private void keep(Talk.Upcoming show, Instant now) {
        var stand = stands.apply(show.producer());
        long starts = next(show, now).toEpochMilli();
        boolean there = false;
        for (var planned : stand.shows()) {
            if (!planned.title().equals(show.title())) continue;
            boolean waits = planned.state().equals("scheduled");
            if (waits && planned.startsMs() < now.toEpochMilli() - LATE_MS) stand.takeAway(planned.room());
            there |= planned.startsMs() == starts && !planned.state().equals("draft");
        }
        if (there) return;
        var items = stand.goods().stream().limit(ITEMS).map(product -> new Planned(product.product(), Math.min(product.shelf() / 3, MOST_UNITS), PER_BUYER)).toList();
        stand.announce(stand.plan(show.title(), show.title() + starts, starts, items));
    }

    private static Instant next(Talk.Upcoming show, Instant now) {
        var today = now.atZone(HERE);
        var at = today.with(TemporalAdjusters.nextOrSame(show.day())).with(LocalTime.parse(show.at()));
        return (at.isAfter(today) ? at : at.plusWeeks(1)).toInstant();
    }
}
