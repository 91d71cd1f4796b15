package vn.phien.realtime;

import java.util.ArrayList;
import java.util.List;
import vn.phien.base.Caller;
import vn.phien.base.PlaceId;

/** One visit of one phone to one room: what it has heard, and, while the scene is still on its way, what has come meanwhile. On the socket's event loop. */
final class Member {
    final Session session;
    final PlaceId place;
    final boolean staff;
    /** The next of the rooms that the phone is in. */
    Member next;
    /** Where it stands in its crowd; null when it is in none. */
    Crowd.Group group;
    int at;
    private long seq;
    private long n;
    private List<Frame> waiting = new ArrayList<>(0);

    Member(Session session, PlaceId place, boolean staff) {
        this.session = session;
        this.place = place;
        this.staff = staff;
    }

    /** The phone has its scene, or learns here what it missed; then what came meanwhile. */
    void comesIn(Room.Entry entry) {
        var meanwhile = waiting;
        waiting = null;
        seq = entry.seq();
        n = entry.chatN();
        for (var frame : entry.missed()) give(frame);
        for (var frame : meanwhile) hear(frame);
        session.outbox().flush();
    }

    /** Forgets what came while the scene was on its way; false when the phone is in already. */
    boolean startsOver() {
        if (waiting == null) return false;
        waiting.clear();
        return true;
    }

    /** Hears a breath; answers how many frames were written at once. */
    int hear(Breath breath) {
        if (session.isClosed()) return 0;
        var outbox = session.outbox();
        if (waiting == null && breath.follows(seq, n) && !breath.isSpecialFor(session.caller()) && outbox.isClear()) {
            outbox.through(breath.bytes(staff, outbox.zips()));
            seq = Math.max(seq, breath.lastSeq);
            n = Math.max(n, breath.lastN);
            return breath.count(staff);
        }
        var account = session.caller() instanceof Caller.Person person ? person.account() : null;
        for (var said : breath.said) {
            if (said.reaches(staff, account)) hear(said.frame());
            else if (waiting == null) n = Math.max(n, said.frame().n());
        }
        if (waiting == null) outbox.flush();
        return 0;
    }

    /** Hears one frame in its order, unless the phone has it already. */
    void hear(Frame frame) {
        if (waiting != null) {
            waiting.add(frame);
            return;
        }
        if (session.isClosed()) return;
        if (frame.seq() > 0) {
            if (frame.seq() <= seq) return;
            // never silently: a phone that lacks one comes back for it
            if (frame.seq() != seq + 1) {
                session.close(Close.NO_RESUME);
                return;
            }
            seq = frame.seq();
        }
        if (frame.n() > 0) {
            if (frame.n() <= n) return;
            n = frame.n();
        }
        give(frame);
    }

    private void give(Frame frame) {
        if (!session.outbox().offer(frame)) session.close(Close.TOO_SLOW);
    }
}
