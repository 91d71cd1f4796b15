package vn.phien.sim;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.phien.testkit.TestStore;

/** Nights of one booth by seed, or those that {@link Seeds} tells; and nights with broken scripts, which must be noticed. */
@ExtendWith(TestStore.class)
@Tag("slow")
@DisplayName("a night of one booth keeps every promise")
class NightTest {
    private static final int USUALLY = 6;

    @BeforeAll
    static void the_disk_is_not_waited_for() {
        Seeds.theDiskIsNotWaitedFor();
    }

    @AfterAll
    static void the_disk_is_waited_for_again() {
        Seeds.theDiskIsWaitedForAgain();
    }

    static LongStream seeds() {
        return Seeds.played(USUALLY);
    }

    static Stream<Mutant> mutants() {
        return Arrays.stream(Mutant.values()).filter(mutant -> !mutant.ofMarket());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_promise_of_a_night_is_kept(long seed) {
        Seeds.play(Night.Options.ofOneBooth(seed));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void a_broken_script_is_noticed(Mutant mutant) {
        Seeds.notices(mutant, Night.Options::ofOneBooth);
    }
}
