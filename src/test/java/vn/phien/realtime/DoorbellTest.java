package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.redis.client.Command;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.MessageId;
import vn.phien.base.Meters;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Reaction;
import vn.phien.protocol.Views;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.Phone;
import vn.phien.testkit.TestStore;

/** Three nodes over one store, and a bus between them that can be trusted or not. */
@ExtendWith(TestStore.class)
class DoorbellTest {
    private static final BoothId BOOTH = new BoothId("b07-dongvan");
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private static final ProductId HONEY = new ProductId("p07-honey");
    private static final int EVENTS = 1_500;
    private static final long SEED = Long.getLong("doorbell.seed", 271);
    private final Link link = TestStore.LINK;
    private final Gossip gossip = new Gossip();
    private final List<Node> nodes = new ArrayList<>();

    /** A bus in this process: loses, doubles and holds back what it is told to. */
    private static final class Gossip {
        private final Map<String, List<Listener>> ears = new ConcurrentHashMap<>();
        private final Random random = new Random(SEED);
        private final List<Runnable> late = new ArrayList<>();
        private final AtomicInteger said = new AtomicInteger();
        private volatile double loses, doubles, delays;

        private record Listener(String node, Consumer<Buffer> hear) { }

        Bus of(String node) {
            return new Bus() {
                @Override
                public void say(String address, Buffer words) {
                    said.incrementAndGet();
                    for (var ear : ears.getOrDefault(address, List.of())) if (!ear.node.equals(node)) pass(() -> ear.hear.accept(words));
                }

                @Override
                public Ear listen(String address, Consumer<Buffer> hear) {
                    var listener = new Listener(node, hear);
                    ears.computeIfAbsent(address, a -> new CopyOnWriteArrayList<>()).add(listener);
                    return new Ear() {
                        @Override
                        public Future<Void> open() {
                            return Future.succeededFuture();
                        }

                        @Override
                        public void close() {
                            ears.get(address).remove(listener);
                        }
                    };
                }

                @Override
                public String node() {
                    return node;
                }
            };
        }

        /** Words are heard outside the lock: whoever hears one may be about to say another. */
        private void pass(Runnable word) {
            fate(word).forEach(Runnable::run);
        }

        private synchronized List<Runnable> fate(Runnable word) {
            if (random.nextDouble() < loses) return List.of();
            var heard = new ArrayList<Runnable>();
            if (random.nextDouble() < doubles) heard.add(word);
            if (random.nextDouble() < delays) {
                late.add(word);
                return heard;
            }
            heard.add(word);
            if (!late.isEmpty() && random.nextInt(3) == 0) heard.add(late.remove(random.nextInt(late.size())));
            return heard;
        }

        long listeners(String address) {
            return ears.getOrDefault(address, List.of()).size();
        }
    }

    private final class Node implements AutoCloseable {
        final Rooms rooms;
        final HttpServer server;
        final URI address;

        Node(String name) {
            var meters = Meters.unread();
            rooms = new Rooms(TestStore.VERTX, link, InstantSource.system(), meters, place -> link.send(Command.HMGET, Keys.stage(place), "epoch", "seq", "chatN").map(stage ->
                new SceneAt(stage.get(0).toString(), stage.get(1) == null ? 0 : stage.get(1).toLong(), stage.get(2) == null ? 0 : stage.get(2).toLong(),
                    Scenes.of(2_000))), gossip.of(name));
            rooms.start();
            var sockets = new SocketHandler(TestStore.VERTX, rooms, meters, (session, command) -> command instanceof Inbound.JoinRoom join
                ? rooms.join(session, join, false, Future.succeededFuture(new Rooms.Welcome(new Views.Mine(List.of(), List.of(), false, false), null)))
                : Future.succeededFuture(new Outbound.Refused(command.ref(), Why.NOT_ALLOWED, null, null)), new SocketHandler.Space(100, 100));
            server = TestStore.VERTX.createHttpServer().requestHandler(request -> sockets.open(request, new Guest(Caller.ANONYMOUS, () -> Future.succeededFuture(Caller.ANONYMOUS), "127.0.0.1")))
                .listen(0, "127.0.0.1").await();
            address = URI.create("http://127.0.0.1:" + server.actualPort());
        }

        Phone phone() {
            return Phone.open("An", address, null);
        }

        @Override
        public void close() {
            rooms.stop();
            server.close().await();
        }
    }

    @BeforeEach
    void three_nodes_and_a_live_room() {
        new Books(link).open(SHOW, BOOTH, HONEY, 185_000, 10, 5);
        for (var name : List.of("một", "hai", "ba")) nodes.add(new Node(name));
    }

