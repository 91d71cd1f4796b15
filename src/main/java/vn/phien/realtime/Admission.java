package vn.phien.realtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.Strain;

/**
 * Who may come in now, and when the others may try again. Those who sell, and those who have a hold or have just ordered, come
 * first: past the rate, past the cut of a strained node, and into a reserve of sockets when all others are taken.
 */
final class Admission {
    /** While a node is full or lets only buyers in, strangers come back spread over this time. */
    private static final double FULL_SPREAD_MS = 15_000;
    private final SocketHandler.Space space;
    private final Ladder ladder;
    private final Predicate<Caller> first;
    private final Meters meters;
    private final Budget doors;
    private final Budget rooms;
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean leaving;

    /** @param first who comes first */
    Admission(SocketHandler.Space space, Ladder ladder, Predicate<Caller> first, Meters meters) {
        this.space = space;
        this.ladder = ladder;
        this.first = first;
        this.meters = meters;
        this.doors = new Budget(space.perSecond());
        this.rooms = new Budget(space.perSecond());
    }

    /** Counts a new socket in and answers 0, or the ms after which to come back. */
    long door(Caller caller) {
        if (leaving) return turned("leaving", doors.later(0));
        boolean goesFirst = first.test(caller);
        if (ladder.atLeast(Strain.BUYING_ONLY) && !goesFirst) return turned("buying-only", doors.later(FULL_SPREAD_MS));
        if (inside.incrementAndGet() > space.sockets() + (goesFirst ? space.sockets() / Limits.RESERVE : 0)) return turnedOut("full", doors.later(FULL_SPREAD_MS));
        long wait = doors.enter(goesFirst);
        return wait == 0 ? 0 : turnedOut("busy", wait);
    }

    /** Whether somebody who comes is let in before others: who buys or sells. */
    boolean goesFirst(Caller caller) {
        return first.test(caller);
    }

    /** 0 when the phone may go into a room now, else the ms after which to ask again. */
    long room(Caller caller) {
        long wait = rooms.enter(first.test(caller));
        return wait == 0 ? 0 : turned("room", wait);
    }

    /** What somebody who asks before they knock is told: 0, or the ms after which to come. */
    long askedBefore() {
        return leaving ? doors.later(0) : ladder.atLeast(Strain.BUYING_ONLY) || isFull() ? doors.later(FULL_SPREAD_MS) : 0;
    }

    private long turnedOut(String why, long waitMs) {
        left();
        return turned(why, waitMs);
    }

    private long turned(String why, long waitMs) {
        meters.turnedAway(why).increment();
        return waitMs;
    }

    /** A socket that was let in has gone. */
    void left() {
        inside.decrementAndGet();
    }

    int inside() {
        return inside.get();
    }

    int most() {
        return space.sockets();
    }

    boolean isFull() {
        return leaving || inside.get() >= space.sockets();
    }

    /** From now on nobody comes in. */
    void leave() {
        leaving = true;
    }
}
