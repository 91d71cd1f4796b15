package vn.phien.orders;

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
import vn.phien.base.PlaceId;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.Views.OfferView;
import vn.phien.protocol.Views.ShowView;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** Reads what a report of a show is made of. For virtual threads. */
public final class Reports {
    private final Link link;
    private final Orders orders;
    private final Function<PlaceId, Future<Optional<ShowView>>> show;
    private final Function<PlaceId, Future<List<OfferView>>> lineUp;

    /**
     * @param show   a show as lists show it
     * @param lineUp what a show offers or offered
     */
    public Reports(Link link, Orders orders, Function<PlaceId, Future<Optional<ShowView>>> show, Function<PlaceId, Future<List<OfferView>>> lineUp) {
        this.link = link;
        this.orders = orders;
        this.show = show;
        this.lineUp = lineUp;
    }

    /** The report of a booth's show, which may still go on. Refused: {@code NOT_FOUND}. */
    public Result<ShowReport> of(BoothId booth, PlaceId room) {
        if (!room.isShow() || !room.shard().equals(booth.shard())) return Result.refused(Why.NOT_FOUND, "room");
        var view = show.apply(room).await();
        if (view.isEmpty() || !view.get().booth().booth().equals(booth)) return Result.refused(Why.NOT_FOUND, "room");
        var read = link.batch(List.of(Link.request(Command.HGETALL, Keys.tally(room)), Link.request(Command.HMGET, Keys.stage(room), "peakViewers", "startedMs", "endedMs"),
            Link.request(Command.XRANGE, Keys.audience(room), "-", "+"))).await();
        var stage = read.get(1);
        long from = stage.get(1) == null ? view.get().startsMs() : stage.get(1).toLong();
        var until = stage.get(2) == null ? view.get().endedMs() : Long.valueOf(stage.get(2).toLong());
        var all = orders.all(booth, new OrderFilter(List.of(), room, null, null), OrderShelf.EVERY).await().stream().map(OrderShelf.Kept::order).toList();
        return Result.ok(ShowReport.of(new ShowReport.Kept(room, view.get().title(), from, until, figures(read.get(0)), stage.get(0) == null ? 0 : stage.get(0).toInteger(),
            audience(read.get(2)), lineUp.apply(room).await(), all)));
    }

    private static Map<String, Long> figures(Response tally) {
        var figures = new HashMap<String, Long>();
        for (var name : tally.getKeys()) figures.put(name, tally.get(name).toLong());
        return figures;
    }

    private static List<ShowReport.Viewers> audience(Response stream) {
        var points = new ArrayList<ShowReport.Viewers>();
        for (var entry : stream) {
            var fields = new HashMap<String, Response>();
            var pairs = entry.get(1);
            for (int i = 0; i + 1 < pairs.size(); i += 2) fields.put(pairs.get(i).toString(), pairs.get(i + 1));
            points.add(new ShowReport.Viewers(fields.get("at").toLong(), fields.get("viewers").toInteger()));
        }
        return points;
    }
}
