package vn.phien.shows;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import vn.phien.base.BoothId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Province;
import vn.phien.base.Tones;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.CertificateView;
import vn.phien.protocol.Views.HallView;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.ShowView;
import vn.phien.protocol.Views.StandView;
import vn.phien.redis.Briefly;

/**
 * Finds booths, goods and halls by what people type, with or without tones, and by province under its new name or an old one. What it
 * searches is read at most once in ten seconds on each node, however many search.
 */
public final class MarketSearch {
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final String ALL = "";
    private final Sources sources;
    private volatile Consumer<String> vain = words -> { };
    private final Briefly<String, Index> index = new Briefly<>(KEPT, all -> read());

    /**
     * @param booths   every booth of the house
     * @param products the catalogue of a booth
     * @param onAir    the shows that are on air
     * @param tonight  the night that is open or opens next
     * @param stands   the booths that have a place on it
     */
    public record Sources(Supplier<Future<List<BoothView>>> booths, Function<BoothId, Future<Map<ProductId, ProductView>>> products, Supplier<Future<List<ShowView>>> onAir,
                          Supplier<Future<Optional<NightView>>> tonight, Function<vn.phien.base.NightId, Future<List<StandView>>> stands) { }

    public MarketSearch(Sources sources) {
        this.sources = sources;
    }

    /**
     * @param words    each must be found; may be empty
     * @param province a code, or null
     * @param group    a product group's code, or null
     * @param stars    at least so many, or 0
     * @param live     only what is on air now
     * @param settled  the person has done typing. Pages search while people type, so the beginning of a word is no word that somebody
     *                 looked for: only a search that was sent off, or that stood for two seconds, counts as asked in vain
     */
    public record Asked(String words, @Maybe String province, @Maybe String group, int stars, boolean live, boolean settled) { }

    /** A booth that fits. {@code hall} is its hall tonight, {@code room} its show that is on air. */
    public record BoothHit(BoothView booth, int stars, List<String> groups, @Maybe HallView hall, @Maybe PlaceId room, int viewers) { }

    /** A product that fits. {@code room} is the show of its booth that is on air. */
    public record ProductHit(ProductId product, BoothId booth, String boothName, String province, String name, long priceVnd, String unit, String group, @Maybe CertificateView certificate,
                             Picture picture, int shelf, @Maybe PlaceId room) { }

    /** The first of each that fit, and how many there are in all. */
    public record Found(List<BoothHit> booths, int boothsInAll, List<ProductHit> products, int productsInAll, List<HallView> halls) { }

    private record Stall(BoothView booth, String name, String text, Set<String> groups, int stars, HallView hall) { }

    private record Good(ProductView product, BoothView booth, String name, String text) { }

    private record Index(List<Stall> stalls, List<Good> goods, List<HallView> halls) { }

    /** Whoever wants to know what was searched for and not found. */
    public void onNothing(Consumer<String> vain) {
        this.vain = vain;
    }

    /** Searches; the answer has at most {@code count} booths and as many products. */
    public Future<Found> search(Asked asked, int count) {
        return Future.all(index.get(ALL), sources.onAir().get()).map(read -> {
            Index all = read.resultAt(0);
            List<ShowView> shows = read.resultAt(1);
            var onAir = new HashMap<BoothId, ShowView>();
            for (var show : shows) onAir.merge(show.booth().booth(), show, (a, b) -> a.viewers() >= b.viewers() ? a : b);
            var words = words(asked.words());
            // signs alone are nothing that could be found
            if (words.isEmpty() && !asked.words().isBlank()) return new Found(List.of(), 0, List.of(), 0, List.of());
            var booths = all.stalls().stream().filter(stall -> fits(asked, stall.booth(), stall.stars(), onAir) && (asked.group() == null || stall.groups().contains(asked.group()))
                    && words.stream().allMatch(stall.text()::contains))
                .sorted(Comparator.<Stall, Integer>comparing(stall -> rank(words, stall.name(), onAir.get(stall.booth().booth()))).thenComparing(Stall::name)).toList();
            var goods = all.goods().stream().filter(good -> fits(asked, good.booth(), stars(good.product()), onAir) && (asked.group() == null || good.product().group().equals(asked.group()))
                    && words.stream().allMatch(good.text()::contains))
                .sorted(Comparator.<Good, Integer>comparing(good -> rank(words, good.name(), onAir.get(good.booth().booth()))).thenComparing(Good::name)).toList();
            var halls = words.isEmpty() ? List.<HallView>of() : all.halls().stream().filter(hall -> words.stream().allMatch(spelled(hall.name())::contains)).toList();
            if (asked.settled() && booths.isEmpty() && goods.isEmpty() && halls.isEmpty()) vain.accept(asked.words());
            return new Found(booths.stream().limit(count).map(stall -> hit(stall, onAir.get(stall.booth().booth()))).toList(), booths.size(),
                goods.stream().limit(count).map(good -> hit(good, onAir.get(good.booth().booth()))).toList(), goods.size(), halls);
        });
    }

