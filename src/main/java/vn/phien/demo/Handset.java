package vn.phien.demo;

import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import vn.phien.accounts.AccountsHttp;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Wire;

/**
 * A phone of somebody in the demo, on the public socket. It reads the answers to what it said; of everything else only what it
 * has an ear for, so that two hundred of them cost next to nothing.
 */
final class Handset implements AutoCloseable {
    private static final int MESSAGE_BYTES = 4 * 1024 * 1024;
    private static final int REF_WITHIN = 48;
    private static final long PATIENCE_SECONDS = 10;
    private final Map<Integer, CompletableFuture<Outbound.Reply>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger refs = new AtomicInteger();
    private final Ear ear;
    private final ClientWebSocket socket;

    /** The socket was closed, or the server does not answer. */
    static final class Gone extends RuntimeException {
        private Gone(String why) {
            super(why, null, false, false);
        }
    }

    /** @param wants whether a message, looked at as text, is worth reading */
    record Ear(Predicate<String> wants, Consumer<Outbound> hears) {
        static Ear forEverything(Consumer<Outbound> hears) {
            return new Ear(_ -> true, hears);
        }

        static Ear forKind(Class<? extends Outbound> kind, Consumer<Outbound> hears) {
            var beginning = "{\"t\":\"" + Wire.name(kind) + "\"";
            return new Ear(text -> text.startsWith(beginning), hears);
        }
    }

    private Handset(ClientWebSocket socket, Ear ear) {
        this.socket = socket;
        this.ear = ear;
        socket.textMessageHandler(this::hear);
        socket.closeHandler(_ -> asked.values().forEach(answer -> answer.completeExceptionally(new Gone("closed with " + socket.closeStatusCode()))));
    }

    /** @param token of a login, or null for somebody who has not signed in */
    static Handset open(WebSocketClient client, House house, String token, Ear ear) throws InterruptedException {
        var options = house.lead(new WebSocketConnectOptions());
        options.setURI("/socket").setTimeout(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        if (token != null) options.putHeader("Cookie", AccountsHttp.COOKIE + "=" + token);
        // what hears is there before anything can be said
        var socket = client.webSocket();
        var handset = new Handset(socket, ear);
        try {
            socket.connect(options).toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return handset;
        } catch (ExecutionException | TimeoutException e) {
            throw new Gone("no connection: " + e.getMessage());
        }
    }

    static int messageBytes() {
        return MESSAGE_BYTES;
    }

    /** Says a command and waits for its answer. @throws Gone when none comes */
    Outbound.Reply says(IntFunction<Inbound> command) throws InterruptedException {
        int ref = refs.incrementAndGet();
        var answer = new CompletableFuture<Outbound.Reply>();
        asked.put(ref, answer);
        try {
            send(command.apply(ref));
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Gone("no answer to " + Wire.name(command.apply(ref).getClass()) + ": " + e.getMessage());
        } finally {
            asked.remove(ref);
        }
    }

    /** Says what is never answered. */
    void send(Inbound command) {
        if (socket.isClosed()) throw new Gone("closed with " + socket.closeStatusCode());
        socket.writeTextMessage(Wire.write(command));
    }

    private void hear(String text) {
        var ref = ref(text);
        if (ref >= 0) {
            var answer = asked.remove(ref);
            if (answer != null) answer.complete((Outbound.Reply) Wire.trusted(text, Outbound.class));
        } else if (ear.wants().test(text)) ear.hears().accept(Wire.trusted(text, Outbound.class));
    }

    /** The number that a reply carries right behind its name, or -1. */
    private static int ref(String text) {
        int at = text.indexOf("\"ref\":");
        if (at < 0 || at > REF_WITHIN) return -1;
        int end = at + 6;
        while (end < text.length() && Character.isDigit(text.charAt(end))) end++;
        return Integer.parseInt(text, at + 6, end, 10);
    }

    @Override
    public void close() {
        socket.close();
    }
}
