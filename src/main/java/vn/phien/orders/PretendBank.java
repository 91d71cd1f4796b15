package vn.phien.orders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import vn.phien.protocol.Wire;

/**
 * A bank for the demo and for tests: it tells of transfers as a real one does, signed and over HTTP. It moves no money and knows
 * nothing that a real bank would not.
 */
public final class PretendBank {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI webhook;
    private final String secret;
    private final InstantSource clock;

    /** @param house the address of the server, such as {@code http://localhost:8080} */
    public PretendBank(String house, String secret, InstantSource clock) {
        this.webhook = URI.create(house + "/api/webhooks/bank");
        this.secret = secret;
        this.clock = clock;
    }

    /** What the house answered: the status, and the body as it came. */
    public record Heard(int status, String body) { }

    /** Somebody scanned a VietQR picture and pays what it asks for. */
    public Heard scanned(String payload, String transaction) {
        var read = VietQr.parse(payload).orElseThrow(() -> new IllegalArgumentException("not a VietQR picture"));
        return transfers(transaction, read.account(), read.amountVnd(), "MBVCB." + transaction + "." + read.memo() + " CHUYEN KHOAN");
    }

    /** Money came to an account. Telling the same transaction again is what real banks do, too. */
    public Heard transfers(String transaction, String account, long amountVnd, String content) {
        return tells(new BankNotice(transaction, account, amountVnd, content, BankNotice.Direction.IN, clock.millis()));
    }

    public Heard tells(BankNotice notice) {
        var body = Wire.bytes(notice);
        return sends(body, BankSignature.sign(secret, body, clock.millis()));
    }

    /** Sends any bytes with any signature; null sends none. */
    public Heard sends(byte[] body, String signature) {
        var request = HttpRequest.newBuilder(webhook).timeout(PATIENCE).header("content-type", "application/json").POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (signature != null) request.header(BankSignature.HEADER, signature);
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Heard(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
