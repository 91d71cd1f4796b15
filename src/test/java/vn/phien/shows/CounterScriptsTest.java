package vn.phien.shows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import vn.phien.base.AccountId;
import vn.phien.base.BoothId;
import vn.phien.base.Limits;
import vn.phien.base.Result;
import vn.phien.base.TicketId;
import vn.phien.base.Why;
import vn.phien.redis.Keys;
import vn.phien.redis.Link;
import vn.phien.testkit.Books;
import vn.phien.testkit.TestStore;

@ExtendWith(TestStore.class)
class CounterScriptsTest {
    private static final BoothId BOOTH = new BoothId("b07-ong");
    private static final AccountId AN = new AccountId("u-an"), MAI = new AccountId("u-mai"), PAO = new AccountId("u-pao");
    private final Link link;
    private final CounterScripts scripts;
    private final Books books;

    CounterScriptsTest(Link link) {
        this.link = link;
        this.scripts = new CounterScripts(link);
        this.books = new Books(link);
    }

    private static TicketId ticket(int n) {
        return TicketId.in(BOOTH.shard(), "ticket" + n);
    }

    private static AccountId visitor(int n) {
        return new AccountId("u-visitor" + n);
    }

    private Result<Ticket> takes(int n) {
        return scripts.takeTicket(BOOTH, ticket(n), visitor(n), "tên", "việc", null).await();
    }

    private Result<Ticket> calls(int n, AccountId staff, String key, boolean next) {
        return scripts.callVisitor(BOOTH, ticket(n), staff, "Chị Mai", key, next).await();
    }

    private static Ticket ok(Result<Ticket> result) {
        return assertInstanceOf(Result.Ok.class, result) instanceof Result.Ok<?>(var value) ? (Ticket) value : null;
    }

    private static void isRefused(Why why, Result<?> result) {
        assertEquals(why, assertInstanceOf(Result.Refused.class, result).why());
    }

    @Test
    void numbers_grow_and_each_knows_how_many_are_ahead() {
        for (int n = 1; n <= 3; n++) {
            var taken = ok(takes(n));
            assertEquals(n, taken.number());
            assertEquals(n - 1, taken.ahead());
        }
        var before = books.digest();
        assertEquals(2, ok(takes(2)).number(), "said again, it is the same number");
        isRefused(Why.ALREADY_IN_LINE, scripts.takeTicket(BOOTH, ticket(9), visitor(1), "tên", "việc", null).await());
        assertEquals(before, books.digest());
    }

    @Test
    void a_full_line_and_a_closed_counter_take_nobody() {
        Future.all(IntStream.rangeClosed(1, Limits.WAITING_AT_COUNTER).mapToObj(n -> scripts.takeTicket(BOOTH, ticket(n), visitor(n), "tên", "việc", null)).toList()).await();
        isRefused(Why.TOO_MANY, takes(Limits.WAITING_AT_COUNTER + 1));
        scripts.endTicket(BOOTH, ticket(1), visitor(1)).await();
        scripts.switchCounter(BOOTH, false, MAI).await();
        isRefused(Why.COUNTER_CLOSED, takes(Limits.WAITING_AT_COUNTER + 1));
        scripts.switchCounter(BOOTH, true, MAI).await();
        ok(takes(Limits.WAITING_AT_COUNTER + 1));
    }

    @Test
    void one_visitor_goes_to_one_of_two_who_call_at_once() {
        for (int n = 1; n <= 2; n++) takes(n);
        var calls = IntStream.range(0, 8).mapToObj(i -> scripts.callVisitor(BOOTH, ticket(1), i % 2 == 0 ? MAI : PAO, "x", "key" + i, true)).toList();
        Future.all(calls).await();
        assertEquals(1, calls.stream().filter(call -> call.result() instanceof Result.Ok<Ticket>).count());
        assertTrue(calls.stream().map(Future::result).allMatch(result -> result instanceof Result.Ok<Ticket> || result instanceof Result.Refused<Ticket>(var why, var _) && why == Why.CHANGED_MEANWHILE));
        isRefused(Why.ALREADY_DONE, calls(1, PAO, "another0001", false));
        ok(calls(2, PAO, "another0002", true));
    }

    @Test
    void a_call_that_is_said_again_answers_the_same_and_its_key_is_good_for_one() {
        for (int n = 1; n <= 2; n++) takes(n);
        ok(calls(1, MAI, "call000001", true));
        var before = books.digest();
        assertEquals("called", ok(calls(1, MAI, "call000001", true)).state());
        isRefused(Why.KEY_REUSED, calls(2, MAI, "call000001", true));
        isRefused(Why.KEY_REUSED, calls(1, PAO, "call000001", true));
        assertEquals(before, books.digest());
    }

