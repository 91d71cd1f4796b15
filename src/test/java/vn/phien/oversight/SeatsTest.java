package vn.phien.oversight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Caller;
import vn.phien.base.Limits;
import vn.phien.base.PlaceId;
import vn.phien.base.ProductId;
import vn.phien.base.Role;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestClock;
import vn.phien.testkit.TestStore;

/** Who watches in the name of an office is seen to do so as long as they watch, whichever node they are at and whatever becomes of it. */
@ExtendWith(TestStore.class)
class SeatsTest {
    private static final PlaceId SHOW = new PlaceId("s07-friday");
    private static final AccountId LAN = new AccountId("u-lan"), MINH = new AccountId("u-minh");
    private static final Map<AccountId, String> OFFICES = Map.of(LAN, "Chi cục QLTT Hà Giang", MINH, "Sở Công Thương");
    private static final Set<PlaceId> OPEN = Set.of(SHOW);
    private final Link link = TestStore.LINK;
    private final List<PlaceId> rung = new ArrayList<>();
    private final Seats one = at("one"), two = at("two");

    @BeforeEach
    void a_live_show() {
        new Books(link).open(SHOW, new BoothId("b07-dongvan"), new ProductId("p07-honey"), 185_000, 10, 5);
        link.ask(Command.HSET, Keys.stage(SHOW), "state", "live");
    }

    private Seats at(String node) {
        return new Seats(link, account -> Future.succeededFuture(Optional.of(OFFICES.get(account))), rung::add, node);
    }

    @Test
    void an_official_is_seen_at_once_and_out_of_sight_with_the_next_look_after_leaving() {
        one.came(official(LAN), SHOW);
        await(() -> told().equals(List.of("[\"Chi cục QLTT Hà Giang\"]")));
        one.came(official(MINH), SHOW);
        await(() -> told().getLast().equals("[\"Chi cục QLTT Hà Giang\",\"Sở Công Thương\"]"));
        one.look(account -> Future.succeededFuture(account.equals(LAN) ? OPEN : Set.of())).await();
        assertEquals("[\"Chi cục QLTT Hà Giang\"]", told().getLast());
        one.look(account -> Future.succeededFuture(OPEN)).await();
        assertEquals(3, told().size(), "who stays is not told again");
        assertEquals(3, rung.size());
        assertEquals(List.of("official-seated", "official-seated", "official-left"), facts());
    }

    @Test
    void who_moves_to_another_node_is_not_unseated_by_the_one_they_left() {
        one.came(official(LAN), SHOW);
        await(() -> told().size() == 1);
        two.came(official(LAN), SHOW);
        await(() -> seats() == 2);
        one.look(account -> Future.succeededFuture(Set.of())).await();
        assertEquals(1, seats());
        assertEquals(1, told().size(), "nobody saw anything of it");
        assertEquals(List.of("official-seated"), facts());
        two.look(account -> Future.succeededFuture(Set.of())).await();
        assertEquals("[]", told().getLast());
        assertEquals(List.of("official-seated", "official-left"), facts());
    }

    @Test
    void the_seats_of_a_node_that_dies_are_empty_at_once_and_those_of_others_stay() {
        one.came(official(LAN), SHOW);
        two.came(official(MINH), SHOW);
        await(() -> seats() == 2);
        two.left("one", OPEN).await();
        assertEquals("[\"Sở Công Thương\"]", told().getLast());
        assertEquals(List.of("official-seated", "official-seated", "official-left"), facts());
        assertEquals(1, seats());
    }

    @Test
    void a_seat_that_nobody_keeps_is_empty_after_a_while(TestClock clock) {
        one.came(official(LAN), SHOW);
        await(() -> seats() == 1);
        two.sweep(OPEN).await();
        assertEquals(1, seats());
        clock.advance(Limits.SEAT_MS + 1, TimeUnit.MILLISECONDS);
        two.sweep(OPEN).await();
        assertEquals("[]", told().getLast());
        assertEquals(List.of("official-seated", "official-left"), facts());
    }

    private static Caller official(AccountId account) {
        return new Caller.Person(account, "Lan", "s", Set.of(Role.OFFICIAL), Map.of());
    }

    private int seats() {
        return link.ask(Command.HLEN, Keys.seats(SHOW)).toInteger();
    }

    /** What the room was told of the offices that watch. */
    private List<String> told() {
        return link.ask(Command.XRANGE, Keys.shelf(SHOW), "-", "+").stream().map(entry -> entry.get(1).get(1).toString()).filter(event -> event.contains("officials-seated"))
            .map(event -> event.substring(event.indexOf("\"officials\":") + 12, event.length() - 1)).toList();
    }

    private List<String> facts() {
        return link.ask(Command.XRANGE, Keys.facts(SHOW.shard()), "-", "+").stream().map(Object::toString).filter(fact -> fact.contains("official-")).map(fact -> fact.contains("official-left") ? "official-left" : "official-seated").toList();
    }

    private static void await(java.util.function.BooleanSupplier done) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!done.getAsBoolean()) if (System.nanoTime() > end) throw new AssertionError("it did not come to that");
    }
}
