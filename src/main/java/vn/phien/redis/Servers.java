package vn.phien.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.PooledRedisConnection;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import vn.phien.base.Limits;

/** The servers of a store by address, each with its client; and one connection to each for questions about the store itself. */
final class Servers {
    private static final int WAITING = 16_384;
    private static final int CONNECTIONS = 1_024;
    private static final long SOON_MS = 1_000;
    private final Function<StoreUrl, Redis> clients;
    private final Map<StoreUrl, Server> servers = new ConcurrentHashMap<>();
    private final Map<Server, Future<RedisConnection>> asked = new HashMap<>();
    private volatile long patienceMs = Limits.STORE_MS;

    /** One server of the store. */
    static final class Server {
        private final StoreUrl url;
        private final Redis client;

        private Server(StoreUrl url, Redis client) {
            this.url = url;
            this.client = client;
        }

        StoreUrl url() {
            return url;
        }

        Future<RedisConnection> connect() {
            return client.connect();
        }

        @Override
        public String toString() {
            return url.toString();
        }
    }

    Servers(Vertx vertx, String authority) {
        this(url -> Redis.createClient(vertx, options(url, authority)));
    }

    Servers(Function<StoreUrl, Redis> clients) {
        this.clients = clients;
    }

    private static RedisOptions options(StoreUrl url, String authority) {
        var options = new RedisOptions().setConnectionString(url.withLogin()).setMaxPoolSize(CONNECTIONS).setMaxPoolWaiting(CONNECTIONS).setMaxWaitingHandlers(WAITING);
        if (!url.isTls()) return options;
        var net = new NetClientOptions().setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
        return options.setNetClientOptions(authority.isEmpty() ? net : net.setTrustOptions(new PemTrustOptions().addCertPath(authority)));
    }

    Server at(StoreUrl url) {
        return servers.computeIfAbsent(url, there -> new Server(there, clients.apply(there)));
    }

    /** At the start there is time. From now on who does not answer soon is passed over. */
    void hurry() {
        patienceMs = SOON_MS;
    }

    /** Asks a server something that is not about the sale. Always on the same event loop. */
    Future<Response> ask(Server server, Request question) {
        var connection = asked.get(server);
        if (connection == null || connection.failed()) {
            var fresh = server.connect();
            fresh.onSuccess(made -> made.exceptionHandler(e -> asked.remove(server, fresh)).endHandler(v -> asked.remove(server, fresh)));
            asked.put(server, fresh);
            connection = fresh;
        }
        var used = connection;
        return used.compose(made -> made.send(question)).timeout(patienceMs, TimeUnit.MILLISECONDS).onFailure(e -> {
            if (e instanceof ErrorType && !e.getMessage().startsWith("CONNECTION_CLOSED") || !asked.remove(server, used)) return;
            used.onSuccess(Servers::end);
        });
    }

    /** Closes a connection whatever is under way on it, and for good. */
    static void end(RedisConnection connection) {
        if (connection instanceof PooledRedisConnection pooled) pooled.actual().forceClose();
        else connection.close();
    }

    void close() {
        servers.values().forEach(server -> server.client.close());
    }
}
