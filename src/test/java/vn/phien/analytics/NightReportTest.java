package vn.phien.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import vn.phien.base.PhoneNumber;
import vn.phien.base.Shard;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.redis.Keys;
import vn.phien.testkit.Evening;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;

/** A night from open doors to the morning after: what the report says is what the books have, and it stays so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NightReportTest {
    private House house;
    private Person organizer;
    private Stall honey;
    private Stall silk;
    private Evening evening;

    @BeforeAll
    void a_night_is_sold() {
        house = House.open();
        organizer = house.person("Cô Hà");
        house.app().makeOrganizer(PhoneNumber.parse(organizer.number()).orElseThrow());
        honey = Stall.opened(house.person("Chị Mai"));
        honey.sells("Mật ong bạc hà", 185_000, 30);
        honey.sells("Sáp ong", 40_000, 1);
        silk = Stall.opened(house.person("Anh Lụa"));
        silk.sells("Khăn lụa", 300_000, 20);
        for (var stall : List.of(honey, silk)) stall.isPaidTo("970436", stall == honey ? "0011223344" : "0011223355", "HTX MAT ONG DONG VAN");
        evening = Evening.opens(organizer, List.of("Khu Bắc", "Khu Nam"), List.of(honey, silk));
        honey.announces("Phiên mật", 1, 5);
        silk.announces("Phiên lụa", 10, 5);
        try (var mai = honey.goesLive(); var lua = silk.goesLive(); var an = house.person("Nguyễn An Bí Mật").phone(); var binh = house.person("Bình").phone(); var guest = house.stranger().phone()) {
            mai.says(ref -> new Inbound.ChangeStock(ref, honey.show(), honey.product(0), 20, Phone.key()));
            try (var walker = house.person("Người dạo phố").phone()) {
                walker.says(ref -> new Inbound.WatchNight(ref, evening.night(), List.of()));
            }
            for (var phone : List.of(an, binh, guest)) phone.joins(honey.show());
            for (var phone : List.of(an, binh)) phone.joins(silk.show());
            buys(an, honey, 0, 2, Payment.VIETQR);
            buys(binh, honey, 0, 1, Payment.VIETQR);
            buys(binh, silk, 0, 3, Payment.COD);
            var regretted = buys(an, silk, 0, 1, Payment.VIETQR);
            an.says(ref -> new Inbound.CancelOrder(ref, regretted, "Đặt nhầm"));
            buys(an, honey, 1, 1, Payment.VIETQR);
            binh.takesOrWaits(honey.show(), honey.product(1), 1).isWaiting();
            binh.chats(honey.show(), "chốt B77").isPosted();
            binh.chats(honey.show(), "Mật này lên men không chị?").isPosted();
            for (var stall : List.of(honey, silk)) (stall == honey ? mai : lua).says(ref -> new Inbound.ChangeStage(ref, stall.show(), Inbound.ChangeStage.Stage.END));
        }
        evening.closes();
    }

    @AfterAll
    void close() {
        house.close();
    }

    @AfterEach
    void the_books_are_right() {
        house.books().check();
    }

    private static vn.phien.base.OrderId buys(Phone phone, Stall stall, int product, int quantity, Payment payment) {
        var hold = phone.takes(stall.show(), stall.product(product), quantity).isHeld().hold();
        var to = new Inbound.Recipient("Nguyễn Thị Hường", "0912345678", "01", "Phường Hồng Hà", "12 ngõ Phất Lộc");
        return assertInstanceOf(Outbound.OrderPlaced.class, phone.says(ref -> new Inbound.PlaceOrder(ref, stall.show(), hold.hold(), to, payment, null))).order().order();
    }

    private JsonNode report() {
        return organizer.get("/api/nights/" + evening.night() + "/report");
    }

    private JsonNode reportWhen(Predicate<JsonNode> told) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (true) {
            var report = report();
            if (told.test(report)) return report;
            if (System.nanoTime() > end) throw new AssertionError("the report never says so: " + report);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
        }
    }

    @Test
    @Order(1)
    void the_figures_are_those_of_the_books() {
        var report = reportWhen(now -> now.at("/sum/cancelled").asInt() == 1 && now.at("/sum/orders").asInt() == 4 && now.at("/sum/waits").asInt() == 1 && now.at("/missing/codes").size() == 1);
        var sum = report.get("sum");
        long money = 0;
        int orders = 0, units = 0;
        for (var stall : List.of(honey, silk)) {
            for (var order : stall.owner().get("/api/booths/" + stall.booth() + "/orders").get("orders")) {
                if (order.get("state").asText().equals("cancelled")) continue;
                money += order.get("totalVnd").asLong();
                orders++;
                for (var line : order.get("lines")) units += line.get("quantity").asInt();
            }
        }
        assertEquals(3 * 185_000 + 3 * 300_000 + 40_000, money);
        assertEquals(money, sum.get("vnd").asLong());
        assertEquals(orders, sum.get("orders").asInt());
        assertEquals(units, sum.get("units").asInt());
        assertEquals(300_000, sum.get("cancelledVnd").asLong());
        assertEquals(5, sum.get("holds").asInt());
        assertEquals(4, sum.get("visits").asInt(), "who only walked the street came, too");
        assertEquals(1, sum.get("unanswered").asInt());
        assertEquals(1000, sum.get("ordersPer1000").asInt());
    }

    @Test
    @Order(2)
    void halls_provinces_booths_and_goods_add_up_to_the_night() {
        var report = report();
        for (var part : List.of("halls", "provinces", "booths")) {
            for (var figure : List.of("orders", "units", "vnd", "cancelled", "cancelledVnd", "holds", "waits", "unanswered")) {
                long sum = 0;
                for (var one : report.get(part)) sum += one.get("sum").get(figure).asLong();
                assertEquals(report.at("/sum/" + figure).asLong(), sum, part + " " + figure);
            }
        }
        long goods = 0, moments = 0, money = 0;
        for (var good : report.get("goods")) goods += good.get("vnd").asLong();
        for (var moment : report.get("moments")) {
            moments += moment.get("orders").asLong();
            money += moment.get("vnd").asLong();
        }
        assertEquals(report.at("/sum/vnd").asLong(), goods);
        assertEquals(report.at("/sum/vnd").asLong(), money);
        assertEquals(report.at("/sum/orders").asInt(), moments);
        assertEquals("B77", report.at("/missing/codes/0/what").asText());
        assertEquals(honey.product(1).value(), report.at("/missing/soldOut/0/product").asText());
        assertEquals(2, report.get("halls").size());
        assertEquals(1, report.at("/halls/0/live").asInt());
    }

    @Test
    @Order(3)
    void a_parcel_that_is_refused_later_counts_for_its_night() {
        var order = silk.owner().get("/api/booths/" + silk.booth() + "/orders?state=placed").at("/orders/0/order").asText();
        for (var to : List.of("confirmed", "packed", "shipped", "refused", "returned"))
            silk.owner().post("/api/booths/" + silk.booth() + "/orders/move", "{\"orders\":[\"%s\"],\"to\":\"%s\",\"reason\":\"không nhận\"}".formatted(order, to));
        var report = reportWhen(now -> now.at("/sum/returned").asInt() == 1);
        assertEquals(1, report.at("/sum/refused").asInt());
        assertEquals(3 * 185_000 + 40_000, report.at("/sum/vnd").asLong());
        assertEquals(900_000, report.at("/sum/returnedVnd").asLong());
    }

    @Test
    @Order(4)
    void an_order_after_the_doors_were_shut_is_not_of_the_night() {
        var before = report();
        silk.announces("Phiên hôm sau", 1, 5);
        try (var lua = silk.goesLive(); var an = house.person("Cúc").phone()) {
            lua.says(ref -> new Inbound.ChangeStock(ref, silk.show(), silk.product(0), 2, Phone.key()));
            an.joins(silk.show());
            buys(an, silk, 0, 1, Payment.VIETQR);
            lua.says(ref -> new Inbound.ChangeStage(ref, silk.show(), Inbound.ChangeStage.Stage.END));
        }
        // every fact has been folded when the reader stands at the end of the shard
        var shard = silk.booth().shard();
        long end = System.nanoTime() + 10_000_000_000L;
        while (!house.app().link().ask(Command.HGET, Keys.readers(shard), "night-figures").toString().equals(house.app().link().ask(Command.XREVRANGE, Keys.facts(shard), "+", "-", "COUNT", 1).get(0).get(0).toString()))
            assertTrue(System.nanoTime() < end);
        for (var part : List.of("/sum/orders", "/sum/vnd", "/sum/holds", "/goods", "/moments")) assertEquals(before.at(part), report().at(part), part);
    }

    @Test
    @Order(5)
    void it_survives_a_restart_and_a_fold_that_hears_everything_again() {
        var before = report();
        for (int s = 0; s < Shard.COUNT; s++) house.app().link().ask(Command.HDEL, Keys.readers(new Shard(s)), "night-figures");
        house.restart();
        organizer = organizer.at(house.address());
        long end = System.nanoTime() + 10_000_000_000L;
        while (house.app().link().ask(Command.HGET, Keys.readers(silk.booth().shard()), "night-figures") == null) assertTrue(System.nanoTime() < end);
        assertEquals(before, report());
    }

    @Test
    @Order(6)
    void the_export_has_everything_but_persons() throws Exception {
        var files = unzip(bytes("/api/nights/" + evening.night() + "/export.zip"));
        assertEquals(List.of("report.csv", "booths.csv", "orders.csv", "visits.csv", "incidents.csv", "announcements.csv", "asked-in-vain.csv"), List.copyOf(files.keySet()));
        assertEquals(1 + 5, files.get("orders.csv").strip().lines().count());
        assertEquals(1 + 2, files.get("booths.csv").strip().lines().count());
        assertTrue(files.get("asked-in-vain.csv").contains("code,B77,1"));
        for (var text : files.values()) for (var secret : List.of("Hường", "0912345678", "Phất Lộc", "Bí Mật", "u-")) assertFalse(text.contains(secret), secret);
        assertTrue(new String(bytes("/api/nights/" + evening.night() + "/report.csv"), StandardCharsets.UTF_8).contains("Khu Bắc"));
    }

    @Test
    @Order(7)
    void a_producer_sees_the_own_part_and_nobody_elses() {
        var own = honey.owner().at(house.address()).get("/api/booths/" + honey.booth() + "/nights/" + evening.night() + "/report");
        assertEquals(3 * 185_000 + 40_000, own.at("/sum/vnd").asLong());
        var stranger = honey.owner().at(house.address());
        assertEquals(403, stranger.tries("GET", "/api/booths/" + silk.booth() + "/nights/" + evening.night() + "/report", null).statusCode());
        for (var path : List.of("report", "report.csv", "export.zip", "wall", "incidents", "announcements")) assertEquals(403, stranger.tries("GET", "/api/nights/" + evening.night() + "/" + path, null).statusCode(), path);
        assertEquals(404, organizer.tries("GET", "/api/nights/n05-none/report", null).statusCode());
        assertEquals(400, organizer.tries("GET", "/api/nights/none/report", null).statusCode());
    }

    private byte[] bytes(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(house.address() + path)).header("Cookie", organizer.cookie()).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    private static Map<String, String> unzip(byte[] bytes) throws IOException {
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        }
        return files;
    }
}
