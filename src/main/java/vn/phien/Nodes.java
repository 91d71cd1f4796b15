package vn.phien;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.MultiMapConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.accounts.Vault;
import vn.phien.realtime.NodeBus;

/**
 * The nodes of one house and how they find each other: Hazelcast by a list of addresses, never by shouting into the network. It carries
 * doorbells and counts; nothing of value rests on it. Nodes know each other by their key file: the cluster's true name and the key of
 * what they say come from it, so that a stranger neither joins by a well-known name nor is believed.
 */
final class Nodes {
    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    /** How many ports are tried, here and at members named without one. */
    private static final int PORTS = 10;
    private static final Map<String, String> SETTINGS = Map.ofEntries(
        Map.entry("hazelcast.logging.type", "slf4j"), Map.entry("hazelcast.phone.home.enabled", "false"), Map.entry("hazelcast.shutdownhook.enabled", "false"),
        Map.entry("hazelcast.heartbeat.interval.seconds", "1"), Map.entry("hazelcast.max.no.heartbeat.seconds", "5"),
        Map.entry("hazelcast.merge.first.run.delay.seconds", "5"), Map.entry("hazelcast.merge.next.run.delay.seconds", "5"), Map.entry("hazelcast.member.list.publish.interval.seconds", "5"),
        Map.entry("hazelcast.wait.seconds.before.join", "0"), Map.entry("hazelcast.tcp.join.port.try.count", Integer.toString(PORTS)),
        Map.entry("hazelcast.graceful.shutdown.max.wait", "5"), Map.entry("hazelcast.partition.count", "31"), Map.entry("hazelcast.socket.bind.any", "false"),
        // doorbells and counts need few hands
        Map.entry("hazelcast.operation.thread.count", "2"), Map.entry("hazelcast.operation.generic.thread.count", "2"), Map.entry("hazelcast.io.thread.count", "1"), Map.entry("hazelcast.event.thread.count", "1"));
    private final Config.Cluster settings;
    private final HazelcastClusterManager cluster;
    private final String secret;
    private volatile Consumer<String> left = node -> { };

    /** @param vault of this house: nodes with another key file are another house */
    Nodes(Config.Cluster settings, Vault vault) {
        // its first words come before it reads its settings
        System.setProperty("hazelcast.logging.type", "slf4j");
        this.settings = settings;
        this.secret = vault.fingerprint("what the nodes of " + settings.name() + " say");
        this.cluster = new HazelcastClusterManager(hazelcast(settings, settings.name() + "-" + vault.fingerprint("the nodes of " + settings.name())));
    }

    private static com.hazelcast.config.Config hazelcast(Config.Cluster settings, String name) {
        var hazelcast = new com.hazelcast.config.Config().setClusterName(name);
        SETTINGS.forEach(hazelcast::setProperty);
        var network = hazelcast.getNetworkConfig().setPort(settings.port()).setPortCount(PORTS).setPortAutoIncrement(true);
        network.getInterfaces().setEnabled(true).setInterfaces(List.of(settings.host()));
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        network.getJoin().getTcpIpConfig().setEnabled(true).setMembers(settings.members()).setConnectionTimeoutSeconds(2);
        hazelcast.getJetConfig().setEnabled(false);
        hazelcast.getMetricsConfig().setEnabled(false);
        // as the cluster manager wants its maps
        hazelcast.addMultiMapConfig(new MultiMapConfig("__vertx.subs").setBackupCount(1).setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
        hazelcast.getMapConfig("__vertx.haInfo").setBackupCount(1);
        hazelcast.getMapConfig("__vertx.nodeInfo").setBackupCount(1);
        return hazelcast;
    }

    /** Joins the other nodes, or waits for them to come. @throws IllegalStateException when it cannot */
    Vertx join(VertxBuilder builder, VertxOptions options) {
        options.setEventBusOptions(new EventBusOptions().setHost(settings.host()).setClusterPublicHost(settings.host()).setPort(settings.busPort()));
        Vertx vertx;
        try {
            vertx = builder.with(options).withClusterManager(cluster).buildClustered().await();
        } catch (RuntimeException e) {
            throw new IllegalStateException("this node cannot join the others at " + settings.host() + " (PHIEN_CLUSTER_HOST, PHIEN_CLUSTER_PORT, PHIEN_CLUSTER_MEMBERS): " + e.getMessage(), e);
        }
        cluster.getHazelcastInstance().getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                LOG.info("a node has joined at {}: now {}", event.getMember().getAddress(), event.getMembers().size());
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                LOG.warn("a node has left at {}: now {}", event.getMember().getAddress(), event.getMembers().size());
                left.accept(event.getMember().getUuid().toString());
            }
        });
        return vertx;
    }

    NodeBus bus(Vertx vertx) {
        return new NodeBus(vertx, cluster.getNodeId(), secret);
    }

    /** Called with the name of every node that has left. */
    void onLeft(Consumer<String> left) {
        this.left = left;
    }

    /** How many nodes there are, this one counted. */
    int count() {
        return cluster.getHazelcastInstance().getCluster().getMembers().size();
    }
}
