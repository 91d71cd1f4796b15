package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestStore;

/**
 * Phones that lose their sockets at any moment, bells that nobody rings, logs that are cut short and lost: each phone hears every
 * numbered event of its room once and in order, or is told to take a scene and goes on from there; and no line of the chat twice.
 */
@ExtendWith(TestStore.class)
class ResumeTest {
    private static final BoothId BOOTH = new BoothId("b07-dongvan");
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private static final int PHONES = 250;
    private static final int EVENTS = 7_000, MOST_EVENTS = 60_000;
    private static final long SEED = Long.getLong("resume.seed", 517);
    private final Link link = TestStore.LINK;
    private final Random random = new Random(SEED);
    private final AtomicLong scenesRead = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong recovered = new AtomicLong();
    private final AtomicLong scenes = new AtomicLong();
    private final AtomicReference<String> wrong = new AtomicReference<>();
    private final List<Ear> ears = new ArrayList<>();
    private MultiThreadIoEventLoopGroup group;
    private Rooms rooms;
    private HttpServer server;
    private int sceneBytes = 10_000;
    private String epoch = "e1";
    private long seq;
    private long n;

    @BeforeEach
    void a_server_with_one_live_room() {
        new Books(link).open(SHOW, BOOTH, new ProductId("p07-honey"), 185_000, 10, 5);
        var meters = Meters.unread();
        rooms = new Rooms(TestStore.VERTX, link, InstantSource.system(), meters, place -> {
            scenesRead.incrementAndGet();
            return link.send(Command.HMGET, Keys.stage(place), "epoch", "seq", "chatN").map(stage -> new SceneAt(stage.get(0).toString(), stage.get(1) == null ? 0 : stage.get(1).toLong(),
                stage.get(2) == null ? 0 : stage.get(2).toLong(), Scenes.of(sceneBytes)));
        });
        rooms.start();
        var sockets = new SocketHandler(TestStore.VERTX, rooms, meters, (session, command) -> command instanceof Inbound.JoinRoom join
            ? rooms.join(session, join, false, Future.succeededFuture(new Rooms.Welcome(new Views.Mine(List.of(), List.of(), false, false), null)))
            : Future.succeededFuture(new Outbound.Refused(command.ref(), Why.NOT_ALLOWED, null, null)), new SocketHandler.Space(10_000, 10_000));
        server = TestStore.VERTX.createHttpServer().requestHandler(request -> sockets.open(request, new Guest(Caller.ANONYMOUS, () -> Future.succeededFuture(Caller.ANONYMOUS), "127.0.0.1"))).listen(0, "127.0.0.1").await();
        group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    }

