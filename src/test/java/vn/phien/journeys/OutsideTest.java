package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Shard;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Outside;
import vn.phien.redis.Rates;
import vn.phien.redis.Script;
import vn.phien.redis.Unavailable;
import vn.phien.testkit.House;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.RedisServer;
import vn.phien.testkit.Stall;

/** A Redis that others keep running: which one is refused, what its death and its replicas mean for those who buy. */
class OutsideTest {
    private static final Vertx VERTX = Vertx.vertx();
    private final List<RedisServer> running = new ArrayList<>();

    @AfterEach
    void servers_end() {
        running.forEach(RedisServer::close);
    }

    @AfterAll
    static void all_end() {
        VERTX.close().await();
    }

    private RedisServer redis(String... options) {
        var server = RedisServer.start(options);
        running.add(server);
        return server;
    }

    private RedisServer replicaOf(RedisServer master) {
        var server = RedisServer.replicaOf(master);
        running.add(server);
        return server;
    }

    private static String refused(Outside outside) {
        var why = assertThrows(IllegalStateException.class, () -> Link.to(VERTX, outside)).getMessage();
        assertFalse(why.contains(RedisServer.PASSWORD), why);
        return why;
    }

    @Test
    void a_redis_on_which_nobody_should_sell_is_refused_with_a_word() {
        var forgets = redis("appendonly no");
        var why = refused(Outside.at(forgets.url()));
        assertTrue(why.contains("127.0.0.1:" + forgets.port()) && why.contains("appendonly yes") && why.contains("PHIEN_REDIS_VOLATILE_ALLOWED"), why);
        Link.to(VERTX, new Outside(List.of(forgets.url()), List.of(), "", 0, 0, true)).close();

        var evicts = redis("maxmemory-policy allkeys-lru");
        assertTrue(refused(Outside.at(evicts.url())).contains("set maxmemory-policy noeviction"));
        assertTrue(refused(new Outside(List.of(evicts.url()), List.of(), "", 0, 0, true)).contains("noeviction"), "also where losing orders is acceptable");

        var fit = redis();
        assertTrue(refused(Outside.at(replicaOf(fit).url())).contains("is a replica"));
        assertTrue(refused(Outside.at(fit.url(), evicts.url())).contains("is no Cluster"));
        assertTrue(refused(Outside.at("redis://:wrong@127.0.0.1:" + fit.port())).contains("does not answer"));
        assertTrue(refused(Outside.at(fit.plainUrl())).contains("does not answer"));
        assertTrue(refused(new Outside(List.of("redis://:x@phien"), List.of(fit.url()), "", 0, 0, false)).contains("PHIEN_REDIS_SENTINELS"), "a server is no sentinel");
        assertTrue(refused(new Outside(List.of(fit.url(), fit.url()), List.of(fit.url()), "", 0, 0, false)).contains("NAME is the name of the master"));
        assertTrue(refused(new Outside(List.of(fit.url()), List.of(), "/no/such/file.pem", 0, 0, false)).contains("PHIEN_REDIS_AUTHORITY"));
        for (var bad : List.of("127.0.0.1:6379", "http://127.0.0.1", "redis://" + RedisServer.PASSWORD + "@127.0.0.1", "redis://127.0.0.1:99999", "redis://127.0.0.1/x", "redis://", "")) {
            assertTrue(refused(Outside.at(bad)).contains("PHIEN_REDIS_URL cannot be read"), bad);
        }
        fit.kill();
        assertTrue(refused(Outside.at(fit.url())).contains("does not answer"));
    }

