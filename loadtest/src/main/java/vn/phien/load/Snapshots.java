package vn.phien.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A room full of phones that read compressed frames, and a big event some times a second: the whole line-up, 4 kB of it, as the host
 * changes its order. It is compressed once; what does a copy of it cost? Then the floor with as many bytes.
 */
final class Snapshots {
    private static final String HOST = "0987654321";
    private static final int BIG = 4_000;
    private static final int PRODUCTS = 12;
    private static final double MOST_US = 12;
    private static final int TICK_MS = 50;
    private static final int WARM_SECONDS = 8;
    private static final int SERVER_CORE = 0;
    private static final int CLIENT_CORE = 1;

    private Snapshots() { }

    static boolean run(Map<String, Integer> settings) throws Exception {
        int viewers = Load.setting(settings, "viewers", 2_000), rate = Load.setting(settings, "rate", 10), seconds = Load.setting(settings, "seconds", 15);
        boolean pinned = Proc.self().pin(CLIENT_CORE);
        System.out.printf("snapshots: %,d viewers, %d line-ups/s, %d s; %s%n", viewers, rate, seconds, pinned ? "server and client on a core each" : "server and client share all cores: they cannot be pinned here");
        var verdict = new Verdict();
        double us;
        int bytes;
        try (var server = new Server(HOST, SERVER_CORE, Map.of("PHIEN_LOG", "warn", "PHIEN_HTTP_SOCKETS", Integer.toString(viewers + 1_000))); var swarm = new Swarm(true, false); var plain = new Swarm()) {
            var host = new Api(server, "127.0.0.1").signIn(HOST);
            var sale = Sale.open(host, 100);
            var order = new ArrayList<>(sale.widened(host, PRODUCTS));
            var desk = plain.open(server.address(), host.cookie()).get();
            desk.joins(sale.room()).get();
            desk.says("go-live", "\"room\":\"" + sale.room() + "\",\"rehearsal\":false").get();
            var watching = swarm.join(server.address(), sale.room(), viewers);
            System.out.printf("  %,d viewers are in%n", watching.size());
            long first = plain.ask(desk::seq);
            var changing = new boolean[1];
            plain.every(1_000 / rate, () -> {
                if (!changing[0]) return;
                Collections.rotate(order, 1);
                desk.says("reorder-line-up", "\"room\":\"" + sale.room() + "\",\"products\":" + order.stream().collect(Collectors.joining("\",\"", "[\"", "\"]")));
            });
            plain.run(() -> changing[0] = true);
            TimeUnit.SECONDS.sleep(Math.min(WARM_SECONDS, seconds));
            swarm.begin();
            plain.begin();
            double cpu = server.cpuSeconds();
            TimeUnit.SECONDS.sleep(seconds);
            var heard = swarm.heard();
            var whole = plain.heard();
            long copies = swarm.ask(() -> swarm.zipped), zippedBytes = swarm.ask(() -> swarm.zippedBytes), events = plain.ask(() -> plain.shelf);
            cpu = server.cpuSeconds() - cpu;
            plain.run(() -> changing[0] = false);
            bytes = (int) (zippedBytes / Math.max(1, copies));
            long plainBytes = whole.bytes() / Math.max(1, events);
            us = cpu * 1e6 / copies;
            System.out.printf(Locale.ROOT, "server: %,d copies of %,d events, %,d bytes each as written and %,d as sent, in %.1f s for %.2f CPU seconds (%.2f cores): %.1f µs for each copy; resident %,d MB%n",
                copies, events, plainBytes, bytes, heard.seconds(), cpu, cpu / heard.seconds(), us, server.residentMb());
            Swarm.confess(heard);
            verdict.promise(plainBytes >= BIG, "an event has at least %,d bytes: %,d", BIG, plainBytes);
            verdict.promise(us <= MOST_US, "at most %.0f µs of CPU for each copy: %.1f", MOST_US, us);
            settle(swarm);
            long told = plain.ask(desk::seq) - first;
            long lacking = swarm.ask(() -> watching.stream().filter(viewer -> viewer.zipped() != 1 + told).count());
            verdict.promise(lacking == 0, "every phone has the scene and each of %,d line-ups once: %d have not", told, lacking);
            verdict.promise(swarm.closes().isEmpty(), "no phone sent away: %s", swarm.closes());
        }
        var floor = Floor.measure(SERVER_CORE, false, viewers, bytes, rate, TICK_MS, seconds);
        verdict.note("the floor takes %.1f µs for a copy of as many bytes: the server %.2f times that", 1e6 / floor.perCpuSecond(), us * floor.perCpuSecond() / 1e6);
        return verdict.kept();
    }

    private static void settle(Swarm swarm) throws Exception {
        for (long before = -1, now = 0; before != now; ) {
            before = now;
            TimeUnit.SECONDS.sleep(1);
            now = swarm.ask(() -> swarm.zipped);
        }
    }
}
