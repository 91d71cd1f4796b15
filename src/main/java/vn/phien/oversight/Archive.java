package vn.phien.oversight;

import io.vertx.redis.client.Command;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.PlaceId;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/**
 * Where the lines of journals lie: loose as they were written, and packed once nothing much comes any more. A pack is the lines from the
 * first one on, deflated, in the store like everything that must not be lost; what is written after it is loose again and joins it later.
 * Calls wait for the store: not for event loops.
 */
final class Archive {
    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);
    private static final Script KEEP = Script.load("oversight/keep_pack");
    private static final int PAGE = 1_000, TRIES = 3;
    private final Link link;

    Archive(Link link) {
        this.link = link;
    }

    /** Every line of a journal, in order. */
    List<String> lines(PlaceId show) {
        List<String> lines = List.of();
        for (int tries = 0; tries < TRIES; tries++) {
            long n = number(show);
            lines = new ArrayList<>(packed(show));
            addLoose(show, lines);
            if (lines.size() >= n) break;
            // it was packed while it was read: what was loose lies in the pack now
        }
        return lines;
    }

    private long number(PlaceId show) {
        var n = link.send(Command.HGET, Keys.journalHead(show), "n").await();
        return n == null ? 0 : n.toLong();
    }

    private List<String> packed(PlaceId show) {
        var pack = link.send(Command.GET, Keys.journalPack(show)).await();
        return pack == null ? List.of() : expand(pack.toBytes()).lines().toList();
    }

    private void addLoose(PlaceId show, List<String> lines) {
        while (true) {
            int before = lines.size();
            for (var entry : link.send(Command.XRANGE, Keys.journal(show), before + 1 + "-0", "+", "COUNT", PAGE).await()) {
                if (!entry.get(0).toString().equals(lines.size() + 1 + "-0")) return;
                lines.add(entry.get(1).get(1).toString());
            }
            if (lines.size() < before + PAGE) return;
        }
    }

    /**
     * Packs a journal as far as it goes now. The loose lines go only after the pack was read back and its chain holds up to the hash in
     * the books; whoever dies in between leaves both, and the next one goes on. Whether something was packed.
     */
    boolean pack(PlaceId show) {
        var head = link.send(Command.HMGET, Keys.journalHead(show), "n", "hash", "packed").await();
        if (head.get(0) == null) return false;
        int n = head.get(0).toInteger();
        var hash = head.get(1).toString();
        int packed = head.get(2) == null ? 0 : head.get(2).toInteger();
        if (packed == n && link.send(Command.XLEN, Keys.journal(show)).await().toInteger() == 0) return false;
        if (packed < n) {
            var lines = lines(show);
            if (lines.size() < n || !holds(lines.subList(0, n), hash)) {
                LOG.error("the journal of {} does not hold together and stays as it is: see what bin/journal verify says of it", show);
                return false;
            }
            KEEP.kept(link, List.of(Keys.journalHead(show), Keys.journalPack(show)), n, squeeze(String.join("\n", lines.subList(0, n)))).await();
        }
        if (!holdsInStore(show, hash)) {
            LOG.error("the pack of the journal of {} is not what was packed: it is dropped, what is loose stays", show);
            link.batch(List.of(Link.request(Command.DEL, Keys.journalPack(show)), Link.request(Command.HDEL, Keys.journalHead(show), "packed"))).await();
            return false;
        }
        link.send(Command.XTRIM, Keys.journal(show), "MINID", n + 1 + "-0").await();
        return true;
    }

    private boolean holdsInStore(PlaceId show, String hash) {
        try {
            return holds(packed(show), hash);
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static boolean holds(List<String> lines, String hash) {
        return JournalCheck.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), hash).isWhole();
    }

    static byte[] squeeze(String text) {
        var out = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (var squeezed = new DeflaterOutputStream(out, deflater)) {
            squeezed.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    /** @throws UncheckedIOException when these are not the bytes of a pack */
    static String expand(byte[] pack) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(pack))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
