package vn.phien.realtime;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import vn.phien.base.Caller;
import vn.phien.base.PlaceId;
import vn.phien.protocol.Outbound;

/** One phone's socket. Everything in it is touched on its own event loop only. */
public final class Session {
    /** How long a phone that reads slowly has for the last frame before the connection is cut. */
    private static final long LAST_WORDS_MS = 2_000;
    private final long id;
    private final ContextInternal loop;
    private final Guest guest;
    private final Purse purse;
    private final ChannelHandlerContext channel;
    private final Outbox outbox;
    private final Counts counts;
    private Member rooms;
    private volatile Caller caller;
    private final LongSupplier clock;
    private long knownNs;
    private ArrayDeque<Runnable> waiting;
    private volatile boolean closed;

    Session(long id, ContextInternal loop, Guest guest, Purse purse, ChannelHandlerContext channel, boolean zips, Counts counts, LongSupplier clock) {
        this.id = id;
        this.loop = loop;
        this.guest = guest;
        this.purse = purse;
        this.caller = guest.caller();
        this.channel = channel;
        this.counts = counts;
        this.clock = clock;
        this.knownNs = clock.getAsLong();
        this.outbox = new Outbox(channel, counts, zips);
    }

    /** A number for the log, no more. */
    public long id() {
        return id;
    }

    /** Who speaks, as it was known a few seconds ago. The account never changes, what it may do does. */
    public Caller caller() {
        return caller;
    }

    /** The network address the phone comes from. */
    public String address() {
        return guest.address();
    }

    Purse purse() {
        return purse;
    }

    /**
     * Does what the phone asks as the person it is now: what was believed for longer than {@code beliefMs} is asked anew first. Things
     * are done in the order in which they came. A login that has ended closes the socket; other posts do so too, so that the phone
     * comes back through the door. On the socket's event loop.
     */
    void asKnown(long beliefMs, Runnable work) {
        if (waiting != null) waiting.add(work);
        else if (!(caller instanceof Caller.Person person) || clock.getAsLong() - knownNs < TimeUnit.MILLISECONDS.toNanos(beliefMs)) work.run();
        else {
            waiting = new ArrayDeque<>(List.of(work));
            guest.again().get().onComplete(found -> run(() -> known(person, found.succeeded() ? found.result() : person)));
        }
    }

    private void known(Caller.Person before, Caller now) {
        var works = waiting;
        waiting = null;
        knownNs = clock.getAsLong();
        if (!(now instanceof Caller.Person person) || !person.account().equals(before.account())) {
            close(Close.SIGN_IN_AGAIN);
            return;
        }
        caller = person;
        works.forEach(Runnable::run);
        if (!person.booths().equals(before.booths()) || !person.roles().equals(before.roles())) close(Close.NO_RESUME);
    }

    void ping() {
        if (!closed) channel.writeAndFlush(PhoneSocket.control(0x89, io.netty.buffer.Unpooled.EMPTY_BUFFER), channel.voidPromise());
    }

    /** Whether the phone is in the room. On the socket's event loop. */
    public boolean isIn(PlaceId room) {
        return member(room) != null;
    }

    /** Whether somebody sells here: works in a booth, or is at the desk of a room. */
    boolean sells() {
        return caller instanceof Caller.Person person && !person.booths().isEmpty();
    }

    ContextInternal loop() {
        return loop;
    }

    /** Its visit to a room, or null. */
    Member member(PlaceId place) {
        for (var member = rooms; member != null; member = member.next) if (member.place.equals(place)) return member;
        return null;
    }

    /** How many rooms it is in. */
    int rooms() {
        int count = 0;
        for (var member = rooms; member != null; member = member.next) count++;
        return count;
    }

    List<PlaceId> places() {
        var places = new ArrayList<PlaceId>(1);
        for (var member = rooms; member != null; member = member.next) places.add(member.place);
        return places;
    }

    void enters(Member member) {
        member.next = rooms;
        rooms = member;
    }

    /** Ends its visit to a room; null when there was none. */
    Member leaves(PlaceId place) {
        Member before = null;
        for (var member = rooms; member != null; before = member, member = member.next) {
            if (!member.place.equals(place)) continue;
            if (before == null) rooms = member.next;
            else before.next = member.next;
            return member;
        }
        return null;
    }

    Outbox outbox() {
        return outbox;
    }

    boolean isClosed() {
        return closed;
    }

    void markClosed() {
        closed = true;
    }

    /** Sends a frame at once. May be called from anywhere. */
    public void send(Outbound message) {
        var frame = Frame.of(message);
        run(() -> {
            if (closed) return;
            if (outbox.offer(frame)) outbox.flush();
            else close(Close.TOO_SLOW);
        });
    }

    void run(Runnable work) {
        if (loop.inThread()) work.run();
        else loop.runOnContext(v -> work.run());
    }

    /** Closes the socket with a code that tells the phone whether to come back. */
    public void close(Close why) {
        run(() -> {
            if (closed) return;
            closed = true;
            counts.meters().closed(why.code()).increment();
            channel.writeAndFlush(PhoneSocket.closeFrame(why.code(), why.reason())).addListener(done -> channel.close());
            loop.setTimer(LAST_WORDS_MS, id -> channel.close());
        });
    }

}
