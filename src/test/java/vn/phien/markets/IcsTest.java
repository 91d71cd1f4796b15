package vn.phien.markets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phien.markets.Ics.Event;

class IcsTest {
    private static final long FROM = Instant.parse("2026-11-27T12:30:00Z").toEpochMilli(), UNTIL = Instant.parse("2026-11-27T15:00:00Z").toEpochMilli(), STAMP = Instant.parse("2026-11-26T04:00:00Z").toEpochMilli();

    private static String calendar(String summary, String description, boolean cancelled) {
        return new String(Ics.of("Chợ đêm trên mây", List.of(new Event("n07-x@phien", summary, description, "https://cho.example.vn/night/n07-x", FROM, UNTIL, STAMP, 3, cancelled, false, true))), StandardCharsets.UTF_8);
    }

    /** As a reader unfolds it (RFC 5545, 3.1). */
    private static List<String> unfolded(String calendar) {
        return Arrays.asList(calendar.replace("\r\n ", "").split("\r\n"));
    }

    @Test
    void a_night_stands_in_vietnams_time_with_its_zone_told() {
        var lines = unfolded(calendar("Chợ đêm", "", false));
        assertEquals("BEGIN:VCALENDAR", lines.getFirst());
        assertEquals("END:VCALENDAR", lines.getLast());
        for (var line : List.of("VERSION:2.0", "UID:n07-x@phien", "DTSTAMP:20261126T040000Z", "DTSTART;TZID=Asia/Ho_Chi_Minh:20261127T193000", "DTEND;TZID=Asia/Ho_Chi_Minh:20261127T220000", "STATUS:CONFIRMED", "SEQUENCE:3",
            "URL:https://cho.example.vn/night/n07-x", "TRIGGER:-PT1H")) assertTrue(lines.contains(line), line);
        int zone = lines.indexOf("BEGIN:VTIMEZONE");
        assertEquals(List.of("BEGIN:VTIMEZONE", "TZID:Asia/Ho_Chi_Minh", "BEGIN:STANDARD", "DTSTART:19750613T000000", "TZOFFSETFROM:+0700", "TZOFFSETTO:+0700", "TZNAME:+07", "END:STANDARD", "END:VTIMEZONE"), lines.subList(zone, zone + 9));
        assertTrue(zone < lines.indexOf("BEGIN:VEVENT"));
        for (var block : List.of("VCALENDAR", "VTIMEZONE", "STANDARD", "VEVENT", "VALARM")) assertEquals(lines.stream().filter(("BEGIN:" + block)::equals).count(), lines.stream().filter(("END:" + block)::equals).count());
    }

    @Test
    void a_text_is_escaped_and_comes_back_whole() {
        var nasty = "Mật ong, trà; \\ \"cam\"\nhai dòng\r\nEND:VEVENT";
        var lines = unfolded(calendar(nasty, nasty, false));
        assertTrue(lines.contains("SUMMARY:Mật ong\\, trà\\; \\\\ \"cam\"\\nhai dòng\\nEND:VEVENT"));
        assertEquals(1, lines.stream().filter("END:VEVENT"::equals).count());
    }

    @Test
    void no_line_is_longer_than_75_octets_and_no_character_is_cut() {
        for (var word : List.of("ệ", "a", "🏮", "đ")) for (int n = 60; n < 90; n++) {
            var calendar = calendar(word.repeat(n), word.repeat(3 * n), false);
            for (var line : calendar.split("\r\n", -1)) {
                assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 75, line);
                assertFalse(line.contains("\n") || line.contains("\r"));
            }
            assertTrue(unfolded(calendar).contains("SUMMARY:" + word.repeat(n)));
            assertFalse(calendar.contains("\uFFFD"));
        }
    }

    @Test
    void a_night_that_was_called_off_says_so_and_does_not_ring() {
        var lines = unfolded(calendar("Chợ đêm", "", true));
        assertTrue(lines.contains("STATUS:CANCELLED"));
        assertFalse(lines.contains("BEGIN:VALARM"));
    }
}
