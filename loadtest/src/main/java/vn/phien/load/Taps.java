package vn.phien.load;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * People who tap at a rate for all of them together, whether or not the server keeps up: each tap takes a hold, and then orders it or
 * gives it back. Nobody taps twice at once; the longer the server takes, the more of them are waiting.
 */
final class Taps {
    private static final int EVERY_ORDER = 4;
    private static final String RECIPIENT = "\"recipient\":{\"name\":\"Nguyễn Thị Hường\",\"phone\":\"0912345678\",\"province\":\"01\",\"commune\":\"Phường Hồng Hà\",\"street\":\"12 ngõ Phất Lộc\"},\"payment\":\"vietqr\"";
    private final Swarm swarm;
    private final ArrayDeque<Viewer> idle;
    private final int people;
    private final Beat beat;
    private final Sale sale;
    private final Spread holds = new Spread();
    private final Spread orders = new Spread();
    private final AtomicLong tapped = new AtomicLong();
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong placed = new AtomicLong();
    private final AtomicLong putOff = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong underWay = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private long number;
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();

    private Taps(Swarm swarm, List<Viewer> phones, Sale sale) {
        this.swarm = swarm;
        this.idle = new ArrayDeque<>(phones);
        this.people = phones.size();
        this.sale = sale;
        this.beat = new Beat(swarm, this::tap);
    }

    /** Signs so many people in and brings them into the room. */
    static Taps in(Swarm swarm, Server server, Sale sale, int people) throws Exception {
        var cookies = Talkers.signIn(server, people, 96);
        return new Taps(swarm, swarm.open(server.address(), people, cookies::get, i -> 0, viewer -> viewer.joins(sale.room())), sale);
    }

    /** From now on so many taps a second, all together; 0 is silence. */
    void tap(double tapsPerSecond) {
        beat.at(tapsPerSecond);
    }

    private void tap() {
        var phone = idle.poll();
        if (phone == null) {
            missed.incrementAndGet();
            return;
        }
        long n = ++number;
        var key = "taps%012d".formatted(n);
        var hold = "\"hold\":\"h" + sale.room().substring(1, 3) + "-" + key + "\"";
        tapped.incrementAndGet();
        long from = System.nanoTime();
        say(phone, "take-hold", "\"room\":\"%s\",\"lines\":[{\"product\":\"%s\",\"quantity\":1}],\"orWait\":false,\"key\":\"%s\"".formatted(sale.room(), sale.plenty(), key), "hold-taken", taken -> {
            holds.add(System.nanoTime() - from);
            if (!taken) {
                idle.add(phone);
                return;
            }
            held.incrementAndGet();
            long again = System.nanoTime();
            // each time round it is another quarter of the people: nobody may order more than so much
            if (n % EVERY_ORDER == n / people % EVERY_ORDER) say(phone, "place-order", "\"room\":\"" + sale.room() + "\"," + hold + "," + RECIPIENT, "order-placed", done -> {
                orders.add(System.nanoTime() - again);
                if (done) placed.incrementAndGet();
                idle.add(phone);
            });
            else say(phone, "release-hold", "\"room\":\"" + sale.room() + "\"," + hold, "done", done -> idle.add(phone));
        });
    }

    private interface Heard {
        void answer(boolean asWished);
    }

    private void say(Viewer phone, String type, String fields, String wished, Heard heard) {
        underWay.incrementAndGet();
        phone.says(type, fields).whenComplete((text, e) -> swarm.run(() -> {
            underWay.decrementAndGet();
            boolean is = e == null && text.startsWith("{\"t\":\"" + wished + "\"");
            if (!is) {
                var why = e != null ? "closed" : text.replaceAll(".*\"why\":\"([^\"]*)\".*", "$1");
                refusals.merge(type + " " + (why.length() > 40 ? why.substring(0, 40) : why), 1, Integer::sum);
                (why.equals("try-again") || why.equals("too-fast") || e != null ? putOff : refused).incrementAndGet();
            }
            heard.answer(is);
        }));
    }

    /** Measures anew. */
    void begin() throws Exception {
        swarm.ask(() -> {
            holds.clear();
            orders.clear();
            return null;
        });
    }

    /** What was measured since {@link #begin}. */
    record Measured(long holds, double holdMs, long orders, double orderMs, String holdTimes, String orderTimes) {
        double worstMs() {
            return Math.max(holdMs, orderMs);
        }
    }

    Measured measured() throws Exception {
        return swarm.ask(() -> new Measured(holds.count(), holds.percentile(.99), orders.count(), orders.percentile(.99), holds.toString(), orders.toString()));
    }

    long tapped() {
        return tapped.get();
    }

    long placed() {
        return placed.get();
    }

    /** Taps that nobody could make, for all were waiting for an answer. */
    long missed() {
        return missed.get();
    }

    /** Told to try again, or not answered at all. */
    long putOff() {
        return putOff.get();
    }

    /** Refused for another reason: never expected here. */
    long refused() {
        return refused.get();
    }

    /** How often each command was refused for what. */
    Map<String, Integer> refusals() {
        return Map.copyOf(refusals);
    }

    /** Commands that have no answer yet. */
    long underWay() {
        return underWay.get();
    }
}
