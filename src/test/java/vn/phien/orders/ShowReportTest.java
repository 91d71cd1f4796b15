package vn.phien.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Shard;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.PaidState;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.LineView;
import vn.phien.protocol.Views.OfferView;
import vn.phien.protocol.Views.OrderChange;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.StockView;

class ShowReportTest {
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private static final ProductId HONEY = new ProductId("p07-honey"), TEA = new ProductId("p07-tea");
    private static final Picture JAR = new Picture(null, "honey-jar", "north");
    private static final long EIGHT = 1_785_585_600_000L;
    private int made;

    private OrderRecord order(String buyer, OrderState state, Payment payment, long paidVnd, long atMs, int honey, int tea) {
        var lines = new ArrayList<LineView>();
        if (honey > 0) lines.add(new LineView(HONEY, "A1", "Mật ong", "hũ", honey, 100_000, null, JAR));
        if (tea > 0) lines.add(new LineView(TEA, "A2", "Trà", "gói", tea, 50_000, null, JAR));
        var changes = new ArrayList<OrderChange>();
        for (var step : Stall.wayTo(state)) changes.add(new OrderChange(step, "staff", null, atMs, null));
        return new OrderRecord(OrderId.in(new Shard(7), "order" + ++made), new BoothId("b07-x"), "X", SHOW, new AccountId("u-" + buyer), state, lines, honey * 100_000L + tea * 50_000L,
            payment, PaidState.UNPAID, paidVnd, atMs, atMs, null, null, 0, changes, null);
    }

    private static OfferView offer(ProductId product, String code, String name) {
        return new OfferView(product, code, name, "hũ", 500, "food", 100_000, null, 5, true, new StockView(0, 0, 0, 0, 0), null, null, JAR);
    }

    private static ShowReport report(Map<String, Long> tally, int peak, List<ShowReport.Viewers> audience, List<OfferView> lineUp, List<OrderRecord> orders) {
        return ShowReport.of(new ShowReport.Kept(SHOW, "Mật ong đầu mùa", EIGHT, null, tally, peak, audience, lineUp, orders));
    }

    @Test
    void a_show_that_sold_nothing_has_a_report_without_a_division_by_nothing() {
        var report = report(Map.of(), 0, List.of(), List.of(offer(HONEY, "A1", "Mật ong")), List.of());
        assertEquals(0, report.revenueVnd());
        assertEquals(0, report.averageVnd());
        assertEquals(0, report.products().getFirst().ordersPer100Holds());
        assertEquals(List.of(0, 0), report.payments().stream().map(ShowReport.Paid::orders).toList());
    }

    @Test
    void money_is_of_orders_that_stand() {
        var report = report(Map.of(), 10, List.of(), List.of(), List.of(
            order("an", OrderState.PLACED, Payment.COD, 0, EIGHT, 2, 0), order("an", OrderState.DELIVERED, Payment.COD, 150_000, EIGHT, 1, 1),
            order("binh", OrderState.CANCELLED, Payment.VIETQR, 0, EIGHT, 9, 0), order("chi", OrderState.RETURNED, Payment.COD, 0, EIGHT, 1, 0),
            order("dung", OrderState.REFUSED, Payment.COD, 0, EIGHT, 0, 2), order("em", OrderState.PACKED, Payment.VIETQR, 120_000, EIGHT, 1, 0)));
        assertEquals(200_000 + 150_000 + 100_000 + 100_000, report.revenueVnd());
        assertEquals(4, report.orders());
        assertEquals(3, report.buyers());
        assertEquals(7, report.units());
        assertEquals(137_500, report.averageVnd());
        assertEquals(150_000 + 100_000, report.collectedVnd());
        assertEquals(1, report.cancelled());
        assertEquals(1, report.returned());
        assertEquals(2, report.refused(), "the returned one was refused first");
        assertEquals(List.of(new ShowReport.Paid(Payment.COD, 3, 450_000), new ShowReport.Paid(Payment.VIETQR, 1, 100_000)), report.payments());
        assertEquals(report.revenueVnd(), report.products().stream().mapToLong(ShowReport.Sold::revenueVnd).sum());
        assertEquals(report.units(), report.products().stream().mapToInt(ShowReport.Sold::units).sum());
    }

    @Test
    void each_product_goes_from_seen_to_held_to_bought() {
        var report = report(Map.of(HONEY + ".holds", 25L, HONEY + ".lapsed", 5L, TEA + ".waits", 3L, "holdsTaken", 25L, "holdsLapsed", 5L), 200, List.of(),
            List.of(offer(TEA, "A2", "Trà"), offer(HONEY, "A1", "Mật ong")), List.of(order("an", OrderState.PLACED, Payment.COD, 0, EIGHT, 2, 0), order("binh", OrderState.PLACED, Payment.COD, 0, EIGHT, 1, 0)));
        var honey = report.products().get(1);
        assertEquals(new ShowReport.Sold(HONEY, "A1", "Mật ong", JAR, 25, 5, 0, 2, 3, 300_000, 125, 80), honey);
        assertEquals(3, report.products().getFirst().waits());
        assertEquals(3, report.waits());
    }

    @Test
    void sales_are_told_by_the_minute() {
        var report = report(Map.of(), 1, List.of(), List.of(), List.of(order("an", OrderState.PLACED, Payment.COD, 0, EIGHT + 61_000, 1, 0),
            order("an", OrderState.PLACED, Payment.COD, 0, EIGHT + 1_000, 1, 0), order("an", OrderState.PLACED, Payment.COD, 0, EIGHT + 59_000, 0, 1)));
        assertEquals(List.of(new ShowReport.Minute(EIGHT, 2, 150_000), new ShowReport.Minute(EIGHT + 60_000, 1, 100_000)), report.sales());
    }

    @Test
    void a_long_night_has_fewer_points_but_keeps_its_peak() {
        var audience = new ArrayList<ShowReport.Viewers>();
        for (int i = 0; i < 1_000; i++) audience.add(new ShowReport.Viewers(EIGHT + i, i == 777 ? 5_000 : 10));
        var report = report(Map.of(), 5_000, audience, List.of(), List.of());
        assertEquals(true, report.audience().size() <= ShowReport.MOST_SAMPLES);
        assertEquals(5_000, report.audience().stream().mapToInt(ShowReport.Viewers::viewers).max().orElse(0));
    }
}
