package vn.phien.catalogue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** The table of exchange rates of the house: the newest that was loaded takes the place of the one before. */
public final class Exchange {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private final Link link;
    private final InstantSource clock;

    public Exchange(Link link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    /** The table, where one was loaded. */
    public Future<Optional<RateTable>> table() {
        return link.send(Command.GET, Keys.exchangeRates()).map(json -> Optional.ofNullable(json).map(text -> Wire.trusted(text.toString(), RateTable.class)));
    }

    /** Refused: {@code TOO_LARGE} for rates of a day to come. */
    public Future<Result<RateTable>> load(RateTable table) {
        if (LocalDate.parse(table.asOf()).isAfter(LocalDate.ofInstant(clock.instant(), VIETNAM))) return Future.succeededFuture(Result.refused(Why.TOO_LARGE, "asOf"));
        return link.send(Command.SET, Keys.exchangeRates(), Wire.write(table)).map(Result.ok(table));
    }

    /** Prices are shown in đồng alone again. */
    public Future<Void> clear() {
        return link.send(Command.DEL, Keys.exchangeRates()).mapEmpty();
    }
}
