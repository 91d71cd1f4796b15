package vn.phien.analytics;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import vn.phien.base.BoothId;
import vn.phien.base.HallId;
import vn.phien.base.NightId;
import vn.phien.base.PlaceId;
import vn.phien.markets.Nights;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.ShowState;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.ShowView;
import vn.phien.protocol.Views.StandView;
import vn.phien.redis.Briefly;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * The wall of a night: every booth as a tile. One summary is worked out at most once a second, however many organizers look; each of them
 * gets the tiles that have changed since the last one they saw.
 */
public final class Wall {
    private static final Duration FRESH = Duration.ofMillis(900), BOOTHS_KEPT = Duration.ofSeconds(30);
    private static final long MINUTE_MS = 60_000;
    /** A host who is gone for longer, and a show that is late by more, are told. */
    private static final long HOST_GONE_MS = 20_000, HOST_HERE_MS = 40_000, LATE_MS = 5 * 60_000;
    private static final int UNANSWERED = 5, LEAST_HOLDS = 10, LAPSED_IN_100 = 40;
    private static final int CHANGES_KEPT = 120;
    private static final long SLOW_STORE_MS = 500;
    private static final Picture UNKNOWN = new Picture(null, "bamboo-basket", "red-river");
    private final Link link;
    private final Nights nights;
    private final House house;
    private final InstantSource clock;
    private final Briefly<BoothId, Optional<BoothView>> booths;
    private final Briefly<NightId, Optional<Summary>> summaries;
    private final Map<NightId, Hung> hung = new ConcurrentHashMap<>();
    private final Map<PlaceId, Long> hostGone = new ConcurrentHashMap<>();
    private final String epoch;

    /**
     * What the rest of the house knows.
     *
     * @param shows   by their states
     * @param hasHost whether somebody of the staff is in a room
     * @param stopped the booths whose sale an official or organizer has stopped
     * @param full    whether this node takes no more phones
     */
    public record House(Function<BoothId, Future<Optional<BoothView>>> booths, Function<List<ShowState>, Future<List<ShowView>>> shows, Predicate<PlaceId> hasHost,
                        Supplier<Future<Set<BoothId>>> stopped, Supplier<Boolean> full) { }

    /**
     * One booth.
     *
     * @param state  "live", "paused", "scheduled" when a show is to come, "shut"
     * @param room   the show on air or to come, or null
     * @param alarms "no-host", "orders-stopped", "lapsing", "unanswered", "late", "stopped"
     */
    public record Tile(BoothId booth, String name, String province, HallId hall, int place, Picture picture, String state, @Maybe PlaceId room, @Maybe String title, @Maybe Long startsMs, int viewers,
                       int ordersAMinute, int orders, long vnd, int unanswered, int waiting, List<String> alarms) { }

    /**
     * The whole night in figures, and the tiles that changed.
     *
     * @param rev     hand it in the next time
     * @param whole   every tile is here; otherwise only those that changed, and {@code gone} are no more
     * @param store   "up", "slow" or "down"
     * @param full    this node takes no more phones
     */
    public record Summary(String rev, NightView night, long atMs, boolean whole, int live, int viewers, int ordersAMinute, int orders, long vnd, int alarms, String store, boolean full, List<Tile> tiles, List<BoothId> gone) { }

    private record Hung(long rev, Map<BoothId, Tile> tiles, List<Map.Entry<Long, BoothId>> changes) { }

    public Wall(Link link, Nights nights, House house, InstantSource clock, String epoch) {
        this.link = link;
        this.nights = nights;
        this.house = house;
        this.clock = clock;
        this.epoch = epoch;
        this.booths = new Briefly<>(BOOTHS_KEPT, house.booths);
        this.summaries = new Briefly<>(FRESH, this::look);
    }

    /** The wall now. @param since the rev of the last answer, or null for every tile */
    public Future<Optional<Summary>> now(NightId night, String since) {
        return summaries.get(night).map(found -> found.map(whole -> since(whole, since)));
    }

