package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vn.phien.testkit.Wired.unzip;
import static vn.phien.testkit.Wired.zip;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.MessageId;
import vn.phien.base.Meters;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestStore;
import vn.phien.testkit.Wired;

/** Compressed frames in both directions: big ones go out compressed once for all who can read them, and what comes in cannot burst. */
@ExtendWith(TestStore.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompressionTest {
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private static final String OFFER = "permessage-deflate; client_max_window_bits";
    private Rooms rooms;
    private HttpServer server;

    @BeforeAll
    void a_server_with_a_room_whose_scene_is_big() {
        var meters = Meters.unread();
        var chat = new ArrayList<Views.ChatLine>();
        for (int i = 0; i < 40; i++) chat.add(new Views.ChatLine(i, new MessageId("m07-" + i), null, "An", null, "Mật ong này lấy ở vùng nào vậy shop ơi, số " + i, null, 1, false, false));
        rooms = new Rooms(TestStore.VERTX, TestStore.LINK, InstantSource.system(), meters, place -> TestStore.LINK.send(Command.HMGET, Keys.stage(place), "epoch").map(stage ->
            new SceneAt(stage.get(0).toString(), 0, 0, new Views.Scene(null, List.of(), List.of(), true, 0, null, chat, null))));
        rooms.start();
        var sockets = new SocketHandler(TestStore.VERTX, rooms, meters, (session, command) -> switch (command) {
            case Inbound.JoinRoom join -> rooms.join(session, join, false, Future.succeededFuture(new Rooms.Welcome(new Views.Mine(List.of(), List.of(), false, false), null)));
            case Inbound.AskClock ask -> Future.succeededFuture(new Outbound.Clock(ask.ref(), 1));
            default -> Future.succeededFuture(new Outbound.Refused(command.ref(), Why.NOT_ALLOWED, null, null));
        }, new SocketHandler.Space(1_000, 1_000));
        server = TestStore.VERTX.createHttpServer().requestHandler(request -> sockets.open(request, new Guest(Caller.ANONYMOUS, () -> Future.succeededFuture(Caller.ANONYMOUS), "127.0.0.1"))).listen(0, "127.0.0.1").await();
    }

    @BeforeEach
    void a_live_room() {
        new Books(TestStore.LINK).open(SHOW, new BoothId("b07-dongvan"), new ProductId("p07-honey"), 185_000, 10, 5);
    }

    @AfterAll
    void the_server_stops() {
        rooms.stop();
        server.close().await();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "permessage-deflate | true", "permessage-deflate; client_max_window_bits | true", "Permessage-Deflate; server_no_context_takeover; client_no_context_takeover | true",
        "x-webkit-deflate-frame, permessage-deflate | true", "permessage-deflate; server_max_window_bits=10, permessage-deflate | true", "permessage-deflate; client_max_window_bits=\"10\" | true",
        "permessage-deflate; server_max_window_bits=15 | true", "permessage-deflate; server_max_window_bits=10 | false", "permessage-deflate; client_max_window_bits=16 | false", "permessage-deflate; client_max_window_bits=7 | false",
        "permessage-deflate; unknown | false", "permessage-deflate; server_no_context_takeover=1 | false", "permessage-deflate; client_max_window_bits; client_max_window_bits | false", "bzip2 | false", "'' | false", "';;;,,,=' | false"})
    void an_offer_is_taken_up_only_where_every_word_of_it_is_understood(String offer, boolean taken) {
        assertEquals(taken, Zip.isOffered(offer));
    }

    @Test
    void a_phone_that_reads_compressed_frames_gets_the_big_ones_so_and_another_gets_the_same_plain() throws Exception {
        try (var zips = wired(OFFER); var plain = wired(null)) {
            assertTrue(zips.head().contains(Zip.EXTENSION.toLowerCase(Locale.ROOT)), zips.head());
            assertFalse(plain.head().contains("permessage-deflate"));
            zips.says("{\"t\":\"join-room\",\"ref\":7,\"room\":\"s07-friday\"}");
            plain.says("{\"t\":\"join-room\",\"ref\":7,\"room\":\"s07-friday\"}");
            var small = zips.hears("joined");
            var big = plain.hears("joined");
            assertTrue(small.zipped() && !big.zipped());
            assertTrue(small.length() * 3 < big.length(), small.length() + " of " + big.length() + " bytes");
            var one = (Outbound.Joined) Wire.trusted(small.text(), Outbound.class);
            assertEquals(7, one.ref());
            assertEquals(40, one.scene().chat().size());
            assertEquals(((Outbound.Joined) Wire.trusted(big.text(), Outbound.class)).scene(), one.scene());

            var line = new Views.ChatLine(1, new MessageId("m07-m"), null, "An", null, "Mật ong bạc hà Đồng Văn. ".repeat(200), null, 0, false, false);
            rooms.toRoom(SHOW, new Outbound.MessagePinned(null, line));
            rooms.toRoom(SHOW, new Outbound.SlowModeSet(null, 3));
            var pinned = zips.hears("message-pinned");
            assertTrue(pinned.zipped());
            assertEquals(pinned.text(), plain.hears("message-pinned").text());
            var slow = zips.hears("slow-mode-set");
            assertFalse(slow.zipped(), "a short one is not worth it");
            assertEquals(slow.text(), plain.hears("slow-mode-set").text());
        }
    }

    @Test
    void what_a_phone_says_compressed_is_understood_also_in_fragments() throws Exception {
        try (var phone = wired(OFFER)) {
            var zipped = zip("{\"t\":\"ask-clock\",\"ref\":5}".getBytes());
            phone.sends(0xC1, zipped);
            assertTrue(phone.hears("clock").text().contains("\"ref\":5"));
            phone.sends(0x41, Arrays.copyOf(zipped, 6));
            phone.sends(0x80, Arrays.copyOfRange(zipped, 6, zipped.length));
            assertTrue(phone.hears("clock").text().contains("\"ref\":5"));
            phone.says("{\"t\":\"ask-clock\",\"ref\":6}");
            assertTrue(phone.hears("clock").text().contains("\"ref\":6"), "plain ones stay welcome");
            phone.sends(0xC1, zip(new byte[0]));
            assertTrue(phone.hears("refused").text().contains("bad-json"));
        }
    }

    @Test
    void what_is_no_compressed_text_or_comes_where_none_may_be_is_closed() throws Exception {
        var good = zip("{\"t\":\"ask-clock\",\"ref\":5}".getBytes());
        assertEquals(1002, closed(OFFER, 0xC1, new byte[] {7, 7, 7, 7, 7, 7}), "no deflated bytes");
        assertEquals(1007, closed(OFFER, 0xC1, zip(new byte[] {(byte) 0xC3, 0x28})), "bad UTF-8 inside");
        assertEquals(1002, closed(OFFER, 0xA1, good), "RSV2");
        assertEquals(1002, closed(OFFER, 0xD1, good), "RSV1 and RSV3");
        assertEquals(1002, closed(OFFER, 0xC9, new byte[1]), "a compressed ping");
        assertEquals(1002, closed(null, 0xC1, good), "compressed without having agreed to it");
        try (var phone = wired(OFFER)) {
            phone.sends(0x01, "{".getBytes());
            phone.sends(0xC0, good);
            assertEquals(1002, phone.closeCode(), "RSV1 on a continuation");
        }
    }

    @Test
    void a_bomb_is_cut_off_at_the_size_of_a_message_and_a_hundred_of_them_cost_nothing_that_stays() throws Exception {
        var bomb = zip(new byte[10_000_000]);
        assertTrue(bomb.length < Limits.FRAME_BYTES, "it fits in one frame: " + bomb.length);
        assertEquals(1009, closed(OFFER, 0xC1, bomb));
        var most = zip(" ".repeat(Limits.MESSAGE_BYTES).getBytes());
        try (var phone = wired(OFFER)) {
            phone.sends(0xC1, most);
            assertTrue(phone.hears("refused").text().contains("bad-json"), "as long as a message may be");
        }
        assertEquals(1009, closed(OFFER, 0xC1, zip(" ".repeat(Limits.MESSAGE_BYTES + 1).getBytes())));
        System.gc();
        long before = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        var phones = new ArrayList<Wired>();
        for (int i = 0; i < 100; i++) phones.add(wired(OFFER));
        for (var phone : phones) phone.sends(0xC1, bomb);
        for (var phone : phones) {
            assertEquals(1009, phone.closeCode());
            phone.close();
        }
        System.gc();
        long grown = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory() - before;
        assertTrue(grown < 30_000_000, "grew by " + grown);
        try (var phone = wired(OFFER)) {
            phone.says("{\"t\":\"ask-clock\",\"ref\":6}");
            assertTrue(phone.hears("clock").text().contains("\"ref\":6"));
        }
    }

    @Test
    void any_text_comes_out_as_it_went_in_whole_or_with_something_around_it() throws Exception {
        var random = new Random(7);
        for (int length : new int[] {0, 1, 100, 8_192, 30_000, 70_000}) {
            var text = new byte[length];
            for (int i = 0; i < length; i++) text[i] = (byte) ('a' + random.nextInt(length % 3 == 0 ? 3 : 26));
            assertArrayEquals(text, unzip(Zip.message(text, 0)));
            var head = new byte[random.nextInt(2) == 0 ? 10 : 66_000];
            Arrays.fill(head, (byte) 'h');
            var all = unzip(Zip.around(head, Zip.part(text, 0), (byte) '}'));
            assertEquals(head.length + length + 1, all.length);
            assertArrayEquals(text, Arrays.copyOfRange(all, head.length, head.length + length));
            assertEquals('}', all[all.length - 1]);
        }
        assertNull(Zip.inflate(ByteBuffer.wrap(zip(new byte[Limits.MESSAGE_BYTES + 1]))));
    }

    // ── a phone by hand ───────────────────────────────────────────────────────────────────────────────────────────

    private int closed(String offer, int head, byte[] payload) throws IOException {
        try (var phone = wired(offer)) {
            phone.sends(head, payload);
            return phone.closeCode();
        }
    }

    private Wired wired(String offer) throws IOException {
        return new Wired(new Socket("127.0.0.1", server.actualPort()), offer);
    }
}
