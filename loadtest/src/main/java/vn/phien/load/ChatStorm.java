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
    static final int TICK_MS = 50;
    static final int WARM_TALKERS = 250, WARM_SECONDS = 20;
    private static final int WARM_RATE = 500, SETTLE_RATE = 30, SETTLE_SECONDS = 10, ALONE_SECONDS = 8;
    private static final int ALL_WATCH_TALKERS = 30;
    private static final int PROMISED_MS = 150;
    static final int SERVER_CORE = 0;
    private static final int CLIENT_CORE = 1;
    /** At so few messages a second each goes out by itself. */
    private static final int QUIET_RATE = 2;

    private final int viewers, rate, seconds, warmSeconds;
    private final boolean pinned;
    private final Verdict verdict = new Verdict();

    private ChatStorm(Map<String, Integer> settings, int viewers, int rate, boolean pinned) {
        this.viewers = viewers;
        this.rate = rate;
        seconds = Load.setting(settings, "seconds", 20);
        warmSeconds = Load.setting(settings, "warm", WARM_SECONDS);
        this.pinned = pinned;
    }

    /** What a storm showed: deliveries for each CPU second of the server, the same of deliveries alone, and the bytes of one. */
    private record Cost(double perCpuSecond, double alone, int bytes) { }

    static boolean run(Map<String, Integer> settings) throws Exception {
        int viewers = Load.setting(settings, "viewers", 5_000), rate = Load.setting(settings, "rate", 100);
        boolean pinned = Proc.self().pin(CLIENT_CORE);
        if (rate > 0 && rate <= QUIET_RATE) return QuietRoom.run(settings, viewers, rate, pinned);
        boolean floor = Load.setting(settings, "floor", 1) == 1;
        var storm = new ChatStorm(settings, viewers, rate, pinned);
        System.out.printf("chat-storm: %,d viewers, %d messages/s, %d s; %s%n", viewers, rate, storm.seconds, cores(pinned));
        if (storm.rate == 0) storm.onlyWatch();
        else {
            var cost = storm.talk();
            if (floor) storm.besideTheFloor(cost);
        }
        return storm.verdict.kept();
    }

    static String cores(boolean pinned) {
        return pinned ? "server and client on a core each" : "server and client share all cores: they cannot be pinned here";
    }

    /** Nobody says anything: what a viewer costs in memory. */
    private void onlyWatch() throws Exception {
        try (var server = server(viewers); var swarm = new Swarm(false, pinned)) {
            var room = room(server, swarm);
            Talkers.in(swarm, server, room, ALL_WATCH_TALKERS);
            TimeUnit.SECONDS.sleep(2);
            long empty = server.proc().residentKb();
            fill(server, swarm, room, viewers);
            long full = server.proc().residentKb();
            verdict.promise(full - empty <= 10L * viewers, "at most 10 kB of memory for each idle viewer above the %,d MB without them: %.1f", empty / 1024, (full - empty) / (double) viewers);
        }
    }

    private Cost talk() throws Exception {
        try (var server = server(viewers); var swarm = new Swarm(false, pinned)) {
            var room = room(server, swarm);
            var talkers = Talkers.in(swarm, server, room, Math.max(WARM_TALKERS, rate));
            warm(talkers, warmSeconds);
            var watching = fill(server, swarm, room, Math.max(1, viewers - talkers.phones().size()));
            long before = talkers.kept(), refused = talkers.refused();
            settle(talkers);
            double dropped = server.meter("phien_dropped_total");
            var measured = measure(server, swarm, talkers, seconds);
            talkers.talk(0);
            swarm.settle();

            var heard = measured.heard();
            double cpu = measured.cpu(), perCpuSecond = heard.said() / cpu;
            int bytes = (int) (heard.bytes() / Math.max(1, heard.frames()));
            System.out.printf(Locale.ROOT, "server: %,d deliveries of %d bytes in %.1f s for %.2f CPU seconds (%.2f cores): %,.0f deliveries for each CPU second%n",
                heard.said(), bytes, heard.seconds(), cpu, cpu / heard.seconds(), perCpuSecond);
            System.out.printf(Locale.ROOT, "  from sender to phone: %s; resident %,d MB; %d refused, %.0f dropped%n", heard.latency(), server.residentMb(), talkers.refused() - refused, server.meter("phien_dropped_total") - dropped);
            System.out.println("  from sender to kept on disk, which comes first: " + talkers.answers());
            Swarm.confess(heard);
            judgeLost(verdict, swarm, watching, talkers.kept() - before);
            judge(heard, perCpuSecond);
            return new Cost(perCpuSecond, alone(server, talkers, watching, cpu / heard.seconds(), heard.said() / heard.seconds()), bytes);
        }
    }

    static Server server(int viewers) throws Exception {
        var server = new Server(HOST, SERVER_CORE, Map.of("PHIEN_LOG", "warn", "PHIEN_HTTP_SOCKETS", Integer.toString(viewers + 1_000)));
        System.out.println("  " + server.log().lines().filter(line -> line.contains("transport")).findFirst().orElse("transport unknown"));
        return server;
    }

    static String room(Server server, Swarm swarm) throws Exception {
        var host = new Api(server, "127.0.0.1").signIn(HOST);
        var sale = Sale.open(host, 100);
        var desk = swarm.open(server.address(), host.cookie()).get();
        desk.joins(sale.room()).get();
        desk.says("go-live", "\"room\":\"" + sale.room() + "\",\"rehearsal\":false").get();
        return sale.room();
    }

    /** A server that has been at work for a while has its code compiled, and compiles no more. */
    static void warm(Talkers talkers, int warmSeconds) throws InterruptedException {
        if (warmSeconds > 0) talkers.talk(WARM_RATE);
        TimeUnit.SECONDS.sleep(warmSeconds);
        talkers.talk(0);
        TimeUnit.SECONDS.sleep(2);
    }

    static List<Viewer> fill(Server server, Swarm swarm, String room, int count) throws Exception {
        var watching = swarm.join(server.address(), room, count);
        TimeUnit.SECONDS.sleep(5);
        System.out.printf(Locale.ROOT, "%,d phones that only watch are in; server resident %,d MB%n", count, server.proc().residentKb() / 1024);
        return watching;
    }

    private void settle(Talkers talkers) throws InterruptedException {
        talkers.talk(Math.max(rate, SETTLE_RATE));
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        talkers.talk(rate);
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
    }

    /** What the phones heard in a while, and the CPU seconds that the server spent meanwhile. */
    record Measured(Swarm.Heard heard, double cpu) { }

    static Measured measure(Server server, Swarm swarm, Talkers talkers, int seconds) throws Exception {
        swarm.begin();
        talkers.begin();
        double cpu = server.cpuSeconds();
        for (int at = 0; at < seconds; at += 5) {
            TimeUnit.SECONDS.sleep(Math.min(5, seconds - at));
            var heard = swarm.heard();
            System.out.printf(Locale.ROOT, "  %3d s: %,.0f deliveries/s, %s, server %.2f cores, %,d MB%n", at + 5, heard.said() / heard.seconds(), heard.latency(), (server.cpuSeconds() - cpu) / heard.seconds(), server.residentMb());
        }
        var heard = swarm.heard();
        return new Measured(heard, server.cpuSeconds() - cpu);
    }

    /** Whether phones that were in the room from the first of so many messages on heard each once, in order, and none was sent away. */
    static void judgeLost(Verdict verdict, Swarm swarm, List<Viewer> watching, long messages) throws Exception {
        var lost = lost(swarm, watching, messages);
        verdict.promise(lost.messages() == 0 && lost.doubles() == 0, "nothing lost, nothing twice, in order: %,d of %,d missing, %d out of turn", lost.messages(), messages * watching.size(), lost.doubles());
        verdict.promise(swarm.closes().isEmpty(), "no phone sent away: %s", swarm.closes());
    }

    private void judge(Swarm.Heard heard, double perCpuSecond) {
        if (viewers <= 5_000) verdict.promise(heard.p99() <= PROMISED_MS, "p99 from sender to phone at most %d ms: %.1f", PROMISED_MS, heard.p99());
        if (viewers >= 5_000 && rate >= 100) verdict.promise(perCpuSecond >= 600_000, "at least 600,000 deliveries for each CPU second: %,.0f", perCpuSecond);
    }

    private void besideTheFloor(Cost cost) throws Exception {
        var bare = Floor.measure(SERVER_CORE, pinned, viewers, cost.bytes(), rate, TICK_MS, seconds);
        if (viewers >= 5_000) {
            Floor.judge(verdict, cost.perCpuSecond(), bare);
            return;
        }
        System.out.printf(Locale.ROOT, "  in all %.2f of the bare server's, which has no messages of people to take and keep; few viewers share what those cost%n", cost.perCpuSecond() / bare.perCpuSecond());
        Floor.judge(verdict, cost.alone(), bare);
    }

    /**
     * Lets those who only watch go and the talk go on: what is still spent is for the messages themselves, the rest was for deliveries
     * to viewers.
     *
     * @return deliveries for each CPU second of that rest
     */
    private double alone(Server server, Talkers talkers, List<Viewer> watching, double cores, double deliveries) throws Exception {
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
