package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.phien.base.BoothId;
import vn.phien.base.Limits;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.redis.Keys;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** A socket lasts no longer than the right to it. */
class OpenSocketTest {
    private static House house;

    @BeforeAll
    static void open() {
        house = House.open();
    }

    @AfterAll
    static void close() {
        house.books().check();
        house.close();
    }

    private static void closesSoon(Phone phone, int code) {
        long from = System.nanoTime();
        assertEquals(code, phone.closesWith());
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
        assertTrue(took < 5_000, () -> "after " + took + " ms");
    }

    @Test
    void signing_out_closes_every_socket_of_the_login() {
        var an = house.person("An");
        try (var phone = an.phone(); var other = an.phone(); var binh = house.person("Bình").phone()) {
            an.post("/api/sign-out", "{}");
            closesSoon(phone, 4401);
            closesSoon(other, 4401);
            assertInstanceOf(Outbound.Clock.class, binh.says(Inbound.AskClock::new));
        }
    }

    @Test
    void erasing_oneself_closes_every_socket() {
        var an = house.person("An");
        try (var phone = an.phone()) {
            assertEquals(204, an.tries("DELETE", "/api/me", null).statusCode());
            closesSoon(phone, 4401);
        }
    }

    @Test
    void who_is_let_go_while_at_the_desk_runs_the_show_no_more() {
        var stall = Stall.opened(house.person("Chị Mai"));
        var honey = stall.sells("Mật ong bạc hà", 185_000, 10);
        var show = stall.announces("Phiên mật ong", 10, 5);
        Person tu = house.person("Tú");
        var staff = "/api/booths/" + stall.booth() + "/staff";
        stall.owner().post(staff, "{\"phone\":\"%s\",\"role\":\"staff\"}".formatted(tu.number()));
        try (var desk = stall.goesLive(); var phone = tu.phone()) {
            assertTrue(phone.joins(show).mine().staff());
            assertInstanceOf(Outbound.Done.class, phone.says(ref -> new Inbound.PinProducts(ref, show, List.of(honey))));
            assertEquals(204, stall.owner().tries("DELETE", staff + "/" + tu.account(), null).statusCode());
            assertEquals(4410, phone.closesWith());
        }
        try (var phone = tu.phone()) {
            assertEquals(false, phone.joins(show).mine().staff());
            assertEquals(Why.NOT_ALLOWED, ((Outbound.Refused) phone.says(ref -> new Inbound.PinProducts(ref, show, List.of()))).why());
        }
    }

    @Test
    void a_deal_or_a_change_of_stock_over_what_there_is_tells_how_many_there_are() {
        var stall = Stall.opened(house.person("Anh Páo"));
        var silk = stall.sells("Khăn lanh", 90_000, 7);
        var show = stall.announces("Lanh Quản Bạ", 3, 1);
        try (var desk = stall.goesLive()) {
            var deal = assertInstanceOf(Outbound.Refused.class, desk.says(ref -> new Inbound.OpenDeal(ref, show, silk, 50_000, 4, 1, 60_000, Phone.key())));
            assertEquals(Why.NOT_ENOUGH, deal.why());
            assertEquals(3, deal.free());
            var more = assertInstanceOf(Outbound.Refused.class, desk.says(ref -> new Inbound.ChangeStock(ref, show, silk, 5, Phone.key())));
            assertEquals(Why.NOT_ENOUGH, more.why());
            assertEquals(4, more.free(), "on the shelf");
            var fewer = assertInstanceOf(Outbound.Refused.class, desk.says(ref -> new Inbound.ChangeStock(ref, show, silk, -4, Phone.key())));
            assertEquals(Why.STOCK_BELOW_HELD, fewer.why());
            assertEquals(3, fewer.free(), "in the show");
        }
    }

    @Test
    void who_works_in_as_many_booths_as_one_may_opens_no_more_and_is_told_so() {
        var busy = house.person("Bác Bận");
        for (int i = 0; i < Limits.BOOTHS_PER_PERSON; i++) house.app().link().ask(Command.SADD, Keys.posts(busy.account()), new BoothId("b07-busy" + i));
        var before = house.books().prints();
        var answer = busy.tries("POST", "/api/booths", ("{\"key\":\"%s\",\"booth\":{\"name\":\"HTX Bận\",\"province\":\"08\",\"commune\":\"Đồng Văn\",\"sellerName\":\"HTX Bận\","
            + "\"registration\":\"5100123456\",\"returnTerms\":\"Đổi trả trong 7 ngày\"}}").formatted(Phone.key()));
        assertEquals(409, answer.statusCode(), answer::body);
        assertTrue(answer.body().contains("too-many"), answer::body);
        assertEquals(Map.of(), house.books().changedSince(before));
    }
}
