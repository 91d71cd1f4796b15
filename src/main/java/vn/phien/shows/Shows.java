package vn.phien.shows;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Shard;
import vn.phien.base.Why;
import vn.phien.inventory.HoldRecord;
import vn.phien.inventory.Holds;
import vn.phien.protocol.ShowState;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.HoldView;
import vn.phien.protocol.Views.LineView;
import vn.phien.protocol.Views.Mine;
import vn.phien.protocol.Views.OfferView;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.Scene;
import vn.phien.protocol.Views.ShowView;
import vn.phien.protocol.Views.Tally;
import vn.phien.protocol.Views.VideoView;
import vn.phien.protocol.Wire;
import vn.phien.realtime.SceneAt;
import vn.phien.redis.Briefly;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** All shows, as they are read: by lists, by those who come in, by staff. What changes them is in {@link Drafts}, {@link Stage} and {@link Chat}. */
public final class Shows {
    private static final Duration LISTS = Duration.ofSeconds(1);
    private static final Picture UNKNOWN = new Picture(null, "bamboo-basket", "red-river");
    private final Link link;
    private final StageScripts scripts;
    private final Function<BoothId, Future<Optional<BoothView>>> booths;
    private final Function<BoothId, Future<Map<ProductId, ProductView>>> products;
    private final Holds holds;
    private final ToIntFunction<PlaceId> viewers;
    private final Cache<PlaceId, BoothId> boothOf = Caffeine.newBuilder().maximumSize(20_000).build();
    private final Briefly<List<ShowState>, List<ShowView>> lists = new Briefly<>(LISTS, this::read);

    /**
     * @param booths   finds a booth
     * @param products all products of a booth
     * @param viewers  how many watch a room
     */
    public Shows(Link link, Function<BoothId, Future<Optional<BoothView>>> booths, Function<BoothId, Future<Map<ProductId, ProductView>>> products, Holds holds, ToIntFunction<PlaceId> viewers) {
        this.link = link;
        this.scripts = new StageScripts(link);
        this.booths = booths;
        this.products = products;
        this.holds = holds;
        this.viewers = viewers;
    }

    // ── who and where ─────────────────────────────────────────────────────────────────────────────────────────────

    /** The booth whose show or shelf a place is; empty when there is no such show. */
    public Future<Optional<BoothId>> boothOf(PlaceId place) {
        if (!place.isShow()) return Future.succeededFuture(Optional.of(place.booth()));
        var known = boothOf.getIfPresent(place);
        if (known != null) return Future.succeededFuture(Optional.of(known));
        return link.send(Command.HGET, Keys.show(place), "booth").map(booth -> {
            if (booth == null) return Optional.empty();
            var found = new BoothId(booth.toString());
            boothOf.put(place, found);
            return Optional.of(found);
        });
    }

    /** The booth of a show in which the person has at least the given role, or why not. */
    Future<Result<BoothId>> staffed(Caller.Person person, PlaceId place, BoothRole needed) {
        if (!place.isShow()) return Future.succeededFuture(Result.refused(Why.NOT_FOUND, "room"));
        return boothOf(place).map(booth -> {
            if (booth.isEmpty()) return Result.refused(Why.NOT_FOUND, "room");
            return person.worksIn(booth.get(), needed) ? Result.ok(booth.get()) : Result.refused(Why.NOT_ALLOWED);
        });
    }

