package vn.phien;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import vn.phien.analytics.Announcements;
import vn.phien.analytics.Figures;
import vn.phien.analytics.Incidents;
import vn.phien.analytics.NightReports;
import vn.phien.analytics.NightsHttp;
import vn.phien.analytics.Visits;
import vn.phien.analytics.Wall;
import vn.phien.base.PlaceId;
import vn.phien.http.Route;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.ShowState;
import vn.phien.protocol.Views.ShowView;
import vn.phien.protocol.Views.StandView;
import vn.phien.realtime.Rooms;

/** What a night shows to its organizers: the wall, announcements, incidents, and the report of the morning after. */
final class AnalyticsWing {
    private static final long HOST_MS = 15_000;
    final Visits visits;
    private final NightReports reports;
    private final Announcements announcements;
    private final Incidents incidents;
    private final Wall wall;
    private final OrdersWing till;
    private final Rooms rooms;
    private final Ground ground;

    /** @param full whether this node lets no more phones in */
    AnalyticsWing(Ground ground, CatalogueWing catalogue, RoomsWing news, ShowsWing floor, OrdersWing till, MarketsWing fair, OversightWing supervision, Supplier<Boolean> full) {
        this.ground = ground;
        this.till = till;
        this.rooms = news.rooms;
        var link = ground.link();
        var clock = ground.clock();
        var nights = fair.nights;
        var shows = floor.shows;
        var booths = catalogue.booths;
        var figures = new Figures(link, nights, shows::boothOf);
        visits = new Visits(link, nights, shows::boothOf, booths::find);
        fair.search.onNothing(visits::foundNothing);
        reports = new NightReports(link, nights, figures, visits, new NightReports.Market(booths::find, catalogue.products::of, floor::of), clock);
        announcements = new Announcements(link, nights, clock, (night, message) -> nights.stands(night).compose(stands -> shows.list(List.of(ShowState.LIVE, ShowState.PAUSED, ShowState.SCHEDULED)).map(all -> tell(stands, all, message))));
        incidents = new Incidents(link, nights, clock);
        wall = new Wall(link, nights, new Wall.House(booths::find, shows::list, rooms::hasStaff, supervision::stopped, full), clock, ground.dice().token(8));
        news.facts.fold("night-figures", figures::fold);
    }

    private Void tell(List<StandView> stands, List<ShowView> shows, Outbound message) {
        var there = stands.stream().map(StandView::booth).collect(Collectors.toSet());
        there.forEach(booth -> rooms.toRoom(PlaceId.of(booth), message));
        shows.stream().filter(show -> there.contains(show.booth().booth())).forEach(show -> rooms.toRoom(show.room(), message));
        return null;
    }

    List<Route> routes() {
        return new NightsHttp(wall, announcements, incidents, reports, till.orders::placed).routes();
    }

    void start() {
        ground.vertx().setPeriodic(HOST_MS, id -> rooms.open().stream().filter(PlaceId::isShow).filter(rooms::hasStaff).forEach(wall::hostIsHere));
    }
}
