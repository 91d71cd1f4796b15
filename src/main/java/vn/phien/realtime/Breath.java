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
    final List<Frame> frames;
    /** Where in the two logs a phone must be for the bytes to be all that it lacks, and where it is after them. */
    final long fromSeq;
    final long fromN;
    final long toSeq;
    final long toN;
    /** Frames that a viewer does not hear, each with those who hear it all the same. Empty unless the room speaks too much. */
    final Map<Frame, Set<AccountId>> thinned;
    private final ByteBuf all;
    private final ByteBuf most;

    Breath(List<Frame> frames, long fromSeq, long fromN, Map<Frame, Set<AccountId>> thinned) {
        this.frames = frames;
        this.fromSeq = fromSeq;
        this.fromN = fromN;
        this.thinned = thinned;
        long seq = fromSeq, n = fromN;
        int size = 0, left = 0;
        for (var frame : frames) {
            seq = Math.max(seq, frame.seq());
            n = Math.max(n, frame.n());
            size += frame.size();
            if (!thinned.containsKey(frame)) left += frame.size();
        }
        toSeq = seq;
        toN = n;
        all = PooledByteBufAllocator.DEFAULT.directBuffer(size, size);
        for (var frame : frames) all.writeBytes(frame.bytes());
        most = thinned.isEmpty() ? all : PooledByteBufAllocator.DEFAULT.directBuffer(left, left);
        if (most != all) for (var frame : frames) if (!thinned.containsKey(frame)) most.writeBytes(frame.bytes());
    }

    ByteBuf bytes(boolean staff) {
        return staff ? all : most;
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
        if (most != all) most.release();
        all.release();
    }
}
