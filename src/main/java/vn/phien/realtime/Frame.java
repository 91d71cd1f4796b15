package vn.phien.realtime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import vn.phien.base.Limits;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Wire;

/**
 * One text frame as it goes over the wire, encoded once for everybody, and compressed once for all who can read that. Its bytes lie
 * in the heap, so a frame needs no counting by hand; what a whole room hears at once is gathered into a {@link Breath}.
 */
public final class Frame {
    private static final int TEXT = 0x81;
    private static final int ZIPPED_TEXT = 0xC1;
    private final byte[] bytes;
    private final Lane lane;
    private final long seq;
    private final long n;
    private final String key;
    private final Voice voice;
    private byte[] zipped;

    private Frame(byte[] bytes, Lane lane, long seq, long n, String key, Voice voice) {
        this.bytes = bytes;
        this.lane = lane;
        this.seq = seq;
        this.n = n;
        this.key = key;
        this.voice = voice;
    }

    /** A frame of any record. */
    public static Frame of(Outbound message) {
        var bytes = encode(Wire.write(message));
        return switch (message) {
            case Outbound.Reply _, Outbound.Private _ -> new Frame(bytes, Lane.MUST, 0, 0, null, null);
            case Outbound.Shelf shelf -> new Frame(bytes, Lane.MUST, shelf.seq() == null ? 0 : shelf.seq(), 0, null, null);
            case Outbound.Latest latest -> new Frame(bytes, Lane.LATEST, 0, 0, latest.key(), null);
            case Outbound.Reacted _ -> new Frame(bytes, Lane.FLEETING, 0, 0, null, null);
            case Outbound.Thin _ -> new Frame(bytes, Lane.THIN, 0, 0, null, null);
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

    /**
     * The answer to a phone that comes in, with the scene that everybody gets, written and compressed once.
     *
     * @param own   what is for this phone alone; it holds no scene
     * @param zips  whether the phone reads compressed frames
     */
    static Frame joined(Outbound.Joined own, Seen seen, boolean zips) {
        var json = Wire.write(own);
        var head = (json.substring(0, json.length() - 1) + ",\"scene\":").getBytes(StandardCharsets.UTF_8);
        var frame = seen.goesZipped(zips) ? whole(ZIPPED_TEXT, Zip.around(head, seen.zipped(), (byte) '}')) : whole(TEXT, head, seen.json(), new byte[] {'}'});
        return new Frame(frame, Lane.MUST, 0, 0, null, null);
    }

    private static byte[] encode(String json) {
        return whole(TEXT, json.getBytes(StandardCharsets.UTF_8));
    }

    /** A whole frame around a payload in parts, as a server sends it: not masked. */
    private static byte[] whole(int opcode, byte[]... payload) {
        int length = 0;
        for (var part : payload) length += part.length;
        int head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
        var bytes = new byte[head + length];
        var frame = Unpooled.wrappedBuffer(bytes).clear().writeByte(opcode);
        if (head == 2) frame.writeByte(length);
        else if (head == 4) frame.writeByte(126).writeShort(length);
        else frame.writeByte(127).writeLong(length);
        for (var part : payload) frame.writeBytes(part);
        return bytes;
    }

    /** The bytes as a phone gets them. @param zips whether it reads compressed frames */
    byte[] bytes(boolean zips) {
        if (!zips || !isBig()) return bytes;
        if (zipped == null) {
            int head = bytes.length < 65_536 + 4 ? 4 : 10;
            zipped = whole(ZIPPED_TEXT, Zip.message(bytes, head));
        }
        return zipped;
    }

    /** Whether it is long enough for compression to pay, and not compressed yet. */
    boolean isBig() {
        return bytes.length >= Limits.DEFLATE_FROM_BYTES && bytes[0] == (byte) TEXT;
    }

    ByteBuf buffer(boolean zips) {
        return Unpooled.wrappedBuffer(bytes(zips));
    }

    int size() {
        return bytes.length;
    }

    Lane lane() {
        return lane;
    }

    /** The number of a shelf event, or 0. */
    long seq() {
        return seq;
    }

    /** The number of a chat message, or 0. */
    long n() {
        return n;
    }

    /** For {@link Lane#LATEST}: what it replaces. */
    String key() {
        return key;
    }

    /** For a chat message: what tells whom it must reach; null else. */
    Voice voice() {
        return voice;
    }
}
