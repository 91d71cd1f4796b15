package vn.phien.testkit;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import vn.phien.redis.EmbeddedStore;
import vn.phien.redis.Link;

/**
 * One real redis-server for all tests of the run, emptied before each test. {@code @ExtendWith(TestStore.class)}, then take a
 * {@link Link} or a {@link TestClock} as a parameter.
 */
public final class TestStore implements BeforeEachCallback, ParameterResolver {
    private static final Path FOLDER = folder();
    public static final EmbeddedStore STORE = EmbeddedStore.start(FOLDER, 0);
    public static final Vertx VERTX = Vertx.vertx();
    public static final Link LINK = new Link(VERTX, STORE.url());

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            STORE.close();
            try (var files = Files.walk(FOLDER)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("phien-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the store of a server's data folder is reached. */
    public static String urlOf(Path dataFolder) {
        try {
            var conf = Files.readString(dataFolder.resolve("store/redis.conf"));
            var port = Pattern.compile("(?m)^port (\\d+)").matcher(conf);
            var password = Pattern.compile("(?m)^requirepass (\\S+)").matcher(conf);
            if (!port.find() || !password.find()) throw new AssertionError("no store in " + dataFolder);
            return "redis://:" + password.group(1) + "@127.0.0.1:" + port.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        LINK.ask(Command.FLUSHALL);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Link.class || type == TestClock.class || type == Vertx.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Link.class ? LINK : type == Vertx.class ? VERTX : new TestClock(LINK);
    }
}
