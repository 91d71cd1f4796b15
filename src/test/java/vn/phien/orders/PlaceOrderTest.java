package vn.phien.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.orders.Stall.*;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.phien.base.HoldId;
import vn.phien.base.Limits;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Inbound.Line;
import vn.phien.protocol.Inbound.Recipient;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.PaidState;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.OrderView;
import vn.phien.redis.Keys;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class PlaceOrderTest {
    private Stall stall;

    @org.junit.jupiter.api.BeforeEach
    void a_stall() {
        stall = new Stall();
    }

    @AfterEach
    void the_books_are_right() {
        stall.books.check();
    }

    @Test
    void an_order_keeps_what_the_hold_froze() {
        var hold = stall.hold(AN, new Line(HONEY, 2, null), new Line(TEA, 1, null));
        stall.link.ask(Command.HSET, Keys.gates(SHOW), HONEY, "{\"code\":\"A1\",\"price\":1,\"limit\":99,\"open\":true}");
        var order = stall.places(AN, hold, Payment.COD);
        assertEquals(OrderId.of(hold), order.order());
        assertEquals(2 * HONEY_VND + TEA_VND, order.totalVnd());
        assertEquals(OrderState.PLACED, order.state());
        assertEquals(PaidState.UNPAID, order.paid());
        assertEquals("A1", order.lines().getFirst().code());
        assertEquals("Mật ong bạc hà", order.lines().getFirst().name());
        assertEquals(HONEY_VND, order.lines().getFirst().priceVnd());
        assertEquals("0912 345 678", order.recipient().phone());
        assertEquals(Limits.CANCEL_WINDOW_MS, order.cancelUntilMs() - order.placedMs());
        assertEquals(List.of("buyer"), order.changes().stream().map(change -> change.who()).toList());
        assertNull(order.vietQr());
        assertEquals(2, stall.stock(SHOW, HONEY).sold());
        assertEquals(0, stall.stock(SHOW, HONEY).held());
        assertEquals(List.of(SHOW), stall.rung);
    }

    @Test
    void its_buyer_and_its_booth_find_it_at_once() {
        var order = stall.order(1, Payment.COD);
        assertEquals(List.of(order.order()), stall.orders.ofBuyer(AN.account(), null).await().orders().stream().map(OrderView::order).toList());
        assertEquals(List.of(order.order()), stall.orders.ofBooth(BOOTH, OrderFilter.ALL, null).await().orders().stream().map(OrderView::order).toList());
        assertEquals(order, stall.read(order.order()));
        isRefused(Why.NOT_FOUND, stall.orders.find(BINH, order.order()).await());
    }

    @Test
    void staff_see_the_person_masked() {
        var order = stall.order(1, Payment.COD);
        var seen = is(stall.orders.find(STAFF, order.order()).await()).recipient();
        assertEquals("Nguyễn Thị An", seen.name());
        assertEquals("09•• ••• 678", seen.phone());
        assertEquals("•••", seen.street());
    }

    @Test
    void the_same_again_answers_the_same_and_changes_nothing() {
        var hold = stall.hold(AN, HONEY, 1);
        var first = stall.places(AN, hold, Payment.COD);
        var before = stall.books.digest();
        for (int i = 0; i < 3; i++) assertEquals(first, stall.places(AN, hold, Payment.COD));
        assertEquals(before, stall.books.digest());
    }

    @Test
    void the_same_again_answers_how_the_order_stands_by_then() {
        var hold = stall.hold(AN, HONEY, 1);
        var order = stall.places(AN, hold, Payment.COD).order();
        stall.move(order, OrderState.CANCELLED, "hết hàng");
        assertEquals(OrderState.CANCELLED, stall.places(AN, hold, Payment.COD).state());
    }

    @Test
    void another_body_under_the_same_key_is_refused() {
        var hold = stall.hold(AN, HONEY, 1);
        stall.places(AN, hold, Payment.COD);
        var before = stall.books.digest();
        isRefused(Why.KEY_REUSED, stall.orders.place(AN, asking(hold, Payment.VIETQR)).await());
        isRefused(Why.KEY_REUSED, stall.orders.place(AN, new Inbound.PlaceOrder(1, SHOW, hold, HOME, Payment.COD, "khác")).await());
        var elsewhere = new Recipient(HOME.name(), HOME.phone(), HOME.province(), HOME.commune(), "13 Hàng Bạc");
        isRefused(Why.KEY_REUSED, stall.orders.place(AN, new Inbound.PlaceOrder(1, SHOW, hold, elsewhere, Payment.COD, "Giao giờ hành chính")).await());
        assertEquals(before, stall.books.digest());
    }

    @Test
    void fifty_at_once_place_one_order_and_hear_the_same() {
        var hold = stall.hold(AN, HONEY, 3);
        var answers = new ArrayList<Future<Result<OrderView>>>();
        for (int i = 0; i < 50; i++) answers.add(stall.orders.place(AN, asking(hold, Payment.COD)));
        Future.all(List.copyOf(answers)).await();
        assertEquals(1, answers.stream().map(answer -> is(answer.result())).distinct().count());
        assertEquals(3, stall.stock(SHOW, HONEY).sold());
        assertEquals(1, stall.link.ask(Command.ZCARD, Keys.orders(BOOTH)).toInteger());
        assertEquals("1", stall.link.ask(Command.HGET, Keys.tally(SHOW), "orders").toString());
    }

    @Test
    void fifty_different_bodies_at_once_place_one_order() {
        var hold = stall.hold(AN, HONEY, 1);
        var answers = new ArrayList<Future<Result<OrderView>>>();
        for (int i = 0; i < 50; i++) answers.add(stall.orders.place(AN, new Inbound.PlaceOrder(1, SHOW, hold, HOME, Payment.COD, "lần " + i)));
        Future.all(List.copyOf(answers)).await();
        assertEquals(1, answers.stream().filter(answer -> answer.result() instanceof Result.Ok<OrderView>).count());
        assertEquals(1, stall.link.ask(Command.HLEN, Keys.openCod(AN.account())).toInteger());
    }

    enum Refused {
        UNKNOWN_HOLD(Why.NOT_FOUND), HOLD_OF_ANOTHER_SHARD(Why.NOT_FOUND), HOLD_OF_ANOTHER_ROOM(Why.NOT_FOUND), SOMEBODY_ELSES_HOLD(Why.NOT_FOUND),
        LAPSED(Why.HOLD_LAPSED), RELEASED(Why.HOLD_RESOLVED), NO_BANK_ACCOUNT(Why.NO_BANK_ACCOUNT), LETTERS_FOR_A_PHONE(Why.INVALID_PHONE),
        A_FIXED_LINE(Why.INVALID_PHONE), NO_SUCH_PROVINCE(Why.INVALID_VALUE), TOO_MANY_TO_STRANGERS(Why.TOO_MANY_OPEN_COD);

        final Why why;

        Refused(Why why) {
            this.why = why;
        }
    }

    @ParameterizedTest
    @EnumSource(Refused.class)
    void a_refusal_changes_nothing(Refused bad) {
        var hold = stall.hold(AN, HONEY, 1);
        var asked = switch (bad) {
            case UNKNOWN_HOLD -> asking(new HoldId("h07-nosuchkey00"), Payment.COD);
            case HOLD_OF_ANOTHER_SHARD -> asking(new HoldId("h08" + hold.value().substring(3)), Payment.COD);
            case HOLD_OF_ANOTHER_ROOM -> new Inbound.PlaceOrder(1, new PlaceId("s07-other"), hold, HOME, Payment.COD, null);
            case SOMEBODY_ELSES_HOLD -> asking(stall.hold(BINH, HONEY, 1), Payment.COD);
            case LAPSED -> {
                stall.clock.advance(6, TimeUnit.MINUTES);
                stall.holds.extend(AN.account(), SHOW, hold, "sweepkey000001").await();
                yield asking(hold, Payment.COD);
            }
            case RELEASED -> {
                stall.holds.release(AN.account(), SHOW, hold).await();
                yield asking(hold, Payment.COD);
            }
            case NO_BANK_ACCOUNT -> {
                stall.accounts.clear();
                yield asking(hold, Payment.VIETQR);
            }
            case LETTERS_FOR_A_PHONE -> new Inbound.PlaceOrder(1, SHOW, hold, to("không chín mốt hai", "01"), Payment.COD, null);
            case A_FIXED_LINE -> new Inbound.PlaceOrder(1, SHOW, hold, to("024 3825 1234", "01"), Payment.COD, null);
            case NO_SUCH_PROVINCE -> new Inbound.PlaceOrder(1, SHOW, hold, to(AN_PHONE, "99"), Payment.COD, null);
            case TOO_MANY_TO_STRANGERS -> {
                var other = stall.hold(AN, HONEY, 1);
                is(stall.orders.place(AN, new Inbound.PlaceOrder(1, SHOW, other, to("0977 111 222", "01"), Payment.COD, null)).await());
                yield new Inbound.PlaceOrder(1, SHOW, hold, to("0977 111 333", "01"), Payment.COD, null);
            }
        };
        var before = stall.books.digest();
        isRefused(bad.why, stall.orders.place(AN, asked).await());
        assertEquals(before, stall.books.digest());
    }

    private static Recipient to(String phone, String province) {
        return new Recipient(HOME.name(), phone, province, HOME.commune(), HOME.street());
    }

    @Test
    void a_hold_that_lapses_while_the_sheet_is_open_is_told_so_by_the_shards_clock() {
        var hold = stall.hold(AN, HONEY, 1);
        stall.clock.advance(Limits.HOLD_MS + 1, TimeUnit.MILLISECONDS);
        isRefused(Why.HOLD_LAPSED, stall.orders.place(AN, asking(hold, Payment.COD)).await());
        assertEquals(100, stall.stock(SHOW, HONEY).free());
        assertEquals(0, stall.link.ask(Command.EXISTS, Keys.openCod(AN.account())).toInteger());
    }

    @Test
    void a_hold_stays_good_when_the_show_ends_meanwhile() {
        var hold = stall.hold(AN, HONEY, 1);
        stall.endShow();
        assertEquals(OrderState.PLACED, stall.places(AN, hold, Payment.COD).state());
    }

    @Test
    void a_refused_cash_order_can_be_paid_by_transfer_with_the_same_hold() {
        var first = stall.hold(AN, HONEY, 1);
        var second = stall.hold(AN, HONEY, 1);
        is(stall.orders.place(AN, new Inbound.PlaceOrder(1, SHOW, first, to("0977 111 222", "01"), Payment.COD, null)).await());
        isRefused(Why.TOO_MANY_OPEN_COD, stall.orders.place(AN, new Inbound.PlaceOrder(1, SHOW, second, to("0977 111 333", "01"), Payment.COD, null)).await());
        var order = is(stall.orders.place(AN, new Inbound.PlaceOrder(1, SHOW, second, to("0977 111 333", "01"), Payment.VIETQR, null)).await());
        assertEquals(HONEY_VND, order.vietQr().amountVnd());
    }

    @Test
    void nothing_in_the_store_tells_who_receives() {
        stall.order(1, Payment.COD);
        stall.order(1, Payment.VIETQR);
        for (var key : stall.link.ask(Command.KEYS, "*")) {
            var bytes = new String(stall.link.ask(Command.DUMP, key.toString()).toBytes(), StandardCharsets.UTF_8) + key;
            for (var secret : List.of("Nguyễn Thị An", "912345678", "Hàng Bạc", "hành chính", ACCOUNT.number())) assertFalse(bytes.contains(secret), key + " tells " + secret);
        }
    }

    @Test
    void what_is_placed_is_told_as_a_fact_without_the_person() {
        var order = stall.order(2, Payment.COD);
        var facts = stall.link.ask(Command.XREVRANGE, Keys.facts(SHOW.shard()), "+", "-", "COUNT", 1).toString();
        assertTrue(facts.contains("order-placed") && facts.contains(order.order().value()) && facts.contains("u-an"), facts);
    }
}
