package vn.phien.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One room full of phones and a chat that does not stop: what a delivery costs, what a viewer who only watches costs in memory, how
 * long a message is under way, and whether any is lost. Then the floor under the same load.
 */
final class ChatStorm {
    private static final String HOST = "0987654321";
    private static final int TICK_MS = 50;
    private static final int WARM_TALKERS = 250, WARM_RATE = 500, WARM_SECONDS = 20, SETTLE_SECONDS = 10, ALONE_SECONDS = 8;
    private static final int SERVER_CORE = 0;
    private static final int CLIENT_CORE = 1;

    private ChatStorm() { }

    static boolean run(Map<String, Integer> settings) throws Exception {
        int viewers = Load.setting(settings, "viewers", 5_000), rate = Load.setting(settings, "rate", 100), seconds = Load.setting(settings, "seconds", 20);
        boolean floor = Load.setting(settings, "floor", 1) == 1;
        boolean pinned = Proc.self().pin(CLIENT_CORE);
        System.out.printf("chat-storm: %,d viewers, %d messages/s, %d s; %s%n", viewers, rate, seconds, pinned ? "server and client on a core each" : "server and client share all cores: they cannot be pinned here");
        var verdict = new Verdict();
        double perCpuSecond, alone = 0;
        int bytes;
        try (var server = new Server(HOST, SERVER_CORE, Map.of("PHIEN_LOG", "warn", "PHIEN_HTTP_SOCKETS", Integer.toString(viewers + 1_000))); var swarm = new Swarm(false, pinned)) {
            System.out.println("  " + server.log().lines().filter(line -> line.contains("transport")).findFirst().orElse("transport unknown"));
            var host = new Api(server, "127.0.0.1").signIn(HOST);
            var sale = Sale.open(host, 100);
            var desk = swarm.open(server.address(), host.cookie()).get();
            desk.joins(sale.room()).get();
            desk.says("go-live", "\"room\":\"" + sale.room() + "\",\"rehearsal\":false").get();
            var talkers = Talkers.in(swarm, server, sale.room(), rate == 0 ? 30 : Math.max(WARM_TALKERS, rate));
            if (rate > 0) {
                // a server that has been at work for a while has its code compiled, and compiles no more
                talkers.talk(WARM_RATE);
                TimeUnit.SECONDS.sleep(WARM_SECONDS);
                talkers.talk(0);
            }
            TimeUnit.SECONDS.sleep(2);
            long empty = server.proc().residentKb();
            var watching = swarm.join(server.address(), sale.room(), viewers);
            TimeUnit.SECONDS.sleep(5);
            long full = server.proc().residentKb();
            System.out.printf(Locale.ROOT, "%,d viewers are in; server resident %,d MB%n", viewers, full / 1024);
            if (rate == 0) {
                verdict.promise(full - empty <= 10L * viewers, "at most 10 kB of memory for each idle viewer above the %,d MB without them: %.1f", empty / 1024, (full - empty) / (double) viewers);
                return verdict.kept();
            }
            long before = talkers.kept(), refused = talkers.refused();
            talkers.talk(Math.max(rate, 30));
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            talkers.talk(rate);
            double dropped = server.meter("phien_dropped_total");
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
            swarm.begin();
            talkers.begin();
            double cpu = server.cpuSeconds();
            for (int at = 0; at < seconds; at += 5) {
                TimeUnit.SECONDS.sleep(Math.min(5, seconds - at));
                var heard = swarm.heard();
                System.out.printf(Locale.ROOT, "  %3d s: %,.0f deliveries/s, %s, server %.2f cores, %,d MB%n", at + 5, heard.said() / heard.seconds(), heard.latency(), (server.cpuSeconds() - cpu) / heard.seconds(), server.residentMb());
            }
            var heard = swarm.heard();
            cpu = server.cpuSeconds() - cpu;
            talkers.talk(0);
            swarm.settle();
            perCpuSecond = heard.said() / cpu;
            bytes = (int) (heard.bytes() / Math.max(1, heard.frames()));
            System.out.printf(Locale.ROOT, "server: %,d deliveries of %d bytes in %.1f s for %.2f CPU seconds (%.2f cores): %,.0f deliveries for each CPU second%n",
                heard.said(), bytes, heard.seconds(), cpu, cpu / heard.seconds(), perCpuSecond);
            System.out.printf(Locale.ROOT, "  from sender to phone: %s; resident %,d MB; %d refused, %.0f dropped%n", heard.latency(), server.residentMb(), talkers.refused() - refused, server.meter("phien_dropped_total") - dropped);
            System.out.println("  from sender to kept on disk, which comes first: " + talkers.answers());
            Swarm.confess(heard);

            var lost = lost(swarm, watching, talkers.kept() - before);
            verdict.promise(lost.messages() == 0 && lost.doubles() == 0, "nothing lost, nothing twice, in order: %,d of %,d missing, %d out of turn", lost.messages(), (talkers.kept() - before) * viewers, lost.doubles());
            verdict.promise(swarm.closes().isEmpty(), "no phone sent away: %s", swarm.closes());
            if (viewers <= 5_000) verdict.promise(heard.p99() <= (isQuiet(rate) ? 25 : 150), "p99 from sender to phone at most %d ms: %.1f", isQuiet(rate) ? 25 : 150, heard.p99());
            if (viewers >= 5_000 && rate >= 100) verdict.promise(perCpuSecond >= 600_000, "at least 600,000 deliveries for each CPU second: %,.0f", perCpuSecond);
            if (!isQuiet(rate)) alone = alone(server, talkers, watching, rate, cpu / heard.seconds(), heard.said() / heard.seconds());
        }
        if (floor) {
            var bare = Floor.measure(SERVER_CORE, pinned, viewers, bytes, rate, TICK_MS, seconds);
            if (viewers < 5_000 && !isQuiet(rate)) System.out.printf(Locale.ROOT, "  in all %.2f of the bare server's, which has no messages of people to take and keep; few viewers share what those cost%n", perCpuSecond / bare.perCpuSecond());
            if (!isQuiet(rate)) Floor.judge(verdict, viewers < 5_000 ? alone : perCpuSecond, bare);
        }
        return verdict.kept();
    }

