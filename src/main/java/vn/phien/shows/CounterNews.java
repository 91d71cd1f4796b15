package vn.phien.shows;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.phien.base.AccountId;
import vn.phien.base.PlaceId;
import vn.phien.base.TicketId;
import vn.phien.facts.Fact;
import vn.phien.protocol.Outbound;

/** Tells visitors and staff what happens at a counter. A listener of the facts. */
public final class CounterNews implements Consumer<Fact> {
    private static final Logger LOG = LoggerFactory.getLogger(CounterNews.class);
    /** Those first in line are told when it moves on; the others see it when they look. */
    private static final int TOLD = 50;
    private final Counters counters;
    private final BiConsumer<AccountId, Outbound.Private> whisper;
    private final BiConsumer<PlaceId, Outbound> toStaff;

    /**
     * @param whisper to every phone of one person
     * @param toStaff to the staff in a room, here the booth's own
     */
    public CounterNews(Counters counters, BiConsumer<AccountId, Outbound.Private> whisper, BiConsumer<PlaceId, Outbound> toStaff) {
        this.counters = counters;
        this.whisper = whisper;
        this.toStaff = toStaff;
    }

    @Override
    public void accept(Fact fact) {
        switch (fact.type()) {
            case "ticket-taken", "talk-handed" -> changed(fact);
            case "visitor-called" -> {
                changed(fact);
                moved(fact.place());
            }
            case "ticket-ended" -> {
                changed(fact);
                if (fact.text("was").equals("waiting")) moved(fact.place());
            }
            case "talk-said" -> counters.line(ticket(fact), fact.body().get("n").asInt()).onSuccess(line -> line.ifPresent(said -> tell(fact, new Outbound.TalkSaid(ticket(fact), said))))
                .onFailure(e -> LOG.warn("news of {}: {}", ticket(fact), e.getMessage()));
            case String _ -> { }
        }
    }

    private void changed(Fact fact) {
        counters.seen(ticket(fact)).onSuccess(found -> found.ifPresent(ticket -> tell(fact, new Outbound.TicketChanged(ticket))))
            .onFailure(e -> LOG.warn("news of {}: {}", ticket(fact), e.getMessage()));
    }

    private void tell(Fact fact, Outbound.Private message) {
        whisper.accept(new AccountId(fact.text("account")), message);
        toStaff.accept(fact.place(), message);
    }

    private void moved(PlaceId counter) {
        counters.first(counter.booth(), TOLD).onSuccess(first -> first.forEach((account, ticket) -> whisper.accept(account, new Outbound.TicketChanged(ticket))))
            .onFailure(e -> LOG.warn("the line at {}: {}", counter, e.getMessage()));
    }

    private static TicketId ticket(Fact fact) {
        return new TicketId(fact.text("ticket"));
    }
}
