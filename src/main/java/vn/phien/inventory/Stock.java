package vn.phien.inventory;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import vn.phien.base.BoothId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Result;
import vn.phien.protocol.Views.StockView;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** Units of goods: on a booth's shelf, and allotted from there to its shows. */
public final class Stock {
    private final Link link;
    private final StockScripts scripts;
    private final Consumer<PlaceId> ring;

    /** @param ring told of every place whose books changed */
    public Stock(Link link, StockScripts scripts, Consumer<PlaceId> ring) {
        this.link = link;
        this.scripts = scripts;
        this.ring = ring;
    }

    /** Counts goods onto the shelf (positive) or off it; never below what is free. Repeats of {@code key} change nothing. */
    public Future<Result<StockView>> receive(BoothId booth, ProductId product, int delta, String key) {
        return scripts.receiveStock(booth, product, delta, key);
    }

    /** Moves units from the shelf to the show (positive) or back; what comes free goes to those in line. */
    public Future<Result<StockView>> allot(PlaceId show, BoothId booth, ProductId product, int delta, String key) {
        return scripts.allotStock(show, booth, product, delta, key).onSuccess(result -> ring.accept(show));
    }

    /** Gives what is free in an ended show back to the shelf. */
    public Future<Void> settle(PlaceId show, BoothId booth) {
        return scripts.settleShow(show, booth).onSuccess(v -> ring.accept(show));
    }

    /** Every product's figures in a place. */
    public Future<Map<ProductId, StockView>> read(PlaceId place) {
        return link.send(Command.HGETALL, Keys.stock(place)).map(fields -> {
            var figures = new HashMap<ProductId, long[]>();
            for (var name : fields.getKeys()) {
                int dot = name.indexOf('.');
                int slot = switch (name.substring(dot + 1)) {
                    case "allotted" -> 0;
                    case "free" -> 1;
                    case "held" -> 2;
                    case "sold" -> 3;
                    case "rev" -> 4;
                    case String _ -> -1;
                };
                if (slot >= 0) figures.computeIfAbsent(new ProductId(name.substring(0, dot)), p -> new long[5])[slot] = fields.get(name).toLong();
            }
            var views = new HashMap<ProductId, StockView>();
            figures.forEach((product, f) -> views.put(product, new StockView((int) f[0], (int) f[1], (int) f[2], (int) f[3], f[4])));
            return Map.copyOf(views);
        });
    }
}
