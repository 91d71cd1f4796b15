package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Shard;
import vn.phien.base.Why;
import vn.phien.orders.PretendBank;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.PaidState;
import vn.phien.protocol.Payment;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Outside;
import vn.phien.redis.Rates;
import vn.phien.redis.Unavailable;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.RedisServer;
import vn.phien.testkit.Stall;

/** Three masters share the books: booths stand on different ones, and one that dies takes only its own booths off the market. */
class RedisClusterTest {
    private static List<RedisServer> masters;

    @BeforeAll
    static void start() {
        masters = RedisServer.cluster();
    }

    @AfterAll
    static void end() {
        masters.forEach(RedisServer::close);
    }

    private static int slot(String key) {
        return Integer.parseInt(masters.getFirst().says("CLUSTER", "KEYSLOT", key));
    }

    /** The number of the master that has a key, as the slots were given at the start. */
    private static int owner(String key) {
        int slot = slot(key);
        return slot < 5_461 ? 0 : slot < 10_923 ? 1 : 2;
    }

    private static Inbound.PlaceOrder order(Outbound.HoldTaken taken, Person buyer, Payment payment) {
        return new Inbound.PlaceOrder(0, taken.hold().room(), taken.hold().hold(), new Inbound.Recipient("Nguyễn Thị Hường", buyer.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc"), payment, null);
    }

    private static Outbound.Reply orders(Phone phone, Inbound.PlaceOrder like) {
        return phone.says(ref -> new Inbound.PlaceOrder(ref, like.room(), like.hold(), like.recipient(), like.payment(), like.note()));
    }

    private record Sale(Stall stall, Phone desk, ProductId product, PlaceId show) { }

    @Test
    void the_whole_house_runs_on_it_and_a_master_that_dies_takes_only_its_own_booths_away() {
        try (var house = House.open(Map.of("PHIEN_REDIS_URL", masters.get(2).url() + "," + masters.get(0).url()))) {
            var sales = new LinkedHashMap<Integer, Sale>();
            for (int i = 0; sales.size() < 2; i++) {
                assertTrue(i < 30, "booths are on different masters");
                var stall = Stall.opened(house.person("Chủ " + i));
                int owner = owner(Keys.booth(stall.booth()));
                if (sales.containsKey(owner)) continue;
                stall.isPaidTo("970436", "00112233" + i, "HTX MAT ONG DONG VAN");
                var product = stall.sells("Mật ong bạc hà", 185_000, 10);
                var show = stall.announces("Phiên của máy " + owner, 10, 5);
                sales.put(owner, new Sale(stall, stall.goesLive(), product, show));
            }
            var an = house.person("An");
            for (var sale : sales.values()) {
                try (var phone = an.phone()) {
                    phone.joins(sale.show);
                    var placed = assertInstanceOf(Outbound.OrderPlaced.class, orders(phone, order(phone.takes(sale.show, sale.product, 2).isHeld(), an, Payment.VIETQR))).order();
                    sale.desk.hears(Outbound.OrderArrived.class, arrived -> arrived.order().order().equals(placed.order()));
                    assertInstanceOf(Outbound.ChatPosted.class, phone.chats(sale.show, "shop ơi").reply());
                    var bank = new PretendBank(house.address().toString(), House.BANK_SECRET, InstantSource.system());
                    assertEquals(200, bank.scanned(placed.vietQr().payload(), "FT2611" + sale.show.value().substring(4)).status());
                    phone.hears(Outbound.OrderChanged.class, changed -> changed.paid() == PaidState.PAID);
                    sale.stall.owner().post("/api/booths/" + sale.stall.booth() + "/orders/move", "{\"orders\":[\"%s\"],\"to\":\"confirmed\"}".formatted(placed.order()));
                    phone.hears(Outbound.OrderChanged.class, changed -> changed.state() == OrderState.CONFIRMED);
                    var report = sale.stall.owner().get("/api/booths/" + sale.stall.booth() + "/shows/" + sale.show + "/report");
                    assertEquals(370_000, report.get("revenueVnd").asLong());
                }
            }
            assertEquals(2, an.get("/api/orders").get("orders").size(), "one list over both");
            assertTrue(house.stranger().get("/api/shows").toString().contains(sales.sequencedValues().getLast().show.value()));
            house.books().audit();

            int dies = owner(Keys.account(an.account())) == sales.firstEntry().getKey() ? sales.lastEntry().getKey() : sales.firstEntry().getKey();
            var lost = sales.get(dies);
            var stays = sales.entrySet().stream().filter(sale -> sale.getKey() != dies).findFirst().orElseThrow().getValue();
            try (var phone = an.phone(); var other = an.phone()) {
                phone.joins(lost.show);
                other.joins(stays.show);
                var held = phone.takes(lost.show, lost.product, 1).isHeld();
                masters.get(dies).kill();
                var asked = order(held, an, Payment.COD);
                assertEquals(Why.TRY_AGAIN, assertInstanceOf(Outbound.Refused.class, orders(phone, asked)).why());
                RedisServer.soon("the others sell on", () -> {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                    return other.takes(stays.show, stays.product, 1).reply() instanceof Outbound.HoldTaken;
                });
                assertEquals(200, house.stranger().tries("GET", "/health/ready", null).statusCode());
                masters.get(dies).startAgain();
                RedisServer.soon("the order", () -> {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                    try (var again = an.phone()) {
                        return orders(again, asked) instanceof Outbound.OrderPlaced;
                    }
                });
            }
            sales.values().forEach(sale -> sale.desk.close());
            RedisServer.soon("all three orders in the list", () -> an.get("/api/orders").get("orders").size() == 3);
            house.books().check();
        }
    }

    @Test
    void a_replica_takes_over_from_a_master_that_dies_and_nothing_that_was_kept_is_lost() {
        var vertx = Vertx.vertx();
        var own = new ArrayList<>(RedisServer.cluster());
        Link link = null;
        try {
            var dies = own.getFirst();
            var replica = RedisServer.clusterReplicaOf(dies);
            own.add(replica);
            link = Link.to(vertx, Outside.at(own.get(1).url(), own.get(2).url()).with(1, 2_000));
            var careful = link;
            var there = IntStream.range(0, Shard.COUNT).mapToObj(Shard::new).filter(shard -> slot(shard.tag()) < 5_461).toList();
            var elsewhere = IntStream.range(0, Shard.COUNT).mapToObj(Shard::new).filter(shard -> slot(shard.tag()) >= 5_461).findFirst().orElseThrow();
            for (var shard : there) careful.kept(Command.SET, shard.tag() + ":n", "kept").await();
            assertThrows(Unavailable.class, () -> careful.kept(Command.SET, elsewhere.tag() + ":n", "?").await(), "that master has no replica");
            var era = careful.era(there.getFirst());
            dies.kill();
            assertThrows(Unavailable.class, () -> careful.ask(Command.GET, there.getFirst().tag() + ":n"));
            RedisServer.soon("the replica is master", () -> {
                try {
                    return careful.ask(Command.SET, there.getFirst().tag() + ":after", "1") != null;
                } catch (Unavailable e) {
                    return false;
                }
            });
            assertEquals(there.stream().map(shard -> "kept").toList(), careful.batch(there.stream().map(shard -> Link.request(Command.GET, shard.tag() + ":n")).toList()).await().stream().map(Object::toString).toList());
            assertTrue(!careful.era(there.getFirst()).equals(era));
        } finally {
            if (link != null) link.close();
            own.forEach(RedisServer::close);
            vertx.close().await();
        }
    }

    @Test
    void commands_follow_a_slot_that_moves_and_answers_of_a_batch_stay_in_order() {
        var vertx = Vertx.vertx();
        var link = Link.to(vertx, Outside.at(masters.get(1).url()));
        try {
            int owner = owner("{moves}"), slot = slot("{moves}");
            var from = masters.get(owner);
            var to = masters.get((owner + 1) % 3);
            link.ask(Command.SET, "{moves}:old", "was here");
            var everywhere = new ArrayList<Request>();
            for (int s = 0; s < Shard.COUNT; s++) {
                var key = new Shard(s).tag() + ":n";
                link.ask(Command.SET, key, s);
                everywhere.add(Link.request(Command.GET, key));
            }
            everywhere.add(Link.request(Command.GET, "{moves}:old"));
            var expected = new ArrayList<>(IntStream.range(0, Shard.COUNT).mapToObj(Integer::toString).toList());
            expected.add("was here");
            assertEquals(expected, link.batch(everywhere).await().stream().map(Object::toString).toList());
            assertEquals(3, link.everywhere(Link.request(Command.PING)).await().size());

            assertEquals("OK", to.says("CLUSTER", "SETSLOT", Integer.toString(slot), "IMPORTING", from.says("CLUSTER", "MYID")));
            assertEquals("OK", from.says("CLUSTER", "SETSLOT", Integer.toString(slot), "MIGRATING", to.says("CLUSTER", "MYID")));
            // what is not here any more is there: ASK
            var rates = new Rates(link, Clock.systemUTC());
            to.says("SCRIPT", "FLUSH");
            assertEquals(0, rates.take("moves", new Rates.Rate(1, 60_000), 1).await());
            assertTrue(rates.take("moves", new Rates.Rate(1, 60_000), 1).await() > 0, "the bucket is empty, over there");
            link.ask(Command.SET, "{moves}:new", "there");
            assertEquals("there", link.ask(Command.GET, "{moves}:new").toString());
            assertEquals("was here", link.ask(Command.GET, "{moves}:old").toString());
            everywhere.add(Link.request(Command.GET, "{moves}:new"));
            expected.add("there");
            assertEquals(expected, link.batch(everywhere).await().stream().map(Object::toString).toList());
            // keys on both sides: the store says TRYAGAIN
            var both = assertThrows(Unavailable.class, () -> link.ask(Command.MGET, "{moves}:old", "{moves}:new"));
            assertTrue(both.getMessage().startsWith("TRYAGAIN"), both::getMessage);

            assertEquals("OK", from.says("MIGRATE", "127.0.0.1", Integer.toString(to.port()), "", "0", "5000", "AUTH", RedisServer.PASSWORD, "KEYS", "{moves}:old"));
            for (var server : List.of(to, from)) assertEquals("OK", server.says("CLUSTER", "SETSLOT", Integer.toString(slot), "NODE", to.says("CLUSTER", "MYID")));
            // the link does not know yet: MOVED
            assertEquals(expected, link.batch(everywhere).await().stream().map(Object::toString).toList());
            to.says("SCRIPT", "FLUSH");
            assertTrue(rates.take("moves", new Rates.Rate(1, 60_000), 1).await() > 0);
            assertEquals("was here", link.ask(Command.GET, "{moves}:old").toString());
        } finally {
            link.close();
            vertx.close().await();
        }
    }
}
