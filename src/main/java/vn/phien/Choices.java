package vn.phien;

import io.vertx.core.Vertx;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.phien.base.Dice;
import vn.phien.base.Strain;
import vn.phien.http.HttpSettings;
import vn.phien.realtime.Ladder;
import vn.phien.redis.EmbeddedStore;
import vn.phien.redis.Link;
import vn.phien.redis.Outside;

/** What the settings choose, in the terms of the parts that are chosen. */
final class Choices {
    private Choices() { }

    static Path folder(Config config) {
        try {
            return Files.createDirectories(Path.of(config.data().dir()).toAbsolutePath());
        } catch (IOException e) {
            throw new IllegalStateException("the data folder " + config.data().dir() + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** The one that is named; for "auto" io_uring, else epoll or kqueue, else what every JDK has. */
    static Transport transport(String name) {
        var all = new LinkedHashMap<String, Transport>();
        all.put("io_uring", Transport.IO_URING);
        all.put("epoll", Transport.EPOLL);
        all.put("kqueue", Transport.KQUEUE);
        all.put("nio", Transport.NIO);
        var there = all.entrySet().stream().filter(each -> each.getValue() != null && each.getValue().available()).map(Map.Entry::getKey).toList();
        if (name.equals("auto")) return all.get(there.getFirst());
        if (there.contains(name)) return all.get(name);
        var transport = all.get(name);
        var why = transport == null || transport.unavailabilityCause() == null ? "not for this system" : String.valueOf(transport.unavailabilityCause().getMessage());
        throw new IllegalStateException("the transport " + name + " (PHIEN_TRANSPORT) is not available here: " + why + "; there are " + String.join(", ", there) + ", or leave it at auto");
    }

    /** The store of this house, which it starts itself; null when the settings name one outside. */
    static EmbeddedStore store(Config config, Path folder, boolean clustered) {
        var redis = config.redis();
        if (!redis.url().isEmpty() || !redis.sentinels().isEmpty()) return null;
        if (redis.waitReplicas() > 0) throw new IllegalStateException("the embedded store has no replicas to wait for: set PHIEN_REDIS_URL to a Redis that has, or leave PHIEN_REDIS_WAIT_REPLICAS at 0");
        return clustered ? EmbeddedStore.share(folder.resolve("store"), redis.port()) : EmbeddedStore.start(folder.resolve("store"), redis.port());
    }

    static Link link(Config config, Vertx vertx, EmbeddedStore store) {
        if (store != null) return new Link(vertx, store.url());
        var redis = config.redis();
        return Link.to(vertx, new Outside(redis.url(), redis.sentinels(), redis.authority(), redis.waitReplicas(), redis.waitMs(), redis.volatileAllowed()));
    }

    static Ladder ladder(Config config) {
        var setting = config.overload().ladder();
        if (setting.equals("auto")) return new Ladder();
        return new Ladder(Arrays.stream(Strain.values()).filter(strain -> strain.code().equals(setting)).findFirst().orElseThrow(), System::nanoTime);
    }

    /** A demo without a bank pretends one, with a secret that nobody else knows. */
    static List<String> bankSecrets(Config config, Dice dice) {
        return config.demo() && config.bank().secrets().isEmpty() ? List.of(dice.token(32)) : config.bank().secrets();
    }

    static HttpSettings http(Config config, int port) {
        var http = config.http();
        var local = HttpSettings.local(port);
        return new HttpSettings(http.host(), port, http.hosts(), http.origins(), http.trustedProxies(), local.forwarding(),
            http.certificate().isBlank() ? null : Path.of(http.certificate()), http.key().isBlank() ? null : Path.of(http.key()), http.webDir().isBlank() ? null : Path.of(http.webDir()),
            http.metricsToken().isBlank() ? null : http.metricsToken(), local.metricsFrom(), config.sale().videoHosts(), local.headMs(), local.idleMs());
    }
}
