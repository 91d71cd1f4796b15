package vn.phien.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.HoldId;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Views.StockView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** The typed twins of {@code src/main/lua/inventory}. */
public final class StockScripts {
    private static final Script TAKE_HOLD = Script.load("inventory/take_hold");
    private static final Script EXTEND_HOLD = Script.load("inventory/extend_hold");
    private static final Script RELEASE_HOLD = Script.load("inventory/release_hold");
    private static final Script LEAVE_LINE = Script.load("inventory/leave_line");
    private static final Script EXPIRE_HOLDS = Script.load("inventory/expire_holds");
    private static final Script RECEIVE_STOCK = Script.load("inventory/receive_stock");
    private static final Script ALLOT_STOCK = Script.load("inventory/allot_stock");
    private static final Script SETTLE_SHOW = Script.load("inventory/settle_show");
    private final Link link;

    public StockScripts(Link link) {
        this.link = link;
    }

    /** The script of a hold itself, for the load test that measures its bare rate. */
    public static Script takeHold() {
        return TAKE_HOLD;
    }

    /** The arguments of {@link #takeHold()}. */
    public static Object[] takeHoldArgs(HoldId hold, AccountId account, List<Inbound.Line> lines, boolean orWait, long holdMs) {
        var args = new ArrayList<Object>(List.of(hold, account, orWait ? "1" : "0", holdMs, Limits.HOLD_CAP_MS, Limits.OPEN_HOLDS_PER_BUYER, Limits.WAITING_PER_PRODUCT));
        for (var line : lines) {
            args.add(line.product());
            args.add(line.quantity());
            args.add(line.priceVnd() == null ? "" : line.priceVnd());
        }
        return args.toArray();
    }

    Future<Taken> takeHold(PlaceId place, HoldId hold, AccountId account, List<Inbound.Line> lines, boolean orWait, long holdMs) {
        return TAKE_HOLD.run(link, Keys.books(place), takeHoldArgs(hold, account, lines, orWait, holdMs)).map(answer -> switch (answer.get(0).toString()) {
            case "ok" -> new Taken.Held(HoldRecord.of(hold, place, answer.get(1).toString()), false);
            case "exists" -> new Taken.Held(HoldRecord.of(hold, place, answer.get(1).toString()), true);
            case "waiting" -> {
                var wait = Wire.trusted(answer.get(1).toString(), JsonNode.class);
                yield new Taken.InLine(place, new ProductId(wait.get("product").asText()), hold, wait.get("quantity").asInt(), wait.get("number").asInt(), answer.get(2).toInteger());
            }
            case String _ -> refused(answer);
        });
    }

    /** Three words for each line: why, of what, how many there are. */
    private static Taken.Refused refused(Response answer) {
        var all = new ArrayList<Taken.Refused>();
        for (int i = 0; i < answer.size(); i += 3) {
            var product = answer.get(i + 1).toString();
            all.add(new Taken.Refused(Why.of(answer.get(i).toString()), product.isEmpty() ? null : new ProductId(product), answer.get(i + 2).toInteger()));
        }
        var first = all.getFirst();
        return new Taken.Refused(first.why(), first.product(), first.free(), all.subList(1, all.size()));
    }

    Future<Result<HoldRecord>> extendHold(PlaceId place, HoldId hold, AccountId account, String key, long byMs) {
        return EXTEND_HOLD.run(link, Keys.books(place), hold, account, key, byMs).map(answer -> holdOf(place, hold, answer));
    }

    Future<Result<HoldRecord>> releaseHold(PlaceId place, HoldId hold, AccountId account) {
        return RELEASE_HOLD.run(link, Keys.books(place), hold, account).map(answer -> holdOf(place, hold, answer));
    }

    private static Result<HoldRecord> holdOf(PlaceId place, HoldId hold, Response answer) {
        return switch (answer.get(0).toString()) {
            case "ok", "exists" -> Result.ok(HoldRecord.of(hold, place, answer.get(1).toString()));
            case String why -> Result.refused(Why.of(why));
        };
    }

    Future<Result<Void>> leaveLine(PlaceId place, AccountId account, ProductId product) {
        return LEAVE_LINE.run(link, Keys.books(place), account, product).map(answer -> switch (answer.get(0).toString()) {
            case "ok" -> Result.ok(null);
            case String why -> Result.refused(Why.of(why));
        });
    }

    /** What a sweep of one place did. {@code nextMs} is the next deadline or -1. */
    record Swept(int expired, long nextMs, boolean ended) { }

    Future<Swept> expireHolds(PlaceId place) {
        return EXPIRE_HOLDS.run(link, Keys.books(place), Limits.SWEEP).map(answer ->
            new Swept(answer.get(1).toInteger(), answer.get(2).toLong(), answer.get(3).toString().equals("ended")));
    }

    Future<Result<StockView>> receiveStock(BoothId booth, ProductId product, int delta, String key) {
        return RECEIVE_STOCK.run(link, Keys.books(PlaceId.of(booth)), product, delta, key, Limits.STOCK).map(StockScripts::figures);
    }

    Future<Result<StockView>> allotStock(PlaceId show, BoothId booth, ProductId product, int delta, String key) {
        return ALLOT_STOCK.run(link, withShelf(show, booth), product, delta, key).map(StockScripts::figures);
    }

    Future<Void> settleShow(PlaceId show, BoothId booth) {
        return SETTLE_SHOW.run(link, withShelf(show, booth)).mapEmpty();
    }

    /** The books of a show, and the stock of the booth's shelf after them. */
    public static List<String> withShelf(PlaceId show, BoothId booth) {
        var keys = new ArrayList<>(Keys.books(show));
        keys.add(Keys.stock(PlaceId.of(booth)));
        return keys;
    }

    private static Result<StockView> figures(Response answer) {
        return switch (answer.get(0).toString()) {
            case "ok", "exists" -> Result.ok(new StockView(answer.get(1).toInteger(), answer.get(2).toInteger(), answer.get(3).toInteger(), answer.get(4).toInteger(), answer.get(5).toLong()));
            case String why -> Result.refused(Why.of(why), "delta");
        };
    }
}
