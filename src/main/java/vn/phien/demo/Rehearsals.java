package vn.phien.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.accounts.Accounts;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.NightId;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.catalogue.BankAccount;
import vn.phien.catalogue.BoothDraft;
import vn.phien.catalogue.BoothRequests.OpenBooth;
import vn.phien.catalogue.OcopGroup;
import vn.phien.catalogue.ProductForm;
import vn.phien.catalogue.ProductRequests.AddProduct;
import vn.phien.catalogue.ProductRequests.CountStock;
import vn.phien.demo.Rehearsal.Cast;
import vn.phien.demo.Rehearsal.Checked;
import vn.phien.demo.Rehearsal.Progress;
import vn.phien.demo.Stand.Planned;
import vn.phien.orders.ShowReport;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * Rehearses a whole night with a crowd. It happens in a house of its own, with a store and a folder of its own that are thrown away
 * afterwards, so that no real stock, no real order and no real figure can be touched; only the result is kept. The house stands on the
 * same machine as the real one and shares its processors: what holds here holds with as much load on top.
 */
public final class Rehearsals implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsals.class);
    private static final int UNITS = 400, PER_BUYER = 99, GOODS = 6, FEWEST_ROOMS = 6;
    private static final long PIN_EVERY_MS = 3_000;
    private static final int ORDER_BOUND_MS = 1_000, EVENT_BOUND_MS = 1_000;
    private static final long SEED = 490;
    private final Vertx vertx;
    private final Link link;
    private final InstantSource clock;
    private final Function<NightId, Future<List<Cast>>> cast;
    private final Function<Path, Throwaway> open;
    private final AtomicReference<Run> running = new AtomicReference<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rehearsal-", 0).factory());

    /** A house that nobody knows of. */
    public record Throwaway(String address, Accounts accounts, Runnable close) { }

    /** @param cast the booths of a night with what they would sell @param open starts a house in a folder */
    public Rehearsals(Vertx vertx, Link link, InstantSource clock, Function<NightId, Future<List<Cast>>> cast, Function<Path, Throwaway> open) {
        this.vertx = vertx;
        this.link = link;
        this.clock = clock;
        this.cast = cast;
        this.open = open;
    }

    /** Begins one; a node holds one at a time. The same key again changes nothing. Refused: {@code ALREADY_DONE} while another goes on, {@code EMPTY} for a night without goods. */
    public Result<Progress> start(Caller.Person by, NightId night, Rehearsal.Ask ask) {
        var before = running.get();
        if (before != null && before.ask.key().equals(ask.key()) && before.night.equals(night)) return Result.ok(before.progress());
        if (of(night).results().stream().anyMatch(result -> result.id().equals(ask.key()))) return Result.refused(Why.ALREADY_DONE, "key");
        var booths = cast.apply(night).await().stream().filter(one -> !one.goods().isEmpty()).toList();
        if (booths.isEmpty()) return Result.refused(Why.EMPTY, "night");
        var run = new Run(by, night, ask, booths);
        if (!running.compareAndSet(null, run)) return Result.refused(Why.ALREADY_DONE, "night");
        threads.execute(run);
        return Result.ok(run.progress());
    }

    /** What goes on now, and the results so far, the newest first. */
    public Rehearsal.All of(NightId night) {
        var now = running.get();
        var results = new ArrayList<Rehearsal.Result>();
        for (var json : link.send(Command.LRANGE, Keys.rehearsals(night), 0, -1).await()) results.add(Wire.trusted(json.toString(), Rehearsal.Result.class));
        return new Rehearsal.All(now != null && now.night.equals(night) ? now.progress() : null, results);
    }

    private final class Run implements Runnable {
        private final Caller.Person by;
        private final NightId night;
        private final Rehearsal.Ask ask;
        private final List<Cast> booths;
        private final long fromMs = clock.millis();
        private final Stopwatch watch = new Stopwatch();
        private volatile String step = "building";
        private volatile int rooms;
        private volatile long untilNs;

        Run(Caller.Person by, NightId night, Rehearsal.Ask ask, List<Cast> booths) {
            this.by = by;
            this.night = night;
            this.ask = ask;
            this.booths = booths;
        }

        Progress progress() {
            int left = step.equals("selling") ? (int) Math.max(0, TimeUnit.NANOSECONDS.toSeconds(untilNs - System.nanoTime())) : ask.seconds();
            return new Progress(step, fromMs, booths.size(), rooms, ask.visitors(), left, watch.orders());
        }

        @Override
        public void run() {
            String failed = null;
            var checks = new ArrayList<Checked>();
            Path folder = null;
            Throwaway house = null;
            try {
                folder = Files.createTempDirectory("phien-rehearsal");
                house = open.apply(folder);
                checks.addAll(sell(house));
            } catch (InterruptedException stopped) {
                failed = "stopped";
            } catch (IOException | RuntimeException | ExecutionException e) {
                LOG.warn("a rehearsal did not come to its end", e);
                failed = String.valueOf(e.getMessage());
            }
            if (house != null) house.close().run();
            if (folder != null) forget(folder);
            var result = new Rehearsal.Result(ask.key(), by.account(), by.name(), fromMs, clock.millis() - fromMs, failed == null ? null : failed.substring(0, Math.min(200, failed.length())), booths.size(), rooms, ask.visitors(), ask.seconds(),
                watch.said(), watch.holds(), watch.orders(), watch.vnd(), checks, watch.timed(), watch.refusals());
            try {
                link.batch(List.of(Link.request(Command.LPUSH, Keys.rehearsals(night), Wire.write(result)), Link.request(Command.LTRIM, Keys.rehearsals(night), 0, Limits.REHEARSALS_KEPT - 1))).await();
            } catch (RuntimeException e) {
                LOG.warn("the result of a rehearsal is lost: {}", e.getMessage());
            }
            running.set(null);
        }

        private List<Checked> sell(Throwaway place) throws InterruptedException, ExecutionException {
            var house = House.of(place.address(), List.of());
            var guests = new Guests(place.accounts());
            var http = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(16));
            var sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(Rehearsal.MOST_VISITORS + 2 * Rehearsal.MOST_ROOMS).setMaxFrameSize(Handset.messageBytes()).setMaxMessageSize(Handset.messageBytes()));
            try {
                step = "filling";
                guests.makeOrganizer(Demo.ORGANIZER);
                var organizer = new Api(http, house, guests.in(Demo.ORGANIZER, "Ban tổ chức"));
                var onAir = onAir();
                var stages = new ArrayList<Stage>();
                for (int i = 0; i < booths.size(); i++) {
                    var phone = "09003%05d".formatted(i);
                    var owner = new Api(http, house, guests.in(phone, "Chủ gian " + (i + 1)));
                    var stand = new Stand(owner, open(organizer, owner, booths.get(i), i, phone), clock);
                    if (onAir.contains(booths.get(i))) stages.add(stage(stand, booths.get(i), house, sockets));
                }
                rooms = stages.size();
                crowd(house, guests, sockets, stages);
                step = "counting";
                return checks(stages);
            } finally {
                sockets.close().await();
                http.close().await();
            }
        }

        /** Those with a show that night; without any, a few. */
        private List<Cast> onAir() {
            var shows = booths.stream().filter(Cast::onAir).toList();
            return (shows.isEmpty() ? booths.stream().limit(FEWEST_ROOMS) : shows.stream().limit(Rehearsal.MOST_ROOMS)).toList();
        }

        private BoothId open(Api organizer, Api owner, Cast real, int number, String phone) {
            var view = real.booth();
            var draft = new BoothDraft(view.name(), view.province(), view.commune(), null, view.picture().drawing(), view.picture().palette(), null, view.sellerName(), null, null);
            var booth = new BoothId(organizer.post("/api/booths", new OpenBooth(Tags.fresh(), draft, null, phone)).at("/booth/booth").asText());
            owner.put("/api/booths/" + booth + "/bank-account", new BankAccount("970436", "9900" + number, "PHIEN DIEN TAP"));
            for (var good : real.goods().stream().limit(GOODS).toList()) {
                var form = new ProductForm(good.name(), null, good.priceVnd(), good.unit(), Math.max(1, good.weightGrams()), OcopGroup.of(good.group()).orElseThrow(), null, null, good.picture().drawing(), good.picture().palette(), List.of());
                var product = owner.post("/api/booths/" + booth + "/products", new AddProduct(Tags.fresh(), form)).at("/product/product").asText();
                owner.post("/api/booths/" + booth + "/products/" + product + "/stock", new CountStock(Math.max(1, good.shelf() > 0 ? good.shelf() : UNITS), Tags.fresh(), "diễn tập"));
            }
            return booth;
        }

        private record Stage(Stand stand, PlaceId room, Handset desk, AtomicLong pinnedNs) { }

        private Stage stage(Stand stand, Cast real, House house, WebSocketClient sockets) throws InterruptedException {
            var goods = stand.goods();
            var room = stand.plan("Diễn tập: " + real.booth().name(), "rehearsal", clock.millis(), goods.stream().map(good -> new Planned(good.product(), good.shelf(), PER_BUYER)).toList());
            stand.announce(room);
            var desk = Handset.open(sockets, house, stand.owner().token(), Handset.Ear.forKind(Outbound.OrderArrived.class, _ -> { }));
            desk.says(ref -> new Inbound.JoinRoom(ref, room, null, null));
            if (desk.says(ref -> new Inbound.GoLive(ref, room, false)) instanceof Outbound.Refused no) throw new IllegalStateException("a show could not go on air: " + no.why().code());
            return new Stage(stand, room, desk, new AtomicLong(System.nanoTime()));
        }

        private void crowd(House house, Guests guests, WebSocketClient sockets, List<Stage> stages) throws InterruptedException, ExecutionException {
            var people = new People(Talk.read().people()).crowd(ask.visitors(), (ask.visitors() + 1) / 2, Dice.seeded(SEED));
            var tokens = new ArrayList<String>();
            for (var person : people) tokens.add(person.phone() == null ? null : guests.in(person.phone(), person.name()));
            var talk = Talk.read();
            untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(ask.seconds());
            step = "selling";
            try (var hands = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rehearsal-", 0).factory())) {
                var all = new ArrayList<java.util.concurrent.Future<?>>();
                for (var stage : stages) all.add(hands.submit(() -> {
                    pins(stage);
                    return null;
                }));
                for (int i = 0; i < people.size(); i++) {
                    var stage = stages.get(i % stages.size());
                    var extra = new Extra(sockets, house, talk, people.get(i), new Pace(Dice.seeded(SEED + i + 1), 1), watch, stage.pinnedNs);
                    var token = tokens.get(i);
                    all.add(hands.submit(() -> {
                        extra.visits(stage.room, token, untilNs);
                        return null;
                    }));
                }
                try {
                    for (var one : all) one.get();
                } catch (InterruptedException | ExecutionException e) {
                    hands.shutdownNow();
                    throw e;
                }
            }
        }

        /** The host does what hosts do most, and the way of it to every phone is timed. */
        private void pins(Stage stage) throws InterruptedException {
            var goods = stage.stand.goods();
            for (int n = 0; System.nanoTime() < untilNs; n++) {
                var product = goods.get(n % goods.size()).product();
                stage.pinnedNs.set(System.nanoTime());
                stage.desk.says(ref -> new Inbound.PinProducts(ref, stage.room, List.of(product)));
                Thread.sleep(PIN_EVERY_MS);
            }
        }

        private List<Checked> checks(List<Stage> stages) throws InterruptedException {
            long broken = 0, orders = 0, vnd = 0;
            for (var stage : stages) {
                if (!(stage.desk.says(ref -> new Inbound.JoinRoom(ref, stage.room, null, null)) instanceof Outbound.Joined joined) || joined.scene() == null) throw new IllegalStateException("a room cannot be read");
                for (var offer : joined.scene().lineUp()) {
                    var stock = offer.stock();
                    if (stock.free() + stock.held() + stock.sold() != stock.allotted() || stock.free() < 0 || stock.held() < 0 || stock.sold() < 0) broken++;
                }
                var report = stage.stand.owner().get(stage.stand.path("/shows/" + stage.room + "/report"), ShowReport.class);
                orders += report.orders();
                vnd += report.revenueVnd();
                stage.desk.close();
            }
            return List.of(new Checked("answered", watch.withoutAnswer() == 0, watch.withoutAnswer(), 0), new Checked("connected", watch.lostSockets() == 0, watch.lostSockets(), 0), new Checked("able", watch.troubles() == 0, watch.troubles(), 0),
                new Checked("stock", broken == 0, broken, 0), new Checked("orders", orders == watch.orders() && vnd == watch.vnd(), orders, watch.orders()),
                new Checked("order-time", watch.p95("place-order") <= ORDER_BOUND_MS, watch.p95("place-order"), ORDER_BOUND_MS), new Checked("event-time", watch.reachedP95() <= EVENT_BOUND_MS, watch.reachedP95(), EVENT_BOUND_MS));
        }
    }

    private static void forget(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("the folder of a rehearsal is left behind: {}", folder, new UncheckedIOException(e));
        }
    }

    /** What goes on is broken off. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) LOG.warn("a rehearsal does not end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
