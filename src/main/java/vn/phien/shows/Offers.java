package vn.phien.shows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.phien.base.Limits;
import vn.phien.base.ProductId;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.CertificateView;
import vn.phien.protocol.Views.OfferView;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.StockView;
import vn.phien.protocol.Wire;

/** Offers of a line-up, put together from the catalogue and the books. {@code lib/stage.lua} does the same inside scripts. */
final class Offers {
    private static final StockView NONE = new StockView(0, 0, 0, 0, 0);

    private Offers() { }

    /** What the catalogue gives to an offer. */
    private record Part(String name, String unit, int weightGrams, String group, @Maybe CertificateView certificate, Picture picture) { }

    /** What scripts need to tell a line-up: an object by product. */
    static String parts(Collection<ProductId> lineUp, Map<ProductId, ProductView> products) {
        var parts = new LinkedHashMap<String, Part>();
        for (var id : lineUp) {
            var product = products.get(id);
            if (product != null) parts.put(id.value(), new Part(product.name(), product.unit(), product.weightGrams(), product.group(), product.certificate(), product.picture()));
        }
        return Wire.write(parts);
    }

    static List<OfferView> of(Staged staged, Map<ProductId, ProductView> products) {
        return of(staged, products, staged.lineUp());
    }

    /** What a booth's shelf offers: everything of its catalogue, the first so many. */
    static List<OfferView> ofShelf(Staged staged, Map<ProductId, ProductView> products) {
        return of(staged, products, products.values().stream().filter(product -> !product.archived()).map(ProductView::product).limit(Limits.LINE_UP).toList());
    }

    private static List<OfferView> of(Staged staged, Map<ProductId, ProductView> products, List<ProductId> lineUp) {
        var offers = new ArrayList<OfferView>();
        for (var id : lineUp) {
            var product = products.get(id);
            var gate = staged.gates().get(id);
            if (product == null || gate == null) continue;
            offers.add(new OfferView(id, gate.code() == null ? "" : gate.code(), product.name(), product.unit(), product.weightGrams(), product.group(), gate.priceVnd(), gate.wasVnd(), gate.perBuyer(),
                gate.open(), staged.stock().getOrDefault(id, NONE), gate.deal(), product.certificate(), product.picture(), gate.frozen()));
        }
        return List.copyOf(offers);
    }
}
