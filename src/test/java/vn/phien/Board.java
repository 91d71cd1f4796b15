package vn.phien;

import io.vertx.core.Future;
import java.time.InstantSource;
import vn.phien.base.Caller;
import vn.phien.inventory.Holds;
import vn.phien.orders.Carts;
import vn.phien.orders.Orders;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.shows.Chat;
import vn.phien.shows.Counters;
import vn.phien.shows.Reactions;
import vn.phien.shows.Shows;
import vn.phien.shows.Stage;

/** The real switchboard without sockets, for people of a simulated night. */
public final class Board {
    private final Switchboard switchboard;

    public Board(InstantSource clock, Holds holds, Shows shows, Stage stage, Chat chat, Orders orders, Carts carts, Counters counters) {
        switchboard = new Switchboard(clock, null, holds, shows, stage, chat, new Reactions((room, message) -> { }), orders, carts, counters, null, null);
    }

    /** Says a command for somebody who has signed in. */
    public Future<Outbound.Reply> says(Caller.Person person, Inbound command) {
        return switchboard.on(person, command);
    }
}
