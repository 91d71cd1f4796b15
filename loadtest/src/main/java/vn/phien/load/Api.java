package vn.phien.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import vn.phien.protocol.Wire;

/** The public HTTP API, as one signed-in person uses it. */
final class Api {
    private final Server server;
    private final HttpClient client;
    private String cookie;

    /** @param from the loopback address to come from: each stands for a household of its own */
    Api(Server server, String from) throws IOException {
        this.server = server;
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).localAddress(InetAddress.getByName(from)).build();
    }

    private Api(Server server, HttpClient client) {
        this.server = server;
        this.client = client;
    }

    /** Another person behind the same connection. */
    Api other() {
        return new Api(server, client);
    }

    Api signIn(String phone) throws IOException, InterruptedException {
        var sent = post("/api/sign-in/code", "{\"phone\":\"%s\"}".formatted(phone));
        post("/api/sign-in", "{\"request\":\"%s\",\"phone\":\"%s\",\"code\":\"%s\",\"consent\":true}".formatted(sent.get("request").asText(), phone, server.code(phone)));
        return this;
    }

    /** The same as somebody who signed in before. */
    Api with(String cookie) {
        var other = new Api(server, client);
        other.cookie = cookie;
        return other;
    }

    /** Whether there is such a thing for this person. */
    boolean has(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    String cookie() {
        return cookie;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET().build());
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    JsonNode put(String path, String body) throws IOException, InterruptedException {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    private HttpRequest.Builder request(String path) {
        URI address = server.address();
        var builder = HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", "application/json").header("Origin", "http://" + address.getAuthority());
        return cookie == null ? builder : builder.header("Cookie", cookie);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) throw new IOException(request.method() + " " + request.uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
        answer.headers().firstValue("set-cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
        return answer.body().isBlank() ? null : Wire.json().readTree(answer.body());
    }
}
