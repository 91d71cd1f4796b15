package vn.phien.fraud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.OrderId;
import vn.phien.base.Shard;
import vn.phien.base.Why;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Payment;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class OpenCodRuleTest {
    private static final AccountId AN = new AccountId("u-an"), BINH = new AccountId("u-binh");
    private static final BoothId BOOTH = new BoothId("b07-ong");
    private static final long NOW = 1_785_585_600_000L;
    private final Link link;
    private final OpenCodRule rule;

    OpenCodRuleTest(Link link) {
        this.link = link;
        this.rule = new OpenCodRule(link);
    }

    private static OrderId order(int n) {
        return OrderId.in(new Shard(7), "order" + n);
    }

    private static OrderFacts own(AccountId account, int n) {
        return new OrderFacts(order(n), account, BOOTH, Payment.COD, true, "own-" + account.value(), 100_000, 1, NOW, null);
    }

    private static OrderFacts gift(AccountId account, int n, String to) {
        return new OrderFacts(order(n), account, BOOTH, Payment.COD, false, to, 100_000, 1, NOW, null);
    }

    private Verdict judge(OrderFacts facts) {
        return rule.judge(facts).await();
    }

    private void places(int n, OrderState state) {
        link.ask(Command.HSET, Keys.order(order(n)), "state", state.code());
    }

    private static void isRefused(Verdict verdict) {
        assertEquals(Why.TOO_MANY_OPEN_COD, assertInstanceOf(Verdict.Refuse.class, verdict).why());
    }

    @Test
    void five_open_cash_orders_to_ones_own_number_and_no_more() {
        for (int n = 1; n <= OpenCodRule.OWN; n++) {
            assertEquals(Verdict.ALLOW, judge(own(AN, n)));
            places(n, OrderState.PLACED);
        }
        isRefused(judge(own(AN, 6)));
    }

    @Test
    void one_open_cash_order_to_somebody_elses_number() {
        assertEquals(Verdict.ALLOW, judge(gift(AN, 1, "k1")));
        places(1, OrderState.SHIPPED);
        isRefused(judge(gift(AN, 2, "k2")));
        assertEquals(Verdict.ALLOW, judge(own(AN, 3)));
    }

    @Test
    void many_accounts_cannot_send_parcels_to_one_number() {
        assertEquals(Verdict.ALLOW, judge(gift(AN, 1, "victim")));
        places(1, OrderState.PLACED);
        isRefused(judge(gift(BINH, 2, "victim")));
        assertEquals(Verdict.ALLOW, judge(gift(BINH, 3, "somebody")));
    }

    @Test
    void the_same_order_is_counted_once() {
        for (int i = 0; i < 10; i++) assertEquals(Verdict.ALLOW, judge(own(AN, 1)));
        assertEquals(1, link.ask(Command.HLEN, Keys.openCod(AN)).toInteger());
    }

    @Test
    void a_transfer_is_not_counted() {
        for (int n = 1; n <= 10; n++) {
            assertEquals(Verdict.ALLOW, judge(new OrderFacts(order(n), AN, BOOTH, Payment.VIETQR, false, "k", 100_000, 1, NOW, null)));
        }
        assertEquals(0, link.ask(Command.EXISTS, Keys.openCod(AN)).toInteger());
    }

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void only_a_closed_order_makes_room(OrderState state) {
        judge(gift(AN, 1, "k1"));
        places(1, state);
        if (state.isClosed()) assertEquals(Verdict.ALLOW, judge(gift(AN, 2, "k1")));
        else isRefused(judge(gift(AN, 2, "k1")));
    }

    @Test
    void an_order_that_never_came_to_be_makes_room_after_a_minute() {
        judge(gift(AN, 1, "k1"));
        isRefused(judge(gift(AN, 2, "k1")));
        var later = gift(AN, 2, "k1");
        assertEquals(Verdict.ALLOW, judge(new OrderFacts(later.order(), AN, BOOTH, Payment.COD, false, "k1", 1, 1, NOW + OpenCodRule.ON_ITS_WAY_MS + 1, null)));
    }

    @Test
    void what_is_forgotten_makes_room_at_once() {
        judge(gift(AN, 1, "k1"));
        rule.forget(AN, order(1)).await();
        assertEquals(Verdict.ALLOW, judge(gift(AN, 2, "k2")));
    }

    @Test
    void fifty_at_once_get_no_more_than_five() {
        var verdicts = new ArrayList<Future<Verdict>>();
        for (int n = 1; n <= 50; n++) verdicts.add(rule.judge(own(AN, n)));
        Future.all(List.copyOf(verdicts)).await();
        assertEquals(OpenCodRule.OWN, verdicts.stream().filter(v -> v.result().equals(Verdict.ALLOW)).count());
        assertEquals(OpenCodRule.OWN, link.ask(Command.HLEN, Keys.openCod(AN)).toInteger());
    }
}
