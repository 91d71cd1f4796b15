package vn.phien.markets;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vn.phien.base.BadValue;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.HallId;
import vn.phien.base.Id;
import vn.phien.base.MarketId;
import vn.phien.base.NightId;
import vn.phien.base.Result;
import vn.phien.base.Role;
import vn.phien.base.Why;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.markets.MarketRequests.CancelNight;
import vn.phien.markets.MarketRequests.CopyNight;
import vn.phien.markets.MarketRequests.Decide;
import vn.phien.markets.MarketRequests.EditMarket;
import vn.phien.markets.MarketRequests.HoldNight;
import vn.phien.markets.MarketRequests.MoveNight;
import vn.phien.markets.MarketRequests.OpenMarket;
import vn.phien.markets.MarketRequests.PlaceBooth;
import vn.phien.markets.MarketRequests.PlaceByRule;
import vn.phien.markets.MarketRequests.RetimeNight;
import vn.phien.markets.MarketRequests.SetHalls;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.MarketView;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Views.SpotlightView;

/** Markets and their nights over HTTP: the programme for everybody, the desk for organizers. */
public final class MarketHttp {
    private static final int PUBLIC_NIGHTS = 30, DESK_NIGHTS = 60;
    private final Markets markets;
    private final Nights nights;
    private final NightDesk desk;
    private final Applications applications;
    private final Spotlight spotlight;
    private final Function<BoothId, Future<Optional<BoothView>>> booths;

    /** A market with its nights, the coming ones first by opening, then the closed ones, latest first. */
    public record MarketPage(MarketView market, List<NightView> nights) { }

    public record MarketPages(List<MarketPage> markets) { }

    public record NightList(List<NightView> nights) { }

    /** A booth and its place. */
    public record Placed(BoothView booth, HallId hall, int place) { }

    /** The programme of a night; its booths once it is published. */
    public record Programme(NightView night, MarketView market, List<Placed> booths, SpotlightView spotlight, int spotlightMinutes) { }

    /** A market as its organizers have it. @param nights the latest first */
    public record MarketDesk(MarketId market, MarketDraft draft, int rev, List<NightLine> nights) { }

    /** A night in the list of a market's desk. @param waiting applications that wait for the organizer */
    public record NightLine(NightView night, boolean held, int waiting, int approved, int placed) { }

    public record MarketDesks(List<MarketDesk> markets) { }

