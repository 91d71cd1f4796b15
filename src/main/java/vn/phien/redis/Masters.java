package vn.phien.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.redis.Servers.Server;

/** Which servers are masters, and of which slots. It changes while people buy, so it is asked again and again. */
abstract sealed class Masters {
    private static final Logger LOG = LoggerFactory.getLogger(Masters.class);
    private static final short NOBODY = -1;
    private volatile Plan plan;

    /**
     * What is known now.
     *
     * @param owners the number of each slot's master among {@code all}; null where the first has every slot
     */
    record Plan(List<Server> all, short[] owners) {
        /** The master of a slot, or null while it has none. */
        Server of(int slot) {
            if (owners == null) return all.getFirst();
            return owners[slot] == NOBODY ? null : all.get(owners[slot]);
        }

        /** Whether one master has everything. */
        boolean isWhole() {
            return owners == null;
        }

        private boolean sameAs(Plan other) {
            return all.equals(other.all) && Arrays.equals(owners, other.owners);
        }

        private Plan moved(int slot, Server to) {
            var servers = new ArrayList<>(all);
            if (!servers.contains(to)) servers.add(to);
            var changed = owners.clone();
            changed[slot] = (short) servers.indexOf(to);
            return new Plan(List.copyOf(servers), changed);
        }
    }

    Masters(Plan first) {
        plan = first;
    }

    Plan plan() {
        return plan;
    }

    /** Asks who is master now. Always on the same event loop. */
    abstract Future<Plan> ask();

    /** Takes over what was found out, and answers what was known before where that is something else. */
    final synchronized Plan learn(Plan found) {
        var before = plan;
        if (found.sameAs(before)) return null;
        plan = found;
        if (!found.all.equals(before.all)) LOG.info("the masters of the store are now {}", found.all);
        return before;
    }

    /** A server said that a slot is another's. */
    final synchronized void moved(int slot, Server to) {
        if (!plan.isWhole() && plan.of(slot) != to) plan = plan.moved(slot, to);
    }

    /** Asks one after the other until one knows. */
    private static Future<Plan> first(List<Server> servers, int from, Function<Server, Future<Plan>> ask) {
        if (from == servers.size()) return Future.failedFuture(new Unavailable("nobody knows the masters", null));
        return ask.apply(servers.get(from)).recover(e -> first(servers, from + 1, ask));
    }

    /** One server, always the same. */
    static final class One extends Masters {
        One(Server server) {
            super(new Plan(List.of(server), null));
        }

        @Override
        Future<Plan> ask() {
            return Future.succeededFuture(plan());
        }
    }

    /** One of several servers, as the sentinels say. */
    static final class BySentinel extends Masters {
        private final Servers servers;
        private final List<Server> sentinels;
        private final StoreUrl master;

        private BySentinel(Servers servers, List<Server> sentinels, StoreUrl master, Plan first) {
            super(first);
            this.servers = servers;
            this.sentinels = sentinels;
            this.master = master;
        }

        /** @param master its host is the name of the master */
        static Future<Masters> find(Servers servers, List<StoreUrl> sentinels, StoreUrl master) {
            var all = sentinels.stream().map(servers::at).toList();
            return ask(servers, all, master).map(plan -> new BySentinel(servers, all, master, plan));
        }

        @Override
        Future<Plan> ask() {
            return ask(servers, sentinels, master);
        }

        private static Future<Plan> ask(Servers servers, List<Server> sentinels, StoreUrl master) {
            return first(sentinels, 0, sentinel -> servers.ask(sentinel, Request.cmd(Command.SENTINEL).arg("GET-MASTER-ADDR-BY-NAME").arg(master.host())).compose(found ->
                found == null || found.size() < 2 ? Future.failedFuture(new Unavailable("a sentinel knows no master " + master.host(), null))
                    : Future.succeededFuture(new Plan(List.of(servers.at(master.at(found.get(0).toString(), found.get(1).toInteger()))), null))));
        }
    }

    /** Several servers, each with its slots, as any of them says. */
    static final class Cluster extends Masters {
        private final Servers servers;
        private final List<Server> seeds;

        private Cluster(Servers servers, List<Server> seeds, Plan first) {
            super(first);
            this.servers = servers;
            this.seeds = seeds;
        }

        static Future<Masters> find(Servers servers, List<StoreUrl> urls) {
            var seeds = urls.stream().map(servers::at).toList();
            return ask(servers, seeds).map(plan -> new Cluster(servers, seeds, plan));
        }

        @Override
        Future<Plan> ask() {
            var known = new LinkedHashSet<>(plan().all());
            known.addAll(seeds);
            return ask(servers, List.copyOf(known));
        }

        private static Future<Plan> ask(Servers servers, List<Server> known) {
            return first(known, 0, server -> servers.ask(server, Request.cmd(Command.CLUSTER).arg("SLOTS")).map(answer -> plan(servers, server, answer)));
        }

        private record Range(int from, int to, Server master) { }

        private static Plan plan(Servers servers, Server asked, Response answer) {
            var ranges = new ArrayList<Range>();
            for (var range : answer) {
                var address = range.get(2).get(0);
                // who does not know its own name means the one by which it was asked
                var host = address == null || address.toString().isEmpty() || address.toString().equals("?") ? asked.url().host() : address.toString();
                ranges.add(new Range(range.get(0).toInteger(), range.get(1).toInteger(), servers.at(asked.url().at(host, range.get(2).get(1).toInteger()))));
            }
            if (ranges.isEmpty()) throw new IllegalStateException("no slot of the Cluster has a master");
            var all = ranges.stream().map(Range::master).distinct().sorted(Comparator.comparing(Server::toString)).toList();
            var owners = new short[Slots.COUNT];
            Arrays.fill(owners, NOBODY);
            for (var range : ranges) Arrays.fill(owners, range.from, range.to + 1, (short) all.indexOf(range.master));
            return new Plan(all, owners);
        }
    }
}
