package vn.phien.shows;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.BoothId;
import vn.phien.base.HallId;
import vn.phien.base.Limits;
import vn.phien.base.NightId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Shard;
import vn.phien.facts.Fact;
import vn.phien.protocol.Outbound.HallSummed;
import vn.phien.protocol.Outbound.NightSummed;
import vn.phien.protocol.ShowState;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.HallCount;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Views.PinView;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.SpotlightView;
import vn.phien.protocol.Views.StallNow;
import vn.phien.protocol.Views.StallView;
import vn.phien.protocol.Views.StandView;
import vn.phien.protocol.Wire;
import vn.phien.realtime.Frame;
import vn.phien.realtime.Session;
import vn.phien.realtime.Square;
import vn.phien.redis.Briefly;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * The lanterns of a street: which booths of a night are on air, with how many viewers, and what is pinned at what price. Read once a
 * second on each node, however many look, and told by hall; a night that nobody looks at is not read at all.
 */
public final class Lanterns {
    private static final Logger LOG = LoggerFactory.getLogger(Lanterns.class);
    /** How often the lanterns are looked at: about once a second, and a little more often, so that what changes is seen within one. */
    public static final long EVERY_MS = 750;
    /** So long a night is read on after somebody asked for it. */
    private static final long AFTERGLOW_MS = 15_000;
    /** Every show of the street is looked for so often; one that starts or ends is seen at once, by its fact. */
    private static final long SCAN_MS = 5_000;
    private static final Duration STREET = Duration.ofSeconds(10);
    private static final Set<String> TURNS = Set.of("show-scheduled", "show-started", "show-paused", "show-resumed", "show-ended");
    private final Link link;
    private final Sources sources;
    private final ToIntFunction<PlaceId> viewers;
    private final Square square;
    private final InstantSource clock;
    private final Map<NightId, Glow> nights = new ConcurrentHashMap<>();
    private final Briefly<NightId, Optional<Stands>> streets = new Briefly<>(STREET, this::readStreet);

    /**
     * What lanterns ask of the features beside them.
     *
     * @param night    a night that everybody may know of
     * @param stands   the booths that have a place on it
     * @param booth    a booth as everybody sees it
     * @param products the catalogue of a booth
     * @param stage    who has the main stage of a night, and who comes next
     */
    public record Sources(Function<NightId, Future<Optional<NightView>>> night, Function<NightId, Future<List<StandView>>> stands, Function<BoothId, Future<Optional<BoothView>>> booth,
                          Function<BoothId, Future<Map<ProductId, ProductView>>> products, Function<NightId, Future<SpotlightView>> stage) { }

    /** @param viewers how many watch a room */
    public Lanterns(Link link, Sources sources, ToIntFunction<PlaceId> viewers, Square square, InstantSource clock) {
        this.link = link;
        this.sources = sources;
        this.viewers = viewers;
        this.square = square;
        this.clock = clock;
    }

    /** What seldom changes of a street. */
    private record Stands(NightView night, Map<BoothId, StallView> stalls, Set<Integer> shards) { }

    /** A show that is announced or on air. */
    private record Lit(PlaceId room, BoothId booth, String title, long startsMs, boolean onAir) { }

    /** One night as it was last seen. Touched by one reading at a time. */
    private static final class Glow {
        volatile long askedMs;
        volatile boolean turned = true;
        volatile Seen seen;
        Future<Seen> reading;
        long scannedMs;
        List<Lit> shows = List.of();
    }

    /**
     * A street at one moment.
     *
     * @param halls  by hall, what is on air there
     * @param frames the same, encoded, by topic
     */
    private record Seen(NightSummed sum, Map<HallId, HallSummed> halls, Map<String, Frame> frames) { }

    /** A street as it is, for somebody who comes: everything that is told afterwards builds on it. */
    public record StreetView(NightView night, List<StallView> stalls, NightSummed sum, List<HallSummed> halls) { }

