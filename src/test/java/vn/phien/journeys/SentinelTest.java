package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.phien.base.HoldId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.redis.Keys;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.RedisServer;
import vn.phien.testkit.Stall;
import vn.phien.testkit.Stubborn;

/** A master, two replicas and three sentinels. Masters die and hang while people buy: nothing that was acknowledged is lost. */
class SentinelTest {
    private static final int BUYERS = 3;
    private static final int UNITS = 2_000;
    private final List<RedisServer> servers = new ArrayList<>();
    private final List<RedisServer> sentinels = new ArrayList<>();
    private final Map<OrderId, Long> acknowledged = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    @AfterEach
    void all_end() {
        open = false;
        sentinels.forEach(RedisServer::close);
        servers.forEach(RedisServer::close);
    }

    private RedisServer master() {
        var port = sentinels.getFirst().says("SENTINEL", "GET-MASTER-ADDR-BY-NAME", "phien").lines().toList().getLast();
        return servers.stream().filter(server -> port.equals(Integer.toString(server.port()))).findFirst().orElseThrow();
    }

    /** Waits until one more order was acknowledged: the house sells. */
    private void sells() {
        int before = acknowledged.size();
        RedisServer.soon("an order is acknowledged", () -> acknowledged.size() > before);
    }

    private void buys(Person person, PlaceId show, ProductId product) {
        var line = new Stubborn(person, show, () -> open);
        for (int n = 0; open; n++) {
            var key = Phone.key();
            if (!(line.says(ref -> new Inbound.TakeHold(ref, show, List.of(new Inbound.Line(product, 1, null)), false, key)) instanceof Outbound.HoldTaken)) continue;
            var hold = HoldId.in(show.shard(), key);
            if (n % 4 == 3) line.says(ref -> new Inbound.ReleaseHold(ref, show, hold));
            else if (line.says(ref -> new Inbound.PlaceOrder(ref, show, hold, new Inbound.Recipient("Nguyễn Thị Hường", person.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc"), Payment.VIETQR, null))
                instanceof Outbound.OrderPlaced(int ref, var order)) acknowledged.put(order.order(), order.totalVnd());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        line.hangUp();
    }

    @Test
    void masters_die_and_hang_while_people_buy_and_nothing_that_was_acknowledged_is_lost() throws InterruptedException {
        servers.add(RedisServer.start());
        for (int i = 0; i < 2; i++) servers.add(RedisServer.replicaOf(servers.getFirst()));
        for (int i = 0; i < 3; i++) sentinels.add(RedisServer.sentinelOf(servers.getFirst()));
        var settings = Map.of("PHIEN_REDIS_URL", "redis://:" + RedisServer.PASSWORD + "@phien", "PHIEN_REDIS_SENTINELS", sentinels.stream().map(RedisServer::plainUrl).collect(Collectors.joining(",")),
            "PHIEN_REDIS_WAIT_REPLICAS", "1", "PHIEN_SALE_HOLD_SECONDS", "20");
        try (var house = House.open(settings)) {
            var stall = Stall.opened(house.person("Chị Mai"));
            var honey = stall.sells("Mật ong bạc hà", 185_000, UNITS);
            stall.isPaidTo("970436", "0011223344", "HTX MAT ONG DONG VAN");
            var show = stall.announces("Đêm đổi chủ", UNITS, 99);
            stall.goesLive().close();
            var buyers = IntStream.range(0, BUYERS).mapToObj(i -> house.person("Khách " + i)).toList();
            var threads = buyers.stream().map(buyer -> Thread.ofPlatform().start(() -> buys(buyer, show, honey))).toList();
            RedisServer.soon("sentinels know each other and the replicas", () -> sentinels.stream().allMatch(sentinel -> {
                var known = sentinel.says("SENTINEL", "MASTER", "phien").lines().toList();
                return known.get(known.indexOf("num-slaves") + 1).equals("2") && known.get(known.indexOf("num-other-sentinels") + 1).equals("2");
            }));
            Outbound.Joined before;
            try (var watching = house.stranger().phone()) {
                before = watching.joins(show);
                sells();
                var dead = master();
                dead.kill();
                RedisServer.soon("another master", () -> master() != dead);
                sells();
                assertEquals(4410, watching.closesWith(), "the new master may have lost the end of the log");
                dead.startAgain("replicaof 127.0.0.1 " + master().port());
                RedisServer.soon("a replica again", () -> dead.says("INFO", "replication").contains("master_link_status:up"));
            }
            try (var back = house.stranger().phone()) {
                RedisServer.soon("a new scene", () -> back.says(ref -> new Inbound.JoinRoom(ref, show, before.seq(), before.epoch())) instanceof Outbound.Joined joined && !joined.recovered());
            }
            var hangs = master();
            hangs.pause();
            RedisServer.soon("another master", () -> master() != hangs);
            sells();
            hangs.resume();
            // it still takes itself for the master: nothing of the house goes there
            for (int i = 0; i < 5; i++) sells();
            open = false;
            for (var thread : threads) thread.join();
            var link = house.app().link();
            acknowledged.forEach((order, total) -> {
                var kept = link.ask(Command.HGET, Keys.order(order), "totalVnd");
                assertNotNull(kept, () -> "acknowledged and lost: " + order);
                assertEquals(total, kept.toLong());
            });
            house.books().check();
        }
    }
}
