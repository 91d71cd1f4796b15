package vn.phien.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import vn.phien.base.AccountId;
import vn.phien.protocol.Wire;

/** A person with a browser: signs in by phone number, and uses the HTTP API and sockets with the cookie that they got. */
public final class Person {
    private final String name;
    private final URI server;
    private final HttpClient client;
    private String cookie;
    private AccountId account;
    private String number;

    /** @param from the loopback address to come from; each /24 stands for a household of its own */
    public Person(String name, URI server, String from) {
        this.name = name;
        this.server = server;
        try {
            this.client = HttpClient.newBuilder().sslContext(Trusting.TLS).version(HttpClient.Version.HTTP_1_1).localAddress(InetAddress.getByName(from)).build();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Signs in with a number such as 0912345678; the code comes from the gateway. */
    public Person signIn(String phone, SmsGateway gateway) {
        var sent = post("/api/sign-in/code", "{\"phone\":\"%s\"}".formatted(phone));
        var me = post("/api/sign-in", "{\"request\":\"%s\",\"phone\":\"%s\",\"code\":\"%s\",\"name\":\"%s\",\"consent\":true}".formatted(sent.get("request").asText(), phone, gateway.code(phone), name));
        account = new AccountId(me.get("account").asText());
        number = phone;
        return this;
    }

    public AccountId account() {
        return account;
    }

    /** The same person at a server that was started again on another port. */
    public Person at(URI other) {
        var same = new Person(name, other, "127.0.0.1");
        same.cookie = cookie;
        same.account = account;
        same.number = number;
        return same;
    }

    /** The number this person signed in with. */
    public String number() {
        return number;
    }

    public String cookie() {
        return cookie;
    }

    public Phone phone() {
        return Phone.open(name, server, cookie);
    }

    public JsonNode get(String path) {
        return read(send(request(path).GET().build()));
    }

    public JsonNode post(String path, String body) {
        return read(send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build()));
    }

    public JsonNode put(String path, String body) {
        return read(send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)).build()));
    }

    /** Any request, whatever the answer. */
    public HttpResponse<String> tries(String method, String path, String body) {
        return send(request(path).method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /** The same as through a proxy that nobody trusts: not as this machine itself. */
    public HttpResponse<String> triesFromElsewhere(String method, String path) {
        return send(request(path).header("X-Forwarded-For", "203.0.113.7").method(method, HttpRequest.BodyPublishers.noBody()).build());
    }

    private HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(server.resolve(path)).header("Content-Type", "application/json").header("Origin", server.getScheme() + "://" + server.getAuthority());
        return cookie == null ? builder : builder.header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            answer.headers().firstValue("set-cookie").ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
            return answer;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode read(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) throw new AssertionError(answer.request().method() + " " + answer.request().uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
        try {
            return answer.body().isBlank() ? null : Wire.json().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