    /** The street of a night; empty where there is no such night for everybody. */
    public Future<Optional<StreetView>> street(NightId night) {
        return streets.get(night).compose(found -> {
            if (found.isEmpty()) return Future.succeededFuture(Optional.empty());
            return seen(night).map(seen -> {
                var next = new HashMap<BoothId, Lit>();
                var glow = nights.get(night);
                if (glow != null) for (var show : glow.shows) if (!show.onAir()) next.merge(show.booth(), show, (a, b) -> a.startsMs() <= b.startsMs() ? a : b);
                var stalls = found.get().stalls().values().stream().map(stall -> {
                    var show = next.get(stall.booth());
                    return show == null ? stall : new StallView(stall.booth(), stall.hall(), stall.place(), stall.name(), stall.province(), stall.commune(), stall.picture(), stall.groups(), stall.stars(),
                        show.room(), show.startsMs());
                }).toList();
                return Optional.of(new StreetView(found.get().night(), stalls, seen.sum(), List.copyOf(seen.halls().values())));
            });
        });
    }

    /** The phone looks at a night from now on. The answer says whether there is one. */
    public Future<Boolean> watch(Session session, NightId night, List<HallId> halls) {
        return streets.get(night).compose(found -> {
            if (found.isEmpty()) return Future.succeededFuture(false);
            return seen(night).map(seen -> {
                var topics = new HashSet<String>(Set.of(topic(night)));
                var wanted = halls.isEmpty() ? found.get().night().halls().stream().map(hall -> hall.hall()).toList() : halls;
                wanted.forEach(hall -> topics.add(topic(night, hall)));
                square.watch(session, topics, topics.stream().map(seen.frames()::get).filter(java.util.Objects::nonNull).toList());
                return true;
            });
        });
    }

    /** The phone looks away. */
    public void leave(Session session) {
        square.leave(session);
    }

    private static String topic(NightId night) {
        return "night " + night;
    }

    private static String topic(NightId night, HallId hall) {
        return "hall " + night + " " + hall;
    }

    /** A listener of the facts: a show that turns is looked for at the next beat. */
    public void hear(Fact fact) {
        if (TURNS.contains(fact.type())) nights.values().forEach(glow -> glow.turned = true);
    }

    /** Looks at every night that somebody looks at. Called once a second. */
    public Future<Void> look() {
        var now = clock.millis();
        nights.values().removeIf(glow -> square.size() == 0 && now - glow.askedMs > AFTERGLOW_MS);
        var looks = new ArrayList<Future<Void>>();
        nights.forEach((night, glow) -> {
            looks.add(look(night, glow).<Void>mapEmpty().otherwise(e -> {
                LOG.warn("the street of {}: {}", night, e.getMessage());
                return null;
            }));
        });
        return Future.all(looks).mapEmpty();
    }

    private Future<Seen> seen(NightId night) {
        var glow = nights.computeIfAbsent(night, n -> new Glow());
        glow.askedMs = clock.millis();
        return glow.seen != null ? Future.succeededFuture(glow.seen) : look(night, glow);
    }

    /** Looks once, however many ask meanwhile. */
    private Future<Seen> look(NightId night, Glow glow) {
        var promise = Promise.<Seen>promise();
        synchronized (glow) {
            if (glow.reading != null) return glow.reading;
            glow.reading = promise.future();
        }
        streets.get(night).compose(found -> found.isEmpty() ? Future.<Seen>failedFuture("it is gone") : scan(found.get(), glow).compose(v -> read(found.get(), glow))).onComplete(done -> {
            synchronized (glow) {
                glow.reading = null;
            }
            if (done.succeeded()) {
                tell(glow, done.result());
                promise.complete(done.result());
            } else promise.fail(done.cause());
        });
        return promise.future();
    }

