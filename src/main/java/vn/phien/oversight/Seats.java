package vn.phien.oversight;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.Role;
import vn.phien.redis.Link;

/**
 * The seats of officials in rooms: whoever watches in the name of an office is seen to do so. A seat is taken by coming into the room and
 * kept while a phone of theirs is in it; a node that dies leaves its seats empty after a while.
 */
public final class Seats {
    /** How often {@link #keep} is called. */
    public static final long EVERY_MS = 20_000;
    private final OversightScripts scripts;
    private final Function<AccountId, Future<Optional<String>>> officeOf;
    private final Consumer<PlaceId> ring;
    private final Map<Seat, String> taken = new ConcurrentHashMap<>();

    private record Seat(AccountId account, PlaceId room) { }

    /** @param ring told of every room whose log grew */
    public Seats(Link link, Function<AccountId, Future<Optional<String>>> officeOf, Consumer<PlaceId> ring) {
        this.scripts = new OversightScripts(link);
        this.officeOf = officeOf;
        this.ring = ring;
    }

    /** Somebody came into a room. */
    public void came(Caller caller, PlaceId room) {
        if (!room.isShow() || !(caller instanceof Caller.Person person) || !person.is(Role.OFFICIAL)) return;
        officeOf.apply(person.account()).onSuccess(office -> {
            taken.put(new Seat(person.account(), room), office.orElse(""));
            scripts.takeSeat(room, person.account(), office.orElse(""), Limits.SEAT_MS).onSuccess(done -> ring.accept(room));
        });
    }

    /**
     * Keeps the seats of those who are still there, gives up the others, and looks in open rooms for seats whose node has died.
     *
     * @param present the rooms in which a person's phones are, on this node
     * @param open    the rooms that are open on this node
     */
    public Future<Void> keep(Function<AccountId, Future<Set<PlaceId>>> present, Set<PlaceId> open) {
        var done = new ArrayList<Future<?>>();
        taken.forEach((seat, office) -> done.add(present.apply(seat.account()).compose(rooms -> {
            var here = rooms.contains(seat.room());
            if (!here) taken.remove(seat);
            return scripts.takeSeat(seat.room(), seat.account(), office, here ? Limits.SEAT_MS : 0).onSuccess(v -> ring.accept(seat.room()));
        })));
        for (var room : open) if (room.isShow()) done.add(scripts.takeSeat(room, null, "", 0));
        return done.isEmpty() ? Future.succeededFuture() : Future.join(done).mapEmpty();
    }
}
