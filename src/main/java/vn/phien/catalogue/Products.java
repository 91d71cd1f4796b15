package vn.phien.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vn.phien.base.BoothId;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Shard;
import vn.phien.base.Why;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** The products of every booth. What is read is up to two seconds old, a change made on this node is seen at once. */
public final class Products {
    private static final Script SAVE = Script.load("catalogue/save_product");
    private static final Script SHELVE = Script.load("catalogue/shelve_products");
    private static final Duration KEPT = Duration.ofSeconds(2);
    private final Link link;
    private final InstantSource clock;
    private final Photos photos;
    private final Certificates certificates;
    private final Cache<BoothId, Map<ProductId, ProductDesk>> known;
    private final AtomicLong changes = new AtomicLong();

    /**
     * A product as those who run the booth see it.
     *
     * @param rev            grows with every change; an edit names the one it was made from
     * @param revokedBecause why an organizer revoked its certificate, if one did
     */
    public record ProductDesk(ProductView product, ProductForm form, int rev, @Maybe String revokedBecause) { }

    public Products(Link link, InstantSource clock, Photos photos, Certificates certificates) {
        this.link = link;
        this.clock = clock;
        this.photos = photos;
        this.certificates = certificates;
        this.known = Caffeine.newBuilder().maximumSize(5_000).expireAfterWrite(KEPT).ticker(() -> clock.millis() * 1_000_000).build();
    }

    /** All products of a booth in the order they were added, archived ones too; none for a booth that is not there. */
    public Future<Map<ProductId, ProductView>> of(BoothId booth) {
        return desks(booth).map(desks -> {
            var views = new LinkedHashMap<ProductId, ProductView>();
            desks.forEach((product, desk) -> views.put(product, desk.product()));
            return views;
        });
    }

    /** The product, whichever booth's it is. */
    public Future<Optional<ProductView>> find(ProductId product) {
        return link.send(Command.GET, Keys.productBooth(product))
            .compose(booth -> booth == null ? Future.succeededFuture(Optional.empty()) : of(new BoothId(booth.toString())).map(all -> Optional.ofNullable(all.get(product))));
    }

    Future<Map<ProductId, ProductDesk>> desks(BoothId booth) {
        var seen = known.getIfPresent(booth);
        if (seen != null) return Future.succeededFuture(seen);
        var before = changes.get();
        return read(booth).onSuccess(desks -> {
            if (changes.get() == before) known.put(booth, desks);
        });
    }

    /** What was read of this booth is no longer so. */
    public void forget(BoothId booth) {
        changes.incrementAndGet();
        known.invalidate(booth);
    }

    void forgetAll() {
        changes.incrementAndGet();
        known.invalidateAll();
    }

    private Future<Map<ProductId, ProductDesk>> read(BoothId booth) {
        return link.batch(List.of(Link.request(Command.HGET, Keys.booth(booth), "record"), Link.request(Command.HGETALL, Keys.products(booth)),
            Link.request(Command.HGETALL, Keys.stock(PlaceId.of(booth))), Link.request(Command.HKEYS, Keys.frozen(booth)))).compose(answers -> {
                var records = new LinkedHashMap<ProductId, Product>();
                for (var id : answers.get(1).getKeys()) records.put(new ProductId(id), Wire.trusted(answers.get(1).get(id).toString(), Product.class));
                return certificates.revoked(records.values()).map(revoked -> desks(booth, answers.get(0), records, answers.get(2), answers.get(3).stream().map(Response::toString).collect(Collectors.toSet()), revoked));
            });
    }

    private Map<ProductId, ProductDesk> desks(BoothId booth, Response record, Map<ProductId, Product> records, Response stock, Set<String> frozen, Certificates.Revoked revoked) {
        var province = record == null ? "" : Wire.trusted(record.toString(), BoothDraft.class).province();
        var today = certificates.today();
        var desks = new LinkedHashMap<ProductId, ProductDesk>();
        records.entrySet().stream().sorted(Comparator.comparing((Map.Entry<ProductId, Product> one) -> one.getValue().addedMs()).thenComparing(one -> one.getKey().value())).forEach(one -> {
            var product = one.getValue();
            var form = product.form();
            var free = stock.get(one.getKey() + ".free");
            var view = new ProductView(one.getKey(), booth, form.name(), form.story() == null ? "" : form.story(), form.priceVnd(), form.unit(), form.weightGrams(), form.group().code(),
                form.certificate() == null ? null : form.certificate().view(today, revoked), form.gtin(), form.picture(province),
                form.photos().stream().map(PhotoName::path).toList(), free == null ? 0 : free.toInteger(), product.archived(), frozen.contains(one.getKey().value()) || frozen.contains("*"));
            var revocation = form.certificate() == null ? Optional.<Certificates.Revocation>empty() : revoked.of(form.certificate().number());
            desks.put(one.getKey(), new ProductDesk(view, form, product.rev(), revocation.map(Certificates.Revocation::reason).orElse(null)));
        });
        return Collections.unmodifiableMap(desks);
    }

