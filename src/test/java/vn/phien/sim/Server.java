package vn.phien.sim;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import vn.phien.Board;
import vn.phien.accounts.Accounts;
import vn.phien.accounts.Vault;
import vn.phien.analytics.Announcements;
import vn.phien.analytics.Figures;
import vn.phien.analytics.Incidents;
import vn.phien.analytics.NightReports;
import vn.phien.analytics.Visits;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Dice;
import vn.phien.base.Meters;
import vn.phien.base.PlaceId;
import vn.phien.catalogue.Booths;
import vn.phien.catalogue.Certificates;
import vn.phien.catalogue.PhotoFolder;
import vn.phien.catalogue.Photos;
import vn.phien.catalogue.Products;
import vn.phien.catalogue.Street;
import vn.phien.fraud.OpenCodRule;
import vn.phien.inventory.Holds;
import vn.phien.inventory.Stock;
import vn.phien.inventory.StockScripts;
import vn.phien.inventory.Sweeper;
import vn.phien.markets.Applications;
import vn.phien.markets.Follows;
import vn.phien.markets.Letters;
import vn.phien.markets.Markets;
import vn.phien.markets.NightDesk;
import vn.phien.markets.NightWatch;
import vn.phien.markets.Nights;
import vn.phien.markets.NoticeDoors;
import vn.phien.markets.Notices;
import vn.phien.markets.Reminders;
import vn.phien.markets.Spotlight;
import vn.phien.orders.Carts;
import vn.phien.orders.OrderIndex;
import vn.phien.orders.OrderSources;
import vn.phien.orders.Orders;
import vn.phien.orders.PayOrders;
import vn.phien.orders.PayTo;
import vn.phien.orders.Payments;
import vn.phien.orders.Recipients;
import vn.phien.orders.UnpaidOrders;
import vn.phien.oversight.Audit;
import vn.phien.oversight.Bench;
import vn.phien.oversight.Complaints;
import vn.phien.oversight.Journal;
import vn.phien.oversight.JournalKey;
import vn.phien.oversight.Oversight;
import vn.phien.oversight.Papers;
import vn.phien.protocol.ShowState;
import vn.phien.realtime.Bus;
import vn.phien.realtime.Square;
import vn.phien.redis.Link;
import vn.phien.redis.Rates;
import vn.phien.shows.Chat;
import vn.phien.shows.Counters;
import vn.phien.shows.Drafts;
import vn.phien.shows.Lanterns;
import vn.phien.shows.LineUpWatch;
import vn.phien.shows.LobbyHttp;
import vn.phien.shows.MarketSearch;
import vn.phien.shows.ShowSettings;
import vn.phien.shows.Shows;
import vn.phien.shows.Stage;
import vn.phien.shows.WordLists;

/** Everything of a server that a restart throws away, made anew each time, on a store that stays. */
final class Server {
    static final long HOLD_MS = 60_000;
    static final long UNPAID_MS = 10 * 60_000;
    private static final int JOURNAL_YEARS = 3;
    private final Vault vault;
    private final JournalKey journalKey;
    final Mischief mischief;
    final Booths booths;
    final Products products;
    final Certificates certificates;
    final Stock stock;
    final Shows shows;
    final Drafts drafts;
    final Chat chat;
    final Orders orders;
    final Payments payments;
    final UnpaidOrders unpaid;
    final Sweeper sweeper;
    final LineUpWatch lineUps;
    final Nights nights;
    final Markets markets;
    final NightWatch watch;
    final NightDesk desk;
    final Applications applications;
    final Spotlight spotlight;
    final Follows follows;
    final Reminders reminders;
    final Notices notices;
    final Lanterns lanterns;
    final MarketSearch search;
    final Visits visits;
    final NightReports reports;
    final Announcements announcements;
    final Incidents incidents;
    final Oversight oversight;
    final Complaints complaints;
    final Bench bench;
    final Readers.Folds folds;
    final Readers readers;
    final Board board;

    /** What is around all the servers of a night. */
    record Ground(Cast cast, Told told, InstantSource clock, Dice dice, Path folder) { }

    Server(Mischief mischief, Ground ground) {
        this(mischief, ground, null);
    }

    /** The same server a moment later: what it believes for a second or so it has forgotten, what it watches and reads it goes on with. */
    Server later(Ground ground) {
        return new Server(mischief, ground, this);
    }