    /** What is looked for, each with the blank before it: a word is found from its beginning, so that "ha" is not found in "shan". */
    private static List<String> words(String typed) {
        return Arrays.stream(spelled(typed).split(" ")).filter(word -> !word.isEmpty()).map(word -> " " + word).toList();
    }

    /** A text as one line of plain words, each with a blank before it. */
    private static String spelled(String text) {
        return " " + Tones.plain(text).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    private static boolean fits(Asked asked, BoothView booth, int stars, Map<BoothId, ShowView> onAir) {
        return (asked.province() == null || asked.province().equals(booth.province())) && stars >= asked.stars() && (!asked.live() || onAir.containsKey(booth.booth()));
    }

    /** On air before the others, and the words in the name before the words elsewhere. */
    private static int rank(List<String> words, String name, ShowView show) {
        return (words.stream().allMatch(name::contains) ? 0 : 2) + (show == null ? 1 : 0);
    }

    private static BoothHit hit(Stall stall, ShowView show) {
        return new BoothHit(stall.booth(), stall.stars(), stall.groups().stream().sorted().toList(), stall.hall(), show == null ? null : show.room(), show == null ? 0 : show.viewers());
    }

    private static ProductHit hit(Good good, ShowView show) {
        var product = good.product();
        return new ProductHit(product.product(), product.booth(), good.booth().name(), good.booth().province(), product.name(), product.priceVnd(), product.unit(), product.group(), product.certificate(),
            product.picture(), product.shelf(), show == null ? null : show.room());
    }

    private static int stars(ProductView product) {
        return product.certificate() == null ? 0 : product.certificate().stars();
    }

    private Future<Index> read() {
        return Future.all(sources.booths().get(), sources.tonight().get().compose(night -> night.isEmpty() ? Future.succeededFuture(List.<StandView>of()) : sources.stands().apply(night.get().night())),
            sources.tonight().get()).compose(read -> {
                List<BoothView> booths = read.resultAt(0);
                List<StandView> stands = read.resultAt(1);
                Optional<NightView> night = read.resultAt(2);
                var halls = night.map(NightView::halls).orElse(List.of());
                var hallOf = new HashMap<BoothId, HallView>();
                for (var stand : stands) halls.stream().filter(hall -> hall.hall().equals(stand.hall())).findFirst().ifPresent(hall -> hallOf.put(stand.booth(), hall));
                var catalogues = booths.stream().map(booth -> sources.products().apply(booth.booth())).toList();
                return Future.all(catalogues).map(all -> {
                    var stalls = new ArrayList<Stall>();
                    var goods = new ArrayList<Good>();
                    for (int i = 0; i < booths.size(); i++) add(booths.get(i), catalogues.get(i).result(), hallOf.get(booths.get(i).booth()), stalls, goods);
                    return new Index(List.copyOf(stalls), List.copyOf(goods), halls);
                });
            });
    }

    private static void add(BoothView booth, Map<ProductId, ProductView> products, HallView hall, List<Stall> stalls, List<Good> goods) {
        var place = places(booth.province()) + "\n" + booth.commune();
        var groups = new HashSet<String>();
        int most = 0;
        for (var product : products.values()) {
            if (product.archived()) continue;
            groups.add(product.group());
            most = Math.max(most, stars(product));
            goods.add(new Good(product, booth, spelled(product.name()), spelled(String.join("\n", product.name(), product.story(), booth.name(), place))));
        }
        stalls.add(new Stall(booth, spelled(booth.name()), spelled(String.join("\n", booth.name(), place, booth.sellerName(), booth.story(), hall == null ? "" : hall.name())), groups, most, hall));
    }

    /** A province under its own name and those of before: people go on searching by them. */
    private static String places(String code) {
        return Province.byCode(code).map(province -> province.name() + "\n" + String.join("\n", province.merged())).orElse("");
    }
}