    /** Refused: {@code NOT_FOUND} for a product that is not this booth's. */
    public Future<Result<ProductDesk>> desk(BoothId booth, ProductId product) {
        return desks(booth).map(desks -> desks.get(product) instanceof ProductDesk desk ? Result.ok(desk) : Result.refused(Why.NOT_FOUND, "product"));
    }

    /**
     * Adds a product. The same key and form again answer the same product.
     * Refused: {@code NOT_FOUND} for a booth or photo that is not there, {@code KEY_REUSED}, {@code TOO_MANY} for a full catalogue.
     */
    public Future<Result<ProductDesk>> add(BoothId booth, String key, ProductForm form) {
        return save(booth, ProductId.in(booth.shard(), key), 0, new Product(1, clock.millis(), false, form));
    }

    /** Refused: {@code NOT_FOUND}, {@code CHANGED_MEANWHILE} when {@code rev} is not the present one. */
    public Future<Result<ProductDesk>> edit(BoothId booth, ProductId product, int rev, ProductForm form) {
        return change(booth, product, rev, now -> now.with(form));
    }

    /** Takes a product from the shelves, or puts it back. Refused as {@link #edit}. */
    public Future<Result<ProductDesk>> archive(BoothId booth, ProductId product, int rev, boolean archived) {
        return change(booth, product, rev, now -> now.put(archived));
    }

    private Future<Result<ProductDesk>> change(BoothId booth, ProductId product, int rev, UnaryOperator<Product> change) {
        return link.send(Command.HGET, Keys.products(booth), product).compose(record -> {
            if (record == null) return Future.succeededFuture(Result.refused(Why.NOT_FOUND, "product"));
            var now = Wire.trusted(record.toString(), Product.class);
            // A change whose answer was lost is sent again: it is then the change that made the present record.
            return save(booth, product, rev, change.apply(new Product(rev, now.addedMs(), now.archived(), now.form())));
        });
    }

    private Future<Result<ProductDesk>> save(BoothId booth, ProductId product, int rev, Product record) {
        if (record.form().certificate() != null && record.form().certificate().isIssuedAfter(certificates.today())) return Future.succeededFuture(Result.refused(Why.TOO_LARGE, "issuedOn"));
        return photos.areOf(booth, record.form().photos()).compose(own -> {
            if (!own) return Future.succeededFuture(Result.refused(Why.NOT_FOUND, "photos"));
            return SAVE.run(link, List.of(Keys.booth(booth), Keys.products(booth), Keys.gates(PlaceId.of(booth)), Keys.productBooth(product)), booth, product, rev, Wire.write(record), Limits.PRODUCTS).compose(answer -> {
                forget(booth);
                return switch (answer.get(0).toString()) {
                    case "ok" -> desk(booth, product);
                    case "exists" -> sameAs(record, answer.get(1)) || rev(answer.get(1)) > 1 ? desk(booth, product) : Future.succeededFuture(Result.refused(Why.KEY_REUSED, "key"));
                    case "changed-meanwhile" -> sameAs(record, answer.get(1)) ? desk(booth, product) : Future.succeededFuture(Result.refused(Why.CHANGED_MEANWHILE, "rev"));
                    case String why -> Future.succeededFuture(Result.refused(Why.of(why), "product"));
                };
            });
        });
    }

    private static boolean sameAs(Product sent, Response kept) {
        var now = Wire.trusted(kept.toString(), Product.class);
        return now.rev() == sent.rev() && now.archived() == sent.archived() && now.form().equals(sent.form());
    }

    private static int rev(Response kept) {
        return Wire.trusted(kept.toString(), Product.class).rev();
    }

    /** Offers on every shelf what an earlier version added before shelves sold; to be called at the start. The result counts them. */
    public Future<Integer> shelve() {
        var shards = IntStream.range(0, Shard.COUNT).mapToObj(s -> Link.request(Command.SMEMBERS, Keys.booths(new Shard(s)))).toList();
        return link.batch(shards).compose(answers -> {
            var runs = new ArrayList<Future<Integer>>();
            for (var answer : answers) for (var name : answer) {
                var booth = new BoothId(name.toString());
                runs.add(SHELVE.run(link, List.of(Keys.booth(booth), Keys.products(booth), Keys.gates(PlaceId.of(booth)))).map(shelved -> shelved.get(1).toInteger()));
            }
            return Future.all(runs).map(all -> runs.stream().mapToInt(Future::result).sum());
        });
    }

    /** The photos that the booth's products show. */
    public Future<List<PhotoName>> shown(BoothId booth) {
        return link.send(Command.HVALS, Keys.products(booth)).map(records -> {
            var names = new ArrayList<PhotoName>();
            for (var record : records) names.addAll(Wire.trusted(record.toString(), Product.class).form().photos());
            return names;
        });
    }
}
