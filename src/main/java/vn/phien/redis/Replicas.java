package vn.phien.redis;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import vn.phien.redis.Servers.Server;

/**
 * What is known of one master's replicas, by all event loops together: those that it has itself, and those that could take its place.
 * The two are not the same while one comes back, or is made the master without the old one knowing.
 */
final class Replicas {
    /** A replica that goes away may have been made the master, or may be: by then others follow the new one, and so do we, and sentinels know the others' places. */
    private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(10);
    private final Set<Server> candidates = new HashSet<>();
    private String run = "";
    private Set<String> following = Set.of();
    private boolean lookedAt;
    private boolean lost;
    private long lostNs;

    /** What the master says of itself. Another run of it is another master, about which nothing is known. */
    synchronized void follow(Info master) {
        var now = master.replicas();
        var itsRun = master.get("master_replid");
        if (!itsRun.equals(run)) {
            run = itsRun;
            candidates.clear();
            lookedAt = false;
            lost = false;
        } else if (!now.containsAll(following)) lose();
        following = now;
    }

    /**
     * Asked itself, one that may take the master's place said so.
     *
     * @param info what it said, or null if it did not answer: then nobody can make it the master either
     */
    synchronized void said(Server replica, Info info) {
        if (info == null) candidates.remove(replica);
        else if (info.mayBeMaster()) candidates.add(replica);
        else if (candidates.remove(replica)) lose();
    }

    /** Each of these was asked, and there are no others. */
    synchronized void were(Set<Server> asked) {
        candidates.retainAll(asked);
        lookedAt = true;
    }

    /** Its server is no master any more, and may be called so once more by who has not yet heard of it. Made the master anew it has another run. */
    synchronized void deposed() {
        following = Set.of();
        candidates.clear();
        lookedAt = false;
        lose();
    }

    private void lose() {
        lost = true;
        lostNs = System.nanoTime();
    }

    /** How many must have what is told as done for good. */
    synchronized int wanted() {
        return Math.max(following.size(), candidates.size());
    }

    /** Why it would not be for good even if all had it, or "". */
    synchronized String doubt() {
        if (!lookedAt) return "which others there are is not known yet";
        return lost && System.nanoTime() - lostNs < GRACE_NS ? "one went away just now" : "";
    }
}
