package vn.phien.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {
    @TempDir
    private Path folder;

    @Test
    void what_was_answered_is_there_after_it_was_killed_and_started_again() throws Exception {
        var vertx = Vertx.vertx();
        try (var store = EmbeddedStore.start(folder.resolve("store"), 0)) {
            var link = new Link(vertx, store.url());
            link.ask(Command.SET, "chợ", "đêm");
            var killed = store.process();
            killed.destroyForcibly();
            killed.onExit().get(10, TimeUnit.SECONDS);
            assertEquals("đêm", patiently(link));
            link.close();
        }
        try (var store = EmbeddedStore.start(folder.resolve("store"), 0)) {
            var link = new Link(vertx, store.url());
            assertEquals("đêm", link.ask(Command.GET, "chợ").toString());
            link.close();
        }
        vertx.close().await();
    }

    @Test
    void a_second_server_on_the_same_folder_is_refused_and_harms_nothing() {
        try (var store = EmbeddedStore.start(folder.resolve("store"), 0)) {
            var refused = assertThrows(IllegalStateException.class, () -> EmbeddedStore.start(folder.resolve("store"), 0));
            assertTrue(refused.getMessage().contains("another server runs on the data folder"));
            assertTrue(store.process().isAlive());
        }
    }

    @Test
    void a_store_that_is_wanted_alone_is_not_shared_and_a_shared_one_is_not_taken() {
        try (var alone = EmbeddedStore.start(folder.resolve("store"), 0)) {
            var refused = assertThrows(IllegalStateException.class, () -> EmbeddedStore.share(folder.resolve("store"), 0));
            assertTrue(refused.getMessage().contains("start that one with --cluster"), refused::getMessage);
            assertTrue(alone.isKept() && alone.process().isAlive());
        }
        ProcessHandle process;
        try (var shared = EmbeddedStore.share(folder.resolve("store"), 0)) {
            process = shared.process();
            var refused = assertThrows(IllegalStateException.class, () -> EmbeddedStore.start(folder.resolve("store"), 0));
            assertTrue(refused.getMessage().contains("start both with --cluster"), refused::getMessage);
            assertTrue(shared.isKept() && process.isAlive());
        }
        assertFalse(process.isAlive(), "the last one out ends it");
        EmbeddedStore.start(folder.resolve("store"), 0).close();
    }

    @Test
    void closed_while_it_is_started_again_it_leaves_no_process_behind() throws Exception {
        for (int round = 0; round < 12; round++) {
            try (var store = EmbeddedStore.start(folder.resolve("store" + round), 0)) {
                var killed = store.process();
                killed.destroyForcibly();
                killed.onExit().get(10, TimeUnit.SECONDS);
                // once before it begins again, once while it does, once when it has
                for (long end = System.nanoTime() + round * 1_000_000L; System.nanoTime() < end; ) Thread.onSpinWait();
            }
        }
        assertEquals(0, ProcessHandle.allProcesses().filter(process -> process.info().command().orElse("").startsWith(folder.toString())).count());
    }

    @Test
    void it_ends_with_its_server() {
        ProcessHandle process;
        try (var store = EmbeddedStore.start(folder.resolve("store"), 0)) {
            process = store.process();
        }
        assertFalse(process.isAlive());
    }

    private static String patiently(Link link) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                return link.ask(Command.GET, "chợ").toString();
            } catch (Unavailable e) {
                if (System.nanoTime() > end) throw e;
                Thread.onSpinWait();
            }
        }
    }
}
