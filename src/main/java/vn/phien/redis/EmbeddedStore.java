package vn.phien.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Dice;

/**
 * A real redis-server as a child of this process: on loopback, with a password of its own, every write on the disk before it is
 * answered. When it dies it is started again on the same port and folder. One left over from a killed server is ended first.
 *
 * <p>Nodes of one cluster on one machine share it: one of them keeps it, and when that one goes another takes over. The last one out
 * ends it.
 */
public final class EmbeddedStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);
    /** A long log takes long to read. */
    private static final Duration START = Duration.ofMinutes(5);
    private static final long FIRST_RETRY_MS = 100;
    private static final long LAST_RETRY_MS = 5_000;
    private static final long LOOK_MS = 500;
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    /** Held by the one that keeps the store, and by each that shares it. */
    private static final String KEEPER = "in-use", SHARERS = "shared";
    /** What the keeper's file says. */
    private static final String SHARED = "shared\n", ALONE = "alone\n";
    private static final Pattern PORT = Pattern.compile("(?m)^port (\\d+)$");
    private final Path folder;
    private final Path binary;
    private final String password;
    private final int port;
    /** Null where the store is not shared. */
    private final FileChannel share;
    private volatile FileChannel keep;
    private volatile ProcessHandle process;
    private volatile boolean closing;

    private EmbeddedStore(FileChannel keep, FileChannel share, Path folder, Path binary, String password, int port) {
        this.keep = keep;
        this.share = share;
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
            var keep = lock(data, KEEPER, false);
            if (keep == null || isShared(data)) {
                if (keep != null) keep.close();
                throw new IllegalStateException("another server runs on the data folder " + data.getParent() + ": stop it, or give this one another folder by PHIEN_DATA_DIR, or start both with --cluster");
            }
            try {
                write(keep, ALONE);
                endLeftOver(data);
                var store = new EmbeddedStore(keep, null, data, extract(data), secret(data.resolve("redis.secret")), port == 0 ? freePort() : port);
                store.launch();
                return store;
            } catch (IOException | RuntimeException e) {
                keep.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IllegalStateException("the store did not start: " + e, e);
        }
    }

    /**
     * The store of {@code folder} for one of several servers of this machine: the first one in starts it and keeps it, the others use
     * it, and when the keeper is gone another keeps it from then on.
     *
     * @param port 0 for any free one; counts for the first one in
     * @throws IllegalStateException when it cannot be started, or is another server's alone
     */
    public static EmbeddedStore share(Path folder, int port) {
        try {
            var data = Files.createDirectories(folder.toAbsolutePath());
            long end = System.nanoTime() + START.toNanos();
            for (int alone = 0; System.nanoTime() < end; Thread.sleep(LOOK_MS / 5)) {
                var keep = lock(data, KEEPER, false);
                if (keep == null) {
                    if (Files.readString(data.resolve(KEEPER)).equals(SHARED)) {
                        var joined = join(data);
                        if (joined != null) return joined;
                    } else if (++alone > 5) { // what stands there may be of the keeper before, for a moment
                        throw new IllegalStateException("the server that runs on the data folder " + data.getParent() + " wants it for itself: start that one with --cluster, too");
                    }
                    continue;
                }
                try {
                    return found(data, keep, port);
                } catch (IOException | RuntimeException e) {
                    keep.close();
                    throw e;
                }
            }
            throw new IllegalStateException("the store of the data folder " + data.getParent() + " does not answer");
        } catch (IOException e) {
            throw new IllegalStateException("the store did not start: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the store started", e);
        }
    }

    /** Keeps the store from now on. Others may use it already, when its last keeper has just gone. */
    private static EmbeddedStore found(Path data, FileChannel keep, int port) throws IOException, InterruptedException {
        write(keep, SHARED);
        boolean shared = isShared(data);
        FileChannel share;
        while ((share = lock(data, SHARERS, true)) == null) Thread.sleep(LOOK_MS / 50);
        try {
            if (!shared) endLeftOver(data);
            int before = portOf(data);
            var store = new EmbeddedStore(keep, share, data, extract(data), secret(data.resolve("redis.secret")), shared ? before : port > 0 ? port : before > 0 && isFree(before) ? before : freePort());
            if (!shared || !store.adopt()) store.launch();
            return store;
        } catch (IOException | RuntimeException e) {
            share.close();
            throw e;
        }
    }

    /** Uses the store that another server keeps; null while that one has not started it yet. */
    private static EmbeddedStore join(Path data) throws IOException {
        int port = portOf(data);
        if (port == 0 || !Files.exists(data.resolve("redis.secret"))) return null;
        var share = lock(data, SHARERS, true);
        if (share == null) return null;
        var store = new EmbeddedStore(null, share, data, extract(data), secret(data.resolve("redis.secret")), port);
        if (store.answers()) {
            Thread.ofVirtual().name("store").start(store::takeOver);
            return store;
        }
        share.close();
        return null;
    }

    /** Waits until the keeper is gone, then keeps the store: as it runs, or by starting it again. */
    private void takeOver() {
        try {
            while (!closing) {
                Thread.sleep(LOOK_MS);
                synchronized (this) {
                    if (closing || (keep = lock(folder, KEEPER, false)) == null) continue;
                    write(keep, SHARED);
                }
                LOG.warn("the server that kept the store is gone; this one keeps it now");
                if (!adopt()) restart();
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.error("the store cannot be watched: {}", e.getMessage());
        }
    }

    /** Keeps a store that runs already; false when none does. */
    private boolean adopt() throws IOException {
        var running = running(folder);
        if (running.isEmpty()) return false;
        process = running.get();
        process.onExit().thenAccept(this::ended);
        return true;
    }

    private static int portOf(Path folder) throws IOException {
        var conf = folder.resolve("redis.conf");
        if (!Files.exists(conf)) return 0;
        var match = PORT.matcher(Files.readString(conf));
        return match.find() ? Integer.parseInt(match.group(1)) : 0;
    }

    /**
     * Two stores that write the same log would spoil it. A lock ends with its process, however that ends.
     *
     * @return null when somebody else has it
     */
    private static FileChannel lock(Path folder, String name, boolean shared) throws IOException {
        var channel = FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            // somebody else in this process
        }
        if (lock != null) return channel;
        channel.close();
        return null;
    }

    private static void write(FileChannel file, String text) throws IOException {
        file.truncate(0).write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /** Whether some other server shares the store. */
    private static boolean isShared(Path folder) throws IOException {
        var alone = lock(folder, SHARERS, false);
        if (alone == null) return true;
        alone.close();
        return false;
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
        var started = begin(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
        try {
            var end = System.nanoTime() + START.toNanos();
            while (!answers()) {
                if (closing || !started.isAlive() || System.nanoTime() > end) throw new IllegalStateException("the store did not start: " + tail(log));
                started.waitFor(20, TimeUnit.MILLISECONDS);
            }
            started.toHandle().onExit().thenAccept(this::ended);
        } catch (InterruptedException e) {
            started.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the store started", e);
        } catch (IOException | RuntimeException e) {
            started.destroy();
            throw e;
        }
    }

    /** Whoever closes ends the process that is known then; none may begin behind its back. */
    private synchronized Process begin(ProcessBuilder builder) throws IOException {
        if (closing) throw new IllegalStateException("the store was closed before it was started");
        var started = builder.start();
        process = started.toHandle();
        try {
            Files.writeString(folder.resolve("redis.pid"), Long.toString(started.pid()));
        } catch (IOException e) {
            started.destroy();
            throw e;
        }
        return started;
    }

    private void ended(ProcessHandle ended) {
        if (closing) return;
        LOG.error("the store ended (pid {}); starting it again", ended.pid());
        Thread.ofVirtual().name("store").start(this::restart);
    }

    private void restart() {
        for (long wait = FIRST_RETRY_MS; !closing; wait = Math.min(2 * wait, LAST_RETRY_MS)) {
            try {
                launch();
                return;
            } catch (IOException | IllegalStateException e) {
                if (closing) return;
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
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
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

    /** The process, for tests that kill it; where another server keeps the store, as that one wrote it down. */
    public ProcessHandle process() {
        try {
            return process != null ? process : running(folder).orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Whether it is for this server to look after the store. */
    public boolean isKept() {
        return keep != null;
    }

    /** Ends it in order and waits; a store that others share goes on, and the last one to leave ends it. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        try {
            if (share == null) end(process);
            else leave();
            if (keep != null) keep.close();
        } catch (IOException e) {
            LOG.warn("the data folder stays locked: {}", e.getMessage());
        }
    }

    /** Two that leave at once: whoever lets go of the keeper's lock looks once more whether the other has gone too. */
    private void leave() throws IOException {
        share.close();
        for (int look = 0; look < 2; look++) {
            if (keep == null && (keep = lock(folder, KEEPER, false)) == null) return;
            if (!isShared(folder)) {
                endLeftOver(folder);
                return;
            }
            keep.close();
            keep = null;
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
        running(folder).ifPresent(handle -> {
            LOG.info("ending the store (pid {})", handle.pid());
            end(handle);
        });
    }

    /** The store that was started last in the folder, while it runs. */
    private static Optional<ProcessHandle> running(Path folder) throws IOException {
        var pid = folder.resolve("redis.pid");
        if (!Files.exists(pid)) return Optional.empty();
        var text = Files.readString(pid).strip();
        if (!text.matches("\\d{1,9}")) return Optional.empty();
        return ProcessHandle.of(Long.parseLong(text)).filter(handle -> handle.info().command().filter(command -> command.startsWith(folder.toString())).isPresent());
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

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
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
