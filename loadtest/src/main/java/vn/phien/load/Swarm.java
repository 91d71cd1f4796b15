package vn.phien.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Thousands of phones on one event loop. What they hear is counted here; how long a message was under way is known because the
 * sender is in the same process, and writes into the text when it sent: see {@link #stamp}. The swarm also watches itself: a client
 * that comes behind measures nothing but itself.
 */
final class Swarm implements AutoCloseable {
    /** Sockets from one loopback address; each has some 28,000 ports. */
    private static final int PER_ADDRESS = 10_000;
    private static final int OPENING_AT_ONCE = 100;
    /** A server takes so many a second before it tells phones to come later. */
    private static final int OPENING_PER_SECOND = 600;
    private static final int REMEMBERED = 1 << 16;
    private static final long LAG_EVERY_MS = 10;
    /** On one core of its own the client keeps up below this share of it. */
    private static final double BUSY = 0.9;
    private static final double BEHIND_MS = 50;
    private static final long FIRST_PRICE = 1_000_000;
    final boolean zips;
    private final boolean spins;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final long[] sentN = new long[REMEMBERED];
    private final long[] sentNs = new long[REMEMBERED];
    private final Spread latency = new Spread();
    private final Spread lag = new Spread();
    private final Map<Integer, Integer> closes = new TreeMap<>();
    private Consumer<Viewer> onClose = viewer -> { };
    private Took onDelivery = (sentNs, tookNs) -> { };
    private final Set<Viewer> viewers = new HashSet<>();
    private int connections;
    private double cpuBefore;
    private long since;
    long frames;
    long bytes;
    long shelf;
    long zipped;
    long zippedBytes;
    private long said;

    Swarm() {
        this(false, false);
    }

    /**
     * @param zips  whether its phones say that they read compressed frames
     * @param spins whether it has a core to itself and never sleeps on it: to wake a sleeping client costs the server several
     *              microseconds for each write, which phones at the other end of a network do not
     */
    Swarm(boolean zips, boolean spins) {
        this.zips = zips;
        this.spins = spins;
        IoHandlerFactory handlers = !Epoll.isAvailable() ? NioIoHandler.newFactory() : spins ? EpollIoHandler.newFactory(0, () -> (ready, hasTasks) -> ready.get()) : EpollIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(1, handlers);
        loop = group.next();
        Class<? extends SocketChannel> kind = Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
        bootstrap = new Bootstrap().group(loop).channel(kind).option(ChannelOption.TCP_NODELAY, true).option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(16 * 1024))
            .option(ChannelOption.SO_REUSEADDR, true);
        // the port is chosen when both ends are known: to look for one that is free from all others takes longer than all else a phone does
        if (Epoll.isAvailable()) bootstrap.option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true);
        loop.scheduleAtFixedRate(new Runnable() {
            private long due = System.nanoTime();

            @Override
            public void run() {
                long now = System.nanoTime();
                lag.add(Math.max(0, now - due - TimeUnit.MILLISECONDS.toNanos(LAG_EVERY_MS)));
                due = now;
            }
        }, LAG_EVERY_MS, LAG_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Opens one socket. Refused, the future fails with the status line of the answer. */
    CompletableFuture<Viewer> open(URI server, String cookie) {
        return open(server, cookie, 0);
    }

    /** The same with a receive buffer of so many bytes, 0 for the usual: a phone on a thin line. */
    CompletableFuture<Viewer> open(URI server, String cookie, int receiveBytes) {
        var viewer = new Viewer(this, server, cookie);
        run(() -> {
            viewers.add(viewer);
            var from = new InetSocketAddress("127.0.0." + (2 + connections++ / PER_ADDRESS % 200), 0);
            var to = new InetSocketAddress(server.getHost(), server.getPort());
            var dial = receiveBytes == 0 ? bootstrap.clone() : bootstrap.clone().option(ChannelOption.SO_RCVBUF, receiveBytes);
            dial.handler(viewer).connect(to, from).addListener(done -> {
                if (!done.isSuccess()) viewer.opened().completeExceptionally(done.cause());
            });
        });
        return viewer.opened();
    }

    /** Opens many sockets, some at a time, and does with each what {@code then} says; shows how far it is. */
    List<Viewer> open(URI server, int count, IntFunction<String> cookies, IntFunction<Integer> receiveBytes, ThenDo then) throws Exception {
        var viewers = new ArrayList<Viewer>(count);
        long from = System.nanoTime();
        for (int at = 0; at < count; at += OPENING_AT_ONCE) {
            var some = new ArrayList<CompletableFuture<Viewer>>();
            long begun = System.nanoTime();
            for (int i = at; i < Math.min(count, at + OPENING_AT_ONCE); i++) {
                some.add(patiently(server, cookies.apply(i), receiveBytes.apply(i), 5).thenCompose(viewer -> then.with(viewer).thenApply(done -> viewer)));
            }
            for (var one : some) viewers.add(one.get(60, TimeUnit.SECONDS));
            long early = begun + some.size() * 1_000_000_000L / OPENING_PER_SECOND - System.nanoTime();
            if (early > 0) TimeUnit.NANOSECONDS.sleep(early);
            if (viewers.size() % 2_500 == 0) System.out.printf("  %,d phones are in (%.1f s)%n", viewers.size(), (System.nanoTime() - from) / 1e9);
        }
        return viewers;
    }

    /** A phone that is turned away because too many come at once comes again a second later. */
    private CompletableFuture<Viewer> patiently(URI server, String cookie, int receiveBytes, int tries) {
        return open(server, cookie, receiveBytes).exceptionallyCompose(e -> {
            if (tries == 0 || !String.valueOf(e.getMessage()).contains(" 503")) return CompletableFuture.failedFuture(e);
            var again = new CompletableFuture<Viewer>();
            later(1_000, () -> patiently(server, cookie, receiveBytes, tries - 1).whenComplete((viewer, failed) -> {
                if (failed == null) again.complete(viewer);
                else again.completeExceptionally(failed);
            }));
            return again;
        });
    }

    /** Opens many sockets of people who have not signed in, and brings them into a room. */
    List<Viewer> join(URI server, String room, int count) throws Exception {
        return open(server, count, i -> null, i -> 0, viewer -> viewer.joins(room));
    }

    /** What a phone does as soon as it is connected. */
    @FunctionalInterface
    interface ThenDo {
        CompletableFuture<?> with(Viewer viewer);
    }

    /** Told, on the swarm's event loop, of every socket that ends. */
    void onClose(Consumer<Viewer> heard) {
        onClose = heard;
    }

    /** When something was sent, and how long it took. */
    @FunctionalInterface
    interface Took {
        void after(long sentNs, long tookNs);
    }

    /** Told, on the swarm's event loop, of every chat message at every phone. */
    void onDelivery(Took heard) {
        run(() -> onDelivery = heard);
    }

    void closed(Viewer viewer) {
        viewers.remove(viewer);
        closes.merge(viewer.closeCode(), 1, Integer::sum);
        onClose.accept(viewer);
    }

    void run(Runnable work) {
        if (loop.inEventLoop()) work.run();
        else loop.execute(work);
    }

    void every(long ms, Runnable work) {
        loop.scheduleAtFixedRate(work, ms, ms, TimeUnit.MILLISECONDS);
    }

    void later(long ms, Runnable work) {
        loop.schedule(work, ms, TimeUnit.MILLISECONDS);
    }

    /** Asks something on the event loop, where everything is known for sure. */
    <T> T ask(Callable<T> question) throws Exception {
        return loop.submit(question).get();
    }

    // ── how long a message was under way ──────────────────────────────────────────────────────────────────────────

    /** The moment of sending, in letters that no filter takes for a phone number, a link or an order: goes into the message's text. */
    static String stamp(long ns) {
        var text = new char[18];
        text[0] = text[17] = '~';
        for (int i = 16; i > 0; i--, ns >>>= 4) text[i] = (char) ('a' + (ns & 15));
        return new String(text);
    }

    /** A chat message has come. Only the first copy of each is searched for its stamp. */
    void said(long number, ByteBuf in, int at, int length) {
        said++;
        int slot = (int) number & REMEMBERED - 1;
        if (sentN[slot] != number) {
            sentN[slot] = number;
            sentNs[slot] = 0;
            int mark = in.indexOf(at, at + length, (byte) '~');
            if (mark > 0 && mark + 17 < at + length && in.getByte(mark + 17) == '~') {
                long ns = 0;
                for (int i = 1; i <= 16; i++) ns = ns << 4 | in.getByte(mark + i) - 'a';
                sentNs[slot] = ns;
            }
        }
        if (sentNs[slot] == 0) return;
        long tookNs = System.nanoTime() - sentNs[slot];
        latency.add(tookNs);
        onDelivery.after(sentNs[slot], tookNs);
    }

    // ── how long a price was under way ────────────────────────────────────────────────────────────────────────────

    /** The price that the change with this number sets, so that whoever sees it knows when it was made. */
    long priced(int change) {
        sentNs[change & REMEMBERED - 1] = System.nanoTime();
        return FIRST_PRICE + change;
    }

    /** A summary of a hall has come. Tells the highest such price in it, or the one that the phone has seen already. */
    long summed(ByteBuf in, int at, int length, long seen) {
        long newest = seen;
        for (int from = at; (from = find(in, from, at + length)) >= 0; ) {
            long price = 0;
            for (int digit; (digit = in.getByte(from) - '0') >= 0 && digit <= 9; from++) price = price * 10 + digit;
            newest = Math.max(newest, price);
        }
        if (newest > seen && newest >= FIRST_PRICE) latency.add(System.nanoTime() - sentNs[(int) (newest - FIRST_PRICE) & REMEMBERED - 1]);
        return newest;
    }

    /** Where the next price begins, or -1. */
    private static int find(ByteBuf in, int from, int end) {
        for (int at = in.indexOf(from, end, (byte) 'V'); at >= 0; at = in.indexOf(at + 1, end, (byte) 'V')) {
            if (at - 5 >= from && at + 5 < end && in.getByte(at - 1) == 'e' && in.getByte(at - 5) == 'p' && in.getByte(at + 4) == ':') return at + 5;
        }
        return -1;
    }

    // ── figures ───────────────────────────────────────────────────────────────────────────────────────────────────

    /** What was heard since {@link #begin}: chat messages, all text frames, bytes, and how the client itself was. */
    record Heard(long said, long frames, long bytes, double seconds, String latency, double p99, double clientCores, boolean spins, double clientLagMs) {
        /** Whether the client, not the server, set the pace. */
        boolean clientWasBusy() {
            return !spins && clientCores > BUSY || clientLagMs > BEHIND_MS;
        }
    }

    /** Begins to count anew. */
    void begin() throws Exception {
        ask(() -> {
            latency.clear();
            lag.clear();
            frames = bytes = shelf = zipped = zippedBytes = said = 0;
            cpuBefore = Proc.self().cpuSeconds();
            since = System.nanoTime();
            return null;
        });
    }

    Heard heard() throws Exception {
        return ask(() -> {
            double seconds = (System.nanoTime() - since) / 1e9;
            return new Heard(said, frames, bytes, seconds, latency.toString(), latency.percentile(.99), (Proc.self().cpuSeconds() - cpuBefore) / seconds, spins, lag.percentile(.99));
        });
    }

    /** Waits until no chat message has come for a second. */
    void settle() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (long before = -1, now = 0; before != now && System.nanoTime() < end; ) {
            before = now;
            TimeUnit.SECONDS.sleep(1);
            now = ask(() -> said);
        }
    }

    /** Sockets that ended, by close code. */
    Map<Integer, Integer> closes() throws Exception {
        return ask(() -> new TreeMap<>(closes));
    }

    /** Says so when the client was the bottleneck. */
    static void confess(Heard heard) {
        System.out.printf(java.util.Locale.ROOT, "  client: %.2f cores, lag p99 %.1f ms%s%n", heard.clientCores(), heard.clientLagMs(),
            heard.clientWasBusy() ? "; THE CLIENT WAS THE BOTTLENECK: times are its own, the server can do more" : "");
    }

    @Override
    public void close() throws Exception {
        ask(() -> {
            List.copyOf(viewers).forEach(Viewer::close);
            return null;
        });
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
    }
}
