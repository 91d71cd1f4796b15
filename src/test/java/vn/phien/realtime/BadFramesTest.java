package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.testkit.TestStore;

/** Groups B and C, and the handshakes of A, of the table of bad inputs: what a socket does with bytes that no honest phone would send. */
@ExtendWith(TestStore.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadFramesTest {
    private HttpServer server;

    @BeforeAll
    void a_server_that_only_tells_the_time() {
        var meters = Meters.unread();
        var rooms = new Rooms(TestStore.VERTX, TestStore.LINK, InstantSource.system(), meters, place -> Future.failedFuture("no rooms"));
        var sockets = new SocketHandler(TestStore.VERTX, rooms, meters, (session, command) -> Future.succeededFuture(command instanceof Inbound.AskClock ? new Outbound.Clock(command.ref(), 1) : new Outbound.Refused(command.ref(), Why.NOT_ALLOWED, null, null)), new SocketHandler.Space(1_000, 1_000));
        server = TestStore.VERTX.createHttpServer().requestHandler(request -> {
            if (request.path().equals("/socket")) sockets.open(request, guest(Caller.ANONYMOUS));
            else request.response().setStatusCode(404).end();
        }).listen(0, "127.0.0.1").await();
    }

    @AfterAll
    void the_server_stops() {
        server.close().await();
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
            Arguments.of("B1 unmasked", raw(0x81, 0x02, 'h', 'i'), 1002),
            Arguments.of("B2 RSV1", frame(0xC1, "hi"), 1002),
            Arguments.of("B3 RSV2", frame(0xA1, "hi"), 1002),
            Arguments.of("B4 RSV3", frame(0x91, "hi"), 1002),
            Arguments.of("B5 opcode 3", frame(0x83, "hi"), 1002),
            Arguments.of("B6 opcode 11", frame(0x8B, "hi"), 1002),
            Arguments.of("B7 ping of 126 bytes", frame(0x89, "x".repeat(126)), 1002),
            Arguments.of("B8 ping in fragments", frame(0x09, "x"), 1002),
            Arguments.of("B9 continuation first", frame(0x80, "hi"), 1002),
            Arguments.of("B10 text within a fragmented text", join(frame(0x01, "a"), frame(0x81, "b")), 1002),
            Arguments.of("B11 close of one byte", frame(0x88, "x"), 1002),
            Arguments.of("B14 length not minimal", raw(0x81, 0xFE, 0, 2, 0, 0, 0, 0, 'h', 'i'), 1002),
            Arguments.of("B15 length 2^62", raw(0x81, 0xFF, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 1009),
            Arguments.of("B16 length with the top bit", raw(0x81, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 1002),
            Arguments.of("B17 frame over the bound", frame(0x81, "x".repeat(Limits.FRAME_BYTES + 1)), 1009),
            Arguments.of("B18 message over the bound in fragments", join(frame(0x01, "x".repeat(Limits.FRAME_BYTES)), frame(0x00, "x".repeat(Limits.FRAME_BYTES)), frame(0x80, "x")), 1009),
            Arguments.of("B19 many empty fragments", join(frame(0x01, ""), frame(0x00, "", 100)), 1009),
            Arguments.of("B21 bad UTF-8", frame(0x81, new byte[] {(byte) 0xC3, 0x28}), 1007),
            Arguments.of("B22 a surrogate in UTF-8", frame(0x81, new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}), 1007),
            Arguments.of("B24 beyond 10FFFF", frame(0x81, new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}), 1007),
            Arguments.of("B25 UTF-8 cut at the end", frame(0x81, new byte[] {(byte) 0xE1, (byte) 0xBB}), 1007),
            Arguments.of("B27 binary", frame(0x82, "hi"), 1003),
            Arguments.of("B31 a flood of pings", frame(0x89, "", 1_000), 4429),
            Arguments.of("C32 a flood of unknown types", frame(0x81, "{\"t\":\"x\",\"ref\":1}".getBytes(), 1_000), 4429));
    }

    @ParameterizedTest(name = "{0} is closed with {2}")
    @MethodSource("breaches")
    void a_breach_is_closed_with_its_code(String name, byte[] bytes, int code) throws IOException {
        try (var socket = open()) {
            socket.getOutputStream().write(bytes);
            assertEquals(code, closeCode(socket.getInputStream()), name);
        }
        the_server_still_answers();
    }

    @ParameterizedTest(name = "B12 a close with {0}")
    @CsvSource({"999", "1004", "1005", "1006", "1015", "2999", "5000", "65535"})
    void a_close_code_that_nobody_may_send_is_a_protocol_error(int code) throws IOException {
        try (var socket = open()) {
            socket.getOutputStream().write(frame(0x88, new byte[] {(byte) (code >> 8), (byte) code}));
            assertEquals(1002, closeCode(socket.getInputStream()));
        }
    }

    @Test
    void an_empty_first_fragment_loses_nothing() throws IOException {
        try (var socket = open()) {
            socket.getOutputStream().write(join(frame(0x01, ""), frame(0x80, "{\"t\":\"ask-clock\",\"ref\":7}")));
            assertTrue(text(socket.getInputStream()).contains("\"clock\""));
        }
    }

    @Test
    void a_letter_split_over_two_fragments_is_read() throws IOException {
        var json = "{\"t\":\"ấ\",\"ref\":7}".getBytes(StandardCharsets.UTF_8);
        try (var socket = open()) {
            socket.getOutputStream().write(join(frame(0x01, java.util.Arrays.copyOf(json, 7)), frame(0x80, java.util.Arrays.copyOfRange(json, 7, json.length))));
            assertTrue(text(socket.getInputStream()).contains("unknown-type"));
        }
    }

    @Test
    void a_ping_is_answered_and_a_pong_is_not() throws IOException {
        try (var socket = open()) {
            socket.getOutputStream().write(join(frame(0x8A, "pong"), frame(0x89, "hi")));
            assertEquals(0x8A, socket.getInputStream().read());
        }
    }

    @Test
    void half_a_frame_and_a_reset_harm_nobody() throws IOException {
        try (var socket = open()) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(new byte[] {(byte) 0x81, (byte) 0x85, 1, 2});
        }
        the_server_still_answers();
    }

    @ParameterizedTest(name = "{0} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "C2|null|bad-json", "C3|[]|bad-json", "C4|\"x\"|bad-json", "C5|{\"t\":|bad-json", "C6|{\"t\":\"ask-clock\",\"ref\":1}x|bad-json",
        "C7|{\"t\":\"ask-clock\",\"ref\":1}{}|bad-json", "C11|{\"t\":\"ask-clock\",\"t\":\"ask-clock\",\"ref\":1}|duplicate",
        "C12|{\"t\":5,\"ref\":1}|wrong-type", "C13|{\"ref\":1}|missing", "C14|{\"t\":\"ask-clock\",\"ref\":1e400}|bad-json,wrong-type", "C15|{\"t\":\"ask-clock\",\"ref\":NaN}|bad-json",
        "C17|{\"t\":\"ask-clock\",\"ref\":1.0}|wrong-type", "C19|{\"t\":\"ask-clock\",\"ref\":9223372036854775808}|wrong-type,bad-json", "C20|{\"t\":\"ask-clock\",\"ref\":\"5\"}|wrong-type",
        "C25|{\"t\":\"ask-clock\",\"ref\":1,}|bad-json", "C26|{\"t\":\"ask-clock\",\"ref\":1,\"__proto__\":1}|unknown-field", "C27|{\"t\":\"ask-clock\",\"ref\":1,\"@class\":\"x\"}|unknown-field",
        "C29|{\"t\":\"leave-room\",\"ref\":1}|missing", "C30|{\"t\":\"ask-clock\",\"ref\":1,\"role\":\"host\"}|unknown-field", "C31|{\"t\":\"nothing\",\"ref\":1}|unknown-type",
        "C33|{\"t\":\"leave-room\",\"ref\":1,\"room\":\"x\"}|invalid-id", "C34|{\"t\":\"leave-room\",\"ref\":1,\"room\":7}|wrong-type",
        "F1|{\"t\":\"take-hold\",\"ref\":1,\"room\":\"s07-a\",\"lines\":[{\"product\":\"p07-a\",\"quantity\":0}],\"orWait\":false,\"key\":\"aaaaaaaaaa\"}|too-small",
        "F2|{\"t\":\"take-hold\",\"ref\":1,\"room\":\"s07-a\",\"lines\":[{\"product\":\"p07-a\",\"quantity\":-1}],\"orWait\":false,\"key\":\"aaaaaaaaaa\"}|too-small",
        "F3|{\"t\":\"take-hold\",\"ref\":1,\"room\":\"s07-a\",\"lines\":[{\"product\":\"p07-a\",\"quantity\":1.5}],\"orWait\":false,\"key\":\"aaaaaaaaaa\"}|wrong-type",
        "F4|{\"t\":\"take-hold\",\"ref\":1,\"room\":\"s07-a\",\"lines\":[{\"product\":\"p07-a\",\"quantity\":2147483648}],\"orWait\":false,\"key\":\"aaaaaaaaaa\"}|wrong-type,too-large",
        "F6|{\"t\":\"take-hold\",\"ref\":1,\"room\":\"s07-a\",\"lines\":[{\"product\":\"p07-a\",\"quantity\":1},{\"product\":\"p07-a\",\"quantity\":1}],\"orWait\":false,\"key\":\"aaaaaaaaaa\"}|duplicate",
        "F10|{\"t\":\"take-hold\",\"ref\":1,\"room\":\"s07-a\",\"lines\":[{\"product\":\"p07-a\",\"quantity\":1,\"total\":1}],\"orWait\":false,\"key\":\"aaaaaaaaaa\"}|unknown-field",
        "F17|{\"t\":\"take-hold\",\"ref\":1,\"room\":\"s07-a\",\"lines\":[{\"product\":\"p07-a\",\"quantity\":1}],\"orWait\":false,\"key\":\"aaaaaaaaaa\",\"ttl\":9}|unknown-field",
        "F21|{\"t\":\"take-hold\",\"ref\":1,\"room\":\"s07-a\",\"lines\":[{\"product\":\"p07-a\",\"quantity\":1}],\"orWait\":false,\"key\":\"a}:b\"}|invalid-id"})
    void a_message_that_makes_no_sense_is_refused_with_a_reason_and_the_socket_stays(String id, String json, String why) throws IOException {
        try (var socket = open()) {
            socket.getOutputStream().write(frame(0x81, json));
            var answer = text(socket.getInputStream());
            assertTrue(Stream.of(why.split(",")).anyMatch(code -> answer.contains("\"" + code + "\"")), id + ": " + answer);
            socket.getOutputStream().write(frame(0x81, "{\"t\":\"ask-clock\",\"ref\":2}"));
            assertTrue(text(socket.getInputStream()).contains("\"clock\""));
        }
    }

    @Test
    void an_object_nested_too_deep_or_with_a_huge_number_is_refused() throws IOException {
        try (var socket = open()) {
            socket.getOutputStream().write(frame(0x81, "{\"t\":" + "[".repeat(500) + "]".repeat(500) + "}"));
            assertTrue(text(socket.getInputStream()).contains("bad-json"));
            socket.getOutputStream().write(frame(0x81, "{\"t\":\"ask-clock\",\"ref\":" + "9".repeat(5_000) + "}"));
            assertTrue(text(socket.getInputStream()).contains("bad-json"));
        }
    }

    @Test
    void a_handshake_that_is_not_one_is_refused() throws IOException {
        assertEquals(400, handshake("GET /socket", "Origin: http://" + host(), "c2hvcnQ="), "A14 key not of 16 bytes");
        assertEquals(405, handshake("POST /socket", "Origin: http://" + host(), "dGhlIHNhbXBsZSBub25jZQ=="), "A15 POST");
        assertEquals(400, handshake("GET /socket?ticket=1", "Origin: http://" + host(), "dGhlIHNhbXBsZSBub25jZQ=="), "A12 a ticket in the address");
        assertEquals(101, handshake("GET /socket", "Sec-WebSocket-Extensions: permessage-deflate\r\nOrigin: http://" + host(), "dGhlIHNhbXBsZSBub25jZQ=="), "A17 compression, as CompressionTest has it");
    }

    private String host() {
        return "127.0.0.1:" + server.actualPort();
    }

    private int handshake(String line, String header, String key) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.actualPort())) {
            var head = greet(socket, line, header, key);
            return Integer.parseInt(head.substring(9, 12));
        }
    }

    private Socket open() throws IOException {
        var socket = new Socket("127.0.0.1", server.actualPort());
        socket.setSoTimeout(10_000);
        greet(socket, "GET /socket", "Origin: http://" + host(), "dGhlIHNhbXBsZSBub25jZQ==");
        return socket;
    }

    private String greet(Socket socket, String line, String header, String key) throws IOException {
        socket.getOutputStream().write("%s HTTP/1.1\r\nHost: %s\r\n%s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n\r\n"
            .formatted(line, host(), header, key).getBytes(StandardCharsets.US_ASCII));
        var head = new StringBuilder();
        int c;
        while (head.indexOf("\r\n\r\n") < 0 && (c = socket.getInputStream().read()) >= 0) head.append((char) c);
        return head.toString();
    }

    private void the_server_still_answers() throws IOException {
        try (var socket = open()) {
            socket.getOutputStream().write(frame(0x81, "{\"t\":\"ask-clock\",\"ref\":1}"));
            assertTrue(text(socket.getInputStream()).contains("\"clock\""));
        }
    }

    private static String text(InputStream in) throws IOException {
        assertEquals(0x81, in.read());
        int length = in.read();
        if (length == 126) length = in.read() << 8 | in.read();
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static int closeCode(InputStream in) throws IOException {
        while (true) {
            int head = in.read();
            if (head < 0) throw new AssertionError("cut without a close frame");
            int length = in.read();
            if (length == 126) length = in.read() << 8 | in.read();
            var body = in.readNBytes(length);
            if (head == 0x88) return (body[0] & 0xFF) << 8 | body[1] & 0xFF;
        }
    }

    private static byte[] raw(int... bytes) {
        var out = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) out[i] = (byte) bytes[i];
        return out;
    }

    private static byte[] frame(int head, String text) {
        return frame(head, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] frame(int head, String text, int times) {
        return frame(head, text.getBytes(StandardCharsets.UTF_8), times);
    }

    private static byte[] frame(int head, byte[] body, int times) {
        var out = new byte[times][];
        java.util.Arrays.fill(out, frame(head, body));
        return join(out);
    }

    private static byte[] frame(int head, byte[] body) {
        var out = new ByteArrayOutputStream();
        out.write(head);
        if (body.length < 126) out.write(0x80 | body.length);
        else {
            out.write(0x80 | 126);
            out.write(body.length >> 8);
            out.write(body.length);
        }
        out.writeBytes(new byte[4]);
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) out.writeBytes(part);
        return out.toByteArray();
    }

    private static Guest guest(Caller caller) {
        return new Guest(caller, () -> Future.succeededFuture(caller), "127.0.0.1");
    }
}
