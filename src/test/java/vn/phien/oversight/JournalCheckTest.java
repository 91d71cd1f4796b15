package vn.phien.oversight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.base.PlaceId;
import vn.phien.oversight.JournalCheck.Wrong;
import vn.phien.protocol.Wire;

/** A journal of a thousand records: whatever is done to it is found, and said of the right line. */
class JournalCheckTest {
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private static final int RECORDS = 500;
    private static final Path PAGE_SAMPLE = Path.of("web/test/journal.ndjson"), PUBLIC_SAMPLE = Path.of("web/test/journal-public.ndjson"), OLD_SAMPLE = Path.of("web/test/journal-before.ndjson");
    @TempDir
    static Path folder;
    private final List<String> lines = new ArrayList<>();
    private final String root;
    private final JournalKey key = JournalKey.at(folder);

    JournalCheckTest() {
        var before = Line.NOTHING;
        var random = new Random(7);
        for (int n = 1; n <= RECORDS; n++) {
            var record = Wire.json().createObjectNode().put("n", n);
            if (n == 1) record.put("show", SHOW.value()).put("title", "Mật ong \"đầu mùa\" / chợ \\ đêm");
            record.put("at", 1_790_000_000_000L + n * 977L).put("t", n % 3 == 0 ? "order-placed" : "price-changed").put("product", "p07-honey").put("price", 100_000 + random.nextInt(90_000));
            var line = Line.after(before, record);
            before = line.hash();
            lines.add(line.text());
        }
        root = before;
    }

