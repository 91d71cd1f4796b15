package vn.phien.realtime;

import io.netty.util.concurrent.FastThreadLocal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import vn.phien.base.Limits;

/**
 * Compression of messages as RFC 7692 has it, without context from one message to the next in either direction: so one compressed
 * text serves every phone, and a phone that waits costs nothing. What phones send is inflated up to a bound and not a byte further.
 */
final class Zip {
    /** What is answered to an offer that is taken up. */
    static final String EXTENSION = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
    private static final Set<String> FLAGS = Set.of("server_no_context_takeover", "client_no_context_takeover");
    /** Ends a flushed part; left out at the end of a message. */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
    private static final int STORED_MOST = 65_535;

    /** One for each event loop, since nothing is kept from one message to the next. */
    private static final FastThreadLocal<Bounded> INFLATERS = new FastThreadLocal<>() {
        @Override
        protected Bounded initialValue() {
            return new Bounded();
        }

        @Override
        protected void onRemoval(Bounded bounded) {
            bounded.inflater.end();
        }
    };

    private static final class Bounded {
        private final Inflater inflater = new Inflater(true);
        private final byte[] room = new byte[Limits.MESSAGE_BYTES + 1];
    }

    private Zip() { }

    /** Whether one of the extensions that a phone offers is compression in a way that is understood here. */
    static boolean isOffered(String extensions) {
        if (extensions == null) return false;
        for (var offer : extensions.split(",")) {
            var parts = offer.split(";");
            if (parts.length > 0 && parts[0].strip().equalsIgnoreCase("permessage-deflate") && Arrays.stream(parts).skip(1).allMatch(Zip::isUnderstood) && Arrays.stream(parts).map(Zip::name).distinct().count() == parts.length) return true;
        }
        return false;
    }

    private static String name(String parameter) {
        return parameter.split("=", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** A smaller window than the usual one cannot be had here for what is sent, and need not be kept by who sends. */
    private static boolean isUnderstood(String parameter) {
        var name = name(parameter);
        var value = parameter.contains("=") ? parameter.split("=", 2)[1].strip().replace("\"", "") : "";
        if (name.equals("client_max_window_bits")) return value.isEmpty() || value.matches("[89]|1[0-5]");
        return name.equals("server_max_window_bits") ? value.equals("15") : FLAGS.contains(name) && value.isEmpty();
    }

    /** A text compressed so that it can stand anywhere in a message: it looks back at nothing before it and ends on a whole byte. */
    static byte[] part(byte[] text, int from) {
        var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(text, from, text.length - from);
            var out = new ByteArrayOutputStream(text.length / 3 + 64);
            var some = new byte[8 * 1024];
            int length;
            do {
                length = deflater.deflate(some, 0, some.length, Deflater.SYNC_FLUSH);
                out.write(some, 0, length);
            } while (length == some.length);
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** A whole compressed message. */
    static byte[] message(byte[] text, int from) {
        var part = part(text, from);
        return Arrays.copyOf(part, part.length - TAIL.length);
    }

    /** A whole message of which the middle is compressed already: what is before and after goes as it is. */
    static byte[] around(byte[] before, byte[] part, byte after) {
        int pieces = (before.length + STORED_MOST - 1) / STORED_MOST;
        var out = ByteBuffer.allocate(before.length + 5 * pieces + part.length + 7).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < before.length; at += STORED_MOST) stored(out, before, at, Math.min(STORED_MOST, before.length - at));
        out.put(part);
        stored(out, new byte[] {after}, 0, 1);
        return out.put((byte) 0).array(); // begins the empty block whose rest is left out
    }

    private static void stored(ByteBuffer out, byte[] text, int from, int length) {
        out.put((byte) 0).putShort((short) length).putShort((short) ~length).put(text, from, length);
    }

    /**
     * Inflates what a phone sent. The bytes are good until the next call on this thread.
     *
     * @return null when there are more than a message may have
     * @throws DataFormatException when it is no compressed text
     */
    static ByteBuffer inflate(ByteBuffer message) throws DataFormatException {
        var bounded = INFLATERS.get();
        var inflater = bounded.inflater;
        inflater.reset();
        inflater.setInput(message);
        int length = 0;
        boolean ending = false;
        while (!inflater.finished()) {
            int more = inflater.inflate(bounded.room, length, bounded.room.length - length);
            length += more;
            if (length > Limits.MESSAGE_BYTES) return null;
            if (inflater.needsDictionary()) throw new DataFormatException("a dictionary");
            if (more > 0) continue;
            if (!inflater.needsInput() || ending) break;
            inflater.setInput(TAIL);
            ending = true;
        }
        return ByteBuffer.wrap(bounded.room, 0, length);
    }
}
