package vn.phien.sim;

import java.util.List;
import java.util.function.Supplier;

/** What a night is about: who acts, how time passes, and what must be so. Everything follows from the seed. */
interface Plot {
    /** What is said first, one after the other and with nothing going wrong; each is made when those before it are answered. */
    List<Supplier<Say>> opening();

    /** Lets time pass before a step. */
    void passes(int step);

    /** What somebody does next, or null when all look on. */
    Say next();

    /** What is said at the end, as the opening is. */
    List<Supplier<Say>> closing();

    /** Fails when something is wrong that must be right at any time. Nothing goes wrong meanwhile. */
    void check(Server server);

    /** Fails when something is wrong in the morning, when everything has come to its end. */
    void audit(Server server);

    /** What there was of this and that, for whoever looks at a night. */
    String told();
}
