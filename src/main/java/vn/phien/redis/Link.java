package vn.phien.redis;

import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.Lately;
import vn.phien.base.Limits;
import vn.phien.base.Meters;
import vn.phien.base.Shard;
import vn.phien.redis.Servers.Server;

/**
 * The way to the store: one server, the one that the sentinels name, or the masters of a Cluster. Each event loop keeps one
 * connection to each master to itself: that doubled the throughput of a pool. Virtual threads and tests share the connections of
 * one further event loop.
 *
 * <p>A lost connection, and one on which no answer has come for {@link Limits#STORE_MS}, fails what was under way with
 * {@link Unavailable} and is made anew at the next command. Who is master is asked twice a second and whenever something goes wrong.
 */
public final class Link {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    /**
     * What a store says that cannot do its work now; of a batch every command says so, with its number before it. A batch whose
     * connection broke names the exception instead. Before 7.0 a script's error stands behind the script's name.
     */
    private static final Pattern AWAY = Pattern.compile("(?:ERR )?(?:\\[\\d+] )?(?:ERR Error running script.*?-)?"
        + "(?:CONNECTION_CLOSED|LOADING|READONLY|MISCONF|MASTERDOWN|CLUSTERDOWN|NOREPLICAS|TRYAGAIN|MOVED|ASK|OOM|BUSY|UNBLOCKED|ERR max number of clients|[a-z]\\w*(?:\\.[\\w$]+)+)");
    /** It is no master any more: whoever is must be found. */
    private static final Pattern DEMOTED = Pattern.compile("(?:ERR )?(?:\\[\\d+] )?(?:ERR Error running script.*?-)?(?:READONLY|MASTERDOWN|UNBLOCKED)");
    private static final Pattern REDIRECT = Pattern.compile("(MOVED|ASK) (\\d{1,5}) (\\S*):(\\d{1,5})");
    private static final Pattern REDIRECTS = Pattern.compile("(?m)^(?:ERR )?(?:\\[\\d+] )?(?:MOVED|ASK) ");
    private static final long LOOK_MS = 500;
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int REDIRECTED_MOST = 5;
    private static final int GROUP = 512;
    private static final long MARK_MS = 60_000;
    private static final int ERA = 8;
    private final Vertx vertx;
    private final Servers servers;
    private final Masters masters;
    private final boolean outside;
    private final Keeping keeping;
    private final ContextInternal shared;
    private final Map<Context, Loop> loops = new ConcurrentHashMap<>();
    private final long watch;
    private boolean looking;
    private final Lately lately = new Lately();
    private volatile Timer timer;
    private volatile boolean away;
    private volatile boolean closed;

    /** To one server that is never replaced by another, such as {@code redis://127.0.0.1:6379} or {@code unix:///run/redis.sock}. */
    public Link(Vertx vertx, String url) {
        this(vertx, new Servers(vertx, ""), StoreUrl.parse(url));
    }

    /** The same over a client of one's own. */
    public Link(Vertx vertx, Redis redis) {
        this(vertx, new Servers(url -> redis), StoreUrl.parse("redis://own"));
    }

    private Link(Vertx vertx, Servers servers, StoreUrl url) {
        this(vertx, ((VertxInternal) vertx).createEventLoopContext(), servers, new Masters.One(servers.at(url)), false, new Keeping(0, 0));
    }

    private Link(Vertx vertx, ContextInternal shared, Servers servers, Masters masters, boolean outside, Keeping keeping) {
        this.vertx = vertx;
        this.servers = servers;
        this.masters = masters;
        this.outside = outside;
        this.keeping = keeping;
        this.shared = shared;
        this.watch = vertx.setPeriodic(LOOK_MS, id -> {
            look();
            if (keeping.isOn()) lookAtReplicas();
        });
    }

