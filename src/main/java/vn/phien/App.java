package vn.phien;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import io.vertx.redis.client.Command;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.accounts.Accounts;
import vn.phien.accounts.AccountsHttp;
import vn.phien.accounts.CodeGateway;
import vn.phien.accounts.ConsoleGateway;
import vn.phien.accounts.OneTimeCodes;
import vn.phien.accounts.SignIn;
import vn.phien.accounts.SignInSettings;
import vn.phien.accounts.Vault;
import vn.phien.accounts.WebhookGateway;
import vn.phien.analytics.Announcements;
import vn.phien.analytics.Figures;
import vn.phien.analytics.Incidents;
import vn.phien.analytics.NightReports;
import vn.phien.analytics.NightsHttp;
import vn.phien.analytics.Visits;
import vn.phien.analytics.Wall;
import vn.phien.base.BoothId;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.PhoneNumber;
import vn.phien.base.NightId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Strain;
import vn.phien.catalogue.BoothHttp;
import vn.phien.catalogue.Booths;
import vn.phien.catalogue.CatalogueHttp;
import vn.phien.catalogue.CertificateHttp;
import vn.phien.catalogue.Certificates;
import vn.phien.catalogue.Darkroom;
import vn.phien.catalogue.Exchange;
import vn.phien.catalogue.ExchangeHttp;
import vn.phien.catalogue.ImportHttp;
import vn.phien.catalogue.Imports;
import vn.phien.catalogue.PhotoFolder;
import vn.phien.catalogue.PhotoName;
import vn.phien.catalogue.Photos;
import vn.phien.catalogue.ProductHttp;
import vn.phien.catalogue.Products;
import vn.phien.catalogue.StockNotes;
import vn.phien.catalogue.Street;
import vn.phien.demo.Demo;
import vn.phien.demo.Rehearsal;
import vn.phien.demo.RehearsalHttp;
import vn.phien.demo.Rehearsals;
import vn.phien.facts.Facts;
import vn.phien.fraud.OpenCodRule;
import vn.phien.http.Doors;
import vn.phien.http.Edge;
import vn.phien.http.Health;
import vn.phien.http.HttpSettings;
import vn.phien.http.Metrics;
import vn.phien.http.Ops;
import vn.phien.http.OpsHttp;
import vn.phien.inventory.HoldNews;
import vn.phien.inventory.Holds;
import vn.phien.inventory.Stock;
import vn.phien.inventory.StockScripts;
import vn.phien.inventory.Sweeper;
import vn.phien.markets.ApplicationHttp;
import vn.phien.markets.Applications;
import vn.phien.markets.DoorHttp;
import vn.phien.markets.FollowHttp;
import vn.phien.markets.Follows;
import vn.phien.markets.Letters;
import vn.phien.markets.MarketHttp;
import vn.phien.markets.Markets;
import vn.phien.markets.MessageHook;
import vn.phien.markets.NightDesk;
import vn.phien.markets.NightWatch;
import vn.phien.markets.Nights;
import vn.phien.markets.NoticeDoors;
import vn.phien.markets.Notices;
import vn.phien.markets.PostOffice;
import vn.phien.markets.Reminders;
import vn.phien.markets.Spotlight;
import vn.phien.orders.BankSignature;
import vn.phien.orders.Carts;
import vn.phien.orders.OrderIndex;
import vn.phien.orders.OrderNews;
import vn.phien.orders.OrderSources;
import vn.phien.orders.Orders;
import vn.phien.orders.OrdersHttp;
import vn.phien.orders.PayOrders;
import vn.phien.orders.PayTo;
import vn.phien.orders.Payments;
import vn.phien.orders.PaymentsHttp;
import vn.phien.orders.Recipients;
import vn.phien.orders.Reports;
import vn.phien.orders.ReportsHttp;
import vn.phien.orders.UnpaidOrders;
import vn.phien.oversight.Audit;
import vn.phien.oversight.Complaints;
import vn.phien.oversight.ComplaintsHttp;
import vn.phien.oversight.Journal;
import vn.phien.oversight.JournalHttp;
import vn.phien.oversight.JournalKey;
import vn.phien.oversight.Oversight;
import vn.phien.oversight.OversightHttp;
import vn.phien.oversight.Papers;
import vn.phien.oversight.Seats;
import vn.phien.protocol.MatterKind;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.ShowState;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.MatterView;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.ShowView;
import vn.phien.protocol.Views.StandView;
import vn.phien.realtime.Bus;
import vn.phien.realtime.Buyers;
import vn.phien.realtime.FactBells;
import vn.phien.realtime.Guest;
import vn.phien.realtime.Ladder;
import vn.phien.realtime.Presence;
import vn.phien.realtime.Pulse;
import vn.phien.realtime.Rooms;
import vn.phien.realtime.SocketHandler;
import vn.phien.redis.EmbeddedStore;
import vn.phien.redis.Link;
import vn.phien.redis.Outside;
import vn.phien.redis.Rates;
import vn.phien.redis.Turn;
import vn.phien.protocol.ShowState;
import vn.phien.realtime.Square;
import vn.phien.shows.MarketSearch;
import vn.phien.shows.LobbyHttp;
import vn.phien.shows.Lanterns;
import vn.phien.shows.Chat;
import vn.phien.shows.CounterNews;
import vn.phien.shows.Counters;
import vn.phien.shows.Drafts;
import vn.phien.shows.LineUpWatch;
import vn.phien.shows.Reactions;
import vn.phien.shows.ShowNews;
import vn.phien.shows.ShowSettings;
import vn.phien.shows.Shows;
import vn.phien.shows.ShowsHttp;
import vn.phien.shows.Stage;
import vn.phien.shows.WordLists;