    private Server(Mischief mischief, Ground ground, Server before) {
        this.mischief = mischief;
        vault = before == null ? Vault.at(ground.folder(), ground.dice()) : before.vault;
        journalKey = before == null ? JournalKey.at(ground.folder()) : before.journalKey;
        Link link = mischief.link();
        var cast = ground.cast();
        var clock = ground.clock();
        var dice = ground.dice();
        var accounts = new Accounts(link, vault, clock, dice);
        var rates = new Rates(link, clock);
        // nobody sends a photo in
        var photos = new Photos(link, new PhotoFolder(ground.folder()), null, dice, rates);
        var papers = new Papers(link, new PhotoFolder(ground.folder()), null, dice, rates, clock);
        booths = new Booths(link, clock, dice, new Booths.Settings(true), new Booths.Safe(vault::seal, vault::open), photos, accounts::grantBooth);
        certificates = new Certificates(link, clock);
        products = new Products(link, clock, photos, certificates);

        var scripts = new StockScripts(link);
        var holds = new Holds(link, scripts, place -> { }, HOLD_MS);
        stock = new Stock(link, scripts, place -> { });
        shows = new Shows(link, booths::find, products::of, holds, place -> 0);
        lineUps = before != null ? before.lineUps : new LineUpWatch(link, shows, products::of, place -> { });
        drafts = new Drafts(link, shows, new ShowSettings(Set.of()), products::of, (booth, photo) -> Future.succeededFuture(false), clock, dice, place -> { });
        var stage = new Stage(link, shows, stock, products::of, dice, place -> { });
        chat = new Chat(link, shows, holds, new WordLists(link), place -> { });
        Function<PlaceId, Future<BoothId>> boothOf = place -> shows.boothOf(place).map(Optional::orElseThrow);
        Function<BoothId, Future<Optional<PayTo>>> payTo = booth -> booths.bankAccount(booth).map(found -> found.map(account -> new PayTo(account.bin(), account.account(), account.holder())));
        var pay = new PayOrders(link, vault, payTo, new PayOrders.Settings(UNPAID_MS, List.of("secret")));
        orders = new Orders(link, new OrderSources(shows::boothOf, booths::find, products::of, cast::phone, (account, recipient) -> Future.succeededFuture()),
            new Recipients(link, vault), new OpenCodRule(link), pay, place -> { }, clock);
        payments = new Payments(link, pay, vault);
        unpaid = new UnpaidOrders(link, orders, clock);
        sweeper = new Sweeper(link, scripts, clock, boothOf, place -> { });
        var counters = new Counters(link, new Counters.Sources(booths::find, accounts.staff()::of, cast::names, vault::seal, vault::open), rates, place -> { });

        nights = new Nights(link);
        markets = new Markets(link, nights, clock);
        watch = new NightWatch(link, nights, markets, clock, shard -> { });
        applications = new Applications(link, nights, products::of, (booth, paths) -> Future.succeededFuture(false), cast::names, shard -> { });
        spotlight = new Spotlight(link, nights, markets, night -> shows.list(List.of(ShowState.LIVE, ShowState.PAUSED)).map(live -> live.stream().map(show -> show.booth().booth()).toList()), shard -> { });
        desk = new NightDesk(link, nights, markets, applications, spotlight, booths::find, products::of, shard -> { });
        follows = new Follows(link, clock);
        notices = new Notices(Bus.ALONE, link, ground.told()::whispered);
        // the doors beside the pages are shut
        var doors = new NoticeDoors(link, vault, clock, dice, rates, null, null, cast::phone, "");
        reminders = new Reminders(link, nights, applications, follows, notices, new Letters(link, doors, clock, Meters.unread()), clock);
        lanterns = new Lanterns(link, new Lanterns.Sources(LobbyHttp.announced(nights), nights::stands, booths::find, products::of, spotlight::now), place -> 0, new Square(), clock);
        var street = new Street(link, clock);
        search = new MarketSearch(new MarketSearch.Sources(() -> street.search("", null, null, 0, Integer.MAX_VALUE).map(Street.Found::booths), products::of,
            () -> shows.list(List.of(ShowState.LIVE, ShowState.PAUSED)), nights::tonight, nights::stands));

        var figures = new Figures(link, nights, shows::boothOf);
        visits = new Visits(link, nights, shows::boothOf, booths::find);
        reports = new NightReports(link, nights, figures, visits, new NightReports.Market(booths::find, products::of, booth -> shows.ofBooth(booth, false)), clock);
        announcements = new Announcements(link, nights, clock, (night, message) -> Future.succeededFuture());
        incidents = new Incidents(link, nights, clock);

        Function<BoothId, Future<List<AccountId>>> staff = booth -> accounts.staff().of(booth).map(all -> List.copyOf(all.keySet()));
        oversight = new Oversight(link, new Oversight.Sources(booths::find, products::of, shows::boothOf, cast::office, staff, stage::heedFreeze, products::forget), papers, place -> { });
        complaints = new Complaints(link, new Complaints.Sources(booths::find, shows::find, orders::record, staff), papers, clock, place -> { }, TimeUnit.HOURS.toMillis(48), TimeUnit.DAYS.toMillis(5));
        // grains of salt are thrown while others throw dice: they have their own, so that a seed tells the whole night
        var journal = new Journal(link, journalKey, shows::planned, clock, Dice.seeded(0), JOURNAL_YEARS);
        bench = new Bench(complaints, journal);

        var audit = new Audit(link, clock);
        var index = new OrderIndex(orders);
        folds = new Readers.Folds(Map.of("stands-by-rule", desk::fold, "market-notices", reminders::fold, "night-figures", figures::fold, "order-index", index::fold, "tickets", counters::fold,
            "complaints", complaints::fold, "oversight", oversight::fold), Map.of("audit", audit::fold, "journal", journal::fold));
        readers = before == null ? new Readers(link, folds) : before.readers;
        readers.serve(this);
        board = new Board(clock, holds, shows, stage, chat, orders, new Carts(shows::door, holds, shows::view, orders), counters);
    }
}
