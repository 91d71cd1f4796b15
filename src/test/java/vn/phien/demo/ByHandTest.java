package vn.phien.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.phien.base.DealId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Outbound;

/** The script knows its own doings from those of a person at the same desk. */
class ByHandTest {
    private static final List<ProductId> PINS = List.of(new ProductId("p07-tra"));
    private final ByHand byHand = new ByHand();

    @Test
    void what_the_script_announced_is_its_own_once() {
        byHand.expect(ByHand.pins(PINS));
        assertFalse(byHand.notes(new Outbound.ProductsPinned(1L, PINS)));
        assertFalse(byHand.within(60_000));
        assertTrue(byHand.notes(new Outbound.ProductsPinned(2L, PINS)));
        assertTrue(byHand.within(60_000));
    }

    @Test
    void what_was_refused_is_not_expected_any_more() {
        byHand.expect(ByHand.orders(true));
        byHand.forget(ByHand.orders(true));
        assertTrue(byHand.notes(new Outbound.OrdersSwitched(1L, null, true)));
    }

    @Test
    void what_happens_by_itself_is_nobodys_doing() {
        assertFalse(byHand.notes(new Outbound.DealClosed(1L, new DealId("d07-gia"), PINS.getFirst())));
        assertFalse(byHand.within(60_000));
    }
}