    /** Tells what is not as it was. */
    private void tell(Glow glow, Seen seen) {
        var before = glow.seen;
        glow.seen = seen;
        var news = new HashMap<>(seen.frames());
        if (before != null) news.entrySet().removeIf(entry -> entry.getValue() == before.frames().get(entry.getKey()));
        if (!news.isEmpty()) square.tell(news);
    }

    // ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────

    private Future<Optional<Stands>> readStreet(NightId night) {
        return sources.night().apply(night).compose(found -> {
            if (found.isEmpty()) return Future.succeededFuture(Optional.empty());
            return sources.stands().apply(night).compose(stands -> {
                var stalls = stands.stream().map(this::stall).toList();
                return Future.all(stalls).map(all -> {
                    var byBooth = new LinkedHashMap<BoothId, StallView>();
                    stalls.forEach(stall -> stall.result().ifPresent(view -> byBooth.put(view.booth(), view)));
                    var shards = new TreeSet<Integer>();
                    byBooth.keySet().forEach(booth -> shards.add(booth.shard().number()));
                    return Optional.of(new Stands(found.get(), byBooth, shards));
                });
            });
        });
    }

    private Future<Optional<StallView>> stall(StandView stand) {
        return Future.all(sources.booth().apply(stand.booth()), sources.products().apply(stand.booth())).map(read -> {
            Optional<BoothView> booth = read.resultAt(0);
            Map<ProductId, ProductView> products = read.resultAt(1);
            var onOffer = products.values().stream().filter(product -> !product.archived()).toList();
            var groups = onOffer.stream().map(ProductView::group).distinct().sorted().toList();
            int stars = onOffer.stream().mapToInt(product -> product.certificate() == null ? 0 : product.certificate().stars()).max().orElse(0);
            return booth.map(view -> new StallView(view.booth(), stand.hall(), stand.place(), view.name(), view.province(), view.commune(), view.picture(), groups, stars, null, null));
        });
    }

    /** Finds the shows of the street: all of them now and then, and whenever one has turned. */
    private Future<Void> scan(Stands street, Glow glow) {
        long now = clock.millis();
        if (!glow.turned && now - glow.scannedMs < SCAN_MS) return Future.succeededFuture();
        glow.turned = false;
        glow.scannedMs = now;
        var lists = street.shards().stream().map(shard -> Link.request(Command.ZRANGE, Keys.openShows(new Shard(shard)), 0, Limits.LISTED_SHOWS - 1)).toList();
        return link.batch(lists).compose(answers -> {
            var rooms = new ArrayList<PlaceId>();
            for (var answer : answers) for (var room : answer) rooms.add(new PlaceId(room.toString()));
            var asks = new ArrayList<Request>();
            for (var room : rooms) {
                asks.add(Link.request(Command.HMGET, Keys.show(room), "booth", "title", "startsMs"));
                asks.add(Link.request(Command.HMGET, Keys.stage(room), "state", "before"));
            }
            return link.batch(asks).map(found -> {
                var shows = new ArrayList<Lit>();
                for (int i = 0; i < rooms.size(); i++) lit(rooms.get(i), found.get(2 * i), found.get(2 * i + 1)).filter(show -> street.stalls().containsKey(show.booth())).ifPresent(shows::add);
                glow.shows = List.copyOf(shows);
                return null;
            });
        });
    }

    private static Optional<Lit> lit(PlaceId room, Response show, Response stage) {
        if (show.get(0) == null || stage.get(0) == null) return Optional.empty();
        var state = stage.get(0).toString();
        boolean onAir = isOnAir(state), announced = state.equals("scheduled") || state.equals("rehearsal") && stage.get(1) != null && stage.get(1).toString().equals("scheduled");
        return onAir || announced ? Optional.of(new Lit(room, new BoothId(show.get(0).toString()), show.get(1).toString(), show.get(2).toLong(), onAir)) : Optional.empty();
    }

    private static boolean isOnAir(String state) {
        return state.equals(ShowState.LIVE.code()) || state.equals(ShowState.PAUSED.code());
    }

