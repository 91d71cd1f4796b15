package vn.phien.realtime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.net.impl.ShutdownEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import vn.phien.base.Limits;

/**
 * The strict end of a phone's socket, behind Netty's frame decoder: whole text messages only, valid UTF-8, bounded in size, in
 * fragments and in how often; every breach is answered with the close code that the standard gives it.
 */
final class PhoneSocket extends ChannelInboundHandlerAdapter {
    /** What the socket tells its owner, on the socket's event loop. */
    interface Ears {
        void heard(String text);

        void writable();

        /** The server stops. */
        void leave();

        /** A close frame goes out: nothing may follow it. */
        void closing();

        void closed();
    }

    private static final long LAST_WORDS_MS = 1_000;
    private static final int ZIPPED = 4;
    private final Ears ears;
    private final Credits credits = new Credits(Limits.COMMANDS_PER_SECOND, Limits.COMMAND_BURST);
    private ByteBuf message;
    private int fragments;
    private final boolean zips;
    private boolean zipped;
    private boolean closing;
    private long lastHeard = System.nanoTime();

    /** @param zips whether the phone may send compressed messages */
    PhoneSocket(Ears ears, boolean zips) {
        this.ears = ears;
        this.zips = zips;
    }

    /** Nanoseconds since the phone was last heard. */
    long silence() {
        return System.nanoTime() - lastHeard;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        try {
            lastHeard = System.nanoTime();
            if (!closing && received instanceof WebSocketFrame frame) hear(ctx, frame);
            else if (closing && received instanceof CloseWebSocketFrame) ctx.close();
        } finally {
            ReferenceCountUtil.release(received);
        }
    }

    private void hear(ChannelHandlerContext ctx, WebSocketFrame frame) {
        // only the first frame of a message says that it is compressed
        if (frame.rsv() != 0 && !(zips && frame.rsv() == ZIPPED && frame instanceof TextWebSocketFrame)) {
            close(ctx, Close.PROTOCOL_ERROR);
            return;
        }
        switch (frame) {
            case CloseWebSocketFrame close -> closed(ctx, close);
            case PongWebSocketFrame _ -> { }
            case PingWebSocketFrame ping -> {
                if (credits.spend()) ctx.writeAndFlush(control(0x8A, ping.content().retainedSlice()), ctx.voidPromise());
                else close(ctx, Close.TOO_MANY);
            }
            case BinaryWebSocketFrame _ -> close(ctx, Close.NO_BINARY);
            case TextWebSocketFrame text -> {
                if (message != null) {
                    close(ctx, Close.PROTOCOL_ERROR);
                    return;
                }
                zipped = text.rsv() != 0;
                part(ctx, text);
            }
            case ContinuationWebSocketFrame more -> {
                if (message == null) close(ctx, Close.PROTOCOL_ERROR);
                else part(ctx, more);
            }
            default -> close(ctx, Close.PROTOCOL_ERROR);
        }
    }

    private void part(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (message == null) {
            message = Unpooled.buffer(Math.max(64, frame.content().readableBytes()));
            fragments = 0;
        }
        if (++fragments > Limits.FRAGMENTS || message.readableBytes() + frame.content().readableBytes() > Limits.MESSAGE_BYTES) {
            close(ctx, Close.TOO_BIG);
            return;
        }
        message.writeBytes(frame.content());
        if (!frame.isFinalFragment()) return;
        var whole = message;
        message = null;
        String text;
        try {
            var plain = zipped ? Zip.inflate(whole.nioBuffer()) : whole.nioBuffer();
            if (plain == null) {
                close(ctx, Close.TOO_BIG);
                return;
            }
            text = utf8(plain);
        } catch (DataFormatException e) {
            close(ctx, Close.PROTOCOL_ERROR);
            return;
        } finally {
            whole.release();
        }
        if (text == null) close(ctx, Close.BAD_UTF8);
        else if (!credits.spend()) close(ctx, Close.TOO_MANY);
        else ears.heard(text);
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT).decode(bytes).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private void closed(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
        closing = true;
        ears.closing();
        var content = close.content();
        int code = close.statusCode();
        boolean bad = content.readableBytes() == 1 || code != -1 && (code < 1000 || code > 4999 || code >= 1004 && code <= 1006 || code >= 1015 && code < 3000);
        if (!bad && content.readableBytes() > 2) bad = utf8(content.nioBuffer(content.readerIndex() + 2, content.readableBytes() - 2)) == null;
        ctx.writeAndFlush(closeFrame(bad ? Close.PROTOCOL_ERROR.code() : code == -1 ? 1000 : code, "")).addListener(done -> ctx.close());
    }

    private void close(ChannelHandlerContext ctx, Close why) {
        if (closing) return;
        closing = true;
        ears.closing();
        if (message != null) message.release();
        message = null;
        ctx.writeAndFlush(closeFrame(why.code(), why.reason()));
        // closing at once, with more of the phone's bytes unread, would reset the connection and take the reason along with it
        ctx.executor().schedule(() -> ctx.close(), LAST_WORDS_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        switch (cause) {
            case TooLongFrameException _ -> close(ctx, Close.TOO_BIG);
            case CorruptedWebSocketFrameException corrupted -> {
                if (corrupted.closeStatus().code() == Close.TOO_BIG.code()) close(ctx, Close.TOO_BIG);
                else close(ctx, Close.PROTOCOL_ERROR);
            }
            case CorruptedFrameException _ -> close(ctx, Close.PROTOCOL_ERROR);
            default -> ctx.close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) ears.writable();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ShutdownEvent) ears.leave();
        else ReferenceCountUtil.release(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (message != null) message.release();
        message = null;
        ears.closed();
    }

    static ByteBuf closeFrame(int code, String reason) {
        var text = reason.getBytes(StandardCharsets.UTF_8);
        return Unpooled.buffer(4 + text.length).writeByte(0x88).writeByte(2 + text.length).writeShort(code).writeBytes(text);
    }

    static ByteBuf control(int opcode, ByteBuf content) {
        try {
            return Unpooled.buffer(2 + content.readableBytes()).writeByte(opcode).writeByte(content.readableBytes()).writeBytes(content);
        } finally {
            content.release();
        }
    }
}
