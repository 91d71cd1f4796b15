package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.phien.base.MessageId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.House;
import vn.phien.testkit.Phone;
import vn.phien.testkit.Stall;
import vn.phien.testkit.Trusting;
import vn.phien.testkit.Wired;

/** Phones over the server's own TLS: the connection is taken over from the HTTP server there too, and everything works as in the open. */
class OverTlsTest {
    private static final String ZIPS = "permessage-deflate; client_max_window_bits";
    private static SelfSignedCertificate pair;
    private static House house;
    private static Phone desk;
    private static PlaceId show;
    private static ProductId honey;

    @BeforeAll
    static void a_live_show_behind_a_certificate() {
        pair = SelfSignedCertificate.create("localhost");
        house = House.open(Map.of("PHIEN_HTTP_CERTIFICATE", pair.certificatePath(), "PHIEN_HTTP_KEY", pair.privateKeyPath()));
        var stall = Stall.opened(house.person("Chị Mai"));
        honey = stall.sells("Mật ong bạc hà", 185_000, 100);
        stall.sells("Trà shan tuyết", 90_000, 100);
        show = stall.announces("Phiên mật ong", 50, 5);
        desk = stall.goesLive();
    }

    @AfterAll
    static void phones_are_asked_to_come_back_when_the_server_stops() throws Exception {
        var last = wired(null, 0);
        joins(last, "");
        house.close();
        assertEquals(1012, last.closeCode());
        last.ends();
        assertEquals(1012, desk.closesWith());
        pair.delete();
    }

    @Test
    void a_buyer_comes_in_talks_and_buys() {
        var an = house.person("An");
        assertEquals("https", house.address().getScheme());
        try (var phone = an.phone()) {
            phone.joins(show);
            var said = phone.chats(show, "Mật này thơm quá").isPosted();
            assertEquals(said.message(), phone.hears(Outbound.Said.class).line().message());
            phone.takes(show, honey, 2).isHeld();
            phone.hears(Outbound.StockChanged.class, stock -> stock.product().equals(honey) && stock.held() == 2);
            desk.hears(Outbound.StockChanged.class, stock -> stock.product().equals(honey) && stock.held() == 2);
        }
    }

    @Test
    void big_frames_go_compressed_to_who_reads_them_and_compressed_words_are_understood() throws Exception {
        try (var zips = wired(ZIPS, 0); var plain = wired(null, 0)) {
            assertTrue(zips.head().contains("permessage-deflate"), zips.head());
            assertFalse(plain.head().contains("permessage-deflate"), plain.head());
            var small = joins(zips, "");
            var big = joins(plain, "");
            assertTrue(small.zipped() && !big.zipped() && small.length() < big.length(), small + " and " + big);
            assertEquals(Wire.trusted(big.text(), Outbound.Joined.class).scene().lineUp(), Wire.trusted(small.text(), Outbound.Joined.class).scene().lineUp());
            zips.sends(0xC1, Wired.zip("{\"t\":\"ask-clock\",\"ref\":7}".getBytes()));
            assertTrue(zips.hears("clock").text().contains("\"ref\":7"));
        }
    }

    @Test
    void pings_are_answered_breaches_are_closed_with_their_code_and_the_line_ends_in_order() throws Exception {
        try (var phone = wired(null, 0)) {
            phone.sends(0x89, "xin chào".getBytes());
            var pong = phone.hears();
            assertEquals("10 xin chào", pong.opcode() + " " + pong.text());
            phone.sends(0x88, new byte[] {0x0F, (byte) 0xA0});
            assertEquals(4000, phone.closeCode());
            phone.ends();
        }
        try (var phone = wired(null, 0)) {
            phone.sends(0x81, new byte[] {(byte) 0xC3, 0x28});
            assertEquals(1007, phone.closeCode());
            phone.ends();
        }
    }

    @Test
    void a_phone_that_stops_reading_is_closed_with_4408_and_is_whole_when_it_comes_back() throws Exception {
        long last;
        String epoch;
        try (var stuck = wired(null, 4_096); var neighbour = wired(null, 0)) {
            var joined = Wire.trusted(joins(stuck, "").text(), Outbound.Joined.class);
            last = joined.seq();
            epoch = joined.epoch();
            long heard = Wire.trusted(joins(neighbour, "").text(), Outbound.Joined.class).seq();
            for (int i = 0; i < 5; i++) {
                happens(15); // at once no more than who reads can take
                while (heard < top()) {
                    var next = neighbour.hears();
                    if (next.seq() > 0) assertEquals(++heard, next.seq());
                }
            }
            Wired.Heard next;
            while ((next = stuck.hears()).opcode() != 8) if (next.seq() > 0) assertEquals(++last, next.seq());
            assertEquals("4408", next.text());
            stuck.ends();
            assertTrue(last < top(), "it has missed something");
        }
        try (var back = wired(null, 0)) {
            var joined = Wire.trusted(joins(back, ",\"seq\":%d,\"epoch\":\"%s\",\"n\":0".formatted(last, epoch)).text(), Outbound.Joined.class);
            assertTrue(joined.recovered() ? joined.seq() == last : joined.scene() != null);
            last = joined.seq();
            happens(1);
            while (last < top()) {
                var next = back.hears();
                if (next.seq() > 0) assertEquals(++last, next.seq());
            }
        }
    }

    private static Wired.Heard joins(Wired phone, String more) throws Exception {
        phone.says("{\"t\":\"join-room\",\"ref\":1,\"room\":\"" + show + "\"" + more + "}");
        return phone.hears("joined");
    }

    /** @param receives bytes that its side of the line takes in without being read, or 0 for as many as usual */
    private static Wired wired(String offer, int receives) throws IOException {
        var line = new Socket();
        if (receives > 0) line.setReceiveBufferSize(receives);
        line.connect(new InetSocketAddress("127.0.0.1", house.app().port()));
        var tls = (SSLSocket) Trusting.TLS.getSocketFactory().createSocket(line, "localhost", house.app().port(), true);
        tls.startHandshake();
        return new Wired(tls, offer);
    }

    private static long top() {
        return house.app().link().ask(Command.HGET, Keys.stage(show), "seq").toLong();
    }

    /** So many events of 8 kB, which every phone must have. */
    private static void happens(int events) {
        long seq = top();
        var requests = new ArrayList<Request>();
        var pinned = "{\"t\":\"message-pinned\",\"message\":" + Wire.write(new Views.ChatLine(1, new MessageId("m07-m"), null, "An", null, "x".repeat(8_000), null, 0, false, false)) + "}";
        for (int i = 0; i < events; i++) requests.add(Link.request(Command.XADD, Keys.shelf(show), ++seq + "-0", "e", pinned));
        requests.add(Link.request(Command.HSET, Keys.stage(show), "seq", seq));
        house.app().link().batch(requests).await();
        desk.chats(show, "Cả nhà ơi").isPosted();
        long last = seq;
        desk.hears(Outbound.MessagePinned.class, event -> event.seq() == last);
    }
}
