package vn.phien.orders;

import java.util.List;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;

/** The report of a show over HTTP. */
public final class ReportsHttp {
    private final Reports reports;

    public ReportsHttp(Reports reports) {
        this.reports = reports;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/booths/{booth}/shows/{room}/report", Access.BOOTH_STAFF, "reports", "How a show went, or goes so far.", ShowReport.class, this::report),
            Route.get("/api/booths/{booth}/shows/{room}/report.csv", Access.BOOTH_STAFF, "reports", "The same for a spreadsheet.", byte[].class, this::csv).costing(5));
    }

    private Answer report(Ask ask) {
        return Answer.of(reports.of(ask.booth(), new PlaceId(ask.path("room"))));
    }

    private Answer csv(Ask ask) {
        return switch (reports.of(ask.booth(), new PlaceId(ask.path("room")))) {
            case Result.Ok<ShowReport>(var report) -> Answer.download(ReportCsv.of(report, ask.language()), "text/csv; charset=utf-8", "report-" + report.room() + ".csv");
            case Result.Refused<ShowReport>(var why, var field) -> Answer.refused(why, field);
        };
    }
}
