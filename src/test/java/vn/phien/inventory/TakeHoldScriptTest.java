package vn.phien.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.HoldId;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound.Line;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class TakeHoldScriptTest {
    private static final BoothId BOOTH = new BoothId("b07-dongvan");
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private static final ProductId HONEY = new ProductId("p07-honey");
    private static final ProductId TEA = new ProductId("p07-tea");
    private final Link link = TestStore.LINK;
    private final Books books = new Books(link);
    private final Holds holds = new Holds(link, new StockScripts(link), place -> { }, Limits.HOLD_MS);
    private final Stock stock = new Stock(link, new StockScripts(link), place -> { });

    @BeforeEach
    void a_show_sells_honey_and_tea() {
        books.open(SHOW, BOOTH, HONEY, 185_000, 10, 5);
        books.offer(SHOW, TEA, "A2", 90_000, 2, 2);
    }

    @AfterEach
    void the_books_are_right() {
        books.check();
    }

    @Test
    void a_hold_freezes_price_and_units() {
        var hold = held(take(account(1), "key0000001", line(HONEY, 2), line(TEA, 1)));
        assertEquals(2 * 185_000 + 90_000, hold.totalVnd());
        assertEquals(Limits.HOLD_MS, hold.deadlineMs() - hold.takenMs());
        assertEquals(8, stock.read(SHOW).await().get(HONEY).free());
        assertEquals(2, stock.read(SHOW).await().get(HONEY).held());
    }

    @Test
    void the_same_key_again_answers_the_same_and_changes_nothing() {
        var first = held(take(account(1), "key0000001", line(HONEY, 2)));
        var before = books.digest();
        var again = assertInstanceOf(Taken.Held.class, take(account(1), "key0000001", line(HONEY, 2)));
        assertTrue(again.again());
        assertEquals(first, again.hold());
        assertEquals(before, books.digest());
    }

    @Test
    void somebody_elses_key_is_refused() {
        take(account(1), "key0000001", line(HONEY, 2));
        refused(Why.KEY_REUSED, () -> take(account(2), "key0000001", line(HONEY, 2)));
    }

    @Test
    void a_key_stands_for_the_lines_it_was_first_used_for() {
        take(account(1), "key0000001", line(HONEY, 2));
        refused(Why.KEY_REUSED, () -> take(account(1), "key0000001", line(HONEY, 1)));
        refused(Why.KEY_REUSED, () -> take(account(1), "key0000001", line(HONEY, 2), line(TEA, 1)));
    }

    @Test
    void the_key_of_somebody_in_line_is_taken_for_everybody_and_everything_else() {
        held(take(account(1), "key0000001", line(TEA, 2)));
        assertInstanceOf(Taken.InLine.class, waits(account(2), "key0000002", line(TEA, 1)));
        refused(Why.KEY_REUSED, () -> take(account(2), "key0000002", line(HONEY, 1)));
        refused(Why.KEY_REUSED, () -> waits(account(2), "key0000002", line(TEA, 2)));
        refused(Why.KEY_REUSED, () -> take(account(3), "key0000002", line(HONEY, 1)));
        ok(holds.release(account(1), SHOW, hold("key0000001")));
        assertEquals(TEA, holds.find(SHOW, hold("key0000002")).await().orElseThrow().lines().getFirst().product());
    }

    @Test
    void the_key_of_a_stock_count_stands_for_that_count() {
        ok(stock.receive(BOOTH, HONEY, 20, "rcv0000001"));
        refused(Why.KEY_REUSED, stock.receive(BOOTH, HONEY, 21, "rcv0000001"));
        ok(stock.allot(SHOW, BOOTH, HONEY, 5, "alt0000001"));
        refused(Why.KEY_REUSED, stock.allot(SHOW, BOOTH, HONEY, 6, "alt0000001"));
    }

    @Test
    void a_hold_is_over_at_its_deadline_also_while_many_others_wait_to_be_swept(TestClock clock) {
        books.offer(SHOW, HONEY, "A1", 185_000, 60, 1);
        for (int i = 0; i < 50; i++) held(take(account(i), "key%07d".formatted(i), line(HONEY, 1)));
        clock.advance(Limits.HOLD_MS + 1, TimeUnit.MILLISECONDS);
        var newest = hold("key0000049");
        refused(Why.HOLD_LAPSED, holds.extend(account(49), SHOW, newest, "key0000099"));
        assertTrue(holds.find(SHOW, newest).await().orElseThrow().isOpen(), "one script sweeps only so many");
    }

    @Test
    void what_an_ended_show_has_left_goes_back_even_when_its_sweeper_dies_before_it_settles(TestClock clock) {
        ok(stock.receive(BOOTH, HONEY, 1, "rcv0000001"));
        link.ask(Command.HSET, Keys.stage(SHOW), "state", "ended");
        link.ask(Command.ZADD, Keys.due(SHOW.shard()), 0, SHOW);
        new StockScripts(link).expireHolds(SHOW).await();
        sweeper(clock).sweep().await();
        assertEquals(0, stock.read(SHOW).await().get(HONEY).free());
        assertEquals(11, stock.read(PlaceId.of(BOOTH)).await().get(HONEY).free());
        sweeper(clock).sweep().await();
        assertEquals(0, link.ask(Command.ZCARD, Keys.due(SHOW.shard())).toInteger());
    }

    @Test
    void a_cart_is_held_whole_or_not_at_all() {
        take(account(1), "key0000001", line(TEA, 2));
        refused(Why.SOLD_OUT, () -> take(account(2), "key0000002", line(HONEY, 1), line(TEA, 1)));
    }

    @Test
    void every_line_of_a_cart_that_cannot_be_had_is_told() {
        take(account(1), "key0000001", line(TEA, 2));
        var refused = refused(Why.OVER_LIMIT, () -> take(account(2), "key0000002", line(HONEY, 6), line(TEA, 1)));
        assertEquals(new Taken.Refused(Why.OVER_LIMIT, HONEY, 5, List.of(new Taken.Refused(Why.SOLD_OUT, TEA, 0))), refused);
    }

    @Test
    void more_than_is_free_is_refused_and_told() {
        take(account(1), "key0000001", line(TEA, 1));
        assertEquals(1, refused(Why.NOT_ENOUGH, () -> take(account(2), "key0000002", line(TEA, 2))).free());
    }

    @Test
    void the_limit_per_buyer_counts_what_is_held_and_what_is_bought() {
        take(account(1), "key0000001", line(HONEY, 3));
        refused(Why.OVER_LIMIT, () -> take(account(1), "key0000002", line(HONEY, 3)));
        held(take(account(1), "key0000003", line(HONEY, 2)));
    }

    @Test
    void what_is_not_in_the_line_up_is_not_on_sale() {
        refused(Why.NOT_ON_SALE, () -> take(account(1), "key0000001", line(new ProductId("p07-silk"), 1)));
        refused(Why.NOT_ON_SALE, () -> take(account(1), "key0000001", line(new ProductId("p08-silk"), 1)));
    }

    @Test
    void nothing_can_be_held_when_the_show_is_not_on_or_orders_are_stopped() {
        link.ask(Command.HSET, Keys.stage(SHOW), "state", "rehearsal");
        refused(Why.NOT_LIVE, () -> take(account(1), "key0000001", line(HONEY, 1)));
        link.ask(Command.HSET, Keys.stage(SHOW), "state", "ended");
        refused(Why.SHOW_ENDED, () -> take(account(1), "key0000001", line(HONEY, 1)));
        link.ask(Command.HSET, Keys.stage(SHOW), "state", "paused", "ordersOpen", 0);
        refused(Why.ORDERS_STOPPED, () -> take(account(1), "key0000001", line(HONEY, 1)));
    }

    @Test
    void a_price_that_rose_since_the_buyer_looked_is_refused_and_a_lower_one_is_not() {
        refused(Why.PRICE_CHANGED, () -> take(account(1), "key0000001", new Line(HONEY, 1, 180_000L)));
        assertEquals(185_000, held(take(account(1), "key0000001", new Line(HONEY, 1, 190_000L))).totalVnd());
    }

    @Test
    void a_buyer_has_no_more_than_three_open_holds() {
        for (int i = 1; i <= Limits.OPEN_HOLDS_PER_BUYER; i++) held(take(account(1), "key000000" + i, line(HONEY, 1)));
        refused(Why.TOO_MANY_HOLDS, () -> take(account(1), "key0000009", line(HONEY, 1)));
    }

    @Test
    void a_hundred_units_and_two_thousand_buyers_make_a_hundred_holds_and_a_line_without_gaps() {
        books.offer(SHOW, TEA, "A2", 90_000, 100, 1);
        var taps = new ArrayList<Future<Taken>>();
        for (int i = 0; i < 2_000; i++) taps.add(holds.take(account(i), SHOW, List.of(line(TEA, 1)), true, "key%07d".formatted(i)));
        Future.all(taps).await();
        int held = 0, next = 1;
        for (var tap : taps) {
            switch (tap.result()) {
                case Taken.Held _ -> held++;
                case Taken.InLine line -> {
                    assertEquals(next, line.number());
                    assertEquals(next++ - 1, line.ahead());
                }
                case Taken.Refused refused -> throw new AssertionError(refused);
            }
        }
        assertEquals(100, held);
        assertEquals(1_901, next);
    }

    @Test
    void a_lapsed_hold_goes_to_the_first_in_line(TestClock clock) {
        held(take(account(1), "key0000001", line(TEA, 2)));
        assertInstanceOf(Taken.InLine.class, waits(account(2), "key0000002", line(TEA, 1)));
        assertInstanceOf(Taken.InLine.class, waits(account(3), "key0000003", line(TEA, 2)));
        assertInstanceOf(Taken.InLine.class, waits(account(4), "key0000004", line(TEA, 1)));
        clock.advance(Limits.HOLD_MS + 1, TimeUnit.MILLISECONDS);
        assertEquals(1, sweeper(clock).sweep().await());
        assertTrue(holds.find(SHOW, hold("key0000002")).await().orElseThrow().isOpen());
        assertTrue(holds.find(SHOW, hold("key0000004")).await().orElseThrow().isOpen());
        assertEquals("expired", holds.find(SHOW, hold("key0000001")).await().orElseThrow().state());
        var waits = holds.waitsOf(account(3), SHOW, List.of(TEA)).await();
        assertEquals(0, waits.getFirst().ahead());
    }

    @Test
    void a_due_hold_is_given_back_by_the_next_buyer_without_any_sweeper(TestClock clock) {
        held(take(account(1), "key0000001", line(TEA, 2)));
        clock.advance(Limits.HOLD_MS, TimeUnit.MILLISECONDS);
        held(take(account(2), "key0000002", line(TEA, 2)));
        refused(Why.HOLD_LAPSED, holds.extend(account(1), SHOW, hold("key0000001"), "key0000005"));
    }

    @Test
    void a_hold_is_extended_within_its_cap_and_once_for_each_key(TestClock clock) {
        var first = held(take(account(1), "key0000001", line(TEA, 2)));
        clock.advance(4, TimeUnit.MINUTES);
        var longer = ok(holds.extend(account(1), SHOW, first.hold(), "key0000005"));
        assertTrue(longer.deadlineMs() > first.deadlineMs());
        assertEquals(longer.deadlineMs(), ok(holds.extend(account(1), SHOW, first.hold(), "key0000005")).deadlineMs());
        var last = longer;
        for (int i = 0; last.deadlineMs() < last.capMs(); i++) {
            clock.advance(2, TimeUnit.MINUTES);
            last = ok(holds.extend(account(1), SHOW, first.hold(), "keyx00000" + (10 + i)));
        }
        refused(Why.HOLD_AT_CAP, holds.extend(account(1), SHOW, first.hold(), "key0000099"));
        refused(Why.NOT_FOUND, holds.extend(account(2), SHOW, first.hold(), "key0000099"));
    }

    @Test
    void a_released_hold_is_resolved_once() {
        var first = held(take(account(1), "key0000001", line(TEA, 2)));
        refused(Why.NOT_FOUND, holds.release(account(2), SHOW, first.hold()));
        ok(holds.release(account(1), SHOW, first.hold()));
        var before = books.digest();
        ok(holds.release(account(1), SHOW, first.hold()));
        assertEquals(before, books.digest());
        refused(Why.HOLD_RESOLVED, holds.extend(account(1), SHOW, first.hold(), "key0000005"));
    }

    @Test
    void a_place_in_line_is_left_once_and_kept_by_its_key() {
        held(take(account(1), "key0000001", line(TEA, 2)));
        var first = waits(account(2), "key0000002", line(TEA, 1));
        assertEquals(first, waits(account(2), "key0000002", line(TEA, 1)));
        assertEquals(Why.ALREADY_IN_LINE, assertInstanceOf(Taken.Refused.class, waits(account(2), "key0000003", line(TEA, 1))).why());
        assertInstanceOf(Result.Ok.class, holds.leaveLine(account(2), SHOW, TEA).await());
        assertEquals(Why.NOT_IN_LINE, ((Result.Refused<Void>) holds.leaveLine(account(2), SHOW, TEA).await()).why());
    }

    @Test
    void a_deal_sells_its_units_at_its_price_and_then_the_ordinary_one_holds(TestClock clock) {
        deal(HONEY, 99_000, 3, 2, System.currentTimeMillis() + 60_000);
        assertEquals(198_000, held(take(account(1), "key0000001", line(HONEY, 2))).totalVnd());
        refused(Why.OVER_LIMIT, () -> take(account(1), "key0000002", line(HONEY, 1)));
        refused(Why.NOT_ENOUGH, () -> take(account(2), "key0000002", line(HONEY, 2)));
        assertEquals(99_000, held(take(account(2), "key0000002", line(HONEY, 1))).totalVnd());
        assertEquals(185_000, held(take(account(3), "key0000003", line(HONEY, 1))).totalVnd());
        refused(Why.PRICE_CHANGED, () -> take(account(4), "key0000004", new Line(HONEY, 1, 99_000L)));
        clock.advance(2, TimeUnit.MINUTES);
        assertEquals(185_000, held(take(account(4), "key0000004", line(HONEY, 1))).totalVnd());
        ok(holds.release(account(2), SHOW, hold("key0000002")));
    }

    @Test
    void units_of_a_lapsed_deal_hold_come_back_to_the_deal(TestClock clock) {
        deal(HONEY, 99_000, 1, 1, System.currentTimeMillis() + 20 * 60_000);
        assertEquals(99_000, held(take(account(1), "key0000001", line(HONEY, 1))).totalVnd());
        clock.advance(Limits.HOLD_MS, TimeUnit.MILLISECONDS);
        assertEquals(99_000, held(take(account(2), "key0000002", line(HONEY, 1))).totalVnd());
    }

    @Test
    void shelf_and_show_share_the_goods_and_none_is_lost() {
        ok(stock.receive(BOOTH, HONEY, 20, "rcv0000001"));
        ok(stock.receive(BOOTH, HONEY, 20, "rcv0000001"));
        assertEquals(20, stock.read(PlaceId.of(BOOTH)).await().get(HONEY).free());
        refused(Why.NOT_ENOUGH, stock.allot(SHOW, BOOTH, HONEY, 21, "alt0000001"));
        assertEquals(25, ok(stock.allot(SHOW, BOOTH, HONEY, 15, "alt0000001")).free());
        refused(Why.STOCK_BELOW_HELD, stock.allot(SHOW, BOOTH, HONEY, -26, "alt0000002"));
        refused(Why.STOCK_BELOW_HELD, stock.receive(BOOTH, HONEY, -6, "rcv0000002"));
        link.ask(Command.HSET, Keys.stage(SHOW), "state", "ended");
        stock.settle(SHOW, BOOTH).await();
        assertEquals(30, stock.read(PlaceId.of(BOOTH)).await().get(HONEY).free());
    }

    @Test
    void new_stock_goes_to_those_in_line_first() {
        held(take(account(1), "key0000001", line(TEA, 2)));
        waits(account(2), "key0000002", line(TEA, 2));
        ok(stock.receive(BOOTH, TEA, 2, "rcv0000001"));
        ok(stock.allot(SHOW, BOOTH, TEA, 2, "alt0000001"));
        assertTrue(holds.find(SHOW, hold("key0000002")).await().orElseThrow().isOpen());
    }

    @Test
    void scripts_are_known_again_after_the_store_forgot_them() {
        link.ask(Command.SCRIPT, "FLUSH");
        held(take(account(1), "key0000001", line(TEA, 1)));
    }

    private void deal(ProductId product, long priceVnd, int units, int limit, long endsMs) {
        link.ask(Command.HSET, Keys.gates(SHOW), product,
            "{\"code\":\"A1\",\"price\":185000,\"limit\":5,\"open\":true,\"deal\":{\"id\":\"d07-flash\",\"price\":%d,\"units\":%d,\"left\":%d,\"limit\":%d,\"ends\":%d}}".formatted(priceVnd, units, units, limit, endsMs));
        link.ask(Command.ZADD, Keys.deadlines(SHOW), endsMs, "d07-flash|" + product);
    }

    private Sweeper sweeper(TestClock clock) {
        return new Sweeper(link, new StockScripts(link), clock, place -> Future.succeededFuture(BOOTH), place -> { });
    }

    private Taken take(AccountId account, String key, Line... lines) {
        return holds.take(account, SHOW, List.of(lines), false, key).await();
    }

    private Taken waits(AccountId account, String key, Line... lines) {
        return holds.take(account, SHOW, List.of(lines), true, key).await();
    }

    private static HoldRecord held(Taken taken) {
        return assertInstanceOf(Taken.Held.class, taken).hold();
    }

    private Taken.Refused refused(Why why, java.util.function.Supplier<Taken> attempt) {
        var before = books.digest();
        var refused = assertInstanceOf(Taken.Refused.class, attempt.get());
        assertEquals(why, refused.why());
        assertEquals(before, books.digest(), "a refusal changes nothing");
        return refused;
    }

    private static <T> void refused(Why why, Future<Result<T>> attempt) {
        assertEquals(why, assertInstanceOf(Result.Refused.class, attempt.await()).why());
    }

    private static <T> T ok(Future<Result<T>> attempt) {
        return switch (attempt.await()) {
            case Result.Ok<T>(var value) -> value;
            case Result.Refused<T> refused -> throw new AssertionError(refused);
        };
    }

    private static Line line(ProductId product, int quantity) {
        return new Line(product, quantity, null);
    }

    private static AccountId account(int n) {
        return new AccountId("u-buyer%d".formatted(n));
    }

    private static HoldId hold(String key) {
        return HoldId.in(SHOW.shard(), key);
    }
}
