package vn.phien.oversight;

import java.util.List;
import java.util.Optional;
import vn.phien.base.BoothId;
import vn.phien.base.Check;
import vn.phien.base.ComplaintId;
import vn.phien.base.Id;
import vn.phien.base.Limits;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.oversight.OversightHttp.AddWord;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.ComplaintKind;
import vn.phien.protocol.ComplaintOutcome;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.ComplaintView;
import vn.phien.redis.Rates;
import vn.phien.redis.Rates.Rate;

/** Complaints over HTTP: of buyers, for booths, for organizers and officials. */
public final class ComplaintsHttp {
    private static final String TAG = "Complaints";
    private static final Rate MADE = new Rate(10, 6 * 60_000), SAID = new Rate(30, 20_000);
    private final Complaints complaints;
    private final Papers papers;
    private final Rates rates;

    public ComplaintsHttp(Complaints complaints, Papers papers, Rates rates) {
        this.complaints = complaints;
        this.papers = papers;
        this.rates = rates;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/complaints", Access.SIGNED_IN, TAG, "One's own complaints, the newest first.", All.class, this::mine),
            Route.post("/api/complaints", Access.SIGNED_IN, TAG, "Complains of an order of one's own, or of what was said in a show, during it or after.", MakeComplaint.class, ComplaintView.class, this::make),
            Route.get("/api/complaints/{complaint}", Access.SIGNED_IN, TAG, "A complaint, for its buyer, the booth's staff, organizers and officials.", ComplaintView.class, this::find),
            Route.post("/api/complaints/{complaint}/words", Access.SIGNED_IN, TAG, "Says on in a complaint; of the booth's staff it is the answer while it is their turn.", AddWord.class, ComplaintView.class, this::say),
            Route.post("/api/complaints/{complaint}/accept", Access.SIGNED_IN, TAG, "The buyer is content, or takes the complaint back.", Void.class, ComplaintView.class, this::accept),
            Route.post("/api/complaints/{complaint}/escalate", Access.SIGNED_IN, TAG, "The buyer goes to the organizers.", AddWord.class, ComplaintView.class, this::escalate),
            Route.get("/api/complaints/{complaint}/papers/{paper}", Access.SIGNED_IN, TAG, "A photo that belongs to a complaint, for those concerned.", byte[].class, this::paper).with("small", "\"yes\" for the small one."),
            Route.get("/api/booths/{booth}/complaints", Access.BOOTH_MODERATOR, TAG, "The complaints about a booth, the newest first.", All.class, this::ofBooth),
            Route.get("/api/oversight/complaints", Access.OVERSEEING, TAG, "All complaints that are not closed, by whose time ends first.", All.class, this::open),
            Route.post("/api/oversight/complaints/{complaint}/decide", Access.OVERSEEING, TAG, "Decides a complaint: organizers when it came to them, officials when organizers were late.", Decide.class, ComplaintView.class, this::decide));
    }

    /**
     * @param room     the show; of an order it is known
     * @param order    needed but for a claim that is not so, and for something else
     * @param momentMs when it was; absent is now
     */
    public record MakeComplaint(String key, BoothId booth, @Maybe PlaceId room, @Maybe OrderId order, ComplaintKind kind, @Maybe Long momentMs, String text, @Maybe List<String> papers) {
        public MakeComplaint {
            Check.key(key);
            Check.present("booth", booth);
            Check.present("kind", kind);
            if (momentMs != null) Check.range("momentMs", momentMs, 1, Long.MAX_VALUE / 2);
            text = Check.text("text", text, Limits.COMPLAINT_TEXT);
            papers = OversightHttp.names(papers);
        }
    }

    public record Decide(ComplaintOutcome outcome, String text) {
        public Decide {
            Check.present("outcome", outcome);
            text = Check.text("text", text, Limits.COMPLAINT_TEXT);
        }
    }

    public record All(List<ComplaintView> complaints) { }

    private static Optional<ComplaintId> id(Ask ask) {
        return Id.isSharded(ComplaintId.LETTER, ask.path("complaint")) ? Optional.of(new ComplaintId(ask.path("complaint"))) : Optional.empty();
    }

    private Answer mine(Ask ask) {
        return Answer.json(new All(complaints.ofBuyer(ask.person().account()).await()));
    }

    private Answer make(Ask ask) throws BadMessage {
        var in = ask.read(MakeComplaint.class);
        if (rates.take("complain " + ask.person().account(), MADE, 1).await() > 0) return Answer.refused(Why.TOO_FAST);
        var said = new Complaints.Said(in.booth(), in.room(), in.order(), in.kind(), in.momentMs() == null ? 0 : in.momentMs(), in.text(), in.papers());
        return switch (complaints.make(ask.person(), said, in.key()).await()) {
            case Result.Ok<ComplaintView>(var complaint) -> Answer.created(complaint);
            case Result.Refused<ComplaintView>(var why, var field) -> Answer.refused(why, field);
        };
    }

    private Answer find(Ask ask) {
        return id(ask).map(id -> Answer.of(complaints.find(ask.person(), id).await())).orElse(Answer.refused(Why.NOT_FOUND, "complaint"));
    }

    private Answer say(Ask ask) throws BadMessage {
        var in = ask.read(AddWord.class);
        if (rates.take("complaint-word " + ask.person().account(), SAID, 1).await() > 0) return Answer.refused(Why.TOO_FAST);
        return id(ask).map(id -> Answer.of(complaints.say(ask.person(), id, in.text(), in.papers(), in.key()).await())).orElse(Answer.refused(Why.NOT_FOUND, "complaint"));
    }

    private Answer accept(Ask ask) {
        return id(ask).map(id -> Answer.of(complaints.accept(ask.person(), id).await())).orElse(Answer.refused(Why.NOT_FOUND, "complaint"));
    }

    private Answer escalate(Ask ask) throws BadMessage {
        var in = ask.read(AddWord.class);
        return id(ask).map(id -> Answer.of(complaints.escalate(ask.person(), id, in.text(), in.key()).await())).orElse(Answer.refused(Why.NOT_FOUND, "complaint"));
    }

    private Answer decide(Ask ask) throws BadMessage {
        var in = ask.read(Decide.class);
        return id(ask).map(id -> Answer.of(complaints.decide(ask.person(), id, in.outcome(), in.text()).await())).orElse(Answer.refused(Why.NOT_FOUND, "complaint"));
    }

    private Answer ofBooth(Ask ask) {
        return Answer.json(new All(complaints.ofBooth(ask.booth()).await()));
    }

    private Answer open(Ask ask) {
        return Answer.json(new All(complaints.open().await()));
    }

    private Answer paper(Ask ask) {
        var id = id(ask);
        if (id.isEmpty() || complaints.find(ask.person(), id.get()).await() instanceof Result.Refused<ComplaintView>) return Answer.refused(Why.NOT_FOUND);
        return papers.find(ask.path("paper"), id.get().value(), ask.query("small").isPresent()).<Answer>map(bytes -> new Answer.File(bytes, "image/jpeg", null, OversightHttp.PRIVATE_PHOTO)).orElse(Answer.refused(Why.NOT_FOUND));
    }
}
