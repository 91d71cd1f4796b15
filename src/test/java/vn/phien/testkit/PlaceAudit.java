package vn.phien.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.phien.base.HoldId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.protocol.OrderState;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;

/** What is wrong in the books of one place. */
final class PlaceAudit {
    private final Books books;
    private final PlaceId place;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Map<String, Long>> stock = new TreeMap<>();
    private final Map<String, JsonNode> gates = new HashMap<>();
    private final Map<String, JsonNode> holds = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> orders = new HashMap<>();
    private final Map<String, Long> held = new HashMap<>();
    private final Map<String, Long> sold = new HashMap<>();
    private final Map<String, Long> bought = new TreeMap<>();
    private final Map<String, Long> ofDeal = new HashMap<>();
    private final TreeSet<String> open = new TreeSet<>();
    private long orderCount, revenue, units;

    PlaceAudit(Books books, PlaceId place) {
        this.books = books;
        this.place = place;
        read();
        count();
    }

    List<String> wrong() {
        figures();
        deadlines();
        limits();
        line();
        tally();
        log();
        return wrong;
    }

    private void read() {
        books.hash(Keys.stock(place)).forEach((field, value) -> {
            int dot = field.indexOf('.');
            stock.computeIfAbsent(field.substring(0, dot), p -> new HashMap<>()).put(field.substring(dot + 1), Long.parseLong(value));
        });
        books.hash(Keys.gates(place)).forEach((product, json) -> gates.put(product, json(json)));
        books.hash(Keys.holds(place)).forEach((id, json) -> holds.put(id, json(json)));
        var ids = List.copyOf(holds.keySet());
        var found = books.hashes(ids.stream().map(id -> Keys.order(OrderId.of(new HoldId(id)))).toList());
        for (int i = 0; i < ids.size(); i++) if (!found.get(i).isEmpty()) orders.put(ids.get(i), found.get(i));
    }

    private void count() {
        holds.forEach((id, hold) -> {
            var state = hold.get("state").asText();
            var account = hold.get("account").asText();
            var order = orders.get(id);
            if (state.equals("committed") != (order != null)) wrong.add("hold " + id + " is " + state + " and its order is " + order);
            if (state.equals("taken")) {
                open.add(id);
                bought.merge(account + "|holds", 1L, Long::sum);
            } else if (state.equals("committed") && hold.get("resolved").asLong() > hold.get("deadline").asLong()) {
                wrong.add("hold " + id + " was committed " + (hold.get("resolved").asLong() - hold.get("deadline").asLong()) + " ms after its deadline");
            } else if (state.equals("expired") && hold.get("resolved").asLong() < hold.get("deadline").asLong()) {
                wrong.add("hold " + id + " expired before its deadline");
            }
            if (hold.get("deadline").asLong() > hold.get("cap").asLong()) wrong.add("hold " + id + " stands beyond its cap");
            var now = order == null ? "" : order.get("state");
            boolean back = now.equals("cancelled") || now.equals("returned");
            long total = 0;
            for (var line : hold.get("lines")) {
                var product = line.get("product").asText();
                long n = line.get("quantity").asLong();
                total += n * line.get("price").asLong();
                if (state.equals("taken")) held.merge(product, n, Long::sum);
                boolean stands = state.equals("taken") || state.equals("committed") && !back;
                if (state.equals("committed") && !back) {
                    sold.merge(product, n, Long::sum);
                    units += n;
                }
                if (stands) bought.merge(account + "|" + product, n, Long::sum);
                if (!line.hasNonNull("deal")) continue;
                var deal = line.get("deal").asText();
                if (stands) bought.merge(account + "|" + deal, n, Long::sum);
                // a parcel that was sent and came back does not open its deal again
                if (stands || now.equals("returned")) ofDeal.merge(deal, n, Long::sum);
            }
            if (total != hold.get("total").asLong()) wrong.add("hold " + id + " has a total of " + hold.get("total") + " and lines of " + total);
            if (order != null) order(id, hold, order, back);
        });
    }

