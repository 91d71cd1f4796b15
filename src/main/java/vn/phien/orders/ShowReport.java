package vn.phien.orders;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.OfferView;
import vn.phien.protocol.Views.Picture;

/**
 * How a show went. Money and units are of orders that stand: those cancelled or returned meanwhile are counted by themselves.
 *
 * @param untilMs      when it ended; null while it goes on
 * @param revenueVnd   what standing orders come to
 * @param collectedVnd what has been paid so far, by transfer or at the door
 * @param refused      orders whose parcel was not taken at the door, wherever they are now
 * @param holdsLapsed  holds that ran out; released ones are given back by the buyer
 * @param peakViewers  most phones at once
 * @param audience     viewers over time, at most {@value #MOST_SAMPLES} points
 * @param sales        orders placed in each minute that had any
 */
public record ShowReport(PlaceId room, String title, long fromMs, @Maybe Long untilMs, long revenueVnd, int orders, int units, int buyers, long averageVnd, long collectedVnd,
                         int cancelled, int refused, int returned, int delivered, int holdsTaken, int holdsLapsed, int holdsReleased, int waits, int peakViewers,
                         List<Viewers> audience, List<Minute> sales, List<Sold> products, List<Paid> payments) {
    static final int MOST_SAMPLES = 240;

    public record Viewers(long atMs, int viewers) { }

    public record Minute(long atMs, int orders, long revenueVnd) { }

    /**
     * One product from seen to bought.
     *
     * @param waits              how often somebody stood in line for it
     * @param holdsPer100Viewers of the most viewers at once, in tenths, so 125 is 12.5
     * @param ordersPer100Holds  of the holds taken, in tenths
     */
    public record Sold(ProductId product, String code, String name, Picture picture, int holds, int lapsed, int waits, int orders, int units, long revenueVnd,
                       int holdsPer100Viewers, int ordersPer100Holds) { }

    public record Paid(Payment payment, int orders, long revenueVnd) { }

    /**
     * What is known of a show.
     *
     * @param tally    the running figures as the scripts keep them
     * @param audience by time
     * @param lineUp   what was on offer; a product that was sold but is no longer there is reported all the same
     * @param orders   every order placed in the show
     */
    public record Kept(PlaceId room, String title, long fromMs, Long untilMs, Map<String, Long> tally, int peakViewers, List<Viewers> audience, List<OfferView> lineUp,
                       List<OrderRecord> orders) { }

    public static ShowReport of(Kept kept) {
        var standing = kept.orders().stream().filter(order -> order.state() != OrderState.CANCELLED && order.state() != OrderState.RETURNED).toList();
        long revenue = standing.stream().mapToLong(OrderRecord::totalVnd).sum();
        var buyers = new LinkedHashSet<>(standing.stream().map(OrderRecord::account).toList());
        return new ShowReport(kept.room(), kept.title(), kept.fromMs(), kept.untilMs(), revenue, standing.size(), standing.stream().mapToInt(OrderRecord::units).sum(), buyers.size(),
            standing.isEmpty() ? 0 : revenue / standing.size(), standing.stream().mapToLong(order -> Math.min(order.paidVnd(), order.totalVnd())).sum(),
            in(kept, OrderState.CANCELLED), (int) kept.orders().stream().filter(ShowReport::wasRefused).count(), in(kept, OrderState.RETURNED), in(kept, OrderState.DELIVERED),
            tally(kept, "holdsTaken"), tally(kept, "holdsLapsed"), tally(kept, "holdsReleased"), kept.tally().entrySet().stream().filter(e -> e.getKey().endsWith(".waits")).mapToInt(e -> e.getValue().intValue()).sum(),
            kept.peakViewers(), thinned(kept.audience()), minutes(standing), products(kept, standing), payments(standing));
    }

    private static int in(Kept kept, OrderState state) {
        return (int) kept.orders().stream().filter(order -> order.state() == state).count();
    }

    private static boolean wasRefused(OrderRecord order) {
        return order.state() == OrderState.REFUSED || order.changes().stream().anyMatch(change -> change.to() == OrderState.REFUSED);
    }

    private static int tally(Kept kept, String name) {
        return kept.tally().getOrDefault(name, 0L).intValue();
    }

    /** Fewer points, each the highest of those it stands for, so that no peak is lost. */
    private static List<Viewers> thinned(List<Viewers> audience) {
        if (audience.size() <= MOST_SAMPLES) return List.copyOf(audience);
        int step = (audience.size() + MOST_SAMPLES - 1) / MOST_SAMPLES;
        var points = new ArrayList<Viewers>();
        for (int i = 0; i < audience.size(); i += step)
            points.add(audience.subList(i, Math.min(audience.size(), i + step)).stream().max(Comparator.comparingInt(Viewers::viewers)).orElseThrow());
        return List.copyOf(points);
    }

    private static List<Minute> minutes(List<OrderRecord> orders) {
        var minutes = new TreeMap<Long, Minute>();
        for (var order : orders) {
            long at = order.placedMs() / 60_000 * 60_000;
            minutes.merge(at, new Minute(at, 1, order.totalVnd()), (a, b) -> new Minute(at, a.orders() + b.orders(), a.revenueVnd() + b.revenueVnd()));
        }
        return List.copyOf(minutes.values());
    }

    private static final class Figures {
        String code = "", name = "";
        Picture picture;
        int orders, units;
        long revenueVnd;
    }

    private static List<Sold> products(Kept kept, List<OrderRecord> standing) {
        var figures = new LinkedHashMap<ProductId, Figures>();
        for (var offer : kept.lineUp()) {
            var figure = figures.computeIfAbsent(offer.product(), p -> new Figures());
            figure.code = offer.code();
            figure.name = offer.name();
            figure.picture = offer.picture();
        }
        for (var order : standing) {
            for (var line : order.lines()) {
                var figure = figures.computeIfAbsent(line.product(), p -> new Figures());
                if (figure.name.isEmpty()) {
                    figure.code = line.code();
                    figure.name = line.name();
                    figure.picture = line.picture();
                }
                figure.orders++;
                figure.units += line.quantity();
                figure.revenueVnd += line.priceVnd() * line.quantity();
            }
        }
        var sold = new ArrayList<Sold>();
        figures.forEach((product, f) -> {
            int holds = tally(kept, product + ".holds");
            sold.add(new Sold(product, f.code, f.name, f.picture == null ? new Picture(null, "basket", "delta") : f.picture, holds, tally(kept, product + ".lapsed"), tally(kept, product + ".waits"),
                f.orders, f.units, f.revenueVnd, tenths(holds, kept.peakViewers()), tenths(f.orders, holds)));
        });
        return List.copyOf(sold);
    }

    private static List<Paid> payments(List<OrderRecord> standing) {
        var paid = new ArrayList<Paid>();
        for (var payment : Payment.values()) {
            var with = standing.stream().filter(order -> order.payment() == payment).toList();
            paid.add(new Paid(payment, with.size(), with.stream().mapToLong(OrderRecord::totalVnd).sum()));
        }
        return List.copyOf(paid);
    }

    /** Of a hundred, in tenths, rounded. */
    private static int tenths(long part, long whole) {
        return whole == 0 ? 0 : (int) Math.round(part * 1000.0 / whole);
    }
}
