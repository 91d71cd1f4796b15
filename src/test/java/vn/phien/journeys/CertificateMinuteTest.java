package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.phien.base.PhoneNumber;
import vn.phien.base.PlaceId;
import vn.phien.protocol.Outbound;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Stall;

/** A certificate that ends at midnight, or is revoked, loses its stars by itself, wherever they were shown, within the minute. */
class CertificateMinuteTest {
    private static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final String NUMBER = "1234/QĐ-UBND";
    private House house;
    private Person organizer, an;
    private Stall stall;
    private PlaceId show;
    private String product;

    @BeforeEach
    void a_show_sells_goods_whose_certificate_holds_until_tonight() {
        house = House.open();
        organizer = house.person("Ban");
        house.app().makeOrganizer(PhoneNumber.parse(organizer.number()).orElseThrow());
        an = house.person("An");
        stall = Stall.opened(house.person("Chị Mai"));
        var tonight = LocalDate.now(HERE);
        product = stall.sells("Mật ong bạc hà", 185_000, 60).value();
        var desk = stall.owner().get("/api/booths/" + stall.booth() + "/desk/products").get("products").get(0);
        stall.owner().put("/api/booths/" + stall.booth() + "/products/" + product, ("{\"rev\":%d,\"product\":{\"name\":\"Mật ong bạc hà\",\"priceVnd\":185000,\"unit\":\"hũ\",\"weightGrams\":500,\"group\":\"food\",\"photos\":[],"
            + "\"certificate\":{\"stars\":4,\"number\":\"%s\",\"authority\":\"UBND tỉnh Tuyên Quang\",\"issuedOn\":\"%s\"}}}").formatted(desk.get("rev").asInt(), NUMBER, tonight.minusMonths(36)));
        show = stall.announces("Phiên đêm", 10, 5);
    }

    @AfterEach
    void the_books_are_right() {
        house.books().check();
        house.close();
    }

    /** Where stars are shown: booth page, product page, certificates of the desk, the room, the search. */
    private int[] stars(Person reader) {
        return new int[] {
            reader.get("/api/booths/" + stall.booth() + "/products").get("products").get(0).get("certificate").get("stars").asInt(),
            reader.get("/api/products/" + product).get("certificate").get("stars").asInt(),
            stall.owner().get("/api/booths/" + stall.booth() + "/certificates").get("certificates").get(0).get("certificate").get("stars").asInt(),
            stall.owner().get("/api/booths/" + stall.booth() + "/shows/" + show + "/line-up").get("lineUp").get(0).get("certificate").get("stars").asInt(),
            reader.get("/api/search?q=mat%20ong&stars=4").get("products").size() };
    }

    private static boolean all(int[] stars, int wanted) {
        for (int i = 0; i < stars.length; i++) if (stars[i] != (i == stars.length - 1 ? Math.min(wanted, 1) : wanted)) return false;
        return true;
    }

    private static void waits(String what, BooleanSupplier so) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError(what);
            // the house answers five questions a second gladly, not five thousand
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    @Test
    void at_midnight_in_viet_nam_the_stars_go_out_everywhere() {
        var before = Duration.between(ZonedDateTime.now(HERE), ZonedDateTime.of(LocalDate.now(HERE), LocalTime.of(23, 58), HERE));
        if (before.isPositive()) house.passes(before);
        try (var desk = stall.goesLive(); var phone = an.phone()) {
            phone.joins(show);
            waits("the stars shine until midnight", () -> all(stars(an), 4));
            house.passes(Duration.ofMinutes(2));
            var told = phone.hears(Outbound.LineUpChanged.class);
            assertEquals("expired", told.lineUp().getFirst().certificate().state());
            assertEquals(0, told.lineUp().getFirst().certificate().stars());
            waits("no stars any more", () -> all(stars(an), 0));
        }
    }

    @Test
    void what_is_revoked_loses_its_stars_within_the_minute_in_open_rooms_too() {
        try (var desk = stall.goesLive(); var phone = an.phone()) {
            phone.joins(show);
            waits("the stars shine", () -> all(stars(an), 4));
            organizer.post("/api/certificates/revocations", "{\"number\":\"%s\",\"reason\":\"Không duy trì tiêu chuẩn\"}".formatted(NUMBER));
            assertEquals("revoked", phone.hears(Outbound.LineUpChanged.class).lineUp().getFirst().certificate().state());
            waits("no stars any more", () -> all(stars(an), 0));
            JsonNode again = organizer.get("/api/certificates/revocations");
            assertEquals(1, again.get("revocations").size());
        }
    }
}
