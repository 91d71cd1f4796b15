package vn.phien.redis;

import java.util.concurrent.TimeUnit;

/** What is known of one master's replicas, by all event loops together. */
final class Replicas {
    /** A replica that goes away may have been made the master, or may be: by then others follow the new one, and so do we, and sentinels know the others' places. */
    private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(10);
    private int online;
    private boolean lost;
    private long lostNs;

    /** The master has so many that follow it, see {@link Info#replicas}. */
    synchronized void sees(int now) {
        if (now < online) {
            lost = true;
            lostNs = System.nanoTime();
        }
        online = now;
    }

    synchronized int online() {
        return online;
    }

    /** Whether one went away just now. */
    synchronized boolean lostOne() {
        return lost && System.nanoTime() - lostNs < GRACE_NS;
    }
}