    /** A room in which nothing is to be gathered: it is measured how fast it is, not what it costs. */
    private static boolean isQuiet(int rate) {
        return rate <= 2;
    }

    /**
     * Lets those who only watch go and the talk go on: what is still spent is for the messages themselves, the rest was for deliveries
     * to viewers.
     *
     * @return deliveries for each CPU second of that rest
     */
    private static double alone(Server server, Talkers talkers, List<Viewer> watching, int rate, double cores, double deliveries) throws Exception {
        watching.forEach(Viewer::close);
        talkers.talk(rate);
        TimeUnit.SECONDS.sleep(3);
        double cpu = server.cpuSeconds();
        TimeUnit.SECONDS.sleep(ALONE_SECONDS);
        double talk = (server.cpuSeconds() - cpu) / ALONE_SECONDS;
        talkers.talk(0);
        double toViewers = deliveries * watching.size() / (watching.size() + talkers.phones().size());
        System.out.printf(Locale.ROOT, "  the messages themselves, without viewers: %.2f cores, %.2f ms each; a delivery alone %.2f µs%n", talk, talk * 1_000 / rate, (cores - talk) * 1_000_000 / toViewers);
        return toViewers / (cores - talk);
    }

    /** What phones that were in the room from the first message on have not heard. */
    record Lost(long messages, long doubles) { }

    static Lost lost(Swarm swarm, List<Viewer> viewers, long kept) throws Exception {
        return swarm.ask(() -> {
            long missing = 0, doubles = 0;
            for (var viewer : new ArrayList<>(viewers)) {
                missing += Math.max(0, kept - viewer.said());
                doubles += viewer.doubles();
            }
            return new Lost(missing, doubles);
        });
    }
}
