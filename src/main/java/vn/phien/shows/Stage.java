package vn.phien.shows;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.DealId;
import vn.phien.base.Dice;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.inventory.Stock;
import vn.phien.protocol.Inbound;
import vn.phien.protocol.Outbound.Done;
import vn.phien.protocol.Views.ProductView;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/**
 * What staff of the booth do on air. Each command is refused {@code NOT_FOUND} for a show that is not, {@code NOT_ALLOWED} for
 * those who do not work in its booth, {@code NOT_LIVE} or {@code SHOW_ENDED} outside its time; and answers, where it can be taken
 * back, the name of the change.
 */
public final class Stage {
    private final Link link;
    private final StageScripts scripts;
    private final Shows shows;
    private final Stock stock;
    private final Function<BoothId, Future<Map<ProductId, ProductView>>> products;
    private final Dice dice;
    private final Consumer<PlaceId> ring;

    /** @param ring told of every room whose log grew */
    public Stage(Link link, Shows shows, Stock stock, Function<BoothId, Future<Map<ProductId, ProductView>>> products, Dice dice, Consumer<PlaceId> ring) {
        this.link = link;
        this.scripts = new StageScripts(link);
        this.shows = shows;
        this.stock = stock;
        this.products = products;
        this.dice = dice;
        this.ring = ring;
    }

    /** Refused {@code LINE_UP_EMPTY} when there is nothing to sell, {@code ALREADY_LIVE}. */
    public Future<Result<Done>> goLive(Caller.Person by, Inbound.GoLive command) {
        return staffed(by, command.room(), command.ref(), booth -> plain(scripts.goLive(command.room(), booth, command.rehearsal(), by.account(), epoch())));
    }

    /** Ending gives what is free back to the shelf at once; what is held comes back when the hold lapses. */
    public Future<Result<Done>> changeStage(Caller.Person by, Inbound.ChangeStage command) {
        return staffed(by, command.room(), command.ref(), booth -> scripts.changeStage(command.room(), command.to(), by.account(), epoch()).compose(result ->
            result instanceof Result.Ok<String>(var state) && state.equals("ended") ? stock.settle(command.room(), booth).map(result.map(ok -> "")) : Future.succeededFuture(result.map(ok -> ""))));
    }

    public Future<Result<Done>> pinProducts(Caller.Person by, Inbound.PinProducts command) {
        return staffed(by, command.room(), command.ref(), booth -> scripts.pinProducts(command.room(), command.products(), change(), by.account()));
    }

    public Future<Result<Done>> reorderLineUp(Caller.Person by, Inbound.ReorderLineUp command) {
        return staffed(by, command.room(), command.ref(), booth -> products.apply(booth).compose(catalogue ->
            scripts.reorderLineUp(command.room(), command.products(), Offers.parts(command.products(), catalogue), change(), by.account())));
    }

    /** Refused {@code TOO_SMALL} at or below the price of the product's open deal. */
    public Future<Result<Done>> changePrice(Caller.Person by, Inbound.ChangePrice command) {
        return staffed(by, command.room(), command.ref(), booth -> scripts.changePrice(command.room(), command.product(), command.priceVnd(), change(), by.account()));
    }

    /** Refused {@code NOT_ENOUGH} when the shelf has less, {@code STOCK_BELOW_HELD} when the show has less that is free. */
    public Future<Result<Done>> changeStock(Caller.Person by, Inbound.ChangeStock command) {
        return staffed(by, command.room(), command.ref(), booth -> stock.allot(command.room(), booth, command.product(), command.delta(), command.key()).compose(moved -> switch (moved) {
            case Result.Ok<?> _ -> scripts.noteStockChange(command.room(), command.product(), command.delta(), command.key()).map(noted -> noted.map(ok -> command.key()));
            case Result.Refused<?>(var why, var field) -> Future.succeededFuture(Result.refused(why, field));
        }));
    }

    /** Refused {@code WRONG_STATE} while another deal on the product is open, {@code NOT_ENOUGH} over what is free, {@code TOO_LARGE} when it is no cheaper. */
    public Future<Result<Done>> openDeal(Caller.Person by, Inbound.OpenDeal command) {
        return staffed(by, command.room(), command.ref(), booth -> scripts.openDeal(command.room(), DealId.in(command.room().shard(), command.key()), command.product(), command.priceVnd(), command.units(),
            command.perBuyer(), command.durationMs(), by.account()).map(result -> result.map(ends -> "")));
    }

