package vn.phien.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Check;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.Role;
import vn.phien.base.Why;
import vn.phien.protocol.Wire;
import vn.phien.redis.Unavailable;

/** A house with open doors on this machine and a few routes that do nothing but tell what came in. */
final class TestHouse implements AutoCloseable {
    static final BoothId BOOTH = new BoothId("b07-3f9k2m");

    record Greeting(String name, int times) {
        Greeting {
            Check.text("name", name, 20);
            Check.range("times", times, 1, 9);
        }
    }

    record Seen(String caller, Map<String, String> path, Map<String, String> query, String address, String language, String origin, boolean virtual, String header) { }

    final Vertx vertx = Vertx.vertx();
    final AtomicInteger worked = new AtomicInteger();
    final Health health = new Health();
    final Metrics metrics = new Metrics();
    final Edge edge;
    final Doors doors;
    final HttpClient http = HttpClient.newHttpClient();

    TestHouse() {
        this(HttpSettings.local(0));
    }

    TestHouse(HttpSettings settings) {
        edge = new Edge(vertx, settings, table(), TestHouse::who, health, metrics, Dice.seeded(7)).socket("/socket", (request, visit) ->
            request.toWebSocket().onSuccess(socket -> socket.writeTextMessage(name(visit.caller()))));
        doors = Doors.open(vertx, settings, edge, 2).toCompletionStage().toCompletableFuture().join();
    }

    private static Future<Caller> who(String token) {
        return switch (token) {
            case "an" -> Future.succeededFuture(new Caller.Person(new AccountId("u-an"), "An", "hash", Set.of(), Map.of(BOOTH, BoothRole.STAFF)));
            case "binh" -> Future.succeededFuture(new Caller.Person(new AccountId("u-binh"), "Bình", "hash", Set.of(Role.BUYER), Map.of()));
            case "away" -> Future.failedFuture(new Unavailable("store away", null));
            default -> Future.succeededFuture(Caller.ANONYMOUS);
        };
    }

    static String name(Caller caller) {
        return caller.person().map(Caller.Person::name).orElse("anonymous");
    }

    private Answer seen(Ask ask) {
        worked.incrementAndGet();
        // Waiting is what a virtual thread is for.
        Future.<Void>future(promise -> vertx.runOnContext(v -> promise.complete())).await();
        return Answer.json(new Seen(name(ask.caller()), ask.path(), ask.query(), ask.address(), ask.language(), ask.origin(), Thread.currentThread().isVirtual(), ask.header("x-test").orElse(null)));
    }

    private List<Route> table() {
        return List.of(
            Route.get("/api/seen", Access.ANYONE, "test", "Tells what came in.", Seen.class, this::seen).with("q", "anything"),
            Route.get("/api/seen/mine", Access.SIGNED_IN, "test", "Tells it to those who have signed in.", Seen.class, this::seen),
            Route.get("/api/seen/{thing}", Access.ANYONE, "test", "Tells the name of a thing.", Seen.class, this::seen),
            Route.post("/api/seen/{other}", Access.ANYONE, "test", "Does nothing.", Void.class, Void.class, ask -> {
                worked.incrementAndGet();
                return Answer.empty();
            }),
            Route.get("/api/booths/{booth}/desk", Access.BOOTH_STAFF, "test", "For staff.", Seen.class, this::seen),
            Route.post("/api/greetings", Access.ANYONE, "test", "Reads a greeting.", Greeting.class, Greeting.class, ask -> {
                worked.incrementAndGet();
                return Answer.created(ask.read(Greeting.class));
            }),
            Route.put("/api/photo", Access.SIGNED_IN, "test", "Takes bytes.", byte[].class, Integer.class, ask -> Answer.json(ask.body().length)).upTo(1000),
            Route.get("/api/refused", Access.ANYONE, "test", "Refuses.", Void.class, ask -> Answer.refused(Why.SOLD_OUT, "lines")),
            Route.get("/api/dear", Access.ANYONE, "test", "Costs much.", Seen.class, this::seen).costing(Limits.REQUEST_CREDITS * 2 / 3),
            Route.get("/api/operator", Access.OPERATOR, "test", "For organizers and this machine.", Seen.class, this::seen),
            Route.get("/api/broken", Access.ANYONE, "test", "Breaks.", Void.class, ask -> {
                throw new IllegalStateException("secret of the house");
            }),
            Route.get("/api/away", Access.ANYONE, "test", "Finds no store.", Void.class, ask -> Future.<Answer>failedFuture(new Unavailable("away", null)).await()),
            Route.get("/api/labels", Access.ANYONE, "test", "A file.", byte[].class, ask -> Answer.download("a,b".getBytes(StandardCharsets.UTF_8), "text/csv", "Đơn hàng \"1\".csv")),
            Route.get("/api/big", Access.ANYONE, "test", "Many words.", Seen.class, ask -> Answer.json(Map.of("text", "Phiên ".repeat(1000)))));
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + doors.port() + path);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(uri(path)).version(HttpClient.Version.HTTP_1_1)
            .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) request.headers(headers);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The code of a refusal, or the status where it is none. */
    static String code(HttpResponse<String> response) {
        var type = response.headers().firstValue("content-type").orElse("");
        return type.equals(Problems.TYPE) ? response.statusCode() + " " + Wire.trusted(response.body(), Problems.Problem.class).code() : Integer.toString(response.statusCode());
    }

    /** Sends bytes as they are and reads until the other end closes, at most 1.2 s. */
    String raw(String bytes) {
        return raw(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    String raw(byte[] bytes) {
        try (var line = new Socket("127.0.0.1", doors.port())) {
            line.setSoTimeout(1_200);
            line.getOutputStream().write(bytes);
            line.getOutputStream().flush();
            var read = new ByteArrayOutputStream();
            try {
                line.getInputStream().transferTo(read);
            } catch (IOException e) {
                read.writeBytes(" [reset or timeout]".getBytes(StandardCharsets.ISO_8859_1));
            }
            return read.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
        doors.close(100).toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
    }
}
