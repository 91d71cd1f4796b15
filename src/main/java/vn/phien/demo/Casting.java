package vn.phien.demo;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.phien.base.BoothId;
import vn.phien.base.NightId;
import vn.phien.base.ProductId;
import vn.phien.catalogue.Booths;
import vn.phien.catalogue.Products;
import vn.phien.markets.Nights;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.ShowView;
import vn.phien.protocol.Views.StandView;

/** Finds out who would play in the rehearsal of a night: the booths that stand there, with the goods that they would show. */
public final class Casting {
    private final Nights nights;
    private final Booths booths;
    private final Products products;
    private final Function<BoothId, Future<List<ShowView>>> showsOf;

    public Casting(Nights nights, Booths booths, Products products, Function<BoothId, Future<List<ShowView>>> showsOf) {
        this.nights = nights;
        this.booths = booths;
        this.products = products;
        this.showsOf = showsOf;
    }

    /** The cast of a night, in the order of its stands. */
    public Future<List<Rehearsal.Cast>> of(NightId night) {
        return Future.all(nights.find(night), nights.stands(night)).compose(read -> {
            Optional<NightView> view = read.resultAt(0);
            List<StandView> stands = read.resultAt(1);
            var all = stands.stream().map(StandView::booth).map(booth -> cast(view, booth)).toList();
            if (all.isEmpty()) return Future.succeededFuture(List.of());
            return Future.all(all).map(done -> all.stream().map(Future::result).flatMap(Optional::stream).toList());
        });
    }

    private Future<Optional<Rehearsal.Cast>> cast(Optional<NightView> night, BoothId booth) {
        return Future.all(booths.find(booth), products.of(booth), showsOf.apply(booth)).map(known -> {
            Optional<BoothView> front = known.resultAt(0);
            Map<ProductId, ProductView> goods = known.resultAt(1);
            List<ShowView> shows = known.resultAt(2);
            var onAir = night.isPresent() && shows.stream().anyMatch(show -> show.endedMs() == null && show.startsMs() < night.get().closesMs());
            return front.map(found -> new Rehearsal.Cast(found, goods.values().stream().filter(good -> !good.archived() && good.weightGrams() > 0).toList(), onAir));
        });
    }
}
