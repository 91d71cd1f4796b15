package vn.phien.markets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.markets.Schedule.Sitting;
import vn.phien.markets.Schedule.Skip;
import vn.phien.markets.Schedule.Weekly;

class ScheduleTest {
    private static final Weekly FRIDAYS = new Weekly(DayOfWeek.FRIDAY, LocalTime.of(19, 30), LocalTime.of(22, 0));

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    /** Skips and days of its own as "2027-02-05" or "2027-02-05/2027-02-12". */
    private static List<Skip> skips(String text) {
        return text == null ? List.of() : Arrays.stream(text.split(" ")).map(part -> part.split("/")).map(parts -> new Skip(day(parts[0]), day(parts[parts.length - 1]))).toList();
    }

    private static List<Sitting> own(String text) {
        return text == null ? List.of() : Arrays.stream(text.split(" ")).map(date -> new Sitting(day(date), LocalTime.of(8, 0), LocalTime.of(11, 0))).toList();
    }

    @ParameterizedTest(name = "{0} to {1} without {2} and with {3}: {4}")
    @CsvSource({
        "2026-11-27, 2026-12-18, , , 2026-11-27 2026-12-04 2026-12-11 2026-12-18",
        "2026-11-28, 2026-12-03, , , ''",
        "2026-11-27, 2026-11-27, , , 2026-11-27",
        "2026-11-28, 2026-11-27, , , ''",
        // Tết Đinh Mùi: the first day of the year is 6 February 2027
        "2027-01-29, 2027-02-26, 2027-02-03/2027-02-12, , 2027-01-29 2027-02-19 2027-02-26",
        "2027-01-29, 2027-02-12, 2027-02-05, , 2027-01-29 2027-02-12",
        "2026-12-04, 2026-12-18, 2026-12-04 2026-12-18, , 2026-12-11",
        // a day of its own beside the rule, in place of it, and where the rule leaves the day out
        "2026-12-04, 2026-12-11, , 2026-12-06, 2026-12-04 2026-12-06 2026-12-11",
        "2026-12-04, 2026-12-11, , 2026-12-04, 2026-12-04 2026-12-11",
        "2026-12-04, 2026-12-11, 2026-12-01/2026-12-31, 2026-12-11, 2026-12-11",
        "2026-12-04, 2026-12-11, , 2026-12-03 2026-12-12, 2026-12-04 2026-12-11",
        // a leap day and the end of a year
        "2028-02-25, 2028-03-03, , 2028-02-29, 2028-02-25 2028-02-29 2028-03-03",
        "2026-12-25, 2027-01-01, , , 2026-12-25 2027-01-01"
    })
    void a_market_sits_by_its_rule_and_on_days_of_its_own(String first, String last, String skips, String own, String expected) {
        var schedule = new Schedule(FRIDAYS, skips(skips), own(own));
        assertEquals(expected, String.join(" ", schedule.between(day(first), day(last)).stream().map(sitting -> sitting.date().toString()).toList()));
    }

    @Test
    void a_day_of_its_own_has_its_own_hours() {
        var sitting = new Schedule(FRIDAYS, List.of(), own("2026-12-04")).between(day("2026-12-04"), day("2026-12-04")).getFirst();
        assertEquals(LocalTime.of(8, 0), sitting.from());
    }

    @Test
    void a_festival_has_no_weekly_rule() {
        assertEquals(2, new Schedule(null, List.of(), own("2026-12-04 2026-12-05")).between(day("2026-01-01"), day("2027-12-31")).size());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27, 19:30, 22:00, 2026-11-27T12:30:00Z, 2026-11-27T15:00:00Z",
        "2026-11-27, 20:00, 00:00, 2026-11-27T13:00:00Z, 2026-11-27T17:00:00Z",
        "2026-11-27, 22:00, 01:30, 2026-11-27T15:00:00Z, 2026-11-27T18:30:00Z",
        "2026-12-31, 22:00, 02:00, 2026-12-31T15:00:00Z, 2026-12-31T19:00:00Z",
        "2026-11-27, 05:00, 06:00, 2026-11-26T22:00:00Z, 2026-11-26T23:00:00Z",
        "2026-11-27, 00:00, 00:00, 2026-11-26T17:00:00Z, 2026-11-27T17:00:00Z"
    })
    void hours_are_those_of_vietnam_and_may_pass_midnight(String date, String from, String until, String opens, String closes) {
        var sitting = new Sitting(day(date), LocalTime.parse(from), LocalTime.parse(until));
        assertEquals(Instant.parse(opens), Instant.ofEpochMilli(sitting.opensMs()));
        assertEquals(Instant.parse(closes), Instant.ofEpochMilli(sitting.closesMs()));
    }
}
