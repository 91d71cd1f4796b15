package vn.phien.markets;

import io.vertx.core.Future;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.phien.base.PhoneNumber;
import vn.phien.protocol.Wire;

/**
 * Hands reminders to an HTTP service of the operator's choice, which turns them into text messages.
 *
 * <p>It gets {@code POST} with JSON {@code {"id","notice","kind","to","text","link"}} and a header {@code X-Phien-Signature: t=SECONDS,v1=HEX}, HEX
 * being the HMAC-SHA-256 of {@code SECONDS + "." + body} with the shared secret. Any 2xx means taken. It is said again where no answer
 * came, with the same {@code id}, by which the other side drops what it has sent. Redirects are not followed.
 */
public final class MessageHook implements NoticeDoors.Messages, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final URI url;
    private final SecretKeySpec secret;
    private final InstantSource clock;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).build();

    private record Message(String id, String notice, String kind, String to, String text, String link) { }

    /** @param secret shared with the other side, at least 16 characters */
    public MessageHook(URI url, String secret, InstantSource clock) {
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) throw new IllegalArgumentException("the address for reminders must begin with https:// or http://");
        if (secret.length() < 16) throw new IllegalArgumentException("the secret for reminders must have 16 characters or more");
        this.url = url;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.clock = clock;
    }

    @Override
    public Future<Void> send(String id, String notice, String kind, PhoneNumber to, String text, String link) {
        var body = Wire.write(new Message(id, notice, kind, to.e164(), text, link));
        var request = HttpRequest.newBuilder(url).timeout(PATIENCE).header("content-type", "application/json").header("x-phien-signature", signature(clock.millis() / 1_000, body))
            .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return Future.fromCompletionStage(client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
            .compose(answer -> answer.statusCode() / 100 == 2 ? Future.succeededFuture() : Future.failedFuture("the service for reminders answered " + answer.statusCode()));
    }

    String signature(long seconds, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
