package vn.phien;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.phien.accounts.Vault;
import vn.phien.base.Dice;

/** Who is let in among the nodes of a house. */
class NodesTest {
    @TempDir
    private Path folder;
    private final List<Vertx> joined = new ArrayList<>();
    private HazelcastInstance stranger;

    @AfterEach
    void everybody_leaves() {
        if (stranger != null) stranger.getLifecycleService().terminate();
        joined.forEach(vertx -> vertx.close().await());
    }

    private Nodes node(String house, int port, String host) throws IOException {
        return new Nodes(new Config.Cluster(true, "phien", host, port, 0, List.of("127.0.0.1")), Vault.at(Files.createDirectories(folder.resolve(house)), Dice.secure()));
    }

    private Nodes joins(Nodes nodes) {
        joined.add(nodes.join(Vertx.builder(), new VertxOptions()));
        return nodes;
    }

    @Test
    void nodes_with_the_same_key_file_find_each_other_and_others_stay_outside() throws IOException {
        int port = freePort();
        var first = joins(node("one house", port, "127.0.0.1"));
        var other = joins(node("another house", port, "127.0.0.1"));
        var dev = new com.hazelcast.config.Config().setClusterName("phien").setProperty("hazelcast.phone.home.enabled", "false").setProperty("hazelcast.wait.seconds.before.join", "0");
        dev.getNetworkConfig().setPort(port).getJoin().getAutoDetectionConfig().setEnabled(false);
        dev.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        dev.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true).setMembers(List.of("127.0.0.1:" + port));
        dev.getNetworkConfig().getInterfaces().setEnabled(true).setInterfaces(List.of("127.0.0.1"));
        dev.getMetricsConfig().setEnabled(false);
        stranger = Hazelcast.newHazelcastInstance(dev);
        var second = joins(node("one house", port, "127.0.0.1"));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (first.count() < 2 && System.nanoTime() < end) LockSupport.parkNanos(10_000_000);
        assertEquals(2, first.count());
        assertEquals(2, second.count());
        assertEquals(1, other.count());
        assertEquals(1, stranger.getCluster().getMembers().size());
    }

    @Test
    void an_address_that_is_not_of_this_machine_is_told_by_its_setting() throws IOException {
        var nodes = node("one house", freePort(), "192.0.2.7");
        var refused = assertThrows(IllegalStateException.class, () -> joins(nodes));
        assertTrue(refused.getMessage().contains("PHIEN_CLUSTER_HOST") && refused.getMessage().contains("192.0.2.7"), refused::getMessage);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Math.min(socket.getLocalPort(), 65_000);
        }
    }
}
