package vn.phien.sim;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import vn.phien.base.AccountId;
import vn.phien.base.OrderId;
import vn.phien.base.PlaceId;
import vn.phien.inventory.HoldRecord;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** Looks up, when the night is over, everything that somebody was promised in it. */
final class Morning {
    private final Link link;
    private final List<Stallholder> stalls;
    private final Told told;
    private final List<String> wrong = new ArrayList<>();

    Morning(Link link, List<Stallholder> stalls, Told told) {
        this.link = link;
        this.stalls = stalls;
        this.told = told;
    }

    void looksAtEveryPromise() {
        holds();
        orders();
        for (var stall : stalls) {
            for (var room : stall.rooms()) isOver(stall, room);
            goods(stall);
        }
        index();
        if (!wrong.isEmpty()) throw new AssertionError("in the morning:\n  " + String.join("\n  ", wrong));
    }

    private void holds() {
        told.holds.forEach((id, promise) -> {
            var json = link.ask(Command.HGET, Keys.holds(promise.room()), id);
            if (json == null) {
                wrong.add("hold " + id + " was promised and is gone");
                return;
            }
            var hold = HoldRecord.of(id, promise.room(), json.toString());
            if (hold.isOpen()) wrong.add("hold " + id + " never ended");
            var lines = hold.lines().stream().map(line -> line.product() + " x" + line.quantity() + " at " + line.priceVnd()).toList();
            var is = new Told.Promise(hold.account(), promise.room(), lines, hold.totalVnd());
            if (!is.equals(promise)) wrong.add("hold " + id + " was promised as " + promise + " and is " + is);
        });
    }

    private void orders() {
        told.orders.forEach((id, promise) -> {
            var order = link.ask(Command.HGETALL, Keys.order(id));
            if (order.size() == 0) {
                wrong.add("order " + id + " was promised and is gone");
                return;
            }
            var lines = new ArrayList<String>();
            for (var line : Wire.trusted(order.get("lines").toString(), JsonNode.class)) lines.add(line.get("product").asText() + " x" + line.get("quantity") + " at " + line.get("priceVnd"));
            var is = new Told.Promise(new AccountId(order.get("account").toString()), new PlaceId(order.get("place").toString()), lines, order.get("totalVnd").toLong());
            if (!is.equals(promise)) wrong.add("order " + id + " was promised as " + promise + " and is " + is);
            var history = new ArrayList<String>();
            for (var change : Wire.trusted(order.get("changes").toString(), JsonNode.class)) history.add(change.get("to").asText());
            for (var state : told.reached.get(id)) if (!history.contains(state.code())) wrong.add("order " + id + " was told to be " + state + " but its history is " + history);
        });
        told.credits.forEach((transaction, order) -> {
            var payment = link.ask(Command.HGET, Keys.payments(order.shard()), transaction);
            if (payment == null || !Wire.trusted(payment.toString(), JsonNode.class).path("order").asText().equals(order.value())) wrong.add("transfer " + transaction + " was credited to " + order + " but the books say " + payment);
        });
        told.aside.forEach((transaction, why) -> {
            boolean kept = stalls.stream().anyMatch(stall -> link.ask(Command.HEXISTS, Keys.suspense(stall.stand().booth()), transaction).toInteger() == 1) || link.ask(Command.HEXISTS, Keys.suspense(), transaction).toInteger() == 1;
            if (!kept && !isCredited(transaction)) wrong.add("transfer " + transaction + " was laid aside (" + why + ") and is gone");
        });
    }

    private boolean isCredited(String transaction) {
        return stalls.stream().map(stall -> link.ask(Command.HGET, Keys.payments(stall.stand().booth().shard()), transaction))
            .anyMatch(payment -> payment != null && Wire.trusted(payment.toString(), JsonNode.class).hasNonNull("order"));
    }

    private void isOver(Stallholder stall, PlaceId room) {
        if (!link.ask(Command.HGET, Keys.stage(room), "state").toString().equals("ended")) wrong.add(room + " did not end");
        if (link.ask(Command.ZCARD, Keys.deadlines(room)).toInteger() > 0) wrong.add(room + " still has deadlines");
        if (link.ask(Command.ZCARD, Keys.line(room)).toInteger() > 0) wrong.add("somebody still stands in line in " + room);
        for (var product : stall.stand().products()) {
            var free = link.ask(Command.HGET, Keys.stock(room), product + ".free");
            if (free != null && free.toLong() != 0) wrong.add(room + " ended and still has " + free + " of " + product);
        }
    }

    /** What the host was told to have counted is on the shelf or was sold. */
    private void goods(Stallholder stall) {
        for (var product : stall.stand().products()) {
            long there = figure(stall.stand().shelf(), product + ".allotted");
            for (var room : stall.rooms()) there += figure(room, product + ".allotted");
            if (there != told.received.get(product)) wrong.add("of " + product + " the host counted " + told.received.get(product) + " but there are " + there);
        }
    }

    private long figure(PlaceId place, String field) {
        var value = link.ask(Command.HGET, Keys.stock(place), field);
        return value == null ? 0 : value.toLong();
    }

    /** What is folded from the facts knows every order, and nobody else's. */
    private void index() {
        told.orders.forEach((id, promise) -> {
            if (link.ask(Command.ZSCORE, Keys.accountOrders(promise.account()), id) == null) wrong.add("order " + id + " is not in its buyer's list");
        });
        for (var stall : stalls) for (var order : link.ask(Command.ZRANGE, Keys.orders(stall.stand().booth()), 0, -1)) {
            if (!told.orders.containsKey(new OrderId(order.toString()))) wrong.add("order " + order + " stands in the books but nobody was told of it");
        }
    }
}
