package vn.phien.realtime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;

/**
 * What phones are told in one breath: some frames in their order, and the same as one run of bytes that is ready for every phone
 * that has heard all before. The bytes are counted: {@link #end} gives them back. Used on one event loop only.
 */
final class Breath {
    private static final int STAFF = 1, ZIPS = 2;
    final List<Said> said;
    /** The numbers of its last shelf event and its last chat message; 0 when it has none. */
    final long lastSeq;
    final long lastN;
    private final long firstSeq;
    private final long firstN;
    private final boolean big;
    private final int forStaff;
    /** Those who hear something in it that others do not. */
    private final Set<AccountId> special;
    /** By who reads: a viewer, staff, and the same who read compressed frames; made when the first such phone is told. */
    private final ByteBuf[] bytes = new ByteBuf[4];

    /** @param news all that was said since the last breath; of what only the newest counts, the newest goes on */
    Breath(List<Said> news) {
        said = newest(news);
        long fromSeq = 0, toSeq = 0, fromN = 0, toN = 0;
        int thinned = 0;
        boolean anyBig = false;
        Set<AccountId> those = Set.of();
        for (var one : said) {
            var frame = one.frame();
            if (frame.seq() > 0) {
                if (fromSeq == 0) fromSeq = frame.seq();
                toSeq = frame.seq();
            }
            if (frame.n() > 0) {
                if (fromN == 0) fromN = frame.n();
                toN = frame.n();
            }
            anyBig |= frame.isBig();
            if (one.alone() == null) continue;
            thinned++;
            if (one.alone().isEmpty()) continue;
            if (those.isEmpty()) those = new HashSet<>();
            those.addAll(one.alone());
        }
        firstSeq = fromSeq;
        lastSeq = toSeq;
        firstN = fromN;
        lastN = toN;
        big = anyBig;
        forStaff = thinned;
        special = those;
    }

    private static List<Said> newest(List<Said> news) {
        Map<String, Said> last = null;
        int latest = 0;
        for (var one : news) {
            if (one.frame().lane() != Lane.LATEST) continue;
            if (last == null) last = new HashMap<>();
            last.put(one.frame().key(), one);
            latest++;
        }
        if (last == null || last.size() == latest) return List.copyOf(news);
        var kept = new ArrayList<Said>(news.size());
        for (var one : news) if (one.frame().lane() != Lane.LATEST || last.get(one.frame().key()) == one) kept.add(one);
        return kept;
    }

    /** Whether it is all that a phone lacks, and nothing that it has. @param seq and {@code n}: what the phone heard last */
    boolean follows(long seq, long n) {
        return (firstSeq == 0 || seq == firstSeq - 1) && (firstN == 0 || n < firstN);
    }

    /** Whether somebody hears something in it that other viewers do not. */
    boolean isSpecialFor(Caller caller) {
        return !special.isEmpty() && caller instanceof Caller.Person person && special.contains(person.account());
    }

    ByteBuf bytes(boolean staff, boolean zips) {
        int reader = (staff && forStaff > 0 ? STAFF : 0) | (zips && big ? ZIPS : 0);
        if (bytes[reader] == null) bytes[reader] = gather(staff, zips);
        return bytes[reader];
    }

    private ByteBuf gather(boolean staff, boolean zips) {
        int size = 0;
        for (var one : said) if (staff || one.alone() == null) size += one.frame().bytes(zips).length;
        var gathered = PooledByteBufAllocator.DEFAULT.directBuffer(size, size);
        for (var one : said) if (staff || one.alone() == null) gathered.writeBytes(one.frame().bytes(zips));
        return gathered;
    }

    int count(boolean staff) {
        return staff ? said.size() : said.size() - forStaff;
    }

    /** Nobody will be given the bytes any more. */
    void end() {
        for (var gathered : bytes) if (gathered != null) gathered.release();
    }
}