    private void order(String id, JsonNode hold, Map<String, String> order, boolean back) {
        orderCount++;
        if (!back) revenue += Long.parseLong(order.get("totalVnd"));
        if (!order.get("account").equals(hold.get("account").asText())) wrong.add("the order of " + id + " belongs to somebody else");
        if (!order.get("place").equals(place.value())) wrong.add("the order of " + id + " is of another place");
        if (Long.parseLong(order.get("totalVnd")) != hold.get("total").asLong()) wrong.add("the order of " + id + " has another total than its hold");
        var lines = json(order.get("lines"));
        if (lines.size() != hold.get("lines").size()) wrong.add("the order of " + id + " has other lines than its hold");
        else for (int i = 0; i < lines.size(); i++) {
            var is = lines.get(i);
            var was = hold.get("lines").get(i);
            if (!is.get("product").equals(was.get("product")) || is.get("quantity").asLong() != was.get("quantity").asLong() || is.get("priceVnd").asLong() != was.get("price").asLong()) {
                wrong.add("line " + i + " of the order of " + id + " is " + is + " but was held as " + was);
            }
        }
        OrderState before = null;
        for (var change : json(order.get("changes"))) {
            var to = OrderState.valueOf(change.get("to").asText().toUpperCase(java.util.Locale.ROOT));
            if (before == null ? to != OrderState.PLACED : to != before && !before.next().contains(to)) wrong.add("the order of " + id + " went from " + before + " to " + to);
            before = to;
        }
        if (!Objects.requireNonNull(before).code().equals(order.get("state"))) wrong.add("the order of " + id + " is " + order.get("state") + " but its history ends in " + before.code());
    }

    private void figures() {
        stock.forEach((product, f) -> {
            long allotted = f.getOrDefault("allotted", 0L), free = f.getOrDefault("free", 0L), inHold = f.getOrDefault("held", 0L), gone = f.getOrDefault("sold", 0L);
            if (free + inHold + gone != allotted) wrong.add(product + ": free " + free + " + held " + inHold + " + sold " + gone + " ≠ allotted " + allotted);
            if (free < 0 || inHold < 0 || gone < 0) wrong.add(product + ": a figure is negative: " + f);
            if (inHold != held.getOrDefault(product, 0L)) wrong.add(product + ": held " + inHold + " but open holds have " + held.getOrDefault(product, 0L));
            if (gone != sold.getOrDefault(product, 0L)) wrong.add(product + ": sold " + gone + " but orders have " + sold.getOrDefault(product, 0L));
        });
        for (var product : held.keySet()) if (!stock.containsKey(product)) wrong.add(product + " is held but has no stock here");
    }

    private void deadlines() {
        var inHolds = new TreeSet<String>();
        var inDeals = new HashSet<String>();
        var scores = books.scores(Keys.deadlines(place));
        scores.forEach((id, at) -> {
            if (id.charAt(0) != 'h') inDeals.add(id);
            else if (inHolds.add(id) && holds.containsKey(id) && holds.get(id).get("deadline").asLong() != at.longValue()) wrong.add("hold " + id + " ends at another time than its deadline");
        });
        if (!inHolds.equals(open)) wrong.add("open holds " + open + " but deadlines " + inHolds);
        gates.forEach((product, gate) -> {
            if (!gate.hasNonNull("deal")) return;
            var deal = gate.get("deal");
            var id = deal.get("id").asText();
            long left = deal.get("left").asLong(), used = ofDeal.getOrDefault(id, 0L);
            if (!inDeals.remove(id + "|" + product)) wrong.add("deal " + id + " has no deadline");
            if (left < 0 || left + used != deal.get("units").asLong()) wrong.add("deal " + id + ": " + left + " left and " + used + " sold of " + deal.get("units"));
        });
        if (!inDeals.isEmpty()) wrong.add("deadlines of deals that are not open: " + inDeals);
        var due = books.scores(Keys.due(place.shard())).get(place.value());
        if (!scores.isEmpty() && gates.values().stream().noneMatch(gate -> gate.hasNonNull("deal"))) {
            if (due == null) wrong.add("open deadlines, but nobody will come to sweep");
            else if (due > scores.values().iterator().next()) wrong.add("the sweeper comes " + (due - scores.values().iterator().next()) + " ms late");
        }
    }

