package vn.phien.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A chat in which nothing is to be gathered, so that a message may go out at once. Measured is how long it is under way to each phone,
 * not what that costs.
 */
final class QuietRoom {
    private static final int PROMISED_MS = 25;
    private static final int SECONDS = 120;
    /** Often, and yet each message by itself: the round of the one before is over. */
    private static final int SETTLE_RATE = 10, SETTLE_SECONDS = 40;
    private static final int ALONE_SECONDS = 10;
    /** A disk that holds up more of the messages than one in so many is not left out: it is what the phones feel. */
    private static final int SELDOM = 10;
    /** So much later than the store ended a wait the sender knows of it. */
    private static final long ANSWER_MS = 50;

    /** A message: when it was sent, and how long it took until the sender knew that it was kept. */
    private record Kept(long sentNs, long tookNs) { }

    private final int viewers, rate, seconds, warmSeconds;
    private final boolean pinned;
    private final Verdict verdict = new Verdict();
    private final List<Kept> messages = new ArrayList<>();
    /** Every delivery: when its message was sent, and how long it was under way. */
    private long[] deliveries = new long[1 << 16];
    private int heard;

    private QuietRoom(Map<String, Integer> settings, int viewers, int rate, boolean pinned) {
        this.viewers = viewers;
        this.rate = rate;
        seconds = Load.setting(settings, "seconds", SECONDS);
        warmSeconds = Load.setting(settings, "warm", ChatStorm.WARM_SECONDS);
        this.pinned = pinned;
    }

    static boolean run(Map<String, Integer> settings, int viewers, int rate, boolean pinned) throws Exception {
        var quiet = new QuietRoom(settings, viewers, rate, pinned);
        System.out.printf("chat-storm in a quiet room: %,d viewers, %d messages/s, %d s; %s%n", viewers, rate, quiet.seconds, ChatStorm.cores(pinned));
        int bytes = quiet.talk();
        if (Load.setting(settings, "floor", 1) == 1) Floor.measure(ChatStorm.SERVER_CORE, pinned, viewers, bytes, rate, ChatStorm.TICK_MS, quiet.seconds);
        return quiet.verdict.kept();
    }

    /** @return the bytes of a delivery */
    private int talk() throws Exception {
        try (var server = ChatStorm.server(viewers); var swarm = new Swarm(false, pinned); var disk = new DiskWaits(server)) {
            var room = ChatStorm.room(server, swarm);
            var talkers = Talkers.in(swarm, server, room, ChatStorm.WARM_TALKERS);
            ChatStorm.warm(talkers, warmSeconds);
            var watching = ChatStorm.fill(server, swarm, room, Math.max(1, viewers - talkers.phones().size()));
            long before = talkers.kept();
            settle(talkers);
            if (pinned && !Proc.self().compilesOn(ChatStorm.SERVER_CORE)) System.out.println("  the client compiles on its own core: some messages are measured some milliseconds too long");
            swarm.onDelivery(this::heard);
            talkers.onAnswer((sentNs, tookNs) -> messages.add(new Kept(sentNs, tookNs)));
            var figures = ChatStorm.measure(server, swarm, talkers, seconds).heard();
            talkers.talk(0);
            swarm.settle();

            System.out.printf(Locale.ROOT, "  from sender to phone: %s; from sender to kept on disk, which comes first: %s%n", figures.latency(), talkers.answers());
            Swarm.confess(figures);
            ChatStorm.judgeLost(verdict, swarm, watching, talkers.kept() - before);
            swarm.ask(() -> {
                judgeSpeed(disk.waits());
                return null;
            });
            return (int) (figures.bytes() / Math.max(1, figures.frames()));
        }
    }

    private void settle(Talkers talkers) throws InterruptedException {
        if (warmSeconds > 0) {
            talkers.talk(SETTLE_RATE * rate);
            TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        }
        talkers.talk(rate);
        TimeUnit.SECONDS.sleep(ALONE_SECONDS);
    }

    private void heard(long sentNs, long tookNs) {
        if (heard == deliveries.length) deliveries = Arrays.copyOf(deliveries, 2 * heard);
        deliveries[heard++] = sentNs;
        deliveries[heard++] = tookNs;
    }

    private void judgeSpeed(List<DiskWaits.Wait> waits) {
        long wallNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();
        var heldUp = messages.stream().filter(message -> waits.stream().anyMatch(wait -> isHeldUp(message, wait, wallNs))).toList();
        System.out.printf(Locale.ROOT, "  the store waited %d ms or longer for its disk before %d of %,d messages were kept%s%n", DiskWaits.LONG_MS, heldUp.size(), messages.size(),
            heldUp.isEmpty() ? "" : ", after " + heldUp.stream().map(message -> TimeUnit.NANOSECONDS.toMillis(message.tookNs)).toList() + " ms");
        boolean leftOut = !heldUp.isEmpty() && heldUp.size() * SELDOM <= messages.size();
        var without = leftOut ? heldUp.stream().map(Kept::sentNs).collect(Collectors.toSet()) : Set.<Long>of();
        var spread = new Spread();
        for (int i = 0; i < heard; i += 2) if (!without.contains(deliveries[i])) spread.add(deliveries[i + 1]);
        verdict.promise(spread.percentile(.99) <= PROMISED_MS, "p99 from sender to phone at most %d ms%s: %.1f", PROMISED_MS, leftOut ? ", but for those" : "", spread.percentile(.99));
    }

    private static boolean isHeldUp(Kept message, DiskWaits.Wait wait, long wallNs) {
        long keptMs = TimeUnit.NANOSECONDS.toMillis(wallNs + message.sentNs + message.tookNs), endedMs = TimeUnit.SECONDS.toMillis(wait.second());
        return message.tookNs >= TimeUnit.MILLISECONDS.toNanos(wait.ms()) && keptMs >= endedMs && keptMs < endedMs + 1_000 + ANSWER_MS;
    }
}
