package vn.phien.shows;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.NightId;
import vn.phien.base.Province;
import vn.phien.base.Why;
import vn.phien.catalogue.OcopGroup;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.markets.Nights;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Briefly;

/** The street of tonight and the search over HTTP. */
public final class LobbyHttp {
    /** The same for everybody: whoever stands between may keep it as long as it is true. */
    private static final Map<String, String> FOR_ALL = Map.of("cache-control", "public, max-age=1");
    private static final int MOST = 60;
    private static final Set<String> ANNOUNCED = Set.of("published", "open", "closed");
    private final Nights nights;
    private final Lanterns lanterns;
    private final MarketSearch search;
    private final Briefly<Optional<NightId>, Optional<byte[]>> written;

    public LobbyHttp(Nights nights, Lanterns lanterns, MarketSearch search) {
        this.nights = nights;
        this.lanterns = lanterns;
        this.search = search;
        // read and written once a second, however many come in
        this.written = new Briefly<>(Duration.ofSeconds(1), this::write);
    }

    /**
     * The street of one night, and the other nights that are on or announced.
     *
     * @param street null where no night is on or announced
     */
    public record Lobby(@Maybe Lanterns.StreetView street, List<NightView> others) { }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/lobby", Access.ANYONE, "lobby", "The street of the night that is on or comes next: halls, booths, and what is on air.", Lobby.class, this::lobby).with("night", "another night"),
            Route.get("/api/search", Access.ANYONE, "lobby", "Finds booths, goods and halls by words, with or without tones.", MarketSearch.Found.class, this::search)
                .with("q", "words, each of which must be found").with("province", "a province's code, or its name, the one of today or an old one").with("group", "code of a product group")
                .with("stars", "at least so many").with("live", "1 for what is on air now").with("count", "at most so many of each, 24 when absent")
                .with("settled", "1 when the person has done typing: what is not found then is told to the organizers"));
    }

    /** A night that everybody may know of. */
    public static Function<NightId, Future<Optional<NightView>>> announced(Nights nights) {
        return night -> nights.find(night).map(found -> found.filter(view -> ANNOUNCED.contains(view.state()) && !view.rehearsal()));
    }

    private Answer lobby(Ask ask) {
        var asked = ask.query("night").filter(night -> !night.isEmpty()).map(NightId::new);
        return written.get(asked).await().<Answer>map(bytes -> new Answer.File(bytes, "application/json", null, FOR_ALL)).orElse(Answer.refused(Why.NOT_FOUND, "night"));
    }

    private Future<Optional<byte[]>> write(Optional<NightId> asked) {
        var night = asked.isPresent() ? Future.succeededFuture(asked) : nights.tonight().map(found -> found.map(NightView::night));
        return night.compose(wanted -> (wanted.isEmpty() ? Future.succeededFuture(Optional.<Lanterns.StreetView>empty()) : lanterns.street(wanted.get())).compose(street -> {
            if (asked.isPresent() && street.isEmpty()) return Future.succeededFuture(Optional.empty());
            return nights.list("open", "published").map(all -> Optional.of(Wire.bytes(new Lobby(street.orElse(null), all.stream().filter(other -> wanted.isEmpty() || !other.night().equals(wanted.get())).toList()))));
        }));
    }

    private Answer search(Ask ask) {
        var words = Check.optional("q", ask.query("q").orElse(""), Limits.NAME);
        var province = ask.query("province").filter(text -> !text.isBlank()).map(text -> Province.byCode(text).or(() -> Province.find(text)).orElseThrow(() -> new BadValue("province", Why.INVALID_VALUE)).code());
        var group = ask.query("group").filter(code -> !code.isEmpty());
        if (group.isPresent() && OcopGroup.of(group.get()).isEmpty()) throw new BadValue("group", Why.INVALID_VALUE);
        return Answer.json(search.search(new MarketSearch.Asked(words, province.orElse(null), group.orElse(null), ask.number("stars", 0, 0, 5), ask.number("live", 0, 0, 1) == 1, ask.number("settled", 0, 0, 1) == 1),
            ask.number("count", 24, 1, MOST)).await());
    }
}
