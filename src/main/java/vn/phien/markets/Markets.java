package vn.phien.markets;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import vn.phien.base.Caller;
import vn.phien.base.HallId;
import vn.phien.base.Limits;
import vn.phien.base.MarketId;
import vn.phien.base.NightId;
import vn.phien.base.Result;
import vn.phien.base.Shard;
import vn.phien.base.Why;
import vn.phien.protocol.Views.MarketView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Briefly;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** The markets as series: what they are, and the nights that their rules make. */
public final class Markets {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private final Link link;
    private final NightScripts scripts;
    private final Nights nights;
    private final InstantSource clock;
    private final Briefly<String, List<Desk>> lists = new Briefly<>(Duration.ofSeconds(1), every -> all());

    /** A market as its organizers have it; {@code rev} grows with every change. */
    public record Desk(MarketId market, MarketDraft draft, int rev) {
        public MarketView view() {
            return draft.view(market);
        }
    }

    public Markets(Link link, Nights nights, InstantSource clock) {
        this.link = link;
        this.scripts = new NightScripts(link);
        this.nights = nights;
        this.clock = clock;
    }

    /** Opens a market. The same key again answers the same one. Refused: {@code TOO_MANY}. */
    public Future<Result<Desk>> open(Caller.Person organizer, String key, MarketDraft draft) {
        var body = key;
        var market = MarketId.in(Shard.of(body), body);
        return all().compose(all -> all.size() >= Limits.MARKETS && all.stream().noneMatch(desk -> desk.market.equals(market)) ? Future.succeededFuture(Result.<Desk>refused(Why.TOO_MANY))
            : save(organizer, market, 0, draft));
    }

    /** Keeps an edit made from {@code rev}, and puts the nights that nobody depends on where the rule now has them. */
    public Future<Result<Desk>> edit(Caller.Person organizer, MarketId market, int rev, MarketDraft draft) {
        return save(organizer, market, rev, draft);
    }

    private Future<Result<Desk>> save(Caller.Person organizer, MarketId market, int rev, MarketDraft draft) {
        return scripts.saveMarket(market, rev, draft.with(named(market, draft.halls())), organizer.account().value(), clock.millis()).compose(saved -> switch (saved) {
            case Result.Refused<Integer>(var why, var field) -> Future.succeededFuture(Result.<Desk>refused(why, field));
            case Result.Ok<Integer> _ -> forgotten(market).compose(desk -> plan(desk.orElseThrow()).map(Result.ok(desk.get())));
        });
    }

    private Future<Optional<Desk>> forgotten(MarketId market) {
        lists.forget("");
        return find(market);
    }

    /** Gives each new hall a name of its own: the same for the same list, so that an edit can be said twice. */
    static List<HallDraft> named(MarketId market, List<HallDraft> halls) {
        var used = new HashSet<HallId>();
        for (var hall : halls) if (hall.hall() != null) used.add(hall.hall());
        var named = new ArrayList<HallDraft>();
        for (var hall : halls) named.add(hall.named(() -> {
            int n = 1;
            var body = market.value().substring(4, Math.min(market.value().length(), 24));
            while (!used.add(HallId.in(market.shard(), body + "x" + n))) n++;
            return HallId.in(market.shard(), body + "x" + n);
        }));
        return named;
    }

    public Future<Optional<Desk>> find(MarketId market) {
        return link.send(Command.HMGET, Keys.market(market), "record", "rev").map(fields -> desk(market, fields));
    }

    private static Optional<Desk> desk(MarketId market, io.vertx.redis.client.Response fields) {
        return fields.get(0) == null ? Optional.empty() : Optional.of(new Desk(market, Wire.trusted(fields.get(0).toString(), MarketDraft.class), fields.get(1).toInteger()));
    }

    /** Every market, by name; at most a second old. */
    Future<List<Desk>> listed() {
        return lists.get("");
    }

    /** Every market as it is now, by name. */
    public Future<List<Desk>> all() {
        var asks = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) asks.add(Link.request(Command.SMEMBERS, Keys.markets(new Shard(s))));
        return link.batch(asks).compose(answers -> {
            var names = new ArrayList<MarketId>();
            for (var answer : answers) for (var name : answer) names.add(new MarketId(name.toString()));
            if (names.isEmpty()) return Future.succeededFuture(List.of());
            return link.batch(names.stream().map(market -> Link.request(Command.HMGET, Keys.market(market), "record", "rev")).toList()).map(read -> {
                var all = new ArrayList<Desk>();
                for (int i = 0; i < names.size(); i++) desk(names.get(i), read.get(i)).ifPresent(all::add);
                all.sort(Comparator.<Desk, String>comparing(one -> one.draft.name()).thenComparing(one -> one.market.value()));
                return List.copyOf(all);
            });
        });
    }

    // ── the nights that the rules make ────────────────────────────────────────────────────────────────────────────

    /** Makes the coming nights of every market; any node may do it at any time. The result counts what was made, moved or dropped. */
    public Future<Integer> plan() {
        return all().compose(all -> {
            var planned = all.stream().map(this::plan).toList();
            return Future.all(planned).map(done -> planned.stream().mapToInt(Future::result).sum());
        });
    }

    /** A market's night of a day has always the same name, so that it is made once. */
    static NightId night(MarketId market, LocalDate day) {
        return NightId.in(market.shard(), market.value().substring(4) + DAY.format(day));
    }

    private Future<Integer> plan(Desk market) {
        var today = LocalDate.ofInstant(clock.instant(), Schedule.ZONE);
        var draft = market.draft;
        // the evening before may still be on
        var sittings = draft.running() ? draft.schedule().between(today.minusDays(1), today.plusDays(Math.max(Limits.NIGHTS_AHEAD_DAYS, draft.clock().applyDays() + 7))) : List.<Schedule.Sitting>of();
        var wanted = sittings.stream().limit(Limits.NIGHTS_PER_MARKET_AHEAD).map(sitting -> night(market.market, sitting.date())).toList();
        var changes = new ArrayList<Future<Boolean>>();
        for (int i = 0; i < wanted.size(); i++) {
            var sitting = sittings.get(i);
            var night = wanted.get(i);
            changes.add(scripts.planNight(night, market.market, draft.name() + " · " + SHOWN.format(sitting.date()), draft.clock().times(sitting.opensMs(), sitting.closesMs()), draft.hallViews(), draft.rehearsal())
                .onSuccess(changed -> tell(night, changed)));
        }
        return nights.ofMarket(market.market, Limits.LISTED_NIGHTS).compose(there -> {
            for (var night : there) if (!night.isOver() && night.times().opensMs() > clock.millis() && !wanted.contains(night.night())) {
                changes.add(scripts.dropNight(night.night(), market.market).map(dropped -> dropped instanceof Result.Ok<Void>).onSuccess(dropped -> tell(night.night(), dropped)));
            }
            return Future.all(changes).map(all -> (int) changes.stream().filter(Future::result).count());
        });
    }

    private void tell(NightId night, boolean changed) {
        if (changed) nights.forget(night);
    }

    /** Whether the market's rule has a sitting on the day on which a night opens. */
    static boolean isOnRule(Desk market, NightRecord night) {
        var day = LocalDate.ofInstant(Instant.ofEpochMilli(night.times().opensMs()), Schedule.ZONE);
        return market.draft.running() && market.draft.schedule().between(day, day).stream().anyMatch(sitting -> night(market.market, sitting.date()).equals(night.night()));
    }
}
