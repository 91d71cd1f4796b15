package vn.phien.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A phone by hand, over any connection: it writes and reads frames byte by byte, and reads only when it is told to. */
public final class Wired implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final String head;

    /** One whole frame. {@code length} is that of its payload on the wire. */
    public record Heard(int opcode, String text, boolean zipped, int length) {
        /** The number of a room's event, or 0. */
        public long seq() {
            return text.startsWith("{\"seq\":") ? Long.parseLong(text, 7, text.indexOf(','), 10) : 0;
        }
    }

    /** @param offer extensions that it offers, or null */
    public Wired(Socket socket, String offer) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(("GET /socket HTTP/1.1\r\nHost: 127.0.0.1:" + socket.getPort() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + (offer == null ? "" : "Sec-WebSocket-Extensions: " + offer + "\r\n") + "\r\n").getBytes());
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) text.append((char) in.readUnsignedByte());
        head = text.toString().toLowerCase(Locale.ROOT);
        assertTrue(head.startsWith("http/1.1 101"), head);
    }

    /** What the server answered to the handshake, in small letters. */
    public String head() {
        return head;
    }

    public void says(String text) throws IOException {
        sends(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param first the first byte of the frame */
    public void sends(int first, byte[] payload) throws IOException {
        var frame = ByteBuffer.allocate(8 + payload.length).put((byte) first);
        if (payload.length < 126) frame.put((byte) (0x80 | payload.length));
        else frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        frame.putInt(0).put(payload);
        socket.getOutputStream().write(frame.array(), 0, frame.position());
    }

    private byte[] payload() throws IOException {
        int length = in.readUnsignedByte();
        if (length == 126) length = in.readUnsignedShort();
        else if (length == 127) length = (int) in.readLong();
        return in.readNBytes(length);
    }

    /** The next frame; of a close frame the text is its code. */
    public Heard hears() throws IOException, DataFormatException {
        int first = in.readUnsignedByte();
        var payload = payload();
        boolean zipped = (first & 0x40) > 0;
        var text = (first & 15) == 8 ? Integer.toString(ByteBuffer.wrap(payload).getShort() & 0xFFFF) : new String(zipped ? unzip(payload) : payload, StandardCharsets.UTF_8);
        return new Heard(first & 15, text, zipped, payload.length);
    }

    /** The next message of a type. */
    public Heard hears(String type) throws IOException, DataFormatException {
        while (true) {
            var heard = hears();
            if (heard.opcode != 1) throw new AssertionError("a frame " + heard.opcode + " while waiting for " + type + ": " + heard.text);
            if (heard.text.contains("\"t\":\"" + type + "\"")) return heard;
        }
    }

    public int closeCode() throws IOException {
        while (true) {
            int first = in.readUnsignedByte();
            var payload = payload();
            if ((first & 15) == 8) return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
        }
    }

    /** The server ends the connection in order, with nothing more to say. */
    public void ends() throws IOException {
        int more = in.read();
        if (more >= 0) throw new AssertionError("after the end came " + Integer.toHexString(more) + ", and then " + Arrays.toString(payload()));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A compressed message, by the JDK's own deflater, as a browser would. */
    public static byte[] zip(byte[] text) {
        var deflater = new Deflater(9, true);
        deflater.setInput(text);
        var out = new ByteArrayOutputStream();
        var some = new byte[4_096];
        int length;
        while ((length = deflater.deflate(some, 0, some.length, Deflater.SYNC_FLUSH)) > 0) {
            out.write(some, 0, length);
            if (length < some.length) break;
        }
        deflater.end();
        return Arrays.copyOf(out.toByteArray(), out.size() - 4);
    }

    /** The text of a compressed message. */
    public static byte[] unzip(byte[] message) throws DataFormatException {
        var inflater = new Inflater(true);
        var whole = Arrays.copyOf(message, message.length + 4);
        whole[whole.length - 1] = whole[whole.length - 2] = (byte) 0xFF;
        inflater.setInput(whole);
        var out = new ByteArrayOutputStream();
        var some = new byte[4_096];
        int length;
        while ((length = inflater.inflate(some)) > 0) out.write(some, 0, length);
        if (inflater.getRemaining() > 0) throw new AssertionError(inflater.getRemaining() + " bytes behind the message");
        inflater.end();
        return out.toByteArray();
    }
}
