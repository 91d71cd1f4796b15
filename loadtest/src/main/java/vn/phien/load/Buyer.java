package vn.phien.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** A phone over the wire: sends commands and times the answers. Messages are looked at as text, so that the client does not become the bottleneck. */
final class Buyer {
    /** Kept so that the collector does not close it under us. */
    private final WebSocketClient client;
    private final WebSocket socket;
    private final Map<Integer, Promise<String>> asked = new HashMap<>();
    private int ref;

    private Buyer(WebSocketClient client, WebSocket socket) {
        this.client = client;
        this.socket = socket;
        socket.textMessageHandler(this::hear);
    }

    static Future<Buyer> connect(WebSocketClient client, URI server, String cookie) {
        return client.connect(new WebSocketConnectOptions().setHost(server.getHost()).setPort(server.getPort()).setURI("/socket")
            .addHeader("Origin", "http://" + server.getAuthority()).addHeader("Cookie", cookie)).map(socket -> new Buyer(client, socket));
    }

    /** Says a command, written without its number, and hears the answer. */
    Future<String> says(String type, String fields) {
        var promise = Promise.<String>promise();
        asked.put(++ref, promise);
        socket.writeTextMessage("{\"t\":\"" + type + "\",\"ref\":" + ref + (fields.isEmpty() ? "" : "," + fields) + "}");
        return promise.future();
    }

    private void hear(String text) {
        int at = text.indexOf("\"ref\":");
        if (at < 0 || at > 40) return;
        int end = at + 6;
        while (end < text.length() && Character.isDigit(text.charAt(end))) end++;
        var promise = asked.remove(Integer.parseInt(text, at + 6, end, 10));
        if (promise != null) promise.complete(text);
    }

    Future<Void> close() {
        return socket.close();
    }
}
