package vn.phien;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.redis.client.Command;
import java.net.BindException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.accounts.Accounts;
import vn.phien.accounts.Vault;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Strain;
import vn.phien.demo.Casting;
import vn.phien.demo.Demo;
import vn.phien.demo.RehearsalHttp;
import vn.phien.demo.Rehearsals;
import vn.phien.http.Doors;
import vn.phien.http.Edge;
import vn.phien.http.Health;
import vn.phien.http.Metrics;
import vn.phien.http.Ops;
import vn.phien.http.OpsHttp;
import vn.phien.realtime.Bus;
import vn.phien.realtime.Buyers;
import vn.phien.realtime.Guest;
import vn.phien.realtime.Presence;
import vn.phien.realtime.Pulse;
import vn.phien.realtime.SocketHandler;
import vn.phien.redis.EmbeddedStore;
import vn.phien.redis.Link;
import vn.phien.redis.Rates;
import vn.phien.redis.Turn;

/** The whole house: its wings, made by hand from left to right, and stopped from right to left. */
public final class App implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);
    private static final long REWRITE_MS = 24 * 60 * 60_000;
    private static final long ENDED_MS = 2_000;
    /** Of several nodes on one machine, how many ports after its own a node may take. */
    private static final int NEXT_PORTS = 16;
    private static final long LAST_REQUESTS_MS = 10_000;
    private static final long DEMO_SEED = 919;
    private static final int FASTEST_DEMO = 100;
    private final Ground ground;
    private final EmbeddedStore store;
    private final Nodes nodes;
    private final Accounts accounts;
    private final RoomsWing news;
    private final ShowsWing floor;
    private final MarketsWing fair;
    private final SocketHandler sockets;
    private final Pulse pulse;
    private final Ops ops;
    private final Health health = new Health();
    private final Rehearsals rehearsals;
    private final Doors doors;
    private final AutoCloseable demo;

    /** Starts everything and waits until the doors are open. @throws IllegalStateException telling the operator what is wrong */
    public static App start(Config config) {
        return start(config, InstantSource.system(), Dice.secure());
    }

    /** The same with another clock and other dice. */
    public static App start(Config config, InstantSource clock, Dice dice) {
        var folder = Choices.folder(config);
        var vault = Vault.at(folder, dice);
        var metrics = new Metrics();
        var transport = Choices.transport(config.transport());
        var options = new VertxOptions();
        var builder = metrics.on(Vertx.builder().withTransport(transport), options);
        var nodes = config.cluster().on() ? new Nodes(config.cluster(), vault) : null;
        var vertx = nodes == null ? builder.build() : nodes.join(builder, options);
        EmbeddedStore store = null;
        try {
            store = Choices.store(config, folder, nodes != null);
            var where = store == null ? "outside" : "embedded";
            LOG.info("transport {}, store {}{}", transport.name(), where, nodes == null ? "" : ", node " + nodes.count() + " of cluster " + config.cluster().name());
            metrics.meters().info(transport.name(), where);
            var link = Choices.link(config, vertx, store).measuredBy(metrics.meters());
            var bus = nodes == null ? Bus.ALONE : nodes.bus(vertx);
            var ground = new Ground(config, clock, dice, folder, vault, vertx, metrics.meters(), link, bus, nodes != null, Choices.ladder(config), new Rates(link, clock));
            return new App(ground, metrics, nodes, store, transport.name());
        } catch (Throwable e) {
            var closed = vertx.close();
            if (store != null) store.close();
            if (!Thread.currentThread().isInterrupted() && !((Throwable) e instanceof InterruptedException)) closed.await();
            throw e;
        }
    }

    private App(Ground ground, Metrics metrics, Nodes nodes, EmbeddedStore store, String transport) {
        this.ground = ground;
        this.nodes = nodes;
        this.store = store;
        var config = ground.config();
        var vertx = ground.vertx();
        var link = ground.link();
        var clock = ground.clock();
        var ladder = ground.ladder();
        pulse = new Pulse(vertx, link, ground.meters(), ladder);
        ladder.tells(strain -> link.away(strain == Strain.STORE_AWAY));
        var bankSecrets = Choices.bankSecrets(config, ground.dice());

        var people = new AccountsWing(ground);
        accounts = people.accounts;
        var catalogue = new CatalogueWing(ground, accounts);
        news = new RoomsWing(ground);
        floor = new ShowsWing(ground, people, catalogue, news);
        var till = new OrdersWing(ground, people, catalogue, news, floor, bankSecrets);
        fair = new MarketsWing(ground, people, catalogue, news, floor);
        var supervision = new OversightWing(ground, people, catalogue, news, floor, till);
        var figures = new AnalyticsWing(ground, catalogue, news, floor, till, fair, supervision, this::isFull);

        var rooms = news.rooms;
        var switchboard = new Switchboard(clock, rooms, floor.holds, floor.shows, floor.stage, floor.chat, floor.reactions, till.orders, till.carts(), floor.counters, fair.lanterns, supervision.seats);
        var buyers = new Buyers(clock);
        news.facts.listen("buyers", buyers);
        sockets = new SocketHandler(vertx, rooms, ground.meters(), (session, command) -> switchboard.on(session, command).onSuccess(reply -> figures.visits.heard(session.caller(), session.address(), command, reply)),
            new SocketHandler.Space(config.http().sockets(), config.http().socketsPerAddress(), config.http().joinsPerSecond()), ladder, buyers::goFirst);
        accounts.onRevoked(rooms::signedOut);
        health.check("store", link::probe);
        health.check("room", () -> isFull() ? Future.failedFuture(Health.FULL) : Future.succeededFuture());
        rehearsals = new Rehearsals(vertx, link, clock, new Casting(fair.nights, catalogue.booths, catalogue.products, floor::of)::of, App::throwaway);
        ops = new Ops(new Ops.Parts(ground.meters(), ladder, pulse, sockets, rooms, news.facts, link, health), ground.bus(), clock, transport, this::address);
        var table = Routes.table(new OpsHttp(ops).routes(), people.routes(), catalogue.routes(accounts, floor.stock), floor.routes(), till.routes(), fair.routes(), new RehearsalHttp(rehearsals).routes(), figures.routes());
        var watched = supervision.audit.watched(Routes.table(table, supervision.routes()));
        var edge = new Edge(vertx, Choices.http(config, config.http().port()), watched, accounts::caller, health, metrics, ground.dice())
            .socket("/socket", (request, visit) -> sockets.open(request, new Guest(visit.caller(), visit.again(), visit.address())), sockets::askedBefore);

        news.facts.recall(clock.millis() - Limits.BUYER_MS, Limits.BUYERS_RECALLED, buyers).await();
        catalogue.start();
        news.start();
        if (nodes != null) {
            nodes.onLeft(node -> {
                rooms.left(node);
                supervision.seats.left(node, rooms.open());
            });
            vertx.setPeriodic(ENDED_MS, id -> accounts.lookForEnded());
        }
        pulse.start(List.of(sockets.takeHold(), sockets.placeOrder()));
        floor.start();
        till.start();
        fair.start();
        supervision.start();
        figures.start();
        // what was erased leaves the store's own log too
        if (store != null) vertx.setPeriodic(REWRITE_MS, id -> {
            if (store.isKept()) link.send(Command.BGREWRITEAOF);
        });
        doors = doors(edge, config.http().port()).await();
        rooms.isAt(doors.address());
        ops.start(vertx);
        Supplier<Demo> makeDemo = () -> Demo.start(vertx, accounts, new Demo.Settings(doors.address(), config.http().hosts(), bankSecrets.getFirst(), DEMO_SEED, Math.clamp(config.demoSpeed(), 1, FASTEST_DEMO)), clock);
        demo = !config.demo() ? () -> { } : nodes == null ? makeDemo.get() : DemoTurn.start(new Turn(link, "demo", ground.bus().node(), DemoTurn.LEASE_MS), makeDemo);
    }

    private boolean isFull() {
        return sockets.isFull();
    }

    /** Opens the doors. Of several nodes on one machine each takes the next port that is free. */
    private Future<Doors> doors(Edge edge, int port) {
        var http = ground.config().http();
        return Doors.open(ground.vertx(), Choices.http(ground.config(), port), edge, Runtime.getRuntime().availableProcessors()).recover(e -> nodes != null && port > 0 && port < http.port() + NEXT_PORTS && isTaken(e)
            ? doors(edge, port + 1)
            : Future.failedFuture(new IllegalStateException("it cannot listen at port " + port + " of " + http.host() + " (PHIEN_HTTP_PORT, PHIEN_HTTP_HOST): " + e.getMessage(), e)));
    }

    /** Each transport says it in its own way. */
    private static boolean isTaken(Throwable e) {
        return e instanceof BindException || String.valueOf(e.getMessage()).contains("in use");
    }

    /** A house with a store and a folder of its own, which nobody knows of. */
    private static Rehearsals.Throwaway throwaway(Path folder) {
        var config = Config.of(Map.of("PHIEN_HTTP_PORT", "0", "PHIEN_HTTP_HOST", "127.0.0.1", "PHIEN_DATA_DIR", folder.toString(), "PHIEN_DEMO", "false", "PHIEN_HTTP_DRAIN_MS", "0"), new Properties());
        var house = start(config);
        return new Rehearsals.Throwaway(house.address(), house.accounts, house::close);
    }

    /** The address for people. */
    public String address() {
        return doors.address();
    }

    public int port() {
        return doors.port();
    }

    /** Where people reach the other nodes of the cluster, as far as they have been heard. */
    public List<String> otherAddresses() {
        return news.rooms.others().stream().map(Presence.Node::address).filter(address -> !address.isEmpty()).sorted().toList();
    }

    /** How many nodes there are, this one counted. */
    public int nodes() {
        return nodes == null ? 1 : nodes.count();
    }

    /** The store's own process, for tests that kill it; empty with an outside store. */
    public Optional<ProcessHandle> storeProcess() {
        return store == null ? Optional.empty() : Optional.of(store.process());
    }

    /** The way to the store, for tests that audit the books. */
    public Link link() {
        return ground.link();
    }

    /** Makes the owner of a number an organizer. */
    public void makeOrganizer(PhoneNumber phone) {
        accounts.firstOrganizer(phone).await();
    }

    /** Stops in order: no new phones, phones sent away, requests ended, then the store. */
    @Override
    public void close() {
        health.leave();
        rehearsals.close();
        try {
            demo.close();
        } catch (Exception e) {
            LOG.warn("the demo did not end: {}", e.getMessage());
        }
        floor.stop();
        fair.stop();
        sockets.drain(ground.config().http().drainMs()).await();
        doors.close(LAST_REQUESTS_MS).await();
        ops.stop(ground.vertx());
        pulse.close();
        news.stop();
        ground.link().close();
        ground.vertx().close().await();
        if (store != null) store.close();
    }
}
