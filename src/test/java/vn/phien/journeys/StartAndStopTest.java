package vn.phien.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.App;
import vn.phien.Config;
import vn.phien.testkit.Child;
import vn.phien.testkit.Person;
import vn.phien.testkit.SmsGateway;
import vn.phien.testkit.Stall;
import vn.phien.testkit.TestStore;

/** The server starts with a clear word or not at all, and leaves nothing behind. */
class StartAndStopTest {
    @TempDir(cleanup = CleanupMode.ALWAYS)
    private Path folder;
    private final SmsGateway gateway = new SmsGateway();

    @AfterEach
    void the_gateway_closes() {
        gateway.close();
    }

    private Map<String, String> settings(String... more) {
        var all = new HashMap<>(Map.of("PHIEN_HTTP_PORT", "0", "PHIEN_DATA_DIR", folder.toString(), "PHIEN_DEMO", "false", "PHIEN_SMS_WEBHOOK", gateway.url(),
            "PHIEN_SMS_SECRET", SmsGateway.SECRET, "PHIEN_HTTP_DRAIN_MS", "50"));
        for (int i = 0; i < more.length; i += 2) all.put(more[i], more[i + 1]);
        return all;
    }

    private Config config(String... more) {
        return Config.of(settings(more), new Properties());
    }

    private ProcessHandle store() throws IOException {
        return ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("store/redis.pid")))).orElse(null);
    }

    private void noStoreIsLeft() throws IOException {
        var left = store();
        assertTrue(left == null || !left.isAlive() || left.onExit().orTimeout(10, TimeUnit.SECONDS).join() != null);
    }

    @Test
    @Tag("slow")
    void asked_to_end_it_ends_with_its_store_and_a_second_start_finds_everything_again() throws IOException {
        Person mai;
        Stall stall;
        try (var server = Child.start(settings(), "--organizer", "0987654321")) {
            mai = new Person("Chị Mai", server.address(), "127.0.0.1").signIn("0987654321", gateway);
            assertTrue(mai.get("/api/me").get("roles").toString().contains("organizer"), () -> mai.get("/api/me").toString());
            stall = Stall.opened(mai);
            stall.sells("Mật ong bạc hà", 185_000, 30);
            assertTrue(server.said().contains("is now an organizer") && !server.said().contains("987654321"), server::said);
            assertEquals(143, server.isTerminated());
            noStoreIsLeft();
        }
        try (var server = Child.start(settings())) {
            var again = mai.at(server.address());
            assertEquals(30, again.get("/api/booths/" + stall.booth() + "/products").findValue("shelf").asInt());
            server.gets("INT");
            assertEquals(130, server.endsWith());
            noStoreIsLeft();
        }
    }

    @Test
    @Tag("slow")
    void an_order_it_does_not_understand_ends_it_at_once() {
        try (var server = Child.start(settings(), "--organizer", "12345")) {
            assertEquals(2, server.endsWith());
            assertTrue(server.said().contains("not a Vietnamese mobile number"), server::said);
        }
        try (var server = Child.start(settings("PHIEN_HTTP_PROT", "8080"))) {
            assertEquals(1, server.endsWith());
            assertTrue(server.said().contains("Phiên cannot start: unknown setting PHIEN_HTTP_PROT"), server::said);
            assertFalse(server.said().contains("\tat "), server::said);
        }
        assertFalse(Files.exists(folder.resolve("store")));
    }

    @Test
    void two_servers_never_share_a_data_folder() throws IOException {
        try (var first = App.start(config())) {
            var refused = assertThrows(IllegalStateException.class, () -> App.start(config()));
            assertTrue(refused.getMessage().contains("another server runs on the data folder"), refused::getMessage);
            assertTrue(first.storeProcess().orElseThrow().isAlive());
        }
        App.start(config()).close();
    }

    @Test
    void a_port_that_is_taken_is_named_and_no_store_is_left_behind() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var refused = assertThrows(IllegalStateException.class, () -> App.start(config("PHIEN_HTTP_PORT", Integer.toString(taken.getLocalPort()))));
            assertTrue(refused.getMessage().contains("port " + taken.getLocalPort()), refused::getMessage);
        }
        noStoreIsLeft();
    }

    @Test
    void the_embedded_store_is_not_started_where_replicas_are_waited_for() {
        var refused = assertThrows(IllegalStateException.class, () -> App.start(config("PHIEN_REDIS_WAIT_REPLICAS", "1")));
        assertTrue(refused.getMessage().contains("no replicas") && refused.getMessage().contains("PHIEN_REDIS_URL"), refused::getMessage);
        assertFalse(Files.exists(folder.resolve("store")));
    }

    @Test
    void a_redis_that_forgets_is_refused_unless_that_is_wanted() throws IOException, InterruptedException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var url = "redis://127.0.0.1:" + port;
        var redis = new ProcessBuilder(TestStore.STORE.process().info().command().orElseThrow(), "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
            "--dir", folder.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            String why = "";
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!why.contains("appendonly") && System.nanoTime() < end) why = assertThrows(IllegalStateException.class, () -> App.start(config("PHIEN_REDIS_URL", url))).getMessage();
            assertTrue(why.contains("appendonly yes") && why.contains("PHIEN_REDIS_VOLATILE_ALLOWED"), why);
            App.start(config("PHIEN_REDIS_URL", url, "PHIEN_REDIS_VOLATILE_ALLOWED", "true")).close();
        } finally {
            redis.destroy();
            redis.waitFor();
        }
        var gone = assertThrows(IllegalStateException.class, () -> App.start(config("PHIEN_REDIS_URL", url)));
        assertTrue(gone.getMessage().contains("does not answer"), gone::getMessage);
    }
}
