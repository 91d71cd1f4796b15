package vn.phien.analytics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import vn.phien.analytics.Visits.Asked;
import vn.phien.base.BoothId;
import vn.phien.base.HallId;
import vn.phien.base.ProductId;
import vn.phien.base.Province;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Views.Picture;

/**
 * The morning after: how a night went, or goes so far. What was cancelled or returned meanwhile no longer counts as sold; it is told by
 * itself. The figures of halls, of provinces and of booths add up to those of the night, but for visitors and viewers: somebody may have
 * been at several booths, and the most at once were not everywhere the most at the same time.
 *
 * @param fromMs  when the doors opened
 * @param untilMs when they closed; null while the night goes on
 * @param moments orders that stand, by spans of five minutes in which they were placed, the empty ones too
 * @param goods   what sold, the most money first
 */
public record NightReport(NightView night, @Maybe Long fromMs, @Maybe Long untilMs, Sum sum, List<Part> halls, List<Part> provinces, List<BoothPart> booths, List<Moment> moments,
                          List<Good> goods, Missing missing) {
    static final long SAMPLE_MS = 15_000;
    private static final int MOST_GOODS = 60;
    private static final int MOST_MOMENTS = 400;

    /**
     * @param visits        different visitors, to within about one in a hundred
     * @param peak          most viewers at once
     * @param watchMinutes  of all viewers together
     * @param vnd           what orders that stand come to
     * @param refused       parcels that were not taken at the door, wherever they are now
     * @param waits         how often somebody stood in line for what was sold out
     * @param unanswered    questions in chats that nobody answered
     * @param ordersPer1000 of the visitors, rounded
     */
    public record Sum(int visits, int peak, int watchMinutes, int holds, int lapsed, int orders, int units, long vnd, int cancelled, long cancelledVnd, int refused, int returned, long returnedVnd,
                      int delivered, int waits, int unanswered, int ordersPer1000) { }

    /** @param of the hall, or the code of the province */
    public record Part(String of, String name, int booths, int live, Sum sum) { }

    /** @param shows how many shows it had on air */
    public record BoothPart(BoothId booth, String name, String province, HallId hall, int place, Picture picture, int shows, Sum sum, List<Good> goods, List<Asked> codes) { }

    public record Moment(long atMs, int orders, long vnd, int viewers) { }

    public record Good(ProductId product, String name, BoothId booth, String boothName, int orders, int units, long vnd, int waits) { }

    /**
     * What was asked for and not found.
     *
     * @param searches words that no booth and no product of the night had
     * @param codes    codes that no item had, over all booths
     * @param soldOut  goods for which people stood in line
     */
    public record Missing(List<Asked> searches, List<Asked> codes, List<Good> soldOut, int unanswered) { }

    /**
     * What is known of one booth.
     *
     * @param figures  folded from the facts
     * @param audience most viewers in each span of {@link #SAMPLE_MS}
     * @param names    of its products
     */
    record Kept(BoothId booth, String name, String province, HallId hall, int place, Picture picture, Map<String, Long> figures, int visits, Map<Long, Integer> audience, int shows, int unanswered,
                List<Asked> codes, Map<ProductId, String> names) { }

    /** Visitors of the whole night, and by hall and by province. */
    record Came(int night, Map<String, Integer> parts) { }

    static NightReport of(NightView night, Long fromMs, Long untilMs, long nowMs, List<Kept> kept, Came came, List<Asked> searches) {
        var booths = kept.stream().map(one -> new BoothPart(one.booth, one.name, one.province, one.hall, one.place, one.picture, one.shows, sum(List.of(one), one.visits), goods(List.of(one)), one.codes)).toList();
        var goods = goods(kept);
        var codes = new HashMap<String, Integer>();
        for (var one : kept) for (var code : one.codes) codes.merge(code.what(), code.times(), Integer::sum);
        var sum = sum(kept, came.night);
        var missing = new Missing(searches, codes.entrySet().stream().map(e -> new Asked(e.getKey(), e.getValue())).sorted(Comparator.comparingInt(Asked::times).reversed().thenComparing(Asked::what)).limit(50).toList(),
            goods.stream().filter(good -> good.waits > 0).sorted(Comparator.comparingInt(Good::waits).reversed()).limit(MOST_GOODS).toList(), sum.unanswered);
        return new NightReport(night, fromMs, untilMs, sum,
            night.halls().stream().map(hall -> part(hall.hall().value(), hall.name(), kept.stream().filter(one -> one.hall.equals(hall.hall())).toList(), came)).toList(),
            parts(kept, Kept::province, code -> Province.byCode(code).map(Province::name).orElse(code), came), booths, fromMs == null ? List.of() : moments(fromMs, untilMs == null ? nowMs : untilMs, kept),
            goods.stream().filter(good -> good.units > 0).sorted(Comparator.comparingLong(Good::vnd).reversed()).limit(MOST_GOODS).toList(), missing);
    }

    private static List<Part> parts(List<Kept> kept, Function<Kept, String> by, Function<String, String> name, Came came) {
        var groups = new LinkedHashMap<String, List<Kept>>();
        for (var one : kept) groups.computeIfAbsent(by.apply(one), k -> new ArrayList<>()).add(one);
        return groups.entrySet().stream().map(group -> part(group.getKey(), name.apply(group.getKey()), group.getValue(), came))
            .sorted(Comparator.<Part>comparingLong(part -> part.sum.vnd).reversed().thenComparing(Part::name)).toList();
    }

    private static Part part(String of, String name, List<Kept> booths, Came came) {
        return new Part(of, name, booths.size(), (int) booths.stream().filter(one -> one.shows > 0).count(), sum(booths, came.parts.getOrDefault(of, 0)));
    }

    private static Sum sum(List<Kept> booths, int visits) {
        var all = new HashMap<String, Long>();
        var viewers = new HashMap<Long, Integer>();
        int unanswered = 0;
        for (var one : booths) {
            one.figures.forEach((figure, n) -> {
                if (figure.indexOf('.') < 0) all.merge(figure, n, Long::sum);
            });
            one.audience.forEach((at, n) -> viewers.merge(at, n, Integer::sum));
            unanswered += one.unanswered;
        }
        int cancelled = n(all, "cancelled"), returned = n(all, "returned"), orders = n(all, "orders") - cancelled - returned;
        long cancelledVnd = all.getOrDefault("cancelledVnd", 0L), returnedVnd = all.getOrDefault("returnedVnd", 0L);
        long watched = viewers.values().stream().mapToLong(Integer::longValue).sum() * SAMPLE_MS / 60_000;
        return new Sum(visits, viewers.values().stream().mapToInt(Integer::intValue).max().orElse(0), (int) watched, n(all, "holds"), n(all, "lapsed"), orders, n(all, "units"),
            all.getOrDefault("vnd", 0L) - cancelledVnd - returnedVnd, cancelled, cancelledVnd, n(all, "refused"), returned, returnedVnd, n(all, "delivered"), n(all, "waits"), unanswered,
            visits == 0 ? 0 : (int) Math.round(orders * 1000.0 / visits));
    }

    private static int n(Map<String, Long> figures, String name) {
        return figures.getOrDefault(name, 0L).intValue();
    }

    private static List<Good> goods(List<Kept> booths) {
        var goods = new ArrayList<Good>();
        for (var one : booths) {
            var products = new TreeMap<String, Map<String, Long>>();
            one.figures.forEach((figure, n) -> {
                int dot = figure.indexOf('.');
                if (dot > 0 && figure.charAt(0) == 'p' && figure.charAt(3) == '-') products.computeIfAbsent(figure.substring(0, dot), p -> new HashMap<>()).put(figure.substring(dot + 1), n);
            });
            products.forEach((product, f) -> {
                var id = new ProductId(product);
                goods.add(new Good(id, one.names.getOrDefault(id, product), one.booth, one.name, n(f, "orders"), n(f, "units"), f.getOrDefault("vnd", 0L), n(f, "waits")));
            });
        }
        goods.sort(Comparator.comparingLong(Good::vnd).reversed().thenComparing(good -> good.product.value()));
        return List.copyOf(goods);
    }

    static List<Moment> moments(long fromMs, long untilMs, List<Kept> booths) {
        long span = Figures.SPAN_MS;
        var orders = new HashMap<Long, Integer>();
        var money = new HashMap<Long, Long>();
        var viewers = new HashMap<Long, Integer>();
        for (var one : booths) {
            one.figures.forEach((figure, n) -> {
                if (!figure.startsWith("at.")) return;
                var parts = figure.split("\\.");
                if (parts[2].equals("orders")) orders.merge(Long.parseLong(parts[1]), n.intValue(), Integer::sum);
                else money.merge(Long.parseLong(parts[1]), n, Long::sum);
            });
            one.audience.forEach((at, n) -> viewers.merge(at, n, Integer::sum));
        }
        var most = new HashMap<Long, Integer>();
        viewers.forEach((at, n) -> most.merge(at / span, n, Math::max));
        // an order that met the closing of the doors may bear a time just after it: it counts, so it has its moment
        long first = Math.min(fromMs / span, orders.keySet().stream().min(Long::compare).orElse(Long.MAX_VALUE));
        long last = Math.min(Math.max(untilMs / span, orders.keySet().stream().max(Long::compare).orElse(0L)), first + MOST_MOMENTS - 1);
        var moments = new ArrayList<Moment>();
        for (long at = first; at <= last; at++) moments.add(new Moment(at * span, orders.getOrDefault(at, 0), money.getOrDefault(at, 0L), most.getOrDefault(at, 0)));
        return List.copyOf(moments);
    }

    /** What belongs to one booth, for those who work there. */
    java.util.Optional<BoothPart> of(BoothId booth) {
        return booths.stream().filter(part -> part.booth.equals(booth)).findFirst();
    }
}
