package vn.phien.realtime;

import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import vn.phien.base.Limits;
import vn.phien.base.Meters;

/**
 * What is still to be written to one phone. While the transport takes bytes, frames pass straight through; when it does not,
 * they wait in their lanes, bounded: must-have frames up to a size, the newest of each key, the last few thin ones. Used on the
 * socket's event loop only.
 */
final class Outbox {
    private final ChannelHandlerContext channel;
    private final Meters meters;
    private final Runnable tooSlow;
    private ArrayDeque<Frame> must;
    private LinkedHashMap<String, Frame> latest;
    private ArrayDeque<Frame> thin;
    private int mustBytes;

    /** @param tooSlow called once when must-have frames exceed the bound */
    Outbox(ChannelHandlerContext channel, Meters meters, Runnable tooSlow) {
        this.channel = channel;
        this.meters = meters;
        this.tooSlow = tooSlow;
    }

    /** Writes the frame or lets it wait. Call {@link #flush} when the batch is done. */
    void offer(Frame frame) {
        if (!channel.channel().isActive()) return;
        if (isEmpty() && channel.channel().isWritable()) {
            write(frame);
            return;
        }
        switch (frame.lane()) {
            case MUST -> {
                if (must == null) must = new ArrayDeque<>();
                must.add(frame);
                mustBytes += frame.size();
                if (mustBytes > Limits.OUTBOX_BYTES) {
                    clear();
                    meters.dropped("must").increment();
                    tooSlow.run();
                }
            }
            case LATEST -> {
                if (latest == null) latest = new LinkedHashMap<>();
                if (latest.put(frame.key(), frame) != null) meters.dropped("latest").increment();
            }
            case THIN -> {
                if (thin == null) thin = new ArrayDeque<>();
                if (thin.size() >= Limits.THIN_LANE) {
                    thin.poll();
                    meters.dropped("thin").increment();
                }
                thin.add(frame);
            }
        }
    }

    /** The transport takes bytes again: must-have frames first. */
    void drain() {
        while (!isEmpty() && channel.channel().isWritable()) {
            if (must != null && !must.isEmpty()) {
                var frame = must.poll();
                mustBytes -= frame.size();
                write(frame);
            } else if (latest != null && !latest.isEmpty()) {
                write(latest.pollFirstEntry().getValue());
            } else {
                write(thin.poll());
            }
        }
        if (isEmpty()) clear();
        channel.flush();
    }

    /** Bytes of must-have frames that wait; as good as exact when asked from elsewhere. */
    int waitingBytes() {
        return mustBytes;
    }

    private void write(Frame frame) {
        channel.write(frame.bytes().retainedDuplicate(), channel.voidPromise());
        meters.deliveries().increment();
    }

    void flush() {
        channel.flush();
    }

    private boolean isEmpty() {
        return (must == null || must.isEmpty()) && (latest == null || latest.isEmpty()) && (thin == null || thin.isEmpty());
    }

    private void clear() {
        must = null;
        latest = null;
        thin = null;
        mustBytes = 0;
    }
}
