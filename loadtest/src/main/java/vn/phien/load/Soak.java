package vn.phien.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * An evening that does not end: people come and go, talk and buy, for minutes or hours. Heap after a collection, descriptors and threads
 * must stay where they were.
 */
final class Soak {
    private static final String HOST = "0987654321";
    private static final int SERVER_CORE = 0;
    private static final int CLIENT_CORE = 1;
    private static final int SAMPLE_SECONDS = 10;
    private static final int WARM_SECONDS = 30;

    private Soak() { }

    private record Sample(double minutes, double heapMb, int files, int threads, long residentMb) { }

    static boolean run(Map<String, Integer> settings) throws Exception {
        int minutes = Load.setting(settings, "minutes", 10), viewers = Load.setting(settings, "viewers", 300), churn = Load.setting(settings, "churn", 50);
        int rate = Load.setting(settings, "rate", 20), buyers = Load.setting(settings, "buyers", 40);
        Proc.self().pin(CLIENT_CORE);
        System.out.printf("soak: %d min, %,d viewers of whom %d come and go each second, %d messages/s, %d buyers%n", minutes, viewers, churn, rate, buyers);
        var verdict = new Verdict();
        try (var server = new Server(HOST, SERVER_CORE, Map.of("PHIEN_LOG", "warn")); var swarm = new Swarm()) {
            var host = new Api(server, "127.0.0.1").signIn(HOST);
            var sale = Sale.open(host, 100);
            host.put("/api/booths/" + sale.booth() + "/bank-account", "{\"bin\":\"970436\",\"account\":\"0011223344\",\"holder\":\"HTX THU TAI\"}");
            var desk = swarm.open(server.address(), host.cookie()).get();
            desk.joins(sale.room()).get();
            desk.says("go-live", "\"room\":\"" + sale.room() + "\",\"rehearsal\":false").get();
            var talkers = Talkers.in(swarm, server, sale.room(), Math.max(10, rate));
            var taps = Taps.in(swarm, server, sale, buyers);
            server.proc().collect();
            var crowd = new ArrayDeque<>(swarm.join(server.address(), sale.room(), viewers));
            int emptyFiles = server.proc().files() - viewers;
            talkers.talk(rate);
            taps.tap(rate);
            swarm.begin();
            double cpu = server.cpuSeconds();
            var samples = new ArrayList<Sample>();
            long begin = System.nanoTime(), end = begin + TimeUnit.MINUTES.toNanos(minutes), nextSample = begin + TimeUnit.SECONDS.toNanos(Math.min(WARM_SECONDS, minutes * 15L));
            long cameAndWent = 0;
            while (System.nanoTime() < end) {
                long second = System.nanoTime();
                for (int i = 0; i < churn && !crowd.isEmpty(); i++) crowd.poll().close();
                for (var viewer : swarm.open(server.address(), churn, i -> null, i -> 0, come -> come.joins(sale.room()))) crowd.add(viewer);
                cameAndWent += churn;
                if (System.nanoTime() > nextSample) {
                    nextSample += TimeUnit.SECONDS.toNanos(SAMPLE_SECONDS);
                    server.proc().collect();
                    TimeUnit.MILLISECONDS.sleep(300);
                    var sample = new Sample((System.nanoTime() - begin) / 60e9, server.meter("phien_heap_after_bytes") / 1e6, server.proc().files(), server.proc().threads(), server.residentMb());
                    samples.add(sample);
                    System.out.printf(Locale.ROOT, "  %5.1f min: heap after collection %.1f MB, %,d descriptors, %d threads, resident %,d MB; %,d came and went, %,d messages, %,d orders%n", sample.minutes(), sample.heapMb(), sample.files(), sample.threads(),
                        sample.residentMb(), cameAndWent, talkers.kept(), taps.placed());
                }
                long left = TimeUnit.SECONDS.toNanos(1) - (System.nanoTime() - second);
                if (left > 0) TimeUnit.NANOSECONDS.sleep(left);
            }
            var heard = swarm.heard();
            cpu = server.cpuSeconds() - cpu;
            long residentMb = server.residentMb();
            talkers.talk(0);
            taps.tap(0);
            verdict.promise(samples.size() >= 3, "enough samples for a slope: %d", samples.size());
            double mean = samples.stream().mapToDouble(Sample::heapMb).average().orElse(0);
            double heap = slope(samples, Sample::heapMb), files = slope(samples, Sample::files), threads = slope(samples, Sample::threads);
            // a short run sees noise as a slope: what is allowed is a share of the whole over the run, or for long runs a bound for each hour
            verdict.promise(heap * span(samples) <= Math.max(0.05 * mean, 2), "heap after collection is flat: %+.2f MB a minute, %+.1f MB over %.1f min of %.1f MB", heap, heap * span(samples), span(samples), mean);
            verdict.promise(Math.abs(files) * span(samples) <= Math.max(5, viewers * 0.05), "descriptors are flat: %+.2f a minute", files);
            verdict.promise(threads * span(samples) <= 3, "threads are flat: %+.2f a minute", threads);
            verdict.promise(taps.refused() == 0 && taps.putOff() == 0, "every tap was answered as wished: %d refused, %d put off, %,d orders %s", taps.refused(), taps.putOff(), taps.placed(), taps.refusals());
            crowd.forEach(Viewer::close);
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
            while (server.proc().files() > emptyFiles + 5 && System.nanoTime() < patience) TimeUnit.MILLISECONDS.sleep(100);
            verdict.promise(server.proc().files() <= emptyFiles + 5, "when all have gone their descriptors have: %d now, %d before they came", server.proc().files(), emptyFiles);
            Swarm.confess(heard);
            Floor.beside(heard, cpu, residentMb, SERVER_CORE, viewers, rate);
        }
        return verdict.kept();
    }

    private static double span(List<Sample> samples) {
        return samples.isEmpty() ? 0 : samples.getLast().minutes() - samples.getFirst().minutes();
    }

    /** By how much something grows in a minute: least squares over all samples. */
    static double slope(List<Sample> samples, ToDoubleFunction<Sample> what) {
        double t = samples.stream().mapToDouble(Sample::minutes).average().orElse(0), mean = samples.stream().mapToDouble(what).average().orElse(0);
        double over = 0, under = 0;
        for (var sample : samples) {
            over += (sample.minutes() - t) * (what.applyAsDouble(sample) - mean);
            under += (sample.minutes() - t) * (sample.minutes() - t);
        }
        return under == 0 ? 0 : over / under;
    }
}
