package vn.phien.oversight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import vn.phien.oversight.JournalKey.Root;

/**
 * Checks a journal without the house: that every record is the one its hash was made of, that none is missing, new or out of its place,
 * and that it reaches as far as its roots say; of records that are withheld, that they are those of the whole journal.
 * {@code web/lib/journal.js} does the same in a browser. Pure.
 */
public final class JournalCheck {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT = "{\"root\":";

    private JournalCheck() { }

    /** Something wrong. {@code line} counts from 1, 0 means the whole file. {@code what} is "bytes", "form", "edited", "order", "other-show", "root", "root-hash", "root-signature", "short" or "expected". */
    public record Wrong(int line, String what) { }

    /**
     * What was found.
     *
     * @param show     whose journal it is, or null
     * @param records  how many there are
     * @param withheld of how many only the digest is in the file
     * @param hash     of the last one
     * @param rooted   up to which record a root in the file, or the expected one, vouches; 0 for none
     * @param key      the public key of the signed roots, or null
     */
    public record Found(String show, long records, long withheld, String hash, long rooted, String key, List<Wrong> wrong) {
        public boolean isWhole() {
            return wrong.isEmpty();
        }
    }

    /** @param expected a published root to compare with, as its hash, or null */
    public static Found of(byte[] file, String expected) {
        var wrong = new ArrayList<Wrong>();
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException e) {
            return new Found(null, 0, 0, Line.NOTHING, 0, null, List.of(new Wrong(0, "bytes")));
        }
        var hashes = new HashMap<Long, String>();
        var roots = new ArrayList<Root>();
        var rootLines = new ArrayList<Integer>();
        String before = Line.NOTHING, show = null;
        long n = 0, withheld = 0;
        boolean digests = false, unnamed = false;
        var lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            var line = lines[i];
            if (line.isEmpty() && i == lines.length - 1) continue;
            if (line.startsWith(ROOT)) {
                var root = root(line);
                if (root == null) wrong.add(new Wrong(i + 1, "root"));
                else {
                    roots.add(root);
                    rootLines.add(i + 1);
                }
                continue;
            }
            var read = Line.read(line);
            // who has written digests once writes no line without any more
            if (read == null || digests && read.digest() == null) {
                wrong.add(new Wrong(i + 1, "form"));
                continue;
            }
            digests = read.digest() != null;
            if (!read.follows(before)) wrong.add(new Wrong(i + 1, "edited"));
            else if (!roots.isEmpty() || !read.isWithheld() && !read.record().startsWith("{\"n\":" + (n + 1) + ",")) wrong.add(new Wrong(i + 1, "order"));
            n++;
            if (read.isWithheld()) withheld++;
            if (n == 1) {
                unnamed = read.isWithheld();
                show = unnamed ? null : field(read.record(), "show");
            }
            before = read.hash();
            hashes.put(n, before);
        }
        long rooted = 0;
        String key = null;
        for (int i = 0; i < roots.size(); i++) {
            var root = roots.get(i);
            if (root.n() > n) wrong.add(new Wrong(rootLines.get(i), "short"));
            else if (!root.hash().equals(hashes.get(root.n()))) wrong.add(new Wrong(rootLines.get(i), "root-hash"));
            // where the first record is withheld, the signed root tells whose journal it is
            else if (unnamed && show == null ? root.show() == null : !root.show().equals(show)) wrong.add(new Wrong(rootLines.get(i), "other-show"));
            else if (!root.vouches()) wrong.add(new Wrong(rootLines.get(i), "root-signature"));
            else {
                rooted = Math.max(rooted, root.n());
                key = root.key();
                show = root.show();
            }
        }
        if (expected != null) {
            var at = hashes.entrySet().stream().filter(entry -> entry.getValue().equals(expected)).mapToLong(java.util.Map.Entry::getKey).findFirst();
            if (at.isEmpty()) wrong.add(new Wrong(0, "expected"));
            else rooted = Math.max(rooted, at.getAsLong());
        }
        return new Found(show, n, withheld, before, rooted, key, List.copyOf(wrong));
    }

    private static Root root(String line) {
        try {
            JsonNode node = JSON.readTree(line).get("root");
            return new Root(node.get("show").asText(), node.get("n").asLong(), node.get("hash").asText(), node.get("atMs").asLong(), node.get("key").asText(), node.get("signature").asText());
        } catch (IOException | NullPointerException e) {
            return null;
        }
    }

    private static String field(String record, String name) {
        try {
            return JSON.readTree(record).path(name).asText(null);
        } catch (IOException e) {
            return null;
        }
    }
}
