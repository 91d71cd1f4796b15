package vn.phien.shows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.inventory.Holds;
import vn.phien.inventory.Stock;
import vn.phien.inventory.StockScripts;
import vn.phien.protocol.Inbound.GoLive;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.CertificateView;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

/** A booth with honey and tea on its shelf, its people, and everything that runs its shows, on the real store. */
final class Floor {
    static final BoothId BOOTH = new BoothId("b07-dongvan"), OTHER_BOOTH = new BoothId("b07-hue");
    static final ProductId HONEY = new ProductId("p07-honey"), TEA = new ProductId("p07-tea"), MAT = new ProductId("p07-mat");
    static final Picture PICTURE = new Picture(null, "honey", "north-mountain");
    final Caller.Person host = person("host", Map.of(BOOTH, BoothRole.OWNER)), moderator = person("moderator", Map.of(BOOTH, BoothRole.MODERATOR));
    final Caller.Person viewer = person("an", Map.of()), rival = person("rival", Map.of(OTHER_BOOTH, BoothRole.OWNER));
    final Link link = TestStore.LINK;
    final Books books = new Books(link);
    final TestClock clock = new TestClock(link);
    final List<PlaceId> rung = new ArrayList<>();
    final Map<ProductId, ProductView> products = new HashMap<>();
    final StockScripts stockScripts = new StockScripts(link);
    final Holds holds = new Holds(link, stockScripts, rung::add, Limits.HOLD_MS);
    final Stock stock = new Stock(link, stockScripts, rung::add);
    final Shows shows = new Shows(link, this::booth, booth -> Future.succeededFuture(booth.equals(BOOTH) ? Map.copyOf(products) : Map.of()), holds, place -> 0);
    final Drafts drafts = new Drafts(link, shows, new ShowSettings(Set.of("live.example.vn")), booth -> Future.succeededFuture(booth.equals(BOOTH) ? Map.copyOf(products) : Map.of()),
        (booth, path) -> Future.succeededFuture(path.equals("/photos/own.jpg")), clock, Dice.seeded(1), rung::add);
    final Stage stage = new Stage(link, shows, stock, booth -> Future.succeededFuture(Map.copyOf(products)), Dice.seeded(2), rung::add);
    final WordLists words = new WordLists(link);
    final Chat chat = new Chat(link, shows, holds, words, rung::add);
    private int keys;

    Floor() {
        offer(HONEY, "Mật ong bạc hà", 185_000);
        offer(TEA, "Trà shan tuyết", 90_000);
        offer(MAT, "Chiếu cói", 320_000);
        for (var product : List.of(HONEY, TEA, MAT)) ok(stock.receive(BOOTH, product, 100, key()));
        link.ask(Command.HSET, Keys.staff(BOOTH), host.account(), "owner", moderator.account(), "moderator");
    }

    private void offer(ProductId product, String name, long priceVnd) {
        products.put(product, new ProductView(product, BOOTH, name, "", priceVnd, "hộp", 500, "food", new CertificateView("valid", 4, "OCOP-1", "UBND tỉnh Hà Giang", "2025-01-02", "2028-01-02", 700), null, PICTURE, List.of(), 0, false));
    }

    private Future<Optional<BoothView>> booth(BoothId booth) {
        return Future.succeededFuture(booth.equals(BOOTH) ? Optional.of(new BoothView(BOOTH, "HTX Đồng Văn", "08", "Đồng Văn", "", PICTURE, "HTX Đồng Văn", null, null, true)) : Optional.empty());
    }

    static Caller.Person person(String name, Map<BoothId, BoothRole> booths) {
        return new Caller.Person(new AccountId("u-" + name), name, "login", Set.of(), booths);
    }

    /** A key as a phone would make it. */
    String key() {
        return "key" + (10_000_000 + keys++);
    }

    ShowDraft draft(String title) {
        return new ShowDraft(title, clock.millis() + 3_600_000, new ShowDraft.Video("cover", null), new ShowDraft.Cover("honey", "north-mountain", null), null);
    }

    /** A draft with honey as A1 and tea as A2, ten and five of them. */
    PlaceId drafted() {
        var room = ok(drafts.create(BOOTH, draft("Phiên tối thứ sáu"))).room();
        lineUp(room, item(HONEY, 10), item(TEA, 5));
        return room;
    }

    PlaceId live() {
        var room = drafted();
        ok(stage.goLive(host, new GoLive(1, room, false)));
        return room;
    }

    PlaceId rehearsed() {
        var room = drafted();
        ok(stage.goLive(host, new GoLive(1, room, true)));
        return room;
    }

    static LineUpDraft.Item item(ProductId product, int units) {
        return new LineUpDraft.Item(product, null, units, 5, null);
    }

    void lineUp(PlaceId room, LineUpDraft.Item... items) {
        ok(drafts.setLineUp(BOOTH, room, new LineUpDraft(List.of(items), key()), host.account()));
    }

    static <T> T ok(Future<Result<T>> future) {
        return switch (future.await()) {
            case Result.Ok<T>(var value) -> value;
            case Result.Refused<T>(var why, var field) -> throw new AssertionError("refused " + why + " " + field);
        };
    }

    /** Asserts that it is refused and that nothing was changed by it. */
    <T> void refused(Why why, Supplier<Future<Result<T>>> command) {
        var before = books.digest();
        var refused = assertInstanceOf(Result.Refused.class, command.get().await(), "expected " + why);
        assertEquals(why, refused.why());
        assertEquals(before, books.digest(), "a refusal changed the books");
    }

    /** Asserts that it is answered and that nothing was changed by it. */
    <T> T again(Supplier<Future<Result<T>>> command) {
        var before = books.digest();
        var value = ok(command.get());
        assertEquals(before, books.digest(), "a repeat changed the books");
        return value;
    }

    /** The events of a room's log, without numbers. */
    List<JsonNode> events(PlaceId room) {
        var events = new ArrayList<JsonNode>();
        for (var entry : link.ask(Command.XRANGE, Keys.shelf(room), "-", "+")) events.add(Wire.trusted(entry.get(1).get(1).toString(), JsonNode.class));
        return events;
    }

    JsonNode lastEvent(PlaceId room, String type) {
        var last = events(room).getLast();
        assertEquals(type, last.get("t").asText());
        return last;
    }

    List<JsonNode> facts(String type) {
        var facts = new ArrayList<JsonNode>();
        for (var entry : link.ask(Command.XRANGE, Keys.facts(BOOTH.shard()), "-", "+")) {
            var fact = Wire.trusted(entry.get(1).get(1).toString(), JsonNode.class);
            if (fact.get("t").asText().equals(type)) facts.add(fact);
        }
        return facts;
    }

    int free(PlaceId place, ProductId product) {
        return stock.read(place).await().get(product).free();
    }

    int onShelf(ProductId product) {
        return free(PlaceId.of(BOOTH), product);
    }
}
