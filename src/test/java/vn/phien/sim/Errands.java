package vn.phien.sim;

import io.vertx.core.Future;
import java.util.function.Function;
import vn.phien.base.Dice;
import vn.phien.base.Shard;

/** What the house does by itself, in no order and whenever it comes to it. */
final class Errands {
    /** Places of all readers in all shards, what there is to read, and then the folds. */
    private static final int ASKS_OF_A_READING = 4 * Shard.COUNT + 150;
    private final Dice dice;

    Errands(Dice dice) {
        this.dice = dice;
    }

    /** Something that every house does. */
    Say any() {
        return switch (dice.below(6)) {
            case 0, 1 -> errand("gives up unpaid orders", server -> server.unpaid.sweep());
            case 2 -> facts();
            default -> errand("sweeps", server -> server.sweeper.sweep());
        };
    }

    Say facts() {
        return new Say("the house", "reads the facts", server -> server.readers.readOn(), answer -> { }, false, ASKS_OF_A_READING);
    }

    Say watch() {
        return errand("moves nights by the clock", server -> server.watch.walk());
    }

    Say turns() {
        return errand("looks whose turn it is on the main stage", server -> server.spotlight.look());
    }

    /** Something that a house does for its markets. */
    Say market() {
        return switch (dice.below(10)) {
            case 0, 1, 2 -> watch();
            case 3, 4, 5 -> turns();
            case 6 -> errand("goes through the complaints", server -> server.complaints.sweep());
            case 7 -> errand("plans the coming nights", server -> server.markets.plan());
            default -> facts();
        };
    }

    static Say errand(String what, Function<Server, Future<?>> work) {
        return new Say("the house", what, work, answer -> { }, false);
    }
}