    @AfterEach
    void the_nodes_stop() {
        nodes.forEach(Node::close);
    }

    @Test
    void what_is_rung_on_one_node_is_heard_on_all_and_only_the_ringer_reads_the_log() {
        try (var an = nodes.get(0).phone(); var binh = nodes.get(1).phone(); var chi = nodes.get(2).phone()) {
            for (var phone : List.of(an, binh, chi)) phone.joins(SHOW);
            an.hears(Outbound.ViewersCounted.class, counted -> counted.viewers() == 3);
            long before = reads();
            for (int i = 1; i <= 50; i++) {
                says(0, i);
                for (var phone : List.of(an, binh, chi)) assertEquals(i, phone.hears(Outbound.SlowModeSet.class).seconds());
            }
            long reads = reads() - before;
            // two logs for each event, and now and then a look because of silence
            assertTrue(reads < 2 * 50 + 30, () -> "the other nodes read too: " + reads);
        }
    }

    @Test
    void a_bus_that_loses_doubles_and_mixes_up_costs_reads_and_no_event() {
        gossip.loses = 0.3;
        gossip.doubles = 0.2;
        gossip.delays = 0.3;
        var random = new Random(SEED);
        var phones = nodes.stream().map(Node::phone).toList();
        try {
            phones.forEach(phone -> phone.joins(SHOW));
            for (int i = 1; i <= EVENTS; i++) {
                if (random.nextInt(4) == 0) chats(random.nextInt(3), i);
                else says(random.nextInt(3), i);
                if (random.nextInt(200) == 0) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(3)));
            }
            says(0, 100_000);
            for (var phone : phones) phone.hears(Outbound.SlowModeSet.class, set -> set.seconds() == 100_000);
            long last = link.ask(Command.HGET, Keys.stage(SHOW), "seq").toLong(), lastN = link.ask(Command.HGET, Keys.stage(SHOW), "chatN").toLong();
            for (var phone : phones) {
                var shelf = phone.everything().stream().filter(Outbound.SlowModeSet.class::isInstance).map(m -> ((Outbound.SlowModeSet) m).seq()).toList();
                assertEquals(IntStream.rangeClosed(1, (int) last).mapToObj(Long::valueOf).toList(), shelf, () -> "seed " + SEED);
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
                while (chat(phone).size() < lastN && System.nanoTime() < end) LockSupport.parkNanos(1_000_000);
                assertEquals(IntStream.rangeClosed(1, (int) lastN).mapToObj(Long::valueOf).toList(), chat(phone), () -> "seed " + SEED);
            }
        } finally {
            phones.forEach(Phone::close);
        }
    }

    @Test
    void a_bell_that_nobody_hears_costs_a_second() {
        gossip.loses = 1;
        try (var an = nodes.get(0).phone(); var binh = nodes.get(1).phone()) {
            an.joins(SHOW);
            binh.joins(SHOW);
            says(0, 7);
            long from = System.nanoTime();
            assertEquals(7, binh.hears(Outbound.SlowModeSet.class).seconds());
            assertTrue(System.nanoTime() - from < TimeUnit.MILLISECONDS.toNanos(2_500));
        }
    }

    @Test
    void a_phone_goes_on_at_another_node_that_has_not_read_as_far() {
        gossip.loses = 1;
        long seq;
        String epoch;
        try (var binh = nodes.get(1).phone()) {
            binh.joins(SHOW);
            try (var an = nodes.get(0).phone()) {
                epoch = an.joins(SHOW).epoch();
                says(0, 5);
                seq = an.hears(Outbound.SlowModeSet.class).seq();
            }
            try (var an = nodes.get(1).phone()) {
                var back = (Outbound.Joined) an.says(ref -> new Inbound.JoinRoom(ref, SHOW, seq, epoch));
                assertTrue(back.recovered());
                assertEquals(seq, back.seq());
                says(2, 6);
                assertEquals(seq + 1, an.hears(Outbound.SlowModeSet.class).seq());
            }
        }
    }

    @Test
    void a_room_is_counted_over_all_nodes_and_a_node_that_left_counts_no_longer() {
        try (var an = nodes.get(0).phone(); var binh = nodes.get(1).phone(); var chi = nodes.get(1).phone()) {
            an.joins(SHOW);
            binh.joins(SHOW);
            chi.joins(SHOW);
            an.hears(Outbound.ViewersCounted.class, counted -> counted.viewers() == 3);
            assertEquals(3, nodes.get(2).rooms.viewers(SHOW), "also where nobody is");
            assertEquals(2, nodes.get(2).rooms.others().size());
            nodes.get(0).rooms.left("hai");
            assertEquals(1, nodes.get(0).rooms.viewers(SHOW));
            chi.close();
            an.hears(Outbound.ViewersCounted.class, counted -> counted.viewers() == 2);
        }
    }

    @Test
    void a_node_that_falls_silent_counts_no_longer() {
        try (var an = nodes.get(0).phone(); var binh = nodes.get(1).phone()) {
            an.joins(SHOW);
            binh.joins(SHOW);
            an.hears(Outbound.ViewersCounted.class, counted -> counted.viewers() == 2);
            gossip.loses = 1;
            an.hears(Outbound.ViewersCounted.class, counted -> counted.viewers() == 1);
        }
    }

    @Test
    void hearts_go_to_every_node_and_a_room_without_phones_listens_to_nothing() {
        var address = "phien.room." + SHOW;
        assertEquals(0, gossip.listeners(address));
        try (var an = nodes.get(0).phone(); var binh = nodes.get(2).phone()) {
            an.joins(SHOW);
            binh.joins(SHOW);
            assertEquals(2, gossip.listeners(address));
            nodes.get(1).rooms.toRoom(SHOW, new Outbound.Reacted(SHOW, Map.of(Reaction.HEART, 3)));
            assertEquals(3, an.hears(Outbound.Reacted.class).counts().get(Reaction.HEART));
            assertEquals(3, binh.hears(Outbound.Reacted.class).counts().get(Reaction.HEART));
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (gossip.listeners(address) > 0 && System.nanoTime() < end) LockSupport.parkNanos(1_000_000);
        assertEquals(0, gossip.listeners(address));
    }

    @Test
    void what_no_node_of_this_house_has_signed_is_not_believed() throws Exception {
        var vertx = TestStore.VERTX;
        var heard = new CopyOnWriteArrayList<String>();
        var one = new NodeBus(vertx, "one", "a secret of the house");
        var two = new NodeBus(vertx, "two", "a secret of the house");
        var stranger = new NodeBus(vertx, "three", "a guess");
        var ear = two.listen("phien.test", words -> heard.add(words.toString()));
        ear.open().await();
        stranger.say("phien.test", Buffer.buffer("believe me"));
        vertx.eventBus().publish("phien.test", "plain text");
        vertx.eventBus().publish("phien.test", Buffer.buffer(new byte[20]));
        two.say("phien.test", Buffer.buffer("to myself"));
        one.say("phien.test", Buffer.buffer("chợ đêm"));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (heard.isEmpty() && System.nanoTime() < end) LockSupport.parkNanos(1_000_000);
        assertEquals(List.of("chợ đêm"), heard);
        ear.close();
    }

    @Test
    void the_larger_a_room_the_less_often_its_size_is_told() {
        assertTrue(Rooms.countedEvery(100) <= 500);
        assertFalse(Rooms.countedEvery(1_000) < 1_000);
        assertTrue(Rooms.countedEvery(20_000) > Rooms.countedEvery(1_000));
    }

    private List<Long> chat(Phone phone) {
        return phone.everything().stream().filter(Outbound.Said.class::isInstance).map(m -> ((Outbound.Said) m).line().n()).toList();
    }

    private void says(int node, int seconds) {
        long seq = link.ask(Command.HINCRBY, Keys.stage(SHOW), "seq", 1).toLong();
        link.ask(Command.XADD, Keys.shelf(SHOW), seq + "-0", "e", "{\"t\":\"slow-mode-set\",\"seconds\":%d}".formatted(seconds));
        nodes.get(node).rooms.ring(SHOW);
    }

    private void chats(int node, int i) {
        long n = link.ask(Command.HINCRBY, Keys.stage(SHOW), "chatN", 1).toLong();
        link.ask(Command.XADD, Keys.chat(SHOW), n + "-0", "e", Wire.write(new Outbound.Said(new Views.ChatLine(n, new MessageId("m07-m" + i), new AccountId("u-an"), "An", null, "câu " + i, null, 0, false, false))), "m", "m07-m" + i);
        nodes.get(node).rooms.ring(SHOW);
    }

    private long reads() {
        var stats = link.ask(Command.INFO, "commandstats").toString();
        var match = java.util.regex.Pattern.compile("cmdstat_xrange:calls=(\\d+)").matcher(stats);
        return match.find() ? Long.parseLong(match.group(1)) : 0;
    }
}
