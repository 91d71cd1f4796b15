package vn.phien.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.BadValue;
import vn.phien.base.Caller;
import vn.phien.base.Dice;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.BadMessage;
import vn.phien.redis.Unavailable;

/**
 * Everything that comes over HTTP comes through here: it is checked, let in by the table of routes, done on a virtual thread and
 * answered on its own event loop. Pages and what they load come from memory.
 */
public final class Edge {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    /** Phones keep it for a year and never ask again. */
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";

    /** Takes over a request that asks for a WebSocket: {@code request.toWebSocket()}. Runs on the request's event loop. */
    @FunctionalInterface
    public interface Socket {
        void open(HttpServerRequest request, Visit visit);
    }

    final Vertx vertx;
    final SecurityHeaders security;
    final Meters meters;
    private final HttpSettings settings;
    private final Function<String, Future<Caller>> callers;
    private final Health health;
    private final Metrics metrics;
    private final Dice dice;
    private final Proxies proxies;
    private final Origins origins;
    private final List<Network> metricsFrom;
    private final Supplier<WebAssets> web;
    private final Asset description;
    private final Paths<Map<HttpMethod, Route>> routes = new Paths<>();
    private final Map<String, Socket> sockets = new LinkedHashMap<>();
    private final Map<String, LongSupplier> later = new LinkedHashMap<>();
    private final Allowance allowance = new Allowance();
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param callers who a login token or API key belongs to; {@link Caller#ANONYMOUS} for an unknown one */
    public Edge(Vertx vertx, HttpSettings settings, List<Route> table, Function<String, Future<Caller>> callers, Health health, Metrics metrics, Dice dice) {
        this.vertx = vertx;
        this.settings = settings;
        this.callers = callers;
        this.health = health;
        this.metrics = metrics;
        this.meters = metrics.meters();
        this.dice = dice;
        this.proxies = new Proxies(settings.trustedProxies(), settings.forwarding());
        this.origins = new Origins(settings.origins());
        this.security = new SecurityHeaders(settings.videoHosts());
        this.metricsFrom = settings.metricsFrom().stream().map(Network::of).toList();
        if (settings.webFolder() == null) {
            var packed = WebAssets.packed();
            this.web = () -> packed;
        } else this.web = new WebFolder(settings.webFolder());
        this.description = Asset.of("openapi.json", OpenApi.of(table));
        var byShape = new LinkedHashMap<String, Map<HttpMethod, Route>>();
        for (var route : table) {
            var other = byShape.computeIfAbsent(route.path().replaceAll("\\{[^}]*}", "{}"), shape -> new TreeMap<>(java.util.Comparator.comparing(HttpMethod::name))).put(route.method(), route);
            if (other != null) throw new IllegalArgumentException("two routes at " + route.method() + " " + route.path());
        }
        byShape.forEach((shape, methods) -> routes.add(methods.values().iterator().next().path(), methods));
    }

    /** Opens a path to WebSockets. Before the doors open. */
    public Edge socket(String path, Socket socket) {
        sockets.put(path, socket);
        return this;
    }

    /** The same. {@code later} tells how many ms somebody who asks there without wanting a socket yet should wait, or 0. */
    public Edge socket(String path, Socket socket, LongSupplier later) {
        this.later.put(path, later);
        return socket(path, socket);
    }

    WebAssets web() {
        return web.get();
    }

    // ── in ────────────────────────────────────────────────────────────────────────────────────────────────────────

    void handle(HttpServerRequest request) {
        request.pause();
        if (Exchange.spoilt(request)) return;
        var x = new Exchange(this, request, proxies.client(request), dice.token(12));
        if (underWay.incrementAndGet() > Limits.REQUESTS_UNDER_WAY) {
            x.refuse(Why.FULL);
            return;
        }
        guarded(x, () -> receive(x));
    }

    /** What the decoder could not read. Nothing after it on this line can be trusted. */
    void invalid(HttpServerRequest request) {
        var x = new Exchange(this, request, proxies.client(request), dice.token(12));
        underWay.incrementAndGet();
        x.spoil();
        var cause = request.decoderResult().cause();
        x.refuse(cause instanceof TooLongHttpLineException ? Why.URI_TOO_LONG : cause instanceof TooLongHttpHeaderException ? Why.HEADERS_TOO_LARGE : Why.BAD_REQUEST);
        request.connection().close();
    }

    void left() {
        underWay.decrementAndGet();
    }

    private void guarded(Exchange x, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failed(x, e);
        }
    }

