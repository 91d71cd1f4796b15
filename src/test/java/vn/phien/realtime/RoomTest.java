package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.redis.client.Command;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.inventory.Holds;
import vn.phien.inventory.StockScripts;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.Phone;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class RoomTest {
    private static final BoothId BOOTH = new BoothId("b07-dongvan");
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private static final ProductId HONEY = new ProductId("p07-honey");
    private final Link link = TestStore.LINK;
    private Rooms rooms;
    private HttpServer server;
    private URI address;

    @BeforeEach
    void a_server_with_one_live_room() {
        new Books(link).open(SHOW, BOOTH, HONEY, 185_000, 10, 5);
        var meters = Meters.unread();
        rooms = new Rooms(TestStore.VERTX, link, InstantSource.system(), meters, place -> link.send(Command.HMGET, Keys.stage(place), "epoch", "seq").map(stage ->
            new SceneAt(stage.get(0).toString(), stage.get(1).toLong(), 0, new Views.Scene(null, List.of(), List.of(), true, 0, null, List.of(), null, false, List.of()))));
        rooms.start();
        var holds = new Holds(link, new StockScripts(link), rooms::ring, Limits.HOLD_MS);
        var sockets = new SocketHandler(TestStore.VERTX, rooms, meters,
            (session, command) -> switch (command) {
                case Inbound.JoinRoom join -> rooms.join(session, join.ref(), join.room(), join.seq(), join.epoch(), false,
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
    void a_phone_that_stops_reading_is_sent_away_and_does_not_slow_its_neighbour() throws Exception {
        try (var an = Phone.open("An", address, "u-an"); var stuck = new java.net.Socket()) {
            an.joins(SHOW);
            stuck.setReceiveBufferSize(4_096);
            stuck.connect(new java.net.InetSocketAddress("127.0.0.1", server.actualPort()));
            stuck.getOutputStream().write(("GET /socket HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\nOrigin: http://127.0.0.1:%1$d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .formatted(server.actualPort()).getBytes());
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) head.append((char) stuck.getInputStream().read());
            assertTrue(head.toString().startsWith("HTTP/1.1 101"), head::toString);
            var join = "{\"t\":\"join-room\",\"ref\":1,\"room\":\"s07-friday\"}".getBytes();
            var frame = new byte[6 + join.length];
            frame[0] = (byte) 0x81;
            frame[1] = (byte) (0x80 | join.length);
            System.arraycopy(join, 0, frame, 6, join.length);
            stuck.getOutputStream().write(frame);
            an.hears(Outbound.ViewersCounted.class, counted -> counted.viewers() == 2);
            var big = "x".repeat(60_000);
            for (int i = 0; i < 200; i++) rooms.toRoom(SHOW, new Outbound.SlowModeSet(null, i));
            for (int i = 0; i < 400 && rooms.viewers(SHOW) == 2; i++) {
                rooms.toRoom(SHOW, new Outbound.MessagePinned(null, new Views.ChatLine(1, new vn.phien.base.MessageId("m07-m"), null, "An", null, big, null, 0, false, false)));
                an.hears(Outbound.MessagePinned.class);
            }
            an.hears(Outbound.ViewersCounted.class, counted -> counted.viewers() == 1);
        }
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
