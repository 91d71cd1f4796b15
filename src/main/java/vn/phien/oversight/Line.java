package vn.phien.oversight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One line of a journal: {@code {"hash":"…","n":7,…}}. The hash is SHA-256 over the 32 bytes of the hash before (zeros before the first)
 * and the bytes of the record, which is the line without its hash. So every byte of a line counts, and nobody needs to know how JSON
 * could be written otherwise.
 */
record Line(String hash, String text) {
    /** Before the first record. */
    static final String NOTHING = "0".repeat(64);
    private static final String OPENING = "{\"hash\":\"";
    private static final int RECORD = OPENING.length() + 64 + 2;

    /** The line of a record that follows the one with the given hash. */
    static Line after(String before, ObjectNode record) {
        var text = record.toString();
        var hash = hash(before, text);
        return new Line(hash, OPENING + hash + "\"," + text.substring(1));
    }

    /** The hash that a line names, or null when it is no line of a journal. */
    static String named(String line) {
        if (line.length() <= RECORD || !line.startsWith(OPENING) || !line.startsWith("\",", RECORD - 2)) return null;
        var hash = line.substring(OPENING.length(), RECORD - 2);
        return hash.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f') ? hash : null;
    }

    /** The record of a line, as the bytes that were hashed. */
    static String record(String line) {
        return "{" + line.substring(RECORD);
    }

    static String hash(String before, String record) {
        var sha = sha256();
        sha.update(HexFormat.of().parseHex(before));
        return HexFormat.of().formatHex(sha.digest(record.getBytes(StandardCharsets.UTF_8)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
