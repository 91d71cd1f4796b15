package vn.phien.demo;

import java.util.List;
import vn.phien.base.NightId;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.protocol.BadMessage;

/** Rehearsals of a night over HTTP. */
public final class RehearsalHttp {
    private static final String CHAPTER = "The organizer's night";
    private final Rehearsals rehearsals;

    public RehearsalHttp(Rehearsals rehearsals) {
        this.rehearsals = rehearsals;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/nights/{night}/rehearsals", Access.ORGANIZER, CHAPTER, "The rehearsal that goes on, and what became of those before.", Rehearsal.All.class, this::all),
            Route.post("/api/nights/{night}/rehearsals", Access.ORGANIZER, CHAPTER, "Rehearses the whole night with a simulated crowd, in a house of its own that is thrown away.", Rehearsal.Ask.class, Rehearsal.Progress.class, this::start));
    }

    private Answer all(Ask ask) {
        return Answer.json(rehearsals.of(new NightId(ask.path("night"))));
    }

    private Answer start(Ask ask) throws BadMessage {
        return Answer.of(rehearsals.start(ask.person(), new NightId(ask.path("night")), ask.read(Rehearsal.Ask.class)));
    }
}
