package vn.phien.analytics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.phien.analytics.Incidents.Incident;
import vn.phien.analytics.NightReport.BoothPart;
import vn.phien.analytics.NightRequests.Announce;
import vn.phien.analytics.NightRequests.MoveIncident;
import vn.phien.analytics.NightRequests.RaiseIncident;
import vn.phien.base.BoothId;
import vn.phien.base.NightId;
import vn.phien.base.Why;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.orders.OrderRecord;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Views.AnnouncementView;

/** The console of a night and its report over HTTP. */
public final class NightsHttp {
    private static final String CSV = "text/csv; charset=utf-8";
    private static final String CHAPTER = "The organizer's night";
    private final Wall wall;
    private final Announcements announcements;
    private final Incidents incidents;
    private final NightReports reports;
    private final Placed placed;

    /** The orders of a booth that were placed within a time. */
    @FunctionalInterface
    public interface Placed {
        io.vertx.core.Future<List<OrderRecord>> of(BoothId booth, long fromMs, long untilMs);
    }

    public record AllIncidents(List<Incident> incidents) { }

    public record AllAnnouncements(List<Announcements.Kept> announcements) { }

    public record Shown(List<AnnouncementView> announcements) { }

    public record NightMap(List<Wall.OnMap> provinces) { }

    public NightsHttp(Wall wall, Announcements announcements, Incidents incidents, NightReports reports, Placed placed) {
        this.wall = wall;
        this.announcements = announcements;
        this.incidents = incidents;
        this.reports = reports;
        this.placed = placed;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/announcements", Access.ANYONE, CHAPTER, "What the organizers say to everybody now.", Shown.class, this::shown),
            Route.get("/api/nights/{night}/map", Access.ANYONE, CHAPTER, "A published night by province: booths, and how many are on air.", NightMap.class, this::map),
            Route.get("/api/nights/{night}/wall", Access.ORGANIZER, CHAPTER, "Every booth of a night as it stands; with the last rev only what has changed.", Wall.Summary.class, this::wall).with("since", "the rev of the last answer"),
            Route.get("/api/nights/{night}/announcements", Access.ORGANIZER, CHAPTER, "Everything that was announced on a night.", AllAnnouncements.class, this::announced),
            Route.post("/api/nights/{night}/announcements", Access.ORGANIZER, CHAPTER, "Says something to every room of a night.", Announce.class, Announcements.Kept.class, this::announce),
            Route.delete("/api/nights/{night}/announcements/{announcement}", Access.ORGANIZER, CHAPTER, "Takes an announcement back.", this::takeBack),
            Route.get("/api/nights/{night}/incidents", Access.ORGANIZER, CHAPTER, "The incidents of a night, the newest first.", AllIncidents.class, this::incidents),
            Route.post("/api/nights/{night}/incidents", Access.ORGANIZER, CHAPTER, "Raises an incident.", RaiseIncident.class, Incident.class, this::raise),
            Route.post("/api/nights/{night}/incidents/{incident}", Access.ORGANIZER, CHAPTER, "Takes an incident, solves it, opens it again or notes something.", MoveIncident.class, Incident.class, this::move),
            Route.get("/api/nights/{night}/report", Access.ORGANIZER, CHAPTER, "How a night went, or goes so far.", NightReport.class, this::report),
            Route.get("/api/nights/{night}/report.csv", Access.ORGANIZER, CHAPTER, "The same for a spreadsheet.", byte[].class, this::csv),
            Route.get("/api/nights/{night}/export.zip", Access.ORGANIZER, CHAPTER, "Booths, orders without persons, visits, incidents and announcements as tables.", byte[].class, this::export),
            Route.get("/api/booths/{booth}/nights/{night}/report", Access.BOOTH_STAFF, CHAPTER, "How a night went for one booth.", BoothPart.class, this::own));
    }

    private static NightId night(Ask ask) {
        return new NightId(ask.path("night"));
    }

    private static <T> Answer found(Optional<T> thing, Function<T, Answer> answer) {
        return thing.map(answer).orElse(Answer.refused(Why.NOT_FOUND, "night"));
    }

    private Answer shown(Ask ask) {
        return Answer.json(new Shown(announcements.now().await()));
    }

    private Answer map(Ask ask) {
        return found(wall.map(night(ask)).await(), provinces -> Answer.json(new NightMap(provinces)));
    }

    private Answer wall(Ask ask) {
        return found(wall.now(night(ask), ask.query("since").orElse(null)).await(), Answer::json);
    }

    private Answer announced(Ask ask) {
        return Answer.json(new AllAnnouncements(announcements.of(night(ask)).await()));
    }

    private Answer announce(Ask ask) throws BadMessage {
        var asked = ask.read(Announce.class);
        return Answer.of(announcements.announce(ask.person(), night(ask), asked.key(), asked.text(), asked.tone(), asked.minutes() * 60_000L).await());
    }

    private Answer takeBack(Ask ask) {
        return Answer.of(announcements.takeBack(ask.person(), night(ask), vn.phien.base.Check.key(ask.path("announcement"))).await());
    }

    private Answer incidents(Ask ask) {
        return Answer.json(new AllIncidents(incidents.of(night(ask)).await()));
    }

    private Answer raise(Ask ask) throws BadMessage {
        var asked = ask.read(RaiseIncident.class);
        return Answer.of(incidents.raise(ask.person(), night(ask), asked.key(), asked.title(), asked.level(), asked.booth(), asked.alarm()).await());
    }

    private Answer move(Ask ask) throws BadMessage {
        var asked = ask.read(MoveIncident.class);
        return Answer.of(incidents.move(ask.person(), night(ask), vn.phien.base.Check.key(ask.path("incident")), asked.to(), asked.note(), asked.key()).await());
    }

    private Answer report(Ask ask) {
        return found(reports.of(night(ask)), Answer::json);
    }

    private Answer csv(Ask ask) {
        return found(reports.of(night(ask)), report -> Answer.download(NightCsv.report(report, ask.language()), CSV, "night-" + report.night().night() + ".csv"));
    }

    private Answer export(Ask ask) {
        return found(reports.of(night(ask)), report -> {
            var orders = new LinkedHashMap<BoothId, List<OrderRecord>>();
            if (report.fromMs() != null) for (var booth : report.booths()) orders.put(booth.booth(), placed.of(booth.booth(), report.fromMs(), report.untilMs() == null ? Long.MAX_VALUE : report.untilMs()).await());
            var zip = NightCsv.export(report, orders, incidents.of(night(ask)).await(), announcements.of(night(ask)).await(), ask.language());
            return Answer.download(zip, "application/zip", "night-" + report.night().night() + ".zip");
        });
    }

    private Answer own(Ask ask) {
        return found(reports.of(night(ask)).flatMap(report -> report.of(ask.booth())), Answer::json);
    }
}
