package vn.phien.testkit;

import io.vertx.redis.client.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import vn.phien.App;
import vn.phien.Config;
import vn.phien.base.Dice;
import vn.phien.base.Shard;
import vn.phien.redis.Keys;

/**
 * The whole server, on a free port and a data folder of its own, empty at first; its text messages go to a gateway of the test's. With
 * {@code -Dhouse.redis=cluster} its books are on three masters, to try any journey there; then one house at a time.
 */
public final class House implements AutoCloseable {
    public static final String BANK_SECRET = "the bank's secret for tests";
    private static final boolean ON_CLUSTER = "cluster".equals(System.getProperty("house.redis"));
    private final Path folder;
    private final SmsGateway gateway = new SmsGateway();
    private final Map<String, String> settings;
    private volatile Duration shift = Duration.ZERO;
    private final InstantSource clock = () -> Instant.now().plus(shift);
    private App app;
    private int people;

    /** Started at its first use. */
    private static final class Three {
        private static final List<RedisServer> MASTERS = RedisServer.cluster();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> MASTERS.forEach(RedisServer::close)));
        }
    }

    private House(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.settings = settings;
        app = App.start(config(), clock, Dice.secure());
    }

    /** Opens an empty house. */
    public static House open() {
        return open(Map.of());
    }

    /** Opens an empty house with some settings of its own, by their names in the environment. */
    public static House open(Map<String, String> settings) {
        if (ON_CLUSTER) Three.MASTERS.forEach(master -> master.says("FLUSHALL"));
        try {
            return new House(Files.createTempDirectory("phien-house"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Config config() {
        return Config.of(environment(), new Properties());
    }

    /** What a server of this house is started with. */
    public Map<String, String> environment() {
        // a busy machine must not thin the chats of tests that are about something else
        var all = new HashMap<>(Map.of("PHIEN_OVERLOAD_LADDER", "none", "PHIEN_HTTP_PORT", "0", "PHIEN_DATA_DIR", folder.toString(), "PHIEN_DEMO", "false", "PHIEN_SMS_WEBHOOK", gateway.url(),
            "PHIEN_SMS_SECRET", SmsGateway.SECRET, "PHIEN_BANK_SECRETS", BANK_SECRET, "PHIEN_HTTP_DRAIN_MS", "50"));
        if (ON_CLUSTER) all.put("PHIEN_REDIS_URL", Three.MASTERS.getFirst().url());
        all.putAll(settings);
        return all;
    }

    /** Stops the server in order and starts it on the same folder. */
    public void restart() {
        app.close();
        app = App.start(config(), clock, Dice.secure());
    }

    /** Pushes every clock of the house forward. */
    public void passes(Duration time) {
        shift = shift.plus(time);
        for (int s = 0; s < Shard.COUNT; s++) app.link().ask(Command.HSET, Keys.clock(new Shard(s)), "shift", shift.toMillis());
    }

    /** What time it is in the house. */
    public InstantSource clock() {
        return clock;
    }

    /** Where everything is kept. */
    public Path folder() {
        return folder;
    }

    public App app() {
        return app;
    }

    public URI address() {
        return URI.create((settings.containsKey("PHIEN_HTTP_CERTIFICATE") ? "https" : "http") + "://127.0.0.1:" + app.port());
    }

    public Books books() {
        return new Books(app.link());
    }

    public SmsGateway gateway() {
        return gateway;
    }

    /** Somebody who signs in for the first time, with a number of their own. */
    public Person person(String name) {
        int n = people++;
        return new Person(name, address(), "127.0.%d.1".formatted(1 + n / 60)).signIn("09%02d%06d".formatted(60 + n % 30, 100_000 + n), gateway);
    }

    /** Somebody who only looks. */
    public Person stranger() {
        return new Person("Khách", address(), "127.0.0.1");
    }

    @Override
    public void close() {
        app.close();
        gateway.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
