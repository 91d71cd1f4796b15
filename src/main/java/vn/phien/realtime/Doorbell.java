package vn.phien.realtime;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import vn.phien.base.PlaceId;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Wire;

/**
 * The doorbell of one room that is open on this node. Whoever rings brings along what is new, so that the other nodes need not read
 * the logs; a ring that is lost, doubled, late or out of order costs a read.
 */
final class Doorbell {
    /** What is longer is read from the log by each node itself. */
    private static final int CARRIED_BYTES = 64 * 1024;
    private static final byte RING = 1, SAY = 2;
    private final Bus bus;
    private final String address;
    private final Bus.Ear ear;

    /**
     * What a node saw when it read on.
     *
     * @param epoch of the logs; empty when nothing was read: come and look
     * @param seq   where in the shelf log the reading began: {@code shelf} is everything after it
     * @param n     the same of the chat
     */
    record Ring(String epoch, long seq, List<Entry> shelf, long n, List<Entry> chat) {
        static final Ring LOOK = new Ring("", 0, List.of(), 0, List.of());

        private int bytes() {
            int bytes = 0;
            for (var entry : shelf) bytes += entry.json().length();
            for (var entry : chat) bytes += entry.json().length();
            return bytes;
        }

        private Buffer written() {
            var out = Buffer.buffer(64 + bytes()).appendByte(RING);
            write(out, epoch);
            out.appendLong(seq).appendLong(n);
            write(out, shelf);
            write(out, chat);
            return out;
        }

        private static void write(Buffer out, String text) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            out.appendInt(bytes.length).appendBytes(bytes);
        }

        private static void write(Buffer out, List<Entry> entries) {
            out.appendInt(entries.size());
            for (var entry : entries) {
                out.appendLong(entry.number());
                write(out, entry.json());
            }
        }

        private static Ring read(Buffer in) {
            var at = new int[] {1};
            var epoch = text(in, at);
            long seq = in.getLong(at[0]), n = in.getLong(at[0] + 8);
            at[0] += 16;
            return new Ring(epoch, seq, entries(in, at), n, entries(in, at));
        }

        private static String text(Buffer in, int[] at) {
            int length = in.getInt(at[0]);
            at[0] += 4 + length;
            return in.getString(at[0] - length, at[0]);
        }

        private static List<Entry> entries(Buffer in, int[] at) {
            int size = in.getInt(at[0]);
            at[0] += 4;
            var entries = new ArrayList<Entry>();
            for (int i = 0; i < size; i++) {
                long number = in.getLong(at[0]);
                at[0] += 8;
                entries.add(new Entry(number, text(in, at)));
            }
            return entries;
        }
    }

    /** One entry of a log, as it stands there. */
    record Entry(long number, String json) { }

    /** Who lives behind the door. */
    interface Resident {
        /** Another node rang. */
        void rung(Ring ring);

        /** Another node says something to everybody here that may be lost. */
        void told(Outbound message);
    }

    Doorbell(Bus bus, PlaceId place, Resident resident) {
        this.bus = bus;
        this.address = address(place);
        this.ear = bus.listen(address, words -> {
            switch (words.getByte(0)) {
                case RING -> resident.rung(Ring.read(words));
                case SAY -> resident.told(Wire.trusted(words.getString(1, words.length()), Outbound.class));
                default -> { } // a newer node's word
            }
        });
    }

    /** Done when the other nodes know that somebody lives here. */
    Future<Void> hung() {
        return ear.open();
    }

    /** Rings on the other nodes. */
    void ring(Ring ring) {
        if (bus.isAlone()) return;
        var carried = ring.bytes() > CARRIED_BYTES ? Ring.LOOK : ring;
        bus.say(address, carried.written());
    }

    /** Rings on every other node at a door behind which nobody lives here. */
    static void ring(Bus bus, PlaceId place) {
        if (!bus.isAlone()) bus.say(address(place), Ring.LOOK.written());
    }

    /** Tells everybody in a room on the other nodes. */
    static void say(Bus bus, PlaceId place, Outbound message) {
        if (!bus.isAlone()) bus.say(address(place), Buffer.buffer().appendByte(SAY).appendString(Wire.write(message)));
    }

    private static String address(PlaceId place) {
        return "phien.room." + place;
    }

    void close() {
        ear.close();
    }
}
