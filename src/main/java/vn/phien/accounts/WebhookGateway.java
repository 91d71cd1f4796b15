package vn.phien.accounts;

import java.io.IOException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Limits;
import vn.phien.base.PhoneNumber;
import vn.phien.protocol.Wire;

/**
 * Sends codes through an HTTP service of the operator's choice, which turns them into text messages.
 *
 * <p>It gets {@code POST} with JSON {@code {"request","to","code","text","minutes"}} and a header
 * {@code X-Phien-Signature: t=SECONDS,v1=HEX}, HEX being the HMAC-SHA-256 of {@code SECONDS + "." + body} with the shared secret.
 * Any 2xx means taken. A failed connection, 429 and 5xx are tried again with the same {@code request}, three times in all;
 * whoever sends the messages drops a request that it has seen. Redirects are not followed.
 */
public final class WebhookGateway implements CodeGateway, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookGateway.class);
    private static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private final URI url;
    private final SecretKeySpec secret;
    private final InstantSource clock;
    private final Duration pause;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER).build();

    private record Message(String request, String to, String code, String text, long minutes) { }

    /**
     * @param url    where to send to, http or https
     * @param secret shared with the other side, at least 16 characters
     * @param pause  before the second try; doubled before the third
     */
    public WebhookGateway(URI url, String secret, InstantSource clock, Duration pause) {
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) throw new IllegalArgumentException("the gateway's address must begin with https:// or http://");
        if (secret.length() < 16) throw new IllegalArgumentException("the gateway's secret must have 16 characters or more");
        this.url = url;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public boolean send(String request, PhoneNumber to, String code) {
        // without tones: a message with them holds 70 characters instead of 160 and costs twice
        var text = "Phien: ma dang nhap cua ban la " + code + ", dung trong " + Limits.CODE_MS / 60_000 + " phut. Dung dua ma cho ai.";
        var body = Wire.write(new Message(request, to.e164(), code, text, Limits.CODE_MS / 60_000));
        try {
            for (int n = 1; ; n++) {
                int status = post(body);
                if (status >= 200 && status < 300) return true;
                LOG.warn("code gateway: try {} of {} answered {}", n, TRIES, status == 0 ? "nothing" : status);
                if (n == TRIES || status != 0 && status != 429 && status < 500) return false;
                Thread.sleep(pause.multipliedBy(1L << n - 1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private int post(String body) throws InterruptedException {
        var request = HttpRequest.newBuilder(url).timeout(PATIENCE).header("content-type", "application/json")
            .header("x-phien-signature", signature(clock.millis() / 1_000, body)).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
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

    @Override
    public String toString() {
        return "WebhookGateway[" + url.getHost() + "]";
    }
}
