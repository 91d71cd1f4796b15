package vn.phien.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static vn.phien.orders.Stall.*;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.PlaceId;
import vn.phien.facts.Fact;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.PaidState;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class OrderNewsTest {
    private Stall stall;
    private final List<Outbound> whispered = new ArrayList<>(), toStaff = new ArrayList<>();
    private final List<PlaceId> places = new ArrayList<>();
    private OrderNews news;
    private OrderIndex index;

    @BeforeEach
    void a_stall() {
        stall = new Stall();
        index = new OrderIndex(stall.orders);
        news = new OrderNews(stall.orders, (account, message) -> {
            assertEquals(AN.account(), account);
            whispered.add(message);
        }, (place, message) -> {
            places.add(place);
            toStaff.add(message);
        });
    }

    private List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        for (var entry : stall.link.ask(Command.XRANGE, Keys.facts(SHOW.shard()), "-", "+")) {
            var body = Wire.trusted(entry.get(1).get(1).toString(), JsonNode.class);
            facts.add(new Fact(SHOW.shard(), entry.get(0).toString(), body.get("t").asText(), new PlaceId(body.get("place").asText()), body.get("at").asLong(), body));
        }
        return facts;
    }

    @Test
    void buyer_and_staff_hear_of_an_order_as_it_goes_on() throws Exception {
        var order = stall.order(1, Payment.VIETQR);
        stall.payments.settle(stall.transfer("FT1", HONEY_VND, order.vietQr().memo())).await();
        stall.move(order.order(), OrderState.CONFIRMED, null);
        facts().forEach(news::hear);
        stall.orders.forStaff(order.order()).await();
        assertEquals(List.of(new Outbound.HoldResolved(order.order().hold(), "committed"), new Outbound.OrderChanged(order.order(), OrderState.PLACED, PaidState.PAID, HONEY_VND),
            new Outbound.OrderChanged(order.order(), OrderState.CONFIRMED, PaidState.PAID, HONEY_VND)), whispered);
        assertEquals(2, toStaff.stream().filter(Outbound.OrderArrived.class::isInstance).count(), "in the show and at the desk");
        assertEquals(4, toStaff.stream().filter(Outbound.OrderMoved.class::isInstance).count());
        assertEquals(List.of(SHELF, SHOW), places.stream().distinct().sorted(java.util.Comparator.comparing(PlaceId::value)).toList());
        var arrived = (Outbound.OrderArrived) toStaff.stream().filter(Outbound.OrderArrived.class::isInstance).findFirst().orElseThrow();
        assertEquals("09•• ••• 678", arrived.order().recipient().phone());
    }

    @Test
    void the_buyers_list_is_made_again_from_the_facts() {
        var order = stall.order(1, Payment.COD).order();
        stall.link.ask(Command.DEL, Keys.accountOrders(AN.account()));
        for (int i = 0; i < 2; i++) facts().forEach(fact -> index.fold(fact).await());
        assertEquals(List.of(order), stall.orders.ofBuyer(AN.account(), null).await().orders().stream().map(view -> view.order()).toList());
    }
}
