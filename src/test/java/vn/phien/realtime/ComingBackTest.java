package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.BoothId;
import vn.phien.base.Meters;
import vn.phien.base.MessageId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Views;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestStore;

/** What a phone that comes back is given: exactly what it missed in both logs and of the stock, or a scene when that is fewer bytes. */
@ExtendWith(TestStore.class)
class ComingBackTest {
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private final Link link = TestStore.LINK;
    private final AtomicInteger scenesRead = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();
    /** How often the room has told other nodes what it read. */
    private final AtomicInteger told = new AtomicInteger();
    private List<Views.ChatLine> said = lines(10);
    private Room room;
    private long seq;
    private long n;

    @BeforeEach
    void a_room_with_a_scene_of_about_a_kilobyte() {
        new Books(link).open(SHOW, new BoothId("b07-dongvan"), new ProductId("p07-honey"), 185_000, 10, 5);
        opens(Future.succeededFuture());
    }

    private void opens(Future<Void> sceneComes) {
        if (room != null) room.close();
        room = new Room(SHOW, link, ((VertxInternal) TestStore.VERTX).createEventLoopContext(), Counts.of(Meters.unread()), new Thinning(), new BuyersWait(), place -> {
            scenesRead.incrementAndGet();
            return sceneComes.compose(ok -> link.send(Command.HMGET, Keys.stage(place), "epoch", "seq", "chatN")).map(stage -> new SceneAt(stage.get(0).toString(), number(stage.get(1)), number(stage.get(2)),
                new Views.Scene(null, List.of(), List.of(), true, 0, null, said, null)));
        }, changed -> changes.incrementAndGet(), new Bus() {
            @Override
            public void say(String address, Buffer words) {
                told.incrementAndGet();
            }

            @Override
            public Ear listen(String address, Consumer<Buffer> hear) {
                return DEAF;
            }

            @Override
            public String node() {
                return "one";
            }
        });
    }

    @AfterEach
    void the_room_closes() {
        room.close();
    }

    @Test
    void a_phone_gets_the_events_and_the_lines_after_its_own_and_nothing_else() {
        happen(3, 4);
        var left = back(2, 3L, false);
        assertNull(left.scene());
        assertEquals(List.of(3L), seqs(left));
        assertEquals(List.of(4L), ns(left));
        assertEquals(List.of(2L, 3L, 4L), List.of(left.from(), left.seq(), left.chatN()));
        happen(2, 1);
        assertEquals(List.of(4L, 5L), seqs(back(3, 4L, false)));
        assertEquals(List.of(5L), ns(back(3, 4L, false)));
    }

    @Test
    void who_missed_nothing_gets_nothing() {
        happen(3, 4);
        var nothing = back(3, 4L, false);
        assertNull(nothing.scene());
        assertEquals(List.of(), nothing.missed().stream().filter(frame -> frame.lane() != Lane.LATEST).toList());
    }

    @Test
    void who_does_not_tell_the_last_line_gets_the_newest_ones() {
        happen(1, 4);
        assertEquals(List.of(1L, 2L, 3L, 4L), ns(back(1, null, false)));
    }

    @Test
    void a_scene_is_taken_when_it_is_fewer_bytes_and_what_was_missed_when_that_is() {
        happen(100, 0);
        int event = Frame.shelf(50, body(50)).size();
        int scene = new Seen(new SceneAt("e1", 0, 0, new Views.Scene(null, List.of(), List.of(), true, 0, null, said, null))).json().length;
        int fits = scene / event - 12; // what is not an event: ten seconds' figures of stock
        var few = back(100 - fits, 0L, false);
        assertNull(few.scene());
        assertEquals(fits, seqs(few).size());
        var many = back(100 - scene / event - 1, 0L, false);
        assertNotNull(many.scene());
        assertEquals(List.of(), seqs(many));
        assertEquals(100, many.seq());
        assertTrue(many.bytes(false) < (scene / event + 1) * event);
    }

    @Test
    void what_is_shorter_is_asked_of_the_bytes_that_this_phone_reads() {
        happen(100, 0);
        var seen = new Seen(new SceneAt("e1", 0, 0, new Views.Scene(null, List.of(), List.of(), true, 0, null, said, null)));
        int event = Frame.shelf(50, body(50)).size();
        assertTrue(seen.bytes(true) * 3 < seen.bytes(false));
        int missed = seen.bytes(true) / event + 2;
        assertNull(back(100 - missed, 0L, false).scene());
        assertNotNull(back(100 - missed, 0L, true).scene());
    }

    @Test
    void a_scene_that_has_grown_long_is_looked_at_once_and_left() {
        happen(100, 0);
        assertNull(back(100 - 12, 0L, false).scene());
        int looked = scenesRead.get();
        said = lines(200);
        happen(1, 0);
        assertNull(back(0, 0L, false).scene(), "longer than the last scene was, and still shorter than the scene is");
        assertEquals(looked + 1, scenesRead.get());
        assertNull(back(0, 0L, false).scene());
        assertNull(back(10, 0L, false).scene());
        assertEquals(looked + 1, scenesRead.get(), "what is known to be long is not read for nothing");
    }

