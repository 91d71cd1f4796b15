package vn.phien.markets;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.NightId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Shard;
import vn.phien.base.Why;
import vn.phien.facts.Fact;
import vn.phien.markets.Applications.Application;
import vn.phien.markets.NightScripts.Move;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.MarketView;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.SpotlightView;
import vn.phien.protocol.Views.StandView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** What organizers do to a night: its clock, its halls, and who stands where. */
public final class NightDesk {
    private static final Logger LOG = LoggerFactory.getLogger(NightDesk.class);
    private static final int EARLIER = 5;
    private final Link link;
    private final NightScripts scripts;
    private final Nights nights;
    private final Markets markets;
    private final Applications applications;
    private final Spotlight spotlight;
    private final Function<BoothId, Future<Optional<BoothView>>> booths;
    private final Function<BoothId, Future<Map<ProductId, ProductView>>> products;
    private final Consumer<Shard> ring;

    /** What was done to the night: "applications", "published", "open", "closed", "held", "released", "cancelled", "retimed", "halls" or "copied"; {@code name} is empty when it was the clock. */
    public record NightChange(long atMs, String what, @Maybe String by, @Maybe String name, @Maybe String why) {
        private NightChange shown(Map<AccountId, String> names) {
            return new NightChange(atMs, what, null, Applications.nameOf(by, names), why);
        }
    }

    /** An application with the booth and the products it names. */
    public record Applied(Application application, BoothView booth, List<ProductView> products) { }

    /** An earlier night of the market, from which halls and booths can be copied. */
    public record Earlier(NightId night, String name, int halls, int booths) { }

    /**
     * A night as its organizers have it.
     *
     * @param rev    grows with every change of the night and of its plan
     * @param held   whether the clock must not move it
     * @param onRule whether the market's rule has this night, or it was given its times by hand
     */
    public record Desk(NightView night, NightTimes times, int rev, boolean held, boolean onRule, MarketView market, String asks, List<NightChange> changes, List<Applied> applications, List<StandView> stands,
                       SpotlightView spotlight, int spotlightMinutes, List<Earlier> earlier) { }

    public NightDesk(Link link, Nights nights, Markets markets, Applications applications, Spotlight spotlight, Function<BoothId, Future<Optional<BoothView>>> booths,
                     Function<BoothId, Future<Map<ProductId, ProductView>>> products, Consumer<Shard> ring) {
        this.link = link;
        this.scripts = new NightScripts(link);
        this.nights = nights;
        this.markets = markets;
        this.applications = applications;
        this.spotlight = spotlight;
        this.booths = booths;
        this.products = products;
        this.ring = ring;
    }

    // ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────

    public Future<Optional<Desk>> find(NightId night) {
        return nights.read(night).compose(found -> found.isEmpty() ? Future.succeededFuture(Optional.empty()) : read(found.get()).map(Optional::of));
    }

    private Future<Desk> read(NightRecord night) {
        nights.forget(night.night());
        return Future.all(List.of(markets.find(night.market()), changes(night.night()), applications.of(night.night()).compose(this::applied), nights.stands(night.night()),
            spotlight.now(night.night()), earlier(night))).map(read -> {
            var market = read.<Optional<Markets.Desk>>resultAt(0).orElseThrow();
            return new Desk(night.view(), night.times(), night.rev(), night.held(), night.own() || Markets.isOnRule(market, night), market.view(), market.draft().asks(), read.resultAt(1), read.resultAt(2), read.resultAt(3),
                read.resultAt(4), market.draft().clock().spotlightMinutes(), read.resultAt(5));
        });
    }

    /** The latest first. */
    private Future<List<NightChange>> changes(NightId night) {
        return link.send(Command.LRANGE, Keys.nightChanges(night), 0, -1).compose(kept -> {
            var all = new ArrayList<NightChange>();
            for (var json : kept) all.add(Wire.trusted(json.toString(), NightChange.class));
            return applications.names(all.stream().map(NightChange::by).toList()).map(names -> all.reversed().stream().map(change -> change.shown(names)).toList());
        });
    }

