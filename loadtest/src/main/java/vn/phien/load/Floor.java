package vn.phien.load;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What is possible: a bare Netty server that knows no rooms, no lanes, no store and no people. On each tick it writes one ready
 * buffer, with the messages that are due, to each socket, and flushes. A process of its own, on the core that the server had.
 */
final class Floor implements AutoCloseable {
    private static final double PROMISED_RATIO = 0.7;
    private static final int BESIDE_SECONDS = 10;
    private final Process process;
    private final int port;

    private Floor(int core, int bytes, int rate, int tickMs) throws IOException {
        var command = new ArrayList<String>();
        if (core >= 0 && Proc.canPin()) command.addAll(List.of("taskset", "-c", Integer.toString(core)));
        command.addAll(Server.java());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Floor.class.getName(), Integer.toString(bytes), Integer.toString(rate), Integer.toString(tickMs)));
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var line = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (line == null) throw new IOException("the floor did not start");
        port = Integer.parseInt(line.strip());
    }

    /** How much it carried for each second of its CPU, and how long messages were under way. */
    record Result(double perCpuSecond, double cores, String latency) { }

    /** Runs it with as many phones, as many messages of the same size, the same tick and the same kind of client; prints and answers what it did. */
    static Result measure(int core, boolean spins, int viewers, int bytes, int rate, int tickMs, int seconds) throws Exception {
        System.out.printf("floor: a bare Netty server, %,d sockets, %d messages/s of %d bytes, a write for each socket every %d ms%n", viewers, rate, bytes, tickMs);
        try (var floor = new Floor(core, bytes, rate, tickMs); var swarm = new Swarm(false, spins)) {
            var address = URI.create("http://127.0.0.1:" + floor.port);
            swarm.open(address, viewers, i -> null, i -> 0, java.util.concurrent.CompletableFuture::completedFuture);
            floor.process.getOutputStream().write('\n');
            floor.process.getOutputStream().flush();
            TimeUnit.SECONDS.sleep(Math.min(5, seconds));
            var proc = new Proc(floor.process.pid());
            swarm.begin();
            double cpu = proc.cpuSeconds();
            TimeUnit.SECONDS.sleep(seconds);
            var heard = swarm.heard();
            cpu = proc.cpuSeconds() - cpu;
            System.out.printf(Locale.ROOT, "  floor: %,d deliveries in %.1f s, %.2f cores, %,.0f for each CPU second; %s%n", heard.said(), heard.seconds(), cpu / heard.seconds(), heard.said() / cpu, heard.latency());
            Swarm.confess(heard);
            return new Result(heard.said() / cpu, cpu / heard.seconds(), heard.latency());
        }
    }

    /**
     * The same beside a run in which deliveries are not what is judged: tells what they cost, all else that was done meanwhile
     * included, and what they cost a bare server.
     *
     * @param core on which the server ran alone, -1 when it had all
     * @param cpu  CPU seconds that it spent while {@code heard} was heard
     */
    static void beside(Swarm.Heard heard, double cpu, long residentMb, int core, int viewers, int rate) throws Exception {
        System.out.printf(Locale.ROOT, "server: %,d deliveries in %.1f s for %.2f CPU seconds: %,.0f for each, whatever else was done included; resident %,d MB%n", heard.said(), heard.seconds(), cpu, heard.said() / cpu, residentMb);
        var bare = measure(core, false, viewers, (int) (heard.bytes() / Math.max(1, heard.frames())), rate, ChatStorm.TICK_MS, BESIDE_SECONDS);
        System.out.printf(Locale.ROOT, "  %.2f of the bare server's deliveries for each CPU second%n", heard.said() / cpu / bare.perCpuSecond());
    }

    /** Compares a server with it. */
    static void judge(Verdict verdict, double perCpuSecond, Result floor) {
        verdict.promise(perCpuSecond >= PROMISED_RATIO * floor.perCpuSecond(), "at least %.1f of the bare server's deliveries for each CPU second: %.2f", PROMISED_RATIO, perCpuSecond / floor.perCpuSecond());
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
    }

    // ── the process ───────────────────────────────────────────────────────────────────────────────────────────────

    static void main(String[] args) throws Exception {
        int bytes = Integer.parseInt(args[0]), rate = Integer.parseInt(args[1]), tickMs = Integer.parseInt(args[2]);
        // epoll, unless told otherwise: on io_uring this bare server left sockets unserved that it took for full
        boolean ring = IoUring.isAvailable() && "io_uring".equals(System.getenv("PHIEN_TRANSPORT"));
        IoHandlerFactory handlers = ring ? IoUringIoHandler.newFactory() : Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends ServerSocketChannel> kind = ring ? IoUringServerSocketChannel.class : Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        var group = new MultiThreadIoEventLoopGroup(1, handlers);
        Set<Channel> sockets = new LinkedHashSet<>();
        var listening = new ServerBootstrap().group(group).channel(kind).option(ChannelOption.SO_BACKLOG, 4096).childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new ChannelInitializer<>() {
                @Override
                protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Greeter(sockets));
                }
            }).bind("127.0.0.1", 0).sync().channel();
        System.out.println(((java.net.InetSocketAddress) listening.localAddress()).getPort());
        System.in.read(); // everybody is there
        group.next().scheduleAtFixedRate(new Beat(sockets, bytes, rate), tickMs, tickMs, TimeUnit.MILLISECONDS);
        listening.closeFuture().sync();
    }

    /** Says yes to every handshake and hears nothing after it. */
    private static final class Greeter extends ChannelInboundHandlerAdapter {
        private static final String YES = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
        private final Set<Channel> sockets;

        private Greeter(Set<Channel> sockets) {
            this.sockets = sockets;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object received) {
            ((ByteBuf) received).release();
            if (sockets.add(ctx.channel())) ctx.writeAndFlush(Unpooled.copiedBuffer(YES, StandardCharsets.US_ASCII), ctx.voidPromise());
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            sockets.remove(ctx.channel());
        }
    }

    /** One beat: the messages that have come due since the last, ready in one buffer, to everybody. */
    private static final class Beat implements Runnable {
        private final Set<Channel> sockets;
        private final int bytes;
        private final int rate;
        private final long beganNs = System.nanoTime();
        private long n;

        private Beat(Set<Channel> sockets, int bytes, int rate) {
            this.sockets = sockets;
            this.bytes = bytes;
            this.rate = rate;
        }

        @Override
        public void run() {
            long now = System.nanoTime(), due = (long) ((now - beganNs) / 1e9 * rate);
            if (due == n) return;
            var ready = Unpooled.directBuffer();
            while (n < due) message(ready, ++n, beganNs + (long) (n * 1e9 / rate));
            for (var socket : sockets.toArray(new Channel[0])) if (socket.isWritable()) socket.writeAndFlush(ready.retainedDuplicate(), socket.voidPromise());
            ready.release();
        }

        /** Looks to a phone of the load test as a chat message does, and is as long. */
        private void message(ByteBuf into, long number, long sentNs) {
            var text = new StringBuilder("{\"t\":\"said\",\"line\":{\"n\":").append(number).append(",\"text\":\"").append(Swarm.stamp(sentNs)).append(' ');
            while (text.length() < bytes - 3) text.append('x');
            var payload = text.append("\"}}").toString().getBytes(StandardCharsets.UTF_8);
            into.writeByte(0x81);
            if (payload.length < 126) into.writeByte(payload.length);
            else into.writeByte(126).writeShort(payload.length);
            into.writeBytes(payload);
        }
    }
}
