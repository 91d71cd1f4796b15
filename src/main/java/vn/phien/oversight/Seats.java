package vn.phien.oversight;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
 * kept while a phone of theirs is in it at this node; the seats of a node that dies are emptied by those that are left.
 */
public final class Seats {
    /** How often {@link #look} is called. */
    public static final long EVERY_MS = 1_000;
    /** How often {@link #sweep} is called. */
    public static final long SWEEP_MS = 20_000;
    private static final long KEEP_NS = TimeUnit.SECONDS.toNanos(20);
    private final OversightScripts scripts;
    private final Function<AccountId, Future<Optional<String>>> officeOf;
    private final Consumer<PlaceId> ring;
    private final String node;
    private final Map<Seat, Taken> taken = new ConcurrentHashMap<>();

    private record Seat(AccountId account, PlaceId room) { }

    private record Taken(String office, long ns) { }

    /**
     * @param ring told of every room whose log grew
     * @param node the name of this node among the others
     */
    public Seats(Link link, Function<AccountId, Future<Optional<String>>> officeOf, Consumer<PlaceId> ring, String node) {
        this.scripts = new OversightScripts(link);
        this.officeOf = officeOf;
        this.ring = ring;
        this.node = node;
    }

    /** Somebody came into a room. */
    public void came(Caller caller, PlaceId room) {
        if (!room.isShow() || !(caller instanceof Caller.Person person) || !person.is(Role.OFFICIAL)) return;
        officeOf.apply(person.account()).onSuccess(office -> take(new Seat(person.account(), room), office.orElse("")));
    }

    private Future<Void> take(Seat seat, String office) {
        taken.put(seat, new Taken(office, System.nanoTime()));
        return scripts.takeSeat(seat.room(), seat.account(), office, Limits.SEAT_MS, node).map(told -> rung(told, seat.room()));
    }

    private Void rung(boolean told, PlaceId room) {
        if (told) ring.accept(room);
        return null;
    }

    /**
     * Gives up the seats of those who have gone, and now and then says of the others that they are still there.
     *
     * @param present the rooms in which a person's phones are, on this node
     */
    public Future<Void> look(Function<AccountId, Future<Set<PlaceId>>> present) {
        var done = new ArrayList<Future<?>>();
        taken.forEach((seat, was) -> done.add(present.apply(seat.account()).compose(rooms -> {
            if (rooms.contains(seat.room())) return System.nanoTime() - was.ns() < KEEP_NS ? Future.succeededFuture() : take(seat, was.office());
            if (!taken.remove(seat, was)) return Future.succeededFuture(); // taken again meanwhile
            return scripts.takeSeat(seat.room(), seat.account(), was.office(), 0, node).map(told -> rung(told, seat.room()));
        })));
        return done.isEmpty() ? Future.succeededFuture() : Future.join(done).mapEmpty();
    }

    /** Looks in the rooms that are open on this node for seats that nobody has kept. */
    public Future<Void> sweep(Set<PlaceId> open) {
        return empty(open, "");
    }

    /** Another node has left: nobody sits in its seats any more. */
    public Future<Void> left(String node, Set<PlaceId> open) {
        return empty(open, node);
    }

    private Future<Void> empty(Set<PlaceId> open, String node) {
        var done = open.stream().filter(PlaceId::isShow).map(room -> scripts.emptySeats(room, node).map(told -> rung(told, room))).toList();
        return done.isEmpty() ? Future.succeededFuture() : Future.join(done).mapEmpty();
    }
}
