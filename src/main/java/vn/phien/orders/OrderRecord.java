package vn.phien.orders;

import io.vertx.redis.client.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.PaidState;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.LineView;
import vn.phien.protocol.Views.OrderChange;
import vn.phien.protocol.Wire;

/**
 * An order as the books keep it, without the person who receives it.
 *
 * @param lines      with names, pictures and prices as they were when it was placed
 * @param payCode    what the memo of a bank transfer must carry, or null
 * @param payTo      where a transfer goes, as it was when it was placed, as cipher text, or null
 * @param payUntilMs when an unpaid transfer is given up, 0 for cash
 * @param parcel     the parcel that it shares with orders of neighbours, or null
 */
public record OrderRecord(OrderId order, BoothId booth, String boothName, PlaceId place, AccountId account, OrderState state, List<LineView> lines,
                          long totalVnd, Payment payment, PaidState paid, long paidVnd, long placedMs, long cancelUntilMs, String payCode, String payTo,
                          long payUntilMs, List<OrderChange> changes, String parcel) {

    /** Reads the answer of a HGETALL, or nothing where there is no such order. */
    static Optional<OrderRecord> of(Response hash) {
        if (hash == null || hash.size() == 0) return Optional.empty();
        var fields = new HashMap<String, String>();
        for (var name : hash.getKeys()) fields.put(name, hash.get(name).toString());
        return Optional.of(of(fields));
    }

    /** Reads what a script answers after its status: name and value of each field. */
    static OrderRecord afterStatus(Response answer) {
        var fields = new HashMap<String, String>();
        for (int i = 1; i + 1 < answer.size(); i += 2) fields.put(answer.get(i).toString(), answer.get(i + 1).toString());
        return of(fields);
    }

    private static OrderRecord of(Map<String, String> fields) {
        return new OrderRecord(new OrderId(fields.get("order")), new BoothId(fields.get("booth")), fields.get("boothName"), new PlaceId(fields.get("place")),
            new AccountId(fields.get("account")), OrderState.valueOf(constant(fields.get("state"))), List.of(Wire.trusted(fields.get("lines"), LineView[].class)),
            number(fields, "totalVnd"), Payment.valueOf(constant(fields.get("payment"))), PaidState.valueOf(constant(fields.get("paid"))), number(fields, "paidVnd"),
            number(fields, "placedMs"), number(fields, "cancelUntilMs"), fields.get("payCode"),
            fields.get("payTo"), number(fields, "payUntilMs"),
            List.of(Wire.trusted(fields.get("changes"), OrderChange[].class)), fields.get("parcel"));
    }

    private static String constant(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }

    /** Units of all lines together. */
    public int units() {
        return lines.stream().mapToInt(LineView::quantity).sum();
    }

    /** What is still to be paid by transfer, 0 when nothing is. */
    public long owedVnd() {
        if (payment != Payment.VIETQR || state == OrderState.CANCELLED || state == OrderState.RETURNED) return 0;
        return Math.max(0, totalVnd - paidVnd);
    }

    /** What the courier collects at the door, 0 when it is paid by transfer. */
    public long cashVnd() {
        return payment == Payment.COD ? totalVnd : 0;
    }
}
