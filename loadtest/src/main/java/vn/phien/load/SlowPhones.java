package vn.phien.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Some phones of a full room stop reading. The others must not notice, the server must not grow, and those that come back must find
 * everything that has to arrive.
 */
final class SlowPhones {
    private static final String HOST = "0987654321";
    private static final int SERVER_CORE = 0;
    private static final int CLIENT_CORE = 1;
    private static final int THIN_LINE_BYTES = 4 * 1024;
    private static final int NOTICES_PER_SECOND = 10;

    private SlowPhones() { }

    static boolean run(Map<String, Integer> settings) throws Exception {
        int viewers = Load.setting(settings, "viewers", 2_000), stuck = Load.setting(settings, "stuck", 200), rate = Load.setting(settings, "rate", 100), seconds = Load.setting(settings, "seconds", 20);
        Proc.self().pin(CLIENT_CORE);
        System.out.printf("slow-phones: %,d viewers, of whom %,d stop reading, %d messages/s, %d s%n", viewers, stuck, rate, seconds);
        var verdict = new Verdict();
        try (var server = new Server(HOST, SERVER_CORE, Map.of("PHIEN_LOG", "warn", "PHIEN_HTTP_SOCKETS", Integer.toString(viewers + 1_000))); var swarm = new Swarm()) {
            var host = new Api(server, "127.0.0.1").signIn(HOST);
            var sale = Sale.open(host, 100);
            var desk = swarm.open(server.address(), host.cookie()).get();
            desk.joins(sale.room()).get();
            desk.says("go-live", "\"room\":\"" + sale.room() + "\",\"rehearsal\":false").get();
            var talkers = Talkers.in(swarm, server, sale.room(), Math.max(2, rate));
            var all = swarm.open(server.address(), viewers, i -> null, i -> i < stuck ? THIN_LINE_BYTES : 0, viewer -> viewer.joins(sale.room()));
            List<Viewer> slow = all.subList(0, stuck), quick = all.subList(stuck, all.size());

            talkers.talk(rate);
            TimeUnit.SECONDS.sleep(Math.min(8, seconds));
            swarm.begin();
            double cpu = server.cpuSeconds();
            TimeUnit.SECONDS.sleep(seconds);
            var before = swarm.heard();
            cpu = server.cpuSeconds() - cpu;
            long memory = server.proc().residentKb();
            System.out.printf(Locale.ROOT, "everybody reads: %,.0f deliveries/s, %s, %,d MB%n", before.said() / before.seconds(), before.latency(), memory / 1024);

            for (var viewer : slow) viewer.reads(false);
            double dropped = server.meter("phien_dropped_total");
            swarm.begin();
            // events that must arrive: the host shuts and opens the order book again and again
            for (int second = 1; second <= seconds; second++) {
                for (int i = 0; i < NOTICES_PER_SECOND; i++) desk.says("switch-orders", "\"room\":\"%s\",\"open\":%s".formatted(sale.room(), i % 2 == 1));
                TimeUnit.SECONDS.sleep(1);
                if (second % 5 == 0) {
                    var heard = swarm.heard();
                    System.out.printf(Locale.ROOT, "  %3d s: %,.0f deliveries/s, %s, %,d MB, %,.0f kB wait, %,.0f shed, closed %s%n", second, heard.said() / heard.seconds(), heard.latency(), server.residentMb(),
                        server.meter("phien_outbox_bytes") / 1024, server.meter("phien_dropped_total") - dropped, swarm.closes());
                }
            }
            var during = swarm.heard();
            long grown = server.proc().residentKb() - memory;
            Swarm.confess(during);
            talkers.talk(0);
            swarm.settle();

            var lost = ChatStorm.lost(swarm, quick, talkers.kept());
            verdict.promise(lost.messages() == 0 && lost.doubles() == 0, "who reads loses nothing: %,d missing, %d out of turn", lost.messages(), lost.doubles());
            verdict.promise(during.p99() <= Math.max(2 * before.p99(), 150), "who reads is not slowed: p99 %.1f ms before, %.1f ms beside %d stuck phones", before.p99(), during.p99(), stuck);
            long bound = stuck * 600L + 64 * 1024;
            verdict.promise(grown <= bound, "memory for stuck phones is bounded: grew by %,d kB, %,d allowed", grown, bound);
            verdict.promise(server.meter("phien_dropped_total") > dropped, "chat is shed for who does not read, and a metric shows it: %,.0f", server.meter("phien_dropped_total") - dropped);

            for (var viewer : slow) viewer.reads(true);
            TimeUnit.SECONDS.sleep(3);
            var slowEnds = swarm.ask(() -> {
                long gaps = 0, doubles = 0, sentAway = 0;
                for (var viewer : slow) {
                    gaps += viewer.shelfGaps();
                    doubles += viewer.doubles();
                    if (viewer.closeCode() == 4408) sentAway++;
                }
                return new long[] {gaps, doubles, sentAway};
            });
            System.out.printf("of %d phones that stopped reading %d were sent away with 4408%n", stuck, slowEnds[2]);
            verdict.promise(slowEnds[0] == 0, "what must arrive came without a gap as far as each phone was served: %d gaps, %d out of turn", slowEnds[0], slowEnds[1]);
            long resumed = 0, top = swarm.ask(desk::seq);
            for (var viewer : slow) {
                if (swarm.ask(viewer::isOpen)) {
                    if (swarm.ask(viewer::seq) == top) resumed++;
                    continue;
                }
                var again = swarm.open(server.address(), null).get(10, TimeUnit.SECONDS);
                var joined = again.joins(sale.room(), viewer.seq(), viewer.epoch()).get(10, TimeUnit.SECONDS);
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
                while (swarm.ask(again::seq) < top && System.nanoTime() < end) TimeUnit.MILLISECONDS.sleep(20);
                if (swarm.ask(again::seq) == top && swarm.ask(again::shelfGaps) == 0 && (joined.get("recovered").asBoolean() || joined.has("scene"))) resumed++;
            }
            Floor.beside(before, cpu, memory / 1024, SERVER_CORE, viewers, rate);
            verdict.promise(resumed == stuck, "every phone that had stopped is whole again: %d of %d", resumed, stuck);
        }
        return verdict.kept();
    }
}
