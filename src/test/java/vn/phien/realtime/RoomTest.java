package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.redis.client.Command;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.MessageId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.inventory.Holds;
import vn.phien.inventory.StockScripts;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.Phone;
import vn.phien.testkit.TestStore;
import vn.phien.testkit.Wired;

@ExtendWith(TestStore.class)
class RoomTest {
    private static final BoothId BOOTH = new BoothId("b07-dongvan");
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private static final ProductId HONEY = new ProductId("p07-honey");
    private final Link link = TestStore.LINK;
    private final Meters meters = Meters.unread();
    private Rooms rooms;
    private HttpServer server;
    private URI address;

    @BeforeEach
    void a_server_with_one_live_room() {
        new Books(link).open(SHOW, BOOTH, HONEY, 185_000, 10, 5);
        rooms = new Rooms(TestStore.VERTX, link, InstantSource.system(), meters, place -> link.send(Command.HMGET, Keys.stage(place), "epoch", "seq").map(stage ->
            new SceneAt(stage.get(0).toString(), stage.get(1).toLong(), 0, Scenes.of(2_000))));
        rooms.start();
        var holds = new Holds(link, new StockScripts(link), rooms::ring, Limits.HOLD_MS);
        var sockets = new SocketHandler(TestStore.VERTX, rooms, meters,
            (session, command) -> switch (command) {
                case Inbound.JoinRoom join -> rooms.join(session, join, false,
                    Future.succeededFuture(new Rooms.Welcome(new Views.Mine(List.of(), List.of(), false, false), null)));
                case Inbound.TakeHold take -> holds.take(session.caller().person().orElseThrow().account(), take.room(), take.lines(), take.orWait(), take.key())
                    .map(taken -> new Outbound.Done(take.ref(), null));
                default -> Future.succeededFuture(new Outbound.Refused(command.ref(), Why.NOT_ALLOWED, null, null));
            }, new SocketHandler.Space(100, 100));
        server = TestStore.VERTX.createHttpServer(new HttpServerOptions()).requestHandler(request -> sockets.open(request, guest(request.getHeader("Cookie") == null ? Caller.ANONYMOUS
            : new Caller.Person(new AccountId(request.getHeader("Cookie")), "An", "s", java.util.Set.of(), java.util.Map.of())))).listen(0, "127.0.0.1").await();
        address = URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @AfterEach
    void the_server_stops() {
        rooms.stop();
        server.close().await();
    }

    @Test
    void everybody_in_the_room_hears_of_a_hold_and_nobody_twice() {
        try (var an = Phone.open("An", address, "u-an"); var binh = Phone.open("Bình", address, null)) {
            an.joins(SHOW);
            var joined = binh.joins(SHOW);
            assertNull(joined.you());
            an.takes(SHOW, HONEY, 2);
            var stock = binh.hears(Outbound.StockChanged.class, changed -> changed.held() == 2);
            assertEquals(8, stock.free());
            assertEquals(0, binh.everything().stream().filter(m -> m.equals(stock)).count() - 1);
        }
    }

    @Test
    void what_the_house_knows_of_a_room_is_forgotten_before_a_phone_hears_of_the_change() {
        var changed = new ConcurrentLinkedQueue<PlaceId>();
        rooms.onChange(changed::add);
        try (var an = Phone.open("An", address, "u-an")) {
            an.joins(SHOW);
            changed.clear();
            says(1);
            an.hears(Outbound.SlowModeSet.class);
            assertEquals(List.of(SHOW), List.copyOf(changed));
        }
    }

    @Test
    void a_phone_that_comes_back_gets_exactly_what_it_missed() {
        says(1);
        long seq;
        try (var an = Phone.open("An", address, "u-an")) {
            seq = an.joins(SHOW).seq();
            assertEquals(1, seq);
        }
        says(2);
        says(3);
        try (var an = Phone.open("An", address, "u-an")) {
            var back = (Outbound.Joined) an.says(ref -> new Inbound.JoinRoom(ref, SHOW, seq, "e1"));
            assertTrue(back.recovered());
            assertEquals(2, an.hears(Outbound.SlowModeSet.class).seq());
            assertEquals(3, an.hears(Outbound.SlowModeSet.class).seq());
            says(4);
            assertEquals(4, an.hears(Outbound.SlowModeSet.class).seq());
        }
    }

    @Test
    void a_phone_from_another_epoch_gets_a_scene() {
        says(1);
        try (var an = Phone.open("An", address, "u-an")) {
            var back = (Outbound.Joined) an.says(ref -> new Inbound.JoinRoom(ref, SHOW, 1L, "e0"));
            assertEquals(false, back.recovered());
            assertEquals(1, back.seq());
        }
    }

    @Test
    void a_phone_that_stops_reading_is_closed_with_4408_slows_no_neighbour_and_is_whole_when_it_comes_back() throws Exception {
        says(1);
        try (var an = Phone.open("An", address, "u-an")) {
            an.joins(SHOW);
            long last = 1;
            try (var line = new Socket()) {
                line.setReceiveBufferSize(4_096);
                line.connect(new InetSocketAddress("127.0.0.1", server.actualPort()));
                var stuck = new Wired(line, null);
                stuck.says("{\"t\":\"join-room\",\"ref\":1,\"room\":\"s07-friday\"}");
                an.hears(Outbound.ViewersCounted.class, counted -> counted.viewers() == 2);
                for (int i = 2; meters.closed(Close.TOO_SLOW.code()).count() == 0; i++) {
                    assertTrue(i < 400, "it was never sent away");
                    isPinned("x".repeat(20_000));
                    long told = i;
                    an.hears(Outbound.MessagePinned.class, pinned -> pinned.seq() == told);
                }
                for (var heard = stuck.hears(); heard.opcode() != 8; heard = stuck.hears()) {
                    if (heard.seq() == 0) continue;
                    assertEquals(++last, heard.seq());
                }
                // the reason is the last thing that it reads
                stuck.ends();
            }
            an.hears(Outbound.ViewersCounted.class, counted -> counted.viewers() == 1);
            isPinned("short");
            long top = link.ask(Command.HGET, Keys.stage(SHOW), "seq").toLong();
            try (var back = new Wired(new Socket("127.0.0.1", server.actualPort()), null)) {
                back.says("{\"t\":\"join-room\",\"ref\":2,\"room\":\"s07-friday\",\"seq\":%d,\"epoch\":\"e1\",\"n\":0}".formatted(last));
                var joined = back.hears("joined");
                if (joined.text().contains("\"recovered\":false")) last = Wire.trusted(joined.text(), Outbound.Joined.class).seq();
                while (last < top) {
                    var heard = back.hears();
                    if (heard.seq() > 0) assertEquals(++last, heard.seq());
                }
            }
        }
    }

    private void isPinned(String text) {
        long seq = link.ask(Command.HINCRBY, Keys.stage(SHOW), "seq", 1).toLong();
        link.ask(Command.XADD, Keys.shelf(SHOW), seq + "-0", "e", "{\"t\":\"message-pinned\",\"message\":" + Wire.write(new Views.ChatLine(1, new MessageId("m07-m"), null, "An", null, text, null, 0, false, false)) + "}");
        rooms.ring(SHOW);
    }

    private void says(int seconds) {
        long seq = link.ask(Command.HINCRBY, Keys.stage(SHOW), "seq", 1).toLong();
        link.ask(Command.XADD, Keys.shelf(SHOW), seq + "-0", "e", "{\"t\":\"slow-mode-set\",\"seconds\":%d}".formatted(seconds));
        rooms.ring(SHOW);
    }

    private static Guest guest(Caller caller) {
        return new Guest(caller, () -> Future.succeededFuture(caller), "127.0.0.1");
    }
}
