package vn.phien.shows;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import vn.phien.base.BoothId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.CertificateView;
import vn.phien.protocol.Views.OfferView;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Link;

/**
 * Sees to it that phones in a room do not go on showing what the catalogue no longer says: a certificate that expired or was
 * revoked in the middle of a show, another name or picture. Prices and stock are told by the stage itself.
 */
public final class LineUpWatch {
    /** How often {@link #look} is called. */
    public static final long EVERY_MS = 5_000;
    private final StageScripts scripts;
    private final Shows shows;
    private final Function<BoothId, Future<Map<ProductId, ProductView>>> products;
    private final Consumer<PlaceId> ring;
    private static final String THIS_AND_THAT = "?";
    private final Map<PlaceId, Shown> shown = new ConcurrentHashMap<>();

    /**
     * What phones in a room were shown by this node.
     *
     * @param compared whether it was compared with what the room was told before; phones that came back from another node, or from before
     *                 a restart, show that
     */
    private record Shown(String print, boolean compared) { }

    /** @param ring told of every room whose log grew */
    public LineUpWatch(Link link, Shows shows, Function<BoothId, Future<Map<ProductId, ProductView>>> products, Consumer<PlaceId> ring) {
        this.scripts = new StageScripts(link);
        this.shows = shows;
        this.products = products;
        this.ring = ring;
    }

    /** A phone was shown this line-up. */
    public void seen(PlaceId room, List<OfferView> lineUp) {
        var print = print(lineUp);
        shown.merge(room, new Shown(print, false), (before, now) -> before.print().equals(print) ? before : new Shown(THIS_AND_THAT, false));
    }

    /** Looks at the rooms that are open on this node, and tells those whose goods are called something else by now. */
    public Future<Void> look(Set<PlaceId> open) {
        shown.keySet().retainAll(open);
        var looks = new ArrayList<Future<?>>();
        for (var room : open) if (room.isShow()) looks.add(look(room));
        return looks.isEmpty() ? Future.succeededFuture() : Future.join(looks).mapEmpty();
    }

    private Future<?> look(PlaceId room) {
        return shows.lineUp(room).compose(lineUp -> {
            var print = print(lineUp);
            var before = shown.get(room);
            if (before != null && before.compared() && before.print().equals(print)) return Future.succeededFuture();
            return shows.boothOf(room).compose(booth -> products.apply(booth.orElseThrow())).compose(catalogue ->
                scripts.tellLineUp(room, Offers.parts(lineUp.stream().map(OfferView::product).toList(), catalogue), print, before == null ? "" : before.print())).onSuccess(result -> {
                    // whoever came in meanwhile may have been shown something else
                    if (before == null) shown.putIfAbsent(room, new Shown(print, true));
                    else shown.replace(room, before, new Shown(print, true));
                    if (result instanceof Result.Ok<Void>) ring.accept(room);
                });
        });
    }

    private record Part(ProductId product, String name, String unit, int weightGrams, String group, @Maybe CertificateView certificate, Picture picture) { }

    private static String print(List<OfferView> lineUp) {
        return MessageIds.body(Wire.write(lineUp.stream().map(offer ->
            new Part(offer.product(), offer.name(), offer.unit(), offer.weightGrams(), offer.group(), offer.certificate(), offer.picture())).toList()));
    }
}
