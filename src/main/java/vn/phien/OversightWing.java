package vn.phien;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import vn.phien.base.BoothId;
import vn.phien.catalogue.PhotoFolder;
import vn.phien.http.Route;
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
import vn.phien.protocol.Views.MatterView;

/** Supervision: matters and complaints, officials in rooms, and the records that may not be changed. */
final class OversightWing {
    private static final long TIDY_MS = 60 * 60_000;
    final Oversight oversight;
    final Seats seats;
    final Audit audit;
    private final Papers papers;
    private final Complaints complaints;
    private final Journal journal;
    private final AccountsWing people;
    private final CatalogueWing catalogue;
    private final ShowsWing floor;
    private final OrdersWing till;
    private final RoomsWing news;
    private final Ground ground;

    OversightWing(Ground ground, AccountsWing people, CatalogueWing catalogue, RoomsWing news, ShowsWing floor, OrdersWing till) {
        this.ground = ground;
        this.people = people;
        this.catalogue = catalogue;
        this.news = news;
        this.floor = floor;
        this.till = till;
        var link = ground.link();
        var clock = ground.clock();
        var accounts = people.accounts;
        var shows = floor.shows;
        var answers = ground.config().complaints();
        papers = new Papers(link, new PhotoFolder(ground.folder().resolve("papers")), catalogue.darkroom, ground.dice(), ground.rates(), clock);
        oversight = new Oversight(link, new Oversight.Sources(catalogue.booths::find, catalogue.products::of, shows::boothOf, accounts::officeOf, people::staffOf, floor.stage::heedFreeze, catalogue.products::forget), papers, news::ring);
        audit = new Audit(link, clock);
        complaints = new Complaints(link, new Complaints.Sources(catalogue.booths::find, shows::find, till.orders::record, people::staffOf), papers, clock, news::ring,
            TimeUnit.HOURS.toMillis(answers.answerHours()), TimeUnit.DAYS.toMillis(answers.decideDays()));
        seats = new Seats(link, accounts::officeOf, news::ring, ground.bus().node());
        journal = new Journal(link, JournalKey.at(ground.folder()), shows::planned, clock, ground.dice(), ground.config().journal().years());

        accounts.data().onExport("complaints", complaints::everyOf);
        accounts.data().onErase(complaints::forget);
        news.facts.listen("complaints", complaints.news(news.rooms::whisper));
        news.facts.fold("complaints", complaints::fold);
        news.facts.listen("oversight", oversight.news(news.rooms::whisper));
        news.facts.fold("oversight", oversight::fold);
        news.ledger.fold("audit", audit::fold);
        news.ledger.fold("journal", journal::fold);
    }

    /** The booths whose sale an official has stopped. */
    Future<Set<BoothId>> stopped() {
        return oversight.open().map(all -> all.stream().filter(matter -> matter.kind() == MatterKind.STOP).map(MatterView::booth).collect(Collectors.toSet()));
    }

    List<Route> routes() {
        return Routes.table(
            new OversightHttp(oversight, audit, papers, new OversightHttp.Market(floor.shows, till.orders, catalogue.street, catalogue.products, people.accounts)).routes(),
            new ComplaintsHttp(complaints, papers, ground.rates()).routes(),
            new JournalHttp(journal, oversight, floor.shows, floor.stage, till.orders, ground.clock()).routes());
    }

    void start() {
        var vertx = ground.vertx();
        vertx.setPeriodic(Complaints.EVERY_MS, id -> complaints.sweep());
        vertx.setPeriodic(Seats.EVERY_MS, id -> seats.look(news.rooms::roomsOf));
        vertx.setPeriodic(Seats.SWEEP_MS, id -> seats.sweep(news.rooms.open()));
        vertx.setPeriodic(TIDY_MS, id -> {
            journal.tidy();
            Thread.startVirtualThread(papers::tidy);
            Thread.startVirtualThread(journal::pack);
        });
    }
}
