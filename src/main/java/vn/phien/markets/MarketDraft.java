package vn.phien.markets;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.MarketId;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.HallView;
import vn.phien.protocol.Views.MarketView;
import vn.phien.protocol.Views.SittingView;
import vn.phien.protocol.Views.WeeklyView;

/**
 * What an organizer says of a market.
 *
 * @param about     for everybody, may be empty
 * @param weekly    null for a festival
 * @param skips     days on which the weekly rule does not hold
 * @param sittings  days of its own
 * @param clock     how long before a night its steps are taken
 * @param halls     with which each new night begins
 * @param asks      which papers producers should show, may be empty
 * @param rehearsal its nights are seen by organizers and those who take part only
 * @param running   whether nights are made
 */
public record MarketDraft(String name, String about, @Maybe WeeklyView weekly, List<Skip> skips, List<SittingView> sittings, Clock clock, List<HallDraft> halls, String asks, boolean rehearsal, boolean running) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    public MarketDraft {
        name = Check.text("name", name, Limits.TITLE).strip();
        about = Check.optional("about", Check.present("about", about), Limits.ABOUT).strip();
        skips = Check.list("skips", skips, 0, Limits.SKIPS);
        sittings = Check.list("sittings", sittings, 0, Limits.SITTINGS);
        Check.present("clock", clock);
        halls = HallDraft.all(halls);
        asks = Check.optional("asks", Check.present("asks", asks), Limits.ABOUT).strip();
        if (weekly != null) {
            Check.range("weekly.day", weekly.day(), 1, 7);
            time("weekly.from", weekly.from());
            time("weekly.until", weekly.until());
        }
        for (var sitting : sittings) {
            date("sittings.date", sitting.date());
            time("sittings.from", sitting.from());
            time("sittings.until", sitting.until());
        }
        if (sittings.stream().map(SittingView::date).distinct().count() < sittings.size()) throw new BadValue("sittings", Why.DUPLICATE);
        if (weekly == null && sittings.isEmpty()) throw new BadValue("weekly", Why.MISSING);
    }

    /** Days without market, both ends included, with the reason that people read, such as "Nghỉ Tết". */
    public record Skip(String from, String until, @Maybe String why) {
        public Skip {
            if (date("skips.until", until).isBefore(date("skips.from", from))) throw new BadValue("skips.until", Why.TOO_SMALL);
            Check.optional("skips.why", why, Limits.NAME);
        }
    }

    /**
     * The steps of a night, counted back from its opening.
     *
     * @param applyDays         how many days before applications open
     * @param applyUntilHours   how many hours before they close
     * @param publishHours      how many hours before the programme is published
     * @param spotlightMinutes  how long one turn on the main stage lasts
     * @param placing           "rule" when booths without a place get one by rule before the doors open, else "hand"
     */
    public record Clock(int applyDays, int applyUntilHours, int publishHours, int spotlightMinutes, String placing) {
        /** Two weeks to apply, closing two days before; the programme a day before. */
        public static final Clock USUAL = new Clock(14, 48, 24, 5, "rule");

        public Clock {
            Check.range("clock.applyDays", applyDays, 1, (int) TimeUnit.MILLISECONDS.toDays(Limits.NIGHT_LEAD_MS));
            Check.range("clock.applyUntilHours", applyUntilHours, 0, applyDays * 24 - 1);
            Check.range("clock.publishHours", publishHours, 0, applyDays * 24 - 1);
            Check.range("clock.spotlightMinutes", spotlightMinutes, 1, Limits.SPOTLIGHT_MINUTES);
            if (!"rule".equals(placing) && !"hand".equals(placing)) throw new BadValue("clock.placing", placing == null ? Why.MISSING : Why.INVALID_VALUE);
        }

        NightTimes times(long opensMs, long closesMs) {
            return new NightTimes(opensMs, closesMs, opensMs - TimeUnit.DAYS.toMillis(applyDays), opensMs - TimeUnit.HOURS.toMillis(applyUntilHours), opensMs - TimeUnit.HOURS.toMillis(publishHours));
        }

        public long spotlightMs() {
            return TimeUnit.MINUTES.toMillis(spotlightMinutes);
        }
    }

    /** When it sits. */
    public Schedule schedule() {
        return new Schedule(weekly == null ? null : new Schedule.Weekly(DayOfWeek.of(weekly.day()), time("", weekly.from()), time("", weekly.until())),
            skips.stream().map(skip -> new Schedule.Skip(date("", skip.from), date("", skip.until))).toList(),
            sittings.stream().map(one -> new Schedule.Sitting(date("", one.date()), time("", one.from()), time("", one.until()))).toList());
    }

    /** As everybody sees it. */
    MarketView view(MarketId market) {
        return new MarketView(market, name, about, weekly, skips.stream().map(skip -> skip.from.equals(skip.until) ? skip.from : skip.from + "/" + skip.until).toList(), sittings, running);
    }

    MarketDraft with(List<HallDraft> named) {
        return new MarketDraft(name, about, weekly, skips, sittings, clock, named, asks, rehearsal, running);
    }

    List<HallView> hallViews() {
        return halls.stream().map(HallDraft::view).toList();
    }

    private static LocalTime time(String field, String text) {
        try {
            return LocalTime.parse(Check.text(field, text, 5), TIME);
        } catch (DateTimeException e) {
            throw new BadValue(field, Why.INVALID_VALUE);
        }
    }

    private static LocalDate date(String field, String text) {
        try {
            return LocalDate.parse(Check.text(field, text, 10), DATE);
        } catch (DateTimeException e) {
            throw new BadValue(field, Why.INVALID_VALUE);
        }
    }
}
