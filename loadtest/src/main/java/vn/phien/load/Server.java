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

/** A server of the load test's own: a child process on loopback with a data folder that goes away with it. Sign-in codes arrive over its real webhook. */
final class Server implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("\"to\":\"\\+84(\\d+)\".*?\"code\":\"(\\d+)\"");
    private final Path folder = Files.createTempDirectory("phien-load");
    private final HttpServer gateway;
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final Process process;
    private final int port;

    Server(String organizer) throws IOException, InterruptedException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            var match = CODE.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (match.find()) codes.put("0" + match.group(1), match.group(2));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        gateway.start();
        port = freePort();
        var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(List.of("-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "target/phien.jar", "--organizer", organizer));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("server.log").toFile());
        builder.environment().putAll(Map.of("PHIEN_HTTP_PORT", Integer.toString(port), "PHIEN_DATA_DIR", folder.resolve("data").toString(), "PHIEN_DEMO", "false",
            "PHIEN_SMS_WEBHOOK", "http://127.0.0.1:" + gateway.getAddress().getPort() + "/", "PHIEN_SMS_SECRET", "a secret for this run only"));
        process = builder.start();
        var client = HttpClient.newHttpClient();
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                if (client.send(HttpRequest.newBuilder(address().resolve("/health/ready")).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200) break;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) throw new IOException("the server did not start: " + Files.readString(folder.resolve("server.log")), e);
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    private static int freePort() throws IOException {
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
        return process.info().totalCpuDuration().map(d -> d.toMillis() / 1e3).orElse(0.0);
    }

    /** Resident memory in MB. */
    long residentMb() throws IOException {
        var status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) return 0;
        var match = Pattern.compile("VmRSS:\\s+(\\d+) kB").matcher(Files.readString(status));
        return match.find() ? Long.parseLong(match.group(1)) / 1024 : 0;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        gateway.stop(0);
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
