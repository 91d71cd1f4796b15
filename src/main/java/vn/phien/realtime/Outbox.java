package vn.phien.realtime;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import vn.phien.base.Limits;

/**
 * What is still to be written to one phone. While the transport takes bytes, frames pass straight through; when it does not,
 * they wait in their lanes, bounded in bytes over all of them: what is fleeting is lost at once, then the oldest of what is thin,
 * and when must-have frames alone are too many the phone is sent away to come back. Used on the socket's event loop only.
 */
final class Outbox {
    private final ChannelHandlerContext channel;
    private final Counts counts;
    private final boolean zips;
    private Lanes lanes;

    /** What waits, made when the first frame has to. */
    private static final class Lanes {
        private final ArrayDeque<Frame> must = new ArrayDeque<>(4);
        private final LinkedHashMap<String, Frame> latest = new LinkedHashMap<>(4);
        private final ArrayDeque<Frame> thin = new ArrayDeque<>(4);
        private int bytes;
        private int thinBytes;

        private void dropThin() {
            int size = thin.poll().size();
            thinBytes -= size;
            bytes -= size;
        }
    }

    /** @param zips whether the phone reads compressed frames */
    Outbox(ChannelHandlerContext channel, Counts counts, boolean zips) {
        this.channel = channel;
        this.counts = counts;
        this.zips = zips;
    }

    /** Whether nothing waits and the transport takes more. */
    boolean isClear() {
        return lanes == null && channel.channel().isWritable();
    }

    boolean zips() {
        return zips;
    }

    /** Writes frames that many sockets share, and flushes; only when {@link #isClear}. */
    void through(ByteBuf shared) {
        channel.write(shared.retainedDuplicate(), channel.voidPromise());
        channel.flush();
    }

    /**
     * Writes the frame or lets it wait. Call {@link #flush} when the batch is done.
     *
     * @return false when the phone is too slow: what must arrive no longer has room
     */
    boolean offer(Frame frame) {
        if (!channel.channel().isActive()) return true;
        if (isClear()) {
            write(frame);
            return true;
        }
        if (frame.lane() == Lane.FLEETING) {
            counts.fleetingShed().increment();
            return true;
        }
        if (lanes == null) lanes = new Lanes();
        lanes.bytes += frame.size();
        switch (frame.lane()) {
            case MUST -> lanes.must.add(frame);
            case LATEST -> {
                var before = lanes.latest.put(frame.key(), frame);
                if (before != null) {
                    lanes.bytes -= before.size();
                    counts.latestShed().increment();
                }
            }
            case THIN, FLEETING -> {
                lanes.thin.add(frame);
                lanes.thinBytes += frame.size();
            }
        }
        while (!lanes.thin.isEmpty() && (lanes.thin.size() > Limits.THIN_LANE || lanes.thinBytes > Limits.THIN_BYTES || lanes.bytes > Limits.OUTBOX_BYTES)) {
            lanes.dropThin();
            counts.thinShed().increment();
        }
        if (lanes.bytes <= Limits.OUTBOX_BYTES) return true;
        lanes = null;
        counts.mustShed().increment();
        return false;
    }

    /** The transport takes bytes again: must-have frames first. */
    void drain() {
        while (lanes != null && channel.channel().isWritable()) {
            Frame next;
            if (!lanes.must.isEmpty()) next = lanes.must.poll();
            else if (!lanes.latest.isEmpty()) next = lanes.latest.pollFirstEntry().getValue();
            else {
                next = lanes.thin.poll();
                lanes.thinBytes -= next.size();
            }
            lanes.bytes -= next.size();
            if (lanes.must.isEmpty() && lanes.latest.isEmpty() && lanes.thin.isEmpty()) lanes = null;
            write(next);
        }
        channel.flush();
    }

    /** Bytes that wait, in the lanes and in the transport; as good as exact when asked from elsewhere. */
    long waitingBytes() {
        var waiting = lanes;
        var transport = channel.channel().unsafe().outboundBuffer();
        return (waiting == null ? 0 : waiting.bytes) + (transport == null ? 0 : transport.totalPendingWriteBytes());
    }

    private void write(Frame frame) {
        channel.write(frame.buffer(zips), channel.voidPromise());
        counts.delivered().increment();
    }

    void flush() {
        channel.flush();
    }
}
