package vn.phien.realtime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Wire;

/**
 * One text frame as it goes over the wire, encoded once for everybody. What goes to many is kept in a direct buffer of the JDK,
 * so that no socket copies it and the collector frees it: a frame needs no counting by hand.
 *
 * @param seq the number of a shelf event, or 0
 * @param n   the number of a chat message, or 0
 * @param key for {@link Lane#LATEST}: what it replaces
 */
public record Frame(ByteBuf bytes, Lane lane, long seq, long n, String key) {

    /** A frame of any record. */
    public static Frame of(Outbound message) {
        var json = Wire.write(message);
        return switch (message) {
            case Outbound.Reply _, Outbound.Private _ -> new Frame(encode(json, false), Lane.MUST, 0, 0, null);
            case Outbound.Shelf shelf -> new Frame(encode(json, true), Lane.MUST, shelf.seq() == null ? 0 : shelf.seq(), 0, null);
            case Outbound.Latest latest -> new Frame(encode(json, true), Lane.LATEST, 0, 0, latest.key());
            case Outbound.Thin _ -> new Frame(encode(json, true), Lane.THIN, 0, 0, null);
        };
    }

    /** A shelf event out of the log, which keeps it without its number. */
    static Frame shelf(long seq, String json) {
        return new Frame(encode("{\"seq\":" + seq + "," + json.substring(1), true), Lane.MUST, seq, 0, null);
    }

    /** A chat message out of the log. */
    static Frame chat(long n, String json) {
        return new Frame(encode(json, true), Lane.THIN, 0, n, null);
    }

    private static ByteBuf encode(String json, boolean shared) {
        var payload = json.getBytes(StandardCharsets.UTF_8);
        int head = payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10;
        var bytes = shared ? ByteBuffer.allocateDirect(head + payload.length) : ByteBuffer.allocate(head + payload.length);
        bytes.put((byte) 0x81);
        if (head == 2) bytes.put((byte) payload.length);
        else if (head == 4) bytes.put((byte) 126).putShort((short) payload.length);
        else bytes.put((byte) 127).putLong(payload.length);
        bytes.put(payload).flip();
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes));
    }

    int size() {
        return bytes.readableBytes();
    }
}