    private Summary since(Summary whole, String since) {
        var now = hung.get(whole.night.night());
        if (since == null || now == null || !since.startsWith(epoch + ".") || !since.substring(epoch.length() + 1).matches("\\d{1,15}")) return whole;
        long seen = Long.parseLong(since.substring(epoch.length() + 1));
        if (seen > now.rev || seen < now.rev - CHANGES_KEPT) return whole;
        var changed = new HashSet<BoothId>();
        for (var change : now.changes) if (change.getKey() > seen) changed.add(change.getValue());
        var there = new HashMap<BoothId, Tile>();
        for (var tile : whole.tiles) there.put(tile.booth, tile);
        return new Summary(whole.rev, whole.night, whole.atMs, false, whole.live, whole.viewers, whole.ordersAMinute, whole.orders, whole.vnd, whole.alarms, whole.store, whole.full,
            whole.tiles.stream().filter(tile -> changed.contains(tile.booth)).toList(), changed.stream().filter(booth -> !there.containsKey(booth)).toList());
    }

    private Future<Optional<Summary>> look(NightId night) {
        return nights.find(night).compose(view -> view.isEmpty() ? Future.succeededFuture(Optional.empty()) : nights.stands(night).compose(stands -> look(view.get(), stands)).map(Optional::of));
    }

    private Future<Summary> look(NightView night, List<StandView> stands) {
        var names = stands.stream().map(stand -> booths.get(stand.booth())).toList();
        return Future.all(List.of(house.shows.apply(List.of(ShowState.LIVE, ShowState.PAUSED)), house.shows.apply(List.of(ShowState.SCHEDULED)), all(names), house.stopped.get())).compose(read -> {
            List<ShowView> onAir = read.resultAt(0), toCome = read.resultAt(1);
            Set<BoothId> stopped = read.resultAt(3);
            var shows = new HashMap<BoothId, ShowView>();
            for (var show : toCome) if (show.startsMs() < night.closesMs()) shows.merge(show.booth().booth(), show, (a, b) -> a.startsMs() <= b.startsMs() ? a : b);
            for (var show : onAir) shows.put(show.booth().booth(), show);
            var asks = new ArrayList<Request>();
            for (var stand : stands) {
                asks.add(Link.request(Command.ZCOUNT, Keys.orders(stand.booth()), clock.millis() - MINUTE_MS, "+inf"));
                asks.add(Link.request(Command.HMGET, Keys.figures(night.night(), stand.booth()), "orders", "cancelled", "returned", "vnd", "cancelledVnd", "returnedVnd"));
                var show = shows.get(stand.booth());
                if (show != null && isOn(show)) {
                    asks.add(Link.request(Command.HMGET, Keys.tally(show.room()), "holdsTaken", "holdsLapsed", "unanswered", "waiting"));
                    asks.add(Link.request(Command.HGET, Keys.stage(show.room()), "ordersOpen"));
                    asks.add(Link.request(Command.EXISTS, Keys.hostHere(show.room())));
                }
            }
            long from = System.nanoTime();
            return link.batch(asks).map(answers -> {
                long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
                var tiles = new ArrayList<Tile>();
                int at = 0;
                for (int i = 0; i < stands.size(); i++) {
                    var show = shows.get(stands.get(i).booth());
                    boolean on = show != null && isOn(show);
                    tiles.add(tile(stands.get(i), names.get(i).result(), show, stopped.contains(stands.get(i).booth()), answers.get(at), answers.get(at + 1), on ? answers.subList(at + 2, at + 5) : null));
                    at += on ? 5 : 2;
                }
                return hang(night, tiles, tookMs > SLOW_STORE_MS ? "slow" : "up");
            });
        });
    }

    private static Future<Void> all(List<? extends Future<?>> futures) {
        return futures.isEmpty() ? Future.succeededFuture() : Future.all(futures).mapEmpty();
    }

    private static boolean isOn(ShowView show) {
        return !show.state().equals("scheduled");
    }

