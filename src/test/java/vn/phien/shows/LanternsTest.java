package vn.phien.shows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.BoothId;
import vn.phien.base.HallId;
import vn.phien.base.MarketId;
import vn.phien.base.NightId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Shard;
import vn.phien.facts.Fact;
import vn.phien.protocol.Views.BoothView;
import vn.phien.protocol.Views.HallView;
import vn.phien.protocol.Views.NightView;
import vn.phien.protocol.Views.Picture;
import vn.phien.protocol.Views.PinView;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Views.SpotlightView;
import vn.phien.protocol.Views.StandView;
import vn.phien.protocol.Views.TurnView;
import vn.phien.protocol.Wire;
import vn.phien.realtime.Square;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.TestStore;

/** The street of a night with 200 booths of which 20 are on air, on a real store. */
@ExtendWith(TestStore.class)
class LanternsTest {
    private static final NightId NIGHT = new NightId("n05-dem");
    private static final Picture PICTURE = new Picture(null, "honey-jar", "highlands");
    private static final int BOOTHS = 200, LIVE = 20, HALLS = 8;
    private final Link link;
    private final AtomicInteger catalogueReads = new AtomicInteger();
    private final Map<PlaceId, Integer> viewers = new HashMap<>();
    private final Tick clock = new Tick();
    private final List<HallId> halls = IntStream.range(0, HALLS).mapToObj(h -> new HallId("k05-hall" + h)).toList();
    private Lanterns lanterns;

