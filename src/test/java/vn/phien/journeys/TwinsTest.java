package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** The same command said fifty times at once, over many sockets: it is done once, and every answer is the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwinsTest {
    private static final int TWINS = 50;
    /** As many messages as one person may say at once. */
    private static final int TALKATIVE = 10;
    /** Fewer than one person may have open at once. */
    private static final int SOCKETS = 8;
    private House house;
    private Stall stall;
    private PlaceId show;
    private ProductId honey;
    private Phone desk;

    @BeforeAll
    void a_show_is_on() {
        house = House.open();
        stall = Stall.opened(house.person("Chị Mai"));
        honey = stall.sells("Mật ong bạc hà", 185_000, 40);
        stall.isPaidTo("970436", "0011223344", "HTX MAT ONG DONG VAN");
        show = stall.announces("Phiên sinh đôi", 40, 10);
        desk = stall.goesLive();
    }

    @AfterAll
    void the_house_closes() {
        desk.close();
        house.close();
    }

    @AfterEach
    void the_books_are_right() {
        house.books().audit();
    }

    @Test
    void one_hold_is_taken() {
        var an = house.person("An");
        var key = Phone.key();
        var replies = atOnce(TWINS, an, phone -> phone.says(ref -> new Inbound.TakeHold(ref, show, List.of(new Inbound.Line(honey, 2, null)), false, key)));
        assertEquals(1, replies.stream().map(reply -> assertInstanceOf(Outbound.HoldTaken.class, reply).hold()).distinct().count());
    }

    @Test
    void one_order_is_placed_by_cash() {
        placed(house.person("Bình"), Payment.COD);
    }

    @Test
    void one_order_is_placed_by_transfer() {
        placed(house.person("Cúc"), Payment.VIETQR);
    }

    @Test
    void one_comment_is_said_and_orders_once() {
        var dao = house.person("Đào");
        var key = Phone.key();
        var replies = atOnce(TALKATIVE, dao, phone -> phone.says(ref -> new Inbound.PostChat(ref, show, "chốt A1 x2", null, key)));
        assertEquals(1, replies.stream().map(reply -> assertInstanceOf(Outbound.ChatPosted.class, reply, reply::toString)).map(posted -> List.of(posted.message(), posted.hold())).distinct().count());
    }

    @Test
    void one_deal_is_opened_and_stock_is_moved_once() {
        var key = Phone.key();
        var opened = atOnce(TWINS / 2, stall.owner(), phone -> phone.says(ref -> new Inbound.OpenDeal(ref, show, honey, 99_000, 1, 1, 20 * 60_000, key)));
        opened.forEach(reply -> assertInstanceOf(Outbound.Done.class, reply, reply::toString));
        var moved = atOnce(TWINS / 2, stall.owner(), phone -> phone.says(ref -> new Inbound.ChangeStock(ref, show, honey, -1, key)));
        assertEquals(1, moved.stream().map(reply -> assertInstanceOf(Outbound.Done.class, reply, reply::toString).change()).distinct().count());
    }

    private void placed(Person who, Payment payment) {
        Outbound.HoldTaken held;
        try (var phone = who.phone()) {
            held = phone.takes(show, honey, 1).isHeld();
        }
        var recipient = new Inbound.Recipient("Nguyễn Thị Hường", "0961234567", "01", "Phường Hồng Hà", "12 ngõ Phất Lộc");
        var replies = atOnce(TWINS, who, phone -> phone.says(ref -> new Inbound.PlaceOrder(ref, show, held.hold().hold(), recipient, payment, null)));
        assertEquals(1, replies.stream().map(reply -> assertInstanceOf(Outbound.OrderPlaced.class, reply).order()).distinct().count());
    }

    private static List<Outbound.Reply> atOnce(int twins, Person who, Function<Phone, Outbound.Reply> says) {
        var phones = new ArrayList<Phone>();
        for (int i = 0; i < SOCKETS; i++) phones.add(who.phone());
        var go = new CountDownLatch(1);
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Outbound.Reply>>();
            for (int i = 0; i < twins; i++) {
                var phone = phones.get(i % SOCKETS);
                answers.add(people.submit(() -> {
                    go.await();
                    return says.apply(phone);
                }));
            }
            go.countDown();
            people.shutdown();
            if (!people.awaitTermination(60, TimeUnit.SECONDS)) throw new AssertionError("not everybody was answered");
            return answers.stream().map(Future::resultNow).toList();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            phones.forEach(Phone::close);
        }
    }
}
