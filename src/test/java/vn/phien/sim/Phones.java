package vn.phien.sim;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Wire;
import vn.phien.realtime.SceneAt;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** Phones that look on: each comes into a room once and stays, over lost sockets and servers that start again, with what its log tells. */
final class Phones {
    private static final int MOST = 12;
    private final Link link;
    private final Dice dice;
    private final List<Screen> screens = new ArrayList<>();
    private int events;

    Phones(Link link, Dice dice) {
        this.link = link;
        this.dice = dice;
    }

    List<Screen> screens() {
        return screens;
    }

    /** One more phone comes into one of the rooms. */
    Say comesIn(List<PlaceId> rooms) {
        var room = rooms.get(dice.below(rooms.size()));
        return new Say("a phone", "comes into " + room, server -> server.shows.door(Caller.ANONYMOUS, room).compose(door -> door instanceof Result.Ok<Boolean>
            ? server.shows.scene(room).onSuccess(at -> server.lineUps.seen(room, at.scene().lineUp())) : Future.succeededFuture()), answer -> {
            if (answer == null) return;
            var screen = new Screen(room);
            shows(screen, (SceneAt) answer);
            screens.add(screen);
            if (screens.size() > MOST) screens.removeFirst();
        }, false);
    }

    private static void shows(Screen screen, SceneAt at) {
        screen.shows(at.epoch(), at.seq(), at.scene());
    }

    private Set<PlaceId> rooms() {
        var rooms = new HashSet<PlaceId>();
        for (var screen : screens) rooms.add(screen.room());
        return rooms;
    }

    /** Every phone shows what somebody is shown who comes in now. */
    void check(Server server) {
        server.lineUps.look(rooms()).await();
        for (var room : rooms()) {
            // whoever comes in lets go first what is due
            var at = server.shows.scene(room).await();
            for (var screen : screens) if (screen.room().equals(room)) check(screen, at, server);
        }
    }

    private void check(Screen screen, SceneAt at, Server server) {
        readsOn(screen, at, server);
        if (at.seq() != screen.seq()) throw new AssertionError("the log of " + screen.room() + " ends at " + screen.seq() + " and its scene is of " + at.seq());
        var different = screen.differences(at.scene());
        if (!different.isEmpty()) throw new AssertionError("a phone in " + screen.room() + " at " + screen.seq() + ":\n  " + String.join("\n  ", different));
    }

    /** What was missed, or a whole scene where the log is another one. */
    private void readsOn(Screen screen, SceneAt at, Server server) {
        if (!screen.epoch().equals(at.epoch())) {
            server.lineUps.seen(screen.room(), at.scene().lineUp());
            shows(screen, at);
            return;
        }
        for (var entry : link.ask(Command.XRANGE, Keys.shelf(screen.room()), screen.seq() + 1 + "-0", "+")) {
            var id = entry.get(0).toString();
            events++;
            screen.hears(Long.parseLong(id.substring(0, id.indexOf('-'))), Wire.trusted(entry.get(1).get(1).toString(), Outbound.Shelf.class));
        }
    }

    String told() {
        return events + " events on " + screens.size() + " phones";
    }
}
