package vn.phien.realtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.util.function.Consumer;
import vn.phien.base.AccountId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.Role;
import vn.phien.facts.Fact;

/**
 * Who has something at stake: an open hold, or an order of the last half hour. Learned from the facts, which reach every node, and
 * kept in memory only; who is forgotten waits like everybody else.
 */
public final class Buyers implements Consumer<Fact> {
    private final InstantSource clock;
    private final Cache<AccountId, Long> untilMs = Caffeine.newBuilder().maximumSize(Limits.BUYERS_KNOWN).build();

    public Buyers(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void accept(Fact fact) {
        switch (fact.type()) {
            case "hold-taken", "hold-extended" -> keep(fact, fact.body().path("deadline").asLong());
            case "order-placed" -> keep(fact, fact.atMs() + Limits.BUYER_MS);
            case String _ -> { }
        }
    }

    private void keep(Fact fact, long until) {
        if (fact.text("account") instanceof String account && until > clock.millis()) untilMs.asMap().merge(new AccountId(account), until, Math::max);
    }

    /** Whether this is somebody who sells, or who has something at stake. */
    public boolean goFirst(Caller caller) {
        if (!(caller instanceof Caller.Person person)) return false;
        return !person.booths().isEmpty() || person.is(Role.ORGANIZER) || person.is(Role.OFFICIAL)
            || untilMs.getIfPresent(person.account()) instanceof Long until && until > clock.millis();
    }
}
