package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.base.HoldId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
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
import vn.phien.testkit.TestStore;

/**
 * Three real servers on one data folder. One is killed while people buy, one is stopped in order: their phones go on at the others,
 * nothing is missed, nothing is lost, everybody is counted.
 */
@Tag("slow")
class ClusterTest {
    private static final int VIEWERS = 9, LEAVERS = 3, BUYERS = 3, UNITS = 5_000, PER_BUYER = 99;
    private static final long BACKOFF_MS = 600;
    private static final long PATIENCE_MS = 60_000;
    private static final long SEED = Long.getLong("cluster.seed", 4_711);
    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;
    private final SmsGateway gateway = new SmsGateway();
    private final List<Child> children = new CopyOnWriteArrayList<>();
    private final List<URI> open = new CopyOnWriteArrayList<>();
    private final List<Roamer> roamers = new CopyOnWriteArrayList<>();
    private final Map<OrderId, Long> acknowledged = new ConcurrentHashMap<>();
    /** Nobody says anything more; and everybody goes home. */
    private volatile boolean over, home;

    @AfterEach
    void nobody_is_left() throws InterruptedException {
        over = home = true;
        for (var roamer : roamers) roamer.thread.join();
        children.forEach(Child::close);
        store().ifPresent(ProcessHandle::destroyForcibly);
        gateway.close();
    }

    @Test
    void a_node_is_killed_and_another_stopped_while_people_buy_and_nothing_is_missed() throws Exception {
        var settings = new HashMap<>(Map.of("PHIEN_HTTP_PORT", "0", "PHIEN_DATA_DIR", folder.toString(), "PHIEN_DEMO", "false", "PHIEN_SMS_WEBHOOK", gateway.url(),
            "PHIEN_SMS_SECRET", SmsGateway.SECRET, "PHIEN_OVERLOAD_LADDER", "none", "PHIEN_HTTP_DRAIN_MS", "500", "PHIEN_CLUSTER_PORT", Integer.toString(freePort())));
        for (int i = 0; i < 3; i++) children.add(Child.start(settings, "--cluster"));
        for (var child : children) open.add(child.address());
        var a = open.get(0);
        var b = open.get(1);
        var c = open.get(2);
        var storeBefore = store().orElseThrow();

        var stall = Stall.opened(new Person("Chị Mai", a, "127.0.0.1").signIn("0961000001", gateway));
        var honey = stall.sells("Mật ong bạc hà", 185_000, UNITS);
        stall.isPaidTo("970436", "0011223344", "HTX MAT ONG DONG VAN");
        var show = stall.announces("Đêm ba nhà", UNITS, PER_BUYER);
        stall.goesLive().close();
        var buyers = IntStream.range(0, BUYERS).mapToObj(i -> new Person("Khách " + i, open.get(i), "127.0.0.1").signIn("09620000%02d".formatted(i), gateway)).toList();
        somebody_signed_out_on_one_node_is_sent_away_by_the_others(show);

        for (int i = 0; i < VIEWERS; i++) roamers.add(new Roamer("viewer " + i, null, show, open.get(i % 3), this::nothing));
        for (var buyer : buyers) roamers.add(new Roamer("buyer", buyer, show, null, line -> buys(line, buyer, show, honey)));
        roamers.add(new Roamer("host", stall.owner(), show, c, line -> hosts(line, show)));
        int everybody = VIEWERS + BUYERS + 1;
        roamers.forEach(roamer -> roamer.thread.start());
        try (var watcher = Phone.open("Đài", b, null)) {
            watcher.joins(show);
            watcher.hears(Outbound.ViewersCounted.class, counted -> counted.viewers() == everybody + 1);
            soldMoreThan(5);

            // the leavers' node dies with them: it takes its part of the count along
            var leavers = IntStream.range(0, LEAVERS).mapToObj(i -> Phone.open("Người về", a, null)).toList();
            leavers.forEach(phone -> phone.joins(show));
            watcher.hears(Outbound.ViewersCounted.class, counted -> counted.viewers() == everybody + 1 + LEAVERS);
            open.remove(a);
            int before = acknowledged.size();
            children.get(0).gets("KILL");
            children.get(0).endsWith();
            long killed = System.nanoTime();
            watcher.hears(Outbound.ViewersCounted.class, counted -> counted.viewers() == everybody + 1);
            assertTrue(System.nanoTime() - killed < TimeUnit.SECONDS.toNanos(8), "counted right soon after");
            soldMoreThan(before + 10);
            assertTrue(storeBefore.isAlive(), "the store outlives the node that kept it");
            leavers.forEach(Phone::close);

            // the second is stopped in order, and its phones go to the last one
            open.remove(b);
            before = acknowledged.size();
            assertEquals(143, children.get(1).isTerminated());
            assertEquals(1012, watcher.closesWith());
            var duty = new Person("Trực", c, "127.0.0.1");
            until(() -> {
                var seen = duty.get("/api/ops").get("nodes").findValuesAsText("address");
                return seen.size() == 2 && seen.stream().noneMatch(address -> address.endsWith(":" + b.getPort()));
            }, "who left in order is not looked for, who was killed is");
            soldMoreThan(before + 10);
            assertTrue(storeBefore.isAlive(), "the store outlives the second, too");
        }
        try (var watcher = Phone.open("Đài", c, null)) {
            watcher.joins(show);
            until(() -> roamers.stream().allMatch(Roamer::isIn), "everybody is back");
            watcher.hears(Outbound.ViewersCounted.class, counted -> counted.viewers() == everybody + 1);
        }
        over = true;
        audit(show);
        home = true;
        for (var roamer : roamers) roamer.thread.join();
        assertEquals(143, children.get(2).isTerminated());
        assertFalse(storeBefore.isAlive(), "the last one out ends the store");
    }

