package vn.phien.catalogue;

import io.vertx.redis.client.Command;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.catalogue.ProductCsv.Problem;
import vn.phien.catalogue.ProductHttp.Shelf;
import vn.phien.protocol.Views.StockView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/**
 * Tables of products brought in at once. All rows become products in one step or none does; their stock is then counted onto the
 * shelf one by one, and an import that was cut short there is finished by sending it again. For virtual threads.
 */
public final class Imports {
    private static final Script IMPORT = Script.load("catalogue/import_products");
    private static final long KEPT_SECONDS = 7 * 24 * 3600;
    private static final int TOLD_EVERY = 20;
    private final Link link;
    private final InstantSource clock;
    private final Products products;
    private final Certificates certificates;
    private final StockNotes notes;
    private final Shelf shelf;

    /** One row as it would be imported. {@code fresh}: it becomes a new product; else it changes one that is there. */
    public record Row(int line, boolean fresh, ProductForm product, int stock) { }

    /** What an import would do. With problems it would do nothing. {@code same} rows are as the booth has them already. */
    public record Preview(List<Row> rows, int added, int changed, int same, List<Problem> problems, boolean more) { }

    /**
     * How far an import is.
     *
     * @param state "counting" while stock is counted onto the shelf, then "done"
     * @param done  how many of {@code rows} are in, with their stock
     */
    public record Progress(String key, String state, int rows, int done, int added, int changed, int same) { }

    /** @param print of the table, so that a key stands for one table; @param counts still to be counted onto the shelf when it began */
    private record Kept(String print, Progress progress, List<Count> counts) {
        Kept at(int counted) {
            var done = counted >= counts.size();
            return new Kept(print, new Progress(progress.key, done ? "done" : "counting", progress.rows, progress.rows - counts.size() + counted, progress.added, progress.changed, progress.same), done ? List.of() : counts);
        }
    }

    private record Count(ProductId product, int units) { }

    public Imports(Link link, InstantSource clock, Products products, Certificates certificates, StockNotes notes, Shelf shelf) {
        this.link = link;
        this.clock = clock;
        this.products = products;
        this.certificates = certificates;
        this.notes = notes;
        this.shelf = shelf;
    }

    /** Reads a table and says what would become of it; changes nothing. */
    public Preview preview(BoothId booth, byte[] table) {
        var plan = plan(booth, table);
        var rows = plan.steps().stream().map(step -> new Row(step.line(), step.isNew(), step.form(), step.stock())).toList();
        return new Preview(rows, plan.added(), rows.size() - plan.added(), plan.same(), plan.problems(), plan.more());
    }

    private ImportPlan plan(BoothId booth, byte[] table) {
        products.forget(booth);
        return ImportPlan.of(ProductCsv.read(table, certificates.today()), products.desks(booth).await());
    }

    /**
     * Brings a table in. The same key and table again answer the same.
     * Refused: {@code INVALID_VALUE} with the first problem when the table has some, {@code KEY_REUSED} for another table under the
     * same key, {@code CHANGED_MEANWHILE} when somebody changed one of its products at the same moment, {@code NOT_FOUND}, {@code TOO_MANY}.
     */
    public Result<Progress> run(BoothId booth, String key, byte[] table, Caller.Person who) {
        var print = print(table);
        var kept = kept(booth, key);
        if (kept.isEmpty()) {
            var plan = plan(booth, table).named(booth, key);
            if (!plan.problems().isEmpty()) return Result.refused(Why.INVALID_VALUE, "line " + plan.problems().getFirst().line());
            if (write(booth, key, print, plan) instanceof Result.Refused<Boolean>(var why, var field)) return Result.refused(why, field);
            kept = kept(booth, key);
        }
        return kept.get().print.equals(print) ? Result.ok(count(booth, key, kept.get(), who)) : Result.refused(Why.KEY_REUSED, "key");
    }

    /** How far an import is; empty for one that never began, or is over for a week. */
    public Optional<Progress> progress(BoothId booth, String key) {
        return kept(booth, key).map(Kept::progress);
    }

    private Optional<Kept> kept(BoothId booth, String key) {
        return Optional.ofNullable(link.ask(Command.GET, Keys.imported(booth, key))).map(json -> Wire.trusted(json.toString(), Kept.class));
    }

    private Result<Boolean> write(BoothId booth, String key, String print, ImportPlan plan) {
        var counts = plan.steps().stream().filter(step -> step.stock() > 0).map(step -> new Count(step.product(), step.stock())).toList();
        var rows = plan.steps().size() + plan.same();
        var keep = new Kept(print, new Progress(key, "counting", rows, 0, plan.added(), plan.steps().size() - plan.added(), plan.same()), counts).at(0);
        var keys = new ArrayList<>(List.of(Keys.booth(booth), Keys.products(booth), Keys.gates(PlaceId.of(booth))));
        var args = new ArrayList<Object>(List.of(booth, Wire.write(keep), KEPT_SECONDS, Limits.PRODUCTS));
        for (var step : plan.steps()) {
            keys.add(Keys.productBooth(step.product()));
            args.addAll(List.of(step.product(), step.rev(), Wire.write(record(booth, step))));
        }
        keys.add(Keys.imported(booth, key));
        var answer = IMPORT.run(link, keys, args.toArray()).await();
        products.forget(booth);
        return switch (answer.get(0).toString()) {
            case "ok", "exists" -> Result.ok(true);
            case String why -> Result.refused(Why.of(why), answer.get(1).toString());
        };
    }

    private Product record(BoothId booth, ImportPlan.Step step) {
        if (step.isNew()) return new Product(1, clock.millis() + step.line(), false, step.form());
        var now = Wire.trusted(link.ask(Command.HGET, Keys.products(booth), step.product()).toString(), Product.class);
        return new Product(step.rev(), now.addedMs(), now.archived(), now.form()).with(step.form());
    }

    private Progress count(BoothId booth, String key, Kept kept, Caller.Person who) {
        for (var i = kept.counts.size() - (kept.progress.rows - kept.progress.done); i < kept.counts.size(); i++) {
            var count = kept.counts.get(i);
            var name = key + "x" + i;
            if (shelf.receive(booth, count.product, count.units, name).await() instanceof Result.Refused<StockView>(var why, var field))
                throw new IllegalStateException("stock of an import: " + why.code() + " " + field);
            notes.write(booth, count.product, count.units, name, "Nhập từ bảng", who).await();
            if ((i + 1) % TOLD_EVERY == 0) keep(booth, key, kept.at(i + 1));
        }
        products.forget(booth);
        var done = kept.at(kept.counts.size());
        if (!kept.progress.state.equals("done")) keep(booth, key, done);
        return done.progress;
    }

    private void keep(BoothId booth, String key, Kept kept) {
        link.ask(Command.SET, Keys.imported(booth, key), Wire.write(kept), "EX", KEPT_SECONDS);
    }

    private static String print(byte[] table) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(table));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
