package vn.phien.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.AccountId;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Unavailable;

/**
 * One room on this node: reads the room's logs in order whenever the bell rings, encodes each event once, and hands it to the
 * {@linkplain Crowd phones of each event loop}. The log is the truth; a bell that was missed costs a read, not an event.
 */
final class Room {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);
    private static final long STOCK_EVERY_MS = 100;
    private static final long SCENE_FOR_MS = 200;
    private static final int BATCH = 500;
    /** How often a phone that comes in looks for a log that stays. */
    private static final int TRIES = 3;
    private static final long SILENCE_NS = TimeUnit.SECONDS.toNanos(1);
    /** From a reading of what was done here to the next: what comes close together is read together. */
    private static final long READ_EVERY_MS = 10;
    private final PlaceId place;
    private final Link link;
    private final ContextInternal context;
    private final Counts counts;
    private final Thinning thinning;
    private final BuyersWait buyers;
    private final Function<PlaceId, Future<SceneAt>> scenes;
    private final Consumer<PlaceId> changed;
    private final Doorbell bell;
    private final Map<EventLoop, Crowd> crowds = new ConcurrentHashMap<>(4);
    private final Set<Member> staff = ConcurrentHashMap.newKeySet(2);
    // all below on the room's own event loop
    private final Recent recent = new Recent();
    private final Map<String, Long> revs = new HashMap<>();
    private volatile String epoch;
    private long seq;
    private long chatN;
    private boolean rung;
    private boolean reading;
    private boolean waiting;
    private long readNs = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
    /** Whether the next reading is of something that was done on this node, so that the others are told. */
    private boolean tell;
    private volatile long freshNs = System.nanoTime();
    private Future<Void> tail;
    private long stockReadMs;
    private boolean stockDue;
    private Future<Seen> scene;
    private Seen lastSeen;
    private long sceneMs;
    /** A room that was silent may say as much at once as in a second. */
    private double allowance = Limits.CHAT_PER_SECOND;
    private long allowedNs = System.nanoTime();
    private volatile Future<Void> opened;

    Room(PlaceId place, Link link, ContextInternal context, Counts counts, Thinning thinning, BuyersWait buyers, Function<PlaceId, Future<SceneAt>> scenes, Consumer<PlaceId> changed, Bus bus) {
        this.place = place;
        this.link = link;
        this.context = context;
        this.counts = counts;
        this.thinning = thinning;
        this.buyers = buyers;
        this.scenes = scenes;
        this.changed = changed;
        open();
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
        bell.hung().onSuccess(ok -> readSoon());
    }

    /** Finds out where the logs are now. */
    private void open() {
        var promise = context.<Void>promise();
        opened = promise.future();
        context.runOnContext(v -> link.send(Command.HMGET, Keys.stage(place), "epoch", "seq", "chatN").<Void>map(stage -> {
            epoch = epoch(stage.get(0));
            seq = figure(stage.get(1));
            chatN = figure(stage.get(2));
            recent.forget();
            scene = null;
            tail = null;
            changed.accept(place);
            return null;
        }).onComplete(promise));
    }

    /** A room that could not be opened, because the store was away, tries again. */
    private Future<Void> opened() {
        if (opened.failed()) open();
        return opened;
    }

    private static long figure(Response response) {
        return response == null ? 0 : response.toLong();
    }

    PlaceId place() {
        return place;
    }

    /** How many phones are here on this node. */
    int size() {
        int size = 0;
        for (var crowd : crowds.values()) size += crowd.size();
        return size;
    }

    // ── coming in ─────────────────────────────────────────────────────────────────────────────────────────────────

    /**
     * What a phone needs to come in: a scene or nothing, what came after it, and where in both logs the phone is after all of this.
     *
     * @param from where it is before what was missed
     */
    record Entry(Seen scene, List<Frame> missed, String epoch, long from, long seq, long chatN) {
        /** How much of it goes over the wire. */
        int bytes(boolean zips) {
            int bytes = scene == null ? 0 : scene.bytes(zips);
            for (var frame : missed) bytes += frame.bytes(zips).length;
            return bytes;
        }
    }

    /**
     * Finds where a phone comes in; every frame after that place is still to come. Nothing is read for one phone alone: what they
     * missed lies here, and a scene is read once for all who come in the same moment.
     *
     * <p>A phone that comes back gets all that it missed, or a scene when that is shorter or something of it is no longer known.
     * Shorter is what has fewer bytes on the wire of this phone: compressed, where it reads that, and together with what came after
     * the scene. A scene is looked at when what was missed is longer than the last one was that the room has seen.
     *
     * @param zips whether the phone reads compressed frames
     */
    Future<Entry> enter(Inbound.JoinRoom join, boolean zips) {
        var promise = context.<Entry>promise();
        context.runOnContext(v -> opened().compose(ok -> {
            if (join.seq() == null || !epoch.equals(join.epoch()) || seq - join.seq() > Limits.RESUME_EVENTS) return fresh(TRIES);
            return join.seq() <= seq && heard(join) <= chatN ? missed(join, zips) : ahead(join, zips);
        }).onComplete(promise));
        return promise.future();
    }

    private static long heard(Inbound.JoinRoom join) {
        return join.n() == null ? 0 : join.n();
    }

    /** A phone that comes from another node may have heard what this one has not read yet. */
    private Future<Entry> ahead(Inbound.JoinRoom join, boolean zips) {
        return link.send(Command.HMGET, Keys.stage(place), "epoch", "seq", "chatN").compose(stage ->
            epoch(stage.get(0)).equals(epoch) && figure(stage.get(1)) >= join.seq() && figure(stage.get(2)) >= heard(join) ? missed(join, zips) : fresh(TRIES));
    }

    private Future<Entry> missed(Inbound.JoinRoom join, boolean zips) {
        if (remembers(join)) return shorter(since(join), zips);
        if (tail == null) tail = readTail();
        return tail.compose(read -> remembers(join) || join.n() == null && recent.firstSeq(seq) <= join.seq() + 1 ? shorter(since(join), zips) : fresh(TRIES));
    }

    private boolean remembers(Inbound.JoinRoom join) {
        long n = join.n() == null ? Math.max(0, chatN - Limits.CHAT_HISTORY) : join.n();
        return recent.firstSeq(seq) <= join.seq() + 1 && recent.firstN(chatN) <= n + 1;
    }

    private Entry since(Inbound.JoinRoom join) {
        return new Entry(null, recent.since(join), epoch, join.seq(), Math.max(seq, join.seq()), Math.max(chatN, heard(join)));
    }

    private Future<Entry> shorter(Entry missed, boolean zips) {
        int bytes = missed.bytes(zips);
        if (bytes == 0 || lastSeen != null && bytes <= lastSeen.bytes(zips)) return Future.succeededFuture(missed);
        return fresh(TRIES).transform(read -> Future.succeededFuture(read.succeeded() && (read.result().bytes(zips) < bytes || !missed.epoch.equals(epoch)) ? read.result() : missed));
    }

    /** A room that has just opened here knows nothing of before: the first phone that comes back makes it look, once. */
    private Future<Void> readTail() {
        long before = recent.firstSeq(seq), beforeN = recent.firstN(chatN);
        return link.batch(List.of(
            Link.request(Command.XREVRANGE, Keys.shelf(place), "(" + before + "-0", "-", "COUNT", Limits.RESUME_EVENTS),
            Link.request(Command.XREVRANGE, Keys.chat(place), "(" + beforeN + "-0", "-", "COUNT", Limits.RESUME_CHAT))).map(answers -> {
            long next = before;
            for (var entry : answers.get(0)) {
                if (number(entry) != next - 1) break; // what was lost or trimmed is not filled up
                recent.shelfBefore(Frame.shelf(--next, body(entry)));
            }
            for (var entry : answers.get(1)) recent.chatBefore(Frame.chat(number(entry), body(entry)));
            return null;
        });
    }

    private Future<Entry> fresh(int tries) {
        long now = System.currentTimeMillis();
        if (scene == null || now - sceneMs > SCENE_FOR_MS || scene.failed()) {
            scene = scenes.apply(place).map(at -> lastSeen = new Seen(at));
            sceneMs = now;
        }
        return scene.compose(seen -> {
            var at = seen.at();
            if (!(at.epoch() + link.era(place.shard())).equals(epoch)) return inOneLog(tries);
            if (at.seq() > seq) changed.accept(place); // the scene shows what this room has not read yet
            var frames = recent.after(at);
            if (!frames.isEmpty() && frames.getFirst().seq() > at.seq() + 1) return Future.failedFuture(new Unavailable("the scene is older than what the room remembers", null));
            return Future.succeededFuture(new Entry(seen, frames, epoch, at.seq(), Math.max(seq, at.seq()), Math.max(chatN, at.chatN())));
        });
    }

    /** The scene is of another log than the one this room reads: whoever is behind looks again. */
    private Future<Entry> inOneLog(int tries) {
        scene = null;
        if (tries == 0) return Future.failedFuture(new Unavailable("the log of " + place + " changes again and again", null));
        return opened().compose(ok -> link.send(Command.HGET, Keys.stage(place), "epoch")).compose(stored -> {
            // of the many who wait at the door the first one sees to it
            if (opened.succeeded() && !epoch(stored).equals(epoch)) restart("the log is another one");
            return opened().compose(ok -> fresh(tries - 1));
        });
    }

    /** Whether the room still reads the log that a phone is let into. May be asked from anywhere. */
    boolean reads(String entered) {
        return opened.succeeded() && entered.equals(epoch);
    }

    void add(Member member) {
        if (member.staff) staff.add(member);
        crowds.computeIfAbsent(member.session.loop().nettyEventLoop(), loop -> new Crowd(member.session.loop(), counts, buyers)).add(member);
    }

    boolean hasStaff() {
        return !staff.isEmpty();
    }

    void remove(Member member) {
        staff.remove(member);
        var crowd = crowds.get(member.session.loop().nettyEventLoop());
        if (crowd != null) crowd.remove(member);
    }

    boolean isEmpty() {
        return size() == 0;
    }

    // ── reading the logs ──────────────────────────────────────────────────────────────────────────────────────────

    private void whenOpen(Runnable work) {
        context.runOnContext(v -> {
            if (opened.succeeded()) work.run();
            else opened().onSuccess(ok -> work.run());
        });
    }

    /** Something was done on this node: reads what is new in the logs, at once or with the next breath, and tells the other nodes. */
    void ring() {
        whenOpen(() -> {
            tell = true;
            rung = true;
            readOn();
        });
    }

    private void readSoon() {
        whenOpen(() -> {
            rung = true;
            readOn();
        });
    }

    /** Reads on when nothing was read or heard for a while: a bell may have been lost. */
    void listenAnyway() {
        if (System.nanoTime() - freshNs >= SILENCE_NS) readSoon();
    }

    /** Another node tells what it has read. What fits on here need not be read; what is missing is. */
    private void hear(Doorbell.Ring ring) {
        if (reading || !ring.epoch().equals(epoch) || ring.seq() > seq || ring.n() > chatN) rung = true;
        else {
            var frames = new ArrayList<Frame>();
            for (var entry : ring.shelf()) if (entry.number() > seq) frames.add(shelf(entry));
            for (var entry : ring.chat()) if (entry.number() > chatN) frames.add(chat(entry));
            say(frames);
            freshNs = System.nanoTime();
            stock();
        }
        readOn();
    }

    private Frame shelf(Doorbell.Entry entry) {
        seq = entry.number();
        var frame = Frame.shelf(seq, entry.json());
        recent.shelf(frame);
        scene = null;
        changed.accept(place);
        return frame;
    }

    private Frame chat(Doorbell.Entry entry) {
        chatN = entry.number();
        var frame = Frame.chat(chatN, entry.json());
        recent.chat(frame);
        scene = null;
        return frame;
    }

    /** Nobody is here any more. */
    void close() {
        bell.close();
    }

    /** Reads when the bell has rung, at once or a moment after the last reading. */
    private void readOn() {
        if (!rung || reading || waiting || !opened.succeeded()) return;
        long waitMs = READ_EVERY_MS - (System.nanoTime() - readNs) / 1_000_000;
        if (waitMs <= 0) {
            read();
            return;
        }
        waiting = true;
        context.setTimer(waitMs, id -> {
            waiting = false;
            readOn();
        });
    }

    private void read() {
        rung = false;
        reading = true;
        boolean telling = tell;
        // a look that nobody asked for holds up nothing that is said right after it
        if (telling) readNs = System.nanoTime();
        tell = false;
        long fromSeq = seq, fromN = chatN;
        var from = opened;
        link.batch(List.of(
            Link.request(Command.XRANGE, Keys.shelf(place), "(" + seq + "-0", "+", "COUNT", BATCH),
            Link.request(Command.XRANGE, Keys.chat(place), "(" + chatN + "-0", "+", "COUNT", BATCH),
            Link.request(Command.HMGET, Keys.stage(place), "epoch", "seq"))).onComplete(answers -> {
            reading = false;
            if (from != opened) return;
            if (answers.failed()) {
                tell |= telling;
                LOG.warn("room {}: {}", place, answers.cause().getMessage());
                return;
            }
            var stage = answers.result().get(2);
            if (!epoch(stage.get(0)).equals(epoch) || figure(stage.get(1)) < seq) {
                restart("the log is another one");
                return;
            }
            freshNs = System.nanoTime();
            var frames = new ArrayList<Frame>();
            var shelf = new ArrayList<Doorbell.Entry>();
            var chat = new ArrayList<Doorbell.Entry>();
            boolean more = answers.result().get(0).size() >= BATCH || answers.result().get(1).size() >= BATCH;
            for (var entry : answers.result().get(0)) {
                long number = number(entry);
                if (number <= seq) continue;
                if (number != seq + 1) {
                    restart("events are missing in the log after " + seq);
                    return;
                }
                shelf.add(new Doorbell.Entry(number, body(entry)));
                frames.add(shelf(shelf.getLast()));
            }
            for (var entry : answers.result().get(1)) {
                long number = number(entry);
                if (number <= chatN) continue;
                chat.add(new Doorbell.Entry(number, body(entry)));
                frames.add(chat(chat.getLast()));
            }
            say(frames);
            if (telling) bell.ring(new Doorbell.Ring(epoch, fromSeq, shelf, fromN, chat));
            if (more) rung = true;
            stock();
            readOn();
        });
    }

    /** What was known of the logs no longer holds: every phone that is in must take a new scene, who is at the door gets one of the new log. */
    private void restart(String why) {
        LOG.warn("room {}: {}", place, why);
        open();
        for (var crowd : crowds.values()) crowd.sendAway(Close.NO_RESUME);
        ring();
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
            if (frames.isEmpty()) return;
            scene = null;
            for (var frame : frames) recent.stock(frame, seq);
            say(frames);
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

    // ── speaking ──────────────────────────────────────────────────────────────────────────────────────────────────

    /** Hands frames to every phone here, or to those of staff alone. */
    void broadcast(List<Frame> frames, boolean staffOnly) {
        if (frames.isEmpty()) return;
        if (staffOnly) {
            for (var member : staff) member.session.run(() -> {
                for (var frame : frames) member.hear(frame);
                member.session.outbox().flush();
            });
            return;
        }
        context.runOnContext(v -> say(frames));
    }

    private void say(List<Frame> frames) {
        if (frames.isEmpty()) return;
        var said = thinned(frames);
        // here, once, and not on each of the event loops
        for (var frame : frames) if (frame.isBig()) frame.bytes(true);
        for (var crowd : crowds.values()) crowd.hear(said);
    }

    /**
     * The chat messages that are too many. The booth's people, questions and orders always pass; whoever said one, and whoever is
     * answered, hears it all the same. The choice is made once for the room, so that everybody reads the same conversation.
     */
    private List<Said> thinned(List<Frame> frames) {
        var said = new ArrayList<Said>(frames.size());
        int most = thinning.perSecond();
        boolean lively = most == Limits.CHAT_PER_SECOND && size() < Limits.HUGE_ROOM; // a small room may be as lively as it likes
        long now = System.nanoTime();
        allowance = Math.min(most, allowance + (now - allowedNs) / 1e9 * most);
        allowedNs = now;
        int tooMany = 0;
        for (var frame : frames) {
            if (lively || frame.voice() == null) said.add(new Said(frame, null));
            else if (--allowance >= 0 || frame.voice().carries()) said.add(new Said(frame, null));
            else {
                allowance++;
                tooMany++;
                said.add(new Said(frame, hearAnyway(frame.voice())));
            }
        }
        counts.thinned().increment(tooMany);
        return said;
    }

    private Set<AccountId> hearAnyway(Voice voice) {
        var those = new java.util.HashSet<AccountId>();
        those.add(voice.speaker());
        if (voice.replyTo() != null) for (var frame : recent.lines()) if (frame.voice().message().equals(voice.replyTo())) those.add(frame.voice().speaker());
        those.remove(null);
        return those;
    }

    private static long number(Response entry) {
        var id = entry.get(0).toString();
        return Long.parseLong(id, 0, id.indexOf('-'), 10);
    }

    private static String body(Response entry) {
        return entry.get(1).get(1).toString();
    }
}
