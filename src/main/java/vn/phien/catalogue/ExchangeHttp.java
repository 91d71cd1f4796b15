package vn.phien.catalogue;

import java.util.List;
import vn.phien.http.Access;
import vn.phien.http.Answer;
import vn.phien.http.Ask;
import vn.phien.http.Route;
import vn.phien.protocol.BadMessage;

/** Exchange rates over HTTP. */
public final class ExchangeHttp {
    private final Exchange exchange;

    public ExchangeHttp(Exchange exchange) {
        this.exchange = exchange;
    }

    public List<Route> routes() {
        return List.of(
            Route.get("/api/rates", Access.ANYONE, "Exchange rates", "By which prices are shown in other money, as a guide; nothing where none are loaded.", RateTable.class, this::table),
            Route.put("/api/rates", Access.ORGANIZER, "Exchange rates", "Loads a table in place of the one before.", RateTable.class, RateTable.class, this::load),
            Route.post("/api/rates/import", Access.ORGANIZER, "Exchange rates", "Loads a table from CSV as the raw body: a code and the đồng for one unit on each line.", byte[].class, RateTable.class, this::bring)
                .with("asOf", "the day of the rates, as yyyy-MM-dd").with("source", "where they were read"),
            Route.delete("/api/rates", Access.ORGANIZER, "Exchange rates", "Shows prices in đồng alone again.", this::clear));
    }

    private Answer table(Ask ask) {
        return exchange.table().await().<Answer>map(Answer::json).orElse(Answer.empty());
    }

    private Answer load(Ask ask) throws BadMessage {
        return Answer.of(exchange.load(ask.read(RateTable.class)).await());
    }

    private Answer bring(Ask ask) {
        return Answer.of(exchange.load(RateTable.ofCsv(ask.body(), ask.query("asOf").orElse(null), ask.query("source").orElse(null))).await());
    }

    private Answer clear(Ask ask) {
        exchange.clear().await();
        return Answer.empty();
    }
}