    /**
     * To a store that others keep running, once it is found and fit to be sold on. Not on an event loop.
     *
     * @throws IllegalStateException telling the operator what is wrong with it
     */
    public static Link to(Vertx vertx, Outside outside) {
        var shared = ((VertxInternal) vertx).createEventLoopContext();
        var servers = new Servers(vertx, outside.authority());
        var found = Promise.<Masters>promise();
        shared.runOnContext(v -> new Finding(servers, outside).find().onComplete(found));
        try {
            var masters = found.future().await();
            servers.hurry();
            var link = new Link(vertx, shared, servers, masters, true, new Keeping(outside.replicas(), outside.replicasMs()));
            if (link.keeping.isOn()) link.lookAtReplicas().await();
            return link;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /** From now on the time to a script's answer is measured. */
    public Link measuredBy(Meters meters) {
        timer = meters.store();
        keeping.measuredBy(meters.unkept());
        return this;
    }

    <T> Future<T> timed(Future<T> answer, long fromNs) {
        var measure = timer;
        if (measure == null) return answer;
        return answer.onComplete(done -> {
            long tookNs = System.nanoTime() - fromNs;
            measure.record(tookNs, TimeUnit.NANOSECONDS);
            if (done.succeeded()) lately.record(tookNs);
        });
    }

    /** How long scripts took in the last seconds. */
    public Lately lately() {
        return lately;
    }

    /** While the store is known to be away nobody waits for it: all but {@link #probe} fail at once, and nothing is kept in memory for it. */
    public void away(boolean isAway) {
        away = isAway;
    }

    /** Asks whether the store answers, also while it is known to be away. One master that does is enough: with it a part of the house can sell. */
    public Future<Void> probe() {
        return on(loop -> Future.any(masters.plan().all().stream().map(server -> loop.at(server, Request.cmd(Command.PING))).toList()).mapEmpty(), true);
    }

    /** Sends one command. One without a key goes to any one master. */
    public Future<Response> send(Request request) {
        assert Slots.together(request) : "a Cluster could not do " + request;
        return on(loop -> loop.send(request, masters.plan().isWhole() ? 0 : slot(request), false, REDIRECTED_MOST));
    }

    /** Sends one command by name, with texts and whole numbers as arguments. */
    public Future<Response> send(Command command, Object... args) {
        return send(request(command, args));
    }

    /**
     * Sends one command, and answers when what it did is there for good: on as many replicas as the settings ask and on every other
     * that is there, so that it outlives its master whichever is the next. Without replicas in the settings the same as {@link #send}.
     * Fails with {@link Unavailable} where too few have it in time, or where one went away just now: it may have happened, and asking
     * again with the same key asks them again.
     */
    public Future<Response> kept(Request request) {
        assert Slots.together(request) && !Slots.keys(request).isEmpty() : "a Cluster could not do " + request;
        return on(loop -> loop.send(request, masters.plan().isWhole() ? 0 : slot(request), keeping.isOn(), REDIRECTED_MOST));
    }

    /** The same by name. */
    public Future<Response> kept(Command command, Object... args) {
        return kept(request(command, args));
    }

    /** A script's command, whose keys are those of {@code key}'s slot. */
    Future<Response> send(Request request, String key, boolean kept) {
        assert Slots.together(request) : "a Cluster could not do " + request;
        return on(loop -> loop.send(request, masters.plan().isWhole() ? 0 : Slots.of(key), kept && keeping.isOn(), REDIRECTED_MOST));
    }

    /**
     * Sends commands together; the answers come in the same order. On a Cluster each master gets its own, and while slots move a
     * command may be said twice: only for reading, and for what may be said twice.
     */
    public Future<List<Response>> batch(List<Request> requests) {
        if (requests.isEmpty()) return Future.succeededFuture(List.of());
        assert requests.stream().allMatch(Slots::together) : "a Cluster could not do one of " + requests;
        return on(loop -> masters.plan().isWhole() ? loop.batch(masters.plan().all().getFirst(), requests) : loop.spread(requests));
    }

    /** Sends one command to every master; fails where one does not answer. */
    public Future<List<Response>> everywhere(Request request) {
        return on(loop -> {
            var answers = masters.plan().all().stream().map(server -> loop.at(server, request)).toList();
            return Future.all(answers).map(all -> answers.stream().map(Future::result).toList());
        });
    }

    /** Sends one command and waits. For virtual threads and tests, never on an event loop. */
    public Response ask(Command command, Object... args) {
        return send(command, args).await();
    }

    public static Request request(Command command, Object... args) {
        var request = Request.cmd(command);
        for (var arg : args) {
            switch (arg) {
                case Long number -> request.arg(number);
                case Integer number -> request.arg(number.longValue());
                case byte[] bytes -> request.arg(io.vertx.core.buffer.Buffer.buffer(bytes));
                default -> request.arg(arg.toString());
            }
        }
        return request;
    }

    /**
     * Names the run of the master that this event loop last had its answers about a shard from. Another one may have lost the end of
     * what its forerunner had said: numbers may come twice, so whoever counts by them must begin anew. "" for a store of one's own, which loses nothing.
     */
    public String era(Shard shard) {
        if (!outside) return "";
        var current = (ContextInternal) Vertx.currentContext();
        var loop = current == null || !current.unwrap().isEventLoopContext() ? loops.get(shared) : loops.get(current.unwrap());
        var plan = masters.plan();
        var server = plan.of(plan.isWhole() ? 0 : Slots.of(shard.tag()));
        return loop == null || server == null ? "" : loop.eras.getOrDefault(server, "");
    }

    /** Every master now, for those who look whether the store is fit. */
    List<Server> masters() {
        return masters.plan().all();
    }

    private int slot(Request request) {
        var keys = Slots.keys(request);
        return keys.isEmpty() ? anySlot() : Slots.of(keys.getFirst());
    }

    private int anySlot() {
        var plan = masters.plan();
        for (int slot = 0; slot < Slots.COUNT; slot++) if (plan.of(slot) != null) return slot;
        return 0;
    }

    private interface Use<T> {
        Future<T> with(RedisConnection connection);
    }

    /** The connections of one event loop. Used on that loop only. */
    private final class Loop {
        private final Context context;
        private final Map<Server, Line> lines = new HashMap<>();
        private final Map<Server, Group> groups = new HashMap<>();
        private final Map<Server, String> eras = new HashMap<>();

        Loop(Context context) {
            this.context = context;
        }

        Line line(Server server) {
            var line = lines.get(server);
            if (line != null && line.stands()) return line;
            line = new Line(this, server, lines);
            lines.put(server, line);
            return line;
        }

        Future<Response> at(Server server, Request request) {
            var line = line(server);
            return line.use(connection -> connection.send(request)).recover(e -> Future.failedFuture(told(line, e)));
        }

        Future<Response> send(Request request, int slot, boolean kept, int redirects) {
            var server = masters.plan().of(slot);
            if (server == null) return nobody();
            if (kept) return group(server).add(request, slot, false).recover(e -> elsewhere(request, slot, true, redirects, server, e));
            var line = line(server);
            return line.use(connection -> connection.send(request)).recover(e -> {
                var told = told(line, e);
                return masters.plan().isWhole() ? Future.failedFuture(told) : elsewhere(request, slot, false, redirects, server, told);
            });
        }

        private Group group(Server server) {
            return groups.computeIfAbsent(server, s -> new Group(this, s));
        }

        /** Follows a slot to where it is. */
        private Future<Response> elsewhere(Request request, int slot, boolean kept, int redirects, Server from, Throwable e) {
            var redirect = e.getMessage() == null || masters.plan().isWhole() ? null : REDIRECT.matcher(e.getMessage());
            if (redirect == null || !redirect.lookingAt() || redirects == 0) return Future.failedFuture(e);
            var server = server(redirect, from);
            if (redirect.group(1).equals("MOVED")) {
                masters.moved(Integer.parseInt(redirect.group(2)), server);
                look();
                return send(request, slot, kept, redirects - 1);
            }
            if (kept) return group(server).add(request, slot, true).recover(again -> elsewhere(request, slot, true, redirects - 1, server, again));
            var line = line(server);
            return line.use(connection -> {
                connection.send(Request.cmd(Command.ASKING));
                return connection.send(request);
            }).recover(again -> elsewhere(request, slot, false, redirects - 1, server, told(line, again)));
        }

        private Server server(Matcher redirect, Server from) {
            var host = redirect.group(3).isEmpty() || redirect.group(3).equals("?") ? from.url().host() : redirect.group(3);
            return servers.at(from.url().at(host, Integer.parseInt(redirect.group(4))));
        }

        Future<List<Response>> batch(Server server, List<Request> requests) {
            var line = line(server);
            return line.use(connection -> connection.batch(requests)).recover(e -> Future.failedFuture(told(line, e)));
        }

        /** Each master gets its own; the answers are put back in order. */
        Future<List<Response>> spread(List<Request> requests) {
            var plan = masters.plan();
            var parts = new LinkedHashMap<Server, List<Integer>>();
            var slots = new int[requests.size()];
            for (int i = 0; i < slots.length; i++) {
                slots[i] = slot(requests.get(i));
                var server = plan.of(slots[i]);
                if (server == null) return nobody();
                parts.computeIfAbsent(server, s -> new ArrayList<>()).add(i);
            }
            var answers = new Response[slots.length];
            var all = new ArrayList<Future<Void>>();
            parts.forEach((server, part) -> {
                var own = part.stream().map(requests::get).toList();
                all.add(batch(server, own).recover(e -> e.getMessage() == null || !REDIRECTS.matcher(e.getMessage()).find() ? Future.failedFuture(e) : singly(own, part.stream().mapToInt(i -> slots[i]).toArray()))
                    .map(got -> {
                        for (int i = 0; i < got.size(); i++) answers[part.get(i)] = got.get(i);
                        return null;
                    }));
            });
            return Future.all(all).map(v -> Arrays.asList(answers));
        }

        private Future<List<Response>> singly(List<Request> requests, int[] slots) {
            var answers = new ArrayList<Future<Response>>();
            for (int i = 0; i < slots.length; i++) answers.add(send(requests.get(i), slots[i], false, REDIRECTED_MOST));
            return Future.all(answers).map(v -> {
                var got = new ArrayList<Response>();
                for (var answer : answers) got.add(answer.result());
                return got;
            });
        }

        private <T> Future<T> nobody() {
            Link.this.look();
            return Future.failedFuture(new Unavailable("a slot has no master", null));
        }

        void look() {
            List.copyOf(lines.values()).forEach(Line::look);
            groups.values().forEach(group -> {
                if (group.line != null) group.line.look();
            });
        }

        /** That server is no master any more. */
        void leave(Server server) {
            var why = new Unavailable(server + " is no master any more", null);
            var line = lines.get(server);
            if (line != null) line.drop(why, true);
            var group = groups.get(server);
            if (group != null && group.line != null) group.line.drop(why, true);
        }

        void close() {
            List.copyOf(lines.values()).forEach(Line::close);
            groups.values().forEach(group -> {
                if (group.line != null) group.line.close();
            });
        }
    }

    /** A connection to one master, and whether answers come. */
    private final class Line {
        private final Loop loop;
        private final Server server;
        private final Map<Server, Line> among;
        private final Promise<RedisConnection> opening = Promise.promise();
        private final Future<RedisConnection> connection = opening.future();
        private final long begunNs = System.nanoTime();
        private RedisConnection made;
        private int underWay;
        private long movedNs;
        private boolean dropped;

        /** @param among where it stands until it is dropped, or null */
        Line(Loop loop, Server server, Map<Server, Line> among) {
            this.loop = loop;
            this.server = server;
            this.among = among;
            server.connect().onComplete(asked -> {
                if (asked.failed()) fail("no connection: " + asked.cause().getMessage(), asked.cause());
                else if (closed || dropped || connection.isComplete()) Servers.end(asked.result()); // came too late
                else open(asked.result());
            });
        }

        private void open(RedisConnection fresh) {
            made = fresh;
            fresh.exceptionHandler(e -> drop(e, true)).endHandler(v -> drop(null, false));
            if (!outside) {
                opening.tryComplete(fresh);
                return;
            }
            fresh.send(Info.REPLICATION).onComplete(info -> {
                var told = info.succeeded() ? Info.of(info.result().toString()) : null;
                if (told != null && told.is("role", "master")) {
                    keeping.of(server).follow(told);
                    var run = told.get("master_replid");
                    loop.eras.put(server, "." + run.substring(0, Math.min(ERA, run.length())));
                    opening.tryComplete(fresh);
                    return;
                }
                fail(told == null ? "no connection: " + info.cause().getMessage() : server + " is no master", info.cause());
                Servers.end(fresh);
            });
        }

        private void fail(String why, Throwable e) {
            if (opening.tryFail(new Unavailable(why, e))) Link.this.look();
        }

        <T> Future<T> use(Use<T> use) {
            if (connection.succeeded()) return asked(use, connection.result());
            long fromNs = System.nanoTime();
            return connection.compose(ready -> System.nanoTime() - fromNs > TimeUnit.MILLISECONDS.toNanos(Limits.COMMAND_MS)
                ? Future.failedFuture(new Unavailable("waited too long for a connection", null)) : asked(use, ready));
        }

        private <T> Future<T> asked(Use<T> use, RedisConnection ready) {
            if (underWay++ == 0) movedNs = System.nanoTime();
            return begun(use, ready).onComplete(answer -> {
                underWay--;
                movedNs = System.nanoTime();
            });
        }

        private static <T> Future<T> begun(Use<T> use, RedisConnection ready) {
            try {
                return use.with(ready);
            } catch (RuntimeException e) {
                return Future.failedFuture(e);
            }
        }

        /** Whether it may still be used; who could not connect tries again a moment later. */
        boolean stands() {
            return !dropped && (!connection.failed() || System.nanoTime() - begunNs < RETRY_NS);
        }

        /** A store that takes commands and answers none is as good as gone: whoever waits is told, and the next one connects anew. */
        void look() {
            if (dropped) return;
            boolean silent = connection.isComplete() ? underWay > 0 && older(movedNs) : older(begunNs);
            if (!silent) return;
            if (connection.isComplete()) drop(new Unavailable("no answer for " + Limits.STORE_MS + " ms", null), true);
            else {
                fail("no connection: no answer for " + Limits.STORE_MS + " ms", null);
                if (made != null) Servers.end(made);
            }
        }

        private static boolean older(long sinceNs) {
            return System.nanoTime() - sinceNs >= TimeUnit.MILLISECONDS.toNanos(Limits.STORE_MS);
        }

        private void drop(Throwable cause, boolean open) {
            if (dropped) return;
            dropped = true;
            if (among != null) among.remove(server, this);
            opening.tryFail(cause instanceof Unavailable ? cause : new Unavailable(cause == null ? "ended" : String.valueOf(cause.getMessage()), cause));
            if (open && made != null) Servers.end(made);
            if (closed) return;
            LOG.warn("store connection to {} lost: {}", server, cause == null ? "ended" : cause.getMessage());
            Link.this.look();
        }

        void close() {
            if (made != null) Servers.end(made);
            opening.tryFail(new Unavailable("closed", null));
        }
    }

    /**
     * Commands that are answered once what they did is there for good, see {@link Keeping}. They have a connection of their own, for a
     * WAIT holds up all that comes behind it. Those that come while one waits share the next WAIT.
     */
    private final class Group {
        private final Loop loop;
        private final Server server;
        private List<Keep> waiting = new ArrayList<>();
        private boolean underWay;
        private Line line;

        private record Keep(Request request, int slot, boolean asking, Promise<Response> answer) { }

        Group(Loop loop, Server server) {
            this.loop = loop;
            this.server = server;
        }

        Future<Response> add(Request request, int slot, boolean asking) {
            var keep = new Keep(request, slot, asking, Promise.promise());
            waiting.add(keep);
            if (!underWay) run();
            return keep.answer.future();
        }

        private void run() {
            underWay = true;
            var group = waiting.size() <= GROUP ? waiting : new ArrayList<>(waiting.subList(0, GROUP));
            waiting = waiting.size() <= GROUP ? new ArrayList<>() : new ArrayList<>(waiting.subList(GROUP, waiting.size()));
            if (line == null || !line.stands()) line = new Line(loop, server, null);
            var used = line;
            var answers = new ArrayList<Future<Response>>();
            used.use(connection -> {
                for (var keep : group) {
                    if (keep.asking) connection.send(Request.cmd(Command.ASKING));
                    answers.add(connection.send(keep.request));
                }
                // WAIT asks for what this connection wrote: one write more, and it asks for all that the answers above have seen
                var key = Slots.keys(group.getFirst().request);
                var mark = connection.send(request(Command.SET, Keys.kept(Slots.tag(new String(key.getFirst(), StandardCharsets.UTF_8))), 1, "PX", MARK_MS));
                var have = keeping.wait(connection, server, group.size());
                return Future.join(mark, have).compose(both -> Future.join(answers).transform(all -> have));
            }).onComplete(have -> {
                for (int i = 0; i < group.size(); i++) {
                    var keep = group.get(i);
                    if (i >= answers.size()) keep.answer.fail(told(used, have.cause()));
                    else if (answers.get(i).failed()) keep.answer.fail(told(used, answers.get(i).cause()));
                    else if (have.failed()) keep.answer.fail(told(used, have.cause()));
                    else keep.answer.complete(answers.get(i).result());
                }
                underWay = false;
                if (!waiting.isEmpty()) run();
            });
        }
    }

    private <T> Future<T> on(Function<Loop, Future<T>> work) {
        return on(work, false);
    }

    private <T> Future<T> on(Function<Loop, Future<T>> work, boolean anyway) {
        if (away && !anyway) return Future.failedFuture(new Unavailable("the store is away", null));
        var current = (ContextInternal) Vertx.currentContext();
        var context = current == null ? null : current.unwrap();
        if (context == null || !context.isEventLoopContext()) {
            var result = Promise.<T>promise();
            shared.runOnContext(v -> over(shared, work).onComplete(result));
            return result.future();
        }
        return over(context, work);
    }

    private <T> Future<T> over(Context context, Function<Loop, Future<T>> work) {
        if (closed) return Future.failedFuture(new Unavailable("closed", null));
        var loop = loops.get(context);
        if (loop == null) loops.put(context, loop = new Loop(context));
        return work.apply(loop);
    }

    private Future<Void> lookAtReplicas() {
        var looked = Promise.<Void>promise();
        shared.runOnContext(v -> over(shared, loop -> keeping.look(masters.plan(), master -> info(loop.at(master, Info.REPLICATION)), replica -> info(servers.ask(replica, Info.REPLICATION)))).onComplete(looked));
        return looked.future();
    }

    private static Future<Info> info(Future<Response> answer) {
        return answer.map(text -> Info.of(text.toString()));
    }

    private void look() {
        if (closed) return;
        loops.values().forEach(loop -> loop.context.runOnContext(v -> loop.look()));
        shared.runOnContext(v -> findMasters());
    }

    /** Connections to those who are masters no more are given up: they might still take what nobody else will hear of. */
    private void findMasters() {
        if (looking || closed || masters instanceof Masters.One) return;
        looking = true;
        masters.ask().onComplete(found -> {
            looking = false;
            var before = found.succeeded() ? masters.learn(found.result()) : null;
            if (before == null) return;
            for (var server : before.all()) {
                if (masters.plan().all().contains(server)) continue;
                keeping.of(server).deposed();
                loops.values().forEach(loop -> loop.context.runOnContext(v -> loop.leave(server)));
            }
            if (keeping.isOn()) lookAtReplicas();
        });
    }

    /** What a failure means to whoever asked. */
    private Throwable told(Line line, Throwable e) {
        if (e instanceof Unavailable) return e;
        var text = String.valueOf(e.getMessage());
        if (!(e instanceof ErrorType)) return new Unavailable(text, e);
        if (outside && DEMOTED.matcher(text).lookingAt()) line.drop(new Unavailable(line.server + " is no master any more", null), true);
        return AWAY.matcher(text).lookingAt() ? new Unavailable(text.lines().findFirst().orElse(""), e) : e;
    }

    public Vertx vertx() {
        return vertx;
    }

    public Future<Void> close() {
        closed = true;
        vertx.cancelTimer(watch);
        loops.values().forEach(loop -> loop.context.runOnContext(v -> loop.close()));
        servers.close();
        return Future.succeededFuture();
    }
}
