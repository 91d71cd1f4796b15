package vn.phien.sim;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.vertx.redis.client.Command;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.phien.testkit.TestStore;

/** Twenty nights by seed, or the one of {@code -Dsim.seed}; and nights with broken scripts, which must be noticed. */
@ExtendWith(TestStore.class)
@DisplayName("a night of the market keeps every promise")
class NightTest {
    private static final Long ONE = Long.getLong("sim.seed");
    private static final int NIGHTS = Integer.getInteger("sim.nights", 20);
    private static final boolean TELL = Boolean.getBoolean("sim.tell");
    private static final int TRIES = 8;

    /** Here nobody pulls the plug: what a power cut takes is another test's subject. */
    @BeforeAll
    static void the_disk_is_not_waited_for() {
        TestStore.LINK.ask(Command.CONFIG, "SET", "appendfsync", "no");
    }

    @AfterAll
    static void the_disk_is_waited_for_again() {
        TestStore.LINK.ask(Command.FLUSHALL);
        TestStore.LINK.ask(Command.CONFIG, "SET", "appendfsync", "always");
    }

    static LongStream seeds() {
        return ONE == null ? LongStream.rangeClosed(1, NIGHTS) : LongStream.of(ONE);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_promise_of_a_night_is_kept(long seed) {
        var played = new Night(Night.Options.of(seed)).play();
        if (ONE != null || TELL) System.out.println(played);
    }

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void a_broken_script_is_noticed(Mutant mutant) {
        Assumptions.assumeTrue(ONE == null);
        AssertionError noticed = null;
        for (long seed = 1; seed <= TRIES && noticed == null; seed++) {
            try {
                new Night(Night.Options.of(seed).broken(mutant)).play();
            } catch (AssertionError e) {
                noticed = e;
            }
        }
        assertNotNull(noticed, TRIES + " nights went by and nobody noticed that the house " + mutant);
        if (TELL) System.out.println(mutant + ": " + noticed.getMessage().lines().reduce((a, b) -> b).orElse(""));
    }
}
