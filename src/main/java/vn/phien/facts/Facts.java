package vn.phien.facts;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.PlaceId;
import vn.phien.base.Shard;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * Reads what the shards remember, in order. A <em>listener</em> hears what happens from now on, for telling phones. A
 * <em>fold</em> keeps its place in the store and hears everything at least once, also after a crash: it must be idempotent.
 */
public final class Facts {
    private static final Logger LOG = LoggerFactory.getLogger(Facts.class);
    private static final long EVERY_MS = 500;
    private static final int BATCH = 200;
    private final Link link;
    private final Context context;
    private final List<Reader> readers = new ArrayList<>();
    private final boolean[] reading = new boolean[Shard.COUNT];
    private final boolean[] again = new boolean[Shard.COUNT];
    private long timer = -1;

    private static final class Reader {
        final String name;
        final Function<Fact, Future<Void>> hear;
        final boolean durable;
        final String[] last = new String[Shard.COUNT];

        Reader(String name, boolean durable, Function<Fact, Future<Void>> hear) {
            this.name = name;
            this.durable = durable;
            this.hear = hear;
        }
    }

    public Facts(Link link) {
        this.link = link;
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

    /** Finds every reader's place, then reads on whenever rung and twice a second. */
    public Future<Void> start() {
        var places = new ArrayList<Future<Void>>();
        for (int s = 0; s < Shard.COUNT; s++) places.add(place(new Shard(s)));
        return Future.all(places).<Void>mapEmpty().onSuccess(v -> context.runOnContext(go ->
            timer = link.vertx().setPeriodic(EVERY_MS, id -> {
                for (int s = 0; s < Shard.COUNT; s++) read(new Shard(s));
            })));
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

    /** Says that a shard has news. */
    public void ring(Shard shard) {
        context.runOnContext(v -> read(shard));
    }

    public void stop(Vertx vertx) {
        if (timer >= 0) vertx.cancelTimer(timer);
    }

    private void read(Shard shard) {
        int s = shard.number();
        if (readers.isEmpty() || readers.getFirst().last[s] == null) return;
        if (reading[s]) {
            again[s] = true;
            return;
        }
        reading[s] = true;
        var from = readers.stream().map(reader -> reader.last[s]).min(Facts::compare).orElseThrow();
        link.send(Command.XRANGE, Keys.facts(shard), "(" + from, "+", "COUNT", BATCH).compose(entries -> tell(shard, entries)).onComplete(done -> context.runOnContext(v -> {
            reading[s] = false;
            if (done.failed()) LOG.warn("facts of {}: {}", shard, done.cause().getMessage());
            else if (again[s] || done.result() == BATCH) {
                again[s] = false;
                read(shard);
            }
        }));
    }

    private Future<Integer> tell(Shard shard, Response entries) {
        if (entries.size() == 0) return Future.succeededFuture(0);
        Future<Void> chain = Future.succeededFuture();
        for (var entry : entries) {
            var fact = fact(shard, entry);
            for (var reader : readers) {
                chain = chain.compose(v -> {
                    if (compare(fact.id(), reader.last[shard.number()]) <= 0) return Future.succeededFuture();
                    Future<Void> heard;
                    try {
                        heard = reader.hear.apply(fact);
                    } catch (RuntimeException e) {
                        heard = Future.failedFuture(e);
                    }
                    if (!reader.durable) heard = heard.otherwise(e -> {
                        LOG.error("{} could not hear {} {}", reader.name, fact.type(), fact.id(), e);
                        return null;
                    });
                    return heard.onSuccess(ok -> reader.last[shard.number()] = fact.id());
                });
            }
        }
        var moved = new ArrayList<Request>();
        return chain.compose(v -> {
            for (var reader : readers) if (reader.durable) moved.add(Link.request(Command.HSET, Keys.readers(shard), reader.name, reader.last[shard.number()]));
            return link.batch(moved);
        }).map(entries.size());
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
