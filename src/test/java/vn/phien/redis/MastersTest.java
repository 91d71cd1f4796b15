package vn.phien.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is read from the words of a sentinel in the middle of its work, where no real one can be made to stand still. */
class MastersTest {
    private final Vertx vertx = Vertx.vertx();
    private final Servers servers = new Servers(vertx, "");
    private final AtomicReference<String> master = new AtomicReference<>("10.0.0.1");
    private final NetServer sentinel = vertx.createNetServer().connectHandler(house -> house.handler(said -> house.write(answer(said.toString())))).listen(0, "127.0.0.1").await();

    private String answer(String said) {
        if (said.contains("HELLO")) return "-ERR unknown command 'HELLO'\r\n";
        if (said.contains("REPLICAS")) return "*2\r\n" + words("ip", "10.0.0.2", "port", "6379") + words("ip", "10.0.0.3", "port", "6379");
        return said.contains("GET-MASTER-ADDR-BY-NAME") ? words(master.get(), "6379") : "+OK\r\n";
    }

    private static String words(String... words) {
        var text = new StringBuilder("*" + words.length + "\r\n");
        for (var word : words) text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        return text.toString();
    }

    private Servers.Server at(String host) {
        return servers.at(StoreUrl.parse("redis://" + host + ":6379"));
    }

    @AfterEach
    void the_sentinel_closes() {
        servers.close();
        vertx.close().await();
    }

    @Test
    void a_new_master_that_still_stands_among_the_replicas_is_believed_and_is_no_replica_of_its_own() {
        var masters = Masters.BySentinel.find(servers, List.of(StoreUrl.parse("redis://127.0.0.1:" + sentinel.actualPort())), StoreUrl.parse("redis://phien:6379")).await();
        assertEquals(List.of(at("10.0.0.1")), masters.plan().all());
        assertEquals(Set.of(at("10.0.0.2"), at("10.0.0.3")), masters.plan().replicas(at("10.0.0.1")));
        master.set("10.0.0.2");
        var changing = masters.ask().await();
        assertEquals(List.of(at("10.0.0.2")), changing.all());
        assertEquals(Set.of(at("10.0.0.3")), changing.replicas(at("10.0.0.2")));
    }
}
