package vn.phien.analytics;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.phien.base.BoothId;
import vn.phien.base.NightId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.facts.Fact;
import vn.phien.markets.Nights;
import vn.phien.protocol.Views.LineView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/**
 * What each booth did on each night, folded from the facts, which are forgotten after a while: the figures stay. An order belongs to the
 * night on which it was placed, also when it is cancelled or refused a week later.
 */
public final class Figures {
    /** Orders are counted by spans of this length. */
    static final long SPAN_MS = 5 * 60_000;
    private static final Script FOLD = Script.load("analytics/fold_figures");
    private final Link link;
    private final Sittings sittings;
    private final Function<PlaceId, Future<Optional<BoothId>>> boothOf;


    public Figures(Link link, Nights nights, Function<PlaceId, Future<Optional<BoothId>>> boothOf) {
        this.link = link;
        this.sittings = new Sittings(link, nights);
        this.boothOf = boothOf;
    }

    /** The figures of each booth of a night, as many as were asked for and in that order. */
    Future<List<Map<String, Long>>> of(NightId night, List<BoothId> booths) {
        return link.batch(booths.stream().map(booth -> Link.request(Command.HGETALL, Keys.figures(night, booth))).toList()).map(answers -> answers.stream().map(Figures::read).toList());
    }

    static Map<String, Long> read(Response fields) {
        var figures = new HashMap<String, Long>();
        for (var name : fields.getKeys()) if (!name.equals("last")) figures.put(name, fields.get(name).toLong());
        return figures;
    }

    /** A fold of the facts: idempotent, and it keeps nothing of persons. */
    public Future<Void> fold(Fact fact) {
        return switch (fact.type()) {
            case "order-placed" -> keep(fact, new BoothId(fact.text("booth")), fact.atMs(), placed(fact));
            case "order-moved" -> moved(fact);
            case "hold-taken" -> keep(fact, Map.of("holds", 1L));
            case "hold-expired" -> keep(fact, Map.of("lapsed", 1L));
            case "wait-joined" -> keep(fact, Map.of("waits", 1L, fact.text("product") + ".waits", 1L));
            default -> Future.succeededFuture();
        };
    }

    private static Map<String, Long> placed(Fact fact) {
        var add = new HashMap<String, Long>();
        long total = fact.body().get("total").asLong(), span = fact.atMs() / SPAN_MS;
        add.put("orders", 1L);
        add.put("vnd", total);
        add.put("pay." + fact.text("payment"), 1L);
        add.put("at." + span + ".orders", 1L);
        add.put("at." + span + ".vnd", total);
        for (var line : fact.body().get("lines")) {
            long quantity = line.get("quantity").asLong();
            var product = line.get("product").asText();
            add.merge("units", quantity, Long::sum);
            add.merge(product + ".units", quantity, Long::sum);
            add.merge(product + ".orders", 1L, Long::sum);
            add.merge(product + ".vnd", quantity * line.get("price").asLong(), Long::sum);
        }
        return add;
    }

    /** The order itself, in the same shard, knows when it was placed and what was in it. */
    private Future<Void> moved(Fact fact) {
        var to = fact.text("to");
        if (!List.of("cancelled", "refused", "returned", "delivered").contains(to)) return Future.succeededFuture();
        return link.send(Command.HMGET, Keys.order(new OrderId(fact.text("order"))), "placedMs", "lines").compose(order -> {
            if (order.get(0) == null) return Future.succeededFuture();
            var add = new HashMap<String, Long>();
            add.put(to, 1L);
            if (to.equals("cancelled") || to.equals("returned")) {
                long total = fact.body().get("total").asLong(), span = order.get(0).toLong() / SPAN_MS;
                add.put(to + "Vnd", total);
                add.put("at." + span + ".orders", -1L);
                add.put("at." + span + ".vnd", -total);
                for (var line : Wire.trusted(order.get(1).toString(), LineView[].class)) {
                    add.merge("units", -(long) line.quantity(), Long::sum);
                    add.merge(line.product() + ".units", -(long) line.quantity(), Long::sum);
                    add.merge(line.product() + ".orders", -1L, Long::sum);
                    add.merge(line.product() + ".vnd", -line.quantity() * line.priceVnd(), Long::sum);
                }
            }
            return keep(fact, new BoothId(fact.text("booth")), order.get(0).toLong(), add);
        });
    }

    private Future<Void> keep(Fact fact, Map<String, Long> add) {
        return boothOf.apply(fact.place()).compose(booth -> booth.isEmpty() ? Future.succeededFuture() : keep(fact, booth.get(), fact.atMs(), add));
    }

    private Future<Void> keep(Fact fact, BoothId booth, long atMs, Map<String, Long> add) {
        return sittings.of(booth, atMs).compose(night -> {
            if (night.isEmpty()) return Future.succeededFuture();
            var args = new ArrayList<Object>();
            args.add(fact.id());
            add.forEach((name, amount) -> {
                args.add(name);
                args.add(amount);
            });
            return FOLD.run(link, List.of(Keys.figures(night.get(), booth)), args.toArray()).mapEmpty();
        });
    }

    Sittings sittings() {
        return sittings;
    }
}
