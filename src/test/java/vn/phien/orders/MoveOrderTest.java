package vn.phien.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static vn.phien.orders.Stall.*;

import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.phien.base.Limits;
import vn.phien.base.OrderId;
import vn.phien.base.Why;
import vn.phien.inventory.Taken;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Inbound.CancelOrder;
import vn.phien.protocol.Inbound.Line;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.PaidState;
import vn.phien.protocol.Payment;
import vn.phien.redis.Keys;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class MoveOrderTest {
    private Stall stall;

    @BeforeEach
    void a_stall() {
        stall = new Stall();
    }

    @AfterEach
    void the_books_are_right() {
        stall.books.check();
    }

    static Stream<Arguments> edges() {
        return Stream.of(OrderState.values()).flatMap(from -> Stream.of(OrderState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("edges")
    void every_edge_is_taken_or_refused_as_the_table_says(OrderState from, OrderState to) {
        var order = stall.orderIn(from);
        var before = stall.books.digest();
        var changes = stall.read(order).changes().size();
        var moved = stall.move(order, to, "lý do");
        if (from == to) {
            assertNull(moved.why());
            assertEquals(before, stall.books.digest());
        } else if (from.next().contains(to)) {
            assertNull(moved.why());
            assertEquals(to, moved.state());
            var last = stall.orders.find(STAFF, order).await().map(view -> view.changes().getLast());
            assertEquals(to, is(last).to());
            assertEquals("staff", is(last).who());
            assertEquals("Chị Mai", is(last).name());
            assertEquals("lý do", is(last).reason());
            assertEquals(changes + 1, stall.read(order).changes().size());
            var after = stall.books.digest();
            stall.move(order, to, "lý do");
            assertEquals(after, stall.books.digest(), "a repeat changes nothing");
        } else {
            assertEquals(Why.WRONG_STATE, moved.why());
            assertEquals(from, moved.state());
            assertEquals(before, stall.books.digest());
        }
    }

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void a_buyer_cancels_before_it_is_packed(OrderState state) {
        var order = stall.orderIn(state);
        var before = stall.books.digest();
        var result = stall.orders.cancel(AN, new CancelOrder(1, order, "đặt nhầm")).await();
        switch (state) {
            case PLACED, CONFIRMED -> {
                assertEquals(OrderState.CANCELLED, is(result).state());
                assertEquals("buyer", is(result).changes().getLast().who());
                assertEquals(OrderState.CANCELLED, is(stall.orders.cancel(AN, new CancelOrder(1, order, null)).await()).state());
            }
            case CANCELLED -> assertEquals(OrderState.CANCELLED, is(result).state());
            case PACKED, SHIPPED, DELIVERED, REFUSED, RETURNED -> {
                isRefused(Why.WRONG_STATE, result);
                assertEquals(before, stall.books.digest());
            }
        }
    }

    @Test
    void a_buyer_cancels_within_the_window_staff_any_time_before_it_is_shipped() {
        var order = stall.order(1, Payment.COD).order();
        stall.clock.advance(Limits.CANCEL_WINDOW_MS + 1, TimeUnit.MILLISECONDS);
        isRefused(Why.CANCEL_WINDOW_OVER, stall.orders.cancel(AN, new CancelOrder(1, order, null)).await());
        assertNull(stall.move(order, OrderState.CANCELLED, "hết hàng").why());
    }

    @Test
    void nobody_else_cancels_it() {
        var order = stall.order(1, Payment.COD).order();
        var before = stall.books.digest();
        isRefused(Why.NOT_FOUND, stall.orders.cancel(BINH, new CancelOrder(1, order, null)).await());
        assertEquals(Why.NOT_FOUND, stall.orders.move(OTHER_BOOTH, List.of(order), OrderState.CANCELLED, "x", STAFF).await().getFirst().why());
        assertEquals(before, stall.books.digest());
    }

    @Test
    void staff_give_a_reason_to_cancel_and_numbers_in_it_are_masked() {
        var order = stall.order(1, Payment.COD).order();
        assertEquals(Why.REASON_NEEDED, stall.move(order, OrderState.CANCELLED, null).why());
        assertEquals(Why.REASON_NEEDED, stall.move(order, OrderState.CANCELLED, "  ").why());
        stall.move(order, OrderState.CANCELLED, "gọi 0912345678 không được");
        assertEquals("gọi 09•• ••• 678 không được", stall.read(order).changes().getLast().reason());
    }

    @Test
    void each_of_a_bulk_has_its_own_result() {
        var placed = stall.orderIn(OrderState.PLACED);
        var shipped = stall.orderIn(OrderState.SHIPPED);
        var unknown = new OrderId("o07-nosuchkey00");
        var moved = stall.orders.move(BOOTH, List.of(placed, shipped, unknown), OrderState.CONFIRMED, null, STAFF).await();
        assertEquals(List.of(placed, shipped, unknown), moved.stream().map(Orders.Moved::order).toList());
        assertNull(moved.get(0).why());
        assertEquals(Why.WRONG_STATE, moved.get(1).why());
        assertEquals(Why.NOT_FOUND, moved.get(2).why());
    }

    @Test
    void units_of_a_cancelled_order_are_on_sale_again_while_the_show_goes_on() {
        var order = stall.order(4, Payment.COD).order();
        assertEquals(96, stall.stock(SHOW, HONEY).free());
        stall.move(order, OrderState.CANCELLED, "hết hàng");
        assertEquals(100, stall.stock(SHOW, HONEY).free());
        assertEquals(0, stall.stock(SHOW, HONEY).sold());
        assertEquals("0", stall.link.ask(Command.HGET, Keys.tally(SHOW), "revenueVnd").toString());
    }

    @Test
    void they_go_to_the_first_in_line() {
        var order = stall.places(AN, stall.hold(AN, TEA, 5), Payment.COD).order();
        assertInstanceOf(Taken.InLine.class, stall.holds.take(BINH.account(), SHOW, List.of(new Line(TEA, 2, null)), true, "binhwaits00001").await());
        is(stall.orders.cancel(AN, new CancelOrder(1, order, null)).await());
        assertEquals(2, stall.stock(SHOW, TEA).held());
        assertEquals(1, stall.holds.openOf(BINH.account(), SHOW).await().size());
    }

    @Test
    void after_the_show_they_go_to_the_booths_shelf() {
        var order = stall.order(4, Payment.COD).order();
        stall.endShow();
        stall.move(order, OrderState.CANCELLED, "hết hàng");
        assertEquals(96, stall.stock(SHOW, HONEY).allotted());
        assertEquals(4, stall.stock(SHELF, HONEY).free());
    }

    @Test
    void a_returned_order_is_on_the_shelf_again_exactly_once() {
        var order = stall.orderIn(OrderState.REFUSED);
        assertEquals(0, stall.stock(SHELF, HONEY).free());
        for (int i = 0; i < 3; i++) stall.move(order, OrderState.RETURNED, null);
        assertEquals(2, stall.stock(SHELF, HONEY).free());
        assertEquals(98, stall.stock(SHOW, HONEY).allotted());
        assertEquals(Why.WRONG_STATE, stall.move(order, OrderState.CANCELLED, "x").why());
        assertEquals(2, stall.stock(SHELF, HONEY).free());
    }

    @Test
    void a_cancelled_order_no_longer_counts_against_the_buyers_limit() {
        stall.books.offer(SHOW, TEA, "A2", TEA_VND, 5, 2);
        var order = stall.places(AN, stall.hold(AN, TEA, 2), Payment.COD).order();
        assertEquals(Why.OVER_LIMIT, assertInstanceOf(Taken.Refused.class, stall.holds.take(AN.account(), SHOW, List.of(new Line(TEA, 1, null)), false, "overlimit00001").await()).why());
        is(stall.orders.cancel(AN, new CancelOrder(1, order, null)).await());
        stall.hold(AN, TEA, 2);
    }

    @Test
    void cash_is_paid_at_the_door_and_due_back_when_it_returns() {
        var order = stall.orderIn(OrderState.DELIVERED);
        assertEquals(PaidState.PAID, stall.read(order).paid());
        assertEquals(2 * HONEY_VND, stall.read(order).paidVnd());
        stall.move(order, OrderState.RETURNED, null);
        assertEquals(PaidState.REFUND_DUE, stall.read(order).paid());
    }

    @Test
    void an_order_to_be_paid_by_transfer_is_not_packed_before_it_is_paid() {
        var order = stall.order(1, Payment.VIETQR).order();
        stall.move(order, OrderState.CONFIRMED, null);
        assertEquals(Why.NOT_PAID_YET, stall.move(order, OrderState.PACKED, null).why());
    }

    @Test
    void a_closed_order_makes_room_for_another_cash_order() {
        var orders = new ArrayList<OrderId>();
        for (int i = 0; i < 5; i++) orders.add(stall.order(1, Payment.COD).order());
        var hold = stall.hold(AN, HONEY, 1);
        isRefused(Why.TOO_MANY_OPEN_COD, stall.orders.place(AN, asking(hold, Payment.COD)).await());
        is(stall.orders.cancel(AN, new CancelOrder(1, orders.getFirst(), null)).await());
        stall.places(AN, hold, Payment.COD);
    }

    @Test
    void fifty_cancels_at_once_give_the_units_back_once() {
        var order = stall.order(4, Payment.COD).order();
        io.vertx.core.Future.all(Stream.generate(() -> stall.orders.cancel(AN, new CancelOrder(1, order, null))).limit(50).toList()).await();
        assertEquals(100, stall.stock(SHOW, HONEY).free());
        assertEquals(2, stall.read(order).changes().size());
    }

    @Test
    void erased_people_leave_closed_orders_at_once_and_open_ones_when_they_close() {
        var closed = stall.orderIn(OrderState.CANCELLED);
        var open = stall.orderIn(OrderState.SHIPPED);
        stall.recipients.forgetAll(AN.account()).await();
        assertEquals("", stall.read(closed).recipient().name());
        assertEquals("Nguyễn Thị An", stall.read(open).recipient().name());
        stall.move(open, OrderState.DELIVERED, null);
        assertEquals("", stall.read(open).recipient().name());
        assertEquals(0, stall.link.ask(Command.EXISTS, Keys.recipient(open), Keys.recipient(closed)).toInteger());
        assertEquals(2 * HONEY_VND, stall.read(open).totalVnd());
    }

    @Test
    void opening_a_recipient_is_remembered_with_who_looked() {
        var order = stall.order(1, Payment.COD).order();
        var opened = stall.orders.open(BOOTH, List.of(order), STAFF, "label").await();
        assertEquals("Nguyễn Thị An", opened.getFirst().parcel().recipient().name());
        var fact = stall.link.ask(Command.XREVRANGE, Keys.facts(SHOW.shard()), "+", "-", "COUNT", 1).toString();
        assertEquals(true, fact.contains("order-opened") && fact.contains("u-staff") && fact.contains("label"), fact);
        assertEquals(List.of(), stall.orders.open(OTHER_BOOTH, List.of(order), STAFF, "label").await());
    }
}
