package vn.phien.shows;

import java.util.List;
import java.util.Optional;
import vn.phien.base.BadValue;
import vn.phien.base.BoothRole;
import vn.phien.base.Check;
import vn.phien.base.Id;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.ShowId;
import vn.phien.base.Why;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.ShowState;
import vn.phien.protocol.Views.OfferView;
import vn.phien.protocol.Views.ShowView;

/** Shows, their line-ups and a booth's blocked words over HTTP. */
public final class ShowsHttp {
    private final Shows shows;
    private final Drafts drafts;
    private final WordLists words;
    private final Chat chat;

    public ShowsHttp(Shows shows, Drafts drafts, WordLists words, Chat chat) {
        this.shows = shows;
        this.drafts = drafts;
        this.words = words;
        this.chat = chat;
    }

    public record ShowList(List<ShowView> shows) { }

    public record LineUp(List<OfferView> lineUp) { }

    /** Words that are not wanted in the booth's chat; they match without tones. */
    public record Words(List<String> words) {
        public Words {
            words = Check.list("words", words, 0, Limits.BLOCKED_WORDS).stream().map(word -> Check.text("words", word, BlockedWords.LONGEST).strip()).distinct().toList();
            new BlockedWords(words);
        }
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/shows", Access.ANYONE, "shows", "Shows on air and announced, or (state=live, scheduled or ended) those in one state.", ShowList.class, this::list),
            Route.get("/api/shows/{room}", Access.ANYONE, "shows", "One show; drafts for staff alone.", ShowView.class, this::find),
            Route.get("/api/booths/{booth}/shows", Access.ANYONE, "shows", "The shows of a booth, newest first; drafts for staff alone.", ShowList.class, this::ofBooth),
            Route.post("/api/booths/{booth}/shows", Access.BOOTH_STAFF, "shows", "Makes a draft.", ShowDraft.class, ShowView.class, this::create),
            Route.put("/api/booths/{booth}/shows/{room}", Access.BOOTH_STAFF, "shows", "Changes title, time, picture and cover.", ShowDraft.class, ShowView.class, this::edit),
            Route.delete("/api/booths/{booth}/shows/{room}", Access.BOOTH_STAFF, "shows", "Takes a show away that has not been on air; its goods go back to the shelf.", this::delete),
            Route.post("/api/booths/{booth}/shows/{room}/schedule", Access.BOOTH_STAFF, "shows", "Announces a draft.", Void.class, ShowView.class, this::schedule),
            Route.get("/api/booths/{booth}/shows/{room}/line-up", Access.BOOTH_MODERATOR, "shows", "The line-up as it stands.", LineUp.class, this::lineUp),
            Route.put("/api/booths/{booth}/shows/{room}/line-up", Access.BOOTH_STAFF, "shows", "Sets the line-up and moves the units it needs from or to the shelf, all or nothing.", LineUpDraft.class, LineUp.class, this::setLineUp),
            Route.get("/api/booths/{booth}/blocked-words", Access.BOOTH_MODERATOR, "shows", "The words that are not wanted in the booth's chat.", Words.class, this::words),
            Route.put("/api/booths/{booth}/blocked-words", Access.BOOTH_MODERATOR, "shows", "Sets the words that are not wanted in the booth's chat.", Words.class, Words.class, this::setWords));
    }

    private Answer list(Ask ask) {
        var states = switch (ask.query("state").orElse("")) {
            case "" -> List.of(ShowState.LIVE, ShowState.PAUSED, ShowState.SCHEDULED);
            case "live" -> List.of(ShowState.LIVE, ShowState.PAUSED);
            case "scheduled" -> List.of(ShowState.SCHEDULED);
            case "ended" -> List.of(ShowState.ENDED);
            case String _ -> throw new BadValue("state", Why.INVALID_VALUE);
        };
        return Answer.json(new ShowList(shows.list(states).await()));
    }

    private Answer find(Ask ask) {
        return room(ask).flatMap(room -> shows.find(ask.caller(), room).await()).map(Answer::json).orElse(Answer.refused(Why.NOT_FOUND));
    }

    private Answer ofBooth(Ask ask) {
        if (!Id.isSharded(vn.phien.base.BoothId.LETTER, ask.path("booth"))) return Answer.refused(Why.NOT_FOUND);
        var staff = ask.caller().worksIn(ask.booth(), BoothRole.MODERATOR) || ask.caller().is(Role.ORGANIZER);
        return Answer.json(new ShowList(shows.ofBooth(ask.booth(), staff).await()));
    }

    private Answer create(Ask ask) throws BadMessage {
        return switch (drafts.create(ask.booth(), ask.read(ShowDraft.class)).await()) {
            case Result.Ok<ShowView>(var show) -> Answer.created(show);
            case Result.Refused<ShowView>(var why, var field) -> Answer.refused(why, field);
        };
    }

    private Answer edit(Ask ask) throws BadMessage {
        var draft = ask.read(ShowDraft.class);
        var room = room(ask);
        return room.isEmpty() ? Answer.refused(Why.NOT_FOUND) : Answer.of(drafts.edit(ask.booth(), room.get(), draft).await());
    }

    private Answer delete(Ask ask) {
        var room = room(ask);
        if (room.isEmpty()) return Answer.refused(Why.NOT_FOUND);
        return drafts.delete(ask.booth(), room.get()).await() instanceof Result.Refused<Void>(var why, var field) ? Answer.refused(why, field) : Answer.empty();
    }

    private Answer schedule(Ask ask) {
        var room = room(ask);
        return room.isEmpty() ? Answer.refused(Why.NOT_FOUND) : Answer.of(drafts.schedule(ask.booth(), room.get(), ask.person().account()).await());
    }

    private Answer lineUp(Ask ask) {
        var room = room(ask);
        return room.isEmpty() ? Answer.refused(Why.NOT_FOUND) : Answer.of(drafts.lineUp(ask.booth(), room.get()).await().map(LineUp::new));
    }

    private Answer setLineUp(Ask ask) throws BadMessage {
        var draft = ask.read(LineUpDraft.class);
        var room = room(ask);
        if (room.isEmpty()) return Answer.refused(Why.NOT_FOUND);
        var result = drafts.setLineUp(ask.booth(), room.get(), draft, ask.person().account()).await();
        chat.forgetCodes(room.get());
        return Answer.of(result.map(LineUp::new));
    }

    private Answer words(Ask ask) {
        return Answer.json(new Words(words.list(ask.booth()).await()));
    }

    private Answer setWords(Ask ask) throws BadMessage {
        return Answer.json(new Words(words.set(ask.booth(), ask.read(Words.class).words()).await()));
    }

    private static Optional<PlaceId> room(Ask ask) {
        return Id.isSharded(ShowId.LETTER, ask.path("room")) ? Optional.of(new PlaceId(ask.path("room"))) : Optional.empty();
    }
}
