package vn.phien.analytics;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import io.vertx.core.Future;
import vn.phien.analytics.NightReport.Came;
import vn.phien.analytics.NightReport.Kept;
import vn.phien.base.BoothId;
import vn.phien.base.NightId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Province;
import vn.phien.markets.Nights;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.ShowView;
import vn.phien.protocol.Views.StandView;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** Reads what the report of a night is made of. For virtual threads. */
public final class NightReports {
    private static final Picture UNKNOWN = new Picture(null, "bamboo-basket", "red-river");
    private final Link link;
    private final Nights nights;
    private final Figures figures;
    private final Visits visits;
    private final Market market;
    private final InstantSource clock;

    /** What the rooms to the left know. @param shows of a booth, drafts left out */
    public record Market(Function<BoothId, Future<Optional<BoothView>>> booths, Function<BoothId, Future<Map<ProductId, ProductView>>> products, Function<BoothId, Future<List<ShowView>>> shows) { }

    public NightReports(Link link, Nights nights, Figures figures, Visits visits, Market market, InstantSource clock) {
        this.link = link;
        this.nights = nights;
        this.figures = figures;
        this.visits = visits;
        this.market = market;
        this.clock = clock;
    }

    /** The report of a night, which may still go on. */
    public Optional<NightReport> of(NightId night) {
        var view = nights.find(night).await();
        return view.map(found -> of(found, nights.stands(night).await()));
    }

    private NightReport of(NightView night, List<StandView> stands) {
        var span = figures.sittings().span(night.night()).await();
        var booths = stands.stream().map(StandView::booth).toList();
        var counted = figures.of(night.night(), booths).await();
        var came = came(night, booths);
        var codes = link.batch(booths.stream().map(booth -> Link.request(Command.ZRANGE, Keys.unknownCodes(night.night(), booth), 0, 49, "REV", "WITHSCORES")).toList()).await();
        var kept = new ArrayList<Kept>();
        for (int i = 0; i < stands.size(); i++) {
            var stand = stands.get(i);
            var view = market.booths.apply(stand.booth()).await();
            var shows = span.isEmpty() ? List.<ShowView>of() : market.shows.apply(stand.booth()).await().stream().filter(show -> wasOn(show, span.get())).toList();
            var rooms = shows.stream().map(ShowView::room).toList();
            kept.add(new Kept(stand.booth(), view.map(BoothView::name).orElse(stand.booth().value()), view.map(BoothView::province).orElse(""), stand.hall(), stand.place(), view.map(BoothView::picture).orElse(UNKNOWN),
                counted.get(i), came.booths.get(i), span.isEmpty() ? Map.of() : audience(rooms, span.get()), shows.size(), unanswered(rooms), Visits.asked(codes.get(i)), names(stand.booth())));
        }
        return NightReport.of(night, span.map(Sittings.Span::fromMs).orElse(null), span.map(Sittings.Span::untilMs).orElse(null), clock.millis(), kept, new Came(came.night, came.parts), visits.inVain(night.night()).await());
    }

    /** Whether a show was on air while the doors were open. */
    private static boolean wasOn(ShowView show, Sittings.Span span) {
        if (show.state().equals("scheduled") || show.state().equals("draft") || show.state().equals("rehearsal")) return false;
        return (span.untilMs() == null || show.startsMs() <= span.untilMs()) && (show.endedMs() == null || show.endedMs() >= span.fromMs());
    }

    private record Counted(int night, Map<String, Integer> parts, List<Integer> booths) { }

    private Counted came(NightView night, List<BoothId> booths) {
        var parts = new ArrayList<String>();
        parts.add("");
        night.halls().forEach(hall -> parts.add(hall.hall().value()));
        Province.all().forEach(province -> parts.add(province.code()));
        var asks = new ArrayList<Request>();
        for (var part : parts) asks.add(Link.request(Command.PFCOUNT, Keys.visits(night.night(), part)));
        for (var booth : booths) asks.add(Link.request(Command.PFCOUNT, Keys.visits(night.night(), booth)));
        var answers = link.batch(asks).await();
        var byPart = new HashMap<String, Integer>();
        for (int i = 1; i < parts.size(); i++) byPart.put(parts.get(i), answers.get(i).toInteger());
        return new Counted(answers.getFirst().toInteger(), byPart, answers.subList(parts.size(), answers.size()).stream().map(Response::toInteger).toList());
    }

    private Map<Long, Integer> audience(List<PlaceId> rooms, Sittings.Span span) {
        var most = new HashMap<Long, Integer>();
        if (rooms.isEmpty()) return most;
        for (var stream : link.batch(rooms.stream().map(room -> Link.request(Command.XRANGE, Keys.audience(room), "-", "+")).toList()).await()) {
            for (var entry : stream) {
                long at = 0;
                int viewers = 0;
                var pairs = entry.get(1);
                for (int i = 0; i + 1 < pairs.size(); i += 2) {
                    if (pairs.get(i).toString().equals("at")) at = pairs.get(i + 1).toLong();
                    else viewers = pairs.get(i + 1).toInteger();
                }
                if (span.holds(at)) most.merge(at / NightReport.SAMPLE_MS * NightReport.SAMPLE_MS, viewers, Math::max);
            }
        }
        return most;
    }

    private int unanswered(List<PlaceId> rooms) {
        if (rooms.isEmpty()) return 0;
        return link.batch(rooms.stream().map(room -> Link.request(Command.HGET, Keys.tally(room), "unanswered")).toList()).await().stream().mapToInt(n -> n == null ? 0 : n.toInteger()).sum();
    }

    private Map<ProductId, String> names(BoothId booth) {
        var names = new HashMap<ProductId, String>();
        market.products.apply(booth).await().forEach((product, view) -> names.put(product, view.name()));
        return names;
    }
}
