package vn.phien.sim;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.vertx.redis.client.Command;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import vn.phien.testkit.TestStore;

/**
 * Which nights are played: {@code -Dsim.seed} one of them, told in full; else {@code -Dsim.nights} of them from {@code -Dsim.from} on, told
 * with {@code -Dsim.tell=true}. Of a night that goes wrong the last {@code -Dsim.trace} lines are told.
 */
final class Seeds {
    private static final Long ONE = Long.getLong("sim.seed");
    private static final boolean TELL = Boolean.getBoolean("sim.tell");
    private static final int TRIES = 8;

    private Seeds() { }

    /** @param usual how many nights are played when nobody says otherwise */
    static LongStream played(int usual) {
        long from = Long.getLong("sim.from", 1);
        return ONE == null ? LongStream.range(from, from + Integer.getInteger("sim.nights", usual)) : LongStream.of(ONE);
    }

    static void play(Night.Options options) {
        var played = new Night(options).play();
        if (ONE != null || TELL) System.out.println(played);
    }

    /** Plays nights with a broken script, until somebody notices. */
    static void notices(Mutant mutant, LongFunction<Night.Options> options) {
        Assumptions.assumeTrue(ONE == null);
        AssertionError noticed = null;
        for (long seed = 1; seed <= TRIES && noticed == null; seed++) {
            // what is to be broken must be there, else it is not the night that goes wrong
            var night = new Night(options.apply(seed).broken(mutant));
            try {
                night.play();
            } catch (AssertionError e) {
                noticed = e;
            }
        }
        assertNotNull(noticed, TRIES + " nights went by and nobody noticed that the house " + mutant);
        if (TELL) System.out.println(mutant + ": " + noticed.getMessage().lines().reduce((a, b) -> b).orElse(""));
    }

    /** Here nobody pulls the plug: what a power cut takes is another test's subject. */
    static void theDiskIsNotWaitedFor() {
        TestStore.LINK.ask(Command.CONFIG, "SET", "appendfsync", "no");
    }

    static void theDiskIsWaitedForAgain() {
        TestStore.LINK.ask(Command.FLUSHALL);
        TestStore.LINK.ask(Command.CONFIG, "SET", "appendfsync", "always");
    }
}
