package vn.phien.redis;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import vn.phien.redis.Servers.Server;

/**
 * When what was done at a master is there for good: once every server has it that could be the next master. Some of them are not
 * enough, for sentinels choose by figures that may be ten seconds old, and would take one that has just come back and lags behind.
 */
final class Keeping {
    private final int least;
    private final long withinMs;
    private final Map<Server, Replicas> replicas = new ConcurrentHashMap<>();
    private volatile Counter withheld;

    /**
     * @param least    how many replicas must have it in any case; 0: the master alone is enough
     * @param withinMs how long to wait for them
     */
    Keeping(int least, long withinMs) {
        this.least = least;
        this.withinMs = withinMs;
    }

    void measuredBy(Counter unkept) {
        withheld = unkept;
    }

    /** Whether replicas are asked for at all. */
    boolean isOn() {
        return least > 0;
    }

    /** What is known of a master's replicas. */
    Replicas of(Server master) {
        return replicas.computeIfAbsent(master, server -> new Replicas());
    }

    /**
     * Waits until what a connection wrote to a master is there for good; fails with {@link Unavailable} where it is not, or may not be.
     *
     * @param answers how many wait for it
     */
    Future<Void> wait(RedisConnection connection, Server master, int answers) {
        var known = of(master);
        int wanted = Math.max(least, known.wanted());
        var count = connection.send(Link.request(Command.WAIT, wanted, withinMs));
        var info = connection.send(Info.REPLICATION);
        return Future.join(count, info).compose(both -> {
            known.follow(Info.of(info.result().toString()));
            int have = count.result().toInteger(), now = Math.max(least, known.wanted());
            if (have >= wanted && now > wanted) return wait(connection, master, answers); // one more has come meanwhile
            var doubt = known.doubt();
            if (have >= now && doubt.isEmpty()) return Future.succeededFuture();
            if (withheld != null) withheld.increment(answers);
            return Future.failedFuture(new Unavailable(have + " of " + now + " replicas have it" + (doubt.isEmpty() ? "" : ", and " + doubt), null));
        });
    }

    /** Asks a master which replicas it has, and those that may take its place what they are. Also while nobody orders: it must be known before the next order is told. */
    Future<Void> look(Masters.Plan plan, Function<Server, Future<Info>> askMaster, Function<Server, Future<Info>> askReplica) {
        return Future.join(plan.all().stream().map(master -> {
            var known = of(master);
            var asked = plan.replicas(master);
            return askMaster.apply(master).compose(info -> {
                known.follow(info);
                return Future.join(asked.stream().map(replica -> askReplica.apply(replica).otherwiseEmpty().onSuccess(said -> known.said(replica, said))).toList()).onSuccess(all -> known.were(asked));
            });
        }).toList()).mapEmpty();
    }
}
