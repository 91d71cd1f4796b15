package vn.phien.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * People who have signed in and buy, one order after the other: each command is said again with its key until it is answered, at
 * whichever server the phone is by then.
 */
final class Shoppers {
    private static final long AGAIN_MS = 200, BETWEEN_MS = 400;
    private final Swarm swarm;
    private final Sale sale;
    private final List<Returner> phones = new ArrayList<>();
    private final Map<String, String> orders = new ConcurrentHashMap<>();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Spread latency = new Spread();
    private final List<String> cookies;
    private volatile boolean open = true;

    private Shoppers(Swarm swarm, Sale sale, List<String> cookies) {
        this.swarm = swarm;
        this.sale = sale;
        this.cookies = cookies;
    }

    /** Signs so many people in, brings them into the room, and lets them buy. */
    static Shoppers in(Swarm swarm, Server server, Sale sale, Returner.Crowd crowd, List<java.net.URI> servers, int people) throws Exception {
        var shoppers = new Shoppers(swarm, sale, Talkers.signIn(server, people, 96));
        for (int i = 0; i < people; i++) shoppers.phones.add(crowd.join(shoppers.cookies.get(i), servers.get(i % servers.size())));
        for (int i = 0; i < people; i++) {
            int buyer = i;
            swarm.later(i * BETWEEN_MS / Math.max(1, people), () -> shoppers.buy(buyer, 0));
        }
        return shoppers;
    }

    private void buy(int buyer, int n) {
        if (!open) return;
        underWay.incrementAndGet();
        var key = "shop%05dx%06d".formatted(buyer, n);
        var hold = "h" + sale.room().substring(1, 3) + "-" + key;
        long from = System.nanoTime();
        say(buyer, "take-hold", "\"room\":\"%s\",\"lines\":[{\"product\":\"%s\",\"quantity\":1}],\"orWait\":false,\"key\":\"%s\"".formatted(sale.room(), sale.plenty(), key), taken -> {
            if (!taken.startsWith("{\"t\":\"hold-taken\"")) {
                refused(taken, buyer, n);
                return;
            }
            say(buyer, "place-order", ("\"room\":\"%s\",\"hold\":\"%s\",\"recipient\":{\"name\":\"Nguyễn Thị Hường\",\"phone\":\"0912345678\",\"province\":\"01\",\"commune\":\"Phường Hồng Hà\",\"street\":\"12 ngõ Phất Lộc\"},"
                + "\"payment\":\"vietqr\"").formatted(sale.room(), hold), placed -> {
                if (!placed.startsWith("{\"t\":\"order-placed\"")) {
                    refused(placed, buyer, n);
                    return;
                }
                latency.add(System.nanoTime() - from);
                int at = placed.indexOf("\"order\":\"") + 9;
                orders.put(placed.substring(at, placed.indexOf('"', at)), cookies.get(buyer));
                underWay.decrementAndGet();
                swarm.later(BETWEEN_MS, () -> buy(buyer, n + 1));
            });
        });
    }

    private void refused(String answer, int buyer, int n) {
        refusals.add(answer);
        underWay.decrementAndGet();
        swarm.later(BETWEEN_MS, () -> buy(buyer, n + 1));
    }

    private interface Heard {
        void answer(String text);
    }

    private void say(int buyer, String type, String fields, Heard heard) {
        phones.get(buyer).says(type, fields).whenComplete((text, e) -> swarm.run(() -> {
            if (e == null && !text.contains("\"why\":\"try-again\"") && !text.contains("\"why\":\"too-fast\"")) {
                heard.answer(text);
                return;
            }
            repeats.incrementAndGet();
            swarm.later(AGAIN_MS, () -> say(buyer, type, fields, heard));
        }));
    }

    /** Buys no more, and waits until every command under way is answered. */
    void stop() throws Exception {
        open = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (underWay.get() > 0 && System.nanoTime() < end) TimeUnit.MILLISECONDS.sleep(50);
    }

    List<Returner> phones() {
        return phones;
    }

    /** Orders acknowledged so far. */
    int orders() {
        return orders.size();
    }

    /** Commands that had no answer at the end. */
    int unanswered() {
        return underWay.get();
    }

    long repeats() {
        return repeats.get();
    }

    List<String> refusals() {
        return List.copyOf(refusals);
    }

    /** From the tap to the order, repeats and moves to another server included. */
    String latency() throws Exception {
        return swarm.ask(latency::toString);
    }

    double latency(double share) throws Exception {
        return swarm.ask(() -> latency.percentile(share));
    }

    void measureAnew() throws Exception {
        swarm.ask(() -> {
            latency.clear();
            return null;
        });
    }

    /** Acknowledged orders that a server does not know. */
    long lost(Server server) throws Exception {
        long lost = 0;
        var anybody = new Api(server, "127.0.0.1");
        for (var entry : orders.entrySet()) if (!anybody.with(entry.getValue()).has("/api/orders/" + entry.getKey())) lost++;
        return lost;
    }
}