    private Future<Seen> read(Stands street, Glow glow) {
        var onAir = glow.shows.stream().filter(Lit::onAir).toList();
        return link.batch(onAir.stream().map(show -> Link.request(Command.HMGET, Keys.stage(show.room()), "state", "pins")).toList()).compose(stages -> {
            var pins = new ArrayList<ProductId>();
            var gates = new ArrayList<Request>();
            for (int i = 0; i < onAir.size(); i++) {
                var pin = firstPin(stages.get(i).get(1));
                pins.add(pin);
                if (pin != null) gates.add(Link.request(Command.HGET, Keys.gates(onAir.get(i).room()), pin));
            }
            var catalogues = onAir.stream().map(show -> sources.products().apply(show.booth())).toList();
            return Future.all(link.batch(gates), Future.all(catalogues), sources.stage().apply(street.night().night())).map(read -> {
                List<Response> found = read.resultAt(0);
                var halls = new LinkedHashMap<HallId, List<StallNow>>();
                street.night().halls().forEach(hall -> halls.put(hall.hall(), new ArrayList<>()));
                int at = 0;
                for (int i = 0; i < onAir.size(); i++) {
                    var show = onAir.get(i);
                    var gate = pins.get(i) == null ? null : found.get(at++);
                    var state = stages.get(i).get(0) == null ? "" : stages.get(i).get(0).toString();
                    if (!isOnAir(state)) continue;
                    var hall = halls.get(street.stalls().get(show.booth()).hall());
                    if (hall != null) hall.add(new StallNow(show.booth(), show.room(), state, show.title(), viewers.applyAsInt(show.room()), pin(pins.get(i), gate, catalogues.get(i).result())));
                }
                return seen(street.night(), halls, read.resultAt(2), glow.seen);
            });
        });
    }

    private static ProductId firstPin(Response pins) {
        if (pins == null) return null;
        var first = Wire.trusted(pins.toString(), JsonNode.class).path(0);
        return first.isTextual() ? new ProductId(first.asText()) : null;
    }

    private PinView pin(ProductId product, Response json, Map<ProductId, ProductView> catalogue) {
        var view = product == null ? null : catalogue.get(product);
        if (view == null || json == null) return null;
        var gate = Gate.of(product, json.toString());
        var deal = gate.deal() != null && gate.deal().left() > 0 && gate.deal().endsMs() > clock.millis() ? gate.deal() : null;
        return new PinView(product, view.name(), deal == null ? gate.priceVnd() : deal.priceVnd(), deal == null ? gate.wasVnd() : Long.valueOf(gate.priceVnd()), view.picture());
    }

    /** Encodes what is new; what is as before keeps its frame. */
    private static Seen seen(NightView night, Map<HallId, List<StallNow>> halls, SpotlightView stage, Seen before) {
        var summed = new LinkedHashMap<HallId, HallSummed>();
        var counts = new ArrayList<HallCount>();
        var frames = new HashMap<String, Frame>();
        halls.forEach((hall, stalls) -> {
            stalls.sort(Comparator.comparingInt(StallNow::viewers).reversed().thenComparing(stall -> stall.room().value()));
            var sum = new HallSummed(night.night(), hall, List.copyOf(stalls));
            var known = before == null ? null : before.halls().get(hall);
            var topic = topic(night.night(), hall);
            summed.put(hall, sum);
            frames.put(topic, sum.equals(known) ? before.frames().get(topic) : Frame.of(sum));
            counts.add(new HallCount(hall, stalls.size(), stalls.stream().mapToInt(StallNow::viewers).sum()));
        });
        var sum = new NightSummed(night.night(), counts.stream().mapToInt(HallCount::live).sum(), counts.stream().mapToInt(HallCount::viewers).sum(), counts, stage);
        frames.put(topic(night.night()), before != null && sum.equals(before.sum()) ? before.frames().get(topic(night.night())) : Frame.of(sum));
        return new Seen(sum, summed, frames);
    }
}
