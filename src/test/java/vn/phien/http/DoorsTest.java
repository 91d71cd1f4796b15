package vn.phien.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.testkit.Trusting;

@Timeout(20)
class DoorsTest {
    private static HttpSettings settings(List<String> hosts, Path certificate, Path key, String token, long headMs, long idleMs) {
        return new HttpSettings("127.0.0.1", 0, hosts, List.of("https://app.example.vn"), List.of(), HttpSettings.Forwarding.X_FORWARDED, certificate, key, null, token, List.of(), List.of(), headMs, idleMs);
    }

    @Test
    void a_head_that_does_not_end_is_cut_off_though_bytes_keep_coming() throws IOException {
        try (var house = new TestHouse(settings(List.of(), null, null, null, 300, 60_000)); var line = new Socket("127.0.0.1", house.doors.port())) {
            line.setSoTimeout(100);
            line.getOutputStream().write("GET /api/seen HTTP/1.1\r\nHost: localhost\r\n".getBytes());
            assertTrue(closes(line, "X-A: b\r\n", 5_000) >= 200);
        }
    }

    @Test
    void between_two_requests_there_is_time() throws IOException, InterruptedException {
        try (var house = new TestHouse(settings(List.of(), null, null, null, 200, 60_000)); var line = new Socket("127.0.0.1", house.doors.port())) {
            line.setSoTimeout(400);
            for (int i = 0; i < 2; i++) {
                line.getOutputStream().write("HEAD /api/seen HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
                var read = new byte[16];
                assertTrue(line.getInputStream().readNBytes(read, 0, 15) == 15 && new String(read).startsWith("HTTP/1.1 200"));
                try {
                    while (line.getInputStream().read() >= 0) { }
                    throw new AssertionError("the line was closed");
                } catch (java.net.SocketTimeoutException stillOpen) {
                    assertFalse(line.isClosed());
                }
            }
        }
    }

    @Test
    void a_line_on_which_nothing_moves_is_closed() throws IOException {
        try (var house = new TestHouse(settings(List.of(), null, null, null, 60_000, 200)); var line = new Socket("127.0.0.1", house.doors.port())) {
            line.setSoTimeout(5_000);
            assertEquals(-1, line.getInputStream().read());
        }
    }

    /** Sends the drop every 50 ms until the other end closes. @return how long that took in ms */
    private static long closes(Socket line, String drop, long patienceMs) {
        var started = System.nanoTime();
        while (System.nanoTime() - started < patienceMs * 1_000_000) {
            try {
                line.getOutputStream().write(drop.getBytes());
                line.setSoTimeout(50);
                if (line.getInputStream().read() < 0) return (System.nanoTime() - started) / 1_000_000;
            } catch (java.net.SocketTimeoutException stillOpen) {
                // as slow as they dare
            } catch (IOException closed) {
                return (System.nanoTime() - started) / 1_000_000;
            }
        }
        throw new AssertionError("still open after " + patienceMs + " ms");
    }

    @Test
    void only_the_hosts_of_the_house_are_answered_for_but_health_always() {
        try (var house = new TestHouse(settings(List.of("live.example.vn", "127.0.0.1:1"), null, null, null, 10_000, 60_000))) {
            assertTrue(house.raw("GET /api/seen HTTP/1.1\r\nHost: Live.Example.vn\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 200"));
            assertEquals("421 misdirected", TestHouse.code(house.get("/api/seen")));
            assertTrue(house.raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").startsWith("HTTP/1.1 421"));
            assertEquals(200, house.get("/health/live").statusCode());
        }
    }

    @Test
    void a_named_origin_may_change_things() {
        try (var house = new TestHouse(settings(List.of(), null, null, null, 10_000, 60_000))) {
            assertEquals(204, house.send("POST", "/api/seen/x", null, "Cookie", "phien=an", "Origin", "https://app.example.vn").statusCode());
            assertEquals(403, house.send("POST", "/api/seen/x", null, "Cookie", "phien=an", "Origin", "http://app.example.vn").statusCode());
        }
    }

    @Test
    void a_node_is_ready_when_every_check_is_and_not_once_it_leaves() {
        try (var house = new TestHouse(settings(List.of(), null, null, "let-me-in", 10_000, 60_000))) {
            var store = new Future<?>[] {Future.succeededFuture()};
            house.health.check("store", () -> store[0]).check("cluster", () -> {
                return Future.succeededFuture();
            });
            assertEquals("{\"status\":\"up\",\"checks\":{\"store\":\"up\",\"cluster\":\"up\"}}", house.get("/health/ready").body());
            store[0] = Future.failedFuture("away");
            assertEquals("{\"status\":\"down\",\"checks\":{\"store\":\"down\",\"cluster\":\"up\"}}", house.get("/health/ready").body());
            assertEquals(503, house.get("/health/ready").statusCode());
            assertEquals("{\"status\":\"down\"}", house.get("/health/ready", "X-Forwarded-For", "203.0.113.7").body());
            assertEquals(200, house.get("/metrics", "X-Forwarded-For", "203.0.113.7", "Authorization", "Bearer let-me-in").statusCode());
            assertEquals(404, house.get("/metrics", "X-Forwarded-For", "203.0.113.7", "Authorization", "Bearer let-me-in-2").statusCode());
            store[0] = Future.succeededFuture();
            house.health.leave();
            assertEquals(503, house.get("/health/ready").statusCode());
            assertEquals(200, house.get("/health/live").statusCode());
        }
    }

    // ── TLS ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @TempDir
    Path folder;

    private static void put(SelfSignedCertificate pair, Path certificate, Path key, long at) throws IOException {
        Files.copy(Path.of(pair.certificatePath()), certificate, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(Path.of(pair.privateKeyPath()), key, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(certificate, FileTime.fromMillis(at));
    }

    private static String serial(TestHouse house) throws Exception {
        try (var line = (SSLSocket) Trusting.TLS.getSocketFactory().createSocket("127.0.0.1", house.doors.port())) {
            line.startHandshake();
            return ((X509Certificate) line.getSession().getPeerCertificates()[0]).getSerialNumber().toString();
        }
    }

    @Test
    void a_new_certificate_is_taken_up_and_a_broken_one_is_not() throws Exception {
        Path certificate = folder.resolve("cert.pem"), key = folder.resolve("key.pem");
        var first = SelfSignedCertificate.create("localhost");
        var second = SelfSignedCertificate.create("localhost");
        put(first, certificate, key, 1_000_000);
        try (var house = new TestHouse(settings(List.of(), certificate, key, null, 10_000, 60_000))) {
            try (var http = HttpClient.newBuilder().sslContext(Trusting.TLS).build()) {
                var response = http.send(HttpRequest.newBuilder(URI.create("https://localhost:" + house.doors.port() + "/api/seen")).build(), HttpResponse.BodyHandlers.ofString());
                assertEquals(HttpClient.Version.HTTP_2, response.version());
                assertTrue(response.headers().firstValue("strict-transport-security").isPresent());
                assertTrue(response.body().contains("\"origin\":\"https://localhost:" + house.doors.port()));
                var big = HttpRequest.newBuilder(URI.create("https://localhost:" + house.doors.port() + "/api/photo")).header("Authorization", "Bearer an").PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[9_000])).build();
                assertEquals("413 body-too-large", TestHouse.code(http.send(big, HttpResponse.BodyHandlers.ofString())));
                assertEquals(200, http.send(HttpRequest.newBuilder(URI.create("https://localhost:" + house.doors.port() + "/api/seen")).build(), HttpResponse.BodyHandlers.ofString()).statusCode());
            }
            var shown = serial(house);
            Files.writeString(certificate, "no certificate");
            house.doors.tls().look(house.doors.servers()).otherwiseEmpty().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
            assertEquals(shown, serial(house));
            put(second, certificate, key, 2_000_000);
            house.doors.tls().look(house.doors.servers()).toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
            assertNotEquals(shown, serial(house));
        } finally {
            first.delete();
            second.delete();
        }
    }
}
