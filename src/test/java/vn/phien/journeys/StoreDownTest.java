package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.phien.base.Limits;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** The store goes away in the middle of a sale: people are told to try again, nothing is lost, and it goes on by itself. */
class StoreDownTest {
    private static House house;

    @BeforeAll
    static void open() {
        house = House.open();
        assumeTrue(house.app().storeProcess().isPresent(), "a store that others keep running is not ours to stop");
    }

    @AfterAll
    static void the_books_are_right() {
        house.books().check();
        house.close();
    }

    private static void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(house.app().storeProcess().orElseThrow().pid())).start().waitFor();
    }

    private static void soon(String what, long withinMs, BooleanSupplier is) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(withinMs);
        while (!is.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, what);
            // a phone that asks again at once is a flood, and is sent away as one
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static int ready() {
        return house.stranger().tries("GET", "/health/ready", null).statusCode();
    }

    private static Outbound.Reply orders(Phone phone, Person buyer, Inbound.PlaceOrder like) {
        return phone.says(ref -> new Inbound.PlaceOrder(ref, like.room(), like.hold(), like.recipient(), like.payment(), like.note()));
    }

    @Test
    void a_store_that_hangs_is_told_as_try_again_and_the_sale_goes_on_when_it_is_back() throws Exception {
        var stall = Stall.opened(house.person("Chị Mai"));
        var honey = stall.sells("Mật ong bạc hà", 185_000, 10);
        var show = stall.announces("Phiên mật ong", 10, 5);
        var an = house.person("An");
        try (var desk = stall.goesLive(); var phone = an.phone()) {
            phone.joins(show);
            var hold = phone.takes(show, honey, 2).isHeld().hold().hold();
            var order = new Inbound.PlaceOrder(0, show, hold, new Inbound.Recipient("Nguyễn Thị Hường", an.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc"), Payment.COD, null);
            signal("STOP");
            try {
                long from = System.nanoTime();
                var told = assertInstanceOf(Outbound.Refused.class, orders(phone, an, order));
                assertEquals(Why.TRY_AGAIN, told.why());
                assertTrue(System.nanoTime() - from < TimeUnit.MILLISECONDS.toNanos(Limits.STORE_MS + 4_000));
                var page = house.stranger().tries("GET", "/api/shows", null);
                assertEquals(503, page.statusCode(), page::body);
                assertTrue(page.body().contains("try-again") && page.headers().firstValue("retry-after").isPresent(), page::body);
                assertFalse(page.body().contains("vn.phien") || page.body().contains("Exception"), page::body);
                assertEquals(503, ready());
                assertEquals(200, house.stranger().tries("GET", "/health/live", null).statusCode());
                assertEquals(200, house.stranger().tries("GET", "/", null).statusCode(), "pages come from memory");
            } finally {
                signal("CONT");
            }
            soon("ready again", 5_000, () -> ready() == 200);
            soon("orders again", 5_000, () -> orders(phone, an, order) instanceof Outbound.OrderPlaced(var ref, var placed) && placed.state() == OrderState.PLACED);
            assertEquals(1, an.get("/api/orders").get("orders").size(), "asked again with the same key it is one order");
        }
    }

    @Test
    void a_store_that_dies_is_back_in_seconds_with_everything_in_it() {
        var stall = Stall.opened(house.person("Cô Sửu"));
        var tea = stall.sells("Trà hoa vàng", 250_000, 10);
        var show = stall.announces("Trà hoa vàng Ba Chẽ", 10, 5);
        var an = house.person("An");
        try (var desk = stall.goesLive(); var phone = an.phone(); var watching = house.stranger().phone()) {
            phone.joins(show);
            watching.joins(show);
            phone.takes(show, tea, 2).isHeld();
            var dead = house.app().storeProcess().orElseThrow();
            dead.destroyForcibly();
            var key = Phone.key();
            soon("a hold again", 5_000, () -> switch (phone.says(ref -> new Inbound.TakeHold(ref, show, List.of(new Inbound.Line(tea, 1, null)), false, key))) {
                case Outbound.HoldTaken _ -> true;
                case Outbound.Refused refused -> {
                    assertTrue(refused.why() == Why.TRY_AGAIN || refused.why() == Why.TOO_FAST, refused::toString);
                    yield false;
                }
                case Outbound.Reply other -> throw new AssertionError(other);
            });
            assertEquals(7, watching.hears(Outbound.StockChanged.class, stock -> stock.held() == 3).free(), "those who watch were not thrown out");
            assertEquals(200, ready());
        }
    }
}
