package vn.phien;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import vn.phien.base.BoothId;
import vn.phien.base.PlaceId;
import vn.phien.base.Strain;
import vn.phien.http.Route;
import vn.phien.inventory.HoldNews;
import vn.phien.inventory.Holds;
import vn.phien.inventory.Stock;
import vn.phien.inventory.StockScripts;
import vn.phien.inventory.Sweeper;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views.ShowView;
import vn.phien.realtime.Rooms;
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

/** The live sale: goods on hold, the stage, the chat and the counter. */
final class ShowsWing {
    private static final long TALLY_MS = 1_000;
    private static final long AUDIENCE_MS = 15_000;
    final Holds holds;
    final Stock stock;
    final Shows shows;
    final Stage stage;
    final Chat chat;
    final Counters counters;
    final Reactions reactions;
    private final WordLists words;
    private final Drafts drafts;
    private final LineUpWatch lineUps;
    private final Sweeper sweeper;
    private final Ground ground;
    private final Rooms rooms;

    ShowsWing(Ground ground, AccountsWing people, CatalogueWing catalogue, RoomsWing news) {
        this.ground = ground;
        this.rooms = news.rooms;
        var link = ground.link();
        var clock = ground.clock();
        var sale = ground.config().sale();
        var accounts = people.accounts;
        var products = catalogue.products;
        var booths = catalogue.booths;
        var scripts = new StockScripts(link);
        holds = new Holds(link, scripts, news::ring, TimeUnit.SECONDS.toMillis(sale.holdSeconds()));
        stock = new Stock(link, scripts, news::ring);
        shows = new Shows(link, booths::find, products::of, holds, rooms::viewers);
        lineUps = new LineUpWatch(link, shows, products::of, news::ring);
        news.scenesBy(place -> shows.scene(place).onSuccess(at -> lineUps.seen(place, at.scene().lineUp())));
        words = new WordLists(link);
        stage = new Stage(link, shows, stock, products::of, ground.dice(), news::ring);
        chat = new Chat(link, shows, holds, words, news::ring).restsWhile(this::onlyBuying).onOfficial(accounts::officeOf);
        rooms.onChange(chat::forgetCodes);
        counters = new Counters(link, new Counters.Sources(booths::find, accounts.staff()::of, accounts::names, ground.vault()::seal, ground.vault()::open), ground.rates(), news::ring);
        reactions = new Reactions(rooms::toRoom);
        drafts = new Drafts(link, shows, new ShowSettings(Set.copyOf(sale.videoHosts())), products::of, (booth, path) -> catalogue.arePhotosOf(booth, List.of(path)), clock, ground.dice(), news::ring);
        sweeper = new Sweeper(link, scripts, clock, place -> shows.boothOf(place).map(Optional::orElseThrow), news::ring);

        accounts.data().onErase(chat::forget);
        accounts.data().onErase(counters::forget);
        accounts.data().onExport("chat", chat::everythingBy);
        accounts.data().onExport("talks", counters::everythingBy);
        news.facts.listen("holds", new HoldNews(link, holds, shows::view, rooms::whisper));
        news.facts.listen("counters", new CounterNews(counters, rooms::whisper, rooms::toStaff));
        news.facts.listen("shows", new ShowNews(rooms::whisper));
        news.facts.fold("spoke-in", chat::fold);
        news.facts.fold("tickets", counters::fold);
    }

    private boolean onlyBuying() {
        if (!ground.ladder().atLeast(Strain.BUYING_ONLY)) return false;
        ground.meters().chatShed("buying-only").increment();
        return true;
    }

    /** The shows of a booth that are not over. */
    Future<List<ShowView>> of(BoothId booth) {
        return shows.ofBooth(booth, false);
    }

    List<Route> routes() {
        return new ShowsHttp(shows, drafts, words, chat).routes();
    }

    void start() {
        var vertx = ground.vertx();
        sweeper.start(vertx);
        vertx.setPeriodic(Reactions.EVERY_MS, id -> reactions.flush());
        vertx.setPeriodic(TALLY_MS, id -> rooms.open().stream().filter(PlaceId::isShow).filter(rooms::hasStaff).forEach(place ->
            shows.tally(place).onSuccess(tally -> rooms.toStaff(place, new Outbound.TallyChanged(place, tally)))));
        vertx.setPeriodic(AUDIENCE_MS, id -> rooms.open().stream().filter(PlaceId::isShow).forEach(place -> shows.countAudience(place, ground.clock().millis(), rooms.viewers(place))));
        vertx.setPeriodic(LineUpWatch.EVERY_MS, id -> lineUps.look(rooms.open()));
    }

    void stop() {
        sweeper.stop(ground.vertx());
    }
}
