package vn.phien.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certificate and key, read anew when their files change. A pair that does not load leaves the old one in place. */
final class Tls {
    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
    static final long LOOK_MS = 10_000;
    private final Path certificate;
    private final Path key;
    private String seen;

    Tls(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
        this.seen = state();
    }

    private String state() {
        try {
            return Files.getLastModifiedTime(certificate) + " " + Files.size(certificate) + " " + Files.getLastModifiedTime(key) + " " + Files.size(key);
        } catch (IOException e) {
            return seen; // between two writes; look again later
        }
    }

    PemKeyCertOptions pair() {
        try {
            return new PemKeyCertOptions().setCertValue(Buffer.buffer(Files.readAllBytes(certificate))).setKeyValue(Buffer.buffer(Files.readAllBytes(key)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read certificate or key", e);
        }
    }

    private ServerSSLOptions options() {
        return new ServerSSLOptions().setKeyCertOptions(pair()).setUseAlpn(true).setApplicationLayerProtocols(List.of("h2", "http/1.1"))
            .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"));
    }

    /** Looks whether the files changed, and if so gives the servers the new pair. */
    Future<Void> look(List<HttpServer> servers) {
        var now = state();
        if (now.equals(seen)) return Future.succeededFuture();
        try {
            var options = options();
            return Future.join(servers.stream().map(server -> server.updateSSLOptions(options)).toList()).<Void>mapEmpty()
                .onSuccess(v -> {
                    seen = now;
                    LOG.info("new certificate in use");
                }).onFailure(e -> LOG.warn("the new certificate does not load, the old one stays: {}", e.getMessage()));
        } catch (UncheckedIOException e) {
            LOG.warn("the new certificate cannot be read, the old one stays");
            return Future.succeededFuture();
        }
    }

    long watch(Vertx vertx, List<HttpServer> servers) {
        return vertx.setPeriodic(LOOK_MS, t -> look(servers));
    }
}
