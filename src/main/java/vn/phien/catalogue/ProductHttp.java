package vn.phien.catalogue;

import io.vertx.core.Future;
import java.util.List;
import vn.phien.base.BoothId;
import vn.phien.base.Limits;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.catalogue.ProductRequests.AddProduct;
import vn.phien.catalogue.ProductRequests.ArchiveProduct;
import vn.phien.catalogue.ProductRequests.CountStock;
import vn.phien.catalogue.ProductRequests.EditProduct;
import vn.phien.catalogue.Products.ProductDesk;
import vn.phien.catalogue.StockNotes.StockNote;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.protocol.BadMessage;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.StockView;

/** Products and their shelf stock over HTTP. */
public final class ProductHttp {
    private final Booths booths;
    private final Products products;
    private final StockNotes notes;
    private final Shelf shelf;

    /** Counts goods onto a booth's shelf (positive) or off it; repeats of the key change nothing. */
    @FunctionalInterface
    public interface Shelf {
        Future<Result<StockView>> receive(BoothId booth, ProductId product, int delta, String key);
    }

    /** What a booth offers. */
    public record Offered(List<ProductView> products) { }

    /** All that a booth has, archived products too. */
    public record OnDesk(List<ProductDesk> products) { }

    public record Notes(List<StockNote> notes) { }

    public ProductHttp(Booths booths, Products products, StockNotes notes, Shelf shelf) {
        this.booths = booths;
        this.products = products;
        this.notes = notes;
        this.shelf = shelf;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/booths/{booth}/products", Access.ANYONE, "Products", "What a booth offers.", Offered.class, this::offered),
            Route.get("/api/booths/{booth}/desk/products", Access.BOOTH_STAFF, "Products", "All products of a booth as those who run it see them.", OnDesk.class, this::onDesk),
            Route.post("/api/booths/{booth}/products", Access.BOOTH_STAFF, "Products", "Adds a product.", AddProduct.class, ProductDesk.class, this::add),
            Route.get("/api/booths/{booth}/products/{product}", Access.ANYONE, "Products", "One product.", ProductView.class, this::find),
            Route.get("/api/products/{product}", Access.ANYONE, "Products", "One product, whichever booth's it is.", ProductView.class, this::anywhere),
            Route.put("/api/booths/{booth}/products/{product}", Access.BOOTH_STAFF, "Products", "Changes a product; refused when somebody else changed it meanwhile.", EditProduct.class, ProductDesk.class, this::edit),
            Route.put("/api/booths/{booth}/products/{product}/archived", Access.BOOTH_STAFF, "Products", "Takes a product from the shelves, or puts it back.", ArchiveProduct.class, ProductDesk.class, this::archive),
            Route.post("/api/booths/{booth}/products/{product}/stock", Access.BOOTH_STAFF, "Products", "Counts units onto the shelf, or off it.", CountStock.class, StockView.class, this::count),
            Route.get("/api/booths/{booth}/stock-notes", Access.BOOTH_STAFF, "Products", "Who counted what onto the shelf or off it, and why, newest first.", Notes.class, this::notes).with("count", "at most so many, 100 when absent"));
    }

    private Answer offered(Ask ask) {
        if (booths.find(ask.booth()).await().isEmpty()) return Answer.refused(Why.NOT_FOUND);
        return Answer.json(new Offered(products.of(ask.booth()).await().values().stream().filter(product -> !product.archived()).toList()));
    }

    private Answer onDesk(Ask ask) {
        if (booths.find(ask.booth()).await().isEmpty()) return Answer.refused(Why.NOT_FOUND);
        return Answer.json(new OnDesk(List.copyOf(products.desks(ask.booth()).await().values())));
    }

    private Answer add(Ask ask) throws BadMessage {
        var request = ask.read(AddProduct.class);
        return switch (products.add(ask.booth(), request.key(), request.product()).await()) {
            case Result.Ok<ProductDesk>(var desk) -> Answer.created(desk);
            case Result.Refused<ProductDesk>(var why, var field) -> Answer.refused(why, field);
        };
    }

    private Answer find(Ask ask) {
        return Answer.of(products.desk(ask.booth(), product(ask)).await().map(ProductDesk::product));
    }

    private Answer anywhere(Ask ask) {
        return products.find(product(ask)).await().map(Answer::json).orElse(Answer.refused(Why.NOT_FOUND, "product"));
    }

    private Answer edit(Ask ask) throws BadMessage {
        var request = ask.read(EditProduct.class);
        return Answer.of(products.edit(ask.booth(), product(ask), request.rev(), request.product()).await());
    }

    private Answer archive(Ask ask) throws BadMessage {
        var request = ask.read(ArchiveProduct.class);
        return Answer.of(products.archive(ask.booth(), product(ask), request.rev(), request.archived()).await());
    }

    private Answer count(Ask ask) throws BadMessage {
        var request = ask.read(CountStock.class);
        var booth = ask.booth();
        var product = product(ask);
        if (products.desk(booth, product).await() instanceof Result.Refused<ProductDesk>(var why, var field)) return Answer.refused(why, field);
        var result = shelf.receive(booth, product, request.delta(), request.key()).await();
        if (result instanceof Result.Ok<StockView>) notes.write(booth, product, request.delta(), request.key(), request.reason(), ask.person()).await();
        products.forget(booth);
        return Answer.of(result);
    }

    private Answer notes(Ask ask) {
        return Answer.json(new Notes(notes.of(ask.booth(), ask.number("count", 100, 1, Limits.PRODUCTS)).await()));
    }

    private static ProductId product(Ask ask) {
        return new ProductId(ask.path("product"));
    }
}