    /**
     * Whether the caller may come into a room; the answer says whether as staff. A draft is found by staff alone, and a rehearsal
     * too: of an announced show others hear that it is not live yet.
     */
    public Future<Result<Boolean>> door(Caller caller, PlaceId place) {
        if (!place.isShow()) {
            return booths.apply(place.booth()).map(booth -> booth.isEmpty() ? Result.refused(Why.NOT_FOUND, "room") : Result.ok(caller.worksIn(place.booth(), BoothRole.MODERATOR)));
        }
        return link.send(Command.HMGET, Keys.stage(place), "booth", "state", "before").map(stage -> {
            if (stage.get(0) == null) return Result.refused(Why.NOT_FOUND, "room");
            if (caller.worksIn(new BoothId(stage.get(0).toString()), BoothRole.MODERATOR)) return Result.ok(true);
            var announced = (stage.get(2) == null ? stage.get(1) : stage.get(2)).toString();
            if (announced.equals("draft")) return Result.refused(Why.NOT_FOUND, "room");
            return stage.get(1).toString().equals("rehearsal") ? Result.refused(Why.NOT_LIVE, "room") : Result.ok(false);
        });
    }

    // ── lists ─────────────────────────────────────────────────────────────────────────────────────────────────────

    Future<Optional<Show>> show(PlaceId room) {
        if (!room.isShow()) return Future.succeededFuture(Optional.empty());
        return link.batch(asks(room)).map(answers -> Show.of(room, answers.get(0), answers.get(1)));
    }

    private static List<Request> asks(PlaceId room) {
        return List.of(Link.request(Command.HMGET, with(Keys.show(room), Show.RECORD)), Link.request(Command.HMGET, with(Keys.stage(room), Show.STAGE)));
    }

    private static Object[] with(String key, String[] fields) {
        var args = new Object[fields.length + 1];
        args[0] = key;
        System.arraycopy(fields, 0, args, 1, fields.length);
        return args;
    }

    /** A show of which everybody may know. */
    public Future<Optional<ShowView>> find(PlaceId room) {
        return show(room).compose(show -> show.filter(Show::announced).map(found -> view(found, false)).orElse(Future.succeededFuture(Optional.empty())));
    }

    /** A show as the caller may see it. */
    public Future<Optional<ShowView>> find(Caller caller, PlaceId room) {
        return show(room).compose(show -> show.filter(found -> found.announced() || caller.worksIn(found.booth(), BoothRole.MODERATOR))
            .map(found -> view(found, caller.worksIn(found.booth(), BoothRole.MODERATOR))).orElse(Future.succeededFuture(Optional.empty())));
    }

    /** A show as its staff and those who watch over the market see it. */
    public Future<Optional<ShowView>> planned(PlaceId room) {
        return show(room).compose(show -> show.map(found -> view(found, true)).orElse(Future.succeededFuture(Optional.empty())));
    }

    private Future<Optional<ShowView>> view(Show show, boolean staff) {
        return booths.apply(show.booth()).map(booth -> booth.map(known -> show.view(known, viewers.applyAsInt(show.room()), staff)));
    }

    /**
     * The shows of all booths in any of the states: those on air first, by viewers; then the announced by start; then the ended,
     * newest first. At most a second old.
     *
     * @param states of LIVE, PAUSED, SCHEDULED and ENDED
     */
    public Future<List<ShowView>> list(List<ShowState> states) {
        return lists.get(List.copyOf(states));
    }

