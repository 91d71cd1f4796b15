package vn.phien.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A real redis-server of a test's own on loopback: alone, a replica, a sentinel or a part of a Cluster. The test may kill it, stop it
 * and start it again.
 */
public final class RedisServer implements AutoCloseable {
    public static final String PASSWORD = "a-password-of-tests";
    private static final long PATIENCE_MS = 30_000;
    private final Path folder;
    private final int port;
    private final List<String> options;
    private final boolean sentinel;
    private Process process;

    private RedisServer(List<String> options, boolean sentinel) {
        try {
            this.folder = Files.createTempDirectory("phien-redis");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.port = freePort();
        this.options = options;
        this.sentinel = sentinel;
    }

    /** Starts one that keeps what it is told; {@code options} are further lines of its configuration. */
    public static RedisServer start(String... options) {
        var lines = new ArrayList<>(List.of("requirepass " + PASSWORD, "masterauth " + PASSWORD, "appendonly yes", "appendfsync always", "save \"\"", "repl-diskless-sync-delay 0"));
        lines.addAll(Arrays.asList(options));
        var server = new RedisServer(lines, false);
        server.startAgain();
        return server;
    }

    /** Starts a replica of another one and waits until it has everything. */
    public static RedisServer replicaOf(RedisServer master) {
        var server = start("replicaof 127.0.0.1 " + master.port);
        soon("a replica", () -> server.says("INFO", "replication").contains("master_link_status:up"));
        return server;
    }

    /**
     * Starts a sentinel that watches a master called {@code phien}; two must agree that it is gone. With less than two seconds they
     * often take a master that they have just made for dead: try 700 ms for a harder test.
     */
    public static RedisServer sentinelOf(RedisServer master) {
        var server = new RedisServer(List.of("sentinel monitor phien 127.0.0.1 " + master.port + " 2", "sentinel auth-pass phien " + PASSWORD,
            "sentinel down-after-milliseconds phien 2000", "sentinel failover-timeout phien 2000", "sentinel parallel-syncs phien 2"), true);
        server.startAgain();
        return server;
    }

    /** Three masters that share the slots, without replicas. */
    public static List<RedisServer> cluster() {
        var all = new ArrayList<RedisServer>();
        for (int i = 0; i < 3; i++) all.add(start("cluster-enabled yes", "cluster-node-timeout 1500", "cluster-require-full-coverage no", "cluster-port " + freePort()));
        int[] from = {0, 5_461, 10_923, 16_384};
        for (int i = 0; i < 3; i++) {
            all.get(i).says("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
            all.get(i).says("CLUSTER", "ADDSLOTSRANGE", Integer.toString(from[i]), Integer.toString(from[i + 1] - 1));
        }
        for (int i = 1; i < 3; i++) all.getFirst().says("CLUSTER", "MEET", "127.0.0.1", Integer.toString(all.get(i).port), all.get(i).says("CONFIG", "GET", "cluster-port").lines().toList().getLast());
        soon("a Cluster", () -> all.stream().map(one -> one.says("CLUSTER", "INFO")).allMatch(info -> info.contains("cluster_state:ok") && info.contains("cluster_slots_ok:16384")));
        return all;
    }

    /** A replica of one master of a Cluster, ready to take over from it. */
    public static RedisServer clusterReplicaOf(RedisServer master) {
        var server = start("cluster-enabled yes", "cluster-node-timeout 1500", "cluster-require-full-coverage no", "cluster-port " + freePort());
        server.says("CLUSTER", "MEET", "127.0.0.1", Integer.toString(master.port), master.says("CONFIG", "GET", "cluster-port").lines().toList().getLast());
        var id = master.says("CLUSTER", "MYID");
        soon("a replica in the Cluster", () -> server.says("CLUSTER", "REPLICATE", id).equals("OK"));
        soon("a replica in the Cluster", () -> server.says("INFO", "replication").contains("master_link_status:up") && master.says("CLUSTER", "REPLICAS", id).contains(Integer.toString(server.port)));
        return server;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it on the same port and folder, with some more lines of configuration, and waits until it answers anything. */
    public void startAgain(String... more) {
        var conf = folder.resolve("redis.conf");
        var lines = new ArrayList<>(List.of("bind 127.0.0.1", "port " + port, "dir " + folder, "daemonize no"));
        lines.addAll(options);
        lines.addAll(Arrays.asList(more));
        try {
            // a sentinel writes what it has learned into its configuration
            if (!sentinel || !Files.exists(conf)) Files.write(conf, lines);
            var command = new ArrayList<>(List.of(TestStore.STORE.process().info().command().orElseThrow(), conf.toString()));
            if (sentinel) command.add("--sentinel");
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile())).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        soon("an answer of redis-server: " + log(), () -> {
            if (!process.isAlive()) throw new AssertionError("redis-server ended: " + log());
            return !says("PING").isEmpty();
        });
    }

    private String log() {
        try {
            return Files.exists(folder.resolve("log")) ? Files.readString(folder.resolve("log")) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "redis://:" + PASSWORD + "@127.0.0.1:" + port;
    }

    /** As an address without a password, for a sentinel. */
    public String plainUrl() {
        return "redis://127.0.0.1:" + port;
    }

    /** Its folder, such as for certificates. */
    public Path folder() {
        return folder;
    }

    /** Ends it as a power cut would. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Stops it where it is: it keeps its connections and answers nothing. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it go on. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Says a command over a connection of its own; lists come as lines, an error as a text that begins with "-". */
    public String says(String... words) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            socket.setSoTimeout(5_000);
            var in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
            if (!sentinel) {
                write(socket, "AUTH", PASSWORD);
                read(in);
            }
            write(socket, words);
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Socket socket, String... words) throws IOException {
        var text = new StringBuilder("*" + words.length + "\r\n");
        for (var word : words) text.append('$').append(word.getBytes(StandardCharsets.UTF_8).length).append("\r\n").append(word).append("\r\n");
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String read(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        int c;
        while ((c = in.readUnsignedByte()) != '\n') line.append((char) c);
        var text = line.substring(1, line.length() - 1);
        switch (line.charAt(0)) {
            case '$' -> {
                int size = Integer.parseInt(text);
                if (size < 0) return "";
                var bytes = in.readNBytes(size + 2);
                return new String(bytes, 0, size, StandardCharsets.UTF_8);
            }
            case '*' -> {
                var all = new ArrayList<String>();
                for (int i = 0; i < Integer.parseInt(text); i++) all.add(read(in));
                return String.join("\n", all);
            }
            case '-' -> {
                return "-" + text;
            }
            default -> {
                return text;
            }
        }
    }

    /** Waits for something to become true. A server that does not answer is asked again: a sentinel ends every connection to a server that it makes master. */
    public static void soon(String what, BooleanSupplier is) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        while (!isNow(is)) {
            if (System.nanoTime() > end) throw new AssertionError("not within " + PATIENCE_MS + " ms: " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean isNow(BooleanSupplier is) {
        try {
            return is.getAsBoolean();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
