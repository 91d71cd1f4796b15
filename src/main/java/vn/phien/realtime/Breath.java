package vn.phien.realtime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.phien.base.AccountId;

/**
 * What a room says in one breath: some frames in their order, and the same as one run of bytes that is ready for every phone that
 * has heard all before. The bytes are counted: {@link #end} gives them back.
 */
final class Breath {
    private static final int STAFF = 1, ZIPS = 2;
    final List<Frame> frames;
    /** Where in the two logs a phone must be for the bytes to be all that it lacks, and where it is after them. */
    final long fromSeq;
    final long fromN;
    final long toSeq;
    final long toN;
    /** Frames that a viewer does not hear, each with those who hear it all the same. Empty unless the room speaks too much. */
    final Map<Frame, Set<AccountId>> thinned;
    /** By who reads: a viewer, staff, and the same who read compressed frames. Equal ones are one. */
    private final ByteBuf[] bytes = new ByteBuf[4];

    Breath(List<Frame> frames, long fromSeq, long fromN, Map<Frame, Set<AccountId>> thinned) {
        this.frames = frames;
        this.fromSeq = fromSeq;
        this.fromN = fromN;
        this.thinned = thinned;
        long seq = fromSeq, n = fromN;
        boolean big = false;
        for (var frame : frames) {
            seq = Math.max(seq, frame.seq());
            n = Math.max(n, frame.n());
            big |= frame.isBig();
        }
        toSeq = seq;
        toN = n;
        for (int reader = 0; reader < bytes.length; reader++) {
            int same = (thinned.isEmpty() ? 0 : reader & STAFF) | (big ? reader & ZIPS : 0);
            bytes[reader] = same < reader ? bytes[same] : gather((reader & STAFF) > 0, (reader & ZIPS) > 0);
        }
    }

    private ByteBuf gather(boolean staff, boolean zips) {
        int size = 0;
        for (var frame : frames) if (staff || !thinned.containsKey(frame)) size += frame.bytes(zips).length;
        var gathered = PooledByteBufAllocator.DEFAULT.directBuffer(size, size);
        for (var frame : frames) if (staff || !thinned.containsKey(frame)) gathered.writeBytes(frame.bytes(zips));
        return gathered;
    }

    ByteBuf bytes(boolean staff, boolean zips) {
        return bytes[(staff ? STAFF : 0) | (zips ? ZIPS : 0)];
    }

    int count(boolean staff) {
        return staff ? frames.size() : frames.size() - thinned.size();
    }

    /** Whether somebody hears a frame. */
    boolean reaches(Frame frame, boolean staff, AccountId account) {
        if (staff || thinned.isEmpty()) return true;
        var those = thinned.get(frame);
        return those == null || account != null && those.contains(account);
    }

    /** Nobody will be given the bytes any more. */
    void end() {
        for (int reader = bytes.length - 1; reader >= 0; reader--) {
            boolean shared = false;
            for (int other = 0; other < reader; other++) shared |= bytes[other] == bytes[reader];
            if (!shared) bytes[reader].release();
        }
    }
}
