package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Inbound.CartPart;
import vn.phien.protocol.Inbound.Line;
import vn.phien.protocol.Inbound.OrderPart;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Outbound.HoldsTaken;
import vn.phien.protocol.Outbound.OrdersPlaced;
import vn.phien.protocol.Payment;
import vn.phien.protocol.Views.OrderView;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** One cart over a show and the shelves of several booths, over the real wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CartTest {
    private House house;
    /** Two neighbours of one village, and one from elsewhere. */
    private Stall honeyStall, teaStall, potStall;
    private ProductId honey, tea, pot;
    private PlaceId show;
    private Phone desk;

    @BeforeAll
    void three_booths_of_which_two_are_neighbours() {
        house = House.open();
        honeyStall = Stall.opened(house.person("Chị Mai"));
        honey = honeyStall.sells("Mật ong bạc hà", 185_000, 200);
        teaStall = Stall.opened(house.person("Anh Páo"), "HTX Trà Shan tuyết", "08", "đồng văn ");
        tea = teaStall.sells("Trà Shan tuyết", 120_000, 200);
        potStall = Stall.opened(house.person("Cô Lụa"), "Gốm Bát Tràng", "01", "Bát Tràng");
        pot = potStall.sells("Ấm gốm", 350_000, 3);
        potStall.isPaidTo("970436", "0011223344", "GOM BAT TRANG");
        show = honeyStall.announces("Đang bán", 100, 90);
        desk = honeyStall.goesLive();
    }

    @AfterAll
    void the_books_are_right() {
        desk.close();
        house.books().audit();
        house.close();
    }

    private static Inbound.Recipient to(String phone) {
        return new Inbound.Recipient("Nguyễn Văn An", phone, "01", "Phường Hồng Hà", "12 ngõ Phất Lộc");
    }

    private static CartPart part(PlaceId room, ProductId product, int quantity) {
        return new CartPart(room, List.of(new Line(product, quantity, null)), Phone.key());
    }

    private PlaceId shelf(Stall stall) {
        return PlaceId.of(stall.booth());
    }

    private static HoldsTaken takes(Phone phone, List<CartPart> parts) {
        return assertInstanceOf(HoldsTaken.class, phone.says(ref -> new Inbound.TakeHolds(ref, parts)));
    }

    private static List<OrderPart> asOrders(HoldsTaken taken, Payment payment) {
        return taken.parts().stream().filter(part -> part.hold() != null).map(part -> new OrderPart(part.room(), part.hold().hold(), payment)).toList();
    }

    private static OrdersPlaced places(Phone phone, List<OrderPart> parts, Inbound.Recipient to, String key) {
        return assertInstanceOf(OrdersPlaced.class, phone.says(ref -> new Inbound.PlaceOrders(ref, parts, to, null, key)));
    }

    private List<CartPart> threeBooths() {
        return List.of(part(show, honey, 2), part(shelf(teaStall), tea, 1), part(shelf(potStall), pot, 1));
    }

    @Test
    void a_show_and_two_shelves_are_held_and_ordered_in_one_act_and_neighbours_share_a_parcel() {
        var an = house.person("An");
        try (var phone = an.phone(); var teaDesk = teaStall.owner().phone(); var potDesk = potStall.owner().phone()) {
            teaDesk.joins(shelf(teaStall));
            potDesk.joins(shelf(potStall));
            var asked = threeBooths();
            var taken = takes(phone, asked);
            assertEquals(3, taken.parts().stream().filter(part -> part.hold() != null && part.ended() == null).count(), taken.toString());
            assertEquals(taken.parts(), takes(phone, asked).parts(), "said again, it is the same cart");

            var parts = List.of(asOrders(taken, Payment.COD).get(0), asOrders(taken, Payment.COD).get(1), asOrders(taken, Payment.VIETQR).get(2));
            var key = Phone.key();
            var placed = places(phone, parts, to(an.number()), key);
            var orders = placed.parts().stream().map(Outbound.PartPlaced::order).toList();
            assertEquals(List.of(370_000L, 120_000L, 350_000L), orders.stream().map(OrderView::totalVnd).toList());
            assertEquals(List.of("HTX Trà Shan tuyết"), orders.get(0).parcel().with());
            assertEquals(List.of("HTX Mật ong Đồng Văn"), orders.get(1).parcel().with());
            assertEquals(orders.get(0).parcel().parcel(), orders.get(1).parcel().parcel());
            assertNull(orders.get(2).parcel(), "the pot comes from another village");
            assertNotNull(orders.get(2).vietQr());
            assertNull(orders.get(0).vietQr());
            assertEquals(ids(placed), ids(places(phone, parts, to(an.number()), key)), "said again, nothing is ordered twice");
            assertEquals("committed", takes(phone, asked).parts().getFirst().ended());

            assertEquals(orders.get(1).order(), teaDesk.hears(Outbound.OrderArrived.class).order().order());
            assertEquals(orders.get(2).order(), potDesk.hears(Outbound.OrderArrived.class).order().order());
            var atTheTeaStall = teaStall.owner().get("/api/orders/" + orders.get(1).order());
            assertEquals("HTX Mật ong Đồng Văn", atTheTeaStall.at("/parcel/with/0").asText());
            assertFalse(atTheTeaStall.toString().contains(orders.get(0).order().value()), "no more than the name of the booth");
            var label = teaStall.owner().tries("GET", "/api/booths/" + teaStall.booth() + "/orders/labels?orders=" + orders.get(1).order(), null).body();
            assertTrue(label.contains("Gộp một kiện") && label.contains("HTX Mật ong Đồng Văn"), label);

            assertInstanceOf(Outbound.Done.class, phone.says(ref -> new Inbound.CancelOrder(ref, orders.get(0).order(), null)));
            assertTrue(teaStall.owner().get("/api/orders/" + orders.get(1).order()).path("parcel").isMissingNode(), "a cancelled order leaves the parcel");
        }
    }

    private static List<Object> ids(OrdersPlaced placed) {
        return placed.parts().stream().<Object>map(part -> part.order().order()).toList();
    }

    @Test
    void what_cannot_be_held_is_told_and_the_rest_stays() {
        var binh = house.person("Bình");
        try (var phone = binh.phone()) {
            var taken = takes(phone, List.of(part(show, honey, 1), part(shelf(potStall), pot, 50), part(shelf(teaStall), pot, 1), part(new PlaceId("b07-nowhere"), tea, 1)));
            assertNotNull(taken.parts().get(0).hold());
            assertEquals(Why.NOT_ENOUGH, taken.parts().get(1).refused().why());
            assertEquals(pot.value(), taken.parts().get(1).refused().field());
            assertTrue(taken.parts().get(1).refused().free() <= 3);
            assertEquals(Why.NOT_ON_SALE, taken.parts().get(2).refused().why());
            assertEquals(Why.NOT_FOUND, taken.parts().get(3).refused().why());
            var fewer = takes(phone, List.of(part(shelf(potStall), pot, 1)));
            assertNotNull(fewer.parts().getFirst().hold());
            for (var part : List.of(taken.parts().get(0), fewer.parts().getFirst())) assertInstanceOf(Outbound.Done.class, phone.says(ref -> new Inbound.ReleaseHold(ref, part.room(), part.hold().hold())));
        }
    }

    @Test
    void of_a_part_every_line_that_cannot_be_had_is_told() {
        var cup = potStall.sells("Chén trà", 40_000, 6);
        try (var phone = house.person("Dung").phone()) {
            var asked = List.of(new CartPart(shelf(potStall), List.of(new Line(pot, 50, null), new Line(cup, 2, null), new Line(tea, 1, null)), Phone.key()));
            var whole = takes(phone, asked).parts().getFirst();
            assertEquals(Why.NOT_ON_SALE, whole.refused().why(), "what another booth sells is refused before anything is counted");
            asked = List.of(new CartPart(shelf(potStall), List.of(new Line(pot, 50, null), new Line(cup, 7, null)), Phone.key()));
            var part = takes(phone, asked).parts().getFirst();
            assertNull(part.hold());
            assertEquals(List.of(pot.value(), Why.NOT_ENOUGH), List.of(part.refused().field(), part.refused().why()));
            assertEquals(1, part.more().size());
            assertEquals(List.of(cup.value(), Why.NOT_ENOUGH, 6), List.of(part.more().getFirst().field(), part.more().getFirst().why(), part.more().getFirst().free()));
        }
    }

    @Test
    void a_part_that_fails_leaves_the_others() {
        var cuc = house.person("Cúc");
        try (var phone = cuc.phone()) {
            var taken = takes(phone, List.of(part(show, honey, 1), part(shelf(teaStall), tea, 1)));
            var first = taken.parts().get(0);
            assertInstanceOf(Outbound.Done.class, phone.says(ref -> new Inbound.ReleaseHold(ref, first.room(), first.hold().hold())));
            var placed = places(phone, asOrders(taken, Payment.COD), to(cuc.number()), Phone.key());
            assertEquals(Why.HOLD_RESOLVED, placed.parts().get(0).refused().why());
            assertNull(placed.parts().get(1).order().parcel(), "nobody is left to share the parcel with");
            var qr = takes(phone, List.of(part(show, honey, 1), part(shelf(teaStall), tea, 1)));
            var again = places(phone, List.of(asOrders(qr, Payment.VIETQR).get(0), asOrders(qr, Payment.COD).get(1)), to(cuc.number()), Phone.key());
            assertEquals(Why.NO_BANK_ACCOUNT, again.parts().get(0).refused().why());
            assertNotNull(again.parts().get(1).order());
        }
    }

    @Test
    void an_act_over_three_booths_counts_once_at_the_door_for_cash() {
        var dung = house.person("Dũng");
        try (var phone = dung.phone()) {
            // a gift to a number that nobody has proved: one act, of up to three booths
            var gift = places(phone, asOrders(takes(phone, threeBooths()), Payment.COD), to("0939000111"), Phone.key());
            assertTrue(gift.parts().stream().allMatch(part -> part.order() != null), gift.toString());
            var more = places(phone, asOrders(takes(phone, List.of(part(shelf(teaStall), tea, 1))), Payment.COD), to("0939000111"), Phone.key());
            assertEquals(Why.TOO_MANY_OPEN_COD, more.parts().getFirst().refused().why());
            // to one's own number five acts in all, the gift among them
            for (int act = 0; act < 4; act++) {
                var placed = places(phone, asOrders(takes(phone, List.of(part(show, honey, 1), part(shelf(teaStall), tea, 1))), Payment.COD), to(dung.number()), Phone.key());
                assertTrue(placed.parts().stream().allMatch(part -> part.order() != null), placed.toString());
            }
            var sixth = places(phone, asOrders(takes(phone, List.of(part(show, honey, 1))), Payment.COD), to(dung.number()), Phone.key());
            assertEquals(Why.TOO_MANY_OPEN_COD, sixth.parts().getFirst().refused().why());
        }
    }

    @Test
    void an_act_that_two_phones_of_one_person_say_at_once_is_one_act() {
        var giang = house.person("Giang");
        try (var one = giang.phone(); var other = giang.phone()) {
            var asked = List.of(part(show, honey, 1), part(shelf(teaStall), tea, 1));
            var taken = twice(one, other, phone -> takes(phone, asked));
            assertEquals(taken.get(0).parts(), taken.get(1).parts());
            var parts = asOrders(taken.get(0), Payment.COD);
            var key = Phone.key();
            var placed = twice(one, other, phone -> places(phone, parts, to(giang.number()), key));
            assertEquals(ids(placed.get(0)), ids(placed.get(1)));
            assertEquals(2, giang.get("/api/orders").get("orders").size());
        }
    }

    private static <T> List<T> twice(Phone one, Phone other, java.util.function.Function<Phone, T> says) {
        var second = java.util.concurrent.CompletableFuture.supplyAsync(() -> says.apply(other));
        return List.of(says.apply(one), second.join());
    }

    @Test
    void nobody_orders_the_holds_of_another() {
        try (var phone = house.person("Em").phone(); var thief = house.person("Gã").phone()) {
            var taken = takes(phone, List.of(part(show, honey, 1), part(shelf(teaStall), tea, 1)));
            var before = house.books().digest(key -> key.contains("stock") || key.contains(":o") || key.contains("orders"));
            var placed = places(thief, asOrders(taken, Payment.COD), to("0939000222"), Phone.key());
            assertTrue(placed.parts().stream().allMatch(part -> part.refused().why() == Why.NOT_FOUND), placed.toString());
            assertEquals(before, house.books().digest(key -> key.contains("stock") || key.contains(":o") || key.contains("orders")));
            var mine = places(phone, asOrders(taken, Payment.COD), to("0939000333"), Phone.key());
            assertEquals(List.of("HTX Trà Shan tuyết"), mine.parts().get(0).order().parcel().with());
        }
    }

    @Test
    void a_shelf_sells_by_day_at_the_price_of_the_catalogue_and_shuts_for_what_is_archived() {
        Person hoa = house.person("Hoa");
        var lamp = potStall.sells("Đèn gốm", 90_000, 5);
        try (var phone = hoa.phone()) {
            var scene = phone.joins(shelf(potStall)).scene();
            assertTrue(scene.ordersOpen());
            assertEquals(90_000, scene.lineUp().stream().filter(offer -> offer.product().equals(lamp)).findFirst().orElseThrow().priceVnd());
            assertEquals("Đèn gốm", hoa.get("/api/products/" + lamp).get("name").asText());
            assertEquals(404, hoa.tries("GET", "/api/products/" + lamp.value() + "x", null).statusCode());
            assertEquals(400, hoa.tries("GET", "/api/products/lamp", null).statusCode());
            var hold = phone.takes(shelf(potStall), lamp, 2).isHeld().hold();
            assertEquals(180_000, hold.totalVnd());
            phone.hears(Outbound.StockChanged.class, stock -> stock.product().equals(lamp) && stock.free() == 3);
            potStall.owner().put("/api/booths/" + potStall.booth() + "/products/" + lamp + "/archived", "{\"rev\":1,\"archived\":true}");
            phone.takes(shelf(potStall), lamp, 1).isRefused(Why.ORDERS_STOPPED);
            assertInstanceOf(Outbound.OrderPlaced.class, phone.says(ref -> new Inbound.PlaceOrder(ref, shelf(potStall), hold.hold(), to(hoa.number()), Payment.VIETQR, null)));
        }
    }
}