    private Future<List<Applied>> applied(List<Application> all) {
        if (all.isEmpty()) return Future.succeededFuture(List.of());
        var read = all.stream().map(one -> Future.all(booths.apply(one.booth()), products.apply(one.booth())).map(both -> {
            Map<ProductId, ProductView> goods = both.resultAt(1);
            return both.<Optional<BoothView>>resultAt(0).map(booth -> new Applied(one, booth, one.form().products().stream().map(goods::get).filter(product -> product != null).toList()));
        })).toList();
        return Future.all(read).map(done -> read.stream().map(Future::result).flatMap(Optional::stream).toList());
    }

    private Future<List<Earlier>> earlier(NightRecord night) {
        return nights.ofMarket(night.market(), 60).compose(all -> {
            var before = all.stream().filter(one -> one.times().opensMs() < night.times().opensMs() && !one.halls().isEmpty()).limit(EARLIER).toList();
            if (before.isEmpty()) return Future.succeededFuture(List.of());
            return link.batch(before.stream().map(one -> Link.request(Command.HLEN, Keys.stands(one.night()))).toList()).map(counts -> {
                var earlier = new ArrayList<Earlier>();
                for (int i = 0; i < before.size(); i++) earlier.add(new Earlier(before.get(i).night(), before.get(i).name(), before.get(i).halls().size(), counts.get(i).toInteger()));
                return List.copyOf(earlier);
            });
        });
    }

    // ── the clock ─────────────────────────────────────────────────────────────────────────────────────────────────

    /** One step forward by hand. Refused: {@code CHANGED_MEANWHILE} when it is no longer in {@code from}. */
    public Future<Result<Desk>> move(Caller.Person organizer, NightId night, String from, String to) {
        return then(night, scripts.moveNight(night, from, to, organizer));
    }

    /** Keeps the clock from moving the night, or lets it go on. */
    public Future<Result<Desk>> hold(Caller.Person organizer, NightId night, boolean held, String why) {
        return then(night, scripts.holdNight(night, held, why, organizer));
    }

    /** Calls the night off, with a reason for everybody. */
    public Future<Result<Desk>> cancel(Caller.Person organizer, NightId night, String why) {
        return then(night, scripts.cancelNight(night, why, organizer));
    }

    public Future<Result<Desk>> retime(Caller.Person organizer, NightId night, int rev, String name, NightTimes times) {
        return known(night, record -> scripts.retimeNight(night, record.market(), rev, name, times, organizer));
    }

    // ── the plan ──────────────────────────────────────────────────────────────────────────────────────────────────

    public Future<Result<Desk>> setHalls(Caller.Person organizer, NightId night, int rev, List<HallDraft> halls) {
        return known(night, record -> scripts.setHalls(night, rev, Markets.named(record.market(), halls).stream().map(HallDraft::view).toList(), organizer));
    }

    /** Puts a booth on a place, or takes its place away; who stands there already changes places with it. */
    public Future<Result<Desk>> place(Caller.Person organizer, NightId night, int rev, Move move) {
        return known(night, record -> nights.stands(night).compose(stands -> {
            var moves = new ArrayList<>(List.of(move));
            var before = stands.stream().filter(stand -> stand.booth().equals(move.booth())).findFirst();
            var there = stands.stream().filter(stand -> stand.hall().equals(move.hall()) && stand.place() == move.place() && !stand.booth().equals(move.booth())).findFirst();
            // without a place of its own it has nothing to give in exchange: who stands there goes back to those who wait
            there.ifPresent(other -> moves.add(before.map(own -> new Move(other.booth(), own.hall(), own.place())).orElse(new Move(other.booth(), null, 0))));
            return scripts.placeStands(night, rev, moves, organizer.account().value(), "hand");
        }));
    }

