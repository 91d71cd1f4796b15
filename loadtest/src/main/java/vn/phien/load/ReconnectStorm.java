package vn.phien.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A node full of phones is stopped in order, and all of them come to the other one, where people are buying and a few are talking. */
final class ReconnectStorm {
    private static final String HOST = "0987654321";
    private static final int SLOWER = 3;

    private ReconnectStorm() { }

    static boolean run(Map<String, Integer> settings) throws Exception {
        int viewers = Load.setting(settings, "viewers", 10_000), buyers = Load.setting(settings, "buyers", 60), window = Load.setting(settings, "window", 10_000), seconds = Load.setting(settings, "seconds", 15);
        int rate = Load.setting(settings, "rate", 1);
        int neighbours = viewers / 4;
        System.out.printf("reconnect-storm: %,d phones on one node, %,d and %d buyers on another, %d messages/s; the first is stopped over %d ms%n", viewers, neighbours, buyers, rate, window);
        var verdict = new Verdict();
        Swarm.Heard heard;
        double cpu;
        long residentMb;
        var environment = ClusterKill.environment();
        // the door as everybody has it
        environment.putAll(Map.of("PHIEN_HTTP_DRAIN_MS", Integer.toString(window), "PHIEN_HTTP_JOINS_PER_SECOND", "800"));
        try (var first = new Server(HOST, -1, environment); var second = new Server(first, 2, environment); var swarm = new Swarm()) {
            var host = new Api(first, "127.0.0.1").signIn(HOST);
            var sale = Sale.open(host, 100);
            ClusterKill.bank(host, sale);
            var desk = swarm.open(second.address(), host.cookie()).get();
            desk.joins(sale.room()).get();
            desk.says("go-live", "\"room\":\"" + sale.room() + "\",\"rehearsal\":false").get();
            var crowd = new Returner.Crowd(swarm, sale.room(), List.of(first.address()));
            var all = new ArrayList<>(crowd.join(viewers));
            crowd.goTo(List.of(second.address()));
            all.addAll(crowd.join(neighbours));
            crowd.goTo(List.of(first.address()));
            var shoppers = Shoppers.in(swarm, second, sale, crowd, List.of(second.address()), buyers);
            var talkers = Talkers.in(swarm, second, sale.room(), Math.max(2, rate));
            talkers.talk(rate);
            swarm.every(200, () -> desk.says("set-slow-mode", "\"room\":\"" + sale.room() + "\",\"seconds\":0"));
            TimeUnit.SECONDS.sleep(seconds / 3);
            int before = shoppers.orders();
            System.out.printf(Locale.ROOT, "  %,d are in; %d orders in peace, %s%n", crowd.state(all).in(), before, shoppers.latency());
            double peace = shoppers.latency(.99);
            shoppers.measureAnew();
            swarm.begin();
            cpu = second.cpuSeconds();

            crowd.goTo(List.of(second.address()));
            first.terminate();
            long from = System.nanoTime();
            crowd.awaitLoss(viewers);
            System.out.printf(Locale.ROOT, "  all are sent away after %.1f s%n", (System.nanoTime() - from) / 1e9);
            crowd.settle(all, 90);
            double back = (System.nanoTime() - from) / 1e9;
            System.out.printf(Locale.ROOT, "  all are back after %.1f s%n", back);
            double counted = ClusterKill.counted(List.of(second), sale, all.size() + talkers.phones().size() + buyers + 1, from);
            TimeUnit.SECONDS.sleep(seconds / 3);
            heard = swarm.heard();
            cpu = second.cpuSeconds() - cpu;
            residentMb = second.residentMb();
            talkers.talk(0);
            shoppers.stop();
            var state = crowd.state(all);
            System.out.printf(Locale.ROOT, "  settled after %.1f s; away: %s; %,d returns, %,d refused at the door, %,d asked to join a little later; closes %s%n", back, state.away(), state.returns(), state.refusals(), state.later(),
                swarm.closes());
            System.out.printf(Locale.ROOT, "  orders meanwhile: %d, %s, %d repeats%n", shoppers.orders() - before, shoppers.latency(), shoppers.repeats());
            Swarm.confess(heard);
            verdict.promise(back <= 60, "all %,d are back within 60 s: %.1f s", viewers, back);
            verdict.promise(state.returns() == viewers && swarm.closes().getOrDefault(1012, 0) == viewers, "every phone was told 1012 and came back: %s, %,d returns", swarm.closes(), state.returns());
            verdict.promise(state.gaps() == 0 && state.behind() == 0, "no numbered event lost or twice: %d gaps, %d scenes since they were shorter, %d behind", state.gaps(), state.scenes(), state.behind());
            verdict.promise(!Double.isNaN(counted), "everybody is counted: after %.1f s", counted);
            verdict.promise(shoppers.refusals().isEmpty() && shoppers.unanswered() == 0, "no order refused, none without an answer: %s, %d", shoppers.refusals().stream().limit(3).toList(), shoppers.unanswered());
            // client, both nodes and their store share the cores of one machine: only the comparison with the same run means something
            verdict.promise(shoppers.latency(.99) <= SLOWER * peace, "p99 from tap to order at most %d times what it was in peace: %.0f of %.0f ms", SLOWER, shoppers.latency(.99), peace);
            verdict.promise(shoppers.lost(second) == 0, "no acknowledged order lost of %d", shoppers.orders());
        }
        // when the phones are gone: one process may not open as many again
        Floor.beside(heard, cpu, residentMb, -1, viewers + neighbours, rate);
        return verdict.kept();
    }
}