    @Test
    void it_is_reached_with_a_name_a_password_a_database_and_tls() throws Exception {
        var pair = SelfSignedCertificate.create("localhost");
        var server = redis("user chợ on >p@ss:wörd/1 ~* &* +@all", "tls-port 0");
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        for (var set : List.of(List.of("tls-cert-file", pair.certificatePath()), List.of("tls-key-file", pair.privateKeyPath()), List.of("tls-ca-cert-file", pair.certificatePath()),
            List.of("tls-auth-clients", "no"), List.of("tls-port", Integer.toString(port)))) assertEquals("OK", server.says("CONFIG", "SET", set.get(0), set.get(1)));
        var url = "rediss://ch%E1%BB%A3:p%40ss%3Aw%C3%B6rd%2F1@localhost:" + port + "/3";
        var link = Link.to(VERTX, new Outside(List.of(url), List.of(), pair.certificatePath(), 0, 0, false));
        link.ask(Command.SET, "vải", "lanh");
        assertEquals("lanh", link.ask(Command.GET, "vải").toString());
        assertTrue(server.says("INFO", "keyspace").contains("db3:keys=1"));
        link.close();
        assertTrue(refused(new Outside(List.of(url), List.of(), "", 0, 0, false)).contains("does not answer"), "a certificate that nobody vouches for");
        assertTrue(refused(new Outside(List.of(url.replace("localhost", "127.0.0.1")), List.of(), pair.certificatePath(), 0, 0, false)).contains("does not answer"), "a certificate of another name");
    }

    @Test
    void a_sentinel_that_is_away_is_passed_over_and_a_failover_by_hand_is_followed() {
        var first = redis();
        var second = replicaOf(first);
        var sentinel = RedisServer.sentinelOf(first);
        running.add(sentinel);
        var away = redis();
        away.kill();
        var link = Link.to(VERTX, new Outside(List.of("redis://:" + RedisServer.PASSWORD + "@phien/2"), List.of(away.plainUrl(), sentinel.plainUrl()), "", 0, 0, false));
        var shard = new Shard(7);
        link.ask(Command.SET, "chợ", "đêm");
        var era = link.era(shard);
        assertTrue(era.matches("\\.[0-9a-f]{8}"), era);
        assertTrue(first.says("INFO", "keyspace").contains("db2:keys=1"));
        RedisServer.soon("the sentinel finds the replica good enough", () -> sentinel.says("SENTINEL", "FAILOVER", "phien").equals("OK"));
        RedisServer.soon("the other one is master", () -> second.says("ROLE").startsWith("master"));
        RedisServer.soon("it is written there", () -> {
            try {
                link.ask(Command.SET, "chợ", "phiên");
                return second.says("INFO", "keyspace").contains("db2") && link.ask(Command.GET, "chợ").toString().equals("phiên") && !link.era(shard).equals(era);
            } catch (Unavailable e) {
                return false;
            }
        });
        link.close();
    }

    @Test
    void a_master_that_may_not_write_now_means_try_again() {
        var alone = redis("min-replicas-to-write 1");
        var link = Link.to(VERTX, Outside.at(alone.url()));
        var rates = new Rates(link, Clock.systemUTC());
        var rate = new Rates.Rate(5, 60_000);
        assertTrue(assertThrows(Unavailable.class, () -> link.ask(Command.SET, "a", "b")).getMessage().startsWith("NOREPLICAS"));
        assertTrue(assertThrows(Unavailable.class, () -> rates.take("a", rate, 1).await()).getMessage().startsWith("NOREPLICAS"), "also in a script");
        alone.says("CONFIG", "SET", "min-replicas-to-write", "0");
        assertEquals(0, rates.take("a", rate, 1).await());

        var era = link.era(new Shard(0));
        assertEquals("OK", alone.says("REPLICAOF", "127.0.0.1", Integer.toString(redis().port())));
        assertThrows(Unavailable.class, () -> rates.take("a", rate, 1).await(), "a master that became a replica");
        assertThrows(Unavailable.class, () -> link.ask(Command.GET, "a"), "nothing is read there either");
        assertEquals("OK", alone.says("REPLICAOF", "NO", "ONE"));
        RedisServer.soon("it is master again", () -> {
            try {
                return rates.take("a", rate, 1).await() == 0;
            } catch (Unavailable e) {
                return false;
            }
        });
        assertFalse(link.era(new Shard(0)).equals(era), "and may have lost something meanwhile");
        link.close();
    }

