package vn.phien.testkit;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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
