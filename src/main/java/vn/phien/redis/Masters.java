package vn.phien.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
     * @param owners   the number of each slot's master among {@code all}; null where the first has every slot
     * @param replicas of each master those that may take its place, alive or not
     */
    record Plan(List<Server> all, short[] owners, Map<Server, Set<Server>> replicas) {
        /** The master of a slot, or null while it has none. */
        Server of(int slot) {
            if (owners == null) return all.getFirst();
            return owners[slot] == NOBODY ? null : all.get(owners[slot]);
        }

        /** Whether one master has everything. */
        boolean isWhole() {
            return owners == null;
        }

        /** Those that may take a master's place. */
        Set<Server> replicas(Server master) {
            return replicas.getOrDefault(master, Set.of());
        }

        private boolean hasMastersOf(Plan other) {
            return all.equals(other.all) && Arrays.equals(owners, other.owners);
        }

        private Plan moved(int slot, Server to) {
            var servers = new ArrayList<>(all);
            if (!servers.contains(to)) servers.add(to);
            var changed = owners.clone();
            changed[slot] = (short) servers.indexOf(to);
            return new Plan(List.copyOf(servers), changed, replicas);
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

    /** Takes over what was found out, and answers what was known before where the masters are others. */
    final synchronized Plan learn(Plan found) {
        var before = plan;
        plan = found;
        if (found.hasMastersOf(before)) return null;
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
            super(new Plan(List.of(server), null, Map.of()));
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
            return first(sentinels, 0, sentinel -> servers.ask(sentinel, question("REPLICAS", master)).compose(all -> servers.ask(sentinel, question("GET-MASTER-ADDR-BY-NAME", master)).compose(found -> {
                if (found == null || found.size() < 2) return Future.failedFuture(new Unavailable("a sentinel knows no master " + master.host(), null));
                var now = servers.at(master.at(found.get(0).toString(), found.get(1).toInteger()));
                // while a sentinel changes the master the new one still stands among the replicas
                var replicas = all.stream().map(one -> servers.at(master.at(one.get("ip").toString(), one.get("port").toInteger()))).filter(one -> one != now).collect(Collectors.toUnmodifiableSet());
                return Future.succeededFuture(new Plan(List.of(now), null, Map.of(now, replicas)));
            })));
        }

        private static Request question(String what, StoreUrl master) {
            return Request.cmd(Command.SENTINEL).arg(what).arg(master.host());
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

        private record Range(int from, int to, List<Server> servers) {
            Server master() {
                return servers.getFirst();
            }
        }

        private static Plan plan(Servers servers, Server asked, Response answer) {
            var ranges = new ArrayList<Range>();
            for (var range : answer) {
                var all = range.stream().skip(2).map(one -> {
                    // who does not know its own name means the one by which it was asked
                    var host = one.get(0) == null || one.get(0).toString().isEmpty() || one.get(0).toString().equals("?") ? asked.url().host() : one.get(0).toString();
                    return servers.at(asked.url().at(host, one.get(1).toInteger()));
                }).toList();
                ranges.add(new Range(range.get(0).toInteger(), range.get(1).toInteger(), all));
            }
            if (ranges.isEmpty()) throw new IllegalStateException("no slot of the Cluster has a master");
            var all = ranges.stream().map(Range::master).distinct().sorted(Comparator.comparing(Server::toString)).toList();
            var owners = new short[Slots.COUNT];
            Arrays.fill(owners, NOBODY);
            var replicas = new HashMap<Server, Set<Server>>();
            for (var range : ranges) {
                Arrays.fill(owners, range.from, range.to + 1, (short) all.indexOf(range.master()));
                replicas.put(range.master(), Set.copyOf(range.servers.subList(1, range.servers.size())));
            }
            return new Plan(all, owners, replicas);
        }
    }
}
