package vn.phien.oversight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.base.Dice;
import vn.phien.base.PlaceId;
import vn.phien.facts.Fact;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

/** A journal on the real store: each fact once whoever folds, signed in time, kept as long as it must be and no longer. */
@ExtendWith(TestStore.class)
class JournalKeepingTest {
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    @TempDir
    static Path folder;
    private Link link;
    private TestClock clock;
    private Journal one, other;
    private long dice;

    @BeforeEach
    void two_nodes(Link link, TestClock clock) {
        this.link = link;
        this.clock = clock;
        one = node();
        other = node();
    }

    private Journal node() {
        return new Journal(link, JournalKey.at(folder), show -> Future.succeededFuture(Optional.empty()), clock, Dice.seeded(dice++), 3);
    }

    private static Fact fact(int n, String type) {
        var body = Wire.trusted("{\"t\":\"%s\",\"place\":\"%s\",\"at\":%d,\"product\":\"p07-honey\",\"price\":%d,\"by\":\"u-mai\",\"account\":\"u-an\"}".formatted(type, SHOW, 1_790_000_000_000L + n, 1_000 + n), JsonNode.class);
        return new Fact(SHOW.shard(), (1_790_000_000_000L + n / 3) + "-" + n % 3, type, SHOW, 1_790_000_000_000L + n, body);
    }

    private JournalCheck.Found check() {
        return JournalCheck.of(one.file(SHOW).getBytes(StandardCharsets.UTF_8), null);
    }

    @Test
    void two_nodes_that_fold_the_same_facts_at_once_write_each_once_and_in_order() {
        var folds = new ArrayList<Future<Void>>();
        for (var node : List.of(one, other)) {
            Future<Void> chain = Future.succeededFuture();
            for (int n = 1; n <= 250; n++) {
                var fact = fact(n, "price-changed");
                chain = chain.compose(v -> node.fold(fact));
            }
            folds.add(chain);
        }
        Future.all(folds).await();
        var found = check();
        assertEquals(List.of(), found.wrong());
        assertEquals(250, found.records());
        assertEquals(200, found.rooted(), "signed at every hundredth");
        var prices = one.file(SHOW).lines().filter(line -> !line.startsWith("{\"root\"")).map(line -> Wire.trusted(line, JsonNode.class).get("price").asInt()).toList();
        assertEquals(java.util.stream.IntStream.rangeClosed(1_001, 1_250).boxed().toList(), prices);
        assertFalse(one.file(SHOW).contains("u-"), "no account in it");
    }

    @Test
    void the_close_is_signed_and_so_is_whatever_comes_after() {
        for (int n = 1; n <= 5; n++) one.fold(fact(n, "price-changed")).await();
        assertEquals(0, check().rooted());
        one.fold(fact(6, "show-ended")).await();
        assertEquals(6, one.published(SHOW).await().close().n());
        one.fold(fact(7, "order-moved")).await();
        assertEquals(7, check().rooted());
        var published = one.published(SHOW).await();
        assertEquals(6, published.close().n(), "the root at the close stays");
        assertEquals(7, published.last().n());
        var before = one.file(SHOW);
        for (int n = 1; n <= 7; n++) other.fold(fact(n, n == 6 ? "show-ended" : "price-changed")).await();
        assertEquals(before, one.file(SHOW), "heard again it changes nothing");
    }

    @Test
    void what_is_of_no_show_or_of_a_person_is_not_in_it() {
        one.fold(fact(1, "viewer-spoke")).await();
        one.fold(fact(2, "hold-taken")).await();
        one.fold(new Fact(SHOW.shard(), "1-1", "stock-received", new PlaceId("b07-dongvan"), 1, Wire.trusted("{\"t\":\"stock-received\"}", JsonNode.class))).await();
        assertEquals(0, check().records());
    }

    @Test
    void it_is_deleted_when_its_years_are_over_unless_it_is_held() {
        one.fold(fact(1, "show-started")).await();
        one.fold(fact(2, "show-ended")).await();
        link.ask(Command.ZADD, Keys.endedShows(SHOW.shard()), clock.millis(), SHOW);
        clock.advance(3 * 365 - 2, TimeUnit.DAYS);
        assertEquals(0, one.tidy().await(), "not yet");
        one.hold(SHOW, new Journal.LegalHold(SHOW.value(), "Vụ việc 12", "Sở Công Thương", clock.millis())).await();
        clock.advance(365, TimeUnit.DAYS);
        assertEquals(0, one.tidy().await(), "it is held");
        assertEquals(2, check().records());
        assertTrue(one.release(SHOW).await());
        assertEquals(1, one.tidy().await());
        assertEquals(0, check().records());
        assertEquals(0, other.tidy().await(), "once");
    }

    @Test
    void everybody_may_have_it_but_for_what_single_buyers_did() {
        one.fold(fact(1, "show-started")).await();
        one.fold(fact(2, "order-placed")).await();
        one.fold(fact(3, "matter-said")).await();
        one.fold(fact(4, "goods-frozen")).await();
        one.fold(fact(5, "show-ended")).await();
        var copy = one.publicFile(SHOW).orElseThrow();
        var found = JournalCheck.of(copy.getBytes(StandardCharsets.UTF_8), one.published(SHOW).await().close().hash());
        assertEquals(List.of(), found.wrong());
        assertEquals(2, found.withheld());
        assertEquals(5, found.rooted());
        for (var shown : List.of("show-started", "goods-frozen", "show-ended")) assertTrue(copy.contains(shown), shown);
        for (var withheld : List.of("order-placed", "matter-said", "salt")) assertFalse(copy.contains(withheld), withheld);
        // two like orders have digests that do not tell it, nor can one be guessed
        var salts = one.file(SHOW).lines().filter(line -> line.contains("\"salt\"")).map(line -> Wire.trusted(line, JsonNode.class).get("salt").asText()).distinct().toList();
        assertEquals(2, salts.size());
        assertTrue(salts.stream().allMatch(salt -> salt.length() == 22));
    }

