package vn.phien.orders;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Names made from what a phone named: the same again gives the same name, and nobody can take the name of another's. */
final class ActNames {
    private static final int LENGTH = 12;

    private ActNames() { }

    /** Twelve letters and digits that stand for a text. */
    static String of(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            var body = "0".repeat(LENGTH) + new BigInteger(1, Arrays.copyOf(digest, 8)).toString(36);
            return body.substring(body.length() - LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
