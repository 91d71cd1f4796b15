package vn.phien.load;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * First finds what a node can carry: chat, holds and orders in a fixed mix, more and more of it, until buyers feel it, more than one
 * message in a hundred is refused or the node cuts back in another way. Then offers twice that. Buying must stay quick; the chat pays
 * for it, and a metric must show that it does.
 */
final class Overload {
    private static final String HOST = "0987654321";
    private static final int SERVER_CORE = 0;
    private static final int CLIENT_CORE = 1;
    private static final int CHAT = 40, TAPS = 40;
    private static final int STEP_SECONDS = 4;
    private static final double FELT_MS = 200, PROMISED_MS = 250;

    private Overload() { }

    static boolean run(Map<String, Integer> settings) throws Exception {
        int viewers = Load.setting(settings, "viewers", 1_000), talking = Load.setting(settings, "talkers", 240), buyers = Load.setting(settings, "buyers", 600);
        int most = Load.setting(settings, "most", 24), seconds = Load.setting(settings, "seconds", 20);
        boolean squeezed = Load.setting(settings, "squeezed", 0) == 1;
        boolean pinned = Proc.self().pin(CLIENT_CORE);
        System.out.printf("overload: %,d viewers; a load of 1 is %d messages and %d taps a second (each a hold, then an order of every fourth or a release); %s%n", viewers, CHAT, TAPS,
            pinned ? squeezed ? "server with its store and client on a core each" : "server and client on a core each, the store where there is room" : "server and client share all cores: they cannot be pinned here");
        var verdict = new Verdict();
        try (var server = new Server(HOST, SERVER_CORE, Map.of("PHIEN_LOG", "warn", "PHIEN_OVERLOAD_LADDER", "auto")); var swarm = new Swarm(); var disk = new DiskWaits(server)) {
            if (!squeezed) server.unpinStore();
            var host = new Api(server, "127.0.0.1").signIn(HOST);
            var sale = Sale.open(host, 100);
            host.put("/api/booths/" + sale.booth() + "/bank-account", "{\"bin\":\"970436\",\"account\":\"0011223344\",\"holder\":\"HTX THU TAI\"}");
            var desk = swarm.open(server.address(), host.cookie()).get();
            desk.joins(sale.room()).get();
            desk.says("go-live", "\"room\":\"" + sale.room() + "\",\"rehearsal\":false").get();
            var talkers = Talkers.in(swarm, server, sale.room(), talking);
            var taps = Taps.in(swarm, server, sale, buyers);
            calm(server);
            swarm.join(server.address(), sale.room(), viewers);
            System.out.printf("%,d viewers, %d talkers and %d buyers are in; server resident %,d MB%n", viewers, talking, buyers, server.residentMb());
            offer(talkers, taps, 2);
            TimeUnit.SECONDS.sleep(8);
            offer(talkers, taps, 0);
            calm(server);

            double carried = 0;
            for (double load = 2; load <= most; load *= 1.5) {
                offer(talkers, taps, load);
                TimeUnit.SECONDS.sleep(1);
                taps.begin();
                swarm.begin();
                double cpu = server.cpuSeconds();
                long refused = talkers.refused();
                TimeUnit.SECONDS.sleep(STEP_SECONDS);
                var measured = taps.measured();
                refused = talkers.refused() - refused;
                double strain = server.meter("phien_strain");
                System.out.printf(Locale.ROOT, "  load %4.1f: %,4.0f messages and %,4.0f taps/s offered; take-hold p99 %.1f ms, place-order p99 %.1f ms, %,d messages refused, %.2f cores, step %.0f%n", load, load * CHAT, load * TAPS, measured.holdMs(),
                    measured.orderMs(), refused, (server.cpuSeconds() - cpu) / STEP_SECONDS, strain);
                if (measured.worstMs() > FELT_MS || refused > load * CHAT * STEP_SECONDS / 100 || strain > 0 || measured.holds() < load * TAPS * STEP_SECONDS * 0.9) break;
                carried = load;
            }
            offer(talkers, taps, 0);
            verdict.promise(carried > 0, "the node carries a load of %.1f: %,.0f messages and %,.0f taps a second beside %,d viewers", carried, carried * CHAT, carried * TAPS, viewers);
            if (carried == 0) return verdict.kept();
            calm(server);

            long began = TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());
            double load = 2 * carried, shed = shed(server), cpu = server.cpuSeconds();
            long tapped = taps.tapped(), missed = taps.missed(), putOff = taps.putOff(), said = talkers.sent(), taken = talkers.kept(), turnedDown = talkers.refused();
            taps.begin();
            swarm.begin();
            offer(talkers, taps, load);
            double highest = 0;
            for (int at = 1; at <= seconds; at++) {
                TimeUnit.SECONDS.sleep(1);
                highest = Math.max(highest, server.meter("phien_strain"));
                if (at % 5 > 0 && at < seconds) continue;
                var now = taps.measured();
                System.out.printf(Locale.ROOT, "  %3d s: load %.1f: take-hold %s; place-order %s; step %.0f, %,.0f messages shed%n", at, load, now.holdTimes(), now.orderTimes(), server.meter("phien_strain"), shed(server) - shed);
            }
            var measured = taps.measured();
            var heard = swarm.heard();
            double spent = server.cpuSeconds() - cpu;
            offer(talkers, taps, 0);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (taps.underWay() > 0 && System.nanoTime() < end) TimeUnit.MILLISECONDS.sleep(50);
            tapped = taps.tapped() - tapped;
            System.out.printf(Locale.ROOT, "twice that: %,d taps and %,d messages offered in %d s, %,d messages kept, %,d refused; server %.2f cores%n", tapped, talkers.sent() - said, seconds, talkers.kept() - taken, talkers.refused() - turnedDown, spent / seconds);
            Swarm.confess(heard);
            var waits = disk.waits().stream().filter(wait -> wait.second() >= began).mapToLong(DiskWaits.Wait::ms).summaryStatistics();
            System.out.printf("  the store waited %d ms or longer for its disk in %d of these seconds%s%n", DiskWaits.LONG_MS, waits.getCount(), waits.getCount() == 0 ? "" : ", at most " + waits.getMax() + " ms");
            verdict.promise(measured.holdMs() < PROMISED_MS, "p99 of take-hold below %.0f ms at twice the load: %.1f", PROMISED_MS, measured.holdMs());
            verdict.promise(measured.orders() > 0 && measured.orderMs() < PROMISED_MS, "p99 of place-order below %.0f ms at twice the load: %.1f of %,d orders", PROMISED_MS, measured.orderMs(), measured.orders());
            double degraded = shed(server) - shed;
            verdict.promise(degraded > 0, "the chat degrades where a metric shows it: %,.0f messages thinned or refused, highest step %.0f", degraded, highest);
            verdict.promise(taps.missed() == missed, "buyers enough for every tap: %d taps had nobody to make them", taps.missed() - missed);
            verdict.promise(taps.refused() == 0 && taps.underWay() == 0, "every tap is answered and none refused: %d refused, %d unanswered; %d of %,d put off %s", taps.refused(), taps.underWay(), taps.putOff() - putOff, tapped, taps.refusals());
            verdict.promise(taps.putOff() - putOff <= tapped / 100, "at most one tap in a hundred is told to try again: %d of %,d", taps.putOff() - putOff, tapped);
            long over = 0;
            for (var offer : host.get("/api/booths/" + sale.booth() + "/shows/" + sale.room() + "/line-up").get("lineUp")) {
                var stock = offer.get("stock");
                if (stock.get("free").asLong() + stock.get("held").asLong() + stock.get("sold").asLong() != stock.get("allotted").asLong() || stock.get("free").asLong() < 0) over++;
                if (offer.get("product").asText().equals(sale.plenty()) && stock.get("sold").asLong() != taps.placed()) over++;
            }
            Floor.beside(heard, spent, server.residentMb(), SERVER_CORE, viewers, (int) Math.max(1, heard.said() / heard.seconds() / viewers));
            verdict.promise(over == 0, "nothing oversold, and as many sold as were acknowledged: %,d", taps.placed());
        }
        return verdict.kept();
    }

    /** Waits until nothing is cut back: a server whose code is not compiled yet is busy with itself. */
    private static void calm(Server server) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(45);
        while (server.meter("phien_strain") > 0 && System.nanoTime() < end) TimeUnit.MILLISECONDS.sleep(500);
    }

    private static void offer(Talkers talkers, Taps taps, double load) {
        talkers.talk((int) Math.round(load * CHAT));
        taps.tap(load * TAPS);
    }

    /** Messages of chats that were thinned out, shed or refused. */
    private static double shed(Server server) throws Exception {
        return server.meter("phien_dropped_total") + server.meter("phien_chat_shed_total");
    }
}