    private static Outbound.Reply orders(Phone phone, Inbound.PlaceOrder like) {
        return phone.says(ref -> new Inbound.PlaceOrder(ref, like.room(), like.hold(), like.recipient(), like.payment(), like.note()));
    }

    private static Inbound.PlaceOrder order(Phone phone, Person buyer, PlaceId show, ProductId product, Payment payment) {
        var hold = phone.takes(show, product, 1).isHeld().hold().hold();
        return new Inbound.PlaceOrder(0, show, hold, new Inbound.Recipient("Nguyễn Thị Hường", buyer.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc"), payment, null);
    }

    private static void placedAtLast(Phone phone, Inbound.PlaceOrder order) {
        RedisServer.soon("the order", () -> switch (orders(phone, order)) {
            case Outbound.OrderPlaced(int ref, var placed) -> placed.state() == OrderState.PLACED;
            case Outbound.Refused refused -> {
                assertTrue(refused.why() == Why.TRY_AGAIN || refused.why() == Why.TOO_FAST, refused::toString);
                LockSupport.parkNanos(100_000_000);
                yield false;
            }
            case Outbound.Reply other -> throw new AssertionError(other);
        });
    }

    @Test
    void a_redis_that_is_killed_and_started_again_has_everything_and_phones_take_a_new_scene() {
        // with no more rights than docs/RUNBOOK.md asks for; the keys are for the test, which audits the books
        var server = redis("user house on >of-the-house ~* &* +@all -@dangerous +info +config|get +keys");
        try (var house = House.open(Map.of("PHIEN_REDIS_URL", "redis://house:of-the-house@127.0.0.1:" + server.port()))) {
            var stall = Stall.opened(house.person("Chị Mai"));
            var honey = stall.sells("Mật ong bạc hà", 185_000, 10);
            var show = stall.announces("Phiên mật ong", 10, 5);
            var an = house.person("An");
            try (var desk = stall.goesLive(); var phone = an.phone(); var watching = house.stranger().phone()) {
                phone.joins(show);
                var before = watching.joins(show);
                var first = order(phone, an, show, honey, Payment.COD);
                assertInstanceOf(Outbound.OrderPlaced.class, orders(phone, first));
                var second = order(phone, an, show, honey, Payment.COD);
                server.kill();
                assertEquals(Why.TRY_AGAIN, assertInstanceOf(Outbound.Refused.class, orders(phone, second)).why());
                assertEquals(503, house.stranger().tries("GET", "/health/ready", null).statusCode());
                server.startAgain();
                assertEquals(4410, watching.closesWith(), "its log may have lost its end");
                try (var back = house.stranger().phone()) {
                    RedisServer.soon("in the room again", () -> back.says(ref -> new Inbound.JoinRoom(ref, show, before.seq(), before.epoch())) instanceof Outbound.Joined joined && !joined.recovered());
                }
                try (var again = an.phone(); var deskAgain = stall.owner().phone()) {
                    RedisServer.soon("in the room again", () -> again.says(ref -> new Inbound.JoinRoom(ref, show, null, null)) instanceof Outbound.Joined);
                    RedisServer.soon("at the desk again", () -> deskAgain.says(ref -> new Inbound.JoinRoom(ref, show, null, null)) instanceof Outbound.Joined);
                    placedAtLast(again, second);
                    deskAgain.hears(Outbound.OrderArrived.class, arrived -> arrived.order().order().equals(OrderId.of(second.hold())));
                }
                assertEquals(2, an.get("/api/orders").get("orders").size());
                RedisServer.soon("the facts are folded on", () -> server.says("XREVRANGE", Keys.facts(show.shard()), "+", "-", "COUNT", "1").lines().findFirst().orElseThrow()
                    .equals(server.says("HGET", Keys.readers(show.shard()), "order-index")));
                RedisServer.soon("ready", () -> house.stranger().tries("GET", "/health/ready", null).statusCode() == 200);
            }
            house.books().check();
        }
    }

    @Test
    void an_order_that_no_replica_has_is_not_acknowledged_and_asked_again_it_is_one_order() {
        var master = redis();
        var replica = replicaOf(master);
        try (var house = House.open(Map.of("PHIEN_REDIS_URL", master.url(), "PHIEN_REDIS_WAIT_REPLICAS", "1", "PHIEN_REDIS_WAIT_MS", "150"))) {
            var stall = Stall.opened(house.person("Chị Mai"));
            stall.isPaidTo("970436", "0011223344", "HTX MAT ONG DONG VAN");
            var honey = stall.sells("Mật ong bạc hà", 185_000, 10);
            var show = stall.announces("Phiên mật ong", 10, 5);
            var an = house.person("An");
            try (var desk = stall.goesLive(); var phone = an.phone()) {
                phone.joins(show);
                master.says("SCRIPT", "FLUSH");
                assertInstanceOf(Outbound.OrderPlaced.class, orders(phone, order(phone, an, show, honey, Payment.VIETQR)));
                var unlucky = order(phone, an, show, honey, Payment.COD);
                var key = Keys.order(OrderId.of(unlucky.hold()));
                replica.pause();
                for (int i = 0; i < 3; i++) {
                    assertEquals(Why.TRY_AGAIN, assertInstanceOf(Outbound.Refused.class, orders(phone, unlucky)).why());
                    assertEquals("185000", master.says("HGET", key, "totalVnd"), "it is written, but nobody is told so");
                }
                var metrics = house.stranger().tries("GET", "/metrics", null).body().lines().filter(line -> line.startsWith("phien_unkept_total")).findFirst().orElseThrow();
                assertTrue(Double.parseDouble(metrics.substring(metrics.lastIndexOf(' '))) >= 3, metrics);
                // what is no promise goes on, and does not wait behind those that do
                long from = System.nanoTime();
                phone.takes(show, honey, 1).isHeld();
                assertTrue(System.nanoTime() - from < 2_000_000_000L);
                replica.resume();
                placedAtLast(phone, unlucky);
                assertEquals("185000", replica.says("HGET", key, "totalVnd"));
                assertEquals(2, an.get("/api/orders").get("orders").size());
            }
            house.books().check();
        }
    }

    @Test
    void without_waiting_for_a_replica_what_was_answered_can_be_lost_and_with_it_cannot() {
        var master = redis();
        var replica = replicaOf(master);
        var plain = Link.to(VERTX, Outside.at(master.url()));
        var patient = Link.to(VERTX, Outside.at(master.url()).with(1, 10_000));
        var careful = Link.to(VERTX, Outside.at(master.url()).with(1, 150));
        patient.kept(Command.SET, "promised", "kept").await();
        replica.pause();
        master.says("CLIENT", "KILL", "TYPE", "replica");
        plain.kept(Command.SET, "promised-without", "answered").await();
        assertTrue(assertThrows(Unavailable.class, () -> careful.kept(Command.SET, "promised-with", "?").await()).getMessage().startsWith("0 of 1 replicas"));
        assertThrows(Unavailable.class, () -> careful.kept(Command.GET, "promised-without").await(), "reading what another has written asks for it, too");
        master.kill();
        replica.resume();
        assertEquals("OK", replica.says("REPLICAOF", "NO", "ONE"));
        assertEquals("kept", replica.says("GET", "promised"));
        assertEquals("", replica.says("GET", "promised-without"), "answered, and lost");
        plain.close();
        patient.close();
        careful.close();
    }

    @Test
    void what_is_told_is_on_every_replica_that_is_there_for_any_may_be_the_next_master() {
        var master = redis();
        var first = replicaOf(master);
        var link = Link.to(VERTX, Outside.at(master.url()).with(1, 1_000));
        soonKept(link, "a");
        var second = replicaOf(master);
        soonKept(link, "b");
        assertEquals("kept", second.says("GET", "b"));
        second.pause();
        assertTrue(assertThrows(Unavailable.class, () -> link.kept(Command.SET, "c", "kept").await()).getMessage().startsWith("1 of 2 replicas"));
        assertEquals("kept", first.says("GET", "c"), "it has happened, and nobody is told");
        second.resume();
        soonKept(link, "c");
        assertEquals("kept", second.says("GET", "c"));
        second.kill();
        soonKept(link, "d");
        assertEquals("kept", first.says("GET", "d"), "who is gone is not waited for");
        link.close();
    }

    @Test
    void a_master_that_lost_a_replica_is_not_believed_for_a_moment_for_that_one_may_be_the_master() {
        var master = redis();
        var promoted = replicaOf(master);
        var faithful = replicaOf(master);
        var link = Link.to(VERTX, Outside.at(master.url()).with(1, 3_000));
        link.ask(Command.GET, "a"); // nothing was ever told as kept, and yet both were seen
        assertEquals("OK", promoted.says("REPLICAOF", "NO", "ONE"));
        RedisServer.soon("it is gone", () -> master.says("INFO", "replication").contains("connected_slaves:1"));
        var withheld = assertThrows(Unavailable.class, () -> link.kept(Command.SET, "b", "kept").await());
        assertTrue(withheld.getMessage().endsWith("one went away just now"), withheld::getMessage);
        assertEquals("kept", faithful.says("GET", "b"), "the old master and its other replica agree, and yet the new one does not know of it");
        assertEquals("", promoted.says("GET", "b"));
        link.close();
    }

    @Test
    void a_replica_that_takes_the_place_of_another_does_not_hide_that_one_went_away() {
        var master = redis();
        var promoted = replicaOf(master);
        var returns = replicaOf(master);
        var port = Integer.toString(master.port());
        assertEquals("OK", returns.says("REPLICAOF", "NO", "ONE"));
        RedisServer.soon("one is left", () -> master.says("INFO", "replication").contains("connected_slaves:1"));
        var link = Link.to(VERTX, Outside.at(master.url()).with(1, 3_000));
        link.kept(Command.SET, "a", "kept").await();
        assertEquals("OK", promoted.says("REPLICAOF", "NO", "ONE"));
        assertEquals("OK", returns.says("REPLICAOF", "127.0.0.1", port));
        RedisServer.soon("there is one again", () -> returns.says("INFO", "replication").contains("master_link_status:up"));
        var withheld = assertThrows(Unavailable.class, () -> link.kept(Command.SET, "b", "kept").await());
        assertEquals("1 of 1 replicas have it, and one went away just now", withheld.getMessage());
        assertEquals("kept", returns.says("GET", "b"));
        assertEquals("", promoted.says("GET", "b"));
        link.close();
    }

    @Test
    void what_is_told_is_also_on_a_replica_that_lives_and_that_the_master_does_not_know_of() {
        var master = redis();
        var apart = replicaOf(master);
        var faithful = replicaOf(master);
        var sentinel = RedisServer.sentinelOf(master);
        running.add(sentinel);
        RedisServer.soon("the sentinel knows both", () -> sentinel.says("SENTINEL", "REPLICAS", "phien").lines().filter("role-reported"::equals).count() == 2);
        apart.says("CONFIG", "SET", "masterauth", "another");
        master.says("CLIENT", "KILL", "LADDR", "127.0.0.1:" + master.port(), "TYPE", "replica");
        RedisServer.soon("the master has one", () -> apart.says("INFO", "replication").contains("master_link_status:down") && master.says("INFO", "replication").contains("connected_slaves:1"));
        var link = Link.to(VERTX, new Outside(List.of("redis://:" + RedisServer.PASSWORD + "@phien"), List.of(sentinel.plainUrl()), "", 1, 3_000, false));
        assertEquals("1 of 2 replicas have it", assertThrows(Unavailable.class, () -> link.kept(Command.SET, "a", "kept").await()).getMessage());
        assertEquals("kept", faithful.says("GET", "a"));
        apart.says("CONFIG", "SET", "masterauth", RedisServer.PASSWORD);
        soonKept(link, "b");
        assertEquals("kept", apart.says("GET", "b"));
        link.close();
    }

    private static void soonKept(Link link, String key) {
        RedisServer.soon("it is told", () -> {
            try {
                return link.kept(Command.SET, key, "kept").await() != null;
            } catch (Unavailable e) {
                return false;
            }
        });
    }

    @Test
    void many_that_wait_share_one_wait_and_a_connection_that_breaks_meanwhile_leaves_it_unknown() {
        var master = redis();
        var replica = replicaOf(master);
        var link = Link.to(VERTX, Outside.at(master.url()).with(1, 3_000));
        var script = Script.load("redis/take_tokens");
        var all = new ArrayList<Future<Response>>();
        for (int i = 0; i < 2_000; i++) all.add(i % 2 == 0 ? link.kept(Command.SET, "n" + i, i) : script.kept(link, List.of(Keys.rate("b" + i)), 1, 5, 1_000, 1));
        for (int i = 0; i < 2_000; i++) assertEquals(i % 2 == 0 ? "OK" : "0", all.get(i).await().toString(), "each has its own answer");
        var waits = master.says("INFO", "commandstats").lines().filter(line -> line.startsWith("cmdstat_wait:")).findFirst().orElseThrow();
        assertTrue(Integer.parseInt(waits.replaceAll(".*calls=(\\d+).*", "$1")) < 200, waits);
        assertEquals("1998", replica.says("GET", "n1998"));

        replica.pause();
        var unknown = link.kept(Command.SET, "broken", "1");
        RedisServer.soon("it waits", () -> master.says("INFO", "clients").contains("blocked_clients:1"));
        master.says("CLIENT", "KILL", "TYPE", "normal");
        assertThrows(Unavailable.class, unknown::await);
        assertEquals("1", master.says("GET", "broken"), "it had happened");
        replica.resume();
        RedisServer.soon("asked again it is told", () -> {
            try {
                return link.kept(Command.GET, "broken").await().toString().equals("1");
            } catch (Unavailable e) {
                return false;
            }
        });
        assertEquals("1", replica.says("GET", "broken"));
        link.close();
    }

    @Test
    void a_redis_that_still_reads_its_log_means_try_again_and_then_has_everything() {
        var server = redis();
        var link = Link.to(VERTX, Outside.at(server.url()));
        link.batch(IntStream.range(0, 15_000).mapToObj(i -> Link.request(Command.SET, "n" + i, i)).toList()).await();
        server.kill();
        server.startAgain("key-load-delay 200");
        var told = new ArrayList<String>();
        RedisServer.soon("everything", () -> {
            try {
                return link.ask(Command.GET, "n14999").toString().equals("14999");
            } catch (Unavailable e) {
                told.add(e.getMessage());
                return false;
            }
        });
        assertTrue(told.stream().anyMatch(why -> why.startsWith("LOADING")), told::toString);
        link.close();
    }

    @Test
    void what_is_under_way_when_the_link_closes_is_unknown_and_nothing_hangs() {
        var server = redis();
        var link = Link.to(VERTX, Outside.at(server.url()).with(1, 3_000));
        var waits = link.kept(Command.SET, "a", "b");
        var many = link.batch(IntStream.range(0, 20_000).mapToObj(i -> Link.request(Command.GET, "n" + i)).toList());
        assertThrows(Unavailable.class, many::await, "more at once than a connection takes");
        link.close();
        assertThrows(Unavailable.class, waits::await);
        assertThrows(Unavailable.class, () -> link.ask(Command.PING));
    }
}
