package vn.phien.markets;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vn.phien.base.BoothId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.markets.Applications.Application;
import vn.phien.markets.MarketRequests.AnswerApplication;
import vn.phien.markets.MarketRequests.Apply;
import vn.phien.markets.MarketRequests.Withdraw;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.NightView;

/** A booth's applications over HTTP. */
public final class ApplicationHttp {
    /** How many nights that are over are looked at. */
    private static final int OVER = 40;
    private final Nights nights;
    private final Markets markets;
    private final Applications applications;

    /**
     * A night that the booth can apply for, or has applied for.
     *
     * @param asks        which papers the market would like to see
     * @param application null where the booth has not applied
     */
    public record BoothNight(NightView night, String marketName, String asks, @Maybe Application application) { }

    /** Coming nights first, by opening; then those that are over, latest first. */
    public record BoothNights(List<BoothNight> nights) { }

    public ApplicationHttp(Nights nights, Markets markets, Applications applications) {
        this.nights = nights;
        this.markets = markets;
        this.applications = applications;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/booths/{booth}/applications", Access.BOOTH_STAFF, "Applications", "The nights that a booth can apply for, and its applications.", BoothNights.class, this::list),
            Route.post("/api/booths/{booth}/applications", Access.BOOTH_STAFF, "Applications", "Applies for a stand on a night.", Apply.class, Application.class, this::apply),
            Route.get("/api/booths/{booth}/applications/{night}", Access.BOOTH_STAFF, "Applications", "The booth's application for a night.", Application.class, this::find),
            Route.put("/api/booths/{booth}/applications/{night}", Access.BOOTH_STAFF, "Applications", "Changes an application that is not decided, and so answers what the organizer asked for.", AnswerApplication.class, Application.class, this::answer),
            Route.post("/api/booths/{booth}/applications/{night}/withdrawal", Access.BOOTH_STAFF, "Applications", "Takes an application back; the place becomes free.", Withdraw.class, Application.class, this::withdraw));
    }

    private Answer list(Ask ask) {
        var booth = ask.booth();
        // nights that applications were never open for are nothing to a booth; rehearsals are for those who were invited
        var all = new ArrayList<>(nights.list("applications", "published", "open").await());
        all.addAll(nights.rehearsals("applications", "published", "open").await());
        all.sort(Comparator.comparingLong(NightView::opensMs));
        var over = nights.list("closed").await().reversed();
        var asked = new ArrayList<>(all);
        asked.addAll(over.subList(0, Math.min(over.size(), OVER)));
        return Answer.json(new BoothNights(MarketHttp.each(asked, night -> read(night, booth)).stream().flatMap(Optional::stream).toList()));
    }

    /** A night is something to a booth when it can apply, or has. */
    private Future<Optional<BoothNight>> read(NightView night, BoothId booth) {
        return Future.all(applications.find(night.night(), booth), markets.find(night.market())).map(read -> {
            Optional<Application> application = read.resultAt(0);
            if (application.isEmpty() && (night.rehearsal() || !night.state().equals("applications"))) return Optional.empty();
            return read.<Optional<Markets.Desk>>resultAt(1).map(market -> new BoothNight(night, market.draft().name(), market.draft().asks(), application.orElse(null)));
        });
    }

    private Answer apply(Ask ask) throws BadMessage {
        var request = ask.read(Apply.class);
        return switch (applications.make(ask.person(), ask.booth(), request.night(), request.key(), request.form()).await()) {
            case Result.Ok<Application>(var application) -> Answer.created(application);
            case Result.Refused<Application>(var why, var field) -> Answer.refused(why, field);
        };
    }

    private Answer find(Ask ask) {
        return MarketHttp.night(ask).flatMap(night -> applications.find(night, ask.booth()).await()).map(Answer::json).orElse(Answer.refused(Why.NOT_FOUND));
    }

    private Answer answer(Ask ask) throws BadMessage {
        var request = ask.read(AnswerApplication.class);
        return MarketHttp.night(ask).map(night -> Answer.of(applications.answer(ask.person(), ask.booth(), night, request.rev(), request.form(), request.why()).await())).orElse(Answer.refused(Why.NOT_FOUND));
    }

    private Answer withdraw(Ask ask) throws BadMessage {
        var request = ask.read(Withdraw.class);
        return MarketHttp.night(ask).map(night -> Answer.of(applications.withdraw(ask.person(), ask.booth(), night, request.why()).await())).orElse(Answer.refused(Why.NOT_FOUND));
    }
}
