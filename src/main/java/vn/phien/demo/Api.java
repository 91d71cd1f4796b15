package vn.phien.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import vn.phien.accounts.AccountsHttp;
import vn.phien.protocol.Wire;

/** The public HTTP API as one signed-in person uses it. Waits: for virtual threads. */
record Api(HttpClient client, House house, String token) {
    private static final long PATIENCE_MS = 10_000, BREATH_MS = 200;
    private static final int TOO_FAST = 429, MOST_TRIES = 50;

    /** The server did not do it. */
    static final class Refused extends RuntimeException {
        private final int status;

        private Refused(HttpMethod method, String path, int status, String body) {
            super(method + " " + path + " answered " + status + ": " + body);
            this.status = status;
        }
    }

    JsonNode get(String path) {
        return send(HttpMethod.GET, path, null);
    }

    <T> T get(String path, Class<T> type) {
        return Wire.json().convertValue(get(path), type);
    }

    JsonNode post(String path, Object body) {
        return send(HttpMethod.POST, path, body);
    }

    JsonNode put(String path, Object body) {
        return send(HttpMethod.PUT, path, body);
    }

    void delete(String path) {
        send(HttpMethod.DELETE, path, null);
    }

    /** Whoever asks too fast is told so, waits and asks again. */
    private JsonNode send(HttpMethod method, String path, Object body) {
        for (int tries = 0; ; tries++) {
            try {
                return once(method, path, body);
            } catch (Refused refused) {
                if (refused.status != TOO_FAST || tries >= MOST_TRIES) throw refused;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BREATH_MS));
            }
        }
    }

    private JsonNode once(HttpMethod method, String path, Object body) {
        var options = house.lead(new RequestOptions()).setMethod(method).setURI(path).setTimeout(PATIENCE_MS).putHeader("Cookie", AccountsHttp.COOKIE + "=" + token);
        // what is done with an answer is said where it is asked for: said by a thread that is held up, the end of the body may have gone by
        return client.request(options).compose(request -> ask(request, body).compose(response -> response.body().map(bytes -> {
            if (response.statusCode() >= 300) throw new Refused(method, path, response.statusCode(), bytes.toString());
            return bytes.length() == 0 ? null : Wire.trusted(bytes.toString(), JsonNode.class);
        }))).await();
    }

    private static Future<HttpClientResponse> ask(HttpClientRequest request, Object body) {
        if (body == null) return request.send();
        return request.putHeader("Content-Type", "application/json").send(Buffer.buffer(Wire.bytes(body)));
    }
}