    private void failed(Exchange x, Throwable e) {
        switch (e) {
            case BadValue bad -> x.refuse(bad.why(), bad.field());
            case BadMessage bad -> x.refuse(bad.why(), bad.field());
            case Unavailable _ -> {
                LOG.warn("store unavailable, request {}: {}", x.id, e.getMessage());
                x.refuse(Why.TRY_AGAIN);
            }
            default -> {
                LOG.error("request {} to {} broke", x.id, x.route, e);
                x.refuse(Why.BROKEN);
            }
        }
    }

    private void receive(Exchange x) {
        var request = x.request;
        if (isAmbiguous(request)) {
            x.spoil();
            x.refuse(Why.BAD_REQUEST);
            if (request.version() != HttpVersion.HTTP_2) request.connection().close();
            return;
        }
        var question = request.uri().indexOf('?');
        var path = question < 0 ? request.uri() : request.uri().substring(0, question);
        if (path.equals("/health/live") || path.equals("/health/ready") || path.equals("/metrics")) {
            x.route = path;
            if (x.unsafe()) refuseMethod(x, "GET, HEAD");
            else inner(x, path);
            return;
        }
        if (x.client.host() == null && request.version() != HttpVersion.HTTP_1_0) x.refuse(Why.BAD_REQUEST);
        else if (!settings.hosts().isEmpty() && (x.client.host() == null || !settings.hosts().contains(x.client.host()))) x.refuse(Why.MISDIRECTED);
        else if (request.method().equals(HttpMethod.TRACE) || request.method().equals(HttpMethod.CONNECT)) refuseMethod(x, "GET, HEAD");
        else Paths.parts(path).ifPresentOrElse(parts -> lead(x, parts), () -> straighten(x, path, question < 0 ? "" : request.uri().substring(question)));
    }

