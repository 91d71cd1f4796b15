package vn.phien.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import vn.phien.protocol.Wire;

/**
 * One phone of a {@link Swarm}: as little as a phone can be, so that one process holds 15,000 of them. It walks over the frames it
 * gets, counts them, and keeps an eye on the numbers of chat messages and shelf events. Everything in it is touched on the swarm's
 * event loop; the futures may be waited for anywhere else.
 */
final class Viewer extends ChannelInboundHandlerAdapter {
    private static final byte[] SAID = "{\"t\":\"said\",\"line\":{\"n\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SUMMED = "{\"t\":\"hall-summed\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEQ = "{\"seq\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REF = "\"ref\":".getBytes(StandardCharsets.US_ASCII);
    private final Swarm swarm;
    private final URI server;
    private final String cookie;
    private final CompletableFuture<Viewer> opened = new CompletableFuture<>();
    private Map<Integer, CompletableFuture<String>> asked;
    private Channel channel;
    private ByteBuf rest;
    private boolean upgraded;
    private int ref;
    private String epoch;
    private long seq = -1;
    private long n = -1;
    private long said;
    private long doubles;
    private long gaps;
    private long zipped;
    private long shelfGaps;
    private long price;
    private int closeCode = -1;

    Viewer(Swarm swarm, URI server, String cookie) {
        this.swarm = swarm;
        this.server = server;
        this.cookie = cookie;
    }

    CompletableFuture<Viewer> opened() {
        return opened;
    }

    boolean isOpen() {
        return upgraded && channel.isActive();
    }

    /** The code with which the server closed the socket, 1006 when it broke, -1 while it is open. */
    int closeCode() {
        return closeCode;
    }

    /** Chat messages heard. */
    long said() {
        return said;
    }

    /** The number of the last chat message, or -1. */
    long n() {
        return n;
    }

    /** Chat messages that came out of turn or twice. */
    long doubles() {
        return doubles;
    }

    /** Chat messages that are missing between two that came. */
    long gaps() {
        return gaps;
    }

    /** Compressed frames heard. */
    long zipped() {
        return zipped;
    }

    /** The last numbered event, for coming back. */
    long seq() {
        return seq;
    }

    String epoch() {
        return epoch;
    }

    /** Numbered events that are missing between two that came, or came twice: never allowed. */
    long shelfGaps() {
        return shelfGaps;
    }

    Channel channel() {
        return channel;
    }

    // ── what the phone says ───────────────────────────────────────────────────────────────────────────────────────

    /** Says a command, written without its number, and hears the answer. */
    CompletableFuture<String> says(String type, String fields) {
        var answer = new CompletableFuture<String>();
        swarm.run(() -> {
            if (!isOpen()) {
                answer.completeExceptionally(new IOException("closed " + closeCode));
                return;
            }
            if (asked == null) asked = new HashMap<>(4);
            asked.put(++ref, answer);
            write(0x81, "{\"t\":\"" + type + "\",\"ref\":" + ref + (fields.isEmpty() ? "" : "," + fields) + "}");
        });
        return answer;
    }

    /** Comes into a room; answers the server's {@code joined}. A phone that is told to come later does so. */
    CompletableFuture<JsonNode> joins(String room) {
        return joins(room, null, null);
    }

    /** Comes back into a room with what another phone saw last: see {@link #seq} and {@link #epoch}. */
    CompletableFuture<JsonNode> joins(String room, Long fromSeq, String fromEpoch) {
        return says("join-room", "\"room\":\"" + room + "\"" + (fromSeq == null ? "" : ",\"seq\":" + fromSeq + ",\"epoch\":\"" + fromEpoch + "\"")).thenCompose(text -> {
            JsonNode answer;
            try {
                answer = Wire.json().readTree(text);
            } catch (IOException e) {
                return CompletableFuture.failedFuture(e);
            }
            return switch (answer.path("t").asText()) {
                case "joined" -> CompletableFuture.completedFuture(answer);
                case "join-later" -> {
                    var later = new CompletableFuture<JsonNode>();
                    swarm.later(answer.path("againMs").asLong(1_000), () -> joins(room, fromSeq, fromEpoch).whenComplete((joined, e) -> {
                        if (e == null) later.complete(joined);
                        else later.completeExceptionally(e);
                    }));
                    yield later;
                }
                default -> CompletableFuture.failedFuture(new IllegalStateException(text));
            };
        });
    }

    void close() {
        swarm.run(() -> {
            if (channel != null) channel.close();
        });
    }

    /** Stops reading, or reads on. What the server sends waits in the kernel meanwhile. */
    void reads(boolean on) {
        swarm.run(() -> channel.config().setAutoRead(on));
    }

    /** A whole frame from the phone, masked with zeros, which leaves the bytes as they are. */
    private void write(int head, String text) {
        var payload = text.getBytes(StandardCharsets.UTF_8);
        var frame = Unpooled.buffer(14 + payload.length).writeByte(head);
        if (payload.length < 126) frame.writeByte(0x80 | payload.length);
        else frame.writeByte(0x80 | 126).writeShort(payload.length);
        channel.writeAndFlush(frame.writeInt(0).writeBytes(payload), channel.voidPromise());
    }

    // ── what it hears ─────────────────────────────────────────────────────────────────────────────────────────────

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        var head = "GET " + (server.getPath().isEmpty() ? "/socket" : server.getPath()) + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nOrigin: http://" + server.getAuthority() + (cookie == null ? "" : "\r\nCookie: " + cookie)
            + (swarm.zips ? "\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits" : "")
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        ctx.writeAndFlush(Unpooled.copiedBuffer(head, StandardCharsets.US_ASCII), ctx.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var in = (ByteBuf) message;
        swarm.bytes += in.readableBytes();
        if (rest != null) {
            rest.writeBytes(in);
            in.release();
            in = rest;
            rest = null;
        }
        if (!upgraded && !upgrade(in)) {
            keep(in);
            return;
        }
        while (in.isReadable()) if (!frame(in)) break;
        if (in.isReadable() && channel.isActive()) keep(in);
        else in.release();
    }

    private void keep(ByteBuf in) {
        rest = Unpooled.buffer(in.readableBytes() + 256).writeBytes(in);
        in.release();
    }

    private boolean upgrade(ByteBuf in) {
        var text = in.toString(StandardCharsets.US_ASCII);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) return false;
        if (!text.startsWith("HTTP/1.1 101")) {
            opened.completeExceptionally(new IOException(text.lines().findFirst().orElse("")));
            channel.close();
            return false;
        }
        in.skipBytes(end + 4);
        upgraded = true;
        opened.complete(this);
        return true;
    }

    /** Takes one whole frame, or leaves the bytes where they are. */
    private boolean frame(ByteBuf in) {
        int at = in.readerIndex(), there = in.readableBytes();
        if (there < 2) return false;
        int head = in.getByte(at), length = in.getByte(at + 1), skip = 2;
        if (length == 126) {
            if (there < 4) return false;
            length = in.getUnsignedShort(at + 2);
            skip = 4;
        } else if (length == 127) {
            if (there < 10) return false;
            length = (int) in.getLong(at + 2);
            skip = 10;
        }
        if (there < skip + length) return false;
        in.skipBytes(skip + length);
        switch (head & 0x0F) {
            case 1 -> {
                if ((head & 0x40) == 0) text(in, at + skip, length);
                else zipped(in, at + skip, length);
            }
            case 8 -> closeCode = length < 2 ? 1005 : in.getUnsignedShort(at + skip);
            case 9 -> write(0x8A, in.toString(at + skip, length, StandardCharsets.UTF_8));
            default -> { }
        }
        return true;
    }

    private void text(ByteBuf in, int at, int length) {
        swarm.frames++;
        if (starts(in, at, length, SAID)) {
            long number = number(in, at + SAID.length);
            if (n >= 0 && number != n + 1) {
                if (number <= n) doubles++;
                else gaps += number - n - 1;
            }
            n = Math.max(n, number);
            said++;
            swarm.said(number, in, at, length);
        } else if (starts(in, at, length, SEQ)) {
            long number = number(in, at + SEQ.length);
            if (seq >= 0 && number != seq + 1) shelfGaps++;
            seq = number;
            swarm.shelf++;
        } else if (starts(in, at, length, SUMMED)) price = swarm.summed(in, at, length, price);
        else if (asked != null && !asked.isEmpty()) answer(in, at, length);
    }

    /** A compressed frame is counted; it is read when an answer is waited for. */
    private void zipped(ByteBuf in, int at, int length) {
        swarm.frames++;
        swarm.zipped++;
        swarm.zippedBytes += length;
        zipped++;
        if (asked == null || asked.isEmpty()) return;
        var inflater = new Inflater(true);
        try {
            var message = Arrays.copyOf(ByteBufUtil.getBytes(in, at, length), length + 4);
            message[length + 2] = message[length + 3] = (byte) 0xFF; // what the standard leaves out at the end of a message
            inflater.setInput(message);
            var text = Unpooled.buffer(length * 4);
            var some = new byte[8 * 1024];
            for (int got; (got = inflater.inflate(some)) > 0; ) text.writeBytes(some, 0, got);
            answer(text, 0, text.readableBytes());
        } catch (DataFormatException e) {
            channel.close();
        } finally {
            inflater.end();
        }
    }

    private void answer(ByteBuf in, int at, int length) {
        var start = in.toString(at, Math.min(length, 60), StandardCharsets.UTF_8);
        int ref = start.indexOf("\"ref\":");
        if (ref < 0) return;
        var promise = asked.remove((int) number(in, at + ref + REF.length));
        if (promise == null) return;
        var text = in.toString(at, length, StandardCharsets.UTF_8);
        if (text.startsWith("{\"t\":\"joined\"")) {
            int from = text.indexOf("\"epoch\":\"") + 9;
            epoch = text.substring(from, text.indexOf('"', from));
            seq = number(in, at + text.substring(0, text.indexOf("\"seq\":") + 6).getBytes(StandardCharsets.UTF_8).length);
        }
        promise.complete(text);
    }

    private static boolean starts(ByteBuf in, int at, int length, byte[] with) {
        if (length < with.length) return false;
        for (int i = with.length - 1; i >= 0; i--) if (in.getByte(at + i) != with[i]) return false;
        return true;
    }

    private static long number(ByteBuf in, int at) {
        long number = 0;
        for (int digit; (digit = in.getByte(at) - '0') >= 0 && digit <= 9; at++) number = number * 10 + digit;
        return number;
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (rest != null) rest.release();
        rest = null;
        if (closeCode < 0) closeCode = 1006;
        opened.completeExceptionally(new IOException("closed " + closeCode));
        if (asked != null) asked.values().forEach(answer -> answer.completeExceptionally(new IOException("closed " + closeCode)));
        asked = null;
        swarm.closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
