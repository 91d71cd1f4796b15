package vn.phien.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The part of a text-message company, over the real webhook: remembers the last code sent to each number. */
public final class SmsGateway implements AutoCloseable {
    public static final String SECRET = "a secret for tests only";
    private static final Pattern CODE = Pattern.compile("\"to\":\"\\+84(\\d+)\".*?\"code\":\"(\\d+)\"");
    private final HttpServer server;
    private final Map<String, String> codes = new ConcurrentHashMap<>();

    public SmsGateway() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            var match = CODE.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (match.find()) codes.put("0" + match.group(1), match.group(2));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** The code that was sent to a number such as 0912345678. */
    public String code(String phone) {
        var code = codes.get(phone);
        if (code == null) throw new AssertionError("no code was sent to " + phone);
        return code;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
