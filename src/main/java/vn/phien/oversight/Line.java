package vn.phien.oversight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One line of a journal: {@code {"hash":"…","digest":"…","n":7,…}}. The record is the line without its hash and digest; the digest is SHA-256
 * of the bytes of the record, the hash SHA-256 over the 32 bytes of the hash before (zeros before the first) and those of the digest. So
 * every byte of a line counts, nobody needs to know how JSON could be written otherwise, and a record can be withheld without breaking the
 * chain: {@code {"hash":"…","digest":"…"}} stands for it.
 *
 * <p>Lines of before had no digest: {@code {"hash":"…","n":7,…}}, the hash being over the hash before and the bytes of the record. They are
 * read still; every record of before has more than 32 bytes, so none can pass for a digest.
 *
 * @param digest null on a line of before
 * @param record null where it is withheld
 */
record Line(String hash, String digest, String record) {
    /** Before the first record. */
    static final String NOTHING = "0".repeat(64);
    private static final String HASH = "{\"hash\":\"", DIGEST = "\",\"digest\":\"", REST = "\",", END = "\"}";
    private static final int HEX = 64, SHORTEST = 33;

    /** The line of a record that follows the one with the given hash. */
    static Line after(String before, ObjectNode record) {
        var text = record.toString();
        var digest = hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
        return new Line(hash(before, HexFormat.of().parseHex(digest)), digest, text);
    }

    /** The line that this text is, or null. */
    static Line read(String text) {
        int at = HASH.length() + HEX;
        var hash = text.startsWith(HASH) ? hex(text, HASH.length()) : null;
        if (hash == null) return null;
        var digest = text.startsWith(DIGEST, at) ? hex(text, at + DIGEST.length()) : null;
        if (digest != null) at += DIGEST.length() + HEX;
        if (digest != null && text.length() == at + END.length() && text.endsWith(END)) return new Line(hash, digest, null);
        if (!text.startsWith(REST, at)) return null;
        var record = "{" + text.substring(at + REST.length());
        return record.length() < (digest == null ? SHORTEST : 2) ? null : new Line(hash, digest, record);
    }

    private static String hex(String text, int from) {
        if (text.length() < from + HEX) return null;
        var hex = text.substring(from, from + HEX);
        return hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f') ? hex : null;
    }

    String text() {
        return HASH + hash + (digest == null ? "" : DIGEST + digest) + (record == null ? END : REST + record.substring(1));
    }

    /** Whether its hash is the one of this line behind the given hash. */
    boolean follows(String before) {
        var bytes = record == null ? null : record.getBytes(StandardCharsets.UTF_8);
        if (digest == null) return hash(before, bytes).equals(hash);
        return (bytes == null || hex(sha256().digest(bytes)).equals(digest)) && hash(before, HexFormat.of().parseHex(digest)).equals(hash);
    }

    boolean isWithheld() {
        return record == null;
    }

    /** The same line without its record. Only a line with a digest can be checked then. */
    Line withheld() {
        return new Line(hash, digest, null);
    }

    private static String hash(String before, byte[] of) {
        var sha = sha256();
        sha.update(HexFormat.of().parseHex(before));
        return hex(sha.digest(of));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
