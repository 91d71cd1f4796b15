package vn.phien.realtime;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.PlaceId;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views.Mine;
import vn.phien.protocol.Views.Tally;
import vn.phien.redis.Link;

/**
 * The rooms of this node and the phones in them. Bells, whispers and counts travel on the bus between the nodes; what they are about
 * is always in the books.
 */
public final class Rooms {
    private static final long LISTEN_ANYWAY_MS = 250;
    private final Vertx vertx;
    private final Link link;
    private final InstantSource clock;
    private final Counts counts;
    private final Thinning thinning = new Thinning();
    private final BuyersWait buyers = new BuyersWait();
    private final Function<PlaceId, Future<SceneAt>> scenes;
    private final ContextInternal[] loops;
    private final Map<PlaceId, Room> rooms = new ConcurrentHashMap<>();
    private final Map<AccountId, Set<Session>> phones = new ConcurrentHashMap<>();
    private final Map<PlaceId, Counted> counted = new HashMap<>();
    private final Bus bus;
    private final Presence presence;
    private final List<Long> timers = new ArrayList<>();
    private BooleanSupplier strained = () -> false;
    private Consumer<PlaceId> changed = place -> { };

    /** What the phones of a room were last told of its size. */
    private record Counted(int viewers, long ns) { }

    /** @param scenes reads a room's scene with its place in the logs */
    public Rooms(Vertx vertx, Link link, InstantSource clock, Meters meters, Function<PlaceId, Future<SceneAt>> scenes) {
        this(vertx, link, clock, meters, scenes, Bus.ALONE);
    }

    /**
     * The same on one node of several.
     *
     * @param bus the way to the other nodes
     */
    public Rooms(Vertx vertx, Link link, InstantSource clock, Meters meters, Function<PlaceId, Future<SceneAt>> scenes, Bus bus) {
        this.vertx = vertx;
        this.link = link;
        this.clock = clock;
        this.counts = Counts.of(meters);
        this.scenes = scenes;
        this.loops = new ContextInternal[Math.max(1, Runtime.getRuntime().availableProcessors())];
        for (int i = 0; i < loops.length; i++) loops[i] = ((VertxInternal) vertx).createEventLoopContext();
        this.bus = bus;
        this.presence = new Presence(bus);
        meters.rooms(rooms::size);
    }

    /** Begins to listen. */
    public void start() {
        timers.add(vertx.setPeriodic(LISTEN_ANYWAY_MS, id -> rooms.values().forEach(Room::listenAnyway)));
        timers.add(vertx.setPeriodic(Presence.EVERY_MS, id -> count()));
    }

    /** Rings a room's bell on every node: there is something new in its books. */
    public void ring(PlaceId place) {
        var room = rooms.get(place);
        if (room != null) room.ring();
        else Doorbell.ring(bus, place);
    }

    /** Tells every phone that one person has on this node. Every node hears the facts itself, so each tells its own. */
    public void whisper(AccountId account, Outbound.Private message) {
        var sessions = phones.get(account);
        if (sessions != null) sessions.forEach(session -> session.send(message));
    }

    /** Tells the staff who are in a room on this node. */
    public void toStaff(PlaceId place, Outbound message) {
        tell(place, message, true);
    }

    /** Tells everybody in a room, on every node, something that may be lost. */
    public void toRoom(PlaceId place, Outbound message) {
        tell(place, message, false);
        Doorbell.say(bus, place, message);
    }

    private void tell(PlaceId place, Outbound message, boolean staffOnly) {
        var room = rooms.get(place);
        if (room != null) room.broadcast(List.of(Frame.of(message)), staffOnly);
    }

    /** How many phones are in a room, on all nodes. */
    public int viewers(PlaceId place) {
        var room = rooms.get(place);
        return (room == null ? 0 : room.size()) + presence.elsewhere(place);
    }

    /** The other nodes, as they were last heard. */
    public List<Presence.Node> others() {
        return presence.others();
    }

    /** Tells the other nodes where people reach this one. */
    public void isAt(String address) {
        presence.isAt(address);
    }

    /** A node has left: its phones are counted no longer. */
    public void left(String node) {
        presence.left(node);
    }

    /** The rooms in which the phones of a person are, on this node. */
    public Future<Set<PlaceId>> roomsOf(AccountId account) {
        var asked = new ArrayList<Future<List<PlaceId>>>();
        for (var session : phones.getOrDefault(account, Set.of())) {
            if (session.isClosed()) continue;
            var answer = session.loop().<List<PlaceId>>promise();
            session.run(() -> answer.complete(session.places()));
            asked.add(answer.future());
        }
        return asked.isEmpty() ? Future.succeededFuture(Set.of()) : Future.all(asked).map(all -> asked.stream().flatMap(answer -> answer.result().stream()).collect(Collectors.toSet()));
    }

    /** Whether somebody of the staff is in the room, on this node. */
    public boolean hasStaff(PlaceId place) {
        var room = rooms.get(place);
        return room != null && room.hasStaff();
    }

    /** The rooms that have phones in them on this node. */
    public Set<PlaceId> open() {
        return Set.copyOf(rooms.keySet());
    }

    /** What only the one who comes in gets. {@code tally} is null for viewers. */
    public record Welcome(Mine mine, Tally tally) { }

