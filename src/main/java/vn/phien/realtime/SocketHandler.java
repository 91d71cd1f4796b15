package vn.phien.realtime;

import static net.logstash.logback.argument.StructuredArguments.value;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
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
    private static final Duration PURSE_KEPT = Duration.ofMinutes(2);

    /** How many sockets there may be at once: in all, and from one network address. */
    public record Space(int sockets, int perAddress) { }

    private final Rooms rooms;
    private final Meters meters;
    private final Commands commands;
    private final Space space;
    private final Homes homes;
    private final Cache<AccountId, Purse> purses = Caffeine.newBuilder().expireAfterAccess(PURSE_KEPT).maximumSize(200_000).build();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger sockets = new AtomicInteger();
    private final Set<Open> open = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    /** What is done with a command. A null reply means that the answer was sent already, or that none is due. */
    @FunctionalInterface
    public interface Commands {
        Future<Outbound.Reply> on(Session session, Inbound command);
    }

    private record Open(Session session, PhoneSocket socket, String home) { }

    public SocketHandler(Vertx vertx, Rooms rooms, Meters meters, Commands commands, Space space) {
        this.rooms = rooms;
        this.meters = meters;
        this.commands = commands;
        this.space = space;
        this.homes = new Homes(space.perAddress());
        meters.viewers(sockets::get);
        meters.outboxBytes(() -> open.stream().mapToLong(phone -> phone.session().outbox().waitingBytes()).sum());
        vertx.setPeriodic(PING_MS, id -> open.forEach(this::ping));
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
            if (phone.socket().silence() > TimeUnit.MILLISECONDS.toNanos(Limits.IDLE_MS)) phone.session().close(Close.NORMAL);
            else phone.session().ping();
        });
    }

    /** Answers a handshake whose Origin and caller have been checked, and takes the connection over. On the request's event loop. */
    public void open(HttpServerRequest request, Guest guest) {
        var refusal = refuses(request);
        var home = Homes.of(guest.address());
        if (refusal == 0 && !homes.enter(home)) refusal = 429;
        if (refusal == 0) {
            upgrade(request, guest, home);
            return;
        }
        if (refusal == 426) request.response().putHeader("Sec-WebSocket-Version", "13");
        if (refusal == 503 || refusal == 429) request.response().putHeader("Retry-After", Integer.toString(2 + (int) (Math.random() * 8)));
        request.response().setStatusCode(refusal).end();
    }

    private int refuses(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET) return 405;
        if (request.version() != HttpVersion.HTTP_1_1) return 505;
        if (request.query() != null) return 400;
        var upgrade = request.getHeader("Upgrade");
        var connection = request.getHeader("Connection");
        if (upgrade == null || !upgrade.equalsIgnoreCase("websocket") || connection == null || !connection.toLowerCase(java.util.Locale.ROOT).contains("upgrade")) return 400;
        if (!"13".equals(request.getHeader("Sec-WebSocket-Version"))) return 426;
        if (key(request) == null) return 400;
        if (isFull()) return 503;
        return 0;
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
        request.toNetSocket().onSuccess(socket -> take((NetSocketInternal) socket, guest, home)).onFailure(e -> {
            homes.leave(home);
            LOG.warn("upgrade: {}", e.getMessage());
        });
    }

    private void take(NetSocketInternal socket, Guest guest, String home) {
        var context = socket.channelHandlerContext();
        var pipeline = context.pipeline();
        for (var name : new String[] {"idle", "logging", "chunkedWriter"}) if (pipeline.get(name) != null) pipeline.remove(name);
        var loop = ((ContextInternal) Vertx.currentContext()).unwrap();
        context.channel().config().setWriteBufferWaterMark(new WriteBufferWaterMark(32 * 1024, 64 * 1024));
        var config = WebSocketDecoderConfig.newBuilder().allowExtensions(false).expectMaskedFrames(true).allowMaskMismatch(false)
            .maxFramePayloadLength(Limits.FRAME_BYTES).closeOnProtocolViolation(false).withUTF8Validator(false).build();
        var ears = new PhoneEars();
        var phone = new PhoneSocket(ears);
        pipeline.addBefore(context.name(), "frames", new WebSocket13FrameDecoder(config));
        pipeline.addBefore(context.name(), "phone", phone);
        var session = new Session(numbers.incrementAndGet(), loop, guest, purse(guest.caller()), pipeline.context(phone), meters);
        ears.session = session;
        ears.open = new Open(session, phone, home);
        open.add(ears.open);
        sockets.incrementAndGet();
        rooms.opened(session);
        if (!context.channel().isActive()) ears.closed(); // gone during the handshake: nobody else will tell
    }

    private Purse purse(Caller caller) {
        return caller instanceof Caller.Person person ? purses.get(person.account(), account -> new Purse()) : new Purse();
    }

    private final class PhoneEars implements PhoneSocket.Ears {
        private Session session;
        private Open open;

        @Override
        public void heard(String text) {
            session.loop().dispatch(text, SocketHandler.this.hearing(session));
        }

        @Override
        public void writable() {
            session.outbox().drain();
        }

        @Override
        public void closed() {
            session.markClosed();
            if (!SocketHandler.this.open.remove(open)) return;
            sockets.decrementAndGet();
            homes.leave(open.home());
            rooms.closed(session);
        }
    }

    private Handler<String> hearing(Session session) {
        return text -> {
            Inbound command;
            try {
                command = Wire.inbound(text);
            } catch (BadMessage bad) {
                session.send(new Outbound.Refused(bad.ref() == null ? 0 : bad.ref(), bad.why(), bad.field(), null));
                return;
            }
            if (!session.purse().pays(command)) session.send(new Outbound.Refused(command.ref(), Why.TOO_FAST, null, null));
            else if (command instanceof Inbound.PostChat && !session.purse().speaks()) session.send(new Outbound.Refused(command.ref(), Why.TOO_FAST, null, null));
            else session.asKnown(Limits.CALLER_CACHE_MS, () -> obey(session, command));
        };
    }

    private void obey(Session session, Inbound command) {
        var name = Wire.name(command.getClass());
        long from = System.nanoTime();
        Future<Outbound.Reply> reply;
        try {
            reply = commands.on(session, command);
        } catch (RuntimeException e) {
            reply = Future.failedFuture(e);
        }
        reply.onComplete(done -> {
            var answer = done.succeeded() ? done.result() : new Outbound.Refused(command.ref(), done.cause() instanceof Unavailable ? Why.TRY_AGAIN : Why.BROKEN, null, null);
            if (done.failed() && !(done.cause() instanceof Unavailable)) LOG.error("{} failed", name, done.cause());
            if (answer != null) session.send(answer);
            long took = System.nanoTime() - from;
            meters.commands(name, done.failed() ? "failed" : answer instanceof Outbound.Refused ? "refused" : "ok").increment();
            if (command instanceof Inbound.TakeHold) meters.takeHold().record(took, TimeUnit.NANOSECONDS);
            if (command instanceof Inbound.PlaceOrder) meters.placeOrder().record(took, TimeUnit.NANOSECONDS);
            if (LOG.isInfoEnabled() && !(command instanceof Inbound.React)) {
                LOG.info("{} {} {} us socket {} ref {}", value("command", name), value("answer", done.failed() ? "failed" : answer instanceof Outbound.Refused refused ? refused.why().code() : "ok"),
                    value("us", took / 1000), value("socket", session.id()), value("ref", command.ref()));
            }
        });
    }

    /** Stops letting phones in and asks those inside to come back elsewhere, in random order over a window. */
    public Future<Void> drain(Vertx vertx, long windowMs) {
        draining = true;
        var promise = io.vertx.core.Promise.<Void>promise();
        for (var phone : open) {
            long wait = 1 + (long) (Math.random() * windowMs);
            vertx.setTimer(wait, id -> phone.session().close(Close.RESTARTING));
        }
        vertx.setTimer(windowMs + 50, id -> promise.complete());
        return promise.future();
    }

    /** Whether the node takes no more phones. */
    public boolean isFull() {
        return draining || sockets.get() >= space.sockets();
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