    private void limits() {
        var told = books.hash(Keys.bought(place));
        told.forEach((who, n) -> {
            if (bought.getOrDefault(who, 0L) != Long.parseLong(n)) wrong.add("bought " + who + " is " + n + " but should be " + bought.getOrDefault(who, 0L));
        });
        bought.forEach((who, n) -> {
            if (!told.containsKey(who)) wrong.add("bought " + who + " is missing, should be " + n);
            var what = who.substring(who.indexOf('|') + 1);
            var gate = gates.get(what);
            if (gate != null && n > gate.get("limit").asLong()) wrong.add("over the limit: " + who + " has " + n + " of " + gate.get("limit"));
            for (var other : gates.values()) {
                if (other.hasNonNull("deal") && other.get("deal").get("id").asText().equals(what) && n > other.get("deal").get("limit").asLong()) wrong.add("over the deal's limit: " + who + " has " + n);
            }
        });
    }

    private void line() {
        var members = new TreeSet<String>();
        books.hash(Keys.waiters(place)).forEach((field, json) -> {
            if (!field.contains("|")) return;
            var wait = json(json);
            members.add("%s|%09d|%s".formatted(wait.get("product").asText(), wait.get("number").asInt(), wait.get("account").asText()));
            if (holds.containsKey(wait.get("hold").asText())) wrong.add(field + " waits for a hold that is there");
        });
        var line = new TreeSet<>(books.scores(Keys.line(place)).keySet());
        if (!line.equals(members)) wrong.add("in line stand " + line + " but waiters are " + members);
    }

    private void tally() {
        var tally = books.hash(Keys.tally(place));
        figure(tally, "holdsOpen", open.size());
        figure(tally, "holdsTaken", holds.size());
        figure(tally, "holdsLapsed", holds.values().stream().filter(hold -> hold.get("state").asText().equals("expired")).count());
        figure(tally, "waiting", books.scores(Keys.line(place)).size());
        figure(tally, "orders", orderCount);
        figure(tally, "revenueVnd", revenue);
        figure(tally, "units", units);
        var listed = new TreeSet<>(books.scores(Keys.placeOrders(place)).keySet());
        var there = new TreeSet<String>();
        orders.keySet().forEach(id -> there.add(OrderId.of(new HoldId(id)).value()));
        // a shelf's list is the booth's, with the orders of all its shows
        if (place.isShow() ? !listed.equals(there) : !listed.containsAll(there)) wrong.add("orders here are " + there + " but listed are " + listed);
    }

    private void figure(Map<String, String> tally, String name, long should) {
        long is = Long.parseLong(tally.getOrDefault(name, "0"));
        if (is != should) wrong.add("the tally says " + name + " " + is + " but it is " + should);
    }

    /** Numbered events follow each other without a gap up to the room's last number. */
    private void log() {
        var entries = books.stream(Keys.shelf(place));
        long next = -1;
        for (var entry : entries) {
            long seq = Long.parseLong(entry.getKey().substring(0, entry.getKey().indexOf('-')));
            if (next >= 0 && seq != next) wrong.add("the room's log jumps from " + (next - 1) + " to " + seq);
            next = seq + 1;
        }
        var last = Long.parseLong(books.hash(Keys.stage(place)).getOrDefault("seq", "0"));
        if (!entries.isEmpty() && next - 1 != last) wrong.add("the room is at " + last + " but its log ends at " + (next - 1));
        if (!entries.isEmpty() && entries.size() < 1_000 && !entries.getFirst().getKey().startsWith("1-")) wrong.add("the room's log begins at " + entries.getFirst().getKey());
    }

    private static JsonNode json(String text) {
        return Wire.trusted(text, JsonNode.class);
    }
}
