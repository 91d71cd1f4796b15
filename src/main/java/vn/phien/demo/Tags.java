package vn.phien.demo;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import vn.phien.base.Dice;

/** The keys that people of the demo make before they say something. */
final class Tags {
    private static final int LENGTH = 20;
    private static final Dice FRESH = Dice.secure();

    private Tags() { }

    /** The same for the same words: what was begun before a stop goes on where it was. */
    static String of(Object... words) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Arrays.toString(words).getBytes(StandardCharsets.UTF_8));
            var text = new BigInteger(1, Arrays.copyOf(digest, 12)).toString(36);
            return "0".repeat(LENGTH - text.length()) + text;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** One that was never said before, on this start or an earlier one. */
    static synchronized String fresh() {
        return FRESH.token(LENGTH);
    }
}
