package vn.phien.orders;

import java.util.List;
import vn.phien.base.PlaceId;
import vn.phien.base.Tones;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.PaidState;

/**
 * Which orders of a booth staff want to see; null parts do not matter.
 *
 * @param states any of these, or empty for all
 * @param place  those of one show
 * @param text   part of the order's or the payment's code, of a product's name or code, of the recipient's name, or the last
 *               three or more digits of their number
 */
public record OrderFilter(List<OrderState> states, PlaceId place, PaidState paid, String text) {
    public static final OrderFilter ALL = new OrderFilter(List.of(), null, null, null);

    public OrderFilter {
        states = List.copyOf(states);
        text = text == null || text.isBlank() ? null : Tones.plain(text).strip();
    }

    boolean fits(OrderRecord order) {
        return (states.isEmpty() || states.contains(order.state())) && (paid == null || paid == order.paid()) && (place == null || place.equals(order.place()));
    }

    /** @param parcel null where the person was erased */
    boolean found(OrderRecord order, Parcel parcel) {
        if (text == null || order.order().value().contains(text)) return true;
        if (order.payCode() != null && Tones.plain(order.payCode()).contains(text.replace(" ", ""))) return true;
        for (var line : order.lines()) if (Tones.plain(line.name()).contains(text) || Tones.plain(line.code()).equals(text)) return true;
        if (parcel == null) return false;
        var digits = text.replaceAll("[ .]", "");
        return digits.matches("\\d{3,}") ? parcel.recipient().phone().e164().endsWith(digits.replaceFirst("^0", "")) : Tones.plain(parcel.recipient().name()).contains(text);
    }
}
