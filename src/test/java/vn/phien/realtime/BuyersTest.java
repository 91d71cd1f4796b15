package vn.phien.realtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.BoothRole;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.Role;
import vn.phien.base.Shard;
import vn.phien.facts.Fact;
import vn.phien.protocol.Wire;

class BuyersTest {
    private static final long NOON = 1_750_000_000_000L;
    private long nowMs = NOON;
    private final Buyers buyers = new Buyers(() -> Instant.ofEpochMilli(nowMs));

    private static Caller person(String account, Set<Role> roles, Map<BoothId, BoothRole> posts) {
        return new Caller.Person(new AccountId(account), "An", "s", roles, posts);
    }

    private static Caller person(String account) {
        return person(account, Set.of(Role.BUYER), Map.of());
    }

    private void happens(String type, String more) {
        buyers.accept(new Fact(new Shard(7), "1-0", type, new PlaceId("s07-friday"), nowMs, Wire.trusted("{\"t\":\"" + type + "\"," + more + "}", JsonNode.class)));
    }

    @Test
    void who_has_an_open_hold_goes_first_until_it_ends() {
        assertFalse(buyers.goFirst(person("u-an")));
        happens("hold-taken", "\"account\":\"u-an\",\"deadline\":" + (NOON + 300_000));
        assertTrue(buyers.goFirst(person("u-an")));
        assertFalse(buyers.goFirst(person("u-binh")));
        happens("hold-extended", "\"account\":\"u-an\",\"deadline\":" + (NOON + 480_000));
        nowMs = NOON + 400_000;
        assertTrue(buyers.goFirst(person("u-an")));
        nowMs = NOON + 480_000;
        assertFalse(buyers.goFirst(person("u-an")));
    }

    @Test
    void who_has_ordered_goes_first_for_half_an_hour_and_a_hold_does_not_shorten_it() {
        happens("order-placed", "\"account\":\"u-an\"");
        happens("hold-taken", "\"account\":\"u-an\",\"deadline\":" + (NOON + 1_000));
        nowMs = NOON + Limits.BUYER_MS - 1;
        assertTrue(buyers.goFirst(person("u-an")));
        nowMs++;
        assertFalse(buyers.goFirst(person("u-an")));
    }

    @Test
    void who_sells_or_oversees_goes_first_and_a_stranger_never() {
        assertTrue(buyers.goFirst(person("u-mai", Set.of(), Map.of(new BoothId("b07-dongvan"), BoothRole.MODERATOR))));
        assertTrue(buyers.goFirst(person("u-org", Set.of(Role.ORGANIZER), Map.of())));
        assertTrue(buyers.goFirst(person("u-off", Set.of(Role.OFFICIAL), Map.of())));
        assertFalse(buyers.goFirst(person("u-dis", Set.of(Role.DISTRIBUTOR), Map.of())));
        assertFalse(buyers.goFirst(Caller.ANONYMOUS));
    }

    @Test
    void facts_about_nobody_and_holds_that_are_over_are_let_be() {
        happens("hold-taken", "\"account\":\"u-an\",\"deadline\":" + (NOON - 1));
        happens("order-placed", "\"order\":\"o07-x\"");
        happens("show-started", "\"by\":\"u-an\"");
        assertFalse(buyers.goFirst(person("u-an")));
    }
}
