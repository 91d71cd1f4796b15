package vn.phien.markets;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.AccountId;
import vn.phien.base.Meters;
import vn.phien.protocol.Views.NoticeView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/**
 * Notices on their way through the doors beside the pages. A new notice leaves a letter for each door that the person opened in the same script
 * that gives it; the letter is put on the one list of what is due, and any node takes from there, for as long as a lease. A node that dies
 * leaves its letters to the next, so each goes out at least once, and with the same id when it goes twice. What is refused is tried
 * again, {@link #TRIES} times in all; what would come too late to be of use is dropped.
 */
public final class Letters {
    private static final Logger LOG = LoggerFactory.getLogger(Letters.class);
    private static final Script TAKE = Script.load("markets/take_letters");
    private static final long EVERY_MS = 1_000;
    /** Longer than a door may take for a letter. */
    static final long LEASE_MS = 60_000;
    /** How long after each try the next one comes. */
    static final List<Long> WAITS_MS = List.of(15_000L, 60_000L, 240_000L, 900_000L);
    static final int TRIES = WAITS_MS.size() + 1;
    private static final long QUIET_MS = 10_000;
    private static final int AT_ONCE = 20;
    private final Link link;
    private final NoticeDoors doors;
    private final InstantSource clock;
    private final Meters meters;
    /** What was told in the log, to when. */
    private final Map<String, Long> told = new ConcurrentHashMap<>();
    private final AtomicBoolean walking = new AtomicBoolean();
    private long timer = -1;

    /** One letter. {@code notice} is the name of the notice. */
    private record Letter(AccountId account, String door, String notice) {
        static Letter of(String name) {
            var parts = name.split("/", 3);
            return new Letter(new AccountId(parts[0]), parts[1], parts[2]);
        }

        String name() {
            return account + "/" + field();
        }

        /** Where it lies in the outbox of its person. */
        String field() {
            return door + "/" + notice;
        }
    }

    public Letters(Link link, NoticeDoors doors, InstantSource clock, Meters meters) {
        this.link = link;
        this.doors = doors;
        this.clock = clock;
        this.meters = meters;
    }

    public void start(Vertx vertx) {
        if (doors.offered().isEmpty()) return;
        timer = vertx.setPeriodic(EVERY_MS, id -> {
            if (!walking.compareAndSet(false, true)) return;
            walk().onComplete(done -> {
                walking.set(false);
                if (done.failed()) LOG.warn("letters: {}", done.cause().getMessage());
            });
        });
    }

    public void stop(Vertx vertx) {
        if (timer >= 0) vertx.cancelTimer(timer);
    }

    /** The doors for which letters are left. */
    List<String> offered() {
        return doors.offered();
    }

    /** Puts the letters of a notice on the list; those that are on it stay as they are. */
    Future<Void> post(AccountId account, String notice, List<String> through) {
        if (through.isEmpty()) return Future.succeededFuture();
        var args = new ArrayList<Object>(List.of(Keys.letters(), "NX"));
        for (var door : through) {
            args.add(clock.millis());
            args.add(new Letter(account, door, notice).name());
        }
        return link.send(Command.ZADD, args.toArray()).mapEmpty();
    }

    /** Sends what is due. The result counts the letters that were taken off the list or put back. */
    public Future<Integer> walk() {
        return TAKE.run(link, List.of(Keys.letters(), Keys.letterTries()), clock.millis(), clock.millis() + LEASE_MS, AT_ONCE).compose(taken -> {
            var carried = new ArrayList<Future<Void>>();
            for (int i = 1; i < taken.size(); i += 2) carried.add(carry(Letter.of(taken.get(i).toString()), taken.get(i + 1).toInteger()));
            if (carried.isEmpty()) return Future.succeededFuture(0);
            return Future.join(carried).compose(all -> carried.size() < AT_ONCE ? Future.succeededFuture(carried.size()) : walk().map(more -> carried.size() + more));
        });
    }

    private Future<Void> carry(Letter letter, int tries) {
        return link.send(Command.HGET, Keys.outbox(letter.account), letter.field()).compose(kept -> {
            // it went out before, or the person is gone
            if (kept == null) return strike(letter);
            var notice = Wire.trusted(kept.toString(), NoticeView.class);
            if (clock.millis() > usefulUntil(notice)) return end(letter, "late");
            return doors.send(letter.account, letter.door, notice).transform(sent -> {
                if (sent.succeeded()) return end(letter, sent.result() ? "sent" : "unwanted");
                if (tries >= TRIES) {
                    tell("a reminder was given up", sent.cause());
                    return end(letter, "given-up");
                }
                tell("a reminder did not go out and is tried again", sent.cause());
                meters.letters("again").increment();
                return link.send(Command.ZADD, Keys.letters(), "XX", clock.millis() + WAITS_MS.get(tries - 1), letter.name()).mapEmpty();
            });
        });
    }

    /** Thousands may fail for one reason: it is told now and then, the measures count them all. */
    private void tell(String what, Throwable why) {
        long now = clock.millis();
        var last = told.put(what, now);
        if (last == null || now - last > QUIET_MS) LOG.warn("{}: {}", what, why.getMessage());
        else told.put(what, last);
    }

    private Future<Void> end(Letter letter, String how) {
        meters.letters(how).increment();
        return link.send(Command.HDEL, Keys.outbox(letter.account), letter.field()).compose(gone -> strike(letter));
    }

    private Future<Void> strike(Letter letter) {
        return link.batch(List.of(Link.request(Command.HDEL, Keys.letterTries(), letter.name()), Link.request(Command.ZREM, Keys.letters(), letter.name()))).mapEmpty();
    }

    /** A word that a night opens is of use for so long; all other news for a day. */
    private static long usefulUntil(NoticeView notice) {
        return switch (notice.kind()) {
            case "night-soon" -> notice.opensMs();
            case "night-open" -> notice.atMs() + Reminders.LATE_MS;
            default -> notice.atMs() + 24 * 60 * 60_000;
        };
    }
}