    private Future<List<ShowView>> read(List<ShowState> states) {
        boolean ended = states.contains(ShowState.ENDED), open = states.stream().anyMatch(state -> state != ShowState.ENDED);
        var asks = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) {
            if (open) asks.add(Link.request(Command.ZRANGE, Keys.openShows(new Shard(s)), 0, Limits.LISTED_SHOWS - 1));
            if (ended) asks.add(Link.request(Command.ZRANGE, Keys.endedShows(new Shard(s)), 0, Limits.LISTED_SHOWS - 1, "REV"));
        }
        return link.batch(asks).compose(this::shows).compose(shows -> views(shows.stream().filter(show ->
            states.contains(show.state()) || show.state() == ShowState.REHEARSAL && states.contains(ShowState.SCHEDULED)).toList(), false))
            .map(views -> views.stream().sorted(ORDER).limit(Limits.LISTED_SHOWS).toList());
    }

    private static final Comparator<ShowView> ORDER = Comparator.<ShowView>comparingInt(show -> show.endedMs() != null ? 2 : show.state().equals("scheduled") ? 1 : 0)
        .thenComparing((a, b) -> a.endedMs() != null && b.endedMs() != null ? Long.compare(b.endedMs(), a.endedMs())
            : a.state().equals("scheduled") && b.state().equals("scheduled") ? Long.compare(a.startsMs(), b.startsMs()) : Integer.compare(b.viewers(), a.viewers()))
        .thenComparing(show -> show.room().value());

    /** A booth's shows, newest first; drafts and rehearsals for staff alone. */
    public Future<List<ShowView>> ofBooth(BoothId booth, boolean staff) {
        return link.batch(List.of(Link.request(Command.ZRANGE, Keys.shows(booth), 0, Limits.LISTED_SHOWS - 1, "REV"))).compose(this::shows)
            .compose(shows -> views(shows.stream().filter(show -> staff || show.announced()).toList(), staff));
    }

    private Future<List<Show>> shows(List<Response> lists) {
        var rooms = new ArrayList<PlaceId>();
        for (var list : lists) for (var room : list) rooms.add(new PlaceId(room.toString()));
        var asks = new ArrayList<Request>();
        for (var room : rooms) asks.addAll(asks(room));
        return link.batch(asks).map(answers -> {
            var shows = new ArrayList<Show>();
            for (int i = 0; i < rooms.size(); i++) Show.of(rooms.get(i), answers.get(2 * i), answers.get(2 * i + 1)).ifPresent(shows::add);
            return shows;
        });
    }

    private Future<List<ShowView>> views(List<Show> shows, boolean staff) {
        if (shows.isEmpty()) return Future.succeededFuture(List.of());
        var views = shows.stream().map(show -> view(show, staff)).toList();
        return Future.all(views).map(all -> views.stream().map(Future::result).flatMap(Optional::stream).toList());
    }

    // ── a room ────────────────────────────────────────────────────────────────────────────────────────────────────

    /** Everything that a phone needs to draw a room, and the exact place in its logs. Ask at the {@link #door} first. */
    public Future<SceneAt> scene(PlaceId place) {
        // the place in the log first: what is read after it may be newer, and comes once more as an event; were it older, nobody would tell
        return scripts.readScene(place).compose(staged -> Future.all(shown(place), booth(place).compose(products::apply), link.send(Command.HVALS, Keys.seats(place))).map(all -> {
            ShowView show = all.resultAt(0);
            Map<ProductId, ProductView> catalogue = all.resultAt(1);
            // a shelf has no stage: it is open until somebody stops its orders
            var open = place.isShow() ? staged.number("ordersOpen") == 1 : !"0".equals(staged.stage().get("ordersOpen"));
            var scene = new Scene(show, place.isShow() ? Offers.of(staged, catalogue) : Offers.ofShelf(staged, catalogue), staged.pins(), open && !staged.halted(), (int) staged.number("slow"), staged.pinnedMessage(), staged.chat(), null, staged.halted(), offices(all.resultAt(2), staged.nowMs()));
            return new SceneAt(staged.epoch(), staged.number("seq"), staged.number("chatN"), scene);
        }));
    }

    /** The offices that have a seat in a room now. */
    private static List<String> offices(Response seats, long nowMs) {
        return seats.stream().map(seat -> Wire.trusted(seat.toString(), JsonNode.class)).filter(seat -> seat.get("untilMs").asLong() > nowMs).map(seat -> seat.get("office").asText()).distinct().sorted().toList();
    }

    private Future<BoothId> booth(PlaceId place) {
        return boothOf(place).map(Optional::orElseThrow);
    }

    private Future<ShowView> shown(PlaceId place) {
        if (place.isShow()) return show(place).compose(show -> view(show.orElseThrow(), true)).map(Optional::orElseThrow);
        return booths.apply(place.booth()).map(booth -> new ShowView(place, booth.orElseThrow(), booth.get().name(), "shelf", 0, null, new VideoView("cover", null), booth.get().picture(), viewers.applyAsInt(place)));
    }

    /** The line-up as it stands. */
    public Future<List<OfferView>> lineUp(PlaceId place) {
        return Future.all(scripts.readScene(place), booth(place).compose(products::apply)).map(all -> Offers.of(all.<Staged>resultAt(0), all.resultAt(1)));
    }

    /** What belongs to a person in a room. */
    public Future<Mine> mine(Caller.Person person, PlaceId place) {
        var account = person.account();
        return link.batch(List.of(Link.request(Command.HEXISTS, Keys.speakers(place), "muted." + account), Link.request(Command.HKEYS, Keys.gates(place)))).compose(answers -> {
            var offered = new ArrayList<ProductId>();
            for (var product : answers.get(1)) if (!product.toString().equals("*")) offered.add(new ProductId(product.toString()));
            return Future.all(holds.openOf(account, place).compose(this::views), holds.waitsOf(account, place, offered), booth(place)).map(all ->
                new Mine(all.resultAt(0), all.resultAt(1), answers.get(0).toInteger() == 1, person.worksIn(all.resultAt(2), BoothRole.MODERATOR)));
        });
    }

    private Future<List<HoldView>> views(List<HoldRecord> records) {
        if (records.isEmpty()) return Future.succeededFuture(List.of());
        var views = records.stream().map(this::view).toList();
        return Future.all(views).map(all -> views.stream().map(Future::result).toList());
    }

    /** A hold as its owner sees it, with names and pictures. */
    public Future<HoldView> view(HoldRecord hold) {
        var gates = Link.request(Command.HMGET, Keys.gates(hold.place()));
        hold.lines().forEach(line -> gates.arg(line.product().value()));
        return Future.all(link.send(gates), booth(hold.place()).compose(products::apply)).map(all -> {
            Response found = all.resultAt(0);
            Map<ProductId, ProductView> catalogue = all.resultAt(1);
            var lines = new ArrayList<LineView>();
            for (int i = 0; i < hold.lines().size(); i++) {
                var line = hold.lines().get(i);
                var code = found.get(i) == null ? null : Gate.of(line.product(), found.get(i).toString()).code();
                var product = catalogue.get(line.product());
                lines.add(new LineView(line.product(), Objects.requireNonNullElse(code, ""), product == null ? "" : product.name(), product == null ? "" : product.unit(), line.quantity(), line.priceVnd(), line.deal(),
                    product == null ? UNKNOWN : product.picture()));
            }
            return new HoldView(hold.hold(), hold.place(), lines, hold.totalVnd(), hold.takenMs(), hold.deadlineMs(), hold.capMs());
        });
    }

    /** The running figures, for staff. */
    public Future<Tally> tally(PlaceId place) {
        return link.batch(List.of(Link.request(Command.HMGET, Keys.tally(place), "orders", "units", "revenueVnd", "holdsOpen", "holdsTaken", "holdsLapsed", "waiting", "unanswered"),
            Link.request(Command.HGET, Keys.stage(place), "peakViewers"))).map(answers -> {
                var figures = answers.get(0);
                int now = viewers.applyAsInt(place);
                return new Tally(now, Math.max(now, (int) figure(answers.get(1))), (int) figure(figures.get(0)), (int) figure(figures.get(1)), figure(figures.get(2)), (int) figure(figures.get(3)),
                    (int) figure(figures.get(4)), (int) figure(figures.get(5)), (int) figure(figures.get(6)), (int) figure(figures.get(7)));
            });
    }

    private static long figure(Response value) {
        return value == null ? 0 : value.toLong();
    }

    /** Notes how many watch a show now; called every 15 s for each show on air. Says nothing of a show that is not. */
    public Future<Void> countAudience(PlaceId show, long atMs, int watching) {
        return scripts.countAudience(show, atMs, watching).mapEmpty();
    }
}
