package vn.phien;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import vn.phien.base.Strain;
import vn.phien.catalogue.Street;
import vn.phien.http.Route;
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
import vn.phien.protocol.ShowState;
import vn.phien.realtime.Square;
import vn.phien.shows.Lanterns;
import vn.phien.shows.LobbyHttp;
import vn.phien.shows.MarketSearch;

/** Night markets: who stands where, what shines in the lobby, and who is told of it. */
final class MarketsWing {
    final Nights nights;
    final Lanterns lanterns;
    final MarketSearch search;
    private final Markets markets;
    private final NightWatch watch;
    private final Applications applications;
    private final Spotlight spotlight;
    private final NightDesk nightDesk;
    private final Follows follows;
    private final Notices notices;
    private final PostOffice postOffice;
    private final MessageHook messageHook;
    private final NoticeDoors noticeDoors;
    private final Letters letters;
    private final Reminders reminders;
    private final CatalogueWing catalogue;
    private final ShowsWing floor;
    private final Ground ground;

    MarketsWing(Ground ground, AccountsWing people, CatalogueWing catalogue, RoomsWing news, ShowsWing floor) {
        this.ground = ground;
        this.catalogue = catalogue;
        this.floor = floor;
        var link = ground.link();
        var clock = ground.clock();
        var config = ground.config();
        var accounts = people.accounts;
        var booths = catalogue.booths;
        var products = catalogue.products;
        nights = new Nights(link);
        markets = new Markets(link, nights, clock);
        watch = new NightWatch(link, nights, markets, clock, news.bells::ring);
        applications = new Applications(link, nights, products::of, catalogue::arePhotosOf, accounts::names, news.facts::ring);
        spotlight = new Spotlight(link, nights, markets, night -> floor.shows.list(List.of(ShowState.LIVE, ShowState.PAUSED)).map(live -> live.stream().map(show -> show.booth().booth()).toList()), news.facts::ring);
        lanterns = new Lanterns(link, new Lanterns.Sources(LobbyHttp.announced(nights), nights::stands, booths::find, products::of, spotlight::now), news.rooms::viewers, new Square(), clock);
        nightDesk = new NightDesk(link, nights, markets, applications, spotlight, booths::find, products::of, news.facts::ring);
        search = new MarketSearch(new MarketSearch.Sources(() -> catalogue.street.search("", null, null, 0, Integer.MAX_VALUE).map(Street.Found::booths), products::of,
            () -> floor.shows.list(List.of(ShowState.LIVE, ShowState.PAUSED)), nights::tonight, nights::stands));
        follows = new Follows(link, clock);
        notices = new Notices(ground.bus(), link, news.rooms::whisper);
        postOffice = postOffice(ground.vertx(), config.mail());
        messageHook = config.reminders().webhook().isBlank() ? null : new MessageHook(URI.create(config.reminders().webhook()), config.reminders().secret(), clock);
        noticeDoors = new NoticeDoors(link, ground.vault(), clock, ground.dice(), ground.rates(), postOffice, messageHook, accounts::phoneOf, config.reminders().site());
        letters = new Letters(link, noticeDoors, clock, ground.meters());
        reminders = new Reminders(link, nights, applications, follows, notices, letters, clock);

        accounts.data().onErase(noticeDoors::forget);
        accounts.data().onExport("doors", noticeDoors::of);
        accounts.data().onErase(follows::forget);
        accounts.data().onErase(notices::forget);
        accounts.data().onExport("follows", follows::of);
        accounts.data().onExport("notices", notices::of);
        news.facts.fold("stands-by-rule", nightDesk::fold);
        news.facts.fold("market-notices", reminders::fold);
        news.facts.listen("lanterns", lanterns::hear);
    }

    private static PostOffice postOffice(Vertx vertx, Config.Mail mail) {
        return mail.host().isBlank() ? null : new PostOffice(vertx, mail.host(), mail.port(), mail.user(), mail.password(), mail.from(), mail.tls(), mail.authority());
    }

    List<Route> routes() {
        return Routes.table(
            new LobbyHttp(nights, lanterns, search).routes(),
            new MarketHttp(markets, nights, nightDesk, applications, spotlight, catalogue.booths::find).routes(),
            new ApplicationHttp(nights, markets, applications).routes(),
            new FollowHttp(follows, notices, markets, nights, catalogue.booths::find, floor::of, ground.clock()).routes(),
            new DoorHttp(noticeDoors).routes());
    }

    void start() {
        var vertx = ground.vertx();
        watch.start(vertx);
        spotlight.start(vertx);
        notices.start();
        reminders.start(vertx);
        letters.start(vertx);
        var beats = new AtomicInteger();
        // under strain the street is told as seldom as viewers are counted
        vertx.setPeriodic(Lanterns.EVERY_MS, id -> {
            if (!ground.ladder().atLeast(Strain.QUIETER) || beats.getAndIncrement() % 5 == 0) lanterns.look();
        });
    }

    void stop() {
        var vertx = ground.vertx();
        watch.stop(vertx);
        spotlight.stop(vertx);
        reminders.stop(vertx);
        letters.stop(vertx);
        notices.stop();
        if (postOffice != null) postOffice.close();
        if (messageHook != null) messageHook.close();
    }
}