    private static byte[] file(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private JournalCheck.Found check(List<String> lines) {
        return JournalCheck.of(file(lines), root);
    }

    private static void assertWrong(JournalCheck.Found found, int... lines) {
        for (int line : lines) assertTrue(found.wrong().stream().anyMatch(wrong -> wrong.line() == line), "line " + line + " is not named: " + found.wrong());
    }

    @Test
    void a_journal_as_it_was_written_is_whole() {
        var found = check(lines);
        assertEquals(List.of(), found.wrong());
        assertEquals(RECORDS, found.records());
        assertEquals(RECORDS, found.rooted());
        assertEquals(SHOW.value(), found.show());
        assertEquals(0, JournalCheck.of(file(lines), null).rooted(), "nothing says how far it should reach");
        assertTrue(lines.stream().allMatch(line -> Wire.trusted(line, JsonNode.class).has("hash")), "each line is JSON");
    }

    @Test
    void one_letter_changed_in_any_record_is_found_at_its_line() {
        var random = new Random(919);
        for (int i = 0; i < RECORDS; i++) {
            var changed = new ArrayList<>(lines);
            var line = lines.get(i);
            int at = random.nextInt(line.length());
            char other = line.charAt(at) == '7' ? '8' : '7';
            changed.set(i, line.substring(0, at) + other + line.substring(at + 1));
            var found = check(changed);
            assertFalse(found.isWhole());
            assertWrong(found, i + 1);
        }
    }

    @Test
    void a_record_that_was_written_anew_with_a_right_hash_is_found_at_the_next_line_and_by_the_root() {
        for (int i = 0; i < RECORDS; i++) {
            var changed = new ArrayList<>(lines);
            var record = (com.fasterxml.jackson.databind.node.ObjectNode) Wire.trusted(Line.read(lines.get(i)).record(), JsonNode.class);
            record.put("price", 1);
            changed.set(i, Line.after(i == 0 ? Line.NOTHING : Line.read(lines.get(i - 1)).hash(), record).text());
            var found = check(changed);
            assertFalse(found.isWhole());
            if (i + 1 < RECORDS) assertWrong(found, i + 2);
            else assertEquals(List.of(new Wrong(0, "expected")), found.wrong());
        }
    }

    @Test
    void a_record_taken_out_is_found_wherever_it_stood() {
        for (int i = 0; i < RECORDS; i++) {
            var changed = new ArrayList<>(lines);
            changed.remove(i);
            var found = check(changed);
            assertFalse(found.isWhole());
            assertWrong(found, i + 1 < RECORDS ? i + 1 : 0);
        }
    }

    @Test
    void a_record_put_in_is_found_wherever_it_stands() {
        for (int i = 0; i <= RECORDS; i++) {
            var changed = new ArrayList<>(lines);
            changed.add(i, Line.after(i == 0 ? Line.NOTHING : Line.read(lines.get(i - 1)).hash(), Wire.json().createObjectNode().put("n", i + 1).put("t", "order-placed")).text());
            var found = check(changed);
            // behind the root somebody may have gone on: the root says how far it vouches
            if (i == RECORDS) assertEquals(RECORDS, found.rooted());
            else assertWrong(found, i + 2);
        }
    }

    @Test
    void two_records_changed_about_are_found() {
        for (int i = 0; i + 1 < RECORDS; i++) {
            var changed = new ArrayList<>(lines);
            Collections.swap(changed, i, i + 1);
            assertWrong(check(changed), i + 1, i + 2);
        }
    }

    @Test
    void a_journal_cut_short_before_its_root_is_found() {
        for (int n = 1; n < RECORDS; n++) assertEquals(List.of(new Wrong(0, "expected")), check(lines.subList(0, n)).wrong());
    }

    @Test
    void a_signed_root_in_the_file_tells_the_same_and_a_forged_one_is_found() {
        var signed = new ArrayList<>(lines);
        signed.add("{\"root\":" + Wire.write(key.sign(SHOW, RECORDS, root, 1_790_000_000_000L)) + "}");
        var found = JournalCheck.of(file(signed), null);
        assertEquals(List.of(), found.wrong());
        assertEquals(RECORDS, found.rooted());
        assertEquals(key.open(), found.key());
        for (var forged : List.of(signed.getLast().replace("\"n\":" + RECORDS, "\"n\":" + (RECORDS - 1)), signed.getLast().replace(root, "0".repeat(64)), signed.getLast().replace("1790000000000", "1790000000001"),
            signed.getLast().replace("s07-friday", "s07-monday"), "{\"root\":{}}", "{\"root\":7}")) {
            signed.set(RECORDS, forged);
            assertWrong(JournalCheck.of(file(signed), null), RECORDS + 1);
        }
        signed.set(RECORDS, "{\"root\":" + Wire.write(key.sign(SHOW, RECORDS + 5, root, 1L)) + "}");
        assertEquals(List.of(new Wrong(RECORDS + 1, "short")), JournalCheck.of(file(signed), null).wrong());
    }

    @Test
    void what_is_no_journal_is_said_to_be_none() {
        assertEquals(List.of(new Wrong(0, "bytes")), JournalCheck.of(new byte[] {(byte) 0xc3, 0x28}, null).wrong());
        for (var text : List.of("hello", "{}", "[]", "null", "{\"hash\":\"" + "0".repeat(64) + "\"}", "{\"hash\":\"" + "G".repeat(64) + "\",\"n\":1}", "\ufeff" + lines.getFirst(), lines.getFirst() + "\r")) {
            assertFalse(JournalCheck.of((text + "\n").getBytes(StandardCharsets.UTF_8), null).isWhole(), text);
        }
        assertEquals(0, JournalCheck.of(new byte[0], null).records());
    }

    @Test
    void the_command_says_it_in_words_and_by_its_exit() throws IOException {
        var good = Files.write(folder.resolve("good.ndjson"), file(lines));
        var bad = new ArrayList<>(lines);
        bad.remove(249);
        var broken = Files.write(folder.resolve("bad.ndjson"), file(bad));
        var out = new ByteArrayOutputStream();
        var to = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertEquals(JournalCommand.WHOLE, JournalCommand.run(List.of("verify", good.toString(), "--root", root), to));
        assertEquals(JournalCommand.NO_ROOT, JournalCommand.run(List.of("verify", good.toString()), to));
        assertEquals(JournalCommand.BROKEN, JournalCommand.run(List.of("verify", broken.toString()), to));
        assertEquals(JournalCommand.BROKEN, JournalCommand.run(List.of("verify", good.toString(), "--root", "0".repeat(64)), to));
        assertEquals(JournalCommand.NOT_TRIED, JournalCommand.run(List.of("verify", folder.resolve("nothing").toString()), to));
        for (var args : List.of(List.<String>of(), List.of("verify"), List.of("read", good.toString()), List.of("verify", good.toString(), "--root"))) assertEquals(JournalCommand.NOT_TRIED, JournalCommand.run(args, to));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("line 250:"), out.toString(StandardCharsets.UTF_8));
    }

    /** What the public gets: orders are told by their digests alone. */
    private static List<String> withoutOrders(List<String> lines) {
        return lines.stream().map(line -> line.contains("order-placed") ? Line.read(line).withheld().text() : line).toList();
    }

