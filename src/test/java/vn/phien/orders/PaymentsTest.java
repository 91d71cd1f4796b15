package vn.phien.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.orders.Stall.*;

import io.vertx.core.Future;
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
import org.junit.jupiter.params.provider.ValueSource;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.orders.Payments.Settled;
import vn.phien.protocol.Inbound.CancelOrder;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.PaidState;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.OrderView;
import vn.phien.redis.Keys;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class PaymentsTest {
    private Stall stall;
    private OrderView order;
    private String code;

    @BeforeEach
    void an_order_waits_for_its_transfer() {
        stall = new Stall();
        order = stall.order(1, Payment.VIETQR);
        code = order.vietQr().memo();
    }

    @AfterEach
    void the_books_are_right() {
        stall.books.check();
    }

    private Settled settles(String transaction, long amountVnd, String content) {
        return is(stall.payments.settle(stall.transfer(transaction, amountVnd, content)).await());
    }

    private OrderView now() {
        return stall.read(order.order());
    }

    @Test
    void the_picture_asks_for_the_amount_with_the_code() {
        var picture = order.vietQr();
        assertEquals(HONEY_VND, picture.amountVnd());
        assertEquals("Vietcombank", picture.bank());
        assertEquals(ACCOUNT.number(), picture.account());
        var read = VietQr.parse(picture.payload()).orElseThrow();
        assertEquals(code, read.memo());
        assertEquals(HONEY_VND, read.amountVnd());
        assertTrue(picture.svgPath().startsWith("M") && picture.size() > 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "MBVCB.123456.%s chuyen tien", "nguyen thi an chuyen khoan %s FT2533", "CT DEN:0123 %s-CHUYEN TIEN"})
    void a_transfer_with_the_code_pays_the_order(String content) {
        assertEquals(new Settled("paid", order.order(), false), settles("FT1", HONEY_VND, content.formatted(code)));
        assertEquals(PaidState.PAID, now().paid());
        assertNull(now().vietQr());
        assertEquals("bank", now().changes().getLast().who());
        assertNull(stall.move(order.order(), OrderState.CONFIRMED, null).why());
        assertNull(stall.move(order.order(), OrderState.PACKED, null).why());
    }

    @Test
    void lower_case_and_spaces_in_the_code_do_not_matter() {
        var spaced = code.toLowerCase().substring(0, 4) + " " + code.toLowerCase().substring(4);
        assertEquals("paid", settles("FT1", HONEY_VND, spaced).outcome());
    }

    @Test
    void the_same_transaction_again_changes_nothing() {
        settles("FT1", HONEY_VND, code);
        var before = stall.books.digest();
        for (int i = 0; i < 3; i++) assertEquals(new Settled("paid", order.order(), true), settles("FT1", HONEY_VND, code));
        assertEquals(before, stall.books.digest());
    }

    @Test
    void the_same_transaction_fifty_times_at_once_is_credited_once() {
        var answers = new ArrayList<Future<Result<Settled>>>();
        for (int i = 0; i < 50; i++) answers.add(stall.payments.settle(stall.transfer("FT1", 100_000, code)));
        Future.all(List.copyOf(answers)).await();
        assertEquals(1, answers.stream().filter(answer -> !is(answer.result()).again()).count());
        assertEquals(100_000, now().paidVnd());
    }

    @Test
    void one_transaction_pays_one_order_whatever_its_memo_says_later() {
        var other = stall.order(1, Payment.VIETQR);
        settles("FT1", HONEY_VND, code);
        assertEquals(new Settled("paid", order.order(), true), settles("FT1", HONEY_VND, other.vietQr().memo()));
        assertEquals(0, stall.read(other.order()).paidVnd());
    }

    @Test
    void the_same_transaction_with_another_amount_is_refused() {
        settles("FT1", HONEY_VND, code);
        var before = stall.books.digest();
        isRefused(Why.KEY_REUSED, stall.payments.settle(stall.transfer("FT1", HONEY_VND + 1, code)).await());
        assertEquals(before, stall.books.digest());
    }

    @Test
    void too_little_is_told_and_the_rest_can_be_paid() {
        assertEquals("underpaid", settles("FT1", 100_000, code).outcome());
        assertEquals(PaidState.UNDERPAID, now().paid());
        assertEquals(HONEY_VND - 100_000, now().vietQr().amountVnd());
        assertEquals("paid", settles("FT2", HONEY_VND - 100_000, code).outcome());
        assertEquals(PaidState.PAID, now().paid());
    }

    @Test
    void too_much_is_told() {
        assertEquals("overpaid", settles("FT1", HONEY_VND + 1, code).outcome());
        assertEquals(PaidState.OVERPAID, now().paid());
        assertEquals(HONEY_VND + 1, now().paidVnd());
    }

    @Test
    void paying_a_paid_order_overpays_it() {
        settles("FT1", HONEY_VND, code);
        assertEquals("overpaid", settles("FT2", HONEY_VND, code).outcome());
        assertEquals(2 * HONEY_VND, now().paidVnd());
    }

    @Test
    void money_for_a_cancelled_order_is_due_back() {
        is(stall.orders.cancel(AN, new CancelOrder(1, order.order(), null)).await());
        assertEquals("refund-due", settles("FT1", HONEY_VND, code).outcome());
        assertEquals(PaidState.REFUND_DUE, now().paid());
        assertEquals(OrderState.CANCELLED, now().state());
        assertEquals(0, stall.stock(SHOW, HONEY).sold());
    }

    @Test
    void cancelling_a_paid_order_owes_the_money_back() {
        settles("FT1", HONEY_VND, code);
        is(stall.orders.cancel(AN, new CancelOrder(1, order.order(), null)).await());
        assertEquals(PaidState.REFUND_DUE, now().paid());
    }

    @Test
    void late_money_is_told_apart_while_the_order_stands() {
        stall.clock.advance(UNPAID_MS + 1, TimeUnit.MILLISECONDS);
        assertEquals("paid-late", settles("FT1", HONEY_VND, code).outcome());
        assertEquals(PaidState.PAID, now().paid());
    }

    @Test
    void an_order_that_nobody_paid_is_cancelled_by_the_house_and_its_units_are_on_sale_again() {
        assertEquals(0, stall.unpaid.sweep().await());
        stall.clock.advance(UNPAID_MS + 1, TimeUnit.MILLISECONDS);
        assertEquals(1, stall.unpaid.sweep().await());
        assertEquals(OrderState.CANCELLED, now().state());
        assertEquals("house", now().changes().getLast().who());
        assertEquals(100, stall.stock(SHOW, HONEY).free());
        assertEquals(0, stall.unpaid.sweep().await());
        assertEquals("refund-due", settles("FT1", HONEY_VND, code).outcome());
    }

    @Test
    void an_order_with_some_money_in_it_is_left_to_people() {
        settles("FT1", 1_000, code);
        stall.clock.advance(UNPAID_MS + 1, TimeUnit.MILLISECONDS);
        assertEquals(0, stall.unpaid.sweep().await());
        assertEquals(OrderState.PLACED, now().state());
    }

    @Test
    void money_and_the_house_at_once_agree_on_one_end() {
        stall.clock.advance(UNPAID_MS + 1, TimeUnit.MILLISECONDS);
        var paid = stall.payments.settle(stall.transfer("FT1", HONEY_VND, code));
        var swept = stall.unpaid.sweep();
        Future.all(paid, swept).await();
        if (swept.result() == 1) assertEquals(PaidState.REFUND_DUE, now().paid());
        else assertEquals(OrderState.PLACED, now().state());
    }

    @Test
    void money_that_went_out_is_nothing_to_us() {
        var before = stall.books.digest();
        var out = new BankNotice("FT1", ACCOUNT.number(), HONEY_VND, code, BankNotice.Direction.OUT, stall.clock.millis());
        assertEquals("ignored", is(stall.payments.settle(out).await()).outcome());
        assertEquals(before, stall.books.digest());
    }

    @Test
    void what_fits_no_order_is_laid_aside_for_the_owner_of_the_account() {
        assertEquals("no-code", settles("FT1", 50_000, "tien hang").outcome());
        assertEquals("unknown-code", settles("FT2", 60_000, PayCode.of(new vn.phien.base.OrderId("o07-nosuchkey00")).text()).outcome());
        assertEquals("several-codes", settles("FT3", 70_000, code + " " + stall.order(1, Payment.VIETQR).vietQr().memo()).outcome());
        assertEquals(List.of("FT1", "FT2", "FT3"), stall.payments.aside(BOOTH).await().stream().map(Payments.AsideView::transaction).sorted().toList());
        assertEquals(List.of(), stall.payments.aside(null).await());
        assertEquals(0, now().paidVnd());
        assertTrue(settles("FT1", 50_000, "tien hang").again());
        assertEquals(3, stall.payments.aside(BOOTH).await().size());
    }

    @Test
    void the_right_code_on_an_account_that_nobody_knows_is_laid_aside_for_the_house() {
        var wrong = new BankNotice("FT1", "9999999999", HONEY_VND, code, BankNotice.Direction.IN, stall.clock.millis());
        assertEquals("wrong-account", is(stall.payments.settle(wrong).await()).outcome());
        assertEquals(0, now().paidVnd());
        assertEquals("wrong-account", stall.payments.aside(null).await().getFirst().why());
        assertEquals(new Settled("paid", order.order(), false), is(stall.payments.assign("FT1", order.order(), ORGANIZER).await()));
        assertEquals(List.of(), stall.payments.aside(null).await());
        assertEquals(List.of(), stall.payments.aside(BOOTH).await());
        assertTrue(is(stall.payments.assign("FT1", order.order(), ORGANIZER).await()).again());
        assertEquals(HONEY_VND, now().paidVnd());
        assertEquals(new Settled("paid", order.order(), true), is(stall.payments.settle(wrong).await()), "told again it does not lie here again");
        assertEquals(List.of(), stall.payments.aside(null).await());
        assertEquals(HONEY_VND, now().paidVnd());
    }

    @Test
    void told_again_while_the_house_gives_it_to_a_booth_it_lies_with_the_booth_once_and_was_told_before() {
        var wrong = new BankNotice("FT1", "9999999999", HONEY_VND, code, BankNotice.Direction.IN, stall.clock.millis());
        assertEquals(new Settled("wrong-account", null, false), is(stall.payments.settle(wrong).await()));
        // the server died in the middle of giving it
        TestStore.LINK.ask(Command.SET, Keys.bankTransaction("given FT1"), BOOTH);
        assertEquals(new Settled("wrong-account", null, true), is(stall.payments.settle(wrong).await()));
        assertEquals(List.of(), stall.payments.aside(null).await());
        assertEquals(1, stall.payments.aside(BOOTH).await().size());
        assertEquals(new Settled("paid", order.order(), false), is(stall.payments.assign("FT1", order.order(), ORGANIZER).await()));
        assertEquals(HONEY_VND, now().paidVnd());
    }

    @Test
    void staff_give_what_was_laid_aside_to_the_order_they_found_once() {
        settles("FT1", HONEY_VND, "tien mat ong");
        var assigns = Stream.generate(() -> stall.payments.assign(BOOTH, "FT1", order.order(), STAFF)).limit(20).toList();
        Future.all(assigns).await();
        assertEquals(1, assigns.stream().filter(answer -> !is(answer.result()).again()).count());
        assertEquals(HONEY_VND, now().paidVnd());
        assertEquals(List.of(), stall.payments.aside(BOOTH).await());
        assertEquals("Chị Mai", is(stall.orders.find(STAFF, order.order()).await()).changes().getLast().name());
        var other = stall.order(1, Payment.VIETQR);
        isRefused(Why.NOT_FOUND, stall.payments.assign(BOOTH, "FT1", other.order(), STAFF).await());
        isRefused(Why.NOT_FOUND, stall.payments.assign(OTHER_BOOTH, "FT1", order.order(), STAFF).await());
        isRefused(Why.NOT_FOUND, stall.payments.assign(BOOTH, "FT404", order.order(), STAFF).await());
    }
}
