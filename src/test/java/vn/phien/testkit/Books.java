package vn.phien.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import vn.phien.base.BoothId;
import vn.phien.base.HoldId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** Reads the books as an auditor would: the invariants of every place, and a digest of everything. */
public final class Books {
    private final Link link;

    public Books(Link link) {
        this.link = link;
    }

    /** Opens a show with one product on sale as A1, without going through a booth. */
    public void open(PlaceId show, BoothId booth, ProductId product, long priceVnd, int units, int perBuyer) {
        link.ask(Command.HSET, Keys.stage(show), "state", "live", "epoch", "e1", "seq", 0, "booth", booth, "ordersOpen", 1);
        offer(show, product, "A1", priceVnd, units, perBuyer);
    }

    /** Puts one more product on sale. */
    public void offer(PlaceId show, ProductId product, String code, long priceVnd, int units, int perBuyer) {
        link.ask(Command.HSET, Keys.gates(show), product, "{\"code\":\"%s\",\"price\":%d,\"limit\":%d,\"open\":true}".formatted(code, priceVnd, perBuyer));
        link.ask(Command.HSET, Keys.stock(show), product + ".allotted", units, product + ".free", units, product + ".held", 0, product + ".sold", 0, product + ".rev", 0);
    }

    /** Every place that has books. */
    public List<PlaceId> places() {
        var places = new ArrayList<PlaceId>();
        for (var key : keys()) if (key.endsWith(":stock")) places.add(new PlaceId(key.substring(key.indexOf(':') + 1, key.lastIndexOf(':'))));
        return places;
    }

    /** Fails when an invariant of any place is broken. */
    public void check() {
        for (var place : places()) check(place);
    }

    /** Fails, naming what is wrong, when an invariant of the place is broken. */
    public void check(PlaceId place) {
        var wrong = new ArrayList<String>();
        var stock = new HashMap<String, Map<String, Long>>();
        hash(Keys.stock(place)).forEach((field, value) -> {
            int dot = field.indexOf('.');
            stock.computeIfAbsent(field.substring(0, dot), p -> new HashMap<>()).put(field.substring(dot + 1), Long.parseLong(value));
        });
        var held = new HashMap<String, Long>();
        var sold = new HashMap<String, Long>();
        var bought = new HashMap<String, Long>();
        var open = new TreeSet<String>();
        hash(Keys.holds(place)).forEach((id, json) -> {
            var hold = Wire.trusted(json, JsonNode.class);
            var state = hold.get("state").asText();
            var order = link.ask(Command.HGET, Keys.order(OrderId.of(new HoldId(id))), "state");
            if (state.equals("committed") != (order != null)) wrong.add("hold " + id + " is " + state + " and its order is " + order);
            boolean backOnShelf = order != null && (order.toString().equals("cancelled") || order.toString().equals("returned"));
            if (state.equals("taken")) {
                open.add(id);
                bought.merge(hold.get("account").asText() + "|holds", 1L, Long::sum);
            }
            for (var line : hold.get("lines")) {
                var product = line.get("product").asText();
                long n = line.get("quantity").asLong();
                if (state.equals("taken")) held.merge(product, n, Long::sum);
                if (state.equals("committed") && !backOnShelf) sold.merge(product, n, Long::sum);
                if (state.equals("taken") || state.equals("committed") && !backOnShelf) {
                    bought.merge(hold.get("account").asText() + "|" + product, n, Long::sum);
                }
            }
        });
        stock.forEach((product, f) -> {
            long allotted = f.getOrDefault("allotted", 0L), free = f.getOrDefault("free", 0L), inHold = f.getOrDefault("held", 0L), gone = f.getOrDefault("sold", 0L);
            if (free + inHold + gone != allotted) wrong.add(product + ": free " + free + " + held " + inHold + " + sold " + gone + " ≠ allotted " + allotted);
            if (free < 0 || inHold < 0 || gone < 0) wrong.add(product + ": a figure is negative: " + f);
            if (inHold != held.getOrDefault(product, 0L)) wrong.add(product + ": held " + inHold + " but open holds have " + held.getOrDefault(product, 0L));
            if (gone != sold.getOrDefault(product, 0L)) wrong.add(product + ": sold " + gone + " but orders have " + sold.getOrDefault(product, 0L));
        });
        var deadlines = new TreeSet<String>();
        for (var id : link.ask(Command.ZRANGE, Keys.deadlines(place), 0, -1)) if (id.toString().charAt(0) == 'h') deadlines.add(id.toString());
        if (!deadlines.equals(open)) wrong.add("open holds " + open + " but deadlines " + deadlines);
        hash(Keys.bought(place)).forEach((who, n) -> {
            if (who.contains("|d")) return;
            if (bought.getOrDefault(who, 0L) != Long.parseLong(n)) wrong.add("bought " + who + " is " + n + " but should be " + bought.getOrDefault(who, 0L));
        });
        bought.forEach((who, n) -> {
            if (link.ask(Command.HGET, Keys.bought(place), who) == null) wrong.add("bought " + who + " is missing, should be " + n);
        });
        var gates = hash(Keys.gates(place));
        bought.forEach((who, n) -> {
            var product = who.substring(who.indexOf('|') + 1);
            if (gates.containsKey(product) && n > Wire.trusted(gates.get(product), JsonNode.class).get("limit").asLong()) wrong.add("over the limit: " + who + " has " + n);
        });
        if (!wrong.isEmpty()) fail("the books of " + place + " are wrong:\n  " + String.join("\n  ", wrong));
    }

    /** A digest of every key but the clocks: equal before and after means that nothing was changed. */
    public String digest() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var key : keys()) {
                if (key.endsWith(":clock")) continue;
                sha.update(key.getBytes(StandardCharsets.UTF_8));
                sha.update(contents(key));
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** A hash or a set of many fields may come in another order each time it is read. */
    private byte[] contents(String key) {
        return switch (link.ask(Command.TYPE, key).toString()) {
            case "hash" -> new TreeMap<>(hash(key)).toString().getBytes(StandardCharsets.UTF_8);
            case "set" -> {
                var members = new TreeSet<String>();
                for (var member : link.ask(Command.SMEMBERS, key)) members.add(member.toString());
                yield members.toString().getBytes(StandardCharsets.UTF_8);
            }
            case String _ -> link.ask(Command.DUMP, key).toBytes();
        };
    }

    private TreeSet<String> keys() {
        var keys = new TreeSet<String>();
        for (Response key : link.ask(Command.KEYS, "*")) keys.add(key.toString());
        return keys;
    }

    private Map<String, String> hash(String key) {
        var fields = link.ask(Command.HGETALL, key);
        var map = new HashMap<String, String>();
        for (var name : fields.getKeys()) map.put(name, fields.get(name).toString());
        return map;
    }
}
