package vn.phien.markets;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Writes calendars by RFC 5545: lines of at most 75 octets that break between characters, escaped texts, Vietnam's time zone named and told. */
public final class Ics {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(Schedule.ZONE);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int OCTETS = 75;
    private final StringBuilder out = new StringBuilder();

    /**
     * One thing in a calendar.
     *
     * @param uid       the same whenever it is told
     * @param cancelled whether it was called off
     * @param tentative whether it is not certain yet
     * @param alarm     whether phones should ring an hour before
     */
    public record Event(String uid, String summary, String description, String url, long fromMs, long untilMs, long stampMs, int sequence, boolean cancelled, boolean tentative, boolean alarm) { }

    private Ics() { }

    /** A calendar in UTF-8. */
    public static byte[] of(String name, List<Event> events) {
        return new Ics().calendar(name, events).getBytes(StandardCharsets.UTF_8);
    }

    private String calendar(String name, List<Event> events) {
        line("BEGIN:VCALENDAR");
        line("VERSION:2.0");
        line("PRODID:-//Phien//Cho dem tren may//VI");
        line("CALSCALE:GREGORIAN");
        line("METHOD:PUBLISH");
        line("NAME:" + text(name));
        line("X-WR-CALNAME:" + text(name));
        line("X-WR-TIMEZONE:" + Schedule.ZONE.getId());
        line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        line("X-PUBLISHED-TTL:PT1H");
        // no summer time since 1975
        line("BEGIN:VTIMEZONE");
        line("TZID:" + Schedule.ZONE.getId());
        line("BEGIN:STANDARD");
        line("DTSTART:19750613T000000");
        line("TZOFFSETFROM:+0700");
        line("TZOFFSETTO:+0700");
        line("TZNAME:+07");
        line("END:STANDARD");
        line("END:VTIMEZONE");
        for (var event : events) event(event);
        line("END:VCALENDAR");
        return out.toString();
    }

    private void event(Event event) {
        line("BEGIN:VEVENT");
        line("UID:" + event.uid);
        line("DTSTAMP:" + UTC.format(Instant.ofEpochMilli(event.stampMs)));
        line("DTSTART;TZID=" + Schedule.ZONE.getId() + ":" + LOCAL.format(Instant.ofEpochMilli(event.fromMs)));
        line("DTEND;TZID=" + Schedule.ZONE.getId() + ":" + LOCAL.format(Instant.ofEpochMilli(event.untilMs)));
        line("SUMMARY:" + text(event.summary));
        if (!event.description.isBlank()) line("DESCRIPTION:" + text(event.description));
        line("URL:" + event.url);
        line("SEQUENCE:" + event.sequence);
        line("STATUS:" + (event.cancelled ? "CANCELLED" : event.tentative ? "TENTATIVE" : "CONFIRMED"));
        line("TRANSP:TRANSPARENT");
        if (event.alarm && !event.cancelled) {
            line("BEGIN:VALARM");
            line("ACTION:DISPLAY");
            line("DESCRIPTION:" + text(event.summary));
            line("TRIGGER:-PT1H");
            line("END:VALARM");
        }
        line("END:VEVENT");
    }

    private static String text(String text) {
        return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n");
    }

    /** Folds between characters, never within one; a folded line begins with a space, which counts. */
    private void line(String line) {
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            int c = line.codePointAt(i);
            int size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (octets + size > OCTETS) {
                out.append("\r\n ");
                octets = 1;
            }
            out.appendCodePoint(c);
            octets += size;
            i += Character.charCount(c);
        }
        out.append("\r\n");
    }
}