    @Test
    void one_of_the_staff_is_in_so_many_talks_and_no_more() {
        for (int n = 1; n <= Limits.TALKS_PER_STAFF + 1; n++) takes(n);
        for (int n = 1; n <= Limits.TALKS_PER_STAFF; n++) ok(calls(n, MAI, "call00000" + n, true));
        isRefused(Why.TOO_MANY, calls(Limits.TALKS_PER_STAFF + 1, MAI, "call0000099", true));
        link.ask(Command.HSET, Keys.staff(BOOTH), PAO, "staff");
        assertEquals(PAO.value(), ok(scripts.handOver(BOOTH, ticket(1), PAO, "Anh Páo", MAI).await()).fields().get("staff"));
        ok(scripts.handOver(BOOTH, ticket(1), PAO, "Anh Páo", MAI).await());
        isRefused(Why.NOT_ALLOWED, scripts.handOver(BOOTH, ticket(1), AN, "An", MAI).await());
        ok(calls(Limits.TALKS_PER_STAFF + 1, MAI, "call0000099", true));
        scripts.endTicket(BOOTH, ticket(1), null).await();
        assertEquals("", String.valueOf(link.ask(Command.HGET, Keys.counter(BOOTH), "talks." + PAO)).replace("null", ""));
    }

    @Test
    void a_booth_calls_nobody_who_waits_at_its_neighbour() {
        var neighbour = new BoothId("b07-tra");
        takes(1);
        var before = books.digest();
        isRefused(Why.NOT_FOUND, scripts.callVisitor(neighbour, ticket(1), PAO, "Anh Páo", "call000001", false).await());
        isRefused(Why.NOT_FOUND, scripts.callVisitor(neighbour, ticket(1), PAO, "Anh Páo", "call000001", true).await());
        assertEquals(before, books.digest());
    }

    @Test
    void a_line_is_kept_once_and_a_talk_has_an_end() {
        takes(1);
        isRefused(Why.NOT_CALLED_YET, scripts.say(BOOTH, ticket(1), null, "Chị Mai", "say0000001", "x").await());
        assertEquals(Result.ok(1), scripts.say(BOOTH, ticket(1), visitor(1), "An", "say0000001", "x").await());
        calls(1, MAI, "call000001", true);
        var said = new HashSet<Object>();
        Future.all(IntStream.range(0, 10).mapToObj(i -> scripts.say(BOOTH, ticket(1), null, "Chị Mai", "say0000001", "x").onSuccess(said::add)).toList()).await();
        assertEquals(java.util.Set.of(Result.ok(2)), said);
        isRefused(Why.NOT_FOUND, scripts.say(BOOTH, ticket(1), AN, "An", "say0000002", "x").await());
        Future.all(IntStream.range(0, Limits.TALK_LINES - 2).mapToObj(i -> scripts.say(BOOTH, ticket(1), visitor(1), "An", "more" + i, "x")).toList()).await();
        isRefused(Why.TOO_MANY, scripts.say(BOOTH, ticket(1), visitor(1), "An", "say0000003", "x").await());
        assertEquals("ended", ok(scripts.endTicket(BOOTH, ticket(1), visitor(1)).await()).state());
        isRefused(Why.TALK_OVER, scripts.say(BOOTH, ticket(1), visitor(1), "An", "say0000004", "x").await());
        assertTrue(link.ask(Command.PTTL, Keys.talk(ticket(1))).toLong() > Limits.TALK_KEPT_MS - 60_000, "it is kept a while, and then no more");
        assertTrue(link.ask(Command.PTTL, Keys.ticket(ticket(1))).toLong() > 0);
        assertEquals("ended", ok(scripts.endTicket(BOOTH, ticket(1), null).await()).state());
        isRefused(Why.NOT_FOUND, scripts.endTicket(BOOTH, ticket(7), null).await());
    }

    @Test
    void a_visitor_who_is_forgotten_leaves_the_line_and_no_words() {
        takes(1);
        takes(2);
        scripts.say(BOOTH, ticket(1), visitor(1), "An", "say0000001", "x").await();
        scripts.forgetVisitor(BOOTH, ticket(1), visitor(2)).await();
        assertEquals(1, link.ask(Command.EXISTS, Keys.talk(ticket(1))).toInteger(), "not by another");
        scripts.forgetVisitor(BOOTH, ticket(1), visitor(1)).await();
        scripts.forgetVisitor(BOOTH, ticket(1), visitor(1)).await();
        assertEquals(0, link.ask(Command.EXISTS, Keys.talk(ticket(1))).toInteger());
        assertEquals("", link.ask(Command.HGET, Keys.ticket(ticket(1)), "name").toString());
        assertEquals(1, link.ask(Command.ZCARD, Keys.waitingAt(BOOTH)).toInteger());
    }
}
