package vn.phien.realtime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Wire;

/**
 * One text frame as it goes over the wire, encoded once for everybody. Its bytes lie in the heap, so a frame needs no counting by
 * hand; what a whole room hears at once is gathered into a {@link Breath}.
 *
 * @param bytes head and payload, never changed
 * @param seq   the number of a shelf event, or 0
 * @param n     the number of a chat message, or 0
 * @param key   for {@link Lane#LATEST}: what it replaces
 * @param voice for a chat message: what tells whom it must reach; null else
 */
public record Frame(byte[] bytes, Lane lane, long seq, long n, String key, Voice voice) {
    private static final int TEXT = 0x81;

    /** A frame of any record. */
    public static Frame of(Outbound message) {
        var json = Wire.write(message);
        return switch (message) {
            case Outbound.Reply _, Outbound.Private _ -> new Frame(encode(json), Lane.MUST, 0, 0, null, null);
            case Outbound.Shelf shelf -> new Frame(encode(json), Lane.MUST, shelf.seq() == null ? 0 : shelf.seq(), 0, null, null);
            case Outbound.Latest latest -> new Frame(encode(json), Lane.LATEST, 0, 0, latest.key(), null);
            case Outbound.Reacted _ -> new Frame(encode(json), Lane.FLEETING, 0, 0, null, null);
            case Outbound.Thin _ -> new Frame(encode(json), Lane.THIN, 0, 0, null, null);
        };
    }

    /** A shelf event out of the log, which keeps it without its number. */
    static Frame shelf(long seq, String json) {
        return new Frame(encode("{\"seq\":" + seq + "," + json.substring(1)), Lane.MUST, seq, 0, null, null);
    }

    /** A chat message out of the log. */
    static Frame chat(long n, String json) {
        return new Frame(encode(json), Lane.THIN, 0, n, null, new Voice(json));
    }

    private static byte[] encode(String json) {
        return whole(TEXT, json.getBytes(StandardCharsets.UTF_8));
    }

    /** A whole frame around a payload, as a server sends it: not masked. */
    static byte[] whole(int opcode, byte[] payload) {
        int head = payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10;
        var bytes = new byte[head + payload.length];
        var frame = Unpooled.wrappedBuffer(bytes).clear();
        frame.writeByte(opcode);
        if (head == 2) frame.writeByte(payload.length);
        else if (head == 4) frame.writeByte(126).writeShort(payload.length);
        else frame.writeByte(127).writeLong(payload.length);
        frame.writeBytes(payload);
        return bytes;
    }

    /** The bytes to be written to one socket. */
    ByteBuf buffer() {
        return Unpooled.wrappedBuffer(bytes);
    }

    int size() {
        return bytes.length;
    }
}
