package vn.phien.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection on which the head of a request has begun and does not end. It sits behind the decoder: something was read
 * and no request came of it means that a head is half there. Every byte keeps the idle timeout away, so that does not help.
 */
final class Patience extends ChannelInboundHandlerAdapter {
    private final long headMs;
    private boolean inside;
    private boolean came;
    private Future<?> deadline;

    Patience(long headMs) {
        this.headMs = headMs;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        came = true;
        calm();
        switch (message) {
            case HttpRequest head when head.headers().contains(HttpHeaderNames.UPGRADE) -> ctx.pipeline().remove(this); // the socket has its own rules
            case LastHttpContent _ -> inside = false;
            case HttpObject _ -> inside = true;
            default -> ctx.pipeline().remove(this);
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!came && !inside && deadline == null) deadline = ctx.executor().schedule(() -> ctx.close(), headMs, TimeUnit.MILLISECONDS);
        came = false;
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        calm();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        calm();
    }

    private void calm() {
        if (deadline != null) deadline.cancel(false);
        deadline = null;
    }
}
