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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.base.PlaceId;
import vn.phien.facts.Fact;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
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

    @BeforeEach
    void two_nodes(Link link, TestClock clock) {
        this.link = link;
        this.clock = clock;
        one = node();
        other = node();
    }

    private Journal node() {
        return new Journal(link, JournalKey.at(folder), show -> Future.succeededFuture(Optional.empty()), clock, 3);
    }

    private static Fact fact(int n, String type) {
        var body = Wire.trusted("{\"t\":\"%s\",\"place\":\"%s\",\"at\":%d,\"product\":\"p07-honey\",\"price\":%d,\"by\":\"u-mai\",\"account\":\"u-an\"}".formatted(type, SHOW, 1_790_000_000_000L + n, 1_000 + n), JsonNode.class);
        return new Fact(SHOW.shard(), (1_790_000_000_000L + n / 3) + "-" + n % 3, type, SHOW, 1_790_000_000_000L + n, body);
    }

    private JournalCheck.Found check() {
        return JournalCheck.of(one.file(SHOW).await().getBytes(StandardCharsets.UTF_8), null);
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
        var prices = one.file(SHOW).await().lines().filter(line -> !line.startsWith("{\"root\"")).map(line -> Wire.trusted(line, JsonNode.class).get("price").asInt()).toList();
        assertEquals(java.util.stream.IntStream.rangeClosed(1_001, 1_250).boxed().toList(), prices);
        assertFalse(one.file(SHOW).await().contains("u-"), "no account in it");
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
        var before = one.file(SHOW).await();
        for (int n = 1; n <= 7; n++) other.fold(fact(n, n == 6 ? "show-ended" : "price-changed")).await();
        assertEquals(before, one.file(SHOW).await(), "heard again it changes nothing");
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
}
