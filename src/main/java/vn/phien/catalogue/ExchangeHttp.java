package vn.phien.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.phien.base.BadValue;
import vn.phien.base.Result;
import vn.phien.base.Why;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.protocol.BadMessage;

/** Exchange rates over HTTP. */
public final class ExchangeHttp {
    private static final String CSV = "text/csv; charset=utf-8";
    private static final String REV = "of the table that it takes the place of; without it, of whichever there is";
    private final Exchange exchange;

    public ExchangeHttp(Exchange exchange) {
        this.exchange = exchange;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/rates", Access.ANYONE, "Exchange rates", "By which prices are shown in other money, as a guide; nothing where none are loaded.", RateTable.class, this::table),
            Route.get("/api/rates/desk", Access.ORGANIZER, "Exchange rates", "The same with who set each rate, and when.", Exchange.Kept.class, this::desk),
            Route.put("/api/rates", Access.ORGANIZER, "Exchange rates", "Loads a table in place of the one before.", RateTable.class, Exchange.Kept.class, this::load).with("rev", REV),
            Route.post("/api/rates/preview", Access.ORGANIZER, "Exchange rates", "Reads a table from CSV as the raw body and says what stands in it, and what is wrong by line; loads nothing.", byte[].class, RateCsv.Reading.class, this::preview),
            Route.post("/api/rates/import", Access.ORGANIZER, "Exchange rates", "Loads a table from CSV as the raw body: a code and the đồng for one unit on each line.", byte[].class, Exchange.Kept.class, this::bring)
                .with("asOf", "the day of the rates, as yyyy-MM-dd").with("source", "where they were read").with("rev", REV),
            Route.get("/api/rates.csv", Access.ANYONE, "Exchange rates", "The table as one that can be brought in again; with two examples where none is loaded.", byte[].class, this::export),
            Route.delete("/api/rates", Access.ORGANIZER, "Exchange rates", "Shows prices in đồng alone again.", this::clear).with("rev", REV));
    }

    private Answer table(Ask ask) {
        return exchange.table().await().<Answer>map(Answer::json).orElse(Answer.empty());
    }

    private Answer desk(Ask ask) {
        return Answer.json(exchange.kept().await());
    }

    private Answer load(Ask ask) throws BadMessage {
        return Answer.of(exchange.load(ask.person(), rev(ask), ask.read(RateTable.class)).await());
    }

    private Answer preview(Ask ask) {
        return Answer.json(RateCsv.read(ask.body()));
    }

    private Answer bring(Ask ask) {
        var reading = RateCsv.read(ask.body());
        if (!reading.problems().isEmpty()) return Answer.refused(reading.problems().getFirst().why(), "line " + reading.problems().getFirst().line());
        return Answer.of(exchange.load(ask.person(), rev(ask), new RateTable(ask.query("asOf").orElse(null), ask.query("source").orElse(null), reading.rates())).await());
    }

    private Answer export(Ask ask) {
        return Answer.download(RateCsv.of(exchange.table().await().map(RateTable::rates).orElse(RateCsv.EXAMPLE)).getBytes(StandardCharsets.UTF_8), CSV, "ty-gia.csv");
    }

    private Answer clear(Ask ask) {
        return exchange.clear(rev(ask)).await() instanceof Result.Refused<Void>(var why, var field) ? Answer.refused(why, field) : Answer.empty();
    }

    private static long rev(Ask ask) {
        var rev = ask.query("rev").orElse("-1");
        if (!rev.matches("-1|\\d{1,15}")) throw new BadValue("rev", Why.INVALID_VALUE);
        return Long.parseLong(rev);
    }
}