    private static final class Tick implements InstantSource {
        private long nowMs = 1_790_000_000_000L;

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(nowMs);
        }
    }

    LanternsTest(Link link) {
        this.link = link;
    }

    private static BoothId booth(int n) {
        return BoothId.in(new Shard(n % Shard.COUNT), "gian" + n);
    }

    private static PlaceId show(int n) {
        return new PlaceId("s" + booth(n).shard().digits() + "-phien" + n);
    }

    private static ProductId product(int n) {
        return ProductId.in(booth(n).shard(), "mon" + n);
    }

    @BeforeEach
    void a_street() {
        for (int n = 0; n < BOOTHS; n++) {
            link.ask(Command.HSET, Keys.show(show(n)), "booth", booth(n), "title", "Phiên " + n, "startsMs", clock.millis() + 60_000, "videoKind", "cover", "videoUrl", "", "cover", Wire.write(PICTURE));
            link.ask(Command.HSET, Keys.stage(show(n)), "state", n < LIVE ? "live" : "scheduled", "pins", "[\"" + product(n) + "\"]");
            link.ask(Command.HSET, Keys.gates(show(n)), product(n), "{\"code\":\"A1\",\"price\":100000,\"limit\":5,\"open\":true}");
            link.ask(Command.ZADD, Keys.openShows(booth(n).shard()), clock.millis(), show(n));
        }
        var night = new NightView(NIGHT, new MarketId("c05-cho"), "Chợ đêm", "open", 0, Long.MAX_VALUE, null, halls.stream().map(hall -> new HallView(hall, hall.value(), "theme", null, 40)).toList(), false, null);
        var sources = new Lanterns.Sources(asked -> Future.succeededFuture(asked.equals(NIGHT) ? Optional.of(night) : Optional.empty()),
            asked -> Future.succeededFuture(IntStream.range(0, BOOTHS).mapToObj(n -> new StandView(booth(n), halls.get(n % HALLS), 1 + n / HALLS)).toList()),
            booth -> Future.succeededFuture(Optional.of(new BoothView(booth, "Gian " + booth, "01", "Xã", "", PICTURE, "HTX", null, null, false))), this::catalogue, asked -> Future.succeededFuture(new SpotlightView(asked, new TurnView(booth(3), 0, 1), List.of())));
        lanterns = new Lanterns(link, sources, room -> viewers.getOrDefault(room, 0), new Square(), clock);
    }

    private Future<Map<ProductId, ProductView>> catalogue(BoothId booth) {
        catalogueReads.incrementAndGet();
        int n = Integer.parseInt(booth.value().substring(8));
        var product = new ProductView(product(n), booth, "Món " + n, "", 100_000, "hũ", 500, n % 2 == 0 ? "food" : "drinks", null, null, PICTURE, List.of(), 5, false);
        return Future.succeededFuture(Map.of(product.product(), product));
    }

    private Lanterns.StreetView street() {
        return lanterns.street(NIGHT).await().orElseThrow();
    }

    private void secondPasses() {
        clock.nowMs += 1_000;
        lanterns.look().await();
    }

    private long commands() {
        for (var line : link.ask(Command.INFO, "stats").toString().split("\r\n")) if (line.startsWith("total_commands_processed:")) return Long.parseLong(line.substring(25));
        throw new AssertionError("no figure");
    }

    @Test
    void a_street_tells_who_is_on_air_what_is_pinned_and_who_comes_next() {
        viewers.put(show(3), 41);
        var street = street();
        assertEquals(BOOTHS, street.stalls().size());
        assertEquals(LIVE, street.sum().live());
        assertEquals(41, street.sum().viewers());
        assertEquals(booth(3), street.sum().spotlight().now().booth());
        var third = street.halls().get(3).live();
        assertEquals(booth(3), third.getFirst().booth());
        assertEquals(new PinView(product(3), "Món 3", 100_000, null, PICTURE), third.getFirst().pin());
        assertEquals(show(150), street.stalls().stream().filter(stall -> stall.booth().equals(booth(150))).findFirst().orElseThrow().next());
        assertEquals(List.of("drinks"), street.stalls().stream().filter(stall -> stall.booth().equals(booth(151))).findFirst().orElseThrow().groups());
        assertTrue(lanterns.street(new NightId("n05-khac")).await().isEmpty());
    }

    @Test
    void a_street_that_everybody_looks_at_is_read_once_a_second_with_a_bounded_number_of_reads() {
        street();
        secondPasses();
        long before = commands();
        int seconds = 20;
        for (int s = 0; s < seconds; s++) {
            for (int visitor = 0; visitor < 500; visitor++) street();
            secondPasses();
        }
        long asked = commands() - before;
        // 2 for each booth on air a second; all announced shows every 5 s: 64 lists and 2 for each
        assertTrue(asked <= seconds * 2L * LIVE + (seconds / 5 + 1) * (Shard.COUNT + 2L * BOOTHS) + 100, seconds + " s took " + asked + " commands");
        assertTrue(asked / seconds < 150, "reads a second: " + asked / seconds);
        assertTrue(catalogueReads.get() <= (seconds + 2) * LIVE + (seconds / 10 + 2) * BOOTHS, "catalogues " + catalogueReads);
    }

    @Test
    void a_price_a_pin_a_start_and_an_end_are_seen_at_the_next_beat() {
        street();
        link.ask(Command.HSET, Keys.gates(show(0)), product(0), "{\"code\":\"A1\",\"price\":90000,\"was\":100000,\"limit\":5,\"open\":true}");
        link.ask(Command.HSET, Keys.stage(show(1)), "state", "ended");
        link.ask(Command.HSET, Keys.stage(show(2)), "pins", "[]");
        link.ask(Command.HSET, Keys.stage(show(100)), "state", "live");
        lanterns.hear(new Fact(booth(100).shard(), "1-0", "show-started", show(100), 0, Wire.json().createObjectNode()));
        secondPasses();
        var street = street();
        var now = new HashMap<BoothId, PinView>();
        street.halls().forEach(hall -> hall.live().forEach(stall -> now.put(stall.booth(), stall.pin())));
        assertEquals(90_000, now.get(booth(0)).priceVnd());
        assertEquals(100_000L, now.get(booth(0)).wasVnd());
        assertTrue(!now.containsKey(booth(1)), "it has ended");
        assertNull(now.get(booth(2)));
        assertTrue(now.containsKey(booth(100)), "it has begun");
        assertEquals(LIVE, street.sum().live());
    }

    @Test
    void a_deal_is_the_price_while_it_lasts() {
        link.ask(Command.HSET, Keys.gates(show(0)), product(0), "{\"code\":\"A1\",\"price\":100000,\"limit\":5,\"open\":true,\"deal\":{\"id\":\"d00-giam\",\"price\":70000,\"units\":5,\"left\":2,\"limit\":1,\"ends\":%d}}".formatted(clock.millis() + 1_500));
        assertEquals(70_000, street().halls().get(0).live().stream().filter(stall -> stall.booth().equals(booth(0))).findFirst().orElseThrow().pin().priceVnd());
        secondPasses();
        secondPasses();
        assertEquals(100_000, street().halls().get(0).live().stream().filter(stall -> stall.booth().equals(booth(0))).findFirst().orElseThrow().pin().priceVnd());
    }

    @Test
    void what_is_as_before_is_not_made_anew() {
        var first = street();
        secondPasses();
        for (int h = 0; h < HALLS; h++) assertEquals(first.halls().get(h), street().halls().get(h));
        viewers.put(show(8), 5);
        secondPasses();
        var after = street();
        assertEquals(5, after.halls().get(0).live().getFirst().viewers());
        assertEquals(first.halls().get(1), after.halls().get(1));
    }

    @Test
    void a_street_that_nobody_looks_at_any_more_is_not_read() {
        street();
        for (int s = 0; s < 17; s++) secondPasses();
        long before = commands();
        for (int s = 0; s < 10; s++) secondPasses();
        assertTrue(commands() - before < 5);
    }
}
