package vn.phien.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import vn.phien.base.Why;
import vn.phien.demo.Rehearsal.Refusals;
import vn.phien.demo.Rehearsal.Timed;
import vn.phien.protocol.Outbound;

/** What the crowd of a rehearsal measures. Safe on any thread. */
final class Stopwatch {
    private final Map<String, List<Integer>> took = new TreeMap<>();
    private final Map<Why, Integer> refused = new EnumMap<>(Why.class);
    private final List<Integer> reached = new ArrayList<>();
    private int holds, orders, unanswered, lost;
    private long vnd;

    synchronized void took(String what, long ms, Outbound.Reply reply) {
        took.computeIfAbsent(what, w -> new ArrayList<>()).add((int) ms);
        var told = reply instanceof Outbound.ChatPosted posted && posted.refused() != null ? posted.refused() : reply;
        if (told instanceof Outbound.Refused no) refused.merge(no.why(), 1, Integer::sum);
    }

    /** An event of the room came to a phone, so long after the host brought it about. */
    synchronized void reached(long ns) {
        reached.add((int) TimeUnit.NANOSECONDS.toMillis(ns));
    }

    synchronized void held() {
        holds++;
    }

    synchronized void ordered(long amountVnd) {
        orders++;
        vnd += amountVnd;
    }

    /** A command got no answer. */
    synchronized void unanswered() {
        unanswered++;
    }

    /** A phone lost its socket. */
    synchronized void lost() {
        lost++;
    }

    synchronized int holds() {
        return holds;
    }

    synchronized int orders() {
        return orders;
    }

    synchronized long vnd() {
        return vnd;
    }

    synchronized int lostSockets() {
        return lost;
    }

    synchronized int withoutAnswer() {
        return unanswered;
    }

    synchronized int said() {
        return took.values().stream().mapToInt(List::size).sum();
    }

    /** Of a kind of command, or of everything for "". */
    synchronized int p95(String what) {
        return at(what.isEmpty() ? took.values().stream().flatMap(List::stream).toList() : took.getOrDefault(what, List.of()), 95);
    }

    synchronized int reachedP95() {
        return at(reached, 95);
    }

    /** Times refused by the house because it could not, not because of the goods. */
    synchronized int troubles() {
        return refused.entrySet().stream().filter(e -> e.getKey().status() >= 500).mapToInt(Map.Entry::getValue).sum();
    }

    synchronized List<Timed> timed() {
        var all = new ArrayList<Timed>();
        took.forEach((what, ms) -> all.add(new Timed(what, ms.size(), at(ms, 50), at(ms, 95), at(ms, 100))));
        if (!reached.isEmpty()) all.add(new Timed("event", reached.size(), at(reached, 50), at(reached, 95), at(reached, 100)));
        return all;
    }

    synchronized List<Refusals> refusals() {
        return refused.entrySet().stream().map(e -> new Refusals(e.getKey(), e.getValue())).sorted(Comparator.comparingInt(Refusals::times).reversed()).toList();
    }

    private static int at(List<Integer> ms, int percent) {
        if (ms.isEmpty()) return 0;
        var sorted = ms.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