    public MarketHttp(Markets markets, Nights nights, NightDesk desk, Applications applications, Spotlight spotlight, Function<BoothId, Future<Optional<BoothView>>> booths) {
        this.markets = markets;
        this.nights = nights;
        this.desk = desk;
        this.applications = applications;
        this.spotlight = spotlight;
        this.booths = booths;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/markets", Access.ANYONE, "Markets", "All night markets with their coming nights.", MarketPages.class, this::list),
            Route.get("/api/markets/{market}", Access.ANYONE, "Markets", "A night market with its nights.", MarketPage.class, this::find),
            Route.get("/api/nights", Access.ANYONE, "Markets", "Nights in one state (state=applications, published, open or closed), else all that are not over.", NightList.class, this::nights).with("state", "one state"),
            Route.get("/api/nights/{night}", Access.ANYONE, "Markets", "The programme of a night: when, which halls, who stands where, who has the main stage.", Programme.class, this::programme),
            Route.get("/api/nights/{night}/spotlight", Access.ANYONE, "Markets", "Who has the main stage, until when, and who comes next.", SpotlightView.class, this::spotlight),
            Route.get("/api/organizer/markets", Access.ORGANIZER, "Market desk", "All markets as their organizers have them.", MarketDesks.class, this::desks),
            Route.post("/api/markets", Access.ORGANIZER, "Market desk", "Opens a market.", OpenMarket.class, MarketDesk.class, this::open),
            Route.get("/api/markets/{market}/desk", Access.ORGANIZER, "Market desk", "A market as its organizers have it.", MarketDesk.class, this::marketDesk),
            Route.put("/api/markets/{market}", Access.ORGANIZER, "Market desk", "Changes a market; nights that nobody depends on follow its rule.", EditMarket.class, MarketDesk.class, this::edit),
            Route.get("/api/nights/{night}/desk", Access.ORGANIZER, "Market desk", "A night as its organizers have it, with applications and plan.", NightDesk.Desk.class, this::nightDesk),
            Route.put("/api/nights/{night}", Access.ORGANIZER, "Market desk", "Gives a night its own name and times.", RetimeNight.class, NightDesk.Desk.class, this::retime),
            Route.post("/api/nights/{night}/move", Access.ORGANIZER, "Market desk", "Moves a night one step forward.", MoveNight.class, NightDesk.Desk.class, this::move),
            Route.post("/api/nights/{night}/hold", Access.ORGANIZER, "Market desk", "Keeps the clock from moving a night, or lets it go on.", HoldNight.class, NightDesk.Desk.class, this::hold),
            Route.post("/api/nights/{night}/cancel", Access.ORGANIZER, "Market desk", "Calls a night off.", CancelNight.class, NightDesk.Desk.class, this::cancel),
            Route.put("/api/nights/{night}/halls", Access.ORGANIZER, "Market desk", "Sets the halls of a night.", SetHalls.class, NightDesk.Desk.class, this::setHalls),
            Route.post("/api/nights/{night}/copy", Access.ORGANIZER, "Market desk", "Copies halls and, where asked, booths from an earlier night.", CopyNight.class, NightDesk.Desk.class, this::copy),
            Route.post("/api/nights/{night}/stands", Access.ORGANIZER, "Market desk", "Puts a booth on a place, changes places with who stands there, or takes its place away.", PlaceBooth.class, NightDesk.Desk.class, this::place),
            Route.post("/api/nights/{night}/stands/by-rule", Access.ORGANIZER, "Market desk", "Gives every approved booth without a place one by rule.", PlaceByRule.class, NightDesk.Desk.class, this::placeByRule),
            Route.post("/api/nights/{night}/applications/{applicant}", Access.ORGANIZER, "Market desk", "Approves an application, asks for changes or refuses it.", Decide.class, NightDesk.Desk.class, this::decide));
    }

    // ── for everybody ─────────────────────────────────────────────────────────────────────────────────────────────

    private Answer list(Ask ask) {
        var open = nights.list("draft", "applications", "published", "open").await();
        return Answer.json(new MarketPages(markets.listed().await().stream().filter(market -> !market.draft().rehearsal())
            .map(market -> new MarketPage(market.view(), open.stream().filter(night -> night.market().equals(market.market())).limit(PUBLIC_NIGHTS).toList()))
            .filter(page -> page.market().running() || !page.nights().isEmpty()).toList()));
    }

    private Answer find(Ask ask) {
        var market = market(ask).flatMap(id -> markets.find(id).await()).filter(found -> !found.draft().rehearsal() || ask.caller().is(Role.ORGANIZER));
        if (market.isEmpty()) return Answer.refused(Why.NOT_FOUND);
        var all = nights.ofMarket(market.get().market(), DESK_NIGHTS).await();
        var coming = all.stream().filter(night -> !night.isOver()).map(NightRecord::view).toList().reversed().stream();
        return Answer.json(new MarketPage(market.get().view(), java.util.stream.Stream.concat(coming, all.stream().filter(NightRecord::isOver).map(NightRecord::view)).limit(PUBLIC_NIGHTS).toList()));
    }

    private Answer nights(Ask ask) {
        var state = ask.query("state").orElse("");
        if (!List.of("", "applications", "published", "open", "closed").contains(state)) throw new BadValue("state", Why.INVALID_VALUE);
        var found = state.isEmpty() ? nights.list("draft", "applications", "published", "open").await() : nights.list(state).await();
        return Answer.json(new NightList(state.equals("closed") ? found.reversed().stream().limit(PUBLIC_NIGHTS).toList() : found));
    }

    private Answer programme(Ask ask) {
        var night = night(ask).flatMap(id -> nights.find(id).await()).filter(found -> !found.rehearsal() || mayRehearse(ask.caller(), found));
        if (night.isEmpty()) return Answer.refused(Why.NOT_FOUND);
        var market = markets.find(night.get().market()).await().orElseThrow();
        var out = List.of("published", "open", "closed").contains(night.get().state());
        var placed = out ? each(nights.stands(night.get().night()).await(), stand -> booths.apply(stand.booth()).map(found -> found.map(booth -> new Placed(booth, stand.hall(), stand.place())))).stream().flatMap(Optional::stream).toList() : List.<Placed>of();
        return Answer.json(new Programme(night.get(), market.view(), placed, spotlight.now(night.get().night()).await(), market.draft().clock().spotlightMinutes()));
    }

    /** Asks for all at once and waits for the last. */
    static <T, R> List<R> each(List<T> things, Function<T, Future<R>> ask) {
        if (things.isEmpty()) return List.of();
        var asked = things.stream().map(ask).toList();
        Future.all(asked).await();
        return asked.stream().map(Future::result).toList();
    }

    /** A rehearsal is for organizers and for those who take part. */
    private boolean mayRehearse(Caller caller, NightView night) {
        return caller.is(Role.ORGANIZER) || caller instanceof Caller.Person person && nights.stands(night.night()).await().stream().anyMatch(stand -> person.booths().containsKey(stand.booth()));
    }

    private Answer spotlight(Ask ask) {
        var night = night(ask).flatMap(id -> nights.find(id).await()).filter(found -> !found.rehearsal() || mayRehearse(ask.caller(), found));
        return night.isEmpty() ? Answer.refused(Why.NOT_FOUND) : Answer.json(spotlight.now(night.get().night()).await());
    }

    // ── for organizers ────────────────────────────────────────────────────────────────────────────────────────────

    private Answer desks(Ask ask) {
        return Answer.json(new MarketDesks(markets.all().await().stream().map(this::shown).toList()));
    }

    private MarketDesk shown(Markets.Desk market) {
        var lines = each(nights.ofMarket(market.market(), DESK_NIGHTS).await(), night -> applications.of(night.night()).map(all ->
            new NightLine(night.view(), night.held(), count(all, "waiting"), count(all, "approved"), (int) all.stream().filter(one -> one.stand() != null).count())));
        return new MarketDesk(market.market(), market.draft(), market.rev(), lines);
    }

    private static int count(List<Applications.Application> all, String state) {
        return (int) all.stream().filter(one -> one.state().equals(state)).count();
    }

    private Answer open(Ask ask) throws BadMessage {
        var request = ask.read(OpenMarket.class);
        return switch (markets.open(ask.person(), request.key(), request.market()).await()) {
            case Result.Ok<Markets.Desk>(var market) -> Answer.created(shown(market));
            case Result.Refused<Markets.Desk>(var why, var field) -> Answer.refused(why, field);
        };
    }

    private Answer marketDesk(Ask ask) {
        return market(ask).flatMap(id -> markets.find(id).await()).map(market -> Answer.json(shown(market))).orElse(Answer.refused(Why.NOT_FOUND));
    }

    private Answer edit(Ask ask) throws BadMessage {
        var request = ask.read(EditMarket.class);
        var market = market(ask);
        return market.isEmpty() ? Answer.refused(Why.NOT_FOUND) : Answer.of(markets.edit(ask.person(), market.get(), request.rev(), request.market()).await().map(this::shown));
    }

    private Answer nightDesk(Ask ask) {
        return night(ask).flatMap(id -> desk.find(id).await()).map(Answer::json).orElse(Answer.refused(Why.NOT_FOUND));
    }

    private Answer retime(Ask ask) throws BadMessage {
        var request = ask.read(RetimeNight.class);
        return on(ask, night -> desk.retime(ask.person(), night, request.rev(), request.name(), request.times()));
    }

    private Answer move(Ask ask) throws BadMessage {
        var request = ask.read(MoveNight.class);
        return on(ask, night -> desk.move(ask.person(), night, request.from(), request.to()));
    }

    private Answer hold(Ask ask) throws BadMessage {
        var request = ask.read(HoldNight.class);
        return on(ask, night -> desk.hold(ask.person(), night, request.held(), request.why()));
    }

    private Answer cancel(Ask ask) throws BadMessage {
        var request = ask.read(CancelNight.class);
        return on(ask, night -> desk.cancel(ask.person(), night, request.why()));
    }

    private Answer setHalls(Ask ask) throws BadMessage {
        var request = ask.read(SetHalls.class);
        return on(ask, night -> desk.setHalls(ask.person(), night, request.rev(), request.halls()));
    }

    private Answer copy(Ask ask) throws BadMessage {
        var request = ask.read(CopyNight.class);
        return on(ask, night -> desk.copy(ask.person(), night, request.from(), request.rev(), request.regulars(), request.key()));
    }

    private Answer place(Ask ask) throws BadMessage {
        var request = ask.read(PlaceBooth.class);
        return on(ask, night -> desk.place(ask.person(), night, request.rev(), new NightScripts.Move(request.booth(), request.hall(), request.hall() == null ? 0 : request.place())));
    }

    private Answer placeByRule(Ask ask) throws BadMessage {
        var request = ask.read(PlaceByRule.class);
        return on(ask, night -> desk.placeByRule(ask.person(), night, request.rev()));
    }

    private Answer decide(Ask ask) throws BadMessage {
        var request = ask.read(Decide.class);
        if (!Id.isSharded(BoothId.LETTER, ask.path("applicant"))) return Answer.refused(Why.NOT_FOUND);
        var booth = new BoothId(ask.path("applicant"));
        return on(ask, night -> applications.decide(ask.person(), night, booth, request.rev(), request.to(), request.why()).compose(decided -> switch (decided) {
            case Result.Refused<Applications.Application>(var why, var field) -> Future.succeededFuture(Result.<NightDesk.Desk>refused(why, field));
            case Result.Ok<Applications.Application> _ -> desk.find(night).map(found -> Result.ok(found.orElseThrow()));
        }));
    }

    private static Answer on(Ask ask, Function<NightId, Future<Result<NightDesk.Desk>>> work) {
        return night(ask).map(night -> Answer.of(work.apply(night).await())).orElse(Answer.refused(Why.NOT_FOUND));
    }

    static Optional<MarketId> market(Ask ask) {
        return Id.isSharded(MarketId.LETTER, ask.path("market")) ? Optional.of(new MarketId(ask.path("market"))) : Optional.empty();
    }

    static Optional<NightId> night(Ask ask) {
        return Id.isSharded(NightId.LETTER, ask.path("night")) ? Optional.of(new NightId(ask.path("night"))) : Optional.empty();
    }
}
