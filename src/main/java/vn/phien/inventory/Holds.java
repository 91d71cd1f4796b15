package vn.phien.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import vn.phien.base.AccountId;
import vn.phien.base.HoldId;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Views.WaitView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** All holds: taken, then committed by an order, released or expired, once. The books decide; here they are only asked. */
public final class Holds {
    private final Link link;
    private final StockScripts scripts;
    private final Consumer<PlaceId> ring;
    private final long holdMs;

    /**
     * @param ring   told of every place whose books changed
     * @param holdMs how long a hold stands
     */
    public Holds(Link link, StockScripts scripts, Consumer<PlaceId> ring, long holdMs) {
        this.link = link;
        this.scripts = scripts;
        this.ring = ring;
        this.holdMs = holdMs;
    }

    /** Takes a hold on all lines or on none. Every product must be of the place's booth. The hold is named by {@code key}. */
    public Future<Taken> take(AccountId account, PlaceId place, List<Inbound.Line> lines, boolean orWait, String key) {
        for (var line : lines) {
            if (!line.product().shard().equals(place.shard())) return Future.succeededFuture(new Taken.Refused(Why.NOT_ON_SALE, line.product(), 0));
        }
        return scripts.takeHold(place, HoldId.in(place.shard(), key), account, lines, orWait, holdMs).onSuccess(taken -> {
            switch (taken) {
                case Taken.Held held -> { if (!held.again()) ring.accept(place); }
                case Taken.InLine _ -> ring.accept(place);
                case Taken.Refused _ -> { }
            }
        });
    }

    /** Keeps a hold for longer. {@code place} is where it was taken. */
    public Future<Result<HoldRecord>> extend(AccountId account, PlaceId place, HoldId hold, String key) {
        return scripts.extendHold(place, hold, account, key, Limits.HOLD_EXTENSION_MS);
    }

    /** Gives a hold back. */
    public Future<Result<HoldRecord>> release(AccountId account, PlaceId place, HoldId hold) {
        return scripts.releaseHold(place, hold, account).onSuccess(result -> ring.accept(place));
    }

    /** Leaves the line for a product. */
    public Future<Result<Void>> leaveLine(AccountId account, PlaceId place, ProductId product) {
        return scripts.leaveLine(place, account, product).onSuccess(result -> ring.accept(place));
    }

    /** A hold in any state. */
    public Future<Optional<HoldRecord>> find(PlaceId place, HoldId hold) {
        return link.send(Command.HGET, Keys.holds(place), hold).map(json -> json == null ? Optional.empty() : Optional.of(HoldRecord.of(hold, place, json.toString())));
    }

    /** The account's open holds in a place. Reads every open deadline of the place: for joins, not for the hot path. */
    public Future<List<HoldRecord>> openOf(AccountId account, PlaceId place) {
        return link.send(Command.HGET, Keys.bought(place), account + "|holds").compose(open -> {
            if (open == null) return Future.succeededFuture(List.of());
            return link.send(Command.ZRANGE, Keys.deadlines(place), 0, -1).compose(ids -> {
                var holds = new ArrayList<HoldId>();
                for (var id : ids) if (id.toString().charAt(0) == HoldId.LETTER) holds.add(new HoldId(id.toString()));
                if (holds.isEmpty()) return Future.succeededFuture(List.of());
                var request = Link.request(Command.HMGET, Keys.holds(place));
                holds.forEach(hold -> request.arg(hold.value()));
                return link.send(request).map(answers -> {
                    var found = new ArrayList<HoldRecord>();
                    for (int i = 0; i < holds.size(); i++) {
                        if (answers.get(i) == null || !answers.get(i).toString().contains(account.value())) continue;
                        var hold = HoldRecord.of(holds.get(i), place, answers.get(i).toString());
                        if (hold.isOpen() && hold.account().equals(account)) found.add(hold);
                    }
                    return List.copyOf(found);
                });
            });
        });
    }

    /** The account's places in line for the given products. */
    public Future<List<WaitView>> waitsOf(AccountId account, PlaceId place, List<ProductId> products) {
        if (products.isEmpty()) return Future.succeededFuture(List.of());
        var request = Link.request(Command.HMGET, Keys.waiters(place));
        products.forEach(product -> request.arg(product + "|" + account));
        return link.send(request).compose(answers -> {
            var waits = new ArrayList<JsonNode>();
            var asks = new ArrayList<Request>();
            for (var answer : answers) {
                if (answer == null) continue;
                var wait = Wire.trusted(answer.toString(), JsonNode.class);
                waits.add(wait);
                var product = wait.get("product").asText();
                asks.add(Link.request(Command.ZLEXCOUNT, Keys.line(place), "[" + product + "|", "(%s|%09d|%s".formatted(product, wait.get("number").asInt(), account)));
            }
            return link.batch(asks).map(counts -> {
                var views = new ArrayList<WaitView>();
                for (int i = 0; i < waits.size(); i++) {
                    var wait = waits.get(i);
                    views.add(new WaitView(place, new ProductId(wait.get("product").asText()), wait.get("quantity").asInt(), new HoldId(wait.get("hold").asText()),
                        wait.get("number").asInt(), counts.get(i).toInteger()));
                }
                return List.copyOf(views);
            });
        });
    }
}
