package vn.phien.realtime;

import io.vertx.core.internal.ContextInternal;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;

/** The phones of one room on one event loop. Everything but the size is touched on that loop only. */
final class Crowd {
    private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);
    /** So many phones get their bytes before others on the loop, such as buyers, have their turn. */
    private static final int SLICE = 100;
    private final ContextInternal loop;
    private final Counts counts;
    private Member[] members = new Member[2];
    private volatile int size;

    Crowd(ContextInternal loop, Counts counts) {
        this.loop = loop;
        this.counts = counts;
    }

    int size() {
        return size;
    }

    void add(Member member) {
        if (size == members.length) members = Arrays.copyOf(members, size * 2);
        member.at = size;
        members[size] = member;
        size++;
    }

    /** The last one takes the place: a breath that is under way goes from the end to the front, so it misses nobody. */
    void remove(Member member) {
        if (member.at >= size || members[member.at] != member) return;
        var last = members[size - 1];
        members[member.at] = last;
        last.at = member.at;
        members[size - 1] = null;
        size--;
    }

    /** Lets everybody hear a breath, and says when it is done. */
    void hear(Breath breath, Runnable done) {
        loop.runOnContext(v -> {
            if (!breath.thinned.isEmpty()) mark(breath);
            slice(breath, size, done);
        });
    }

    private void slice(Breath breath, int from, Runnable done) {
        int to = Math.max(0, from - SLICE);
        long delivered = 0;
        for (int i = Math.min(from, size) - 1; i >= to; i--) {
            var member = members[i];
            try {
                delivered += member.hear(breath);
            } catch (RuntimeException e) {
                LOG.error("a phone could not be told", e);
                member.session.close(Close.NO_RESUME);
            }
        }
        counts.delivered().increment(delivered);
        if (to == 0) done.run();
        else loop.nettyEventLoop().schedule(() -> slice(breath, to, done), 0, TimeUnit.NANOSECONDS);
    }

    /** Closes the socket of every phone that is in, and lets those at the door start over. */
    void sendAway(Close why) {
        loop.runOnContext(v -> {
            for (int i = size - 1; i >= 0; i--) if (!members[i].startsOver()) members[i].session.close(why);
        });
    }

    /** Finds those for whom there is something in it that the others do not hear. */
    private void mark(Breath breath) {
        var those = new java.util.HashSet<AccountId>();
        breath.thinned.values().forEach(those::addAll);
        if (those.isEmpty()) return;
        for (int i = 0; i < size; i++) if (members[i].session.caller() instanceof Caller.Person person && those.contains(person.account())) members[i].special = breath;
    }
}
