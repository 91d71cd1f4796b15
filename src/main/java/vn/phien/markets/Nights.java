package vn.phien.markets;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.phien.base.BoothId;
import vn.phien.base.HallId;
import vn.phien.base.Limits;
import vn.phien.base.MarketId;
import vn.phien.base.NightId;
import vn.phien.base.Shard;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Views.StandView;
import vn.phien.redis.Briefly;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** The nights of all markets, as they are read. What is answered is at most a second old, and of this node's own changes never old. */
public final class Nights {
    private static final Duration SEEN = Duration.ofSeconds(1);
    private static final String CLOSED = "closed";
    private static final Comparator<NightView> BY_OPENING = Comparator.comparingLong(NightView::opensMs).thenComparing(night -> night.night().value());
    private final Link link;
    private final Briefly<NightId, Optional<NightRecord>> records;
    private final Briefly<NightId, List<StandView>> stands;
    /** Nights that are over are many and seldom asked for: they are read by themselves. */
    private final Briefly<Boolean, List<NightRecord>> lists;

    public Nights(Link link) {
        this.link = link;
        this.records = new Briefly<>(SEEN, this::read);
        this.stands = new Briefly<>(SEEN, this::readStands);
        this.lists = new Briefly<>(SEEN, over -> over ? readClosed() : readOpen());
    }

    // ── for everybody ─────────────────────────────────────────────────────────────────────────────────────────────

    /** A night, whatever its state. */
    public Future<Optional<NightView>> find(NightId night) {
        return records.get(night).map(found -> found.map(NightRecord::view));
    }

    /** The night that is open, else the published one that opens next; never a rehearsal. */
    public Future<Optional<NightView>> tonight() {
        return list("open", "published").map(nights -> nights.stream().min(Comparator.<NightView, Boolean>comparing(night -> !night.state().equals("open")).thenComparing(NightView::opensMs)));
    }

    /** The nights in any of the states, by opening; of the closed ones the latest {@link Limits#LISTED_NIGHTS}. Never a rehearsal. */
    public Future<List<NightView>> list(String... states) {
        return all(false, List.of(states));
    }

    /** The rehearsals in any of the states, by opening. */
    public Future<List<NightView>> rehearsals(String... states) {
        return all(true, List.of(states));
    }

    private Future<List<NightView>> all(boolean rehearsal, List<String> states) {
        var open = states.stream().anyMatch(state -> !state.equals(CLOSED)) ? lists.get(false) : Future.succeededFuture(List.<NightRecord>of());
        var over = states.contains(CLOSED) ? lists.get(true) : Future.succeededFuture(List.<NightRecord>of());
        return Future.all(open, over).map(both -> Stream.concat(over.result().stream(), open.result().stream()).filter(night -> night.rehearsal() == rehearsal && states.contains(night.state()))
            .map(NightRecord::view).sorted(BY_OPENING).toList());
    }

    /** The booths that have a place on a night, by hall and place. */
    public Future<List<StandView>> stands(NightId night) {
        return stands.get(night);
    }

    /** The open night on which a booth has a place. */
    public Future<Optional<NightView>> openNightOf(BoothId booth) {
        return list("open").compose(open -> {
            var places = open.stream().map(night -> stands(night.night())).toList();
            return Future.all(places).map(all -> {
                for (int i = 0; i < open.size(); i++) if (places.get(i).result().stream().anyMatch(stand -> stand.booth().equals(booth))) return Optional.of(open.get(i));
                return Optional.<NightView>empty();
            });
        });
    }

    // ── for the rooms beside ──────────────────────────────────────────────────────────────────────────────────────

    /** The night as the books have it at this moment. */
    Future<Optional<NightRecord>> read(NightId night) {
        return link.send(Command.HGETALL, Keys.night(night)).map(fields -> NightRecord.of(night, fields));
    }

    /** Every night of a market, the latest first. */
    Future<List<NightRecord>> ofMarket(MarketId market, int most) {
        return link.send(Command.ZRANGE, Keys.nights(market), 0, most - 1, "REV").compose(names -> {
            var nights = new ArrayList<NightId>();
            for (var name : names) nights.add(new NightId(name.toString()));
            return read(nights);
        });
    }

    /** What was changed here is read anew. */
    void forget(NightId night) {
        records.forget(night);
        stands.forget(night);
        lists.forget(false);
        lists.forget(true);
    }

    private Future<List<StandView>> readStands(NightId night) {
        return Future.all(link.send(Command.HGETALL, Keys.stands(night)), read(night)).map(read -> {
            io.vertx.redis.client.Response places = read.resultAt(0);
            Optional<NightRecord> record = read.resultAt(1);
            var order = new HashMap<HallId, Integer>();
            record.ifPresent(found -> found.halls().forEach(hall -> order.put(hall.hall(), order.size())));
            var all = new ArrayList<StandView>();
            for (var booth : places.getKeys()) {
                var place = places.get(booth).toString().split("\\|");
                all.add(new StandView(new BoothId(booth), new HallId(place[0]), Integer.parseInt(place[1])));
            }
            all.sort(Comparator.<StandView>comparingInt(stand -> order.getOrDefault(stand.hall(), Integer.MAX_VALUE)).thenComparing(StandView::place));
            return List.copyOf(all);
        });
    }

    private Future<List<NightRecord>> readOpen() {
        return link.batch(each(shard -> Link.request(Command.ZRANGE, Keys.openNights(shard), 0, Limits.LISTED_NIGHTS - 1))).compose(answers -> {
            var nights = new ArrayList<NightId>();
            for (var answer : answers) for (var name : answer) nights.add(new NightId(name.toString()));
            return read(nights);
        });
    }

    /** The latest of each shard are compared before any is read. */
    private Future<List<NightRecord>> readClosed() {
        record Closed(NightId night, double atMs) { }
        return link.batch(each(shard -> Link.request(Command.ZRANGE, Keys.closedNights(shard), 0, Limits.LISTED_NIGHTS - 1, "REV", "WITHSCORES"))).compose(answers -> {
            var nights = new ArrayList<Closed>();
            for (var answer : answers) for (var entry : answer) nights.add(new Closed(new NightId(entry.get(0).toString()), entry.get(1).toDouble()));
            return read(nights.stream().sorted(Comparator.comparingDouble(Closed::atMs).reversed()).limit(Limits.LISTED_NIGHTS).map(Closed::night).toList());
        });
    }

    private static List<Request> each(Function<Shard, Request> ask) {
        var asks = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) asks.add(ask.apply(new Shard(s)));
        return asks;
    }

    private Future<List<NightRecord>> read(List<NightId> nights) {
        if (nights.isEmpty()) return Future.succeededFuture(List.of());
        return link.batch(nights.stream().map(night -> Link.request(Command.HGETALL, Keys.night(night))).toList()).map(answers -> {
            var all = new ArrayList<NightRecord>();
            for (int i = 0; i < nights.size(); i++) NightRecord.of(nights.get(i), answers.get(i)).ifPresent(all::add);
            return List.copyOf(all);
        });
    }
}
