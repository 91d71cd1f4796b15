package vn.phien.accounts;

import static org.junit.jupiter.api.Assertions.*;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.phien.protocol.Wire;

class WebhookGatewayTest {
    private static final String SECRET = "mot-bi-mat-dai-hon-16";
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<String> signatures = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> answers = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private WebhookGateway gateway;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/sms", this::take);
        server.createContext("/elsewhere", exchange -> fail("a redirect was followed"));
        server.start();
        gateway = gateway("http://127.0.0.1:" + server.getAddress().getPort() + "/sms");
    }

    private static WebhookGateway gateway(String url) {
        return new WebhookGateway(URI.create(url), SECRET, InstantSource.system(), Duration.ofMillis(1));
    }

    private void take(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        signatures.add(exchange.getRequestHeaders().getFirst("X-Phien-Signature"));
        int status = answers.isEmpty() ? 204 : answers.removeFirst();
        if (status == 302) exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @AfterEach
    void stop() {
        gateway.close();
        server.stop(0);
    }

    private boolean sends() {
        return gateway.send("0123456789abcdefghjkmnpqrs", House.phone(House.AN), "042195");
    }

    @Test
    void a_code_goes_out_signed() throws Exception {
        assertTrue(sends());
        var body = Wire.json().readTree(bodies.getFirst());
        assertEquals("+84912345678", body.get("to").textValue());
        assertEquals("042195", body.get("code").textValue());
        assertEquals("0123456789abcdefghjkmnpqrs", body.get("request").textValue());
        var text = body.get("text").textValue();
        assertTrue(text.contains("042195") && text.length() <= 160 && text.chars().allMatch(c -> c < 128), text);
        var signature = signatures.getFirst();
        assertTrue(signature.matches("t=\\d{10},v1=[0-9a-f]{64}"), signature);
        var seconds = signature.substring(2, 12);
        assertTrue(Math.abs(System.currentTimeMillis() / 1_000 - Long.parseLong(seconds)) < 60);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertEquals(HexFormat.of().formatHex(mac.doFinal((seconds + "." + bodies.getFirst()).getBytes(StandardCharsets.UTF_8))), signature.substring(16));
    }

    @Test
    void a_service_that_stumbles_is_asked_again_with_the_same_request() {
        answers.addAll(List.of(503, 429, 200));
        assertTrue(sends());
        assertEquals(3, bodies.size());
        assertEquals(1, bodies.stream().distinct().count());
    }

    @Test
    void after_three_tries_it_is_over() {
        answers.addAll(List.of(500, 500, 500, 200));
        assertFalse(sends());
        assertEquals(3, bodies.size());
    }

    @Test
    void a_refusal_is_not_repeated_and_a_redirect_not_followed() {
        answers.addAll(List.of(400));
        assertFalse(sends());
        answers.addAll(List.of(302));
        assertFalse(sends());
        assertEquals(2, bodies.size());
    }

    @Test
    void a_service_that_is_not_there_is_a_failure_and_no_exception() {
        server.stop(0);
        assertFalse(sends());
    }

    @Test
    void a_gateway_needs_a_real_address_and_a_real_secret() {
        for (var url : List.of("ftp://example.com", "/sms", "file:///etc/passwd", "mailto:a@b")) assertThrows(IllegalArgumentException.class, () -> gateway(url), url);
        assertThrows(IllegalArgumentException.class, () -> new WebhookGateway(URI.create("https://example.com"), "short", InstantSource.system(), Duration.ZERO));
        assertFalse(gateway.toString().contains(SECRET));
    }

    @Test
    void the_console_shows_the_code_to_the_operator_and_the_number_masked() {
        var out = new ByteArrayOutputStream();
        assertTrue(new ConsoleGateway(new PrintStream(out, true, StandardCharsets.UTF_8)).send("r", House.phone(House.AN), "042195"));
        var text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("042195") && text.contains("09•• ••• 678") && !text.contains("345"), text);
    }
}