    /** Requests that two servers in a row could read in two ways. */
    private static boolean isAmbiguous(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            var coding = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
            var lengths = request.headers().getAll(HttpHeaderNames.CONTENT_LENGTH);
            if (!coding.isEmpty() && (coding.size() > 1 || !coding.getFirst().equalsIgnoreCase("chunked") || !lengths.isEmpty() || request.version() == HttpVersion.HTTP_1_0)) return true;
            if (lengths.size() > 1 || lengths.size() == 1 && !lengths.getFirst().matches("\\d{1,18}")) return true;
            if (request.headers().getAll(HttpHeaderNames.HOST).size() > 1) return true;
        }
        var uri = request.uri();
        if (uri == null || !uri.startsWith("/")) return true;
        for (int i = 0; i < uri.length(); i++) if (uri.charAt(i) <= 32 || uri.charAt(i) >= 127 || uri.charAt(i) == '#') return true;
        return false;
    }

    /** A page asked for with a slash too many at its end is found without it. */
    private void straighten(Exchange x, String path, String query) {
        if (!x.unsafe() && path.length() > 1 && path.endsWith("/")) {
            var straight = path.substring(0, path.length() - 1);
            var page = Paths.parts(straight).flatMap(Pages::at).filter(p -> web.get().page(p.name()).isPresent());
            if (page.isPresent()) {
                x.route = page.get().template();
                x.redirect(straight + query);
                return;
            }
        }
        x.refuse(Why.NOT_FOUND);
    }

    private void lead(Exchange x, List<String> parts) {
        var path = "/" + String.join("/", parts);
        var found = routes.find(parts);
        if (found.isPresent()) serve(x, found.get().thing(), parts);
        else if (sockets.containsKey(path)) knock(x, path);
        else if (x.unsafe()) {
            if (path.startsWith("/api/") && !path.equals("/api/docs") && !path.equals("/api/openapi.json")) x.refuse(Why.NOT_FOUND);
            else refuseMethod(x, "GET, HEAD");
        } else show(x, path, parts);
    }

    private static void refuseMethod(Exchange x, String allowed) {
        x.request.response().putHeader(HttpHeaderNames.ALLOW, allowed);
        x.refuse(Why.WRONG_METHOD);
    }

    // ── pages ─────────────────────────────────────────────────────────────────────────────────────────────────────

    private void show(Exchange x, String path, List<String> parts) {
        if (path.equals("/api/openapi.json")) {
            x.route = path;
            x.send(description, ASK_AGAIN);
            return;
        }
        var assets = web.get();
        var asset = assets.asset(path);
        if (asset.isPresent()) {
            x.route = "/-";
            x.send(asset.get().asset(), asset.get().forever() ? FOREVER : ASK_AGAIN);
            return;
        }
        var page = Pages.at(parts);
        var html = page.flatMap(p -> assets.page(p.name()));
        if (html.isPresent()) {
            x.route = page.get().template();
            x.send(html.get(), ASK_AGAIN);
        } else x.refuse(Why.NOT_FOUND);
    }

    // ── health and measures ───────────────────────────────────────────────────────────────────────────────────────

    private void inner(Exchange x, String path) {
        var inside = isInside(x);
        switch (path) {
            case "/health/live" -> x.text(200, "application/json", "{\"status\":\"up\"}");
            case "/health/ready" -> health.now(vertx).onSuccess(state -> x.text(state.ready() ? 200 : 503, "application/json", new String(state.bytes(inside), StandardCharsets.UTF_8)))
                .onFailure(e -> failed(x, e));
            default -> {
                if (inside) x.text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text());
                else x.refuse(Why.NOT_FOUND);
            }
        }
    }

    /** This machine itself, a network that is named in the settings, or the bearer of the token. */
    private boolean isInside(Exchange x) {
        var address = Proxies.address(x.client.address());
        if (address != null && x.client.direct() && address.isLoopbackAddress()) return true;
        if (address != null && metricsFrom.stream().anyMatch(network -> network.holds(address))) return true;
        var shown = x.request.getHeader(HttpHeaderNames.AUTHORIZATION);
        return settings.metricsToken() != null && shown != null
            && MessageDigest.isEqual(("Bearer " + settings.metricsToken()).getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    // ── sockets ───────────────────────────────────────────────────────────────────────────────────────────────────

    private void knock(Exchange x, String path) {
        x.route = path;
        var request = x.request;
        if (!request.method().equals(HttpMethod.GET)) refuseMethod(x, "GET");
        else if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaderNames.UPGRADE))) {
            // a browser does not tell a page why its socket did not open: the page asks here
            long laterMs = later.getOrDefault(path, () -> 0L).getAsLong();
            if (laterMs > 0) request.response().putHeader(HttpHeaderNames.RETRY_AFTER, Long.toString((laterMs + 999) / 1_000));
            x.refuse(laterMs > 0 ? Why.FULL : Why.BAD_REQUEST, laterMs > 0 ? null : "upgrade");
        }
        else if (origins.foreign(request, x.client)) x.refuse(Why.BAD_ORIGIN);
        else {
            var token = Token.of(request);
            // A browser always says where it comes from. Who does not is no browser, and its cookie counts for nothing.
            var shown = token != null && token.cookie() && !Origins.told(request) ? null : token;
            who(shown).onFailure(e -> failed(x, e)).onSuccess(caller -> guarded(x, () -> {
                if (x.answered()) return;
                x.handOver();
                sockets.get(path).open(request, new Visit(caller, () -> who(shown), x.id, x.client.address(), x.language));
            }));
        }
    }

    private Future<Caller> who(Token token) {
        return token == null ? Future.succeededFuture(Caller.ANONYMOUS) : callers.apply(token.text());
    }

    // ── the table of routes ───────────────────────────────────────────────────────────────────────────────────────

    private void serve(Exchange x, Map<HttpMethod, Route> methods, List<String> parts) {
        var request = x.request;
        var route = methods.get(request.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.method());
        if (route == null) {
            x.route = methods.values().iterator().next().path();
            var allowed = methods.keySet().stream().map(HttpMethod::name).collect(Collectors.joining(", "));
            refuseMethod(x, methods.containsKey(HttpMethod.GET) ? allowed + ", HEAD" : allowed);
            return;
        }
        x.route = route.path();
        var token = route.access() instanceof Access.Signed ? null : Token.of(request);
        if (x.unsafe() && (origins.foreign(request, x.client) || token != null && token.cookie() && !Origins.told(request))) {
            x.refuse(Why.BAD_ORIGIN);
            return;
        }
        var named = named(route, parts);
        var query = query(request.uri());
        who(token).onFailure(e -> failed(x, e)).onSuccess(caller -> guarded(x, () -> {
            var refusal = route.access() instanceof Access.WithOrInside && isInside(x) ? Optional.<Why>empty() : route.access().refuses(caller, named.get("booth"));
            if (!allowance.pays(caller, x.client.address(), route.cost())) x.refuse(Why.TOO_FAST);
            else if (refusal.isPresent()) x.refuse(refusal.get());
            else Body.read(x, route).onFailure(e -> x.refuse(Why.BAD_REQUEST)).onSuccess(body -> {
                switch (body) {
                    case Result.Refused<byte[]>(var why, var field) -> x.refuse(why, field);
                    case Result.Ok<byte[]>(var bytes) -> work(x, route, new Ask(caller, named, query, headers(request), bytes, x.client.address(), x.language, x.client.origin()));
                }
            });
        }));
    }

    /** On a virtual thread of its own, which may wait; the answer goes out on the request's event loop. */
    private void work(Exchange x, Route route, Ask ask) {
        var loop = ContextInternal.current();
        var mayPack = x.mayPack() && !x.unsafe();
        ((VertxInternal) vertx).contextBuilder().withThreadingModel(ThreadingModel.VIRTUAL_THREAD).withEventLoop(loop.nettyEventLoop()).build().runOnContext(v -> {
            try {
                var answer = route.work().on(ask);
                if (answer instanceof Answer.Refused(var why, var field)) loop.runOnContext(w -> x.refuse(why, field));
                else {
                    var reply = Reply.of(answer, mayPack);
                    loop.runOnContext(w -> guarded(x, () -> x.send(reply)));
                }
            } catch (Throwable e) {
                loop.runOnContext(w -> failed(x, e));
            }
        });
    }

    private static Map<String, String> named(Route route, List<String> parts) {
        var named = new LinkedHashMap<String, String>();
        var wanted = route.path().substring(1).split("/", -1);
        for (int i = 0; i < wanted.length; i++) if (wanted[i].startsWith("{")) named.put(wanted[i].substring(1, wanted[i].length() - 1), parts.get(i));
        return named;
    }

    private static Map<String, String> query(String uri) {
        Map<String, List<String>> read;
        try {
            read = new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, Limits.QUERY_PARTS).parameters();
        } catch (IllegalArgumentException e) {
            throw new BadValue("query", Why.BAD_TEXT);
        }
        var query = new LinkedHashMap<String, String>();
        read.forEach((name, values) -> {
            if (values.size() > 1) throw new BadValue(name, Why.DUPLICATE);
            if (values.getFirst().chars().anyMatch(c -> c < 32 && c != '\n' && c != '\t' || c == 127 || c == 0xfffd)) throw new BadValue(name, Why.BAD_TEXT);
            query.put(name, values.getFirst());
        });
        return query;
    }

    /** Without the cookie: who it belongs to is known by now, and what is not there cannot leak. */
    private static Map<String, String> headers(HttpServerRequest request) {
        var headers = new LinkedHashMap<String, String>();
        request.headers().forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        headers.remove("cookie");
        return headers;
    }
}
