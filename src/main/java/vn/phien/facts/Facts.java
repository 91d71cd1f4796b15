package vn.phien.facts;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.PlaceId;
import vn.phien.base.Shard;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Turn;
import vn.phien.redis.Unavailable;

/**
 * Reads what the shards remember, in order. A <em>listener</em> hears what happens from now on, for telling phones. A
 * <em>fold</em> keeps its place in the store and hears everything at least once, also after a crash: it must be idempotent.
 */
public final class Facts {
    private static final Logger LOG = LoggerFactory.getLogger(Facts.class);
    private static final long EVERY_MS = 500;
    private static final int BATCH = 200;
    private static final long TURN_MS = 1_000;
    /** Facts that a fold has not heard are counted up to here. */
    private static final int COUNTED = 1_000;
    private static final long MEASURED_MS = 5_000;
    /** More than a failover of the store can lose. */
    private static final long BACK_MS = 60_000;
    private final Link link;
    private final Turn turn;
    private final Context context;
    private boolean folding;
    private boolean asking;
    private final List<Reader> readers = new ArrayList<>();
    private final boolean[] reading = new boolean[Shard.COUNT];
    private final boolean[] again = new boolean[Shard.COUNT];
    private volatile Map<String, Behind> known = Map.of();
    private final String[] eras = new String[Shard.COUNT];
    private String newest = "";
    private long timer = -1;
    private long turns = -1;
    private long measuring = -1;

    private static final class Reader {
        final String name;
        final Function<Fact, Future<Void>> hear;
        final boolean durable;
        final String[] last = new String[Shard.COUNT];
        /** The last fact it failed at, so that it is told once. */
        String told;

        Reader(String name, boolean durable, Function<Fact, Future<Void>> hear) {
            this.name = name;
            this.durable = durable;
            this.hear = hear;
        }
    }

    public Facts(Link link) {
        this(link, null);
    }

    /**
     * The same on one node of several.
     *
     * @param turn whose turn it is to fold: one node does it for all
     */
    public Facts(Link link, Turn turn) {
        this.link = link;
        this.turn = turn;
        this.folding = turn == null;
        this.context = ((VertxInternal) link.vertx()).createEventLoopContext();
    }

    /** Hears every fact from the start of this process on. Call before {@link #start}. */
    public void listen(String name, Consumer<Fact> listener) {
        readers.add(new Reader(name, false, fact -> {
            listener.accept(fact);
            return Future.succeededFuture();
        }));
    }

    /** Hears every fact at least once, also over restarts; a failure is tried again. Call before {@link #start}. */
    public void fold(String name, Function<Fact, Future<Void>> fold) {
        readers.add(new Reader(name, true, fold));
    }

    /** Takes up folding where the node before left it, or leaves it to another. */
    private void askTurn() {
        if (asking) return;
        asking = true;
        turn.isMine().compose(mine -> !mine || folding ? Future.succeededFuture(mine) : foldPlaces().map(true)).onComplete(done -> context.runOnContext(v -> {
            asking = false;
            if (done.succeeded()) folding = done.result();
        }));
    }

