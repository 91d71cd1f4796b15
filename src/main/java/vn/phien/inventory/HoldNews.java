package vn.phien.inventory;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.AccountId;
import vn.phien.base.HoldId;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.facts.Fact;
import vn.phien.protocol.Outbound;
import vn.phien.protocol.Views.HoldView;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;

/** Tells people what the facts of the stock mean for them alone: their turn in line has come, their hold has lapsed, the line moved. */
public final class HoldNews implements Consumer<Fact> {
    private static final Logger LOG = LoggerFactory.getLogger(HoldNews.class);
    /** How many of those in line are told when it moves. */
    private static final int TOLD = 30;
    private final Link link;
    private final Holds holds;
    private final Function<HoldRecord, Future<HoldView>> view;
    private final BiConsumer<AccountId, Outbound.Private> whisper;

    /** @param whisper to every phone of one person */
    public HoldNews(Link link, Holds holds, Function<HoldRecord, Future<HoldView>> view, BiConsumer<AccountId, Outbound.Private> whisper) {
        this.link = link;
        this.holds = holds;
        this.view = view;
        this.whisper = whisper;
    }

    @Override
    public void accept(Fact fact) {
        switch (fact.type()) {
            case "hold-taken" -> {
                if (fact.body().path("waited").asBoolean()) granted(fact);
            }
            case "hold-expired" -> whisper.accept(account(fact), new Outbound.HoldResolved(hold(fact), "expired"));
            case "hold-released" -> whisper.accept(account(fact), new Outbound.HoldResolved(hold(fact), fact.text("because") == null ? "released" : "frozen"));
            case "hold-extended" -> whisper.accept(account(fact), new Outbound.HoldExtended(hold(fact), fact.body().get("deadline").asLong()));
            case "wait-left" -> moved(fact.place(), new ProductId(fact.text("product")));
            case String _ -> { }
        }
    }

    private void granted(Fact fact) {
        holds.find(fact.place(), hold(fact)).compose(found -> found.isEmpty() ? Future.succeededFuture() : view.apply(found.get()))
            .onSuccess(seen -> {
                if (seen instanceof HoldView granted) whisper.accept(account(fact), new Outbound.HoldGranted(granted));
            })
            .onFailure(e -> LOG.warn("news of {}: {}", hold(fact), e.getMessage()));
        for (var line : HoldRecord.lines(fact.body().get("lines"))) moved(fact.place(), line.product());
    }

    private void moved(PlaceId place, ProductId product) {
        link.send(Command.ZRANGEBYLEX, Keys.line(place), "[" + product + "|", "[" + product + "|~", "LIMIT", 0, TOLD).onSuccess(members -> {
            int ahead = 0;
            for (var member : members) {
                var parts = member.toString().split("\\|");
                whisper.accept(new AccountId(parts[2]), new Outbound.WaitMoved(place, product, Integer.parseInt(parts[1]), ahead++));
            }
        });
    }

    private static AccountId account(Fact fact) {
        return new AccountId(fact.text("account"));
    }

    private static HoldId hold(Fact fact) {
        return new HoldId(fact.text("hold"));
    }
}
