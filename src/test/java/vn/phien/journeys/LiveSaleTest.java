package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.phien.base.HoldId;
import vn.phien.base.PlaceId;
import vn.phien.base.Why;
import vn.phien.orders.PretendBank;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.PaidState;
import vn.phien.protocol.Payment;
import vn.phien.protocol.ShowState;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** A live sale from end to end, over the public API and the real wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveSaleTest {
    private House house;

    @BeforeAll
    void the_house_opens() {
        house = House.open();
    }

    @AfterAll
    void the_house_closes() {
        house.close();
    }

    @AfterEach
    void the_books_are_right() {
        house.books().check();
    }

    @Test
    void a_producer_hosts_viewers_buy_in_three_ways_and_the_report_adds_up() {
        var stall = Stall.opened(house.person("Chị Mai"));
        var honey = stall.sells("Mật ong bạc hà", 185_000, 30);
        stall.sells("Trà Shan tuyết", 120_000, 20);
        stall.isPaidTo("970436", "0011223344", "HTX MAT ONG DONG VAN");
        var show = stall.announces("Phiên mật ong tháng 11", 10, 5);
        Person anh = house.person("An"), banh = house.person("Bình"), cach = house.person("Cúc");
        try (var desk = stall.goesLive();
             var an = anh.phone(); var binh = banh.phone(); var cuc = cach.phone(); var guest = house.stranger().phone()) {
            assertNull(guest.joins(show).you());
            an.joins(show);
            binh.joins(show);
            cuc.joins(show);

            assertInstanceOf(Outbound.Done.class, desk.says(ref -> new Inbound.PinProducts(ref, show, List.of(honey))));
            assertEquals(List.of(honey), guest.hears(Outbound.ProductsPinned.class).products());
            assertInstanceOf(Outbound.Done.class, desk.says(ref -> new Inbound.OpenDeal(ref, show, honey, 150_000, 3, 2, 60_000, Phone.key())));
            assertEquals(150_000, guest.hears(Outbound.DealOpened.class).deal().priceVnd());

            var taken = an.takes(show, honey, 2).isHeld().hold();
            assertEquals(300_000, taken.totalVnd());
            assertEquals("Mật ong bạc hà", taken.lines().getFirst().name());
            assertEquals("A1", taken.lines().getFirst().code());
            assertEquals(8, guest.hears(Outbound.StockChanged.class, stock -> stock.product().equals(honey) && stock.held() == 2).free());
            var placed = orders(an, anh, show, taken.hold(), Payment.COD);
            assertEquals(OrderState.PLACED, placed.order().state());
            var arrived = desk.hears(Outbound.OrderArrived.class).order();
            assertEquals(placed.order().order(), arrived.order());
            assertFalse(arrived.recipient().phone().contains(anh.number().substring(1)), "staff see the number masked");

            var receipt = binh.chats(show, "chốt A2 x2 nhé shop").isPosted();
            assertNotNull(receipt.hold());
            assertEquals(240_000, receipt.hold().totalVnd());
            assertEquals("chốt A2 x2 nhé shop", guest.hears(Outbound.Said.class).line().text());
            orders(binh, banh, show, receipt.hold().hold(), Payment.COD);

            var third = cuc.takes(show, honey, 1).isHeld().hold();
            var byTransfer = orders(cuc, cach, show, third.hold(), Payment.VIETQR).order();
            assertEquals(PaidState.UNPAID, byTransfer.paid());
            var bank = new PretendBank(house.address().toString(), House.BANK_SECRET, InstantSource.system());
            assertEquals(200, bank.scanned(byTransfer.vietQr().payload(), "FT26111100001").status());
            assertEquals(200, bank.scanned(byTransfer.vietQr().payload(), "FT26111100001").status());
            var paid = cuc.hears(Outbound.OrderChanged.class, changed -> changed.paid() == PaidState.PAID);
            assertEquals(150_000, paid.paidVnd());

            var moved = stall.owner().post("/api/booths/" + stall.booth() + "/orders/move", "{\"orders\":[\"%s\"],\"to\":\"confirmed\"}".formatted(placed.order().order()));
            assertEquals(1, moved.get("orders").size());
            an.hears(Outbound.OrderChanged.class, changed -> changed.state() == OrderState.CONFIRMED);
            for (var to : List.of("packed", "shipped", "delivered")) {
                stall.owner().post("/api/booths/" + stall.booth() + "/orders/move", "{\"orders\":[\"%s\"],\"to\":\"%s\"}".formatted(placed.order().order(), to));
            }
            an.hears(Outbound.OrderChanged.class, changed -> changed.state() == OrderState.DELIVERED);

            assertInstanceOf(Outbound.Done.class, desk.says(ref -> new Inbound.ChangeStage(ref, show, Inbound.ChangeStage.Stage.END)));
            guest.hears(Outbound.ShowChanged.class, changed -> changed.state() == ShowState.ENDED);
            an.takes(show, honey, 1).isRefused(Why.SHOW_ENDED);
            var report = stall.owner().get("/api/booths/" + stall.booth() + "/shows/" + show + "/report");
            assertEquals(300_000 + 240_000 + 150_000, report.get("revenueVnd").asLong());
            assertEquals(3, report.get("orders").asInt());
            assertEquals(5, report.get("units").asInt());
        }
    }

    @Test
    void a_flash_of_buyers_gets_exactly_what_there_is_and_the_rest_stand_in_line() {
        var stall = Stall.opened(house.person("Anh Páo"));
        var silk = stall.sells("Khăn lanh", 90_000, 3);
        var show = stall.announces("Lanh Quản Bạ", 3, 1);
        try (var desk = stall.goesLive()) {
            var phones = java.util.stream.IntStream.range(0, 6).mapToObj(i -> house.person("Khách " + i).phone()).toList();
            phones.forEach(phone -> phone.joins(show));
            var replies = phones.parallelStream().map(phone -> phone.takesOrWaits(show, silk, 1).reply()).toList();
            assertEquals(3, replies.stream().filter(Outbound.HoldTaken.class::isInstance).count());
            assertEquals(3, replies.stream().filter(Outbound.Waiting.class::isInstance).count());
            for (int i = 0; i < 6; i++) {
                if (!(replies.get(i) instanceof Outbound.HoldTaken held)) continue;
                phones.get(i).says(ref -> new Inbound.ReleaseHold(ref, show, held.hold().hold()));
                break;
            }
            int first = 0;
            for (int i = 0; i < 6; i++) if (replies.get(i) instanceof Outbound.Waiting waiting && waiting.number() == 1) first = i;
            assertEquals(silk, phones.get(first).hears(Outbound.HoldGranted.class).hold().lines().getFirst().product());
            phones.forEach(Phone::close);
        }
    }

    @Test
    void a_second_start_finds_everything_again() {
        var stall = Stall.opened(house.person("Cô Sửu"));
        var tea = stall.sells("Trà hoa vàng", 250_000, 10);
        var show = stall.announces("Trà hoa vàng Ba Chẽ", 10, 5);
        Person an = house.person("An");
        HoldId hold;
        try (var desk = stall.goesLive(); var phone = an.phone()) {
            phone.joins(show);
            hold = phone.takes(show, tea, 2).isHeld().hold().hold();
            orders(phone, an, show, hold, Payment.COD);
            phone.takes(show, tea, 1).isHeld();
        }
        house.restart();
        try (var phone = an.at(house.address()).phone()) {
            var joined = phone.joins(show);
            assertEquals(1, joined.mine().holds().size());
            assertEquals(7, joined.scene().lineUp().getFirst().stock().free());
            var again = orders(phone, an, show, hold, Payment.COD);
            assertEquals(OrderState.PLACED, again.order().state());
        }
        assertEquals(1, an.at(house.address()).get("/api/orders").get("orders").size());
    }

    @Test
    void nobody_does_what_is_not_theirs_to_do() {
        var stall = Stall.opened(house.person("Bác Thìn"));
        var jar = stall.sells("Gốm Phù Lãng", 300_000, 5);
        var show = stall.announces("Gốm", 5, 5);
        try (var guest = house.stranger().phone(); var an = house.person("An").phone()) {
            var before = house.books().prints();
            assertEquals(Why.SIGN_IN_FIRST, ((Outbound.Refused) guest.says(ref -> new Inbound.TakeHold(ref, show, List.of(new Inbound.Line(jar, 1, null)), false, Phone.key()))).why());
            assertEquals(Why.SIGN_IN_FIRST, ((Outbound.Refused) guest.says(ref -> new Inbound.PostChat(ref, show, "chào", null, Phone.key()))).why());
            for (var refused : List.of(
                an.says(ref -> new Inbound.GoLive(ref, show, false)), an.says(ref -> new Inbound.ChangePrice(ref, show, jar, 1)), an.says(ref -> new Inbound.PinProducts(ref, show, List.of(jar))),
                an.says(ref -> new Inbound.OpenDeal(ref, show, jar, 1, 1, 1, 10_000, Phone.key())), an.says(ref -> new Inbound.ChangeStage(ref, show, Inbound.ChangeStage.Stage.END)))) {
                assertInstanceOf(Outbound.Refused.class, refused);
            }
            assertEquals(Why.NOT_FOUND, ((Outbound.Refused) an.says(ref -> new Inbound.JoinRoom(ref, new PlaceId("s07-nothing"), null, null))).why());
            assertEquals(Map.of(), house.books().changedSince(before));
        }
    }

    private static Outbound.OrderPlaced orders(Phone phone, Person buyer, PlaceId show, HoldId hold, Payment payment) {
        var answer = phone.says(ref -> new Inbound.PlaceOrder(ref, show, hold,
            new Inbound.Recipient("Nguyễn Thị Hường", buyer.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc"), payment, null));
        return assertInstanceOf(Outbound.OrderPlaced.class, answer, answer::toString);
    }
}
