package vn.phien.sim;

import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something that somebody wants done: said to whichever server is up, again and again until it is answered.
 *
 * @param heard  what is learned from the answer
 * @param keyed  whether it may be said twice and must then be answered alike
 * @param asks   among how many of its first requests to the store something may go wrong
 */
record Say(String who, String what, Function<Server, Future<?>> run, Consumer<Object> heard, boolean keyed, int asks) {
    private static final int FEW = 8;

    Say(String who, String what, Function<Server, Future<?>> run, Consumer<Object> heard, boolean keyed) {
        this(who, what, run, heard, keyed, FEW);
    }

    /** Whether it works on event loops of its own. */
    boolean isAlone() {
        return asks > FEW;
    }

    @Override
    public String toString() {
        return who + " " + what;
    }
}
