package vn.phien.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.phien.analytics.Announcements;
import vn.phien.analytics.Incidents.Incident;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.Result;

/** The organizers at their console while the doors are open: what they announce, what went wrong, and the night moved by hand. */
final class Organizers {
    private final Cast cast;
    private final Evening evening;
    private final Dice dice;
    private final Map<String, Boolean> announced = new LinkedHashMap<>();
    private final Map<String, String> incidents = new LinkedHashMap<>();
    private final Map<String, String> moved = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();

    Organizers(Cast cast, Evening evening, Dice dice) {
        this.cast = cast;
        this.evening = evening;
        this.dice = dice;
    }

    private <T> T any(List<T> list) {
        return list.isEmpty() ? null : list.get(dice.below(list.size()));
    }

    private Caller.Person one() {
        return dice.below(2) == 0 ? cast.organizer : cast.deputy;
    }

    Say next() {
        return switch (dice.below(8)) {
            case 0, 1 -> announces();
            case 2 -> takesBack();
            case 3, 4 -> raises();
            case 5, 6 -> moves();
            default -> holds(dice.below(3) == 0);
        };
    }

    private Say announces() {
        var key = dice.token(12);
        var by = one();
        return new Say(by.name(), "announces " + key, server -> server.announcements.announce(by, evening.night, key, "Mời bà con ghé sân khấu chính", "calm", 600_000), answer -> {
            if (answer instanceof Result.Ok<?>(Announcements.Kept kept)) announced.putIfAbsent(kept.id(), false);
        }, true);
    }

    private Say takesBack() {
        var id = any(List.copyOf(announced.keySet()));
        var by = one();
        return id == null ? null : new Say(by.name(), "takes back " + id, server -> server.announcements.takeBack(by, evening.night, id), answer -> {
            if (answer instanceof Result.Ok<?> ok && ((Announcements.Kept) ok.value()).backMs() != null) announced.put(id, true);
            else wrong.add("announcement " + id + " was promised and could not be taken back: " + answer);
        }, true);
    }

    private Say raises() {
        var key = dice.token(12);
        var by = one();
        var booth = any(cast.stands).booth();
        return new Say(by.name(), "raises incident " + key, server -> server.incidents.raise(by, evening.night, key, "Mất tiếng", "high", booth, null), answer -> {
            if (answer instanceof Result.Ok<?>(Incident incident)) incidents.putIfAbsent(incident.id(), incident.title());
        }, true);
    }

    private Say moves() {
        var id = any(List.copyOf(incidents.keySet()));
        var to = any(List.of("taken", "solved", "open", "note"));
        var key = dice.token(12);
        var by = one();
        return id == null ? null : new Say(by.name(), "says of incident " + id + ": " + to, server -> server.incidents.move(by, evening.night, id, to, "Đang xem", key), answer -> {
            if (answer instanceof Result.Ok<?>) moved.put(key, id);
        }, true);
    }

    /** Keeps the clock from moving the night, or lets it go. */
    Say holds(boolean held) {
        return new Say("organizer", held ? "holds the night back" : "lets the night go", server -> server.desk.hold(cast.organizer, evening.night, held, "Mưa to"), answer -> { }, false);
    }

    /** What was said of the night stands there, once. */
    void audit(Server server) {
        var kept = server.announcements.of(evening.night).await();
        announced.forEach((id, back) -> {
            var found = kept.stream().filter(one -> one.id().equals(id)).toList();
            if (found.size() != 1) wrong.add("announcement " + id + " stands there " + found.size() + " times");
            else if (back && found.getFirst().backMs() == null) wrong.add("announcement " + id + " was taken back and is there");
        });
        var all = server.incidents.of(evening.night).await();
        incidents.forEach((id, title) -> {
            var found = all.stream().filter(one -> one.id().equals(id)).toList();
            if (found.size() != 1) wrong.add("incident " + id + " stands there " + found.size() + " times");
        });
        moved.forEach((key, id) -> {
            long times = all.stream().filter(one -> one.id().equals(id)).flatMap(one -> one.changes().stream()).filter(change -> change.key().equals(key)).count();
            if (times != 1) wrong.add("what was said of incident " + id + " as " + key + " stands there " + times + " times");
        });
        if (!wrong.isEmpty()) throw new AssertionError("at the console:\n  " + String.join("\n  ", wrong));
    }

    String told() {
        return announced.size() + " announcements, " + incidents.size() + " incidents";
    }
}
