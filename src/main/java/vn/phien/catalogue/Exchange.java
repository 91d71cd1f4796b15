package vn.phien.catalogue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.catalogue.RateTable.Rate;
import vn.phien.protocol.Maybe;
import vn.phien.protocol.Wire;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.redis.Script;

/** The table of exchange rates of the house: the newest that was loaded takes the place of the one before. */
public final class Exchange {
    private static final Script SAVE = Script.load("catalogue/save_rates");
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private final Link link;
    private final InstantSource clock;

    /** Since when a currency has the rate that it has, and by whom. */
    public record Since(String currency, long atMs, AccountId by, String name) { }

    /**
     * The table as those see it who keep it.
     *
     * @param rev   which one it is, to be named when another takes its place; 0 where there is none
     * @param since one for each rate
     */
    public record Kept(long rev, @Maybe RateTable table, List<Since> since) { }

    public Exchange(Link link, InstantSource clock) {
        this.link = link;
        this.clock = clock;
    }

    /** The table, where one was loaded. */
    public Future<Optional<RateTable>> table() {
        return kept().map(kept -> Optional.ofNullable(kept.table()));
    }

    /** The same with who set each rate, and when. */
    public Future<Kept> kept() {
        return read().map(Exchange::kept);
    }

    /**
     * Puts a table in place of the one before. A rate that stays keeps its day and its name.
     * Refused: {@code TOO_LARGE} for rates of a day to come, {@code CHANGED_MEANWHILE}.
     *
     * @param rev of the table that the caller saw, or -1 for whichever there is
     */
    public Future<Result<Kept>> load(Caller.Person by, long rev, RateTable table) {
        if (LocalDate.parse(table.asOf()).isAfter(LocalDate.ofInstant(clock.instant(), VIETNAM))) return Future.succeededFuture(Result.refused(Why.TOO_LARGE, "asOf"));
        return read().compose(before -> {
            var now = kept(before);
            var next = new Kept(Math.max(clock.millis(), now.rev() + 1), table, table.rates().stream().map(rate -> stays(now, rate).orElseGet(() -> new Since(rate.currency(), clock.millis(), by.account(), by.name()))).toList());
            return put(now, rev, before, Wire.write(next)).map(done -> done.map(_ -> next));
        });
    }

    /** Prices are shown in đồng alone again. Refused: {@code CHANGED_MEANWHILE}. */
    public Future<Result<Void>> clear(long rev) {
        return read().compose(before -> put(kept(before), rev, before, ""));
    }

    private static Optional<Since> stays(Kept before, Rate rate) {
        if (before.table() == null || !before.table().rates().contains(rate)) return Optional.empty();
        return before.since().stream().filter(set -> set.currency().equals(rate.currency())).findFirst();
    }

    private Future<Result<Void>> put(Kept now, long rev, String before, String after) {
        if (rev >= 0 && rev != now.rev()) return Future.succeededFuture(Result.refused(Why.CHANGED_MEANWHILE));
        return SAVE.run(link, List.of(Keys.exchangeRates()), before, after).map(answer -> answer.get(0).toString().equals("ok") ? Result.ok(null) : Result.refused(Why.CHANGED_MEANWHILE));
    }

    private Future<String> read() {
        return link.send(Command.GET, Keys.exchangeRates()).map(json -> json == null ? "" : json.toString());
    }

    private static Kept kept(String json) {
        return json.isEmpty() ? new Kept(0, null, List.of()) : Wire.trusted(json, Kept.class);
    }
}
