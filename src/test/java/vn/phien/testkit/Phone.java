package vn.phien.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import vn.phien.base.Dice;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Wire;

/**
 * A phone with one socket, over the real wire: says commands, waits for what it should hear, and fails loudly when it does not.
 */
public final class Phone implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newBuilder().sslContext(Trusting.TLS).build();
    private static final long PATIENCE_MS = 10_000;
    private static final Dice KEYS = Dice.secure();
    private final String name;
    private final AtomicInteger refs = new AtomicInteger();
    private final List<Outbound> heard = new ArrayList<>();
    private final List<Outbound> everything = new ArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private volatile long closedNs;
    private WebSocket socket;

    private Phone(String name) {
        this.name = name;
    }

    /** Opens a socket. {@code cookie} is null for somebody who has not signed in. */
    public static Phone open(String name, URI server, String cookie) {
        var phone = new Phone(name);
        var builder = CLIENT.newWebSocketBuilder().header("Origin", server.getScheme() + "://" + server.getAuthority());
        if (cookie != null) builder.header("Cookie", cookie);
        phone.socket = builder.buildAsync(URI.create((server.getScheme().equals("https") ? "wss://" : "ws://") + server.getAuthority() + "/socket"), phone.new Ear()).join();
        return phone;
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                var message = Wire.trusted(text.toString(), Outbound.class);
                text.setLength(0);
                synchronized (heard) {
                    heard.add(message);
                    everything.add(message);
                    heard.notifyAll();
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closedNs = System.nanoTime();
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(1006);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            throw new AssertionError("a binary frame");
        }
    }

    /** A key such as a phone makes before its first send. */
    public static String key() {
        return KEYS.token(20);
    }

    /** Says a command and waits for the answer with its number. */
    public Outbound.Reply says(IntFunction<Inbound> command) {
        int ref = refs.incrementAndGet();
        sends(Wire.write(command.apply(ref)));
        return (Outbound.Reply) waits(message -> message instanceof Outbound.Reply reply && reply.ref() == ref, "an answer to " + command.apply(ref));
    }

    /** Sends any text. */
    public synchronized void sends(String text) {
        socket.sendText(text, true).join();
    }

    public Outbound.Joined joins(PlaceId room) {
        return assertInstanceOf(Outbound.Joined.class, says(ref -> new Inbound.JoinRoom(ref, room, null, null)));
    }

    /** Tries to take a hold on one product. */
    public Attempt takes(PlaceId room, ProductId product, int quantity) {
        return new Attempt(says(ref -> new Inbound.TakeHold(ref, room, List.of(new Inbound.Line(product, quantity, null)), false, key())));
    }

    /** Tries to take a hold, or else to stand in line. */
    public Attempt takesOrWaits(PlaceId room, ProductId product, int quantity) {
        return new Attempt(says(ref -> new Inbound.TakeHold(ref, room, List.of(new Inbound.Line(product, quantity, null)), true, key())));
    }

    public Attempt chats(PlaceId room, String text) {
        return new Attempt(says(ref -> new Inbound.PostChat(ref, room, text, null, key())));
    }

    /** An answer, and what is expected of it. */
    public record Attempt(Outbound.Reply reply) {
        public Outbound.HoldTaken isHeld() {
            return assertInstanceOf(Outbound.HoldTaken.class, reply);
        }

        public Outbound.Waiting isWaiting() {
            return assertInstanceOf(Outbound.Waiting.class, reply);
        }

        public Outbound.ChatPosted isPosted() {
            return assertInstanceOf(Outbound.ChatPosted.class, reply);
        }

        public Outbound.Refused isRefused(Why why) {
            var refused = assertInstanceOf(Outbound.Refused.class, reply);
            assertEquals(why, refused.why());
            return refused;
        }
    }

    /** Waits for the next message of a kind that was not heard yet. */
    public <T extends Outbound> T hears(Class<T> kind) {
        return hears(kind, message -> true);
    }

    /** Waits for the next message of a kind that fits. */
    public <T extends Outbound> T hears(Class<T> kind, Predicate<T> fits) {
        return kind.cast(waits(message -> kind.isInstance(message) && fits.test(kind.cast(message)), kind.getSimpleName()));
    }

    /** Everything heard so far, also what was waited for. */
    public List<Outbound> everything() {
        synchronized (heard) {
            return List.copyOf(everything);
        }
    }

    /** The code with which the socket was closed; empty while it is open. */
    public java.util.OptionalInt closed() {
        return closed.isDone() ? java.util.OptionalInt.of(closed.join()) : java.util.OptionalInt.empty();
    }

    /** Waits until the server closes the socket, and tells with which code. */
    public int closesWith() {
        try {
            return closed.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError(name + " was not closed; heard " + heard, e);
        }
    }

    /** When the server closed the socket, by the clock of {@link System#nanoTime}; 0 while it is open. */
    public long closedNs() {
        return closedNs;
    }

    private Outbound waits(Predicate<Outbound> fits, String what) {
        long end = System.currentTimeMillis() + PATIENCE_MS;
        synchronized (heard) {
            while (true) {
                for (int i = 0; i < heard.size(); i++) if (fits.test(heard.get(i))) return heard.remove(i);
                long left = end - System.currentTimeMillis();
                if (left <= 0 || closed.isDone()) throw new AssertionError(name + " did not hear " + what + (closed.isDone() ? " (closed with " + closed.join() + ")" : "") + "; heard " + brief(heard));
                try {
                    heard.wait(Math.min(left, 50));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError(e);
                }
            }
        }
    }

    private static String brief(List<Outbound> heard) {
        var text = heard.toString();
        return text.length() > 2_000 ? "…" + text.substring(text.length() - 2_000) : text;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