    @AfterEach
    void everything_stops() throws InterruptedException {
        for (var ear : ears) ear.end();
        rooms.stop();
        server.close().await();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).await();
    }

    @Test
    void a_million_events_without_a_gap_or_a_double_however_often_sockets_and_bells_are_lost() throws InterruptedException {
        for (int i = 0; i < PHONES; i++) ears.add(new Ear());
        ears.forEach(Ear::dial);
        await("everybody is in", () -> ears.stream().allMatch(ear -> ear.here));
        // on a slow machine phones are away for longer, and hear less of the same
        for (int done = 0; wrong.get() == null && done < MOST_EVENTS && (done < EVENTS || delivered.get() < 1_000_000 || recovered.get() <= 100); ) {
            int some = 1 + random.nextInt(60);
            happens(some);
            done += some;
            if (random.nextInt(10) < 7) rooms.ring(SHOW);
            int cuts = random.nextInt(9);
            for (int i = 0; i < cuts; i++) ears.get(random.nextInt(PHONES)).drop(random.nextInt(8) == 0 ? 400 : 0);
            if (random.nextInt(60) == 0) link.ask(Command.XTRIM, Keys.shelf(SHOW), "MAXLEN", random.nextInt(40));
            if (random.nextInt(100) == 0) theLogIsLost();
            TimeUnit.MILLISECONDS.sleep(random.nextInt(40)); // a room has a pace; the phones come back in it
        }
        rooms.ring(SHOW);
        await("everybody has heard all", () -> wrong.get() != null || ears.stream().allMatch(ear -> ear.here && ear.epoch.equals(epoch) && ear.seq == seq));
        assertEquals(null, wrong.get(), "seed " + SEED);
        assertTrue(delivered.get() >= 1_000_000, delivered + " were heard by " + PHONES);
        assertTrue(scenesRead.get() < scenes.get() / 4, scenesRead + " scenes read for " + scenes);
        assertTrue(recovered.get() > 100 && scenes.get() > PHONES, recovered + " resumed, " + scenes + " scenes");
    }

    @Test
    void a_whole_room_that_comes_back_at_once_reads_the_log_once() throws InterruptedException {
        sceneBytes = 60_000;
        happens(Limits.RESUME_EVENTS + 100);
        long top = seq;
        for (int i = 0; i < PHONES; i++) {
            var ear = new Ear();
            ear.epoch = "e1";
            ear.seq = top - 1 - random.nextInt(Limits.RESUME_EVENTS - 10);
            ears.add(ear);
        }
        long before = calls("xrange") + calls("xrevrange");
        ears.forEach(Ear::dial);
        await("everybody is whole again", () -> wrong.get() != null || ears.stream().allMatch(ear -> ear.here && ear.seq == top));
        assertEquals(null, wrong.get());
        assertEquals(PHONES, recovered.get());
        assertTrue(scenesRead.get() < 5, () -> scenesRead + " looks at how long a scene is, for all of them");
        assertTrue(calls("xrange") + calls("xrevrange") - before < 40, () -> calls("xrange") + calls("xrevrange") - before + " readings of logs");
    }

    private long calls(String command) {
        var stats = link.ask(Command.INFO, "commandstats").toString();
        var found = java.util.regex.Pattern.compile("cmdstat_" + command + ":calls=(\\d+)").matcher(stats);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /** So many numbered events, and now and then something said. Each event carries its own number in its body. */
    private void happens(int some) {
        var requests = new ArrayList<Request>();
        for (int i = 0; i < some; i++) {
            seq++;
            requests.add(Link.request(Command.XADD, Keys.shelf(SHOW), seq + "-0", "e", "{\"t\":\"slow-mode-set\",\"seconds\":" + seq + "}"));
            if (i % 5 > 0) continue;
            n++;
            requests.add(Link.request(Command.XADD, Keys.chat(SHOW), "MAXLEN", 200, n + "-0", "e", "{\"t\":\"said\",\"line\":{\"n\":" + n + ",\"sentMs\":1,\"message\":\"m07-x\",\"account\":\"u-an\",\"name\":\"An\",\"text\":\"à\"}}"));
        }
        requests.add(Link.request(Command.HSET, Keys.stage(SHOW), "seq", seq, "chatN", n));
        link.batch(requests).await();
    }

    /** Everything numbered so far is worth nothing any more: the numbers begin anew. */
    private void theLogIsLost() {
        epoch = "e" + (Integer.parseInt(epoch.substring(1)) + 1);
        seq = random.nextInt(3);
        link.batch(List.of(Link.request(Command.DEL, Keys.shelf(SHOW)), Link.request(Command.HSET, Keys.stage(SHOW), "epoch", epoch, "seq", seq))).await();
        for (long i = 1; i <= seq; i++) link.ask(Command.XADD, Keys.shelf(SHOW), i + "-0", "e", "{\"t\":\"slow-mode-set\",\"seconds\":" + i + "}");
    }

    private void await(String what, java.util.function.BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError(what + ": no; seed " + SEED + ", top " + epoch + "/" + seq + ", phones " + ears.stream().map(ear -> ear.epoch + "/" + ear.seq + (ear.here ? "" : " away")).distinct().toList());
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** A phone that checks everything it hears, and comes back whenever it is cut off. On the client's event loop. */
    private final class Ear {
        private volatile String epoch;
        private volatile long seq;
        private volatile boolean here;
        private volatile Channel channel;
        private volatile boolean ended;
        private long chat;
        private ByteBuf in;
        private boolean upgraded;
        private int closedWith;
        private long awayMs;

        void dial() {
            if (ended) return;
            new Bootstrap().group(group).channel(NioSocketChannel.class).handler(new Fresh(this)).connect("127.0.0.1", server.actualPort()).addListener(done -> {
                if (!done.isSuccess()) group.schedule(this::dial, 20, TimeUnit.MILLISECONDS);
            });
        }

        /** Cuts the line, and stays away for a while. */
        void drop(long ms) {
            group.execute(() -> {
                awayMs = ms;
                if (channel != null) channel.close();
            });
        }

        void end() {
            ended = true;
            if (channel != null) channel.close();
        }

        private void says(String text) {
            var payload = text.getBytes(StandardCharsets.UTF_8);
            channel.writeAndFlush(Unpooled.buffer().writeByte(0x81).writeByte(0x80 | payload.length).writeInt(0).writeBytes(payload));
        }

        private void joins() {
            if (channel.isActive()) says("{\"t\":\"join-room\",\"ref\":1,\"room\":\"" + SHOW + "\"" + (epoch == null ? "" : ",\"seq\":" + seq + ",\"epoch\":\"" + epoch + "\",\"n\":" + chat) + "}");
        }

        private void connected(ChannelHandlerContext ctx) {
            channel = ctx.channel();
            in = Unpooled.buffer();
            upgraded = false;
            closedWith = 0;
            ctx.writeAndFlush(Unpooled.copiedBuffer("GET /socket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", StandardCharsets.US_ASCII));
        }

        private void read(ByteBuf bytes) {
            in.writeBytes(bytes);
            if (!upgraded) {
                var text = in.toString(StandardCharsets.UTF_8);
                int end = text.indexOf("\r\n\r\n");
                if (end < 0) return;
                if (!text.startsWith("HTTP/1.1 101")) {
                    fails(text);
                    return;
                }
                in.skipBytes(end + 4);
                upgraded = true;
                joins();
            }
            while (in.readableBytes() >= 2) {
                int at = in.readerIndex(), length = in.getByte(at + 1), head = 2;
                if (length == 126) {
                    if (in.readableBytes() < 4) return;
                    length = in.getUnsignedShort(at + 2);
                    head = 4;
                }
                if (in.readableBytes() < head + length) return;
                int opcode = in.getByte(at) & 15;
                if (opcode == 1) heard(in.toString(at + head, length, StandardCharsets.UTF_8));
                if (opcode == 8) closedWith = in.getUnsignedShort(at + head);
                in.skipBytes(head + length);
            }
            in.discardReadBytes();
        }

        private void heard(String text) {
            if (text.startsWith("{\"t\":\"joined\"")) {
                boolean again = text.contains("\"recovered\":true");
                (again ? recovered : scenes).incrementAndGet();
                var now = text.replaceAll(".*\"epoch\":\"([^\"]*)\".*", "$1");
                long at = number(text, "\"seq\":");
                if (again && (!now.equals(epoch) || at != seq)) fails("resumed at " + now + "/" + at + " having " + epoch + "/" + seq);
                epoch = now;
                seq = at;
                here = true;
            } else if (text.startsWith("{\"t\":\"join-later\"")) {
                var asked = channel;
                group.schedule(() -> {
                    if (channel == asked) joins();
                }, random.nextInt(100), TimeUnit.MILLISECONDS);
            } else if (text.startsWith("{\"seq\":")) {
                long number = number(text, "\"seq\":");
                if (!here) fails("heard " + text + " before it was in");
                if (number != seq + 1) fails("heard " + number + " after " + seq + " of " + epoch);
                if (number(text, "\"seconds\":") != number) fails("the number " + number + " on " + text);
                seq = number;
                delivered.incrementAndGet();
            } else if (text.startsWith("{\"t\":\"said\"")) {
                long number = number(text, "\"n\":");
                if (number <= chat) fails("chat " + number + " after " + chat);
                chat = number;
            }
        }

        private void gone() {
            here = false;
            if (closedWith == Close.NO_RESUME.code()) epoch = null;
            long ms = awayMs;
            awayMs = 0;
            if (!ended) group.schedule(this::dial, ms, TimeUnit.MILLISECONDS);
        }

        private void fails(String how) {
            wrong.compareAndSet(null, how);
        }

        private static long number(String text, String after) {
            int at = text.indexOf(after) + after.length();
            int end = at;
            while (end < text.length() && Character.isDigit(text.charAt(end))) end++;
            return Long.parseLong(text, at, end, 10);
        }
    }

    /** One connection of a phone; a handler cannot be used twice. */
    private final class Fresh extends ChannelInboundHandlerAdapter {
        private final Ear ear;

        private Fresh(Ear ear) {
            this.ear = ear;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            ear.connected(ctx);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ear.read((ByteBuf) message);
            ((ByteBuf) message).release();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            ear.gone();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
