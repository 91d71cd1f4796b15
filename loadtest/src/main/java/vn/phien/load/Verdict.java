package vn.phien.load;

import java.util.Locale;

/** What was promised and whether it held. Every figure a promise rests on is printed with it. */
final class Verdict {
    private boolean kept = true;

    /** Says whether a promise held, with the figure that shows it. */
    boolean promise(boolean held, String what, Object... figures) {
        System.out.println((held ? "  kept: " : "  BROKEN: ") + String.format(Locale.ROOT, what, figures));
        kept &= held;
        return held;
    }

    /** A figure without a promise. */
    void note(String what, Object... figures) {
        System.out.println("  " + String.format(Locale.ROOT, what, figures));
    }

    /** Whether every promise so far held. */
    boolean kept() {
        return kept;
    }
}