    /**
     * Lets a phone in: it gets the scene or what it missed, then everything that follows, without a gap. The caller has checked
     * that it may.
     */
    public Future<Outbound.Reply> join(Session session, Inbound.JoinRoom join, boolean staff, Future<Welcome> welcome) {
        var place = join.room();
        var promise = (session.loop()).<Outbound.Reply>promise();
        session.run(() -> {
            if (session.isClosed()) {
                promise.complete(null);
                return;
            }
            if (session.member(place) == null && session.rooms() >= Limits.ROOMS_PER_PHONE) {
                promise.complete(new Outbound.Refused(join.ref(), Why.TOO_LARGE, "room", null));
                return;
            }
            var before = session.leaves(place);
            var member = new Member(session, place, staff);
            session.enters(member);
            var room = rooms.compute(place, (p, there) -> {
                var open = there == null ? new Room(place, link, loops[Math.floorMod(place.hashCode(), loops.length)], counts, thinning, buyers, scenes, changed, bus) : there;
                if (before != null) open.remove(before);
                open.add(member);
                return open;
            });
            letIn(session, join, member, room, welcome, promise);
        });
        return promise.future();
    }

    private void letIn(Session session, Inbound.JoinRoom join, Member member, Room room, Future<Welcome> welcome, Promise<Outbound.Reply> promise) {
        Future.all(room.enter(join, session.outbox().zips()), welcome).onComplete(ready -> session.run(() -> {
            if (session.isClosed() || session.member(member.place) != member) {
                promise.complete(null); // nobody waits for the answer, but somebody counts who is on the way in
                return;
            }
            if (ready.failed()) {
                leave(session, member.place);
                promise.fail(ready.cause());
                return;
            }
            Room.Entry entry = ready.result().resultAt(0);
            Welcome own = ready.result().resultAt(1);
            if (!room.reads(entry.epoch())) { // what was found for it is of a log that is no more
                letIn(session, join, member, room, welcome, promise);
                return;
            }
            var you = session.caller().person().map(Caller.Person::account).orElse(null);
            var joined = new Outbound.Joined(join.ref(), member.place, entry.epoch(), entry.from(), clock.millis(), entry.scene() == null, null, own.mine(), you, viewers(member.place), own.tally());
            if (session.outbox().offer(entry.scene() == null ? Frame.of(joined) : Frame.joined(joined, entry.scene(), session.outbox().zips()))) member.comesIn(entry);
            else session.close(Close.TOO_SLOW);
            promise.complete(null);
        }));
    }

    /** Lets a phone out of a room. */
    public void leave(Session session, PlaceId place) {
        session.run(() -> {
            var member = session.leaves(place);
            if (member == null) return;
            rooms.computeIfPresent(place, (p, room) -> {
                room.remove(member);
                if (!room.isEmpty()) return room;
                room.close();
                return null;
            });
        });
    }

    /**
     * How many chat messages a second each room lets through to every viewer from now on: at most {@link Limits#CHAT_PER_SECOND}, less
     * when the node is busy. The booth's people, questions, orders and answers always pass.
     */
    public void chatPerSecond(int most) {
        thinning.perSecond(most);
    }

    /** How long buyers wait just now: the chats of the rooms make way by it. */
    BuyersWait buyers() {
        return buyers;
    }

    /** A phone has come. Of too many phones of one person the oldest goes. */
    void opened(Session session) {
        session.caller().person().ifPresent(person -> {
            var all = phones.computeIfAbsent(person.account(), a -> ConcurrentHashMap.newKeySet());
            all.add(session);
            all.stream().filter(phone -> !phone.isClosed()).sorted(Comparator.comparingLong(Session::id).reversed()).skip(Limits.SOCKETS_PER_ACCOUNT).forEach(phone -> phone.close(Close.REPLACED));
        });
    }

    /** A phone has gone. */
    void closed(Session session) {
        for (var place : session.places()) leave(session, place);
        session.caller().person().ifPresent(person -> phones.computeIfPresent(person.account(), (a, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        }));
    }

    /** Closes every socket that was opened with a login that no longer holds. */
    public void signedOut(String login) {
        phones.values().forEach(sessions -> sessions.forEach(session -> {
            if (session.caller() instanceof Caller.Person person && person.session().equals(login)) session.close(Close.SIGN_IN_AGAIN);
        }));
    }

    /** Tells the other nodes how many are here, and everybody how many there are in all: the more there are, the less often. */
    private void count() {
        var here = new HashMap<PlaceId, Integer>();
        rooms.forEach((place, room) -> here.put(place, room.size()));
        presence.tell(here);
        long now = System.nanoTime();
        here.keySet().forEach(place -> {
            int viewers = viewers(place);
            var before = counted.get(place);
            if (before != null && (before.viewers == viewers || now - before.ns < TimeUnit.MILLISECONDS.toNanos(countedEvery(strained.getAsBoolean() ? Integer.MAX_VALUE : viewers)))) return;
            counted.put(place, new Counted(viewers, now));
            tell(place, new Outbound.ViewersCounted(place, viewers), false);
        });
        counted.keySet().retainAll(here.keySet());
    }

    /** While it says so, even a small room is told its size as seldom as the largest. Before {@link #start}. */
    public Rooms countsSeldomWhile(BooleanSupplier strained) {
        this.strained = strained;
        return this;
    }

    /** Called with a room whose shelf has changed, or may have, before any phone on this node hears of it or sees it. Before {@link #start}. */
    public void onChange(Consumer<PlaceId> changed) {
        this.changed = changed;
    }

    /** How often at most a room of so many is told its size, in ms. */
    static long countedEvery(int viewers) {
        return viewers < 500 ? 500 : viewers < 5_000 ? 2_000 : 5_000;
    }

    public void stop() {
        timers.forEach(vertx::cancelTimer);
        timers.clear();
        presence.close();
    }
}
