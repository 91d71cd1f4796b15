package vn.phien.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.phien.base.BoothId;
import vn.phien.base.HoldId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.Shard;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;

/**
 * What is wrong when the places of a shard are read together. The facts are played again from the first to the last, and must
 * come to the stock that stands in the books: every change has exactly one fact.
 */
final class ShardAudit {
    private static final List<String> FIGURES = List.of("allotted", "free", "held", "sold");
    private final Books books;
    private final Shard shard;
    private final List<PlaceId> places;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Map<String, Long>> played = new TreeMap<>();
    private final Map<String, JsonNode> ordered = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<String, String> state = new HashMap<>();

    ShardAudit(Books books, Shard shard, List<PlaceId> places) {
        this.books = books;
        this.shard = shard;
        this.places = places;
    }

    List<String> wrong() {
        for (var fact : books.stream(Keys.facts(shard))) play(Wire.trusted(fact.getValue(), JsonNode.class));
        compare();
        goods();
        money();
        return wrong;
    }

    private void play(JsonNode fact) {
        var place = fact.path("place").asText();
        switch (fact.get("t").asText()) {
            case "stock-received" -> allot(place, fact.get("product").asText(), fact.get("delta").asLong());
            case "stock-allotted" -> {
                allot(place, fact.get("product").asText(), fact.get("delta").asLong());
                allot(shelf(place), fact.get("product").asText(), -fact.get("delta").asLong());
            }
            case "hold-taken" -> {
                hold(fact, null, "taken");
                move(place, fact.get("lines"), "free", "held");
            }
            case "hold-released" -> {
                hold(fact, "taken", "released");
                move(place, fact.get("lines"), "held", "free");
            }
            case "hold-expired" -> {
                hold(fact, "taken", "expired");
                move(place, fact.get("lines"), "held", "free");
            }
            case "hold-committed" -> {
                hold(fact, "taken", "committed");
                move(place, fact.get("lines"), "held", "sold");
            }
            case "order-placed" -> ordered.put(fact.get("order").asText(), fact.get("lines"));
            case "order-moved" -> {
                var to = fact.get("to").asText();
                if (to.equals("cancelled") || to.equals("returned")) back(place, ordered.get(fact.get("order").asText()), to);
            }
            case "show-ended" -> ended.add(place);
            default -> { }
        }
    }

    /** A hold is taken once and leaves "taken" once. */
    private void hold(JsonNode fact, String from, String to) {
        var id = fact.get("hold").asText();
        if (!java.util.Objects.equals(state.put(id, to), from)) wrong.add("the facts let hold " + id + " become " + to + " from something else than " + from);
    }

    private void back(String place, JsonNode lines, String to) {
        boolean here = place.charAt(0) == BoothId.LETTER || to.equals("cancelled") && !ended.contains(place);
        for (var line : lines) {
            var product = line.get("product").asText();
            long n = line.get("quantity").asLong();
            add(place, product, "sold", -n);
            if (here) add(place, product, "free", n);
            else {
                add(place, product, "allotted", -n);
                allot(shelf(place), product, n);
            }
        }
    }

    private void move(String place, JsonNode lines, String from, String to) {
        for (var line : lines) {
            add(place, line.get("product").asText(), from, -line.get("quantity").asLong());
            add(place, line.get("product").asText(), to, line.get("quantity").asLong());
        }
    }

    private void allot(String place, String product, long n) {
        add(place, product, "allotted", n);
        add(place, product, "free", n);
    }

    private void add(String place, String product, String what, long n) {
        played.computeIfAbsent(place + " " + product, p -> new HashMap<>()).merge(what, n, Long::sum);
    }

    private String shelf(String place) {
        return books.hash(Keys.show(new PlaceId(place))).getOrDefault("booth", books.hash(Keys.stage(new PlaceId(place))).get("booth"));
    }

    private void compare() {
        var written = new TreeMap<String, Map<String, Long>>();
        for (var place : places) {
            books.hash(Keys.stock(place)).forEach((field, value) -> {
                int dot = field.indexOf('.');
                written.computeIfAbsent(place + " " + field.substring(0, dot), p -> new HashMap<>()).put(field.substring(dot + 1), Long.parseLong(value));
            });
        }
        var all = new TreeSet<>(played.keySet());
        all.addAll(written.keySet());
        for (var what : all) {
            for (var figure : FIGURES) {
                long told = played.getOrDefault(what, Map.of()).getOrDefault(figure, 0L), is = written.getOrDefault(what, Map.of()).getOrDefault(figure, 0L);
                if (told != is) wrong.add(what + ": the facts come to " + told + " " + figure + " but the books say " + is);
            }
        }
    }

    /** Everything received is on the shelf or in a show, sold units counted where they were sold. */
    private void goods() {
        var received = new TreeMap<String, Long>();
        var somewhere = new TreeMap<String, Long>();
        for (var place : places) {
            books.hash(Keys.stock(place)).forEach((field, value) -> {
                var product = field.substring(0, field.indexOf('.'));
                if (field.endsWith(".received")) received.merge(product, Long.parseLong(value), Long::sum);
                if (field.endsWith(".allotted")) somewhere.merge(product, Long.parseLong(value), Long::sum);
            });
        }
        somewhere.forEach((product, n) -> {
            if (!n.equals(received.getOrDefault(product, 0L))) wrong.add(product + ": received " + received.getOrDefault(product, 0L) + " but shelf and shows have " + n);
        });
    }

    /** What an order was paid by transfer is the sum of the transactions credited to it. */
    private void money() {
        var credited = new HashMap<String, Long>();
        books.hash(Keys.payments(shard)).forEach((transaction, json) -> {
            var payment = Wire.trusted(json, JsonNode.class);
            if (payment.hasNonNull("order")) credited.merge(payment.get("order").asText(), payment.get("amount").asLong(), Long::sum);
        });
        for (var place : places) {
            for (var id : books.scores(Keys.placeOrders(place)).keySet()) {
                var order = books.hash(Keys.order(new OrderId(id)));
                if (!order.get("payment").equals("vietqr")) continue;
                long paid = Long.parseLong(order.get("paidVnd")), told = credited.getOrDefault(id, 0L);
                if (paid != told) wrong.add("order " + id + " has " + paid + " đồng but the bank told of " + told);
                if (state.get(new OrderId(id).hold().value()) == null) wrong.add("no fact tells of hold " + new HoldId("h" + id.substring(1)));
            }
        }
    }
}
