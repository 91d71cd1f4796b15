package vn.phien.http;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import vn.phien.base.Limits;

/** The listening sockets, one server on each event loop. */
public final class Doors {
    private final Vertx vertx;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final HttpSettings settings;
    private final Tls tls;
    private String deployment;
    private long watch = -1;

    private Doors(Vertx vertx, HttpSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.tls = settings.tls() ? new Tls(settings.certificate(), settings.key()) : null;
    }

    /**
     * Opens the doors.
     *
     * @param loops how many event loops take connections
     */
    public static Future<Doors> open(Vertx vertx, HttpSettings settings, Edge edge, int loops) {
        var doors = new Doors(vertx, settings);
        return vertx.deployVerticle(() -> doors.new Door(edge), new DeploymentOptions().setInstances(loops)).map(deployment -> {
            doors.deployment = deployment;
            if (doors.tls != null) doors.watch = doors.tls.watch(vertx, doors.servers);
            return doors;
        });
    }

    private final class Door extends AbstractVerticle {
        private final Edge edge;

        private Door(Edge edge) {
            this.edge = edge;
        }

        @Override
        public void start(Promise<Void> started) {
            var server = vertx.createHttpServer(options()).requestHandler(edge::handle).invalidRequestHandler(edge::invalid).connectionHandler(Doors.this::greet).exceptionHandler(e -> { });
            server.listen().onSuccess(servers::add).<Void>mapEmpty().onComplete(started);
        }
    }

    private HttpServerOptions options() {
        var options = new HttpServerOptions().setHost(settings.host())
            .setPort(settings.port() == 0 ? -1 : settings.port()) // below zero: any free port, the same for every loop
            .setMaxHeaderSize(Limits.HEADER_BYTES).setMaxInitialLineLength(Limits.URI_BYTES).setMaxFormFields(0).setMaxFormAttributeSize(0)
            .setIdleTimeout((int) settings.idleMs()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS).setHttp2ClearTextEnabled(false).setTcpNoDelay(true).setAcceptBacklog(4096)
            .setHandle100ContinueAutomatically(false).setDecompressionSupported(false).setCompressionSupported(false)
            // Inbound inflation of frames is unbounded in Vert.x: 58 kB became 60 MB. Phones' frames are compressed behind it, see realtime/Zip.
            .setPerFrameWebSocketCompressionSupported(false).setPerMessageWebSocketCompressionSupported(false)
            .setMaxWebSocketFrameSize(Limits.FRAME_BYTES).setMaxWebSocketMessageSize(Limits.MESSAGE_BYTES).setRegisterWebSocketWriteHandlers(false);
        if (tls != null) options.setSsl(true).setKeyCertOptions(tls.pair()).setUseAlpn(true).setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
            .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3")).setSslHandshakeTimeout(settings.headMs()).setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(100).setMaxHeaderListSize(Limits.HEADER_BYTES).setPushEnabled(false));
        return options;
    }

    private void greet(HttpConnection connection) {
        if (!(connection instanceof io.vertx.core.http.impl.Http1xServerConnection line)) return;
        var pipeline = line.channelHandlerContext().pipeline();
        pipeline.addBefore(line.channelHandlerContext().name(), "patience", new Patience(settings.headMs()));
    }

    public int port() {
        return servers.getFirst().actualPort();
    }

    /** The address for people, such as {@code http://localhost:8080}. */
    public String address() {
        var host = Set.of("0.0.0.0", "127.0.0.1", "::", "::1").contains(settings.host()) ? "localhost" : settings.host();
        return Client.origin(settings.tls() ? "https" : "http", host + ":" + port());
    }

    List<HttpServer> servers() {
        return servers;
    }

    Tls tls() {
        return tls;
    }

    /** Takes nobody new, lets requests under way end for up to {@code patienceMs}, then closes. Shutdown handlers of sockets run first. */
    public Future<Void> close(long patienceMs) {
        if (watch >= 0) vertx.cancelTimer(watch);
        return Future.join(servers.stream().map(server -> server.shutdown(patienceMs, TimeUnit.MILLISECONDS)).toList()).<Void>mapEmpty().otherwiseEmpty()
            .compose(v -> vertx.undeploy(deployment));
    }
}