/** The whole house: every object made by hand, from left to right, and stopped from right to left. */
public final class App implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);
    private static final long TALLY_MS = 1_000;
    private static final long AUDIENCE_MS = 15_000;
    private static final long UNPAID_MS = 5_000;
    private static final long TIDY_MS = 60 * 60_000;
    private static final long REWRITE_MS = 24 * 60 * 60_000;
    private static final long ENDED_MS = 2_000;
    private static final long FOLD_TURN_MS = 5_000;
    /** Of several nodes on one machine, how many ports after its own a node may take. */
    private static final int NEXT_PORTS = 16;
    private static final long LAST_REQUESTS_MS = 10_000;
    private static final long DEMO_SEED = 919;
    private static final int FASTEST_DEMO = 100;
    private final Config config;
    private final Vertx vertx;
    private final EmbeddedStore store;
    private final Link link;
    private final Facts facts;
    private final Facts ledger;
    private final Rooms rooms;
    private final Pulse pulse;
    private final Ops ops;
    private final Sweeper sweeper;
    private final NightWatch watch;
    private final Spotlight spotlight;
    private final Notices notices;
    private final Reminders reminders;
    private final Letters letters;
    private final PostOffice postOffice;
    private final MessageHook messageHook;
    private final SocketHandler sockets;
    private final Accounts accounts;
    private final Health health = new Health();
    private final Doors doors;
    private final AutoCloseable demo;
    private final Rehearsals rehearsals;
    private final Nodes nodes;
    private final Turn foldTurn, ledgerTurn;
    private final FactBells bells;

    /** Starts everything and waits until the doors are open. @throws IllegalStateException telling the operator what is wrong */
    public static App start(Config config) {
        return start(config, InstantSource.system(), Dice.secure());
    }

    /** The same with another clock and other dice. */
    public static App start(Config config, InstantSource clock, Dice dice) {
        var folder = folder(config);
        var vault = Vault.at(folder, dice);
        var metrics = new Metrics();
        var transport = transport(config.transport());
        var options = new VertxOptions();
        var builder = metrics.on(Vertx.builder().withTransport(transport), options);
        var nodes = config.cluster().on() ? new Nodes(config.cluster(), vault) : null;
        var vertx = nodes == null ? builder.build() : nodes.join(builder, options);
        EmbeddedStore store = null;
        try {
            boolean embedded = config.redis().url().isEmpty() && config.redis().sentinels().isEmpty();
            if (embedded && config.redis().waitReplicas() > 0) throw new IllegalStateException("the embedded store has no replicas to wait for: set PHIEN_REDIS_URL to a Redis that has, or leave PHIEN_REDIS_WAIT_REPLICAS at 0");
            if (embedded) store = nodes == null ? EmbeddedStore.start(folder.resolve("store"), config.redis().port()) : EmbeddedStore.share(folder.resolve("store"), config.redis().port());
            LOG.info("transport {}, store {}{}", transport.name(), store == null ? "outside" : "embedded", nodes == null ? "" : ", node " + nodes.count() + " of cluster " + config.cluster().name());
            metrics.meters().info(transport.name(), store == null ? "outside" : "embedded");
            return new App(config, clock, dice, folder, vault, metrics, vertx, nodes, store, transport.name());
        } catch (Throwable e) {
            var closed = vertx.close();
            if (store != null) store.close();
            if (!Thread.currentThread().isInterrupted() && !((Throwable) e instanceof InterruptedException)) closed.await();
            throw e;
        }
    }

    private App(Config config, InstantSource clock, Dice dice, Path folder, Vault vault, Metrics metrics, Vertx vertx, Nodes nodes, EmbeddedStore store, String transport) {
        this.config = config;
        this.vertx = vertx;
        this.nodes = nodes;
        this.store = store;
        var meters = metrics.meters();
        link = (store == null ? Link.to(vertx, outside(config.redis())) : new Link(vertx, store.url())).measuredBy(meters);
        var bus = nodes == null ? Bus.ALONE : nodes.bus(vertx);
        var ladder = ladder(config.overload().ladder());
        pulse = new Pulse(vertx, link, meters, ladder);
        ladder.tells(strain -> link.away(strain == Strain.STORE_AWAY));

        // a demo without a bank pretends one, with a secret that nobody else knows
        var bankSecrets = config.demo() && config.bank().secrets().isEmpty() ? List.of(dice.token(32)) : config.bank().secrets();
        accounts = new Accounts(link, vault, clock, dice);
        accounts.start().await();
        var signInSettings = config.demo() ? SignInSettings.inDemo() : SignInSettings.usual(config.sms().perDay());
        var codes = new OneTimeCodes(link, vault, clock, dice, signInSettings.limits());
        var signIn = new SignIn(accounts, vault, link, codes, gateway(config, clock), signInSettings, clock);

        var rates = new Rates(link, clock);
        var darkroom = new Darkroom(1);
        var photos = new Photos(link, new PhotoFolder(folder.resolve("photos")), darkroom, dice, rates);
        var booths = new Booths(link, clock, dice, new Booths.Settings(config.booths().open()), new Booths.Safe(vault::seal, vault::open), photos, accounts::grantBooth);
        var certificates = new Certificates(link, clock);
        var products = new Products(link, clock, photos, certificates);

        foldTurn = nodes == null ? null : new Turn(link, "folds", bus.node(), FOLD_TURN_MS);
        facts = foldTurn == null ? new Facts(link) : new Facts(link, foldTurn);
        bells = new FactBells(bus, facts::ring);
        var nights = new Nights(link);
        var markets = new Markets(link, nights, clock);
        watch = new NightWatch(link, nights, markets, clock, bells::ring);
        // what is written into chains of hashes takes its time; nobody waits for it
        ledgerTurn = nodes == null ? null : new Turn(link, "ledger", bus.node(), FOLD_TURN_MS);
        ledger = ledgerTurn == null ? new Facts(link) : new Facts(link, ledgerTurn);
        var scene = new AtomicReference<Shows>();
        var lineUps = new AtomicReference<LineUpWatch>();
        rooms = new Rooms(vertx, link, clock, meters, place -> scene.get().scene(place).onSuccess(at -> lineUps.get().seen(place, at.scene().lineUp()))
            .map(at -> ladder.atLeast(Strain.THINNER) ? at.withoutChat() : at), bus).countsSeldomWhile(() -> ladder.atLeast(Strain.QUIETER));
        Consumer<Strain> thin = strain -> rooms.chatPerSecond(switch (strain) {
            case NONE, QUIETER -> Limits.CHAT_PER_SECOND;
            case THINNER -> Limits.CHAT_PER_SECOND_STRAINED;
            case BUYING_ONLY, STORE_AWAY -> Limits.CHAT_PER_SECOND_BUYING;
        });
        ladder.tells(thin);
        thin.accept(ladder.strain());
        Consumer<PlaceId> ring = place -> {
            rooms.ring(place);
            bells.ring(place.shard());
            ledger.ring(place.shard());
        };
        var scripts = new StockScripts(link);
        var holds = new Holds(link, scripts, ring, TimeUnit.SECONDS.toMillis(config.sale().holdSeconds()));
        var stock = new Stock(link, scripts, ring);

        var shows = new Shows(link, booths::find, products::of, holds, rooms::viewers);
        scene.set(shows);
        lineUps.set(new LineUpWatch(link, shows, products::of, ring));
        var words = new WordLists(link);
        var stage = new Stage(link, shows, stock, products::of, dice, ring);
        var chat = new Chat(link, shows, holds, words, ring).restsWhile(() -> {
            if (!ladder.atLeast(Strain.BUYING_ONLY)) return false;
            meters.chatShed("buying-only").increment();
            return true;
        });
        rooms.onChange(chat::forgetCodes);
        var counters = new Counters(link, new Counters.Sources(booths::find, accounts.staff()::of, accounts::names, vault::seal, vault::open), rates, ring);
        var reactions = new Reactions(rooms::toRoom);
        var drafts = new Drafts(link, shows, new ShowSettings(Set.copyOf(config.sale().videoHosts())), products::of, (booth, path) -> photos.areOf(booth, List.of(PhotoName.ofPath(path))), clock, dice, ring);
        Function<PlaceId, Future<BoothId>> boothOf = place -> shows.boothOf(place).map(Optional::orElseThrow);
        sweeper = new Sweeper(link, scripts, clock, boothOf, ring);

        var door = new OpenCodRule(link);
        Function<BoothId, Future<Optional<PayTo>>> payTo = booth -> booths.bankAccount(booth).map(found -> found.map(account -> new PayTo(account.bin(), account.account(), account.holder())));
        var payOrders = new PayOrders(link, vault, payTo, new PayOrders.Settings(TimeUnit.SECONDS.toMillis(config.bank().payWithinSeconds()), bankSecrets));
        var recipients = new Recipients(link, vault);
        var sources = new OrderSources(shows::boothOf, booths::find, products::of, accounts::phoneOf, accounts::rememberRecipient);
        var orders = new Orders(link, sources, recipients, door, payOrders, ring, clock);
        var payments = new Payments(link, payOrders, vault);
        var unpaid = new UnpaidOrders(link, orders, clock);
        var applications = new Applications(link, nights, products::of, (booth, paths) -> photos.areOf(booth, paths.stream().map(PhotoName::ofPath).toList()), accounts::names, facts::ring);
        spotlight = new Spotlight(link, nights, markets, night -> shows.list(List.of(ShowState.LIVE, ShowState.PAUSED)).map(live -> live.stream().map(show -> show.booth().booth()).toList()), facts::ring);
        var lanterns = new Lanterns(link, new Lanterns.Sources(LobbyHttp.announced(nights), nights::stands, booths::find, products::of, spotlight::now), rooms::viewers, new Square(), clock);
        var nightDesk = new NightDesk(link, nights, markets, applications, spotlight, booths::find, products::of, facts::ring);
        var follows = new Follows(link, clock);
        notices = new Notices(bus, link, rooms::whisper);
        postOffice = config.mail().host().isBlank() ? null
            : new PostOffice(vertx, config.mail().host(), config.mail().port(), config.mail().user(), config.mail().password(), config.mail().from(), config.mail().tls(), config.mail().authority());
        messageHook = config.reminders().webhook().isBlank() ? null : new MessageHook(URI.create(config.reminders().webhook()), config.reminders().secret(), clock);
        var noticeDoors = new NoticeDoors(link, vault, clock, dice, rates, postOffice, messageHook, accounts::phoneOf, config.reminders().site());
        letters = new Letters(link, noticeDoors, clock, meters);
        reminders = new Reminders(link, nights, applications, follows, notices, letters, clock);
        accounts.data().onErase(noticeDoors::forget);
        accounts.data().onExport("doors", noticeDoors::of);
        accounts.data().onErase(follows::forget);
        accounts.data().onErase(notices::forget);
        accounts.data().onExport("follows", follows::of);
        accounts.data().onExport("notices", notices::of);
        facts.fold("stands-by-rule", nightDesk::fold);
        facts.fold("market-notices", reminders::fold);
        accounts.data().onErase(recipients::forgetAll);
        accounts.data().onErase(chat::forget);
        accounts.data().onErase(counters::forget);
        accounts.data().onExport("chat", chat::everythingBy);
        accounts.data().onExport("talks", counters::everythingBy);
        accounts.data().onExport("orders", orders::everyOf);

        Function<BoothId, Future<List<ShowView>>> showsOf = booth -> shows.ofBooth(booth, false);
        var figures = new Figures(link, nights, shows::boothOf);
        var visits = new Visits(link, nights, shows::boothOf, booths::find);
        var reports = new NightReports(link, nights, figures, visits, new NightReports.Market(booths::find, products::of, showsOf), clock);
        var announcements = new Announcements(link, nights, clock, (night, message) -> nights.stands(night).compose(stands -> shows.list(List.of(ShowState.LIVE, ShowState.PAUSED, ShowState.SCHEDULED)).<Void>map(all -> {
            var booth = stands.stream().map(StandView::booth).collect(Collectors.toSet());
            booth.forEach(one -> rooms.toRoom(PlaceId.of(one), message));
            all.stream().filter(show -> booth.contains(show.booth().booth())).forEach(show -> rooms.toRoom(show.room(), message));
            return null;
        })));
        var incidents = new Incidents(link, nights, clock);
        facts.fold("night-figures", figures::fold);

        facts.listen("holds", new HoldNews(link, holds, shows::view, rooms::whisper));
        facts.listen("counters", new CounterNews(counters, rooms::whisper, rooms::toStaff));
        facts.listen("lanterns", lanterns::hear);
        facts.listen("shows", new ShowNews(rooms::whisper));
        facts.listen("orders", new OrderNews(orders, rooms::whisper, rooms::toStaff)::hear);
        facts.fold("order-index", new OrderIndex(orders)::fold);
        facts.fold("spoke-in", chat::fold);
        facts.fold("tickets", counters::fold);

        var papers = new Papers(link, new PhotoFolder(folder.resolve("papers")), darkroom, dice, rates, clock);
        var oversight = new Oversight(link, new Oversight.Sources(booths::find, products::of, shows::boothOf, accounts::officeOf,
            booth -> accounts.staff().of(booth).map(staff -> List.copyOf(staff.keySet())), stage::heedFreeze, products::forget), papers, ring);
        var audit = new Audit(link, clock);
        var complaints = new Complaints(link, new Complaints.Sources(booths::find, shows::find, orders::record, booth -> accounts.staff().of(booth).map(staff -> List.copyOf(staff.keySet()))), papers, clock, ring,
            TimeUnit.HOURS.toMillis(config.complaints().answerHours()), TimeUnit.DAYS.toMillis(config.complaints().decideDays()));
        accounts.data().onExport("complaints", complaints::everyOf);
        accounts.data().onErase(complaints::forget);
        facts.listen("complaints", complaints.news(rooms::whisper));
        facts.fold("complaints", complaints::fold);
        var seats = new Seats(link, accounts::officeOf, ring, bus.node());
        chat.onOfficial(accounts::officeOf);
        facts.listen("oversight", oversight.news(rooms::whisper));
        facts.fold("oversight", oversight::fold);
        ledger.fold("audit", audit::fold);
        var journal = new Journal(link, JournalKey.at(folder), shows::planned, clock, dice, config.journal().years());
        ledger.fold("journal", journal::fold);

        var switchboard = new Switchboard(clock, rooms, holds, shows, stage, chat, reactions, orders, new Carts(shows::door, holds, shows::view, orders), counters, lanterns, seats);
        var buyers = new Buyers(clock);
        facts.listen("buyers", buyers);
        sockets = new SocketHandler(vertx, rooms, meters, (session, command) -> switchboard.on(session, command).onSuccess(reply -> visits.heard(session.caller(), session.address(), command, reply)), new SocketHandler.Space(config.http().sockets(), config.http().socketsPerAddress(), config.http().joinsPerSecond()), ladder, buyers::goFirst);
        var wall = new Wall(link, nights, new Wall.House(booths::find, shows::list, rooms::hasStaff, () -> oversight.open().map(all -> all.stream().filter(matter -> matter.kind() == MatterKind.STOP).map(MatterView::booth).collect(Collectors.toSet())), sockets::isFull), clock, dice.token(8));
        accounts.onRevoked(rooms::signedOut);
        health.check("store", link::probe);
        health.check("room", () -> sockets.isFull() ? Future.failedFuture(Health.FULL) : Future.succeededFuture());

        rehearsals = new Rehearsals(vertx, link, clock, night -> cast(nights, booths, products, showsOf, night), App::throwaway);
        var street = new Street(link, clock);
        var stockNotes = new StockNotes(link, clock);
        var search = new MarketSearch(new MarketSearch.Sources(() -> street.search("", null, null, 0, Integer.MAX_VALUE).map(Street.Found::booths), products::of,
            () -> shows.list(List.of(ShowState.LIVE, ShowState.PAUSED)), nights::tonight, nights::stands));
        ops = new Ops(new Ops.Parts(meters, ladder, pulse, sockets, rooms, facts, link, health), bus, clock, transport, this::address);
        search.onNothing(visits::foundNothing);
        var table = Routes.table(
            new OpsHttp(ops).routes(),
            new AccountsHttp(accounts, signIn, rates).routes(),
            new CatalogueHttp(new BoothHttp(booths, street, photos, accounts::invite, products::shown),
                new ProductHttp(booths, products, stockNotes, stock::receive), new CertificateHttp(booths, products, certificates),
                new ImportHttp(booths, products, new Imports(link, clock, products, certificates, stockNotes, stock::receive))).routes(),
            new ShowsHttp(shows, drafts, words, chat).routes(),
            new LobbyHttp(nights, lanterns, search).routes(),
            new OrdersHttp(orders, sources, recipients, clock).routes(), new PaymentsHttp(payments, new BankSignature(bankSecrets), clock).routes(),
            new MarketHttp(markets, nights, nightDesk, applications, spotlight, booths::find).routes(), new ApplicationHttp(nights, markets, applications).routes(),
            new FollowHttp(follows, notices, markets, nights, booths::find, booth -> shows.ofBooth(booth, false), clock).routes(), new DoorHttp(noticeDoors).routes(),
            new RehearsalHttp(rehearsals).routes(), new NightsHttp(wall, announcements, incidents, reports, orders::placed).routes(),
            new ExchangeHttp(new Exchange(link, clock)).routes(),
            new ReportsHttp(new Reports(link, orders, shows::find, shows::lineUp)).routes());
        var watched = audit.watched(Routes.table(table,
            new OversightHttp(oversight, audit, papers, new OversightHttp.Market(shows, orders, street, products, accounts)).routes(),
            new ComplaintsHttp(complaints, papers, rates).routes(),
            new JournalHttp(journal, oversight, shows, stage, orders, clock).routes()));
        var edge = new Edge(vertx, httpSettings(config, config.http().port()), watched, accounts::caller, health, metrics, dice).socket("/socket", (request, visit) -> sockets.open(request, new Guest(visit.caller(), visit.again(), visit.address())), sockets::askedBefore);

        facts.recall(clock.millis() - Limits.BUYER_MS, Limits.BUYERS_RECALLED, buyers).await();
        var shelved = products.shelve().await();
        if (shelved > 0) LOG.info("{} products went onto their shelves", shelved);
        facts.start().await();
        ledger.start().await();
        bells.start(vertx);
        rooms.start();
        if (nodes != null) {
            nodes.onLeft(node -> {
                rooms.left(node);
                seats.left(node, rooms.open());
            });
            vertx.setPeriodic(ENDED_MS, id -> accounts.lookForEnded());
        }
        facts.measure(meters);
        pulse.start(List.of(sockets.takeHold(), sockets.placeOrder()));
        sweeper.start(vertx);
        watch.start(vertx);
        spotlight.start(vertx);
        notices.start();
        reminders.start(vertx);
        letters.start(vertx);
        vertx.setPeriodic(Reactions.EVERY_MS, id -> reactions.flush());
        vertx.setPeriodic(TALLY_MS, id -> rooms.open().stream().filter(PlaceId::isShow).filter(rooms::hasStaff).forEach(place ->
            shows.tally(place).onSuccess(tally -> rooms.toStaff(place, new Outbound.TallyChanged(place, tally)))));
        vertx.setPeriodic(AUDIENCE_MS, id -> rooms.open().stream().filter(PlaceId::isShow).forEach(place -> shows.countAudience(place, clock.millis(), rooms.viewers(place))));
        var beats = new AtomicInteger();
        // under strain the street is told as seldom as viewers are counted
        vertx.setPeriodic(Lanterns.EVERY_MS, id -> {
            if (!ladder.atLeast(Strain.QUIETER) || beats.getAndIncrement() % 5 == 0) lanterns.look();
        });
        vertx.setPeriodic(AUDIENCE_MS, id -> rooms.open().stream().filter(PlaceId::isShow).filter(rooms::hasStaff).forEach(wall::hostIsHere));
        vertx.setPeriodic(LineUpWatch.EVERY_MS, id -> lineUps.get().look(rooms.open()));
        vertx.setPeriodic(Complaints.EVERY_MS, id -> complaints.sweep());
        vertx.setPeriodic(Seats.EVERY_MS, id -> seats.look(rooms::roomsOf));
        vertx.setPeriodic(Seats.SWEEP_MS, id -> seats.sweep(rooms.open()));
        vertx.setPeriodic(UNPAID_MS, id -> unpaid.sweep());
        vertx.setPeriodic(TIDY_MS, id -> {
            facts.trim(clock.millis());
            journal.tidy();
            Thread.startVirtualThread(papers::tidy);
            Thread.startVirtualThread(journal::pack);
        });
        // what was erased leaves the store's own log too
        if (store != null) vertx.setPeriodic(REWRITE_MS, id -> {
            if (store.isKept()) link.send(Command.BGREWRITEAOF);
        });
        doors = doors(edge, config.http().port()).await();
        rooms.isAt(doors.address());
        ops.start(vertx);
        Supplier<Demo> makeDemo = () -> Demo.start(vertx, accounts, new Demo.Settings(doors.address(), config.http().hosts(), bankSecrets.getFirst(), DEMO_SEED, Math.clamp(config.demoSpeed(), 1, FASTEST_DEMO)), clock);
        demo = !config.demo() ? () -> { } : nodes == null ? makeDemo.get() : DemoTurn.start(new Turn(link, "demo", bus.node(), DemoTurn.LEASE_MS), makeDemo);
    }

    /** Opens the doors. Of several nodes on one machine each takes the next port that is free. */
    private Future<Doors> doors(Edge edge, int port) {
        return Doors.open(vertx, httpSettings(config, port), edge, Runtime.getRuntime().availableProcessors()).recover(e -> nodes != null && port > 0 && port < config.http().port() + NEXT_PORTS && isTaken(e)
            ? doors(edge, port + 1)
            : Future.failedFuture(new IllegalStateException("it cannot listen at port " + port + " of " + config.http().host() + " (PHIEN_HTTP_PORT, PHIEN_HTTP_HOST): " + e.getMessage(), e)));
    }

    private static Ladder ladder(String setting) {
        if (setting.equals("auto")) return new Ladder();
        return new Ladder(Arrays.stream(Strain.values()).filter(strain -> strain.code().equals(setting)).findFirst().orElseThrow(), System::nanoTime);
    }

    private static Path folder(Config config) {
        try {
            return Files.createDirectories(Path.of(config.data().dir()).toAbsolutePath());
        } catch (java.io.IOException e) {
            throw new IllegalStateException("the data folder " + config.data().dir() + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** The one that is named; for "auto" io_uring, else epoll or kqueue, else what every JDK has. */
    static Transport transport(String name) {
        var all = new LinkedHashMap<String, Transport>();
        all.put("io_uring", Transport.IO_URING);
        all.put("epoll", Transport.EPOLL);
        all.put("kqueue", Transport.KQUEUE);
        all.put("nio", Transport.NIO);
        var there = all.entrySet().stream().filter(each -> each.getValue() != null && each.getValue().available()).map(Map.Entry::getKey).toList();
        if (name.equals("auto")) return all.get(there.getFirst());
        if (there.contains(name)) return all.get(name);
        var transport = all.get(name);
        var why = transport == null || transport.unavailabilityCause() == null ? "not for this system" : String.valueOf(transport.unavailabilityCause().getMessage());
        throw new IllegalStateException("the transport " + name + " (PHIEN_TRANSPORT) is not available here: " + why + "; there are " + String.join(", ", there) + ", or leave it at auto");
    }

    private static Outside outside(Config.Redis redis) {
        return new Outside(redis.url(), redis.sentinels(), redis.authority(), redis.waitReplicas(), redis.waitMs(), redis.volatileAllowed());
    }

    private static CodeGateway gateway(Config config, InstantSource clock) {
        if (!config.sms().webhook().isBlank()) return new WebhookGateway(URI.create(config.sms().webhook()), config.sms().secret(), clock, Duration.ofMillis(500));
        return config.demo() ? CodeGateway.NONE : new ConsoleGateway(System.out);
    }

    /** Each transport says it in its own way. */
    private static boolean isTaken(Throwable e) {
        return e instanceof BindException || String.valueOf(e.getMessage()).contains("in use");
    }

    private static HttpSettings httpSettings(Config config, int port) {
        var http = config.http();
        var local = HttpSettings.local(port);
        return new HttpSettings(http.host(), port, http.hosts(), http.origins(), http.trustedProxies(), local.forwarding(),
            http.certificate().isBlank() ? null : Path.of(http.certificate()), http.key().isBlank() ? null : Path.of(http.key()), http.webDir().isBlank() ? null : Path.of(http.webDir()),
            http.metricsToken().isBlank() ? null : http.metricsToken(), local.metricsFrom(), config.sale().videoHosts(), local.headMs(), local.idleMs());
    }

    /** The booths of a night with the goods that they would show, for a rehearsal. */
    private static Future<List<Rehearsal.Cast>> cast(Nights nights, Booths booths, Products products, Function<BoothId, Future<List<ShowView>>> showsOf, NightId night) {
        return Future.all(nights.find(night), nights.stands(night)).compose(read -> {
            Optional<NightView> view = read.resultAt(0);
            List<StandView> stands = read.resultAt(1);
            var all = stands.stream().map(StandView::booth).map(booth -> Future.all(booths.find(booth), products.of(booth), showsOf.apply(booth)).map(known -> {
                Optional<BoothView> front = known.resultAt(0);
                Map<ProductId, ProductView> goods = known.resultAt(1);
                List<ShowView> shows = known.resultAt(2);
                var onAir = view.isPresent() && shows.stream().anyMatch(show -> show.endedMs() == null && show.startsMs() < view.get().closesMs());
                return front.map(found -> new Rehearsal.Cast(found, goods.values().stream().filter(good -> !good.archived() && good.weightGrams() > 0).toList(), onAir));
            })).toList();
            if (all.isEmpty()) return Future.succeededFuture(List.of());
            return Future.all(all).map(done -> all.stream().map(Future::result).flatMap(Optional::stream).toList());
        });
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
        return rooms.others().stream().map(Presence.Node::address).filter(address -> !address.isEmpty()).sorted().toList();
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
        return link;
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
        sweeper.stop(vertx);
        watch.stop(vertx);
        spotlight.stop(vertx);
        reminders.stop(vertx);
        letters.stop(vertx);
        notices.stop();
        if (postOffice != null) postOffice.close();
        if (messageHook != null) messageHook.close();
        sockets.drain(config.http().drainMs()).await();
        doors.close(LAST_REQUESTS_MS).await();
        ops.stop(vertx);
        pulse.close();
        facts.stop(vertx);
        bells.stop(vertx);
        ledger.stop(vertx);
        rooms.stop();
        if (foldTurn != null) Future.join(foldTurn.give(), ledgerTurn.give()).otherwiseEmpty().await();
        link.close();
        vertx.close().await();
        if (store != null) store.close();
    }
}
