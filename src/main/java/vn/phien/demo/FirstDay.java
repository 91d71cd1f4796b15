package vn.phien.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import vn.phien.base.BoothId;
import vn.phien.catalogue.BoothRequests.OpenBooth;
import vn.phien.catalogue.ProductRequests.AddProduct;
import vn.phien.catalogue.ProductRequests.CountStock;
import vn.phien.demo.Goods.Producer;

/** Opens the booths of all producers and fills their shelves, as an organizer and the owners would. Begun again, it goes on where it stopped. */
final class FirstDay {
    private final Guests guests;
    private final Function<String, Api> as;
    private final LocalDate today;

    /** @param as the API as somebody with a token uses it */
    FirstDay(Guests guests, Function<String, Api> as, LocalDate today) {
        this.guests = guests;
        this.as = as;
        this.today = today;
    }

    /** The booth that somebody of the demo owns. */
    static Optional<BoothId> boothOf(Api owner) {
        for (JsonNode post : owner.get("/api/me").get("booths")) if (post.get("role").asText().equals("owner")) return Optional.of(new BoothId(post.get("booth").asText()));
        return Optional.empty();
    }

    /** Opens everything, the booth of the host last, so that whoever finds it open knows that all is there. */
    void open(Api organizer) throws InterruptedException {
        var names = Goods.names();
        try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
            var others = new ArrayList<Future<?>>();
            for (var name : names.subList(1, names.size())) others.add(hands.submit(() -> open(organizer, name)));
            for (var other : others) other.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the demo cannot be set up", e.getCause());
        }
        open(organizer, names.getFirst());
    }

    private void open(Api organizer, String name) {
        var producer = Goods.producer(name);
        var owner = as.apply(guests.in(producer.owner().phone(), producer.owner().name()));
        var booth = boothOf(owner).orElseGet(() -> open(organizer, name, producer));
        owner.put("/api/booths/" + booth + "/bank-account", producer.bank());
        for (var good : producer.products()) {
            var product = owner.post("/api/booths/" + booth + "/products", new AddProduct(Tags.of(name, good.name()), good.form(today))).at("/product/product").asText();
            owner.post("/api/booths/" + booth + "/products/" + product + "/stock", new CountStock(good.stock(), Tags.of(name, good.name(), "stock"), "Hàng ngày đầu"));
        }
    }

    private static BoothId open(Api organizer, String name, Producer producer) {
        var desk = organizer.post("/api/booths", new OpenBooth(Tags.of("booth", name), producer.booth(), null, producer.owner().phone()));
        return new BoothId(desk.at("/booth/booth").asText());
    }
}
