package vn.phien.load;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A server of the load test's own: a child process on loopback with a data folder that goes away with it. Sign-in codes arrive over
 * its real webhook.
 */
final class Server implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("\"to\":\"\\+84(\\d+)\".*?\"code\":\"(\\d+)\"");
    private final Path folder;
    private final String log;
    /** Null for a node beside another one, which has it. */
    private final HttpServer gateway;
    private final Map<String, String> codes;
    private final Process process;
    private final Proc proc;
    private final int port;

    Server(String organizer) throws IOException, InterruptedException {
        this(organizer, -1, Map.of());
    }

    /**
     * @param organizer   whose phone number is an organizer's
     * @param core        the core it may use, -1 for all; its store is a child and shares it
     * @param environment settings beside the usual ones, such as PHIEN_HTTP_SOCKETS
     */
    Server(String organizer, int core, Map<String, String> environment) throws IOException, InterruptedException {
        folder = Files.createTempDirectory("phien-load");
        log = "server.log";
        codes = new ConcurrentHashMap<>();
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            var match = CODE.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (match.find()) codes.put("0" + match.group(1), match.group(2));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        gateway.start();
        port = freePort();
        process = start(List.of("--organizer", organizer), core, "http://127.0.0.1:" + gateway.getAddress().getPort() + "/", environment);
        proc = new Proc(process.pid());
        awaitReady();
    }

    /** One more node of the same house: the first one was started with PHIEN_CLUSTER_ON, too. */
    Server(Server first, int number, Map<String, String> environment) throws IOException, InterruptedException {
        folder = first.folder;
        log = "server-" + number + ".log";
        codes = first.codes;
        gateway = null;
        port = freePort();
        process = start(List.of("--cluster"), -1, "http://127.0.0.1:" + first.gateway.getAddress().getPort() + "/", environment);
        proc = new Proc(process.pid());
        awaitReady();
    }

    private Process start(List<String> args, int core, String webhook, Map<String, String> environment) throws IOException {
        var command = new ArrayList<String>();
        if (core >= 0 && Proc.canPin()) command.addAll(List.of("taskset", "-c", Integer.toString(core)));
        command.addAll(java());
        command.addAll(List.of("-jar", "target/phien.jar"));
        command.addAll(args);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve(log).toFile());
        builder.environment().putAll(Map.of("PHIEN_HTTP_PORT", Integer.toString(port), "PHIEN_DATA_DIR", folder.resolve("data").toString(), "PHIEN_DEMO", "false",
            "PHIEN_SMS_WEBHOOK", webhook, "PHIEN_SMS_SECRET", "a secret for this run only"));
        // unless a profile is about just that: nothing is cut back, and everybody may come at once
        builder.environment().putAll(Map.of("PHIEN_OVERLOAD_LADDER", "none", "PHIEN_HTTP_JOINS_PER_SECOND", "100000"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** One that does not start is closed: nobody else has it. */
    private void awaitReady() throws IOException, InterruptedException {
        try {
            await();
        } catch (IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private void await() throws IOException, InterruptedException {
        var client = HttpClient.newHttpClient();
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                if (client.send(HttpRequest.newBuilder(address().resolve("/health/ready")).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200) break;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) throw new IOException("the server did not start: " + log(), e);
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    /** The JVM as bin/run starts it; {@code LOAD_JAVA_OPTS} in the environment adds flags. */
    static List<String> java() {
        var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        for (var flags : new String[] {System.getProperty("phien.flags", ""), System.getenv().getOrDefault("LOAD_JAVA_OPTS", "")}) if (!flags.isBlank()) command.addAll(List.of(flags.strip().split("\\s+")));
        return command;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The code that was sent to a number, such as 0912345678. */
    String code(String phone) {
        return codes.remove(phone);
    }

    /** The server's own store, for measuring its bare rate. */
    String store() throws IOException {
        var conf = Files.readString(folder.resolve("data/store/redis.conf"));
        var port = Pattern.compile("(?m)^port (\\d+)").matcher(conf);
        var password = Pattern.compile("(?m)^requirepass (\\S+)").matcher(conf);
        if (!port.find() || !password.find()) throw new IOException("no store in " + folder);
        return "redis://:" + password.group(1) + "@127.0.0.1:" + port.group(1);
    }

    /** CPU seconds that the server has used so far; the store is a process of its own. */
    double cpuSeconds() {
        return proc.cpuSeconds();
    }

    /** Resident memory in MB. */
    long residentMb() {
        return proc.residentKb() / 1024;
    }

    /** Lets its store, which is a process of its own, run on any core while the server stays on its one. */
    void unpinStore() {
        process.children().forEach(child -> new Proc(child.pid()).unpin());
    }

    /** What the system knows of it. */
    Proc proc() {
        return proc;
    }

    /** One of its figures, such as {@code phien_deliveries_total}, summed over all tags; 0 when it has none such. */
    double meter(String name) throws IOException, InterruptedException {
        var page = HttpClient.newHttpClient().send(HttpRequest.newBuilder(address().resolve("/metrics")).build(), HttpResponse.BodyHandlers.ofString()).body();
        return page.lines().filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{")).mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    /** What it has printed. */
    String log() throws IOException {
        return Files.readString(folder.resolve(log));
    }

    /** Kills it on the spot, as a power cut would. Its store is a child that ends by itself. */
    void kill() {
        process.destroyForcibly();
    }

    /** Asks it to stop, as a deploy does, and does not wait. */
    void terminate() {
        process.destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (gateway == null) return;
        gateway.stop(0);
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