    private Tile tile(StandView stand, Optional<BoothView> booth, ShowView show, boolean stopped, Response minute, Response figures, List<Response> stage) {
        boolean on = stage != null;
        var tally = on ? stage.getFirst() : null;
        var alarms = new ArrayList<String>();
        long now = clock.millis();
        if (stopped) alarms.add("stopped");
        if (on) {
            boolean live = show.state().equals("live");
            if (live && stage.get(2).toInteger() == 0 && !house.hasHost.test(show.room())) {
                if (now - hostGone.computeIfAbsent(show.room(), room -> now) >= HOST_GONE_MS) alarms.add("no-host");
            } else hostGone.remove(show.room());
            if (live && (stage.get(1) == null || !stage.get(1).toString().equals("1"))) alarms.add("orders-stopped");
            if (n(tally, 0) >= LEAST_HOLDS && n(tally, 1) * 100 >= n(tally, 0) * LAPSED_IN_100) alarms.add("lapsing");
            if (n(tally, 2) >= UNANSWERED) alarms.add("unanswered");
        } else if (show != null && now - show.startsMs() > LATE_MS) alarms.add("late");
        var state = on ? show.state() : show != null ? "scheduled" : "shut";
        return new Tile(stand.booth(), booth.map(BoothView::name).orElse(stand.booth().value()), booth.map(BoothView::province).orElse(""), stand.hall(), stand.place(), booth.map(BoothView::picture).orElse(UNKNOWN), state,
            show == null ? null : show.room(), show == null ? null : show.title(), show == null ? null : show.startsMs(), on ? show.viewers() : 0, minute.toInteger(),
            (int) (n(figures, 0) - n(figures, 1) - n(figures, 2)), n(figures, 3) - n(figures, 4) - n(figures, 5), on ? (int) n(tally, 2) : 0, on ? (int) n(tally, 3) : 0, List.copyOf(alarms));
    }

    private static long n(Response fields, int at) {
        return fields.get(at) == null ? 0 : fields.get(at).toLong();
    }

    private Summary hang(NightView night, List<Tile> tiles, String store) {
        var now = hung.compute(night.night(), (id, before) -> {
            long rev = before == null ? 1 : before.rev + 1;
            var there = new HashMap<BoothId, Tile>();
            var changes = new ArrayList<Map.Entry<Long, BoothId>>(before == null ? List.of() : before.changes);
            for (var tile : tiles) {
                there.put(tile.booth, tile);
                if (before == null || !tile.equals(before.tiles.get(tile.booth))) changes.add(Map.entry(rev, tile.booth));
            }
            if (before != null) for (var gone : before.tiles.keySet()) if (!there.containsKey(gone)) changes.add(Map.entry(rev, gone));
            long oldest = rev - CHANGES_KEPT;
            changes.removeIf(change -> change.getKey() < oldest);
            return new Hung(rev, Map.copyOf(there), List.copyOf(changes));
        });
        return new Summary(epoch + "." + now.rev, night, clock.millis(), true, (int) tiles.stream().filter(tile -> tile.state.equals("live") || tile.state.equals("paused")).count(), tiles.stream().mapToInt(Tile::viewers).sum(),
            tiles.stream().mapToInt(Tile::ordersAMinute).sum(), tiles.stream().mapToInt(Tile::orders).sum(), tiles.stream().mapToLong(Tile::vnd).sum(), (int) tiles.stream().filter(tile -> !tile.alarms.isEmpty()).count(),
            store, house.full.get(), List.copyOf(tiles), List.of());
    }

    /** Somebody of the staff is in a room of this node; to be said every quarter of a minute. */
    public Future<Void> hostIsHere(PlaceId room) {
        return link.send(Command.SET, Keys.hostHere(room), "1", "PX", HOST_HERE_MS).mapEmpty();
    }

    /** What of a night everybody may know of a province: how many booths it has, and how many are on air. */
    public record OnMap(String province, int booths, int live, int viewers) { }

    /** The night by province. */
    public Future<Optional<List<OnMap>>> map(NightId night) {
        return summaries.get(night).map(found -> found.filter(summary -> !summary.night.state().equals("draft") && !summary.night.state().equals("applications")).map(summary -> {
            var parts = new java.util.TreeMap<String, OnMap>();
            for (var tile : summary.tiles) {
                int live = tile.state.equals("live") || tile.state.equals("paused") ? 1 : 0;
                parts.merge(tile.province, new OnMap(tile.province, 1, live, tile.viewers), (a, b) -> new OnMap(a.province, a.booths + 1, a.live + b.live, a.viewers + b.viewers));
            }
            return List.copyOf(parts.values());
        }));
    }
}