    @Test
    void lines_that_the_log_has_no_more_are_not_passed_over_in_silence() {
        happen(1, 30);
        link.ask(Command.XTRIM, Keys.chat(SHOW), "MAXLEN", 5);
        opens(Future.succeededFuture());
        assertNull(back(1, 25L, false).scene());
        assertEquals(List.of(26L, 27L, 28L, 29L, 30L), ns(back(1, 25L, false)));
        assertNotNull(back(1, 24L, false).scene());
    }

    @Test
    void who_heard_on_another_node_what_this_one_has_not_read_yet_gets_it_no_second_time() {
        happen(2, 2);
        back(2, 2L, false);
        log(2, 3);
        var entry = back(4, 5L, false);
        assertNull(entry.scene());
        assertEquals(List.of(List.of(), List.of()), List.of(seqs(entry), ns(entry)));
        assertEquals(List.of(4L, 5L), List.of(entry.seq(), entry.chatN()));
    }

    @Test
    void who_claims_to_have_heard_what_nobody_said_gets_a_scene() {
        happen(2, 2);
        assertNotNull(back(3, 2L, false).scene());
        assertNotNull(back(2, 3L, false).scene());
    }

    @Test
    void stock_that_moved_while_a_phone_was_away_is_told() {
        happen(1, 0);
        link.ask(Command.HSET, Keys.stock(SHOW), "p07-honey.free", 4, "p07-honey.held", 6, "p07-honey.rev", 77);
        happen(1, 0);
        await(() -> back(1, 0L, false).missed().stream().anyMatch(frame -> new String(frame.bytes(false), java.nio.charset.StandardCharsets.UTF_8).contains("\"rev\":77")));
    }

    @Test
    void a_phone_that_waits_while_the_log_is_replaced_gets_a_scene_of_the_new_one() {
        happen(60, 0);
        var comes = Promise.<Void>promise();
        opens(comes.future());
        var entry = room.enter(new Inbound.JoinRoom(1, SHOW, 1L, "e1", 0L), false);
        await(() -> scenesRead.get() > 0);
        link.ask(Command.HSET, Keys.stage(SHOW), "epoch", "e2");
        room.ring();
        await(() -> room.reads("e2"));
        comes.complete();
        assertEquals("e2", entry.await().epoch());
        assertNotNull(entry.await().scene());
    }

    @Test
    void what_the_house_knows_is_forgotten_before_a_scene_shows_more_than_the_room_has_read() {
        happen(2, 0);
        int known = changes.get();
        log(1, 0);
        assertEquals(3, room.enter(new Inbound.JoinRoom(1, SHOW, null, null, null), false).await().seq());
        assertEquals(known + 1, changes.get());
    }

    @Test
    void and_whenever_the_room_begins_to_read_a_log() {
        await(() -> changes.get() == 1);
        opens(Future.succeededFuture());
        await(() -> changes.get() == 2);
    }

    private Room.Entry back(long from, Long fromN, boolean zips) {
        return room.enter(new Inbound.JoinRoom(1, SHOW, from, "e1", fromN), zips).await();
    }

    /** So many events and lines, which the room has read when this returns. */
    private void happen(int events, int lines) {
        log(events, lines);
        int before = told.get();
        room.ring();
        await(() -> told.get() > before);
    }

    private void log(int events, int lines) {
        for (int i = 0; i < events; i++) link.ask(Command.XADD, Keys.shelf(SHOW), ++seq + "-0", "e", body(seq));
        for (int i = 0; i < lines; i++) link.ask(Command.XADD, Keys.chat(SHOW), ++n + "-0", "e", "{\"t\":\"said\",\"line\":{\"n\":" + n + ",\"message\":\"m07-x\",\"text\":\"à\"}}");
        link.ask(Command.HSET, Keys.stage(SHOW), "seq", seq, "chatN", n);
    }

    private static String body(long seconds) {
        return "{\"t\":\"slow-mode-set\",\"seconds\":" + seconds + "}";
    }

    private static List<Views.ChatLine> lines(int count) {
        var lines = new ArrayList<Views.ChatLine>();
        for (int i = 1; i <= count; i++) lines.add(new Views.ChatLine(i, new MessageId("m07-" + i), null, "An", null, "Mật ong này lấy ở vùng nào vậy shop ơi", null, 1, false, false));
        return lines;
    }

    private static List<Long> seqs(Room.Entry entry) {
        return entry.missed().stream().map(Frame::seq).filter(number -> number > 0).toList();
    }

    private static List<Long> ns(Room.Entry entry) {
        return entry.missed().stream().map(Frame::n).filter(number -> number > 0).toList();
    }

    private static long number(io.vertx.redis.client.Response response) {
        return response == null ? 0 : response.toLong();
    }

    private static void await(java.util.function.BooleanSupplier done) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!done.getAsBoolean()) if (System.nanoTime() > end) throw new AssertionError("it did not come to that");
    }
}
