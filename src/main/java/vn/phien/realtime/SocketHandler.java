package vn.phien.realtime;

import static net.logstash.logback.argument.StructuredArguments.value;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Timer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.impl.VertxHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;
import vn.phien.base.Lately;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.Strain;
import vn.phien.base.Why;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Wire;
import vn.phien.redis.Unavailable;

/**
 * The door for phones: {@code GET /socket}. The handshake is answered here, then the connection is taken over from the HTTP
 * server, so that one strict handler sees every byte that comes in and every frame goes out as it was encoded.
 */
public final class SocketHandler {
    private static final Logger LOG = LoggerFactory.getLogger("phien.commands");
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final long PING_MS = 25_000;
    /** Phones are pinged in so many parts, for thousands of writes at once would hold others up. */
    private static final int PING_PARTS = 25;
    /** What the kernel may hold for one phone; what it takes beyond would be a queue that nobody sees. */
    private static final int KERNEL_BYTES = 32 * 1024;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);
    private static final long LAST_LOOK_MS = 20;
    /** So long after the last viewer those who sell are asked to leave, so that nobody sees a stream end before being asked. */
    private static final long SELLERS_LATER_MS = 250;
    private static final Duration PURSE_KEPT = Duration.ofMinutes(2);

    /** How many sockets there may be at once: in all, and from one network address; and how many may come in a second. */
    public record Space(int sockets, int perAddress, int perSecond) {
        /** As many a second as there may be at once. */
        public Space(int sockets, int perAddress) {
            this(sockets, perAddress, sockets);
        }
    }

    private final Vertx vertx;
    private final Rooms rooms;
    private final Meters meters;
    private final Counts counts;
    private final Commands commands;
    private final LongSupplier clock;
    private final Ladder ladder;
    private final Admission admission;
    private final Homes homes;
    private final Cache<AccountId, Purse> purses = Caffeine.newBuilder().expireAfterAccess(PURSE_KEPT).maximumSize(200_000).build();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger chats = new AtomicInteger();
    private final AtomicInteger joins = new AtomicInteger();
    private final Lately takeHold = new Lately();
    private final Lately placeOrder = new Lately();
    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private int pings;

    /** What is done with a command. A null reply means that the answer was sent already, or that none is due. */
    @FunctionalInterface
    public interface Commands {
        Future<Outbound.Reply> on(Session session, Inbound command);
    }

    /** A phone that is here, and how many of its orders are under way; counted on its event loop. */
    private static final class Open {
        private final Session session;
        private final PhoneSocket socket;
        private final String home;
        private int orders;

        private Open(Session session, PhoneSocket socket, String home) {
            this.session = session;
            this.socket = socket;
            this.home = home;
        }

        Session session() {
            return session;
        }
    }

    /** Lets everybody in as long as there is space, whatever the load. */
    public SocketHandler(Vertx vertx, Rooms rooms, Meters meters, Commands commands, Space space) {
        this(vertx, rooms, meters, commands, space, new Ladder(Strain.NONE, System::nanoTime), caller -> false);
    }

    /**
     * A door that goes by the load.
     *
     * @param first who comes in before others
     */
    public SocketHandler(Vertx vertx, Rooms rooms, Meters meters, Commands commands, Space space, Ladder ladder, Predicate<Caller> first) {
        this(vertx, rooms, meters, commands, space, ladder, first, System::nanoTime);
    }

    /** @param clock by which commands grow old, and what is known of callers, ns */
    SocketHandler(Vertx vertx, Rooms rooms, Meters meters, Commands commands, Space space, Ladder ladder, Predicate<Caller> first, LongSupplier clock) {
        this.vertx = vertx;
        this.rooms = rooms;
        this.meters = meters;
        this.counts = Counts.of(meters);
        this.commands = commands;
        this.clock = clock;
        this.ladder = ladder;
        this.admission = new Admission(space, ladder, first, meters);
        this.homes = new Homes(space.perAddress());
        ladder.tells(strain -> tellAll(new Outbound.StrainChanged(strain)));
        meters.viewers(admission::inside);
        meters.viewersMost(space::sockets);
        meters.outboxBytes(this::outboxBytes);
        vertx.setPeriodic(PING_MS / PING_PARTS, id -> {
            int part = pings++ % PING_PARTS;
            for (var phone : open) if (phone.session.id() % PING_PARTS == part) ping(phone);
        });
        vertx.setPeriodic(Limits.CALLER_CACHE_MS, id -> open.forEach(SocketHandler::look));
    }

    /** Who works in a booth is looked at often; others when they say something, and now and then. A bell tells of ended logins sooner. */
    private static void look(Open phone) {
        var session = phone.session();
        if (!(session.caller() instanceof Caller.Person person)) return;
        session.run(() -> session.asKnown(person.booths().isEmpty() ? Limits.IDLE_CALLER_MS : 0, () -> { }));
    }

    private void ping(Open phone) {
        phone.session().run(() -> {
            if (phone.socket.silence() > TimeUnit.MILLISECONDS.toNanos(Limits.IDLE_MS)) phone.session().close(Close.NORMAL);
            else phone.session().ping();
        });
    }

    /** Answers a handshake whose Origin and caller have been checked, and takes the connection over. On the request's event loop. */
    public void open(HttpServerRequest request, Guest guest) {
        var refusal = refuses(request);
        var home = Homes.of(guest.address());
        long laterMs = 0;
        if (refusal == 0 && !homes.enter(home)) {
            meters.turnedAway("address").increment();
            refusal = 429;
            laterMs = Limits.LATER_MIN_MS + (long) (Math.random() * 9_000);
        } else if (refusal == 0 && (laterMs = admission.door(guest.caller())) > 0) {
            homes.leave(home);
            refusal = 503;
        }
        if (refusal == 0) {
            upgrade(request, guest, home);
            return;
        }
        if (refusal == 426) request.response().putHeader("Sec-WebSocket-Version", "13");
        if (laterMs > 0) request.response().putHeader("Retry-After", Long.toString((laterMs + 999) / 1_000));
        request.response().setStatusCode(refusal).end();
    }

    /** 0 when a phone may come to the door now, else the ms after which to come: pages ask this when their socket did not open, for a browser does not tell them why. */
    public long askedBefore() {
        return admission.askedBefore();
    }

    private static int refuses(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET) return 405;
        if (request.version() != HttpVersion.HTTP_1_1) return 505;
        if (request.query() != null) return 400;
        var upgrade = request.getHeader("Upgrade");
        var connection = request.getHeader("Connection");
        if (upgrade == null || !upgrade.equalsIgnoreCase("websocket") || connection == null || !connection.toLowerCase(java.util.Locale.ROOT).contains("upgrade")) return 400;
        if (!"13".equals(request.getHeader("Sec-WebSocket-Version"))) return 426;
        return key(request) == null ? 400 : 0;
    }

    private static String key(HttpServerRequest request) {
        var key = request.getHeader("Sec-WebSocket-Key");
        try {
            return key != null && Base64.getDecoder().decode(key).length == 16 ? key : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void upgrade(HttpServerRequest request, Guest guest, String home) {
        request.response().putHeader("Upgrade", "websocket").putHeader("Connection", "Upgrade").putHeader("Sec-WebSocket-Accept", accept(key(request)));
        boolean zips = Zip.isOffered(request.headers().getAll("Sec-WebSocket-Extensions").stream().collect(Collectors.joining(",")));
        if (zips) request.response().putHeader("Sec-WebSocket-Extensions", Zip.EXTENSION);
        request.toNetSocket().onSuccess(socket -> take((NetSocketInternal) socket, guest, home, zips)).onFailure(e -> {
            homes.leave(home);
            admission.left();
            LOG.warn("upgrade: {}", e.getMessage());
        });
    }

    private void take(NetSocketInternal socket, Guest guest, String home, boolean zips) {
        var context = socket.channelHandlerContext();
        var pipeline = context.pipeline();
        for (var name : new String[] {"idle", "logging", "chunkedWriter"}) if (pipeline.get(name) != null) pipeline.remove(name);
        var loop = ((ContextInternal) Vertx.currentContext()).unwrap();
        context.channel().config().setWriteBufferWaterMark(WATER_MARK);
        context.channel().config().setOption(ChannelOption.SO_SNDBUF, KERNEL_BYTES);
        var config = WebSocketDecoderConfig.newBuilder().allowExtensions(zips).expectMaskedFrames(true).allowMaskMismatch(false)
            .maxFramePayloadLength(Limits.FRAME_BYTES).closeOnProtocolViolation(false).withUTF8Validator(false).build();
        var ears = new PhoneEars();
        var phone = new PhoneSocket(ears, zips);
        pipeline.addBefore(context.name(), "frames", new WebSocket13FrameDecoder(config));
        pipeline.addBefore(context.name(), "phone", phone);
        var session = new Session(numbers.incrementAndGet(), loop, guest, purse(guest.caller()), pipeline.context(phone), zips, counts, clock);
        ears.session = session;
        ears.open = new Open(session, phone, home);
        open.add(ears.open);
        forget(context);
        rooms.opened(session);
        if (ladder.strain() != Strain.NONE) session.send(new Outbound.StrainChanged(ladder.strain()));
        if (!context.channel().isActive()) ears.closed(); // gone during the handshake: nobody else will tell
    }

    /**
     * For the HTTP server the connection is over: it is told so and lets go of everything that it keeps for one, which is three
     * quarters of what a phone would cost. The channel stays in the server's group, so that a server that stops still closes it.
     */
    private static void forget(ChannelHandlerContext context) {
        if (!(context.handler() instanceof VertxHandler<?> handler)) return;
        handler.channelInactive(context);
        context.pipeline().remove(handler);
    }

    private Purse purse(Caller caller) {
        return caller instanceof Caller.Person person ? purses.get(person.account(), account -> new Purse()) : new Purse();
    }

    private final class PhoneEars implements PhoneSocket.Ears {
        private Session session;
        private Open open;

        @Override
        public void heard(String text) {
            session.loop().dispatch(text, SocketHandler.this.hearing(open));
        }

        @Override
        public void writable() {
            session.outbox().drain();
        }

        @Override
        public void leave() {
            session.close(Close.RESTARTING);
        }

        @Override
        public void closing() {
            session.markClosed();
        }

        @Override
        public void closed() {
            session.markClosed();
            if (!SocketHandler.this.open.remove(open)) return;
            admission.left();
            homes.leave(open.home);
            rooms.closed(session);
        }
    }

    private Handler<String> hearing(Open phone) {
        var session = phone.session;
        return text -> {
            Inbound command;
            try {
                command = Wire.inbound(text);
            } catch (BadMessage bad) {
                session.send(new Outbound.Refused(bad.ref() == null ? 0 : bad.ref(), bad.why(), bad.field(), null));
                return;
            }
            long heardNs = clock.getAsLong();
            if (command instanceof Inbound.React && ladder.atLeast(Strain.QUIETER)) return;
            if (!session.purse().pays(command)) session.send(new Outbound.Refused(command.ref(), Why.TOO_FAST, null, null));
            else if ((command instanceof Inbound.PostChat || command instanceof Inbound.SayAtCounter) && !session.purse().speaks()) session.send(new Outbound.Refused(command.ref(), Why.TOO_FAST, null, null));
            else session.asKnown(Limits.CALLER_CACHE_MS, () -> admit(phone, command, heardNs));
        };
    }

    /** What must not wait goes to work; chats and joins go as far as they leave room for it. */
    private void admit(Open phone, Inbound command, long heardNs) {
        var session = phone.session;
        if (clock.getAsLong() - heardNs > TimeUnit.MILLISECONDS.toNanos(Limits.COMMAND_MS)) {
            meters.expired().increment();
            session.send(new Outbound.Refused(command.ref(), Why.TRY_AGAIN, null, null));
            return;
        }
        switch (command) {
            case Inbound.JoinRoom join -> {
                long laterMs = joins.get() >= (admission.goesFirst(session.caller()) ? Limits.JOINS_UNDER_WAY : rooms.buyers().joins()) ? Limits.LATER_MIN_MS + (long) (Math.random() * Limits.LATER_MIN_MS) : admission.room(session.caller());
                if (laterMs > 0) session.send(new Outbound.JoinLater(join.ref(), laterMs));
                else counted(joins, obey(session, command));
            }
            case Inbound.PostChat post -> {
                if (!session.sells() && chats.get() >= room(post)) {
                    meters.chatShed("under-way").increment();
                    session.send(new Outbound.Refused(command.ref(), Why.CROWDED, null, null));
                } else counted(chats, obey(session, command));
            }
            case Inbound.TakeHold _, Inbound.TakeHolds _, Inbound.PlaceOrder _, Inbound.PlaceOrders _, Inbound.ExtendHold _, Inbound.ReleaseHold _, Inbound.CancelOrder _ -> {
                phone.orders++;
                obey(session, command).onComplete(done -> session.run(() -> phone.orders--));
            }
            default -> obey(session, command);
        }
    }

    /** How many messages may be under way when this one comes; a comment that may be an order has more room. */
    private int room(Inbound.PostChat post) {
        if (post.text().chars().anyMatch(Character::isDigit)) return Limits.CHAT_ORDERS_UNDER_WAY;
        return ladder.atLeast(Strain.THINNER) ? Limits.CHATS_UNDER_WAY_STRAINED : rooms.buyers().chats();
    }

    private static void counted(AtomicInteger underWay, Future<?> work) {
        underWay.incrementAndGet();
        work.onComplete(done -> underWay.decrementAndGet());
    }

    /** Does it and answers. The future ends when the answer is on its way. */
    private Future<Outbound.Reply> obey(Session session, Inbound command) {
        var name = Wire.name(command.getClass());
        long from = System.nanoTime();
        Future<Outbound.Reply> reply;
        try {
            reply = commands.on(session, command);
        } catch (RuntimeException e) {
            reply = Future.failedFuture(e);
        }
        return reply.onComplete(done -> {
            var answer = done.succeeded() ? done.result() : new Outbound.Refused(command.ref(), done.cause() instanceof Unavailable ? Why.TRY_AGAIN : Why.BROKEN, null, null);
            if (done.failed() && !(done.cause() instanceof Unavailable)) LOG.error("{} failed", name, done.cause());
            if (answer != null) session.send(answer);
            long took = System.nanoTime() - from;
            meters.commands(name, done.failed() ? "failed" : answer instanceof Outbound.Refused ? "refused" : "ok").increment();
            if (command instanceof Inbound.TakeHold) bought(meters.takeHold(), takeHold, took);
            if (command instanceof Inbound.PlaceOrder) bought(meters.placeOrder(), placeOrder, took);
            if (LOG.isInfoEnabled() && !(command instanceof Inbound.React)) {
                LOG.info("{} {} {} us socket {} ref {}", value("command", name), value("answer", done.failed() ? "failed" : answer instanceof Outbound.Refused refused ? refused.why().code() : "ok"),
                    value("us", took / 1000), value("socket", session.id()), value("ref", command.ref()));
            }
        });
    }

    private void bought(Timer timer, Lately lately, long tookNs) {
        timer.record(tookNs, TimeUnit.NANOSECONDS);
        lately.record(tookNs);
        rooms.buyers().record(tookNs);
    }

    /** How long holds took in the last seconds, from the command to the reply. */
    public Lately takeHold() {
        return takeHold;
    }

    /** How long orders took in the last seconds. */
    public Lately placeOrder() {
        return placeOrder;
    }

    /** Tells every phone of this node. */
    private void tellAll(Outbound message) {
        for (var phone : open) phone.session.send(message);
    }

    // ── leaving ───────────────────────────────────────────────────────────────────────────────────────────────────

    /**
     * Lets no phone in any more and asks those inside to come back elsewhere: in random order over a window, which is shorter when
     * they are few; those who sell last. A phone whose order is under way is asked after its answer, and each gets what it must
     * have before it is asked.
     */
    public Future<Void> drain(long windowMs) {
        admission.leave();
        var phones = new ArrayList<>(open);
        Collections.shuffle(phones);
        phones.sort(Comparator.comparing(phone -> phone.session.sells()));
        long window = Math.min(windowMs, phones.size() * 1_000L / Limits.LEAVING_PER_SECOND);
        long sellersLater = phones.isEmpty() || phones.getFirst().session.sells() ? 0 : SELLERS_LATER_MS;
        var asked = new ArrayList<Future<Void>>();
        for (int i = 0; i < phones.size(); i++) {
            var phone = phones.get(i);
            long at = 1 + i * window / phones.size() + (phone.session.sells() ? sellersLater : 0);
            asked.add(vertx.timer(at, TimeUnit.MILLISECONDS).compose(v -> {
                var gone = Promise.<Void>promise();
                long endMs = System.nanoTime() / 1_000_000 + Limits.LAST_ANSWERS_MS;
                phone.session.run(() -> ask(phone, endMs, gone));
                return gone.future();
            }));
        }
        return Future.join(asked).mapEmpty();
    }

    private void ask(Open phone, long endMs, Promise<Void> gone) {
        var session = phone.session;
        boolean busy = phone.orders > 0 || session.outbox().waitingBytes() > 0;
        if (!session.isClosed() && busy && System.nanoTime() / 1_000_000 < endMs) {
            vertx.setTimer(LAST_LOOK_MS, id -> session.run(() -> ask(phone, endMs, gone)));
            return;
        }
        session.close(Close.RESTARTING);
        gone.complete();
    }

    /** Whether the node takes no more phones. */
    public boolean isFull() {
        return admission.isFull();
    }

    /** How many phones are here, and how many there may be. */
    public int size() {
        return admission.inside();
    }

    /** Bytes that wait for slow phones. */
    public long outboxBytes() {
        return open.stream().mapToLong(phone -> phone.session().outbox().waitingBytes()).sum();
    }

    public int most() {
        return admission.most();
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
