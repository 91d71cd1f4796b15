package vn.phien.testkit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import vn.phien.base.PlaceId;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;

/** A phone in a room that says a command again, with the same key, until it is answered; where its socket was lost it calls again. */
public final class Stubborn {
    private static final long REST_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private final Person person;
    private final PlaceId room;
    private final BooleanSupplier goesOn;
    private Phone phone;

    /** @param goesOn false: it gives up */
    public Stubborn(Person person, PlaceId room, BooleanSupplier goesOn) {
        this.person = person;
        this.room = room;
        this.goesOn = goesOn;
    }

    /** Null where it has given up. */
    public Outbound.Reply says(IntFunction<Inbound> command) {
        while (true) {
            try {
                if (phone == null) {
                    phone = person.phone();
                    phone.joins(room);
                }
                var reply = phone.says(command);
                if (!(reply instanceof Outbound.Refused refused) || refused.why() != Why.TRY_AGAIN && refused.why() != Why.TOO_FAST) return reply;
            } catch (AssertionError | RuntimeException e) {
                hangUp();
            }
            if (!goesOn.getAsBoolean()) return null;
            LockSupport.parkNanos(REST_NS);
        }
    }

    public void hangUp() {
        if (phone != null) phone.close();
        phone = null;
    }
}
