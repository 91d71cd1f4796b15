package vn.phien.oversight;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.phien.oversight.JournalCheck.Found;

/** {@code bin/journal verify FILE}: checks a journal that was downloaded, without a server. */
public final class JournalCommand {
    /** Everything is as it was written, up to a root. */
    public static final int WHOLE = 0;
    /** Something was changed. */
    public static final int BROKEN = 1;
    /** It could not be tried. */
    public static final int NOT_TRIED = 2;
    /** The chain holds, but no root says how far it should reach. */
    public static final int NO_ROOT = 3;
    private static final int TOLD = 20;

    private JournalCommand() { }

    /** @param args {@code verify FILE [--root HASH]} */
    public static int run(List<String> args, PrintStream out) {
        var rooted = args.size() == 4 && args.get(2).equals("--root");
        if (args.size() != 2 && !rooted || !args.getFirst().equals("verify")) {
            out.println("bin/journal verify FILE [--root HASH]   checks the journal of a sale; HASH is a root that was published");
            return NOT_TRIED;
        }
        byte[] file;
        try {
            file = Files.readAllBytes(Path.of(args.get(1)));
        } catch (IOException e) {
            out.println("The file " + args.get(1) + " cannot be read: " + e.getMessage());
            return NOT_TRIED;
        }
        return tell(JournalCheck.of(file, rooted ? args.get(3).strip() : null), out);
    }

    private static int tell(Found found, PrintStream out) {
        out.println("Journal of " + (found.show() == null ? "an unknown show" : found.show()) + ": " + found.records() + " records, root " + found.hash());
        found.wrong().stream().limit(TOLD).forEach(wrong -> out.println((wrong.line() == 0 ? "  the file" : "  line " + wrong.line()) + ": " + words(wrong.what())));
        if (found.wrong().size() > TOLD) out.println("  … and " + (found.wrong().size() - TOLD) + " more");
        if (!found.isWhole()) {
            out.println("BROKEN: this is not the journal as it was written.");
            return BROKEN;
        }
        if (found.rooted() == 0) {
            out.println("The chain holds, but nothing says how far it should reach: compare the root with the one that was published, or give it with --root.");
            return NO_ROOT;
        }
        out.println("WHOLE: nothing was changed, left out, put in or moved up to record " + found.rooted() + (found.rooted() < found.records() ? "; the " + (found.records() - found.rooted()) + " after it hold together" : "") + ".");
        if (found.withheld() > 0) out.println(found.withheld() + " records are withheld from this copy; each is vouched for by its digest.");
        if (found.key() != null) out.println("Signed with the key " + found.key() + "; compare it with the one that the market publishes.");
        return WHOLE;
    }

    private static String words(String what) {
        return switch (what) {
            case "bytes" -> "is not text in UTF-8";
            case "form" -> "is no line of a journal";
            case "edited" -> "was changed, or the line before it was taken out, put in or moved";
            case "order" -> "is out of its place";
            case "other-show" -> "is the root of another show";
            case "root" -> "is no root";
            case "root-hash" -> "the root does not fit the records";
            case "root-signature" -> "the signature of the root is not right";
            case "short" -> "records are missing before this root";
            case "expected" -> "no record leads to the root that was given";
            case String other -> other;
        };
    }
}