    @Test
    void one_begun_before_there_were_digests_has_no_copy_for_the_public_once_something_of_it_must_be_withheld() {
        var head = Keys.journalHead(SHOW);
        var old = Wire.json().createObjectNode().put("n", 1).put("show", SHOW.value()).put("at", 1_790_000_000_000L).put("t", "order-placed");
        var hash = HexFormat.of().formatHex(Line.sha256().digest((new String(new byte[32], StandardCharsets.ISO_8859_1) + old).getBytes(StandardCharsets.UTF_8)));
        link.ask(Command.XADD, Keys.journal(SHOW), "1-0", "r", "{\"hash\":\"" + hash + "\"," + old.toString().substring(1));
        link.ask(Command.HSET, head, "n", 1, "hash", hash);
        one.fold(fact(2, "show-ended")).await();
        assertEquals(Optional.empty(), one.publicFile(SHOW));
    }

    // ── packed ────────────────────────────────────────────────────────────────────────────────────────────────────────

    private void sale(int records) {
        for (int n = 1; n < records; n++) one.fold(fact(n, n % 3 == 0 ? "order-placed" : "price-changed")).await();
        one.fold(fact(records, "show-ended")).await();
        link.ask(Command.ZADD, Keys.endedShows(SHOW.shard()), clock.millis(), SHOW);
    }

    private int loose() {
        return link.ask(Command.XLEN, Keys.journal(SHOW)).toInteger();
    }

    private int packedBytes() {
        return link.ask(Command.STRLEN, Keys.journalPack(SHOW)).toInteger();
    }

    @Test
    void two_weeks_after_the_close_it_is_packed_and_reads_the_same() {
        sale(1_250);
        var file = one.file(SHOW);
        var copy = one.publicFile(SHOW);
        assertEquals(0, one.pack(), "not yet");
        clock.advance(15, TimeUnit.DAYS);
        assertEquals(1, one.pack());
        assertEquals(0, other.pack(), "once");
        assertEquals(0, loose());
        assertTrue(packedBytes() > 0 && packedBytes() < file.length() * 2 / 3, packedBytes() + " of " + file.length());
        assertEquals(file, other.file(SHOW), "the same bytes");
        assertEquals(copy, other.publicFile(SHOW));
        // what comes later is loose, and joins it
        one.fold(fact(1_251, "order-moved")).await();
        assertEquals(1, loose());
        assertTrue(check().isWhole());
        assertEquals(1_251, check().records());
        var longer = one.file(SHOW);
        assertEquals(1, other.pack());
        assertEquals(0, loose());
        assertEquals(longer, one.file(SHOW));
        one.fold(fact(1_251, "order-moved")).await();
        assertEquals(longer, one.file(SHOW), "heard again it changes nothing");
    }

    @Test
    void whoever_dies_between_the_pack_and_the_end_of_the_loose_lines_loses_nothing_and_the_next_goes_on() {
        sale(40);
        var file = one.file(SHOW);
        clock.advance(15, TimeUnit.DAYS);
        var lines = file.lines().filter(line -> !line.startsWith("{\"root\"")).toList();
        assertEquals("ok", Script.load("oversight/keep_pack").run(link, List.of(Keys.journalHead(SHOW), Keys.journalPack(SHOW)), 40, Archive.squeeze(String.join("\n", lines))).await().get(0).toString());
        assertEquals(40, loose());
        assertEquals(file, other.file(SHOW));
        // a node that saw a shorter journal does not put it over the longer one
        assertEquals("exists", Script.load("oversight/keep_pack").run(link, List.of(Keys.journalHead(SHOW), Keys.journalPack(SHOW)), 39, Archive.squeeze("x")).await().get(0).toString());
        assertEquals(1, other.pack());
        assertEquals(0, loose());
        assertEquals(file, one.file(SHOW));
    }

    @Test
    void the_loose_lines_stay_when_the_pack_is_not_what_was_packed_or_the_chain_does_not_hold() {
        sale(40);
        var file = one.file(SHOW);
        clock.advance(15, TimeUnit.DAYS);
        for (var junk : List.of("junk".getBytes(StandardCharsets.UTF_8), Archive.squeeze("{\"hash\":\"\"}"))) {
            link.ask(Command.SET, Keys.journalPack(SHOW), junk);
            link.ask(Command.HSET, Keys.journalHead(SHOW), "packed", 40);
            assertEquals(0, one.pack());
            assertEquals(40, loose());
            assertEquals(file, one.file(SHOW), "the bad pack is gone");
        }
        link.ask(Command.HSET, Keys.journalHead(SHOW), "hash", "0".repeat(64));
        assertEquals(0, one.pack());
        assertEquals(40, loose());
        assertEquals(file, one.file(SHOW));
    }

    @Test
    void a_packed_one_is_kept_and_deleted_like_any_other() {
        sale(40);
        clock.advance(15, TimeUnit.DAYS);
        assertEquals(1, one.pack());
        one.hold(SHOW, new Journal.LegalHold(SHOW.value(), "Vụ việc 12", "Sở Công Thương", clock.millis())).await();
        clock.advance(4 * 365, TimeUnit.DAYS);
        assertEquals(0, one.tidy().await(), "it is held");
        assertEquals(40, check().records());
        one.release(SHOW).await();
        assertEquals(1, one.tidy().await());
        assertEquals(0, packedBytes());
        assertEquals("", one.file(SHOW));
    }
}