    /** Gives every approved booth without a place one by rule. */
    public Future<Result<Desk>> placeByRule(Caller.Person organizer, NightId night, int rev) {
        return known(night, record -> byRule(record, rev, organizer.account().value()));
    }

    private Future<Result<Integer>> byRule(NightRecord night, int rev, String by) {
        return Future.all(applications.of(night.night()).compose(this::applied), nights.stands(night.night())).compose(read -> {
            List<StandView> stands = read.resultAt(1);
            Set<BoothId> placed = stands.stream().map(StandView::booth).collect(Collectors.toCollection(HashSet::new));
            var waiting = read.<List<Applied>>resultAt(0).stream().filter(one -> one.application().state().equals("approved") && !placed.contains(one.application().booth()))
                .map(one -> new Placing.Waiting(one.application().booth(), one.booth().province(), one.products().stream().map(ProductView::group).collect(Collectors.toSet()), one.application().form().wish(), one.application().madeMs())).toList();
            var given = Placing.place(night.halls(), stands, waiting);
            if (given.isEmpty()) return Future.succeededFuture(rev == night.rev() ? Result.ok(rev) : Result.refused(Why.CHANGED_MEANWHILE));
            return scripts.placeStands(night.night(), rev, given.stream().map(stand -> new Move(stand.booth(), stand.hall(), stand.place())).toList(), by, "rule");
        });
    }

    /** When a programme is published and its market says so, booths that have no place get one by rule. Repeatable, as folds are. */
    public Future<Void> fold(Fact fact) {
        if (!fact.type().equals("night-published")) return Future.succeededFuture();
        var night = new NightId(fact.text("night"));
        nights.forget(night);
        return nights.read(night).compose(found -> found.isEmpty() || found.get().isOver() ? Future.succeededFuture() : markets.find(found.get().market()).compose(market ->
            market.isEmpty() || !market.get().draft().clock().placing().equals("rule") ? Future.succeededFuture() : byRule(found.get(), found.get().rev(), "").compose(placed -> {
                nights.forget(night);
                // an organizer was quicker: look again at what there is now
                if (placed instanceof Result.Refused<Integer>(var why, var _) && why == Why.CHANGED_MEANWHILE) return Future.failedFuture("changed meanwhile");
                if (placed instanceof Result.Refused<Integer>(var why, var _)) LOG.warn("placing of {}: {}", night, why.code());
                return Future.succeededFuture();
            }))).mapEmpty();
    }

    /** Copies the halls of another night of the market, and its booths to where they stood, where asked. {@code from} null: the night before. */
    public Future<Result<Desk>> copy(Caller.Person organizer, NightId night, NightId from, int rev, boolean regulars, String key) {
        return known(night, record -> earlier(record).compose(earlier -> {
            // the latest comes first
            var source = earlier.stream().map(Earlier::night).filter(one -> from == null || one.equals(from)).findFirst();
            return source.isEmpty() ? Future.succeededFuture(Result.<Integer>refused(Why.NOT_FOUND, "from")) : scripts.copyNight(night, source.get(), rev, regulars, key, organizer);
        }));
    }

    private Future<Result<Desk>> known(NightId night, Function<NightRecord, Future<Result<Integer>>> work) {
        nights.forget(night);
        return nights.read(night).compose(found -> found.isEmpty() ? Future.succeededFuture(Result.<Desk>refused(Why.NOT_FOUND)) : then(night, work.apply(found.get())));
    }

    private Future<Result<Desk>> then(NightId night, Future<? extends Result<?>> work) {
        return work.compose(done -> {
            nights.forget(night);
            ring.accept(night.shard());
            return switch (done) {
                case Result.Refused<?>(var why, var field) -> Future.succeededFuture(Result.<Desk>refused(why, field));
                case Result.Ok<?> _ -> find(night).map(desk -> Result.ok(desk.orElseThrow()));
            };
        });
    }
}