    private void nothing(Roamer line) { }

    private void somebody_signed_out_on_one_node_is_sent_away_by_the_others(PlaceId show) {
        var binh = new Person("Bình", open.get(0), "127.0.0.1").signIn("0961000009", gateway);
        try (var there = Phone.open("Bình", open.get(1), binh.cookie())) {
            there.joins(show);
            assertEquals(204, binh.at(open.get(2)).tries("POST", "/api/sign-out-everywhere", null).statusCode());
            assertEquals(4401, there.closesWith());
        }
    }

    private void audit(PlaceId show) {
        var vertx = Vertx.vertx();
        try {
            var link = new Link(vertx, TestStore.urlOf(folder));
            new Books(link).check();
            acknowledged.forEach((order, total) -> assertEquals(total, kept(link, order)));
            until(() -> {
                long told = link.ask(Command.HGET, Keys.stage(show), "seq").toLong();
                return roamers.stream().allMatch(roamer -> roamer.last() == told);
            }, "everybody has heard everything");
            long last = link.ask(Command.HGET, Keys.stage(show), "seq").toLong();
            for (var roamer : roamers) {
                assertEquals(List.of(), roamer.wrong, () -> roamer.name + " (seed " + SEED + ")");
                assertEquals(LongStream.rangeClosed(roamer.first + 1, last).boxed().toList(), roamer.seqs, () -> roamer.name + " (seed " + SEED + ")");
            }
            assertTrue(roamers.stream().filter(roamer -> roamer.returns > 0).count() >= VIEWERS * 2 / 3 - 1, "those of two nodes had to move");
            assertTrue(last > 20, () -> "something happened: " + last);
            link.close();
        } finally {
            vertx.close().await();
        }
    }

    private Long kept(Link link, OrderId order) {
        var kept = link.ask(Command.HGET, Keys.order(order), "totalVnd");
        assertNotNull(kept, () -> "acknowledged and lost: " + order + " (seed " + SEED + ")");
        return kept.toLong();
    }

