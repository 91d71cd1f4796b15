package vn.phien.demo;

import java.util.List;
import vn.phien.base.Dice;

/** Time and chance of one person. @param speed how many times faster than in life, for tests */
record Pace(Dice dice, double speed) {

    /** Rests for half to one and a half of the time. Ends early, by an exception, when the demo ends. */
    void rest(long aboutMs) throws InterruptedException {
        Thread.sleep((long) ((aboutMs / 2 + dice.below((int) aboutMs + 1)) / speed));
    }

    /** How long a time is here, in ms. */
    long real(long ms) {
        return (long) (ms / speed);
    }

    boolean chance(int percent) {
        return dice.below(100) < percent;
    }

    <T> T pick(List<T> from) {
        return People.pick(from, dice);
    }
}
