package vn.phien.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import vn.phien.base.BoothId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Shard;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** Reads the books as an auditor would: the invariants of every place, what the facts tell of them, and a digest of everything. */
public final class Books {
    /** Fields of a stage that a running house writes in its own time: how many watch, and which line-up was last told of. */
    private static final List<String> OF_A_RUNNING_HOUSE = List.of("peakViewers", "toldLineUp");
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
        tell("the books of " + place, new PlaceAudit(this, place).wrong());
    }

    /**
     * Fails when anything is wrong that only shows when all is read together: {@link #check()}, and that the facts tell the same
     * stock as the books, that no goods came from nowhere or were lost, and that every đồng is credited once. Holds only for goods
     * that were received and allotted by the scripts.
     */
    public void audit() {
        check();
        var places = places();
        for (int s = 0; s < Shard.COUNT; s++) {
            var shard = new Shard(s);
            var here = places.stream().filter(place -> place.shard().equals(shard)).toList();
            if (!here.isEmpty()) tell("the books of shard " + shard.digits(), new ShardAudit(this, shard, here).wrong());
        }
    }

    private static void tell(String what, List<String> wrong) {
        if (!wrong.isEmpty()) fail(what + " are wrong:\n  " + String.join("\n  ", wrong));
    }

    /** A digest of every key but the clocks, and of all but {@link #OF_A_RUNNING_HOUSE}: equal before and after means that nothing was changed. */
    public String digest() {
        return digest(key -> true);
    }

    /** The same of some keys. */
    public String digest(Predicate<String> wanted) {
        var sha = sha256();
        prints(wanted).forEach((key, print) -> sha.update((key + print).getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha.digest());
    }

    /**
     * A print of each key, without what a running house writes by itself: who looked, which host is here, how far readers are, when to
     * sweep, what was tried by right of a role. What follows from the facts until now is waited for.
     */
    public SortedMap<String, String> prints() {
        RedisServer.soon("every fact is folded", this::isFolded);
        return prints(key -> List.of(":audience", ":host-here", ":readers", ":due").stream().noneMatch(key::endsWith) && !key.startsWith("login:") && !key.startsWith("rate:") && !key.startsWith("{audit}:"));
    }

    /** The keys of which {@link #prints()} are others than before, each with what it holds now. */
    public SortedMap<String, String> changedSince(SortedMap<String, String> before) {
        var now = prints();
        var either = new TreeSet<>(before.keySet());
        either.addAll(now.keySet());
        var changed = new TreeMap<String, String>();
        for (var key : either) if (!Objects.equals(before.get(key), now.get(key))) changed.put(key, new String(contents(key), StandardCharsets.UTF_8));
        return changed;
    }

    private SortedMap<String, String> prints(Predicate<String> wanted) {
        var prints = new TreeMap<String, String>();
        for (var key : keys()) if (!key.endsWith(":clock") && !key.endsWith(":kept") && wanted.test(key)) prints.put(key, HexFormat.of().formatHex(sha256().digest(contents(key))));
        return prints;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether every fold of the house stands at the newest fact of each shard. */
    private boolean isFolded() {
        var asks = new ArrayList<Request>();
        for (int s = 0; s < Shard.COUNT; s++) {
            asks.add(Link.request(Command.XREVRANGE, Keys.facts(new Shard(s)), "+", "-", "COUNT", 1));
            asks.add(Link.request(Command.HVALS, Keys.readers(new Shard(s))));
        }
        var answers = link.batch(asks).await();
        for (int i = 0; i < answers.size(); i += 2) {
            if (answers.get(i).size() == 0) continue;
            var newest = answers.get(i).get(0).get(0).toString();
            for (var reader : answers.get(i + 1)) if (!reader.toString().equals(newest)) return false;
        }
        return true;
    }

    /** A hash or a set of many fields may come in another order each time it is read. */
    private byte[] contents(String key) {
        return switch (link.ask(Command.TYPE, key).toString()) {
            case "hash" -> {
                var fields = new TreeMap<>(hash(key));
                OF_A_RUNNING_HOUSE.forEach(fields::remove);
                yield fields.toString().getBytes(StandardCharsets.UTF_8);
            }
            case "set" -> {
                var members = new TreeSet<String>();
                for (var member : link.ask(Command.SMEMBERS, key)) members.add(member.toString());
                yield members.toString().getBytes(StandardCharsets.UTF_8);
            }
            case "none" -> new byte[0];
            case String _ -> link.ask(Command.DUMP, key).toBytes();
        };
    }

    private TreeSet<String> keys() {
        var keys = new TreeSet<String>();
        for (var some : link.everywhere(Link.request(Command.KEYS, "*")).await()) for (Response key : some) keys.add(key.toString());
        return keys;
    }

    /** A hash of the store. */
    Map<String, String> hash(String key) {
        return map(link.ask(Command.HGETALL, key));
    }

    /** Many hashes at once. */
    List<Map<String, String>> hashes(List<String> keys) {
        var asks = new ArrayList<Request>();
        for (var key : keys) asks.add(Link.request(Command.HGETALL, key));
        return link.batch(asks).await().stream().map(Books::map).toList();
    }

    private static Map<String, String> map(Response fields) {
        var map = new LinkedHashMap<String, String>();
        for (var name : fields.getKeys()) map.put(name, fields.get(name).toString());
        return map;
    }

    /** Sorted set members with their scores, by score. */
    Map<String, Double> scores(String key) {
        var scores = new LinkedHashMap<String, Double>();
        for (var entry : link.ask(Command.ZRANGE, key, 0, -1, "WITHSCORES")) scores.put(entry.get(0).toString(), entry.get(1).toDouble());
        return scores;
    }

    /** The entries of a stream: id, then the value of its first field. */
    List<Map.Entry<String, String>> stream(String key) {
        var entries = new ArrayList<Map.Entry<String, String>>();
        for (var entry : link.ask(Command.XRANGE, key, "-", "+")) entries.add(Map.entry(entry.get(0).toString(), entry.get(1).get(1).toString()));
        return entries;
    }
}
