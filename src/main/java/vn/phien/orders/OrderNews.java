package vn.phien.orders;

import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.HoldId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.facts.Fact;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.PaidState;

/** Tells buyers and staff what the books say of orders. A listener of the facts. */
public final class OrderNews {
    private static final Logger LOG = LoggerFactory.getLogger(OrderNews.class);
    private final Orders orders;
    private final BiConsumer<AccountId, Outbound.Private> whisper;
    private final BiConsumer<PlaceId, Outbound> toStaff;

    /**
     * @param whisper to every phone of one person
     * @param toStaff to the staff in a room; what concerns a show is told in the show's room and at the booth's desk
     */
    public OrderNews(Orders orders, BiConsumer<AccountId, Outbound.Private> whisper, BiConsumer<PlaceId, Outbound> toStaff) {
        this.orders = orders;
        this.whisper = whisper;
        this.toStaff = toStaff;
    }

    public void hear(Fact fact) {
        switch (fact.type()) {
            case "order-placed" -> {
                whisper.accept(account(fact), new Outbound.HoldResolved(new HoldId(fact.text("hold")), "committed"));
                orders.forStaff(order(fact)).onSuccess(found -> found.ifPresent(view -> tellStaff(fact, new Outbound.OrderArrived(view))))
                    .onFailure(e -> LOG.warn("news of {}: {}", order(fact), e.getMessage()));
            }
            case "order-moved" -> tell(fact, OrderState.valueOf(constant(fact.text("to"))));
            case "payment-settled" -> tell(fact, OrderState.valueOf(constant(fact.text("state"))));
            default -> { }
        }
    }

    private void tell(Fact fact, OrderState state) {
        var paid = PaidState.valueOf(constant(fact.text("paid")));
        whisper.accept(account(fact), new Outbound.OrderChanged(order(fact), state, paid, fact.body().get("paidVnd").asLong()));
        tellStaff(fact, new Outbound.OrderMoved(order(fact), state, paid));
    }

    private void tellStaff(Fact fact, Outbound message) {
        toStaff.accept(fact.place(), message);
        var desk = PlaceId.of(new BoothId(fact.text("booth")));
        if (!desk.equals(fact.place())) toStaff.accept(desk, message);
    }

    private static AccountId account(Fact fact) {
        return new AccountId(fact.text("account"));
    }

    private static OrderId order(Fact fact) {
        return new OrderId(fact.text("order"));
    }

    private static String constant(String code) {
        return code.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }
}