    private Future<Void> foldPlaces() {
        var asks = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) asks.add(Link.request(Command.HGETALL, Keys.readers(new Shard(s))));
        var promise = ((ContextInternal) context).<Void>promise();
        link.batch(asks).onComplete(answers -> context.runOnContext(v -> {
            if (answers.failed()) {
                promise.fail(answers.cause());
                return;
            }
            for (int s = 0; s < Shard.COUNT; s++) {
                for (var reader : readers) {
                    var kept = reader.durable ? answers.result().get(s).get(reader.name) : null;
                    if (reader.durable) reader.last[s] = kept == null ? "0-0" : kept.toString();
                }
            }
            promise.complete();
        }));
        return promise.future();
    }

    /** Finds every reader's place, then reads on whenever rung and twice a second. */
    public Future<Void> start() {
        return findPlaces().onSuccess(v -> context.runOnContext(go -> {
            timer = link.vertx().setPeriodic(EVERY_MS, id -> readEach());
            if (turn == null) return;
            askTurn();
            turns = link.vertx().setPeriodic(TURN_MS, id -> askTurn());
        }));
    }

    private Future<Void> findPlaces() {
        var places = new ArrayList<Future<Void>>();
        for (int s = 0; s < Shard.COUNT; s++) places.add(place(new Shard(s)));
        return Future.all(places).mapEmpty();
    }

    /**
     * Finds every reader's place and reads on once, until there is nothing new or something fails; what a fold could not hear it hears at
     * the next call. For whoever has a rhythm of their own, in place of {@link #start}.
     */
    public Future<Void> readOnce() {
        var read = ((ContextInternal) context).<Void>promise();
        findPlaces().onComplete(found -> context.runOnContext(v -> {
            if (found.failed()) read.fail(found.cause());
            else readEach().onComplete(read);
        }));
        return read.future();
    }

    private Future<Void> readEach() {
        var reads = new ArrayList<Future<Void>>();
        for (int s = 0; s < Shard.COUNT; s++) reads.add(read(new Shard(s)));
        return Future.join(reads).mapEmpty();
    }

    private Future<Void> place(Shard shard) {
        return link.batch(List.of(Link.request(Command.HGETALL, Keys.readers(shard)), Link.request(Command.XREVRANGE, Keys.facts(shard), "+", "-", "COUNT", 1))).map(answers -> {
            var newest = answers.get(1).size() == 0 ? "0-0" : answers.get(1).get(0).get(0).toString();
            for (var reader : readers) {
                var kept = reader.durable ? answers.get(0).get(reader.name) : null;
                reader.last[shard.number()] = reader.durable ? kept == null ? "0-0" : kept.toString() : newest;
            }
            return null;
        });
    }

    /**
     * How far a fold is behind.
     *
     * @param facts   that it has not heard yet, counted up to a bound in each shard
     * @param seconds since the oldest of them
     */
    public record Behind(long facts, double seconds) {
        static final Behind NOT = new Behind(0, 0);
    }

    /** Measures now and then how far each fold is behind. After {@link #start}. */
    public void measure(Meters meters) {
        for (var reader : readers) if (reader.durable) meters.behind(reader.name, () -> known.getOrDefault(reader.name, Behind.NOT).facts(), () -> known.getOrDefault(reader.name, Behind.NOT).seconds());
        measuring = link.vertx().setPeriodic(1, MEASURED_MS, id -> behind().onSuccess(found -> known = found));
    }

    /** How far each fold was behind a few seconds ago. */
    public Map<String, Behind> lately() {
        return known;
    }

    /** How far each fold is behind: by its place in the store, so that it does not matter which node reads for it. */
    public Future<Map<String, Behind>> behind() {
        var durable = readers.stream().filter(reader -> reader.durable).map(reader -> reader.name).toList();
        var shards = new ArrayList<Future<Map<String, Behind>>>();
        for (int s = 0; s < Shard.COUNT; s++) shards.add(behind(new Shard(s), durable));
        return Future.all(shards).map(all -> {
            var total = new LinkedHashMap<String, Behind>();
            for (var name : durable) total.put(name, Behind.NOT);
            for (var shard : shards) shard.result().forEach((name, here) -> total.merge(name, here, (a, b) -> new Behind(a.facts() + b.facts(), Math.max(a.seconds(), b.seconds()))));
            return total;
        });
    }

    private Future<Map<String, Behind>> behind(Shard shard, List<String> names) {
        return link.batch(List.of(Link.request(Command.HGETALL, Keys.readers(shard)), Link.request(Command.XREVRANGE, Keys.facts(shard), "+", "-", "COUNT", 1), Link.request(Command.TIME))).compose(answers -> {
            if (answers.get(1).size() == 0) return Future.succeededFuture(Map.of());
            var newest = answers.get(1).get(0).get(0).toString();
            long nowMs = answers.get(2).get(0).toLong() * 1_000 + answers.get(2).get(1).toLong() / 1_000;
            var late = new ArrayList<String>();
            var asks = new ArrayList<Request>();
            for (var name : names) {
                var at = answers.get(0).get(name) == null ? "0-0" : answers.get(0).get(name).toString();
                if (compare(at, newest) >= 0) continue;
                late.add(name);
                asks.add(Link.request(Command.XRANGE, Keys.facts(shard), "(" + at, "+", "COUNT", COUNTED));
            }
            return link.batch(asks).map(waiting -> {
                var behind = new LinkedHashMap<String, Behind>();
                for (int i = 0; i < late.size(); i++) {
                    var unheard = waiting.get(i);
                    if (unheard.size() > 0) behind.put(late.get(i), new Behind(unheard.size(), Math.max(0, nowMs - ms(unheard.get(0).get(0).toString())) / 1e3));
                }
                return behind;
            });
        });
    }

    private static long ms(String id) {
        return Long.parseLong(id, 0, id.indexOf('-'), 10);
    }

    /** Hears again what happened in each shard since a moment, oldest first, up to a bound in each; for what is kept in memory only. */
    public Future<Void> recall(long sinceMs, int most, Consumer<Fact> listener) {
        var shards = new ArrayList<Future<Void>>();
        for (int s = 0; s < Shard.COUNT; s++) {
            var shard = new Shard(s);
            shards.add(link.send(Command.XREVRANGE, Keys.facts(shard), "+", sinceMs, "COUNT", most).map(entries -> {
                for (int i = entries.size() - 1; i >= 0; i--) listener.accept(fact(shard, entries.get(i)));
                return null;
            }));
        }
        return Future.all(shards).mapEmpty();
    }

    /** Says that a shard has news. */
    public void ring(Shard shard) {
        context.runOnContext(v -> read(shard));
    }

    public void stop(Vertx vertx) {
        if (timer >= 0) vertx.cancelTimer(timer);
        if (turns >= 0) vertx.cancelTimer(turns);
        if (measuring >= 0) vertx.cancelTimer(measuring);
    }

    /** Done when nothing is left to read, or at a failure. */
    private Future<Void> read(Shard shard) {
        int s = shard.number();
        if (readers.isEmpty() || readers.getFirst().last[s] == null) return Future.succeededFuture();
        if (reading[s]) {
            again[s] = true;
            return Future.succeededFuture();
        }
        reading[s] = true;
        // as a rule all stand at the same place; whoever is stuck at a fact stands alone and keeps nobody from reading on
        var places = readers.stream().filter(reader -> folding || !reader.durable).collect(Collectors.groupingBy(reader -> reader.last[s]));
        var asks = new ArrayList<Request>();
        var groups = new ArrayList<List<Reader>>();
        places.forEach((from, group) -> {
            asks.add(Link.request(Command.XRANGE, Keys.facts(shard), "(" + from, "+", "COUNT", BATCH));
            groups.add(group);
        });
        var read = ((ContextInternal) context).<Void>promise();
        link.batch(asks).compose(answers -> {
            var era = link.era(shard);
            if (eras[s] != null && !eras[s].equals(era)) return goBack(shard, era);
            eras[s] = era;
            var told = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < groups.size(); i++) told.add(tell(shard, groups.get(i), answers.get(i)));
            return Future.all(told).map(all -> told.stream().anyMatch(Future::result));
        }).onComplete(done -> context.runOnContext(v -> {
            reading[s] = false;
            if (done.failed() && !(done.cause() instanceof Unavailable)) LOG.warn("facts of {}: {}", shard, done.cause().getMessage());
            if (done.succeeded() && (again[s] || done.result())) {
                again[s] = false;
                read(shard).onComplete(read);
            } else if (done.failed()) read.fail(done.cause());
            else read.complete();
        }));
        return read.future();
    }

    /**
     * Another master answers, after a failover. It may have lost the end of this log, so everybody's place is found anew; and of what
     * was folded from any log, so the folds hear the last minute again.
     */
    private Future<Boolean> goBack(Shard shard, String era) {
        int s = shard.number();
        var before = readers.stream().map(reader -> reader.last[s]).toList();
        return place(shard).map(v -> {
            for (int i = 0; i < before.size(); i++) if (compare(before.get(i), readers.get(i).last[s]) < 0) readers.get(i).last[s] = before.get(i);
            eras[s] = era;
            if (era.equals(newest)) return true;
            newest = era;
            for (var reader : readers) if (reader.durable) for (int each = 0; each < Shard.COUNT; each++) if (reader.last[each] != null) reader.last[each] = earlier(reader.last[each]);
            return true;
        });
    }

    private static String earlier(String id) {
        return Math.max(0, Long.parseLong(id, 0, id.indexOf('-'), 10) - BACK_MS) + "-0";
    }

    /** Tells a group that stands at one place; whether there may be more for it. A reader that fails hears no more of this batch. */
    private Future<Boolean> tell(Shard shard, List<Reader> group, Response entries) {
        if (entries.size() == 0) return Future.succeededFuture(false);
        int s = shard.number();
        var stuck = new HashSet<Reader>();
        Future<Void> chain = Future.succeededFuture();
        for (var entry : entries) {
            var fact = fact(shard, entry);
            for (var reader : group) chain = chain.compose(v -> stuck.contains(reader) ? Future.succeededFuture() : hear(reader, fact, stuck));
        }
        return chain.compose(v -> {
            var moved = new ArrayList<Request>();
            for (var reader : group) if (reader.durable) moved.add(Link.request(Command.HSET, Keys.readers(shard), reader.name, reader.last[s]));
            return link.batch(moved);
        }).map(v -> entries.size() == BATCH && stuck.size() < group.size());
    }

    private Future<Void> hear(Reader reader, Fact fact, Set<Reader> stuck) {
        Future<Void> heard;
        try {
            heard = reader.hear.apply(fact);
        } catch (RuntimeException e) {
            heard = Future.failedFuture(e);
        }
        return heard.onSuccess(ok -> reader.last[fact.shard().number()] = fact.id()).recover(e -> {
            if (reader.durable) stuck.add(reader);
            else reader.last[fact.shard().number()] = fact.id();
            if (!(e instanceof Unavailable) && !fact.id().equals(reader.told)) LOG.error("{} could not hear {} {}", reader.name, fact.type(), fact.id(), e);
            reader.told = fact.id();
            return Future.succeededFuture();
        });
    }

    /**
     * Forgets what every fold has heard and what is older than {@link Limits#FACTS_KEPT_MS}. To be called now and then; any node may.
     *
     * @return how many facts were forgotten
     */
    public Future<Long> trim(long nowMs) {
        var trimmed = new ArrayList<Future<Long>>();
        for (int s = 0; s < Shard.COUNT; s++) trimmed.add(trim(new Shard(s), nowMs));
        return Future.all(trimmed).map(all -> trimmed.stream().mapToLong(Future::result).sum());
    }

    private Future<Long> trim(Shard shard, long nowMs) {
        return link.send(Command.HGETALL, Keys.readers(shard)).compose(places -> {
            var from = nowMs - Limits.FACTS_KEPT_MS + "-0";
            // a reader that this version does not know may be one of a newer version
            for (var reader : places.getKeys()) if (compare(places.get(reader).toString(), from) < 0) from = places.get(reader).toString();
            for (var reader : readers) if (reader.durable && places.get(reader.name) == null) return Future.succeededFuture(0L);
            return link.send(Command.XTRIM, Keys.facts(shard), "MINID", from).map(Response::toLong);
        });
    }

    private static Fact fact(Shard shard, Response entry) {
        var fields = entry.get(1);
        JsonNode body = null;
        for (int i = 0; i + 1 < fields.size(); i += 2) if (fields.get(i).toString().equals("f")) body = Wire.trusted(fields.get(i + 1).toString(), JsonNode.class);
        if (body == null) throw new IllegalStateException("a fact without a body: " + entry.get(0));
        return new Fact(shard, entry.get(0).toString(), body.get("t").asText(), body.hasNonNull("place") ? new PlaceId(body.get("place").asText()) : null, body.path("at").asLong(), body);
    }

    private static int compare(String a, String b) {
        int dashA = a.indexOf('-'), dashB = b.indexOf('-');
        int ms = Long.compare(Long.parseLong(a.substring(0, dashA)), Long.parseLong(b.substring(0, dashB)));
        return ms != 0 ? ms : Long.compare(Long.parseLong(a.substring(dashA + 1)), Long.parseLong(b.substring(dashB + 1)));
    }
}
