package vn.phien.shows;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import vn.phien.base.AccountId;
import vn.phien.base.ProductId;
import vn.phien.facts.Fact;
import vn.phien.protocol.Outbound;

/** Tells people what the facts of a show mean for them alone: that they were muted, that the line they stood in is no more. */
public final class ShowNews implements Consumer<Fact> {
    private final BiConsumer<AccountId, Outbound.Private> whisper;

    /** @param whisper tells every phone of one person on this node */
    public ShowNews(BiConsumer<AccountId, Outbound.Private> whisper) {
        this.whisper = whisper;
    }

    @Override
    public void accept(Fact fact) {
        switch (fact.type()) {
            case "viewer-muted" -> whisper.accept(new AccountId(fact.text("account")), new Outbound.MuteChanged(fact.place(), fact.body().get("muted").asBoolean()));
            case "wait-closed" -> fact.body().get("accounts").forEach(account ->
                whisper.accept(new AccountId(account.asText()), new Outbound.WaitClosed(fact.place(), new ProductId(fact.text("product")))));
            case String _ -> { }
        }
    }
}
