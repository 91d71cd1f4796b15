package vn.phien.analytics;

import java.util.Set;
import vn.phien.base.BadValue;
import vn.phien.base.BoothId;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;

/** What organizers send from the console of a night. */
public final class NightRequests {
    private static final Set<String> TONES = Set.of("calm", "urgent"), LEVELS = Set.of("note", "trouble", "grave"), MOVES = Set.of("taken", "solved", "open", "note"),
        ALARMS = Set.of("no-host", "orders-stopped", "lapsing", "unanswered", "late", "stopped", "store", "full");

    private NightRequests() { }

    /** @param key made before the first send @param tone "calm" or "urgent" @param minutes how long it is shown */
    public record Announce(String key, String text, String tone, int minutes) {
        public Announce {
            Check.key(key);
            text = Check.text("text", text, Limits.ANNOUNCEMENT).strip();
            one("tone", tone, TONES);
            Check.range("minutes", minutes, 1, (int) (Limits.ANNOUNCEMENT_MS / 60_000));
        }
    }

    /** @param level "note", "trouble" or "grave" @param alarm of the wall, where it was raised from one */
    public record RaiseIncident(String key, String title, String level, @Maybe BoothId booth, @Maybe String alarm) {
        public RaiseIncident {
            Check.key(key);
            title = Check.text("title", title, Limits.TITLE).strip();
            one("level", level, LEVELS);
            if (alarm != null) one("alarm", alarm, ALARMS);
        }
    }

    /** @param to "taken", "solved", "open" again, or "note" to say something only */
    public record MoveIncident(String key, String to, @Maybe String note) {
        public MoveIncident {
            Check.key(key);
            one("to", to, MOVES);
            if (to.equals("note")) Check.text("note", note, Limits.NOTE);
            else Check.optional("note", note, Limits.NOTE);
        }
    }

    private static void one(String field, String value, Set<String> of) {
        if (value == null) throw new BadValue(field, Why.MISSING);
        if (!of.contains(value)) throw new BadValue(field, Why.INVALID_VALUE);
    }
}