    @Test
    void a_copy_for_the_public_is_checked_against_the_same_root() {
        var copy = withoutOrders(lines);
        var found = check(copy);
        assertEquals(List.of(), found.wrong());
        assertEquals(RECORDS / 3, found.withheld());
        assertEquals(RECORDS, found.rooted());
        assertEquals(SHOW.value(), found.show());
        assertFalse(String.join("", copy).contains("order-placed"));
    }

    @Test
    void in_a_copy_for_the_public_too_nothing_can_be_changed_before_or_behind_what_is_withheld() {
        var copy = withoutOrders(lines);
        var random = new Random(4);
        for (int i = 0; i < RECORDS; i++) {
            var changed = new ArrayList<>(copy);
            var line = copy.get(i);
            int at = random.nextInt(line.length());
            changed.set(i, line.substring(0, at) + (line.charAt(at) == '7' ? '8' : '7') + line.substring(at + 1));
            assertWrong(check(changed), i + 1);
            // written anew with a right digest and the old hash, as if what is withheld could bridge it
            if (Line.read(line).isWithheld()) continue;
            var record = (com.fasterxml.jackson.databind.node.ObjectNode) Wire.trusted(Line.read(line).record(), JsonNode.class);
            var forged = Line.after(i == 0 ? Line.NOTHING : Line.read(copy.get(i - 1)).hash(), record.put("price", 1));
            changed.set(i, new Line(Line.read(line).hash(), forged.digest(), forged.record()).text());
            assertWrong(check(changed), i + 1);
            changed.set(i, forged.text());
            assertFalse(check(changed).isWhole());
        }
        for (int i = 0; i < RECORDS; i++) {
            var without = new ArrayList<>(copy);
            without.remove(i);
            assertFalse(check(without).isWhole());
        }
    }

    @Test
    void a_copy_whose_first_record_is_withheld_has_its_name_from_the_signed_root() {
        var copy = new ArrayList<>(lines);
        copy.set(0, Line.read(copy.getFirst()).withheld().text());
        copy.add("{\"root\":" + Wire.write(key.sign(SHOW, RECORDS, root, 1L)) + "}");
        assertEquals(List.of(), JournalCheck.of(file(copy), null).wrong());
        assertEquals(SHOW.value(), JournalCheck.of(file(copy), null).show());
        copy.add("{\"root\":" + Wire.write(key.sign(new PlaceId("s07-monday"), RECORDS, root, 1L)) + "}");
        assertEquals(List.of(new Wrong(RECORDS + 2, "other-show")), JournalCheck.of(file(copy), null).wrong());
    }

    @Test
    void a_journal_from_before_digests_is_read_still_but_nothing_in_it_can_be_withheld() throws IOException {
        var old = Files.readAllLines(OLD_SAMPLE);
        assertEquals(12, JournalCheck.of(file(old), null).rooted());
        for (int i = 0; i < 12; i++) {
            var changed = new ArrayList<>(old);
            changed.set(i, Line.read(old.get(i)).withheld().text());
            assertWrong(JournalCheck.of(file(changed), null), i + 1);
            changed.set(i, old.get(i).replaceFirst("\"price\":1", "\"price\":2"));
            assertWrong(JournalCheck.of(file(changed), null), i + 1);
        }
        // a journal that was begun before goes on with digests, and not back
        var on = new ArrayList<>(old.subList(0, 12));
        on.add(Line.after(Line.read(old.get(11)).hash(), Wire.json().createObjectNode().put("n", 13).put("t", "show-ended")).text());
        assertEquals(List.of(), JournalCheck.of(file(on), Line.read(on.getLast()).hash()).wrong());
        on.add(old.get(3));
        assertEquals(List.of(new Wrong(14, "form")), JournalCheck.of(file(on), null).wrong());
    }

    /** The page reads the same file; {@code web/test/journal.test.js} checks the same things on it. Write it anew with {@code -Djournal.write=true}. */
    @Test
    void the_pages_sample_is_a_whole_journal() throws IOException {
        if (Boolean.getBoolean("journal.write")) {
            var some = new ArrayList<>(lines.subList(0, 12));
            some.add("{\"root\":" + Wire.write(key.sign(SHOW, 12, Line.read(lines.get(11)).hash(), 1_790_000_000_000L)) + "}");
            Files.write(PAGE_SAMPLE, file(some));
            Files.write(PUBLIC_SAMPLE, file(withoutOrders(some)));
        }
        var found = JournalCheck.of(Files.readAllBytes(PAGE_SAMPLE), null);
        assertEquals(List.of(), found.wrong());
        assertEquals(12, found.rooted());
    }
}
