package vn.phien.realtime;

import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phones of one room on one event loop, in groups. Everything but the size is touched on that loop only.
 *
 * <p>What is said in a quiet room goes out at once, from group to group. Then the crowd rests; what is said meanwhile goes out in the
 * next round. Each group is told all that was said until its turn comes, also what was said while others had theirs, so nothing waits
 * for longer than one round. A round begins {@value #ROUND_MS} ms after the one before, or later when telling everybody takes longer:
 * a crowd that is too much for its event loop hears longer breaths instead of coming behind. While buyers wait for their answers,
 * rounds are fewer.
 */
final class Crowd {
    private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);
    /** So many phones get their bytes before others on the loop, such as buyers, have their turn. */
    private static final int GROUP = 100;
    private static final long ROUND_MS = 50;
    /** The same while buyers wait. */
    private static final long SELDOM_MS = 200;
    /** A round that takes long leaves the event loop at least this part of that time for others; while buyers wait, as much again. */
    private static final int REST = 4;
    private final ContextInternal loop;
    private final Counts counts;
    private final BuyersWait buyers;
    private final List<Group> groups = new ArrayList<>(1);
    /** What some group has not heard yet, and how much was said before it. */
    private final List<Said> news = new ArrayList<>(0);
    private long before;
    private boolean speaking;
    /** The last breath, and the part of the news that it is: groups that were told the same share it. */
    private Breath breath;
    private long breathFrom;
    private long breathTo;
    private volatile int size;

    /** Some phones that are told the same things one after the other. */
    static final class Group {
        private Member[] members = new Member[1];
        private int size;
        /** How much of all that was said it has heard. */
        private long heard;
    }

    Crowd(ContextInternal loop, Counts counts, BuyersWait buyers) {
        this.loop = loop;
        this.counts = counts;
        this.buyers = buyers;
    }

    int size() {
        return size;
    }

    void add(Member member) {
        var group = groupWithRoom();
        if (group.size == group.members.length) group.members = Arrays.copyOf(group.members, Math.min(GROUP, group.size * 2));
        member.group = group;
        member.at = group.size;
        group.members[group.size++] = member;
        size++;
    }

    private Group groupWithRoom() {
        for (int i = groups.size() - 1; i >= 0; i--) if (groups.get(i).size < GROUP) return groups.get(i);
        var group = new Group();
        group.heard = said();
        groups.add(group);
        return group;
    }

    /** The last of its group takes its place: whoever goes through a group from the end to the front misses nobody. So it is with groups. */
    void remove(Member member) {
        var group = member.group;
        if (group == null) return;
        member.group = null;
        var last = group.members[--group.size];
        group.members[group.size] = null;
        if (last != member) {
            group.members[member.at] = last;
            last.at = member.at;
        }
        if (group.size == 0) groups.remove(group);
        size--;
    }

    /** How much was said in all. */
    private long said() {
        return before + news.size();
    }

    /** Lets everybody hear something, in this order. May be called from anywhere. */
    void hear(List<Said> frames) {
        loop.runOnContext(v -> {
            if (groups.isEmpty()) return;
            news.addAll(frames);
            if (!speaking) round();
        });
    }

    private void round() {
        speaking = true;
        turn(groups.size() - 1, System.nanoTime());
    }

    private void turn(int which, long beganNs) {
        int at = Math.min(which, groups.size() - 1);
        if (at >= 0) tell(groups.get(at));
        if (at > 0) loop.nettyEventLoop().schedule(() -> turn(at - 1, beganNs), 0, TimeUnit.NANOSECONDS);
        else rest((System.nanoTime() - beganNs) / 1_000_000);
    }

    private void tell(Group group) {
        if (group.heard == said()) return;
        if (breath == null || breathFrom != group.heard || breathTo != said()) {
            if (breath != null) breath.end();
            breathFrom = group.heard;
            breathTo = said();
            breath = new Breath(news.subList((int) (breathFrom - before), news.size()));
        }
        group.heard = breathTo;
        long delivered = 0;
        for (int i = group.size - 1; i >= 0; i--) {
            var member = group.members[i];
            try {
                delivered += member.hear(breath);
            } catch (RuntimeException e) {
                LOG.error("a phone could not be told", e);
                member.session.close(Close.NO_RESUME);
            }
        }
        counts.delivered().increment(delivered);
    }

    private void rest(long tookMs) {
        if (breath != null) breath.end();
        breath = null;
        long restMs = buyers.isLong() ? Math.max(SELDOM_MS - tookMs, tookMs) : Math.max(ROUND_MS - tookMs, tookMs / REST);
        loop.setTimer(Math.max(1, restMs), id -> {
            forget();
            speaking = false;
            if (!news.isEmpty()) round();
        });
    }

    /** Forgets what every group has heard. */
    private void forget() {
        long heard = said();
        for (var group : groups) heard = Math.min(heard, group.heard);
        news.subList(0, (int) (heard - before)).clear();
        before = heard;
    }

    /** Closes the socket of every phone that is in, and lets those at the door start over; what was said in the room counts no longer. */
    void sendAway(Close why) {
        loop.runOnContext(v -> {
            for (var group : groups) {
                group.heard = said();
                for (int i = group.size - 1; i >= 0; i--) if (!group.members[i].startsOver()) group.members[i].session.close(why);
            }
        });
    }
}
