package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.redis.client.Command;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Meters;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.Phone;
import vn.phien.testkit.TestStore;

/** The log of a room is replaced while phones are inside, at the door, and on their way back: each goes on in the new one, and nobody hears a word of both. */
@ExtendWith(TestStore.class)
class NewLogTest {
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private final Link link = TestStore.LINK;
    private final AtomicInteger scenesRead = new AtomicInteger();
    /** What becomes of a scene that was read. */
    private volatile Function<SceneAt, Future<SceneAt>> then = Future::succeededFuture;
    private volatile Future<Void> welcomed = Future.succeededFuture();
    private final AtomicInteger welcomes = new AtomicInteger();
    private Rooms rooms;
    private HttpServer server;
    private URI address;
    private long seq;

    @BeforeEach
    void a_server_with_one_live_room() {
        new Books(link).open(SHOW, new BoothId("b07-dongvan"), new ProductId("p07-honey"), 185_000, 10, 5);
        var meters = Meters.unread();
        rooms = new Rooms(TestStore.VERTX, link, InstantSource.system(), meters, place -> link.send(Command.HMGET, Keys.stage(place), "epoch", "seq").compose(stage -> {
            scenesRead.incrementAndGet();
            return then.apply(new SceneAt(stage.get(0).toString(), stage.get(1).toLong(), 0, Scenes.of(2_000)));
        }));
        rooms.start();
        var sockets = new SocketHandler(TestStore.VERTX, rooms, meters, (session, command) -> {
            if (!(command instanceof Inbound.JoinRoom join)) return Future.succeededFuture(new Outbound.Refused(command.ref(), Why.NOT_ALLOWED, null, null));
            welcomes.incrementAndGet();
            return rooms.join(session, join, false, welcomed.map(ok -> new Rooms.Welcome(new Views.Mine(List.of(), List.of(), false, false), null)));
        }, new SocketHandler.Space(100, 100));
        server = TestStore.VERTX.createHttpServer().requestHandler(request -> sockets.open(request, new Guest(Caller.ANONYMOUS, () -> Future.succeededFuture(Caller.ANONYMOUS), "127.0.0.1"))).listen(0, "127.0.0.1").await();
        address = URI.create("http://127.0.0.1:" + server.actualPort());
        seq = link.ask(Command.HINCRBY, Keys.stage(SHOW), "seq", 0).toLong();
        happens(1);
    }

    @AfterEach
    void the_server_stops() {
        rooms.stop();
        server.close().await();
    }

    @Test
    void who_waits_for_a_scene_of_the_old_log_is_let_into_the_new_one_and_who_is_inside_is_sent_for_it() {
        var comes = Promise.<Void>promise();
        try (var an = Phone.open("An", address, null); var binh = Phone.open("Bình", address, null)) {
            an.joins(SHOW);
            happens(2);
            an.hears(Outbound.SlowModeSet.class, set -> set.seconds() == 2);
            int before = scenesRead.get();
            then = at -> comes.future().map(at);
            binh.sends("{\"t\":\"join-room\",\"ref\":99,\"room\":\"s07-friday\"}");
            await(() -> scenesRead.get() > before);
            happens(3);
            an.hears(Outbound.SlowModeSet.class, set -> set.seconds() == 3);
            isReplaced();
            assertEquals(Close.NO_RESUME.code(), an.closesWith());
            happens(1_001);
            then = Future::succeededFuture;
            comes.complete();
            goesOn(binh);
        }
    }

    @Test
    void a_scene_of_the_new_log_makes_a_room_look_that_still_reads_the_old_one() {
        try (var an = Phone.open("An", address, null); var binh = Phone.open("Bình", address, null)) {
            an.joins(SHOW);
            link.batch(List.of(Link.request(Command.DEL, Keys.shelf(SHOW)), Link.request(Command.HSET, Keys.stage(SHOW), "epoch", "e2", "seq", 0))).await();
            seq = 0;
            var joined = binh.joins(SHOW);
            assertEquals("e2", joined.epoch());
            assertEquals(Close.NO_RESUME.code(), an.closesWith());
            happens(1_001);
            assertEquals(1_001, binh.hears(Outbound.SlowModeSet.class).seconds());
        }
    }

    @Test
    void who_was_found_a_place_in_the_old_log_and_is_let_in_after_it_ended_gets_one_in_the_new() {
        var comes = Promise.<Void>promise();
        try (var an = Phone.open("An", address, null); var binh = Phone.open("Bình", address, null)) {
            long seen = an.joins(SHOW).seq();
            happens(2);
            an.hears(Outbound.SlowModeSet.class, set -> set.seconds() == 2);
            welcomed = comes.future();
            int before = welcomes.get();
            binh.sends("{\"t\":\"join-room\",\"ref\":99,\"room\":\"s07-friday\",\"seq\":" + seen + ",\"epoch\":\"e1\"}");
            await(() -> welcomes.get() > before);
            happens(3);
            an.hears(Outbound.SlowModeSet.class, set -> set.seconds() == 3);
            isReplaced();
            assertEquals(Close.NO_RESUME.code(), an.closesWith());
            comes.complete();
            goesOn(binh);
        }
    }

    @Test
    void a_log_that_changes_under_every_look_is_told_as_try_again() {
        then = at -> Future.succeededFuture(new SceneAt("x" + scenesRead, at.seq(), at.chatN(), at.scene()));
        try (var an = Phone.open("An", address, null)) {
            var told = (Outbound.Refused) an.says(ref -> new Inbound.JoinRoom(ref, SHOW, null, null));
            assertEquals(Why.TRY_AGAIN, told.why());
            then = Future::succeededFuture;
            assertEquals("e1", an.joins(SHOW).epoch(), "the socket stays, and the next try finds a log that stands");
        }
    }

    /** In the new log, from its place on, every event once and none of the old. */
    private void goesOn(Phone phone) {
        var joined = phone.hears(Outbound.Joined.class);
        assertEquals("e2", joined.epoch());
        happens(1_002);
        happens(1_003);
        phone.hears(Outbound.SlowModeSet.class, set -> set.seconds() == 1_003);
        var heard = phone.everything().stream().filter(Outbound.SlowModeSet.class::isInstance).map(Outbound.SlowModeSet.class::cast).toList();
        assertTrue(heard.stream().allMatch(set -> set.seconds() > 1_000), heard::toString);
        assertEquals(java.util.stream.LongStream.rangeClosed(joined.seq() + 1, seq).boxed().toList(), heard.stream().map(Outbound.SlowModeSet::seq).toList());
    }

    private void isReplaced() {
        link.batch(List.of(Link.request(Command.DEL, Keys.shelf(SHOW)), Link.request(Command.HSET, Keys.stage(SHOW), "epoch", "e2", "seq", 0))).await();
        seq = 0;
        rooms.ring(SHOW);
    }

    private void happens(int seconds) {
        seq++;
        link.batch(List.of(Link.request(Command.XADD, Keys.shelf(SHOW), seq + "-0", "e", "{\"t\":\"slow-mode-set\",\"seconds\":" + seconds + "}"), Link.request(Command.HSET, Keys.stage(SHOW), "seq", seq))).await();
        rooms.ring(SHOW);
    }

    private static void await(BooleanSupplier done) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!done.getAsBoolean()) if (System.nanoTime() > end) throw new AssertionError("it did not come to that");
    }
}
