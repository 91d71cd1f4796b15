package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.phien.base.NightId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Outbound.HallSummed;
import vn.phien.protocol.Outbound.NightSummed;
import vn.phien.redis.Keys;
import vn.phien.testkit.Bazaar;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** A visitor in the street of an open night, over the real wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LobbyTest {
    private House house;
    private Bazaar bazaar;
    private Stall honeyStall, teaStall;
    private ProductId honey;
    private Person stranger;

    @BeforeAll
    void a_night_is_on() {
        house = House.open();
        stranger = house.stranger();
        assertTrue(lobby("").path("street").isMissingNode(), "no market, no street");
        honeyStall = Stall.opened(house.person("Chị Mai"));
        honey = honeyStall.sells("Mật ong bạc hà", 185_000, 60);
        teaStall = Stall.opened(house.person("Anh Páo"), "HTX Trà Suối Giàng", "15", "Văn Chấn");
        teaStall.sells("Trà Shan tuyết", 120_000, 20);
        bazaar = Bazaar.opened(house, "nay", "Khu miền núi", "Khu trà");
        bazaar.places(honeyStall, 0, 2);
        bazaar.places(teaStall, 1, 1);
        // the house looks at the street once a second
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (search("?q=tra suoi giang").path("booths").path(0).path("hall").isMissingNode() && System.nanoTime() < end) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }

    @AfterAll
    void the_books_are_right() {
        house.books().check();
        house.close();
    }

    private JsonNode lobby(String query) {
        return stranger.get("/api/lobby" + query);
    }

    private static HallSummed hears(Phone phone, Bazaar bazaar, int hall, java.util.function.Predicate<HallSummed> fits) {
        return phone.hears(HallSummed.class, sum -> sum.hall().equals(bazaar.hall(hall)) && fits.test(sum));
    }

    @Test
    void lanterns_are_lit_and_go_out_within_a_beat_with_viewers_and_what_is_pinned() {
        try (var visitor = stranger.phone()) {
            assertInstanceOf(Outbound.NightWatched.class, visitor.says(ref -> new Inbound.WatchNight(ref, bazaar.night(), List.of())));
            assertTrue(hears(visitor, bazaar, 0, sum -> true).live().isEmpty());
            var show = honeyStall.announces("Mật ong đầu mùa", 20, 5);
            try (var desk = honeyStall.goesLive(); var an = house.person("An").phone()) {
                assertEquals("Mật ong đầu mùa", hears(visitor, bazaar, 0, sum -> sum.live().size() == 1).live().getFirst().title());
                an.joins(show);
                hears(visitor, bazaar, 0, sum -> sum.live().size() == 1 && sum.live().getFirst().viewers() == 2);
                desk.says(ref -> new Inbound.PinProducts(ref, show, List.of(honey)));
                assertEquals(185_000, hears(visitor, bazaar, 0, sum -> sum.live().getFirst().pin() != null).live().getFirst().pin().priceVnd());
                desk.says(ref -> new Inbound.OpenDeal(ref, show, honey, 150_000, 5, 1, 60_000, Phone.key()));
                var deal = hears(visitor, bazaar, 0, sum -> sum.live().getFirst().pin() != null && sum.live().getFirst().pin().priceVnd() == 150_000).live().getFirst().pin();
                assertEquals(185_000L, deal.wasVnd());
                assertEquals(1, visitor.hears(NightSummed.class, sum -> sum.live() == 1).halls().getFirst().live());

                var street = lobby("").get("street");
                assertEquals(2, street.get("stalls").size());
                assertEquals(1, street.get("sum").get("live").asInt());
                assertTrue(search("?q=mat ong bac ha&live=1").get("products").get(0).get("room").asText().equals(show.value()));

                desk.says(ref -> new Inbound.ChangeStage(ref, show, Inbound.ChangeStage.Stage.END));
            }
            hears(visitor, bazaar, 0, sum -> sum.live().isEmpty());
        }
    }

    @Test
    void a_phone_hears_of_the_halls_it_looks_at() {
        try (var visitor = stranger.phone()) {
            visitor.says(ref -> new Inbound.WatchNight(ref, bazaar.night(), List.of(bazaar.hall(1))));
            var show = teaStall.announces("Trà đêm", 5, 2);
            try (var desk = teaStall.goesLive()) {
                hears(visitor, bazaar, 1, sum -> sum.live().size() == 1);
                assertFalse(visitor.everything().stream().anyMatch(message -> message instanceof HallSummed sum && sum.hall().equals(bazaar.hall(0))));
                assertInstanceOf(Outbound.Done.class, visitor.says(Inbound.LeaveNight::new));
                desk.says(ref -> new Inbound.ChangeStage(ref, show, Inbound.ChangeStage.Stage.END));
            }
            try (var other = stranger.phone()) {
                other.says(ref -> new Inbound.WatchNight(ref, bazaar.night(), List.of(bazaar.hall(1))));
                hears(other, bazaar, 1, sum -> sum.live().isEmpty());
            }
            assertFalse(visitor.everything().stream().anyMatch(message -> message instanceof HallSummed sum && sum.hall().equals(bazaar.hall(1)) && sum.live().isEmpty() && visitor.everything().indexOf(message) > 3));
        }
    }

    @Test
    void what_there_is_not_is_refused() {
        try (var visitor = stranger.phone()) {
            assertEquals(Why.NOT_FOUND, assertInstanceOf(Outbound.Refused.class, visitor.says(ref -> new Inbound.WatchNight(ref, new NightId("n03-khong"), List.of()))).why());
        }
        assertEquals(404, stranger.tries("GET", "/api/lobby?night=n03-khong", null).statusCode());
        assertEquals(400, stranger.tries("GET", "/api/lobby?night=hello", null).statusCode());
        for (var wrong : List.of("?province=99", "?group=cars", "?stars=6", "?stars=-1", "?stars=x", "?live=2", "?settled=2", "?count=0", "?count=61", "?q=" + "x".repeat(61))) {
            assertEquals(400, stranger.tries("GET", "/api/search" + wrong, null).statusCode(), wrong);
        }
        var announced = Bazaar.opened(house, "mai", "Khu A");
        announced.opensIn(24);
        assertEquals("published", lobby("?night=" + announced.night()).get("street").get("night").get("state").asText());
    }

    @Test
    void only_a_search_that_is_settled_counts_as_asked_in_vain() {
        for (var typed : List.of("tr", "trung", "trung c")) assertTrue(search("?q=" + typed + "zz").get("products").isEmpty());
        assertFalse(search("?q=mat ong&settled=1").get("products").isEmpty());
        search("?q=trung cua&settled=1");
        // written down after the answer: the next one is behind it
        var link = house.app().link();
        for (int i = 0; i < 500 && link.ask(Command.ZCARD, Keys.askedInVain(bazaar.night())).toInteger() == 0; i++) search("?q=mat ong");
        assertEquals("[trung cua]", link.ask(Command.ZRANGE, Keys.askedInVain(bazaar.night()), 0, -1).toString());
    }

    private JsonNode search(String query) {
        return stranger.get("/api/search" + query.replace(" ", "%20"));
    }

    @Test
    void search_needs_no_tones_and_knows_provinces_by_their_old_names() {
        assertEquals("HTX Trà Suối Giàng", search("?q=tra suoi giang").get("booths").get(0).get("booth").get("name").asText());
        assertEquals("Khu trà", search("?q=tra suoi giang").get("booths").get(0).get("hall").get("name").asText());
        assertEquals(1, search("?q=yen bai").get("boothsInAll").asInt(), "Yên Bái is Lào Cai now");
        assertEquals(1, search("?q=ha giang").get("boothsInAll").asInt(), "Hà Giang is Tuyên Quang now");
        assertEquals(1, search("?province=Y%C3%AAn%20B%C3%A1i").get("boothsInAll").asInt());
        assertEquals(0, search("?province=01").get("boothsInAll").asInt());
        assertEquals("Trà Shan tuyết", search("?q=SHAN tuyet").get("products").get(0).get("name").asText());
        assertEquals(2, search("?q=dong van").get("boothsInAll").asInt() + search("?q=đồng văn").get("boothsInAll").asInt());
        assertEquals("Khu miền núi", search("?q=mien nui").get("halls").get(0).get("name").asText());
        assertEquals(0, search("?stars=3").get("productsInAll").asInt());
        assertEquals(2, search("?group=food").get("boothsInAll").asInt());
        assertEquals(0, search("?q=%25").get("boothsInAll").asInt());
    }
}