    private void hosts(Roamer line, PlaceId show) {
        line.says(ref -> new Inbound.SetSlowMode(ref, show, line.random.nextInt(2)));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(40));
    }

    private void buys(Roamer line, Person person, PlaceId show, ProductId product) {
        var key = Phone.key();
        if (!(line.says(ref -> new Inbound.TakeHold(ref, show, List.of(new Inbound.Line(product, 1, null)), false, key)) instanceof Outbound.HoldTaken)) return;
        var hold = HoldId.in(show.shard(), key);
        var recipient = new Inbound.Recipient("Nguyễn Thị Hường", person.number(), "01", "Phường Hồng Hà", "12 ngõ Phất Lộc");
        if (line.says(ref -> new Inbound.PlaceOrder(ref, show, hold, recipient, Payment.VIETQR, null)) instanceof Outbound.OrderPlaced(int ref, var order)) acknowledged.put(order.order(), order.totalVnd());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(60));
    }

    private void soldMoreThan(int orders) {
        until(() -> acknowledged.size() > orders, "more than " + orders + " orders are acknowledged");
    }

    private void until(BooleanSupplier so, String what) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (!so.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> what + " (seed " + SEED + "): " + children.getLast().said());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** A phone that comes back at another node when it is sent away or its node dies, and notes everything that is wrong with what it hears. */
    private final class Roamer {
        private final String name;
        private final Person person;
        private final PlaceId room;
        private final Random random;
        private final Thread thread;
        private final List<String> wrong = new CopyOnWriteArrayList<>();
        private final List<Long> seqs = new ArrayList<>();
        private URI node;
        private Phone phone;
        private int read;
        private String epoch;
        private long first = -1;
        private volatile long last = -1;
        private volatile boolean in;
        private int returns;

        private interface Work {
            void on(Roamer line);
        }

        Roamer(String name, Person person, PlaceId room, URI first, Work work) {
            this.name = name;
            this.person = person;
            this.room = room;
            this.node = first;
            this.random = new Random(SEED + roamers.size());
            this.thread = Thread.ofPlatform().name(name).unstarted(() -> {
                while (!home) {
                    if (comesIn() && !over) work.on(this);
                    listens();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                }
                hangUp();
            });
        }

        boolean isIn() {
            return in;
        }

        long last() {
            return last;
        }

        private boolean comesIn() {
            if (phone != null && phone.closed().isEmpty()) return true;
            if (phone != null) {
                listens();
                hangUp();
                returns++;
                node = null;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(BACKOFF_MS)));
            }
            try {
                phone = Phone.open(name, node == null ? open.get(random.nextInt(open.size())) : node, person == null ? null : person.cookie());
                read = 0;
                var reply = phone.says(ref -> new Inbound.JoinRoom(ref, room, last < 0 ? null : last, epoch));
                if (!(reply instanceof Outbound.Joined)) {
                    hangUp();
                    node = null;
                    return false;
                }
                in = true;
                return true;
            } catch (AssertionError | RuntimeException e) {
                hangUp();
                node = null;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(BACKOFF_MS)));
                return false;
            }
        }

        /** Reads on in what was heard: every numbered event is the next one. */
        private void listens() {
            if (phone == null) return;
            var heard = phone.everything();
            for (; read < heard.size(); read++) {
                switch (heard.get(read)) {
                    case Outbound.Joined joined when last < 0 -> {
                        first = last = joined.seq();
                        epoch = joined.epoch();
                    }
                    case Outbound.Joined joined when !joined.recovered() -> {
                        // shorter than what was missed, and holds all of it
                        if (joined.seq() < last || !joined.epoch().equals(epoch)) wrong.add("a scene of " + joined.epoch() + "/" + joined.seq() + " after " + last + " of " + epoch);
                        while (last < joined.seq()) seqs.add(++last);
                    }
                    case Outbound.Joined joined when joined.seq() != last -> wrong.add("joined at " + joined.seq() + " instead of " + last);
                    case Outbound.Shelf event when event.seq() != null -> {
                        if (event.seq() != last + 1) wrong.add(event.seq() + " after " + last);
                        last = event.seq();
                        seqs.add(last);
                    }
                    default -> { }
                }
            }
        }

        /** Says it until it is answered. */
        Outbound.Reply says(IntFunction<Inbound> command) {
            while (!over) {
                try {
                    if (comesIn()) {
                        var reply = phone.says(command);
                        listens();
                        if (!(reply instanceof Outbound.Refused refused) || refused.why() != Why.TRY_AGAIN && refused.why() != Why.TOO_FAST) return reply;
                    }
                } catch (AssertionError | RuntimeException e) {
                    // the socket is gone: comesIn tells
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            return null;
        }

        private void hangUp() {
            in = false;
            if (phone != null) phone.close();
            phone = null;
        }
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
            return Math.min(socket.getLocalPort(), 65_000);
        }
    }
}