    /**
     * How many units of a product are free where a command that was refused looked for them: for {@code NOT_ENOUGH} and
     * {@code STOCK_BELOW_HELD}, to tell how many there are.
     *
     * @param shelf whether it looked on the booth's shelf, not in the show
     */
    public Future<Integer> free(PlaceId room, ProductId product, boolean shelf) {
        var place = shelf ? shows.boothOf(room).map(booth -> booth.map(PlaceId::of).orElse(room)) : Future.succeededFuture(room);
        return place.compose(there -> link.send(Command.HGET, Keys.stock(there), product + ".free")).map(free -> free == null ? 0 : free.toInteger());
    }

    public Future<Result<Done>> closeDeal(Caller.Person by, Inbound.CloseDeal command) {
        return staffed(by, command.room(), command.ref(), booth -> plain(scripts.closeDeal(command.room(), command.deal())));
    }

    public Future<Result<Done>> switchOrders(Caller.Person by, Inbound.SwitchOrders command) {
        return staffed(by, command.room(), command.ref(), booth -> plain(scripts.switchOrders(command.room(), command.product(), command.open(), by.account())));
    }

    /** Refused {@code NOTHING_TO_UNDO} after 15 s or the second time, {@code CHANGED_MEANWHILE} when it is not so any more. */
    public Future<Result<Done>> undoChange(Caller.Person by, Inbound.UndoChange command) {
        return staffed(by, command.room(), command.ref(), booth -> parts(command.room(), booth, command.change()).compose(parts ->
            scripts.undoChange(command.room(), booth, command.change(), parts, by.account())).map(result -> result.map(kind -> "")));
    }

    /** Only an order of the line-up that is taken back must be told anew. */
    private Future<String> parts(PlaceId room, BoothId booth, String change) {
        return link.send(Command.HGET, Keys.changes(room), change).compose(json -> {
            if (json == null) return Future.succeededFuture("{}");
            var kept = Wire.trusted(json.toString(), JsonNode.class);
            if (!kept.path("kind").asText().equals("line-up")) return Future.succeededFuture("{}");
            return products.apply(booth).map(catalogue -> Offers.parts(Staged.ids(kept.get("from").asText()), catalogue));
        });
    }

    /** Writes down what the host states of the goods, for the journal of the sale. Refused {@code NOT_IN_LINE_UP}, {@code NOT_FOUND}, {@code NOT_ALLOWED}, {@code NOT_LIVE}. */
    public Future<Result<Void>> makeClaim(Caller.Person by, PlaceId room, ProductId product, String text, String key) {
        return staffed(by, room, 0, booth -> plain(scripts.makeClaim(room, product, text, key, by.account()))).map(result -> result.map(done -> null));
    }

    /**
     * Brings every place of a booth that can still sell in line with what officials have frozen of it ({@link Keys#frozen}). What is
     * opened later looks there by itself. Again changes nothing.
     */
    public Future<Void> heedFreeze(BoothId booth) {
        return link.send(Command.ZRANGE, Keys.shows(booth), 0, -1).compose(shows -> {
            var places = new ArrayList<PlaceId>();
            places.add(PlaceId.of(booth));
            var asks = new ArrayList<Request>();
            for (var show : shows) asks.add(Link.request(Command.HGET, Keys.stage(new PlaceId(show.toString())), "state"));
            return link.batch(asks).compose(states -> {
                for (int i = 0; i < shows.size(); i++) if (states.get(i) != null && !states.get(i).toString().equals("ended")) places.add(new PlaceId(shows.get(i).toString()));
                return Future.all(places.stream().map(place -> heedFreeze(place, booth)).toList()).mapEmpty();
            });
        });
    }

    private Future<Void> heedFreeze(PlaceId place, BoothId booth) {
        return scripts.heedFreeze(place, booth).onSuccess(more -> ring.accept(place)).compose(more -> more ? heedFreeze(place, booth) : Future.succeededFuture());
    }

    private Future<Result<Done>> staffed(Caller.Person by, PlaceId room, int ref, Function<BoothId, Future<Result<String>>> work) {
        return shows.staffed(by, room, BoothRole.STAFF).compose(allowed -> switch (allowed) {
            case Result.Ok<BoothId>(var booth) -> work.apply(booth).map(result -> {
                if (result instanceof Result.Ok<String>) ring.accept(room);
                return result.map(change -> new Done(ref, change.isEmpty() ? null : change));
            });
            case Result.Refused<BoothId>(var why, var field) -> Future.succeededFuture(Result.refused(why, field));
        });
    }

    private static Future<Result<String>> plain(Future<Result<Void>> work) {
        return work.map(result -> result.map(ok -> ""));
    }

    private String change() {
        return "c-" + dice.token(16);
    }

    private String epoch() {
        return dice.token(10);
    }
}
