package vn.phien.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Dice;

/**
 * A real redis-server as a child of this process: on loopback, with a password of its own, every write on the disk before it is
 * answered. When it dies it is started again on the same port and folder. One left over from a killed server is ended first.
 */
public final class EmbeddedStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);
    /** A long log takes long to read. */
    private static final Duration START = Duration.ofMinutes(5);
    private static final long FIRST_RETRY_MS = 100;
    private static final long LAST_RETRY_MS = 5_000;
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private final FileChannel lock;
    private final Path folder;
    private final Path binary;
    private final String password;
    private final int port;
    private volatile Process process;
    private volatile boolean closing;

    private EmbeddedStore(FileChannel lock, Path folder, Path binary, String password, int port) {
        this.lock = lock;
        this.folder = folder;
        this.binary = binary;
        this.password = password;
        this.port = port;
    }

    /**
     * Starts a store on {@code folder} and waits until it answers.
     *
     * @param port 0 for any free one
     * @throws IllegalStateException when it cannot be started, with its own last words; when another server uses the folder
     */
    public static EmbeddedStore start(Path folder, int port) {
        try {
            var data = Files.createDirectories(folder.toAbsolutePath());
            var lock = lock(data);
            try {
                endLeftOver(data);
                var store = new EmbeddedStore(lock, data, extract(data), secret(data.resolve("redis.secret")), port == 0 ? freePort() : port);
                store.launch();
                return store;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IllegalStateException("the store did not start: " + e, e);
        }
    }

    /** Two stores that write the same log would spoil it. The lock ends with the process, however that ends. */
    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // somebody else in this process
        }
        if (lock != null) return channel;
        channel.close();
        throw new IllegalStateException("another server runs on the data folder " + folder.getParent() + ": stop it, or give this one another folder by PHIEN_DATA_DIR");
    }

    private void launch() throws IOException {
        var conf = folder.resolve("redis.conf");
        Files.writeString(conf, """
            bind 127.0.0.1
            protected-mode yes
            port %d
            requirepass %s
            dir "%s"
            daemonize no
            logfile ""
            appendonly yes
            appendfsync always
            no-appendfsync-on-rewrite no
            aof-use-rdb-preamble yes
            aof-load-truncated yes
            save ""
            maxmemory-policy noeviction
            maxclients 10000
            tcp-backlog 511
            """.formatted(port, password, folder));
        ownerOnly(conf);
        var log = folder.resolve("redis.log");
        var command = new ArrayList<>(List.of(binary.toString(), conf.toString()));
        // Ctrl-C goes to everything in the terminal's group; the store must outlive the server by a moment
        if (Files.isExecutable(SETSID)) command.addFirst(SETSID.toString());
        var started = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        process = started;
        try {
            Files.writeString(folder.resolve("redis.pid"), Long.toString(started.pid()));
            var end = System.nanoTime() + START.toNanos();
            while (!answers()) {
                if (closing || !started.isAlive() || System.nanoTime() > end) throw new IllegalStateException("the store did not start: " + tail(log));
                started.waitFor(20, TimeUnit.MILLISECONDS);
            }
            started.onExit().thenAccept(this::ended);
        } catch (InterruptedException e) {
            started.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the store started", e);
        } catch (IOException | RuntimeException e) {
            started.destroy();
            throw e;
        }
    }

    private void ended(Process ended) {
        if (closing) return;
        LOG.error("the store ended with {}; starting it again", ended.exitValue());
        Thread.ofVirtual().name("store").start(this::restart);
    }

    private void restart() {
        for (long wait = FIRST_RETRY_MS; !closing; wait = Math.min(2 * wait, LAST_RETRY_MS)) {
            try {
                launch();
                return;
            } catch (IOException | IllegalStateException e) {
                LOG.error("the store could not be started again, next try in {} ms: {}", wait, e.getMessage());
            }
            try {
                Thread.sleep(wait);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            int c;
            while ((c = socket.getInputStream().read()) >= 0) {
                answer.append((char) c);
                if (answer.indexOf("+PONG") >= 0) return true;
                if (answer.indexOf("-") >= 0 && c == '\n') return false;
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }

    /** Where to reach it. */
    public String url() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    /** The process, for tests that kill it. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Ends it in order and waits. */
    @Override
    public void close() {
        closing = true;
        end(process.toHandle());
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("the data folder stays locked: {}", e.getMessage());
        }
    }

    private static void end(ProcessHandle handle) {
        handle.destroy();
        try {
            handle.onExit().get(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            handle.destroyForcibly();
        }
    }

    private static void endLeftOver(Path folder) throws IOException {
        var pid = folder.resolve("redis.pid");
        if (!Files.exists(pid)) return;
        var text = Files.readString(pid).strip();
        if (!text.matches("\\d{1,9}")) return;
        ProcessHandle.of(Long.parseLong(text))
            .filter(handle -> handle.info().command().filter(command -> command.startsWith(folder.toString())).isPresent())
            .ifPresent(handle -> {
                LOG.warn("ending a store left over from an earlier run (pid {})", handle.pid());
                end(handle);
            });
    }

    private static Path extract(Path folder) throws IOException {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        var system = os.contains("mac") ? "darwin" : os.contains("linux") ? "linux" : os;
        var chip = arch.equals("aarch64") || arch.equals("arm64") ? "arm64" : "amd64";
        var name = "redis-server-7.0.15-" + system + "-" + chip;
        var target = folder.resolve(name);
        try (var in = EmbeddedStore.class.getResourceAsStream("/" + name)) {
            if (in == null) throw new IllegalStateException("no embedded store for " + system + "/" + chip + ": set PHIEN_REDIS_URL to a Redis of your own");
            if (!Files.isExecutable(target)) {
                var fresh = Files.createTempFile(folder, "redis-server", ".new");
                Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return target;
    }

    private static String secret(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, Dice.secure().token(32));
            ownerOnly(file);
        }
        return Files.readString(file).strip();
    }

    private static void ownerOnly(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String tail(Path log) throws IOException {
        var lines = Files.exists(log) ? Files.readAllLines(log) : List.<String>of();
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
