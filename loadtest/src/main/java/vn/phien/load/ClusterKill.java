package vn.phien.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Several nodes of one house, a room over all of them, and kill -9 of one in the middle of selling. */
final class ClusterKill {
    private static final String HOST = "0987654321";
    private static final int NOTICES_PER_SECOND = 5;

    private ClusterKill() { }

    static boolean run(Map<String, Integer> settings) throws Exception {
        int count = Load.setting(settings, "nodes", 3), viewers = Load.setting(settings, "viewers", 3_000), buyers = Load.setting(settings, "buyers", 60);
        int rate = Load.setting(settings, "rate", 20), seconds = Load.setting(settings, "seconds", 20);
        System.out.printf("cluster: %d nodes on one store, %,d viewers, %d buyers, %d messages/s; one node is killed after a third of %d s%n", count, viewers, buyers, rate, seconds);
        var verdict = new Verdict();
        var environment = environment();
        var nodes = new ArrayList<Server>();
        // the first one is put away last, for the folder is its own
        try (var first = new Server(HOST, -1, environment)) {
            nodes.add(first);
            try (var swarm = new Swarm()) {
                sell(swarm, nodes, settings, environment, verdict);
            } finally {
                for (int i = 1; i < nodes.size(); i++) nodes.get(i).close();
            }
        }
        return verdict.kept();
    }

    private static void sell(Swarm swarm, List<Server> nodes, Map<String, Integer> settings, Map<String, String> environment, Verdict verdict) throws Exception {
        int count = Load.setting(settings, "nodes", 3), viewers = Load.setting(settings, "viewers", 3_000), buyers = Load.setting(settings, "buyers", 60);
        int rate = Load.setting(settings, "rate", 20), seconds = Load.setting(settings, "seconds", 20);
        var first = nodes.getFirst();
        for (int i = 1; i < count; i++) nodes.add(new Server(first, i + 1, environment));
        var last = nodes.getLast();
        var addresses = nodes.stream().map(Server::address).toList();
        var host = new Api(first, "127.0.0.1").signIn(HOST);
        var sale = Sale.open(host, 100);
        bank(host, sale);
        var crowd = new Returner.Crowd(swarm, sale.room(), addresses);
        // whoever talks and hosts is at a node that stays
        var desk = swarm.open(last.address(), host.cookie()).get();
        desk.joins(sale.room()).get();
        desk.says("go-live", "\"room\":\"" + sale.room() + "\",\"rehearsal\":false").get();
        var talkers = Talkers.in(swarm, last, sale.room(), Math.max(2, rate));
        var all = new ArrayList<>(crowd.join(viewers));
        var shoppers = Shoppers.in(swarm, last, sale, crowd, addresses, buyers);
        all.addAll(shoppers.phones());
        swarm.every(1_000 / NOTICES_PER_SECOND, () -> desk.says("set-slow-mode", "\"room\":\"" + sale.room() + "\",\"seconds\":0"));
        talkers.talk(rate);
        TimeUnit.SECONDS.sleep(Math.max(2, seconds / 3));
        swarm.begin();
        var cpu = nodes.stream().mapToDouble(Server::cpuSeconds).toArray();
        System.out.printf(Locale.ROOT, "  %,d are in; %d orders, %s; viewers as told %s%n", crowd.state(all).in(), shoppers.orders(), shoppers.latency(), viewers(nodes, sale));
        int before = shoppers.orders();

        crowd.goTo(addresses.subList(1, count));
        first.kill();
        long killed = System.nanoTime();
        System.out.println("  node 1 is killed");
        crowd.awaitLoss(viewers / count / 2);
        crowd.settle(all, 60);
        double back = (System.nanoTime() - killed) / 1e9;
        System.out.printf(Locale.ROOT, "  all are back after %.1f s%n", back);
        double counted = counted(nodes.subList(1, count), sale, all.size() + talkers.phones().size() + 1, killed);
        TimeUnit.SECONDS.sleep(Math.max(2, 2 * seconds / 3));
        var heard = swarm.heard();
        double spent = 0;
        for (int i = 1; i < count; i++) spent += nodes.get(i).cpuSeconds() - cpu[i];
        talkers.talk(0);
        shoppers.stop();
        swarm.settle();
        var state = crowd.state(all);
        for (int i = 1; i < count; i++) System.out.printf(Locale.ROOT, "  node %d: %.2f CPU seconds, resident %,d MB%n", i + 1, nodes.get(i).cpuSeconds() - cpu[i], nodes.get(i).residentMb());
        System.out.printf(Locale.ROOT, "  away: %s; %,d returns, %,d refused at the door, %,d asked to join a little later; orders: %d, %s, %d repeats%n",
            state.away(), state.returns(), state.refusals(), state.later(), shoppers.orders(), shoppers.latency(), shoppers.repeats());
        Swarm.confess(heard);
        verdict.promise(back <= 15, "every phone of the killed node is back within 15 s: %.1f s", back);
        verdict.promise(state.gaps() == 0 && state.behind() == 0, "no numbered event lost or twice: %d gaps, %d scenes since they were shorter, %d behind", state.gaps(), state.scenes(), state.behind());
        verdict.promise(counted <= back + 1, "everybody is counted right within a second of the last one being back: %.1f s", counted);
        verdict.promise(shoppers.orders() > before, "selling goes on: %d orders before, %d after", before, shoppers.orders() - before);
        long lost = shoppers.lost(last);
        verdict.promise(lost == 0 && shoppers.unanswered() == 0, "no acknowledged order lost: %d of %d; %d commands without an answer", lost, shoppers.orders(), shoppers.unanswered());
        Floor.beside(heard, spent, nodes.stream().skip(1).mapToLong(Server::residentMb).sum(), -1, viewers, rate);
        verdict.promise(shoppers.refusals().isEmpty(), "no order refused: %s", shoppers.refusals().stream().limit(3).toList());
    }

    static Map<String, String> environment() throws Exception {
        return new HashMap<>(Map.of("PHIEN_LOG", "warn", "PHIEN_CLUSTER_ON", "true", "PHIEN_CLUSTER_PORT", Integer.toString(Math.min(Server.freePort(), 65_000)), "PHIEN_HTTP_SOCKETS", "19000", "PHIEN_HTTP_SOCKETS_PER_ADDRESS", "1000000"));
    }

    /** The booth can be paid by transfer. */
    static void bank(Api host, Sale sale) throws Exception {
        host.put("/api/booths/" + sale.booth() + "/bank-account", "{\"bin\":\"970436\",\"account\":\"0011223344\",\"holder\":\"HTX THU TAI\"}");
    }

    private static List<Integer> viewers(List<Server> nodes, Sale sale) throws Exception {
        var told = new ArrayList<Integer>();
        for (var node : nodes) told.add(new Api(node, "127.0.0.1").get("/api/shows/" + sale.room()).findValue("viewers").asInt());
        return told;
    }

    /** Seconds from {@code sinceNs} until every node tells the same, right number; NaN when they do not within 20 s more. */
    static double counted(List<Server> nodes, Sale sale, int right, long sinceNs) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end) {
            if (viewers(nodes, sale).stream().allMatch(told -> told == right)) return (System.nanoTime() - sinceNs) / 1e9;
            TimeUnit.MILLISECONDS.sleep(50);
        }
        System.out.printf("  told %s, right is %d%n", viewers(nodes, sale), right);
        return Double.NaN;
    }
}
