package vn.phien.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.phien.base.BadValue;
import vn.phien.base.Check;
import vn.phien.base.Limits;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.catalogue.Imports.Preview;
import vn.phien.catalogue.Imports.Progress;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.protocol.Maybe;

/** Tables of products in and out over HTTP. */
public final class ImportHttp {
    private static final String CSV = "text/csv; charset=utf-8";
    private final Booths booths;
    private final Products products;
    private final Imports imports;

    /** @param preview what would happen, of a dry run; @param progress what happened, of a real one */
    public record Imported(@Maybe Preview preview, @Maybe Progress progress) { }

    public ImportHttp(Booths booths, Products products, Imports imports) {
        this.booths = booths;
        this.products = products;
        this.imports = imports;
    }

    public List<Route> routes() {
        return List.of(
            Route.post("/api/booths/{booth}/products/import", Access.BOOTH_STAFF, "Products", "Brings in a table of products (CSV as the raw body): all rows or none.", byte[].class, Imported.class, this::bring)
                .upTo(Limits.CSV_BYTES).costing(10).with("dry", "true: only say what would happen").with("key", "made before the first send; the same key and table again answer the same"),
            Route.get("/api/booths/{booth}/imports/{key}", Access.BOOTH_STAFF, "Products", "How far an import is.", Progress.class, this::progress),
            Route.get("/api/booths/{booth}/products.csv", Access.BOOTH_STAFF, "Products", "The products of a booth as a table that can be brought in again.", byte[].class, this::export).costing(5),
            Route.get("/api/products-template.csv", Access.ANYONE, "Products", "A table to fill in, with two examples.", byte[].class, this::template));
    }

    private Answer bring(Ask ask) {
        if (booths.find(ask.booth()).await().isEmpty()) return Answer.refused(Why.NOT_FOUND);
        var dry = ask.query("dry").orElse("false");
        if (!dry.equals("true") && !dry.equals("false")) throw new BadValue("dry", Why.INVALID_VALUE);
        if (dry.equals("true")) return Answer.json(new Imported(imports.preview(ask.booth(), ask.body()), null));
        var key = Check.key(ask.query("key").orElse(null));
        return Answer.of(imports.run(ask.booth(), key, ask.body(), ask.person()).map(progress -> new Imported(null, progress)));
    }

    private Answer progress(Ask ask) {
        var key = Check.key(ask.path("key"));
        return imports.progress(ask.booth(), key).<Answer>map(Answer::json).orElse(Answer.refused(Why.NOT_FOUND, "key"));
    }

    private Answer export(Ask ask) {
        if (booths.desk(ask.booth(), false).await() instanceof Result.Ok<Booths.Desk>(var desk))
            return Answer.download(ProductTable.of(products.desks(ask.booth()).await().values()), CSV, desk.draft().name() + ".csv");
        return Answer.refused(Why.NOT_FOUND);
    }

    private Answer template(Ask ask) {
        return Answer.download(ProductCsv.template().getBytes(StandardCharsets.UTF_8), CSV, "san-pham.csv");
    }
}
