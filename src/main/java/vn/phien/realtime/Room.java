package vn.phien.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * One room on this node: reads the room's logs in order whenever the bell rings, encodes each event once, and hands it to the
 * phones of each event loop. The log is the truth; a bell that was missed costs a read, not an event.
 */
final class Room {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);
    private static final int RECENT = 256;
    private static final long STOCK_EVERY_MS = 100;
    private static final long SCENE_FOR_MS = 200;
    private static final int BATCH = 500;
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(1);
    private final PlaceId place;
    private final Link link;
    private final ContextInternal context;
    private final Function<PlaceId, Future<SceneAt>> scenes;
    private final Doorbell bell;
    private final Map<ContextInternal, Set<Session>> members = new ConcurrentHashMap<>();
    private final Set<Session> staff = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<Frame> recent = new ArrayDeque<>();
    private final Map<String, Long> revs = new HashMap<>();
    private String epoch;
    private long seq;
    private long chatN;
    private boolean reading;
    private boolean again;
    /** Whether the next reading is of something that was done on this node, so that the others are told. */
    private boolean tell;
    private long freshNs = System.nanoTime();
    private long stockReadMs;
    private boolean stockDue;
    private Future<SceneAt> scene;
    private long sceneMs;
    private final Future<Void> opened;

    Room(PlaceId place, Link link, ContextInternal context, Function<PlaceId, Future<SceneAt>> scenes, Bus bus) {
        this.place = place;
        this.link = link;
        this.context = context;
        this.scenes = scenes;
        var promise = context.<Void>promise();
        this.opened = promise.future();
        context.runOnContext(v -> link.send(Command.HMGET, Keys.stage(place), "epoch", "seq", "chatN").<Void>map(stage -> {
            epoch = epoch(stage.get(0));
            seq = stage.get(1) == null ? 0 : stage.get(1).toLong();
            chatN = stage.get(2) == null ? 0 : stage.get(2).toLong();
            return null;
        }).onComplete(promise));
        this.bell = new Doorbell(bus, place, new Doorbell.Resident() {
            @Override
            public void rung(Doorbell.Ring ring) {
                whenOpen(() -> hear(ring));
            }

            @Override
            public void told(Outbound message) {
                broadcast(List.of(Frame.of(message)), false);
            }
        });
        // what was rung before the others knew of this door was missed
        bell.hung().onSuccess(ok -> whenOpen(this::read));
    }

    PlaceId place() {
        return place;
    }

    /** How many phones are here on this node. */
    int size() {
        int size = 0;
        for (var loop : members.values()) size += loop.size();
        return size;
    }

    /** What a phone needs to come in. Exactly one of scene and missed is there. */
    record Entry(SceneAt scene, List<Frame> missed, String epoch, long seq, long chatN) { }

    /** Finds where a phone comes in; on success every frame after that place is in {@code missed} or still to come. */
    Future<Entry> enter(Long fromSeq, String fromEpoch) {
        var promise = context.<Entry>promise();
        context.runOnContext(v -> opened.compose(ok -> {
            if (fromSeq == null || fromEpoch == null || !fromEpoch.equals(epoch) || seq - fromSeq > vn.phien.base.Limits.RESUME_EVENTS) return fresh();
            return fromSeq <= seq ? missed(fromSeq) : ahead(fromSeq);
        }).onComplete(promise));
        return promise.future();
    }

    /** A phone that comes from another node may have seen what this one has not read yet. */
    private Future<Entry> ahead(long from) {
        return link.send(Command.HMGET, Keys.stage(place), "epoch", "seq").compose(stage -> epoch(stage.get(0)).equals(epoch) && stage.get(1) != null && stage.get(1).toLong() >= from
            ? Future.succeededFuture(new Entry(null, since(from, 0), epoch, from, chatN)) : fresh());
    }

    /** The recent chat comes along: a phone does not tell which lines it has, and knows them by their names. */
    private Future<Entry> missed(long from) {
        var first = recent.stream().filter(frame -> frame.seq() > 0).findFirst();
        if (from == seq || first.isPresent() && first.get().seq() <= from + 1) {
            return Future.succeededFuture(new Entry(null, since(from, 0), epoch, from, chatN));
        }
        return link.send(Command.XRANGE, Keys.shelf(place), "(" + from + "-0", seq + "-0").compose(entries -> {
            var frames = new ArrayList<Frame>();
            for (var entry : entries) frames.add(Frame.shelf(number(entry), body(entry)));
            if (frames.isEmpty() || frames.getLast().seq() - from != frames.size()) return fresh();
            var last = frames.getLast().seq();
            frames.addAll(since(last, 0));
            return Future.succeededFuture(new Entry(null, frames, epoch, from, chatN));
        });
    }

    private Future<Entry> fresh() {
        long now = System.currentTimeMillis();
        if (scene == null || now - sceneMs > SCENE_FOR_MS || scene.failed()) {
            scene = scenes.apply(place);
            sceneMs = now;
        }
        return scene.map(at -> new Entry(at, since(at.seq(), at.chatN()), at.epoch() + link.era(place.shard()), at.seq(), at.chatN()));
    }

    /** The recent frames after a place in both logs. */
    private List<Frame> since(long fromSeq, long fromN) {
        return recent.stream().filter(frame -> frame.seq() > fromSeq || frame.n() > fromN).toList();
    }

    void add(Session session, boolean isStaff) {
        if (isStaff) staff.add(session);
        members.computeIfAbsent(session.loop(), loop -> ConcurrentHashMap.newKeySet()).add(session);
    }

    boolean hasStaff() {
        return !staff.isEmpty();
    }

    void remove(Session session) {
        staff.remove(session);
        var loop = members.get(session.loop());
        if (loop != null) loop.remove(session);
    }

    boolean isEmpty() {
        return size() == 0;
    }

    private void whenOpen(Runnable work) {
        context.runOnContext(v -> {
            if (opened.succeeded()) work.run();
            else opened.onSuccess(ok -> work.run());
        });
    }

    /** Something was done on this node: reads what is new in the logs, and tells the other nodes. */
    void ring() {
        whenOpen(() -> {
            tell = true;
            read();
        });
    }

    /** Reads on when nothing was read or heard for a while: a bell may have been lost. */
    void listenAnyway() {
        whenOpen(() -> {
            if (System.nanoTime() - freshNs >= SILENCE_NS) read();
        });
    }

    /** Another node tells what it has read. What fits on here need not be read; what is missing is. */
    private void hear(Doorbell.Ring ring) {
        if (reading || !ring.epoch().equals(epoch) || ring.seq() > seq || ring.n() > chatN) {
            read();
            return;
        }
        var frames = new ArrayList<Frame>();
        for (var entry : ring.shelf()) if (entry.number() > seq) frames.add(Frame.shelf(seq = entry.number(), entry.json()));
        for (var entry : ring.chat()) if (entry.number() > chatN) frames.add(Frame.chat(chatN = entry.number(), entry.json()));
        freshNs = System.nanoTime();
        pass(frames);
        stock();
    }

    private void pass(List<Frame> frames) {
        for (var frame : frames) {
            recent.add(frame);
            if (recent.size() > RECENT) recent.poll();
        }
        if (!frames.isEmpty()) scene = null;
        broadcast(frames, false);
    }

    /** Nobody is here any more. */
    void close() {
        bell.close();
    }

    private void read() {
        if (reading) {
            again = true;
            return;
        }
        reading = true;
        boolean telling = tell;
        tell = false;
        long fromSeq = seq, fromN = chatN;
        link.batch(List.of(
            Link.request(Command.XRANGE, Keys.shelf(place), "(" + seq + "-0", "+", "COUNT", BATCH),
            Link.request(Command.XRANGE, Keys.chat(place), "(" + chatN + "-0", "+", "COUNT", BATCH),
            Link.request(Command.HGET, Keys.stage(place), "epoch"))).onComplete(answers -> {
            reading = false;
            if (answers.failed()) {
                LOG.warn("room {}: {}", place, answers.cause().getMessage());
                return;
            }
            freshNs = System.nanoTime();
            var frames = new ArrayList<Frame>();
            var shelf = new ArrayList<Doorbell.Entry>();
            var chat = new ArrayList<Doorbell.Entry>();
            if (!epoch(answers.result().get(2)).equals(epoch)) {
                restart();
                return;
            }
            for (var entry : answers.result().get(0)) {
                seq = number(entry);
                shelf.add(new Doorbell.Entry(seq, body(entry)));
                frames.add(Frame.shelf(seq, body(entry)));
            }
            for (var entry : answers.result().get(1)) {
                chatN = number(entry);
                chat.add(new Doorbell.Entry(chatN, body(entry)));
                frames.add(Frame.chat(chatN, body(entry)));
            }
            pass(frames);
            if (telling) bell.ring(new Doorbell.Ring(epoch, fromSeq, shelf, fromN, chat));
            if (again || frames.size() >= BATCH) {
                again = false;
                read();
            }
            stock();
        });
    }

    /** The log was lost: every phone must take a new scene. */
    private void restart() {
        members.values().forEach(loop -> loop.forEach(session -> session.close(Close.NO_RESUME)));
        recent.clear();
        link.send(Command.HMGET, Keys.stage(place), "epoch", "seq", "chatN").onSuccess(stage -> {
            epoch = epoch(stage.get(0));
            seq = stage.get(1) == null ? 0 : stage.get(1).toLong();
            chatN = stage.get(2) == null ? 0 : stage.get(2).toLong();
        });
    }

    /** After a failover of the store numbers may come twice: they mean something only together with the run that gave them. */
    private String epoch(Response stored) {
        return (stored == null ? "" : stored.toString()) + link.era(place.shard());
    }

    private void stock() {
        long wait = stockReadMs + STOCK_EVERY_MS - System.currentTimeMillis();
        if (wait > 0) {
            if (!stockDue) {
                stockDue = true;
                context.setTimer(wait, id -> {
                    stockDue = false;
                    stock();
                });
            }
            return;
        }
        stockReadMs = System.currentTimeMillis();
        link.batch(List.of(Link.request(Command.HGETALL, Keys.stock(place)), Link.request(Command.HGETALL, Keys.gates(place)))).onSuccess(answers -> {
            var frames = new ArrayList<Frame>();
            var stock = answers.get(0);
            for (var field : stock.getKeys()) {
                if (!field.endsWith(".rev")) continue;
                var product = field.substring(0, field.length() - 4);
                long rev = stock.get(field).toLong();
                var known = revs.put(product, rev);
                if (known != null && known == rev) continue;
                var gate = answers.get(1).get(product);
                frames.add(Frame.of(new Outbound.StockChanged(place, new ProductId(product), units(stock, product, "allotted"), units(stock, product, "free"),
                    units(stock, product, "held"), units(stock, product, "sold"), gate == null ? null : dealLeft(gate.toString()), rev)));
            }
            if (!frames.isEmpty()) {
                scene = null;
                broadcast(frames, false);
            }
        });
    }

    private static int units(Response stock, String product, String what) {
        var figure = stock.get(product + "." + what);
        return figure == null ? 0 : figure.toInteger();
    }

    private static Integer dealLeft(String gate) {
        if (!gate.contains("\"deal\"")) return null;
        var left = Wire.trusted(gate, JsonNode.class).path("deal").path("left");
        return left.isNumber() ? left.asInt() : null;
    }

    /** Hands frames to every phone here, or to those of staff alone. */
    void broadcast(List<Frame> frames, boolean staffOnly) {
        if (frames.isEmpty()) return;
        members.forEach((loop, sessions) -> {
            if (sessions.isEmpty()) return;
            loop.runOnContext(v -> {
                for (var session : sessions) {
                    var member = session.rooms().get(place);
                    if (member == null || staffOnly && !member.staff) continue;
                    for (var frame : frames) session.receive(place, frame);
                    session.outbox().flush();
                }
            });
        });
    }

    private static long number(Response entry) {
        var id = entry.get(0).toString();
        return Long.parseLong(id, 0, id.indexOf('-'), 10);
    }

    private static String body(Response entry) {
        return entry.get(1).get(1).toString();
    }
}
