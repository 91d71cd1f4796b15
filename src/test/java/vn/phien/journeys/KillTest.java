package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.base.HoldId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Payment;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.Child;
import vn.phien.testkit.Person;
import vn.phien.testkit.Phone;
import vn.phien.testkit.SmsGateway;
import vn.phien.testkit.Stall;
import vn.phien.testkit.Stubborn;
import vn.phien.testkit.TestStore;

/**
 * Thirty rounds of kill -9 under load: the server, then its store, at random moments. Phones say everything again with the same
 * keys until they are answered. What was acknowledged is there afterwards, nothing is oversold, every hold is resolved.
 */
@Tag("slow")
class KillTest {
    private static final int ROUNDS = 30;
    private static final int BUYERS = 4;
    private static final int UNITS = 2_000;
    private static final int PER_BUYER = 99;
    private static final long PATIENCE_MS = 60_000;
    private static final long SEED = Long.getLong("kill.seed", 1_489);
    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;
    private final Map<OrderId, Long> acknowledged = new ConcurrentHashMap<>();
    private volatile boolean open = true;

    @Test
    void what_was_acknowledged_is_there_after_thirty_kills() throws Exception {
        var random = new Random(SEED);
        int port = freePort();
        var address = URI.create("http://127.0.0.1:" + port);
        Child server = null;
        try (var gateway = new SmsGateway()) {
            var settings = new HashMap<>(Map.of("PHIEN_HTTP_PORT", Integer.toString(port), "PHIEN_DATA_DIR", folder.toString(), "PHIEN_DEMO", "false", "PHIEN_SMS_WEBHOOK", gateway.url(),
                "PHIEN_SMS_SECRET", SmsGateway.SECRET, "PHIEN_SALE_HOLD_SECONDS", "5", "PHIEN_HTTP_DRAIN_MS", "50"));
            server = Child.start(settings);
            server.address();
            var stall = Stall.opened(new Person("Chị Mai", address, "127.0.0.1").signIn("0961000001", gateway));
            var honey = stall.sells("Mật ong bạc hà", 185_000, UNITS);
            stall.isPaidTo("970436", "0011223344", "HTX MAT ONG DONG VAN");
            var show = stall.announces("Đêm mất điện", UNITS, PER_BUYER);
            stall.goesLive().close();
            var buyers = IntStream.range(0, BUYERS).mapToObj(i -> new Person("Khách " + i, address, "127.0.0.1").signIn("09620000%02d".formatted(i), gateway)).toList();
            var threads = buyers.stream().map(buyer -> Thread.ofPlatform().start(() -> buys(buyer, show, honey))).toList();

            for (int round = 0; round < ROUNDS; round++) {
                moreThan(acknowledged.size(), round);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50 + random.nextInt(450)));
                if (round % 2 == 0) {
                    server.gets("KILL");
                    server.endsWith();
                    server.close();
                    server = Child.start(settings);
                    server.address();
                } else {
                    store().ifPresent(ProcessHandle::destroyForcibly);
                }
            }
            moreThan(acknowledged.size(), ROUNDS);
            open = false;
            for (var thread : threads) thread.join();
            audit(stall, show, honey);
            assertEquals(143, server.isTerminated());
            assertTrue(store().filter(ProcessHandle::isAlive).isEmpty(), "no store is left");
        } finally {
            open = false;
            if (server != null) server.close();
        }
    }

    private void audit(Stall stall, PlaceId show, ProductId honey) {
        var vertx = Vertx.vertx();
        try {
            var link = new Link(vertx, TestStore.urlOf(folder));
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
            while (link.ask(Command.ZCARD, Keys.deadlines(show)).toInteger() > 0 && System.nanoTime() < end) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            assertEquals(0, link.ask(Command.ZCARD, Keys.deadlines(show)).toInteger(), "every hold is resolved");
            new Books(link).check();
            acknowledged.forEach((order, total) -> {
                var kept = link.ask(Command.HGET, Keys.order(order), "totalVnd");
                assertNotNull(kept, () -> "acknowledged and lost: " + order + " (seed " + SEED + ")");
                assertEquals(total, kept.toLong());
            });
            long sold = link.ask(Command.HGET, Keys.stock(show), honey + ".sold").toLong();
            assertTrue(sold <= UNITS && sold >= acknowledged.size(), () -> sold + " sold, " + acknowledged.size() + " acknowledged");
            link.close();
        } finally {
            vertx.close().await();
        }
    }

    /** Waits until one more order was acknowledged: the house has recovered. */
    private void moreThan(int before, int round) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (acknowledged.size() <= before) {
            assertTrue(System.nanoTime() < end, () -> "nothing was acknowledged any more in round " + round + " (seed " + SEED + ")");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** One buyer: holds, then orders, and now and then changes their mind; each command is repeated with its key until it is answered. */
    private void buys(Person person, PlaceId show, ProductId product) {
        var line = new Stubborn(person, show, () -> open);
        for (int n = 0; open; n++) {
            var key = Phone.key();
            var taken = line.says(ref -> new Inbound.TakeHold(ref, show, List.of(new Inbound.Line(product, 1, null)), false, key));
            if (!(taken instanceof Outbound.HoldTaken)) continue;
            var hold = HoldId.in(show.shard(), key);
            if (n % 4 == 3) line.says(ref -> new Inbound.ReleaseHold(ref, show, hold));
            else if (n % 4 != 2 && line.says(ref -> new Inbound.PlaceOrder(ref, show, hold, new Inbound.Recipient("Nguyễn Thị Hường", person.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc"), Payment.VIETQR, null))
                instanceof Outbound.OrderPlaced(int ref, var order)) acknowledged.put(order.order(), order.totalVnd());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        line.hangUp();
    }

    private Optional<ProcessHandle> store() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("store/redis.pid"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
