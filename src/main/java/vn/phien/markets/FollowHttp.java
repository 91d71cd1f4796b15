package vn.phien.markets;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.phien.base.BoothId;
import vn.phien.base.Id;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.http.Words;
import vn.phien.markets.Follows.Follow;
import vn.phien.markets.MarketRequests.ReadNotices;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.ShowView;

/** What people follow, what there is to know for them, and calendars, over HTTP. */
public final class FollowHttp {
    private static final int NIGHTS = 60;
    /** How long a show is taken to last whose end is not known. */
    private static final long SHOW_MS = 2 * 3_600_000;
    private final Follows follows;
    private final Notices notices;
    private final Markets markets;
    private final Nights nights;
    private final Function<BoothId, Future<Optional<BoothView>>> booths;
    private final Function<BoothId, Future<List<ShowView>>> shows;
    private final InstantSource clock;

    public record Following(List<Follow> follows) { }

    /** @param shows the announced shows of a booth */
    public FollowHttp(Follows follows, Notices notices, Markets markets, Nights nights, Function<BoothId, Future<Optional<BoothView>>> booths, Function<BoothId, Future<List<ShowView>>> shows, InstantSource clock) {
        this.follows = follows;
        this.notices = notices;
        this.markets = markets;
        this.nights = nights;
        this.booths = booths;
        this.shows = shows;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/me/follows", Access.SIGNED_IN, "Following", "The markets, nights and booths that one follows.", Following.class, this::list),
            Route.put("/api/me/follows/{thing}", Access.SIGNED_IN, "Following", "Follows a market, a night or a booth: one is told before it opens.", Void.class, Void.class, this::follow),
            Route.delete("/api/me/follows/{thing}", Access.SIGNED_IN, "Following", "Follows it no more.", this::unfollow),
            Route.get("/api/me/notices", Access.SIGNED_IN, "Following", "What there is to know, the newest first.", Notices.Board.class, this::notices),
            Route.post("/api/me/notices/read", Access.SIGNED_IN, "Following", "Marks notices as read; none named: all.", ReadNotices.class, Notices.Board.class, this::read),
            Route.get("/api/markets/{market}/calendar.ics", Access.ANYONE, "Calendars", "The nights of a market as a calendar to subscribe to.", byte[].class, this::marketCalendar),
            Route.get("/api/nights/{night}/calendar.ics", Access.ANYONE, "Calendars", "One night as a calendar entry.", byte[].class, this::nightCalendar),
            Route.get("/api/booths/{booth}/calendar.ics", Access.ANYONE, "Calendars", "The shows of a booth as a calendar to subscribe to.", byte[].class, this::boothCalendar));
    }

    // ── following ─────────────────────────────────────────────────────────────────────────────────────────────────

    private Answer list(Ask ask) {
        return Answer.json(new Following(follows.of(ask.person().account()).await()));
    }

    private Answer follow(Ask ask) {
        var thing = Follows.thing(ask.path("thing"));
        if (thing.isEmpty()) return Answer.refused(Why.NOT_FOUND);
        return follows.follow(ask.person().account(), thing.get()).await() instanceof Result.Refused<Void>(var why, var field) ? Answer.refused(why, field) : Answer.empty();
    }

    private Answer unfollow(Ask ask) {
        var thing = Follows.thing(ask.path("thing"));
        if (thing.isEmpty()) return Answer.refused(Why.NOT_FOUND);
        follows.unfollow(ask.person().account(), thing.get()).await();
        return Answer.empty();
    }

    private Answer notices(Ask ask) {
        return Answer.json(notices.of(ask.person().account()).await());
    }

    private Answer read(Ask ask) throws BadMessage {
        return Answer.json(notices.read(ask.person().account(), ask.read(ReadNotices.class).notices()).await());
    }

    // ── calendars ─────────────────────────────────────────────────────────────────────────────────────────────────

    private Answer marketCalendar(Ask ask) {
        var market = MarketHttp.market(ask).flatMap(id -> markets.find(id).await()).filter(found -> !found.draft().rehearsal());
        if (market.isEmpty()) return Answer.refused(Why.NOT_FOUND);
        var events = nights.ofMarket(market.get().market(), NIGHTS).await().reversed().stream().map(night -> event(ask, market.get(), night)).toList();
        return calendar(market.get().draft().name(), events, "phien-" + market.get().market() + ".ics");
    }

    private Answer nightCalendar(Ask ask) {
        var night = MarketHttp.night(ask).flatMap(id -> nights.read(id).await()).filter(found -> !found.rehearsal());
        if (night.isEmpty()) return Answer.refused(Why.NOT_FOUND);
        return calendar(night.get().name(), List.of(event(ask, markets.find(night.get().market()).await().orElseThrow(), night.get())), "phien-" + night.get().night() + ".ics");
    }

    private Ics.Event event(Ask ask, Markets.Desk market, NightRecord night) {
        var halls = String.join(", ", night.halls().stream().map(hall -> hall.name()).toList());
        var words = new ArrayList<String>();
        if (night.cancelled() != null) words.add(Words.say(ask.language(), "market.cancelled") + ": " + night.cancelled());
        if (!market.draft().about().isBlank()) words.add(market.draft().about());
        if (!halls.isEmpty()) words.add(halls);
        return new Ics.Event(night.night() + "@phien", night.name(), String.join("\n", words), ask.origin() + "/night/" + night.night(), night.times().opensMs(), night.times().closesMs(), clock.millis(), night.rev(),
            night.cancelled() != null, night.state().equals("draft"), true);
    }

    private Answer boothCalendar(Ask ask) {
        var booth = Id.isSharded(BoothId.LETTER, ask.path("booth")) ? booths.apply(ask.booth()).await() : Optional.<BoothView>empty();
        if (booth.isEmpty()) return Answer.refused(Why.NOT_FOUND);
        var events = shows.apply(ask.booth()).await().stream().map(show -> new Ics.Event(show.room() + "@phien", show.title() + " · " + booth.get().name(), "", ask.origin() + "/live/" + show.room(), show.startsMs(),
            show.endedMs() == null ? show.startsMs() + SHOW_MS : Math.max(show.endedMs(), show.startsMs() + 60_000), clock.millis(), 0, false, false, show.endedMs() == null)).toList();
        return calendar(booth.get().name(), events, "phien-" + ask.booth() + ".ics");
    }

    private static Answer calendar(String name, List<Ics.Event> events, String file) {
        return new Answer.File(Ics.of(name, events), "text/calendar; charset=utf-8", file, Map.of("cache-control", "public, max-age=300"));
    }
}
