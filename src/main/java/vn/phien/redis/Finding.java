package vn.phien.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.redis.Servers.Server;

/** Finds the masters of an outside store at the start, and refuses those on which nobody should sell. */
final class Finding {
    private static final Logger LOG = LoggerFactory.getLogger(Finding.class);
    private static final int OLDEST = 7;
    private final Servers servers;
    private final Outside outside;

    Finding(Servers servers, Outside outside) {
        this.servers = servers;
        this.outside = outside;
    }

    /** The masters, each fit; fails with an {@link IllegalStateException} for the operator. On an event loop. */
    Future<Masters> find() {
        try {
            var urls = outside.urls().stream().map(url -> parsed(url, "PHIEN_REDIS_URL")).toList();
            var sentinels = outside.sentinels().stream().map(url -> parsed(url, "PHIEN_REDIS_SENTINELS")).toList();
            if (!outside.authority().isEmpty() && !Files.isReadable(Path.of(outside.authority()))) throw new IllegalStateException("the file " + outside.authority() + " (PHIEN_REDIS_AUTHORITY) cannot be read");
            return masters(urls, sentinels).compose(masters -> {
                var checks = masters.plan().all().stream().map(this::check).toList();
                return Future.all(checks).map(masters);
            });
        } catch (IllegalStateException e) {
            return Future.failedFuture(e);
        }
    }

    private static StoreUrl parsed(String url, String setting) {
        try {
            return StoreUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(setting + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Future<Masters> masters(List<StoreUrl> urls, List<StoreUrl> sentinels) {
        if (urls.isEmpty()) throw new IllegalStateException("PHIEN_REDIS_SENTINELS needs PHIEN_REDIS_URL beside it: redis://USER:PASSWORD@NAME, where NAME is the name of the master");
        if (!sentinels.isEmpty()) {
            if (urls.size() != 1) throw new IllegalStateException("with sentinels there is one PHIEN_REDIS_URL: redis://USER:PASSWORD@NAME, where NAME is the name of the master");
            return told(() -> Masters.BySentinel.find(servers, sentinels, urls.getFirst()), "no sentinel of PHIEN_REDIS_SENTINELS answers with the address of the master " + urls.getFirst().host());
        }
        return clustered(urls, 0).compose(clustered -> {
            if (!clustered && urls.size() > 1) throw new IllegalStateException("PHIEN_REDIS_URL has several addresses, but " + urls.getFirst() + " is no Cluster: give the address of the master alone, or sentinels");
            if (!clustered) return Future.succeededFuture(new Masters.One(servers.at(urls.getFirst())));
            if (!urls.getFirst().path().isEmpty()) throw new IllegalStateException("a Cluster has no databases by number: leave the " + urls.getFirst().path() + " out of PHIEN_REDIS_URL");
            return told(() -> Masters.Cluster.find(servers, urls), "the Cluster at PHIEN_REDIS_URL does not tell who has which slots");
        });
    }

    /** Asks the first that answers whether it is part of a Cluster. */
    private Future<Boolean> clustered(List<StoreUrl> urls, int n) {
        var server = servers.at(urls.get(n));
        return servers.ask(server, Request.cmd(Command.INFO).arg("cluster")).map(info -> Info.of(info.toString()).is("cluster_enabled", "1"))
            .recover(e -> n + 1 < urls.size() ? clustered(urls, n + 1) : Future.failedFuture(new IllegalStateException("the Redis at " + server + " (PHIEN_REDIS_URL) does not answer: " + e.getMessage(), e)));
    }

    private static <T> Future<T> told(Supplier<Future<T>> asking, String what) {
        return asking.get().recover(e -> Future.failedFuture(new IllegalStateException(what + ": " + e.getMessage(), e)));
    }

    private Future<Void> check(Server server) {
        return told(() -> servers.ask(server, Request.cmd(Command.INFO)).map(info -> Info.of(info.toString())), "the Redis at " + server + " (PHIEN_REDIS_URL) does not answer").compose(info -> {
            var name = "the Redis at " + server + " (PHIEN_REDIS_URL)";
            var major = info.get("redis_version").split("\\.")[0];
            if (!major.matches("\\d{1,4}") || Integer.parseInt(major) < OLDEST) throw new IllegalStateException(name + " is version " + info.get("redis_version") + ": " + OLDEST + ".0 or newer is needed");
            if (!info.is("role", "master")) throw new IllegalStateException(name + " is a replica: give the address of its master, or its sentinels by PHIEN_REDIS_SENTINELS");
            if (!info.is("maxmemory_policy", "noeviction")) throw new IllegalStateException(name + " throws away what it was told when its memory is full (maxmemory-policy " + info.get("maxmemory_policy") + "): set maxmemory-policy noeviction there");
            if (!info.is("aof_enabled", "1") && !outside.volatileAllowed()) throw new IllegalStateException(name + " does not keep what it is told (appendonly no): set appendonly yes and appendfsync always there, "
                + "or start with PHIEN_REDIS_VOLATILE_ALLOWED=true if losing orders is acceptable");
            if (!info.is("aof_enabled", "1")) LOG.warn("{} keeps nothing on its disk: a restart of it loses every order", name);
            var there = info.get("connected_slaves");
            if (outside.replicas() > 0 && there.matches("\\d{1,4}") && Integer.parseInt(there) < outside.replicas()) {
                LOG.warn("{} has {} replicas of the {} that PHIEN_REDIS_WAIT_REPLICAS asks for: orders are told to try again until there are more", name, there, outside.replicas());
            }
            return info.is("aof_enabled", "1") ? sync(server, name) : Future.succeededFuture();
        });
    }

    private Future<Void> sync(Server server, String name) {
        return servers.ask(server, Request.cmd(Command.CONFIG).arg("GET").arg("appendfsync")).<Void>map(sync -> {
            if (!sync.toString().contains("always")) LOG.warn("{} writes to its disk only now and then: set appendfsync always there, or a power cut loses the orders of the last second", name);
            return null;
        }).recover(e -> {
            LOG.warn("{} does not tell whether it has appendfsync always: {}", name, e.getMessage());
            return Future.succeededFuture();
        });
    }
}
